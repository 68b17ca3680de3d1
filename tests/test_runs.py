"""Laws of ``naba.runs``; what the runs of real lines are stands in ``test_bidi``."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from naba import runs
from naba.model import Direction

# Texts as they come, and texts full of what the rules are about.
NEAR = st.text(
    st.sampled_from("ابجلوـةُ،؛؟ «» abcXYZé 0123456789 .,:;-–/+()[]\"'@#&%$°_<>٣\n\u00a0😀\u200f")
)
TEXTS = st.one_of(st.text(), NEAR)


@given(TEXTS, st.sampled_from(["rtl", "ltr"]))
def test_runs_come_in_order_apart_from_one_another_and_within_a_line(
    text: str, base: Direction
) -> None:
    done = 0
    for start, end in runs.foreign_runs(text, base):
        assert done <= start < end <= len(text)
        assert not set(text[start:end]) & set("\n\u2029\u2066\u2067\u2068\u2069")
        done = end


@given(NEAR)
def test_brackets_are_in_a_run_in_pairs_or_not_at_all(text: str) -> None:
    for start, end in runs.foreign_runs(text, "rtl"):
        run = text[start:end]
        if "://" not in run and "www." not in run:
            assert [run.count(mark) for mark in "([<"] == [run.count(mark) for mark in ")]>"]
            assert run.count('"') % 2 == 0


def test_letters_are_sorted_by_direction_as_unicode_sorts_them() -> None:
    strong: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
    for letter in map(chr, range(0x10000)):
        kind = unicodedata.bidirectional(letter)
        category = unicodedata.category(letter)
        # Letterlike symbols such as ℓ and ℝ come alone: they need no isolate.
        if category[0] == "L" and kind in strong and not "\u2100" <= letter <= "\u218f":
            foreign: Direction = "ltr" if strong[kind] == "rtl" else "rtl"
            assert runs.foreign_runs(letter, foreign), hex(ord(letter))
            assert not runs.foreign_runs(letter, strong[kind]), hex(ord(letter))


@given(st.lists(NEAR, max_size=4), st.sampled_from(["rtl", "ltr"]))
def test_the_runs_of_lines_are_those_of_each_by_itself(lines: list[str], base: Direction) -> None:
    lines = [line.replace("\n", " ") for line in lines]
    offset, wanted = 0, []
    for line in lines:
        wanted += [(offset + a, offset + b) for a, b in runs.foreign_runs(line, base)]
        offset += len(line) + 1
    assert runs.foreign_runs("\n".join(lines), base) == wanted


@given(NEAR, st.sampled_from(["Reuters", "12", "3.5%", "10,000", "AP"]))
def test_a_name_or_number_by_itself_is_seen_as_one_that_a_mark_of_direction_follows(
    text: str, alone: str
) -> None:
    # The mark hides the Arabic letter behind from the shortcut.
    short = runs.foreign_runs(f"{text}ا {alone} ب", "rtl")
    assert short == runs.foreign_runs(f"{text}ا {alone} \u200fب", "rtl")
