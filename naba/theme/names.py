"""What a template names: other templates, strings, assets, filters; read from its syntax tree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from jinja2 import Environment, TemplateSyntaxError, nodes

from naba.errors import Problem
from naba.frontmatter import nearest
from naba.model import Value


class Names(Value, frozen=True):
    """The literal names in one template; ``lines`` tells where each first stands."""

    templates: tuple[str, ...] = ()
    strings: tuple[str, ...] = ()
    assets: tuple[str, ...] = ()
    lines: dict[str, int] = {}


_REFERENCES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


def read_names(source: str, file: str, env: Environment) -> tuple[Names, list[Problem]]:
    """The names in a template's source; a name that is not literal is a problem."""
    try:
        tree = env.parse(source, filename=file)
    except TemplateSyntaxError as error:
        fact = f"the template can't be read: {error.message}"
        return Names(), [Problem(file, error.lineno, 0, fact, "mend the tag on this line")]
    found: dict[str, dict[str, int]] = {"templates": {}, "strings": {}, "assets": {}}
    problems: list[Problem] = []
    for kind, literal, line in _named(tree):
        if literal is None:
            problems.append(_dynamic(kind, file, line))
        else:
            found[kind].setdefault(literal, line)
    problems += _unknown(tree, file, env)
    lines = {name: line for names in found.values() for name, line in names.items()}
    return Names(
        templates=tuple(sorted(found["templates"])),
        strings=tuple(sorted(found["strings"])),
        assets=tuple(sorted(found["assets"])),
        lines=lines,
    ), problems


def _named(tree: nodes.Template) -> Iterator[tuple[str, str | None, int]]:
    """Each name in the tree: what it is of, the literal or ``None``, the line."""
    for node in tree.find_all(_REFERENCES):
        assert isinstance(node, _REFERENCES)
        yield "templates", _literal(node.template), node.lineno
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in ("t", "asset"):
            kind = "strings" if call.node.name == "t" else "assets"
            yield kind, _literal(call.args[0] if call.args else None), call.lineno


def _literal(node: nodes.Node | None) -> str | None:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        return node.value
    return None


def _dynamic(kind: str, file: str, line: int) -> Problem:
    what = {"templates": "a template", "strings": "t()", "assets": "asset()"}[kind]
    fact = f"{what} is named by a variable, so nobody can tell what this page depends on"
    return Problem(file, line, 0, fact, "write the name itself, in quotes")


def _unknown(tree: nodes.Template, file: str, env: Environment) -> Iterator[Problem]:
    """Filters and tests that don't exist: Jinja would tell only when the page is compiled."""
    kinds: tuple[tuple[type[nodes.Filter | nodes.Test], Mapping[str, object], str], ...] = (
        (nodes.Filter, env.filters, "filter"),
        (nodes.Test, env.tests, "test"),
    )
    for kind, known, word in kinds:
        for node in tree.find_all(kind):
            assert isinstance(node, (nodes.Filter, nodes.Test))
            if node.name not in known:
                near = nearest(node.name, known)
                remedy = f"did you mean `{near}`?" if near else f"use a {word} that exists"
                fact = f"there is no {word} `{node.name}`"
                yield Problem(file, node.lineno, 0, fact, remedy)


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
