"""Tables of ``naba.locale``, and its own against Babel's."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from babel import Locale, localedata
from hypothesis import given
from hypothesis import strategies as st

from naba import locale
from naba.model import Digits, Edition


def _edition(lang: str, digits: Digits = "latn") -> Edition:
    return Edition(lang=lang, dir=locale.direction(lang), name=lang, title=lang, digits=digits)


@pytest.mark.parametrize(
    ("lang", "direction"),
    [
        *[("ar", "rtl"), ("ar-PS", "rtl"), ("AR_eg", "rtl"), ("en", "ltr"), ("fa", "rtl")],
        *[("he", "rtl"), ("iw", "rtl"), ("ur-PK", "rtl"), ("ckb", "rtl"), ("ku", "ltr")],
        *[
            ("uz", "ltr"),
            ("uz-Arab", "rtl"),
            ("uz-AF", "rtl"),
            ("ar-Latn", "ltr"),
            ("pa-PK", "rtl"),
        ],
        *[("", "ltr"), ("xx", "ltr"), ("zh-Hant-TW", "ltr"), ("ms-Arab-MY", "rtl")],
    ],
)
def test_direction_follows_language_script_and_country(lang: str, direction: str) -> None:
    assert locale.direction(lang) == direction


def test_direction_agrees_with_unicode_on_every_language_that_babel_knows() -> None:
    for identifier in localedata.locale_identifiers():
        if not re.fullmatch("[a-z]+(_[A-Z][a-z]+)?", identifier):
            continue  # a country alone changes nothing there
        rtl = Locale.parse(identifier).character_order == "right-to-left"
        assert locale.direction(identifier) == ("rtl" if rtl else "ltr"), identifier


@pytest.mark.parametrize("lang", ["ar", "en", "ar-PS", "en-GB", "AR"])
def test_plural_tables_of_our_own_are_babels(lang: str) -> None:
    theirs = Locale.parse(locale.language_of(lang)).plural_form
    for n in [*range(1001), 1_000_000, 1_000_003, 1_000_100, 2_000_011]:
        assert locale.plural_category(lang, n) == theirs(n), n
    assert set(locale.plural_categories(lang)) == {*theirs.tags, "other"}


@pytest.mark.parametrize(
    ("lang", "categories"),
    [
        ("ar", ("zero", "one", "two", "few", "many", "other")),
        ("en", ("one", "other")),
        ("ru", ("one", "few", "many", "other")),
        ("he", ("one", "two", "other")),
        ("zh", ("other",)),
        ("fa-AF", ("one", "other")),
        ("xx", ("other",)),
        ("", ("other",)),
    ],
)
def test_plural_categories_come_in_unicodes_order(lang: str, categories: tuple[str, ...]) -> None:
    assert locale.plural_categories(lang) == categories


@given(st.sampled_from(["ar", "en", "fa", "ru", "fr", "pl", "zh", "xx"]), st.integers(0, 10**9))
def test_every_count_has_one_of_its_languages_categories(lang: str, n: int) -> None:
    assert locale.plural_category(lang, n) in locale.plural_categories(lang)


@pytest.mark.parametrize(
    ("lang", "digits", "value", "shown"),
    [
        *[("en", "latn", 1234, "1,234"), ("ar", "latn", 1234, "1,234")],
        *[("ar", "arab", 1234, "١٬٢٣٤"), ("ar", "arab", 0, "٠"), ("ar", "arab", 999, "٩٩٩")],
        *[("fa", "arab", 1234567890, "۱٬۲۳۴٬۵۶۷٬۸۹۰"), ("fa", "latn", 1234, "1,234")],
        *[("fr", "latn", 1234, "1\u202f234"), ("de", "latn", 1234567, "1.234.567")],
        *[("ckb", "arab", 15, "١٥"), ("xx", "latn", 1234, "1,234"), ("en", "latn", -5, "-5")],
    ],
)
def test_numbers_have_the_editions_digits_and_groups(
    lang: str, digits: Digits, value: int, shown: str
) -> None:
    assert locale.number(value, _edition(lang, digits)) == shown


@pytest.mark.parametrize(
    ("lang", "reader", "name"),
    [
        *[("fa", "ar", "الفارسية"), ("fa", "en", "Persian"), ("ar", "en", "Arabic")],
        *[("ar-PS", "ar", "العربية"), ("en_GB", "ar", "الإنجليزية"), ("he", "fr", "hébreu")],
        *[("xx", "en", "xx"), ("fa", "xx", "fa"), ("fa", "", "fa"), ("", "en", "")],
    ],
)
def test_a_language_has_its_name_in_the_readers_language(lang: str, reader: str, name: str) -> None:
    assert locale.language_name(lang, reader) == name


def test_arabic_and_english_newspapers_never_load_babel() -> None:
    program = """
import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo
from naba import bidi, dates
from naba.model import Edition
for lang in ("ar", "en"):
    edition = Edition(lang=lang, dir=bidi.direction(lang), name="", title="")
    moment = datetime(2024, 8, 18, tzinfo=UTC)
    for show in (dates.long_date, dates.long_time, dates.short_date):
        show(moment, edition, ZoneInfo("UTC"))
    dates.month_title(2024, 8, edition)
    dates.number(1234, edition)
    dates.plural_category(lang, 3)
    dates.plural_categories(lang)
print("babel" in sys.modules)
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "False"
