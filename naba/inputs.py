"""What a page is made from, by name: so that a build can say why it made the page anew.

The fingerprint alone decides whether a page is stale; what stands here only explains it, and is
only looked at for pages that are. A struct among a page's inputs counts field by field, by the
names ``Article.title``, ``Listing.briefs``; what many pages share is kept once, as ``Parts``.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from naba.digest import digest, mark
from naba.model import Value
from naba.page import Page
from naba.theme import Theme
from naba.views.press import Press

Parts = dict[str, int]  # marks by name


class Inputs(Value, frozen=True):
    """The marks of a page's own inputs, and the keys of the parts that it shares with others."""

    own: Parts
    shared: tuple[str, ...] = ()


class Naming:
    """Names the inputs of pages; ``parts`` are those that pages share, by their keys."""

    def __init__(self, engines: Mapping[str, str], theme: Theme) -> None:
        """``engines`` are the digests of the renderers' code, by renderer."""
        self.theme = theme
        self.parts: dict[str, Parts] = {}
        self._engines = {name: mark(engine) for name, engine in engines.items()}
        self._closures: dict[tuple[str, str], str] = {}

    def of(self, page: Page) -> Inputs:
        """The page's inputs by name."""
        own = {"engine": self._engines[page.renderer]}
        for name, value in zip(_parameters(page.view), page.args, strict=False):
            own |= _marks(name, value)
        if page.bodies:
            own["bodies"] = mark(page.bodies)
        if page.file:
            own["file"] = mark(page.file)
        if page.press:
            own["view"] = mark((page.template, _name(page.view)))
        return Inputs(own, self.shared(page))

    def shared(self, page: Page) -> tuple[str, ...]:
        """The keys of the parts that the page shares with others."""
        if page.press is None:
            return ()
        if page.press.digest not in self.parts:
            self.parts[page.press.digest] = _press_parts(page.press)
        return self._closure(page.template, page.press.lang), page.press.digest

    def all_parts(self, pages: Iterable[Page]) -> dict[str, Parts]:
        """The parts that all these pages share."""
        for page in pages:
            self.shared(page)
        return self.parts

    def _closure(self, template: str, lang: str) -> str:
        if (template, lang) not in self._closures:
            reached = self.theme.reached(template, lang)
            key = self._closures[template, lang] = digest(reached)
            self.parts[key] = {name: mark(value) for name, value in reached.items()}
        return self._closures[template, lang]


def _press_parts(press: Press) -> Parts:
    strings = {f"string {key}": mark(text) for key, text in press.strings.items()}
    fields = {name: mark(value) for name, value in _fields(press)}
    return strings | {f"Press.{n}": v for n, v in fields.items() if n not in ("digest", "strings")}


def differing(old: Parts, new: Parts) -> set[str]:
    """The names of what is not as it was."""
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


def _marks(name: str, value: Any) -> Parts:
    """The marks of one argument. A field that is at its default has none."""
    if not isinstance(value, msgspec.Struct):
        return {name: mark(value)}
    type_ = type(value).__name__
    return {f"{type_}.{field}": mark(each) for field, each in _fields(value)}


def _fields(value: msgspec.Struct) -> Iterator[tuple[str, Any]]:
    for name, default in _defaults(type(value)):
        each = getattr(value, name)
        if each != default:
            yield name, each


@functools.cache
def _defaults(type_: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in msgspec.structs.fields(type_))


@functools.cache
def _parameters(view: Callable[..., Any] | None) -> tuple[str, ...]:
    """The names of a view's arguments after the press; a picture's only one is its rendition."""
    if view is None:
        return ("rendition",)
    return tuple(inspect.signature(view).parameters)[1:]


def _name(view: Callable[..., Any] | None) -> str:
    return f"{view.__module__}.{view.__qualname__}" if view else ""
