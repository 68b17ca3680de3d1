"""The words of a text as search takes them, and the stems by which a year's words are told.

``static/js/words.js`` does the same in browsers, letter for letter: what is told here of a text has
to be what is asked of it there.
"""

from __future__ import annotations

import functools
import re
import unicodedata

from naba.text import LATIN, fold, nfc

_ACCENTS = re.compile("[\u0300-\u036f]")
_LATIN = LATIN | {ord("ς"): "σ"}
_odd = re.compile(r"[^\w\x00-\x7f]+")
_word = re.compile("[^\x00-/:-@\\[-`{-\x7f ]+")

# What is joined to an Arabic word at its beginning and at its end, in the order of trying.
PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل")
SUFFIXES = ("يين", "يون", "يات", "يه", "يا", "ها", "ين", "ون", "ات", "ه", "ي")
# Single letters that are joined too, but begin as many words themselves: و and, ب in, ل to.
JOINED = {"و": 4, "ب": 4, "ل": 4, "ف": 5, "ك": 5}  # with the letters that such a word has at least
# Words that look as if something were joined to them.
WHOLE = frozenset(["الله", "الان", "التي", "الذي", "الذين", "hamas", "news"])


def words(text: str) -> list[str]:
    """The words of a text in their order, folded, without accents: runs of letters and digits."""
    plain = fold(text)
    if not plain.isascii():
        bare = _ACCENTS.sub("", unicodedata.normalize("NFD", plain))
        plain = _odd.sub(_spaced, nfc(bare).translate(_LATIN))
    return _word.findall(plain)


def _spaced(found: re.Match[str]) -> str:
    return _marks(found[0])


@functools.lru_cache(maxsize=1_000)
def _marks(signs: str) -> str:
    """Signs that are no letters, digits or marks as blanks; a mark belongs to its letter."""
    return "".join(each if unicodedata.category(each)[0] == "M" else " " for each in signs)


@functools.lru_cache(maxsize=100_000)
def stems(word: str) -> frozenset[str]:
    """What a word is found by in the words of a year: one or two stems."""
    if len(word) >= JOINED.get(word[0], len(word) + 1) and _is_plain(word):
        return frozenset([light(word), light(word[1:])])
    return frozenset([light(word)])


def light(word: str) -> str:
    """A word without article and ending, English ones without the plural's; or as it is."""
    if word in WHOLE:
        return word
    if "ء" <= word[0] <= "ي":
        return _light_arabic(word) if _is_plain(word) else word
    return _light_english(word) if word.isascii() else word


def _is_plain(word: str) -> bool:
    """Whether each letter counts as one in browsers too, which count in UTF-16."""
    return max(word) <= "\uffff"


def _light_arabic(word: str) -> str:
    for prefix in PREFIXES:
        # A noun of two letters may have an article («السد»), but hardly a preposition before it.
        if word.startswith(prefix) and len(word) - len(prefix) >= len(prefix):
            word = word[len(prefix) :]
            break
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


def _light_english(word: str) -> str:
    if len(word) < 4:
        return word
    if word.endswith("ies"):
        return word[:-2]
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "i"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and word[-2] not in "sui" else word
