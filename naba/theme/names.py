"""What a template names: other templates, strings, assets, filters; read from its syntax tree."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from jinja2 import Environment, TemplateSyntaxError, nodes

from naba.errors import Problem
from naba.frontmatter import nearest
from naba.model import Value


class Names(Value, frozen=True):
    """The literal names in one template; ``places`` tells where each first stands."""

    templates: tuple[str, ...] = ()
    strings: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    places: dict[str, tuple[int, int]] = {}  # line and column, from 1; column 0: not known


_CALLS = {"t": "strings", "forms": "strings", "asset": "assets"}
_REFERENCES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


def read_names(source: str, file: str, env: Environment) -> tuple[Names, list[Problem]]:
    """The names in a template's source; a name that is not literal is a problem."""
    try:
        tree = env.parse(source, filename=file)
    except TemplateSyntaxError as error:
        said, _, more = (error.message or "it ends too soon").rstrip(".").partition(". ")
        fact = f"the template can't be read: {said[0].lower()}{said[1:]}"
        return Names(), [Problem(file, error.lineno, 0, fact, more or "mend the tag on this line")]
    rows = source.split("\n")
    found: dict[str, dict[str, tuple[int, int]]] = {"templates": {}, "strings": {}, "assets": {}}
    problems: list[Problem] = []
    for kind, literal, line in _named(tree):
        place = line, _column(rows[line - 1], kind, literal or "")
        if literal is None:
            problems.append(_dynamic(kind, file, place))
        else:
            found[kind].setdefault(literal, place)
    problems += _unknown(tree, rows, file, env)
    places = {name: place for names in found.values() for name, place in names.items()}
    return Names(
        templates=tuple(sorted(found["templates"])),
        strings=tuple(sorted(found["strings"])),
        assets=tuple(sorted(found["assets"])),
        places=places,
    ), problems


def _named(tree: nodes.Template) -> Iterator[tuple[str, str | None, int]]:
    """Each name in the tree: what it is of, the literal or ``None``, the line."""
    for node in tree.find_all((*_REFERENCES, nodes.Call)):
        if isinstance(node, _REFERENCES):
            yield "templates", _literal(node.template), node.lineno
            continue
        assert isinstance(node, nodes.Call)
        if isinstance(node.node, nodes.Name) and node.node.name in _CALLS:
            kind = _CALLS[node.node.name]
            name = node.args[0] if node.args else None
            yield kind, _literal(name), name.lineno if name else node.lineno


def _literal(node: nodes.Node | None) -> str | None:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return node.value
    return None


# What stands in a line before a name.
_BEFORE = {
    "templates": r"\b(?:extends|include|import|from)\s+[\"']?",
    "strings": r"\b(?:t|forms)\(\s*[\"']?",
    "assets": r"\basset\(\s*[\"']?",
    "filter": r"\|\s*",
    "test": r"\bis\s+(?:not\s+)?",
}


def _column(row: str, kind: str, name: str) -> int:
    """Where the name first stands in its line; 0 where that can't be told (Jinja knows lines)."""
    found = list(re.finditer(_BEFORE[kind] + re.escape(name), row))
    sure = len(found) == 1 or (name and found)
    return found[0].end() - len(name) + 1 if sure else 0


def _dynamic(kind: str, file: str, place: tuple[int, int]) -> Problem:
    what = {"templates": "template", "strings": "string", "assets": "file of asset()"}[kind]
    fact = f"the name of the {what} is not written out here, so nobody knows what the page needs"
    return Problem(file, *place, fact, "write the name itself, in quotes")


def _unknown(
    tree: nodes.Template, rows: list[str], file: str, env: Environment
) -> Iterator[Problem]:
    """Filters and tests that don't exist: Jinja would tell only when the page is compiled."""
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        assert isinstance(node, (nodes.Filter, nodes.Test))
        is_filter = isinstance(node, nodes.Filter)
        known: Mapping[str, object] = env.filters if is_filter else env.tests
        word = "filter" if is_filter else "test"
        if node.name not in known:
            near = nearest(node.name, known)
            remedy = f"did you mean `{near}`?" if near else f"use a {word} that exists"
            fact = f"there is no {word} `{node.name}`"
            column = _column(rows[node.lineno - 1], word, node.name)
            yield Problem(file, node.lineno, column, fact, remedy)


def circles(names: Mapping[str, Names]) -> Iterator[tuple[str, str]]:
    """Each template that reaches itself, with the one that it names on the way."""
    for start in sorted(names):
        for first in names[start].templates:
            if first in names and start in _reached(first, names):
                yield start, first


def _reached(start: str, names: Mapping[str, Names]) -> Collection[str]:
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        name = ahead.pop()
        if name in names and name not in seen:
            seen.add(name)
            ahead += names[name].templates
    return seen
