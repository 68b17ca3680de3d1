"""Laws and tables of ``naba.bidi``, but for those of markup."""

from __future__ import annotations

import html
import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from naba import bidi
from tests.display import displayed

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
ISOLATES = "\u2066\u2067\u2068\u2069"

# ⟦ ⟧ stand for LRI and PDI; without them each line is what an editor wrote.
ARABIC = """\
لغة ⟦C++⟧ أسرع من ⟦C#⟧ و⟦F#⟧
منصة ⟦.NET⟧ و⟦node.js⟧، واختبار ⟦A/B⟧ في ⟦AT&T⟧ هنا
كتب ⟦@AliAbunimah⟧ أمس، ووسم ⟦#Gaza_2024⟧ انتشر ومعه #غزة
اتصل على ⟦08-282-1234⟧ الآن
اتصل على ⟦+970 8 282 1234⟧ الآن
هاتف ⟦08 282 1234⟧، فاكس ⟦+1 (202) 555-0100⟧.
هاتف ⟦00970 8 2821234⟧ للطوارئ
موقع ⟦Electronic Intifada⟧ (⟦2026⟧) نشر
⟦Electronic Intifada⟧ (⟦2026⟧)
انظر ⟦https://example.org/a/⟧ للمزيد
انظر (⟦https://en.wikipedia.org/wiki/Foo_(bar)⟧).
زر ⟦example.com/⟧ أو ⟦www.example.org/a?b=1&c=2#d⟧، ثم عد
راسل ⟦ali.b+news@example.com⟧، من فضلك
وكالات ⟦Reuters, AP, AFP⟧ نقلت
وكالات ⟦Reuters⟧، ⟦AP⟧، ⟦AFP⟧ نقلت
درجة ⟦-5⟧ أو ⟦+3⟧ أو ⟦−2.5⟧ مئوية، و⟦20°C⟧ غدا
بتاريخ ⟦2024-08-18⟧ وبتاريخ ⟦2024-08-18 21:00⟧ مساء
رقم ⟦2024-08-18T21:00:05+03:00⟧ هنا
بين ⟦2019-2020⟧ كان، وفاز ⟦3-1⟧ أمس
نحو 1,234.5 أو 50% في 18/8/2024 عند 21:00 فقط
من 2019–2020 إلى 3 - 5
لـ⟦W3C⟧ وبالـ⟦iPhone⟧ ول⟦W4C⟧
هاتف ⟦iPhone 15⟧ الجديد، و⟦Windows 11⟧ في السوق، و⟦Falcon 9⟧.
نشرت ⟦Reuters⟧ ⟦12⟧ تقريرا، ونشرت ⟦AFP⟧. ⟦2026⟧، ثم ⟦AP⟧ ⟦2019⟧–⟦2020⟧.
الرقم ⟦ISBN 978-0-14-044913-6⟧ هنا
عدد ⟦Nature (2026) Vol. 5⟧ صدر
صحيفة "⟦Haaretz⟧" (⟦Israel⟧) قالت
شركة ⟦Meta (Facebook)⟧ قالت: "⟦The Art of War⟧"
قال «⟦Hello, World!? Yes⟧» ثم مضى
⟦U.S. Army⟧ و⟦Dr. Smith⟧ و⟦O’Neill⟧ و⟦Al-Shabaab⟧ و⟦MH17⟧ و⟦7-Eleven⟧
دالة ⟦foo()⟧ و⟦f(x)⟧ و⟦H₂O⟧ و⟦m²⟧ و⟦iPhone™⟧ هنا
(⟦Haaretz⟧) ⟦daily⟧ هنا، و⟦Foo⟧ (⟦Bar⟧ هناك
السيد ⟦Путин⟧ (⟦2024⟧) و⟦北京⟧ و⟦Αθήνα⟧
حصل على ⟦$5m⟧ أو $5 أو 5 دولارات
بريد ⟦#1⟧، ٠٨-٢٨٢ و٢٠١٩-٢٠٢٠
سطر ⟦Foo⟧
⟦Bar⟧ سطر
"""

