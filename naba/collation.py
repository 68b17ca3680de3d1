"""The order of names in a list, by the language that the list is in."""

from __future__ import annotations

import re
import unicodedata

from naba.text import LATIN, TATWEEL, VOWELS, fold

_article = re.compile(f"[{VOWELS}]*+[اٱ][{VOWELS}]*+ل[{VOWELS}{TATWEEL}]*+(?=\\w[{VOWELS}]*+\\w)")
_father = re.compile(f"[أا][{VOWELS}]*+ب[{VOWELS}]*+و[{VOWELS}]*+\\s++(?=\\w)")
_arabic = re.compile("[\u0620-\u064a\u0671-\u06d3]")
# What counts for nothing at the beginning of a name, by language.
_UNCOUNTED = {"ar": (_father, _article)}
# Persian letters after the Arabic ones that they are made from; by code point they'd come last.
_ALPHABET = str.maketrans({"پ": "ب\u06ff", "چ": "ج\u06ff", "ژ": "ز\u06ff", "گ": "ك\u06ff"})
# What a language orders otherwise: in Persian ه follows و.
_ALPHABETS = {"fa": _ALPHABET | str.maketrans({"ه": "و\u06ff"})}
# How a language writes the letters that folding gives it.
_WRITTEN = {"fa": str.maketrans("كي", "کی"), "ur": str.maketrans("كي", "کی")}
_accents = re.compile("(?<=[a-z])[\u0300-\u036f]+")


def sort_key(name: str, lang: str = "ar") -> tuple[int, str, str, str]:
    """The place of a name in a list of the language: by its fold, Latin letters by their base.

    In Arabic a leading «أبو» and «ال» count for nothing, the article only with a bare alef, so that
    «ألمانيا» stays under ا. Arabic letters come before those of other scripts. Total: two names
    have one key only if they are equal.
    """
    filed = _filed(name, lang)
    first = next((letter for letter in filed if letter.isalpha()), "")
    rank = 0 if _arabic.match(first) or not first else 1
    alphabet = _ALPHABETS.get(lang.partition("-")[0], _ALPHABET)
    return rank, filed.translate(alphabet), fold(name), name


def initial(name: str, lang: str) -> str:
    """The letter under which a list of the language files a name; "#" if it is empty."""
    letter = _filed(name, lang)[:1].upper()
    return letter.translate(_WRITTEN.get(lang.partition("-")[0], {})) or "#"


def _filed(name: str, lang: str) -> str:
    """What counts of a name for its place in a list."""
    bare = name.lstrip()
    for prefix in _UNCOUNTED.get(lang.partition("-")[0], ()):
        if found := prefix.match(bare):
            bare = bare[found.end() :]
    folded = fold(bare)
    if folded.isascii():
        return folded
    return _accents.sub("", unicodedata.normalize("NFKD", folded.translate(LATIN)))
