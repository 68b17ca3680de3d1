"""What every page says of itself, and how it leads to the same page in the other language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html

from tests.conftest import Press
from tests.newspaper import SITE, Newspaper, story
from tests.papers import numbered, varied

BASE = "https://news.example"
NAMES = {"ar": "العربية", "en": "English"}


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Newspaper:
    """A newspaper with something of everything, an alias and a story without a translation."""
    made = Newspaper(tmp_path_factory.mktemp("pages") / "paper", {**varied(), **numbered(8, 10)})
    made.replace("content/2024/n02/ar.md", "title:", "aliases: [/old/, /old.html]\ntitle:")
    made.build()
    return made


def whole_pages(paper: Newspaper) -> Iterator[tuple[str, Any]]:
    """Every page that is made for readers, with its address; not the list that scripts fetch."""
    for path, body in paper.tree().items():
        if path.endswith(".html") and not path.endswith("/latest.html"):
            yield "/" + path.removesuffix("index.html"), html.fromstring(body.decode())


def is_redirect(tree: Any) -> bool:
    return bool(tree.xpath("//meta[@http-equiv='refresh']"))


def has_noindex(tree: Any) -> bool:
    return "noindex" in tree.xpath("//meta[@name='robots']/@content")


def hreflang(tree: Any) -> dict[str, str]:
    """The page's hreflang set."""
    links = tree.xpath("//link[@rel='alternate'][@hreflang]")
    return {link.get("hreflang"): unquote(link.get("href")) for link in links}


def switches(tree: Any) -> dict[str, tuple[str, str]]:
    """Where the masthead's switch leads for each language, and what it says for listeners."""
    links = tree.xpath("//header//ul[@class='switches']//a")
    return {
        link.get("hreflang"): (unquote(link.get("href")), link.text_content().strip())
        for link in links
    }


def test_every_page_has_the_language_and_the_direction_of_its_edition(paper: Newspaper) -> None:
    for address, tree in whole_pages(paper):
        lang = "en" if address.startswith("/en/") else "ar"
        assert tree.get("lang") == lang, address
        assert tree.get("dir") == {"ar": "rtl", "en": "ltr"}[lang], address


def test_every_page_has_a_title_one_main_heading_and_one_canonical_address(
    paper: Newspaper,
) -> None:
    for address, tree in whole_pages(paper):
        assert tree.findtext(".//title").strip(), address
        assert len(tree.xpath("//h1")) == 1, address
        (canonical,) = tree.xpath("//link[@rel='canonical']/@href")
        if not has_noindex(tree):
            assert unquote(canonical) == BASE + address


def test_a_skip_link_comes_first_and_leads_to_the_main_part(paper: Newspaper) -> None:
    for address, tree in whole_pages(paper):
        if address == "/" or is_redirect(tree):
            continue  # nothing stands before their main part
        first = tree.xpath("//body//a")[0]
        assert (first.get("class"), first.get("href")) == ("skip", "#main"), address
        assert len(tree.xpath("//main[@id='main']")) == 1


def test_every_page_names_itself_in_its_hreflang_set(paper: Newspaper) -> None:
    for address, tree in whole_pages(paper):
        found = hreflang(tree)
        if is_redirect(tree) or has_noindex(tree):
            assert found == {}, address
        else:
            assert BASE + address in found.values(), address
            assert "x-default" in found, address


def test_hreflang_is_reciprocal(paper: Newspaper) -> None:
    sets = {BASE + address: hreflang(tree) for address, tree in whole_pages(paper)}
    for url, found in sets.items():
        for lang, other in found.items():
            assert sets[other] == found, f"{url} names {other} for {lang}"


def test_x_default_is_the_first_edition_s_page_and_of_homes_the_gateway(paper: Newspaper) -> None:
    trees = dict(whole_pages(paper))
    assert hreflang(trees["/en/2024/08/n06/"])["x-default"] == f"{BASE}/ar/2024/08/n06/"
    assert (
        hreflang(trees["/en/"])["x-default"] == hreflang(trees["/ar/"])["x-default"] == f"{BASE}/"
    )


