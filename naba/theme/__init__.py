"""The theme: templates, UI strings, static files, and what each template reaches.

A *closure* is everything that a template's output can depend on apart from the page: the templates
it reaches by extends, include and import, the strings it names with ``t("…")``, the files it names
with ``asset("…")``. All names are literal, so a closure is known without rendering.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from naba.digest import digest
from naba.model import Edition, Value
from naba.theme.names import Names
from naba.theme.strings import Catalog

# The template of share cards, the only one that fonts are drawn with.
CARD = "card.svg"


class Theme(Value, frozen=True, eq=False):
    """A checked theme, ready to render. ``root`` is the site's path, ``/`` or ``/news/``.

    ``digest`` covers all of it; two themes are equal if their digests are.

    ``templates`` and ``names`` are by template name, ``shown`` tells where each file lies,
    ``assets`` are digests of static files by path, ``catalogs`` are by edition; ``fonts`` are
    those of share cards, by name; ``code`` is what templates were once compiled to.
    """

    digest: str
    root: str
    editions: tuple[Edition, ...]
    templates: dict[str, str]
    shown: dict[str, str]
    names: dict[str, Names]
    catalogs: dict[str, Catalog]
    assets: dict[str, str]
    fonts: dict[str, bytes] = {}
    code: dict[str, bytes] = {}

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Theme) and self.digest == other.digest

    def closure(self, template: str, lang: str) -> str:
        """The digest of all that ``template`` reaches in the edition ``lang``."""
        return digest(self.reached(template, lang))

    def reached(self, template: str, lang: str) -> dict[str, Any]:
        """All that ``template`` reaches in the edition ``lang``, by its kind and name."""
        parts: dict[str, Any] = {"root": self.root, "edition": self.edition(lang)}
        for name in reach(template, self.names):
            parts[f"template {name}"] = self.templates[name]
            for key in self.names[name].strings:
                parts[f"string {key}"] = self.catalogs[lang][key]
            for asset in self.names[name].assets:
                parts[f"asset {asset}"] = self.assets[asset]
        for name, font in self.fonts.items() if template == CARD else ():
            parts[f"font {name}"] = font
        return parts

    def edition(self, lang: str) -> Edition:
        """The edition in this language."""
        return next(edition for edition in self.editions if edition.lang == lang)

    def texts(self, lang: str, keys: tuple[str, ...]) -> dict[str, str]:
        """Strings of an edition that have one form, by key."""
        catalog = self.catalogs[lang]
        return {key: text for key in keys if isinstance(text := catalog[key], str)}


def reach(template: str, names: Mapping[str, Names]) -> set[str]:
    """The template and all that it extends, includes or imports, at any distance."""
    reached: set[str] = set()
    ahead = [template]
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += names[name].templates
    return reached
