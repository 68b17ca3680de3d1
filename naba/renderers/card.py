"""A share card: the small part of SVG that ``templates/card.svg`` may use, drawn as a JPEG.

The template is a page's like any other; what it makes is drawn here and not by a library for SVG,
none of which orders Arabic lines right, breaks them, or fits them into a box.
"""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Mapping
from xml.etree import ElementTree

from PIL import Image, ImageColor, ImageDraw, ImageOps

from naba.errors import ContentError, Problem
from naba.page import Page
from naba.pictures import window
from naba.renderers import template
from naba.renderers.lettering import Box, compose, draw
from naba.renderers.picture import broken, flat
from naba.theme import Theme
from naba.views.cards import HEIGHT, WIDTH

# Some services show no picture that is larger, and a link's preview should not weigh more.
MOST_BYTES = 60_000
_QUALITIES = (84, 72, 60, 48, 36, 24, 12, 5)
_SMOOTH = 4  # shapes with slanting edges are drawn so many times larger
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPE = frozenset(["fill", "fill-opacity"])
_KNOWN: dict[str, frozenset[str]] = {
    "rect": _SHAPE | {"x", "y", "width", "height"},
    "circle": _SHAPE | {"cx", "cy", "r"},
    "polygon": _SHAPE | {"points"},
    "image": frozenset(["x", "y", "width", "height", "href", "preserveAspectRatio", "data-focus"]),
    "text": frozenset(
        (
            *("x", "y", "fill", "font-family", "font-size", "direction", "lang", "text-anchor"),
            *("data-width", "data-lines", "data-least", "data-leading", "data-align"),
        )
    ),
    "g": frozenset(),
    "title": frozenset(),
    "desc": frozenset(),
}


def render(page: Page, theme: Theme, raw: bytes) -> bytes:
    """The card as a JPEG. ``raw`` is the story's picture, empty if it has none.

    Raises ``ContentError`` for a template that draws what can't be drawn.
    """
    made = template.render(page, theme, {})
    try:
        drawing = _Drawing(made, theme.fonts, raw)
    except _Broken as error:
        raise broken(page, error) from error
    except (ValueError, KeyError, ElementTree.ParseError) as error:
        fact = f"the card of {page.of} can't be drawn: {error.args[0] if error.args else error}"
        file = theme.shown.get(page.template, page.template)
        remedy = "docs/templates.md lists what a card may hold"
        raise ContentError([Problem(file, 0, 0, fact, remedy)]) from error
    return _saved(drawing.image)


class _Broken(Exception):
    """The story's picture can't be decoded."""


def _upright(raw: bytes, size: tuple[int, int]) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(raw))
            opened.draft("RGB", size)  # a JPEG decodes faster to what is enough
            return ImageOps.exif_transpose(opened)
    except Exception as error:  # see ``naba.renderers.picture.look``
        raise _Broken(str(error)) from error


def _saved(image: Image.Image) -> bytes:
    """The best JPEG that is light enough. JPEG, for its bytes don't depend on the processor."""
    for quality in _QUALITIES:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()


