"""The benchmark's own honesty: one corpus everywhere, runs in turn, true accounts."""

from __future__ import annotations

import hashlib
import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

import bench
from benchmark.corpus import SECTIONS, Corpus, Story, Text, corrected
from benchmark.generator import Generator
from benchmark.machine import Machine, machine
from benchmark.measure import CommandFailed, Cost, measure
from benchmark.report import page, section
from benchmark.rounds import WALK, Result, race

CORPUS = Corpus(100)
WHERE = Machine("Linux", 2, 8, "tmpfs", "3.11.7", 0.1)


def _digest(corpus: Corpus) -> str:
    state = hashlib.sha256(repr(list(corpus.tags.items())).encode())
    for story in corpus.stories():
        state.update(f"{story.slug} {story.published} {story.section} {story.tags}".encode())
        for text in story.texts:
            state.update(f"{text.lang} {text.title} {text.summary} {text.body}".encode())
    return state.hexdigest()


def test_the_corpus_has_the_same_bytes_everywhere() -> None:
    assert _digest(Corpus(40)) == "742e5b1d84928997f930dd654d09b31c7624c1cc5f14fbf2e8933db94a4258e4"


def test_a_story_does_not_depend_on_what_was_made_before_it() -> None:
    assert CORPUS.story(30) == list(CORPUS.stories())[30]


def test_articles_have_350_to_500_words() -> None:
    for story in CORPUS.stories():
        for text in story.texts:
            bare = re.sub(r"\]\(\S*\)|\b[A-Z]{3}\b", "", text.body)
            assert 350 <= len(re.findall(r"[^\W\d_]+", bare)) <= 500


def test_articles_hold_what_newspapers_put_into_text() -> None:
    bodies = [text.body for story in Corpus(400).stories() for text in story.texts]
    for mark in ("\n## ", "](https://", "**", " *", "\n- ", "\n|---", "[^1]: ", "\n> "):
        assert sum(mark in body for body in bodies) > len(bodies) / 20, mark


def test_tags_have_a_long_tail_and_are_about_three_a_story() -> None:
    stories = list(Corpus(2000).stories())
    uses = Counter(tag for story in stories for tag in story.tags)
    assert 2.5 < statistics.mean(len(story.tags) for story in stories) < 3.5
    assert max(uses.values()) > 20 * statistics.median(uses.values())


def test_stories_are_spread_over_years_and_sections_oldest_first() -> None:
    stories = list(CORPUS.stories())
    dates = [story.published for story in stories]
    assert dates == sorted(dates)
    assert len({date.year for date in dates}) == 15
    assert {story.section for story in stories} == set(SECTIONS)


def test_a_correction_is_a_comma_and_the_next_one_is_another() -> None:
    for text in CORPUS.story(7).texts:
        mark = {"ar": "،", "en": ","}[text.lang]
        first, second = corrected(text.body, 1), corrected(text.body, 2)
        assert len(first) == len(text.body) + 1
        assert first.replace(mark, "") == text.body.replace(mark, "") == second.replace(mark, "")
        assert first != second


def _python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def _cost(command: list[str], folder: Path) -> Cost:
    return measure(command, folder, {"PATH": "/usr/bin:/bin"}, folder / "log.txt")


def test_the_work_of_child_processes_is_counted(tmp_path: Path) -> None:
    busy = (
        "import time\nwhile time.process_time() < 0.3: pass\na = b'x' * 80_000_000; time.sleep(1.5)"
    )
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
    cost = _cost(_python(parent), tmp_path)
    assert cost.cpu >= 0.3
    assert cost.wall >= 0.5
    assert cost.peak > 80_000_000


def test_memory_that_processes_share_is_counted_once(tmp_path: Path) -> None:
    fork = "import os, time\na = b'x' * 80_000_000\nos.fork(); os.fork(); time.sleep(0.5)"
    assert 80_000_000 < _cost(_python(fork), tmp_path).peak < 150_000_000


def test_a_generator_that_fails_ends_the_race_with_its_own_words(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed, match="out of ink"):
        _cost(_python("raise SystemExit('out of ink')"), tmp_path)