@pytest.mark.parametrize(
    ("address", "goal", "says"),
    [
        ("/ar/2024/08/n06/", "/en/2024/08/n06/", "switch_story"),
        ("/en/2024/08/n06/", "/ar/2024/08/n06/", "switch_story"),
        ("/ar/2024/08/n02/", "/en/world/", "switch_section"),  # it has no translation
        ("/ar/world/", "/en/world/", "switch_section"),
        ("/ar/tags/syria/", "/en/tags/syria/", "switch_tag"),
        ("/ar/about/", "/en/about/", "switch_page"),
        ("/ar/tags/", "/en/tags/", "switch_page"),
        ("/ar/2024/08/", "/en/2024/08/", "switch_month"),
        ("/ar/", "/en/", "switch_home"),
        ("/ar/404.html", "/en/", "switch_home"),
    ],
)
def test_the_switch_goes_to_this_very_page_else_to_its_section_and_says_which(
    address: str, goal: str, says: str, paper: Newspaper
) -> None:
    lang = address[1:3]
    other = "en" if lang == "ar" else "ar"
    strings = (Path(__file__).parent.parent / f"templates/strings/{lang}.yaml").read_text("utf-8")
    (words,) = re.findall(rf'^{says}: "?(.*?)"?$', strings, re.MULTILINE)
    found = switches(html.fromstring(paper.page(address)))
    assert set(found) == {other}
    assert found[other][0] == goal
    assert found[other][1].startswith(words)
    assert found[other][1].endswith(NAMES[other])


def test_feeds_are_announced_on_every_page(paper: Newspaper) -> None:
    for address, tree in whole_pages(paper):
        if is_redirect(tree):
            continue
        feeds = tree.xpath("//link[@rel='alternate'][@type='application/rss+xml']/@href")
        lang = "en" if address.startswith("/en/") else "ar"
        assert f"/{lang}/feed.xml" in feeds, address
        for feed in feeds:
            assert paper.has(unquote(feed)), address
    article = html.fromstring(paper.page("/ar/2024/08/n06/"))
    assert "/ar/science/feed.xml" in article.xpath("//link/@href")


def test_what_is_in_another_language_says_so_wherever_it_stands(newspaper: Press) -> None:
    names = {"tag": "وسمعربي", "author": "كاتبعربي", "person": "Sam English"}
    fields = {"tags": f"[{names['tag']}]", "authors": f"[{names['author']}]", "section": "world"}
    paper = newspaper(
        {
            "site.yaml": SITE + "list_untranslated: true\n",
            "content/a/ar.md": story("عنوانعربي", summary="ملخصعربي", **fields),
            "content/a/en.md": story("English title", None, translators=f"[{names['person']}]"),
            "content/b/ar.md": story("خبروحيد", "2024-08-19", summary="ملخصوحيد", **fields),
        }
    )
    paper.build()
    arabic = re.compile("وسمعربي|كاتبعربي|خبروحيد|ملخصوحيد")
    seen = set()
    for address, tree in whole_pages(paper):
        if not address.startswith("/en/") or is_redirect(tree):
            continue
        for element in tree.iter():
            if isinstance(element.tag, str) and (found := arabic.search(element.text or "")):
                marked = element.xpath("ancestor-or-self::*[@lang][1]")[0]
                if element.tag not in ("title", "script"):
                    assert (marked.get("lang"), marked.get("dir")) == ("ar", "rtl"), address
                    seen.add(found[0])
    assert seen >= {"وسمعربي", "كاتبعربي", "خبروحيد"}


def test_an_untranslated_story_is_nowhere_in_the_other_edition(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story("خبروحيد", section="world", tags="[سوريا]")})
    paper.build()
    for path, body in paper.tree().items():
        if path.startswith(("en/", "sitemaps/en")):
            assert "خبروحيد".encode() not in body, path
            assert b"/ar/2024/08/a/" not in body, path


