"""The newest stories below a story: fetched, so that no page of the archive ages."""

from __future__ import annotations

import gzip
import re

from tests.conftest import Press
from tests.newspaper import ROOT, Newspaper, story


def stories(count: int) -> dict[str, str | bytes]:
    """Stories of a day each, the last the newest."""
    return {
        f"content/s{n:02}/ar.md": story(f"خبر {n}", f"2024-08-{n:02}") for n in range(1, count + 1)
    }


def listed(paper: Newspaper) -> list[str]:
    return re.findall(r'card-title"><a href="([^"]+)"', paper.page("/ar/latest.html"))


def test_the_newest_stories_stand_alone_for_pages_that_fetch_them(newspaper: Press) -> None:
    paper = newspaper(stories(7))
    paper.build()
    assert listed(paper) == [f"/ar/2024/08/s{n:02}/" for n in (7, 6, 5, 4, 3)]
    page = paper.page("/ar/latest.html")
    assert '<meta name="robots" content="noindex">' in page
    assert "/js/" not in page


def test_a_story_links_to_the_latest_and_names_what_to_fetch(newspaper: Press) -> None:
    paper = newspaper({**stories(2), "content/about/ar.md": story(date=None, kind="page")})
    paper.build(base_url="https://host.example/news")
    page = (paper.out / "ar/2024/08/s01/index.html").read_text("utf-8")
    assert '<a href="/news/ar/" data-latest="/news/ar/latest.html">' in page
    assert re.search(r'<script src="/news/js/latest\.js\?v=[0-9a-f]{8}" defer></script>', page)
    assert "latest" not in (paper.out / "ar/about/index.html").read_text("utf-8")


def test_an_old_story_does_not_change_when_a_new_one_comes(newspaper: Press) -> None:
    paper = newspaper(stories(9))
    paper.build()
    old = paper.page("/ar/2024/08/s01/")
    paper.write({"content/new/ar.md": story("خبر جديد", "2024-08-30")})
    paper.build()
    assert paper.page("/ar/2024/08/s01/") == old
    assert listed(paper)[0] == "/ar/2024/08/new/"


def test_the_script_is_small_and_asks_nobody_else() -> None:
    script = (ROOT / "static/js/latest.js").read_bytes()
    assert len(gzip.compress(script)) <= 8_000
    assert b"http" not in script
    assert not re.search(rb"eval|innerHTML|document\.write|import\(", script)
