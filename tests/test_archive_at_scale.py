"""A newspaper of a hundred thousand articles, for real: bytes, reach and memory.

Some ten minutes on two processors. The figures are printed (`pytest -s`).
"""

from __future__ import annotations

import filecmp
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

from benchmark.corpus import Corpus, Story
from benchmark.machine import processors, roomy
from benchmark.measure import Cost, measure
from benchmark.naba import Naba

ARTICLES = 100_000
MEMORY = 1_500_000_000  # bytes at the most, of all processes together
REACH = 60  # files that a new story in both languages with three tags may change


class Archive:
    """The made-up newspaper in a folder, and what builds of it cost."""

    def __init__(self, root: Path, articles: int) -> None:
        self.root, self.corpus, self.naba = root, Corpus(articles), Naba(processors())
        self.paper = root / "paper"
        self.costs: dict[str, Cost] = {}
        self.naba.write(self.corpus, self.paper)

    def build(self, what: str, *more: str) -> set[str]:
        """Builds, and notes what that cost under ``what``; the files that are not as they were."""
        before = _stats(self.paper / "public")
        command = [*self.naba.command(self.paper), "--now", "2026-01-01", *more]
        cost = measure(command, self.paper, os.environ, self.root / "log.txt")
        self.costs[what] = cost
        print(f"{what:20} {cost.wall:7.2f} s {cost.cpu:7.2f} s CPU {cost.peak / 1e6:6.0f} MB")
        after = _stats(self.paper / "public")
        return {p for p in before.keys() | after.keys() if before.get(p) != after.get(p)}

    def file(self, story: Story, lang: str) -> Path:
        return self.paper / self.naba.path(story, lang)

    def publish(self, slug: str) -> None:
        """One story more, the newest, in both languages and with three tags."""
        tags = list(self.corpus.tags)[:3]
        for lang in ("ar", "en"):
            head = f"title: Story {slug}\nsummary: It is told.\n"
            if lang == "ar":
                head += f"date: 2025-06-01\nsection: world\ntags: [{', '.join(tags)}]\n"
            file = self.paper / f"content/2025/06/{slug}/{lang}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"---\n{head}---\n\nOne paragraph.\n", "utf-8")


def _stats(folder: Path) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for top, _, names in os.walk(folder):
        for name in names:
            stat = os.stat(f"{top}/{name}")  # noqa: PTH116
            found[os.path.relpath(f"{top}/{name}", folder)] = (stat.st_ino, stat.st_mtime_ns)
    return found


@pytest.fixture(scope="module")
def room() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="naba-scale-", dir=roomy(ARTICLES)) as folder:
        yield Path(folder)


def _new_story(archive: Archive) -> set[str]:
    """What the second new story changes: the first may seal a page or open a month."""
    archive.publish("first-of-its-month")
    archive.build("first of a month")
    archive.publish("another")
    return archive.build("story published")


@pytest.mark.long
def test_an_archive_of_a_hundred_thousand_articles_is_kept_like_a_small_one(room: Path) -> None:
    archive = Archive(room, ARTICLES)
    assert len(archive.build("cold")) > ARTICLES
    assert archive.build("nothing changed") == set()
    middle = archive.corpus.story(archive.corpus.size // 2)
    archive.naba.edit(archive.corpus, archive.paper, 1)
    page = f"ar/{middle.published:%Y/%m}/{middle.slug}/index.html"
    changed = archive.build("article edited")
    assert page in changed
    assert len(changed) <= 2 + len(middle.tags) + 2  # and the feeds that hold it, old as it is
    published = _new_story(archive)
    assert len(published) <= REACH
    shutil.rmtree(archive.file(archive.corpus.story(7), "ar").parent)
    archive.build("story deleted")
    own = archive.paper / "templates/parts/story.html"
    own.parent.mkdir(parents=True)
    theme = Path(__file__).parent.parent / "templates/parts/story.html"
    own.write_text(
        theme.read_text("utf-8").replace('class="byline"', 'class="byline by-line"'), "utf-8"
    )
    archive.build("template changed")
    assert max(cost.peak for cost in archive.costs.values()) < MEMORY
    _is_clean(archive)
    small = _new_story(Archive(room / "small", 1_000))
    assert len(small) <= REACH


def _is_clean(archive: Archive) -> None:
    """After all that the folder holds what a clean build elsewhere gives, file for file."""
    clean = archive.root / "clean"
    state = archive.paper / ".naba"
    state.rename(archive.root / "state")
    archive.build("clean elsewhere", "--out", str(clean))
    paths = sorted(_stats(archive.paper / "public"))
    assert paths == sorted(_stats(clean))
    _, wrong, unread = filecmp.cmpfiles(archive.paper / "public", clean, paths, shallow=False)
    assert not wrong + unread