class _Scribe(Generator):
    """Writes down in a file that all share what is asked of it."""

    def __init__(self, name: str, diary: Path) -> None:
        self.name, self.diary = name, diary

    def version(self) -> str:
        return "1"

    def command(self, folder: Path) -> list[str]:
        state = "old" if (folder / "public").exists() else "new"
        told = f"echo {self.name} {state} >> {self.diary}"
        return ["sh", "-c", f"{told}; mkdir -p public; touch public/page.html public/.mine"]

    def path(self, story: Story, lang: str) -> str:
        return f"content/{story.slug}.{lang}.md"

    def source(self, story: Story, text: Text) -> str:
        return text.body

    def frame(self, corpus: Corpus) -> Iterator[tuple[str, str]]:
        yield "settings", self.name

    def edit(self, corpus: Corpus, folder: Path, number: int) -> None:
        with self.diary.open("a") as diary:
            diary.write(f"edit {self.name} {number}\n")


def test_generators_run_in_turn_and_a_cold_build_has_no_output(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    scribes = [_Scribe("A", diary), _Scribe("B", diary)]
    race(scribes, Corpus(4), tmp_path, 2, ["cold", "edit"], lambda _: None)
    a_round = ["A new", "B new", "edit A {}", "A old", "edit B {}", "B old"]
    told = [line.format(number) for number in (1, 2) for line in a_round]
    assert diary.read_text().splitlines() == told


def test_what_is_measured_warm_was_built_before(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    results = race([_Scribe("A", diary)], Corpus(4), tmp_path, 1, ["noop"], lambda _: None)
    assert diary.read_text().splitlines() == ["A new", "A old"]
    assert [(result.name, result.files) for result in results] == [("A", 1), (WALK, 0)]


def _results(naba: float, hugo: float) -> list[Result]:
    return [
        Result("Naba", "cold", Cost(naba, 12.0, 200_000_000), 13_000),
        Result("Hugo", "cold", Cost(hugo, 8.0, 900_000_000), 13_400),
    ]


def test_the_table_has_ratios_to_hugo_and_notes_of_less_work() -> None:
    generators = [_Versioned("Naba", "No cake."), _Versioned("Hugo", "No cake.", "No tea.")]
    told = section(10_000, 3, generators, _results(4.0, 5.0), WHERE)
    assert "| cold build | Naba ¹ | 4.00 | 12.00 | 200 | 13,000 | 0.80 | 1.50 |" in told
    assert "| cold build | Hugo ¹ ² | 5.00 | 8.00 | 900 | 13,400 | 1.00 | 1.00 |" in told
    assert "¹ No cake.  \n² No tea." in told
    assert "Linux, 2 processors, 8 GB of memory, files on tmpfs" in told


class _Versioned(_Scribe):
    def __init__(self, name: str, *less: str) -> None:
        super().__init__(name, Path())
        self.less = less


def test_a_race_replaces_its_own_section_and_leaves_the_others() -> None:
    def told(articles: int, seconds: float) -> str:
        return section(articles, 1, [_Versioned("Naba")], _results(seconds, 1.0)[:1], WHERE)

    whole = page(page("", told(10_000, 1.5)), told(2_000, 2.5))
    whole = page(whole + "\n## An archive for real\n\nSlow.\n", told(10_000, 3.5))
    heads = re.findall(r"^#+ .*", whole, re.MULTILINE)
    assert heads == [
        "# Benchmarks",
        "## 2,000 articles",
        "## 10,000 articles",
        "## An archive for real",
    ]
    assert "| 2.50 |" in whole and "| 3.50 |" in whole and "| 1.50 |" not in whole
    assert whole.endswith("\nSlow.\n")
    assert page(whole, told(10_000, 3.5)) == whole


def test_the_machine_is_told_of_in_general_words(tmp_path: Path) -> None:
    here = machine(tmp_path)
    assert here.processors >= 1 and here.memory >= 1
    assert "/" not in f"{here.system} {here.disk} {here.python}"


def test_a_partial_run_is_printed_and_not_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bench, "PAGE", tmp_path / "benchmarks.md")
    asked = ["--articles", "20", "--rounds", "1", "--peers", "", "--only", "cold"]
    assert bench.main(asked) == 0
    assert "| cold build | Naba" in capsys.readouterr().out
    assert not (tmp_path / "benchmarks.md").exists()


def test_without_the_peers_the_race_says_how_to_get_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert bench.main(["--articles", "20", "--venv", str(tmp_path)]) == 2
    assert "make bench" in capsys.readouterr().err
