"""Makes a theme from its files, and tells all that is wrong with it before any page is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from naba.digest import digest
from naba.errors import ContentError, Problem
from naba.frontmatter import load, locate, nearest
from naba.model import Edition, Value
from naba.theme import Theme
from naba.theme.environment import bare_environment
from naba.theme.names import Names, circles, read_names
from naba.theme.strings import Catalog, compare, read_catalog
from naba.views.press import STRINGS

STRINGS_FILE = "strings/{lang}.yaml"
# What rendered bodies need; see ``naba.markup``.
BODY_STRINGS = ("table", "footnotes", "footnote_back")
VIEW_STRINGS = (*STRINGS, "canceled_notice")


class ThemeFile(Value, frozen=True):
    """A text file of the theme and where an editor finds it."""

    shown: str
    text: str


def make_theme(
    files: Mapping[str, Sequence[ThemeFile]],
    assets: Mapping[str, str],
    editions: tuple[Edition, ...],
    root: str,
) -> Theme:
    """The theme made of ``files``: by name, the default's first and then the site's own.

    The last template of a name wins; of strings files, each later one's strings win.
    Raises ``ContentError``.
    """
    env = bare_environment()
    problems: list[Problem] = []
    templates = {n: f[-1] for n, f in sorted(files.items()) if not n.startswith("strings/")}
    names: dict[str, Names] = {}
    for name, file in templates.items():
        names[name], found = read_names(file.text, file.shown, env)
        problems += found
    catalogs = _catalogs(files, editions, problems)
    problems += _references(names, templates, assets)
    problems += _missing_strings(names, templates, catalogs)
    if problems:
        raise ContentError(problems)
    sources = {name: file.text for name, file in templates.items()}
    return Theme(
        digest=digest(sources, catalogs, assets, editions, root),
        root=root,
        editions=editions,
        templates=sources,
        shown={name: file.shown for name, file in templates.items()},
        names=names,
        catalogs=catalogs,
        assets=dict(assets),
    )


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
            problems += (
                Problem(last.shown, *locate(last.text, f.field), f.fact, f.remedy)
                for f in compare(catalogs[first], catalog, last.shown, first)
            )
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
        shown, lines = templates[name].shown, found.lines
        for other in found.templates:
            if other not in templates:
                near = nearest(other, templates)
                remedy = f"did you mean `{near}`?" if near else "write it or name another"
                yield Problem(shown, lines[other], 0, f"there is no template `{other}`", remedy)
        for path in found.assets:
            if path not in assets:
                near = nearest(path, assets)
                remedy = f"did you mean `{near}`?" if near else "put the file into static/"
                yield Problem(shown, lines[path], 0, f"there is no file `static/{path}`", remedy)
    for start, first in circles(names):
        fact = f"the template reaches itself by way of `{first}`"
        line = names[start].lines[first]
        yield Problem(templates[start].shown, line, 0, fact, "take one of the two references out")


def _missing_strings(
    names: Mapping[str, Names],
    templates: Mapping[str, ThemeFile],
    catalogs: Mapping[str, Catalog],
) -> Iterator[Problem]:
    for lang, catalog in catalogs.items():
        if not catalog:
            continue
        strings = f"templates/{STRINGS_FILE.format(lang=lang)}"
        for name, found in names.items():
            for key in found.strings:
                if key not in catalog:
                    fact = f"there is no string `{key}` in the edition `{lang}`"
                    near = nearest(key, catalog)
                    hint = f"did you mean `{near}`? Or " if near else ""
                    remedy = f"{hint}add it to {strings}"
                    yield Problem(templates[name].shown, found.lines[key], 0, fact, remedy)
        for key in (*VIEW_STRINGS, *BODY_STRINGS):
            if not isinstance(catalog.get(key), str):
                fact = f"there is no string `{key}`, which every page needs"
                yield Problem(strings, 0, 0, fact, f"add `{key}: …`")
