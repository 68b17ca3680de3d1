"""What a language is known for: its direction, plurals, numbers, and the names of the others.

Arabic and English are tables here, after CLDR 48; all other languages are Babel's, which is
imported only when one is met, so that most newspapers never wait for it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from naba.model import Direction, Edition

if TYPE_CHECKING:
    from babel import Locale


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Languages that newspapers appear in, by CLDR's likely scripts, and the old code ``iw``.
_RTL_LANGUAGES = _codes(
    "acm aeb afb aii apc ar arc arq ars ary arz azb bal bej bgn bqi brh ckb dv fa glk hac haz hbo "
    "he hno iw jpr jrb khw klj ks lad lki lrc luz mzn nqo ota pbt pnb ps rhg sd sdh skr syc syr "
    "trw ug ur uzs yi"
)
_RTL_SCRIPTS = _codes("adlm arab aran hebr mand nkoo rohg samr syrc thaa")
# Languages of two scripts, where the country tells which.
_RTL_PLACES = _codes("az-iq az-ir kk-af kk-cn kk-ir ku-iq ku-ir ku-lb ku-sy pa-pk tg-pk uz-af")

_EASTERN = str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬")
_PERSIAN = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬")
_PERSIAN_DIGITS = _codes("fa glk ks lrc mzn pnb ps sd ur uz")

_CATEGORIES = {
    "ar": ("zero", "one", "two", "few", "many", "other"),
    "en": ("one", "other"),
}
_BY_THOUSANDS = frozenset(_CATEGORIES)  # with commas: 1,234


def language_of(lang: str) -> str:
    """A tag's language alone, in lower case: "ar" of "ar-PS"."""
    return lang.replace("_", "-").partition("-")[0].lower()


@lru_cache(maxsize=64)  # asked several times for every text
def direction(lang: str) -> Direction:
    """The direction that a language (BCP 47) is written in; "ltr" for one that isn't known."""
    parts = lang.lower().replace("_", "-").split("-")
    script = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), None)
    if script:
        return "rtl" if script in _RTL_SCRIPTS else "ltr"
    known = parts[0] in _RTL_LANGUAGES or "-".join(parts[:2]) in _RTL_PLACES
    return "rtl" if known else "ltr"


@cache
def babel_locale(lang: str) -> Locale | None:
    """What Babel knows of a language, or of its first part; ``None`` where it knows neither."""
    from babel import Locale, UnknownLocaleError

    for tag in (lang.replace("_", "-"), language_of(lang)):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def plural_category(lang: str, n: int) -> str:
    """The CLDR plural category of a count (≥ 0): one of ``plural_categories(lang)``."""
    language = language_of(lang)
    if language == "ar":
        return _arabic_category(n)
    if language == "en":
        return "one" if n == 1 else "other"
    locale = babel_locale(lang)
    return locale.plural_form(n) if locale else "other"


def _arabic_category(n: int) -> str:
    if n < 3:
        return _CATEGORIES["ar"][n]
    if 3 <= n % 100 <= 10:
        return "few"
    return "many" if n % 100 >= 11 else "other"


def plural_categories(lang: str) -> tuple[str, ...]:
    """All plural categories of a language in CLDR's order; "other" is the last and always there."""
    known = _CATEGORIES.get(language_of(lang))
    if known:
        return known
    locale = babel_locale(lang)
    tags = locale.plural_form.tags if locale else frozenset()
    return (*(tag for tag in _CATEGORIES["ar"][:-1] if tag in tags), "other")


def localised_digits(text: str, edition: Edition) -> str:
    """Text with its ASCII digits (and commas, as of thousands) in the edition's own."""
    if edition.digits == "latn":
        return text
    language = language_of(edition.lang)
    return text.translate(_PERSIAN if language in _PERSIAN_DIGITS else _EASTERN)


def number(value: int, edition: Edition) -> str:
    """A whole number in the edition's digits and groups: 1,234 or ١٬٢٣٤."""
    if edition.digits == "arab":
        return localised_digits(f"{value:,}", edition)
    locale = None if language_of(edition.lang) in _BY_THOUSANDS else babel_locale(edition.lang)
    if locale is None:
        return f"{value:,}"
    from babel.numbers import format_decimal

    return format_decimal(value, locale=locale)


def language_name(lang: str, in_lang: str) -> str:
    """The name of a language in another: «الفارسية» for fa in ar; the tag where there is none."""
    locale = babel_locale(in_lang)
    name = locale.languages.get(language_of(lang)) if locale else None
    return str(name) if name else lang


@lru_cache(maxsize=256)
def with_territory(lang: str) -> str:
    """A language with the country where it is most at home, as Open Graph wants it: ``en_US``."""
    from babel.core import get_global

    parts = lang.replace("-", "_").split("_")
    territory = next((part for part in parts[1:] if len(part) == 2 and part.isalpha()), None)
    if territory is None:
        known = get_global("likely_subtags")
        likely = str(known.get("_".join(parts)) or known.get(parts[0].lower(), parts[0]))
        territory = likely.rsplit("_", 1)[-1] if "_" in likely else None
    return f"{parts[0].lower()}_{territory.upper()}" if territory else parts[0].lower()


@cache
def zone_phrase(zone: str, lang: str) -> str:
    """What a zone's clock is called by its city: «بتوقيت عمان», Amman time (CLDR's cities).

    A zone of no city is called by its distance from Greenwich: «بتوقيت غرينتش», GMT+3.
    """
    if zone.startswith("Etc/") or zone in ("UTC", "GMT"):
        return _greenwich(lang).replace("%s", _hours_from_greenwich(zone)).strip()
    locale = babel_locale(lang)
    known = locale.time_zones.get(zone, {}) if locale else {}
    city = str(known.get("city") or zone.rpartition("/")[2].replace("_", " "))
    pattern = {"ar": "بتوقيت %s", "en": "%s time"}.get(language_of(lang), "")
    pattern = pattern or (str(locale.zone_formats["region"]) if locale else "%s")
    return pattern.replace("%s", city)


def _greenwich(lang: str) -> str:
    """What Greenwich's clock is called; ``%s`` is where the hours from it stand (CLDR)."""
    if known := {"ar": "بتوقيت غرينتش%s", "en": "GMT%s"}.get(language_of(lang)):
        return known
    locale = babel_locale(lang)
    return str(locale.zone_formats["gmt"]) if locale else "UTC%s"


def _hours_from_greenwich(zone: str) -> str:
    """``+3`` for ``Etc/GMT-3``, whose name counts the other way round (as POSIX does)."""
    offset = ZoneInfo(zone).utcoffset(datetime(2000, 1, 1)) or timedelta()
    hours = offset // timedelta(hours=1)
    return f"{hours:+}" if hours else ""
