"""The blocks of plain news, each known by its first letter and by every line that it has.

A block is written as pieces: HTML and lines of text in turn, HTML first and last. Lines stay
apart from the HTML around them until foreign words in them were isolated.
"""

from __future__ import annotations

import re

from naba import bidi, text

TAG = re.compile("<[^>]*>")
# How a line begins that the parser may take for something else than the text that it looks like.
_UNSURE = re.compile(r"[\s#>+*=:|~/\[!-]|\d+\.")
_HEADING = re.compile(r"(#{2,6})([^#\n]+)(?:\n|\Z)")
_BULLET = re.compile(r"[-+*] ")
_NUMBER = re.compile(r"[0-9]+\. ")
_RULE = re.compile(r" *(:?)-+(:?) *")
_LABEL = "\x1d"  # until it is known how many tables there are
_TABLE = f'<div aria-label="{_LABEL}" class="table" role="region" tabindex="0"><table>\n<thead>\n'
_SIDES = {("", ""): "", (":", ""): "start", ("", ":"): "end", (":", ":"): "center"}


class Blocks:
    """The blocks of one text as they are written."""

    def __init__(self) -> None:
        self.pieces = [""]
        self.tables: list[int] = []  # the pieces in which one begins
        self._stars = self._arrows = 0  # that made lists and quotations
        self._ids: set[str] = set()
        self._repeats: dict[str, int] = {}
        self._ids_given = 0
        self._last = ""  # the element that the last block was made

    def write(self, blocks: list[str]) -> bool:
        """Write all blocks; whether each was understood."""
        for block in blocks:
            start = self._headings(block) if block.startswith("#") else 0
            rest = block[start:]
            if start < 0 or ((rest or not start) and not self._block(rest)):
                return False
        return True

    def _block(self, block: str) -> bool:
        first = block[:1]
        # Most blocks are paragraphs that begin with a letter.
        if first.isalpha() or first == "<":
            return self._paragraph(block)
        if first == "|":
            return self._table(block)
        if first == ">":
            return self._quotation(block)
        if first in "-+*":
            return self._list(block, "ul", _BULLET)
        if block.startswith("1. "):
            return self._list(block, "ol", _NUMBER)
        return self._paragraph(block)

    def _put(self, before: str, line: str, behind: str) -> None:
        self.pieces[-1] += before
        self.pieces += (line, behind)

    def _paragraph(self, block: str) -> bool:
        sure = plain_lines(block.split("\n")) if "\n" in block else not _UNSURE.match(block)
        self._put("<p>", block, "</p>\n")
        self._last = "p"
        return sure and block != ""

    def _headings(self, block: str) -> int:
        """Write the headings that a block begins with; where its rest is, or -1."""
        start = 0
        while block.startswith("#", start):
            found = _HEADING.match(block, start)
            words = found[2].strip() if found else ""
            if not found or not words:
                return -1
            name = f"h{len(found[1])}"
            self._put(f'<{name} id="{self._id(words)}">', words, f"</{name}>\n")
            self._last = name
            start = found.end()
        return start

    def _id(self, words: str) -> str:
        """As ``naba.markup.finish`` gives it."""
        self._ids_given += 1
        slug = text.slugify(TAG.sub("", words), ascii_only=False) or str(self._ids_given)
        own = free = f"s-{slug}"
        while free in self._ids:
            self._repeats[own] = self._repeats.get(own, 0) + 1
            free = f"{own}-{self._repeats[own] + 1}"
        self._ids.add(free)
        return free

    def _list(self, block: str, name: str, marker: re.Pattern[str]) -> bool:
        if self._last == name:
            return False  # the parser makes one list of two
        self._put(f"<{name}>\n", "", "")
        for row in block.split("\n"):
            found = marker.match(row)
            item = row[found.end() :] if found else ""
            if not item or _UNSURE.match(item):
                return False
            self._stars += row[0] == "*"
            self._put("<li>", item, "</li>\n")
        self.pieces[-1] += f"</{name}>\n"
        self._last = name
        return True

    def _quotation(self, block: str) -> bool:
        rows = block.split("\n")
        if self._last == "blockquote" or not all(row.startswith("> ") for row in rows):
            return False
        self._arrows += len(rows)
        self.pieces[-1] += "<blockquote>\n"
        sure = self._paragraph("\n".join(row[2:] for row in rows))
        self.pieces[-1] += "</blockquote>\n"
        self._last = "blockquote"
        return sure

    def _table(self, block: str) -> bool:
        rows = [row[1:-1].split("|") for row in block.split("\n") if row[0] == row[-1] == "|"]
        width = len(rows[0]) if rows else 0
        if width < 2 or len(rows) < 3 or block.count("\n") + 1 != len(rows):
            return False
        rules = [_RULE.fullmatch(cell) for cell in rows[1]]
        if any(len(row) != width for row in rows) or not all(rules):
            return False
        sides = [_SIDES[rule[1], rule[2]] for rule in rules if rule]
        attributes = [f' class="{side}"' if side else "" for side in sides]
        self.tables.append(len(self.pieces) - 1)
        self.pieces[-1] += _TABLE
        if not all(cell.strip() for cell in rows[0]):
            return False  # an empty cell heads nothing
        self._row(rows[0], "th", [f'{attribute} scope="col"' for attribute in attributes])
        self.pieces[-1] += "</thead>\n<tbody>\n"
        for row in rows[2:]:
            self._row(row, "td", attributes)
        self.pieces[-1] += "</tbody>\n</table></div>\n"
        self._last = "table"
        return True

    def _row(self, cells: list[str], name: str, attributes: list[str]) -> None:
        self.pieces[-1] += "<tr>\n"
        for cell, attribute in zip(cells, attributes, strict=True):
            self._put(f"<{name}{attribute}>", cell.strip(" "), f"</{name}>\n")
        self.pieces[-1] += "</tr>\n"

    def label_tables(self, label: str, lang: str) -> None:
        """Name the tables, by numbers too if there are several."""
        for number, at in enumerate(self.tables, 1):
            said = f"{label} {number}" if len(self.tables) > 1 else label
            self.pieces[at] = self.pieces[at].replace(_LABEL, bidi.isolate_plain(said, lang))

    def understood(self, source: str, marked: str) -> bool:
        """Whether all stars and all ``>`` of a text made blocks, and none is left in a line."""
        return marked.count("*") == self._stars and source.count(">") == self._arrows


def plain_lines(lines: list[str]) -> bool:
    """Whether no line begins as something else than text or ends in a break."""
    return not any(_UNSURE.match(line) or line.endswith("  ") or not line for line in lines)
