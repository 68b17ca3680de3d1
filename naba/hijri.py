"""The day by the Umm al-Qura calendar, Saudi Arabia's civil one, beside the Gregorian.

A day is told from midnight to midnight, as newspapers do; that a Hijri day begins at sunset is
not counted in.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from naba.locale import language_of, localised_digits
from naba.model import Edition

_MONTHS = {
    "ar": (
        *("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة"),
        *("رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة"),
    ),
    "en": (
        *("Muharram", "Safar", "Rabi I", "Rabi II", "Jumada I", "Jumada II"),
        *("Rajab", "Shaban", "Ramadan", "Shawwal", "Dhul-Qadah", "Dhul-Hijjah"),
    ),
}
_ERA = {"ar": "هـ", "en": "AH"}
LANGUAGES = tuple(_MONTHS)


def hijri_date(moment: datetime, edition: Edition, zone: ZoneInfo) -> str:
    """The day, such as «14 صفر 1446 هـ»; "" outside the calendar's tables (1924 to 2077)."""
    from hijridate import Gregorian

    day = moment.astimezone(zone).date()
    try:
        hijri = Gregorian.fromdate(day).to_hijri()
    except OverflowError:
        return ""
    language = language_of(edition.lang)
    month = _MONTHS[language][hijri.month - 1]
    shown = f"{hijri.day} {month} {hijri.year} {_ERA[language]}"
    return localised_digits(shown, edition)
