"""Words that nobody has written: made of syllables in English, of roots and patterns in Arabic.

They have the lengths, letters and frequencies of the two languages, and no meaning.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from benchmark.dice import Dice

_COMMON = {
    "ar": "في من على إلى عن أن مع بعد قبل بين التي الذي هذا هذه كان كانت قد لم لا ما كما أو ثم حتى "
    "منذ حول خلال عند كل غير نحو ضد لدى إذا حيث أكثر",
    "en": "of the and to in a that for on with as by at from it was is its be are has had an this "
    "which but not were or their after before more about into over than",
}
_LETTERS = "بتجحخدذرزسشصضطعغفقكلمنهوي"
_PATTERNS = (
    "{0}{1}{2} {0}{1}{2} {0}ا{1}{2} {0}{1}ا{2} {0}{1}ي{2} {0}{1}و{2} م{0}{1}{2} م{0}{1}و{2} "
    "ت{0}{1}ي{2} ي{0}{1}{2} ا{0}ت{1}ا{2} أ{0}{1}ا{2} م{0}ا{1}{2} است{0}{1}ا{2}"
)
_HEADS = ("", "", "", "", "ال", "ال", "ال", "و", "وال", "لل")
_TAILS = ("", "", "", "", "", "ة", "ات", "ين", "ية", "ها")
_ONSETS = "b c d f g h l m n p r s t v w br ch cl cr dr fl gr pr sh st th tr"
_NUCLEI = "a e i o u a e i o ai ea ou"
_CODAS = ("", "", "", "", "", "n", "r", "s", "t", "l", "m", "st")
_ENDINGS = ("", "", "", "", "s", "ed", "ing", "er", "ly", "al")
_SIZE = 4096


@dataclass(frozen=True)
class Lexicon:
    """A language's words, the frequent first: ``common`` ones of grammar, ``words`` of content.

    ``names`` are Latin abbreviations, which Arabic text quotes too.
    """

    lang: str
    common: tuple[str, ...]
    words: tuple[str, ...]
    names: tuple[str, ...]
    comma: str


@functools.cache
def lexicon(lang: str) -> Lexicon:
    """The words of ``ar`` or ``en``; ``KeyError`` for another language."""
    dice = Dice("lexicon", lang)
    common, make = tuple(_COMMON[lang].split()), {"ar": _arabic, "en": _english}[lang]
    made = dict.fromkeys(make(dice) for _ in range(2 * _SIZE))
    # The frequent words of a language are its short ones.
    words = sorted((word for word in made if word not in common), key=len)[:_SIZE]
    names = dict.fromkeys("".join(dice.pick("BCDFGKLMNPRSTV") for _ in range(3)) for _ in range(64))
    return Lexicon(lang, common, tuple(words), tuple(names), "،" if lang == "ar" else ",")


def _arabic(dice: Dice) -> str:
    root = [dice.pick(_LETTERS) for _ in range(3)]
    return dice.pick(_HEADS) + dice.pick(_PATTERNS.split()).format(*root) + dice.pick(_TAILS)


def _english(dice: Dice) -> str:
    onsets, nuclei = _ONSETS.split(), _NUCLEI.split()
    syllables = (
        dice.pick(onsets) + dice.pick(nuclei) + dice.pick(_CODAS)
        for _ in range(dice.pick((1, 2, 2, 2, 3)))
    )
    return "".join(syllables) + dice.pick(_ENDINGS)
