"""Photograph the front page for the README: `python scripts/shots.py`, after a build.

Both editions side by side, each on a large screen and on a phone, in one picture.
"""

from __future__ import annotations

import functools
import io
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent
SITE, GOAL = ROOT / "public", ROOT / "docs/pictures/home.png"
EDITIONS = ("en", "ar")
DESKTOP, PHONE = (1280, 960), (390, 940)  # CSS pixels
WIDE, NARROW = 740, 220  # what they are in the picture
PAPER, EDGE = "#e6dccb", "#b9ab92"
GAP, ROUND, COLOURS = 36, 14, 200


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a server of the folder on this machine."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def shot(browser: Browser, url: str, size: tuple[int, int], width: int) -> Image.Image:
    """What a screen of ``size`` shows of a page, ``width`` pixels wide, with round corners."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]}, device_scale_factor=2, color_scheme="light"
    )
    answer = page.goto(url, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise SystemExit(f"{url} is not there; build the site first: make")
    page.evaluate("document.fonts.ready")
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    height = round(width * size[1] / size[0])
    return taken.resize((width, height), Image.Resampling.LANCZOS)


def put(canvas: Image.Image, screen: Image.Image, at: tuple[int, int]) -> None:
    """Lay a screen on the picture, its corners round and a line around it."""
    mask = Image.new("L", screen.size, 0)
    box = (0, 0, screen.width - 1, screen.height - 1)
    ImageDraw.Draw(mask).rounded_rectangle(box, ROUND, fill=255)
    canvas.paste(screen, at, mask)
    place = (at[0] - 1, at[1] - 1, at[0] + screen.width, at[1] + screen.height)
    ImageDraw.Draw(canvas).rounded_rectangle(place, ROUND, outline=EDGE, width=2)


def compose(browser: Browser, base: str) -> Image.Image:
    """The whole picture: the screens at its outer sides, the phones between them."""
    screens = [shot(browser, f"{base}/{lang}/", DESKTOP, WIDE) for lang in EDITIONS]
    phones = [shot(browser, f"{base}/{lang}/", PHONE, NARROW) for lang in EDITIONS]
    row = [screens[0], *phones, screens[1]]
    height = max(each.height for each in row)
    width = sum(each.width for each in row) + GAP * (len(row) + 1)
    canvas = Image.new("RGB", (width, height + 2 * GAP), PAPER)
    across = GAP
    for each in row:
        put(canvas, each, (across, GAP + (height - each.height) // 2))
        across += each.width + GAP
    return canvas


def main() -> None:
    """Take the pictures and say how large the file is."""
    with served(SITE) as base, sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=shutil.which("chromium") or "/usr/bin/chromium", args=["--no-sandbox"]
        )
        picture = compose(browser, base)
        browser.close()
    GOAL.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(GOAL, optimize=True)
    print(f"{GOAL.stat().st_size / 1000:6.1f} kB  {GOAL.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
