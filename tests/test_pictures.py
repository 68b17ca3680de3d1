"""Pictures: what they are published as, what is left out, what is refused."""

from __future__ import annotations

import io
import re
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from naba.pictures import focus_in_tenths, window
from naba.renderers import picture as renderer
from tests.conftest import Press
from tests.newspaper import Newspaper, picture, story

IMAGE = "{file: p.jpg, alt: صورة}"


def saved(image: Image.Image, format: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def shown(name: str, raw: bytes) -> dict[str, str | bytes]:
    """A story with one picture."""
    return {
        "content/a/ar.md": story(image=f"{{file: {name}, alt: صورة}}"),
        f"content/a/{name}": raw,
    }


def media(paper: Newspaper) -> list[Path]:
    """The pictures that were made, but for those that are cut to shapes (`test_shapes.py`)."""
    made = sorted((paper.out / "media").rglob("*.*"))
    return [file for file in made if not re.search(r"-\d+x\d+-", file.name)]


def test_a_picture_is_published_in_three_formats_and_fitting_widths(newspaper: Press) -> None:
    paper = newspaper(shown("p.jpg", picture(2000, 1000, "JPEG")))
    paper.build()
    names = [re.sub(r"\.[0-9a-f]{8}-", " ", file.name) for file in media(paper)]
    assert sorted(names) == [
        *("p 1200.avif", "p 1200.jpg", "p 1600.avif", "p 1600.webp"),
        *("p 480.avif", "p 800.avif", "p 800.webp"),
    ]
    for file in media(paper):
        with Image.open(file) as opened:
            assert f"-{opened.width}." in file.name
            assert opened.height == opened.width // 2
            assert opened.format == {"jpg": "JPEG"}.get(file.suffix[1:], file.suffix[1:].upper())


def test_no_rendition_is_wider_than_the_picture(newspaper: Press) -> None:
    paper = newspaper(shown("p.png", picture(600, 300)))
    paper.build()
    assert {int(file.stem.rpartition("-")[2]) for file in media(paper)} == {480, 600}


def test_a_page_names_the_formats_best_first_with_sizes_and_dimensions(newspaper: Press) -> None:
    paper = newspaper(shown("p.jpg", picture(2000, 1000, "JPEG")))
    paper.build()
    page = paper.page("/ar/2024/08/a/")
    kinds = re.findall(r'<source type="image/(\w+)" srcset="[^"]+" sizes="[^"]+">', page)
    assert kinds == ["avif", "webp"]
    assert re.search(r'<img src="[^"]+\.jpg" width="1200" height="600"', page)


def test_only_the_first_picture_of_a_page_is_fetched_at_once(newspaper: Press) -> None:
    files = shown("p.jpg", picture(2000, 1000, "JPEG"))
    files["content/a/ar.md"] = story(image=IMAGE, body="![صورة](p.jpg)\n")
    paper = newspaper(files)
    paper.build()
    images = re.findall(r"<img [^>]+>", paper.page("/ar/2024/08/a/"))
    assert ['loading="lazy"' in each for each in images] == [False, True]


def test_no_rendition_tells_where_the_camera_was(newspaper: Press) -> None:
    image = Image.new("RGB", (900, 600), "teal")
    exif = image.getexif()
    exif[0x010E], exif[0x013B] = "SECRET-PLACE", "SECRET-OWNER"
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 57.0, 0.0), 3: "E", 4: (35.0, 56.0, 0.0)})
    raw = saved(image, "JPEG", exif=exif, comment=b"SECRET-COMMENT", xmp=b"<x>SECRET-XMP</x>")
    assert raw.count(b"SECRET") == 4
    paper = newspaper(shown("p.jpg", raw))
    paper.build()
    made = sorted((paper.out / "media").rglob("*.*"))
    assert len(made) > len(media(paper))
    for file in (*made, paper.out / "ar/2024/08/a/card.jpg"):
        assert b"SECRET" not in file.read_bytes()
        with Image.open(file) as opened:
            assert not opened.getexif()
            assert not {"exif", "xmp", "comment", "icc_profile"} & opened.info.keys()


def test_colours_of_another_space_become_the_webs_own(newspaper: Press) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    broken = saved(Image.new("RGB", (90, 60), (200, 30, 30)), "JPEG", icc_profile=lab.tobytes())
    sound = saved(Image.new("RGB", (90, 60), (200, 30, 30)), "JPEG", icc_profile=srgb.tobytes())
    for raw in (broken, sound):  # a profile that doesn't fit is as none
        paper = newspaper(shown("p.jpg", raw))
        paper.build()
        with Image.open(next(f for f in media(paper) if f.suffix == ".jpg")) as opened:
            pixel = opened.convert("RGB").getpixel((40, 30))
        assert isinstance(pixel, tuple)
        assert all(abs(a - b) < 6 for a, b in zip(pixel, (200, 30, 30), strict=True))


def test_grey_of_sixteen_bits_keeps_its_shades(newspaper: Press) -> None:
    image = Image.new("I;16", (100, 100), 30_000)
    paper = newspaper(shown("p.png", saved(image, "PNG")))
    paper.build()
    with Image.open(next(f for f in media(paper) if f.suffix == ".png")) as opened:
        assert opened.convert("L").getpixel((50, 50)) == 30_000 >> 8


