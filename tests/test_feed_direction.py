"""Feeds in programs that drop `dir`: the first strong letter leads, and nothing is lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from naba.bidi import control_fault as direction_fault
from naba.bidi import first_strong
from naba.text import clean, control_fault
from tests.conftest import Press
from tests.newspaper import SITE, Newspaper, picture, story
from tests.syndication import ATOM, XML, atom_faults, json_feed, rss_faults

MARKS = re.compile("[\u200e\u200f\u2060\u2066-\u2069]")


class _Text(HTMLParser):
    """The text of HTML, as it is when every tag and attribute is dropped."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data


TITLES = {
    "Electronic Intifada: ماذا حدث؟": "rtl",
    "«BBC» تنشر تحقيقًا": "rtl",
    "C++ يتصدر": "rtl",
    "2026 عام جديد": "rtl",
    "عنوان عربي": "rtl",
}


@pytest.fixture
def entries(newspaper: Press) -> list[feedparser.FeedParserDict]:
    paper = newspaper(
        {
            f"content/{at}/ar.md": story(f'"{title}"', f"2024-08-0{at}", "NATO نص.\n")
            for at, title in enumerate(TITLES, start=1)
        }
    )
    paper.build()
    return list(feedparser.parse(paper.tree()["ar/feed.xml"]).entries[::-1])


def test_a_title_begins_with_its_own_direction_and_says_the_same(
    entries: list[feedparser.FeedParserDict],
) -> None:
    for entry, title in zip(entries, TITLES, strict=True):
        assert first_strong(entry.title) == "rtl"
        # Without isolates too: some programs know none.
        assert first_strong(re.sub("[\u2066-\u2069]", "", entry.title)) == "rtl"
        assert MARKS.sub("", entry.title) == title


def test_latin_names_in_titles_are_isolated(entries: list[feedparser.FeedParserDict]) -> None:
    assert "\u2066BBC\u2069" in entries[1].title
    assert "\u2066C++\u2069" in entries[2].title


def test_a_body_begins_with_its_own_direction_once_every_tag_is_dropped(
    entries: list[feedparser.FeedParserDict],
) -> None:
    for entry in entries:
        assert re.match(r'<div [^>]*dir="rtl"', entry.content[0].value)
        text = _Text(entry.content[0].value).text
        assert first_strong(text) == "rtl"
        assert MARKS.sub("", text).split() == ["NATO", "نص."]


def test_a_foreign_caption_that_comes_first_does_not_turn_a_body_round(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story(
        image="{file: p.png, alt: صورة, caption: Reuters map}", body="متن.\n"),
        "content/a/p.png": picture()})  # fmt: skip
    paper.build()
    (entry,) = feedparser.parse(paper.tree()["ar/feed.xml"]).entries
    assert first_strong(_Text(entry.content[0].value).text) == "rtl"


def test_an_english_body_that_begins_in_arabic_is_marked_too(newspaper: Press) -> None:
    paper = newspaper({"content/a/en.md": story("سوريا is a name", body="سوريا is a name.\n")})
    paper.build()
    (entry,) = feedparser.parse(paper.tree()["en/feed.xml"]).entries
    assert first_strong(entry.title) == first_strong(_Text(entry.content[0].value).text) == "ltr"


def test_every_feed_says_its_language(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story(), "content/a/en.md": story("News", None)})
    paper.build()
    tree = paper.tree()
    for lang in ("ar", "en"):
        rss = etree.fromstring(tree[f"{lang}/feed.xml"])
        assert rss.findtext("channel/language") == rss.find("channel").get(f"{XML}lang") == lang
        assert etree.fromstring(tree[f"{lang}/atom.xml"]).get(f"{XML}lang") == lang
        assert json_feed(tree[f"{lang}/feed.json"]).language == lang


def test_an_embed_is_a_link_with_a_picture(newspaper: Press) -> None:
    options = "    url: https://youtu.be/dQw4w9WgXcQ\n    title: فيلم\n    image: film.png\n"
    body = f"/// embed\n{options}///\n"
    paper = newspaper({"content/a/ar.md": story(body=body), "content/a/film.png": picture()})
    paper.build()
    (entry,) = feedparser.parse(paper.tree()["ar/feed.xml"], sanitize_html=False).entries
    html = entry.content[0].value
    film = re.escape("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    assert re.search(rf'<a [^>]*href="{film}"[^>]*>\s*<img', html)
    assert "<iframe" not in html


SIGNS = st.one_of(
    st.sampled_from(["]]>", "<![CDATA[", "</title>", "&amp;", "&", "<b>", '"', "'", "😀", "--"]),
    st.sampled_from(["\u200f", "\u200c", "{{ x }}", "\\u003c", "بوتين", "BBC", "٣٫٥", "עברית"]),
    st.text(min_size=1, max_size=12),
)


def _sound(parts: list[str]) -> str:
    """A headline that an editor may write: what no text may hold is taken out."""
    title = " ".join(clean(" ".join(parts)).split())
    while fault := control_fault(title) or direction_fault(title):
        title = title[: fault[0]] + title[fault[0] + 1 :]
    return " ".join(title.split())


def _is_visible(title: str) -> bool:
    return any(unicodedata.category(each)[0] in "LN" for each in title)


HEADLINES = st.lists(SIGNS, min_size=1, max_size=10).map(_sound).filter(_is_visible)


def _titles(paper: Newspaper) -> Iterator[list[str]]:
    tree = paper.tree()
    assert not rss_faults(tree["ar/feed.xml"])
    assert not atom_faults(tree["ar/atom.xml"])
    yield [
        str(each.text)
        for each in etree.fromstring(tree["ar/feed.xml"]).iterfind("channel/item/title")
    ]
    yield [
        str(each.text)
        for each in etree.fromstring(tree["ar/atom.xml"]).iterfind(f"{ATOM}entry/{ATOM}title")
    ]
    yield [item.title for item in json_feed(tree["ar/feed.json"]).items]


def _quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Newspaper:
    return Newspaper(
        tmp_path_factory.mktemp("headlines"), {"site.yaml": SITE + "share_cards: false\n"}
    )


@settings(max_examples=25)
@given(titles=st.lists(HEADLINES, min_size=20, max_size=20))
def test_a_feed_with_any_headlines_is_well_formed_and_says_the_same(
    paper: Newspaper, titles: list[str]
) -> None:
    paper.write({
        f"content/{at:02}/ar.md": story(_quoted(title), f"2024-08-01 10:{at:02}")
        for at, title in enumerate(titles)
    })  # fmt: skip
    paper.build()
    for told in _titles(paper):
        # To programs that take a title for HTML too.
        assert [_Text(each).text.replace("\r", "") for each in told] == told
        assert [MARKS.sub("", each) for each in told[::-1]] == [
            MARKS.sub("", each) for each in titles
        ]


def test_a_headline_of_a_million_characters_is_well_formed_and_says_the_same(
    newspaper: Press,
) -> None:
    title = "خبر <b>]]> " * 100_000
    paper = newspaper({"content/a/ar.md": story(_quoted(title.strip()))})
    paper.write({"site.yaml": SITE + "share_cards: false\n"})
    paper.build()
    parser = etree.XMLParser(huge_tree=True)
    rss = etree.fromstring(paper.tree()["ar/feed.xml"], parser)
    assert MARKS.sub("", rss.findtext("channel/item/title")) == title.strip()
    (item,) = json_feed(paper.tree()["ar/feed.json"]).items
    assert MARKS.sub("", item.title) == title.strip()
