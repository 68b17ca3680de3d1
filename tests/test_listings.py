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

from naba.listings import cut
from naba.related import COUNT, REACH, related
from tests.newspaper import Newspaper, story

SIZES = st.integers(1, 9)
LISTS = st.lists(st.integers(), max_size=60)


@given(LISTS, SIZES)
def test_every_item_is_on_one_page_and_the_pages_in_a_row_are_the_list(
    items: list[int], size: int
) -> None:
    pages = cut(items, size)
    walked = [*pages.front, *(item for page in reversed(pages.sealed) for item in page)]
    assert walked == items[::-1]


@given(LISTS, SIZES)
def test_a_sealed_page_is_full_and_the_front_holds_less_than_two_pages(
    items: list[int], size: int
) -> None:
    pages = cut(items, size)
    assert all(len(page) == size for page in pages.sealed)
    assert len(pages.front) < 2 * size
    assert len(pages.front) >= min(size, len(items))


@given(LISTS, SIZES, st.lists(st.integers(), max_size=30))
def test_what_comes_later_moves_no_sealed_page(
    items: list[int], size: int, later: list[int]
) -> None:
    before, after = cut(items, size).sealed, cut(items + later, size).sealed
    assert after[: len(before)] == before


@given(st.lists(st.integers(), min_size=1, max_size=60), SIZES)
def test_one_item_more_changes_the_front_and_seals_one_page_at_most(
    items: list[int], size: int
) -> None:
    before, after = cut(items[:-1], size), cut(items, size)
    assert after.front[0] == items[-1]
    assert len(after.sealed) - len(before.sealed) in (0, 1)


TAGS = st.lists(st.sampled_from("abc"), unique=True, max_size=3).map(tuple)
STORIES = st.lists(TAGS, max_size=25)


def filed(tags: list[tuple[str, ...]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Stories by moment of publication, oldest first, each with its tags."""
    return tuple((f"s{at:03}", own) for at, own in enumerate(tags))


@given(STORIES, TAGS)
def test_publishing_a_story_changes_no_other_story_s_related_links(
    tags: list[tuple[str, ...]], new: tuple[str, ...]
) -> None:
    made = filed([*tags, new])
    before, after = related(made[:-1], ()), related(made, ())
    assert {story: after[story] for story in before} == before


@given(STORIES)
def test_related_stories_are_older_share_a_tag_and_are_few(tags: list[tuple[str, ...]]) -> None:
    own = dict(filed(tags))
    for name, others in related(tuple(own.items()), ()).items():
        assert len(others) == len(set(others)) <= COUNT
        for other in others:
            assert other < name
            assert set(own[other]) & set(own[name])


MANY_TAGS = st.lists(st.sampled_from("abcdefg"), unique=True, max_size=4).map(tuple)
NAMED = st.dictionaries(
    st.integers(0, 70).map("s{:03}".format),
    st.lists(st.integers(0, 70).map("s{:03}".format), max_size=4, unique=True).map(tuple),
    max_size=5,
)


@given(st.lists(MANY_TAGS, max_size=70), NAMED)
def test_related_stories_are_those_that_share_the_most_of_the_last_of_each_tag(
    tags: list[tuple[str, ...]], named: dict[str, tuple[str, ...]]
) -> None:
    made = filed(tags)
    found = related(made, tuple(named.items()))
    recent: dict[str, list[int]] = defaultdict(list)
    for at, (story_, own) in enumerate(made):
        counts = Counter(other for tag in own for other in recent[tag][-REACH:])
        ranked = sorted(counts, key=lambda other: (counts[other], other), reverse=True)
        wanted = [each for each in named.get(story_, ()) if each in dict(made)]
        best = [made[other][0] for other in ranked if made[other][0] not in wanted]
        assert found[story_] == [each for each in (*wanted, *best) if each != story_][:COUNT]
        for tag in own:
            recent[tag].append(at)


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
