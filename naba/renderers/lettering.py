"""Lines of text as glyphs: which font, which order, where a line ends. The same everywhere.

HarfBuzz shapes and draws, ``naba.levels`` orders; both are pinned, and neither asks the system
for a font or a library.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

import uharfbuzz as hb
from PIL import Image

from naba.levels import levels, line_levels, runs
from naba.locale import direction
from naba.model import Value

Fonts = tuple[bytes, ...]
# What is left of a headline that is too long ends so.
ELLIPSIS = "…"
_grouped = re.compile(r"\d \d")
_CLOSERS = {"\u2066": 1, "\u2067": 1, "\u2068": 1, "\u2069": -1}


class Glyph(Value, frozen=True):
    """One glyph of ``fonts[font]``; its place and the line's measures are in ems."""

    font: int
    glyph: int
    x: float
    y: float


class Line(Value, frozen=True):
    """A line as it is drawn: its text, glyphs from left to right, width in ems."""

    text: str
    glyphs: tuple[Glyph, ...]
    width: float


class Set(Value, frozen=True):
    """Text set in lines at a size in pixels."""

    lines: tuple[Line, ...]
    size: float


class Box(Value, frozen=True):
    """Where text has to find room: pixels, lines, and the sizes that it may have."""

    width: float
    lines: int
    size: float
    least: float


def compose(text: str, lang: str, fonts: Fonts, box: Box) -> Set:
    """The text in lines of about one length, at the largest size that finds room.

    A text too long for the least size ends in an ellipsis. Characters that no font has are left
    out, such as pictographs.
    """
    line = _Setter(text, lang, fonts)
    size = box.size
    while size > box.least and not line.fits(box.width / size, box.lines):
        size = max(size - 2, box.least)
    while not line.fits(box.width / size, box.lines):
        shorter = _shortened(line.text)
        if shorter is None:
            break
        line = _Setter(shorter, lang, fonts)
    return Set(line.lines(box.width / size), size)


def _shortened(text: str) -> str | None:
    """The text without its last word, with an ellipsis; ``None`` if it has one word."""
    rest, blank, _ = text.rstrip(ELLIPSIS + "\u2069").rpartition(" ")
    if not blank:
        return None
    rest = rest.rstrip(" ،؛,;:.–—-")
    return rest + "\u2069" * max(0, sum(_CLOSERS.get(each, 0) for each in rest)) + ELLIPSIS


