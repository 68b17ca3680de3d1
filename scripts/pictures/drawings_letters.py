"""Drawings of letters: the reed pen, the stretched line, the line that runs both ways."""

import random

from pictures.catalogue import drawing
from pictures.palette import (
    DUSK,
    EMBER,
    HONEY,
    INK,
    MIST,
    NIGHT,
    OCHRE,
    PAPER,
    SAND,
    STONE,
    TEAL,
    TERRACOTTA,
    mix,
)
from pictures.svg import (
    clip,
    ellipse,
    group,
    line,
    moved,
    num,
    path,
    polygon,
    rect,
    sheet,
    star,
    stroke,
)
from pictures.text import label
from pictures.texture import SHEET, fade, stipple


def reed() -> str:
    """Return a reed pen whose nib's tip lies on the origin and that points left."""
    nib = polygon(
        [(0, -24), (6, 24), (120, 46), (170, 40), (170, -40), (96, -34)], mix(OCHRE, SAND, 0.35)
    )
    slit = line(4, 0, 120, 4, EMBER, 4)
    wet = polygon([(0, -24), (6, 24), (58, 34), (46, -29)], INK)
    stem = rect(160, -43, 720, 86, OCHRE, rx=20)
    knots = "".join(rect(kx, -49, 26, 98, mix(OCHRE, TERRACOTTA, 0.5), rx=12) for kx in (400, 668))
    dots = clip(stem, stipple(EMBER, fade((0, -10), (0, 48), 1.2), 3800, (160, -43, 720, 86), 3.2))
    return group(nib, wet, slit, stem, line(190, -22, 860, -22, HONEY, 9), dots, knots)


def lattice() -> str:
    """Return a faint pattern of stars over the sheet."""
    tint = mix(SAND, PAPER, 0.35)
    places = [(c * 160 + 80 * (r % 2), r * 138 + 34) for r in range(8) for c in range(11)]
    shapes = (star(x, y, 58, 40, 8, 22.5) for x, y in places)
    return "".join(polygon(shape, stroke=tint, stroke_width=4) for shape in shapes)


def inkwell() -> str:
    """Return an inkwell with its shadow."""
    well = path("M1196 640H1424L1456 812Q1458 832 1436 832H1184Q1162 832 1164 812Z", TEAL)
    grain = stipple(NIGHT, fade((1220, 640), (1470, 830), 1.4), 3600, (1160, 640, 300, 194), 3.2)
    lip = rect(1222, 596, 176, 50, mix(TEAL, NIGHT, 0.3), rx=12) + ellipse(1310, 600, 78, 17, NIGHT)
    return ellipse(1320, 834, 190, 18, NIGHT, opacity=0.22) + well + clip(well, grain) + lip


@drawing("2023/12/a-day-for-arabic/pen.png")
def pen() -> str:
    """Draw a reed pen that sets the dot of a great nun, and an inkwell."""
    nun = path(
        "M1010 352C1044 372 1060 420 1060 474C1060 664 900 790 668 790C440 790 300 690 300 530"
        "C300 470 326 410 372 366C356 420 352 456 352 490C352 610 470 690 676 690"
        "C862 690 986 628 986 504C986 460 966 432 952 418Z",
        INK,
    )
    sheen = stipple(DUSK, fade((700, 640), (330, 420), 1.2), 4200, (290, 340, 780, 460), 3.2)
    shadow = path("M0 0L150 -20L900 -30V46L160 50Z", NIGHT, opacity=0.16)
    return sheet(
        lattice(),
        stipple(OCHRE, fade((800, 200), (800, 1050), 1.3), 4600, SHEET, 3),
        nun,
        clip(nun, sheen),
        path("M668 392L742 466L668 540L594 466Z", TERRACOTTA),
        inkwell(),
        moved(724, 500, shadow, turn=-46),
        moved(716, 452, reed(), turn=-54),
        ground=SAND,
    )


STRETCH = (650.0, 990.0)
"""Where the stretched stroke of the word begins and ends on the sheet."""


