"""A sound newspaper, and the ways in which the tests of bad input break it."""

from __future__ import annotations

import shutil
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from naba.source import DEFAULT_THEME
from tests.newspaper import Newspaper, picture, story

AR, EN = "content/2024/08/visit/ar.md", "content/2024/08/visit/en.md"
MAP, CHART = "content/2024/08/visit/map.png", "content/2024/08/visit/chart.png"
DAM, ABOUT = "content/2024/07/dam.ar.md", "content/about/ar.md"
TAGS, PEOPLE, SITE_YAML = "content/tags.yaml", "content/people.yaml", "site.yaml"
STRINGS = "templates/strings/en.yaml"

SITE = """\
base_url: https://news.example
timezone: Asia/Amman
editions:
  - {lang: ar, months: dual, name: العربية, title: الجريدة, description: جريدة للتجربة}
  - {lang: en, name: English, title: The Paper, description: A paper to try with}
sections:
  - {id: world, name: {ar: العالم, en: World}}
  - {id: science, name: {ar: العلوم, en: Science}}
page_size: 5
"""
VISIT = """\
---
title: زيارة إلى باكو
date: 2024-08-18 21:00
section: world
tags: [روسيا, energy]
authors: [desk]
image:
  file: map.png
  alt: خريطة
corrections:
  - date: 2024-08-20
    kind: correction
    text: صُحّح الرقم.
related: [2024/07/dam]
---

انظر [قصة السدّ](../../07/dam.ar.md) من قبل.

![رسم الأنابيب](chart.png "الأنابيب")

النص في فقرة ثالثة.
"""
TRANSLATION = """\
---
title: A visit to Baku
translators: [desk]
image:
  alt: A map
---

The text, with a [link](https://example.org).
"""
SOUND: dict[str, str | bytes] = {
    SITE_YAML: SITE,
    AR: VISIT,
    EN: TRANSLATION,
    DAM: story(title="السدّ", date="2024-07-01", section="science"),
    ABOUT: story(title="من نحن", date=None, kind="page"),
    TAGS: "energy:\n  name: {ar: الطاقة, en: Energy}\n  aliases: [النفط والغاز]\n",
    PEOPLE: "desk:\n  name: {ar: مكتب العالم, en: World desk}\n",
    MAP: picture(),
    CHART: picture(50, 20),
}

Edit = Callable[[Newspaper], None]


class Case(NamedTuple):
    """One way to break the sound newspaper, and the one line that an editor is told.

    A ``remedy`` that ends in «…» is the beginning of a longer one.
    """

    name: str
    edit: Edit
    place: str
    fact: str
    remedy: str


def swap(path: str, old: str, new: str) -> Edit:
    """A file in which ``new`` stands for ``old``."""
    return lambda paper: paper.replace(path, old, new)


def put(path: str, content: str | bytes) -> Edit:
    """A file, new or in place of the one that was there."""
    return lambda paper: paper.write({path: content})


def gone(path: str) -> Edit:
    return lambda paper: paper.delete(path)


def link(path: str, goal: str) -> Edit:
    """A symbolic link."""

    def edit(paper: Newspaper) -> None:
        place = paper.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        place.symlink_to(goal)

    return edit


def both(*edits: Edit) -> Edit:
    def edit(paper: Newspaper) -> None:
        for each in edits:
            each(paper)

    return edit


def field(line: str) -> Edit:
    """The visit's fourth line, its section, replaced."""
    return swap(AR, "section: world", line)


def text(words: str) -> Edit:
    """The visit's body from line 21 on, replaced."""
    return swap(AR, "النص في فقرة ثالثة.\n", words)


def article(source: str) -> Edit:
    """The default theme's template of articles, with something at its beginning."""
    name = "templates/pages/article.html"
    return put(name, source + (DEFAULT_THEME / name).read_text("utf-8"))


def png_header(width: int, height: int) -> bytes:
    """A picture of so many pixels of which nothing but the header is there."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        size, check = len(data), zlib.crc32(kind + data)
        return struct.pack(">I", size) + kind + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b""))


def mend(paper: Newspaper) -> None:
    """The newspaper as it was before it was broken; its output and its store stay."""
    for path in paper.root.iterdir():
        if path.name in (".naba", "public"):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    paper.write(SOUND)


def sound_newspaper(root: Path) -> Newspaper:
    """The sound newspaper, built."""
    paper = Newspaper(root, SOUND)
    result = paper.run("--jobs", "1")
    assert result.exit_code == 0, result.stderr
    return paper
