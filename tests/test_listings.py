"""Laws of growing lists: nothing old moves, nothing is lost, everything can be walked to."""

from __future__ import annotations

import re
import shutil
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import html

from naba.listings import sealed_pages
from naba.related import COUNT, REACH, chosen, related
from tests.newspaper import Newspaper, story

SIZES = st.integers(1, 9)
COUNTS = st.integers(0, 200)


@given(COUNTS, SIZES)
def test_the_front_of_a_listing_holds_from_one_page_to_less_than_two(items: int, size: int) -> None:
    front = items - sealed_pages(items, size) * size
    assert min(size, items) <= front < 2 * size


@given(st.integers(1, 200), SIZES)
def test_one_item_more_seals_one_page_at_most(items: int, size: int) -> None:
    assert sealed_pages(items, size) - sealed_pages(items - 1, size) in (0, 1)


MANY_TAGS = st.lists(st.sampled_from("abcdefg"), unique=True, max_size=4).map(tuple)
STORIES = st.lists(MANY_TAGS, max_size=70)


def to_read(tags: list[tuple[str, ...]], wanted: int = COUNT) -> list[list[int]]:
    """What to read next, of stories in their order, each with its tags."""
    return related(tuple((own, wanted) for own in tags))


@given(STORIES, MANY_TAGS)
def test_publishing_a_story_changes_no_other_story_s_related_links(
    tags: list[tuple[str, ...]], new: tuple[str, ...]
) -> None:
    assert to_read([*tags, new])[:-1] == to_read(tags)


@given(STORIES)
def test_related_stories_are_older_share_a_tag_and_are_few(tags: list[tuple[str, ...]]) -> None:
    for at, others in enumerate(to_read(tags)):
        assert len(others) == len(set(others)) <= COUNT
        for other in others:
            assert other < at
            assert set(tags[other]) & set(tags[at])


@given(STORIES, st.integers(COUNT, 2 * COUNT))
def test_related_stories_are_those_that_share_the_most_of_the_last_of_each_tag(
    tags: list[tuple[str, ...]], wanted: int
) -> None:
    found = to_read(tags, wanted)
    recent: dict[str, list[int]] = defaultdict(list)
    for at, own in enumerate(tags):
        counts = Counter(other for tag in own for other in recent[tag][-REACH:])
        ranked = sorted(counts, key=lambda other: (counts[other], other), reverse=True)
        assert found[at] == ranked[:wanted]
        for tag in own:
            recent[tag].append(at)


@given(STORIES, st.integers(0, 70))
def test_related_stories_are_the_same_in_however_many_runs(
    tags: list[tuple[str, ...]], first: int
) -> None:
    first = min(first, len(tags))
    past: dict[str, list[int]] = defaultdict(list)
    for at, own in enumerate(tags[:first]):
        for tag in own:
            past[tag].append(at)
    rest = tuple((own, COUNT) for own in tags[first:])
    before = tuple((tag, tuple(places[-REACH:])) for tag, places in past.items())
    assert related(rest, first, before) == to_read(tags)[first:]


NAMES = st.lists(st.sampled_from("stuvwxyz"), unique=True, max_size=6)


@given(NAMES, NAMES)
def test_what_an_editor_wants_to_be_read_next_comes_first(
    wanted: list[str], best: list[str]
) -> None:
    found = chosen("s", wanted, best)
    assert found == list(dict.fromkeys(each for each in wanted + best if each != "s"))[:COUNT]


# Laws of whole sites. A failing example isn't made smaller: that would take hundreds of builds.


def days(numbers: set[int]) -> dict[str, str | bytes]:
    """A story for each day of the year, in one of two sections, every third with a tag."""
    return {
        f"content/d{number:03}/ar.md": story(
            f"يوم {number}",
            (date(2023, 1, 1) + timedelta(days=number)).isoformat(),
            section="world" if number % 2 else "science",
            **({"tags": "[وسم]"} if number % 3 == 0 else {}),
        )
        for number in numbers
    }


def titles(paper: Newspaper, address: str) -> list[int]:
    """The days of the stories that a listing shows, from the first to the last."""
    main = html.fromstring(paper.page(address)).find(".//main")
    found = re.findall(r"يوم (\d+)", " ".join(a.text_content() for a in main.iter("a")))
    return [int(number) for number in found]


def walk(paper: Newspaper, front: str) -> list[int]:
    """The days of all stories of a listing, by its links to older pages."""
    found, address = [], front
    while address:
        found += titles(paper, address)
        older = html.fromstring(paper.page(address)).xpath("//a[@class='to-older']/@href")
        address = unquote(older[0]) if older else ""
    return found


def sealed(paper: Newspaper) -> dict[str, bytes]:
    """The sealed pages; not those that lead to a front."""
    return {
        path: body
        for path, body in paper.tree().items()
        if "/page/" in path and b'http-equiv="refresh"' not in body
    }


DAYS = st.lists(st.integers(0, 180), unique=True, min_size=8, max_size=26)


def test_readers_can_walk_to_every_story_of_a_listing_from_the_newest_to_the_oldest(
    tmp_path: Path,
) -> None:
    @settings(max_examples=8, phases=[Phase.generate])
    @given(DAYS)
    def law(numbers: list[int]) -> None:
        shutil.rmtree(tmp_path / "paper", ignore_errors=True)
        paper = Newspaper(tmp_path / "paper", days(set(numbers)))
        paper.build()
        ordered = sorted(numbers, reverse=True)
        assert walk(paper, "/ar/science/") == [n for n in ordered if n % 2 == 0]
        assert walk(paper, "/ar/world/") == [n for n in ordered if n % 2]
        tagged = [n for n in ordered if n % 3 == 0]
        assert not tagged or walk(paper, "/ar/tags/وسم/") == tagged
        assert set(walk(paper, "/ar/")) == set(numbers)

    law()


def test_a_sealed_page_never_changes_and_is_walked_through_in_both_directions(
    tmp_path: Path,
) -> None:
    @settings(max_examples=4, phases=[Phase.generate])
    @given(DAYS)
    def law(numbers: list[int]) -> None:
        shutil.rmtree(tmp_path / "paper", ignore_errors=True)
        numbers = sorted(numbers)
        paper = Newspaper(tmp_path / "paper")
        known: dict[str, bytes] = {}
        for end in range(0, len(numbers) + 1, 3):
            paper.write(days(set(numbers[:end])))
            paper.build()
            now = sealed(paper)
            assert {path: now[path] for path in known} == known
            known = now
        for body in known.values():
            (newer,) = html.fromstring(body.decode()).xpath("//a[@class='to-newer']/@href")
            assert paper.has(unquote(newer))

    law()
