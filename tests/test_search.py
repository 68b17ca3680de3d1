"""What search reads: the stories of a month, the words of a year; and the page that reads it."""

from __future__ import annotations

import gzip
import json
import re
from datetime import timedelta
from typing import Any

from tests.conftest import Press
from tests.newspaper import NOW, ROOT, SITE, Newspaper, story
from tests.polyglot import polyglot

TAGS = "syria: {name: {ar: سوريا, en: Syria}}\n"
PEOPLE = "desk: {name: {ar: القسم الدولي, en: World desk}}\n"


def read(paper: Newspaper, name: str, lang: str = "ar") -> Any:
    return json.loads(paper.page(f"/{lang}/search/{name}.json"))


def data(paper: Newspaper) -> str:
    """All that search reads, of all editions."""
    return "".join(file.read_text("utf-8") for file in sorted(paper.out.glob("*/search/*.json")))


def test_a_month_holds_what_results_show_and_what_is_searched(newspaper: Press) -> None:
    paper = newspaper(
        {
            "content/tags.yaml": TAGS,
            "content/people.yaml": PEOPLE,
            "content/a/ar.md": story(
                "BBC في غزة",
                "2024-08-18 23:30",
                "متن لا يُبحث فيه.\n",
                summary="ملخص",
                section="world",
                kind="opinion",
                tags="[سوريا, نفط]",
                authors="[desk]",
                translators="[ليلى]",
            ),
            "content/b/ar.md": story("عنوان", "2024-08-19"),
        }
    )
    paper.build(base_url="https://host.example/news")
    assert read(paper, "2024-08") == {
        "sections": {"world": "العالم"},
        "stories": [
            {"url": "/news/ar/2024/08/b/", "title": "عنوان", "date": "2024-08-19"}
            | {"day": "19 أغسطس 2024"},
            {
                "url": "/news/ar/2024/08/a/",
                "title": "\u2066BBC\u2069 في غزة",
                "date": "2024-08-18",
                "day": "18 أغسطس 2024",
                "summary": "ملخص",
                "section": "world",
                "kind": "opinion",
                "names": ["سوريا", "نفط", "القسم الدولي", "ليلى"],
            },
        ],
    }


def test_what_readers_may_not_see_can_not_be_found(newspaper: Press) -> None:
    hidden = {
        "draft": {"status": "draft"},
        "withheld": {"status": "withheld"},
        "canceled": {"status": "canceled"},
        "embargo": {"publish_at": "2024-10-01"},
        "expired": {"expires": "2024-08-20"},
    }
    files = {
        f"content/{name}/ar.md": story(f"سر{name}", "2024-07-18", **more)
        for name, more in hidden.items()
    }
    paper = newspaper({**files, "content/seen/ar.md": story("خبر", "2024-08-18")})
    paper.build()
    assert "خبر" in data(paper)
    assert not re.search("|".join(hidden) + "|سر", data(paper))
    paper.build(NOW + timedelta(days=60))
    assert "سرembargo" in data(paper)


def test_a_year_tells_in_which_months_words_occur_but_for_the_newest(newspaper: Press) -> None:
    months = {"s": ("01", "غزة والنفط"), "t": ("03", "النفط"), "u": ("08", "قمح")}
    paper = newspaper(
        {f"content/{n}/ar.md": story(t, f"2024-{m}-02") for n, (m, t) in months.items()}
    )
    paper.build()
    assert read(paper, "2024") == {"stems": {"1": "غزه", "5": "نفط"}}
    assert 'data-months="2024-08 2024-03 2024-01"' in paper.page("/ar/search/")


def test_a_year_has_all_months_once_a_newer_one_has_begun(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story("نفط", "2023-12-30")})
    paper.build()
    assert not paper.has("/ar/search/2023.json")
    before = paper.tree()
    paper.write({"content/b/ar.md": story("قمح", "2024-01-01")})
    paper.build()
    after = paper.tree()
    assert read(paper, "2023") == {"stems": {"2048": "نفط"}}
    changed = {path for path in after if before.get(path) != after[path] and "/search/" in path}
    assert changed == {f"ar/search/{each}" for each in ("index.html", "2023.json", "2024-01.json")}


