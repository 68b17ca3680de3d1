"""The documents keep their word: links resolve, commands exist, the engine is as it is drawn."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path

import pytest

from naba import cli, store
from tests.documents import FILES, Document, first_names, rows, targets
from tests.newspaper import ROOT
from tests.test_floors import FLOORS

ARCHITECTURE = Document(ROOT / "docs/architecture.md")
README = Document(ROOT / "README.md")


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
    extra = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extra["dask"], *extra["test"]]
    names = [re.split(r"[\[<>=]", each)[0] for each in wanted]
    told = rows(ARCHITECTURE.section("Dependencies"))
    assert [row[0].strip("`") for row in told] == names
    assert all(row[1] for row in told)


def test_every_table_of_the_store_is_told() -> None:
    tables = re.findall(r"CREATE TABLE (\w+)", inspect.getsource(store))
    assert first_names(ARCHITECTURE.section("The store")) == tables


def test_every_command_in_an_example_exists() -> None:
    for document in map(Document, FILES):
        lines = [line for fence in document.fences("sh") for line in fence.text.splitlines()]
        for line in lines:
            words = line.partition("#")[0].split()
            if words[0] == "make":
                assert set(words[1:]) <= targets(), line
            else:
                assert "build.py" in words[1], line
                options_ = {param for p in cli.main.commands["build"].params for param in p.opts}
                assert {word for word in words if word.startswith("--")} <= options_, line
    assert {"make", "make serve", "make test", "make check"} <= {
        line.partition("#")[0].strip() for f in README.fences("sh") for line in f.text.splitlines()
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_relative_link_resolves(path: Path) -> None:
    prose = re.sub(r"`[^`\n]+`", "", Document(path).prose)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        file, _, anchor = target.partition("#")
        if "://" in target:
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
