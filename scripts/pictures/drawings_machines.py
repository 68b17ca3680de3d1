"""Drawings of a submarine cable and of dead screens."""

import random

from pictures.catalogue import drawing
from pictures.palette import (
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
    steps,
)
from pictures.svg import (
    circle,
    clip,
    ellipse,
    group,
    hills,
    line,
    moved,
    num,
    path,
    polar,
    polygon,
    rect,
    sheet,
    stroke,
)
from pictures.texture import SHEET, fade, rim, stipple


def strands(x: float, y: float, ring: float, count: int, size: float, tint: str, light: str) -> str:
    """Return a ring of steel wires, cut across."""
    parts = []
    for i in range(count):
        px, py = polar(x, y, ring, i * 360 / count)
        parts.append(
            circle(px, py, size, tint)
            + circle(px - size * 0.25, py - size * 0.25, size * 0.55, light)
        )
    return "".join(parts)


def cut_face(x: float, y: float) -> str:
    """Return the cable's layers, from the sheath to the fibres."""
    sheath, plastic = circle(x, y, 322, INK), circle(x, y, 160, PAPER)
    shine = rim(x, y, 322, (0.5, 0.6), 3)
    dots = stipple(mix(TEAL, MIST, 0.2), shine, 3600, (x - 322, y - 322, 644, 644), 3)
    grain = stipple(OCHRE, rim(x, y, 160), 2600, (x - 160, y - 160, 320, 320), 3)
    places = [(x, y), *(polar(x, y, 36, angle) for angle in range(0, 360, 60))]
    return group(
        sheath,
        circle(x, y, 304, NIGHT),
        clip(sheath, dots),
        strands(x, y, 262, 24, 32, mix(STONE, INK, 0.25), mix(SAND, PAPER, 0.2)),
        circle(x, y, 226, INK),
        strands(x, y, 196, 18, 32, mix(STONE, INK, 0.35), mix(SAND, INK, 0.06)),
        plastic,
        clip(plastic, grain),
        circle(x, y, 96, TERRACOTTA),
        circle(x, y, 82, mix(TERRACOTTA, OCHRE, 0.45)),
        circle(x, y, 66, mix(TEAL, NIGHT, 0.3)),
        *(circle(px, py, 14, HONEY) + circle(px, py, 7, PAPER) for px, py in places),
    )


def sea() -> str:
    """Return the water, darker with its depth, with three fish and the sea bed."""
    tints = steps(mix(TEAL, MIST, 0.3), mix(INK, TEAL, 0.35), 7)
    water = "".join(rect(0, i * 120, 1600, 130, tint) for i, tint in enumerate(tints))
    dark = stipple(NIGHT, fade((0, 120), (0, 900), 1.3), 7000, SHEET, 3.2)
    line_of_bed = [(-60.0, 720.0), (300, 690), (720, 742), (1200, 700), (1680, 734)]
    bed = hills(line_of_bed, mix(SAND, INK, 0.24))
    grain = stipple(NIGHT, fade((0, 690), (0, 980), 1), 5200, (0, 680, 1600, 220), 3.4)
    shape = "M0 0C30 -26 84 -26 110 0L146 -22V22L110 0C84 26 30 26 0 0Z"
    fish = path(shape, mix(MIST, TEAL, 0.15))
    places = ((420, 120, 4, 0.8), (560, 80, -3, 0.6), (300, 70, 0, 0.55))
    shoal = [moved(x, y, fish, turn=turn, scale=scale) for x, y, turn, scale in places]
    return group(water, dark, bed, clip(bed, grain), *shoal)


def trunk(x: float, y: float, r: float) -> str:
    """Return the cable's length, that leads away from its cut face."""
    top, bottom = num(y - r), num(y + r)
    edge = (
        f"M{num(x)} {top}C620 {num(y - r - 6)} 300 250 -80 210V520C240 560 560 "
        f"{bottom} {num(x)} {bottom}Z"
    )
    body = path(edge, INK)
    bands = []
    for k, share in ((-0.86, 0.75), (-0.62, 0.5), (-0.36, 0.3)):
        height, far = num(y + k * r), f"280 {num(395 + k * 150)} -80 {num(365 + k * 155)}"
        way = f"M{num(x)} {height}C{num(600 + 20 * k)} {height} {far}"
        bands.append(stroke(way, mix(INK, TEAL, share), 16))
    shine = fade((520, 520), (560, 90), 1.6)
    light = stipple(mix(TEAL, MIST, 0.2), shine, 5000, (0, 90, 1000, 480), 3.2)
    dark = stipple(NIGHT, fade((600, 330), (520, 800), 1.2), 9000, (0, 100, 1100, 700), 3.6)
    return body + clip(body, *bands, light, dark)


