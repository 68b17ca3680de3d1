"""A story is its texts together: what a translation inherits, which text is the original."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from naba.inherit import INHERITED, inherit, original_of
from naba.model import Body, Correction, Draft, ImageDraft, Source, Words
from tests.conftest import Press
from tests.newspaper import Newspaper, picture, story

LANGS = ("ar", "en", "fr")
FULL = {
    "section": "world",
    "tags": "[سوريا]",
    "authors": "[ليلى]",
    "summary": "ملخص",
    "slug": "visit",
    "kind": "analysis",
    "breaking": "true",
    "related": "[2024/other]",
    "source": "{name: وكالة, url: 'https://agency.example/', language: fa, title: عنوان المصدر}",
    "image": "{file: p.png, alt: وصف, caption: تعليق, credit: أحمد}",
    "corrections": "[{date: 2024-08-19, kind: update, text: تصويب}]",
    "aliases": "[/old/]",
    "updated": "2024-08-20",
    "translators": "[مترجم]",
}


def draft(lang: str = "ar", **fields: Any) -> Draft:
    return Draft("s", lang, f"s/{lang}.md", "d", f"title {lang}", Body("b"), **fields)


def translated(newspaper: Press, english: str) -> Newspaper:
    """A story that says everything, its English translation, and a story it is related to."""
    paper = newspaper(
        {
            "content/2024/visit-folder/ar.md": story("زيارة", **FULL),
            "content/2024/visit-folder/en.md": english,
            "content/2024/visit-folder/p.png": picture(),
            "content/2024/other/ar.md": story("آخر", "2024-08-01", section="science"),
            "content/2024/other/en.md": story("Other", None),
        }
    )
    paper.build()
    return paper


def test_a_translation_inherits_what_it_does_not_say(newspaper: Press) -> None:
    paper = translated(newspaper, story("A visit", None))
    page = paper.page("/en/2024/08/visit/")
    tree = html.fromstring(page)
    assert tree.xpath("//time/@datetime")[0] == "2024-08-18T10:00:00+03:00"
    assert "/en/world/" in tree.xpath("//article//a/@href")
    assert tree.xpath("//a[@rel='tag']/@href") == ["/en/tags/%D8%B3%D9%88%D8%B1%D9%8A%D8%A7/"]
    assert "/en/people/" in page
    assert "/en/2024/08/other/" in page
    assert "https://agency.example/" in page
    for words in ("وصف", "تعليق", "أحمد", "عنوان المصدر"):
        assert words in page


def test_a_translation_does_not_inherit_what_is_of_one_text_alone(newspaper: Press) -> None:
    paper = translated(newspaper, story("A visit", None))
    page = paper.page("/en/2024/08/visit/")
    for words in ("زيارة", "ملخص", "تصويب", "مترجم", "2024-08-20"):
        assert words not in page
        assert words in paper.page("/ar/2024/08/visit/")
    assert 'url=/ar/2024/08/visit/"' in paper.page("/old/")


def test_what_a_translation_says_itself_wins(newspaper: Press) -> None:
    own = {
        "section": "science",
        "tags": "[Syria]",
        "slug": "the-visit",
        "kind": "news",
        "image": "{alt: A map}",
        "source": "{name: The Agency}",
    }
    paper = translated(newspaper, story("A visit", "2024-08-21 12:00", **own))
    tree = html.fromstring(paper.page("/en/2024/08/the-visit/"))
    assert tree.xpath("//time/@datetime")[0] == "2024-08-21T12:00:00+03:00"
    assert tree.xpath("//a[@rel='tag']/@href") == ["/en/tags/syria/"]
    (image,) = tree.xpath("//article//figure//img")
    assert (image.get("alt"), image.get("lang")) == ("A map", None)
    credits = tree.xpath("//a[@href='https://agency.example/']")
    assert credits[0].text_content() == "The Agency"
    assert not paper.has("/en/2024/08/visit/")


def test_inherited_words_carry_the_language_they_are_in(newspaper: Press) -> None:
    paper = translated(newspaper, story("A visit", None))
    tree = html.fromstring(paper.page("/en/2024/08/visit/"))
    (image,) = tree.xpath("//article//figure//img")
    assert (image.get("alt"), image.get("lang"), image.get("dir")) == ("وصف", "ar", "rtl")
    for words in ("تعليق", "أحمد", "سوريا", "ليلى"):
        found = tree.xpath(f"//main//*[text()='{words}']")
        assert found, words
        assert {(each.get("lang"), each.get("dir")) for each in found} == {("ar", "rtl")}
    (title,) = tree.xpath("//main//*[text()='عنوان المصدر']")
    assert (title.get("lang"), title.get("dir")) == ("fa", "rtl")


def test_the_first_edition_s_text_is_the_original_unless_another_says_so(
    newspaper: Press,
) -> None:
    files = {
        "content/a/ar.md": story("خبر", None),
        "content/a/en.md": story("News", original="true", section="world"),
        "content/b/ar.md": story("خبر آخر", section="science"),
        "content/b/en.md": story("More news", None),
    }
    paper = newspaper(files)
    paper.build()
    assert "/ar/2024/08/a/" in paper.page("/ar/world/")
    assert "/en/2024/08/b/" in paper.page("/en/science/")


def test_two_originals_of_one_story_are_a_problem(newspaper: Press) -> None:
    paper = newspaper(
        {
            "content/a/ar.md": story(original="true"),
            "content/a/en.md": story("News", original="true"),
        }
    )
    (problem,) = paper.problems()
    assert (problem.file, problem.line) == ("content/a/en.md", 4)
    assert "content/a/ar.md" in problem.fact


def test_a_story_is_a_folder_or_a_name_and_both_are_one_address(newspaper: Press) -> None:
    folder = newspaper(
        {"content/2024/visit/ar.md": story(), "content/2024/visit/en.md": story("News", None)}
    )
    name = newspaper(
        {"content/2024/visit.ar.md": story(), "content/2024/visit.en.md": story("News", None)}
    )
    mixed = newspaper(
        {"content/2024/visit/ar.md": story(), "content/2024/visit.en.md": story("News", None)}
    )
    for paper in (folder, name, mixed):
        paper.build()
    assert folder.tree() == name.tree() == mixed.tree()
    assert folder.has("/en/2024/08/visit/")


def test_two_files_for_one_text_are_a_problem(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story(), "content/a.ar.md": story()})
    (problem,) = paper.problems()
    assert "same story in the same language" in problem.fact


@pytest.mark.parametrize(
    ("original", "translation", "seen"),
    [
        ("draft", None, ()),
        ("withheld", None, ()),
        ("ready", "draft", ("ar",)),
        ("ready", "withheld", ("ar",)),
        ("draft", "ready", ("en",)),
        ("ready", None, ("ar", "en")),
        (None, None, ("ar", "en")),
    ],
)
def test_a_status_holds_a_translation_unless_it_has_its_own(
    original: str | None, translation: str | None, seen: tuple[str, ...], newspaper: Press
) -> None:
    def told(status: str | None) -> dict[str, str]:
        return {"status": status} if status else {}

    paper = newspaper(
        {
            "content/a/ar.md": story(**told(original)),
            "content/a/en.md": story("News", None, **told(translation)),
        }
    )
    paper.build()
    assert tuple(lang for lang in ("ar", "en") if paper.has(f"/{lang}/2024/08/a/")) == seen


def test_a_standing_page_has_no_date_in_its_address_and_stands_in_no_listing(
    newspaper: Press,
) -> None:
    paper = newspaper({"content/pages/about/ar.md": story("من نحن", None, kind="page")})
    paper.build()
    assert paper.has("/ar/about/")
    assert "من نحن" not in paper.page("/ar/feed.xml")
    assert 'href="/ar/about/"' in paper.page("/ar/")  # in the colophon, as on every page
    main = html.fromstring(paper.page("/ar/")).find(".//main")
    assert "من نحن" not in main.text_content()


# Laws of ``naba.inherit``

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
NAMES = st.lists(st.sampled_from(["أ", "ب", "c"]), unique=True).map(tuple)
SAID: dict[str, st.SearchStrategy[Any]] = {
    "date": MOMENTS,
    "section": st.sampled_from(["world", "science"]),
    "tags": NAMES,
    "authors": NAMES,
    "kind": st.sampled_from(["news", "opinion"]),
    "breaking": st.booleans(),
    "lead": st.booleans(),
    "slug": st.sampled_from(["one", "two"]),
    "id": st.sampled_from(["1", "2"]),
    "status": st.sampled_from(["ready", "draft", "withheld", "canceled"]),
    "publish_at": MOMENTS,
    "expires": MOMENTS,
    "related": NAMES,
}
WORDS = st.none() | st.sampled_from(["أ", "b"])
DRAFTS = st.fixed_dictionaries({name: st.none() | said for name, said in SAID.items()})


def test_the_laws_below_cover_every_inherited_field() -> None:
    assert set(SAID) == set(INHERITED)


@given(DRAFTS, DRAFTS)
def test_each_field_is_the_translation_s_own_or_else_the_original_s(
    own: dict[str, Any], lent: dict[str, Any]
) -> None:
    told = inherit(draft("en", **own), draft("ar", **lent))
    for name in INHERITED:
        assert getattr(told.draft, name) == (lent[name] if own[name] is None else own[name])
    assert told.tags_lang == ("ar" if own["tags"] is None else "en")
    assert told.authors_lang == ("ar" if own["authors"] is None else "en")
    assert (told.draft.title, told.draft.file) == ("title en", "s/en.md")


@given(DRAFTS)
def test_an_original_stays_as_it_is(own: dict[str, Any]) -> None:
    original = draft("ar", **own, image=ImageDraft("p.png", "alt"), source=Source("name", "ar"))
    told = inherit(original, original)
    assert told.draft == original
    assert told.is_original


@given(WORDS, WORDS, WORDS, WORDS)
def test_a_picture_s_words_are_each_the_translation_s_own_or_the_original_s(
    alt: str | None, caption: str | None, lent_alt: str | None, lent_caption: str | None
) -> None:
    own, lent = ImageDraft(None, alt, caption), ImageDraft("p.png", lent_alt, lent_caption)
    told = inherit(draft("en", image=own), draft("ar", image=lent))
    assert told.draft.image == ImageDraft("p.png", alt or lent_alt, caption or lent_caption)
    assert told.image_langs["alt"] == ("en" if alt else "ar")
    assert told.image_file == "s/ar.md"


@given(st.permutations(LANGS), st.sets(st.sampled_from(LANGS)))
def test_there_is_one_original_whatever_order_the_files_come_in(
    order: list[str], said: set[str]
) -> None:
    drafts = [draft(lang, original=lang in said) for lang in order]
    original, faults = original_of(drafts, LANGS)
    assert original.lang == next((lang for lang in LANGS if lang in said), LANGS[0])
    assert len(faults) == max(0, len(said) - 1)


def test_corrections_and_translators_are_not_inherited() -> None:
    correction = Correction(datetime(2024, 1, 1, tzinfo=UTC), "update", Words("x", "ar"))
    lent = draft(
        corrections=(correction,),
        translators=("x",),
        aliases=("/x/",),
        summary="x",
        updated=datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=1),
    )
    told = inherit(draft("en", date=lent.updated), lent)
    assert told.draft == msgspec.structs.replace(draft("en"), date=lent.updated)
