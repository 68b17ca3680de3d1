"""The exact files that each kind of edit changes; and a new story changes as many at any size."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Press
from tests.newspaper import NOW, ROOT, SITE, Newspaper, picture, story
from tests.proofs import room

SYRIA = "syria:\n  name: {ar: سوريا, en: Syria}\n"


def text(number: int, lang: str = "ar", **fields: str) -> dict[str, str | bytes]:
    """One text of a story of August: its section is the world, its tag Syria, unless told."""
    path = f"content/2024/n{number:02}/{lang}.md"
    if lang == "en":
        return {path: story(f"News {number}", None, "Text.\n", **fields)}
    given = {"section": "world", "tags": "[سوريا]", "summary": f"ملخص {number}", **fields}
    return {path: story(f"خبر {number}", f"2024-08-{number:02}", **given)}


def newspaper_of_august() -> dict[str, str | bytes]:
    """Twelve stories a day apart; the last two in English too; the newest has a picture.

    With five stories to a page, Arabic listings have page 1 sealed (stories 1 to 5).
    """
    files: dict[str, str | bytes] = {
        "site.yaml": SITE + "feed_items: 4\n",
        "content/tags.yaml": SYRIA,
        "content/pages/about/ar.md": story("من نحن", None, kind="page"),
        "content/2024/n12/map.png": picture(),
    }
    for number in range(1, 13):
        files |= text(number)
    files |= text(12, image="{file: map.png, alt: خريطة}")
    return files | text(11, "en") | text(12, "en")


FEEDS = "{feed.xml,atom.xml,feed.json}"
LISTS = "{,world/,tags/syria/}"
# What shows a story of the newest: the fronts of listings, their feeds, its month, its neighbour;
# and where it is found.
SOUGHT = "search/2024-08.json"
SHOWN = (
    f"{LISTS}index.html {LISTS}{FEEDS} latest.html 2024/08/index.html 2024/08/n11/index.html "
    + SOUGHT
)
OWN = "2024/08/n12/{index.html,card.jpg}"
MEDIA = "media/2024/n12/map.{digest}-{width}.{{avif,webp,png}}"
OLD_MEDIA = MEDIA.format(digest="fa3f99a5", width=40)
NEW_MEDIA = MEDIA.format(digest="55003abe", width=50)
JORDAN = "tags/الأردن/index.html tags/الأردن/" + FEEDS


def paths(told: str) -> set[str]:
    """The paths that some words tell: ``{a,b}`` stands for either."""
    return {path for word in told.split() for path in _spread(word)}


def _spread(word: str) -> Iterator[str]:
    parts = re.split(r"\{([^{}]*)\}", word)
    choices = (part.split(",") if at % 2 else [part] for at, part in enumerate(parts))
    return ("".join(chosen) for chosen in itertools.product(*choices))


def ar(*told: str) -> str:
    return " ".join(f"ar/{word}" for word in " ".join(told).split())


def en(*told: str) -> str:
    return " ".join(f"en/{word}" for word in " ".join(told).split())


def both(*told: str) -> str:
    return " ".join(f"{{ar,en}}/{word}" for word in " ".join(told).split())


Act = Callable[[Newspaper], object]


class Edit(NamedTuple):
    """What is done, and the files that change, appear or go by it."""

    act: Act
    reached: str
    now: datetime = NOW


def write(files: Mapping[str, str | bytes]) -> Act:
    return lambda paper: paper.write(files)


def replace(path: str, old: str, new: str) -> Act:
    return lambda paper: paper.replace(path, old, new)


def field(number: int, line: str) -> Act:
    return replace(f"content/2024/n{number:02}/ar.md", "title:", f"{line}\ntitle:")


def delete(*names: str) -> Act:
    def act(paper: Newspaper) -> None:
        for name in names:
            paper.delete(name)

    return act


def template(name: str, old: str, new: str) -> Act:
    theme = (ROOT / "templates" / name).read_text("utf-8")
    assert old in theme
    return write({f"templates/{name}": theme.replace(old, new)})


def alter(path: str) -> Act:
    return lambda paper: (paper.out / path).write_bytes(b"altered")


NEWEST, NEWEST_EN, OLD = (f"content/2024/{name}.md" for name in ("n12/ar", "n12/en", "n03/ar"))
MAP = "content/2024/n12/map.png"
EDITS = {
    "the text of the newest story": Edit(
        replace(NEWEST, "نص.", "آخر."),
        ar(f"2024/08/n12/index.html {LISTS}{FEEDS} feeds/2024-08-3.xml"),
    ),
    "the text of an old story": Edit(
        replace(OLD, "نص.", "آخر."), ar("2024/08/n03/index.html feeds/2024-08.xml")
    ),
    "the title of the newest story": Edit(
        replace(NEWEST, "خبر 12", "آخر"), ar(OWN, SHOWN, "feeds/2024-08-3.xml")
    ),
    "the title of its translation": Edit(replace(NEWEST_EN, "News 12", "Other"), en(OWN, SHOWN)),
    "the title of an old story": Edit(
        replace(OLD, "خبر 3", "آخر"),
        # Its neighbours, those that name it to be read next, and the pages where it is sealed.
        ar("2024/08/n03/{index.html,card.jpg} 2024/08/{n02,n04,n05,n06}/index.html")
        + " "
        + ar(f"{LISTS}page/1/index.html 2024/08/index.html feeds/2024-08.xml {SOUGHT}"),
    ),
    "a new story in one language": Edit(
        write(text(13)),
        ar("2024/08/n13/{index.html,card.jpg}", SHOWN.replace("n11", "n12"))
        + " sitemap.xml sitemaps/ar-2024-08.xml",
    ),
    "a new story in both languages": Edit(
        write(text(13) | text(13, "en")),
        both("2024/08/n13/{index.html,card.jpg}", SHOWN.replace("n11", "n12"))
        + " sitemap.xml sitemaps/{ar,en}-2024-08.xml",
    ),
    "three new stories, which seal page 2": Edit(
        write(text(13) | text(14) | text(15)),
        ar("2024/08/{n13,n14,n15}/{index.html,card.jpg}", SHOWN.replace("n11", "n12"))
        + " "
        + ar(f"{LISTS}page/{{2,3}}/index.html")
        + " sitemap.xml sitemaps/ar-2024-08.xml",
    ),
    "a story that is deleted": Edit(
        delete(NEWEST, NEWEST_EN, MAP),
        both(OWN, SHOWN)
        + f" {OLD_MEDIA} ar/feeds/2024-08-{{2,3}}.xml sitemap.xml sitemaps/{{ar,en}}-2024-08.xml",
    ),
    "one language of a story that is deleted": Edit(
        delete(NEWEST_EN),
        en(OWN, SHOWN) + " ar/2024/08/n12/index.html sitemap.xml sitemaps/{ar,en}-2024-08.xml",
    ),
    "another address": Edit(
        field(12, "slug: other"),
        both(OWN, SHOWN, "2024/08/other/{index.html,card.jpg}")
        + " ar/feeds/2024-08-3.xml sitemaps/{ar,en}-2024-08.xml",
    ),
    "a tag more, the first of its name": Edit(
        replace(NEWEST, "[سوريا]", "[سوريا, الأردن]"),
        both(f"2024/08/n12/index.html {LISTS}{FEEDS} {JORDAN}")
        + " "
        + both(f"tags/index.html feeds/index.html feeds/feeds.opml {SOUGHT}")
        + " ar/feeds/2024-08-3.xml sitemaps/{ar,en}.xml",
    ),
    "a tag less": Edit(
        replace(NEWEST, "[سوريا]", "[]"),
        both(f"2024/08/n12/index.html tags/syria/index.html {LISTS}{FEEDS} {SOUGHT}")
        + " ar/feeds/2024-08-3.xml",
    ),
    "another section": Edit(
        replace(NEWEST, "world", "science"),
        both(OWN, SHOWN, f"science/index.html science/{FEEDS}") + " ar/feeds/2024-08-3.xml",
    ),
    "a date behind an embargo": Edit(
        field(12, "publish_at: 2024-10-01"),
        both(OWN, SHOWN)
        + f" {OLD_MEDIA} ar/feeds/2024-08-{{2,3}}.xml sitemap.xml sitemaps/{{ar,en}}-2024-08.xml",
    ),
    "a correction": Edit(
        field(12, "corrections: [{date: 2024-08-30, kind: correction, text: خطأ}]"),
        ar(f"2024/08/n12/index.html {LISTS}{FEEDS} corrections/{{index.html,feed.xml}}")
        + " ar/feeds/2024-08-3.xml sitemap.xml sitemaps/ar-2024-08.xml",
    ),
    "another picture": Edit(
        write({MAP: picture(50)}),
        both(f"2024/08/n12/index.html {LISTS}index.html {LISTS}{FEEDS} 2024/08/index.html")
        + f" {OLD_MEDIA} {NEW_MEDIA} ar/feeds/2024-08-3.xml sitemaps/{{ar,en}}-2024-08.xml",
    ),
    "a tag's name in one language": Edit(
        replace("content/tags.yaml", "Syria", "Syrian"),
        en(f"2024/08/{{n11,n12}}/index.html {LISTS}{FEEDS} tags/{{,syria/,سوريا/}}index.html")
        + " "
        + en(f"feeds/index.html feeds/feeds.opml {SOUGHT}"),
    ),
    "a tagline": Edit(
        replace("site.yaml", "tagline: News", "tagline: All"), "en/*.html index.html en/card.jpg"
    ),
    "a template": Edit(
        template("pages/month.html", "{% endblock %}", "<hr>{% endblock %}"),
        both("2024/08/index.html"),
    ),
    "a macro": Edit(
        template("parts/frame.html", "<header", "<hr><header"), "ar/*.html en/*.html 404.html"
    ),
    "a string": Edit(
        write({"templates/strings/en.yaml": "archive_intro: Months\n"}), "en/archive/index.html"
    ),
    "a style sheet": Edit(
        write({"static/css/site.css": "p {}"}),
        "ar/*.html en/*.html 404.html index.html css/site.css",
    ),
    "the clock alone": Edit(lambda _: None, "", NOW + timedelta(days=400)),
    "the store": Edit(lambda paper: (paper.root / ".naba/store.sqlite3").unlink(), ""),
    "a damaged store": Edit(
        lambda paper: (paper.root / ".naba/store.sqlite3").write_bytes(b"damaged"), ""
    ),
    "a page that is altered by hand": Edit(alter("ar/index.html"), ""),
}
# Redirects and the fragment of the newest stories have no frame.
_BARE = re.compile(r"(page/2|tags/سوريا)/index\.html|latest\.html")


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_changes_these_files_and_no_other(name: str, newspaper: Press) -> None:
    paper = newspaper(newspaper_of_august())
    paper.build()
    before = paper.tree()
    edit = EDITS[name]
    edit.act(paper)
    report = paper.build(edit.now)
    after = paper.tree()
    bare = name == "a style sheet"
    reached = paths(edit.reached)
    for whole in [path for path in reached if "*" in path]:
        folder, ending = whole.split("*")
        reached.remove(whole)
        reached |= {
            path
            for path in after
            if path.startswith(folder)
            and path.endswith(ending)
            and (bare or not _BARE.search(path))
        }
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed == reached
    by_hand = {"ar/index.html"} if "by hand" in name else set()
    assert report.written == len(reached & after.keys() | by_hand)


# A new story in both languages with three tags, in an archive of any size.


def archive(stories: int) -> dict[str, str | bytes]:
    """So many stories in two languages each, an hour apart, twelve tags, two sections."""
    files: dict[str, str | bytes] = {
        "site.yaml": SITE.replace("page_size: 5", "page_size: 10\nshare_cards: false")
    }
    for number in range(stories):
        files |= dated(number, datetime(2022, 1, 1) + timedelta(hours=number), number)
    return files


def dated(number: int, day: datetime, turn: int) -> dict[str, str | bytes]:
    section = ("world", "science")[turn % 2]
    tags = f"[t{turn % 3}, t{3 + turn % 4}, t{7 + turn % 5}]"
    folder = f"content/{day:%Y/%m}/s{number:06}"
    given = {"section": section, "tags": tags, "summary": f"ملخص {number}"}
    return {
        f"{folder}/ar.md": story(f"خبر {number}", f"{day:%Y-%m-%d %H:%M}", **given),
        f"{folder}/en.md": story(f"News {number}", None, "Text.\n", summary=f"Summary {number}"),
    }


def reach_of_new_stories(articles: int, new: int) -> list[set[str]]:
    """The files that each of ``new`` stories changes in an archive of so many articles."""
    with room() as folder:
        paper = Newspaper(Path(folder) / "paper", archive(articles // 2))
        paper.build()
        reached = []
        after = paper.tree()
        for number in range(new):
            day = datetime(2024, 8, 20) + timedelta(hours=number)
            paper.write(dated(900_000 + number, day, 0))
            paper.build()
            before, after = after, paper.tree()
            paths = before.keys() | after.keys()
            reached.append({path for path in paths if before.get(path) != after.get(path)})
        return reached


# The latest, a section and three tags: a listing that is full seals a page, and the way to its
# front moves behind it; so does the edition's feed.
LISTINGS = 5
SEALED = re.compile(r"/page/\d+/index\.html|/feeds/\d{4}-\d\d")
SHARE_CARDS = 2


def check_that_reach_does_not_grow(few: int, many: int) -> None:
    """Ten stories, so that every listing seals a page once."""
    small, large = reach_of_new_stories(few, 10), reach_of_new_stories(many, 10)
    counts = {len(each) for each in (*small[1:], *large[1:]) if not _sealed(each)}
    assert len(counts) == 1
    assert counts.pop() + SHARE_CARDS <= 60
    for archive_ in (small, large):
        assert len({len(each - _sealed(each)) for each in archive_[1:]}) == 1
        assert any(_sealed(each) for each in archive_)
        assert all(len(_sealed(each)) <= 2 * 2 * (LISTINGS + 1) for each in archive_)


def _sealed(reached: set[str]) -> set[str]:
    return {path for path in reached if SEALED.search(path)}


def test_a_picture_adds_its_own_files_to_a_new_story_s_and_no_other(newspaper: Press) -> None:
    def reached(more: Mapping[str, str | bytes]) -> set[str]:
        paper = newspaper(newspaper_of_august())
        paper.build()
        before = paper.tree()
        paper.write({**text(13), **text(13, "en"), **more})
        paper.build()
        after = paper.tree()
        return {path for path in after if before.get(path) != after[path]}

    image = text(13, image="{file: p.jpg, alt: صورة}")
    photo = picture(2000, 1500, "JPEG")
    added = reached({**image, "content/2024/n13/p.jpg": photo}) ^ reached({})
    assert all(path.startswith("media/2024/n13/p.") for path in added)
    # Four widths in AVIF, two in WebP, one plain, which has one of searchers' three shapes.
    assert len(added) == 4 + 2 + 1 + 2


def test_a_new_story_with_three_tags_changes_as_many_files_at_any_size() -> None:
    check_that_reach_does_not_grow(200, 2_000)


@pytest.mark.long
def test_a_new_story_with_three_tags_changes_as_many_files_at_any_large_size() -> None:
    check_that_reach_does_not_grow(1_000, 20_000)
