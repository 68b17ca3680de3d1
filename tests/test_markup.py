"""Markdown of stories: the HTML that readers get, what editors are told, what is kept out."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import pytest

from naba import markup
from naba.markup import Rendered, safe

STRINGS = {"table": "جدول", "footnotes": "هوامش", "footnote_back": "العودة إلى الموضع {n}"}
VOID = {"br", "col", "hr", "img", "wbr"}


def render(source: str, lang: str = "ar") -> Rendered:
    return markup.render(source, file="ar.md", first_line=1, edition_lang=lang, strings=STRINGS)


def html(source: str, lang: str = "ar") -> str:
    """The HTML of a text that must be sound, its lines joined and its attributes in order."""
    rendered = render(source, lang)
    assert rendered.problems == ()
    return re.sub(r"\s*\n\s*", "", rendered.html)


def told(source: str) -> list[str]:
    """Each problem as ``line:column: fact; remedy``."""
    return [str(problem).removeprefix("ar.md:") for problem in render(source).problems]


class Outline(HTMLParser):
    """What a browser sees: whether elements are balanced, and everything that could act."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.ids: list[str] = []
        self.feed(markup)
        self.close()
        self.wrong += [f"{tag} is open" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        if tag in {"script", "style", "iframe", "object", "svg", "form"}:
            self.wrong.append(tag)
        for name, value in attrs:
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            acts = name in {"href", "src"} and address.startswith(("javascript:", "data:"))
            if acts or name.startswith("on") or name == "style":
                self.wrong.append(f"{tag} {name}={value}")
            if name == "id":
                self.ids.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"/{tag}")


FORMS = {
    "## عنوان أول": '<h2 id="s-عنوان-أول">عنوان أول</h2>',
    "## واحد\n\n## واحد": '<h2 id="s-واحد">واحد</h2><h2 id="s-واحد-2">واحد</h2>',
    "## عنوان {#x}\n\n[هنا](#x)": '<h2 id="u-x">عنوان</h2><p><a href="#u-x">هنا</a></p>',
    "## ؟\n\n[فوق](#top)": '<h2 id="s-1">؟</h2><p><a href="#top">فوق</a></p>',
    "[خبر](../ب/ar.md#s-x)": '<p><a href="../ب/ar.md#s-x">خبر</a></p>',
    "[موقع](https://a.example/)": ('<p><a href="https://a.example/" rel="noopener">موقع</a></p>'),
    '![خريطة](m.png "شرح."){credit="رسم: نبأ"}': (
        '<figure class="picture"><img alt="خريطة" src="m.png"><figcaption>شرح. '
        '<span class="credit">رسم: نبأ</span></figcaption></figure>'
    ),
    "![خريطة](m.png)": '<figure class="picture"><img alt="خريطة" src="m.png"></figure>',
    "/// quote\n    speaker: فلان\n    role: محلل\n\nقول *بليغ*\n///": (
        '<figure class="quote"><blockquote><p>قول <em>بليغ</em></p></blockquote><figcaption>'
        '<span class="speaker">فلان</span> <span class="role">محلل</span></figcaption></figure>'
    ),
    "/// quote\n    lang: en\n\nWords\n///": (
        '<figure class="quote"><blockquote dir="ltr" lang="en"><p>Words</p></blockquote></figure>'
    ),
    "/// quote\n    source: الكتاب\n    url: https://a.example/\n\nقول\n///": (
        '<figure class="quote"><blockquote><p>قول</p></blockquote><figcaption><cite>'
        '<a href="https://a.example/" rel="noopener">الكتاب</a></cite></figcaption></figure>'
    ),
    "/// facts | أرقام\n- واحد\n///": (
        '<aside aria-label="أرقام" class="facts"><p class="facts-title">أرقام</p>'
        "<ul><li>واحد</li></ul></aside>"
    ),
    "/// gallery\n![أ](a.png)\n![ب](b.png)\n///": (
        '<div class="gallery"><figure class="picture"><img alt="أ" src="a.png"></figure>'
        '<figure class="picture"><img alt="ب" src="b.png"></figure></div>'
    ),
    "/// embed\n    url: https://youtu.be/abcdefghij_?si=track\n    title: فيلم\n"
    "    image: s.png\n\nشرح\n///": (
        '<figure class="embed"><a data-embed="youtube" data-id="abcdefghij_" '
        'href="https://www.youtube.com/watch?v=abcdefghij_" rel="noopener">'
        '<img alt="" src="s.png"><span>فيلم</span></a><figcaption><p>شرح</p></figcaption></figure>'
    ),
    "/// embed\n    url: https://twitter.com/naba/status/12\n    title: منشور\n///": (
        '<figure class="embed"><a data-embed="x" data-id="12" href="https://x.com/naba/status/12"'
        ' rel="noopener"><span>منشور</span></a></figure>'
    ),
    "//// facts | خارج\n/// quote\nقول\n///\n////": (
        '<aside aria-label="خارج" class="facts"><p class="facts-title">خارج</p>'
        '<figure class="quote"><blockquote><p>قول</p></blockquote></figure></aside>'
    ),
    "| أ | ب | |\n|:--|--:|--|\n| 1 | 2 | 3 |": (
        '<div aria-label="جدول" class="table" role="region" tabindex="0"><table><thead><tr>'
        '<th class="start" scope="col">أ</th><th class="end" scope="col">ب</th><td></td></tr>'
        '</thead><tbody><tr><td class="start">1</td><td class="end">2</td><td>3</td></tr></tbody>'
        "</table></div>"
    ),
    "كلمة[^b].\n\n[^b]: شرح": (
        '<p>كلمة<sup id="fnref-ar-1"><a class="footnote-ref" href="#fn-ar-1">1</a></sup>.</p>'
        '<section aria-label="هوامش" class="footnotes"><ol><li id="fn-ar-1"><p>شرح&nbsp;'
        '<a class="footnote-backref" href="#fnref-ar-1" title="العودة إلى الموضع 1">'
        "\u21aa\ufe0e</a></p></li></ol></section>"
    ),
    "```\n/// quote\n[^9] ![](x)\n```": "<pre><code>/// quote[^9] ![](x)</code></pre>",
    '<mark id="م">نص</mark>': '<p><mark id="u-م">نص</mark></p>',
}


