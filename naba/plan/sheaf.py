"""Pages that are planned together, of values that are known beforehand.

A sheaf is to planning what a page is to rendering: a pure function and its arguments. If they are
what they were, so are its pages, and they need not be planned to know that. Stories, tags and
people count in its digest by digests of their own (``digest.Counted``), so it is soon taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from naba import urls
from naba.digest import encode, reference
from naba.index import NO_MONTH, Month
from naba.model import Config
from naba.page import Page, Turn
from naba.views.press import Press


class Layout(msgspec.Struct, frozen=True):
    """What all pages of one edition are planned with: the configuration and its press."""

    config: Config
    press: Press

    @property
    def lang(self) -> str:
        """The edition's language."""
        return self.press.lang

    def page(
        self,
        address: str,
        of: str,
        template: str,
        view: Callable[..., Any],
        *args: Any,
        turn: Turn = Turn.LISTINGS,
        bodies: tuple[str, ...] = (),
        month: Month = NO_MONTH,
    ) -> Page:
        """A page that is ``view(press, *args)`` in its template: see ``Page``."""
        path = urls.file_of(address)
        press = self.press
        return Page(path, "template", turn, of, template, view, press, args, bodies, month=month)


class Sheaf(msgspec.Struct, frozen=True):
    """Some pages: ``make(layout, *args)``. ``name`` tells it from all others."""

    name: str
    layout: Layout
    make: Callable[..., Iterable[Page]]
    args: tuple[Any, ...]

    def digest(self, ground: bytes) -> bytes:
        """The digest of all that its pages are planned and made from: 16 bytes.

        ``ground`` is the digest of what all of the newspaper is made from: the code, the theme,
        the configuration.
        """
        made = f"{self.make.__module__}.{self.make.__qualname__}"
        return reference(ground + encode((made, self.layout.press.digest, self.args)))

    def pages(self) -> Iterator[Page]:
        """Its pages."""
        yield from self.make(self.layout, *self.args)
