"""RSS as readers of feeds get it: the right stories in order, whole, under permanent ids."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import feedparser
import pytest
from lxml import html

from tests.conftest import Press
from tests.newspaper import SITE, Newspaper, picture, story
from tests.papers import numbered

BASE = "https://news.example"


def entries(paper: Newspaper, address: str = "/ar/feed.xml") -> list[Any]:
    """The items of a feed, which must be sound."""
    feed = feedparser.parse((paper.out / address.lstrip("/")).read_bytes())
    assert not feed.bozo, feed.get("bozo_exception")
    return list(feed.entries)


def ids(paper: Newspaper) -> dict[str, str]:
    """Each item's permanent id by its title, direction marks left out."""
    bare = re.compile("[\u200e\u200f\u2060\u2066-\u2069]")
    return {bare.sub("", entry.title): entry.id for entry in entries(paper)}


def test_the_newest_stories_stand_in_a_feed_newest_first(newspaper: Press) -> None:
    paper = newspaper({**numbered(9), "site.yaml": SITE + "feed_items: 4\n"})
    paper.build()
    for address in ("/ar/feed.xml", "/ar/world/feed.xml", "/ar/tags/سوريا/feed.xml"):
        found = entries(paper, address)
        assert [entry.title for entry in found] == [f"خبر {day}" for day in (9, 8, 7, 6)]
        assert [entry.link for entry in found] == [
            f"{BASE}/ar/2024/08/n{day:02}/" for day in (9, 8, 7, 6)
        ]
        assert [entry.summary for entry in found] == [f"ملخص {day}" for day in (9, 8, 7, 6)]
        assert found[0].published == "Fri, 09 Aug 2024 00:00:00 +0300"
    assert entries(paper, "/ar/science/feed.xml") == []


def test_the_whole_text_is_in_the_feed_with_absolute_addresses(newspaper: Press) -> None:
    text = (
        "أول [خبر](../b/ar.md#there) و[موقع](https://other.example/x) و[قسم](#part).\n\n"
        "## عنوان {#part}\n\n![خريطة](map.png)\n\nآخر جملة[^1].\n\n[^1]: حاشية.\n"
    )
    paper = newspaper(
        {
            "content/a/ar.md": story(body=text, image="{file: front.png, alt: صورة}"),
            "content/a/map.png": picture(),
            "content/a/front.png": picture(50),
            "content/b/ar.md": story("آخر", "2024-08-01"),
        }
    )
    paper.build(base_url=f"{BASE}/news")
    body = entries(paper)[0].content[0].value
    assert "آخر جملة" in body
    tree = html.fromstring(body)
    links = [*tree.xpath("//@href"), *tree.xpath("//@src")]
    assert all(link.startswith("https://") for link in links)
    own = f"{BASE}/news/ar/2024/08/a/"
    assert {f"{BASE}/news/ar/2024/08/b/#there", "https://other.example/x"} <= set(links)
    assert any(link.startswith(f"{own}#") for link in links)
    assert f"{BASE}/news/media/a/map." in body
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")


def test_a_feed_tells_authors_tags_and_the_section(newspaper: Press) -> None:
    paper = newspaper(
        {
            "content/a/ar.md": story(
                section="world",
                tags="[سوريا]",
                authors="[ليلى, سامي]",
                source="{name: وكالة, url: 'https://agency.example/'}",
            )
        }
    )
    paper.build()
    (entry,) = entries(paper)
    assert {tag.term for tag in entry.tags} == {"العالم", "سوريا"}
    assert [author.name for author in entry.authors if author] == ["ليلى", "سامي"]
    assert "https://agency.example/" in paper.page("/ar/feed.xml")


def test_what_would_end_a_cdata_section_or_break_xml_is_shown_as_it_was_written(
    newspaper: Press,
) -> None:
    paper = newspaper({"content/a/ar.md": story("'أ & ب <ج> ]]>'", body="نص `]]>` و`<&>`\n")})
    paper.build()
    (entry,) = entries(paper)
    assert "أ & ب <ج> ]]>" in html.fromstring(f"<p>{entry.title}</p>").text_content()
    text = html.fromstring(entry.content[0].value).text_content()
    assert "]]>" in text
    assert "<&>" in text


