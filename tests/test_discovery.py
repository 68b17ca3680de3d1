"""What crawlers ask for: sitemaps that seal, robots.txt, security.txt, IndexNow."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
from lxml import etree

from tests.conftest import Press
from tests.newspaper import NOW, SITE, Newspaper, story
from tests.papers import numbered
from tests.syndication import sourced

SM = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
XHTML = "{http://www.w3.org/1999/xhtml}"
BASE = "https://news.example"


def _entries(paper: Newspaper, path: str) -> dict[str, etree._Element]:
    tree = etree.fromstring(paper.tree()[path])
    return {str(each.findtext(f"{SM}loc")): each for each in tree}


def _shards(paper: Newspaper) -> dict[str, str | None]:
    entries = _entries(paper, "sitemap.xml").items()
    return {url.removeprefix(f"{BASE}/"): each.findtext(f"{SM}lastmod") for url, each in entries}


def test_the_index_leads_to_every_shard_and_the_shards_to_every_page(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    tree = paper.tree()
    shards = {path for path in tree if path.startswith("sitemaps/")} - {"sitemaps/news.xml"}
    assert set(_shards(paper)) == shards == {
        "sitemaps/ar.xml", "sitemaps/en.xml", "sitemaps/ar-2024-08.xml", "sitemaps/en-2024-08.xml",
    }  # fmt: skip
    listed = [unquote(url) for path in shards for url in _entries(paper, path)]
    assert len(listed) == len(set(listed))
    pages = {
        f"{BASE}/{path.removesuffix('index.html')}"
        for path, body in tree.items()
        if path.endswith("index.html") and b"http-equiv" not in body and path != "index.html"
    }
    sealed = {page for page in pages if "/page/" in page}
    searching = {f"{BASE}/{lang}/search/" for lang in ("ar", "en")}
    assert set(listed) == pages - sealed - searching


def test_every_address_is_encoded_and_every_page_is_there(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    for path in _shards(paper):
        for url, entry in _entries(paper, path).items():
            assert url.isascii()
            assert paper.has(unquote(url.removeprefix(BASE)))
            for link in entry.iter(f"{XHTML}link"):
                assert paper.has(unquote(str(link.get("href")).removeprefix(BASE)))


def test_translations_name_each_other_and_a_default(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    sets = {}
    for lang in ("ar", "en"):
        entry = _entries(paper, f"sitemaps/{lang}-2024-08.xml")[f"{BASE}/{lang}/2024/08/own/"]
        sets[lang] = {x.get("hreflang"): x.get("href") for x in entry.iter(f"{XHTML}link")}
    assert sets["ar"] == sets["en"] == {
        "ar": f"{BASE}/ar/2024/08/own/", "en": f"{BASE}/en/2024/08/own/",
        "x-default": f"{BASE}/ar/2024/08/own/",
    }  # fmt: skip


def test_the_last_change_is_true(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    shard = _entries(paper, "sitemaps/en-2024-08.xml")
    own = shard[f"{BASE}/en/2024/08/own/"].findtext(f"{SM}lastmod")
    assert own == "2024-08-20T09:00:00+03:00"
    assert (
        shard[f"{BASE}/en/2024/08/visit/"].findtext(f"{SM}lastmod") == "2024-08-18T10:00:00+03:00"
    )
    assert _shards(paper)["sitemaps/en-2024-08.xml"] == own
    before = paper.tree()
    paper.replace("content/2024/visit/en.md", "Text.", "Words.")
    paper.build(NOW + timedelta(days=9))
    assert {p for p, b in paper.tree().items() if b != before.get(p) and "sitemap" in p} == set()


def test_a_shard_names_the_pictures_of_its_stories(newspaper: Press) -> None:
    paper = newspaper(sourced())
    paper.build()
    entry = _entries(paper, "sitemaps/ar-2024-08.xml")[f"{BASE}/ar/2024/08/visit/"]
    url = entry.findtext(f"{IMAGE}image/{IMAGE}loc")
    assert url
    assert paper.has(url.removeprefix(BASE))


def test_the_shard_of_a_past_month_is_sealed(newspaper: Press) -> None:
    paper = newspaper({**numbered(3), "content/old/ar.md": story("قديم", "2024-07-03")})
    paper.build()
    before = paper.tree()
    paper.write(numbered(4))
    paper.build()
    after = paper.tree()
    changed = {p for p in after if "sitemap" in p and after[p] != before.get(p)}
    assert changed == {"sitemap.xml", "sitemaps/ar-2024-08.xml"}


def test_the_news_are_the_stories_of_two_days_in_a_file_of_their_own(newspaper: Press) -> None:
    paper = newspaper({
        "content/new/ar.md": story("«BBC» جديد & قديم", "2024-08-31 10:00"),
        "content/new/en.md": story("New", None),
        "content/old/ar.md": story("قديم", "2024-08-29 10:00"),
        "content/held/ar.md": story("محجوب", "2024-08-31 11:00", publish_at="2024-09-02"),
        "content/gone/ar.md": story("مسحوب", "2024-08-31 11:00", status="canceled"),
    })  # fmt: skip
    paper.build()
    entries = _entries(paper, "sitemaps/news.xml")
    assert set(entries) == {f"{BASE}/{lang}/2024/08/new/" for lang in ("ar", "en")}
    news = entries[f"{BASE}/ar/2024/08/new/"].find(f"{NEWS}news")
    assert news.findtext(f"{NEWS}title") == "«BBC» جديد & قديم"
    assert news.findtext(f"{NEWS}publication_date") == "2024-08-31T10:00:00+03:00"
    assert news.findtext(f"{NEWS}publication/{NEWS}name") == "الجريدة"
    assert news.findtext(f"{NEWS}publication/{NEWS}language") == "ar"
    assert "sitemaps/news.xml" not in _shards(paper)


def test_time_takes_a_story_out_of_the_news_and_changes_nothing_else(newspaper: Press) -> None:
    paper = newspaper({"content/new/ar.md": story("جديد", "2024-08-31 10:00")})
    paper.build()
    before = paper.tree()
    paper.build(NOW + timedelta(days=3))
    after = paper.tree()
    assert {path for path in after if after[path] != before.get(path)} == {"sitemaps/news.xml"}
    assert _entries(paper, "sitemaps/news.xml") == {}


def test_robots_txt_leads_to_both_sitemaps(newspaper: Press) -> None:
    paper = newspaper()
    paper.build(base_url="https://host.example/paper")
    lines = paper.page("/robots.txt").splitlines()
    assert lines[:2] == ["User-agent: *", "Allow: /"]
    assert [line for line in lines if line.startswith("Sitemap:")] == [
        "Sitemap: https://host.example/paper/sitemap.xml",
        "Sitemap: https://host.example/paper/sitemaps/news.xml",
    ]


SECURE = SITE + "security: {contact: 'mailto:safe@news.example', expires: 2025-03-01}\n"


def test_security_txt_keeps_the_rules_of_rfc_9116(newspaper: Press) -> None:
    paper = newspaper()
    paper.build()
    assert not paper.has("/.well-known/security.txt")
    paper.write({"site.yaml": SECURE})
    assert paper.build().warnings == ()
    fields = dict(line.split(": ") for line in paper.page("/.well-known/security.txt").splitlines())
    assert fields == {
        "Contact": "mailto:safe@news.example",
        "Expires": "2025-03-01T00:00:00+03:00",
        "Preferred-Languages": "ar, en",
        "Canonical": f"{BASE}/.well-known/security.txt",
    }


def test_an_expired_security_txt_is_a_warning_with_a_place(newspaper: Press) -> None:
    paper = newspaper({"site.yaml": SECURE})
    (warning,) = paper.build(datetime(2025, 3, 2, tzinfo=UTC)).warnings
    assert (warning.file, warning.line) == ("site.yaml", SECURE.count("\n"))
    assert "expired" in warning.fact


@pytest.mark.parametrize(
    ("wrong", "fact"),
    [
        ("security: {contact: safe, expires: 2025-03-01}", "`safe` is not a contact's address"),
        ("security: {contact: 'tel:1', expires: soon}", "soon"),
        ("indexnow: short", "`short` can't be a key"),
        ("indexnow: a/../../b-b-b-b", "can't be a key"),
        ("hub: hub.example", "`hub.example` is not a hub's address"),
        ("policies: {wishes: pages/x}", "no kind of policy `wishes`"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(newspaper: Press, wrong: str, fact: str) -> None:
    found = newspaper({"site.yaml": SITE + wrong + "\n"}).problems()
    assert any(fact in each.fact and each.line == SITE.count("\n") + 1 for each in found)


def test_a_tag_is_no_desk(newspaper: Press) -> None:
    (problem,) = newspaper({"content/tags.yaml": "a:\n  desk: true\n"}).problems()
    assert problem.place == "content/tags.yaml:2:3"


KEY = "0123456789abcdef"


def test_the_key_of_indexnow_stands_at_the_sites_root(newspaper: Press) -> None:
    paper = newspaper({"site.yaml": SITE + f"indexnow: {KEY}\n"})
    paper.build()
    assert paper.page(f"/{KEY}.txt") == f"{KEY}\n"


def _changed(paper: Newspaper) -> list[str]:
    lists = json.loads((paper.root / ".naba/changed.json").read_text("utf-8"))
    return [url.removeprefix(BASE) for url in lists[str(paper.out)]]


def test_a_build_lists_the_addresses_that_changed_until_somebody_takes_them(
    newspaper: Press,
) -> None:
    paper = newspaper(numbered(3))
    paper.build()
    assert "/ar/2024/08/n02/" in _changed(paper)
    (paper.root / ".naba/changed.json").unlink()
    paper.replace("content/2024/n02/ar.md", "نص.", "كلام.")
    paper.build()
    assert _changed(paper) == ["/ar/2024/08/n02/"]
    paper.delete("content/2024/n01/ar.md")
    paper.build()
    assert {"/ar/2024/08/n01/", "/ar/2024/08/n02/", "/ar/"} <= set(_changed(paper))
    assert not [path for path in paper.tree() if "changed" in path]


def test_a_preview_elsewhere_and_another_base_are_kept_out_of_the_list(newspaper: Press) -> None:
    paper = newspaper({**numbered(2), "content/held/ar.md": story(publish_at="2024-10-01")})
    paper.build()
    paper.build(datetime(2024, 11, 1, tzinfo=UTC), out=paper.root / "preview")
    assert not [url for url in _changed(paper) if "held" in url]
    paper.build(base_url="http://127.0.0.1:5500")
    paper.build()
    assert not [url for url in _changed(paper) if not url.startswith("/ar/") and "127" in url]


def test_a_held_story_is_in_nothing_that_machines_read(newspaper: Press) -> None:
    held = {"content/held/ar.md": story("سر", "2024-08-31", source="{name: سر, title: سر}"),
            "content/held/en.md": story("Secret", None, translators="[spy]")}  # fmt: skip
    seen = newspaper(held)
    seen.build()
    ids = set(re.findall(r"urn:uuid:[0-9a-f-]+", seen.page("/ar/2024/08/held/")))
    assert len(ids) == 2
    paper = newspaper({**numbered(2), **held})
    paper.replace("content/held/ar.md", "date:", "publish_at: 2024-10-01\ndate:")
    paper.build()
    for path, body in paper.tree().items():
        assert not [each for each in ids if each.encode() in body], path
        if path.endswith((".xml", ".json", ".opml", ".txt")):
            words = re.findall(r"\w+", body.decode())
            assert not {"held", "سر", "Secret", "spy"} & set(words), path
    assert not [url for url in _changed(paper) if "held" in url]
