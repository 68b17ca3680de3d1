"""The documents keep their word: what exists is in them, what is in them exists and works."""

from __future__ import annotations

import re
import tomllib
import typing
from typing import Any, get_type_hints

import click
import jinja2.defaults
import msgspec
import pytest
import yaml

import naba.views.pages
import naba.views.parts
from naba import cli, config, fields, store
from naba.inherit import INHERITED
from naba.markup import options, safe
from naba.model import Words
from naba.page import Page
from naba.pictures import WIDTHS
from naba.plan import plan
from naba.report import as_json
from naba.theme.check import BODY_STRINGS, VIEW_STRINGS
from naba.theme.environment import bare_environment, environment
from naba.theme.strings import placeholders, read_catalog
from tests.conftest import Press
from tests.documents import FILES, Document, codes, first_names, rows
from tests.newspaper import NOW, ROOT, SITE, Newspaper, picture, story
from tests.test_floors import FLOORS

CONTENT, TEMPLATES, OPERATORS, ARCHITECTURE = (
    Document(ROOT / f"docs/{name}.md")
    for name in ("content", "templates", "operators", "architecture")
)
README = Document(ROOT / "README.md")
STORY = "content/2024/08/putin-in-baku"
VIEWS = {
    name: found
    for module in (naba.views.parts, naba.views.pages)
    for name, found in vars(module).items()
    if isinstance(found, type) and issubclass(found, msgspec.Struct) and name != "Value"
} | {"Words": Words}


def choices(type_: Any) -> set[str]:
    """The words that a type allows, if it is made of such."""
    if typing.get_origin(type_) is typing.Literal:
        return set(typing.get_args(type_))
    return {word for part in typing.get_args(type_) for word in choices(part)}


# docs/content.md


def test_every_front_matter_field_is_told_with_its_type_and_whether_it_is_inherited() -> None:
    told = {row[0].strip("`"): row[1:] for row in rows(CONTENT.section("Front matter"))}
    assert tuple(told) == fields.FIELDS
    for field in msgspec.structs.fields(fields.StoryFields):
        type_, inherited, meaning = told[field.name]
        assert choices(field.type) <= set(codes(type_))
        assert ("Moment" in str(field.type) or "examples" in str(field.type)) == (type_ == "moment")
        expected = "yes" if field.name in INHERITED else "no"
        assert inherited == ("part by part" if field.name in ("source", "image") else expected)
        assert field.required == ("must have" in meaning)


@pytest.mark.parametrize(
    ("heading", "type_"),
    [
        ("Fields of `source`", fields.SourceFields),
        ("Fields of `image`", fields.ImageFields),
        ("Fields of `corrections`", fields.CorrectionFields),
        ("Tags and people", config.NamedFields),
    ],
)
def test_every_nested_field_is_told(heading: str, type_: type[msgspec.Struct]) -> None:
    told = rows(CONTENT.section(heading))
    assert tuple(row[0].strip("`") for row in told) == type_.__struct_fields__
    for row, field in zip(told, msgspec.structs.fields(type_), strict=True):
        assert choices(field.type) <= set(codes(row[1]))


def _examples() -> list[str]:
    """The examples of stories and of what belongs to them; the broken one is left out."""
    sound = CONTENT.text.partition("## When something is wrong")[0]
    return [f.text for f in CONTENT.fences() if f.kind in ("yaml", "markdown") and f.text in sound]


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {str(key) for key in value} | {k for each in value.values() for k in _keys(each)}
    return {key for each in value for key in _keys(each)} if isinstance(value, list) else set()


def test_every_front_matter_field_has_an_example() -> None:
    shown = {key for fence in CONTENT.fences("yaml") for key in _keys(yaml.safe_load(fence.text))}
    types = (fields.StoryFields, fields.SourceFields, fields.ImageFields, fields.CorrectionFields)
    assert {name for type_ in types for name in type_.__struct_fields__} <= shown


