"""The shapes in which searchers' programs want a story's picture: cut around its focal point."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageStat

from naba.model import Picture
from naba.pictures import SHAPES, shapes
from tests.conftest import Press
from tests.newspaper import Newspaper, picture, story
from tests.syndication import linked

STORY = "content/a/ar.md"


def told(paper: Newspaper, address: str = "/ar/2024/08/a/") -> list[dict[str, Any]]:
    images = linked(paper.page(address), "NewsArticle")["image"]
    assert isinstance(images, list)
    return images


def cut(paper: Newspaper) -> list[Path]:
    """The files that were made for searchers' programs alone."""
    made = sorted((paper.out / "media").rglob("*.*"))
    return [file for file in made if re.search(r"-\d+x\d+-", file.name)]


def sizes(images: list[dict[str, Any]]) -> list[tuple[int, int]]:
    return [(each["width"], each["height"]) for each in images]


def opened(paper: Newspaper, url: str) -> Image.Image:
    return Image.open(paper.out / url.removeprefix("https://news.example/"))


def test_a_storys_picture_is_told_in_three_shapes(newspaper: Press) -> None:
    image = "{file: p.jpg, alt: صورة, caption: خريطة, credit: نبأ}"
    paper = newspaper({STORY: story(image=image), "content/a/p.jpg": picture(2000, 1300, "JPEG")})
    paper.build()
    images = told(paper)
    assert sizes(images) == [(1200, 675), (1200, 900), (1200, 1200)]
    for each in images:
        with opened(paper, each["url"]) as made:
            assert made.size == (each["width"], each["height"])
            assert made.format == "JPEG"
        assert (each["caption"], each["creditText"]) == ("خريطة", "نبأ")
    assert len(cut(paper)) == 3


def test_a_shape_that_the_picture_has_is_made_once(newspaper: Press) -> None:
    paper = newspaper({
        STORY: story(image="{file: p.png, alt: صورة}"),
        "content/a/p.png": picture(1600, 900),
    })  # fmt: skip
    paper.build()
    wide, *others = told(paper)
    assert wide["url"].endswith("-1200.png")
    assert (wide["width"], wide["height"]) == (1200, 675)
    assert sizes(others) == [(1200, 900), (900, 900)]
    assert len(cut(paper)) == 2


@pytest.mark.parametrize("width", [100, 250, 320, 400, 700, 1199, 1333, 5000])
@pytest.mark.parametrize("height", [100, 250, 300, 700, 1200, 4000])
def test_no_shape_is_larger_than_what_is_cut_and_none_is_too_small(width: int, height: int) -> None:
    made = shapes(Picture("a/p.jpg", "d" * 64, width, height, "JPEG"), "")
    for each in made:
        assert each.width <= min(width, 1200)
        assert each.height <= height
        assert each.width * each.height >= 50_000
        assert any(abs(each.width * b / a - each.height) <= 1 for a, b in SHAPES)
    widest = [(min(1200, width, height * a / b), b / a) for a, b in SHAPES]
    assert len(made) == sum(wide * wide * ratio >= 50_000 for wide, ratio in widest)


def test_a_small_picture_is_told_as_it_is_and_a_story_without_one_by_its_card(
    newspaper: Press,
) -> None:
    paper = newspaper({
        STORY: story(image="{file: p.png, alt: صورة}"),
        "content/a/p.png": picture(200, 100),
        "content/b/ar.md": story(),
    })  # fmt: skip
    paper.build()
    assert sizes(told(paper)) == [(200, 100)]
    (card,) = told(paper, "/ar/2024/08/b/")
    assert card["url"] == "https://news.example/ar/2024/08/b/card.jpg"
    assert (card["width"], card["height"]) == (1200, 630)
    assert not cut(paper)


def test_without_share_cards_a_story_without_a_picture_tells_none(newspaper: Press) -> None:
    paper = newspaper({STORY: story()})
    site = (paper.root / "site.yaml").read_text("utf-8")
    paper.write({"site.yaml": site + "share_cards: false\n"})
    paper.build()
    assert "image" not in linked(paper.page("/ar/2024/08/a/"), "NewsArticle")


