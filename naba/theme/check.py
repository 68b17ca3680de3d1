"""Makes a theme from its files, and tells all that is wrong with it before any page is made."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec

from naba.digest import digest, encode
from naba.errors import ContentError, Problem
from naba.frontmatter import load, locate, nearest
from naba.locale import localised_digits
from naba.model import Edition, Value
from naba.theme import Theme
from naba.theme.environment import bare_environment, compiled
from naba.theme.names import Names, circles, read_names
from naba.theme.strings import Catalog, compare, placeholders, read_catalog
from naba.views.press import STRINGS

STRINGS_FILE = "strings/{lang}.yaml"
# Where the fonts of share cards lie, beside the templates; their licences too.
FONTS = "fonts/"
# What rendered bodies need; see ``naba.markup``.
BODY_STRINGS = ("table", "footnotes", "footnote_back")
VIEW_STRINGS = (*STRINGS, "canceled_notice")
# What the engine fills in the strings that it uses itself.
PLACES = {
    "feed_of": frozenset({"form", "name"}),
    "footnote_back": frozenset({"n"}),
    "sealed_title": frozenset({"title", "n"}),
    "title_with_site": frozenset({"title", "site"}),
}


def body_strings(edition: Edition, theme: Theme) -> dict[str, str]:
    """What bodies say by themselves in an edition; as ``digits`` those from 0 to 9."""
    digits = localised_digits("0123456789", edition)
    return {**theme.texts(edition.lang, BODY_STRINGS), "digits": digits}


class ThemeFile(Value, frozen=True):
    """A text file of the theme and where an editor finds it."""

    shown: str
    text: str


def make_theme(
    files: Mapping[str, Sequence[ThemeFile]],
    assets: Mapping[str, str],
    editions: tuple[Edition, ...],
    root: str,
    fonts: Mapping[str, bytes] | None = None,
    known: Mapping[str, bytes] = MappingProxyType({}),
) -> Theme:
    """The theme made of ``files``: by name, the default's first and then the site's own.

    The last template of a name wins; of strings files, each later one's strings win. ``fonts`` are
    the files below ``FONTS``; ``known`` is what ``learnt`` gave at an earlier build.
    Raises ``ContentError``.
    """
    problems: list[Problem] = []
    templates = {n: f[-1] for n, f in sorted(files.items()) if not n.startswith("strings/")}
    names: dict[str, Names] = {}
    for name, file in templates.items():
        kept = known.get(_key("names", file.text))
        names[name], found = (_kept.decode(kept), ()) if kept else _names(file)
        problems += found
    catalogs = _catalogs(files, editions, problems)
    problems += _references(names, templates, assets)
    problems += _missing_strings(names, templates, catalogs)
    if problems:
        raise ContentError(problems)
    sources = {name: file.text for name, file in templates.items()}
    faces = _fonts(fonts or {})
    return Theme(
        digest=digest(sources, catalogs, assets, editions, root, faces),
        root=root,
        editions=editions,
        templates=sources,
        shown={name: file.shown for name, file in templates.items()},
        names=names,
        catalogs=catalogs,
        assets=dict(assets),
        fonts=faces,
        code={n: code for n, f in templates.items() if (code := known.get(_key("code", *_of(f))))},
    )


def learnt(theme: Theme) -> dict[str, bytes]:
    """What a sound theme's templates name and, where that is known, what they are compiled to."""
    code = {**theme.code, **compiled(theme)}
    names = {_key("names", theme.templates[n]): encode(each) for n, each in theme.names.items()}
    return names | {
        _key("code", theme.shown[name], theme.templates[name]): each for name, each in code.items()
    }


def _of(file: ThemeFile) -> tuple[str, str]:
    return file.shown, file.text


def _key(what: str, *of: str) -> str:
    return f"{what} {digest(of)}"


