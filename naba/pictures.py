"""Which files a picture is published as: widths, formats, addresses. Pure arithmetic."""

from __future__ import annotations

from naba.model import Picture, Value
from naba.urls import picture as address

# Phones at two pixels to one, then a column at one, then the same column at two.
WIDTHS = (480, 800, 1200, 1600)
# What a browser without WebP, a feed reader and a share card get: wide enough, never huge.
PLAIN_WIDTH = 1200
ENDINGS = {"WEBP": "webp", "JPEG": "jpg", "PNG": "png"}
# A picture of more pixels than this is refused: decoding it could take all memory.
MAX_PIXELS = 60_000_000


class Rendition(Value, frozen=True):
    """One file that a picture is published as."""

    url: str
    width: int
    height: int
    format: str  # "WEBP", "JPEG" or "PNG"


def webp(picture: Picture) -> tuple[Rendition, ...]:
    """The WebP renditions, narrowest first; none is wider than the picture."""
    widths = [width for width in WIDTHS if width < picture.width]
    if len(widths) < len(WIDTHS):
        widths.append(picture.width)
    return tuple(_rendition(picture, width, "WEBP") for width in widths)


def plain(picture: Picture) -> Rendition:
    """The one rendition that everything can show: PNG stays PNG, all else becomes JPEG."""
    format_ = "PNG" if picture.format == "PNG" else "JPEG"
    return _rendition(picture, min(picture.width, PLAIN_WIDTH), format_)


def renditions(picture: Picture) -> tuple[Rendition, ...]:
    """Every file that the picture is published as."""
    return (*webp(picture), plain(picture))


def _rendition(picture: Picture, width: int, format_: str) -> Rendition:
    height = max(1, round(picture.height * width / picture.width))
    url = address(picture.file, picture.digest, width, ENDINGS[format_])
    return Rendition(url, width, height, format_)
