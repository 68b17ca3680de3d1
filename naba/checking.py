"""Plain data against a type, with every problem told in an editor's words, not the first alone."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from naba import bidi, text
from naba.errors import Fault
from naba.frontmatter import nearest

Struct = typing.TypeVar("Struct", bound=msgspec.Struct)
Path = tuple[str | int, ...]

_KINDS = {
    "str": "text",
    "int": "a whole number",
    "bool": "true or false",
    "array": "a list",
    "object": "fields of its own",
    "null": "nothing",
}
_WRITE = {
    "str": "write plain text",
    "int": "write a whole number",
    "bool": "write `true` or `false`",
    "array": "write a list, such as `[one, two]`",
    "object": "write its fields on lines of their own below it, indented",
}


def check(
    data: Any,
    type_: type[Struct],
    file: str,
    foreign: Mapping[str, str] | None = None,
    path: Path = (),
) -> tuple[Struct | None, list[Fault]]:
    """``data`` as a ``type_``, or ``None`` and everything that is wrong with it.

    ``foreign`` tells the remedy for fields that other programs know; ``path`` is where ``data``
    stands in its file.
    """
    faults = list(_hidden(data, file, path))
    try:
        checked = msgspec.convert(data, type_, strict=False)
    except msgspec.ValidationError:
        return None, [*faults, *_faults(data, type_, file, path, foreign or {})]
    return (None if faults else checked), faults


def _hidden(data: Any, file: str, path: Path) -> Iterator[Fault]:
    """Characters that no file may hold, written as escapes between double quotes."""
    if isinstance(data, str):
        sound = text.is_sound(data)
        if not sound and (found := text.control_fault(data) or bidi.control_fault(data)):
            yield Fault(file, f"{_name(path)}: {found[1]}", "take the escape out", path)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _hidden(value, file, (*path, str(key)))
    elif isinstance(data, list):
        for at, value in enumerate(data):
            yield from _hidden(value, file, (*path, at))


def _faults(
    data: Any, type_: type[msgspec.Struct], file: str, path: Path, foreign: Mapping[str, str]
) -> Iterator[Fault]:
    """Every field on its own: msgspec stops at the first that is wrong."""
    if not isinstance(data, dict):
        where = _name(path) if path else "the front matter"
        fact = f"{where} is empty" if data is None else f"{where} is not made of fields"
        yield Fault(file, fact, "write `field: value`, one a line", path)
        return
    fields = {field.name: field for field in msgspec.structs.fields(type_)}
    for key in data:
        if key not in fields:
            yield _unknown(str(key), fields, file, (*path, str(key)), foreign)
    for name, field in fields.items():
        if name in data:
            yield from _value_faults(data[name], field.type, file, (*path, name), field.required)
        elif field.required:
            yield Fault(file, f"`{name}` is missing", f"add `{name}: …`", path)


def _value_faults(
    value: Any, type_: Any, file: str, path: Path, required: bool = False
) -> Iterator[Fault]:
    try:
        msgspec.convert(value, type_, strict=False)
    except msgspec.ValidationError as error:
        inner = [fault for form in _forms(type_) for fault in _inner(value, form, file, path)]
        yield from inner or [Fault(file, *_said(str(error), path, type_, required), path)]


def _inner(value: Any, form: Any, file: str, path: Path) -> Iterator[Fault]:
    """What is wrong inside a value that is as such what it should be."""
    origin, parts = typing.get_origin(form), typing.get_args(form)
    if isinstance(value, dict) and isinstance(form, type) and issubclass(form, msgspec.Struct):
        yield from _faults(value, form, file, path, {})
    elif isinstance(value, list) and origin is list:
        for at, item in enumerate(value):
            yield from _value_faults(item, parts[0], file, (*path, at))
    elif isinstance(value, dict) and origin is dict:
        for key, item in value.items():
            yield from _value_faults(item, parts[1], file, (*path, str(key)))


def _forms(type_: Any) -> Iterator[Any]:
    """The alternatives of a type, without what is annotated to them."""
    if typing.get_origin(type_) is typing.Annotated:
        yield from _forms(typing.get_args(type_)[0])
    elif typing.get_origin(type_) in (typing.Union, types.UnionType):
        for part in typing.get_args(type_):
            yield from _forms(part)
    else:
        yield type_


def _name(path: Path) -> str:
    """What the value at ``path`` is called."""
    if not path:
        return "the file"
    return f"`{path[-1]}`" if isinstance(path[-1], str) else f"an item of {_name(path[:-1])}"


def _unknown(
    key: str, known: Mapping[str, Any], file: str, path: Path, foreign: Mapping[str, str]
) -> Fault:
    near = nearest(key, known)
    if key.lower() in foreign:
        remedy = foreign[key.lower()]
    elif near:
        remedy = f"did you mean `{near}`?"
    else:
        remedy = "leave it out; the fields are " + ", ".join(f"`{name}`" for name in known)
    return Fault(file, f"unknown field `{key}`", remedy, path)


def _said(message: str, path: Path, type_: Any, required: bool) -> tuple[str, str]:
    """Fact and remedy for msgspec's one message about one value."""
    name = _name(path)
    what = message.split(" - at ", maxsplit=1)[0]
    if "length" in what or "got `null`" in what:
        spare = "" if required else " or take it out"
        return f"{name} is empty", f"fill it in{spare}"
    if "Expected `" in what and ", got `" in what:
        expected, got = (part.split("`")[1] for part in what.split(", got"))
        kinds = [kind.strip() for kind in expected.split("|") if kind.strip() != "null"]
        remedy = " or ".join(_WRITE.get(kind, f"write {kind}") for kind in kinds)
        return f"{name} is {_KINDS.get(got, got)}", remedy
    if "enum value" in what:
        typed = what.partition("enum value ")[2].strip("'`")
        return f"{name} can't be `{typed}`", "write one of " + ", ".join(_choices(type_))
    if "matching regex" in what and (example := next(_examples(type_), "")):
        return f"{name} is not in its form", f"write it as {example}"
    for sign, fact, remedy in ((">= ", "small", "more"), ("<= ", "large", "less")):
        if sign in what:
            return f"{name} is too {fact}", f"write {what.partition(sign)[2]} or {remedy}"
    return f"{name} does not fit ({what})", "see the fields in docs/content.md"


def _examples(type_: Any) -> Iterator[str]:
    """How a value is written, from the examples that its type gives."""
    for meta in getattr(type_, "__metadata__", ()):
        yield from (f"`{each}`" for each in getattr(meta, "examples", None) or ())
    if typing.get_origin(type_) in (typing.Annotated, typing.Union, types.UnionType):
        for part in typing.get_args(type_):
            yield from _examples(part)


def _choices(type_: Any) -> tuple[str, ...]:
    """The words that a type allows, if it is made of such."""
    return tuple(
        word
        for form in _forms(type_)
        if typing.get_origin(form) is typing.Literal
        for word in typing.get_args(form)
    )
