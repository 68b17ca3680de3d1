"""Which font files a page makes a browser fetch: read from the style sheets and the page's text.

A browser fetches a face when the page holds a letter in its range, set in its family. Families are
those that the tokens ``--font-…`` name for the page's language. Whoever sets fonts without tokens
is taken to use every family on every page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath

from naba.locale import language_of
from naba.model import Value

_FACE = re.compile(r"@font-face\s*\{([^}]*)\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NAME = re.compile(r"[\"']([^\"']+)[\"']")
_TOKEN = re.compile(r"--font-[\w-]+\s*:([^;}]*)")
_LANG = re.compile(r"\[lang\|?=[\"']?([\w-]+)[\"']?\]|:lang\(\s*[\"']?([\w-]+)")
_FILE = re.compile(r"url\(\s*[\"']?([^\"')]+)[\"']?\s*\)")
_RANGE = re.compile(r"U\+([0-9A-F?]+)(?:-([0-9A-F]+))?", re.IGNORECASE)
_SILENT = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_BOLD = re.compile(r"<(?:strong|b|th|dt)\b")
_SLOPED = re.compile(r"<(?:em|i)\b")


class Face(Value, frozen=True):
    """One ``@font-face``; ``ranges`` are empty where it is for every letter."""

    family: str
    file: str
    bold: bool
    sloped: bool
    ranges: tuple[tuple[int, int], ...] = ()

    def has(self, letters: set[int]) -> bool:
        """Whether a letter of these is in its range."""
        if not self.ranges:
            return bool(letters)
        return any(low <= letter <= high for letter in letters for low, high in self.ranges)


class Faces(Value, frozen=True):
    """The faces of all style sheets, and the families of each language; "" is any other."""

    faces: tuple[Face, ...]
    families: dict[str, frozenset[str]]

    def fetched(self, page: str, lang: str) -> set[str]:
        """The files that a page in this language makes a browser fetch."""
        letters = {ord(sign) for sign in set(html.unescape(_SILENT.sub("", page)))}
        families = self.families.get(language_of(lang), self.families.get(""))
        wanted = [f for f in self.faces if families is None or f.family in families]
        plain = {f.family for f in wanted if not f.bold and not f.sloped}
        bold, sloped = bool(_BOLD.search(page)), bool(_SLOPED.search(page))
        return {
            face.file
            for face in wanted
            if face.has(letters)
            and (bold or not face.bold or face.family not in plain)
            and (sloped or not face.sloped or face.family not in plain)
        }


def read_faces(sheets: Mapping[str, str]) -> Faces:
    """What some style sheets say of fonts; sheets and files by their path below ``static/``."""
    faces: list[Face] = []
    families: dict[str, frozenset[str]] = {}
    for path, text in sheets.items():
        plain = _COMMENT.sub("", text)
        faces += [face for body in _FACE.findall(plain) if (face := _face(body, path))]
        for selector, body in _RULE.findall(_FACE.sub("", plain)):
            named = frozenset(
                name for token in _TOKEN.findall(body) for name in _NAME.findall(token)
            )
            for lang in _langs(selector) if named else ():
                families[lang] = families.get(lang, frozenset()) | named
    return Faces(tuple(faces), families)


def _langs(selector: str) -> set[str]:
    found = {language_of(one or other) for one, other in _LANG.findall(selector)}
    return found or {""}


def _face(body: str, sheet: str) -> Face | None:
    values = {name: value for name, _, value in (each.partition(":") for each in body.split(";"))}
    values = {name.strip().lower(): value.strip() for name, value in values.items()}
    file = _FILE.search(values.get("src", ""))
    if not file:
        return None  # one that the reader's machine has
    weight = values.get("font-weight", "400").replace("bold", "700").replace("normal", "400")
    return Face(
        family=values.get("font-family", "").strip("\"'"),
        file=normpath(join(dirname(sheet), file[1].partition("?")[0])),
        bold=int(re.findall(r"\d+", weight)[0]) >= 600,
        sloped=values.get("font-style", "normal") != "normal",
        ranges=tuple(map(_range, _RANGE.findall(values.get("unicode-range", "")))),
    )


def _range(found: tuple[str, str]) -> tuple[int, int]:
    low, high = found
    return int(low.replace("?", "0"), 16), int((high or low).replace("?", "F"), 16)