def marked(size: tuple[int, int], at: tuple[int, int], orientation: int = 1) -> bytes:
    """A picture with a red spot of a tenth of its height on white."""
    image = Image.new("RGB", size, "white")
    radius = min(size) // 20
    ImageDraw.Draw(image).ellipse(
        (at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius), fill="red"
    )
    exif = image.getexif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, exif=exif)
    return out.getvalue()


def reds(image: Image.Image) -> int:
    """How many of a hundred thousand pixels are red."""
    small = image.convert("RGB")
    raw = small.tobytes()
    hits = sum(r > 180 and g < 90 for r, g in zip(raw[::3], raw[1::3], strict=True))
    return hits * 100_000 // (small.width * small.height)


@pytest.mark.parametrize(("focus", "shown"), [("90% 50%", True), ("10% 50%", False), ("", False)])
def test_a_shape_is_cut_around_the_focal_point(newspaper: Press, focus: str, shown: bool) -> None:
    said = f", focus: {focus}" if focus else ""
    paper = newspaper({
        STORY: story(image=f"{{file: p.jpg, alt: صورة{said}}}"),
        "content/a/p.jpg": marked((2400, 800), (2200, 400)),
    })  # fmt: skip
    paper.build()
    for each in told(paper):
        with opened(paper, each["url"]) as made:
            assert bool(reds(made)) == shown


def test_a_picture_that_lies_on_its_side_is_cut_upright_and_as_sharp(newspaper: Press) -> None:
    # On its side a camera's picture of 1200 × 3600: the spot is at the top once it stands.
    raw = marked((3600, 1200), (200, 600), orientation=6)
    paper = newspaper({
        STORY: story(image="{file: p.jpg, alt: صورة, focus: 50% 0%}"),
        "content/a/p.jpg": raw,
    })  # fmt: skip
    paper.build()
    images = told(paper)
    assert sizes(images) == [(1200, 675), (1200, 900), (1200, 1200)]
    for each in images:
        with opened(paper, each["url"]) as made:
            assert reds(made)
            assert not made.getexif()


def test_a_large_picture_is_read_as_finely_as_what_is_cut_from_it_wants(newspaper: Press) -> None:
    image = Image.new("L", (6000, 5000), "white")
    draw = ImageDraw.Draw(image)
    for left in range(0, 6000, 10):
        draw.rectangle((left, 0, left + 4, 5000), fill="black")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95)
    paper = newspaper({
        STORY: story(image="{file: p.jpg, alt: خطوط}"), "content/a/p.jpg": out.getvalue(),
    })  # fmt: skip
    paper.build()
    with opened(paper, told(paper)[2]["url"]) as made:
        (contrast,) = ImageStat.Stat(made.convert("L")).stddev
    assert contrast > 80


def test_another_focal_point_is_another_address_and_the_old_file_goes(newspaper: Press) -> None:
    files = {
        STORY: story(image="{file: p.jpg, alt: صورة, focus: 30% 40%}"),
        "content/a/p.jpg": picture(1000, 1000, "JPEG"),
    }
    paper = newspaper(files)
    paper.build()
    before = {file.name for file in cut(paper)}
    paper.replace(STORY, "30% 40%", "31% 40%")
    paper.build()
    after = {file.name for file in cut(paper)}
    assert len(before) == len(after) == 2
    assert not before & after


def test_a_picture_in_the_text_and_one_of_a_standing_page_have_no_shapes(
    newspaper: Press,
) -> None:
    paper = newspaper({
        STORY: story(body="![صورة](p.jpg)\n"),
        "content/a/p.jpg": picture(1000, 700, "JPEG"),
        "content/pages/b/ar.md": story("ص", None, kind="page", image="{file: p.jpg, alt: صورة}"),
        "content/pages/b/p.jpg": picture(1000, 700, "JPEG"),
    })  # fmt: skip
    paper.build()
    assert not cut(paper)
