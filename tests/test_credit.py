"""The chain of credit: agency, address, language and translator wherever a story goes."""

from __future__ import annotations

import re
from typing import Any

import feedparser
import pytest
from lxml import etree, html

from tests.conftest import Press
from tests.newspaper import ROOT, Newspaper, story
from tests.syndication import ATOM, DC, XML, json_feed, linked, sourced

AGENCY, ADDRESS, LANGUAGE = "وكالة تسنيم", "https://agency.example/fa/1?a=1&b=2", "fa"
TITLE, TRANSLATOR = "چرا پوتین به باکو رفت؟", "مكتب الترجمة"
CREDIT = {
    "agency": AGENCY,
    "address": ADDRESS,
    "language": LANGUAGE,
    "title": TITLE,
    "translator": TRANSLATOR,
}


def _on_page(paper: Newspaper) -> dict[str, Any]:
    (closing,) = html.fromstring(paper.page("/ar/2024/08/visit/")).find_class("credits")
    links = {each.text_content(): each for each in closing.iter("a")}
    title = next(each for each in closing.xpath(".//bdi[@lang]") if each.text_content() == TITLE)
    return {
        "agency": next(each for each in links if each == AGENCY),
        "address": links[AGENCY].get("href"),
        "language": title.get("lang"),
        "title": title.text_content(),
        "translator": next(each for each in links if each == TRANSLATOR),
    }


def _in_data(paper: Newspaper) -> dict[str, Any]:
    told = linked(paper.page("/ar/2024/08/visit/"), "NewsArticle")
    work = told["translationOfWork"]
    assert told["isBasedOn"] == work["url"]
    assert AGENCY in told["creditText"]
    assert TRANSLATOR in told["creditText"]
    assert work["author"] == [{"@type": "Person", "name": "خبرنگار"}]
    return {
        "agency": work["publisher"]["name"],
        "address": work["url"],
        "language": work["inLanguage"],
        "title": work["headline"],
        "translator": told["translator"][0]["name"],
    }


def _in_rss(paper: Newspaper) -> dict[str, Any]:
    (item,) = etree.fromstring(paper.tree()["ar/world/feed.xml"]).iter("item")
    source, via = item.find("source"), item.find(f"{ATOM}link")
    assert via.get("rel") == "via"
    assert via.get("href") == source.get("url")
    assert item.findtext(f"{DC}creator") == "ليلى"
    return {
        "agency": source.text,
        "address": source.get("url"),
        "language": via.get("hreflang"),
        "title": via.get("title"),
        "translator": item.findtext(f"{DC}contributor"),
    }


def _in_atom(paper: Newspaper) -> dict[str, Any]:
    (entry,) = feedparser.parse(paper.tree()["ar/world/atom.xml"]).entries
    (via,) = [link for link in entry.links if link.rel == "via"]
    (raw,) = etree.fromstring(paper.tree()["ar/world/atom.xml"]).iter(f"{DC}source")
    return {
        "agency": via.title,
        "address": via.href,
        "language": via.hreflang,
        "title": raw.text,
        "translator": entry.contributors[0].name,
    }


def _in_json(paper: Newspaper) -> dict[str, Any]:
    (item,) = json_feed(paper.tree()["ar/world/feed.json"]).items
    credit = item.credit or {}
    return {
        "agency": credit["source"],
        "address": credit["url"],
        "language": credit["language"],
        "title": credit["title"],
        "translator": credit["translators"][0]["name"],
    }


@pytest.mark.parametrize("place", [_on_page, _in_data, _in_rss, _in_atom, _in_json])
def test_a_story_keeps_its_credit_wherever_it_goes(newspaper: Press, place: Any) -> None:
    paper = newspaper(sourced())
    paper.build()
    assert place(paper) == CREDIT


