"""Tables of ``naba.dates``: every Arabic month in every style and both sets of digits, by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime, parsedate_to_datetime
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naba import dates
from naba.model import Digits, Edition, Months

GAZA = ZoneInfo("Asia/Gaza")
BERLIN = ZoneInfo("Europe/Berlin")


def _edition(lang: str, months: Months = "intl", digits: Digits = "latn") -> Edition:
    return Edition(lang=lang, dir="rtl", name=lang, title=lang, months=months, digits=digits)


# By month: international, Levantine, Moroccan, the first two together.
MONTHS = [
    ("يناير", "كانون الثاني", "يناير", "يناير/كانون الثاني"),
    ("فبراير", "شباط", "فبراير", "فبراير/شباط"),
    ("مارس", "آذار", "مارس", "مارس/آذار"),
    ("أبريل", "نيسان", "أبريل", "أبريل/نيسان"),
    ("مايو", "أيار", "ماي", "مايو/أيار"),
    ("يونيو", "حزيران", "يونيو", "يونيو/حزيران"),
    ("يوليو", "تموز", "يوليوز", "يوليو/تموز"),
    ("أغسطس", "آب", "غشت", "أغسطس/آب"),
    ("سبتمبر", "أيلول", "شتنبر", "سبتمبر/أيلول"),
    ("أكتوبر", "تشرين الأول", "أكتوبر", "أكتوبر/تشرين الأول"),
    ("نوفمبر", "تشرين الثاني", "نونبر", "نوفمبر/تشرين الثاني"),
    ("ديسمبر", "كانون الأول", "دجنبر", "ديسمبر/كانون الأول"),
]
STYLES: tuple[Months, ...] = ("intl", "levant", "maghreb", "dual")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("month", range(1, 13))
def test_every_arabic_month_is_named_in_every_style_and_both_sets_of_digits(
    month: int, style: Months
) -> None:
    name = MONTHS[month - 1][STYLES.index(style)]
    listed = MONTHS[month - 1][0] if style == "dual" else name
    moment = datetime(2024, month, 18, 21, 5, tzinfo=GAZA)
    latin, native = _edition("ar", style), _edition("ar", style, "arab")
    assert dates.long_date(moment, latin, GAZA) == f"18 {name} 2024"
    assert dates.long_date(moment, native, GAZA) == f"١٨ {name} ٢٠٢٤"
    assert dates.long_time(moment, latin, GAZA) == f"18 {name} 2024، 21:05"
    assert dates.long_time(moment, native, GAZA) == f"١٨ {name} ٢٠٢٤، ٢١:٠٥"
    assert dates.short_date(moment, latin, GAZA) == f"18 {listed} 2024"
    assert dates.short_date(moment, native, GAZA) == f"١٨ {listed} ٢٠٢٤"
    assert dates.month_title(2024, month, latin) == f"{name} 2024"
    assert dates.month_title(2024, month, native) == f"{name} ٢٠٢٤"


ENGLISH = ["January", "February", "March", "April", "May", "June", "July", "August", "September"]
ENGLISH += ["October", "November", "December"]


@pytest.mark.parametrize("month", range(1, 13))
def test_every_english_month_is_named(month: int) -> None:
    name, edition = ENGLISH[month - 1], _edition("en-GB")
    moment = datetime(2024, month, 3, 9, 5, tzinfo=GAZA)
    assert dates.long_date(moment, edition, GAZA) == f"3 {name} 2024"
    assert dates.long_time(moment, edition, GAZA) == f"3 {name} 2024, 09:05"
    assert dates.short_date(moment, edition, GAZA) == f"3 {name[:3]} 2024"
    assert dates.month_title(2024, month, edition) == f"{name} 2024"


@pytest.mark.parametrize(
    ("lang", "digits", "long", "short", "clock", "title"),
    [
        ("fr", "latn", "18 août 2024", "18 août 2024", "18 août 2024, 21:00", "août 2024"),
        ("de", "latn", "18. August 2024", "18.08.2024", "18. August 2024, 21:00", "August 2024"),
        ("fa", "latn", "18 اوت 2024", "18 اوت 2024", "18 اوت 2024، 21:00", "اوت 2024"),
        ("fa", "arab", "۱۸ اوت ۲۰۲۴", "۱۸ اوت ۲۰۲۴", "۱۸ اوت ۲۰۲۴، ۲۱:۰۰", "اوت ۲۰۲۴"),
        ("xx", "latn", "2024-08-18", "2024-08-18", "2024-08-18 21:00", "2024-08"),
    ],
)
def test_other_languages_dates_are_babels(
    lang: str, digits: Digits, long: str, short: str, clock: str, title: str
) -> None:
    moment = datetime(2024, 8, 18, 18, 0, tzinfo=UTC)
    edition = _edition(lang, digits=digits)
    assert dates.long_date(moment, edition, GAZA) == long
    assert dates.short_date(moment, edition, GAZA) == short
    assert dates.long_time(moment, edition, GAZA) == clock
    assert dates.month_title(2024, 8, edition) == title


def test_a_moment_is_shown_in_the_newspapers_zone() -> None:
    moment = datetime(2024, 8, 31, 22, 30, tzinfo=UTC)
    assert dates.long_time(moment, _edition("en"), GAZA) == "1 September 2024, 01:30"
    assert dates.long_date(moment, _edition("en"), GAZA) == "1 September 2024"
    assert dates.short_date(moment, _edition("en"), GAZA) == "1 Sep 2024"
    assert dates.zone_day(moment, GAZA) == (2024, 9)
    assert dates.zone_day(moment, ZoneInfo("UTC")) == (2024, 8)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-08-18", "2024-08-18T00:00:00+03:00"),
        ("2024-01-18", "2024-01-18T00:00:00+02:00"),
        ("2024-08-18 21:00", "2024-08-18T21:00:00+03:00"),
        ("2024-08-18T21:00:05", "2024-08-18T21:00:05+03:00"),
        ("2024-08-18 21:00:05.789", "2024-08-18T21:00:05+03:00"),
        ("2024-08-18T21:00Z", "2024-08-18T21:00:00+00:00"),
        ("2024-08-18 21:00 Z", "2024-08-18T21:00:00+00:00"),
        ("2024-08-18 21:00:05 -03:30", "2024-08-18T21:00:05-03:30"),
        ("2024-08-18T21:00+0530", "2024-08-18T21:00:00+05:30"),
        ("  ٢٠٢٤-٠٨-١٨ ٢١:٠٠\n", "2024-08-18T21:00:00+03:00"),
        ("۲۰۲۴-۰۸-۱۸", "2024-08-18T00:00:00+03:00"),
        ("\u200f2024-08-18\u200e", "2024-08-18T00:00:00+03:00"),
        ("1917-11-02", "1917-11-02T00:00:00+02:00"),
        ("1850-01-01", "1850-01-01T00:00:00+02:18"),
        ("2024-02-29", "2024-02-29T00:00:00+02:00"),
    ],
)
def test_a_moment_is_read_with_the_newspapers_offset_where_it_has_none(
    text: str, moment: str
) -> None:
    assert dates.iso(dates.parse_moment(text, GAZA)) == moment


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("tomorrow", "`tomorrow` is not a date"),
        ("2024-8-18", "`2024-8-18` is not a date"),
        ("18/08/2024", "`18/08/2024` is not a date"),
        ("2024-08-18 +03:00", "`2024-08-18 +03:00` is not a date"),
        ("2024-08-18 21", "`2024-08-18 21` is not a date"),
        ("२०२४-०८-१८", "`२०२४-०८-१८` is not a date"),
        ("x" * 60, "`" + "x" * 39 + "…` is not a date"),
        ("2024-02-30", "there is no 30 February 2024"),
        ("2023-02-29 10:00", "there is no 29 February 2023"),
        ("2024-08-00", "there is no 0 August 2024"),
        ("٢٠٢٤-١٣-٠١", "there is no month 13"),
        ("2024-00-01", "there is no month 00"),
        ("2024-08-18 24:00", "there is no time 24:00"),
        ("2024-08-18 21:60", "there is no time 21:60"),
        ("2024-08-18 21:00:60", "there is no time 21:00:60"),
        ("2024-08-18 21:00 +15:00", "there is no offset +15:00 from UTC"),
        ("2024-08-18 21:00 -01:75", "there is no offset -01:75 from UTC"),
        ("0024-08-18", "the year 0024 is not between 1000 and 2999"),
        ("9999-12-31", "the year 9999 is not between 1000 and 2999"),
    ],
)
def test_what_is_no_moment_is_told_as_a_fact(text: str, fact: str) -> None:
    with pytest.raises(ValueError) as told:
        dates.parse_moment(text, GAZA)
    assert str(told.value) == fact


def test_an_hour_that_comes_twice_is_its_first_and_one_that_is_missing_counts_from_before() -> None:
    assert dates.iso(dates.parse_moment("2024-10-27 02:30", BERLIN)) == "2024-10-27T02:30:00+02:00"
    assert dates.iso(dates.parse_moment("2024-03-31 02:30", BERLIN)) == "2024-03-31T02:30:00+01:00"


def test_moments_of_one_zone_keep_their_order_where_the_clock_is_put_back() -> None:
    before = dates.parse_moment("2024-10-27 02:30", BERLIN)
    after = dates.parse_moment("2024-10-27 02:10 +01:00", BERLIN)
    assert before < after
    assert after - before == timedelta(minutes=40)


MOMENTS = st.datetimes(
    datetime(1000, 1, 2),
    datetime(2999, 12, 30),
    timezones=st.builds(lambda m: timezone(timedelta(minutes=m)), st.integers(-840, 840)),
).map(lambda moment: moment.replace(microsecond=0))


@given(MOMENTS)
def test_what_iso_writes_is_read_back_as_the_same_moment(moment: datetime) -> None:
    again = dates.parse_moment(dates.iso(moment), GAZA)
    assert again == moment
    assert again.utcoffset() == moment.utcoffset()


@given(MOMENTS)
def test_a_moment_survives_the_store(moment: datetime) -> None:
    parsed = dates.parse_moment(dates.iso(moment)[:19], GAZA)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(parsed), type=datetime) == parsed


@given(MOMENTS)
def test_rfc822_is_what_the_standard_library_writes(moment: datetime) -> None:
    assert dates.rfc822(moment) == format_datetime(moment)
    assert parsedate_to_datetime(dates.rfc822(moment)) == moment


@pytest.mark.parametrize("month", range(1, 13))
def test_rfc822_is_english_whatever_the_edition(month: int) -> None:
    moment = datetime(2024, month, 18, 21, 0, tzinfo=GAZA)
    assert dates.rfc822(moment)[8:11] == ENGLISH[month - 1][:3]
    assert dates.rfc822(moment).endswith(("2024 21:00:00 +0300", "2024 21:00:00 +0200"))


@given(MOMENTS, st.sampled_from(["ar", "en", "fr", "fa", "he", "ckb"]))
def test_no_date_holds_an_invisible_direction_mark(moment: datetime, lang: str) -> None:
    edition = _edition(lang)
    for shown in (
        dates.long_date(moment, edition, GAZA),
        dates.long_time(moment, edition, GAZA),
        dates.short_date(moment, edition, GAZA),
        dates.month_title(moment.year, moment.month, edition),
    ):
        assert not set(shown) & set("\u200e\u200f\u061c")
