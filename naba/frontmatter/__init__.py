"""YAML as editors write it: every scalar is text, every key has a place, no key stands twice.

YAML's own guesses (``no`` is false, ``2024-02-30`` is a crash, ``12:30`` is 750) are not used:
a value stays as it was typed, and whoever reads it decides what it means.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import yaml

from naba.errors import Problem
from naba.frontmatter import usual

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is 8 times faster
_NULL = "tag:yaml.org,2002:null"
_TEXT = "tag:yaml.org,2002:str"
_LIST_TAG = "tag:yaml.org,2002:seq"
_FIELDS_TAG = "tag:yaml.org,2002:map"


class _TextLoader(_Base):  # type: ignore[misc]
    """Resolves nothing but null, so that all other plain scalars stay text."""

    yaml_implicit_resolvers = {
        first: [(_NULL, resolver[0][1])]
        for first, resolver in {
            key: [pair for pair in pairs if pair[0] == _NULL]
            for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }.items()
        if resolver
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        # ``!!map`` before a word is no mapping: the library has a word for that.
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            plain = isinstance(key, yaml.ScalarNode) and key.tag != _NULL
            if not plain or key.value in seen:
                raise _BadKey(key)
            seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


class _BadKey(yaml.YAMLError):
    def __init__(self, node: yaml.Node) -> None:
        self.node = node
        super().__init__("bad key")


# Text, lists and mappings; every other tag (``!!set``, ``!!int``) is one that nobody means.
_TextLoader.yaml_constructors = {
    tag: yaml.SafeLoader.yaml_constructors[tag] for tag in (_NULL, _TEXT, _LIST_TAG, None)
}
_TextLoader.add_constructor(
    _FIELDS_TAG,
    lambda loader, node: loader.construct_mapping(node, deep=True),
)

# The C parser composes by recursion and ends the program where the stack does.
_DEEPEST = 50  # front matter needs five levels
_LEVELS = "[{-?:"  # every level of nesting costs one of these
_HARMLESS = 400  # so many levels at most need no count


class _UnusualError(Exception):
    """A value that the library is to look at."""


class _Refused(yaml.MarkedYAMLError):
    """Sound YAML that is not read: what would make it grow beyond all bounds."""


def load(text: str, file: str, first_line: int = 1) -> tuple[Any, tuple[Problem, ...]]:
    """The value of a YAML text whose first line is line ``first_line`` of ``file``.

    Either the value and no problems, or ``None`` and the problems.
    """
    text = _in_lines(text)
    fields = usual.read(text)
    if fields is not None:
        return fields, ()
    try:
        _refuse(text)
        return _loaded(text), ()
    except _BadKey as error:
        mark = error.node.start_mark
        place = mark.line + first_line, mark.column + 1
        return None, (_key_problem(error.node, file, *place),)
    except yaml.MarkedYAMLError as error:
        (row, column), fact, remedy = explained(error, text)
        return None, (Problem(file, row + first_line, column + 1, fact, remedy),)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        fact = f"this is not YAML ({' '.join(str(error).split())})"
        return None, (Problem(file, first_line, 1, fact, "write `field: value`, one a line"),)


def _loaded(text: str) -> Any:
    loader = _TextLoader(text)
    try:
        return _value(loader.get_single_node())
    except _UnusualError:
        return yaml.load(text, Loader=_TextLoader)
    finally:
        loader.dispose()


def _value(node: yaml.Node | None) -> Any:
    """What usual nodes stand for. The library's own way costs 7 µs a story more."""
    if isinstance(node, yaml.ScalarNode) and node.tag == _TEXT:
        return node.value
    if isinstance(node, yaml.SequenceNode) and node.tag == _LIST_TAG:
        return [_value(item) for item in node.value]
    if isinstance(node, yaml.MappingNode) and node.tag == _FIELDS_TAG:
        usual = all(isinstance(key, yaml.ScalarNode) and key.tag == _TEXT for key, _ in node.value)
        fields = {key.value: _value(value) for key, value in node.value} if usual else {}
        if len(fields) == len(node.value):
            return fields
    raise _UnusualError


def _in_lines(text: str) -> str:
    """The text with no line ends but those that editors count."""
    return text.replace("\x85", " ").replace("\u2028", " ").replace("\u2029", " ")


