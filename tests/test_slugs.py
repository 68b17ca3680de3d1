"""Laws and tables of the slugs that ``naba.text`` makes and those that it checks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naba import text

# Texts as they come, and texts of the letters, marks and signs that the rules name.
NEAR = st.text(st.sampled_from("ابوأإآٱىیکةؤئءگپهحلرس ًُّٰـ٣۴5 \u200c\u200f\u00ad-'’.éÉe\u0301İßΣ&/😀"))
TEXTS = st.one_of(st.text(), NEAR)


@given(TEXTS, st.booleans())
def test_a_slug_is_a_faultless_path_segment_of_at_most_80_bytes(raw: str, plain: bool) -> None:
    slug = text.slugify(raw, ascii_only=plain)
    assert len(slug.encode()) <= 80
    if slug:
        assert text.slug_fault(slug) is None
        assert "." not in slug
        assert slug == slug.lower()
        assert not slug.startswith("-")
        assert not slug.endswith("-")
        assert "--" not in slug
    if plain:
        assert slug.isascii()


@given(TEXTS, st.booleans())
def test_the_slug_of_a_slug_is_itself(raw: str, plain: bool) -> None:
    slug = text.slugify(raw, ascii_only=plain)
    assert text.slugify(slug, ascii_only=plain) == slug


@pytest.mark.parametrize(
    ("title", "plain", "full"),
    [
        ("Putin in Baku", "putin-in-baku", "putin-in-baku"),
        ("Gaza’s “Électricité”: 50% & more", "gazas-electricite-50-more", None),
        ("Straße, Łódź, Øre", "strasse-lodz-ore", "straße-łódź-øre"),
        ("../../etc/passwd", "etc-passwd", "etc-passwd"),
        ("..", "", ""),
        ("الأُمَم المُتّـحدة ٢٠٢٤", "", "الأمم-المتحدة-٢٠٢٤"),
        ("كوفيد-19", "", "كوفيد-19"),
        ("The word قلب in verse", "the-word-in-verse", "the-word-قلب-in-verse"),
        ("\u200fنص\u2069\u202e", "", "نص"),
        ("می\u200cخواهم", "", "میخواهم"),
        ("हिन्दी में", "", "हिन्दी-में"),
        ("2024", "2024", "2024"),
    ],
)
def test_slugs_keep_words_and_drop_what_paths_cannot_bear(
    title: str, plain: str, full: str | None
) -> None:
    assert text.slugify(title, ascii_only=True) == plain
    if full is not None:
        assert text.slugify(title, ascii_only=False) == full


def test_a_long_slug_is_cut_at_a_word_and_a_long_word_between_letters() -> None:
    assert text.slugify("كلمات " * 40, ascii_only=False) == "-".join(["كلمات"] * 7)
    assert text.slugify("ab " + "c" * 90, ascii_only=True) == "ab"
    assert text.slugify("ك" * 90, ascii_only=False) == "ك" * 40
    marked = "q\u0303" * 60  # three bytes each: the cut falls between letter and mark
    assert text.slugify(marked, ascii_only=False) == "q\u0303" * 26


@pytest.mark.parametrize("slug", ["putin-in-baku", "غزة-٢٠٢٤", "a_b.c", "Über", "x" * 255, "हिन्दी"])
def test_an_editors_slug_of_letters_digits_and_joins_is_right(slug: str) -> None:
    assert text.slug_fault(slug) is None


@pytest.mark.parametrize(
    ("slug", "fact"),
    [
        ("", "the slug is empty"),
        ("a/b", "the slug holds `/`"),
        ("a\\b", "the slug holds `\\`"),
        ("a b", "the slug holds a blank"),
        ("50%", "the slug holds `%`"),
        ("why?", "the slug holds `?`"),
        ("a#b", "the slug holds `#`"),
        ("a\u200fb", "the slug holds the invisible character U+200F"),
        ("a\nb", "the slug holds the invisible character U+000A"),
        ("\ud800", "the slug holds the invisible character U+D800"),
        (".", "the slug begins with a dot"),
        ("..", "the slug begins with a dot"),
        (".git", "the slug begins with a dot"),
        (
            "e\u0301",
            "the slug has an accent apart from its letter (it isn't in Unicode's form NFC)",
        ),
        ("ك" * 128, "the slug is 256 bytes long, and 255 are the most"),
    ],
)
def test_an_editors_wrong_slug_is_told_as_a_fact(slug: str, fact: str) -> None:
    assert text.slug_fault(slug) == fact
