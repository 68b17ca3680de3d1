"""The forms of feeds that a newspaper chooses are there and named; no other is, anywhere."""

from __future__ import annotations

import re
from urllib.parse import unquote

import feedparser
import pytest
from lxml import etree

from tests.conftest import Press
from tests.newspaper import SITE, Newspaper, story
from tests.papers import numbered
from tests.syndication import ATOM, HISTORY, atom_faults, json_feed, rss_faults

BASE = "https://news.example/"
FILES = {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}
TYPES = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}
SHOWN = {"rss": "RSS", "atom": "Atom", "json": "JSON"}
CHOICES = ("rss", "atom", "json", "rss, json", "json, atom", "rss, atom, json")
CORRECTION = "[{date: 2024-08-20, kind: correction, text: صححنا رقمًا.}]"


def _paper(newspaper: Press, chosen: str) -> Newspaper:
    files = numbered(13) | {
        "content/x/ar.md": story(
            "آخر", "2024-08-21", section="science", authors="[ليلى]", corrections=CORRECTION
        ),
        "content/x/en.md": story("Last", None),
    }
    site = f"{SITE}feed_items: 5\nfeed_forms: [{chosen}]\n"
    paper = newspaper({**files, "site.yaml": site})
    paper.build()
    return paper


def _feeds(paper: Newspaper, form: str) -> set[str]:
    """The folders that hold a feed of a form."""
    name = FILES[form]
    return {path.removesuffix(name) for path in paper.tree() if path.endswith(f"/{name}")}


@pytest.mark.parametrize("chosen", CHOICES)
def test_only_the_chosen_forms_of_feeds_are_published(chosen: str, newspaper: Press) -> None:
    paper, forms = _paper(newspaper, chosen), chosen.split(", ")
    listings = {"ar/", "en/", "ar/world/", "ar/tags/سوريا/", "ar/people/ليلى/"}
    for form in FILES:
        if form not in forms:
            assert _feeds(paper, form) == set()
            continue
        assert listings <= _feeds(paper, form)
        assert ("ar/corrections/" in _feeds(paper, form)) == (form == forms[0])
    for path, body in paper.tree().items():
        name = path.rpartition("/")[2]
        assert name != "feed.xml" or not rss_faults(body)
        assert name != "atom.xml" or not atom_faults(body)
        assert name != "feed.json" or json_feed(body)


@pytest.mark.parametrize("chosen", CHOICES)
def test_whatever_names_a_feed_names_one_that_is_there(chosen: str, newspaper: Press) -> None:
    paper, forms = _paper(newspaper, chosen), chosen.split(", ")
    tree, named = paper.tree(), set()
    for path, body in tree.items():
        if not path.endswith((".html", ".xml", ".json", ".opml", ".txt")):
            continue
        text = body.decode()
        for address in re.findall(rf'["\'>]((?:{BASE}|/)[^"\'<> ]*?(?:xml|json))["\'<]', text):
            goal = unquote(address.removeprefix(BASE).removeprefix("/"))
            assert goal in tree, f"{path} names {address}"
            named.add(goal.rpartition("/")[2])
        for form in FILES:
            if form not in forms:
                assert TYPES[form] not in text, path
    assert {FILES[form] for form in forms} <= named


@pytest.mark.parametrize("chosen", CHOICES)
def test_pages_announce_the_chosen_forms_and_link_to_the_first(
    chosen: str, newspaper: Press
) -> None:
    paper, forms = _paper(newspaper, chosen), chosen.split(", ")
    first = forms[0]
    for address, front in (("/ar/", "/ar/"), ("/ar/world/", "/ar/world/"), ("/ar/tags/", "/ar/")):
        page = paper.page(address)
        for form in forms:
            link = rf'<link rel="alternate" type="{re.escape(TYPES[form])}"[^>]*href="([^"]*)"'
            assert front + FILES[form] in re.findall(link, page)
    link = f'<a href="/ar/{FILES[first]}" type="{TYPES[first]}">خلاصة {SHOWN[first]}</a>'
    assert link in paper.page("/ar/2024/08/x/")
    announced = re.findall(r'type="([^"]*)"[^>]*href="/ar/world/', paper.page("/ar/2024/08/n01/"))
    assert announced == [TYPES[first]]
    assert f'href="/ar/corrections/{FILES[first]}"' in paper.page("/ar/corrections/")
    gateway = re.findall(r'type="([^"]*)" title="[^"]*" href="(/[^"]*)"', paper.page("/"))
    assert gateway == [(TYPES[first], f"/{lang}/{FILES[first]}") for lang in ("ar", "en")]
    people = paper.page("/ar/feeds/")
    shown = re.findall(r'<a href="[^"]*" lang="en" dir="ltr">(\w+)</a>', people)
    assert shown[: len(forms)] == [SHOWN[form] for form in forms]
    assert set(shown) == {SHOWN[form] for form in forms}


