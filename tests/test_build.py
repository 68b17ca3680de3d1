"""What a build writes: what has changed, and nothing else."""

from __future__ import annotations

import os
import re
import shutil

from tests.conftest import Press
from tests.newspaper import SITE, Newspaper
from tests.papers import numbered, varied

Stamps = dict[str, tuple[int, int]]


def stamps(paper: Newspaper) -> Stamps:
    """When each file of the site was written, and its inode: a file written anew has another."""
    stats = ((path, (paper.out / path).stat()) for path in paper.tree())
    return {path: (stat.st_mtime_ns, stat.st_ino) for path, stat in stats}


def written(before: Stamps, after: Stamps) -> set[str]:
    """The paths that were made, written anew or deleted."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def feeds_with(paper: Newspaper, address: str) -> set[str]:
    """The feeds, of any form, that hold the story at ``address``."""
    return {
        path
        for path, body in paper.tree().items()
        if address.encode() in body and path.endswith(("xml", "json"))
        if not re.search("sitemap|/search/", path)
    }


def test_a_second_build_writes_nothing(newspaper: Press) -> None:
    paper = newspaper(varied())
    first = paper.build()
    assert first.written == first.planned == len(paper.tree())
    before = stamps(paper)
    second = paper.build()
    assert (second.written, second.deleted) == (0, 0)
    assert second.unchanged == second.planned == first.planned
    assert stamps(paper) == before


def test_touching_files_writes_nothing(newspaper: Press) -> None:
    paper = newspaper(varied())
    paper.build()
    before = stamps(paper)
    for path in (paper.root / "content").rglob("*"):
        os.utime(path)
    assert paper.build().written == 0
    assert stamps(paper) == before


def test_an_edit_of_a_body_rewrites_its_article_and_the_feeds_that_hold_it(
    newspaper: Press,
) -> None:
    paper = newspaper(varied())
    paper.build()
    before = stamps(paper)
    paper.replace("content/2024/n05/ar.md", "نص.", "نص آخر.")
    report = paper.build()
    feeds = feeds_with(paper, "/ar/2024/08/n05/")
    assert {"ar/feed.xml", "ar/world/feed.xml", "ar/tags/syria/feed.xml"} <= feeds
    assert written(before, stamps(paper)) == {"ar/2024/08/n05/index.html", *feeds}
    assert report.written == 1 + len(feeds)


def test_an_edit_of_an_old_body_leaves_the_feeds_that_hold_it_no_more(newspaper: Press) -> None:
    paper = newspaper({**numbered(6), "site.yaml": SITE + "feed_items: 3\n"})
    paper.build()
    before = stamps(paper)
    paper.replace("content/2024/n03/ar.md", "نص.", "نص آخر.")
    paper.build()
    sealed = feeds_with(paper, "/ar/2024/08/n03/")
    assert all(path.startswith("ar/feeds/") for path in sealed)
    assert written(before, stamps(paper)) == {"ar/2024/08/n03/index.html", *sealed}


def test_an_edit_of_a_summary_rewrites_the_listings_too(newspaper: Press) -> None:
    paper = newspaper(varied())
    paper.build()
    before = stamps(paper)
    paper.replace("content/2024/n05/ar.md", "ملخص 5", "ملخص آخر")
    paper.build()
    changed = written(before, stamps(paper))
    listings = {"ar/index.html", "ar/world/index.html", "ar/tags/syria/index.html"}
    assert {*listings, "ar/2024/08/index.html", "ar/2024/08/n05/index.html"} <= changed
    assert not {path for path in changed if path.startswith("en/")}
    assert "ar/science/index.html" not in changed


def test_publishing_a_story_leaves_sealed_pages_untouched(newspaper: Press) -> None:
    paper = newspaper(numbered(10))
    paper.build()
    sealed = {f"ar/{front}page/1/index.html" for front in ("", "world/", "tags/سوريا/")}
    before, bytes_before = stamps(paper), paper.tree()
    assert sealed <= before.keys()
    for day in range(11, 17):
        paper.write(numbered(1, day))
        paper.build()
        after, bytes_after = stamps(paper), paper.tree()
        assert {path: after[path] for path in sealed} == {path: before[path] for path in sealed}
        assert all(bytes_after[path] == bytes_before[path] for path in sealed)


def test_the_number_after_the_last_sealed_page_leads_to_the_front_until_it_is_sealed(
    newspaper: Press,
) -> None:
    paper = newspaper(numbered(14))
    paper.build()
    waiting = paper.page("/ar/world/page/2/")
    assert re.search(r'http-equiv="refresh" content="0; url=/ar/world/"', waiting)
    assert not paper.has("/ar/world/page/3/")
    paper.write(numbered(1, 15))
    paper.build()
    assert "refresh" not in paper.page("/ar/world/page/2/")
    assert "خبر 10" in paper.page("/ar/world/page/2/")
    assert "refresh" in paper.page("/ar/world/page/3/")


def test_publishing_a_story_touches_one_neighbour_and_no_other_article(newspaper: Press) -> None:
    paper = newspaper(numbered(8))
    paper.build()
    before = stamps(paper)
    paper.write(numbered(1, 9))
    paper.build()
    changed = written(before, stamps(paper))
    articles = {path for path in changed if re.match(r"ar/2024/08/n\d\d/index.html", path)}
    assert articles == {f"ar/2024/08/n{day}/index.html" for day in ("08", "09")}


def test_deleting_a_story_removes_its_page_its_pictures_and_its_empty_folders(
    newspaper: Press,
) -> None:
    paper = newspaper(varied())
    paper.build()
    assert any(path.startswith("media/2024/n06/") for path in paper.tree())
    shutil.rmtree(paper.root / "content/2024/n06")
    report = paper.build()
    assert report.deleted > 0
    assert not [path for path in paper.tree() if "n06" in path or path.startswith("media/")]
    assert not [folder for folder in paper.out.rglob("*") if "n06" in folder.name]
    assert not (paper.out / "media").exists()
    assert not [path for path, body in paper.tree().items() if "خبر 6".encode() in body]


def test_a_new_slug_moves_the_page(newspaper: Press) -> None:
    paper = newspaper(varied())
    paper.build()
    paper.replace("content/2024/n05/ar.md", "title:", "slug: moved\ntitle:")
    paper.build()
    assert paper.has("/ar/2024/08/moved/")
    assert not (paper.out / "ar/2024/08/n05").exists()
    assert not [path for path, body in paper.tree().items() if b"/ar/2024/08/n05/" in body]


def test_a_fresh_build_forgets_the_store_and_finds_the_same_bytes(newspaper: Press) -> None:
    paper = newspaper(varied())
    paper.build()
    before = stamps(paper)
    assert paper.build(fresh=True).written == 0
    assert stamps(paper) == before
