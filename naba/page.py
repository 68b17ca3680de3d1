"""A page is a value: an output file, and everything that its renderer gets.

It holds a pure function and the arguments to call it with. The fingerprint covers exactly those,
so there is no second list of what a page depends on, and the view is only made when it is stale.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Any, get_args, get_type_hints

import msgspec
from msgspec.structs import replace

from naba.digest import Once, encode, reference
from naba.dossier import ARTICLE, BRIEF, Ref
from naba.index import NO_MONTH, Month
from naba.model import Article, Brief, Value
from naba.views.press import Press

# What may be kept, and how its name begins.
KEPT = {Article: ARTICLE, Brief: BRIEF}


class Turn(IntEnum):
    """The order of writing: who reads the folder meanwhile finds no link to a missing page."""

    MARK = 0
    FILES = 1
    ARTICLES = 2
    LISTINGS = 3
    FEEDS = 4


class FileRef(Value, frozen=True):
    """A file whose bytes a page is made from; ``root`` is a key of the project's folders."""

    root: str
    file: str
    digest: str


class Page(msgspec.Struct, frozen=True):
    """One output file.

    ``path`` is below the output folder; ``of`` says in words what the page is of. With a
    ``template`` it is ``view(press, *args)`` rendered by it; a ``Ref`` among the arguments stands
    for a kept value, and is that value when the view is called (``resolved``). ``bodies`` are the
    digests of the HTML that the view gets as well: those of the articles among its arguments.
    Without a template the page is made of ``file`` by the renderer.

    ``month`` is that of the stories it shows, by the middle one: pages of one month have much in
    common, and are rendered one after the other. Nothing else depends on it.
    """

    path: str
    renderer: str
    turn: Turn
    of: str
    template: str = ""
    view: Callable[..., Any] | None = None
    press: Press | None = None
    args: tuple[Any, ...] = ()
    bodies: tuple[str, ...] = ()
    file: FileRef | None = None
    month: Month = NO_MONTH


class Fingerprints:
    """Computes pages' fingerprints."""

    def __init__(self, engines: Mapping[str, str], closures: Callable[[str, str], str]) -> None:
        """``engines`` are the digests of the renderers' code, by renderer.

        ``closures`` gives the digest of all that a template reaches, for an edition.
        """
        self._engines = engines
        self._closures = closures
        self._ways: dict[tuple[Any, ...], bytes] = {}

    def of(self, page: Page) -> bytes:
        """The digest of everything that the page's bytes are a function of: 16 bytes.

        A kept value counts by its name, which is a digest of it.
        """
        way = (page.renderer, page.template, page.view, page.press and page.press.digest)
        known = self._ways.get(way)
        if known is None:
            known = self._ways[way] = self._way(page)
        return reference(known + encode((page.args, page.file)))

    def _way(self, page: Page) -> bytes:
        """What is the same for all pages that are made in one way, in one edition."""
        lang = page.press.lang if page.press else ""
        closure = self._closures(page.template, lang) if page.template else ""
        view = f"{page.view.__module__}.{page.view.__qualname__}" if page.view else ""
        press = page.press.digest if page.press else ""
        return encode((self._engines[page.renderer], page.renderer, view, closure, press))


def refs(value: Any, found: set[Ref]) -> None:
    """Adds the names of all kept values in a page's arguments to ``found``."""
    if isinstance(value, bytes):
        found.add(value)
    elif type(value) is tuple:
        for each in value:
            refs(each, found)
    elif isinstance(value, Once):
        refs(value.value, found)
    elif isinstance(value, msgspec.Struct):
        for name in _holders(type(value)):
            refs(getattr(value, name), found)


def resolved(value: Any, kept: Mapping[Ref, Any]) -> Any:
    """The same with each kept value in the place of its name."""
    if isinstance(value, bytes):
        return kept[value]
    if isinstance(value, Once):
        return resolved(value.value, kept)
    if type(value) is tuple:
        return tuple([resolved(each, kept) for each in value])
    if isinstance(value, msgspec.Struct):
        names = _holders(type(value))
        if names:
            given = {name: resolved(getattr(value, name), kept) for name in names}
            return replace(value, **given)
    return value


@functools.cache
def _holders(type_: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields of a type whose values may be kept, or hold such: briefs and articles."""
    hints = get_type_hints(type_)
    return tuple(name for name in type_.__struct_fields__ if _may_hold(hints[name]))


def _may_hold(hint: Any) -> bool:
    return hint in KEPT or any(_may_hold(each) for each in get_args(hint))
