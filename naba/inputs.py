"""What a page is made from, by name: so that a build can say why it made the page anew.

The fingerprint alone decides whether a page is stale; what stands here only explains it, and is
only looked at for pages that are. A struct among a page's inputs counts field by field, by the
names ``Article.title``, ``Listing.briefs``; what many pages share is kept once, as ``Parts``.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from naba.digest import digest, encode, mark
from naba.dossier import Ref
from naba.model import Value
from naba.page import KEPT, Page
from naba.theme import Theme
from naba.views.press import Press

Parts = dict[str, int]  # marks by name
_KINDS = {kind: type_.__name__ for type_, kind in KEPT.items()}
_plain = msgspec.msgpack.Decoder()


class Inputs(Value, frozen=True):
    """A page's arguments as they were encoded, the marks of its other inputs, and the keys of the
    parts that it shares with others.
    """

    args: bytes
    own: Parts
    shared: tuple[str, ...] = ()


class Naming:
    """Names the inputs of pages; ``parts`` are those that pages share, by their keys."""

    def __init__(
        self,
        engines: Mapping[str, str],
        theme: Theme,
        kept: Callable[[Ref], bytes | None] = lambda _: None,
    ) -> None:
        """``engines`` are the digests of the renderers' code, by renderer.

        ``kept`` finds a kept value, if it is there still.
        """
        self.theme, self.kept = theme, kept
        self.parts: dict[str, Parts] = {}
        self._engines = {name: mark(engine) for name, engine in engines.items()}
        self._views: dict[tuple[str, Any], int] = {}
        self._closures: dict[tuple[str, str], str] = {}

    def of(self, page: Page) -> Inputs:
        """The page's inputs."""
        own = {"engine": self._engines[page.renderer]}
        if page.file:
            own["file"] = mark(page.file)
        if page.press:
            own["view"] = self._view(page.template, page.view)
        return Inputs(encode(page.args), own, self.shared(page))

    def _view(self, template: str, view: Callable[..., Any] | None) -> int:
        if (template, view) not in self._views:
            self._views[template, view] = mark((template, _name(view)))
        return self._views[template, view]

    def differing(self, page: Page, before: Inputs) -> set[str]:
        """The names of the page's own inputs that are not what they were."""
        now = self.of(page)
        names = differing(before.own, now.own)
        old, new = _plain.decode(before.args), _plain.decode(now.args)
        for at, (name, value) in enumerate(zip(_parameters(page.view), page.args, strict=False)):
            names |= self._differing(name, value, old[at] if at < len(old) else None, new[at])
        return names

    def _differing(self, name: str, value: Any, old: Any, new: Any) -> set[str]:
        """The names in which one argument differs; ``value`` is what was encoded as ``new``."""
        if old == new:
            return set()
        type_ = type(value).__name__
        if isinstance(value, bytes):
            type_ = _KINDS[value[:1]]
            old, new = self._fields(old), self._fields(new)
        if isinstance(new, dict):
            before = old if isinstance(old, dict) else {}
            return {f"{type_}.{field}" for field in differing(before, new)}
        return {name}

    def _fields(self, ref: Any) -> Any:
        """What a kept value holds, by field; ``None`` if it is there no more."""
        value = self.kept(ref) if isinstance(ref, bytes) else None
        return _plain.decode(value) if value is not None else None

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
    names = (name for name in press.__struct_fields__ if name not in ("digest", "strings"))
    return strings | {f"Press.{name}": mark(getattr(press, name)) for name in names}


def differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> set[str]:
    """The names of what is not as it was."""
    return {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}


@functools.cache
def _parameters(view: Callable[..., Any] | None) -> tuple[str, ...]:
    """The names of a view's arguments after the press; a picture's only one is its rendition."""
    if view is None:
        return ("rendition",)
    return tuple(inspect.signature(view).parameters)[1:]


def _name(view: Callable[..., Any] | None) -> str:
    return f"{view.__module__}.{view.__qualname__}" if view else ""
