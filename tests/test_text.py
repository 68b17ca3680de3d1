"""Laws and tables of ``naba.text``, but for those of slugs."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from naba import bidi, collation, text

# Texts as they come, and texts of the letters, marks and signs that the rules name.
NEAR = st.text(st.sampled_from("ابوأإآٱىیکةؤئءگپهحلرس ًُّٰـ٣۴5 \u200c\u200f\u00ad-'’.éÉe\u0301İßΣ&/😀"))
# What Unicode has given a meaning to, without the private use areas.
ASSIGNED = [
    code
    for code in range(sys.maxunicode + 1)
    if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs")
]
TEXTS = st.one_of(st.text(), NEAR)


@given(TEXTS)
@example("e\u200b\u0301\r\r\n")
def test_clean_text_is_nfc_with_plain_line_ends_and_cleaning_twice_is_cleaning_once(
    raw: str,
) -> None:
    cleaned = text.clean(raw)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not set("\r\ufeff\u200b\u00ad") & set(cleaned)
    assert text.clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("\ufeffعنوان", "عنوان"),
        ("مـ\u200bـا\u00ad", "مــا"),
        ("أ", "أ"),
        ("می\u200cخواهم \u200e\u200f\u061c", "می\u200cخواهم \u200e\u200f\u061c"),
        ("مُّ", unicodedata.normalize("NFC", "مُّ")),
    ],
)
def test_cleaning_takes_what_editors_never_mean_and_keeps_spelling(raw: str, cleaned: str) -> None:
    assert text.clean(raw) == cleaned


@given(TEXTS)
def test_folding_twice_is_folding_once(raw: str) -> None:
    assert text.fold(text.fold(raw)) == text.fold(raw)


def test_folding_twice_is_folding_once_for_every_character_there_is() -> None:
    around = ("{}", "e{}\u0301", "و{}\u0654")
    wrong = [
        f"U+{code:04X}"
        for code in ASSIGNED
        for form in around
        if text.fold(folded := text.fold(form.format(chr(code)))) != folded
    ]
    assert wrong == []


@given(TEXTS)
def test_folding_does_not_care_whether_a_text_was_cleaned(raw: str) -> None:
    raw = raw.replace("\ufeff", "").replace("\u200b", "").replace("\u00ad", "")
    assert text.fold(text.clean(raw)) == text.fold(raw)


@given(TEXTS)
def test_a_folded_text_has_no_vowels_no_tatweel_no_invisibles_and_single_blanks(raw: str) -> None:
    folded = text.fold(raw)
    assert not set(folded) & set("أإآٱىیکةؤئـًٌٍَُِّْٰ٠٩۰۹\t\n")
    # Egyptian and musical notation is left alone.
    assert all(unicodedata.category(letter) != "Cf" for letter in folded if letter < "\U00013000")
    assert folded == " ".join(folded.split())


@pytest.mark.parametrize(
    "spellings",
    [
        ("مسؤول", "مسئول", "مَسؤُول"),
        ("إيران", "ايران", "ٱيران", "أيران"),
        ("غزة", "غزه", "غــزة", "غَزَّة"),
        ("مستشفى", "مستشفي", "مستشفی"),
        ("الذكاء", "الذکاء"),
        ("١٩٦٧", "1967", "۱۹۶۷"),
        ("الأمم  المتحدة", "الامم\u00a0المتحده", " الأمم\nالمتحدة "),
        ("لا", "ﻻ"),
        ("Gaza", "GAZA", "gaza", "Ｇaza", "ga\u00adza"),
        ("می\u200cخواهم", "میخواهم"),
        ("École", "école", "E\u0301cole"),
    ],
)
def test_spellings_of_one_word_fold_alike(spellings: tuple[str, ...]) -> None:
    assert len({text.fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("حرب", "هرب"), ("سور", "صور"), ("تين", "طين"), ("قلب", "كلب"), ("ضل", "ظل")],
        *[("ذكر", "زكر"), ("گل", "كل"), ("پدر", "بدر"), ("cafe", "café"), ("C++", "C")],
    ],
)
def test_words_that_differ_stay_apart_when_folded(one: str, other: str) -> None:
    assert text.fold(one) != text.fold(other)


@given(st.text(st.characters(max_codepoint=127)))
def test_the_quick_fold_of_ascii_is_the_fold(raw: str) -> None:
    assert f"{text.fold(raw)} ا".split() == text.fold(f"{raw} ا").split()


def test_names_sort_without_article_and_father_and_arabic_comes_first() -> None:
    names = ["Reuters", "يافا", "ألمانيا", "الجزائر", "أبو العلاء المعري", "AFP", "پاريس", "بغداد"]
    names += ["تونس", "آسيا", "باريس", "11 سبتمبر", "الثورة", "۱۰ أيام", "Ärzte"]
    assert sorted(names, key=collation.sort_key) == [
        *["۱۰ أيام", "11 سبتمبر", "آسيا", "ألمانيا", "باريس", "بغداد", "پاريس", "تونس", "الثورة"],
        *["الجزائر", "أبو العلاء المعري", "يافا", "AFP", "Ärzte", "Reuters"],
    ]


@pytest.mark.parametrize(
    ("lang", "names", "letters"),
    [
        ("fa", ["آب", "البرز", "پل", "تهران", "کتاب", "گل", "وطن", "هنر", "یزد"], "اپتکگوهی"),
        ("ar", ["أبها", "البرز", "تونس", "غزة", "القدس", "أبو كبير", "هند", "وطن"], "ابتغقكهو"),
        ("fr", ["Arabe", "École", "États-Unis", "Eure", "Œuvre", "Ordre", "Zürich"], "AEOZ"),
    ],
)
def test_each_language_files_names_under_its_own_letters_in_its_own_order(
    lang: str, names: list[str], letters: str
) -> None:
    assert sorted(set(names), key=lambda name: collation.sort_key(name, lang)) == names
    seen = dict.fromkeys(collation.initial(name, lang) for name in names)
    assert "".join(seen) == letters
    assert collation.initial("", lang) == "#"


@given(st.lists(TEXTS, max_size=6))
def test_the_order_of_names_does_not_depend_on_the_order_they_came_in(names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(names, key=collation.sort_key) == sorted(backwards, key=collation.sort_key)
    assert len({collation.sort_key(name) for name in names}) == len(set(names))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", 0),
        ("… — !", 0),
        ("قال مُحَمَّدٌ: نعم.", 3),
        ("غزة،رفح؛حيفا", 3),
        ("don't, well-known 1,234.5 C++", 4),
        ("one—two –three", 3),
        ("\u2066Reuters\u2069 قالت", 2),
    ],
)
def test_words_are_counted_as_a_reader_counts(written: str, words: int) -> None:
    assert text.count_words(written) == words


@given(TEXTS, st.integers(1, 60))
@example("\u0301" * 9, 4)
@example("0\u03000", 2)
def test_an_excerpt_is_short_begins_the_text_and_parts_no_letter_from_its_marks(
    raw: str, limit: int
) -> None:
    line = " ".join(raw.split())
    shown = text.excerpt(raw, limit)
    if len(line) <= limit:
        assert shown == line
        return
    body, tail = shown[: shown.rindex("…")], shown[shown.rindex("…") + 1 :]
    assert len(body) + 1 <= limit
    assert set(tail) <= {"\u2069"}
    assert line.startswith(body)
    rest = line[len(body)]
    assert unicodedata.category(rest)[0] != "M" or not body


@pytest.mark.parametrize(
    ("limit", "shown"),
    [
        (100, "قالت الوكالة، نقلا عن مصدر: لا"),
        (16, "قالت الوكالة…"),
        (14, "قالت الوكالة…"),
        (13, "قالت الوكالة…"),
        (12, "قالت…"),
        (3, "قا…"),
        (1, "…"),
    ],
)
def test_an_excerpt_is_cut_at_a_word_without_the_comma_behind_it(limit: int, shown: str) -> None:
    assert text.excerpt("قالت  الوكالة، نقلا\nعن مصدر: لا", limit) == shown


def test_an_excerpt_closes_the_isolates_that_it_cuts_open() -> None:
    assert text.excerpt("قال \u2066New York Times\u2069 هنا", 12) == "قال \u2066New…\u2069"


def test_forbidden_characters_are_controls_noncharacters_and_lone_surrogates() -> None:
    for letter in map(chr, range(sys.maxunicode + 1)):
        control = unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\t\n\r"
        noncharacter = ord(letter) & 0xFFFE == 0xFFFE or "\ufdd0" <= letter <= "\ufdef"
        assert bool(text.control_fault(letter)) == (control or noncharacter), hex(ord(letter))


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        ("سطر\tوسطر\r\n", None),
        ("اب\x00ج\x07", (2, "the text holds the control character U+0000")),
        ("\x85", (0, "the text holds the control character U+0085")),
        ("ab\uffff", (2, "the text holds the noncharacter U+FFFF")),
        ("😀\U0010ffff", (1, "the text holds the noncharacter U+10FFFF")),
        ("x\udc00", (1, "the text holds half a character, the lone surrogate U+DC00")),
    ],
)
def test_the_first_forbidden_character_is_told_with_its_place(
    raw: str, fault: tuple[int, str] | None
) -> None:
    assert text.control_fault(raw) == fault


def test_every_format_character_but_those_of_old_notations_is_dropped_in_folding() -> None:
    kept = [
        f"U+{code:04X}"
        for code in ASSIGNED
        if unicodedata.category(chr(code)) == "Cf"
        and not (0x13430 <= code <= 0x1343F or 0x1D173 <= code <= 0x1D17A)
        and text.fold(f"a{chr(code)}b") != "ab"
    ]
    assert kept == []


@given(st.one_of(st.text(), st.text("اب aé1٣_-–،؟…«»•↩\ufe0e\n\u00a0\u2003")))
def test_a_word_is_what_stands_between_parting_signs_and_is_more_than_signs(line: str) -> None:
    parts = re.split("[\\s—–،؛؟…]+", line)
    signs = re.compile("[«»“”‘’·•←→↩↪\ufe0e!-/:-@[-^`{-~]*")
    assert text.count_words(line) == sum(not signs.fullmatch(part) for part in parts)


@given(st.text("ابآأئىة aBZ 012", max_size=100))
def test_a_slug_of_plain_letters_is_the_slug_of_any_other_text_with_them(line: str) -> None:
    # Tatweel is left out of slugs; with it no shortcut is taken.
    wanted = text.slugify(f"{line}\u0640", ascii_only=False)
    assert text.slugify(line, ascii_only=False) == wanted


def test_a_sound_text_holds_nothing_that_is_forbidden_watched_or_stripped() -> None:
    for code in range(0x110000):
        letter = chr(code)
        if text.is_sound(letter):
            assert not text.control_fault(letter) and not bidi.control_fault(letter), hex(code)
            assert text.clean(letter) == text.nfc(letter), hex(code)
    assert text.is_sound("خبرٌ عن “Reuters” – 3.5%\n\tنص")
