"""The store may be lost, damaged or foreign: that costs a word and some time, and no byte."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import Press
from tests.newspaper import Newspaper, picture, story

FILES: dict[str, str | bytes] = {
    "content/2024/a/ar.md": story("أ", section="world", tags="[سوريا]"),
    "content/2024/b/ar.md": story("ب", body="نص ![صورة](p.png)\n", section="world"),
    "content/2024/b/en.md": story("B", None, "Text.\n"),
    "content/2024/b/p.png": picture(),
}
WORD = "The store was damaged or of another version; it was made anew."


def store_of(paper: Newspaper) -> Path:
    return paper.root / ".naba/store.sqlite3"


def lose_pages(paper: Newspaper) -> None:
    """Deletes pages and touches stories, so that the next build asks the store for everything."""
    for file in paper.root.glob("content/**/*.md"):
        file.write_bytes(file.read_bytes())
    for path in paper.out.rglob("*.html"):
        path.unlink()


def _truncated(store: Path) -> None:
    raw = store.read_bytes()
    store.write_bytes(raw[: len(raw) // 2 + 100])


def _with_the_middle_overwritten(store: Path) -> None:
    raw = bytearray(store.read_bytes())
    raw[len(raw) // 3 : len(raw) // 2] = b"\x5a" * (len(raw) // 2 - len(raw) // 3)
    store.write_bytes(raw)


def _of_another_version(store: Path) -> None:
    with sqlite3.connect(store) as base:
        base.execute("UPDATE meta SET value = '999' WHERE key = 'schema'")
    base.close()


def _of_another_program(store: Path) -> None:
    store.unlink()
    with sqlite3.connect(store) as base:
        base.execute("CREATE TABLE files (name TEXT)")
    base.close()


def _with_a_broken_moment(store: Path) -> None:
    with sqlite3.connect(store) as base:
        base.execute("UPDATE meta SET value = 'noon' WHERE key = 'built_at'")
    base.close()


def _with_another_body(store: Path) -> None:
    with sqlite3.connect(store) as base:
        base.execute("UPDATE bodies SET html = X'3C703E'")
    base.close()


def _with_swapped_stories(store: Path) -> None:
    with sqlite3.connect(store) as base:
        rows = base.execute("SELECT key, compiled FROM drafts").fetchall()
        for (key, _), (_, other) in zip(rows, rows[1:] + rows[:1], strict=True):
            base.execute("UPDATE drafts SET compiled = ? WHERE key = ?", (other, key))
    base.close()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "truncated": _truncated,
    "of zero bytes": lambda store: store.write_bytes(b""),
    "of other bytes": lambda store: store.write_bytes(b"No database.\n" * 999),
    "with its middle overwritten": _with_the_middle_overwritten,
    "of another version": _of_another_version,
    "of another program": _of_another_program,
    "with a moment that is none": _with_a_broken_moment,
    "with another body": _with_another_body,
    "with swapped stories": _with_swapped_stories,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_word_and_the_right_bytes_come_of_a_store(damage: str, newspaper: Press) -> None:
    paper = newspaper(FILES)
    paper.build()
    right = paper.tree()
    DAMAGES[damage](store_of(paper))
    lose_pages(paper)
    result = paper.run("--jobs", "1")
    assert result.exit_code == 0, result.output
    assert result.stderr.strip() == WORD
    assert paper.tree() == right
    again = paper.run("--jobs", "1")
    assert (again.exit_code, again.stderr) == (0, "")
    assert paper.build().written == 0


def test_a_deleted_store_costs_time_alone(newspaper: Press) -> None:
    paper = newspaper(FILES)
    paper.build()
    right = paper.tree()
    store_of(paper).unlink()
    lose_pages(paper)
    result = paper.run("--jobs", "1")
    assert (result.exit_code, result.stderr) == (0, "")
    assert paper.tree() == right


def test_damaged_renditions_are_made_again(newspaper: Press) -> None:
    paper = newspaper(FILES)
    paper.build()
    right = paper.tree()
    kept = sorted((paper.root / ".naba/renditions").iterdir())
    assert kept
    for number, file in enumerate(kept):
        raw = file.read_bytes()
        file.write_bytes(raw[: len(raw) // 2] if number % 2 else raw[:-9] + b"\0" * 9)
    for path in (*paper.out.rglob("*.jpg"), *paper.out.rglob("media/**/*.*")):
        path.unlink()
    paper.build()
    assert paper.tree() == right


def test_a_report_counts_what_was_written_before_damage_was_met(newspaper: Press) -> None:
    paper = newspaper(FILES)
    paper.build()
    _with_another_body(store_of(paper))
    pages = sum(1 for _ in paper.out.rglob("*.html"))
    lose_pages(paper)
    report = paper.build()
    assert (report.written, report.unchanged) == (pages, report.planned - pages)


def test_no_damage_to_any_byte_of_the_store_reaches_a_page(tmp_path: Path) -> None:
    paper = Newspaper(tmp_path / "paper", FILES)
    paper.build()
    right, whole = paper.tree(), store_of(paper).read_bytes()

    @settings(max_examples=25, phases=[Phase.generate])  # hundreds of builds to shrink
    @given(st.integers(0, len(whole) - 1), st.binary(min_size=1, max_size=300))
    def law(at: int, noise: bytes) -> None:
        store_of(paper).write_bytes(whole[:at] + noise + whole[at + len(noise) :])
        lose_pages(paper)
        paper.build()
        assert paper.tree() == right

    law()