def _fonts(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The fonts by the names that ``card.svg`` has for them: those of their files."""
    made = ((name.removeprefix(FONTS).rpartition("."), data) for name, data in files.items())
    return {name[0]: data for name, data in made if name[2] in ("ttf", "otf")}


@functools.lru_cache(maxsize=256)
def _names(file: ThemeFile) -> tuple[Names, tuple[Problem, ...]]:
    """What a template names; remembered, for the editors' server reads the theme at every save."""
    names, problems = read_names(file.text, file.shown, _reader())
    return names, tuple(problems)


_kept = msgspec.msgpack.Decoder(Names)
_reader = functools.cache(bare_environment)


def _catalogs(
    files: Mapping[str, Sequence[ThemeFile]],
    editions: tuple[Edition, ...],
    problems: list[Problem],
) -> dict[str, Catalog]:
    catalogs: dict[str, Catalog] = {}
    for edition in editions:
        name = STRINGS_FILE.format(lang=edition.lang)
        catalog: Catalog = {}
        for file in files.get(name, ()):
            found, faults = _catalog(file, edition.lang)
            catalog.update(found)
            problems += faults
        first = editions[0].lang
        if catalogs and name in files:
            last = files[name][-1]
            for fault in compare(catalogs[first], catalog, last.shown, first):
                place = locate(last.text, fault.field) if fault.field else (0, 0)
                shown = last.shown if fault.field else f"templates/{name}"
                problems.append(Problem(shown, *place, fault.fact, fault.remedy))
        if name not in files:
            shown = f"templates/{name}"
            fact = f"the edition `{edition.lang}` has no strings"
            problems.append(Problem(shown, 0, 0, fact, "copy strings/en.yaml and translate it"))
        catalogs[edition.lang] = catalog
    return catalogs


def _catalog(file: ThemeFile, lang: str) -> tuple[Catalog, list[Problem]]:
    data, problems = load(file.text, file.shown)
    if problems:
        return {}, list(problems)
    if data is not None and not isinstance(data, dict):
        fact = "the file is not made of strings"
        return {}, [Problem(file.shown, 1, 1, fact, "write `key: text`, one a line")]
    catalog, faults = read_catalog(data, file.shown, lang)
    places: Any = (Problem(f.file, *locate(file.text, f.field), f.fact, f.remedy) for f in faults)
    return catalog, list(places)


def _references(
    names: Mapping[str, Names],
    templates: Mapping[str, ThemeFile],
    assets: Mapping[str, str],
) -> Iterator[Problem]:
    for name, found in names.items():
        shown, places = templates[name].shown, found.places
        for other in found.templates:
            if other not in templates:
                near = nearest(other, templates)
                remedy = f"did you mean `{near}`?" if near else "write it or name another"
                yield Problem(shown, *places[other], f"there is no template `{other}`", remedy)
        for path in found.assets:
            if path not in assets:
                near = nearest(path, assets)
                remedy = f"did you mean `{near}`?" if near else "put the file into static/"
                yield Problem(shown, *places[path], f"there is no file `static/{path}`", remedy)
    for start, first in circles(names):
        fact = f"the template reaches itself by way of `{first}`"
        if start == first:
            fact = "the template includes itself"
        place = names[start].places[first]
        yield Problem(templates[start].shown, *place, fact, "take a reference of the circle out")


def _missing_strings(
    names: Mapping[str, Names],
    templates: Mapping[str, ThemeFile],
    catalogs: Mapping[str, Catalog],
) -> Iterator[Problem]:
    """Strings that templates name and the first edition lacks, and those that pages need.

    What another edition lacks and the first has is told already (``compare``).
    """
    first, *_ = catalogs
    for name, found in names.items():
        for key in found.strings:
            if catalogs[first] and key not in catalogs[first]:
                fact = f"there is no string `{key}` in the edition `{first}`"
                near = nearest(key, catalogs[first])
                strings = f"templates/{STRINGS_FILE.format(lang=first)}"
                remedy = f"did you mean `{near}`?" if near else f"add it to {strings}"
                yield Problem(templates[name].shown, *found.places[key], fact, remedy)
    for lang, catalog in catalogs.items():
        strings = f"templates/{STRINGS_FILE.format(lang=lang)}"
        for key in (*VIEW_STRINGS, *BODY_STRINGS) if catalog else ():
            if key not in catalog and (lang == first or key not in catalogs[first]):
                fact = f"there is no string `{key}`, which every page needs"
                yield Problem(strings, 0, 0, fact, f"add `{key}: …`")
            elif not isinstance(text := catalog.get(key, ""), str):
                fact = f"the string `{key}` has plural forms, but it never counts anything"
                yield Problem(strings, 0, 0, fact, f"write one text: `{key}: …`")
            elif text and placeholders(text) - PLACES.get(key, frozenset()):
                known = ", ".join(f"{{{name}}}" for name in sorted(PLACES.get(key, ()))) or "none"
                fact = f"the string `{key}` has a placeholder that nobody fills"
                yield Problem(strings, 0, 0, fact, f"use {known}")
