"""Newspapers that several tests build."""

from __future__ import annotations

from tests.newspaper import picture, story


def numbered(count: int, first: int = 1) -> dict[str, str | bytes]:
    """Stories of one section and one tag, a day apart."""
    return {
        f"content/2024/n{day:02}/ar.md": story(
            f"خبر {day}",
            f"2024-08-{day:02}",
            section="world",
            tags="[سوريا]",
            summary=f"ملخص {day}",
        )
        for day in range(first, first + count)
    }


def varied() -> dict[str, str | bytes]:
    """A small newspaper with something of everything."""
    return {
        **numbered(6),
        "content/2024/n01/en.md": story("News 1", None, "Text with [a link](../n02/ar.md).\n"),
        "content/2024/n06/ar.md": story(
            "خبر 6",
            "2024-08-06",
            "نص ![خريطة](map.png)\n",
            section="science",
            tags="[سوريا, الأردن]",
            authors="[ليلى]",
            image="{file: front.png, alt: صورة}",
            related="[2024/n01]",
        ),
        "content/2024/n06/en.md": story("News 6", None, "Text.\n", translators="[desk]"),
        "content/2024/n06/map.png": picture(50),
        "content/2024/n06/front.png": picture(60),
        "content/pages/about/ar.md": story("من نحن", None, kind="page"),
        "content/pages/about/en.md": story("About", None, kind="page"),
        "content/tags.yaml": "syria:\n  name: {ar: سوريا, en: Syria}\n",
        "content/people.yaml": "desk:\n  name: {ar: المكتب, en: The Desk}\n",
    }
