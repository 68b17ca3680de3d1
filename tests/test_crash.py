"""A build that is killed, or that runs out of disk, at any moment: no link leads nowhere."""

from __future__ import annotations

import os
import platform
import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from urllib.parse import unquote, urlsplit

import pytest

from naba import run
from naba.errors import UsageError
from naba.output import STUB
from tests.conftest import Press
from tests.crashing import Crashes, Ending
from tests.links import Pages
from tests.newspaper import Newspaper, picture, story
from tests.papers import numbered, varied
from tests.proofs import room

BASE = "https://news.example"


def one_day() -> dict[str, str | bytes]:
    return {
        **varied(),
        "content/2024/gone/ar.md": story("راحل", "2024-08-21", tags="[مصر]", section="science"),
        "content/2024/gone/en.md": story("Gone", None, "See [this](../n01/en.md).\n"),
    }


def another_day() -> dict[str, str | bytes]:
    """The same newspaper after an edit of nearly everything: much is new, other, or not there."""
    files = {path: text for path, text in varied().items() if "/n02/" not in path}
    files["content/2024/n01/en.md"] = story("News 1", None, "Text with [a link](../n21/ar.md).\n")
    files["content/2024/n06/map.png"] = picture(70, colour="red")
    files["content/2024/new/ar.md"] = story("جديد", "2024-07-05", tags="[لبنان]", authors="[س]")
    files["content/2024/new/en.md"] = story("New", None, "See [it](../n21/ar.md).\n")
    return {**files, **numbered(6, 20)}


class Paper:
    """A newspaper that goes to and fro between two days, and what it looks like on each."""

    def __init__(self, folder: Path, crashes: Crashes, *days: Mapping[str, str | bytes]) -> None:
        self.paper, self.crashes = Newspaper(folder / "paper"), crashes
        self.clean: list[dict[str, bytes]] = []
        self.days = days
        for number, files in enumerate(self.days):
            clean = Newspaper(folder / f"clean {number}", files)
            clean.build()
            self.clean.append(clean.tree())
        self.day = 1
        self.turn()
        self.build()

    def turn(self) -> None:
        """Lets the other day begin."""
        self.day = 1 - self.day
        shutil.rmtree(self.paper.root / "content", ignore_errors=True)
        self.paper.write(self.days[self.day])

    def forget(self) -> None:
        """Lets the next build be the first one."""
        shutil.rmtree(self.paper.out, ignore_errors=True)
        shutil.rmtree(self.paper.root / ".naba", ignore_errors=True)

    def build(self) -> Ending:
        """A build that ends well, with the right bytes."""
        ending = self.crashes.build(self.paper.root)
        assert ending.code == 0, ending
        assert self.paper.tree() == self.clean[self.day]
        return ending


@pytest.fixture
def paper() -> Iterator[Paper]:
    with room() as folder, Crashes() as crashes:
        yield Paper(Path(folder), crashes, one_day(), another_day())


def missing(out: Path) -> list[str]:
    """Links from pages of the folder to pages and files that are not there."""
    pages = Pages(out, BASE) if any(out.rglob("*.html")) else None
    found = []
    for path in pages.trees if pages else ():
        for link in pages.links(path) if pages else ():
            parts = urlsplit(link)
            if parts.netloc == urlsplit(BASE).netloc:
                file = unquote(parts.path).lstrip("/")
                file += "index.html" if not file or file.endswith("/") else ""
                if not (out / file).is_file():
                    found.append(f"{path} -> {link}")
    return found


def crash(paper: Paper, times: int) -> None:
    """Kills builds at random moments: at steps that change the disk, and at any time at all."""
    dice = Random(times)
    paper.turn()
    steps = paper.build().steps
    began = time.perf_counter()
    paper.turn()
    paper.build()
    length = time.perf_counter() - began
    killed, stubs = 0, 0
    for number in range(times):
        paper.turn()
        if number % 5 == 4:
            paper.forget()
        how = (
            {"step": dice.randint(1, steps)} if number % 2 else {"seconds": dice.random() * length}
        )
        killed += paper.crashes.build(paper.paper.root, ends="killed", **how).code == -9
        stubs += any(body == STUB for body in paper.paper.tree().values())
        assert missing(paper.paper.out) == [], how
        paper.build()
    assert killed > times / 2
    assert stubs, "no build was killed while it wrote"


def test_after_a_kill_no_link_leads_nowhere_and_the_next_build_mends_all(paper: Paper) -> None:
    crash(paper, 20)


@pytest.mark.long
def test_after_two_hundred_kills_no_link_ever_led_nowhere(paper: Paper) -> None:
    crash(paper, 200)


def test_a_kill_between_two_deletions_leaves_no_link_to_what_is_deleted() -> None:
    stays = {"content/2024/stays/ar.md": story("باقٍ", "2024-07-01")}
    goes = {
        "content/2024/goes/ar.md": story("راحل", "2024-08-01", tags="[مصر]", section="world"),
        "content/2024/goes/en.md": story("Gone", None),
    }
    with room() as folder, Crashes() as crashes:
        paper = Paper(Path(folder), crashes, {**stays, **goes}, stays)
        paper.turn()
        steps = paper.build().steps
        for step in range(steps - 30, steps - 4, 4):
            paper.turn()
            paper.build()
            paper.turn()
            paper.crashes.build(paper.paper.root, ends="killed", step=step)
            assert missing(paper.paper.out) == [], step
            paper.build()


def test_a_disk_that_is_full_at_any_step_is_told_of_and_leaves_no_link_to_nowhere(
    paper: Paper,
) -> None:
    dice = Random(3)
    paper.turn()
    steps = paper.build().steps
    for _ in range(10):
        paper.turn()
        step = dice.randint(5, steps)
        ending = paper.crashes.build(paper.paper.root, ends="full", step=step)
        assert ending.code in (0, 2), ending
        if ending.code == 2:
            assert "No space left on device; mend that and build again" in ending.said
        assert missing(paper.paper.out) == [], step
        paper.build()


def test_the_pages_of_a_site_link_to_nothing_that_is_missing(paper: Paper) -> None:
    assert missing(paper.paper.out) == []
    (paper.paper.out / "ar/2024/08/n05/index.html").unlink()
    assert len(missing(paper.paper.out)) > 3


def test_a_build_says_who_holds_the_lock_that_it_waits_for_in_vain(
    newspaper: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = newspaper(varied())
    monkeypatch.setattr("naba.run.PATIENCE", 0.1)
    (paper.root / ".naba").mkdir()
    holder = f"process {os.getpid()} on {platform.node()}"
    with run.held(paper.root / ".naba"), pytest.raises(UsageError) as told:
        paper.build()
    lock = paper.root / ".naba/lock"
    expected = f"another build ({holder}) has held {lock} for 0.1 s; wait for it or end it"
    assert str(told.value) == expected
    assert not paper.out.exists()
    paper.build()
    assert not (paper.root / ".naba/holder").exists()


def test_a_second_build_waits_for_the_first(newspaper: Press) -> None:
    paper = newspaper(varied())
    (paper.root / ".naba").mkdir()
    with run.held(paper.root / ".naba"):
        second = threading.Thread(target=paper.build)
        second.start()
        time.sleep(0.5)
        assert not paper.out.exists()
    second.join(timeout=30)
    assert paper.has("/ar/")
