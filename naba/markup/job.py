"""One rendering's state: what the parser's parts need to know, and what they found out.

The parsers are kept from text to text; a ``Job`` is made for each, and nothing else of a text
outlives it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from naba import bidi
from naba.markup import marks

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from naba.errors import Problem
    from naba.markup.inserts import Insert
from naba.markup.manuscript import Manuscript


class Job:
    """A text on its way to HTML."""

    def __init__(
        self, sheet: Manuscript, inserts: tuple[Insert, ...], lang: str, strings: Mapping[str, str]
    ) -> None:
        self.sheet = sheet
        self.inserts = inserts
        self.lang = lang
        self.dir = bidi.direction(lang)
        self.strings = strings
        self.seen: set[int] = set()  # numbers of the inserts that the parser came to
        self.ids: set[str] = set()  # ids that are ours and not an editor's
        self.galleries: list[tuple[Insert, Element]] = []
        self.problems: list[Problem] = []

    def tell(self, fact: str, remedy: str, *patterns: str, warning: bool = False) -> None:
        """Record a problem; ``patterns`` find its place (see ``Manuscript.seek``)."""
        self.problems.append(self.sheet.seek(fact, remedy, *patterns, warning=warning))

    def number(self, value: int) -> str:
        """A number that the build writes, in the edition's digits."""
        return marks.number(value, self.strings)

    def own(self, id: str) -> str:
        """Declare an id as ours."""
        self.ids.add(id)
        return id

    @staticmethod
    def literal(text: str) -> str:
        """A pattern for words as they were typed, whatever the white space between them."""
        return r"\s+".join(re.escape(word) for word in text.split()) or r"(?!)"