@pytest.mark.parametrize("source", FORMS)
def test_each_form_of_markdown_becomes_the_documented_html(source: str) -> None:
    assert html(source) == FORMS[source]


def test_a_backlink_points_the_way_that_the_language_runs() -> None:
    assert "\u21a9\ufe0e</a>" in html("Word[^1].\n\n[^1]: Note", "en")


def test_footnotes_are_numbered_as_readers_meet_them_and_lead_back_to_every_reference() -> None:
    result = html("أ[^b] ب[^a] ج[^b]\n\n[^a]: ألف\n\n[^b]: باء[^c]\n\n[^c]: جيم")
    notes = re.findall(r'<li id="(.*?)"><p>(\w+)', result)
    assert notes == [("fn-ar-1", "باء"), ("fn-ar-2", "ألف"), ("fn-ar-3", "جيم")]
    targets = re.findall(r'href="#(.*?)"', result)
    assert set(targets) == set(Outline(result).ids)
    assert targets.count("fnref-ar-1-2") == 1


def test_tables_of_one_page_differ_in_their_labels() -> None:
    table = "| أ |\n|--|\n| ب |\n\n"
    assert re.findall('aria-label="(.*?)"', html(table * 2)) == ["جدول 1", "جدول 2"]


def test_pictures_and_links_are_listed_once_each_in_the_order_of_the_text() -> None:
    rendered = render(
        "![أ](b&c.png)\n\n[خ](../z/ar.md#s-1) [خ](../a/ar.md) <img src='a.png' alt='ب'>\n\n"
        "![أ](b&c.png) [خ](../z/ar.md)"
    )
    assert rendered.pictures == ("b&c.png", "a.png")
    assert rendered.links == ("../z/ar.md", "../a/ar.md")


def test_words_are_counted_without_marks_and_not_split_by_them() -> None:
    assert render("## عنوان\n\nكلمة **ال**كتاب\n\n- واحد\n- اثنان").words == 5
    assert render("").words == 0


def test_foreign_words_are_isolated_but_not_in_code_or_in_their_own_language() -> None:
    source = "قال Reuters `a-b`\n\n/// quote\n    lang: en\n\nA word\n///"
    result = html(source)
    assert '<bdi dir="ltr">Reuters</bdi>' in result
    assert "<code>a-b</code>" in result
    assert "<p>A word</p>" in result


