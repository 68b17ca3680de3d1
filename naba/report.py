"""What a build says: to people on a terminal, to people elsewhere, to machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any, Self, TextIO

import msgspec

from naba.build import BuildReport
from naba.errors import Problem


def told(problems: Iterable[Problem], stream: TextIO) -> None:
    """The problems, one a line, and how many there are."""
    listed = list(problems)
    for problem in listed:
        print(problem, file=stream)
    errors = sum(not problem.warning for problem in listed)
    if errors:
        print(f"{_count(errors, 'problem')}; nothing was written.", file=stream)


def summary(report: BuildReport) -> str:
    """The report in one line."""
    return (
        f"{_count(report.planned, 'page')}: {report.written} written, "
        f"{report.unchanged} unchanged, {report.deleted} deleted, in {report.seconds:.2f} s"
    )


_WEIGHED = {
    "html": "page",
    "css": "style",
    "fonts": "fonts",
    "script": "script",
    "picture": "picture on a phone",
}


def weights(report: BuildReport) -> str:
    """The heaviest of each kind beside its budget, in one line."""
    told = (
        f"{_WEIGHED[each.what]} {each.bytes / 1000:.1f} of {each.limit / 1000:g}"
        for each in report.weights
    )
    return f"The heaviest, in kB: {', '.join(told)}"


def as_json(
    report: BuildReport | None,
    problems: Iterable[Problem],
    *,
    ok: bool | None = None,
    error: str = "",
) -> str:
    """The machine's report: the counts, if anything was built, and every problem.

    ``ok`` tells whether a check passed, which builds nothing; ``error`` what was wrong with the
    call itself.
    """
    data: dict[str, Any] = {"ok": report is not None if ok is None else ok}
    if error:
        data["error"] = error
    if report is not None:
        for name in ("out", "planned", "written", "unchanged", "deleted", "seconds"):
            data[name] = getattr(report, name)
        data["budgets"] = [msgspec.structs.asdict(weight) for weight in report.weights]
    data["problems"] = [
        {
            "file": problem.file,
            "line": problem.line,
            "column": problem.column,
            "fact": problem.fact,
            "remedy": problem.remedy,
            "level": "warning" if problem.warning else "error",
        }
        for problem in problems
    ]
    return json.dumps(data, ensure_ascii=False, indent=2)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


class Bar:
    """Progress: a bar on a terminal, nothing elsewhere (the summary says it in a line)."""

    def __init__(self, quiet: bool) -> None:
        self._bar: Any = None
        self._task: Any = None
        self._show = not quiet and sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def __call__(self, what: str, done: int, total: int) -> None:
        """``done`` of ``total`` are made."""
        if not self._show:
            return
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(what, total=total)
            self._bar.start()
        self._bar.update(self._task, completed=done)

    def stop(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