class _Drawing:
    """One card, drawn element after element."""

    def __init__(self, svg: bytes, fonts: Mapping[str, bytes], raw: bytes) -> None:
        root = ElementTree.fromstring(svg)
        if root.tag != f"{_SVG}svg":
            raise ValueError("it is not an `<svg>` of SVG's name space")
        if (root.get("width"), root.get("height")) != (str(WIDTH), str(HEIGHT)):
            raise ValueError(f"it is not {WIDTH} wide and {HEIGHT} high")
        self.fonts, self.raw = fonts, raw
        self.image = Image.new("RGB", (WIDTH, HEIGHT), "white")
        self._all(root)

    def _all(self, parent: ElementTree.Element) -> None:
        for element in parent:
            name = str(element.tag).removeprefix(_SVG)
            if name not in _KNOWN:
                raise ValueError(f"there is no `<{name}>` here")
            for attribute in set(element.keys()) - _KNOWN[name] - {"id", "class"}:
                raise ValueError(f"`<{name}>` has no `{attribute}` here")
            if name == "g":
                self._all(element)
            elif name == "image":
                self._picture(element)
            elif name == "text":
                self._text(element)
            elif name not in ("title", "desc"):
                self._shape(name, element)

    def _shape(self, name: str, element: ElementTree.Element) -> None:
        points = _points(name, element)
        opacity = float(element.get("fill-opacity", "1"))
        ink = _colour(element)
        if name == "rect" and opacity == 1 and all(each % 1 == 0 for each in points):
            left, top, right, bottom = map(int, points)
            self.image.paste(ink, (left, top, right, bottom))
            return
        left, top = int(min(points[::2])), int(min(points[1::2]))
        size = (int(max(points[::2])) - left + 1, int(max(points[1::2])) - top + 1)
        mask = Image.new("L", (size[0] * _SMOOTH, size[1] * _SMOOTH))
        own = [
            (each - (left, top)[at % 2]) * _SMOOTH - (at > 1 and name != "polygon")
            for at, each in enumerate(points)
        ]
        pen = ImageDraw.Draw(mask)
        drawn = {"rect": pen.rectangle, "circle": pen.ellipse, "polygon": pen.polygon}[name]
        drawn(own, fill=round(255 * opacity))
        self.image.paste(ink, (left, top, left + size[0], top + size[1]), mask.reduce(_SMOOTH))

    def _picture(self, element: ElementTree.Element) -> None:
        """The story's picture, cut to its place around its focal point."""
        x, y, width, height = (round(_number(element, n)) for n in ("x", "y", "width", "height"))
        if element.get("href") != "picture":
            raise ValueError('the only `<image>` is `href="picture"`, the story\'s')
        if not self.raw:
            raise ValueError("the story has no picture: ask for `page.picture` first")
        upright = _upright(self.raw, (width, height))
        box = window(upright.size, (width, height), element.get("data-focus", ""))
        around = (int(box[0]), int(box[1]), math.ceil(box[2]), math.ceil(box[3]))
        seen = flat(upright.crop(around))
        within = (box[0] - around[0], box[1] - around[1], box[2] - around[0], box[3] - around[1])
        made = seen.resize((width, height), Image.Resampling.LANCZOS, within)
        self.image.paste(made, (x, y))

    def _text(self, element: ElementTree.Element) -> None:
        text = "".join(element.itertext()).strip()
        if not text:
            return
        names = [name.strip() for name in element.get("font-family", "").split(",")]
        for name in names:
            if name not in self.fonts:
                raise ValueError(f"there is no font `templates/fonts/{name}.ttf`")
        fonts = tuple(self.fonts[name] for name in names)
        size = _number(element, "font-size")
        box = Box(
            width=_number(element, "data-width", WIDTH),
            lines=int(_number(element, "data-lines", 1)),
            size=size,
            least=_number(element, "data-least", size),
        )
        rtl = element.get("direction") == "rtl"
        made = compose(text, element.get("lang", "ar" if rtl else "en"), fonts, box)
        leading = made.size * _number(element, "data-leading", 1.3)
        above = {"bottom": 1.0, "middle": 0.5}.get(element.get("data-align", "top"), 0.0)
        x, y = (
            _number(element, "x"),
            _number(element, "y") - leading * above * (len(made.lines) - 1),
        )
        anchor = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")]
        anchor = 1 - anchor if rtl else anchor
        for number, line in enumerate(made.lines):
            place = (x - line.width * made.size * anchor, y + leading * number, made.size)
            draw(self.image, line, fonts, place, _colour(element))


def _number(element: ElementTree.Element, name: str, default: float | None = None) -> float:
    said = element.get(name)
    if said is None and default is not None:
        return default
    try:
        return float(said or "")
    except ValueError:
        tag = str(element.tag).removeprefix(_SVG)
        raise ValueError(f"the `{name}` of a `<{tag}>` is not a number") from None


def _points(name: str, element: ElementTree.Element) -> list[float]:
    """Corners: of a polygon all, of the others' boxes two."""
    if name == "polygon":
        return [float(each) for each in element.get("points", "").replace(",", " ").split()]
    if name == "circle":
        x, y, radius = (_number(element, each) for each in ("cx", "cy", "r"))
        return [x - radius, y - radius, x + radius, y + radius]
    x, y, width, height = (_number(element, each) for each in ("x", "y", "width", "height"))
    return [x, y, x + width, y + height]


def _colour(element: ElementTree.Element) -> str:
    colour = element.get("fill", "#000000")
    ImageColor.getrgb(colour)  # raises ``ValueError`` with the fact
    return colour