@pytest.mark.parametrize("example", _examples(), ids=lambda text: text[:40])
def test_every_example_of_a_story_builds(newspaper: Press, example: str) -> None:
    path, text = f"{STORY}/ar.md", example
    if place := re.match(r"# (content/\S+)\n", example):
        path = place[1]
    elif not example.startswith(("---", *(f"{name}:" for name in fields.FIELDS))):
        text = story(body=example)
    if path.endswith(".md") and not text.startswith("---"):
        own = yaml.safe_load(text)
        missing = {"title": "عنوان"} if path.endswith("/ar.md") else {}
        if "kind" not in own or own["kind"] != "page":
            missing |= {"date": "2024-08-18"} if path.endswith("/ar.md") else {}
        lines = [f"{name}: {value}\n" for name, value in missing.items() if name not in own]
        text = "---\n" + "".join(lines) + text + "---\nنص.\n"
    files: dict[str, str | bytes] = {
        f"{STORY}/{name}": picture() for name in ("map.ar.png", "map.en.png", "film.png")
    }
    files |= {f"{STORY}/baku.jpg": picture(format="JPEG")}
    sea = "content/2024/04/caspian-sea-or-lake"
    files |= {f"{sea}/ar.md": story(date="2024-04-01"), f"{sea}/en.md": story("Sea", None)}
    if STORY in path or not path.endswith(".md"):
        files[f"{STORY}/ar.md"] = story(section="world")
    newspaper({**files, path: text}).build(strict=True)


def test_the_broken_example_gives_the_errors_that_are_shown(newspaper: Press) -> None:
    at = CONTENT.text.index("## When something is wrong")
    broken, errors = [f.text for f in CONTENT.fences() if CONTENT.text.index(f.text) > at][:2]
    ran = newspaper({f"{STORY}/ar.md": broken}).run("build")
    assert (ran.output, ran.exit_code) == (errors, 1)


SEEN = {
    "nothing, or `status: ready`": {},
    "`status: draft`": {"status": "draft"},
    "`status: withheld`": {"status": "withheld"},
    "`status: canceled`": {"status": "canceled"},
    "`date` in the future": {"date": "2024-09-02"},
    "`publish_at` in the future (embargo)": {"publish_at": "2024-09-02"},
    "`expires` in the past": {"expires": "2024-08-20"},
}


@pytest.mark.parametrize("row", rows(CONTENT.section("Who may see a story, and when")))
def test_a_story_is_seen_as_the_table_says(newspaper: Press, row: list[str]) -> None:
    for drafts, told in ((False, row[1]), (True, row[1] if row[2] == "the same" else row[2])):
        paper = newspaper({f"{STORY}/ar.md": story(**{"body": "رمز.", **SEEN[row[0]]})})
        paper.build(drafts=drafts)
        page = f"/ar/2024/{'09' if 'date' in row[0] and 'future' in row[0] else '08'}/putin-in-baku/"
        assert paper.has(page) == (told != "no")
        assert any("رمز".encode() in body for body in paper.tree().values()) == (told == "yes")


def test_every_block_and_option_is_told() -> None:
    text = CONTENT.section("Blocks")
    for kind, known in options.KINDS.items():
        part = text.partition(f"\n`{kind}`: ")[2]
        assert part, kind
        told = [row for row in rows(re.split(r"(?m)^`\w+`: ", part)[0])]
        assert [row[0].strip("`") for row in told] == list(known.options)
        assert [row[0].strip("`") for row in told if row[1] == "required"] == list(known.required)


def test_the_widths_of_pictures_are_told() -> None:
    for width in WIDTHS:
        assert f"{width}" in CONTENT.section("Pictures")


# docs/operators.md


def test_every_key_of_site_yaml_is_told() -> None:
    text = OPERATORS.section("site.yaml")
    types = (config.SiteFields, config.EditionFields, config.SectionFields)
    known = [field for type_ in types for field in msgspec.structs.fields(type_)]
    told = rows(text)
    assert [row[0].strip("`") for row in told] == [field.name for field in known]
    for row, field in zip(told, known, strict=True):
        assert field.required == ("required" in row[1]), field.name
        assert choices(field.type) <= set(codes(row[1])), field.name
        if isinstance(field.default, int) and not isinstance(field.default, bool):
            assert f"{field.default} if not given" in row[2]
    assert set(codes(text)) >= config.RESERVED


