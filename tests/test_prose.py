"""The law of the fast lane: whatever it takes, it gives what the parser gives."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naba import content, markup, text
from naba.markup import prose
from tests.newspaper import ROOT

sys.path.insert(0, str(ROOT / "scripts"))

from benchmark.corpus import Corpus  # noqa: E402
from benchmark.naba import Naba  # noqa: E402

STRINGS = {"table": "جدول", "footnotes": "هوامش", "footnote_back": "العودة إلى الموضع {n}"}
ODD = {"table": "Table", "footnotes": "حواشٍ Notes", "footnote_back": "«{n}» back, ارجع"}


def same(source: str, lang: str, strings: Mapping[str, str] = STRINGS) -> bool:
    """Whether the fast lane took a text; fails where it gave anything but the parser's."""
    if prose.write(source, lang, strings) is None:
        return False
    fast, slow = (
        way(source, file="x.md", first_line=7, edition_lang=lang, strings=strings)
        for way in (markup.render, markup.parsed)
    )
    assert fast == slow
    return True


def atoms(*words: str) -> st.SearchStrategy[str]:
    return st.sampled_from(words)


# Words of both directions and signs as news has them; then what stands near to a mark.
CALM_WORDS = atoms(
    *("كلمة", "الخبر", "و", "حشوًا", "لـ", "غزة،", "«خبر»", "خبر؟", "١٢٣", "٪", "نص.", "ال"),
    *("word", "Reuters", "AT&T", "C++", "iPhone 15", "a-b", "don't", "“so”", "e.g.", "naïve"),
    *("12", "3.5%", "2024-08-18", "+962 6 123 4567", "1–2", "$5", "(2026)", "10,000", "@naba"),
    *("–", "—", "…", "& c", "😀", "a\u00a0b", "\u200f", "1\u202f000", ")", '"', "(a", "https://x.example/"),
)  # fmt: skip
WILD_WORDS = atoms(
    *("-", "&", "\u00a0", "www.a.example", "a@b.example", "x_y", "#", "!", ":", "/", "|", "~", "+", "="),
    *("&amp;", "&copy", "\\*", "`a`", "<b>", "{#x}", "_a_", "[x]", "[^9]", "]", "[", "^", "///", "*", ">"),
    *("\u2066C\u2069", "\u2029", "\x1e", "\x1d", "\x02", "\x85", "\ufeff", "1.", "¹", "&#106;"),
)  # fmt: skip
CALM_ADDRESSES = atoms(
    *("https://a.example", "https://a.example/x_y", "http://a.example/?a=1&b=2#c", "../a/ar.md"),
    *("https://ar.example/خبر", "../ب/en.md#s-x", "a.md", "https://a.example/~x/+y;z,w!$@"),
    *("https://a-b.example/;", "https://x.example?q", "../../2024/08/a-b/ar.md"),
)
WILD_ADDRESSES = atoms(
    *("https://a.example/a_(b)", "https://a.example:80/", "https://1.2.3.4/", "https://0x1.example1/"),
    *("https://xn--a.example/", "https://a.example/a b", "/a.md", "https://a.example/*b*", "x.html"),
    *("#s-a", "", "a.md?x", "https://a.example/&copy;", "HTTPS://a.example/", "//a.example/b.md"),
    *("https://a.example/|", "<https://a.example/>", 'https://a.example/ "t"', "mailto:a@b.example"),
    *("https://-a.example/", "https://a..example/", "a.b.md", "./a.md", "javascript:x", "a/../b.md"),
)  # fmt: skip
WILD_MARKS = atoms(
    *("[^1]", "[^2]", "[^أ]", "**a*", "***a***", "*a **b** c*", "**", "* a*", "*a *", "*a*b*c*", "*a**b**c*"),
    *("[a](b", "[a] (b.md)", "[a][b]", "![a](b.png)", "[a\nb](c.md)", "*a\nb*", "[^1](a.md)", "[ ](a.md)"),
)  # fmt: skip
# How lines begin and end; the wild nearly as blocks do.
CALM_STARTS = atoms("", "", "## ", "### ", "- ", "1. ", "> ", "[^1]: ", "* ", "###### ")
WILD_STARTS = atoms(
    *("##", "# ", "####### ", "-", "-  ", "+ ", "2. ", "1.", "1) ", "١. ", ">", "> > ", "- # "),
    *("[^أ]:", "[x]: ", ": ", "  ", "    ", "=", "---", "***", "~~~", "- - ", "1. - ", "!", "|", "| "),
    *("[^2]: ", "\u00a0", "- [^1]: ", "> - ", "> # ", "## ##", "01. ", "/// ", "\t", "- 1. "),
)  # fmt: skip
ENDS = atoms(
    "", "", "", "", " ", "  ", " #", " ##", " |", "\t", "\r", "\u00a0", " {.a}", "\n===", "\n-"
)