@drawing("2023/08/the-cables-under-the-sea/cable.png")
def cable() -> str:
    """Draw a submarine cable on the sea bed, cut across so that its layers show."""
    x, y = 1010.0, 452.0
    cast = ellipse(960, 800, 420, 34, NIGHT, opacity=0.45)
    return sheet(sea(), cast, trunk(x, y, 322), cut_face(x, y), ground=TEAL)


def traveller(x: float, y: float, scale: float, bag: int, tint: str) -> str:
    """Return a waiting traveller seen from behind; bag is -1, 0 or 1 for its side."""
    body = path("M-62 0L-70 -190C-76 -262 -44 -286 0 -286C44 -286 76 -262 70 -190L62 0Z", tint)
    head = circle(0, -336, 42, tint) + rect(-20, -312, 40, 40, tint)
    legs = rect(-54, -10, 44, 170, tint) + rect(10, -10, 44, 170, tint)
    case = (
        rect(bag * 118 - 44, 10, 88, 146, mix(tint, TERRACOTTA, 0.75), rx=12)
        + stroke(f"M{bag * 118 - 20} 10V-70H{bag * 118 + 20}V10", tint, 8)
        if bag
        else ""
    )
    return moved(x, y, legs, body, head, case, scale=scale)


def screen(x: float, y: float, w: float, h: float, tint: str, seed: int) -> str:
    """Return a dead screen: a blank field with a few lines."""
    dice = random.Random(seed)
    rows = "".join(
        line(
            x + w * 0.12,
            y + h * (0.52 + 0.13 * i),
            x + w * (0.34 + 0.26 * dice.random()),
            y + h * (0.52 + 0.13 * i),
            MIST,
            9,
        )
        for i in range(3)
    )
    eyes = stroke(
        (
            f"M{num(x + w * 0.12)} {num(y + h * 0.18)}h{num(w * 0.14)}"
            f"v{num(h * 0.2)}h{num(-w * 0.14)}Z"
        ),
        MIST,
        9,
    )
    dots = stipple(
        PAPER,
        fade((x, y + h), (x + w, y), 2.6),
        500,
        (x + 6, y + 6, w - 12, h - 12),
        3,
        seed,
        opacity=0.7,
    )
    return (
        rect(x - 14, y - 14, w + 28, h + 28, NIGHT, rx=10)
        + rect(x, y, w, h, tint)
        + dots
        + rows
        + eyes
    )


@drawing("2024/07/the-day-the-screens-went-blue/screens.png")
def screens() -> str:
    """Draw travellers in a hall before a wall of dead screens."""
    blue = "#2a7796"  # the ink blue, lit up
    wall = rect(0, 0, 1600, 640, INK) + rect(0, 640, 1600, 260, mix(INK, NIGHT, 0.55))
    shine = "".join(
        polygon(
            [
                (x, 640),
                (x + 236, 640),
                (x + 236 + (x - 682) * 0.35, 900),
                (x + (x - 682) * 0.35, 900),
            ],
            mix(INK, TEAL, 0.5),
            opacity=0.55,
        )
        for x in range(122, 1400, 280)
    )
    panels = [
        screen(122 + 280 * c, 84 + 238 * r, 236, 186, blue, r * 5 + c)
        for r in range(2)
        for c in range(5)
    ]
    rods = "".join(line(x, 0, x, 90, NIGHT, 10) for x in range(160, 1400, 280))
    dark = stipple(NIGHT, fade((0, 300), (0, 760), 1.3), 6500, (0, 0, 1600, 900), 3.4)
    people = [
        traveller(x, y, s, b, t)
        for x, y, s, b, t in (
            (300, 770, 0.86, 1, NIGHT),
            (560, 800, 1.0, 0, mix(NIGHT, INK, 0.3)),
            (820, 772, 0.92, -1, NIGHT),
            (1080, 812, 1.06, 1, mix(NIGHT, INK, 0.2)),
            (1345, 776, 0.88, 0, NIGHT),
        )
    ]
    return sheet(wall, rods, dark, shine, *panels, *people, ground=INK)
