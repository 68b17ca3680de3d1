"""The fast lane: plain news becomes HTML without the parser, and the same HTML to the byte.

What most stories are made of is written directly: paragraphs, headings, links, emphasis, lists
and quotations of single lines, tables, footnotes. Whatever is not certain is declined, and the
parser does it all. That both give the same for every text is the law of ``tests/test_prose.py``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from naba import bidi, text
from naba.markup.blocks import TAG, Blocks
from naba.markup.endnotes import Endnotes
from naba.markup.phrases import phrased, stories

# Letters and signs that parser and sanitiser let through as they are. To match a whole text
# against one set within U+FFFF is twice as fast as to search it for the opposite set; what the
# first doesn't know, such as emoji, is searched for what must not be there.
_USUAL = re.compile("[\n -;=-\\[\\]-_a-z|}~\u00a0-\u1fff\u2000-\u2027\u202f-\u205f\u2070-\ud7ff]*+")
_STRANGE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\\\\`<{]"
)
_BORDER = re.compile("\n(?: *\n)+")
_ENTITY = re.compile("&[#A-Za-z0-9]+;")
# What parser and sanitiser leave as it is in an attribute.
_SPOKEN = re.compile("[^\x00-\x1f\x7f-\xa0&<>\"'\ud800-\udfff]+")
_LANG = re.compile("[A-Za-z0-9-]+")
_PATIENCE = 5_000_000  # as ``naba.markup.safe`` has it


class Prose(NamedTuple):
    """A text's HTML, the stories that it links to, and how many words it has."""

    html: str
    links: tuple[str, ...]
    words: int


def write(source: str, lang: str, strings: Mapping[str, str]) -> Prose | None:
    """A text of plain news as HTML; ``None`` for every other text."""
    marked = phrased(source) if _may_be_plain(source) else None
    if marked is None:
        return None
    parts: list[str] | None = _BORDER.split((marked + "\n\n").lstrip("\n"))[:-1]
    notes = Endnotes(lang, strings)
    if "[" in marked:
        parts = notes.referred(parts or [])
    blocks = Blocks()
    if not (parts and blocks.write(parts) and blocks.understood(source, marked)):
        return None
    pieces = blocks.pieces
    if blocks.tables or notes.texts:
        if not _may_be_spoken(lang, strings):
            return None
        blocks.label_tables(strings["table"], lang)
        notes.append_to(pieces, strings["footnotes"], strings["footnote_back"])
    return _finished(pieces, lang)


def _may_be_plain(source: str) -> bool:
    """Whether a text holds nothing that rules it out at once."""
    if not _USUAL.fullmatch(source) and _STRANGE.search(source):
        return False
    if "///" in source or ("&" in source and _ENTITY.search(source)):
        return False
    # What else could make a text one that ``safe.tangled`` refuses is declined later.
    loose = source.count("(") + source.count("[") + source.count("#")
    return loose * len(source) <= _PATIENCE


def _may_be_spoken(lang: str, strings: Mapping[str, str]) -> bool:
    """Whether the edition's words for tables and footnotes, and its name, fit into attributes."""
    names = ("table", "footnotes", "footnote_back")
    return _LANG.fullmatch(lang) is not None and all(
        _SPOKEN.fullmatch(strings[name]) for name in names
    )


def _finished(pieces: list[str], lang: str) -> Prose:
    """The pieces put together, foreign words isolated, signs escaped, words counted."""
    lines = bidi.LINE.join(pieces[1::2])
    bare = TAG.sub("", lines) if "<" in lines else lines
    pieces[1::2] = bidi.isolate_lines(lines, bare, lang).split(bidi.LINE)
    html = "".join(pieces).removesuffix("\n")
    if "&" in html:
        html = html.replace("&", "&amp;")
    if "\u00a0" in html:
        html = html.replace("\u00a0", "&nbsp;")
    return Prose(html, stories(lines), text.count_words(bare))
