"""Markdown as news has it, and Markdown that is nearly so: what the fast lane is tried on."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

# Words of both directions and signs as news has them; then what stands near to a mark.
CALM_WORDS = (
    *("كلمة", "الخبر", "و", "حشوًا", "لـ", "غزة،", "«خبر»", "خبر؟", "١٢٣", "٪", "نص.", "ال"),
    *("word", "Reuters", "AT&T", "C++", "iPhone 15", "a-b", "don't", "“so”", "e.g.", "naïve"),
    *("12", "3.5%", "2024-08-18", "+962 6 123 4567", "1–2", "$5", "(2026)", "10,000", "@naba"),
    *("–", "—", "…", "& c", "😀", "a\u00a0b", "\u200f", "1\u202f000", ")", '"', "(a", "a | b"),
    "https://x.example/",
)
WILD_WORDS = (
    *("-", "&", "\u00a0", "www.a.example", "a@b.example", "x_y", "#", "!", ":", "/", "|", "~"),
    *("&amp;", "&copy", "\\*", "`a`", "<b>", "{#x}", "_a_", "[x]", "[^9]", "]", "[", "^", "///"),
    *("\u2066C\u2069", "\u2029", "\x1e", "\x1d", "\x02", "\x85", "\ufeff", "1.", "¹", "&#106;"),
    *("*", ">", "+", "="),
)
CALM_ADDRESSES = (
    *("https://a.example", "https://a.example/x_y", "http://a.example/?a=1&b=2#c", "../a/ar.md"),
    *("https://ar.example/خبر", "../ب/en.md#s-x", "a.md", "https://a.example/~x/+y;z,w!$@"),
    *("https://a-b.example/;", "https://x.example?q", "../../2024/08/a-b/ar.md"),
)
WILD_ADDRESSES = (
    *("https://a.example/a_(b)", "https://a.example:80/", "https://1.2.3.4/", "x.html", "#s-a"),
    *("https://0x1.example1/", "https://xn--a.example/", "https://a.example/a b", "/a.md", ""),
    *("https://a.example/*b*", "a.md?x", "https://a.example/&copy;", "HTTPS://a.example/"),
    *("//a.example/b.md", "https://a.example/|", "<https://a.example/>", "javascript:x", "./a.md"),
    *('https://a.example/ "t"', "mailto:a@b.example", "https://-a.example/", "a.b.md", "a/../b.md"),
    "https://a..example/",
)
WILD_MARKS = (
    *("[^1]", "[^2]", "[^أ]", "**a*", "***a***", "*a **b** c*", "**", "* a*", "*a *", "*a*b*c*"),
    *("*a**b**c*", "[a](b", "[a] (b.md)", "[a][b]", "![a](b.png)", "[a\nb](c.md)", "*a\nb*"),
    *("*a **", "**a *", "*a***", "[a ](b.md)", "[ a](b.md)", "a*", "*a", "***"),
    *("[^1](a.md)", "[ ](a.md)", "[](a.md)", "![^1]", "[a](b.md)(c.md)"),
)
# How lines begin and end; the wild nearly as blocks do.
CALM_STARTS = ("", "", "## ", "### ", "- ", "1. ", "> ", "[^1]: ", "* ", "###### ")
WILD_STARTS = (
    *("##", "# ", "####### ", "-", "-  ", "+ ", "2. ", "1.", "1) ", "١. ", ">", "> > ", "- # "),
    *("[^أ]:", "[x]: ", ": ", "  ", "    ", "=", "---", "***", "~~~", "- - ", "1. - ", "!", "|"),
    *("[^2]: ", "\u00a0", "- [^1]: ", "> - ", "> # ", "## ##", "01. ", "/// ", "\t", "- 1. "),
    *("| ", "---|", "|-"),
)
CALM_ENDS = ("", "", " ")
WILD_ENDS = (
    *("", "", "", "", " ", "  ", " #", " ##", " |", "\t", "\r", "\u00a0", " {.a}", "\n===", "\n-"),
)
CALM_BORDERS = ("\n\n", "\n\n", "\n\n", "\n\n\n", "\n \n")
WILD_BORDERS = ("\n\n", "\n\n", "\n", "\n\n  ", "\n   \n  \n")
RULES = ("---", "--:", ":-:", ":--", " - ")
WILD_RULES = (":", "", "-|-")


def news(*, wild: bool) -> st.SearchStrategy[str]:
    """Texts of such words, addresses, marks and borders."""

    def of(calm: Sequence[str], strange: Sequence[str]) -> st.SearchStrategy[str]:
        usual = st.sampled_from(calm)
        return st.one_of(usual, usual, st.sampled_from(strange)) if wild else usual

    phrase = st.lists(of(CALM_WORDS, WILD_WORDS), min_size=1, max_size=4).map(" ".join)
    link = st.builds("[{}]({})".format, phrase, of(CALM_ADDRESSES, WILD_ADDRESSES))
    stars = st.builds("{0}{1}{0}".format, st.sampled_from(["*", "**"]), st.one_of(phrase, link))
    marked = st.one_of(phrase, phrase, link, stars, of(["word"], WILD_MARKS))
    between = st.sampled_from([" ", " ", " ", "، ", "", ". "])
    pieces = st.lists(st.builds("{}{}".format, marked, between), min_size=1, max_size=5)
    line = pieces.map("".join)
    row = st.builds("{}{}{}".format, of(CALM_STARTS, WILD_STARTS), line, of(CALM_ENDS, WILD_ENDS))
    block = st.one_of(
        line,
        line.map("## {}".format),
        st.lists(line.map("- {}".format), min_size=1, max_size=3).map("\n".join),
        st.lists(line, min_size=1, max_size=3).map("\n2. ".join).map("1. {}".format),
        st.lists(line.map("> {}".format), min_size=1, max_size=2).map("\n".join),
        st.builds("{}[^1]\n\n[^1]: {}".format, phrase, line),
        st.builds("{}[^1] {}[^أ] {}[^1]\n\n[^1]: {}\n[^أ]: {}".format, *[phrase] * 3, line, line),
        st.lists(row, min_size=1, max_size=4).map("\n".join),
        _table(marked, of(RULES, WILD_RULES), wild),
    )
    border = of(CALM_BORDERS, WILD_BORDERS)
    return st.lists(st.builds("{}{}".format, block, border), max_size=5).map("".join)


def _table(
    cells: st.SearchStrategy[str], rules: st.SearchStrategy[str], wild: bool
) -> st.SearchStrategy[str]:
    bars = st.sampled_from(["| ", "|", ""] if wild else ["| ", "|"])

    def of(width: int) -> st.SearchStrategy[str]:
        least = 1 if wild else width
        row = st.lists(cells | st.just(""), min_size=least, max_size=width)
        ruled = st.lists(rules, min_size=least, max_size=width)
        return st.builds(_lines, row, ruled, st.lists(row, max_size=3), bars)

    return st.integers(1, 3).flatmap(of)


def _lines(head: list[str], rule: list[str], body: list[list[str]], bar: str) -> str:
    return "\n".join(bar + " | ".join(row) + bar[::-1] for row in (head, rule, *body))


def _with(text: str, piece: str, share: float) -> str:
    at = round(len(text) * share)
    return text[:at] + piece + text[at:]


CALM, WILD = news(wild=False), news(wild=True)
STRANGE = (*WILD_WORDS, *WILD_MARKS, *(f"\n{start}" for start in WILD_STARTS), *WILD_ENDS)
NEARLY = st.builds(_with, CALM, st.sampled_from(STRANGE), st.floats(0, 1))
# Marks so close to each other that each meets every other.
CLOSE = ("a", "ا", "B 1", " ", "\n", "\n\n", "- ", "1. ", "## ", "> ", "*", "**", "*a*", "**ا**")
MARKS = ("[a](b.md)", "[^1]", "\n\n[^1]: a", "|a|b|\n|-|-|\n|1|2|", "|", "\u00a0")
ALL_MARKS = (*CLOSE, *MARKS, *WILD_MARKS)
DENSE = st.lists(st.sampled_from([*CLOSE, *MARKS, *ALL_MARKS]), max_size=6).map("".join)
TEXTS = st.one_of(CALM, NEARLY, DENSE, DENSE, WILD, st.text())
