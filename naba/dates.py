"""Moments and how readers see them: parsed strictly, shown by the edition's months and digits.

A moment is always aware. What machines read (``iso``, ``rfc822``) is English and ASCII; what
people read follows the edition. No clock is read here. Arabic months are tables and not Babel's:
its Arabic dates mix two sets of month names and never have Arabic digits.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from naba.locale import (
    babel_locale,
    language_name,
    language_of,
    localised_digits,
    number,
    plural_categories,
    plural_category,
    zone_phrase,
)
from naba.model import Edition, Months

__all__ = [
    "iso",
    "language_name",
    "long_date",
    "long_time",
    "month_title",
    "number",
    "parse_moment",
    "plural_categories",
    "plural_category",
    "rfc822",
    "short_date",
    "zone_day",
    "zoned_time",
]

_ENGLISH = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

# Egypt, the Gulf, Yemen, Libya, Sudan.
_INTL = (
    *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
    *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
)
# Palestine, Lebanon, Syria, Jordan, Iraq.
_LEVANT = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
)
# Morocco's spellings (CLDR ar-MA); Algeria and Tunisia have others («أوت», «جويلية»).
_MAGHREB = (
    *("يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو"),
    *("يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"),
)
_ARABIC: dict[Months, tuple[str, ...]] = {
    "intl": _INTL,
    "levant": _LEVANT,
    "maghreb": _MAGHREB,
    "dual": tuple(f"{intl}/{levant}" for intl, levant in zip(_INTL, _LEVANT, strict=True)),
}

# Years outside are typing errors, and near both ends of the calendar time zones overflow.
_FIRST_YEAR, _LAST_YEAR = 1000, 2999
_MAX_OFFSET = timedelta(hours=14)

_moment = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?(?:\.[0-9]+)?"
    r"(?: ?(?:(Z)|([+-])([0-9]{2}):?([0-9]{2})))?)?"
)
_digits = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_marks = re.compile("[\u061c\u200e\u200f]")


def parse_moment(text: str, zone: ZoneInfo) -> datetime:
    """The moment that an editor wrote, in whole seconds, with its offset from UTC.

    ``2024-08-18``, ``2024-08-18 21:00``, ``2024-08-18T21:00:05``, with ``Z`` or ``+03:00`` behind
    the time or not, in any Arabic digits; midnight where there is no time, ``zone`` where there is
    no offset. An hour that the clock shows twice is the first of the two, one that it jumps over
    counts from before the jump. ``ValueError`` holds a fact for editors.
    """
    plain = _marks.sub("", text).translate(_digits).strip()
    found = _moment.fullmatch(plain)
    if not found:
        raise ValueError(f"`{text if len(text) <= 40 else text[:39] + '…'}` is not a date")
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    on = _date(year, month, day)
    at = _time(hour, minute, second)
    local: tzinfo = zone if not (found[7] or found[8]) else _offset(*found.groups()[7:])
    # The zone itself is left behind: two moments in one zone compare by the clock on the wall,
    # even where it was put back between them. Before 1900 offsets have seconds; formats don't.
    offset = datetime.combine(on, at, local).utcoffset() or timedelta(0)
    minutes = round(offset / timedelta(minutes=1))
    return datetime.combine(on, at, timezone(timedelta(minutes=minutes)))


def _date(year: int, month: int, day: int) -> date:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(f"the year {year:04} is not between {_FIRST_YEAR} and {_LAST_YEAR}")
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month:02}")
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no {day} {_ENGLISH[month - 1]} {year}") from None


def _time(hour: int, minute: int, second: int) -> time:
    try:
        return time(hour, minute, second)
    except ValueError:
        shown = f"{hour:02}:{minute:02}" + (f":{second:02}" if second else "")
        raise ValueError(f"there is no time {shown}") from None


def _offset(sign: str | None, hours: str | None, minutes: str | None) -> timezone:
    if sign is None or hours is None or minutes is None:
        return UTC
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    if offset > _MAX_OFFSET or int(minutes) > 59:
        raise ValueError(f"there is no offset {sign}{hours}:{minutes} from UTC")
    return timezone(-offset if sign == "-" else offset)


def iso(moment: datetime) -> str:
    """The moment for machines, with its own offset: 2024-08-18T21:00:00+03:00 (RFC 3339)."""
    return moment.isoformat(timespec="seconds")


def rfc822(moment: datetime) -> str:
    """The moment as RSS wants it, in English: Sun, 18 Aug 2024 21:00:00 +0300 (RFC 2822)."""
    day, month = _WEEKDAYS[moment.weekday()], _ENGLISH[moment.month - 1][:3]
    clock = moment.isoformat(timespec="seconds")  # strftime takes ten times as long
    offset = clock[19:].replace(":", "")[:5]
    return f"{day}, {moment.day:02} {month} {moment.year:04} {clock[11:19]} {offset}"


def zone_day(moment: datetime, zone: ZoneInfo) -> tuple[int, int]:
    """The year and the month of a moment where the newspaper is."""
    local = moment.astimezone(zone)
    return local.year, local.month


def long_date(moment: datetime, edition: Edition, zone: ZoneInfo) -> str:
    """The day as a byline shows it: 18 August 2024, «18 أغسطس/آب 2024»."""
    day = moment.astimezone(zone).date()
    month = _month(day.month, edition)
    return _in_digits(f"{day.day} {month} {day.year}" if month else _babel(day, edition), edition)


def long_time(moment: datetime, edition: Edition, zone: ZoneInfo) -> str:
    """The day and the time: 18 August 2024, 21:00; «18 أغسطس/آب 2024، 21:00»."""
    clock = _in_digits(f"{moment.astimezone(zone):%H:%M}", edition)
    pattern = _joined(edition)
    return pattern.replace("{1}", long_date(moment, edition, zone)).replace("{0}", clock)


def zoned_time(moment: datetime, edition: Edition, zone: ZoneInfo) -> str:
    """The day, the time, and whose time it is: «18 أغسطس/آب 2024، 21:00 بتوقيت عمّان»."""
    clock = edition.zone or _in_digits(zone_phrase(zone.key, edition.lang), edition)
    return f"{long_time(moment, edition, zone)} {clock}"


def short_date(moment: datetime, edition: Edition, zone: ZoneInfo) -> str:
    """The day as lists show it: 18 Aug 2024; in Arabic one month name, never two."""
    day = moment.astimezone(zone).date()
    month = _month(day.month, edition, short=True)
    shown = f"{day.day} {month} {day.year}" if month else _babel(day, edition, "medium")
    return _in_digits(shown, edition)


def month_title(year: int, month: int, edition: Edition) -> str:
    """A month as an archive page's title: August 2024, «أغسطس/آب 2024»."""
    name = _month(month, edition)
    if name:
        return _in_digits(f"{name} {year}", edition)
    return _in_digits(_babel(date(year, month, 1), edition, "yMMMM"), edition)