def test_the_example_of_site_yaml_is_sound_and_has_every_key() -> None:
    (example,) = OPERATORS.fences("yaml")
    config.read_config({"site.yaml": example.text.encode()})
    types = (config.SiteFields, config.EditionFields, config.SectionFields)
    known = {name for type_ in types for name in type_.__struct_fields__}
    assert known <= _keys(yaml.safe_load(example.text))


def test_every_command_and_option_is_told_and_no_other() -> None:
    offered: dict[str, set[str]] = {}
    for name, command in cli.main.commands.items():
        for param in command.params:
            for option in param.opts if isinstance(param, click.Option) else ():
                offered.setdefault(option, set()).add(name)
    text = OPERATORS.section("Commands")
    told = {
        code.split()[0]: set(codes(row[1]))
        for row in rows(text)
        for code in codes(row[0])
        if code.startswith("-")
    }
    everywhere = {"--help", "-h", "--version"}
    assert {k: v for k, v in told.items() if k not in everywhere} == offered
    assert everywhere <= set(told)
    commands = {c.split()[1] for c in first_names(text) if c.startswith("build.py ")}
    assert commands == set(cli.main.commands)


def _targets() -> set[str]:
    return set(re.findall(r"(?m)^([a-z][a-z-]*):", (ROOT / "Makefile").read_text("utf-8")))


def test_every_make_target_is_told_and_no_other() -> None:
    told = {c.removeprefix("make ") for c in first_names(OPERATORS.section("Commands"))}
    told = {name for name in told if name.isidentifier() or "-" in name[1:]} - {"make"}
    assert {name for name in told if not name.startswith("-")} == _targets()


def test_every_command_in_an_example_exists() -> None:
    for document in map(Document, FILES):
        lines = [line for fence in document.fences("sh") for line in fence.text.splitlines()]
        for line in lines:
            words = line.partition("#")[0].split()
            if words[0] == "make":
                assert set(words[1:]) <= _targets(), line
            else:
                assert "build.py" in words[1], line
                options_ = {param for p in cli.main.commands["build"].params for param in p.opts}
                assert {word for word in words if word.startswith("--")} <= options_, line
    assert {"make", "make serve", "make test", "make check"} <= {
        line.partition("#")[0].strip() for f in README.fences("sh") for line in f.text.splitlines()
    }


def test_the_machines_report_has_the_keys_that_are_told(newspaper: Press) -> None:
    paper = newspaper({f"{STORY}/ar.md": story()})
    built = msgspec.json.decode(as_json(paper.build(), []))
    text = OPERATORS.section("The report for machines")
    assert first_names(text) == list(built)
    paper.replace(f"{STORY}/ar.md", "title:", "sectoin: x\nx: y\ntitle:")
    (example,) = OPERATORS.fences("json")
    broken = msgspec.json.decode(as_json(None, paper.problems()))
    shown = msgspec.json.decode(example.text)
    assert list(broken) == list(shown)
    assert list(broken["problems"][0]) == list(shown["problems"][0])


# docs/templates.md


def test_every_template_is_told_and_no_other() -> None:
    names = set(first_names(TEMPLATES.section("The templates")))
    top = ROOT / "templates"
    assert names == {p.relative_to(top).as_posix() for p in top.rglob("*") if p.is_file()}