def test_a_byline_names_the_source_and_leads_to_it(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    (byline,) = html.fromstring(paper.page("/ar/2024/08/visit/")).find_class("byline")
    links = {each.text_content(): each.get("href") for each in byline.iter("a")}
    assert links[AGENCY] == ADDRESS
    assert {TRANSLATOR, "ليلى"} <= links.keys()


def test_the_original_title_stands_in_its_own_language_and_direction(newspaper: Press) -> None:
    paper = newspaper({**sourced(), "content/2024/visit/en.md": story(
        "Why Baku?", None, "Text.\n", translators="[desk]", source="{name: Tasnim}")})  # fmt: skip
    paper.build()
    assert f'<bdi lang="fa" dir="rtl">{TITLE}</bdi>' in paper.page("/en/2024/08/visit/")


def test_a_reader_of_a_feed_sees_the_credit_at_the_storys_end(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    for path in ("ar/feed.xml", "ar/atom.xml"):
        entry = feedparser.parse(paper.tree()[path]).entries[1]
        end = entry.content[0].value[-900:]
        assert ADDRESS.replace("&", "&amp;") in end
        assert all(each in end for each in (AGENCY, TITLE, TRANSLATOR))


def test_a_source_without_an_address_is_named_where_rss_has_no_place_for_it(
    newspaper: Press,
) -> None:
    paper = newspaper({
        "content/a/ar.md": story("أولى", source="{name: وكالة, title: Why?, language: en}"),
        "content/b/ar.md": story("ثانية", source="{name: وكالة}"),
    })  # fmt: skip
    paper.build()
    for path, entry in (("ar/feed.xml", "item"), ("ar/atom.xml", f"{ATOM}entry")):
        found = [
            (each.find(f"{DC}source").text, each.find(f"{DC}source").get(f"{XML}lang"))
            for each in etree.fromstring(paper.tree()[path]).iter(entry)
        ]
        assert sorted(found) == [("Why?", "en"), ("وكالة", None)]
        assert b"via" not in paper.tree()[path]


def test_our_own_translation_of_our_own_story_is_told_both_ways(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    first = linked(paper.page("/ar/2024/08/own/"), "NewsArticle")
    other = linked(paper.page("/en/2024/08/own/"), "NewsArticle")
    (told,) = first["workTranslation"]
    assert (told["@id"], told["url"], told["inLanguage"]) == (other["@id"], other["url"], "en")
    assert other["translationOfWork"]["@id"] == first["@id"]
    assert "translationOfWork" not in first
    assert "workTranslation" not in other


def test_the_agency_is_no_author(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    told = linked(paper.page("/ar/2024/08/visit/"), "NewsArticle")
    assert [each["name"] for each in told["author"]] == ["ليلى"]
    assert told["translator"][0]["@type"] == "Organization"


def _checked(paper: Newspaper, *arguments: str) -> tuple[int, str]:
    ran = paper.run("check", *arguments)
    return ran.exit_code, ran.output


def test_a_check_passes_a_story_with_its_credit_and_writes_nothing(newspaper: Press) -> None:
    paper = newspaper(sourced())
    assert _checked(paper) == (0, "")
    assert not paper.out.exists()


def test_a_translated_story_without_a_translator_fails_the_check(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.replace("content/2024/visit/ar.md", "translators: [مكتب الترجمة]\n", "")
    code, output = _checked(paper)
    assert code == 1
    assert re.search(r"content/2024/visit/ar\.md:\d+:\d+: .*from `fa`.*no translator", output)


def test_a_source_that_nobody_can_find_fails_the_check(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story(source="{name: وكالة, language: ar}")})
    code, output = _checked(paper)
    assert code == 1
    assert "no address and no title" in output


def test_a_source_without_a_language_is_a_warning(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story(source="{name: وكالة, url: 'https://a.example/'}")})
    code, output = _checked(paper)
    assert code == 0
    assert "language" in output
    assert _checked(paper, "--strict")[0] == 1


def test_a_theme_that_hides_the_credit_fails_the_check(newspaper: Press) -> None:
    page = (ROOT / "templates/pages/article.html").read_text("utf-8")
    assert "{{ story.credits(page) }}" in page
    bare = page.replace("{{ story.credits(page) }}", "").replace("{{ story.byline(page) }}", "")
    paper = newspaper({**sourced(), "templates/pages/article.html": bare})
    code, output = _checked(paper)
    assert code == 1
    assert f"does not show `{AGENCY}`" in output
    assert f"does not show `{ADDRESS}`" in output


def test_a_theme_that_hides_the_translator_fails_the_check(newspaper: Press) -> None:
    bare = '<!doctype html><main lang="{{ page.frame.lang }}">{{ page.body | safe }}</main>'
    paper = newspaper({**sourced(), "templates/pages/article.html": bare})
    code, output = _checked(paper)
    assert code == 1
    assert f"does not show `{TRANSLATOR}`" in output
    assert re.search(r"content/2024/own/en\.md:\d+:\d+: .*does not show `The Desk`", output)


def test_a_check_tells_what_a_build_would_tell(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story(section="nowhere")})
    code, output = _checked(paper, "--json")
    assert code == 1
    assert '"ok": false' in output
    assert "there is no section `nowhere`" in output