# ⟪ ⟫ stand for RLI and PDI.
ENGLISH = """\
the town of ⟪غزة⟫ (2014) is
«⟪غزة⟫» and ⟪حركة حماس، فتح⟫, ⟪الجهاد⟫, ⟪أخرى⟫ now
⟪عام 2014 كان⟫ and ⟪يوم ٢٠١٤⟫ then
see ⟪قلب⟫ https://ar.wikipedia.org/wiki/غزة ⟪غزة⟫
He asked: ⟪أين؟⟫ Then he left.
⟪חדשות (ערב)⟫ 5, “⟪مُحَمَّد⟫”
the word ⟪قلب⟫ (⟪كلب⟫ is
08-282-1234 and -5 need nothing
"""


def _written(marked: str) -> str:
    return re.sub("[⟦⟧⟪⟫]", "", marked)


def _marked(isolated: str) -> str:
    opened = isolated.replace(LRI, "⟦").replace(RLI, "⟪")
    closes = "⟫" if RLI in isolated else "⟧"
    return opened.replace(PDI, closes)


@pytest.mark.parametrize("line", ARABIC.splitlines())
def test_what_is_foreign_in_an_arabic_line_is_isolated_and_nothing_else(line: str) -> None:
    assert _marked(bidi.isolate_plain(_written(line), "ar")) == line


@pytest.mark.parametrize("line", ENGLISH.splitlines())
def test_what_is_arabic_in_an_english_line_is_isolated_and_nothing_else(line: str) -> None:
    assert _marked(bidi.isolate_plain(_written(line), "en")) == line


@pytest.mark.parametrize("line", ARABIC.splitlines())
def test_isolated_runs_are_seen_as_they_are_written_and_follow_one_another_leftwards(
    line: str,
) -> None:
    seen = displayed(bidi.isolate_plain(_written(line), "ar"), rtl=True)
    right = len(seen)
    for run in re.findall("⟦(.*?)⟧", line):
        right = seen.rindex(run, 0, right)


@pytest.mark.parametrize(
    "run",
    [
        *["C++", "@AliAbunimah", "08-282-1234", "+970 8 282 1234", "https://example.org/a/"],
        *["-5", "+3", "−2", "2019-2020", "2024-08-18", ".NET", "#1", "20°C", "foo()"],
    ],
)
def test_what_is_isolated_would_be_scrambled_otherwise(run: str) -> None:
    line = f"قال {run} هنا"
    assert run not in displayed(line, rtl=True)
    assert run in displayed(bidi.isolate_plain(line, "ar"), rtl=True)


def test_a_year_in_brackets_stays_behind_the_foreign_name() -> None:
    seen = displayed(bidi.isolate_plain("موقع Electronic Intifada (2026) نشر", "ar"), rtl=True)
    bare = "".join(letter for letter in seen if letter not in ISOLATES)
    # Seen from the left; FriBidi's order has brackets not yet mirrored.
    assert bare == "رشن )2026( Electronic Intifada عقوم"


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("ar", "لا شيء غريبا هنا، في عام 2026"),
        ("ar", ""),
        ("en", "Nothing foreign, 08-282-1234"),
        ("fa", "خبر تازه: پژوهش"),
        ("he", "אין כאן כלום"),
        ("en", "naïve – café"),
    ],
)
def test_a_text_without_foreign_runs_is_returned_as_it_is(lang: str, line: str) -> None:
    assert bidi.isolate_plain(line, lang) is line


# Texts as they come, and texts full of what the rules are about.
NEAR = st.text(
    st.sampled_from("ابجلوـةُ،؛؟ «» abcXYZé 0123456789 .,:;-–/+()[]\"'@#&%$°_<>٣\n\u00a0😀\u200f")
)
TEXTS = st.one_of(st.text(), NEAR)
LANGS = st.sampled_from(["ar", "en", "fa", "he", "fr"])


