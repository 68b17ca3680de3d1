"""``docs/benchmarks.md``: the figures of each size of newspaper, under a heading of its own."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence

from benchmark.generator import FEED_ITEMS, PAGE_SIZE, Generator
from benchmark.machine import Machine
from benchmark.measure import Cost
from benchmark.rounds import CASES, WALK, Result

_CASES = {"cold": "cold build", "edit": "one article edited", "noop": "nothing changed"}
_MARKS = "¹²³⁴⁵"
_WIDTH = 100  # columns of the page's text
_HEADING = re.compile(r"^## ", re.MULTILINE)
_SIZE = re.compile(r"([\d,]+) articles\n")

_INTRO = f"""\
# Benchmarks

`make bench` builds one made-up newspaper with Naba, Hugo and Pelican in turn and writes this page.

```
make bench
.venv/bin/python scripts/bench.py --articles 50000 --rounds 3
.venv/bin/python scripts/bench.py --articles 2000 --only edit,noop --peers hugo
```

A run with `--only`, or without Hugo, is printed and not written here.

- **The newspaper** is made of numbers and is the same on every machine: an Arabic original and an
  English translation of each story, 350 to 500 words an article, six sections, about three tags a
  story with a long tail, fifteen years. An article is a story in one language. There are no
  pictures, and Naba's share cards, which are pictures too, are switched off; its feeds are in one
  form, and of the newest stories alone.
- **The work:** article pages with section, date, tags, the other language and the neighbours; home,
  sections and tags in pages of {PAGE_SIZE}; a feed of {FEED_ITEMS} whole articles for each edition,
  section and tag; sitemaps. All get the same Markdown; the notes tell where one does less.
- **The runs:** all generators in turn, then the next round; medians. *Cold* has no output, no store
  and no cache; *edited* is a comma in one article of the middle of the archive.
- **Wall** is by the clock, **CPU** is user and system time with all child processes.
- **Peak memory** is that of all processes together, looked up every 50 ms: the resident set of a
  single process, the sum of proportional sets (PSS) of several.
- **`find`** is `find content public -printf '%s %T@\\n'` in Naba's folder: what it takes just to
  look at every file.
"""


def section(
    articles: int,
    rounds: int,
    generators: Sequence[Generator],
    results: Sequence[Result],
    where: Machine,
) -> str:
    """The figures of one race in Markdown. Ratios are to Hugo, where it takes part."""
    less = dict.fromkeys(note for generator in generators for note in generator.less)
    marks = {note: _MARKS[at] for at, note in enumerate(less)}
    names = {g.name: " ".join([g.name, *(marks[note] for note in g.less)]) for g in generators}
    versions = ", ".join(f"{g.name} {g.version()}" for g in generators)
    facts = (
        f"{versions}, Python {where.python}. {where.system}, {where.processors} processors, "
        f"{where.memory} GB of memory, files on {where.disk}; load before the first run "
        f"{where.load:.1f}. Median of {rounds} round{'s' if rounds > 1 else ''}."
    )
    notes = [f"{mark} {note}" for note, mark in marks.items()]
    lines = [
        f"## {articles:,} articles",
        "",
        *textwrap.wrap(facts, _WIDTH),
        "",
        "| | | Wall, s | CPU, s | Peak memory, MB | Files | Wall ÷ Hugo's | CPU ÷ Hugo's |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
        *_rows(names, results),
        "",
        *"  \n".join("\n".join(textwrap.wrap(note, _WIDTH)) for note in notes).split("\n"),
    ]
    return "\n".join(lines) + "\n"


def _rows(names: Mapping[str, str], results: Sequence[Result]) -> list[str]:
    rows = []
    hugo = {r.case: r.cost for r in results if r.name == "Hugo"}
    for case in CASES:
        for result in (r for r in results if r.case == case):
            cost = result.cost
            walk = result.name == WALK
            cells = [
                _CASES[case],
                "`find`" if walk else names[result.name],
                f"{cost.wall:.2f}",
                f"{cost.cpu:.2f}",
                "" if walk else f"{cost.peak / 1e6:,.0f}",
                "" if walk else f"{result.files:,}",
                *(["", ""] if walk else _ratios(cost, hugo.get(case))),
            ]
            rows.append(f"| {' | '.join(cells)} |")
    return rows


def _ratios(cost: Cost, other: Cost | None) -> list[str]:
    """By the clock and by processors: the latter tell more where others use the machine."""
    if other is None:
        return ["", ""]
    return [f"{cost.wall / other.wall:.2f}", f"{cost.cpu / other.cpu:.2f}"]


def page(old: str, new: str) -> str:
    """The whole page with a section put in, in place of an older one of the same size.

    Sections that are not a race's stay as they are, behind the others.
    """
    _, *sections = _HEADING.split(old)
    kept = {part.split("\n", 1)[0]: part.rstrip("\n") + "\n" for part in sections}
    part = new.removeprefix("## ")
    kept[part.split("\n", 1)[0]] = part
    return "\n".join([_INTRO, *(f"## {part}" for part in sorted(kept.values(), key=_order))])


def _order(part: str) -> tuple[bool, int]:
    size = _SIZE.match(part)
    return (size is None, int(size[1].replace(",", "")) if size else 0)
