"""Naba, Hugo and Pelican do the same work in the benchmark: pages, listings, feeds, sitemaps."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

import bench
from benchmark.corpus import LANGS, SECTIONS, Corpus, Story, Text
from benchmark.generator import BASE_URL, FEED_ITEMS, PAGE_SIZE, Generator
from benchmark.hugo import Hugo
from benchmark.measure import measure
from benchmark.naba import Naba
from benchmark.pelican import Pelican

VENV = bench.ROOT / ".venv-bench"
CORPUS = Corpus(100)

needs_peers = [
    pytest.mark.long,
    pytest.mark.skipif(not VENV.is_dir(), reason="`make test-all` installs Hugo and Pelican"),
]


def _built(generator: Generator, folder: Path) -> Path:
    """The output of a newspaper that the generator has written and built."""
    generator.write(CORPUS, folder)
    return _rebuilt(generator, folder)


def _rebuilt(generator: Generator, folder: Path) -> Path:
    measure(generator.command(folder), folder, {"PATH": "/usr/bin:/bin"}, folder / "log.txt")
    return folder / "public"


def _address(story: Story, lang: str) -> str:
    return f"/{lang}/{story.published:%Y/%m}/{story.slug}/"


def _page(out: Path, address: str) -> str:
    return Path(f"{out}{address}index.html").read_text("utf-8")


def _listed(out: Path, front: str) -> set[str]:
    """The stories that a listing shows on all of its pages, of which no other is longer."""
    stories: set[str] = set()
    pages = sorted(Path(f"{out}{front}page").glob("*/index.html"))
    for file in (Path(f"{out}{front}index.html"), *pages):
        shown = set(re.findall(r'href="(/../\d{4}/\d{2}/[^"/]+/)"', file.read_text("utf-8")))
        assert len(shown) < 2 * PAGE_SIZE
        stories |= shown
    return stories


def _holds_every_article(out: Path) -> None:
    for story in CORPUS.stories():
        for text, other in zip(story.texts, reversed(LANGS), strict=True):
            html = _page(out, _address(story, text.lang))
            assert text.title in html
            assert text.summary in html
            assert f'datetime="{story.published:%Y-%m-%d}T' in html
            assert f'href="/{text.lang}/{story.section}/"' in html
            assert f'href="{_address(story, other)}"' in html
            assert all(f'href="/{text.lang}/tags/{tag}/"' in html for tag in story.tags)
            assert '<h2 id="' in html


def _links_neighbours_of_a_section(out: Path) -> None:
    stories = [story for story in CORPUS.stories() if story.section == "science"]
    older, story, newer = stories[1:4]
    nav = _page(out, _address(story, "ar")).split('class="neighbours"')[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]*)"', nav) == [_address(older, "ar"), _address(newer, "ar")]


def _lists_every_story(out: Path) -> None:
    stories = list(CORPUS.stories())
    for lang in LANGS:
        fronts = {f"/{lang}/": stories}
        for id in SECTIONS:
            fronts[f"/{lang}/{id}/"] = [story for story in stories if story.section == id]
        for tag in {tag for story in stories for tag in story.tags}:
            fronts[f"/{lang}/tags/{tag}/"] = [story for story in stories if tag in story.tags]
        for front, wanted in fronts.items():
            assert _listed(out, front) == {_address(story, lang) for story in wanted}, front
            _feeds(out, front, lang, wanted)
        assert len(list((out / lang / "page").iterdir())) >= 1


def _feeds(out: Path, front: str, lang: str, stories: list[Story]) -> None:
    """The feed beside a listing holds its newest articles whole."""
    items = ElementTree.parse(f"{out}{front}feed.xml").findall("channel/item")
    newest = list(reversed(stories))[:FEED_ITEMS]
    links = [item.findtext("link") for item in items]
    assert links == [BASE_URL + _address(story, lang) for story in newest]
    for item, story in zip(items, newest, strict=True):
        text = next(text for text in story.texts if text.lang == lang)
        assert _last_word(text) in ElementTree.tostring(item, encoding="unicode")


def _last_word(text: Text) -> str:
    words: list[str] = re.findall(r"[^\W\d_]+", text.body)
    return words[-1]


def _maps_every_article(out: Path) -> None:
    maps = [file.read_text("utf-8") for file in out.rglob("*.xml") if "sitemap" in str(file)]
    places = {place for text in maps for place in re.findall(r"<loc>([^<]*)</loc>", text)}
    for story in CORPUS.stories():
        assert {BASE_URL + _address(story, lang) for lang in LANGS} <= places


def _shows_an_edit(generator: Generator, folder: Path) -> None:
    address = _address(CORPUS.story(CORPUS.size // 2), "ar")
    before = _page(folder / "public", address)
    generator.edit(CORPUS, folder, 1)
    after = _page(_rebuilt(generator, folder), address)
    assert after != before
    assert after.replace("،", "") == before.replace("،", "")


GENERATORS = [
    pytest.param(lambda: Naba(1), id="naba"),
    pytest.param(lambda: Hugo(VENV), id="hugo", marks=needs_peers),
    pytest.param(lambda: Pelican(VENV), id="pelican", marks=needs_peers),
]


@pytest.mark.parametrize("make", GENERATORS)
def test_a_generator_does_the_whole_work(make: Callable[[], Generator], tmp_path: Path) -> None:
    generator = make()
    out = _built(generator, tmp_path)
    _holds_every_article(out)
    _links_neighbours_of_a_section(out)
    _lists_every_story(out)
    _maps_every_article(out)
    _shows_an_edit(generator, tmp_path)
    generator.forget(tmp_path)
    left = {path.name for path in tmp_path.iterdir()}
    assert not left & {"public", ".naba", "cache", "resources"}