@given(TEXTS, LANGS)
def test_isolating_adds_isolates_only_and_doing_it_twice_is_doing_it_once(
    text: str, lang: str
) -> None:
    once = bidi.isolate_plain(text, lang)
    kept = re.sub(f"[{ISOLATES}]", "", once)
    assert kept == re.sub(f"[{ISOLATES}]", "", text)
    assert bidi.isolate_plain(once, lang) == once


@given(TEXTS, LANGS)
def test_an_isolated_text_holds_no_fault_that_it_did_not_hold_before(text: str, lang: str) -> None:
    if bidi.control_fault(text) is None:
        assert bidi.control_fault(bidi.isolate_plain(text, lang)) is None


@given(NEAR)
def test_every_latin_letter_of_an_arabic_text_is_isolated(text: str) -> None:
    outside = re.sub(f"{LRI}[^{PDI}]*{PDI}", "", bidi.isolate_plain(text, "ar"))
    assert not [letter for letter in outside if unicodedata.bidirectional(letter) == "L"]


@given(NEAR)
def test_every_arabic_letter_of_an_english_text_is_isolated(text: str) -> None:
    outside = re.sub(f"{RLI}[^{PDI}]*{PDI}", "", bidi.isolate_plain(text, "en"))
    outside = re.sub(r"(https?://|www\.)\S*", "", outside)
    strong = [letter for letter in outside if unicodedata.bidirectional(letter) in ("R", "AL")]
    assert not strong or set(strong) == {"\u200f"}


@given(NEAR)
def test_no_isolate_parts_two_arabic_letters(text: str) -> None:
    between = re.compile(f"[ا-ي][{ISOLATES}]+[ا-ي]")
    assert not between.search(bidi.isolate_plain(text, "ar"))


@given(NEAR.map(lambda text: text.replace("\n", " ").replace("\u200f", "")))
@example("ا a(b) c 1-2 ة 3")
def test_every_run_of_an_arabic_line_is_seen_whole_and_in_order(text: str) -> None:
    isolated = bidi.isolate_plain(f"ا {text}", "ar")
    if not isolated.isascii():
        seen = displayed(isolated, rtl=True)
        right = len(seen)
        for run in re.findall(f"{LRI}([^{PDI}]*){PDI}", isolated):
            if not set(run) & set("ابجلوـةُ،؛؟٣"):  # a URL may hold what reads leftwards
                right = seen.rindex(run, 0, right)


def test_an_editors_own_isolates_are_left_alone() -> None:
    assert bidi.isolate_plain(f"هو {LRI}C++ (C#){PDI} و C", "ar") == (
        f"هو {LRI}C++ (C#){PDI} و {LRI}C{PDI}"
    )
    assert bidi.isolate_plain(f"هو {RLI}نص {LRI}C++{PDI} D{PDI}", "ar") == (
        f"هو {RLI}نص {LRI}C++{PDI} D{PDI}"
    )
    assert bidi.isolate_plain(f"هو {LRI}مفتوح C\nثم C", "ar") == (
        f"هو {LRI}مفتوح C\nثم {LRI}C{PDI}"
    )


@pytest.mark.parametrize(
    "pattern",
    [
        *["(", "a(", "a) ", 'a" ', "a ", "1-", "+1 ", "0 ", "a..", "a(b)", "@", "www.", "http:"],
        *["http://)", "\u2066", "\u2066a\u2069", "<", "&", "&amp", "<a>", "a<b>c", "a<b>c</i>"],
        *["<sup>a</sup>", '<a lang="en">', "<a dir=", "<!--", "ا a 1 ", "\n\n"],
    ],
)
def test_time_grows_with_the_text_and_no_faster(pattern: str) -> None:
    bad = "ا" + pattern * (40_000 // len(pattern))
    began = time.perf_counter()
    bidi.isolate_plain(bad, "ar")
    bidi.isolate_plain(bad, "en")
    bidi.isolate_markup(bad, "ar")
    bidi.control_fault(bad)
    # Quadratic time would be minutes.
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        *[("", None), ("123 – (،)", None), ("خبر", "rtl"), ("News خبر", "ltr")],
        *[("(2026) «خبر» News", "rtl"), ("שלום", "rtl"), (f"{LRI}News{PDI}: خبر", "rtl")],
        *[(f"{LRI}News{RLI}a{PDI}{PDI} خبر", "rtl"), (f"{LRI}News", None)],
        *[(f"{PDI}خبر", "rtl"), (f"{LRI}News\nخبر", "rtl"), ("\u200fNews", "rtl")],
        ("\u200eخبر", "ltr"),
    ],
)
def test_the_first_strong_character_outside_isolates_tells_the_direction(
    text: str, direction: str | None
) -> None:
    assert bidi.first_strong(text) == direction