PROBLEMS = {
    "# عنوان": "1:1: the title is the only heading of level 1; begin with `##`",
    "نص\n\nعنوان\n===": "3:1: the title is the only heading of level 1; begin with `##`",
    "نص\n\n  ![](a.png)": "3:3: the picture `a.png` has no text for those who can't see it",
    "![أ](https://e.com/a.png)": "1:6: the picture `https://e.com/a.png` does not stand beside",
    "![أ](data:image/png;base64,AA)": "1:1: a picture has no address that can be used",
    "نص ![أ](a.png 'شرح')": "1:4: warning: a picture with a caption stands inside a paragraph",
    "[أ](javascript:alert(1))": "1:5: this address can't be followed: `javascript:alert(1)`",
    "<a href='vbscript:x'>أ</a>": "1:10: this address can't be followed",
    "[أ](style.css)": "1:5: the link `style.css` leads to no story and to no other site",
    "[أ](//e.com/ar.md)": "1:5: the link `//e.com/ar.md` leads to no story",
    "[أ]()": "1:3: a link has no address",
    "[أ](#لا)": "1:5: no place in this text is called `#لا`",
    "<b id=x>أ</b><i id=x>ب</i>": "1:7: the id `x` stands twice",
    "نص[^9]": "1:3: the footnote `9` has no text; write `[^9]: …` on a line of its own",
    "نص\n\n[^9]: شرح": "3:1: warning: the footnote `9` is referred to nowhere",
    "<script>x</script>": "1:1: warning: the element `<script>` was left out",
    "نص <b onclick='x'>أ</b>": "1:7: warning: the attribute `onclick` of `<b>` was left out",
    '*أ*{style="x"}': "1:5: warning: the attribute `style` was left out",
    "/// quotes\nأ\n///": "1:1: unknown block `quotes`; did you mean `quote`?",
    "/// زخرف\nأ\n///": "1:1: unknown block `زخرف`; use one of `embed`, `facts`, `gallery`, ",
    "نص\n\n/// quote\n    speeker: أ\n\nب\n///": (
        "4:5: the block `quote` has no option `speeker`; did you mean `speaker`?"
    ),
    "/// quote\n    role: أ\n    role: ب\n\nج\n///": "3:5: the option `role` stands twice",
    "/// quote\n    role: أ: ب\n\nج\n///": "2:12: the options are not YAML (mapping values",
    "/// quote\n    role: [أ]\n\nج\n///": "2:11: an option is not one piece of text",
    "/// quote\n    role:\n\nج\n///": "2:5: the option `role` is empty",
    "/// quote\nrole: أ\n\nج\n///": "2:1: the option `role` is not indented",
    "/// quote\n    lang: عربي\n\nج\n///": "2:5: `عربي` is not a language",
    "/// quote | أ\nب\n///": "1:1: the block `quote` takes no title; remove `| أ`",
    "/// quote\n    role: أ\n///": "1:1: the quotation is empty",
    "/// facts\nب\n///": "1:1: the block `facts` has no title",
    "/// facts أرقام\nب": "1:1: `/// facts أرقام` opens no block; write `/// name`",
    "/// facts | أ\nب": "1:1: the block `facts` is not closed; close it with a line of `///`",
    "نص\n\n///": "3:1: `///` closes no block; remove it",
    "/// facts | أ\nب\n////\n///": "3:1: `////` closes no block: the open one began with `///`",
    "/// gallery\nنص\n///": "1:1: a gallery holds pictures and nothing else",
    "/// embed\n    title: أ\n///": "1:1: the block `embed` has no `url`; add the line",
    "/// embed\n    url: https://vimeo.com/1\n    title: أ\n///": (
        "2:5: `https://vimeo.com/1` is not the address of a YouTube film or a post on X"
    ),
    "- أ\n\n    /// quote\n    ب\n    ///": "3:5: a line that begins with `///` stands where no",
    "<div>\n/// quote\nأ\n///\n</div>": "2:1: the block `quote` stands inside HTML",
    '<i id="fn-ar-1">أ</i>[^1]\n\n[^1]: ب': "1:8: the id `fn-ar-1` stands twice",
    "/// quote\nأ\n///\n\n- ب\n\n    /// naba | 0\n    ج\n    ///": (
        "7:5: a line that begins with `///` stands where no block can"
    ),
    "أ\n: ب\n" * 1500: "1:1: lists, quotations or HTML elements are nested too deeply",
    ">" * 3000: "1:1: lists, quotations or HTML elements are nested too deeply",
    "<div>" * 300: "1:1: lists, quotations or HTML elements are nested too deeply",
}


@pytest.mark.parametrize("source", PROBLEMS, ids=lambda source: source[:40])
def test_each_mistake_is_told_with_its_place_and_a_remedy(source: str) -> None:
    first = told(source)[0]
    assert first.startswith(PROBLEMS[source])
    assert "; " in first


def test_places_count_from_the_first_line_of_the_body_and_repeats_are_told_in_turn() -> None:
    source = "`![](a.png)`\n\n![](a.png)\n\n<!-- ![](a.png) -->\n\n![](a.png)"
    rendered = markup.render(
        source, file="en.md", first_line=20, edition_lang="en", strings=STRINGS
    )
    assert [problem.place for problem in rendered.problems] == ["en.md:22:1", "en.md:26:1"]


def test_words_whose_address_is_refused_stay_without_it() -> None:
    assert render("[أ](javascript:x)").html == "<p><span>أ</span></p>"


def test_an_id_that_imitates_ours_is_prefixed() -> None:
    result = html('<b id="s-واحد">أ</b>\n\n## واحد')
    assert Outline(result).ids == ["u-s-واحد", "s-واحد"]


def test_nothing_of_a_text_is_left_for_the_next_one() -> None:
    texts = [*FORMS, *PROBLEMS]
    alone = [render(source) for source in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(render, texts * 3)) == alone * 3


def test_every_class_that_gets_through_is_described_for_themes() -> None:
    for names in safe.CLASSES.values():
        for name in names:
            assert name in (markup.__doc__ or "")
