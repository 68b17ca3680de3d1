"""The law of the fast lane: what it takes becomes what the parser makes of it, to the byte."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naba import markup, text
from naba.content import decode, split
from naba.markup import long, prose
from tests.news_texts import ALL_MARKS, CLOSE, MARKS, STRANGE, TEXTS
from tests.newspaper import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

from benchmark.corpus import Corpus

WIRE = ROOT.parent / "shared/wire"
ARAB = {
    "table": "جدول",
    "footnotes": "هوامش",
    "footnote_back": "العودة إلى الموضع {n}",
    "digits": "٠١٢٣٤٥٦٧٨٩",
}
STRINGS = {"table": "جدول", "footnotes": "هوامش", "footnote_back": "العودة إلى الموضع {n}"}
ODD = {"table": "Table", "footnotes": "حواشٍ Notes", "footnote_back": "«{n}» back, ارجع"}
LANGS = st.sampled_from(["ar", "en", "fa", "fr"])


def taken(source: str, lang: str, strings: Mapping[str, str] = STRINGS) -> bool:
    """Whether the fast lane takes a text; fails where it gives anything but the parser's."""
    if prose.write(source, lang, strings) is None:
        return False
    fast, slow = (
        way(source, file="x.md", first_line=7, edition_lang=lang, strings=strings)
        for way in (markup.render, long.parsed)
    )
    assert fast == slow
    return True


@settings(max_examples=800)
@given(TEXTS, LANGS, st.sampled_from([STRINGS, ODD, ARAB]))
def test_the_fast_lane_declines_a_text_or_gives_what_the_parser_gives(
    source: str, lang: str, strings: dict[str, str]
) -> None:
    taken(source, lang, strings)
    taken(text.clean(source), lang, strings)


@pytest.mark.long
@settings(max_examples=20_000)
@given(TEXTS, LANGS, st.sampled_from([STRINGS, ODD, ARAB]))
def test_it_does_so_with_very_many_texts(source: str, lang: str, strings: dict[str, str]) -> None:
    taken(source, lang, strings)
    taken(text.clean(source), lang, strings)


FRAMES = ("{}", "a {}", "{} ا", "ا{}B", "- {}", "> {}", "## {}", "a\n{}", "{}\n\n[^1]: a", "*{}*")


def test_every_strange_thing_by_itself_becomes_the_same() -> None:
    for frame in FRAMES:
        for piece in STRANGE:
            taken(frame.format(piece), "ar")


def test_all_marks_in_all_orders_become_the_same() -> None:
    orders = [*itertools.product(ALL_MARKS, repeat=2), *itertools.product(CLOSE + MARKS, repeat=3)]
    took = sum(taken("".join(order), "ar") for order in orders)
    assert took > len(orders) / 10  # else nothing was compared


PLAIN = (
    "فقرة مع *إبراز* و**تشديد** و[رابط](https://a.example/خبر?a=1&b=2).\n\nثانية قالت Reuters.",
    "A paragraph\nof two lines & a [story](../2024/08/a-b/en.md#s-x), 5 | 6.",
    "## عنوان\n\n### عنوان\nنص\n\n## عنوان\n",
    "- واحد\n- **اثنان**\n\n1. One\n2. Two\n\n* ثلاثة",
    "> قول *بليغ*\n> على سطرين",
    "| أ | ب |\n|:--|--:|\n| 1 | C |\n\n| a | b | c |\n|---|:-:|---|\n| | 2 | [x](a.md) |",
    "Word[^a] and[^1] word[^a].\n\n[^1]: A *note*.\n[^a]: Another – [here](https://a.example).",
    "\n\nA line \n \nand another…\n   \n",
    "قال **Reuters** Group إن C++ و[AT&T](https://a.example) 3\u00a0مرات[^1].\n\n[^1]: عن AP",
)


@pytest.mark.parametrize("source", PLAIN)
@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_forms_of_plain_news_are_taken(source: str, lang: str) -> None:
    assert taken(source, lang)


DECLINED = (
    *("", " \n", "# أ", "أ  \nب", "    أ", "أ\n\n    ب", "<b>أ</b>", "أ &amp; ب", "`أ`", "أ\\*"),
    *("أ_ب_", "![أ](a.png)", "[أ][ب]", "[أ]: b", "أ {#x}", "أ\n: ب", "/// facts | أ\nب\n///"),
    *("أ\n===", "---", "- أ\n    - ب", "- أ\n\n- ب", "- أ\nب", "2. أ", "> أ\n>\n> ب"),
    *("> أ\n\n> ب", "> - أ", "- # أ", "*أ **ب** ج*", "***أ***", "*أ", "*أ\nب*", "[*أ*](a.md)"),
    *("[أ](javascript:x)", "[أ](a.html)", "[أ](https://1.2.3.4/)", "[أ](https://a.example:80/)"),
    *("[أ](a.md 'ب')", "أ[^1]", "[^1]: أ", "أ[^1]\n\n[^1]: ب[^1]", "أ[^1]\n\n[^1]: - ب", "أ > ب"),
    *("| أ | ب |\n|--|--|", "| | ب |\n|--|--|\n| 1 | 2 |", "| أ | ب |\n|--|--|\n| 1 |"),
    *("أ | ب\n--|--\n1 | 2", "~~~\nأ\n~~~", "أ\n# ب", "(" * 3000),
)


@pytest.mark.parametrize("source", DECLINED, ids=lambda source: source[:20])
def test_what_is_not_certain_is_left_to_the_parser(source: str) -> None:
    assert prose.write(source, "ar", STRINGS) is None


def test_words_of_an_edition_that_attributes_would_change_are_left_to_the_parser() -> None:
    table = "| أ | ب |\n|--|--|\n| 1 | 2 |"
    assert taken(table, "ar", ODD)
    for word in ('"', "&amp;", "a\u00a0b", "", "\n"):
        assert prose.write(table, "ar", {**STRINGS, "table": word}) is None


@pytest.mark.parametrize("stories", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_every_article_of_the_benchmark_is_taken(stories: int) -> None:
    corpus = Corpus(2000)
    for number in range(stories):
        assert all(taken("\n" + each.body, each.lang) for each in corpus.story(number).texts)


def test_half_of_the_sample_newspaper_is_taken_and_all_of_it_is_the_same() -> None:
    files = sorted((ROOT / "content").rglob("*.md"))
    parts = [split(decode(file.read_bytes(), file.name)[0], file.name) for file in files]
    bodies = [part[1] for part in parts if isinstance(part, tuple)]
    took = [taken(body, file.stem) for body, file in zip(bodies, files, strict=True)]
    assert sum(took) > len(files) / 2


@pytest.mark.skipif(not WIRE.is_dir(), reason="the wire copy is not here")
def test_wire_copy_becomes_the_same_by_both_ways() -> None:
    for file in sorted(WIRE.glob("*.txt")):
        copy = text.clean(file.read_text("utf-8"))
        assert any([taken(copy, "ar"), *(taken(line, "ar") for line in copy.split("\n"))])