@drawing("2023/11/the-line-that-stretches/kashida.png")
def kashida() -> str:
    """Draw a word whose joining stroke is drawn out to fill the line."""
    dice = random.Random(12)
    rows = []
    for y in (120, 190, 700, 770):
        x, stretched = 200.0, dice.randint(2, 4)
        widths = [dice.randint(70, 150) for _ in range(7)]
        spare = 1200 - sum(widths) - 6 * 28
        for i, width in enumerate(widths):
            wide = width + (spare if i == stretched else 0)
            rows.append(
                rect(x, y, wide, 26, OCHRE if i == stretched else mix(SAND, STONE, 0.55), rx=13)
            )
            x += wide + 28
    word = "كش" + "ـ" * 12 + "يدة"
    ink = label(800, 500, word, "ar", 250, INK, weight=600)
    a, b = STRETCH
    tint = label(800, 500, word, "ar", 250, TERRACOTTA, weight=600)
    tinted = clip(rect(a, 440, b - a, 80), tint)
    gauge = stroke(
        f"M{num(a)} 580V636M{num(b)} 580V636M{num(a + 14)} 608H{num(b - 14)}", TERRACOTTA, 7
    )
    tips = polygon([(a + 4, 608), (a + 40, 590), (a + 40, 626)], TERRACOTTA) + polygon(
        [(b - 4, 608), (b - 40, 590), (b - 40, 626)], TERRACOTTA
    )
    grain = stipple(OCHRE, fade((800, 200), (800, 1100), 1.3), 3800, SHEET, 3)
    margins = line(160, 70, 160, 830, STONE, 4) + line(1440, 70, 1440, 830, STONE, 4)
    return sheet(grain, margins, *rows, ink, tinted, gauge, tips, ground=PAPER)


def sort(x: float, width: float, words: str, rtl: bool, tint: str) -> str:
    """Return a block of type with words on its face."""
    y, h = 300.0, 250.0
    side = polygon(
        [(x, y + h), (x + width, y + h), (x + width - 10, y + h + 46), (x + 26, y + h + 46)],
        mix(tint, NIGHT, 0.5),
    )
    face = rect(x, y, width, h, tint, rx=10)
    dots = clip(
        face,
        stipple(
            mix(tint, NIGHT, 0.35), fade((x, y), (x + width, y + h), 2.2), 1500, (x, y, width, h), 3
        ),
    )
    ink = PAPER if rtl else INK
    return (
        side
        + face
        + dots
        + label(
            x + width / 2,
            y + (164 if rtl else 170),
            words,
            "ar" if rtl else "en",
            132 if rtl else 112,
            ink,
            weight=700,
        )
    )


def course(x1: float, x2: float, colour: str) -> str:
    """Return a heavy arrow under the type, from x1 to x2."""
    way = 1 if x2 > x1 else -1
    return line(x1, 676, x2 - way * 30, 676, colour, 18) + polygon(
        [(x2, 676), (x2 - way * 52, 642), (x2 - way * 52, 710)], colour
    )


@drawing("2024/06/why-arabic-runs-both-ways/letters.png")
def letters() -> str:
    """Draw one line of type that runs both ways, with arrows for the order of reading."""
    blocks = [
        (1142, 300, "لغة", True),
        (810, 312, "C++", False),
        (498, 292, "عام", True),
        (146, 332, "1985", False),
    ]
    grain = stipple(OCHRE, fade((800, 300), (800, 1100), 1.2), 5000, SHEET, 3)
    arch = "".join(
        stroke(
            f"M{num(a)} 268C{num(a - 60)} 170 {num(b + 60)} 170 {num(b)} 268",
            INK,
            7,
            stroke_dasharray="2 17",
        )
        + polygon([(b - 6, 284), (b - 22, 246), (b + 24, 252)], INK)
        for a, b in ((1230, 1020), (910, 700), (590, 370))
    )
    tray = rect(96, 590, 1408, 26, INK, rx=8) + rect(96, 270, 26, 340, INK, rx=8)
    cast = rect(110, 616, 1394, 18, NIGHT, opacity=0.18)
    types = [sort(x, w, t, rtl, TERRACOTTA if rtl else MIST) for x, w, t, rtl in blocks]
    arrows = [
        course(x + w - 40, x + 40, TERRACOTTA) if rtl else course(x + 40, x + w - 40, TEAL)
        for x, w, _, rtl in blocks
    ]
    return sheet(
        grain, cast, tray, *types, arch, group(*[moved(0, 44, a) for a in arrows]), ground=SAND
    )
