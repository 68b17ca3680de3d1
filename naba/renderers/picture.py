"""One rendition of a picture: upright, resized, without metadata (a camera's place and owner)."""

from __future__ import annotations

import io
import warnings
from typing import Any, Literal

import msgspec
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from naba.errors import ContentError, Problem
from naba.model import Value
from naba.page import Page
from naba.pictures import MAX_PIXELS, PHONE_BYTES, PHONE_WIDTH, Rendition, window

_SAVED: dict[str, dict[str, Any]] = {
    # One thread, for how many there are must not show in the bytes.
    "AVIF": {"quality": 60, "max_threads": 1},
    "WEBP": {"quality": 80, "method": 4},
    "JPEG": {"quality": 82, "optimize": True, "progressive": True},
    "PNG": {"compress_level": 6},
}
# Wide AVIF files are made in a third of the time and are a fifth larger; phones get narrow ones.
_CAREFUL, _QUICK = 8, 9
# A narrow picture that is heavier than a phone should fetch is made coarser by such steps.
_STEP, _COARSEST = 10, 30
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
_TOO_LARGE = f"the picture has more than {MAX_PIXELS // 1_000_000} million pixels"
# Where Pillow looks for an orientation; in a PNG these may stand behind the pixels.
_PNG_METADATA = (b"eXIf", b"Raw profile type exif", b"XML:com.adobe.xmp")


class Looked(Value, frozen=True):
    """What a picture file is, seen upright."""

    width: int
    height: int
    format: Literal["JPEG", "PNG", "WEBP", "AVIF", "GIF"]
    moves: bool = False  # then its first frame is what is published


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
            moves = getattr(opened, "is_animated", False)
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
    size = {"width": width, "height": height}
    return msgspec.convert({**size, "format": opened.format, "moves": moves}, Looked)


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
        raise broken(page, error) from error


def broken(page: Page, error: Exception) -> ContentError:
    """What is told of a picture that has a sound header and can't be decoded."""
    assert page.file is not None
    fact, remedy = f"the picture is broken ({error})", "save it anew"
    return ContentError([Problem(f"content/{page.file.file}", 0, 0, fact, remedy)])


def _made(raw: bytes, rendition: Rendition) -> bytes:
    size = (rendition.width, rendition.height)
    opened = Image.open(io.BytesIO(raw))
    # A JPEG decodes faster to twice the size that is wanted, which is enough to be as sharp.
    # That holds for what is cut, too: neither side becomes less.
    opened.draft(None, (max(size) * 2, max(size) * 2))
    profile = opened.info.get("icc_profile")
    drawn = opened.mode == "P"
    see_through = "A" in opened.getbands() or "transparency" in opened.info
    keep_alpha = see_through and rendition.format != "JPEG"
    upright = _plain_mode(ImageOps.exif_transpose(opened), keep_alpha)
    resized = _resized(upright, size, rendition.focus)
    if profile:
        resized = _in_srgb(resized, profile)
    if resized.mode == "CMYK":
        resized = resized.convert("RGB")
    if rendition.format == "PNG" and drawn and not keep_alpha:
        resized = resized.quantize(256, dither=Image.Dither.NONE)
    resized.info = {}
    return _saved(resized, rendition)


def _resized(image: Image.Image, size: tuple[int, int], focus: str) -> Image.Image:
    """The picture in a size; with a focal point the part around it that has the size's shape."""
    if focus:
        return image.resize(size, Image.Resampling.LANCZOS, window(image.size, size, focus))
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)


def _saved(image: Image.Image, rendition: Rendition) -> bytes:
    """The picture's bytes; those of one for phones as coarse as their budget makes them."""
    options, narrow = dict(_SAVED[rendition.format]), rendition.width <= PHONE_WIDTH
    if rendition.format == "AVIF":
        options["speed"] = _CAREFUL if narrow else _QUICK
    while True:
        out = io.BytesIO()
        image.save(out, rendition.format, **options)
        fits = not narrow or rendition.format not in ("AVIF", "WEBP") or out.tell() <= PHONE_BYTES
        if fits or options["quality"] <= _COARSEST:
            return out.getvalue()
        options["quality"] -= _STEP


def _plain_mode(image: Image.Image, keep_alpha: bool) -> Image.Image:
    """The picture in a mode that can be resized; CMYK stays, for its profile speaks of inks."""
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off and not scale
        image = image.convert("I").point([each >> 8 for each in range(65536)], "L")
    if image.mode == "CMYK":
        return image
    if keep_alpha:
        return image.convert("RGBA")
    return flat(image)


def flat(image: Image.Image) -> Image.Image:
    """The picture in RGB. What can be seen through stands on white, not on black."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")
    ground = Image.new("RGB", image.size, "white")
    over = image.convert("RGBA")
    ground.paste(over, mask=over.getchannel("A"))
    return ground


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The picture in the web's own colours, so that no profile has to go with it."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    plain = image if alpha is None else image.convert("RGB")
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        made = ImageCms.profileToProfile(plain, given, srgb, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image  # a profile that is broken, or of other colours than the picture's
    assert made is not None
    if alpha is not None:
        made.putalpha(alpha)
    return made
