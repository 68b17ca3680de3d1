"""The proof that an incremental build is the clean one, on a copy of the user's own newspaper.

Random edits are made one after another. After each the copy is built as it stands, and once more
clean: without a store, into another folder, by another process. The two folders have to be the
same, byte for byte; or both builds refuse the newspaper for the same problems, and the edit is
taken back.
"""

from __future__ import annotations

import multiprocessing
import shutil
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random

from msgspec.structs import replace

from naba.build import Progress, Settings
from naba.errors import ContentError, Problem, UsageError
from naba.model import Value
from naba.run import run_build
from naba.source import Project
from naba.verify import chance, stories, theme
from naba.verify.compare import Difference, compare
from naba.verify.edits import Edit, Kind, applied
from naba.verify.paper import Paper

KINDS: tuple[Kind, ...] = (*stories.KINDS, *theme.KINDS, *chance.KINDS)

Problems = tuple[Problem, ...]
Builder = Callable[[Project, Settings], Problems | None]


class Verdict(Value, frozen=True):
    """How many edits were tried, how many of them both builds refused, and what failed, if any."""

    edits: int
    refused: int = 0
    failure: str = ""

    def told(self) -> str:
        """The verdict in words."""
        if self.failure:
            return self.failure
        refused = f"; both builds refused {self.refused} of them alike" if self.refused else ""
        return f"{self.edits} edits held: each build gave the clean one's bytes{refused}."


def verify(
    project: Project,
    settings: Settings,
    edits: int,
    seed: int,
    progress: Progress = lambda *_: None,
) -> Verdict:
    """Tries ``edits`` random edits, the same ones for one ``seed``, up to the first that fails.

    Raises ``ContentError`` or ``UsageError`` if the newspaper can't be built as it is.
    """
    dice = Random(seed)
    with tempfile.TemporaryDirectory(prefix="naba-verify-") as folder:
        proof = Proof(project, settings, Path(folder), in_a_process)
        proof.begin()
        refused = 0
        for number in range(1, edits + 1):
            progress("edits", number - 1, edits)
            edit = thought_of(proof.paper, dice)
            held, fault = proof.step(edit)
            refused += not held
            if fault:
                return Verdict(number, refused, f"Edit {number} {edit.name}. Then:\n{fault}")
        return Verdict(edits, refused)


def thought_of(paper: Paper, dice: Random, kinds: Sequence[Kind] = KINDS) -> Edit:
    """An edit of some kind that the newspaper has something for.

    Raises ``UsageError`` if there is nothing in it that such an edit could change.
    """
    for _ in range(1000):
        edit = dice.choice(kinds)(paper, dice)
        if edit is not None:
            return edit
    raise UsageError("there is nothing in the newspaper that could be edited")


class Proof:
    """A copy of a newspaper, built after each edit in place, and clean elsewhere."""

    def __init__(
        self, project: Project, settings: Settings, folder: Path, elsewhere: Builder
    ) -> None:
        """``folder`` is for all that is written; ``elsewhere`` makes the clean builds."""
        self.paper = Paper(project, folder / "paper", settings)
        self.mine = self.paper.project()
        self.clean = Project.at(
            self.paper.root, folder / "clean", self.paper.theme, folder / "state"
        )
        self.elsewhere = elsewhere
        self._steps = 0
        self._held = True  # whether the last build was not refused: else more has changed

    def begin(self) -> None:
        """The first build. Raises ``ContentError`` if the newspaper is not sound."""
        problems = built(self.mine, self.paper.settings())
        if problems:
            raise ContentError(problems)

    def step(self, edit: Edit) -> tuple[bool, str]:
        """Makes an edit; whether it held, and how the two builds differ, "" if they don't.

        An edit that both builds refuse for the same problems is taken back.
        """
        back = applied(edit, self.paper)
        mine = built(self.mine, self._settings(edit))
        clean = self._clean()
        if mine != clean:
            return False, _told_problems(mine, clean)
        self._held = mine is None
        if mine is not None:
            applied(back, self.paper)
            return False, ""
        found = compare(Path(self.mine.out), Path(self.clean.out))
        return True, _told(found) if found else ""

    def _settings(self, edit: Edit) -> Settings:
        """How to build after an edit. Of two edits of stories one is told, the other is found."""
        self._steps += 1
        content = "content/"
        if not edit.files or self._steps % 2 or edit.now or edit.drafts is not None:
            return self.paper.settings()
        paths = [path.rstrip("/") for path in edit.files]
        if not all(path.startswith(content) for path in paths) or not self._held:
            return self.paper.settings()
        told = tuple(path.removeprefix(content) for path in paths)
        return replace(self.paper.settings(), changed=told)

    def _clean(self) -> Problems | None:
        shutil.rmtree(self.clean.out, ignore_errors=True)
        # Pictures are drawn once in each of the two places: drawing them takes most of the time.
        Path(self.clean.state, "store.sqlite3").unlink(missing_ok=True)
        return self.elsewhere(self.clean, self.paper.settings())


def built(project: Project, settings: Settings) -> Problems | None:
    """Builds; the problems for which it was refused, ``None`` if it was not."""
    try:
        run_build(project, settings, lambda *_: None)
    except ContentError as error:
        return error.problems
    return None


def in_a_process(project: Project, settings: Settings) -> Problems | None:
    """The same in a new process, which remembers nothing."""
    method = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=method) as pool:
        return pool.submit(built, project, settings).result()


def _told(found: Difference) -> str:
    place = f"{found.path}:{found.line}" if found.line else found.path
    lines = [f"{place} differs."]
    for whose, line in (("Incremental", found.mine), ("Clean", found.clean)):
        lines.append(f"  {whose + ':':12} {'it is not there' if line is None else line}")
    return "\n".join(lines)


def _told_problems(mine: Problems | None, clean: Problems | None) -> str:
    lines = ["One of the builds refuses the newspaper, or both do for unlike problems."]
    for whose, problems in (("Incremental", mine), ("Clean", clean)):
        lines.append(f"  {whose}: {'it builds' if problems is None else ''}")
        lines += [f"    {problem}" for problem in problems or ()]
    return "\n".join(lines)
