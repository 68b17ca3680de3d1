"""Laws and tables of ``naba.bidi.isolate_markup``."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from naba import bidi

# What the rules are about, so that random texts meet them often.
NEAR = st.text(
    st.sampled_from("ابجلوـةُ،؛؟ «» abcXYZé 0123456789 .,:;-–/+()[]\"'@#&%$°_<>٣\n\u00a0😀\u200f")
)

# ‹ › stand for <bdi dir="ltr"> and </bdi>.
MARKUP = """\
<p>كتب ‹C++› هنا</p>
<p>كتب ‹<em>Electronic</em> Intifada› (‹2026›)</p>
<p>غاز ‹H<sub>2</sub>O› و‹CO<sub>2</sub>› و10<sup>5</sup></p>
<p>لـ<strong>‹W3C›</strong> وبالـ<em>‹iPhone›</em></p>
<p>شركة ‹AT&amp;T› و‹a&nbsp;b› و&nbsp;و &lt;‹x›&gt; هنا</p>
<p>عن ‹New\\nYork› و‹<a href="/x">Foo <b>bar</b></a> baz› هنا</p>
<p>عن <a href="https://x.org/?a=1&amp;b=2" title="Foo">تقرير ‹Reuters›</a> (‹AP›) هنا</p>
<p>وقال ‹Reuters›<sup id="fnref:1"><a href="#fn:1">1</a></sup> أمس</p>
<p>زر <code>C++</code> و<kbd>Ctrl</kbd> و<bdi>C#</bdi> ثم ‹C›</p>
<p dir="ltr">Foo <b>C++</b></p><p>هنا ‹C›</p>
<div dir="rtl"><div>C++</div>C++</div>‹C›
<pre>C++ <span>C</span></pre><script>var C</script><style>p{}</style>
<p>سطر ‹Foo›<br>‹Bar› سطر <img src="a.png" alt="Foo"> ‹Baz›</p>
<ul><li>‹One›</li><li>‹Two›</li></ul>
<p lang="ar">هنا ‹C›</p>
<p lang="">C++</p>
<p title="x lang=en dir=ltr">هنا ‹C›</p>
"""


@pytest.mark.parametrize("line", MARKUP.splitlines())
def test_what_is_foreign_in_arabic_markup_is_in_bdi_and_nothing_else(line: str) -> None:
    marked = line.replace("\\n", "\n")
    written = re.sub("[‹›]", "", marked)
    wanted = marked.replace("‹", '<bdi dir="ltr">').replace("›", "</bdi>")
    assert bidi.isolate_markup(written, "ar") == wanted


def test_an_element_in_another_language_is_treated_by_that_language_and_gets_its_direction() -> (
    None
):
    made = bidi.isolate_markup(
        '<p>قال <q lang="en">the word قلب <q>C</q> غزة</q> C <span lang="fa">زبان C</span></p>',
        "ar",
    )
    assert made == (
        '<p>قال <q lang="en" dir="ltr">the word <bdi dir="rtl">قلب</bdi> <q>C</q> '
        '<bdi dir="rtl">غزة</bdi></q> '
        '<bdi dir="ltr">C</bdi> <span lang="fa">زبان <bdi dir="ltr">C</bdi></span></p>'
    )
    nested = '<blockquote lang="en"><p lang="ar">نص C</p><p>غزة</p></blockquote><p>C</p>'
    assert bidi.isolate_markup(nested, "ar") == (
        '<blockquote lang="en" dir="ltr"><p lang="ar" dir="rtl">نص <bdi dir="ltr">C</bdi></p>'
        '<p><bdi dir="rtl">غزة</bdi></p></blockquote><p><bdi dir="ltr">C</bdi></p>'
    )


def test_arabic_in_english_markup_is_in_bdi() -> None:
    made = bidi.isolate_markup("<p>in <em>قطاع</em> غزة (2014) – no</p>", "en")
    assert made == '<p>in <bdi dir="rtl"><em>قطاع</em> غزة</bdi> (2014) – no</p>'
    ascii_only = "<p>Nothing here</p>"
    assert bidi.isolate_markup(ascii_only, "en") is ascii_only


def _element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = [
        *["em", "a", "sub", "p", "li", "code", "bdi", "span"],
        *['sup id="f"', 'span lang="en"', 'q lang="ar"', 'p dir="ltr"', 'a href="/C" title="C ا"'],
    ]
    return st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(tags),
        st.lists(inside, max_size=4),
    )


PIECES = st.one_of(
    NEAR.map(html.escape),
    st.sampled_from(["C++", " Foo ", "غزة", " (2026) ", "&nbsp;", "<br>", '<img alt="C">', "، "]),
)
DOCUMENTS = st.lists(st.recursive(PIECES, _element, max_leaves=12), max_size=6).map("".join)


class _Nesting(HTMLParser):
    """Fails where an element crosses another's border; keeps the text of all."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@given(DOCUMENTS, st.sampled_from(["ar", "en"]))
def test_markup_gains_bdi_and_dir_only_and_stays_well_formed(document: str, lang: str) -> None:
    made = bidi.isolate_markup(document, lang)
    nesting = _Nesting()
    nesting.feed(made)
    nesting.close()
    assert nesting.open == []
    bare = re.sub('<bdi dir="(ltr|rtl)">', "<added>", made)
    bare = re.sub('(lang="..") dir="(ltr|rtl)"', r"\1", bare)
    assert re.sub("</?(bdi|added)>", "", bare) == re.sub("</?bdi>", "", document)


@given(DOCUMENTS, st.sampled_from(["ar", "en"]))
def test_isolating_markup_twice_is_isolating_it_once(document: str, lang: str) -> None:
    once = bidi.isolate_markup(document, lang)
    assert bidi.isolate_markup(once, lang) == once


@given(NEAR)
def test_markup_of_text_alone_is_the_html_of_the_text(text: str) -> None:
    line = text.replace("\n", " ")
    markup = bidi.isolate_markup(str(Markup.escape(line)), "ar")
    assert markup == str(bidi.isolate_html(line, "ar"))


@given(DOCUMENTS)
def test_no_tag_is_added_between_two_arabic_letters(document: str) -> None:
    # An editor's own <bdi> stands where the editor wants it.
    made = bidi.isolate_markup(re.sub("</?bdi>", "", document), "ar")
    added = re.sub("<(?!bdi dir|/bdi)[^>]*>", " ", made)
    assert not re.search('[ا-ي](<bdi dir="ltr">|</bdi>)+[ا-ي]', added)


def _inline(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = ["em", "strong", 'a href="https://a.example"', 'sup id="f"']
    return st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(tags),
        st.lists(inside, min_size=1, max_size=3),
    )


PLAIN = st.one_of(
    st.text(st.sampled_from('ابـ،؟ abZ é 0123 .,-–/+()"@%\n\u00a0\u200f'), min_size=1),
    st.sampled_from(["Reuters", "كلمة", " iPhone 15 ", "قال AP إن", "2024-08-18"]),
)
LINES = st.lists(st.lists(st.one_of(PLAIN, PLAIN, _inline(PLAIN)), max_size=4).map("".join))


@given(LINES, st.sampled_from(["ar", "en"]))
def test_lines_together_are_isolated_as_each_by_itself(lines: list[str], lang: str) -> None:
    joined = bidi.LINE.join(lines)
    made = bidi.isolate_lines(joined, re.sub("<[^>]*>", "", joined), lang)
    assert made.split(bidi.LINE) == [bidi.isolate_markup(line, lang) for line in lines or [""]]
