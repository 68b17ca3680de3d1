"""One rendition of a picture: upright, resized, without metadata (a camera's place and owner)."""

from __future__ import annotations

import io
import warnings
from typing import Any, Literal

import msgspec
from PIL import Image, ImageOps, UnidentifiedImageError

from naba.errors import ContentError, Problem
from naba.model import Value
from naba.page import Page
from naba.pictures import MAX_PIXELS, Rendition

_SAVED: dict[str, dict[str, Any]] = {
    "WEBP": {"quality": 80, "method": 4},
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "PNG": {"optimize": True},
}
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
_TOO_LARGE = f"the picture has more than {MAX_PIXELS // 1_000_000} million pixels"
# Where Pillow looks for an orientation; in a PNG these may stand behind the pixels.
_PNG_METADATA = (b"eXIf", b"Raw profile type exif", b"XML:com.adobe.xmp")


class Looked(Value, frozen=True):
    """What a picture file is, seen upright."""

    width: int
    height: int
    format: Literal["JPEG", "PNG", "WEBP", "AVIF"]


def look(raw: bytes) -> Looked | str:
    """The size and format of a picture from its first bytes, or a fact why it is no good.

    Nothing is decoded: a file that would unpack to more than ``MAX_PIXELS`` is refused by its
    header.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(io.BytesIO(raw))
            width, height = opened.size
            if opened.format in FORMATS and width * height > MAX_PIXELS:
                return _TOO_LARGE
            turned = _orientation(opened, raw) >= 5  # the values that lie on a side
    except Image.DecompressionBombError:
        return _TOO_LARGE
    except UnidentifiedImageError:
        drawn = b"<svg" in raw[:1000]
        return "SVG pictures are not published" if drawn else "it is not a picture that can be read"
    except Exception as error:  # Pillow's plugins raise whatever the broken bytes lead them to
        return f"the picture is broken ({error})"
    if opened.format not in FORMATS:
        return f"{opened.format} pictures are not published"
    if turned:
        width, height = height, width
    return msgspec.convert({"width": width, "height": height, "format": opened.format}, Looked)


def _orientation(opened: Image.Image, raw: bytes) -> int:
    """EXIF's orientation, 1 if there is none; a PNG without any is not decoded to learn that."""
    if opened.format == "PNG" and not any(mark in raw for mark in _PNG_METADATA):
        return 1
    return int(opened.getexif().get(0x0112, 1))


def render(page: Page, raw: bytes) -> bytes:
    """The bytes of the rendition that ``page`` is."""
    (rendition,) = page.args
    assert isinstance(rendition, Rendition)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _made(raw, rendition)
    except Exception as error:  # see ``look``
        assert page.file is not None
        fact, remedy = f"the picture is broken ({error})", "save it anew"
        raise ContentError([Problem(f"content/{page.file.file}", 0, 0, fact, remedy)]) from error


def _made(raw: bytes, rendition: Rendition) -> bytes:
    opened = Image.open(io.BytesIO(raw))
    colours = opened.info.get("icc_profile")
    drawn = opened.mode == "P"
    see_through = "A" in opened.getbands() or "transparency" in opened.info
    upright = ImageOps.exif_transpose(opened)
    keep_alpha = see_through and rendition.format != "JPEG"
    flat = upright.convert("RGBA" if keep_alpha else "RGB")
    size = (rendition.width, rendition.height)
    resized = flat if flat.size == size else flat.resize(size, Image.Resampling.LANCZOS)
    if rendition.format == "PNG" and drawn and not keep_alpha:
        resized = resized.quantize(256, dither=Image.Dither.NONE)
    out = io.BytesIO()
    resized.info = {}
    resized.save(out, rendition.format, icc_profile=colours, **_SAVED[rendition.format])
    return out.getvalue()
