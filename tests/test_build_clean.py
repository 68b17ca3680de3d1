"""After any edit a build gives byte for byte what a clean build gives."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import Press
from tests.newspaper import NOW, Newspaper, picture, story
from tests.papers import varied

Edit = Callable[[Newspaper], None]


def _replaced(path: str, old: str, new: str) -> Edit:
    return lambda paper: paper.replace(f"content/{path}", old, new)


def _written(path: str, content: str | bytes) -> Edit:
    return lambda paper: paper.write({path: content})


def _deleted(*paths: str) -> Edit:
    def edit(paper: Newspaper) -> None:
        for path in paths:
            paper.delete(f"content/{path}")

    return edit


def _field(path: str, line: str) -> Edit:
    return _replaced(path, "title:", f"{line}\ntitle:")


def _in_site(old: str, new: str) -> Edit:
    return lambda paper: paper.replace("site.yaml", old, new)


TEMPLATE_404 = '{% extends "base.html" %}{% block main %}<p>Nothing here.</p>{% endblock %}'
FRONT = "2024/n06/ar.md"
EDITS: dict[str, Edit] = {
    "a body": _replaced("2024/n03/ar.md", "نص.", "نص آخر [رابط](../n06/ar.md)."),
    "a title": _replaced("2024/n01/ar.md", "خبر 1", "عنوان آخر"),
    "a summary": _replaced("2024/n02/ar.md", "ملخص 2", "كلام"),
    "a tag more": _replaced("2024/n02/ar.md", "[سوريا]", "[سوريا, لبنان]"),
    "a tag less": _replaced(FRONT, "[سوريا, الأردن]", "[سوريا]"),
    "a date": _replaced("2024/n02/ar.md", "2024-08-02", "2023-01-30"),
    "a section": _replaced("2024/n04/ar.md", "world", "science"),
    "a slug": _field("2024/n02/ar.md", "slug: other"),
    "an alias": _field("2024/n02/ar.md", "aliases: [/old/, /old2.html]"),
    "a translation more": _written("content/2024/n04/en.md", story("News 4", None)),
    "a translation less": _deleted("2024/n01/en.md"),
    "a story more": _written("content/2024/n07/ar.md", story("خبر 7", "2024-08-07")),
    "an older story": _written("content/2024/n00/ar.md", story("خبر 0", "2024-07-07")),
    "a story less": _deleted("2024/n05/ar.md"),
    "another picture": _written("content/2024/n06/map.png", picture(70)),
    "a picture less": _replaced(FRONT, "![خريطة](map.png)", ""),
    "an embargo": _field(FRONT, "publish_at: 2024-10-01"),
    "a cancellation": _field(FRONT, "status: canceled"),
    "a draft": _field("2024/n01/ar.md", "status: draft"),
    "a correction": _field(
        "2024/n01/en.md", "corrections: [{date: 2024-08-30, kind: correction, text: Wrong.}]"
    ),
    "related stories": _field("2024/n05/ar.md", "related: [2024/n02]"),
    "a tag's name": _replaced("tags.yaml", "Syria", "The Syrian Republic"),
    "a person's name": _replaced("people.yaml", "The Desk", "Desk"),
    "a standing page": _replaced("pages/about/en.md", "About", "Who we are"),
    "a tagline": _in_site("tagline: News", "tagline: All the news"),
    "the forms of feeds": _in_site("page_size: 5", "page_size: 5\nfeed_forms: [atom]"),
    "the length of feeds": _in_site("page_size: 5", "page_size: 5\nfeed_items: 2"),
    "the time zone": _in_site("Asia/Amman", "America/New_York"),
    "the address": _in_site("https://news.example", "https://other.example/below"),
    "listing what is untranslated": _in_site("page_size", "list_untranslated: true\npage_size"),
    "a string": _written("templates/strings/en.yaml", "latest: Newest\n"),
    "a template": _written("templates/pages/404.html", TEMPLATE_404),
    "a static file": _written("static/css/site.css", "body { color: teal }\n"),
}


def clean(paper: Newspaper, at: Path, now: timedelta = timedelta()) -> dict[str, bytes]:
    """What a clean build of the same sources makes elsewhere."""
    shutil.copytree(paper.root, at, ignore=shutil.ignore_patterns("public", ".naba"))
    other = Newspaper(at)
    other.build(NOW + now)
    return other.tree()


@pytest.mark.parametrize("kind", EDITS)
def test_an_incremental_build_is_byte_for_byte_the_clean_one_after_an_edit_of(
    kind: str, newspaper: Press, tmp_path: Path
) -> None:
    paper = newspaper(varied())
    paper.build()
    before = paper.tree()
    EDITS[kind](paper)
    paper.build()
    assert paper.tree() != before
    assert paper.tree() == clean(paper, tmp_path / "clean")


def test_time_alone_publishes_and_withdraws_as_a_clean_build_does(
    newspaper: Press, tmp_path: Path
) -> None:
    paper = newspaper(varied())
    _field("2024/n02/ar.md", "expires: 2024-09-02")(paper)
    _field("2024/n01/ar.md", "publish_at: 2024-09-03")(paper)
    paper.build()
    assert (paper.has("/ar/2024/08/n02/"), paper.has("/ar/2024/08/n01/")) == (True, False)
    later = timedelta(days=7)
    paper.build(NOW + later)
    assert (paper.has("/ar/2024/08/n02/"), paper.has("/ar/2024/08/n01/")) == (False, True)
    assert paper.tree() == clean(paper, tmp_path / "clean", later)


def test_an_edit_that_is_taken_back_gives_the_old_bytes(newspaper: Press) -> None:
    paper = newspaper(varied())
    paper.build()
    before = paper.tree()
    kept = {path: (paper.root / path).read_bytes() for path in varied()}
    for kind in ("a title", "a date", "a section", "a draft", "a correction"):
        EDITS[kind](paper)
        paper.build()
    assert paper.tree() != before
    paper.write(kept)
    paper.build()
    assert paper.tree() == before
