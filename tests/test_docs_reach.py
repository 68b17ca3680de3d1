"""The table of ``docs/architecture.md``: which edit changes which outputs, and no others."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

import pytest

from tests.documents import Document, codes, rows
from tests.newspaper import NOW, ROOT, SITE, Newspaper, picture, story

TABLE = rows(Document(ROOT / "docs/architecture.md").section("What an edit reaches"))
NEWEST, OLD = 18, 3
LATER = NOW + timedelta(days=90)


class Edit(NamedTuple):
    """What is done to a newspaper, which story it is done to, and when it is built then."""

    act: Callable[[Newspaper], object]
    story: int = NEWEST
    now: datetime = NOW


def _file(number: int, lang: str = "ar") -> str:
    return f"content/s{number:02}/{lang}.md"


def _story(number: int, lang: str = "ar", date: str = "", **fields: str) -> str:
    day = date or f"2024-{7 if number <= 5 else 8:02}-{number:02} 10:00"
    own = {"section": "world", "tags": "[water]", "authors": "[desk]", **fields}
    if lang == "ar":
        return story(f"قصة {number}", day, f"متن {number}.\n", summary=f"ملخص {number}", **own)
    return story(f"Story {number}", None, f"Body {number}.\n", summary=f"Summary {number}")


def _files() -> dict[str, str | bytes]:
    """Eighteen stories, all but the last in two languages; one is under embargo."""
    files: dict[str, str | bytes] = {
        "site.yaml": SITE + "feed_items: 5\n",
        "content/tags.yaml": "water:\n  name: {ar: ماء, en: Water}\n",
        "content/people.yaml": "desk:\n  name: {ar: المكتب, en: Desk}\n",
        "content/pages/about/ar.md": story("من نحن", None, kind="page"),
        "content/pages/about/en.md": story("About", None, "Text.\n", kind="page"),
        "content/s17/p.png": picture(),
        "content/s18/p.png": picture(),
        _file(19): _story(19, publish_at="2024-11-01"),
    }
    for number in range(1, NEWEST + 1):
        image = {"image": "{file: p.png, alt: صورة}"} if number >= 17 else {}
        files[_file(number)] = _story(number, **image)
        if number != NEWEST:
            files[_file(number, "en")] = _story(number, "en")
    return files


def _say(number: int, field: str, lang: str = "ar") -> Callable[[Newspaper], None]:
    return lambda paper: paper.replace(_file(number, lang), "title:", f"{field}\ntitle:")


def _change(path: str, old: str, new: str) -> Callable[[Newspaper], None]:
    return lambda paper: paper.replace(path, old, new)


def _write(path: str, text: str | bytes) -> Callable[[Newspaper], None]:
    return lambda paper: paper.write({path: text})


def _site(line: str) -> Callable[[Newspaper], None]:
    return lambda paper: paper.write({"site.yaml": f"{_files()['site.yaml']!s}{line}\n"})


def _template(path: str, old: str, new: str) -> Callable[[Newspaper], None]:
    text = (ROOT / path).read_text("utf-8")
    assert old in text
    return _write(path, text.replace(old, new))


def _both(paper: Newspaper) -> None:
    paper.write({_file(20): _story(20), _file(21): _story(21)})


CORRECTION = "corrections: [{date: 2024-08-20, kind: correction, text: خطأ}]"
EDITS = {
    "a word in a story's text": Edit(_change(_file(NEWEST), "متن", "نص")),
    "the title of a story that fronts show": Edit(_change(_file(NEWEST), "قصة", "حكاية")),
    "the title of an old story": Edit(_change(_file(OLD), "قصة", "حكاية"), OLD),
    "a new story": Edit(_write(_file(20), _story(20)), 20),
    "a new story that seals a page": Edit(_both, 21),
    "a new story with a new tag, first of its month": Edit(
        _write(_file(20), _story(20, date="2024-09-01 08:00", tags="[نار, water]")), 20
    ),
    "an embargo's end": Edit(lambda paper: None, 19, LATER),
    "a translation of the newest story": Edit(_write(_file(NEWEST, "en"), _story(18, "en"))),
    "a story dated into the past": Edit(_write(_file(20), _story(20, date="2024-07-03 11:00")), 20),
    "a correction": Edit(_say(NEWEST, CORRECTION)),
    "stories to read next (`related`)": Edit(_say(NEWEST, "related: [s01]")),
    "another slug": Edit(_say(NEWEST, "slug: other")),
    "a withdrawn story (`canceled`)": Edit(_say(NEWEST, "status: canceled")),
    "a picture": Edit(_write("content/s17/p.png", picture(colour="red")), 17),
    "a tag's name": Edit(_change("content/tags.yaml", "Water", "The water")),
    "a person's name": Edit(_change("content/people.yaml", "Desk", "The desk")),
    "a section's name": Edit(_change("site.yaml", "en: World", "en: Globe")),
    "a section's description": Edit(
        _change("site.yaml", "en: World}", "en: World}, description: {en: All of it}")
    ),
    "a standing page's text": Edit(_change("content/pages/about/en.md", "Text.", "Words.")),
    "a standing page's title": Edit(_change("content/pages/about/en.md", "About", "Us")),
    "a page of rules (`policies`)": Edit(_site("policies: {ethics: pages/about}")),
    "the newspaper's tagline": Edit(_change("site.yaml", "tagline: News", "tagline: Newer")),
    "the number of stories in feeds": Edit(_change("site.yaml", "feed_items: 5", "feed_items: 6")),
    "the forms of feeds (`feed_forms`)": Edit(_site("feed_forms: [json, rss]")),
    "no share cards": Edit(_site("share_cards: false")),
    "no search": Edit(_site("search: false")),
    "the template of share cards": Edit(
        _template("templates/card.svg", "</svg>", '<circle cx="9" cy="9" r="5"/></svg>')
    ),
    "a template of one kind of page": Edit(
        _template("templates/pages/month.html", "{% endblock %}", "<hr>{% endblock %}")
    ),
    "`base.html`": Edit(_template("templates/base.html", "</body>", "<hr></body>")),
    "a style sheet": Edit(_write("static/css/site.css", "p { color: teal }")),
    "the script of stories": Edit(_write("static/js/latest.js", "// None.")),
    "the script of the search page": Edit(_write("static/js/search.js", "// None.")),
    "a string that one template names": Edit(
        _write("templates/strings/en.yaml", "archive_intro: Months\n")
    ),
    "a string that the engine names": Edit(
        _write("templates/strings/en.yaml", "archive: Months\n")
    ),
}

_KINDS = {
    "sealed": r"(ar|en)/(.*/)?page/\d+/index\.html",
    "story": r"(ar|en)/\d{4}/\d\d/(s{story:02}|other)/index\.html",
    "other stories": r"(ar|en)/\d{4}/\d\d/[^/]+/index\.html",
    "month": r"(ar|en)/\d{4}/\d\d/index\.html",
    "home": r"(ar|en)/index\.html",
    "section": r"(ar|en)/(world|science)/index\.html",
    "tag": r"(ar|en)/tags/[^/]+/index\.html",
    "person": r"(ar|en)/people/[^/]+/index\.html",
    "archive": r"(ar|en)/archive/index\.html",
    "tags": r"(ar|en)/tags/index\.html",
    "feeds": r"(ar|en)/feeds/index\.html",
    "corrections": r"(ar|en)/corrections/index\.html",
    "search": r"(ar|en)/search/index\.html",
    "found": r"(ar|en)/search/\d{4}-\d\d\.json",
    "stems": r"(ar|en)/search/\d{4}\.json",
    "standing": r"(ar|en)/about/index\.html",
    "missing": r"(.*/)?404\.html",
    "feed": r"(ar|en)/(.*/)?(feed\.xml|atom\.xml|feed\.json)",
    "part": r"(ar|en)/feeds/\d{4}-\d\d(-\d+)?\.xml",
    "outlines": r"(ar|en)/feeds/feeds\.opml",
    "sitemap": r"sitemaps?(/.*)?\.xml",
    "media": r"media/.*",
    "card": r"(ar|en)/(.*/)?card\.jpg",
    "latest": r"(ar|en)/latest\.html",
    "gateway": r"index\.html",
    "asset": r"(css|js)/.*",
}


def _kind(path: str, body: bytes, number: int) -> str:
    if b'http-equiv="refresh"' in body:
        return "redirect"
    return next(
        kind
        for kind, form in _KINDS.items()
        if re.fullmatch(form.replace("{story:02}", f"{number:02}"), path)
    )


def _pages(tree: dict[str, bytes], lang: str) -> set[str]:
    """The HTML pages of an edition, but for redirects and what is no whole page."""
    return {
        path
        for path, body in tree.items()
        if path.startswith(f"{lang}/") and path.endswith(".html") and b'"refresh"' not in body
        if path != f"{lang}/latest.html"
    }


def _reached(before: dict[str, bytes], after: dict[str, bytes], number: int) -> Iterator[str]:
    """The kinds of outputs that differ; whole editions are named as such."""
    paths = before.keys() | after.keys()
    changed = {path for path in paths if before.get(path) != after.get(path)}
    whole = [lang for lang in ("ar", "en") if _pages(after, lang) <= changed]
    if whole:
        yield "editions" if len(whole) == 2 else "edition"
        changed -= set().union(*(_pages(after, lang) for lang in whole))
        changed -= {"404.html"} if len(whole) == 2 else set()
    for path in changed:
        yield _kind(path, after.get(path) or before[path], number)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Newspaper, dict[str, bytes]]:
    """The newspaper, and what it looks like before any edit."""
    paper = Newspaper(tmp_path_factory.mktemp("reach"), _files())
    paper.build(NOW)
    return paper, paper.tree()


def test_every_row_has_an_edit() -> None:
    assert [row[0] for row in TABLE] == list(EDITS)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_an_edit_changes_what_the_table_says_and_nothing_else(
    first: tuple[Newspaper, dict[str, bytes]], row: list[str]
) -> None:
    paper, before = first
    edit = EDITS[row[0]]
    edit.act(paper)
    paper.build(edit.now)
    reached = set(_reached(before, paper.tree(), edit.story))
    for name in ("content", "templates", "static"):
        shutil.rmtree(paper.root / name, ignore_errors=True)
    paper.write(_files())
    assert reached == set(codes(row[1]))
