"""``docs/templates.md`` tells every template, type, field, filter and string."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import get_type_hints

import msgspec
import pytest
import yaml
from jinja2 import Environment
from jinja2.defaults import DEFAULT_FILTERS, DEFAULT_NAMESPACE  # type: ignore[attr-defined]

import naba.views.machines
import naba.views.pages
import naba.views.parts
from naba.markup import safe
from naba.model import Words
from naba.page import Page
from naba.plan import Plan
from naba.theme import Theme
from naba.theme.check import BODY_STRINGS, VIEW_STRINGS
from naba.theme.environment import bare_environment, environment
from naba.theme.strings import placeholders, read_catalog
from tests.conftest import Press
from tests.documents import Document, codes, first_names, rows
from tests.newspaper import ROOT, SITE, story

TEMPLATES = Document(ROOT / "docs/templates.md")
VIEWS = {
    name: found
    for module in (naba.views.parts, naba.views.pages, naba.views.machines)
    for name, found in vars(module).items()
    if isinstance(found, type) and issubclass(found, msgspec.Struct)
    if name not in ("Value", "Thing")
} | {"Words": Words}


def test_every_template_is_told_and_no_other() -> None:
    names = set(first_names(TEMPLATES.section("The templates")))
    top = ROOT / "templates"
    assert names == {p.relative_to(top).as_posix() for p in top.rglob("*") if p.is_file()}


def test_every_template_gets_the_type_that_is_told(
    newspaper: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned: list[Page] = []

    def spied(plan: Plan, names: Iterable[str] | None) -> dict[str, dict[str, Page]]:
        sheaves = made(plan, names)
        planned.extend(page for own in sheaves.values() for page in own.values())
        return sheaves

    made = Plan.pages
    monkeypatch.setattr(Plan, "pages", spied)
    page = story(date=None, kind="page")
    old = story(tags="[x]", aliases="[/old/]")
    site = SITE + "indexnow: 0123456789\nsecurity: {contact: 'tel:1', expires: 2030-01-01}\n"
    files = {"content/a/ar.md": old, "content/b/ar.md": page, "site.yaml": site}
    newspaper({**files, "content/c/ar.md": story(date="2024-07-01")}).build()
    gets = {p.template: get_type_hints(p.view)["return"].__name__ for p in planned if p.view}
    table = [row for row in rows(TEMPLATES.section("The templates")) if len(row) == 3]
    assert {row[0].strip("`"): row[2].strip("[").partition("]")[0] for row in table} == gets


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_every_field_of_a_view_type_is_told_and_no_other(name: str) -> None:
    own = list(VIEWS[name].__struct_fields__)
    if issubclass(VIEWS[name], naba.views.pages.Page) and name != "Page":
        own = [each for each in own if each not in ("frame", "head")]
    assert [row[0].strip("`") for row in rows(TEMPLATES.section(name))] == own


def test_no_type_is_told_that_does_not_exist() -> None:
    assert set(re.findall(r"(?m)^### (\w+)$", TEMPLATES.prose)) == set(VIEWS)


def test_every_filter_and_global_is_told(newspaper: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    text = TEMPLATES.section("What a template can call")
    ours = set(bare_environment().filters) - set(DEFAULT_FILTERS)
    assert ours == {row[0].strip("`") for row in rows(text) if len(row) == 3}
    met: list[Environment] = []

    def spied(theme: Theme, lang: str) -> Environment:
        met.append(environment(theme, lang))
        return met[-1]

    monkeypatch.setattr("naba.renderers.template.environment", spied)
    newspaper().build()
    known = set(met[0].globals) - set(DEFAULT_NAMESPACE)
    assert known == {c.partition("(")[0] for c in first_names(text) if "(" in c}


def test_every_string_that_the_engine_names_is_told_with_its_places() -> None:
    text = TEMPLATES.section("Strings and plurals")
    english = yaml.safe_load((ROOT / "templates/strings/en.yaml").read_text("utf-8"))
    for key in (*VIEW_STRINGS, *BODY_STRINGS):
        told = re.search(rf"`{key}`(?: \(([^)]*)\))?", text)
        assert told, key
        assert set(codes(told[1] or "")) == {f"{{{n}}}" for n in placeholders(english[key])}, key


def test_the_example_of_a_plural_is_sound() -> None:
    example = next(f for f in TEMPLATES.fences("yaml") if "minutes" in f.text)
    catalog, faults = read_catalog(yaml.safe_load(example.text), "ar.yaml", "ar")
    assert catalog
    assert not faults


def test_signs_that_point_turn_with_the_text_and_nothing_is_of_one_side() -> None:
    css = (ROOT / "static/css/site.css").read_text("utf-8")
    signs = set("".join(re.findall(r'content: "([^"]*)"', css)))
    # Unicode mirrors these by itself; what plays a film points to the right everywhere.
    assert {sign for sign in signs if unicodedata.mirrored(sign)} == {"‹", "›", "(", ")"}
    assert {sign for sign in signs if "ARROW" in unicodedata.name(sign, "")} == set()
    sides = (
        r"(?<![\w-])(?:margin|padding|border|inset)-(?:left|right)|(?:^|[;{ ])(?:left|right)\s*:"
    )
    assert not re.findall(sides, css)
    # Code alone runs from the left, in every language.
    assert re.findall(r"[^{}]*\{[^{}]*text-align: (?:left|right)", css)[0].count("pre") == 1


def test_every_token_is_told_and_no_other() -> None:
    tokens = (ROOT / "static/css/tokens.css").read_text("utf-8")
    defined = set(re.findall(r"(--[a-z-]+)\s*:", tokens))
    assert set(first_names(TEMPLATES.section("Colours, sizes and faces"))) == defined


def test_a_third_language_is_added_as_told(newspaper: Press) -> None:
    site = SITE.replace("sections:", "  - {lang: fr, name: Français, title: Le Journal}\nsections:")
    site = site.replace("en: World", "en: World, fr: Monde").replace("en: Sci", "fr: S, en: Sci")
    english = (ROOT / "templates/strings/en.yaml").read_text("utf-8")
    paper = newspaper({"site.yaml": site, "content/a/fr.md": story()})
    assert [problem.file for problem in paper.problems()] == ["templates/strings/fr.yaml"]
    paper.write({"templates/strings/fr.yaml": english})
    assert {problem.fact.split("`")[3] for problem in paper.problems()} == {"many"}
    with_many = re.sub(r"(?m)^  other: (.*)$", r"  many: \1\n  other: \1", english)
    paper.write({"templates/strings/fr.yaml": with_many})
    paper.build()
    assert paper.has("/fr/2024/08/a/")


def test_every_class_of_bodies_is_told() -> None:
    text = TEMPLATES.section("The HTML of bodies")
    for classes in safe.CLASSES.values():
        for name in classes:
            assert re.search(rf'class="{name}"|`{name}`', text), name