def test_a_site_can_list_it_labelled_but_never_in_feeds_sitemaps_or_hreflang(
    newspaper: Press,
) -> None:
    paper = newspaper(
        {
            "site.yaml": SITE + "list_untranslated: true\n",
            "content/a/ar.md": story("خبروحيد", section="world", tags="[سوريا]"),
            "content/b/en.md": story("Only here", "2024-08-19", section="world"),
        }
    )
    paper.build()
    for address in ("/en/", "/en/world/", "/en/2024/08/", "/en/tags/سوريا/"):
        main = html.fromstring(paper.page(address)).find(".//main")
        (card,) = main.xpath(".//article[.//a[@href='/ar/2024/08/a/']]")
        assert "Arabic" in card.text_content(), address
    assert "/en/2024/08/b/" in paper.page("/ar/world/")
    for path, body in paper.tree().items():
        if path.startswith(("en/", "sitemaps/en")) and not path.endswith(".html"):
            if path == "en/search/2024-08.json":  # it finds what the month's page lists
                continue
            assert b"/ar/2024/08/a/" not in body, path
    for _, tree in whole_pages(paper):
        assert set(hreflang(tree)) != {"ar", "en", "x-default"} or "/a/" not in str(hreflang(tree))


def test_a_missing_address_has_a_page_in_each_edition_and_one_for_the_site(
    paper: Newspaper,
) -> None:
    for address, lang in (("/404.html", "ar"), ("/ar/404.html", "ar"), ("/en/404.html", "en")):
        tree = html.fromstring(paper.page(address))
        assert tree.get("lang") == lang
        assert has_noindex(tree)
        assert f"/{lang}/" in tree.xpath("//main//a/@href")


def test_the_gateway_names_both_editions_and_chooses_none(paper: Newspaper) -> None:
    page = paper.page("/")
    tree = html.fromstring(page)
    doors = {a.get("hreflang"): a for a in tree.xpath("//main//a")}
    assert {lang: a.get("href") for lang, a in doors.items()} == {"ar": "/ar/", "en": "/en/"}
    assert all(NAMES[lang] in a.text_content() for lang, a in doors.items())
    assert not is_redirect(tree)
    assert "location" not in page
    for lang, a in doors.items():
        assert a.xpath("ancestor-or-self::*[@lang][1]/@lang") == [lang]


def test_old_addresses_lead_to_the_new_one(paper: Newspaper) -> None:
    for address in ("/old/", "/old.html"):
        tree = html.fromstring(paper.page(address))
        goal = "/ar/2024/08/n02/"
        assert tree.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={goal}"]
        assert tree.xpath("//link[@rel='canonical']/@href") == [BASE + goal]
        assert goal in tree.xpath("//main//a/@href")
        assert has_noindex(tree)


def test_a_story_can_be_sent_by_plain_links_that_hold_its_title_and_address(
    paper: Newspaper,
) -> None:
    tree = html.fromstring(paper.page("/ar/2024/08/n06/"))
    links = [unquote(unquote(each)) for each in tree.xpath("//nav[@class='share']//a/@href")]
    assert [link.partition(":")[0] for link in links] == ["mailto", "https", "https"]
    for link in links:
        assert "خبر 6" in link
        assert f"{BASE}/ar/2024/08/n06/" in link


def test_a_withdrawn_story_is_not_to_be_sent(tmp_path: Path) -> None:
    paper = Newspaper(tmp_path / "paper", {"content/a/ar.md": story(status="canceled")})
    paper.build()
    assert 'class="share"' not in paper.page("/ar/2024/08/a/")


def test_breaking_news_that_does_not_lead_stands_in_a_banner_on_the_front_page(
    tmp_path: Path,
) -> None:
    files = {
        "content/a/ar.md": story("الأول", "2024-08-19 10:00", lead="true", breaking="true"),
        "content/b/ar.md": story("العاجل", "2024-08-18 10:00", breaking="true"),
        "content/c/ar.md": story("الأقدم", "2024-08-17 10:00", breaking="true"),
    }
    paper = Newspaper(tmp_path / "paper", files)
    paper.build()
    banner = html.fromstring(paper.page("/ar/")).xpath("//aside[@class='banner']")
    assert [each.text_content() for each in banner] == ["عاجل العاجل"]
    paper.delete("content/b/ar.md")
    paper.delete("content/c/ar.md")
    paper.build()
    assert "banner" not in paper.page("/ar/")
