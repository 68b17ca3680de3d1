"""Builds as processes: killed, side by side, without room, elsewhere in the world."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from naba import heirs, scout, work
from naba.build import Settings
from naba.output import STUB
from naba.page import refs
from naba.renderers import Material
from naba.run import run_build
from naba.site import Clock
from naba.source import Part, Project
from naba.store import sources
from naba.survey import joined, survey
from tests.conftest import Press
from tests.newspaper import NOW, ROOT, Newspaper, picture
from tests.papers import numbered, varied

BUILD = [sys.executable, str(ROOT / "build.py"), "--quiet", "--now", NOW.isoformat()]

# A build that is ended, without a chance to tidy, when it has called something so many times; or
# one whose helper is.
KILLED = """
import os, signal, sys
from naba import output, store
from naba.cli import main

build = os.getpid()

def deadly(owner, name, left, whole):
    real = getattr(owner, name)
    def call(*args, **given):
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(build if whole else os.getpid(), signal.SIGKILL)
        return real(*args, **given)
    setattr(owner, name, call)

owner, name, left, *rest = sys.argv[1].split(":")
deadly(getattr(output if owner == "Folder" else store, owner), name, int(left), not rest)
main(sys.argv[2:])
"""

# A build that may write no file of more than so many bytes, as on a disk that is nearly full.
CRAMPED = """
import resource, sys
from naba.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
main(sys.argv[2:])
"""


def run(*command: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )


@pytest.mark.parametrize(
    "moment",
    [
        "Store:keep_drafts:0",
        "Folder:stage:0",
        "Folder:stage:25",
        "Folder:publish:0",
        "Folder:publish:20",
        "Folder:prune:0",
        "Store:commit:0",
    ],
)
def test_a_killed_run_leaves_no_half_page_and_the_next_mends_all(
    moment: str, newspaper: Press, tmp_path: Path
) -> None:
    paper = newspaper(varied())
    paper.build()
    old = paper.tree()
    shutil.rmtree(paper.root / "content/2024/n02")
    paper.write({**numbered(3, 10), "content/2024/n06/map.png": picture(70)})
    paper.replace("content/2024/n01/en.md", "../n02/ar.md", "../n11/ar.md")
    paper.replace("site.yaml", "tagline: أخبار", "tagline: شؤون")
    new = _clean(paper, tmp_path / "clean")

    killed = run(
        sys.executable, "-c", KILLED, moment, "--site", str(paper.root), "--now", NOW.isoformat()
    )
    assert killed.returncode == -9, killed.stderr
    for path, body in paper.tree().items():
        if not path.startswith(".naba-staging/"):
            assert body in (old.get(path), new.get(path), STUB), path

    paper.build()
    assert paper.tree() == new


def _clean(paper: Newspaper, at: Path) -> dict[str, bytes]:
    shutil.copytree(paper.root, at, ignore=shutil.ignore_patterns("public", ".naba"))
    other = Newspaper(at)
    other.build()
    return other.tree()


def test_a_first_build_that_is_killed_leaves_a_folder_that_the_next_one_takes(
    newspaper: Press, tmp_path: Path
) -> None:
    paper = newspaper(varied())
    for moment in ("Folder:stage:30", "Folder:publish:3", "Folder:publish:40"):
        killed = run(
            *(sys.executable, "-c", KILLED, moment),
            *("--site", str(paper.root), "--now", NOW.isoformat(), "--jobs", "2"),
        )
        assert killed.returncode == -9, killed.stderr
    paper.build()
    assert paper.tree() == _clean(paper, tmp_path / "clean")


def _word_of(failed: subprocess.CompletedProcess[str], word: str) -> bool:
    """Whether a build that could not be made says so, in a word and no more."""
    said = failed.stderr
    return failed.returncode == 2 and word in said and "Traceback" not in said


def test_a_killed_helper_leaves_the_old_site_whole(newspaper: Press) -> None:
    paper = newspaper(varied())
    paper.build()
    old = paper.tree()
    paper.replace("site.yaml", "tagline: أخبار", "tagline: شؤون")
    failed = run(
        *(sys.executable, "-c", KILLED, "Folder:stage:5:helper"),
        *("--site", str(paper.root), "--now", NOW.isoformat(), "--jobs", "2"),
    )
    assert _word_of(failed, "a process that helped was ended")
    assert paper.tree() == old


def test_processes_forked_once_or_often_or_not_at_all_make_the_same_bytes(
    newspaper: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    trees = []
    for forks, life, memory in (
        (True, 512, sources.MOST),
        (True, 1, sources.MOST),
        (True, 512, 1),  # nothing is born known: all is fetched from the store, and sent
        (False, 512, sources.MOST),
    ):
        monkeypatch.setattr(heirs, "FORKS", forks)
        monkeypatch.setattr(work, "LIFE", life)
        monkeypatch.setattr(sources, "MOST", memory)
        paper = newspaper(varied())
        with work.Elastic(2) as helpers:
            project = Project.at(paper.root, paper.out)
            settings = Settings(Clock(NOW), jobs=2)
            run_build(project, settings, lambda *_: None, executor=helpers)
        trees.append(paper.tree())
    assert all(tree == trees[0] for tree in trees)


class Watched(ThreadPoolExecutor):
    """Workers that might be anywhere; ``given`` is what they were handed."""

    def __init__(self) -> None:
        super().__init__(2)
        self.given: list[tuple[Any, ...]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        self.given.append(args)
        return super().submit(fn, *args, **named)


def test_workers_elsewhere_get_what_their_pages_name_and_no_more(newspaper: Press) -> None:
    paper = newspaper(numbered(24))
    with Watched() as helpers:
        project, settings = Project.at(paper.root, paper.out), Settings(Clock(NOW), jobs=2)
        run_build(project, settings, lambda *_: None, executor=helpers)
    handed = [args for args in helpers.given if isinstance(args[-1], Material)]
    assert len(handed) > 2
    for pages, material in handed:
        named: set[bytes] = set()
        for page in pages:
            refs(page.args, named)
        assert material.kept.keys() == named
        assert material.html.keys() == {digest for page in pages for digest in page.bodies}


@pytest.mark.parametrize("worth", [-1, 1_000_000], ids=["looked at ahead", "not"])
def test_scouts_tell_all_that_the_build_would_see_itself(
    worth: int, newspaper: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scout, "WORTH", worth)
    paper = newspaper(varied())
    paper.build(jobs=2)
    shutil.rmtree(paper.root / "content/2024/n02")
    paper.write(numbered(3, 10))
    paper.replace("content/2024/n01/en.md", "../n02/ar.md", "../n11/ar.md")
    (paper.out / "ar/index.html").write_text("altered", "utf-8")
    (paper.out / "en/index.html").unlink()
    (paper.out / "stray.html").write_text("nobody's", "utf-8")
    paper.build(jobs=2)
    assert paper.tree() == _clean(paper, tmp_path / "clean")


def test_each_file_is_in_one_part_of_a_folder(newspaper: Press) -> None:
    paper = newspaper({**varied(), "content/page.md": "", "content/2023/آb/x.md": "x"})
    (paper.root / "content/2023/آc.md").write_text("x", "utf-8")
    content = paper.root / "content"
    whole = survey(content, "content", {}, 0)
    parts = [survey(content, "content", {}, 0, Part(number, 3)) for number in range(3)]
    assert all(part.changed for part in parts)
    assert joined(parts) == whole
    known = {file.path: file for file in whole.changed}
    shutil.rmtree(content / "2024")
    parts = [survey(content, "content", known, 0, Part(number, 3)) for number in range(3)]
    assert joined(parts) == survey(content, "content", known, 0)
    assert joined(parts).gone


def test_a_full_disk_leaves_the_old_site_whole(newspaper: Press) -> None:
    paper = newspaper(varied())
    paper.build()
    old = paper.tree()
    long = "كلمة " * 20_000
    paper.replace("content/2024/n05/ar.md", "نص.", long)
    paper.replace("content/2024/n01/ar.md", "خبر 1", "عنوان آخر")
    failed = run(
        *(sys.executable, "-c", CRAMPED, "150000", "--site", str(paper.root)),
        *("--now", NOW.isoformat()),
    )
    assert _word_of(failed, "mend that and build again")
    assert paper.tree() == old
    paper.build()
    assert "عنوان آخر" in paper.page("/ar/2024/08/n01/")


def test_two_builds_at_once_both_end_well(newspaper: Press, tmp_path: Path) -> None:
    paper = newspaper(varied())
    builds = [
        subprocess.Popen([*BUILD, "--site", str(paper.root)], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    ends = [(build.communicate(timeout=100)[1], build.returncode) for build in builds]
    assert ends == [(b"", 0), (b"", 0)]
    assert paper.tree() == _clean(paper, tmp_path / "clean")


def test_the_bytes_are_the_same_everywhere(newspaper: Press, tmp_path: Path) -> None:
    paper = newspaper({**varied(), **numbered(14, 10)})
    paper.build()
    here = paper.tree()
    for number, env in enumerate(
        (
            {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "1"},
            {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONHASHSEED": "4242"},
        )
    ):
        other = tmp_path / f"elsewhere {number}"
        shutil.copytree(paper.root, other, ignore=shutil.ignore_patterns("public", ".naba"))
        out = tmp_path / f"نتيجة {number}"
        jobs = str(3 - number)
        done = run(*BUILD, "--site", str(other), "--out", str(out), "--jobs", jobs, **env)
        assert (done.returncode, done.stderr) == (0, "")
        assert paper.tree(out) == here
