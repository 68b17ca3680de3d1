"""Drawings of days and medals, counted."""

from pictures.catalogue import drawing
from pictures.palette import (
    DUSK,
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
    circle,
    clip,
    group,
    moved,
    num,
    path,
    polygon,
    rect,
    sheet,
    star,
    stroke,
    wedge,
)
from pictures.texture import SHEET, fade, rim, stipple

QUARTERS = (TEAL, OCHRE, mix(TEAL, MIST, 0.45), TERRACOTTA)


def quarters(x: float, y: float, r: float, count: int) -> str:
    """Return a disc of which the first quarters are filled."""
    disc = circle(x, y, r, mix(SAND, PAPER, 0.3), stroke=STONE, stroke_width=4)
    return disc + "".join(
        path(wedge(x, y, r, -90 + k * 90, k * 90), QUARTERS[k]) for k in range(count)
    )


LEFT, TOP, CELL, STEP = 220.0, 250.0, 92.0, 108.0


def month() -> str:
    """Return the page of a calendar with four weeks of seven days."""
    wide = 6 * STEP + CELL
    page = rect(LEFT - 48, 110, wide + 96, 730, PAPER, rx=14)
    cast = rect(LEFT - 30, 134, wide + 96, 724, NIGHT, rx=14, opacity=0.28)
    d = (
        f"M{num(LEFT - 48)} 206V124a14 14 0 0 1 14 -14H{num(LEFT + wide + 34)}"
        "a14 14 0 0 1 14 14V206Z"
    )
    rings = [rect(LEFT + 78 + k * 190, 72, 22, 86, INK, rx=11) for k in range(4)]
    days = []
    for row in range(4):
        for column in range(7):
            x, y = LEFT + column * STEP, TOP + row * STEP
            grain = fade((0, y), (0, y + CELL + 40), 1.5)
            box = (x + 4, y + 4, CELL - 8, CELL - 8)
            days.append(rect(x, y, CELL, CELL, mix(SAND, PAPER, 0.25), rx=8))
            days.append(stipple(STONE, grain, 260, box, 3, row * 7 + column))
    return group(cast, page, path(d, TERRACOTTA), *rings, *days)


@drawing("2024/02/why-february-has-29-days/calendar.png")
def calendar() -> str:
    """Draw a month of four weeks, and a day more that four quarters make up."""
    x, y = LEFT, TOP + 4 * STEP
    middle = y + CELL / 2
    tile = rect(x - 10, y - 10, CELL + 20, CELL + 20, INK, rx=12)
    years = [quarters(1280, 190 + k * 176, 68, k + 1) for k in range(4)]
    links = stroke("M1280 264v24M1280 440v24M1280 616v24", INK, 6, stroke_dasharray="1 12")
    d = f"M1196 718C1060 760 700 {num(middle)} {num(x + CELL + 44)} {num(middle)}"
    tip = f"M{num(x + CELL + 22)} {num(middle)}l38 -20v40Z"
    return sheet(
        stipple(OCHRE, fade((300, 0), (1700, 700), 1.4), 5000, SHEET, 3),
        month(),
        tile + quarters(x + CELL / 2, middle, 44, 4),
        *years,
        links,
        stroke(d, INK, 7, stroke_dasharray="2 17"),
        path(tip, INK),
        ground=SAND,
    )


def ribbon(x: float, y: float, r: float, tint: str) -> str:
    """Return the ribbon of a medal, that comes down from the sheet's edge."""
    left = (
        f"M{num(x - 150)} -20H{num(x - 58)}L{num(x + 30)} {num(y - r + 8)}"
        f"L{num(x - 36)} {num(y - r + 26)}Z"
    )
    right = (
        f"M{num(x + 150)} -20H{num(x + 58)}L{num(x - 30)} {num(y - r + 8)}"
        f"L{num(x + 36)} {num(y - r + 26)}Z"
    )
    one = (
        f"M{num(x - 116)} -20H{num(x - 92)}L{num(x + 4)} {num(y - r + 12)}"
        f"L{num(x - 14)} {num(y - r + 18)}Z"
    )
    two = (
        f"M{num(x + 116)} -20H{num(x + 92)}L{num(x - 4)} {num(y - r + 12)}"
        f"L{num(x + 14)} {num(y - r + 18)}Z"
    )
    return (
        path(left, tint)
        + path(one, PAPER)
        + path(right, mix(tint, NIGHT, 0.2))
        + path(two, mix(PAPER, INK, 0.15))
    )


def medal(x: float, y: float, r: float, tint: str, band: str) -> str:
    """Return a medal on its ribbon."""
    dark, light = mix(tint, NIGHT, 0.5), mix(tint, PAPER, 0.5)
    face = circle(x, y, r, tint)
    dots = clip(
        face,
        stipple(dark, rim(x, y, r), round(r * r / 9), (x - r, y - r, 2 * r, 2 * r), 3.4, round(x)),
    )
    leaf = path("M-27 0Q0 -20 27 0Q0 20 -27 0Z", dark)
    turns = (*range(36, 150, 19), *range(-36, -150, -19))
    leaves = "".join(moved(x, y, moved(0, r * 0.66, leaf), turn=a) for a in turns)
    ring = circle(x, y, r * 0.88, stroke=light, stroke_width=7)
    mark = polygon(star(x, y, r * 0.38, r * 0.16, 5), light)
    cast = circle(x + 10, y + 14, r, NIGHT, opacity=0.35)
    return ribbon(x, y, r, band) + cast + face + dots + ring + leaves + mark


def tally(x: float, y: float, count: int) -> str:
    """Return strokes of chalk, every fifth across the four before it."""
    marks = []
    for i in range(count):
        left = x + i // 5 * 130 + i % 5 * 26
        across = f"M{num(left - 118)} {num(y + 58)}L{num(left - 14)} {num(y + 6)}"
        marks.append(across if i % 5 == 4 else f"M{num(left)} {num(y)}l-4 64")
    return stroke("".join(marks), PAPER, 9)


@drawing("2024/08/how-medals-are-counted/medals.png")
def medals() -> str:
    """Draw three medals, gold, silver and bronze, each with its tally below."""
    silver, bronze = mix(INK, PAPER, 0.74), mix(TERRACOTTA, SAND, 0.1)
    ground = mix(DUSK, INK, 0.3)
    beams = "".join(
        path(
            f"M{750 + k * 60} -40H{850 + k * 60}L{1010 + k * 430} 940H{590 + k * 430}Z",
            mix(DUSK, TEAL, 0.4),
            opacity=0.5,
        )
        for k in (-1, 0, 1)
    )
    dots = stipple(NIGHT, fade((800, 200), (800, 960), 1.3), 6500, SHEET, 3.3)
    counts = tally(356, 752, 3) + tally(700, 752, 8) + tally(1188, 752, 5)
    return sheet(
        beams,
        dots,
        medal(400, 506, 158, silver, mix(TEAL, MIST, 0.3)),
        medal(1200, 506, 158, bronze, OCHRE),
        medal(800, 440, 206, OCHRE, TERRACOTTA),
        counts,
        ground=ground,
    )