class News:
    """Texts of such words, addresses, marks and borders."""

    def __init__(self, wild: bool) -> None:
        words = st.one_of(CALM_WORDS, CALM_WORDS, WILD_WORDS) if wild else CALM_WORDS
        addresses = st.one_of(CALM_ADDRESSES, WILD_ADDRESSES) if wild else CALM_ADDRESSES
        phrase = st.lists(words, min_size=1, max_size=4).map(" ".join)
        link = st.builds("[{}]({})".format, phrase, addresses)
        stars = st.builds("{0}{1}{0}".format, atoms("*", "**"), st.one_of(phrase, link))
        marked = st.one_of(phrase, phrase, link, stars, *([WILD_MARKS] if wild else []))
        note = st.builds("{}[^1]".format, phrase)
        between = atoms(" ", " ", " ", "، ", "", ". ")
        line = st.lists(st.builds("{}{}".format, marked, between), min_size=1, max_size=5)
        self.line = line.map("".join)
        start = st.one_of(CALM_STARTS, WILD_STARTS) if wild else CALM_STARTS
        row = st.builds("{}{}{}".format, start, self.line, ENDS if wild else atoms("", " "))
        self.block = st.one_of(
            self.line,
            self.line.map("## {}".format),
            st.lists(self.line.map("- {}".format), min_size=1, max_size=3).map("\n".join),
            st.lists(self.line, min_size=1, max_size=3).map("\n2. ".join).map("1. {}".format),
            st.lists(self.line.map("> {}".format), min_size=1, max_size=2).map("\n".join),
            st.builds("{}\n\n[^1]: {}".format, note, self.line),
            st.lists(row, min_size=1, max_size=4).map("\n".join),
            self.table(marked, wild),
        )
        border = atoms(
            "\n\n", "\n\n", "\n\n", "\n\n\n", "\n \n", *(["\n", "\n\n  "] if wild else [])
        )
        self.text = st.lists(st.builds("{}{}".format, self.block, border), max_size=5).map("".join)

    def table(self, cells: st.SearchStrategy[str], wild: bool) -> st.SearchStrategy[str]:
        rule = atoms("---", "--:", ":-:", ":--", " - ", *([":", "", "-|-"] if wild else []))
        bars = atoms(*("| ", "|", "") if wild else ("| ", "|"))

        def of(width: int) -> st.SearchStrategy[str]:
            least = 1 if wild else width
            row = st.lists(cells | st.just(""), min_size=least, max_size=width)
            ruled = st.lists(rule, min_size=least, max_size=width)
            rows = st.tuples(row, ruled, st.lists(row, max_size=3))
            return st.builds(_table, rows, bars)

        return st.integers(1, 3).flatmap(of)


def _table(rows: tuple[list[str], list[str], list[list[str]]], bar: str) -> str:
    head, rule, body = rows
    return "\n".join(bar + " | ".join(row) + bar[::-1] for row in (head, rule, *body))


CALM, WILD = News(wild=False), News(wild=True)
TEXTS = st.one_of(CALM.text, CALM.text, WILD.text, st.text())
LANGS = st.sampled_from(["ar", "en", "fa", "fr"])


@settings(max_examples=500)
@given(TEXTS, LANGS, st.sampled_from([STRINGS, ODD]))
def test_for_every_text_the_fast_lane_declines_or_gives_what_the_parser_gives(
    source: str, lang: str, strings: dict[str, str]
) -> None:
    same(source, lang, strings)
    same(text.clean(source), lang, strings)


@pytest.mark.long
@settings(max_examples=20_000)
@given(TEXTS, LANGS, st.sampled_from([STRINGS, ODD]))
def test_the_same_for_very_many_texts(source: str, lang: str, strings: dict[str, str]) -> None:
    same(source, lang, strings)
    same(text.clean(source), lang, strings)
