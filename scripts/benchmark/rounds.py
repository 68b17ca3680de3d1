"""The race: the generators in turn, round after round, so that a busy minute hits all alike."""

from __future__ import annotations

import os
import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmark.corpus import Corpus
from benchmark.generator import Generator
from benchmark.measure import Cost, measure

CASES = ("cold", "edit", "noop")
WALK = "find"
_WALK = ["find", "content", "public", "-printf", r"%s %T@\n"]
# Settings of the caller's that would change what a generator does.
_FOREIGN = ("HUGO_", "PELICAN_", "PYTHON", "SOURCE_DATE_EPOCH")

Say = Callable[[str], None]


@dataclass(frozen=True)
class Result:
    """A generator's median costs in one case, and how many files its output then has.

    The name ``WALK`` stands for a walk over Naba's content and output, which writes no files.
    """

    name: str
    case: str
    cost: Cost
    files: int


def race(
    generators: Sequence[Generator],
    corpus: Corpus,
    work: Path,
    rounds: int,
    cases: Sequence[str],
    say: Say,
) -> list[Result]:
    """Builds the newspaper with each generator, in each case, so many times.

    The first generator's folder is walked for comparison. Raises ``CommandFailed`` where one fails.
    """
    track = _Track(generators, corpus, work, say)
    track.lay()
    if "cold" not in cases:
        for generator in generators:
            track.run(generator, "first build", 0)
    costs: dict[tuple[str, str], list[Cost]] = defaultdict(list)
    files: dict[str, int] = {}
    for number in range(1, rounds + 1):
        for case in [case for case in CASES if case in cases]:
            for generator in generators:
                costs[case, generator.name].append(track.run(generator, case, number))
                files[generator.name] = _files(work / generator.name / "public")
            if case == "noop":
                costs[case, WALK].append(track.walk(generators[0]))
    return [
        Result(name, case, _median(all_costs), files.get(name, 0))
        for (case, name), all_costs in costs.items()
    ]


class _Track:
    """The folders in which the generators run, one for each."""

    def __init__(
        self, generators: Sequence[Generator], corpus: Corpus, work: Path, say: Say
    ) -> None:
        self.generators, self.corpus, self.work, self.say = generators, corpus, work, say
        self.log = work / "log.txt"
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith(_FOREIGN)}

    def lay(self) -> None:
        """Writes the newspaper in every generator's form."""
        for generator in self.generators:
            self.say(f"writing {self.corpus.articles:,} articles for {generator.name}")
            generator.write(self.corpus, self.work / generator.name)

    def run(self, generator: Generator, case: str, number: int) -> Cost:
        """Readies the folder for the case and builds."""
        folder = self.work / generator.name
        if case == "cold":
            generator.forget(folder)
        if case == "edit":
            generator.edit(self.corpus, folder, number)
        cost = measure(generator.command(folder), folder, self.environment, self.log)
        self._told(case, number, generator.name, cost)
        return cost

    def walk(self, generator: Generator) -> Cost:
        cost = measure(_WALK, self.work / generator.name, self.environment, self.log)
        self._told(WALK, 0, generator.name, cost)
        return cost

    def _told(self, case: str, number: int, name: str, cost: Cost) -> None:
        seconds = f"{cost.wall:7.2f} s, {cost.cpu:7.2f} s of processors"
        self.say(f"{number or ' '} {case:12}{name:8}{seconds}, {cost.peak / 1e6:6.0f} MB")


def _median(costs: list[Cost]) -> Cost:
    """Each figure's own median."""
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        round(statistics.median(cost.peak for cost in costs)),
    )


def _files(folder: Path) -> int:
    """How many files an output has; what begins with a dot is the generator's own."""
    return sum(not name.startswith(".") for _, _, names in os.walk(folder) for name in names)