def _refuse(text: str) -> None:
    """Raises for aliases, which can stand for billions of values, and for endless nesting."""
    levels = sum(text.count(mark) for mark in _LEVELS)
    if levels <= _HARMLESS and not ("&" in text and "*" in text):
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Base):
        mark: Any = event.start_mark
        if isinstance(event, yaml.AliasEvent):
            raise _Refused(problem="found undefined alias", problem_mark=mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise _Refused(problem="nested too deeply", problem_mark=mark)


def _key_problem(node: yaml.Node, file: str, line: int, column: int) -> Problem:
    if not isinstance(node, yaml.ScalarNode):
        fact = "a field's name is not a plain word"
        remedy = "put a value that begins with `{` or `[` in quotes"
    elif node.tag == _NULL:
        fact, remedy = "a field has no name", "write `field: value`, one a line"
    else:
        fact, remedy = f"the field `{node.value}` stands twice", "keep one of the two"
    return Problem(file, line, column, fact, remedy)


_INDENT = "indent with spaces"
_QUOTE = "put the value in quotes"
_SINGLE = "put the value in single quotes"
_LIST = "write `]` at the list's end and a comma between its items"
_FIELDS = "write `}` at its end and a comma between its fields"
# What libyaml says (a part of it), whether the place is where the thing began, fact and remedy;
# ``{}`` is the character there.
_SAID = (
    ("scanning a quoted scalar", True, "the quotation mark that opens here is not closed",
     "close it, or put the value in quotes of the other kind"),
    ("parsing a flow sequence", True, "the list that begins here with `[` does not end", _LIST),
    ("parsing a flow mapping", True, "what begins here with `{{` does not end", _FIELDS),
    ("expected ':'", True, "this line has no colon", "write `field: value`, one a line"),
    ("scanning an alias", True, "a value can't begin with `{}`", _QUOTE),
    ("undefined alias", False, "a value can't begin with `{}`", _QUOTE),
    ("scanning an anchor", True, "a value can't begin with `{}`", _QUOTE),
    ("scanning a tag", True, "a value can't begin with `{}`", _QUOTE),
    ("scanning a directive", True, "a line can't begin with `{}`", "put the name in quotes"),
    ("document", False, "the fields end before this line", "take out the line of `---` or `...`"),
    ("expected a mapping node", False, "a value can't begin with `{}`", _QUOTE),
    ("the tag '", False, "a value can't begin with `{}`", _QUOTE),
    ("block scalar", True, "a value can't begin with `{}`", _QUOTE),
    ("cannot start any token", False, "a value can't begin with `{}`", _QUOTE),
    ("parsing a quoted scalar", False, "`{}` means nothing between double quotes", _SINGLE),
    ("block sequence entries", False, "the dash of a list stands behind a field's name",
     "write each item on a line of its own, or put the value in quotes"),
    ("'-' indicator", False, "a field stands among the items of a list", "indent it or its list"),
    ("nested too deeply", False, "lists or fields are nested too deeply here", _QUOTE),
)  # fmt: skip


def explained(error: yaml.MarkedYAMLError, text: str) -> tuple[tuple[int, int], str, str]:
    """Where a YAML text is wrong (row and column from 0), the fact and the remedy."""
    said = f"{error.context or ''}: {error.problem or ''}"
    mark: Any = error.problem_mark or error.context_mark
    rows = [*text.split("\n"), ""]  # what is missing at the end is told of the line behind it
    row = rows[mark.line] if mark else ""
    if mark is None:
        return (0, 0), f"this is not YAML ({said.strip(': ')})", "write `field: value`, one a line"
    if "\t" in row[: mark.column + 1]:
        return (mark.line, row.index("\t")), "a tab stands where spaces belong", _INDENT
    for part, at_start, fact, remedy in _SAID:
        if part in said:
            place: Any = error.context_mark if at_start and error.context_mark else mark
            column = place.column
            if "double quotes" in fact:
                column = max(row.rfind("\\", 0, column + 1), 0)
            here = rows[place.line][column:]
            sign = here[: 2 if here.startswith("\\") else 1]
            return (place.line, column), fact.format(sign), remedy
    return _misfit(said, mark.line, mark.column, row)


def _misfit(said: str, line: int, column: int, row: str) -> tuple[tuple[int, int], str, str]:
    """Something stands where it doesn't fit: on the line, or the whole line among its like."""
    before, start = row[:column], len(row) - len(row.lstrip())
    colon = "mapping values" in said
    if colon and ": " in before:
        fact = "a second colon stands in this line"
        return (line, column), fact, "put a value that holds a colon in quotes"
    if (colon or "expected key" in said) and (colon or column <= start):
        fact = "this line is not in line with the fields around it"
        return (line, start), fact, "give it the indent that they have"
    if "expected key" in said:
        fact = "something stands behind the end of this value"
        return (line, column), fact, "close the quotes before it, or put the whole value in quotes"
    if "node content" in said:
        if row.strip():
            return (line, column), f"a value can't begin with `{row[column]}`", _QUOTE
        return (line, column), "a bracket that was opened is not closed", _LIST
    fact = f"this is not YAML ({said.strip(': ')})"
    return (line, column), fact, "check the indent, the colon and the quotes here"


def locate(text: str, path: Sequence[str | int], first_line: int = 1) -> tuple[int, int]:
    """Line and column of the value at ``path`` in a YAML text; of its nearest parent otherwise.

    A mapping's entry is found at its key, a list's at its item. Only for telling of problems:
    values that are sound are never asked where they stood.
    """
    places = _places(text)
    for end in range(len(path), 0, -1):
        if found := places.get(tuple(str(step) for step in path[:end])):
            return found[0] + first_line, found[1] + 1
    return first_line, 1


@functools.lru_cache(maxsize=1)  # a file's problems are told one after the other
def _places(text: str) -> dict[tuple[str, ...], tuple[int, int]]:
    """Row and column, from 0, of every value in a YAML text by its path."""
    text = _in_lines(text)
    try:
        _refuse(text)
        root = yaml.compose(text, Loader=_TextLoader)
    except yaml.YAMLError:
        return {}
    places: dict[tuple[str, ...], tuple[int, int]] = {}
    ahead: list[tuple[tuple[str, ...], yaml.Node | None]] = [((), root)]
    while ahead:
        path, node = ahead.pop()
        for step, at, value in _children(node):
            below = (*path, step)
            places.setdefault(below, (at.start_mark.line, at.start_mark.column))
            ahead.append((below, value))
    return places


def _children(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """Each value in a node: its step on a path, the node that begins it, its own node."""
    if isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), key, value) for key, value in node.value)
    elif isinstance(node, yaml.SequenceNode):
        yield from ((str(at), value, value) for at, value in enumerate(node.value))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that somebody who typed ``word`` most likely meant, if any is near."""
    close = difflib.get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.6)
    return close[0] if close else None
