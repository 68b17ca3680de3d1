"""Feeds: their formats' rules, ids that stay, bytes that move only with what they tell."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import unquote

import feedparser
import pytest
from lxml import etree

from tests.conftest import Press
from tests.newspaper import NOW, SITE, Newspaper, story
from tests.papers import numbered
from tests.syndication import ATOM, CONTENT, atom_faults, json_feed, rss_faults, sourced

CORRECTED = "[{date: 2024-08-20, kind: correction, text: خطأ.}]"


def _all(paper: Newspaper, name: str) -> dict[str, bytes]:
    return {path: body for path, body in paper.tree().items() if path.rpartition("/")[2] == name}


def test_rss_keeps_the_rules_of_its_specification_and_profile(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    feeds = _all(paper, "feed.xml")
    of = {"", "world/", "science/", "tags/روسيا/", "people/desk/", "people/ليلى/", "corrections/"}
    assert {f"ar/{each}feed.xml" for each in of} <= set(feeds)
    assert {path: faults for path, body in feeds.items() if (faults := rss_faults(body))} == {}


def test_atom_keeps_the_rules_of_rfc_4287(newspaper: Press) -> None:
    paper = newspaper({**sourced(), "site.yaml": SITE + "hub: https://hub.example/\n"})
    paper.build()
    feeds = _all(paper, "atom.xml")
    assert {"ar/atom.xml", "en/atom.xml", "ar/world/atom.xml"} <= set(feeds)
    assert {path: faults for path, body in feeds.items() if (faults := atom_faults(body))} == {}


def test_json_feed_keeps_the_rules_of_version_1_1(newspaper: Press) -> None:
    paper = newspaper({**sourced(), "site.yaml": SITE + "hub: https://hub.example/\n"})
    paper.build()
    feeds = [json_feed(body) for body in _all(paper, "feed.json").values()]
    assert len(feeds) == 12
    (visit, own) = json_feed(paper.tree()["ar/feed.json"]).items[::-1]
    assert (visit.title, own.title) == ("لماذا ذهب بوتين إلى باكو؟", "قصة لنا")
    assert all(item.language == "ar" for item in (visit, own))


def test_the_three_forms_tell_the_same(newspaper: Press) -> None:
    paper = newspaper({**sourced(), **numbered(6)})
    paper.build()
    tree = paper.tree()
    rss, atom = feedparser.parse(tree["ar/feed.xml"]), feedparser.parse(tree["ar/atom.xml"])
    items = json_feed(tree["ar/feed.json"]).items
    assert not rss.bozo
    assert not atom.bozo
    told = [
        [(e.id, e.title, e.link, e.content[0].value) for e in feed.entries] for feed in (rss, atom)
    ]
    assert told[0] == told[1]
    assert [each[:3] for each in told[0]] == [(i.id, i.title, i.url) for i in items]


def test_a_feed_carries_whole_stories_with_plain_pictures(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    (item,) = etree.fromstring(paper.tree()["ar/world/feed.xml"]).iter("item")
    html = item.findtext(f"{CONTENT}encoded") or ""
    assert "تقول كلامًا." in html
    assert "https://news.example/ar/2024/08/own/" in html
    pictures = re.findall(r'<img[^>]* src="(https://news\.example/media/[^"]*)"', html)
    assert len(pictures) == 2
    assert all(paper.has(url.removeprefix("https://news.example")) for url in pictures)
    assert "<picture" not in html


LONG = {
    "words": "كلمة طويلة جدا هنا. " * 500,
    "a table": "| أ | ب |\n|---|---|\n" + "| 1 | 2 |\n" * 400,
    "links": "[كلمة](https://example.org/a/long/address/of/a/page) " * 200,
    "links to a story": "[كلمة](../n01/ar.md) " * 150,
    "quoted words": 'قال "كلمة" <&> ' * 700,
    "names": "قالت NATO وBBC كلامًا. " * 400,
    "notes": "كلمة[^1]. " + "\n\n".join(f"كلمة[^{n}]\n\n[^{n}]: حاشية." for n in range(1, 60)),
}


def _plain(title: str) -> str:
    return re.sub("[\u200e\u200f\u2060\u2066-\u2069]", "", title)


@pytest.mark.parametrize("sort", LONG)
def test_a_feed_holds_its_newest_stories_and_stays_below_a_quarter_of_a_megabyte(
    newspaper: Press, sort: str
) -> None:
    files = numbered(28)
    for path in files:
        files[path] = str(files[path]).replace("نص.", LONG[sort])
    paper = newspaper({**files, "site.yaml": f"{SITE}share_cards: false\n"})
    paper.build()
    entries = feedparser.parse(paper.tree()["ar/feed.xml"]).entries
    assert [_plain(each.title) for each in entries] == [
        f"خبر {day}" for day in range(28, 28 - len(entries), -1)
    ]
    assert 3 < len(entries) < 25
    feeds = {p: len(b) for p, b in paper.tree().items() if re.search(r"feed\.|atom\.|feeds/2", p)}
    assert len(feeds) > 12
    assert max(feeds.values()) < 250_000
    assert feeds["ar/feed.xml"] > 110_000


def test_a_feed_does_not_hold_the_builds_time(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    before = paper.tree()
    assert paper.build(NOW + timedelta(days=30), fresh=True).written == 0
    assert paper.tree() == before


def _ids(paper: Newspaper, form: str = "feed.xml") -> set[str]:
    return {each.id for each in feedparser.parse(paper.tree()[f"ar/{form}"]).entries}


def test_ids_survive_another_slug_title_and_domain(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    before = _ids(paper)
    paper.replace("content/2024/visit/ar.md", "title: لماذا", "slug: other\ntitle: كيف ولماذا")
    paper.replace("site.yaml", "https://news.example", "https://other.example/paper")
    paper.build()
    assert paper.has("/ar/2024/08/other/")
    assert _ids(paper) == before == _ids(paper, "atom.xml")
    assert len(before) == 2


def test_a_feeds_own_id_survives_another_domain_and_differs_between_feeds(newspaper: Press) -> None:
    def ids(paper: Newspaper) -> list[str | None]:
        tree = {p: b for p, b in paper.tree().items() if p.endswith("atom.xml")}
        return [etree.fromstring(tree[p]).findtext(f"{ATOM}id") for p in sorted(tree)]

    paper = newspaper(sourced())
    paper.build()
    before = ids(paper)
    assert len(set(before)) == len(before) > 3
    paper.replace("site.yaml", "https://news.example", "https://other.example")
    paper.build()
    assert ids(paper) == before


def test_the_newspapers_id_keeps_two_newspapers_ids_apart(newspaper: Press) -> None:
    one = newspaper(sourced())
    two = newspaper({**sourced(), "site.yaml": SITE + "id: other paper\n"})
    one.build()
    two.build()
    assert not _ids(one) & _ids(two)


def _updated(paper: Newspaper) -> dict[str, str]:
    return {e.title: e.updated for e in feedparser.parse(paper.tree()["ar/atom.xml"]).entries}


def test_a_mended_letter_is_no_update_and_a_correction_is(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    first = _updated(paper)
    paper.replace("content/2024/visit/ar.md", "تقول", "قالت")
    paper.build()
    assert _updated(paper) == first
    added = (
        "corrections: [{date: 2024-08-21 09:00, kind: correction, text: الرقم خطأ}]\ntitle: لماذا"
    )
    paper.replace("content/2024/visit/ar.md", "title: لماذا", added)
    paper.build()
    moved = _updated(paper)
    assert moved.pop("لماذا ذهب بوتين إلى باكو؟") == "2024-08-21T09:00:00+03:00"
    assert moved == {"قصة لنا": first["قصة لنا"]}
    assert "الرقم خطأ" in feedparser.parse(paper.tree()["ar/feed.xml"]).entries[1].content[0].value


def test_corrections_have_a_feed_of_their_own(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    (entry,) = feedparser.parse(paper.tree()["en/corrections/feed.xml"]).entries
    assert entry.title == "Correction: Our own"
    assert entry.link == "https://news.example/en/2024/08/own/#corrections"
    assert "A wrong figure." in entry.content[0].value
    paper.replace("content/2024/own/en.md", "A wrong figure.", "The figure was wrong.")
    paper.build()
    (mended,) = feedparser.parse(paper.tree()["en/corrections/feed.xml"]).entries
    assert mended.id == entry.id
    assert not feedparser.parse(paper.tree()["ar/corrections/feed.xml"]).entries


def test_a_withdrawn_story_keeps_its_id_and_loses_its_words(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    before = _ids(paper)
    paper.replace("content/2024/visit/ar.md", "title: لماذا", "status: canceled\ntitle: لماذا")
    paper.build()
    tree = paper.tree()
    assert _ids(paper) == before
    for form in ("feed.xml", "atom.xml", "feed.json"):
        assert "تقول كلامًا" not in tree[f"ar/{form}"].decode()


def test_a_hub_is_named_where_the_site_names_one(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    assert b'rel="hub"' not in paper.tree()["ar/feed.xml"]
    paper.write({"site.yaml": SITE + "hub: https://hub.example/\n"})
    paper.build()
    tree = paper.tree()
    for path in ("ar/feed.xml", "ar/atom.xml", "ar/tags/روسيا/feed.xml"):
        links = {
            x.get("rel"): x.get("href") for x in etree.fromstring(tree[path]).iter(f"{ATOM}link")
        }
        assert links["hub"] == "https://hub.example/"
    assert json_feed(tree["ar/feed.json"]).hubs[0].url == "https://hub.example/"


def test_opml_names_every_feed_once_and_each_exists(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    tree = paper.tree()
    found = etree.fromstring(tree["ar/feeds/feeds.opml"]).xpath("//outline[@type='rss']/@xmlUrl")
    assert len(found) == len(set(found))
    paths = {url.removeprefix("https://news.example/") for url in map(str, found)}
    feeds = {etree.fromstring(b).find(f".//{ATOM}link").get("href") for p, b in tree.items()
             if p.startswith("ar/") and p.endswith("feed.xml")}  # fmt: skip
    assert {f"https://news.example/{path}" for path in paths} == feeds


def test_the_page_of_feeds_leads_to_all_of_them(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    page = paper.page("/en/feeds/")
    for path in ("feed.xml", "atom.xml", "feed.json", "world/atom.xml", "people/desk/feed.xml",
                 "corrections/feed.xml", "feeds/feeds.opml"):  # fmt: skip
        assert f'href="/en/{path}"' in page


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_every_page_announces_the_editions_feeds_and_a_listing_its_own(
    newspaper: Press, lang: str
) -> None:
    paper = newspaper({**sourced(), "content/pages/us/ar.md": story("نحن", None, kind="page"),
                       "content/pages/us/en.md": story("Us", None, kind="page")})  # fmt: skip
    paper.build()
    announced = re.compile(
        r'<link rel="alternate" type="(application/[a-z+]+)"[^>]* href="([^"]*)"'
    )
    for path, body in paper.tree().items():
        if not path.startswith(f"{lang}/") or b"<html" not in body or b'"refresh"' in body:
            continue
        if path == f"{lang}/latest.html":
            continue  # a piece of a page
        own = dict(found[::-1] for found in announced.findall(body.decode()))
        assert own[f"/{lang}/feed.xml"] == "application/rss+xml", path
        assert own[f"/{lang}/atom.xml"] == "application/atom+xml", path
        assert own[f"/{lang}/feed.json"] == "application/feed+json", path
        assert all(paper.has(unquote(address)) for address in own), path
    assert f"/{lang}/world/atom.xml" in paper.page(f"/{lang}/world/")
    assert f"/{lang}/people/desk/feed.xml" in paper.page(f"/{lang}/people/desk/")


def test_a_browser_gets_a_style_for_feeds_and_no_xslt(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    for path in ("ar/feed.xml", "ar/atom.xml"):
        sheet = re.search(rb'<\?xml-stylesheet type="text/css" href="/(.*?)\?', paper.tree()[path])
        assert sheet
        assert paper.has(f"/{sheet[1].decode()}")
        assert b"xsl" not in paper.tree()[path].split(b"<rss")[0].split(b"<feed")[0]


def test_an_item_without_a_summary_is_described_by_what_it_begins_with(newspaper: Press) -> None:
    long = "قالت NATO كلامًا **كثيرًا**. " * 60
    paper = newspaper({
        "content/a/ar.md": story("أولى", body=f"{long}\n", summary="ملخص"),
        "content/b/ar.md": story("ثانية", body=f"{long}\n"),
        "content/c/ar.md": story("ثالثة", body="كلمتان فقط.\n", corrections=CORRECTED),
    })  # fmt: skip
    paper.build()
    assert not rss_faults(paper.tree()["ar/feed.xml"])
    found = {
        item.findtext("title"): item.findtext("description")
        for item in etree.fromstring(paper.tree()["ar/feed.xml"]).iter("item")
    }
    assert found["أولى"] == "ملخص"
    assert found["ثالثة"] == "كلمتان فقط."
    assert str(found["ثانية"]).startswith("قالت \u2066NATO\u2069 كلامًا كثيرًا. قالت")
    assert str(found["ثانية"]).endswith("…")
    assert 150 < len(str(found["ثانية"])) < 260
    (item,) = etree.fromstring(paper.tree()["ar/corrections/feed.xml"]).iter("item")
    assert item.findtext("description") == "خطأ."
