"""Titles with `<` and `&` say the same in every form, whatever a program takes a title for."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from xml.sax.saxutils import unescape

import feedparser
import pytest
from lxml import etree

from naba.theme.environment import references
from naba.views.feeds import literal
from tests.conftest import Press
from tests.newspaper import Newspaper, picture, story
from tests.syndication import ATOM, DC, json_feed

MARKS = re.compile("[\u200e\u200f\u2060\u2066-\u2069]")
TITLES = [
    "AT&T <b>x</b> a<b & c",
    "The <title> element",
    "Bill & Ted",
    "The &amp; entity, &lt; and &#60;",
    "I <3 N.Y.",
    "A < B > C",
    "A<B, &copy and <!-- no comment -->",
    "</title> ]]> <![CDATA[ <?php",
    "R&D <i>",
]


def bare(title: str) -> str:
    return MARKS.sub("", title)


class _Shown(HTMLParser):
    """What a program shows that takes a title for HTML and drops tags."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(title)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def paper(newspaper: Press) -> Newspaper:
    quoted = [f"'{title}'" for title in reversed(TITLES)]
    made = newspaper({
        f"content/n{at:02}/en.md": story(title, f"2024-08-01 10:{at:02}", summary=title)
        for at, title in enumerate(quoted)
    })  # fmt: skip
    made.build()
    return made


def read(paper: Newspaper) -> dict[str, list[str]]:
    """The titles of each form as an XML or a JSON parser has them."""
    tree = paper.tree()
    rss, atom = (etree.fromstring(tree[f"en/{name}.xml"]) for name in ("feed", "atom"))
    return {
        "rss": [str(each.text) for each in rss.iterfind("channel/item/title")],
        "atom": [str(each.text) for each in atom.iterfind(f"{ATOM}entry/{ATOM}title")],
        "json": [item.title for item in json_feed(tree["en/feed.json"]).items],
    }


def test_a_title_reads_the_same_as_plain_text_and_as_html(paper: Newspaper) -> None:
    for titles in read(paper).values():
        assert [bare(each) for each in titles] == TITLES
        assert [bare(_Shown(each).text) for each in titles] == TITLES


def test_feedparser_which_guesses_reads_the_same(paper: Newspaper) -> None:
    for name in ("feed", "atom"):
        entries = feedparser.parse(paper.tree()[f"en/{name}.xml"]).entries
        assert [bare(each.title) for each in entries] == TITLES
        assert {each.title_detail.type for each in entries} == {"text/plain"}


def test_programs_that_cut_titles_out_and_know_only_references_read_the_same(
    paper: Newspaper,
) -> None:
    source = paper.tree()["en/feed.xml"].decode()
    items = source.partition("<item>")[2]
    raw = re.findall(r"<title>(.*?)</title>", items)
    assert not [each for each in raw if re.search("&(?!#x)", each)]
    known = {"&#x26;": "&", "&#x3C;": "<", "&#x3E;": ">"}
    assert [bare(unescape(each, known)) for each in raw] == TITLES


def test_a_summary_in_rss_is_html_that_says_the_same(paper: Newspaper) -> None:
    rss = etree.fromstring(paper.tree()["en/feed.xml"])
    told = [str(each.text) for each in rss.iterfind("channel/item/description")]
    assert [bare(_Shown(each).text) for each in told] == TITLES
    assert [bare(html.unescape(each)) for each in told] == TITLES


def test_names_and_captions_are_plain_text_in_references_too(newspaper: Press) -> None:
    paper = newspaper({
        "content/a/en.md": story(
            "T", tags="['R&D <x>']", authors="['A & B']", translators="['C <D>']",
            image="{file: p.png, alt: 'a < b & c', credit: 'AT&T'}",
            source="{name: 'E & F', url: 'https://a.example/?a=1&b=2', language: fr}",
        ),
        "content/a/p.png": picture(),
    })  # fmt: skip
    paper.build()
    source = paper.tree()["en/feed.xml"]
    item = etree.fromstring(source).find("channel/item")
    media = "{http://search.yahoo.com/mrss/}"
    for name, text in (
        ("category", "R&D <x>"), (f"{DC}creator", "A & B"), (f"{DC}contributor", "C <D>"),
        ("source", "E & F"), (f"{media}content/{media}description", "a < b & c"),
        (f"{media}content/{media}credit", "AT&T"),
    ):  # fmt: skip
        assert item.findtext(name) == text
    assert b"R&#x26;D &#x3C;x&#x3E;" in source


@pytest.mark.parametrize(
    "title", ["AT&T", "Bill & Ted", "I <3 N.Y.", "A < B", "عنوان عربي", "R&D; & more"]
)
def test_a_title_that_nobody_takes_for_html_is_left_as_it_is(title: str) -> None:
    assert literal(title) == title


def test_references_are_hexadecimal() -> None:
    assert references("a & b < c > 'd'") == "a &#x26; b &#x3C; c &#x3E; 'd'"
