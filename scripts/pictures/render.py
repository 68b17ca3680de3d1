"""SVG to compact PNG, through headless Chromium."""

import io
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import fontpkg_ibm_plex_sans_arabic as plex
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from pictures.catalogue import Picture
from pictures.svg import HEIGHT, WIDTH
from pictures.text import FAMILY

WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
LIMIT = 120_000
COLOURS = (128, 96, 64, 48, 32)


def font_faces() -> str:
    """Return the style that loads the typeface from the installed package."""
    folder = Path(plex.__file__).parent / "files"
    return "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};"
        f"src:url('{(folder / f'IBMPlexSansArabic-{name}.ttf').as_uri()}')}}"
        for weight, name in WEIGHTS.items()
    )


@contextmanager
def blank_page(folder: Path) -> Iterator[Page]:
    """Yield a browser page of the sheet's size, with the fonts within its reach."""
    start = folder / "sheet.html"
    start.write_text("<!doctype html><title>sheet</title>", encoding="utf-8")
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium") or "/usr/bin/chromium",
            args=["--headless", "--no-sandbox"],
        )
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(start.as_uri())
        yield page
        browser.close()


def compact(shot: bytes) -> bytes:
    """Return a screenshot as a PNG with a palette, with as many colours as the limit allows."""
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    data = shot
    for colours in COLOURS:
        reduced = image.quantize(
            colours, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE
        )
        buffer = io.BytesIO()
        reduced.save(buffer, "PNG", optimize=True)
        data = buffer.getvalue()
        if len(data) <= LIMIT:
            break
    return data


def draw(pictures: Iterable[Picture], folder: Path) -> Iterator[tuple[Picture, int]]:
    """Draw and save the pictures; yield each with the size of its file."""
    style = f"<style>{font_faces()}*{{margin:0}}svg{{display:block}}</style>"
    with blank_page(folder) as page:
        for picture in pictures:
            page.set_content(f"<!doctype html>{style}{picture.build()}")
            page.evaluate("document.fonts.ready")
            data = compact(page.screenshot())
            picture.target.parent.mkdir(parents=True, exist_ok=True)
            picture.target.write_bytes(data)
            yield picture, len(data)
