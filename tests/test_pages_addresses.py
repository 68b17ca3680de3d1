"""Addresses: below a sub-path, in sitemaps, in robots.txt; absolute where they must be."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from naba import urls
from tests.conftest import Press
from tests.links import Pages
from tests.newspaper import Newspaper, story
from tests.papers import numbered, varied

HOST, BELOW = "https://host.example", "/the/news"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Newspaper:
    """A newspaper with something of everything below a sub-path."""
    made = Newspaper(tmp_path_factory.mktemp("below") / "paper", {**varied(), **numbered(8, 10)})
    made.replace("content/2024/n02/ar.md", "title:", "aliases: [/old/]\ntitle:")
    made.build(base_url=HOST + BELOW + "/")
    return made


def test_every_address_on_a_page_is_below_the_sub_path(paper: Newspaper) -> None:
    for path, body in paper.tree().items():
        if not path.endswith(".html"):
            continue
        tree = html.fromstring(body.decode())
        for share in tree.xpath("//nav[@class='share']"):
            share.drop_tree()  # it leads elsewhere
        found = [*tree.xpath("//@href"), *tree.xpath("//@src"), *tree.xpath("//@data-latest")]
        for srcset in tree.xpath("//@srcset"):
            found += [part.split()[0] for part in srcset.split(",")]
        for refresh in tree.xpath("//meta[@http-equiv='refresh']/@content"):
            found.append(refresh.partition("url=")[2])
        assert found, path
        for address in found:
            local = address.removeprefix(HOST)
            assert local.startswith((BELOW + "/", "#")), f"{path}: {address}"


def test_every_link_below_the_sub_path_leads_somewhere(paper: Newspaper) -> None:
    assert Pages(paper.out, HOST + BELOW).broken() == []


def test_every_address_of_the_site_in_feeds_and_sitemaps_is_absolute_and_below_the_sub_path(
    paper: Newspaper,
) -> None:
    for path, body in paper.tree().items():
        if path.endswith((".xml", ".json", ".txt", ".opml")):
            for address in re.findall(r"https://host\.example[^\s\"'<>\\]*", body.decode()):
                assert address.startswith(HOST + BELOW + "/"), f"{path}: {address}"
            for local in re.findall(r'(?:href|src)=\\?"(/[^"]*)"', body.decode()):
                assert local.startswith(BELOW + "/css/"), f"{path}: {local}"  # the style sheet


def test_style_sheets_name_files_that_are_there_wherever_the_site_stands(paper: Newspaper) -> None:
    for sheet in (paper.out / "css").glob("*.css"):
        for address in re.findall(r"url\(\"?([^\")]+)\"?\)", sheet.read_text("utf-8")):
            assert not address.startswith("/")
            assert address.startswith("data:") or (sheet.parent / address).is_file(), address


def _locations(paper: Newspaper, address: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(paper.page(address)))


def test_the_sitemap_names_every_page_once_with_its_counterparts(paper: Newspaper) -> None:
    shards = [each.findtext(f"{SITEMAP}loc") or "" for each in _locations(paper, "/sitemap.xml")]
    assert len(shards) == len(set(shards)) > 2
    named: dict[str, dict[str, str]] = {}
    for shard in shards:
        assert shard.startswith(f"{HOST}{BELOW}/sitemaps/")
        for entry in _locations(paper, urlsplit(shard).path.removeprefix(BELOW)):
            url = entry.findtext(f"{SITEMAP}loc") or ""
            assert url not in named
            links = entry.findall(f"{XHTML}link")
            named[url] = {link.attrib["hreflang"]: link.attrib["href"] for link in links}
    for url, others in named.items():
        page = html.fromstring(paper.page(unquote(urlsplit(url).path).removeprefix(BELOW)))
        in_page = {
            link.get("hreflang"): link.get("href") for link in page.xpath("//link[@hreflang]")
        }
        assert others in ({}, in_page), url
        assert bool(others) == (len(in_page) > 2), url
    stories = {url for url in named if "/2024/08/n" in url}
    assert len(stories) == len([path for path in paper.tree() if re.search(r"/n\d\d/index", path)])


def test_robots_lets_everybody_in_and_names_the_sitemaps(paper: Newspaper) -> None:
    lines = paper.page("/robots.txt").splitlines()
    assert "User-agent: *" in lines
    assert "Allow: /" in lines
    assert not any(line.startswith("Disallow: /") for line in lines)
    sitemaps = [line.removeprefix("Sitemap: ") for line in lines if line.startswith("Sitemap: ")]
    assert f"{HOST}{BELOW}/sitemap.xml" in sitemaps
    for sitemap in sitemaps:
        assert paper.has(sitemap.removeprefix(HOST + BELOW))


def test_a_new_address_for_the_site_changes_addresses_and_nothing_else(
    newspaper: Press, tmp_path: Path
) -> None:
    paper = newspaper({"content/a/ar.md": story(section="world")})
    paper.build(base_url="https://one.example")
    paper.build(base_url="https://two.example", out=tmp_path / "two")
    one, two = paper.tree(), paper.tree(tmp_path / "two")
    assert one.keys() == two.keys()
    for path in one:
        if path.endswith((".html", ".xml", ".json", ".txt", ".css", ".opml")):
            assert two[path] == one[path].replace(b"one.example", b"two.example"), path


@pytest.mark.parametrize(
    ("slugs", "given", "slug"),
    [
        ("ascii", "putin-in-baku", "putin-in-baku"),
        ("ascii", "Élysée 2024", "elysee-2024"),
        ("any", "زيارة إلى باكو", "زيارة-إلى-باكو"),
        ("any", "زِيَارَة ــ بـاكو", "زيارة-باكو"),
    ],
)
def test_a_folder_s_name_is_the_slug(slugs: str, given: str, slug: str, newspaper: Press) -> None:
    paper = newspaper({f"content/2024/{given}/ar.md": story()})
    paper.replace("site.yaml", "page_size", f"slugs: {slugs}\npage_size")
    paper.build()
    assert paper.has(f"/ar/2024/08/{slug}/")


def test_a_folder_in_arabic_letters_has_an_ascii_address_unless_the_site_allows_others(
    newspaper: Press,
) -> None:
    paper = newspaper({"content/2024/زيارة/ar.md": story()})
    paper.build()
    assert all(path.isascii() for path in paper.tree() if path.startswith("ar/2024"))


def test_a_long_arabic_slug_is_cut_at_a_word_and_fits_a_file_system(newspaper: Press) -> None:
    name = " ".join(["كلمات"] * 20)  # 239 bytes, near the most that a folder's name may have
    paper = newspaper({f"content/{name}/ar.md": story()})
    paper.replace("site.yaml", "page_size", "slugs: any\npage_size")
    paper.build()
    (slug,) = {path.split("/")[3] for path in paper.tree() if re.match(r"ar/2024/08/.+/", path)}
    assert len(slug.encode()) <= 255
    assert set(slug.split("-")) == {"كلمات"}


ADDRESSES = st.lists(st.text("aZ9/-._~ %?#خé😀&<>\"'", max_size=8).map("/{}".format), max_size=5)


@given(ADDRESSES, st.sampled_from(["https://a.example", "https://a.example/أخبار", ""]))
def test_many_addresses_at_once_are_those_of_each(addresses: list[str], site: str) -> None:
    base = urls.Base(site)
    assert base.all_absolute(addresses) == [base.absolute(each) for each in addresses]
