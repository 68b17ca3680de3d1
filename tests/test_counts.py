"""Numbers, counted things, whose clock it is, and the Hijri day, as each edition says them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import feedparser
import pytest
import yaml
from lxml import html

from naba import dates, locale
from naba.hijri import hijri_date
from naba.model import Digits, Edition
from naba.theme.strings import Catalog, fill, placeholders
from tests.conftest import Press
from tests.newspaper import ROOT, SITE, story

NUMBERS = (0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 1000)
AMMAN = ZoneInfo("Asia/Amman")


def edition(lang: str, digits: Digits = "latn", **more: object) -> Edition:
    made = Edition(lang, locale.direction(lang), lang, lang, digits=digits)
    return Edition(**{**{n: getattr(made, n) for n in made.__struct_fields__}, **more})


def catalog(lang: str) -> Catalog:
    text = (ROOT / f"templates/strings/{lang}.yaml").read_text("utf-8")
    found: Catalog = yaml.safe_load(text)
    return found


PLURALS = [
    (lang, key)
    for lang in ("ar", "en")
    for key, forms in catalog(lang).items()
    if isinstance(forms, dict)
]


@pytest.mark.parametrize(
    ("digits", "said"),
    [
        (
            "latn",
            [
                "أقل من دقيقة للقراءة", "دقيقة واحدة للقراءة", "دقيقتان للقراءة",
                "3 دقائق للقراءة", "10 دقائق للقراءة", "11 دقيقة للقراءة", "99 دقيقة للقراءة",
                "100 دقيقة للقراءة", "101 دقيقة للقراءة", "102 دقيقة للقراءة",
                "103 دقائق للقراءة", "1,000 دقيقة للقراءة",
            ],
        ),
        (
            "arab",
            [
                "أقل من دقيقة للقراءة", "دقيقة واحدة للقراءة", "دقيقتان للقراءة",
                "٣ دقائق للقراءة", "١٠ دقائق للقراءة", "١١ دقيقة للقراءة", "٩٩ دقيقة للقراءة",
                "١٠٠ دقيقة للقراءة", "١٠١ دقيقة للقراءة", "١٠٢ دقيقة للقراءة",
                "١٠٣ دقائق للقراءة", "١٬٠٠٠ دقيقة للقراءة",
            ],
        ),
    ],
)  # fmt: skip
def test_minutes_of_reading_in_arabic(digits: Digits, said: list[str]) -> None:
    own = edition("ar", digits)
    assert [str(fill(catalog("ar"), own, "minutes", {"n": n})) for n in NUMBERS] == said


@pytest.mark.parametrize(("lang", "key"), PLURALS)
@pytest.mark.parametrize("digits", ["latn", "arab"])
def test_every_counted_string_says_its_number_or_swallows_it(
    lang: str, key: str, digits: Digits
) -> None:
    strings, own = catalog(lang), edition(lang, digits)
    forms = strings[key]
    assert isinstance(forms, dict)
    assert tuple(forms) == locale.plural_categories(lang)
    places = {name: name for form in forms.values() for name in placeholders(form)}
    for n in NUMBERS:
        said = str(fill(strings, own, key, {**places, "n": n}))
        form = forms[locale.plural_category(lang, n)]
        shown = locale.number(n, own)
        assert ("{n}" in form) == (shown in said)
        assert "{" not in said
        if "{n}" not in form:
            assert n <= 2, f"{key} hides {n}"
        if digits == "arab":
            assert not set(said) & set("0123456789")


def test_the_arabic_dual_does_without_its_number() -> None:
    for _, key in [pair for pair in PLURALS if pair[0] == "ar"]:
        forms = catalog("ar")[key]
        assert isinstance(forms, dict)
        assert "{n}" not in forms["two"]
        assert "{n}" not in forms["one"]


@pytest.mark.parametrize(
    ("day", "arabic", "english"),
    [
        # Umm al-Qura's own tables: first days of years and months, and the ends of the calendar.
        ("2024-07-07", "1 محرم 1446 هـ", "1 Muharram 1446 AH"),
        ("2024-08-19", "15 صفر 1446 هـ", "15 Safar 1446 AH"),
        ("2026-11-23", "13 جمادى الآخرة 1448 هـ", "13 Jumada II 1448 AH"),
        ("2025-03-01", "1 رمضان 1446 هـ", "1 Ramadan 1446 AH"),
        ("2077-11-16", "30 ذو الحجة 1500 هـ", "30 Dhul-Hijjah 1500 AH"),
        ("2077-11-17", "", ""),
        ("1924-07-31", "", ""),
    ],
)
def test_the_day_by_umm_al_qura(day: str, arabic: str, english: str) -> None:
    moment = datetime.fromisoformat(f"{day}T12:00:00+03:00")
    assert hijri_date(moment, edition("ar"), AMMAN) == arabic
    assert hijri_date(moment, edition("en"), AMMAN) == english


def test_the_hijri_day_is_the_newspapers_and_in_its_digits() -> None:
    late = datetime(2024, 7, 6, 22, 0, tzinfo=UTC)  # already the 7th in Amman
    assert hijri_date(late, edition("ar", "arab"), AMMAN) == "١ محرم ١٤٤٦ هـ"


def test_a_byline_shows_the_hijri_day_second_where_the_edition_wants_it(newspaper: Press) -> None:
    site = SITE.replace("months: dual", "months: dual, hijri: true")
    paper = newspaper({"site.yaml": site, "content/a/ar.md": story(date="2024-08-19 10:00")})
    paper.write({"content/a/en.md": story("T", None)})
    paper.build()
    page = paper.page("/ar/2024/08/a/")
    assert page.index("19 أغسطس/آب 2024، 10:00") < page.index("15 صفر 1446 هـ")
    assert "Safar" not in paper.page("/en/2024/08/a/")


def test_an_edition_without_names_for_hijri_months_is_told(newspaper: Press) -> None:
    site = SITE.replace("name: English,", "name: English, hijri: true,").replace("en", "fr")
    site = site.replace("lang: en", "lang: fr").replace("en: ", "fr: ")
    facts = {problem.fact for problem in newspaper({"site.yaml": site}).problems()}
    assert "there are no names of Hijri months in `fr`" in facts


@pytest.mark.parametrize(
    ("lang", "zone", "said"),
    [
        ("ar", "Asia/Gaza", "بتوقيت غزة"),
        ("en", "Asia/Gaza", "Gaza time"),
        ("en", "America/New_York", "New York time"),
        ("fr", "Asia/Amman", "heure : Amman"),
        ("xx", "Asia/Amman", "Amman"),
        ("en", "UTC", ", 18:00 GMT"),
        ("ar", "UTC", "، 18:00 بتوقيت غرينتش"),
        ("en", "Etc/GMT-3", ", 21:00 GMT+3"),
        ("fa", "Etc/GMT", "18:00 گرینویچ"),
        ("xx", "Etc/GMT+2", " 16:00 UTC-2"),
    ],
)
def test_a_time_says_whose_clock_it_is(lang: str, zone: str, said: str) -> None:
    moment = datetime(2024, 8, 18, 18, 0, tzinfo=UTC)
    shown = dates.zoned_time(moment, edition(lang), ZoneInfo(zone))
    assert shown.replace("\u202f", " ").replace("\xa0", " ").endswith(said)


def test_the_hours_from_greenwich_are_in_the_editions_digits() -> None:
    moment = datetime(2024, 8, 18, 18, 0, tzinfo=UTC)
    shown = dates.zoned_time(moment, edition("ar", "arab"), ZoneInfo("Etc/GMT-3"))
    assert shown.endswith("٢١:٠٠ بتوقيت غرينتش+٣")


def test_an_edition_may_name_its_clock_itself(newspaper: Press) -> None:
    site = SITE.replace("months: dual", "months: dual, zone: بتوقيت عمّان")
    paper = newspaper({"site.yaml": site, "content/a/ar.md": story(date="2024-08-19 10:00")})
    paper.build()
    assert "، 10:00 بتوقيت عمّان</time>" in paper.page("/ar/2024/08/a/")


def test_lists_show_one_name_of_a_month_and_bylines_both(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story(date="2024-08-19 10:00")})
    paper.build()
    assert "19 أغسطس 2024</time>" in paper.page("/ar/")
    assert "أغسطس/آب" in paper.page("/ar/2024/08/a/")


@pytest.mark.parametrize("digits", ["latn", "arab"])
def test_every_number_that_an_edition_shows_is_in_its_digits(
    newspaper: Press, digits: Digits
) -> None:
    """On pages, in titles and descriptions, in feeds; stories here hold no digits themselves."""
    site = SITE.replace("months: dual", f"months: dual, hijri: true, digits: {digits}")
    body = "نص[^1] وآخر[^2].\n\n1. أول\n\n[^1]: حاشية.\n\n[^2]: حاشية.\n"
    fixed = '[{date: 2024-08-30, kind: correction, text: "صُحّح."}]'
    files = {
        f"content/2024/08/{name}/ar.md": story(
            "خبر", f"2024-08-{day} 10:00", body, section="world", tags="[ماء]", corrections=fixed
        )
        for day, name in enumerate("abcdefghijkl", 10)
    }
    paper = newspaper({"site.yaml": site, **files})
    paper.build()
    other = "0123456789" if digits == "arab" else "٠١٢٣٤٥٦٧٨٩"
    pages = {path: page for path, page in paper.tree().items() if path.startswith("ar/")}
    shown = {path: _shown(body.decode()) for path, body in pages.items() if path.endswith(".html")}
    shown |= {path: _feed(body.decode()) for path, body in pages.items() if path.endswith(".xml")}
    assert len(shown) > 30
    for path, text in shown.items():
        plain = text.replace("404", "")  # what servers answer, and no number
        assert not set(plain) & set(other), f"{path}: {plain}"
    assert any(set(text) & set(number_in(digits)) for text in shown.values())


def number_in(digits: Digits) -> str:
    return "٠١٢٣٤٥٦٧٨٩" if digits == "arab" else "0123456789"


def _shown(page: str) -> str:
    """What a reader sees of a page, and what other sites show of it."""
    tree = html.fromstring(page)
    told = tree.xpath(
        "//title/text() | //meta[@property='og:title' or @name='description']/@content"
    )
    body = "".join(tree.xpath("//body//text()[not(ancestor::script)]"))
    spoken = tree.xpath("//@alt | //@title | //@aria-label")
    return " ".join([*told, body, *spoken])


def _feed(feed: str) -> str:
    """The titles and texts of a feed."""
    parsed = feedparser.parse(feed)
    items = [text for item in parsed.entries for text in (item.title, item.get("summary", ""))]
    return " ".join(
        [parsed.feed.get("title", ""), *(re.sub("<[^>]*>", "", text) for text in items)]
    )
