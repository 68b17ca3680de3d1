"""A page is a value: an output file, and everything that its renderer gets.

It holds a pure function and the arguments to call it with. The fingerprint covers exactly those,
so there is no second list of what a page depends on, and the view is only made when it is stale.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Any

import msgspec

from naba.digest import digest_bytes, encode
from naba.model import Value
from naba.views.press import Press


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
    ``template`` it is ``view(press, *args)`` rendered by it; ``bodies`` are digests of the HTML
    that the view gets as well. Without one it is made of ``file`` by the renderer.
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


class Fingerprints:
    """Computes pages' fingerprints."""

    def __init__(self, engines: Mapping[str, str], closures: Callable[[str, str], str]) -> None:
        """``engines`` are the digests of the renderers' code, by renderer.

        ``closures`` gives the digest of all that a template reaches, for an edition.
        """
        self._engines = engines
        self._closures = closures

    def of(self, page: Page) -> str:
        """The digest of everything that the page's bytes are a function of."""
        lang = page.press.lang if page.press else ""
        closure = self._closures(page.template, lang) if page.template else ""
        view = f"{page.view.__module__}.{page.view.__qualname__}" if page.view else ""
        return digest_bytes(
            self._engines[page.renderer].encode(),
            f"{page.renderer} {view} {closure} {' '.join(page.bodies)}".encode(),
            page.press.digest.encode() if page.press else b"",
            encode((page.args, page.file)),
        )
