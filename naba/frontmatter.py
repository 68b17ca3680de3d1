"""YAML as editors write it: every scalar is text, every key has a place, no key stands twice.

YAML's own guesses (``no`` is false, ``2024-02-30`` is a crash, ``12:30`` is 750) are not used:
a value stays as it was typed, and whoever reads it decides what it means.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import yaml

from naba.errors import Problem

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is 8 times faster


class _TextLoader(_Base):  # type: ignore[misc]
    """Resolves nothing but null, so that all other plain scalars stay text."""

    yaml_implicit_resolvers = {
        first: [("tag:yaml.org,2002:null", resolver[0][1])]
        for first, resolver in {
            key: [pair for pair in pairs if pair[0] == "tag:yaml.org,2002:null"]
            for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }.items()
        if resolver
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen if isinstance(key, yaml.ScalarNode) else True:
                raise _BadKey(key)
            seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


class _BadKey(yaml.YAMLError):
    def __init__(self, node: yaml.Node) -> None:
        self.node = node
        super().__init__("bad key")


_TextLoader.add_constructor(
    "tag:yaml.org,2002:map",
    lambda loader, node: loader.construct_mapping(node, deep=True),
)


def load(text: str, file: str, first_line: int = 1) -> tuple[Any, tuple[Problem, ...]]:
    """The value of a YAML text whose first line is line ``first_line`` of ``file``.

    Either the value and no problems, or ``None`` and the problems.
    """
    try:
        return yaml.load(text, Loader=_TextLoader), ()
    except _BadKey as error:
        line, column = _start(error.node, first_line)
        return None, (_key_problem(error.node, file, line, column),)
    except yaml.MarkedYAMLError as error:
        return None, (_syntax_problem(error, text, file, first_line),)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        fact = f"this is not YAML ({_one_line(error)})"
        return None, (Problem(file, first_line, 1, fact, "write `field: value`, one a line"),)


def _start(node: yaml.Node, first_line: int) -> tuple[int, int]:
    mark = node.start_mark
    return mark.line + first_line, mark.column + 1


def _key_problem(node: yaml.Node, file: str, line: int, column: int) -> Problem:
    if isinstance(node, yaml.ScalarNode):
        fact, remedy = f"the field `{node.value}` stands twice", "keep one of the two"
    else:
        fact, remedy = "a field's name is not a plain word", "write `field: value`, one a line"
    return Problem(file, line, column, fact, remedy)


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, file: str, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    line = mark.line if mark else 0
    column = mark.column + 1 if mark else 1
    rows = text.split("\n")
    row = rows[line] if line < len(rows) else ""
    said = _one_line(error.problem or error.context or "it can't be read")
    fact, remedy = f"this is not YAML ({said})", "check the indent, the colon and the quotes here"
    if "\t" in row[: column + 1] or row.startswith("\t"):
        fact, remedy = "a tab stands in the front matter", "indent with spaces"
    elif "mapping values" in said:
        remedy = "put a value that holds a colon in quotes"
    elif "undefined alias" in said or "found unknown escape" in said or "cannot start" in said:
        remedy = "put the value in single quotes"
    elif "end of stream" in said or "quoted scalar" in said:
        remedy = "close the quotes or the bracket that was opened"
    return Problem(file, line + first_line, column, fact, remedy)


def _one_line(error: object) -> str:
    return " ".join(str(error).split())


def locate(text: str, path: Sequence[str | int], first_line: int = 1) -> tuple[int, int]:
    """Line and column of the value at ``path`` in a YAML text; of its nearest parent otherwise.

    A mapping's entry is found at its key, a list's at its item. Slow, and only for telling of
    problems: values that are sound are never asked where they stood.
    """
    try:
        node = yaml.compose(text, Loader=_TextLoader)
    except (yaml.YAMLError, RecursionError):
        return first_line, 1
    place = (first_line, 1)
    for step in path:
        found = next(_children(node, step), None)
        if found is None:
            break
        at, node = found
        place = _start(at, first_line)
    return place


def _children(node: yaml.Node | None, step: str | int) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((key, value) for key, value in node.value if key.value == str(step))
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        yield (node.value[step], node.value[step])


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that somebody who typed ``word`` most likely meant, if any is near."""
    close = difflib.get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.6)
    return close[0] if close else None
