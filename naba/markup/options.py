"""The blocks that a story may hold, and how their options are read.

Options are ``name: value`` lines of YAML below a block's opening line. They are read as a stream
of events: every value stays the text that was typed, every one has a place, and no nesting, alias
or tag of YAML means anything here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

import yaml

from naba import bidi, text
from naba.frontmatter import nearest
from naba.markup.embeds import embed
from naba.model import Value

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_WRITE = "write `name: value`, one a line, and put a value that holds a colon in quotes"
_WEB = re.compile(r"https?://[^\s<>\"]+")

Report = Callable[[int, int, str, str], None]
"""Tells a problem: row (from 0) and column (from 0) in the options' text, fact, remedy."""


class Kind(Value, frozen=True):
    """A kind of block: whether it has a title (``| …``), its options, those it can't lack."""

    titled: bool = False
    options: tuple[str, ...] = ()
    required: tuple[str, ...] = ()


KINDS = {
    "embed": Kind(options=("url", "title", "image"), required=("url", "title")),
    "facts": Kind(titled=True),
    "gallery": Kind(),
    "quote": Kind(options=("speaker", "role", "lang", "source", "url")),
}


def suggestion(word: str, known: Collection[str]) -> str:
    """A remedy for a word that isn't known: the one most likely meant, or all of them."""
    if close := nearest(word, known):
        return f"did you mean `{close}`?"
    names = ", ".join(f"`{name}`" for name in sorted(known))
    return f"use one of {names}" if names else "leave it out"


def read(kind: str, text: str, report: Report) -> dict[str, str]:
    """The options that stand in ``text``; each one that is wrong is told and left out."""
    known = KINDS[kind].options
    options: dict[str, str] = {}
    for row, column, name, value in _pairs(text, report):
        if name not in known:
            fact = f"the block `{kind}` has no option `{name}`"
            report(row, column, fact, suggestion(name, known))
        elif name in options:
            report(row, column, f"the option `{name}` stands twice", "keep one of the two")
        elif fault := _fault(kind, name, value):
            report(row, column, *fault)
        else:
            options[name] = value
    return options


def _pairs(text: str, report: Report) -> Iterator[tuple[int, int, str, str]]:
    """Row, column, name and value of each option."""
    try:
        events: list[Any] = list(yaml.parse(text, Loader=_Loader))
    except yaml.YAMLError as error:
        mark: Any = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        said = " ".join((getattr(error, "problem", None) or "it can't be read").split())
        row, column = (mark.line, mark.column) if mark else (0, 0)
        report(row, column, f"the options are not YAML ({said})", _WRITE)
        return
    # Of a flat mapping: its start, keys and values in turn, its end.
    nodes: list[Any] = [event for event in events if isinstance(event, (yaml.NodeEvent, *_ENDS))]
    kinds = [yaml.MappingStartEvent, *[yaml.ScalarEvent] * (len(nodes) - 2), yaml.MappingEndEvent]
    odd = [node for node, kind in zip(nodes, kinds, strict=False) if not isinstance(node, kind)]
    if odd:
        mark = odd[0].start_mark
        report(mark.line, mark.column, "an option is not one piece of text", _WRITE)
        return
    for key, value in zip(nodes[1:-1:2], nodes[2:-1:2], strict=True):
        yield key.start_mark.line, key.start_mark.column, key.value, " ".join(value.value.split())


def _fault(kind: str, name: str, value: str) -> tuple[str, str] | None:
    """What is wrong with an option's value, and the remedy."""
    if not value:
        return f"the option `{name}` is empty", "give it a value, or remove the line"
    if hidden := text.control_fault(value) or bidi.control_fault(value):
        return hidden[1], "take the escape out"
    if name == "lang" and not _LANGUAGE.fullmatch(value):
        return f"`{value}` is not a language", "write its code, such as `ar`, `en` or `fa`"
    if kind == "embed" and name == "url" and embed(value) is None:
        fact = f"`{value}` is not the address of a YouTube film or a post on X"
        return fact, "link to other sites in the text: `[words](https://…)`"
    if kind == "quote" and name == "url" and not _WEB.fullmatch(value):
        return f"`{value}` is not an address", "write it in full: `https://…`"
    return None
