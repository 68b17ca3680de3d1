"""Nothing that acts gets out of a story's text, whatever was put into it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naba import text
from tests.test_markup import Outline, render

PIECES = (
    *"\n \t#*_`~<>[](){}|!\\&\"'=:-/",
    *("\n\n", "\n    ", "\n- ", "\n1. ", "\n> ", "\n## ", "\n```\n", "\n/// quote\n", "\n///\n"),
    *("\n//// facts | أ\n", "    speaker: ", "    lang: en\n", "\n/// gallery\n", "/// naba | 0\n"),
    *("[^1]", "\n[^1]: ", "![", "](", "javascript:", "data:text/html,", "{#x onclick=y}", "&#106;"),
    *(
        "<script>",
        "</script>",
        "<a href=",
        "<img src=x onerror=y>",
        "<div>",
        "</p>",
        "<svg/onload=x>",
    ),
    *(
        "<!--",
        "-->",
        "<![CDATA[",
        "<?php",
        "| a | b |\n|--|--|\n",
        "{% raw %}",
        "{{< x >}}",
        "[[w]]",
    ),
    *("كلمة", "word", "id=x", "style='a'", "\u200f", "\u2067", "٣"),
)
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@settings(max_examples=600, deadline=None)
@given(texts, st.sampled_from(["ar", "en"]))
def test_no_text_raises_and_nothing_that_acts_gets_through(source: str, lang: str) -> None:
    rendered = render(text.clean(source), lang)
    outline = Outline(rendered.html)
    assert outline.wrong == []
    assert len(set(outline.ids)) == len(outline.ids)
    assert rendered == render(text.clean(source), lang)


ACTING = (
    "<ScRiPt>alert(1)</sCrIpT>",
    "<img src=x onerror=alert(1)>",
    '[a](java\tscript:alert(1)) [b](JaVaScRiPt:x) <a href="java&#115;cript:x">c</a>',
    '[a](x.md){onclick="x" href="javascript:x"}',
    '![a](x.png){onerror="x"}',
    '<svg><script>x</script></svg><math><mi xlink:href="javascript:x">',
    '<p title="</p><script>x</script>">',
    "``` {onclick=x #y}\ncode\n```",
    "<noscript><p title='</noscript><img src=x onerror=x>'>",
    "/// quote\n    speaker: <script>x</script>\n    source: javascript:x\n\n<style>x</style>\n///",
    "/// facts | <img src=x onerror=x>\nx\n///",
)


@pytest.mark.parametrize("source", ACTING)
def test_known_ways_to_smuggle_a_script_in_are_closed(source: str) -> None:
    assert Outline(render(source).html).wrong == []
