"""The same bytes anywhere: zone, locale, hash seed, folder, processes, order of entries."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.newspaper import ROOT, SAMPLE_NOW, Newspaper, copy_of_sample

# Python loads a module of this name before anything else: here one that lets the disk tell the
# entries of its folders in an order of chance.
HOOK = """
import os, random

real = os.scandir

class Shuffled:
    def __init__(self, path="."):
        with real(path) as entries:
            told = sorted(entries, key=lambda entry: entry.name)
        random.Random(os.environ["ENTRIES"]).shuffle(told)
        self.told = iter(told)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.told)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def close(self):
        pass

os.scandir = Shuffled
os.listdir = lambda path=".": [entry.name for entry in Shuffled(path)]
"""

HERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "1",
    "ENTRIES": "north",
}
THERE = {
    "TZ": "America/St_Johns",
    "LC_ALL": "C",
    "PYTHONHASHSEED": "4242",
    "ENTRIES": "south",
}


def run(hook: Path, env: dict[str, str], *command: str) -> str:
    hook.mkdir(exist_ok=True)
    (hook / "sitecustomize.py").write_text(HOOK, "utf-8")
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **env, "PYTHONPATH": str(hook)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def test_two_clean_builds_of_the_sample_on_unlike_machines_are_identical(tmp_path: Path) -> None:
    first = copy_of_sample(tmp_path / "first", small_pictures=True)
    second = Newspaper(Path(shutil.copytree(first.root, tmp_path / "الثانية والأخيرة")))
    trees = []
    for paper, env, jobs in ((first, HERE, "1"), (second, THERE, "3")):
        given = ("--site", str(paper.root), "--now", SAMPLE_NOW.isoformat(), "--jobs", jobs)
        run(tmp_path / "hook", env, str(ROOT / "build.py"), "--quiet", *given)
        trees.append(paper.tree())
    assert len(trees[0]) > 700
    assert trees[0].keys() == trees[1].keys()
    assert [path for path in trees[0] if trees[0][path] != trees[1][path]] == []


def test_the_two_machines_differ_in_what_must_not_matter(tmp_path: Path) -> None:
    for name in "abcdefgh":
        (tmp_path / name).touch()
    ask = (
        "import os, time, pathlib; "
        f"print(os.listdir({str(tmp_path)!r}), hash('x'), time.tzname, "
        f"[*map(str, pathlib.Path({str(tmp_path)!r}).iterdir())], [*os.walk({str(tmp_path)!r})])"
    )
    said = [run(tmp_path / "hook", env, "-c", ask) for env in (HERE, HERE, THERE)]
    assert said[0] == said[1] != said[2]
