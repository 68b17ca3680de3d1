"""Plain data against a type, with every problem told in an editor's words, not the first alone."""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

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


def check(
    data: Any, type_: type[Struct], file: str, foreign: Mapping[str, str] | None = None
) -> tuple[Struct | None, list[Fault]]:
    """``data`` as a ``type_``, or ``None`` and everything that is wrong with it.

    ``foreign`` tells the remedy for fields that other programs know.
    """
    try:
        return msgspec.convert(data, type_, strict=False), []
    except msgspec.ValidationError:
        faults = list(_faults(data, type_, file, (), foreign or {}))
        return None, faults


def _faults(
    data: Any, type_: type[msgspec.Struct], file: str, path: Path, foreign: Mapping[str, str]
) -> Iterator[Fault]:
    """Every field on its own: msgspec stops at the first that is wrong."""
    if not isinstance(data, dict):
        where = f"`{path[-1]}`" if path else "the front matter"
        yield Fault(
            file, f"{where} is not made of fields", "write `field: value`, one a line", path
        )
        return
    fields = {field.name: field for field in msgspec.structs.fields(type_)}
    for key in data:
        if key not in fields:
            yield _unknown(str(key), fields, file, (*path, str(key)), foreign)
    for name, field in fields.items():
        if name in data:
            yield from _field_faults(data[name], field.type, file, (*path, name))
        elif field.required:
            yield Fault(file, f"`{name}` is missing", f"add `{name}: …`", path)


def _field_faults(value: Any, type_: Any, file: str, path: Path) -> Iterator[Fault]:
    try:
        msgspec.convert(value, type_, strict=False)
    except msgspec.ValidationError as error:
        struct, listed = _struct_in(type_)
        if struct and listed and isinstance(value, list):
            for at, item in enumerate(value):
                yield from _faults(item, struct, file, (*path, at), {})
        elif struct and not listed and isinstance(value, dict):
            yield from _faults(value, struct, file, path, {})
        else:
            yield Fault(file, *_said(str(error), path, type_), path)


def _struct_in(type_: Any) -> tuple[type[msgspec.Struct] | None, bool]:
    """The struct that a type is or holds, and whether it holds a list of them."""
    for part in (type_, *typing.get_args(type_)):
        if isinstance(part, type) and issubclass(part, msgspec.Struct):
            return part, typing.get_origin(type_) is list
        inner = typing.get_args(part)
        if inner and part is not type_:
            found, listed = _struct_in(part)
            if found:
                return found, listed or typing.get_origin(type_) is list
    return None, False


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


def _said(message: str, path: Path, type_: Any) -> tuple[str, str]:
    """Fact and remedy for msgspec's one message about one field."""
    name = f"`{path[-1] if isinstance(path[-1], str) else path[-2]}`"
    what = message.split(" - at ", maxsplit=1)[0]
    if "Expected `" in what and ", got `" in what:
        expected, got = (part.split("`")[1] for part in what.split(", got"))
        kinds = [kind.strip() for kind in expected.split("|") if kind.strip() != "null"]
        wanted = " or ".join(_KINDS.get(kind, kind) for kind in kinds)
        return f"{name} is {_KINDS.get(got, got)}", f"it should be {wanted}"
    if "enum value" in what:
        typed = what.partition("enum value ")[2].strip("'`")
        return f"{name} can't be `{typed}`", "write one of " + ", ".join(_choices(type_))
    if "length" in what:
        return f"{name} is empty", "fill it in or leave the field out"
    return f"{name} does not fit ({what})", "see the fields in docs/content.md"


def _choices(type_: Any) -> tuple[str, ...]:
    """The words that a type allows, if it is made of such."""
    if typing.get_origin(type_) is typing.Literal:
        return tuple(typing.get_args(type_))
    return tuple(word for part in typing.get_args(type_) for word in _choices(part))
