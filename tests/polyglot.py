"""A newspaper in Persian and French, without Arabic and English: nothing may count on those two."""

from __future__ import annotations

from collections.abc import Iterable

from tests.newspaper import ROOT, picture, story

EDITIONS = {
    "ar": "{lang: ar, name: العربية, title: الجريدة, tagline: أخبار, months: levant}",
    "en": "{lang: en, name: English, title: The Paper, tagline: News}",
    "fa": "{lang: fa, name: فارسی, title: روزنامه, tagline: خبرها, digits: arab}",
    "fr": "{lang: fr, name: Français, title: Le Journal, tagline: Nouvelles du soir}",
}
WORLD = {"ar": "العالم", "en": "World", "fa": "جهان", "fr": "Monde"}
TAGS = """\
water: {name: {fa: آب, fr: Eau, ar: ماء, en: Water}}
school: {name: {fa: دبستان, fr: École, ar: مدرسة, en: School}}
book: {name: {fa: کتاب, fr: Livre, ar: كتاب, en: Book}}
"""
PERSIAN = """\
در سال 2024 و در C++ و با شمارهٔ 021-8888-1234 و نشانی @paper.

/// quote
    speaker: کسی
    role: سخنگو

گفت که *چنین* است.
///

1. یکم
2. دوم

| شهر | بلندی |
|--|--|
| تهران | 1,200 |

پانوشت[^1].

[^1]: سرچشمه.
"""


def site(langs: Iterable[str]) -> str:
    """A ``site.yaml`` with these editions, in their order."""
    made = list(langs)
    editions = "".join(f"  - {EDITIONS[lang]}\n" for lang in made)
    names = ", ".join(f"{lang}: {WORLD[lang]}" for lang in made)
    return (
        f"base_url: https://news.example\ntimezone: Asia/Tehran\neditions:\n{editions}"
        f"sections:\n  - {{id: world, name: {{{names}}}}}\npage_size: 5\n"
    )


def strings(lang: str) -> str:
    """The catalog of a language that the theme doesn't bring."""
    return (ROOT / f"tests/editions/{lang}.yaml").read_text("utf-8")


def polyglot(langs: Iterable[str] = ("fa", "fr")) -> dict[str, str | bytes]:
    """The newspaper's files: a story in every edition, others in Persian, pages of every kind."""
    made = list(langs)
    files: dict[str, str | bytes] = {"site.yaml": site(made), "content/tags.yaml": TAGS}
    for lang in made:
        if lang in ("fa", "fr"):
            files[f"templates/strings/{lang}.yaml"] = strings(lang)
        files[f"content/2024/08/water/{lang}.md"] = BODIES.get(lang, BODIES["en"])
        files[f"content/pages/about/{lang}.md"] = story(WORLD[lang], None, kind="page")
    files["content/2024/08/water/map.png"] = picture(600, 400)
    for day in range(1, 12):
        files[f"content/2024/07/n{day:02}/fa.md"] = story(
            f"خبر شمارهٔ {day}", f"2024-07-{day:02} 10:00", section="world", tags="[water]"
        )
    return files


_FIELDS = {
    "section": "world",
    "tags": "[water, school, book]",
    "image": "{file: map.png, alt: نقشه, caption: نقشهٔ شهر}",
    "corrections": '[{date: 2024-08-20, kind: correction, text: "شماره درست شد."}]',
}
BODIES = {
    "fa": story('"آب در شهر: 2024"', "2024-08-18 10:00", PERSIAN, summary="کوتاه", **_FIELDS),
    "en": story("Water", "2024-08-18 10:00", "Text.\n", section="world", tags="[water]"),
    "fr": story(
        "« De l’eau » pour l’été",
        "2024-08-18 10:00",
        "Une *forêt*, où l’on boit. Le mot آب veut dire **eau**.[^1]\n\n[^1]: Une note.\n",
        summary="Où l’on parle d’eau",
        corrections='[{date: 2024-08-20, kind: correction, text: "Le numéro était faux."}]',
    ),
}
