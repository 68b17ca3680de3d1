"""A story that its editors withdraw keeps its address and tells so; the rest forgets it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import feedparser
import pytest
from lxml import html

from tests.conftest import Press
from tests.newspaper import Newspaper, picture, story

ADDRESS = "/ar/2024/08/gone/"
NOTICE = "سحبت هيئة التحرير هذه المادة"


def withdrawn(status: str = "canceled") -> dict[str, str | bytes]:
    """A story in two languages among others, with words that only its text has."""
    return {
        "content/gone/ar.md": story(
            "عنوان مسحوب",
            "2024-08-10",
            "كلامالنص ![صورة](p.png)\n",
            section="world",
            tags="[وسممسحوب]",
            authors="[كاتبمسحوب]",
            summary="كلامالملخص",
            image="{file: front.png, alt: كلامالصورة}",
            status=status,
        ),
        "content/gone/en.md": story("Gone", None, "bodywords\n"),
        "content/gone/p.png": picture(),
        "content/gone/front.png": picture(60),
        "content/near/ar.md": story(
            "قريب",
            "2024-08-11",
            "انظر [الخبر](../gone/ar.md).\n",
            section="world",
            tags="[وسممسحوب, سوريا]",
            related="[gone]",
        ),
    }


@pytest.fixture
def paper(newspaper: Press) -> Newspaper:
    made = newspaper(withdrawn())
    made.build()
    return made


def test_its_address_stays_with_a_notice_and_without_what_it_said(paper: Newspaper) -> None:
    page = paper.page(ADDRESS)
    tree = html.fromstring(page)
    assert NOTICE in page
    assert "عنوان مسحوب" in tree.findtext(".//h1")
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"https://news.example{ADDRESS}"]
    for words in ("كلامالنص", "كلامالملخص", "كلامالصورة", "كاتبمسحوب"):
        assert words not in page
    assert "bodywords" not in paper.page("/en/2024/08/gone/")


def test_its_pictures_its_person_and_its_body_are_gone_from_the_whole_site(
    paper: Newspaper,
) -> None:
    for path, body in paper.tree().items():
        assert "media/" not in path
        for words in ("كلامالنص", "كلامالملخص", "كلامالصورة", "كاتبمسحوب", "bodywords"):
            assert words not in path
            assert words.encode() not in body, path


def test_it_is_in_no_listing_and_no_other_page_but_where_an_editor_links_to_it(
    paper: Newspaper,
) -> None:
    naming = {path for path, body in paper.tree().items() if ADDRESS.encode() in body}
    feeds = {path for path in naming if path.endswith(("feed.xml", "atom.xml", "feed.json"))}
    assert {"ar/feed.xml", "ar/world/feed.xml"} <= feeds
    assert naming - feeds == {
        "ar/2024/08/gone/index.html",
        "en/2024/08/gone/index.html",  # its language switch
        "ar/2024/08/near/index.html",
    }
    near = html.fromstring(paper.page("/ar/2024/08/near/"))
    assert len(near.xpath(f"//a[@href='{ADDRESS}']")) == 1
    assert not near.xpath("//*[@class='related']")


def test_it_is_in_no_sitemap_and_no_hreflang_set(paper: Newspaper) -> None:
    for path, body in paper.tree().items():
        if "sitemap" in path:
            assert b"/gone/" not in body
            ElementTree.fromstring(body)
        elif path.endswith(".html"):
            assert not re.search(rb'<link rel="alternate" hreflang[^>]*/gone/', body), path


def test_feeds_keep_it_under_its_guid_and_tell_the_notice(newspaper: Press) -> None:
    paper = newspaper(withdrawn("ready"))
    paper.build()
    before = {e.link: e for e in feedparser.parse(paper.page("/ar/feed.xml")).entries}
    paper.replace("content/gone/ar.md", "status: ready", "status: canceled")
    paper.build()
    for address in ("/ar/feed.xml", "/ar/world/feed.xml"):
        after = {e.link: e for e in feedparser.parse(paper.page(address)).entries}
        link = f"https://news.example{ADDRESS}"
        assert after[link].id == before[link].id
        assert NOTICE in after[link].summary
        assert NOTICE in after[link].content[0].value
        assert "كلامالنص" not in str(after[link])
    assert "كلامالنص" in str(before)


def test_a_translation_that_stays_ready_stays_without_the_other_as_its_counterpart(
    newspaper: Press,
) -> None:
    files = withdrawn()
    files["content/gone/en.md"] = story("Stays", None, "bodywords\n", status="ready")
    paper = newspaper(files)
    paper.build()
    tree = html.fromstring(paper.page("/en/2024/08/gone/"))
    assert "bodywords" in paper.page("/en/2024/08/gone/")
    assert tree.xpath("//link[@rel='alternate']/@hreflang") == ["en", "x-default"]
    assert "/en/2024/08/gone/" in paper.page("/en/")


def test_a_canceled_standing_page_says_so_too(newspaper: Press) -> None:
    paper = newspaper(
        {"content/about/ar.md": story("من نحن", None, "كلام\n", kind="page", status="canceled")}
    )
    paper.build()
    assert NOTICE in paper.page("/ar/about/")
    assert "كلام\n" not in paper.page("/ar/about/")
    assert "noindex" in paper.page("/ar/about/")
    assert "/ar/about/" not in paper.page("/ar/")
    assert "/ar/about/" not in paper.page("/sitemaps/ar.xml")
