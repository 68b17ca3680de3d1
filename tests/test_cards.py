"""Share cards: which stories have one, what is on it, that it is the same on every machine."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from PIL import Image

from naba.bidi import isolate_plain
from naba.renderers.lettering import Box, compose
from tests.conftest import Press
from tests.newspaper import ROOT, Newspaper, picture, story

FONTS = tuple(
    (ROOT / "templates/fonts" / f"{name}.ttf").read_bytes()
    for name in ("sans-arabic", "sans-latin", "serif-latin-display")
)
CARD = "/ar/2024/08/a/card.jpg"
MIXED = "«لغة C++» في عامها الـ40: Electronic Intifada (2026) تسأل عن 3.5%"


def look(paper: Newspaper, address: str = CARD) -> Image.Image:
    return Image.open(paper.out / address.lstrip("/")).convert("RGB")


def test_every_published_story_has_a_card_in_each_of_its_languages(newspaper: Press) -> None:
    paper = newspaper(
        {
            "content/a/ar.md": story(),
            "content/a/en.md": story("T", None),
            "content/draft/ar.md": story(status="draft"),
            "content/embargo/ar.md": story(publish_at="2024-09-02"),
            "content/future/ar.md": story(date="2024-09-02"),
            "content/gone/ar.md": story(expires="2024-08-30"),
            "content/withheld/ar.md": story(status="withheld"),
            "content/withdrawn/ar.md": story(status="canceled"),
            "content/about/ar.md": story(date=None, kind="page"),
        }
    )
    paper.build()
    cards = {path for path in paper.tree() if path.endswith("card.jpg")}
    stories = {"ar/2024/08/a/card.jpg", "en/2024/08/a/card.jpg"}
    assert cards == stories | {"ar/card.jpg", "en/card.jpg"}
    for path in cards:
        with Image.open(paper.out / path) as card:
            assert (card.format, card.size) == ("JPEG", (1200, 630))
    assert "/withdrawn/card.jpg" not in paper.page("/ar/2024/08/withdrawn/")
    assert "/about/card.jpg" not in paper.page("/ar/about/")


def test_a_story_tells_services_of_its_card(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story("خبر")})
    paper.build()
    page = paper.page("/ar/2024/08/a/")
    told = dict(re.findall(r'<meta property="og:image(\S*)" content="([^"]*)">', page))
    assert told == {
        "": f"https://news.example{CARD}",
        ":type": "image/jpeg",
        ":width": "1200",
        ":height": "630",
        ":alt": "خبر",
    }


@pytest.mark.parametrize(
    "address", ["/ar/", "/ar/world/", "/ar/tags/x/", "/ar/2024/08/", "/ar/archive/", "/ar/about/"]
)
def test_pages_that_are_no_story_have_the_editions_card(newspaper: Press, address: str) -> None:
    paper = newspaper({
        "content/a/ar.md": story("خبر", tags="[x]", section="world"),
        "content/pages/about/ar.md": story("عن", None, kind="page"),
    })  # fmt: skip
    paper.build()
    told = dict(re.findall(r'<meta property="og:(\S*)" content="([^"]*)">', paper.page(address)))
    assert told["image"] == "https://news.example/ar/card.jpg"
    assert told["image:alt"] == told["site_name"] == "الجريدة"


def test_a_standing_pages_own_picture_comes_before_the_editions_card(newspaper: Press) -> None:
    paper = newspaper({
        "content/pages/about/ar.md": story(
            "عن", None, kind="page", image="{file: p.png, alt: صورة}"
        ),
        "content/pages/about/p.png": picture(),
    })  # fmt: skip
    paper.build()
    (image,) = re.findall(r'<meta property="og:image" content="([^"]*)">', paper.page("/ar/about/"))
    assert image.startswith("https://news.example/media/pages/about/p.")


def test_the_gateway_has_the_first_editions_card(newspaper: Press) -> None:
    paper = newspaper({})
    paper.build()
    assert 'property="og:image" content="https://news.example/ar/card.jpg"' in paper.page("/")
    assert 'property="og:description" content="أخبار · News"' in paper.page("/")


def test_an_editions_card_says_its_tagline(newspaper: Press) -> None:
    paper = newspaper({})
    paper.build()
    before = (paper.out / "en/card.jpg").read_bytes()
    paper.replace("site.yaml", "tagline: News", "tagline: All the news")
    paper.build()
    assert (paper.out / "en/card.jpg").read_bytes() != before


def test_a_newspaper_can_do_without_cards(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story()})
    paper.replace("site.yaml", "page_size", "share_cards: false\npage_size")
    paper.build()
    assert not paper.has(CARD)
    assert not paper.has("/ar/card.jpg")
    for address in ("/ar/2024/08/a/", "/ar/", "/"):
        assert "og:image" not in paper.page(address)


def test_a_card_with_a_busy_picture_stays_light(newspaper: Press) -> None:
    noise = Image.effect_noise((1600, 900), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "PNG")
    paper = newspaper(
        {
            "content/a/ar.md": story(image="{file: p.png, alt: صورة}"),
            "content/a/p.png": out.getvalue(),
        }
    )
    paper.build()
    assert (paper.out / CARD.lstrip("/")).stat().st_size <= 60_000


def test_the_picture_on_a_card_is_cut_around_its_focal_point(newspaper: Press) -> None:
    half = Image.new("RGB", (1600, 900), "white")
    half.paste("black", (800, 0, 1600, 900))
    out = io.BytesIO()
    half.save(out, "PNG")
    paper = newspaper({"content/a/p.png": out.getvalue()})
    for focus, dark in (("0% 50%", False), ("100% 50%", True)):
        image = f"{{file: p.png, alt: صورة, focus: {focus}}}"
        paper.write({"content/a/ar.md": story(image=image)})
        paper.build()
        pixel = look(paper).convert("L").getpixel((220, 315))  # an Arabic card's picture is left
        assert isinstance(pixel, int | float)
        assert (pixel < 128) is dark


def test_a_card_is_made_anew_for_what_it_shows_and_for_nothing_else(
    newspaper: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = newspaper({"content/a/ar.md": story(), "content/b/ar.md": story()})
    paper.build()
    first = {path: raw for path, raw in paper.tree().items() if path.endswith("card.jpg")}
    paper.write({"content/a/ar.md": story(body="نص آخر.\n", summary="موجز")})
    paper.write({"content/about/ar.md": story("عن", date=None, kind="page")})
    with monkeypatch.context() as patch:
        patch.setattr("naba.renderers.card.render", lambda *_: pytest.fail("a card is made anew"))
        paper.build(base_url="https://other.example")
    paper.write({"content/a/ar.md": story("عنوان آخر")})
    paper.build()
    assert {p for p, raw in first.items() if paper.tree()[p] != raw} == {"ar/2024/08/a/card.jpg"}


def test_a_card_is_the_same_on_every_machine(newspaper: Press) -> None:
    paper = newspaper({"content/a/ar.md": story(f"'{MIXED}'", section="world")})
    paper.build()
    digest = hashlib.sha256(look(paper).tobytes()).hexdigest()
    assert digest == "fa0d2d44d5cf9bc9edb575e373c79a5b7f62c77d92656747fb659d4199c219a6"


def test_no_library_of_the_system_orders_or_shapes_a_cards_letters(
    newspaper: Press, tmp_path: Path
) -> None:
    """Pillow's FreeType, which asks the system for FriBiDi, is not there; the card is the same."""
    script = (
        "import sys; sys.modules['PIL._imagingft'] = None\n"
        "from tests.test_cards import *\n"
        "from pathlib import Path\n"
        "paper = Newspaper(Path(sys.argv[1]), {'content/a/ar.md': story('خبر Naba')})\n"
        "paper.build()\n"
        "print(hashlib.sha256((paper.out / CARD[1:]).read_bytes()).hexdigest())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    paper = newspaper({"content/a/ar.md": story("خبر Naba")})
    paper.build()
    card = (paper.out / CARD[1:]).read_bytes()
    assert done.stdout.strip() == hashlib.sha256(card).hexdigest()


@pytest.mark.parametrize(
    ("card", "page"),
    [
        ("sans-arabic", "sans-arabic"),
        ("sans-latin", "sans-latin"),
        ("serif-latin-display", "serif-display"),
        ("serif-latin-display", "serif-display-accents"),
    ],
)
def test_the_letters_of_cards_are_those_of_pages(card: str, page: str) -> None:
    ours = TTFont(ROOT / f"templates/fonts/{card}.ttf")
    theirs = TTFont(ROOT / f"static/fonts/{page}.woff2")
    letters = theirs.getBestCmap()
    assert len(letters) > 60
    assert letters.keys() <= ours.getBestCmap().keys()
    for letter in letters:
        assert _drawn(ours, letter) == _drawn(theirs, letter), chr(letter)


def _drawn(font: TTFont, letter: int) -> object:
    """A letter's strokes and how far it takes the pen."""
    name, pen = font.getBestCmap()[letter], DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return font["hmtx"][name][0], pen.value


def test_lines_are_balanced_and_none_is_too_wide() -> None:
    text = "الحكومة تعلن خطة جديدة لإصلاح شبكة المياه في المدن الكبرى قبل الصيف"
    made = compose(text, "ar", FONTS, Box(620, 4, 60, 40))
    widths = [line.width * made.size for line in made.lines]
    assert len(widths) == 4
    assert max(widths) <= 620
    assert min(widths) > 0.6 * max(widths)
    assert " ".join(line.text for line in made.lines) == text


def test_a_headline_that_is_too_long_becomes_smaller_and_then_ends_in_an_ellipsis() -> None:
    box = Box(600, 3, 60, 40)
    assert compose("خبر قصير", "ar", FONTS, box).size == 60
    longer = compose("كلمة " * 20, "ar", FONTS, box)
    assert 40 <= longer.size < 60
    endless = compose("كلمة " * 60, "ar", FONTS, box)
    assert (endless.size, len(endless.lines)) == (40, 3)
    assert endless.lines[-1].text.endswith("كلمة…")
    latin = compose(
        isolate_plain("قالت Reuters " + "News Agency of London " * 20, "ar"), "ar", FONTS, box
    )
    whole = "".join(line.text for line in latin.lines)
    assert whole.count("\u2066") == whole.count("\u2069")


def test_characters_that_no_font_has_are_left_out() -> None:
    made = compose("خبر 😀 عاجل 🇵🇸 ✅", "ar", FONTS, Box(1000, 1, 60, 40))
    assert made.lines[0].text == "خبر عاجل"
    glyphs = compose("Ελλάδα naïve", "en", FONTS, Box(1000, 1, 60, 40)).lines[0].glyphs
    assert all(each.glyph for each in glyphs)  # 0 is the box of a missing letter


def test_letters_that_join_do_so_across_isolates_and_fonts() -> None:
    (line,) = compose("لـ\u2066W3C\u2069", "ar", FONTS, Box(1000, 1, 60, 40)).lines
    alone = compose("ل", "ar", FONTS, Box(1000, 1, 60, 40)).lines[0].glyphs[0].glyph
    assert alone not in {each.glyph for each in line.glyphs}
    assert line.glyphs[-1].x > line.glyphs[0].x


def test_a_template_of_the_newspapers_own_wins(newspaper: Press) -> None:
    svg = """<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">
<rect x="0" y="0" width="1200" height="630" fill="#ff0000"/>
<g><circle cx="600" cy="300" r="100" fill="#0000ff"/><polygon points="0,0 90,0 0,90"/></g></svg>"""
    paper = newspaper({"content/a/ar.md": story(), "templates/card.svg": svg})
    paper.build()
    card = look(paper)
    wanted = {(1000, 600): (255, 0, 0), (600, 300): (0, 0, 255), (10, 10): (0, 0, 0)}
    for place, colour in wanted.items():
        found = card.getpixel(place)
        assert isinstance(found, tuple)
        assert all(abs(a - b) < 12 for a, b in zip(found, colour, strict=True))


@pytest.mark.parametrize(
    ("drawn", "fact"),
    [
        ('<path d="M0 0"/>', "there is no `<path>` here"),
        ('<rect x="1" y="2" width="3" height="4" stroke="red"/>', "`<rect>` has no `stroke` here"),
        ('<rect x="1" y="2" width="a" height="4"/>', "the `width` of a `<rect>` is not a number"),
        ('<rect x="1" y="2" width="3" height="4" fill="bleu"/>', "unknown color specifier: 'bleu'"),
        ('<text x="9" y="9" font-size="9" font-family="arial">x</text>',
         "there is no font `templates/fonts/arial.ttf`"),
        ('<image href="picture" x="0" y="0" width="9" height="9"/>', "the story has no picture"),
        ("<g>", "mismatched tag"),
    ],
)  # fmt: skip
def test_what_a_card_cant_hold_is_told(newspaper: Press, drawn: str, fact: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630">{drawn}</svg>'
    paper = newspaper({"content/a/ar.md": story(), "templates/card.svg": svg})
    (problem,) = paper.problems()
    assert problem.file == "templates/card.svg"
    assert fact in problem.fact
    assert "docs/templates.md" in problem.remedy


def test_a_picture_for_the_card_of_a_story_may_be_of_any_kind(newspaper: Press) -> None:
    for format_ in ("PNG", "WEBP", "GIF", "AVIF"):
        name = f"p.{format_.lower()}"
        paper = newspaper(
            {
                "content/a/ar.md": story(image=f"{{file: {name}, alt: صورة}}"),
                f"content/a/{name}": picture(64, 48, format_, "red"),
            }
        )
        paper.build()
        pixel = look(paper).getpixel((220, 315))
        assert isinstance(pixel, tuple)
        assert pixel[0] > 200
        assert pixel[1] < 60