def test_every_template_gets_the_type_that_is_told(
    newspaper: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned: list[Page] = []
    monkeypatch.setattr("naba.build.plan", lambda *args: planned.extend(plan(*args)) or planned)
    page = story(date=None, kind="page")
    old = story(tags="[x]", aliases="[/old/]")
    newspaper({"content/a/ar.md": old, "content/b/ar.md": page}).build()
    gets = {p.template: get_type_hints(p.view)["return"].__name__ for p in planned if p.view}
    table = [row for row in rows(TEMPLATES.section("The templates")) if len(row) == 3]
    assert {row[0].strip("`"): row[2].strip("[").partition("]")[0] for row in table} == gets


@pytest.mark.parametrize("name", sorted(VIEWS))
def test_every_field_of_a_view_type_is_told_and_no_other(name: str) -> None:
    own = [each for each in VIEWS[name].__struct_fields__]
    if issubclass(VIEWS[name], naba.views.pages.Page) and name != "Page":
        own = [each for each in own if each not in ("frame", "head")]
    assert [row[0].strip("`") for row in rows(TEMPLATES.section(name))] == own


def test_no_type_is_told_that_does_not_exist() -> None:
    assert set(re.findall(r"(?m)^### (\w+)$", TEMPLATES.prose)) == set(VIEWS)


def test_every_filter_and_global_is_told(
    newspaper: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = TEMPLATES.section("What a template can call")
    ours = set(bare_environment().filters) - set(jinja2.defaults.DEFAULT_FILTERS)
    assert ours == {row[0].strip("`") for row in rows(text) if len(row) == 3}
    themes: list[Any] = []
    monkeypatch.setattr("naba.build.plan", lambda *a: plan(*a))
    monkeypatch.setattr(
        "naba.build.render_batch",
        lambda theme, jobs: (themes.append(theme), real(theme, jobs))[1],
    )
    from naba.renderers import render_batch as real

    newspaper().build()
    known = set(environment(themes[0], "ar").globals) - set(jinja2.defaults.DEFAULT_NAMESPACE)
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


def test_a_third_language_is_added_as_told(newspaper: Press) -> None:
    site = SITE.replace("sections:", "  - {lang: fr, name: Français, title: Le Journal}\nsections:")
    site = site.replace("en: World", "en: World, fr: Monde").replace("en: Sci", "fr: S, en: Sci")
    english = (ROOT / "templates/strings/en.yaml").read_text("utf-8")
    paper = newspaper({"site.yaml": site, "content/a/fr.md": story()})
    assert [problem.file for problem in paper.problems()] == ["templates/strings/fr.yaml"]
    paper.write({"templates/strings/fr.yaml": english})
    assert {problem.fact.split("`")[3] for problem in paper.problems()} == {"many"}
    paper.write({"templates/strings/fr.yaml": english.replace("  other:", "  many: x\n  other:")})
    paper.build()
    assert paper.has("/fr/2024/08/a/")


def test_every_class_of_bodies_is_told() -> None:
    text = TEMPLATES.section("The HTML of bodies")
    for classes in safe._CLASSES.values():
        for name in classes:
            assert re.search(rf'class="{name}"|`{name}`', text), name


# docs/architecture.md


def test_every_module_is_told_and_no_other() -> None:
    top = ROOT / "naba"
    parts = (path.relative_to(top).with_suffix("").parts for path in top.rglob("*.py"))
    modules = {".".join(part for part in each if part != "__init__") for each in parts} - {""}
    assert set(first_names(ARCHITECTURE.section("Floors"))) == modules


def test_the_floors_are_drawn_as_they_are() -> None:
    drawing = next(f.text for f in ARCHITECTURE.fences() if f.text.startswith("9  cli"))
    drawn: list[set[str]] = []
    for line in drawing.splitlines():
        if not line.startswith("─"):
            names = re.split(r" {2,}|(?<=config) ", line[3:].strip())
            drawn += [set()] if line[0].isdigit() else []
            known = set().union(*FLOORS)
            drawn[-1] |= {word for word in line[3:45].split() if word in known and names}
    assert drawn == FLOORS[::-1]


def test_every_dependency_is_told_with_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    names = [re.split(r"[\[<>=]", each)[0] for each in wanted]
    told = rows(ARCHITECTURE.section("Dependencies"))
    assert [row[0].strip("`") for row in told] == names
    assert all(row[1] for row in told)


def test_every_table_of_the_store_is_told() -> None:
    tables = re.findall(r"CREATE TABLE IF NOT EXISTS (\w+)", store._TABLES)
    assert first_names(ARCHITECTURE.section("The store")) == tables


# All documents


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_relative_link_resolves(path: Any) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", Document(path).prose):
        file, _, anchor = target.partition("#")
        if "://" in target or "`" in target:
            continue
        goal = (path.parent / file).resolve() if file else path
        assert goal.exists(), target
        assert not anchor or anchor in Document(goal).anchors(), target


def test_the_changelog_begins_with_what_is_unreleased() -> None:
    headings = re.findall(r"(?m)^## (.*)$", (ROOT / "CHANGELOG.md").read_text("utf-8"))
    assert headings[0] == "[Unreleased]"


def test_the_licence_is_the_one_that_the_package_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert (ROOT / "LICENSE").read_text("utf-8").startswith(f"{project['license']} License")