class _Setter:
    """One paragraph in one language, measured word by word."""

    def __init__(self, text: str, lang: str, fonts: Fonts) -> None:
        self.lang, self.fonts = lang, tuple(_font(data) for data in fonts)
        self.text = self._drawable(unicodedata.normalize("NFC", text))
        self.base = int(direction(lang) == "rtl")
        self.levels = levels(self.text, self.base)
        whole = hb.Buffer()
        whole.add_str(self.text)
        whole.guess_segment_properties()
        self.script = whole.script
        self.faces = self._faces()
        self.words = list(_words(self.text))
        self.widths = [self._line(start, end).width for start, end in self.words]
        self.blank = _advance(self.fonts[0], " ")

    def _drawable(self, text: str) -> str:
        """The text without what no font can show, and with single blanks."""
        shown = (
            " " if each.isspace() else each
            for each in text
            if each.isspace() or unicodedata.category(each) == "Cf" or self._face(each) is not None
        )  # fmt: skip
        return " ".join("".join(shown).split())

    def _face(self, character: str) -> int | None:
        code = ord(character)
        places = range(len(self.fonts))
        return next((at for at in places if self.fonts[at].get_nominal_glyph(code)), None)

    def _faces(self) -> list[int]:
        """The font of each character; blanks, marks and controls go with what stands before."""
        faces: list[int] = []
        for each in self.text:
            follows = each == " " or unicodedata.category(each) in ("Cf", "Mn", "Me")
            before = faces[-1] if faces else 0
            faces.append(before if follows else self._face(each) or 0)
        return faces

    def fits(self, width: float, lines: int) -> bool:
        """Whether the words go into so many lines of so many ems."""
        return max(self.widths, default=0) <= width and len(self._broken(width)) <= lines

    def _broken(self, width: float) -> list[tuple[int, int]]:
        """First and last word of each line, each as full as it can be."""
        found: list[tuple[int, int]] = []
        room = 0.0
        for at, word in enumerate(self.widths):
            if found and self.blank + word <= room:
                found[-1] = (found[-1][0], at)
                room -= self.blank + word
            else:
                found.append((at, at))
                room = width - word
        return found

    def lines(self, width: float) -> tuple[Line, ...]:
        """The lines, as short as they can be without becoming more (CSS ``text-wrap: balance``)."""
        wanted = len(self._broken(width))
        low, high = 0.0, width
        for _ in range(12):  # to a four-thousandth of the width
            middle = (low + high) / 2
            if len(self._broken(middle)) > wanted:
                low = middle
            else:
                high = middle
        spans = self._broken(high)
        return tuple(self._line(self.words[a][0], self.words[b][1]) for a, b in spans)

    def _line(self, start: int, end: int) -> Line:
        """The characters from ``start`` to ``end`` as one line."""
        given = line_levels(self.text[start:end], self.levels[start:end], self.base)
        glyphs: list[Glyph] = []
        pen = 0.0
        for first, last, level in runs(given):
            parts = groupby(range(start + first, start + last), key=self.faces.__getitem__)
            pieces = [(face, list(places)) for face, places in parts]
            for face, places in reversed(pieces) if level % 2 else pieces:
                pen = self._shape(face, places[0], places[-1] + 1, level, pen, glyphs)
        return Line(self.text[start:end], tuple(glyphs), pen)

    def _shape(
        self, face: int, start: int, end: int, level: int, pen: float, glyphs: list[Glyph]
    ) -> float:
        """Adds the glyphs of one run of one font and direction; where the pen is then."""
        font = self.fonts[face]
        buffer = hb.Buffer()
        buffer.add_str(self.text, start, end - start)  # its neighbours decide how letters join
        buffer.guess_segment_properties()
        if buffer.script is None and self.script:
            buffer.script = self.script  # whose figures may be drawn to go with its letters
        buffer.direction = "rtl" if level % 2 else "ltr"
        buffer.language = self.lang
        hb.shape(font, buffer)
        em = font.face.upem
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            x, y = pen + place.x_offset / em, place.y_offset / em
            glyphs.append(Glyph(face, info.codepoint, x, y))
            pen += place.x_advance / em
        return pen


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Where each word begins and ends. Numbers in a row are one, as a telephone's are."""
    start = 0
    for blank in re.finditer(" ", text):
        if not _grouped.match(text, max(blank.start() - 1, 0)):
            yield start, blank.start()
            start = blank.end()
    yield start, len(text)


def draw(
    onto: Image.Image, line: Line, fonts: Fonts, place: tuple[float, float, float], ink: str
) -> None:
    """Draws a line from ``place``: left edge, baseline, size, in pixels."""
    left, baseline, size = place
    raster = hb.RasterDraw()
    for glyph in line.glyphs:
        font = _font(fonts[glyph.font])
        scale = size / font.face.upem
        raster.transform = (scale, 0, 0, scale, left % 1 + glyph.x * size, glyph.y * size)
        raster.draw_glyph(font, glyph.glyph)
    image = raster.render()
    if image is None or not image.extents.width:
        return
    shape = image.extents
    size_ = (shape.width, shape.height)
    mask = Image.frombytes("L", size_, image.buffer, "raw", "L", shape.stride, -1)
    corner = (int(left // 1) + shape.x_origin, round(baseline) - shape.y_origin - shape.height)
    onto.paste(ink, (*corner, corner[0] + shape.width, corner[1] + shape.height), mask)


@functools.lru_cache(maxsize=16)
def _font(data: bytes) -> hb.Font:
    return hb.Font(hb.Face(data))


def _advance(font: hb.Font, text: str) -> float:
    glyph = font.get_nominal_glyph(ord(text))
    return float(font.get_glyph_h_advance(glyph or 0)) / float(font.face.upem)
