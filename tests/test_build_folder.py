"""The output folder is put right whatever somebody did in it, and no other folder is touched."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from naba.errors import UsageError
from naba.source import TICK
from tests.conftest import Press
from tests.newspaper import Newspaper, story

ARTICLE = "ar/2024/08/a/index.html"


@pytest.fixture
def paper(newspaper: Press) -> Newspaper:
    """A newspaper that is built."""
    made = newspaper({"content/2024/a/ar.md": story(section="world")})
    made.build()
    return made


def test_deleted_altered_and_added_files_are_put_right(paper: Newspaper) -> None:
    right = paper.tree()
    (paper.out / ARTICLE).unlink()
    (paper.out / "ar/index.html").write_bytes(b"altered")
    (paper.out / "ar/feed.xml").write_bytes(b"")
    (paper.out / "stray.txt").write_bytes(b"added")
    (paper.out / "ar/stray/deep").mkdir(parents=True)
    (paper.out / "ar/stray/deep/page.html").write_bytes(b"added")
    report = paper.build()
    assert paper.tree() == right
    assert (report.written, report.deleted) == (3, 2)
    assert not (paper.out / "ar/stray").exists()


def test_an_alteration_is_seen_though_size_and_time_are_the_old_ones(paper: Newspaper) -> None:
    right, page = paper.tree(), paper.out / ARTICLE
    stat = page.stat()
    page.write_bytes(page.read_bytes().replace(b"<h1", b"<h2"))
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert page.stat().st_size == stat.st_size
    paper.build()
    assert paper.tree() == right


def test_a_file_where_a_folder_must_be_gives_way(paper: Newspaper) -> None:
    right = paper.tree()
    shutil.rmtree(paper.out / "ar/2024/08/a")
    (paper.out / "ar/2024/08/a").write_bytes(b"a file")
    paper.build()
    assert paper.tree() == right


def test_a_folder_where_a_file_must_be_gives_way(paper: Newspaper) -> None:
    right = paper.tree()
    (paper.out / ARTICLE).unlink()
    (paper.out / ARTICLE / "inside").mkdir(parents=True)
    (paper.out / ARTICLE / "inside/file").write_bytes(b"x")
    paper.build()
    assert paper.tree() == right


def test_empty_folders_go(paper: Newspaper) -> None:
    (paper.out / "ar/empty/below").mkdir(parents=True)
    paper.build()
    assert not (paper.out / "ar/empty").exists()


def test_a_folder_that_becomes_a_file_of_the_site_gives_way(paper: Newspaper) -> None:
    paper.replace("content/2024/a/ar.md", "title:", "aliases: [/old.html/story/]\ntitle:")
    paper.build()
    assert paper.has("/old.html/story/")
    paper.replace("content/2024/a/ar.md", "/old.html/story/", "/old.html")
    paper.build()
    assert (paper.out / "old.html").is_file()


@pytest.mark.parametrize("place", [ARTICLE, "ar/stray.html"])
def test_a_link_to_a_file_is_not_followed(paper: Newspaper, place: str, tmp_path: Path) -> None:
    right = paper.tree()
    target = tmp_path / "precious.txt"
    target.write_bytes(right.get(place, b"precious"))
    (paper.out / place).unlink(missing_ok=True)
    (paper.out / place).symlink_to(target)
    paper.build()
    assert paper.tree() == right
    assert not (paper.out / place).is_symlink()
    assert target.read_bytes() == right.get(place, b"precious")


@pytest.mark.parametrize("place", ["ar/2024", "ar/stray"])
def test_a_link_to_a_folder_is_not_followed(paper: Newspaper, place: str, tmp_path: Path) -> None:
    right = paper.tree()
    target = tmp_path / "precious"
    (target / "08/a").mkdir(parents=True)
    (target / "08/a/index.html").write_bytes(b"precious")
    (target / "file.txt").write_bytes(b"precious")
    if (paper.out / place).exists():
        (paper.out / place).rename(tmp_path / "aside")
    (paper.out / place).symlink_to(target, target_is_directory=True)
    paper.build()
    assert paper.tree() == right
    assert not (paper.out / place).is_symlink()
    found = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    assert found == {"08/a/index.html", "file.txt"}
    assert (target / "08/a/index.html").read_bytes() == b"precious"


def test_a_folder_with_other_files_is_refused_and_left_as_it_is(
    paper: Newspaper, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("precious")
    with pytest.raises(UsageError, match="Naba did not write"):
        paper.build(out=other)
    assert [path.name for path in other.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize(
    "inside", ["", "..", "content", "content/2024", "static/site", "templates/site", ".naba"]
)
def test_a_folder_that_the_newspaper_needs_is_refused(paper: Newspaper, inside: str) -> None:
    before = {path for path in paper.root.rglob("*") if "lock" not in path.name}
    with pytest.raises(UsageError, match="--out"):
        paper.build(out=paper.root / inside)
    assert {path for path in paper.root.rglob("*") if "lock" not in path.name} == before


def test_a_file_is_refused(paper: Newspaper, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("precious")
    with pytest.raises(UsageError, match="is a file"):
        paper.build(out=tmp_path / "file")
    assert (tmp_path / "file").read_text() == "precious"


def test_an_empty_folder_a_missing_one_and_a_site_of_naba_s_are_taken(
    paper: Newspaper, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    for goal in (tmp_path / "empty", tmp_path / "deep/below", tmp_path / "empty"):
        paper.build(out=goal)
        assert paper.tree(goal) == paper.tree()


def test_two_output_folders_of_one_newspaper_do_not_disturb_each_other(
    paper: Newspaper, tmp_path: Path
) -> None:
    assert paper.build(out=tmp_path / "other").written > 0
    assert paper.build().written == 0
    assert paper.build(out=tmp_path / "other").written == 0


def test_what_a_killed_build_had_staged_is_cleared(paper: Newspaper) -> None:
    right = paper.tree()
    (paper.out / ".naba-staging").mkdir()
    (paper.out / ".naba-staging/7").write_bytes(b"half")
    paper.build()
    assert paper.tree() == right


def test_a_site_that_cannot_be_written_is_left_whole(paper: Newspaper) -> None:
    right = paper.tree()
    paper.replace("content/2024/a/ar.md", "عنوان", "عنوان آخر")
    shutil.rmtree(paper.root / ".naba")
    (paper.root / ".naba").write_text("a file where a folder must be")
    with pytest.raises(UsageError, match="File exists"):
        paper.build()
    assert paper.tree() == right


def test_an_output_folder_that_cannot_be_made_is_told_of(paper: Newspaper, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where a folder must be")
    with pytest.raises(UsageError, match="Not a directory"):
        paper.build(out=tmp_path / "file/public")


def test_a_folder_that_has_missed_an_edit_catches_up(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story("أول", "2024-01-01")})
    other = paper.root / "other"
    paper.build()
    paper.build(out=other)
    paper.replace("content/a/ar.md", "أول", "ثانٍ")
    time.sleep(3 * TICK / 1e9)  # a file as young as the last build is looked at anyway
    paper.build(out=other)
    paper.build()
    assert paper.tree() == paper.tree(other)
    assert "ثانٍ" in paper.page("/ar/")