def test_a_story_of_another_edition_is_found_where_lists_show_it(newspaper: Press) -> None:
    files = {
        "content/a/en.md": story("The oil of Baku", "2024-07-18", summary="Not shown"),
        "content/b/ar.md": story("خبر", "2024-08-18"),
    }
    paper = newspaper(files)
    paper.build()
    assert not paper.has("/ar/search/2024-07.json")
    paper.write({"site.yaml": SITE + "list_untranslated: true\n"})
    paper.build()
    (found,) = read(paper, "2024-07")["stories"]
    assert found["url"] == "/en/2024/07/a/"
    assert (found["lang"], found["dir"], found["foreign"]) == ("en", "ltr", "الإنجليزية")
    assert "summary" not in found
    assert read(paper, "2024")["stems"] == {"64": "baku of oil the"}


def test_the_page_is_linked_to_everywhere_and_known_by_one_address(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story(), "content/a/en.md": story("News", None)})
    paper.build(base_url="https://host.example/news")
    for address in ("/ar/", "/ar/2024/08/a/", "/ar/world/", "/ar/404.html", "/404.html"):
        header = paper.page(address).partition("</header>")[0]
        assert re.search(r'<a class="to-search" href="/news/ar/search/">.*البحث</a>', header)
    page = paper.page("/en/search/")
    assert "noindex" not in page
    assert '<link rel="canonical" href="https://host.example/news/en/search/">' in page
    assert '<a class="to-search" href="/news/en/search/" aria-current="page">' in page
    assert '<form class="search" role="search" action="/news/en/search/"' in page
    assert 'hreflang="ar"><span class="unseen">This page in another language' in page
    sitemaps = [*paper.out.glob("*.xml"), *paper.out.glob("sitemaps/*")]
    assert sitemaps
    assert not any("search" in file.read_text("utf-8") for file in sitemaps)


def test_an_edition_without_stories_has_a_page_that_leads_to_lists(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story()})
    paper.build()
    page = paper.page("/en/search/")
    assert 'data-months=""' in page
    assert not list((paper.out / "en/search").glob("*.json"))
    ways = page.partition('<nav class="ways"')[2].partition("</nav>")[0]
    assert set(re.findall(r'href="/en/([^"]*)"', ways)) == {
        *("archive/", "tags/", "corrections/", "feeds/", "world/", "science/")
    }


def test_the_script_gets_digits_and_all_forms_of_its_strings(newspaper: Press) -> None:
    paper = newspaper(polyglot())
    paper.build()
    page = paper.page("/fa/search/")
    assert 'data-digits="۰۱۲۳۴۵۶۷۸۹"' in page
    says = re.search(r'id="says">(.*?)</script>', paper.page("/fr/search/"))
    assert says
    said = json.loads(says[1])
    assert said["count"]["many"] == "{n} de résultats {years}"
    assert said["years"] == {"other": "de {first} à {last}"}


def test_a_string_that_only_the_script_says_changes_the_page_alone(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story(), "content/b/en.md": story()})
    paper.build()
    before = paper.tree()
    paper.write({"templates/strings/en.yaml": "search_more: And more\n"})
    paper.build()
    after = paper.tree()
    changed = {path for path in after if before.get(path) != after[path]}
    assert changed == {"en/search/index.html"}


def test_the_scripts_are_small_and_ask_nobody_else() -> None:
    scripts = b"".join((ROOT / f"static/js/{n}.js").read_bytes() for n in ("words", "search"))
    assert len(gzip.compress(scripts)) <= 6_000
    assert b"http" not in scripts
    assert not re.search(rb"eval|[iI]nnerHTML|outerHTML|insertAdjacent|document\.write", scripts)


def test_a_newspaper_may_have_no_search(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story(), "content/a/en.md": story("News", None)})
    paper.build()
    paper.write({"site.yaml": SITE + "search: false\n"})
    paper.build()
    assert not [path for path in paper.tree() if "/search/" in path]
    assert all(b"/search/" not in page for path, page in paper.tree().items() if ".html" in path)


def test_only_the_search_page_has_them(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story()})
    paper.build()
    pages = {path for path, body in paper.tree().items() if b"js/search.js" in body}
    assert pages == {"ar/search/index.html", "en/search/index.html"}
