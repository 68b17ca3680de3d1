"""Editions in other languages than the theme's own: Persian and French, alone and beside those."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from lxml import html

from naba import locale
from naba.theme.strings import Catalog, fill
from tests.conftest import Press
from tests.links import Pages
from tests.newspaper import ROOT, Newspaper
from tests.polyglot import EDITIONS, polyglot, strings
from tests.test_counts import edition

NARROW = "\u202f"  # the blank that French has in numbers


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Newspaper:
    made = Newspaper(tmp_path_factory.mktemp("polyglot") / "paper", polyglot())
    made.build(strict=True)
    return made


def catalog(lang: str) -> Catalog:
    found: Catalog = yaml.safe_load(strings(lang))
    return found


@pytest.mark.parametrize(("lang", "dir"), [("fa", "rtl"), ("fr", "ltr")])
def test_every_page_is_in_its_language_and_runs_its_way(
    paper: Newspaper, lang: str, dir: str
) -> None:
    pages = list((paper.out / lang).rglob("*.html"))
    assert len(pages) > 12
    for file in pages:
        root = html.parse(str(file)).getroot()
        assert (root.get("lang"), root.get("dir")) == (lang, dir), file


def test_no_page_says_a_word_of_arabic_or_english(paper: Newspaper) -> None:
    theirs = [
        text
        for lang in ("ar", "en")
        for text in yaml.safe_load(
            (ROOT / f"templates/strings/{lang}.yaml").read_text("utf-8")
        ).values()
        if isinstance(text, str) and len(text) > 12 and "{" not in text
    ]
    shown = "".join(body.decode() for path, body in paper.tree().items() if path.endswith(".html"))
    assert len(theirs) > 40
    assert [text for text in theirs if text in shown] == []
    assert "Aller au contenu" in shown
    assert "رفتن به متن" in shown


def test_the_switch_names_each_language_in_itself_and_is_introduced_in_the_pages(
    paper: Newspaper,
) -> None:
    persian = paper.page("/fa/2024/08/water/")
    assert 'این نوشته به زبانی دیگر: </span><span lang="fr" dir="ltr">Français</span>' in persian
    french = paper.page("/fr/2024/08/water/")
    assert 'autre langue : </span><span lang="fa" dir="rtl">فارسی</span>' in french


def test_links_lead_somewhere_and_no_edition_is_left_out(paper: Newspaper) -> None:
    pages = Pages(paper.out, "https://news.example")
    assert pages.broken() == []
    alternates = pages.alternates("fa/2024/08/water/index.html")
    assert set(alternates) == {"fa", "fr", "x-default"}


FRENCH = [
    *["0 minute de lecture", "1 minute de lecture", "2 minutes de lecture"],
    *["11 minutes de lecture", f"1{NARROW}000 minutes de lecture"],
    f"1{NARROW}000{NARROW}000 de minutes de lecture",
]
PERSIAN = [
    *["۰ دقیقه برای خواندن", "۱ دقیقه برای خواندن", "۲ دقیقه برای خواندن"],
    *["۱۱ دقیقه برای خواندن", "۱٬۰۰۰ دقیقه برای خواندن", "۱٬۰۰۰٬۰۰۰ دقیقه برای خواندن"],
]


@pytest.mark.parametrize(("lang", "said"), [("fr", FRENCH), ("fa", PERSIAN)])
def test_counted_strings_have_the_languages_own_plurals_and_digits(
    lang: str, said: list[str]
) -> None:
    own = edition(lang, "arab" if lang == "fa" else "latn")
    counts = (0, 1, 2, 11, 1000, 1_000_000)
    assert [str(fill(catalog(lang), own, "minutes", {"n": n})) for n in counts] == said


def test_dates_are_the_languages_own(paper: Newspaper) -> None:
    assert "۱۸ اوت ۲۰۲۴، ۱۰:۰۰" in paper.page("/fa/2024/08/water/")
    assert "18 août 2024, 10:00" in paper.page("/fr/2024/08/water/")
    assert "<h1>ژوئیهٔ ۲۰۲۴</h1>" in paper.page("/fa/2024/07/")


def test_numbers_that_the_build_writes_are_in_the_editions_digits(paper: Newspaper) -> None:
    sealed = paper.page("/fa/world/page/1/")
    assert "صفحهٔ ۱" in sealed
    assert "<title>جهان – صفحهٔ ۱ – روزنامه</title>" in sealed
    assert re.search(r'class="footnote-ref"[^>]*>۱</a>', paper.page("/fa/2024/08/water/"))
    assert re.search(r'class="footnote-ref"[^>]*>1</a>', paper.page("/fr/2024/08/water/"))


def test_topics_stand_under_the_languages_own_letters(paper: Newspaper) -> None:
    def letters(address: str) -> list[str]:
        tree = html.fromstring(paper.page(address))
        return [each.text_content() for each in tree.xpath("//nav[@class='letters']//a")]

    assert letters("/fa/tags/") == ["ا", "د", "ک"]
    assert letters("/fr/tags/") == ["E", "L"]


def test_share_cards_are_drawn_in_every_language(paper: Newspaper) -> None:
    for lang in ("fa", "fr"):
        assert (paper.out / lang / "2024/08/water/card.jpg").stat().st_size > 5_000


def test_four_editions_stand_beside_each_other(newspaper: Press) -> None:
    paper = newspaper(polyglot(EDITIONS))
    paper.build(strict=True)
    page = html.fromstring(paper.page("/fr/2024/08/water/"))
    shown = [
        each.get("lang") for each in page.xpath("//header//ul[@class='switches']//span[@lang]")
    ]
    assert shown == ["ar", "en", "fa"]
    assert Pages(paper.out, "https://news.example").broken() == []


def test_the_english_strings_copied_for_french_lack_a_plural_form_and_are_told_where(
    newspaper: Press,
) -> None:
    english = (ROOT / "templates/strings/en.yaml").read_text("utf-8")
    paper = newspaper({**polyglot(), "templates/strings/fr.yaml": english})
    plurals = re.findall(r"(?m)^(\w+):\n  one:", english)
    lines = {key: english[: english.index(f"\n{key}:")].count("\n") + 2 for key in plurals}
    assert "minutes" in plurals
    assert [str(told) for told in paper.problems()] == [
        f"templates/strings/fr.yaml:{lines[key]}:1: the plural `{key}` lacks the form `many`, "
        "which `fr` has; add `many: …` below it"
        for key in plurals
    ]


def test_a_place_that_a_translation_changes_is_told_where(newspaper: Press) -> None:
    wrong = strings("fr").replace("– page {n}", "– page {numéro}")
    paper = newspaper({**polyglot(), "templates/strings/fr.yaml": wrong})
    line = wrong[: wrong.index("\nsealed_title:")].count("\n") + 2
    told = [str(problem) for problem in paper.problems()]
    assert (
        f"templates/strings/fr.yaml:{line}:1: the string `sealed_title` has other placeholders "
        "than in `fa`; use {n}, {title}"
    ) in told


def test_a_form_that_loses_its_number_is_told_where(newspaper: Press) -> None:
    wrong = strings("fr").replace('many: "{n} de minutes', 'many: "de minutes')
    paper = newspaper({**polyglot(), "templates/strings/fr.yaml": wrong})
    line = wrong[: wrong.index("  many:")].count("\n") + 1
    (told,) = paper.problems()
    assert str(told) == (
        f"templates/strings/fr.yaml:{line}:3: the form `many` of the plural `minutes` lacks {{n}}; "
        "say {n} in it"
    )


def test_a_form_that_a_language_has_not_is_told_where(newspaper: Press) -> None:
    wrong = strings("fa").replace("minutes:\n", 'minutes:\n  few: "{n} دقیقه"\n')
    paper = newspaper({**polyglot(), "templates/strings/fa.yaml": wrong})
    line = wrong[: wrong.index("  few:")].count("\n") + 1
    (told,) = paper.problems()
    assert told.place == f"templates/strings/fa.yaml:{line}:3"
    assert told.fact == "the plural `minutes` has a form `few`, which `fa` hasn't"


@pytest.mark.parametrize("lang", ["fa", "fr"])
def test_the_test_catalogs_say_all_that_the_themes_own_say(lang: str) -> None:
    own = yaml.safe_load((ROOT / "templates/strings/en.yaml").read_text("utf-8"))
    assert list(catalog(lang)) == list(own)
    forms = catalog(lang)["minutes"]
    assert isinstance(forms, dict)
    assert tuple(forms) == locale.plural_categories(lang)


def test_the_documents_tell_what_an_edition_more_needs() -> None:
    text = Path(ROOT / "docs/templates.md").read_text("utf-8")
    assert "{lang: fr, name: Français, title: Le Journal}" in text
