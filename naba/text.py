"""What is done to text before anything else is: cleaned, folded, counted, cut, made into slugs.

Everything here is a function of its arguments alone, takes any string, and changes nothing that
its docstring doesn't name. A folded text is compared and sorted; no reader ever sees one.
"""

from __future__ import annotations

import re
import string
import unicodedata

MAX_SLUG_BYTES = 80  # of a slug that is made here
MAX_SEGMENT_BYTES = 255  # of a file's name, on all common file systems

# Unicode's format characters (category Cf) but for those of Egyptian and musical notation.
_FORMAT = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U0001bca0-\U0001bca3"
    "\U000e0001\U000e0020-\U000e007f"
)
VOWELS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
TATWEEL = "\u0640"

_format = re.compile(f"[{_FORMAT}]")
_vowels_and_tatweel = re.compile(f"[{VOWELS}{TATWEEL}]")
_stripped = re.compile("[\u00ad\u200b\ufeff]")
_forbidden_below = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_far_above = re.compile("[\U0001fffe-\U0010ffff]")
_forbidden = re.compile(
    f"{_forbidden_below.pattern}|["
    + "".join(f"{chr(end - 1)}{chr(end)}" for end in range(0x1FFFF, 0x110000, 0x10000))
    + "]"
)

# All up to U+FFFF but what ``control_fault`` forbids, ``clean`` takes out or ``naba.bidi`` watches.
_sound = re.compile(
    "[\t\n -~\u00a0-\u00ac\u00ae-\u200a\u200c-\u2029\u202f-\u2065\u206a-\ud7ff"
    "\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd]*+"
)

