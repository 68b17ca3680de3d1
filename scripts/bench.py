"""Measure Naba beside Hugo and Pelican on one made-up newspaper: see docs/benchmarks.md.

python scripts/bench.py [--articles 10000] [--rounds 3] [--peers hugo,pelican] [--only cold,edit]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmark.corpus import Corpus
from benchmark.generator import Generator
from benchmark.hugo import Hugo
from benchmark.machine import machine, processors, roomy
from benchmark.measure import CommandFailed
from benchmark.naba import Naba
from benchmark.pelican import Pelican
from benchmark.report import page, section
from benchmark.rounds import CASES, race

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/benchmarks.md"
PEERS: Mapping[str, Callable[[Path], Generator]] = {"hugo": Hugo, "pelican": Pelican}


def main(arguments: list[str]) -> int:
    """Runs the race, prints its table, writes it if it is whole."""
    asked = _parser().parse_args(arguments)
    generators = [Naba(processors()), *(PEERS[name](asked.venv) for name in asked.peers)]
    with tempfile.TemporaryDirectory(prefix="naba-bench-", dir=roomy(asked.articles)) as folder:
        work = Path(folder)
        try:
            where = machine(work)
            for generator in generators:
                generator.version()
            corpus = Corpus(asked.articles)
            results = race(generators, corpus, work, asked.rounds, asked.only, _say)
        except FileNotFoundError as error:
            print(f"{error}; `make bench` installs the peers", file=sys.stderr)
            return 2
        except CommandFailed as error:
            print(error, file=sys.stderr)
            return 1
    told = section(asked.articles, asked.rounds, generators, results, where)
    print(told)
    if set(asked.only) == set(CASES) and "hugo" in asked.peers:
        old = PAGE.read_text("utf-8") if PAGE.exists() else ""
        PAGE.write_text(page(old, told), "utf-8", newline="\n")
        print(f"Written to {PAGE.relative_to(ROOT)}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Measure Naba beside Hugo and Pelican.")
    parser.add_argument("--articles", type=_even, default=10_000, help="how large the newspaper is")
    parser.add_argument("--rounds", type=int, default=3, help="how often each run is made")
    parser.add_argument(
        "--peers", type=_some_of(tuple(PEERS)), default=list(PEERS), help="beside whom"
    )
    parser.add_argument("--only", type=_some_of(CASES), default=list(CASES), help="which runs")
    parser.add_argument(
        "--venv", type=Path, default=ROOT / ".venv-bench", help="where the peers are installed"
    )
    return parser


def _even(text: str) -> int:
    number = int(text)
    if number < 2 or number % 2:
        raise argparse.ArgumentTypeError("every story has two articles: an even number, 2 at least")
    return number


def _some_of(known: tuple[str, ...]) -> Callable[[str], list[str]]:
    def chosen(text: str) -> list[str]:
        names = [name for name in text.split(",") if name]
        for name in names:
            if name not in known:
                raise argparse.ArgumentTypeError(f"`{name}` is none of {', '.join(known)}")
        return names

    return chosen


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
