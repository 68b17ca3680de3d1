"""HTML as lines of running text: where foreign runs stand in it, tags or no tags between.

Inline tags don't interrupt a text: «H<sub>2</sub>O» is one word, and one isolate goes around it
all. Every other tag does. The scan is linear and keeps every byte of its input in its order.
"""

from __future__ import annotations

import html as entities
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from naba.locale import direction
from naba.model import Direction
from naba.runs import foreign_runs, has_foreign

_tag = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*+)([^<>]*+)>")
_attribute = re.compile(r"""\s(dir|lang)(?:="([^"]*+)")?(?=[\s/]|$)|"[^"]*+\"""")
_entity = re.compile(r"&(?:#?[A-Za-z0-9]++;)")

_SKIPPED = {"bdi", "bdo", "code", "kbd", "pre", "samp", "script", "style"}
_INLINE = {"a", "abbr", "b", "cite", "del", "dfn", "em", "i", "ins", "mark", "q", "s", "small"}
_INLINE |= {"span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track"}
_VOID |= {"wbr"}


class _Tag(NamedTuple):
    """An inline tag in a line: the offset of the character behind it, its own place in the HTML."""

    offset: int
    start: int
    end: int
    step: int  # 1 opens, -1 closes, 0 is void


class _Piece(NamedTuple):
    """Characters of a line from ``offset`` on, and their place in the HTML. An entity is one."""

    offset: int
    start: int
    end: int


