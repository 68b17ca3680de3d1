"""The place that a report was sent from: before its first words, in each language's form."""

from __future__ import annotations

import re

import feedparser
import pytest

from naba.bidi import first_strong
from naba.theme.environment import begun
from tests.conftest import Press
from tests.newspaper import Newspaper, picture, story
from tests.syndication import json_feed, linked

_TAGS = re.compile(r"<[^>]*>")


def prose(paper: Newspaper, address: str) -> str:
    page = paper.page(address)
    return page.partition('<div class="prose">\n')[2].partition("\n</div>")[0]


def words(html: str) -> str:
    return " ".join(_TAGS.sub("", html).split())


def test_a_report_begins_with_its_place_as_newspapers_of_its_language_write_it(
    newspaper: Press,
) -> None:
    paper = newspaper({
        "content/a/ar.md": story(dateline="القاهرة", body="قال الوزير.\n\nثم سكت.\n"),
        "content/a/en.md": story("News", None, "The minister spoke.\n", dateline="Cairo"),
    })  # fmt: skip
    paper.build()
    own = '<p><span class="dateline">القاهرة –</span> قال الوزير.</p>\n<p>ثم سكت.</p>'
    assert prose(paper, "/ar/2024/08/a/") == own
    own = '<p><span class="dateline">Cairo —</span> The minister spoke.</p>'
    assert prose(paper, "/en/2024/08/a/") == own


def test_a_translation_says_its_own_place_or_none(newspaper: Press) -> None:
    paper = newspaper({
        "content/a/ar.md": story(dateline="القاهرة"),
        "content/a/en.md": story("News", None, "Text.\n"),
    })  # fmt: skip
    paper.build()
    assert "dateline" not in paper.page("/en/2024/08/a/")
    assert "القاهرة" not in paper.page("/en/2024/08/a/")


def test_a_latin_place_keeps_to_itself_in_an_arabic_text(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story(dateline="Davos (WEF)", body="قال.\n")})
    paper.build()
    own = '<p><span class="dateline"><bdi dir="ltr">Davos (WEF)</bdi> –</span> قال.</p>'
    assert prose(paper, "/ar/2024/08/a/") == own
    (entry,) = feedparser.parse(paper.tree()["ar/feed.xml"]).entries
    assert first_strong(_TAGS.sub("", entry.content[0].value)) == "rtl"


@pytest.mark.parametrize(
    ("body", "first"),
    [
        ("## عنوان\n\nنص.\n", "<h2"),
        ("- بند\n", "<ul"),
        ("> اقتباس\n", "<blockquote"),
        ("![صورة](p.png)\n\nنص.\n", "<figure"),
        ("| أ |\n|---|\n| ب |\n", "<div"),
    ],
)
def test_a_text_that_begins_with_no_paragraph_has_its_place_on_a_line_of_its_own(
    newspaper: Press, body: str, first: str
) -> None:
    paper = newspaper({
        "content/a/ar.md": story(dateline="غزة", body=body),
        "content/a/p.png": picture(),
    })  # fmt: skip
    paper.build()
    made = prose(paper, "/ar/2024/08/a/")
    assert made.startswith(f'<p><span class="dateline">غزة –</span></p>\n{first}')


@pytest.mark.parametrize("tag", ["<p>", '<p id="u-a">', '<p class="x" id="u-lang">'])
def test_a_paragraph_of_the_storys_language_takes_the_place_in(tag: str) -> None:
    assert begun(f"{tag}News.</p>", "A & B") == f"{tag}A &amp; B News.</p>"


@pytest.mark.parametrize("tag", ['<p lang="fr">', '<p id="u-a" dir="ltr">', "<pre>"])
def test_a_paragraph_of_another_language_does_not(tag: str) -> None:
    assert begun(f"{tag}Nouvelles.", "القاهرة") == f"<p>القاهرة</p>\n{tag}Nouvelles."


def test_feeds_and_searchers_are_told_the_place(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story(dateline="'  القاهرة  '", body="قال الوزير.\n")})
    paper.build()
    tree = paper.tree()
    entries = [feedparser.parse(tree[f"ar/{name}.xml"]).entries[0] for name in ("feed", "atom")]
    (item,) = json_feed(tree["ar/feed.json"]).items
    for html in (*(each.content[0].value for each in entries), item.content_html):
        assert words(html) == "القاهرة – قال الوزير."
        assert "<p>القاهرة –" in html
    assert linked(paper.page("/ar/2024/08/a/"), "NewsArticle")["dateline"] == "القاهرة"


def test_a_withdrawn_report_and_a_standing_page_have_no_place(newspaper: Press) -> None:
    paper = newspaper({
        "content/a/ar.md": story(dateline="القاهرة", status="canceled"),
        "content/b/ar.md": story("صفحة", None, dateline="القاهرة", kind="page"),
    })  # fmt: skip
    paper.build()
    assert not [path for path, body in paper.tree().items() if "القاهرة".encode() in body]
