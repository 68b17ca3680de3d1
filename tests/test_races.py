"""Files that change while they are looked at, or within one tick of the disk's clock."""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec
import pytest

from naba import source
from naba.cause import Standing
from naba.digest import digest_bytes
from naba.loading import Reader
from naba.output import Folder
from naba.page import Page, Turn
from naba.source import TICK, engines, stat_of
from naba.store import Known, Store, Written
from tests.conftest import Press
from tests.newspaper import Newspaper, picture, story

ARTICLE = "content/2024/a/ar.md"
FILES: dict[str, str | bytes] = {
    ARTICLE: story("أول", body="نص ![صورة](p.png)\n", section="world"),
    "content/2024/a/p.png": picture(40, 30),
    "static/own.css": "p { color: red }",
}
OTHER: dict[str, str | bytes] = {
    ARTICLE: story("ثانٍ", body="غيره ![صورة](p.png)\n", section="science"),
    "content/2024/a/p.png": picture(30, 40, colour="red"),
    "static/own.css": "p { color: blue }",
}


@pytest.mark.parametrize("path", FILES)
def test_what_is_saved_during_a_build_and_taken_back_is_not_published(
    path: str, newspaper: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = newspaper(FILES)
    paper.build()
    right = paper.tree()
    with contextlib.suppress(FileNotFoundError):
        (paper.root / ".naba/store.sqlite3").unlink()
    for page in paper.out.rglob("*"):
        if page.is_file() and page.name != ".naba":
            page.unlink()
    _save_after_first_look(paper, path, monkeypatch)
    paper.build()
    monkeypatch.undo()
    paper.build()
    assert paper.tree() != right  # at the latest now the other version is published
    paper.write({path: FILES[path]})
    paper.build()
    assert paper.tree() == right


def _save_after_first_look(paper: Newspaper, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets an editor save another version just after the file was read for the first time."""
    real, looks = source.read, 0

    def read(file: Path | str) -> bytes:
        nonlocal looks
        body = real(file)
        if str(file) == str(paper.root / path):
            looks += 1
            if looks == 1:
                paper.write({path: OTHER[path]})
        return body

    monkeypatch.setattr(source, "read", read)


def test_a_source_that_changed_within_the_tick_before_a_build_is_read_again(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"now")
    stat = stat_of(file.stat(), "a.md")
    for built_at, read in ((stat.ctime + TICK // 2, True), (stat.ctime + 2 * TICK, False)):
        with contextlib.closing(Store(tmp_path / f"{read}.sqlite3", engines())) as store:
            store.keep_files({"content/a.md": Known(stat, "the digest of before")})
            store.built_at = built_at
            found = Reader(store).digest("content", tmp_path, stat)
        assert found == (digest_bytes(b"now") if read else "the digest of before")


def test_a_page_that_was_altered_within_the_tick_of_its_build_is_seen(newspaper: Press) -> None:
    paper = newspaper(FILES)
    paper.build()
    page = "ar/index.html"
    (paper.out / page).write_bytes(b"altered")
    with contextlib.closing(Store(paper.root / ".naba/store.sqlite3", engines())) as store:
        name = str(paper.out)
        sheaf, outputs = next(
            (sheaf, {output.path: output for output in outputs})
            for sheaf, outputs in store.outputs(name, store.written(name).sheaves).items()
            if page in {output.path for output in outputs}
        )
        output = outputs[page]
        # As if the disk's clock had stood still since the page was recorded.
        stat = stat_of((paper.out / page).stat(), page)
        touched = {**outputs, page: msgspec.structs.replace(output, stat=stat)}
        store.keep_outputs(name, sheaf, tuple(touched.values()))
        sheaves = store.written(name).sheaves
        for ended, event in ((stat.ctime + TICK // 2, "altered"), (stat.ctime + 2 * TICK, None)):
            store.keep_written(name, Written(ended, sheaves=sheaves))
            standing = Standing(store, Folder(paper.out), name)
            standing.open([sheaf])
            planned = Page(page, "template", Turn.LISTINGS, "the home page")
            assert standing.event(planned, output.fingerprint) == event
