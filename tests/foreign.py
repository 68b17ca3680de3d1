"""Stories as other generators' users have them: the same every time, by number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

_WORDS = ("زيارة", "باكو", "نفط", "غاز", "Baku", "2024", "«قمة»", "أنقرة", "NATO", "خبر", "عاجل")
_DATES = (
    *("2024-08-18", "2024-08-18 21:00:00", "2024-08-18T21:00:05+03:00"),
    *("2024-08-18 21:00:00 +0300", "Sun, 18 Aug 2024 21:00:00 GMT", "18-08-2024"),
    *("2024/08/18", "August 18, 2024", "2024-8-1"),
)
_BODIES = (
    "فقرة أولى فيها **تأكيد** و[رابط](https://example.org/a?b=1&c=2).\n\nفقرة ثانية.\n",
    "{{< figure src=\"/images/a.png\" title=\"شكل\" >}}\n\n{{< youtube w7Ft2ymGmfc >}}\n",
    "{{% notice tip %}}\nانتبه\n{{% /notice %}}\n\n{{< ref \"about.md\" >}}\n",
    "{% include figure.html url=\"a.png\" %}\n{% highlight python %}\nx = {{ y }}\n"
    "{% endhighlight %}\n",
    "{% post_img a.png %}\n<!-- more -->\n{% blockquote فلان %}\nقول\n{% endblockquote %}\n",
    "![شكل]({static}/images/a.png)\n\n[قصة]({filename}/other.md)\n",
    "انظر [[ملاحظة أخرى]] و[[a|اسم]].\n\n![[صورة.png]]\n\n> [!note] انتبه\n> نص\n\n#وسم ==مهم==\n",
    "<!-- wp:paragraph -->\n<p style=\"color:red\">فقرة</p>\n<!-- /wp:paragraph -->\n\n"
    "[caption id=\"a\"]<img src=\"https://example.org/a.jpg\" alt=\"\" /> نص[/caption]\n",
    "<div class=\"kg-card\"><iframe src=\"https://x.example\"></iframe></div>\n\n"
    "<script>alert(1)</script>\n",
    "{{ youtube(id=\"w7Ft2ymGmfc\") }}\n\n[داخلي](@/blog/post.md)\n",
    "# عنوان أول\n\n## عنوان ثانٍ {#second}\n\n### ثالث {: .class onclick=x }\n",
    "نص[^1] وآخر[^2].\n\n[^1]: حاشية.\n",
    "| أ | ب |\n|---|--:|\n| 1 | 2 |\n\n```python\nprint('{{ x }}')\n```\n\n- [ ] مهمة\n",
    "::: warning\nنص\n:::\n\n!!! note \"عنوان\"\n    نص\n\n:smile: ^^فوق^^ ~~محذوف~~ $x^2$ $$y$$\n",
    "[رابط][1] و[آخر][missing]\n\n[1]: https://example.org \"عنوان\"\n\n---\n\n***\n",
    "![](a.png)\n\n<img src=a.png>\n\n<a name=x href='/2024/08/old/'>قديم</a>\n\n<br><hr/>\n",
    "Setext\n======\n\nثانٍ\n------\n\n* قائمة\n    * أعمق\n\n1. واحد\n1) اثنان\n",
    "",
)  # fmt: skip


def _title(random: Random) -> str:
    return " ".join(random.choices(_WORDS, k=random.randint(1, 6)))


def _body(random: Random) -> str:
    return "\n".join(random.choices(_BODIES, k=random.randint(0, 4)))


def _some(random: Random, lines: list[str]) -> str:
    """A few of the lines, in their order."""
    return "".join(line + "\n" for line in lines if random.random() < 0.5)


def hugo_toml(random: Random) -> str:
    fields = [f'title = "{_title(random)}"', f"date = {random.choice(_DATES)}", "draft = false"]
    return f"+++\n{_some(random, [*fields, '[params]', '  x = 1'])}+++\n{_body(random)}"


def hugo_yaml(random: Random) -> str:
    fields = [f"date: {random.choice(_DATES)}", "draft: false", "weight: 10", "categories: [أخبار]"]
    fields += ["url: /old/", "aliases:\n  - /a/\n  - b", "resources:\n- src: a.png", "type: post"]
    return f"---\ntitle: {_title(random)}\n{_some(random, fields)}---\n{_body(random)}"


def jekyll(random: Random) -> str:
    fields = ["layout: post", f"date: {random.choice(_DATES)}", "permalink: /a/:title/"]
    fields += ["tags: news politics", "excerpt: {{ page.x }}", "published: true", "author: desk"]
    return f'---\ntitle:  "{_title(random)}"\n{_some(random, fields)}---\n{_body(random)}'


def hexo(random: Random) -> str:
    fields = [f"date: {random.choice(_DATES)}", "tags:\n- أ\n- [ب, ج]", "categories:\n- - أ\n  - ب"]
    return f"title: {_title(random)}\n{_some(random, fields)}---\n{_body(random)}"


def pelican(random: Random) -> str:
    fields = [f"Date: {random.choice(_DATES)}", "Category: Python", "Tags: a, b", "Slug: my-post"]
    return f"Title: {_title(random)}\n{_some(random, fields)}\n{_body(random)}"


def eleventy(random: Random) -> str:
    fields = [f"date: {random.choice(_DATES)}", "tags: [post, أخبار]", "summary: نص", "kind: news"]
    fields += ["authors:\n  - فلان\n", "eleventyExcludeFromCollections: true", "section: world"]
    return f"---\ntitle: '{_title(random)}'\n{_some(random, fields)}---\n{_body(random)}"


def wordpress(random: Random) -> str:
    fields = ["id: 12", f"date: '{random.choice(_DATES)}'", "guid: http://example.org/?p=12"]
    fields += ["categories:\n  - أخبار", "coverImage: a.jpg", "status: publish", "slug: %d8%b3"]
    return f'---\ntitle: "{_title(random)}"\n{_some(random, fields)}---\n{_body(random)}'


def ghost(random: Random) -> str:
    fields = [f'"published_at": "{random.choice(_DATES)}"', '"featured": 0', '"html": "<p>a</p>"']
    return f'{{\n"title": "{_title(random)}",\n{_some(random, fields)}}}\n{_body(random)}'


def obsidian(random: Random) -> str:
    fields = [f"created: {random.choice(_DATES)}", "aliases: اسم آخر", "cssclasses:", "up: [[a]]"]
    front = _some(random, fields)
    return (f"---\n{front}---\n" if front else "") + f"# {_title(random)}\n{_body(random)}"


def zola(random: Random) -> str:
    fields = [f"date = {random.choice(_DATES)}", "[taxonomies]", 'tags = ["a"]', "template = 'x'"]
    return f'+++\ntitle = "{_title(random)}"\n{_some(random, fields)}+++\n{_body(random)}'


def sound(random: Random) -> str:
    """A foreign text below front matter that is ours."""
    date = f"date: {_DATES[random.randint(0, 3)]}"
    return f"---\ntitle: {_title(random)}\n{date}\n---\n{_body(random)}"


STYLES: tuple[Callable[[Random], str], ...] = (
    *(hugo_toml, hugo_yaml, jekyll, hexo, pelican, eleventy),
    *(wordpress, ghost, obsidian, zola, sound),
)


def stories(count: int) -> Iterator[tuple[str, bytes]]:
    """So many story files, each with its path: a few in other encodings or with other line ends."""
    for number in range(count):
        style, random = STYLES[number % len(STYLES)], Random(number)
        text = style(random)
        raw = text.encode()
        if number % 17 == 0:
            raw = text.replace("\n", "\r\n").encode("utf-8-sig")
        elif number % 41 == 0:
            raw = text.encode("cp1256", "replace")
        elif number % 43 == 0:
            raw = text.encode("utf-16")
        yield f"content/{style.__name__}/{number}/ar.md", raw
