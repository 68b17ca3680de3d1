"""The list of all pictures: what draws each, in which languages, and where it is saved."""

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pictures.text import Lang

CONTENT = Path(__file__).resolve().parents[2] / "content"
MODULES = (
    "map_caucasus",
    "map_routes",
    "charts",
    "diagrams",
    "drawings_world",
    "drawings_thread",
    "drawings_money",
    "drawings_power",
    "drawings_sky",
    "drawings_counts",
    "drawings_nowruz",
    "drawings_machines",
    "drawings_letters",
    "drawings_library",
)


@dataclass(frozen=True)
class Picture:
    """One PNG file and the function that builds its SVG."""

    file: str
    build: Callable[[], str]

    @property
    def target(self) -> Path:
        """Where the picture is saved."""
        return CONTENT / self.file


PICTURES: dict[str, Picture] = {}


def drawing(file: str) -> Callable[[Callable[[], str]], Callable[[], str]]:
    """Register a function that draws one picture without words."""

    def register(build: Callable[[], str]) -> Callable[[], str]:
        PICTURES[file] = Picture(file, build)
        return build

    return register


def labelled(file: str, *langs: Lang) -> Callable[[Callable[[Lang], str]], Callable[[Lang], str]]:
    """Register a function that draws one picture with labels; `{}` in the name is the language."""

    def register(build: Callable[[Lang], str]) -> Callable[[Lang], str]:
        for lang in langs:
            name = file.format(lang)
            PICTURES[name] = Picture(name, partial(build, lang))
        return build

    return register


def choose(names: Iterable[str]) -> list[Picture]:
    """Return the pictures whose file holds one of the names, or all if none are given."""
    for module in MODULES:
        importlib.import_module(f"pictures.{module}")
    wanted = list(names)
    return [p for f, p in sorted(PICTURES.items()) if not wanted or any(w in f for w in wanted)]