@pytest.mark.parametrize("name", ["p.gif", "p.webp", "p.png"])
def test_of_a_moving_picture_the_first_frame_is_published_and_the_editor_told(
    newspaper: Press, name: str
) -> None:
    first, second = Image.new("RGB", (60, 40), "teal"), Image.new("RGB", (60, 40), "red")
    format_ = name[2:].upper()
    raw = saved(first, format_, save_all=True, append_images=[second], duration=100)
    paper = newspaper(shown(name, raw))
    (problem,) = (each for each in paper.build().warnings if "moves" in each.fact)
    assert problem.file == f"content/a/{name}"
    assert "PNG" in problem.remedy
    for file in media(paper):
        with Image.open(file) as opened:
            assert not getattr(opened, "is_animated", False)
            pixel = opened.convert("RGB").getpixel((30, 20))
        assert isinstance(pixel, tuple)
        assert pixel[1] > pixel[0]


def test_a_still_gif_is_published_as_a_png(newspaper: Press) -> None:
    paper = newspaper(shown("p.gif", picture(60, 40, "GIF")))
    assert not paper.build().warnings
    assert {file.suffix for file in media(paper)} == {".avif", ".webp", ".png"}


def test_an_svg_is_refused_with_a_remedy(newspaper: Press) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    (problem,) = newspaper(shown("p.svg", svg)).problems()
    assert (problem.file, problem.fact) == ("content/a/p.svg", "SVG pictures are not published")
    assert "PNG" in problem.remedy


def test_a_decompression_bomb_is_refused_by_its_header(newspaper: Press) -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + crc

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(99)))
    (problem,) = newspaper(shown("p.png", bomb)).problems()
    assert "million pixels" in problem.fact


def test_a_focal_point_is_in_the_page_for_the_style_sheet(newspaper: Press) -> None:
    files = shown("p.jpg", picture(200, 100, "JPEG"))
    files["content/a/ar.md"] = story(image="{file: p.jpg, alt: صورة, focus: 28% 100%}")
    paper = newspaper(files)
    paper.build()
    assert 'data-focus="3-10"' in paper.page("/ar/2024/08/a/")
    assert 'data-focus="3-10"' in paper.page("/ar/")
    css = (paper.out / "css/site.css").read_text("utf-8")
    assert '[data-focus^="3-"] { --x: 30%; }' in css
    assert '[data-focus$="-10"] { --y: 100%; }' in css


def test_a_focal_point_is_inherited_with_its_file_alone(newspaper: Press) -> None:
    paper = newspaper(
        {
            "content/a/ar.md": story(image="{file: p.jpg, alt: صورة, focus: 20% 30%}"),
            "content/a/en.md": story("T", None, image="{alt: A picture}"),
            "content/b/ar.md": story(image="{file: p.jpg, alt: صورة, focus: 20% 30%}"),
            "content/b/en.md": story("T", None, image="{file: q.jpg, alt: A picture}"),
            "content/a/p.jpg": picture(200, 100, "JPEG"),
            "content/b/p.jpg": picture(200, 100, "JPEG"),
            "content/b/q.jpg": picture(100, 200, "JPEG"),
        }
    )
    paper.build()
    assert 'data-focus="2-3"' in paper.page("/en/2024/08/a/")
    article = paper.page("/en/2024/08/b/").partition("</article>")[0]
    assert "data-focus" not in article


@pytest.mark.parametrize("focus", ["left", "30%", "130% 20%", "30 60"])
def test_a_focal_point_in_another_form_is_refused(newspaper: Press, focus: str) -> None:
    files = shown("p.jpg", picture(200, 100, "JPEG"))
    files["content/a/ar.md"] = story(image=f"{{file: p.jpg, alt: صورة, focus: {focus}}}")
    (problem,) = newspaper(files).problems()
    assert problem.fact == "`focus` is not in its form"
    assert problem.remedy == "write it as `30% 60%`"


def test_a_place_is_filled_around_the_focal_point() -> None:
    assert window((1600, 900), (400, 400), "") == (350, 0, 1250, 900)
    assert window((1600, 900), (400, 400), "0% 50%") == (0, 0, 900, 900)
    assert window((1600, 900), (400, 400), "100% 50%") == (700, 0, 1600, 900)
    assert window((100, 400), (100, 100), "50% 25%") == (0, 75, 100, 175)
    assert focus_in_tenths("4% 96%") == "0-10"
    assert focus_in_tenths("") == ""


def test_renditions_are_not_made_again_for_another_folder_or_a_lost_store(
    newspaper: Press, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    paper = newspaper(shown("p.jpg", picture(600, 300, "JPEG")))
    paper.build()
    first = paper.tree()
    (paper.root / ".naba/store.sqlite3").unlink()
    monkeypatch.setattr(renderer, "render", lambda *_: pytest.fail("a picture was made again"))
    monkeypatch.setattr("naba.renderers.card.render", lambda *_: pytest.fail("a card too"))
    paper.build(out=tmp_path / "other")
    assert paper.tree(tmp_path / "other") == first


def test_a_damaged_rendition_is_made_again_and_a_fresh_build_keeps_none(
    newspaper: Press, tmp_path: Path
) -> None:
    paper = newspaper(shown("p.jpg", picture(600, 300, "JPEG")))
    paper.build()
    kept = list((paper.root / ".naba/renditions").iterdir())
    for file in kept:
        file.write_bytes(file.read_bytes()[:-9] + b"no picture")
    paper.build(out=tmp_path / "other")
    assert paper.tree(tmp_path / "other") == paper.tree()
    paper.write({"content/a/p.jpg": picture(500, 300, "JPEG")})
    paper.build()
    names = {file.name for file in (paper.root / ".naba/renditions").iterdir()}
    # The editions' own cards alone are as they were.
    assert len(names & {file.name for file in kept}) == 2
