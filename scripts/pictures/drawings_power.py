"""Drawings of energy: the gas line, and the way from oil to wind."""

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
    TEAL,
    TERRACOTTA,
    mix,
    steps,
)
from pictures.svg import (
    Point,
    circle,
    clip,
    curve,
    ellipse,
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


def dune(points: list[Point], tint: str, dark: str, seed: int) -> str:
    """Return a dune below a curve, with grain on its slope."""
    shape = path(curve(points) + "V960H-60Z", tint)
    top = min(y for _, y in points)
    return shape + clip(
        shape,
        stipple(
            dark,
            fade((500, top), (1100, top + 420), 1.2),
            5000,
            (0, top, 1600, 900 - top),
            3.2,
            seed,
        ),
    )


def pipe(y: float, radius: float) -> str:
    """Return a long pipe with flanges."""
    bands = (
        (-1, 1, TEAL),
        (-0.8, 0.34, mix(TEAL, MIST, 0.55)),
        (0.34, 0.66, mix(TEAL, NIGHT, 0.4)),
    )
    tube = "".join(
        rect(-20, y + a * radius, 1640, b * radius * (2 if a == -1 else 1), t) for a, b, t in bands
    )
    dots = stipple(
        NIGHT,
        fade((0, y - radius), (0, y + radius), 2),
        6000,
        (0, y - radius, 1600, 2 * radius),
        3.4,
    )
    rings = ""
    for x in (150, 500, 1100, 1450):
        bolts = "".join(circle(x, y + k * radius * 0.4, 8, OCHRE) for k in range(-2, 3))
        rings += rect(x - 54, y - radius - 26, 46, 2 * radius + 52, INK, rx=8) + rect(
            x + 8, y - radius - 26, 46, 2 * radius + 52, INK, rx=8
        )
        rings += rect(x - 20, y - radius - 14, 40, 2 * radius + 28, DUSK) + bolts
    return tube + dots + rings


def dial(x: float, y: float, r: float) -> str:
    """Return a round meter with a needle."""
    ticks = ""
    for i in range(31):
        angle = 140 + i * 260 / 30
        inner, width = (0.70, 9) if i % 5 == 0 else (0.78, 5)
        ticks += line(*polar(x, y, r * inner, angle), *polar(x, y, r * 0.86, angle), INK, width)
    zone = stroke(
        (
            f"M{' '.join(num(v) for v in polar(x, y, r * 0.6, 320))}A{r * 0.6:g} "
            f"{r * 0.6:g} 0 0 1 {' '.join(num(v) for v in polar(x, y, r * 0.6, 400))}"
        ),
        TERRACOTTA,
        16,
        stroke_linecap="butt",
    )
    needle = polygon(
        [
            polar(x, y, r * 0.72, 300),
            polar(x, y, 16, 30),
            polar(x, y, 40, 120),
            polar(x, y, 16, 210),
        ],
        TERRACOTTA,
    )
    face = circle(x, y, r * 0.92, PAPER)
    dots = clip(face, stipple(OCHRE, rim(x, y, r), 3200, (x - r, y - r, 2 * r, 2 * r), 3))
    boxes = "".join(
        rect(x - 84 + i * 43, y + r * 0.40, 38, 50, INK if i < 3 else TERRACOTTA, rx=5)
        for i in range(4)
    )
    return (
        circle(x, y, r + 12, NIGHT)
        + circle(x, y, r, OCHRE)
        + face
        + dots
        + ticks
        + zone
        + boxes
        + needle
        + circle(x, y, 20, INK)
    )


@drawing("2024/05/how-gas-is-counted/pipeline.png")
def pipeline() -> str:
    """Draw a pipeline in the desert with a great meter."""
    sun = circle(1220, 250, 120, HONEY) + clip(
        circle(1220, 250, 120),
        stipple(TERRACOTTA, fade((1220, 200), (1220, 420), 1.4), 1500, (1100, 130, 240, 240), 3.2),
    )
    back = dune(
        [(-60, 520), (220, 420), (520, 500), (860, 430), (1200, 510), (1660, 400)],
        mix(OCHRE, SAND, 0.45),
        TERRACOTTA,
        2,
    )
    front = dune(
        [(-60, 690), (300, 740), (760, 680), (1240, 752), (1660, 690)],
        mix(OCHRE, SAND, 0.15),
        EMBER,
        4,
    )
    legs = "".join(
        polygon([(x - 60, 860), (x - 36, 660), (x + 36, 660), (x + 60, 860)], INK)
        for x in (325, 800, 1275)
    )
    cast = ellipse(800, 846, 900, 26, EMBER, opacity=0.3)
    neck = rect(752, 430, 96, 120, INK) + rect(716, 470, 168, 34, DUSK)
    wheel = (
        rect(312, 410, 26, 130, INK)
        + ellipse(325, 400, 96, 24, stroke=TERRACOTTA, stroke_width=18)
        + circle(325, 400, 16, TERRACOTTA)
    )
    sky = stipple(OCHRE, fade((0, 60), (0, 700), 1.2), 3500, SHEET, 3)
    return sheet(
        sky,
        sun,
        back,
        front,
        cast,
        legs,
        wheel,
        neck,
        pipe(610, 92),
        dial(800, 276, 200),
        ground=mix(SAND, PAPER, 0.35),
    )


def turbine(x: float, y: float, size: float, turn: float, tint: str) -> str:
    """Return a wind turbine that stands on x, y."""
    mast = polygon([(-11, 0), (-5, -420), (5, -420), (11, 0)], tint)
    blade = path("M0 -12C26 -40 22 -110 4 -236C-8 -170 -16 -80 -12 -12Z", tint)
    hub = moved(
        0,
        -420,
        *[moved(0, 0, blade, turn=turn + k * 120) for k in range(3)],
        circle(0, 0, 17, TERRACOTTA),
    )
    return moved(x, y, mast, hub, scale=size)


def pump(x: float, y: float) -> str:
    """Return an oil pump that stands on x, y."""
    frame = stroke("M-60 0L10 -210L80 0M-36 -70H56", NIGHT, 20)
    beam = moved(
        10,
        -214,
        rect(-210, -17, 390, 34, NIGHT)
        + path("M-206 -60C-262 -40 -262 50 -224 96L-186 60V-60Z", NIGHT),
        turn=-9,
    )
    rod = line(-214, -86, -214, 0, NIGHT, 7) + rect(-240, -26, 52, 30, NIGHT)
    crank = (
        line(168, -246, 176, -70, NIGHT, 12)
        + circle(176, -62, 44, NIGHT)
        + circle(176, -62, 14, TERRACOTTA)
    )
    return moved(x, y, frame, beam, rod, crank, rect(120, -14, 120, 18, NIGHT))


@drawing("2023/12/what-cop28-agreed/transition.png")
def transition() -> str:
    """Draw the way from oil and coal on the left to wind and sun on the right."""
    tints = steps(INK, mix(DUSK, MIST, 0.3), 4) + steps(
        mix(MIST, SAND, 0.2), mix(PAPER, HONEY, 0.25), 4
    )
    bands = ""
    for i, tint in enumerate(tints):
        band = polygon([(-260 + i * 230, 900), (40 + i * 230, 0), (1700, 0), (1700, 900)], tint)
        edge = fade((190 + i * 230, 540), (10 + i * 230, 480), 1.3)
        grain = stipple(tints[max(0, i - 1)], edge, 1500, (-260 + i * 230, 0, 530, 900), 3, i)
        bands += band + clip(band, grain)
    stacks = "".join(
        polygon([(x, 660), (x + 16, h), (x + 62, h), (x + 78, 660)], NIGHT)
        + rect(x + 12, h + 20, 54, 20, TERRACOTTA)
        for x, h in ((90, 330), (196, 390))
    )
    smoke = "".join(
        circle(sx, sy, sr, mix(INK, MIST, 0.22))
        for sx, sy, sr in (
            (140, 282, 40),
            (176, 232, 52),
            (236, 190, 62),
            (310, 168, 54),
            (376, 150, 40),
            (250, 342, 32),
            (292, 306, 40),
            (350, 282, 34),
        )
    )
    sun = circle(1040, 360, 132, OCHRE) + clip(
        circle(1040, 360, 132),
        stipple(TERRACOTTA, fade((1080, 300), (900, 480), 1.4), 2600, (908, 228, 264, 264), 3.2),
    )
    back = path(
        curve([(-60, 640), (300, 662), (760, 610), (1140, 650), (1680, 580)]) + "V960H-60Z",
        mix(TEAL, INK, 0.3),
    )
    front = path(
        curve([(-60, 730), (300, 716), (760, 762), (1200, 700), (1680, 740)]) + "V960H-60Z",
        mix(INK, NIGHT, 0.4),
    )
    green = clip(
        front,
        path("M760 600L900 960H1700V600Z", TEAL),
        path("M760 600L900 960H1010L860 600Z", mix(TEAL, INK, 0.45)),
    )
    soil = clip(
        front, stipple(NIGHT, fade((1500, 700), (500, 900), 1.1), 6000, (0, 690, 1600, 220), 3.4)
    )
    panels = "".join(
        moved(
            px,
            806,
            polygon([(0, 0), (46, -88), (196, -88), (150, 0)], INK),
            stroke("M23 -44H173M50 0L96 -88M100 0L146 -88", mix(TEAL, MIST, 0.5), 4),
            line(96, -20, 96, 34, NIGHT, 9),
        )
        for px in (950, 1140, 1330)
    )
    mills = (
        turbine(1180, 700, 0.8, 25, PAPER)
        + turbine(1420, 680, 1.05, 60, PAPER)
        + turbine(1045, 720, 0.56, 60, PAPER)
    )
    return sheet(
        bands,
        smoke,
        sun,
        stacks,
        back,
        mills,
        front,
        green,
        soil,
        pump(566, 742),
        panels,
        ground=INK,
    )
