"""Where things stand in a story's text. No other module counts lines and columns of a body.

What is wrong with a text is mostly seen in the HTML made from it, where no line numbers are left.
So a problem is told with patterns of what the editor must have typed, and its place is sought
only then: a sound text is never searched.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from markdown.extensions.fenced_code import FencedBlockPreprocessor

from naba.errors import Problem

# The parser's own rule of what a fence is: a second one would differ some day.
_FENCE = FencedBlockPreprocessor.FENCED_BLOCK_RE
_CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(?:(?!\n[ \t]*\n).)*?(?<!`)\1(?!`)", re.DOTALL)
_NOT_NEWLINE = re.compile(r"[^\n]")


class Manuscript:
    """A story's body as its editor typed it, beginning at line ``first_line`` of ``file``."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.text = text
        self.file = file
        self.first_line = first_line
        self._told: Counter[str] = Counter()
        self._found: dict[str, list[int]] = {}

    @cached_property
    def prose(self) -> str:
        """The text with code and comments blanked, so that offsets stay."""
        text = self.text
        if "```" in text or "~~~" in text:
            text = _FENCE.sub(_blank, text)
        if "`" in text:
            text = _CODE_SPAN.sub(_blank, text)
        return _without_comments(text)

    def at(self, offset: int, fact: str, remedy: str, *, warning: bool = False) -> Problem:
        """A problem at an offset of the text."""
        line = self.first_line + self.text.count("\n", 0, offset)
        column = offset - self.text.rfind("\n", 0, offset)
        return Problem(self.file, line, column, fact, remedy, warning)

    def seek(self, fact: str, remedy: str, *patterns: str, warning: bool = False) -> Problem:
        """A problem where the first pattern that is found stands, else one of the whole file.

        Asked n times with the same first pattern, it tells the first n places in turn: things are
        reported in the order of the text.
        """
        nth = self._told[patterns[0]]
        self._told[patterns[0]] += 1
        for pattern in patterns:
            if offsets := self._find(pattern):
                offset = offsets[min(nth, len(offsets) - 1)]
                return self.at(offset, fact, remedy, warning=warning)
        return Problem(self.file, 0, 0, fact, remedy, warning)

    def _find(self, pattern: str) -> list[int]:
        """Where a pattern stands; its group ``at``, if it has one."""
        if pattern not in self._found:
            form = re.compile(pattern, re.MULTILINE)
            group = "at" if "at" in form.groupindex else 0
            self._found[pattern] = [found.start(group) for found in form.finditer(self.prose)]
        return self._found[pattern]


def _blank(match: re.Match[str]) -> str:
    return _NOT_NEWLINE.sub(" ", match[0])


def _without_comments(text: str) -> str:
    """Comments blanked. By hand: a lazy pattern takes quadratic time on unclosed ones."""
    start = text.find("<!--")
    parts, done = [], 0
    while start >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        parts += [text[done:start], _NOT_NEWLINE.sub(" ", text[start : end + 3])]
        done = end + 3
        start = text.find("<!--", done)
    return "".join([*parts, text[done:]]) if parts else text
