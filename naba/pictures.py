"""Which files a picture is published as: widths, formats, addresses. Pure arithmetic."""

from __future__ import annotations

from naba.model import Picture, Value
from naba.urls import cut_picture as cut_address
from naba.urls import picture as address

# A row's picture is 112 to 272 CSS pixels wide, a card's 384, a phone 360 to 430, a lead 704, a
# story's picture 928; screens have one to three pixels to each of those.
WIDTHS = (480, 800, 1200, 1600)
# For the browsers of 2018 to 2023, which know WebP and not AVIF: two files are enough.
WEBP_WIDTHS = (800, 1600)
# What a browser without either and a feed reader get: wide enough, never huge.
PLAIN_WIDTH = 1200
ENDINGS = {"AVIF": "avif", "WEBP": "webp", "JPEG": "jpg", "PNG": "png"}
# What a phone takes that is 360 pixels wide and has two dots for each, and what that may weigh.
PHONE_WIDTH, PHONE_BYTES = 800, 60_000
# What searchers' programs want a story's picture in, to choose from by the place that they have: up
# to so many pixels wide, and of so many pixels at least.
SHAPES = ((16, 9), (4, 3), (1, 1))
SHAPE_WIDTH, SHAPE_PIXELS = 1200, 50_000
# Formats of drawings, whose plain rendition keeps sharp edges.
_DRAWN = ("PNG", "GIF")
MIDDLE = "50% 50%"
# A picture of more pixels than this is refused: decoding it could take all memory.
MAX_PIXELS = 60_000_000


class Rendition(Value, frozen=True):
    """One file that a picture is published as.

    One with a ``focus`` is cut around it to its own shape; the others show all of the picture.
    """

    url: str
    width: int
    height: int
    format: str  # "AVIF", "WEBP", "JPEG" or "PNG"
    focus: str = ""


def avif(picture: Picture) -> tuple[Rendition, ...]:
    """The AVIF renditions, narrowest first; none is wider than the picture."""
    return _in_widths(picture, WIDTHS, "AVIF")


def webp(picture: Picture) -> tuple[Rendition, ...]:
    """The WebP renditions, narrowest first; none is wider than the picture."""
    return _in_widths(picture, WEBP_WIDTHS, "WEBP")


def _in_widths(picture: Picture, wanted: tuple[int, ...], format_: str) -> tuple[Rendition, ...]:
    widths = [width for width in wanted if width < picture.width]
    if len(widths) < len(wanted):
        widths.append(picture.width)
    return tuple(_rendition(picture, width, format_) for width in widths)


def plain(picture: Picture) -> Rendition:
    """The one rendition that everything can show: a drawing is a PNG, all else a JPEG."""
    format_ = "PNG" if picture.format in _DRAWN else "JPEG"
    return _rendition(picture, min(picture.width, PLAIN_WIDTH), format_)


def renditions(picture: Picture) -> tuple[Rendition, ...]:
    """Every file that the picture is published as."""
    return (*avif(picture), *webp(picture), plain(picture))


def shapes(picture: Picture, focus: str) -> tuple[Rendition, ...]:
    """The picture in searchers' shapes, as large as it can be cut; none where that is too small.

    A shape that the picture has anyway is its plain rendition.
    """
    made = []
    spare = plain(picture)
    for across, down in SHAPES:
        width = min(SHAPE_WIDTH, picture.width, picture.height * across // down)
        height = width * down // across
        if width * height < SHAPE_PIXELS:
            continue
        if abs(spare.width - width) <= 1 and abs(spare.height - height) <= 1:
            made.append(spare)
            continue
        url = cut_address(picture.file, picture.digest, (width, height), focus or MIDDLE, "jpg")
        made.append(Rendition(url, width, height, "JPEG", focus or MIDDLE))
    return tuple(made)


def focus_in_tenths(focus: str) -> str:
    """A focal point for a style sheet, which can't hold every one: "30% 64%" is ``3-6``."""
    return "-".join(str(round(float(each.rstrip("%")) / 10)) for each in focus.split())


def window(
    size: tuple[int, int], goal: tuple[int, int], focus: str
) -> tuple[float, float, float, float]:
    """The part of a picture that fills a place of ``goal``'s shape: left, top, right, bottom.

    As CSS's ``object-fit: cover`` with ``object-position: focus`` cuts it.
    """
    scale = min(size[0] / goal[0], size[1] / goal[1])
    width, height = goal[0] * scale, goal[1] * scale
    across, down = (float(each.rstrip("%")) / 100 for each in (focus or MIDDLE).split())
    # Rounding may carry an edge a trillionth of a pixel out of the picture.
    left, top = max((size[0] - width) * across, 0.0), max((size[1] - height) * down, 0.0)
    return left, top, min(left + width, size[0]), min(top + height, size[1])


def _rendition(picture: Picture, width: int, format_: str) -> Rendition:
    height = max(1, round(picture.height * width / picture.width))
    url = address(picture.file, picture.digest, width, ENDINGS[format_])
    return Rendition(url, width, height, format_)
