"""Headlines on share cards stand as Chromium sets the same words in the same fonts."""

from __future__ import annotations

import base64
import html
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat
from playwright.sync_api import Browser, sync_playwright

from naba.bidi import isolate_plain
from naba.locale import direction
from naba.renderers.lettering import Box, compose, draw
from tests.newspaper import ROOT

pytestmark = pytest.mark.browser

NAMES = {
    "ar": ("sans-arabic", "sans-latin", "serif-latin-display"),
    "en": ("serif-latin-display", "sans-arabic", "sans-latin"),
}
WIDTH, SIZE, LEADING, HEIGHT = 640, 60, 82, 420

HEADLINES = [
    ("ar", "لماذا ذهب بوتين إلى باكو؟"),
    ("ar", "مُستشفًى في غَزَّة يعود إلى العمل بعد ٣٤٥ يومًا من التوقف"),
    ("ar", "«لغة C++» في عامها الأربعين: لم تمت بعد (2025)"),
    ("ar", "Electronic Intifada (2026): ما الذي يحدث في غزة؟"),
    ("ar", "قالت Reuters إن 3.5% من السكان غادروا، و12,400 عادوا"),
    ("ar", "من 2 إلى 5: كيف تُكتب الأرقام في الصحف؟ «دليل» جديد"),
    ("ar", "اتصل على +970 8 282 1234 أو راسل news@naba.example"),
    ("en", "The translators of Baghdad: when Galen learned Arabic"),
    ("en", "What «النيروز» means, and who keeps it in São Paulo (2024)"),
    ("en", "Who said «قال: (نعم)، ثم: (لا)» in full?"),
    ("en", "A language’s day: why resolution 3190 still matters to العربية"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


def chromium(browser: Browser, lines: list[str], lang: str, size: float) -> Image.Image:
    """The headline as a page has it, black on white: one paragraph that breaks where ours does."""
    faces = ""
    for name in NAMES[lang]:
        data = base64.b64encode((ROOT / "templates/fonts" / f"{name}.ttf").read_bytes()).decode()
        faces += f"@font-face {{ font-family: {name}; src: url(data:font/ttf;base64,{data}) }}\n"
    style = (
        f"body {{ margin: 0; background: white }} p {{ margin: 20px; width: {WIDTH}px;"
        f" font: {size}px/{LEADING}px {', '.join(NAMES[lang])};"
        " text-rendering: geometricPrecision; color: black } span { white-space: nowrap }"
    )
    spans = " ".join(f"<span>{html.escape(line)}</span>" for line in lines)
    page = browser.new_page(viewport={"width": WIDTH + 40, "height": HEIGHT})
    page.set_content(
        f"<!doctype html><html lang={lang} dir={direction(lang)}><style>{faces}{style}</style>"
        f"<p>{spans}</p>"
    )
    page.evaluate("document.fonts.ready")
    shot = page.screenshot()
    page.close()
    return Image.open(io.BytesIO(shot)).convert("L")


def card(text: str, lang: str) -> tuple[Image.Image, list[str], float]:
    """The headline as a card has it, black on white; its lines and size."""
    fonts = tuple((ROOT / "templates/fonts" / f"{n}.ttf").read_bytes() for n in NAMES[lang])
    made = compose(text, lang, fonts, Box(WIDTH, 4, SIZE, 40))
    lines = [line.text for line in made.lines]
    image = Image.new("RGB", (WIDTH + 40, HEIGHT), "white")
    for number, line in enumerate(made.lines):
        left = WIDTH + 20 - line.width * made.size if direction(lang) == "rtl" else 20.0
        draw(image, line, fonts, (left, 80 + number * LEADING, made.size), "black")
    return image.convert("L"), lines, made.size


def ink(image: Image.Image) -> Image.Image:
    """Where the letters are, cut to them from above: baselines are set by other rules."""
    dark = image.point([255 if each < 128 else 0 for each in range(256)])
    box = dark.getbbox()
    assert box
    return dark.crop((0, box[1], dark.width, min(box[1] + HEIGHT - 100, dark.height)))


def strayed(image: Image.Image, other: Image.Image) -> float:
    """The share of one's ink that is more than three pixels from the other's."""
    size = (image.width, max(image.height, other.height))
    one, two = Image.new("L", size), Image.new("L", size)
    one.paste(image)
    two.paste(other)
    stray = ImageChops.subtract(one, two.filter(ImageFilter.MaxFilter(7)))
    return float(ImageStat.Stat(stray).sum[0] / ImageStat.Stat(one).sum[0])


@pytest.mark.parametrize(("lang", "headline"), HEADLINES)
def test_a_headline_stands_as_chromium_sets_it(
    browser: Browser, tmp_path: Path, lang: str, headline: str
) -> None:
    text = isolate_plain(headline, lang)
    ours, lines, size = card(text, lang)
    theirs = chromium(browser, lines, lang, size)
    ours.save(tmp_path / "card.png")
    theirs.save(tmp_path / "chromium.png")
    assert strayed(ink(ours), ink(theirs)) < 0.01, f"see {tmp_path}"
    assert strayed(ink(theirs), ink(ours)) < 0.01, f"see {tmp_path}"


def test_the_comparison_sees_two_words_in_the_wrong_order(browser: Browser) -> None:
    ours, _, size = card("لغة جديدة اليوم", "ar")
    theirs = chromium(browser, ["لغة اليوم جديدة"], "ar", size)
    assert strayed(ink(ours), ink(theirs)) > 0.1
