"""A newspaper with every kind of page and every form that a text can take, in two languages."""

from __future__ import annotations

from tests.newspaper import SITE, picture, story

# The kinds of pages, by an address of each; {} is the language.
KINDS = {
    "home": "/{}/",
    "story": "/{}/2024/08/whole/",
    "breaking story": "/{}/2024/08/breaking/",
    "withdrawn story": "/{}/2024/08/withdrawn/",
    "standing page": "/{}/about/",
    "section": "/{}/world/",
    "empty section": "/{}/science/",
    "tag": "/{}/tags/water/",
    "person": "/{}/people/desk/",
    "sealed page": "/{}/world/page/1/",
    "latest": "/{}/latest.html",
    "month": "/{}/2024/08/",
    "archive": "/{}/archive/",
    "tags": "/{}/tags/",
    "corrections": "/{}/corrections/",
    "feeds": "/{}/feeds/",
    "search": "/{}/search/",
    "search results": "/{}/search/?q=C",
    "missing page": "/{}/404.html",
}
WHOLE_SITE = {"gateway": "/", "missing page of the site": "/404.html"}

_LONG = "https://www.example.org/a/very/long/address/that/never/ends/and/holds/no/blank/2024/08/18"
_ARABIC = f"""\
في هذا النص كل ما قد يرد في خبر: **كلمات غليظة** و*مشدد عليها* و[رابط](https://example.org/)
ولغة C++ ورقم 08-282-1234 وحساب @AliAbunimah، والعنوان {_LONG} في السطر نفسه.

## عنوان في النص

> اقتباس بلا قائل.

/// quote
    speaker: فؤاد شهبازوف
    role: محلل سياسي

تهدف الزيارة إلى تأكيد الاهتمام بالمنطقة.
///

/// quote
    speaker: William Shakespeare
    lang: en

Brevity is the soul of wit.
///

### عنوان أصغر

- بند أول
- بند ثانٍ فيه كلام أطول قليلًا

1. أولًا
2. ثانيًا

/// facts | الزيارة بالأرقام
- يومان
- اتفاقان
///

| المدينة | السكان | الارتفاع | المساحة | الكثافة | المطر | الحرارة | الرطوبة |
|:--|--:|:-:|--|--|--|--|--|
| باكو | 2,300,000 | −28 م | 2,140 كم² | 1,074 | 210 مم | 14.6 | 67% |

![خريطة](map.png "المنطقة")

/// gallery
![أول](map.png "صورة أولى")
![ثانٍ](two.png "صورة ثانية")
///

/// embed
    url: https://www.youtube.com/watch?v=aqz-KE-bpKQ
    title: فيلم قصير
    image: two.png

فيلم مفتوح.
///

`print("code")` وحاشية[^1] وأخرى[^2].

```
def f(a): return a
```

[^1]: الحاشية الأولى.

[^2]: الحاشية الثانية، وفيها [رابط](https://example.org/).
"""
_ENGLISH = f"""\
This text has all that a story may hold: **bold words**, *sloped ones*, [a link](https://example.org/),
the Arabic word العربية, São Paulo, and the address {_LONG} in the same line.

## A heading

/// quote
    speaker: Somebody
    role: an analyst

The visit is to confirm an interest in the region.
///

- An item
- Another item that is a little longer

1. First
2. Second

/// facts | The visit in numbers
- Two days
///

| City | People | Height | Area | Density | Rain | Heat | Wet |
|:--|--:|:-:|--|--|--|--|--|
| Baku | 2,300,000 | −28 m | 2,140 km² | 1,074 | 210 mm | 14.6 | 67% |

![A map](map.png "The region")

/// gallery
![One](map.png "A first picture")
![Two](two.png "A second picture")
///

/// embed
    url: https://www.youtube.com/watch?v=aqz-KE-bpKQ
    title: A short film

An open film.
///

`print("code")`, a footnote[^1].

[^1]: The footnote.
"""
_CORRECTIONS = {
    "ar": '[{date: 2024-08-20, kind: correction, text: "كان الرقم خطأ."},'
    ' {date: 2024-08-21, kind: clarification, text: "أوضحنا المقصود."}]',
    "en": '[{date: 2024-08-20, kind: correction, text: "A number was wrong."}]',
}


def _whole() -> dict[str, str | bytes]:
    image = "{{file: map.png, alt: {0}, caption: {0}, credit: {0}, focus: 30% 60%}}"
    source = (
        "{name: Tasnim News Agency, url: 'https://www.tasnimnews.com/', language: fa,"
        " title: 'چرا پوتین به باکو رفت؟', date: 2024-08-18, authors: [William Smith]}"
    )
    shared = {
        "section": "world",
        "tags": "[water, C++]",
        "authors": "[desk]",
        "translators": "[desk]",
    }
    folder = "content/2024/08/whole"
    return {
        f"{folder}/ar.md": story(
            '"لماذا ذهب «بوتين» إلى باكو؟ (2024)"', "2024-08-18 10:00", _ARABIC, **shared,
            summary="ملخص فيه ما يكفي من الكلام ليملأ سطرًا كاملًا على شاشة صغيرة وأكثر من ذلك",
            image=image.format("خريطة"), source=source, kind="analysis", updated="2024-08-19 09:00",
            dateline="باكو",
            corrections=_CORRECTIONS["ar"],
        ),
        f"{folder}/en.md": story(
            "Why has Putin gone to Baku?", None, _ENGLISH, summary="Two days in the Caucasus",
            image=image.format("A map").replace("file: map.png, ", ""), dateline="Baku",
            corrections=_CORRECTIONS["en"],
        ),
        f"{folder}/map.png": picture(900, 500),
        f"{folder}/two.png": picture(500, 500, colour="peru"),
    }  # fmt: skip


def showcase() -> dict[str, str | bytes]:
    """The newspaper's files."""
    world = {"section": "world", "tags": "[water]", "authors": "[desk]"}
    files: dict[str, str | bytes] = {
        "site.yaml": SITE.replace("months: dual", "months: dual, hijri: true")
        + "list_untranslated: true\n",
        "content/tags.yaml": "water: {name: {ar: ماء, en: Water}}\n",
        "content/people.yaml": "desk: {name: {ar: القسم الدولي, en: World desk}}\n",
        **_whole(),
        "content/2024/08/lead/ar.md": story(
            "العنوان الأول", "2024-08-19 08:00", lead="true", **world
        ),
        "content/2024/08/old/ar.md": story("عنوان", "2024-08-01", aliases="[/old/]", **world),
    }
    for name, more in (
        ("breaking", {"breaking": "true"}),
        ("withdrawn", {"status": "canceled"}),
        ("retracted", {"corrections": '[{date: 2024-08-20, kind: retraction, text: "نص."}]'}),
    ):
        files[f"content/2024/08/{name}/ar.md"] = story(
            f"خبر {name}", "2024-08-17 10:00", **more, **world
        )
        files[f"content/2024/08/{name}/en.md"] = story(f"A {name} story", None)
    for day in range(1, 15):
        at = f"content/2024/07/n{day:02}"
        files[f"{at}/ar.md"] = story(
            f"خبر عن الماء في المدينة رقم {day}", f"2024-07-{day:02} 10:00", summary="ملخص", **world
        )
        if day % 7:
            files[f"{at}/en.md"] = story(
                f"Water in the city, number {day}", None, summary="In short"
            )
    for lang, title in (("ar", "من نحن"), ("en", "About us")):
        files[f"content/pages/about/{lang}.md"] = story(title, None, "## س\n\nنص.\n", kind="page")
    return files
