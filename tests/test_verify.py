"""``build.py verify``: random edits on a copy of the user's newspaper, each built twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from naba.build import Settings
from naba.output import Folder
from naba.site import Clock
from naba.source import Project
from naba.verify.compare import compare
from naba.verify.edits import Edit, applied
from naba.verify.paper import Paper
from tests.conftest import Press
from tests.newspaper import NOW, Newspaper
from tests.papers import varied


@pytest.fixture
def paper(newspaper: Press) -> Newspaper:
    return newspaper({**varied(), "templates/parts/own.html": "", "static/own.css": "p {}"})


def test_edits_that_hold_are_counted_and_the_newspaper_is_left_alone(paper: Newspaper) -> None:
    def everything() -> dict[str, tuple[bytes, int]]:
        files = (path for path in paper.root.rglob("*") if path.is_file())
        return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    before = everything()
    ran = paper.run("verify", "--edits", "3", "--seed", "11")
    assert (ran.exit_code, ran.stderr) == (0, "")
    assert ran.stdout.startswith("3 edits held: each build gave the clean one's bytes")
    assert everything() == before


def test_the_first_difference_is_told_with_the_edit_that_led_to_it_the_same_for_one_seed(
    paper: Newspaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Folder, "prune", lambda *_: [])  # the clean build is another process
    ran, again = (paper.run("verify", "--edits", "9", "--seed", "3") for _ in range(2))
    assert ran.exit_code == 1
    first, place, mine, clean = ran.stdout.splitlines()
    assert re.fullmatch(r"Edit \d+ .+\. Then:", first)
    assert place.endswith(" differs.")
    assert mine == "  Incremental: it is there"
    assert clean == "  Clean:       it is not there"
    assert again.stdout == ran.stdout


def test_the_user_s_own_pictures_are_not_drawn_over(paper: Newspaper, tmp_path: Path) -> None:
    copy = Paper(Project.at(paper.root, None), tmp_path / "copy", Settings(Clock(NOW)))
    for path in copy.pictures():
        before = (paper.root / path).read_bytes()
        applied(Edit("redraws a picture", {path: b"other"}), copy)
        assert (copy.root / path).read_bytes() == b"other"
        assert (paper.root / path).read_bytes() == before


def test_a_newspaper_that_is_not_sound_is_not_edited(paper: Newspaper) -> None:
    paper.replace("content/2024/n05/ar.md", "title:", "titel:")
    ran = paper.run("verify", "--edits", "1")
    assert ran.exit_code == 1
    assert "unknown field `titel`" in ran.stderr


def test_the_first_line_that_differs_is_found(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name / "deep").mkdir(parents=True)
        (tmp_path / name / "deep/same.html").write_text("same")
    assert compare(tmp_path / "a", tmp_path / "b") is None
    (tmp_path / "a/page.html").write_text("one\ntwo\nthree")
    (tmp_path / "b/page.html").write_text("one\n2\nthree")
    found = compare(tmp_path / "a", tmp_path / "b")
    assert found
    assert (found.path, found.line, found.mine, found.clean) == ("page.html", 2, "two", "2")
    (tmp_path / "b/page.html").write_text("one\ntwo\nthree\nfour")
    found = compare(tmp_path / "a", tmp_path / "b")
    assert found
    assert (found.line, found.mine, found.clean) == (4, "", "four")


@pytest.mark.parametrize("what", ["a file more", "an empty folder more", "a link", "bytes"])
def test_no_difference_is_overlooked(what: str, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.html").write_bytes(b"\xff" + b"x")
    if what == "a file more":
        (tmp_path / "b/more").write_bytes(b"")
    elif what == "an empty folder more":
        (tmp_path / "a/more").mkdir()
    elif what == "a link":
        (tmp_path / "a/more").symlink_to("page.html")
    else:
        (tmp_path / "b/page.html").write_bytes(b"\xff" + b"y")
    assert compare(tmp_path / "a", tmp_path / "b")