class _Line(NamedTuple):
    """Text from one interrupting tag to the next: its characters, and where each stands."""

    text: str
    pieces: list[_Piece]
    tags: list[_Tag]

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Where in the HTML an element around some characters begins and ends.

        Tags at their border are taken in if their other half is inside; ``None`` where that isn't
        enough for a well-formed element.
        """
        closing, opening = _loose(self._tags(start + 1, end - 1))
        before = self._tags(start, start)[-len(closing) :] if closing else []
        behind = self._tags(end, end)[: len(opening)]
        if [tag.step for tag in before] != [1] * len(closing):
            return None
        if [tag.step for tag in behind] != [-1] * len(opening):
            return None
        return (
            before[0].start if before else self._start_of(start),
            behind[-1].end if behind else self._end_of(end - 1),
        )

    def borders(self, start: int, end: int) -> list[int]:
        """The offsets between some characters where tags stand whose other half is outside."""
        closing, opening = _loose(self._tags(start + 1, end - 1))
        return [tag.offset for tag in (*closing, *opening)]

    def _tags(self, first: int, last: int) -> list[_Tag]:
        """The tags whose offsets are from ``first`` to ``last``."""
        left = bisect_left(self.tags, first, key=lambda tag: tag.offset)
        return self.tags[left : bisect_right(self.tags, last, key=lambda tag: tag.offset)]

    def _start_of(self, offset: int) -> int:
        """Where a character begins in the HTML."""
        piece = self.pieces[bisect_right(self.pieces, offset, key=lambda piece: piece.offset) - 1]
        return piece.start + offset - piece.offset

    def _end_of(self, offset: int) -> int:
        """Where a character ends in the HTML."""
        index = bisect_right(self.pieces, offset, key=lambda piece: piece.offset)
        piece = self.pieces[index - 1]
        after = self.pieces[index].offset if index < len(self.pieces) else len(self.text)
        return piece.end if after == offset + 1 else piece.start + offset + 1 - piece.offset


def isolated(html: str, lang: str, opening: Mapping[Direction, str]) -> str:
    """The HTML with each foreign run between ``opening`` of its text's direction and ``</bdi>``.

    See ``naba.bidi.isolate_markup``.
    """
    if direction(lang) == "ltr" and html.isascii() and "lang=" not in html:
        return html
    scan = _Scan(html, lang, opening)
    done = 0
    for tag in _tag.finditer(html):
        if done < tag.start():
            scan.characters(done, tag.start())
        scan.tag(tag)
        done = tag.end()
    scan.characters(done, len(html))
    return scan.result()


class _Scope:
    """The inside of an element that is in a language of its own; the outermost has no name."""

    def __init__(self, name: str, lang: str) -> None:
        self.name = name
        self.depth = 1  # of elements of this name
        self.lang = lang.lower()
        self.direction = direction(lang)


class _Scan:
    """One pass over the HTML: what is open, the line so far, the result so far."""

    def __init__(self, html: str, lang: str, opening: Mapping[Direction, str]) -> None:
        self._html = html
        self._opening = opening
        self._scopes = [_Scope("", lang)]
        self._skipped = ""  # the element whose inside is left alone
        self._skipped_depth = 0
        self._items: list[tuple[int, int, int | None]] = []  # place, and step; None for characters
        self._foreign = False
        self._parts: list[str] = []
        self._done = 0

    def characters(self, start: int, end: int) -> None:
        """Take what stands between two tags."""
        if self._skipped:
            return
        self._items.append((start, end, None))
        if not self._foreign:
            self._foreign = has_foreign(self._html, self._scopes[-1].direction, start, end)

    def tag(self, tag: re.Match[str]) -> None:
        """Take a tag."""
        closing, name, attributes = tag.groups()
        step = -1 if closing else 0 if name in _VOID else 1
        if self._skipped:
            if name == self._skipped:
                self._skipped_depth += step
                self._skipped = name if self._skipped_depth else ""
            return
        if step == 1 and self._enters(tag, name, attributes):
            return
        scope = self._scopes[-1]
        if name == scope.name:
            scope.depth += step
            if not scope.depth:
                self._end_line()
                self._scopes.pop()
                return
        # A raised mark with an id is a footnote's: no part of the word that it stands at.
        if name in _INLINE and not (name == "sup" and attributes):
            self._items.append((tag.start(), tag.end(), step))
        else:
            self._end_line()

    def _enters(self, tag: re.Match[str], name: str, attributes: str) -> bool:
        """Whether the tag opens an element to skip, or one in a language of its own."""
        given: dict[str, str] = {}
        if "dir" in attributes or "lang" in attributes:
            given = {
                found[1]: found[2] or "" for found in _attribute.finditer(attributes) if found[1]
            }
        lang = given.get("lang")
        if name in _SKIPPED or "dir" in given or lang == "":
            self._end_line()
            self._skipped, self._skipped_depth = name, 1
            return True
        scope = self._scopes[-1]
        if lang is None or lang.lower() == scope.lang:
            return False
        self._end_line()
        if direction(lang) != scope.direction:
            self._insert(tag.end() - 1, f' dir="{direction(lang)}"')
        self._scopes.append(_Scope(name, lang))
        return True

    def result(self) -> str:
        """The HTML with all that was added."""
        self._end_line()
        return "".join((*self._parts, self._html[self._done :]))

    def _insert(self, place: int, markup: str) -> None:
        self._parts += (self._html[self._done : place], markup)
        self._done = place

    def _end_line(self) -> None:
        if self._foreign:
            line = _line(self._html, self._items)
            for start, end in foreign_runs(line.text, self._scopes[-1].direction):
                self._isolate(line, start, end)
        self._items = []
        self._foreign = False

    def _isolate(self, line: _Line, start: int, end: int) -> None:
        place = line.place(start, end)
        base = self._scopes[-1].direction
        if place:
            self._insert(place[0], self._opening[base])
            self._insert(place[1], "</bdi>")
            return
        # No element may cross another's border: what stands on each side is isolated by itself.
        for left, right in pairwise((start, *line.borders(start, end), end)):
            for first, last in foreign_runs(line.text[left:right], base):
                self._isolate(line, left + first, left + last)


def _line(html: str, items: list[tuple[int, int, int | None]]) -> _Line:
    texts: list[str] = []
    pieces: list[_Piece] = []
    tags: list[_Tag] = []
    offset = 0

    def add(text: str, start: int, end: int) -> None:
        nonlocal offset
        if text:
            pieces.append(_Piece(offset, start, end))
            texts.append(text)
            offset += len(text)

    for start, end, step in items:
        if step is not None:
            tags.append(_Tag(offset, start, end, step))
            continue
        done = start
        for entity in _entity.finditer(html, start, end):
            add(html[done : entity.start()], done, entity.start())
            character = entities.unescape(entity[0])
            add(character if len(character) == 1 else "\ufffc", entity.start(), entity.end())
            done = entity.end()
        add(html[done:end], done, end)
    # In HTML a line's end is a blank.
    return _Line("".join(texts).replace("\n", " "), pieces, tags)


def _loose(tags: list[_Tag]) -> tuple[list[_Tag], list[_Tag]]:
    """Those of the tags whose other half isn't among them: closing ones, opening ones."""
    closing: list[_Tag] = []
    opening: list[_Tag] = []
    for tag in tags:
        if tag.step == 1:
            opening.append(tag)
        elif tag.step == -1:
            if opening:
                opening.pop()
            else:
                closing.append(tag)
    return closing, opening
