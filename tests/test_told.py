"""`--changed`: a caller who knows what has changed says so, and nothing else is looked at."""

from __future__ import annotations

import shutil

import pytest

from tests.conftest import Press
from tests.newspaper import Newspaper, story
from tests.papers import numbered

FIRST, SECOND = "content/2024/n01/ar.md", "content/2024/n02/ar.md"


@pytest.fixture
def paper(newspaper: Press) -> Newspaper:
    made = newspaper(numbered(4))
    made.build()
    return made


def test_only_what_is_told_is_looked_at(paper: Newspaper) -> None:
    before = paper.tree()
    for file in (FIRST, SECOND):
        paper.replace(file, "نص.", "نص آخر.")
    stray = paper.out / "stray.txt"
    stray.write_text("x")
    ran = paper.run("build", "--changed", FIRST)
    assert ran.exit_code == 0, ran.output
    now = paper.tree()
    assert now["ar/2024/08/n01/index.html"] != before["ar/2024/08/n01/index.html"]
    assert now["ar/2024/08/n02/index.html"] == before["ar/2024/08/n02/index.html"]
    assert stray.exists()
    paper.build()
    assert paper.tree()["ar/2024/08/n02/index.html"] != before["ar/2024/08/n02/index.html"]
    assert not stray.exists()


@pytest.mark.parametrize("told", ["content/2024/n01", FIRST, "content/2024/n09", "content/2024"])
def test_what_is_told_may_be_a_file_or_a_folder_new_or_gone(paper: Newspaper, told: str) -> None:
    if told == "content/2024/n09":
        paper.write({f"{told}/ar.md": story("جديد", "2024-08-09", tags="[x]")})
    else:
        shutil.rmtree(paper.root / "content/2024/n01")
    assert paper.run("build", "--changed", told).exit_code == 0
    told_tree = paper.tree()
    paper.build()
    assert paper.tree() == told_tree
    assert ("ar/2024/08/n01/index.html" in told_tree) == (told == "content/2024/n09")


def test_a_new_name_in_a_settings_file_needs_no_telling(paper: Newspaper) -> None:
    paper.replace("site.yaml", "News", "Gazette")
    assert paper.run("build", "--changed", "site.yaml").exit_code == 0
    told_tree = paper.tree()
    assert b"Gazette" in told_tree["en/index.html"]
    paper.build()
    assert paper.tree() == told_tree


def test_a_path_outside_the_newspaper_and_all_of_it_are_wrong_calls(paper: Newspaper) -> None:
    for told, said in (("/etc/hosts", "is not in"), ("content", "is all of the newspaper")):
        ran = paper.run("build", "--changed", told)
        assert ran.exit_code == 2
        assert said in ran.stderr


def test_problems_in_what_is_told_are_told_and_nothing_is_written(paper: Newspaper) -> None:
    before = paper.tree()
    paper.write({FIRST: "---\ntitel: x\n---\n"})
    ran = paper.run("build", "--changed", FIRST)
    assert ran.exit_code == 1
    assert f"{FIRST}:2" in ran.stderr
    assert paper.tree() == before


def test_with_a_store_that_is_lost_everything_is_looked_at(paper: Newspaper) -> None:
    paper.replace(FIRST, "نص.", "نص آخر.")
    stray = paper.out / "stray.txt"
    stray.write_text("x")
    (paper.root / ".naba/store.sqlite3").unlink()
    ran = paper.run("build", "--changed", FIRST)
    assert ran.exit_code == 0, ran.output
    told_tree = paper.tree()
    assert not stray.exists()
    paper.build(fresh=True)
    assert paper.tree() == told_tree
