"""Sealed parts of feeds (RFC 5005): nothing is lost to who comes seldom, nothing sealed moves."""

from __future__ import annotations

import re
from datetime import timedelta

from lxml import etree

from tests.conftest import Press
from tests.newspaper import NOW, SITE, Newspaper, story
from tests.syndication import ATOM, HISTORY, atom_faults

FIVE = SITE + "feed_items: 5\n"


def _stories(*days: str) -> dict[str, str | bytes]:
    return {
        f"content/s{day}/ar.md": story(f"خبر {day}", f"2024-{day} 10:00", f"متن {day}.\n")
        for day in days
    }


def _days(month: int, count: int) -> list[str]:
    return [f"{month:02}-{day:02}" for day in range(1, count + 1)]


def _links(body: bytes) -> dict[str, str]:
    links = etree.fromstring(body).iter(f"{ATOM}link")
    return {str(each.get("rel")): str(each.get("href")) for each in links}


def _plain(title: str | None) -> str:
    return re.sub("[\u2066-\u2069]", "", title or "")


def _walk(paper: Newspaper, start: str = "ar/atom.xml") -> list[tuple[str, list[str]]]:
    """Each document on the way back from the feed, with the titles in it."""
    tree, path, found = paper.tree(), start, []
    while path:
        document = etree.fromstring(tree[path])
        found.append(
            (path, [_plain(e.findtext(f"{ATOM}title")) for e in document.iter(f"{ATOM}entry")])
        )
        path = _links(tree[path]).get("prev-archive", "").removeprefix("https://news.example/")
    return found


def _sealed(paper: Newspaper) -> dict[str, bytes]:
    return {p: b for p, b in paper.tree().items() if p.startswith("ar/feeds/2")}


def test_the_feed_and_its_sealed_parts_hold_every_story(newspaper: Press) -> None:
    days = [*_days(5, 2), *_days(6, 12), *_days(7, 3), *_days(8, 13)]
    paper = newspaper({**_stories(*days), "site.yaml": FIVE})
    paper.build()
    way = _walk(paper)
    assert [path for path, _ in way] == [
        "ar/atom.xml", "ar/feeds/2024-08-2.xml", "ar/feeds/2024-08.xml", "ar/feeds/2024-07.xml",
        "ar/feeds/2024-06-3.xml", "ar/feeds/2024-06-2.xml", "ar/feeds/2024-06.xml",
        "ar/feeds/2024-05.xml",
    ]  # fmt: skip
    assert {title for _, titles in way for title in titles} == {f"خبر {day}" for day in days}
    assert all(len(titles) <= 5 for _, titles in way)
    assert {path for path, _ in way[1:]} == set(_sealed(paper))


def test_sealed_parts_keep_the_rules_of_rfc_5005(newspaper: Press) -> None:
    paper = newspaper({**_stories(*_days(7, 3), *_days(8, 11)), "site.yaml": FIVE})
    paper.build()
    sealed = _sealed(paper)
    whole = etree.fromstring(paper.tree()["ar/atom.xml"])
    for path, body in sealed.items():
        document = etree.fromstring(body)
        assert not atom_faults(body)
        assert document.find(f"{HISTORY}archive") is not None
        assert document.findtext(f"{ATOM}id") == whole.findtext(f"{ATOM}id")
        assert _links(body)["current"] == "https://news.example/ar/atom.xml"
        assert _links(body)["self"] == f"https://news.example/{path}"
    assert whole.find(f"{HISTORY}archive") is None
    way = [path for path, _ in _walk(paper)][1:]
    back = [_links(sealed[path]).get("next-archive") for path in way]
    assert back == [None, *(f"https://news.example/{path}" for path in way[:-1])]


def test_rss_leads_to_the_sealed_parts_too(newspaper: Press) -> None:
    paper = newspaper({**_stories(*_days(7, 3), *_days(8, 2)), "site.yaml": FIVE})
    paper.build()
    links = _links(paper.tree()["ar/feed.xml"])
    assert links["prev-archive"] == "https://news.example/ar/feeds/2024-07.xml"


def test_new_stories_leave_sealed_parts_untouched_but_for_the_newest_ones_link(
    newspaper: Press,
) -> None:
    paper = newspaper({**_stories(*_days(7, 7), *_days(8, 2)), "site.yaml": FIVE})
    paper.build()
    before = _sealed(paper)
    assert set(before) == {"ar/feeds/2024-07.xml", "ar/feeds/2024-07-2.xml"}
    paper.write(_stories("08-03", "08-04"))
    paper.build()
    assert _sealed(paper) == before
    paper.write(_stories("08-05"))
    paper.build()
    after = _sealed(paper)
    assert set(after) - set(before) == {"ar/feeds/2024-08.xml"}
    assert after["ar/feeds/2024-07.xml"] == before["ar/feeds/2024-07.xml"]
    last = [
        line for line in after["ar/feeds/2024-07-2.xml"].splitlines() if b"next-arch" not in line
    ]
    assert last == before["ar/feeds/2024-07-2.xml"].splitlines()


def test_a_reader_that_kept_what_it_read_never_loses_a_story(newspaper: Press) -> None:
    paper = newspaper({"site.yaml": FIVE})
    kept: set[str] = set()
    seen: set[str] = set()
    days = [*_days(6, 9), *_days(7, 1), *_days(8, 14)]
    for at in range(0, len(days), 7):
        paper.write(_stories(*days[at : at + 7]))
        paper.build()
        # What RFC 5005 allows: a part that was read once is never asked for again.
        for path, titles in _walk(paper):
            if path in kept:
                break
            seen |= set(titles)
            kept |= {path} - {"ar/atom.xml"}
    assert seen == {f"خبر {day}" for day in days}


def test_time_alone_seals_nothing(newspaper: Press) -> None:
    paper = newspaper({**_stories(*_days(7, 3), *_days(8, 2)), "site.yaml": FIVE})
    paper.build()
    assert paper.build(NOW + timedelta(days=400)).written == 0


def test_a_newspaper_may_do_without_sealed_parts(newspaper: Press) -> None:
    paper = newspaper({**_stories(*_days(7, 7), *_days(8, 2)), "site.yaml": FIVE})
    paper.build()
    assert _sealed(paper)
    paper.write({"site.yaml": FIVE + "feed_archive: false\n"})
    paper.build()
    assert not _sealed(paper)
    for name in ("feed.xml", "atom.xml", "feed.json"):
        feed = paper.tree()[f"ar/{name}"]
        assert b"archive" not in feed
        assert b"next_url" not in feed