EDITS: dict[str, Callable[[Newspaper], None]] = {
    "slug": lambda paper: paper.replace("content/2024/a/ar.md", "title:", "slug: new\ntitle:"),
    "title": lambda paper: paper.replace("content/2024/a/ar.md", "title: خبر", "title: نبأ"),
    "date": lambda paper: paper.replace("content/2024/a/ar.md", "2024-08-18", "2024-07-18"),
    "domain": lambda paper: paper.replace("site.yaml", BASE, "https://other.example/below"),
    "form of the file's name": lambda paper: _move(paper, "2024/a/ar.md", "2024/a.ar.md"),
}


def _move(paper: Newspaper, old: str, new: str) -> None:
    (paper.root / "content" / new).parent.mkdir(parents=True, exist_ok=True)
    (paper.root / "content" / old).rename(paper.root / "content" / new)


@pytest.mark.parametrize("change", EDITS)
def test_an_item_s_id_survives_a_change_of_its(change: str, newspaper: Press) -> None:
    paper = newspaper({"content/2024/a/ar.md": story("خبر")})
    paper.build()
    (before,) = entries(paper)
    EDITS[change](paper)
    paper.build()
    (after,) = entries(paper)
    assert after.id == before.id
    assert (after.link, after.title) != (before.link, before.title) or change.startswith("form")


def test_an_item_s_id_survives_a_move_of_its_folder_if_the_story_has_an_id(
    newspaper: Press,
) -> None:
    paper = newspaper(
        {
            "content/2024/a/ar.md": story("خبر", id="visit-2024"),
            "content/2024/a/en.md": story("News", None),
            "content/2024/b/ar.md": story("آخر"),
        }
    )
    paper.build()
    before, english = ids(paper), entries(paper, "/en/feed.xml")[0].id
    for lang in ("ar", "en"):
        _move(paper, f"2024/a/{lang}.md", f"moved/elsewhere/{lang}.md")
    _move(paper, "2024/b/ar.md", "moved/b/ar.md")
    paper.build()
    after = ids(paper)
    assert after["خبر"] == before["خبر"]
    assert entries(paper, "/en/feed.xml")[0].id == english
    assert after["آخر"] != before["آخر"]  # it had none: the folder is its name


def test_the_old_folder_as_id_keeps_the_id_of_a_story_that_moves(newspaper: Press) -> None:
    paper = newspaper({"content/2024/a/ar.md": story("خبر")})
    paper.build()
    before = ids(paper)
    paper.delete("content/2024/a/ar.md")
    paper.write({"content/2024/b/ar.md": story("خبر", id="2024/a")})
    paper.build()
    assert ids(paper) == before


def test_ids_are_of_one_text_each(newspaper: Press) -> None:
    paper = newspaper(
        {
            "content/a/ar.md": story("خبر", id="one"),
            "content/a/en.md": story("News", None),
            "content/b/ar.md": story("آخر"),
            "content/b/en.md": story("Other", None),
        }
    )
    paper.build()
    found = [*entries(paper), *entries(paper, "/en/feed.xml")]
    assert len({entry.id for entry in found}) == 4
    assert all(entry.id.startswith("urn:uuid:") for entry in found)


def test_two_stories_with_one_id_are_a_problem(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story(id="one"), "content/b/ar.md": story(id="one")})
    (problem,) = paper.problems()
    assert (problem.file, problem.line) == ("content/b/ar.md", 4)
    assert "same `id`" in problem.fact


def test_the_day_of_a_feed_is_its_newest_item_s_and_not_the_build_s(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story(updated="2024-08-25 09:30")})
    paper.build()
    feed = feedparser.parse(paper.page("/ar/feed.xml")).feed
    assert feed.updated == "Sun, 25 Aug 2024 09:30:00 +0300"
