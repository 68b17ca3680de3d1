"""Where a text holds what is read in the other direction: its foreign runs. All places are offsets.

A foreign run of right-to-left text is a stretch of Latin (or other left-to-right) words with the
blanks, digits and punctuation between them, or a datum that the bidirectional algorithm would
scramble: an address, a phone number, a signed number, an ISO date, digits joined by hyphens. A
foreign run of left-to-right text is a stretch of Arabic or Hebrew words. Brackets and quotation
marks are in a run in pairs or not at all. Runs don't overlap, hold no line end, and leave alone
what the text's own isolates (U+2066–2069) hold. The search is linear in the text's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from naba.model import Direction

# Letters that run left to right, and those that run right to left, by Unicode's Bidi_Class; of the
# latter also signs such as ؟ that are as strong as letters. Up to U+FFFF: a set that reaches
# beyond is no bitmap, and searching for it takes five times as long.
_LTR = (
    "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u02bb-\u02c1\u02d0\u02d1"
    "\u02e0-\u02e4\u02ee\u0370-\u0373\u0376\u0377\u037a-\u037d\u037f\u0386\u0388-\u03f5"
    "\u03f7-\u0482\u048a-\u0589\u0900-\u1fff\u2071\u207f\u2090-\u209c\u2c00-\u2ce4\u2ceb-\u2cf3"
    "\u2d00-\u2dff\u3005-\u3007\u3021-\u302f\u3031-\u3035\u3038-\u303c\u3041-\u3098\u309d-\u309f"
    "\u30a1-\u30fa\u30fc-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\ua48c\ua4d0-\ua60c\ua610-\ua66e"
    "\ua680-\ua6f7\ua722-\ua787\ua789-\ud7ff\uf900-\ufb17\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc"
)
_RTL = (
    "\u05be\u05c0\u05c3\u05c6\u05d0-\u05f4\u0608\u060b\u060d\u061b\u061d-\u064a\u066d-\u066f"
    "\u0671-\u06d5\u06e5\u06e6\u06ee\u06ef\u06fa-\u0710\u0712-\u072f\u074d-\u07a5\u07b1-\u07ea"
    "\u07f4\u07f5\u07fa\u07fe-\u0815\u081a\u0824\u0828\u0830-\u0858\u085e-\u088f\u08a0-\u08c9"
    "\ufb1d\ufb1f-\ufb28\ufb2a-\ufd3d\ufd50-\ufdc7\ufdf0-\ufdfc\ufe70-\ufefc"
)
# What continues a word once it has begun: accents, vowel signs, joiners, raised and lowered digits.
_MARKS = (
    "_\u00b2\u00b3\u00b9\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200c\u200d"
    "\u2070-\u2094\u20d0-\u20ff\ufe00-\ufe0f"
)
_NATIVE_DIGITS = "٠-٩۰-۹"

_ltr_trigger = re.compile(f"[{_LTR}0-9]")
_rtl_trigger = re.compile(f"[{_RTL}]")
_isolate = re.compile("[\u2066-\u2069\u2029\n]")

_BLANK = "[ \u00a0]"
_URL_BODY = '[^\\s<>"“”«»،؛؟\u2066-\u2069]++'
_ltr_token = re.compile(
    f"""
    (?P<url> (?: [A-Za-z][A-Za-z0-9+.-]{{1,15}}+:// | www\\. ) {_URL_BODY} )
  | (?P<datum>
        (?<![\\w+]) (?: (?=[+0]) (?=\\+?(?:[ .()\u00a0-]{{0,2}}[0-9]){{7}})
            (?: \\+[0-9]{{1,4}}+ | 00?[1-9][0-9]{{0,3}}+ )
            (?: [ \u00a0.-]?\\(?[0-9]{{1,5}}+\\)? ){{1,6}}
          | [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}
            (?: [ ][0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})? (?:[ ]?[+-][0-9]{{2}}:?[0-9]{{2}})? )?
        ) (?![\\w-])
    )
  | (?: (?: (?<![\\w.]) | (?<=ـ) ) (?: [@#.$€£°] | [-+−±](?=[0-9]) ) )?
    [{_LTR}0-9][{_LTR}{_MARKS}0-9]*+
    (?: [-‐‑'’.,·•&/:+=@~*|\\\\°%$\\#?!;^−]{{1,3}}+ [{_LTR}0-9][{_LTR}{_MARKS}0-9]*+ )*+
    (?: (?<=\\.[A-Za-z])\\. )? (?: \\+\\+? | \\# | [%‰°] )? (?: \\(\\) )? [™®©]?
    """,
    re.VERBOSE,
)
# Most tokens are a name or a number by themselves among Arabic words, and most digits and points
# are no sign's. To see that at once makes the search three times as fast.
_SIGNS = frozenset("@#.$€£°+−±-")
_alone = re.compile(f"(?:([A-Za-z]++)|[1-9][0-9]*+(?:[.,][0-9]++)*+%?+)(?= ?[{_RTL}])")
_ltr_letter = re.compile(f"[{_LTR}]")
# What the bidirectional algorithm takes for the border of two numbers.
_sign = re.compile("[-+−±=*~@#‐‑]")
_ltr_gap = re.compile("[ \u00a0\t.,;:!?&+=*|·•…'’‘\"“”()\\[\\]{}/\\\\<>~_#@$€£%°™®©^–—‑‐−-]*+")

# «نشرت Reuters 12 تقريرا»: the number counts what follows. «هاتف iPhone 15 الجديد»: it doesn't.
_counted = re.compile(
    f"{_BLANK}++(?!ال|لل|(?:و|في|من|إلى|على|عن|مع|أو|أم|ثم|هو|هي|هذا|هذه|ذلك|كان|كانت|التي|الذي|بعد|"
    f"قبل|منذ|حتى|خلال|عند|بين|ضد|لا|لم|لن|ما|قد|أن|إن|كما|لكن|بل)(?!\\w))[{_RTL}]"
)

_NUMBERED = {"Art", "Ch", "Fig", "No", "Nr", "Sec", "Vol", "no", "p", "pp", "vol"}  # Vol. 5

_rtl_token = re.compile(
    f"(?P<url>(?:https?://|www\\.){_URL_BODY})"
    f"|[{_RTL}][{_RTL}{_MARKS}{_NATIVE_DIGITS}]*+"
    f"(?:[-‐‑'’./_][{_RTL}{_NATIVE_DIGITS}][{_RTL}{_MARKS}{_NATIVE_DIGITS}]*+)*+"
)
_rtl_start = re.compile(f"[{_RTL}hHwW]")
_rtl_gap = re.compile(f"[ \u00a0\t.:!،٪٫٬…'’\"“”«»()\\[\\]/–—0-9{_NATIVE_DIGITS}%-]*+")
_rtl_tail = re.compile(f"{_BLANK}?[{_NATIVE_DIGITS}]++(?:[٫٬.,/-][{_NATIVE_DIGITS}]++)*+٪?")

_PAIRS = {"(": ")", "[": "]", "{": "}", "<": ">", "“": "”", "«": "»", '"': '"'}
_bracket = re.compile('[()\\[\\]{}<>“”«»"]')


class _Token(NamedTuple):
    start: int
    end: int
    kind: Literal["word", "datum", "number"]


def has_foreign(text: str, direction: Direction, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` may hold a foreign run: quick, and never wrongly no."""
    trigger = _ltr_trigger if direction == "rtl" else _rtl_trigger
    return trigger.search(text, start, end) is not None


def foreign_runs(text: str, direction: Direction) -> list[tuple[int, int]]:
    """The foreign runs of a text that runs in ``direction``: their starts and ends, in order."""
    if direction == "ltr" and text.isascii():
        return []
    if not has_foreign(text, direction, 0, len(text)):
        return []
    find = _runs_in_rtl if direction == "rtl" else _runs_in_ltr
    return [run for start, end in _open_spans(text) for run in find(text, start, end)]


def _open_spans(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of the text that no isolate of its own holds."""
    if not ("\u2066" in text or "\u2067" in text or "\u2068" in text):  # as in nearly all texts
        yield 0, len(text)
        return
    depth = start = 0
    for mark in _isolate.finditer(text):
        if mark[0] in "\u2029\n":  # a paragraph's end closes all isolates
            if depth:
                depth, start = 0, mark.end()
        elif mark[0] != "\u2069":
            if not depth:
                yield start, mark.start()
            depth += 1
        elif depth:
            depth -= 1
            start = mark.end()
    if not depth:
        yield start, len(text)


def _runs_in_rtl(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    phrase: list[_Token] = []  # begins with a word
    while begin := _ltr_trigger.search(text, start, end):
        at = begin.start()
        signed = at > start and text[at - 1] in _SIGNS
        alone = None if signed else _alone.match(text, at, end)
        token = None if alone else _ltr_token_at(text, at, signed, end)
        if phrase and not _ltr_gap.fullmatch(text, phrase[-1].end, token.start if token else at):
            yield from _phrase_runs(text, phrase, end)
            phrase = []
        if alone:
            start = alone.end()
            if phrase:
                phrase.append(_Token(at, start, "word" if alone[1] else "number"))
            elif alone[1]:  # no phrase goes on behind it
                yield at, start
        elif token:
            start = token.end
            if phrase or token.kind == "word":
                phrase.append(token)
            elif token.kind == "datum":
                yield token[:2]
    if phrase:
        yield from _phrase_runs(text, phrase, end)


def _ltr_token_at(text: str, at: int, signed: bool, end: int) -> _Token:
    """The token whose first letter or digit stands at ``at``; a sign before it may be its own."""
    found = _ltr_token.match(text, at - 1, end) if signed else None
    found = found or _ltr_token.match(text, at, end)
    assert found is not None  # a letter or digit is a token by itself
    start, behind = found.span()
    if found.lastgroup == "datum":
        return _Token(start, behind, "datum")
    if found.lastgroup == "url":
        return _Token(start, _url_end(text, start, behind), "word")
    return _plain_token(text, found[0], start, behind)


def _plain_token(text: str, token: str, start: int, end: int) -> _Token:
    if _ltr_letter.search(token):
        # The slash at the end of an address without a scheme: example.com/
        return _Token(start, end + (text[end : end + 1] == "/" and "." in token), "word")
    return _Token(start, end, "datum" if _sign.search(token) else "number")


def _url_end(text: str, start: int, end: int) -> int:
    """Where a URL ends if the punctuation behind it is the sentence's."""
    surplus = text.count(")", start, end) - text.count("(", start, end)
    while end > start and text[end - 1] in ".,;:!?'’…])}*":
        if text[end - 1] == ")":
            if surplus <= 0:
                break
            surplus -= 1
        end -= 1
    return end


def _phrase_runs(text: str, phrase: list[_Token], limit: int) -> Iterator[tuple[int, int]]:
    """A phrase's runs.

    Numbers behind its last word are runs by themselves, as in «Foo (2026)», unless they are the
    name's own: «iPhone 15».
    """
    words = max(n for n, token in enumerate(phrase) if token.kind == "word") + 1
    if words < len(phrase) and _is_part(text, phrase[words - 1], phrase[words], limit):
        words += 1
    yield from _balanced(text, [token[:2] for token in phrase[:words]], limit)
    for token in phrase[words:]:
        yield token.start, token.end


def _is_part(text: str, word: _Token, token: _Token, limit: int) -> bool:
    """Whether a number or datum belongs to the word before it."""
    gap = text[word.end : token.start]
    if gap == ". ":
        return text[word.start : word.end] in _NUMBERED
    if gap not in (" ", "\u00a0"):
        return False
    # Half a range would part from its other half: it isn't taken.
    whole = text[token.end : token.end + 1] != "–"
    return token.kind == "datum" or (whole and not _counted.match(text, token.end, limit))


def _balanced(text: str, parts: list[tuple[int, int]], limit: int) -> Iterator[tuple[int, int]]:
    """The parts as one run; cut at all brackets between them if one has no other half.

    Brackets closed right behind the last part are taken into the run.
    """
    start, end = parts[0][0], parts[-1][1]
    if not _bracket.search(text, start, end):
        yield start, end
        return
    between = [_bracket.findall(text, a[1], b[0]) for a, b in pairwise(parts)]
    opened = _left_open([mark for marks in between for mark in marks])
    while opened and end < limit and text[end] == opened[-1]:
        opened.pop()
        end += 1
    if opened:
        for (_, left), marks, (right, _) in zip(parts, between, parts[1:], strict=False):
            if marks:
                yield start, left
                start = right
        end = parts[-1][1]
    yield start, end


def _left_open(marks: list[str]) -> list[str]:
    """The closing marks that are still due; one that no text has where a mark closes nothing."""
    due: list[str] = []
    for mark in marks:
        if due and mark == due[-1]:
            due.pop()
        elif mark in _PAIRS:
            due.append(_PAIRS[mark])
        else:
            return [""]
    return due


def _runs_in_ltr(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    phrase: list[tuple[int, int]] = []
    while begin := _rtl_start.search(text, start, end):
        token = _rtl_token.match(text, begin.start(), end)
        if token is None:
            start = begin.end()
            continue
        start = token.end()
        if token["url"]:  # its letters are no gap: what stands behind is a phrase of its own
            continue
        if phrase and not _rtl_gap.fullmatch(text, phrase[-1][1], token.start()):
            yield from _balanced(text, phrase, end)
            phrase = []
        tail = _rtl_tail.match(text, start, end)
        start = tail.end() if tail else start
        phrase.append((token.start(), start))
    if phrase:
        yield from _balanced(text, phrase, end)