def _in_digits(text: str, edition: Edition) -> str:
    if edition.digits == "latn":
        return text
    # The commas of a date part words, not thousands: only digits change.
    return re.sub("[0-9]+", lambda found: localised_digits(found[0], edition), text)


def _month(month: int, edition: Edition, *, short: bool = False) -> str | None:
    """A month's name in Arabic or English; ``None`` for other languages."""
    language = language_of(edition.lang)
    if language == "ar":
        style = "intl" if short and edition.months == "dual" else edition.months
        return _ARABIC[style][month - 1]
    if language == "en":
        return _ENGLISH[month - 1][:3] if short else _ENGLISH[month - 1]
    return None


def _joined(edition: Edition) -> str:
    """How a day {1} and a time {0} are put together."""
    language = language_of(edition.lang)
    if language in ("ar", "en"):
        return "{1}، {0}" if language == "ar" else "{1}, {0}"
    locale = babel_locale(edition.lang)
    if locale is None:
        return "{1} {0}"
    return _marks.sub("", str(locale.datetime_formats["medium"])).replace("'", "")


def _babel(day: date, edition: Edition, form: str = "long") -> str:
    """A day by Babel, ``form`` its name for one; ISO where the language isn't known to it."""
    from babel.dates import format_date, format_skeleton

    locale = babel_locale(edition.lang)
    if locale is None:
        return day.isoformat()[:7] if form == "yMMMM" else day.isoformat()
    if form == "yMMMM":
        return _marks.sub("", format_skeleton(form, day, locale=locale))
    return _marks.sub("", format_date(day, form, locale))
