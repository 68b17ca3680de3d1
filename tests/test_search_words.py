"""The words of search: what finds what, and that Python and browsers say the same of every text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from naba.text import fold
from naba.words import light, stems, words
from tests.chromium import chromium
from tests.newspaper import ROOT

VECTORS = yaml.safe_load((ROOT / "tests/search_words.yaml").read_text("utf-8"))
# Letters of a newspaper's words, so that words are often alike; and some of all other signs.
ARABIC = "ابتجدسعفقكلمنهويةىأإآؤئءًّـ"
TEXTS = st.text(
    st.one_of(
        st.sampled_from(ARABIC + " "),
        st.sampled_from("abcehinosuxyzABS éßøı'’-0123٤٥۶ "),
        st.characters(exclude_categories=["Cs", "Cn", "Co"]),
    ),
    max_size=30,
)
BEFORE = ["", "و", "ب", "ل", "ف", "ك", "ال", "لل", "بال", "وال", "فال", "كال", "ول", "ولل"]
BEHIND = ["", "ي", "ية", "يون", "يين", "ات", "ها", "ة", "ين", "يا", "ون", "ينية", "يني"]
# Some words of one root: forms of it, and what only looks like them.
KIN = st.text(st.sampled_from("اسدمينوتهكب"), min_size=1, max_size=5).flatmap(
    lambda root: st.lists(
        st.builds(
            lambda before, behind: before + root + behind,
            st.sampled_from(BEFORE),
            st.sampled_from(BEHIND),
        ),
        min_size=2,
        max_size=10,
    )
)
ENGLISH = st.lists(st.text(st.sampled_from("aehiosuxyz"), min_size=1, max_size=7), min_size=2)


@pytest.fixture(scope="module")
def browser() -> Iterator[Page]:
    """A page that has the words of search."""
    with chromium() as started:
        page = started.new_page()
        page.add_script_tag(path=ROOT / "static/js/words.js")
        yield page


def found(browser: Page, ask: str, texts: list[str]) -> list[bool]:
    """Whether each text holds what is asked for."""
    answers: list[bool] = browser.evaluate(
        "([ask, texts]) => { const asked = Words.asked(ask); return texts.map(text => asked.every("
        "each => Words.of(text).some(word => Words.matches(each, word)))) }",
        [ask, texts],
    )
    return answers


@pytest.mark.browser
@pytest.mark.parametrize("vector", VECTORS, ids=lambda each: each["ask"])
def test_a_question_finds_a_word_in_all_its_forms_and_no_other(
    browser: Page, vector: dict[str, Any]
) -> None:
    hits = found(browser, vector["ask"], vector["finds"])
    assert [text for text, hit in zip(vector["finds"], hits, strict=True) if not hit] == []
    hits = found(browser, vector["ask"], vector["misses"])
    assert [text for text, hit in zip(vector["misses"], hits, strict=True) if hit] == []


@pytest.mark.browser
def test_every_letter_is_folded_alike_in_python_and_in_browsers(browser: Page) -> None:
    """But for letters that came into Unicode after Python's tables."""
    signs = [
        chr(code)
        for code in range(1, 0x20000)
        if unicodedata.category(chr(code)) not in ("Cs", "Cn", "Co")
    ]
    # Within a word: what is dropped, what parts and what joins all show.
    texts = [f"a{sign}b {sign}" for sign in signs]
    told = browser.evaluate("texts => texts.map(text => [Words.of(text), Words.fold(text)])", texts)
    assert len(told) > 60_000
    for text, (of, folded) in zip(texts, told, strict=True):
        assert of == words(text), ascii(text)
        assert folded.split() == fold(text).split(), ascii(text)


@pytest.mark.browser
@settings(max_examples=100, deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=20))
def test_texts_have_the_same_words_and_stems_in_python_and_in_browsers(
    browser: Page, texts: list[str]
) -> None:
    told = browser.evaluate("texts => texts.map(Words.of)", texts)
    assert told == [words(text) for text in texts]
    every = sorted({word for each in told for word in each})
    assert browser.evaluate("words => words.map(Words.light)", every) == [*map(light, every)]


@pytest.mark.browser
@settings(max_examples=100, deadline=None)
@given(texts=st.one_of(KIN, ENGLISH))
def test_no_month_is_passed_over_that_holds_a_word(browser: Page, texts: list[str]) -> None:
    """All the words are asked for of each, and their beginnings."""
    every = {word for text in texts for word in words(text)}
    asks = sorted({word[:size] for word in every for size in range(1, len(word) + 1)})
    for word in sorted(every):
        told = {"1": " ".join(sorted(stems(word)))}
        passed = browser.evaluate(
            "([asks, word, told]) => asks.filter(ask => { const asked = Words.asked(ask);"
            " return asked.every(each => Words.matches(each, word)) && !Words.months(told, asked)"
            "})",
            [asks, word, told],
        )
        assert passed == [], word


@pytest.mark.browser
def test_months_are_those_that_hold_all_words(browser: Page) -> None:
    stems = {"1": "روس مصر", "6": "غزه", "2048": "باكو مصر"}
    months = "([ask, stems]) => Words.months(stems, Words.asked(ask))"
    assert browser.evaluate(months, ["مصر", stems]) == 1 | 2048
    assert browser.evaluate(months, ["مصر باكو", stems]) == 2048
    assert browser.evaluate(months, ["غزة", stems]) == 2 | 4
    assert browser.evaluate(months, ["غزة باكو", stems]) == 0
    assert browser.evaluate(months, ["لندن", stems]) == 0
    # «فلسطين» looks like a plural: its stem is not what a question for «فلسطينية» has left of it.
    assert browser.evaluate(months, ["فلسطينية", {"1": "فلسط"}]) == 1


def test_a_word_is_found_by_two_stems_at_most() -> None:
    assert stems("والفلسطينيون") == {"فلسطين"}
    assert stems("بوتين") == {"بوت", "وتين"}
    assert stems("attacks") == {"attack"}
    assert words("") == []
