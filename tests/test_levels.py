"""The order in which a line is seen, against GNU FriBidi where it is installed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naba.levels import levels, line_levels, runs
from tests.display import displayed

# Letters of both directions, digits of both sets, number signs, brackets, marks, controls.
ALPHABET = "abאبج12٣٤+-.,:/%$#()[]{} «»!؟\u0651\u0301\u200e\u200f\u061c\u2066\u2067\u2068\u2069"
EMBEDDINGS = "\u202a\u202b\u202c\u202d\u202e"


def seen(text: str, base: int) -> str:
    """The text's characters from left to right."""
    made = line_levels(text, levels(text, base), base)
    parts = (text[a:b][::-1] if level % 2 else text[a:b] for a, b, level in runs(made))
    return "".join(parts)


@pytest.mark.parametrize(
    ("text", "base", "wanted"),
    [
        ("بوتين في باكو", 1, "وكاب يف نيتوب"),
        ("قال (2024) هنا", 1, "انه )2024( لاق"),
        ("لغة \u2066C++\u2069 اليوم", 1, "مويلا \u2069C++\u2066 ةغل"),
        ("from 1 to 2", 0, "from 1 to 2"),
        ("يقول Naba (2026) اليوم", 1, "مويلا Naba (2026) لوقي"),
        ("بنسبة 3.5% فقط", 1, "طقف %3.5 ةبسنب"),
        ("", 1, ""),
    ],
)
def test_a_line_is_seen_in_the_order_of_the_standard(text: str, base: int, wanted: str) -> None:
    assert seen(text, base) == wanted


@settings(max_examples=600)
@given(st.text(ALPHABET, max_size=14), st.integers(0, 1))
def test_any_line_is_seen_as_fribidi_sees_it(text: str, base: int) -> None:
    assert seen(text, base) == displayed(text, rtl=bool(base))


@settings(max_examples=300)
@given(st.text(ALPHABET + EMBEDDINGS, max_size=10), st.integers(0, 1))
def test_embeddings_and_overrides_too(text: str, base: int) -> None:
    def visible(line: str) -> str:
        return "".join(each for each in line if each not in EMBEDDINGS)

    assert visible(seen(text, base)) == visible(displayed(text, rtl=bool(base)))
