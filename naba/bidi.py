"""Text of both directions in one line: found faults, and isolates around what runs the other way.

No function here changes a character that readers see; what is added are isolates alone, as
invisible characters where there is no markup and as ``<bdi>`` where there is. Isolating twice is
isolating once. Rules: UAX #9, and W3C's "Strings on the Web: Language and Direction Metadata".
"""

from __future__ import annotations

import functools
import re
import unicodedata

from markupsafe import Markup, escape

from naba.flow import isolated
from naba.locale import direction
from naba.model import Direction
from naba.runs import foreign_runs

__all__ = [
    "control_fault",
    "direction",
    "first_strong",
    "isolate_html",
    "isolate_lines",
    "isolate_markup",
    "isolate_plain",
]

_watched = re.compile("[\u202a-\u202e\u2066-\u2069]")
_paragraph_or_control = re.compile("[\u202a-\u202e\u2066-\u2069\u2029]|\n[ \t\r]*+\n")
_inner_tag = re.compile("(<[^>]*>)")
LINE = "\x1e"  # parts lines that are looked at together
_OPEN: dict[Direction, str] = {"rtl": "\u2066", "ltr": "\u2067"}
_BDI: dict[Direction, str] = {"rtl": '<bdi dir="ltr">', "ltr": '<bdi dir="rtl">'}


def first_strong(text: str) -> Direction | None:
    """The direction that readers' programs guess from the text: its first strong character's.

    What isolates hold is skipped (UAX #9, P2), and a paragraph's end closes them. ``None`` where
    there is no strong character.
    """
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(depth - 1, 0)
        elif kind == "B":
            depth = 0
        elif not depth and kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return None


def control_fault(text: str) -> tuple[int, str] | None:
    """The offset of the first character that hides how a text runs, and the fact; else ``None``.

    Such are the embeddings and overrides U+202A–202E, and an isolate that its paragraph (up to a
    blank line or U+2029) doesn't close, or that closes none: the "Trojan Source" characters.
    """
    if not _watched.search(text):
        return None
    wrong: list[int] = []  # in any case
    opened: list[int] = []  # if the paragraph ends before they are closed
    for found in _paragraph_or_control.finditer(text):
        mark = found[0]
        if mark in "\u2066\u2067\u2068":
            opened.append(found.start())
        elif mark == "\u2069" and opened:
            opened.pop()
        elif mark[0] not in "\n\u2029":
            wrong.append(found.start())
        if (wrong and not opened) or (opened and mark[0] in "\n\u2029"):
            break
    first = min(wrong[:1] + opened[:1], default=None)
    return None if first is None else (first, _control_fact(text[first]))


def _control_fact(mark: str) -> str:
    code = f"U+{ord(mark):04X}"
    if mark == "\u2069":
        return f"{code} closes an isolate that was never opened"
    if mark >= "\u2066":
        return f"the isolate {code} is not closed in its paragraph"
    return f"the text holds {code}, which can show words in another order than they are written in"


@functools.lru_cache(maxsize=10_000)  # a title stands in the heads and feeds of some ten files
def isolate_plain(text: str, lang: str) -> str:
    """Plain text in ``lang`` with its foreign runs between U+2066 or U+2067 and U+2069.

    For what can't hold markup: titles, attributes, JSON, feeds. A text without any foreign run is
    returned as it is.
    """
    base = direction(lang)
    runs = foreign_runs(text, base)
    if not runs:
        return text
    parts: list[str] = []
    done = 0
    for start, end in runs:
        parts += (text[done:start], _OPEN[base], text[start:end], "\u2069")
        done = end
    return "".join((*parts, text[done:]))


def isolate_html(text: str, lang: str) -> Markup:
    """Plain text in ``lang`` as HTML: escaped, its foreign runs in ``<bdi>``."""
    base = direction(lang)
    parts: list[str] = []
    done = 0
    runs = foreign_runs(text.replace("\n", " "), base)  # in HTML a line's end is a blank
    if not runs:
        return escape(text)
    for start, end in runs:
        parts += (escape(text[done:start]), _BDI[base], escape(text[start:end]), "</bdi>")
        done = end
    return Markup("".join((*parts, escape(text[done:]))))


def isolate_markup(html: str, lang: str) -> str:
    """Sanitised HTML in ``lang`` with its foreign runs in ``<bdi>``, those over several tags too.

    ``html`` is well-formed, with ``<`` and ``>`` in attributes escaped, as nh3 serialises it. Left
    alone are ``code pre kbd samp script style bdi bdo`` and elements with a ``dir`` of their own.
    An element with another ``lang`` is treated by that language, and gets its ``dir`` where that
    is another one. Markup is added around foreign runs only, so never between two Arabic letters.
    """
    return isolated(html, lang, _BDI)


def isolate_lines(lines: str, bare: str, lang: str) -> str:
    """``isolate_markup`` for lines parted by ``LINE`` that hold no tags but inline ones of ours.

    ``bare`` is the lines without their tags. All lines are searched at once, and most have no tag
    in any run: a sixth of the time that it takes to go from tag to tag.
    """
    base = direction(lang)
    if base == "ltr" and bare.isascii():
        return lines
    whole = lines
    if "<sup " in lines:  # a footnote's number parts the line that it stands in
        whole = lines.replace("<sup ", f"{LINE}<sup ")
        bare = _inner_tag.sub("", whole)
    # In HTML a line's end is a blank.
    runs = foreign_runs(bare.replace("\n", " ").replace(LINE, "\n"), base)
    made = _between_tags(whole, runs, _BDI[base]) if runs else whole
    if made is None:
        return LINE.join(isolate_markup(line, lang) for line in lines.split(LINE))
    return made.replace(f"{LINE}<sup ", "<sup ") if whole is not lines else made


def _between_tags(lines: str, runs: list[tuple[int, int]], opening: str) -> str | None:
    """The lines with the runs of their text in ``<bdi>``; ``None`` if a tag stands inside one."""
    parts = _inner_tag.split(lines)
    offset = 0  # in the text without tags
    ahead = iter(runs)
    start, end = next(ahead)
    for at in range(0, len(parts), 2):
        part = parts[at]
        behind = offset + len(part)
        done, made = 0, ""
        while start < behind:
            if end > behind:
                return None
            left, right = start - offset, end - offset
            made += f"{part[done:left]}{opening}{part[left:right]}</bdi>"
            done = right
            start, end = next(ahead, (len(lines), 0))
        if made:
            parts[at] = made + part[done:]
        offset = behind
    return "".join(parts)
