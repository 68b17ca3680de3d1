"""The documents as tests read them: sections, tables, fences, names in backticks."""

from __future__ import annotations

import re
import typing
from pathlib import Path
from typing import Any, NamedTuple

from tests.newspaper import ROOT

FILES = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md"]
_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")


class Fence(NamedTuple):
    """A block of code: what is said to be in it, and what is."""

    kind: str
    text: str


class Document:
    """One Markdown file of the documentation."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_text("utf-8")
        self.prose = _FENCE.sub("", self.text)

    def fences(self, kind: str | None = None) -> list[Fence]:
        found = [
            Fence(match[2], re.sub(f"(?m)^{match[1]}", "", match[3]))
            for match in _FENCE.finditer(self.text)
        ]
        return [fence for fence in found if kind is None or fence.kind == kind]

    def named(self) -> set[str]:
        """Everything that stands in backticks."""
        return set(_CODE.findall(self.prose))

    def section(self, heading: str) -> str:
        """What stands below a heading, up to the next of any level. Fences are left out."""
        parts = re.split(rf"^#+ {re.escape(heading)}\n", self.prose, flags=re.MULTILINE)
        assert len(parts) == 2, f"{self.path.name} has no one heading “{heading}”"
        return re.split(r"^#+ ", parts[1], maxsplit=1, flags=re.MULTILINE)[0]

    def anchors(self) -> set[str]:
        """The ids that GitHub gives to headings."""
        found: dict[str, int] = {}
        for heading in re.findall(r"^#+ (.*)$", self.prose, re.MULTILINE):
            slug = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
            found[slug] = found.get(slug, -1) + 1
        return {
            f"{slug}-{n}" if n else slug for slug, count in found.items() for n in range(count + 1)
        }


def rows(text: str) -> list[list[str]]:
    """The cells of every table row in a text, without tables' heads."""
    lines = text.splitlines()
    table = [
        line
        for at, line in enumerate(lines)
        if line.startswith("|") and at > 1 and lines[at - 1].startswith("|")
    ]
    cut = [re.split(r"(?<!\\)\|", line)[1:-1] for line in table]
    return [
        [cell.strip() for cell in cells] for cells in cut if not set(cells[0].strip()) <= set("-:")
    ]


def first_names(text: str) -> list[str]:
    """What stands in backticks in the first cell of every row."""
    return [name for row in rows(text) for name in _CODE.findall(row[0])]


def codes(text: str) -> list[str]:
    """What stands in backticks in a text."""
    return _CODE.findall(text)


def targets() -> set[str]:
    """The targets of the Makefile that one may call."""
    return set(re.findall(r"(?m)^([a-z][a-z-]*):", (ROOT / "Makefile").read_text("utf-8")))


def choices(type_: Any) -> set[str]:
    """The words that a type allows, if it is made of such."""
    if typing.get_origin(type_) is typing.Literal:
        return set(typing.get_args(type_))
    return {word for part in typing.get_args(type_) for word in choices(part)}


def keys(value: Any) -> set[str]:
    """Every key in data, at any depth."""
    if isinstance(value, dict):
        return {str(key) for key in value} | {k for each in value.values() for k in keys(each)}
    return {key for each in value for key in keys(each)} if isinstance(value, list) else set()