# Pairs and no table: on Arabic text ten calls of ``replace`` are ten times as fast as one of
# ``translate``.
_LETTERS = tuple(zip("أإآٱىیکةؤئ", "اااايي" + "كهءء", strict=True))
_DIGITS = tuple(zip("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2, strict=True))
_digits = re.compile("[٠-٩۰-۹]")


def clean(text: str) -> str:
    """The text as the rest of Naba takes it: NFC, line ends of one kind, no stray invisibles.

    Stripped are U+FEFF, U+200B and U+00AD, which editors never mean and which break search; the
    joiners and direction marks stay, for they are spelling.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    return nfc(_stripped.sub("", text))


def nfc(text: str) -> str:
    """The text with each accent in its letter, where Unicode has such a letter."""
    return unicodedata.normalize("NFC", text)


def is_sound(text: str) -> bool:
    """Whether nothing in a text is forbidden, stripped or watched: True for nearly all texts.

    One pass where ``control_fault``, ``bidi.control_fault`` and ``clean`` make five: 3 µs a story
    instead of 30. False tells nothing.
    """
    return _sound.fullmatch(text) is not None


def control_fault(text: str) -> tuple[int, str] | None:
    """The offset of the first character that no text may hold, and the fact; else ``None``.

    Forbidden are controls other than tab and line ends, Unicode's noncharacters, and halves of
    surrogate pairs: XML can't carry them, and editors can't see them.
    """
    # Two quick searches for the one slow one: a set that reaches beyond U+FFFF is no bitmap.
    if not (_forbidden_below.search(text) or _far_above.search(text)):
        return None
    found = _forbidden.search(text)
    if not found:
        return None
    code = ord(found[0])
    if 0xD800 <= code <= 0xDFFF:
        kind = "half a character, the lone surrogate"
    else:
        kind = "the control character" if code < 0xA0 else "the noncharacter"
    return found.start(), f"the text holds {kind} U+{code:04X}"


def fold(text: str) -> str:
    """What is the same in all spellings of a text that readers take for one.

    NFKC; without Arabic vowel signs, tatweel and format characters; أ إ آ ٱ as ا, ى ی as ي, ک as
    ك, ة as ه, ؤ ئ as ء; both sets of Arabic digits as 0–9; lower case; white space as single
    blanks. Letters that tell words apart stay apart: ح/ه, س/ص, ت/ط, ق/ك, and Persian گ.
    Folding twice is folding once.
    """
    if text.isascii():
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKC", _format.sub("", text))
        text = _vowels_and_tatweel.sub("", text)
        for pairs in (_LETTERS, _DIGITS if _digits.search(text) else ()):
            for letter, same in pairs:
                text = text.replace(letter, same)
        # What was dropped may have stood between a letter and an accent.
        text = unicodedata.normalize("NFKC", text.lower())
    return " ".join(text.split())


# Letters that NFKD leaves whole, in the ASCII that their languages use.
LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)
_apostrophes = re.compile("['’‘ʻʼʿʾ]")
_plain_slug = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
# Letters that no normal form changes and no other stands for: most headings have no other.
_plain_words = re.compile("[A-Za-z0-9 \u0621-\u063a\u0641-\u064a]*+")
_not_ascii_word = re.compile("[^a-z0-9]+")


def slugify(text: str, *, ascii_only: bool) -> str:
    """A path segment that tells the text: lower case, words joined by ``-``, 80 bytes at most.

    In ASCII, Latin letters lose their marks (é is e) and letters of other scripts are left out;
    where most of the letters would be, the rest tells nothing and the slug is "". Otherwise all
    scripts stay, in NFC, without vowel signs, tatweel and format characters. "" means that the
    text gives no slug; the caller decides what then.
    """
    if len(text) <= MAX_SLUG_BYTES and _plain_slug.fullmatch(text):
        return text  # as most folders are called
    if not ascii_only and len(text) <= MAX_SLUG_BYTES // 2 and _plain_words.fullmatch(text):
        return "-".join(text.lower().split())  # 0.7 µs instead of 4
    words = _ascii_words(text) if ascii_only else _words(text)
    slug = _within(words[0], MAX_SLUG_BYTES) if words else ""
    for word in words[1:]:
        longer = f"{slug}-{word}"
        if len(longer.encode()) > MAX_SLUG_BYTES:
            break
        slug = longer
    return slug


def _ascii_words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", _apostrophes.sub("", text)).lower().translate(LATIN)
    lost = sum(letter.isalpha() and not letter.isascii() for letter in plain)
    kept = sum(letter.isalpha() for letter in plain) - lost
    if lost > kept:
        return []
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _not_ascii_word.sub(" ", bare).split()


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", _format.sub("", _apostrophes.sub("", text)))
    plain = unicodedata.normalize("NFC", _vowels_and_tatweel.sub("", plain).lower())
    spaced = (letter if _is_word_letter(letter) else " " for letter in plain)
    # A mark with no letter before it would hang on the hyphen.
    words = (_without_leading_marks(word) for word in "".join(spaced).split())
    return [word for word in words if word]


def _is_word_letter(letter: str) -> bool:
    category = unicodedata.category(letter)
    return category[0] in "LM" or category == "Nd"


def _without_leading_marks(word: str) -> str:
    start = 0
    while start < len(word) and _is_mark(word[start]):
        start += 1
    return word[start:]


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"


def _within(word: str, size: int) -> str:
    """The word's beginning in at most ``size`` bytes of UTF-8, no letter cut from its marks."""
    if len(word.encode()) <= size:
        return word
    whole = word.encode()[:size].decode(errors="ignore")
    return word[: _grapheme_start(word, len(whole))]


def _grapheme_start(text: str, end: int) -> int:
    """The last place up to ``end`` where no mark or joiner is cut from what it belongs to."""
    start = end
    while 0 < start < len(text) and (
        _is_mark(text[start]) or text[start] == "\u200d" or text[start - 1] == "\u200d"
    ):
        start -= 1
    return start


def slug_fault(slug: str) -> str | None:
    """What is wrong with a slug that an editor gave, as a fact; ``None`` where nothing is.

    Letters and marks of any script, digits, ``-``, ``_`` and ``.`` are right, in NFC, up to 255
    bytes of UTF-8; a dot at the beginning hides a file, so it isn't.
    """
    if not slug:
        return "the slug is empty"
    for letter in slug:
        if letter not in "-_." and not _is_word_letter(letter):
            return f"the slug holds {_shown(letter)}"
    if slug.startswith("."):
        return "the slug begins with a dot"
    if not unicodedata.is_normalized("NFC", slug):
        return "the slug has an accent apart from its letter (it isn't in Unicode's form NFC)"
    if (size := len(slug.encode())) > MAX_SEGMENT_BYTES:
        return f"the slug is {size} bytes long, and {MAX_SEGMENT_BYTES} are the most"
    return None


def _shown(letter: str) -> str:
    if letter == " ":
        return "a blank"
    if unicodedata.category(letter)[0] in "CZ":
        return f"the invisible character U+{ord(letter):04X}"
    return f"`{letter}`"


# White space beyond ASCII, dashes, and what parts Arabic words without a blank.
_PARTING = (
    "\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000—–،؛؟…"
)
# What a text beyond ASCII is punctuated with; U+FE0E follows an arrow that is to be no picture.
_SIGNS = "«»“”‘’·•←→↩↪\ufe0e"
_blanks = bytes(ord(" " if chr(code).isspace() else "a") for code in range(128)) + b"a" * 128
_ascii_signs = string.punctuation.replace("_", "").encode()


def count_words(text: str) -> int:
    """How many words a text has.

    A word is what white space, dashes and Arabic commas part, unless it is punctuation alone.
    """
    if not text.isascii():
        for sign in _PARTING:
            text = text.replace(sign, " ")
        for sign in _SIGNS:
            text = text.replace(sign, "")
    # Each word becomes a row of the same letter, and where rows begin is counted: in half the time
    # that it takes to part the text and look at every part.
    rows = b" " + text.encode("utf-8", "surrogatepass").translate(_blanks, _ascii_signs)
    return rows.count(b" a")


def excerpt(text: str, limit: int) -> str:
    """The text's beginning on one line in at most ``limit`` (≥ 1) characters, cut at a word.

    A cut is marked by «…». Where the first word alone is too long it is cut between letters,
    never between a letter and its marks, and isolates left open by the cut are closed beyond
    ``limit``.
    """
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    end = limit - 1
    if text[end] not in " ،؛":
        blank = text.rfind(" ", 0, end)
        end = blank if blank > 0 else _grapheme_start(text, end)
    kept = text[:end].rstrip(" .,;:،؛—–-…«“(")
    opened = sum(kept.count(mark) for mark in "\u2066\u2067\u2068") - kept.count("\u2069")
    return kept + "…" + "\u2069" * max(opened, 0)