@given(TEXTS)
def test_isolating_leaves_an_arabic_text_no_latin_first_strong_character(text: str) -> None:
    near = "".join(letter for letter in text if letter <= "\uffff")
    if bidi.control_fault(near) is None and bidi.first_strong(near) == "rtl":
        assert bidi.first_strong(bidi.isolate_plain(near, "ar")) == "rtl"


@pytest.mark.parametrize(
    ("text", "offset", "fact"),
    [
        ("ab\u202ecd", 2, "the text holds U+202E, which can show words in another order"),
        ("\u202a", 0, "the text holds U+202A"),
        (f"a{LRI}b", 1, "the isolate U+2066 is not closed in its paragraph"),
        (f"a{LRI}b\n \nc{PDI}", 1, "the isolate U+2066 is not closed in its paragraph"),
        (f"a{LRI}b\u2029c{PDI}", 1, "the isolate U+2066 is not closed in its paragraph"),
        (f"a\u2068{LRI}b{PDI}", 1, "the isolate U+2068 is not closed in its paragraph"),
        (f"a{LRI}b{PDI}{PDI}", 4, "U+2069 closes an isolate that was never opened"),
        (f"{PDI}\u202e", 0, "U+2069 closes an isolate that was never opened"),
        (f"a{LRI}b\u202ec", 1, "the isolate U+2066 is not closed in its paragraph"),
        (f"a{LRI}b\u202ec{PDI}", 3, "the text holds U+202E"),
        (f"a{LRI}b\r\n\r\nc", 1, "the isolate U+2066 is not closed in its paragraph"),
    ],
)
def test_hidden_controls_are_told_with_their_place(text: str, offset: int, fact: str) -> None:
    found = bidi.control_fault(text)
    assert found is not None
    assert found[0] == offset
    assert found[1].startswith(fact)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "خبر News",
        f"{LRI}a{RLI}b{PDI}{PDI}",
        f"{LRI}a\nb{PDI}",
        "\u200e\u200f\u061c\u200c\u200d",
    ],
)
def test_balanced_isolates_and_marks_of_spelling_are_no_fault(text: str) -> None:
    assert bidi.control_fault(text) is None


def test_plain_text_becomes_escaped_html_with_its_runs_in_bdi() -> None:
    made = bidi.isolate_html("قال AT&T، <b> لـW3C", "ar")
    assert isinstance(made, Markup)
    assert made == (
        'قال <bdi dir="ltr">AT&amp;T</bdi>، &lt;<bdi dir="ltr">b</bdi>&gt;'
        ' لـ<bdi dir="ltr">W3C</bdi>'
    )
    assert bidi.isolate_html("<غزة> & co", "en") == '&lt;<bdi dir="rtl">غزة</bdi>&gt; &amp; co'
    assert bidi.isolate_html("عن New\nYork", "ar") == 'عن <bdi dir="ltr">New\nYork</bdi>'


@given(TEXTS, LANGS)
def test_the_html_of_a_text_is_the_text(text: str, lang: str) -> None:
    made = re.sub("</?bdi[^>]*>", "", str(bidi.isolate_html(text, lang)))
    assert html.unescape(made) == html.unescape(str(Markup.escape(text)))
