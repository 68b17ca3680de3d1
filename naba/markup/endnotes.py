"""Footnotes of plain news: one line each, referred to from the text and from no other footnote.

The HTML is the one that ``naba.markup.notes`` gives; anything unusual is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from naba import bidi
from naba.markup.blocks import plain_lines
from naba.markup.marks import ARROWS, number

_DEFINITION = re.compile(r"\[\^([\w-]+)\]: *+(.+)")
_REFERENCE = re.compile(r"\[\^([\w-]+)\](?!:)")  # with a colon it may define, as in a list


class Endnotes:
    """The footnotes of one text, and where it refers to them."""

    def __init__(self, lang: str, strings: Mapping[str, str]) -> None:
        self.lang, self.strings = lang, strings
        self.texts: dict[str, str] = {}
        self._places: dict[str, list[str]] = {}  # of each label, in the order of the text
        self._numbers: dict[str, int] = {}

    def referred(self, blocks: list[str]) -> list[str] | None:
        """The blocks without those of footnotes, and with references as HTML.

        ``None`` unless each footnote is a line, meant by the text, and every bracket understood.
        """
        rest = []
        for block in blocks:
            if not block.startswith("[^"):
                rest.append(block)
            elif not all(self._take(line) for line in block.split("\n")):
                return None
        text = _REFERENCE.sub(self._reference, "\n\n".join(rest))
        known = self._numbers.keys() == self.texts.keys()
        return text.split("\n\n") if known and "[" not in text else None

    def _take(self, line: str) -> bool:
        """Keep a footnote; whether it is a plain one."""
        found = _DEFINITION.fullmatch(line)
        if not found or found[1] in self.texts or not plain_lines([found[2]]) or "[" in found[2]:
            return False
        self.texts[found[1]] = found[2].rstrip()
        return True

    def _reference(self, found: re.Match[str]) -> str:
        place = self._numbers.setdefault(found[1], len(self._numbers) + 1)
        places = self._places.setdefault(found[1], [])
        own = f"fnref-{self.lang}-{place}" + (f"-{len(places) + 1}" if places else "")
        places.append(own)
        shown = number(place, self.strings)
        link = f'<a class="footnote-ref" href="#fn-{self.lang}-{place}">{shown}</a>'
        return f'<sup id="{own}">{link}</sup>'

    def append_to(self, pieces: list[str], title: str, back: str) -> None:
        """Put the footnotes behind a text's pieces, HTML and lines in turn."""
        if not self.texts:
            return
        arrow = ARROWS[bidi.direction(self.lang)]
        said = bidi.isolate_plain(title, self.lang)
        pieces[-1] += f'<section aria-label="{said}" class="footnotes">\n<ol>'
        for label, place in self._numbers.items():
            pieces[-1] += f'<li id="fn-{self.lang}-{place}">\n<p>'
            shown = number(place, self.strings)
            said = bidi.isolate_plain(back.replace("{n}", shown), self.lang)
            ways = [
                f'\u00a0<a class="footnote-backref" href="#{way}" title="{said}">{arrow}</a>'
                for way in self._places[label]
            ]
            pieces += (self.texts[label], "".join(ways) + "</p>\n</li>\n")
        pieces[-1] += "</ol></section>\n"
