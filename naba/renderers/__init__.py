"""From a page to its bytes: one small module for each way of making them.

Pure functions at module level, so that any executor can run them in any process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from naba.dossier import Ref
from naba.errors import ContentError
from naba.page import KEPT, Page, resolved
from naba.renderers import template
from naba.theme import Theme

MARKER = (
    b"This folder is made by Naba. What does not belong to the site is deleted at each build.\n"
)
# How many kept values a process holds for the next pages: an article without its body takes some
# 3 KB, a brief one.
MOST = 12_000
_decoders = {kind: msgspec.msgpack.Decoder(type_) for type_, kind in KEPT.items()}


class Material(msgspec.Struct, frozen=True):
    """All that some pages are made from beside themselves.

    ``kept`` holds the values that they name, encoded, ``html`` that of bodies, by digest; in a
    process that has them in memory both may hold more. ``raw`` are the bytes of the files that
    pages are made of, by the pages' paths; those of ``copied`` pages are what was once made of
    them. ``restless`` are pages whose file has been saved since it was looked at.
    """

    kept: Mapping[Ref, bytes] = {}
    html: Mapping[str, bytes] = {}
    raw: dict[str, bytes] = {}
    copied: frozenset[str] = frozenset()
    restless: frozenset[str] = frozenset()


class _Decoded(dict[Any, Any]):
    """What is ``encoded``, each decoded when it is first asked for."""

    def __init__(self, decode: Callable[[Any, bytes], Any], encoded: Mapping[Any, bytes]) -> None:
        super().__init__()
        self._decode, self.encoded = decode, encoded

    def __missing__(self, name: Any) -> Any:
        value = self[name] = self._decode(name, self.encoded[name])
        return value


# A story stands on some ten pages, in one process mostly: it is decoded there once. What a name
# means never changes, so this is memory of the pure kind.
_values = _Decoded(lambda ref, value: _decoders[ref[:1]].decode(value), {})


def render_batch(
    theme: Theme, pages: Sequence[Page], material: Material
) -> tuple[list[bytes], list[ContentError]]:
    """The bytes of the pages, in their order; or the errors of those that fail."""
    made: list[bytes] = []
    errors: list[ContentError] = []
    html = _Decoded(lambda _, text: text.decode(), material.html)
    for page in in_place(pages, material):
        raw = material.raw.get(page.path, b"")
        try:
            made.append(raw if page.path in material.copied else _render(page, theme, html, raw))
        except ContentError as error:
            errors.append(error)
    return made, errors


def in_place(pages: Sequence[Page], material: Material) -> list[Page]:
    """The pages with kept values in the place of their names."""
    if len(_values) > MOST:
        _values.clear()
    _values.encoded = material.kept
    found = [replace(p, args=resolved(p.args, _values)) if p.view else p for p in pages]
    _values.encoded = {}  # all that an archive has, perhaps: nobody holds it any longer
    return found


def _render(page: Page, theme: Theme, html: Mapping[str, str], raw: bytes) -> bytes:
    if page.renderer == "template":
        return template.render(page, theme, html)
    # Most builds draw nothing, and need not wait for what draws.
    if page.renderer == "picture":
        from naba.renderers import picture

        return picture.render(page, raw)
    if page.renderer == "card":
        from naba.renderers import card

        return card.render(page, theme, raw)
    return MARKER if page.renderer == "marker" else raw
