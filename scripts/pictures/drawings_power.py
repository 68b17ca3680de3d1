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
    arc,
    circle,
    clip,
    curve,
    ellipse,
    group,
    hills,
    line,
    moved,
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


def ticks(x: float, y: float, r: float) -> str:
    """Return the marks on a meter's face, every fifth of them longer."""
    marks = []
    for i in range(31):
        angle = 140 + i * 260 / 30
        inner, width = (0.70, 9) if i % 5 == 0 else (0.78, 5)
        marks.append(
            line(*polar(x, y, r * inner, angle), *polar(x, y, r * 0.86, angle), INK, width)
        )
    return "".join(marks)


def dial(x: float, y: float, r: float) -> str:
    """Return a round meter with a needle."""
    face = circle(x, y, r * 0.92, PAPER)
    dots = stipple(OCHRE, rim(x, y, r), 3200, (x - r, y - r, 2 * r, 2 * r), 3)
    point = ((r * 0.72, 300), (16, 30), (40, 120), (16, 210))
    needle = [polar(x, y, radius, angle) for radius, angle in point]
    tints = (INK, INK, INK, TERRACOTTA)
    return group(
        circle(x, y, r + 12, NIGHT),
        circle(x, y, r, OCHRE),
        face,
        clip(face, dots),
        ticks(x, y, r),
        stroke(arc(x, y, r * 0.6, 320, 400), TERRACOTTA, 16, stroke_linecap="butt"),
        *(rect(x - 84 + i * 43, y + r * 0.4, 38, 50, t, rx=5) for i, t in enumerate(tints)),
        polygon(needle, TERRACOTTA),
        circle(x, y, 20, INK),
    )


def valve(x: float, y: float) -> str:
    """Return a hand wheel on its stem."""
    ring = ellipse(x, y, 96, 24, stroke=TERRACOTTA, stroke_width=18)
    return rect(x - 13, y + 10, 26, 130, INK) + ring + circle(x, y, 16, TERRACOTTA)


@drawing("2024/05/how-gas-is-counted/pipeline.png")
def pipeline() -> str:
    """Draw a pipeline in the desert with a great meter."""
    sun = circle(1220, 250, 120, HONEY)
    glow = stipple(
        TERRACOTTA, fade((1220, 200), (1220, 420), 1.4), 1500, (1100, 130, 240, 240), 3.2
    )
    far = [(-60.0, 520.0), (220, 420), (520, 500), (860, 430), (1200, 510), (1660, 400)]
    near = [(-60.0, 690.0), (300, 740), (760, 680), (1240, 752), (1660, 690)]
    return sheet(
        stipple(OCHRE, fade((0, 60), (0, 700), 1.2), 3500, SHEET, 3),
        sun,
        clip(sun, glow),
        dune(far, mix(OCHRE, SAND, 0.45), TERRACOTTA, 2),
        dune(near, mix(OCHRE, SAND, 0.15), EMBER, 4),
        ellipse(800, 846, 900, 26, EMBER, opacity=0.3),
        *(path(f"M{x} 860L{x + 24} 660H{x + 96}L{x + 120} 860Z", INK) for x in (265, 740, 1215)),
        valve(325, 400),
        rect(752, 430, 96, 120, INK),
        rect(716, 470, 168, 34, DUSK),
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


SMOKE = (
    (140, 282, 40), (176, 232, 52), (236, 190, 62), (310, 168, 54),
    (376, 150, 40), (250, 342, 32), (292, 306, 40), (350, 282, 34),
)  # fmt: skip


def daybreak() -> str:
    """Return a sky that turns from night on the left to day on the right."""
    dark, light = steps(INK, mix(DUSK, MIST, 0.3), 4), mix(MIST, SAND, 0.2)
    tints = dark + steps(light, mix(PAPER, HONEY, 0.25), 4)
    parts = []
    for i, tint in enumerate(tints):
        x = -260 + i * 230
        band = path(f"M{x} 900L{x + 300} 0H1700V900Z", tint)
        edge = fade((x + 450, 540), (x + 270, 480), 1.3)
        grain = stipple(tints[max(0, i - 1)], edge, 1500, (x, 0, 530, 900), 3, i)
        parts.append(band + clip(band, grain))
    return "".join(parts)


def chimney(x: float, top: float) -> str:
    """Return a chimney."""
    body = path(f"M{x} 660L{x + 16} {top}H{x + 62}L{x + 78} 660Z", NIGHT)
    return body + rect(x + 12, top + 20, 54, 20, TERRACOTTA)


def panel(x: float, y: float) -> str:
    """Return a solar panel on its post."""
    face = path("M0 0L46 -88H196L150 0Z", INK)
    cells = stroke("M23 -44H173M50 0L96 -88M100 0L146 -88", mix(TEAL, MIST, 0.5), 4)
    return moved(x, y, face, cells, line(96, -20, 96, 34, NIGHT, 9))


def fields() -> str:
    """Return the ground: dark on the left, green on the right."""
    near = [(-60.0, 730.0), (300, 716), (760, 762), (1200, 700), (1680, 740)]
    front = hills(near, mix(INK, NIGHT, 0.4))
    green = path("M760 600L900 960H1700V600Z", TEAL)
    verge = path("M760 600L900 960H1010L860 600Z", mix(TEAL, INK, 0.45))
    grain = stipple(NIGHT, fade((1500, 700), (500, 900), 1.1), 6000, (0, 690, 1600, 220), 3.4)
    return front + clip(front, green, verge, grain)


@drawing("2023/12/what-cop28-agreed/transition.png")
def transition() -> str:
    """Draw the way from oil and coal on the left to wind and sun on the right."""
    sun = circle(1040, 360, 132, OCHRE)
    glow = stipple(TERRACOTTA, fade((1080, 300), (900, 480), 1.4), 2600, (908, 228, 264, 264), 3.2)
    far = [(-60.0, 640.0), (300, 662), (760, 610), (1140, 650), (1680, 580)]
    return sheet(
        daybreak(),
        *(circle(x, y, r, mix(INK, MIST, 0.22)) for x, y, r in SMOKE),
        sun,
        clip(sun, glow),
        chimney(90, 330),
        chimney(196, 390),
        hills(far, mix(TEAL, INK, 0.3)),
        turbine(1180, 700, 0.8, 25, PAPER),
        turbine(1420, 680, 1.05, 60, PAPER),
        turbine(1045, 720, 0.56, 60, PAPER),
        fields(),
        pump(566, 742),
        *(panel(x, 806) for x in (950, 1140, 1330)),
        ground=INK,
    )
