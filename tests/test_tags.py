"""One tag is one page, however it is spelled; two words are never one tag."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from lxml import html

from tests.conftest import Press
from tests.newspaper import Newspaper, story

SYRIA = (
    "syria:\n  name: {ar: سوريا, en: Syria}\n  aliases: [الشام]\n  description: {en: A country}\n"
)


def tagged(*tags: str, lang: str = "ar", first: int = 1) -> dict[str, str | bytes]:
    """A story for each tag, a day apart."""
    return {
        f"content/2024/s{day:02}/{lang}.md": story(
            f"خبر {day}", f"2024-08-{day:02}", tags=f"[{tag}]"
        )
        for day, tag in enumerate(tags, first)
    }


def pages(paper: Newspaper, lang: str = "ar") -> set[str]:
    """The slugs of the tags that have a page."""
    listed = html.fromstring(paper.page(f"/{lang}/tags/")).xpath("//main//li/a/@href")
    prefix = f"/{lang}/tags/"
    return {unquote(url).removeprefix(prefix).strip("/") for url in listed if "#" not in url}


def redirect(paper: Newspaper, address: str) -> str:
    """Where a redirect page leads."""
    (goal,) = html.fromstring(paper.page(address)).xpath("//meta[@http-equiv='refresh']/@content")
    return unquote(goal.partition("url=")[2])


@pytest.mark.parametrize(
    "spellings",
    [
        ("سوريا", "سوريّا", "ســوريا", "سُورِيَا", "سوريا\u200f"),
        ("الأردن", "الاردن", "الأُردنّ"),
        ("إيران", "ايران"),
        ("آسيا", "اسيا", "أسيا"),
        ("مصطفى", "مصطفي"),
        ("غزة", "غزه"),
        ("کابل", "كابل"),
        ("یمن", "يمن"),
        ("قمة ٢٠٢٤", "قمة 2024", "قمة ۲۰۲۴"),
        ("NATO", "Nato", "nato"),
        ("كأس العالم", "كأس  العالم"),
    ],
)
def test_spellings_of_one_word_are_one_page(spellings: tuple[str, ...], newspaper: Press) -> None:
    paper = newspaper(tagged(*spellings))
    assert paper.build().warnings == ()
    (slug,) = pages(paper)
    listing = paper.page(f"/ar/tags/{slug}/")
    assert all(f"خبر {day}<" in listing for day in range(1, len(spellings) + 1))


@pytest.mark.parametrize(
    "words",
    [
        ("حرب", "هرب"),
        ("سور", "صور"),
        ("تين", "طين"),
        ("قلب", "كلب"),
        ("سورية", "سور"),
        ("الأردن", "أردن"),
        ("مصر", "مصري"),
        ("علم", "عالم"),
    ],
)
def test_two_words_stay_two_pages(words: tuple[str, str], newspaper: Press) -> None:
    paper = newspaper(tagged(*words))
    paper.build()
    assert pages(paper) == set(words)


def test_the_earliest_spelling_names_a_bare_tag_and_the_others_redirect(newspaper: Press) -> None:
    paper = newspaper(tagged("الأردن", "الاردن"))
    paper.build()
    assert "الأردن" in html.fromstring(paper.page("/ar/tags/الأردن/")).findtext(".//h1")
    assert redirect(paper, "/ar/tags/الاردن/") == "/ar/tags/الأردن/"


def test_a_later_story_s_spelling_does_not_move_the_page(newspaper: Press) -> None:
    paper = newspaper(tagged("الاردن"))
    paper.build()
    before = pages(paper)
    paper.write(tagged("الأردن", first=9))
    paper.build()
    assert pages(paper) == before == {"الاردن"}


def test_a_known_tag_gathers_both_languages_names_aliases_and_key(newspaper: Press) -> None:
    files = tagged("سوريّا", "الشام", "syria", "Syria") | tagged("SYRIA", lang="en", first=5)
    paper = newspaper({**files, "content/tags.yaml": SYRIA})
    paper.build()
    assert pages(paper, "ar") == pages(paper, "en") == {"syria"}
    assert html.fromstring(paper.page("/ar/tags/syria/")).findtext(".//h1") == "سوريا"
    assert html.fromstring(paper.page("/en/tags/syria/")).findtext(".//h1") == "Syria"
    assert "A country" in paper.page("/en/tags/syria/")
    for old in ("الشام", "سوريا"):
        assert redirect(paper, f"/ar/tags/{old}/") == "/ar/tags/syria/"


def test_the_pages_of_one_tag_in_two_languages_are_each_other_s_translation(
    newspaper: Press,
) -> None:
    paper = newspaper(
        {**tagged("سوريا"), **tagged("Syria", lang="en", first=2), "content/tags.yaml": SYRIA}
    )
    paper.build()
    sets = [
        html.fromstring(paper.page(f"/{lang}/tags/syria/")).xpath(
            "//link[@rel='alternate'][@hreflang]"
        )
        for lang in ("ar", "en")
    ]
    named = [{(link.get("hreflang"), link.get("href")) for link in links} for links in sets]
    base = "https://news.example"
    assert named[0] == named[1] == {
        ("ar", f"{base}/ar/tags/syria/"),
        ("en", f"{base}/en/tags/syria/"),
        ("x-default", f"{base}/ar/tags/syria/"),
    }  # fmt: skip


def test_a_tag_of_one_edition_has_no_page_in_the_other(newspaper: Press) -> None:
    paper = newspaper({**tagged("سوريا"), **tagged("Egypt", lang="en", first=2)})
    paper.build()
    assert (pages(paper, "ar"), pages(paper, "en")) == ({"سوريا"}, {"egypt"})
    links = html.fromstring(paper.page("/en/tags/egypt/")).xpath("//link/@hreflang")
    assert links == ["en", "x-default"]


def test_bare_tags_work_in_either_language_and_are_inherited(newspaper: Press) -> None:
    paper = newspaper({**tagged("سوريا"), "content/2024/s01/en.md": story("News", None)})
    paper.build()
    heading = html.fromstring(paper.page("/en/tags/سوريا/")).find(".//h1")
    assert (heading.text_content(), heading.get("lang"), heading.get("dir")) == (
        "سوريا",
        "ar",
        "rtl",
    )


def test_a_spelling_that_could_mean_two_tags_is_reported(newspaper: Press) -> None:
    known = "ali:\n  name: {ar: علي}\nala:\n  name: {ar: على}\n"
    paper = newspaper({**tagged("علي"), "content/tags.yaml": known})
    (problem,) = paper.problems()
    assert (problem.file, problem.line) == ("content/tags.yaml", 3)
    assert "could mean `ali` or `ala`" in problem.fact


@pytest.mark.parametrize("pair", [("C", "C++"), ("C#", "C++")])
def test_two_tags_that_would_have_one_address_are_reported(
    pair: tuple[str, str], newspaper: Press
) -> None:
    first, second = (f"'{tag}'" for tag in pair)
    paper = newspaper(tagged(first, second, lang="en"))
    (problem,) = paper.problems()
    assert "have one address, `c`" in problem.fact
    assert all(f"`{tag.lower()}`" in problem.fact for tag in pair)
    assert "key" in problem.remedy
    paper.write({"content/tags.yaml": "cpp:\n  name: {en: C++}\n"})
    paper.build()
    assert pages(paper, "en") == {"c", "cpp"}


def test_a_tag_without_letters_still_has_an_address(newspaper: Press) -> None:
    paper = newspaper(tagged("'🎉'"))
    paper.build()
    (slug,) = pages(paper)
    assert slug.isascii()
    assert paper.has(f"/ar/tags/{slug}/")


def test_people_are_found_by_their_names_too(newspaper: Press) -> None:
    known = "layla:\n  name: {ar: ليلى, en: Layla}\n  aliases: [ليلي أحمد]\n"
    paper = newspaper(
        {
            "content/people.yaml": known,
            "content/a/ar.md": story("أ", authors="[ليلى]"),
            "content/b/ar.md": story("ب", authors="[ليلى احمد]"),
            "content/c/en.md": story("C", authors="[layla]", translators="[Sami]"),
        }
    )
    paper.build()
    arabic = paper.page("/ar/people/layla/")
    assert "/ar/2024/08/a/" in arabic
    assert "/ar/2024/08/b/" in arabic
    assert "/en/2024/08/c/" in paper.page("/en/people/layla/")
    assert "/en/2024/08/c/" in paper.page("/en/people/sami/")
    assert redirect(paper, "/ar/people/ليلى-احمد/") == "/ar/people/layla/"