@pytest.mark.parametrize("chosen", CHOICES)
def test_the_list_for_programs_names_each_feed_once_in_the_first_form(
    chosen: str, newspaper: Press
) -> None:
    paper, first = _paper(newspaper, chosen), chosen.split(", ", maxsplit=1)[0]
    outlines = etree.fromstring(paper.tree()["ar/feeds/feeds.opml"]).iter("outline")
    found = [unquote(each.get("xmlUrl", "")) for each in outlines if each.get("xmlUrl")]
    folders = {path for path in _feeds(paper, first) if path.startswith("ar/")}
    assert sorted(found) == sorted(f"{BASE}{path}{FILES[first]}" for path in folders)


SEALED = {"rss": "rss", "atom": "atom", "json": "json", "rss, json": "rss", "json, atom": "atom",
          "rss, atom, json": "atom"}  # fmt: skip


def _titles(path: str, body: bytes) -> list[str]:
    if path.endswith(".json"):
        return [item.title for item in json_feed(body).items]
    return [entry.title for entry in feedparser.parse(body).entries]


def _older(path: str, body: bytes) -> str:
    if path.endswith(".json"):
        return (json_feed(body).next_url or "").removeprefix(BASE)
    links = {each.get("rel"): each for each in etree.fromstring(body).iter(f"{ATOM}link")}
    return str(links["prev-archive"].get("href")).removeprefix(BASE) if (
        "prev-archive" in links
    ) else ""  # fmt: skip


@pytest.mark.parametrize("chosen", CHOICES)
def test_every_story_is_reached_from_a_feed_through_parts_in_one_form(
    chosen: str, newspaper: Press
) -> None:
    paper = _paper(newspaper, chosen)
    tree = paper.tree()
    sealed = {path for path in tree if re.match(r"ar/feeds/\d", path)}
    assert sealed == {f"ar/feeds/2024-08{part}.{'json' if chosen == 'json' else 'xml'}"
                      for part in ("", "-2")}  # fmt: skip
    for form in chosen.split(", "):
        path, found, walked = f"ar/{FILES[form]}", set[str](), set[str]()
        while path:
            walked.add(path)
            found |= set(_titles(path, tree[path]))
            path = _older(path, tree[path])
        if form == "json" and SEALED[chosen] != "json":
            assert walked == {"ar/feed.json"}
        else:
            assert walked == {f"ar/{FILES[form]}"} | sealed
            assert found == {"آخر", *(f"خبر {day}" for day in range(1, 14))}


def test_sealed_parts_in_rss_keep_the_rules_of_rfc_5005(newspaper: Press) -> None:
    tree = _paper(newspaper, "rss").tree()
    for path, newer in (("ar/feeds/2024-08.xml", "ar/feeds/2024-08-2.xml"),
                        ("ar/feeds/2024-08-2.xml", None)):  # fmt: skip
        assert not rss_faults(tree[path])
        channel = etree.fromstring(tree[path]).find("channel")
        assert channel is not None
        assert channel.find(f"{HISTORY}archive") is not None
        links = {each.get("rel"): each for each in channel.findall(f"{ATOM}link")}
        assert links["self"].get("href") == BASE + path
        assert links["current"].get("href") == f"{BASE}ar/feed.xml"
        assert {each.get("type") for each in links.values()} == {"application/rss+xml"}
        assert ("next-archive" in links) == (newer is not None)
        assert newer is None or links["next-archive"].get("href") == BASE + newer
    assert b"fh:archive" not in tree["ar/feed.xml"]
    assert links["prev-archive"].get("href") == f"{BASE}ar/feeds/2024-08.xml"


def test_another_choice_of_forms_takes_the_old_files_away(newspaper: Press) -> None:
    paper = _paper(newspaper, "rss, atom, json")
    paper.replace("site.yaml", "[rss, atom, json]", "[json]")
    paper.build()
    assert not _feeds(paper, "rss") | _feeds(paper, "atom")
    assert not [path for path in paper.tree() if re.match(r"ar/feeds/\d.*xml", path)]
    clean = paper.tree()
    paper.build(fresh=True)
    assert paper.tree() == clean
