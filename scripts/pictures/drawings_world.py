"""Drawings for world affairs: the veto, the court, the wire."""

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
    arc,
    circle,
    clip,
    ellipse,
    group,
    line,
    moved,
    num,
    path,
    polar,
    polygon,
    rect,
    sheet,
    star,
    stroke,
)
from pictures.texture import SHEET, fade, rim, stipple

VETO = 9
PERMANENT = {1, 4, 6, VETO, 12}


def chair(angle: float, tint: str, x: float, y: float, radius: float) -> str:
    """Return a chair seen from above, that faces the middle of the table."""
    cx, cy = polar(x, y, radius, angle)
    seat = rect(-40, -38, 80, 74, tint, rx=20)
    back = rect(-46, -50, 92, 26, mix(tint, NIGHT, 0.35), rx=13)
    cast = rect(-42, -30, 88, 80, NIGHT, rx=22, opacity=0.35)
    return moved(cx + 7, cy + 12, cast, turn=angle + 90) + moved(
        cx, cy, seat, back, turn=angle + 90
    )


def resolution(x: float, y: float) -> str:
    """Return a sheet of paper with lines of writing."""
    rows = "".join(
        line(-74, -84 + i * 34, 74 if i % 3 != 2 else 10, -84 + i * 34, mix(INK, PAPER, 0.35), 9)
        for i in range(6)
    )
    page = rect(-112, -140, 224, 280, PAPER, rx=4) + rows + circle(62, 96, 20, OCHRE)
    return moved(x + 12, y + 16, rect(-112, -140, 224, 280, NIGHT, opacity=0.35), turn=-7) + moved(
        x, y, page, turn=-7
    )


@drawing("2024/07/how-a-security-council-veto-works/council.png")
def council() -> str:
    """Draw the horseshoe table with fifteen chairs; the shadow of one falls across the paper."""
    x, y, radius = 800.0, 500.0, 268.0
    floor = mix(DUSK, TEAL, 0.25)
    table = stroke(arc(x, y, radius, 128, 412), SAND, 116, stroke_linecap="butt")
    grain = "".join(
        stroke(arc(x, y, radius + d, 128, 412), mix(SAND, OCHRE, 0.28), 3)
        for d in (-40, -22, -2, 18, 39)
    )
    cast = moved(
        12, 22, stroke(arc(x, y, radius, 128, 412), NIGHT, 116, stroke_linecap="butt", opacity=0.35)
    )
    chairs = []
    for i in range(15):
        tint = TERRACOTTA if i == VETO else OCHRE if i in PERMANENT else mix(MIST, TEAL, 0.25)
        chairs.append(chair(132 + i * 276 / 14, tint, x, y, 386))
    angle = 132 + VETO * 276 / 14
    sx, sy = polar(x, y, 345, angle)
    (ax, ay), (bx, by) = polar(sx, sy, 42, angle - 90), polar(sx, sy, 42, angle + 90)
    (ex, ey), (fx, fy) = polar(x, y, 1100, angle + 180 + 14), polar(x, y, 1100, angle + 180 - 14)
    shadow = polygon([(ax, ay), (ex, ey), (fx, fy), (bx, by)], NIGHT, opacity=0.6)
    rings = "".join(
        circle(x, y, r, stroke=mix(floor, PAPER, 0.07), stroke_width=3)
        for r in range(480, 1000, 60)
    )
    dots = stipple(NIGHT, fade((800, 200), (800, 1150), 1.2), 6000, SHEET, 3.2, opacity=0.55)
    return sheet(
        rings, dots, cast, table, grain, resolution(800, 520), shadow, *chairs, ground=floor
    )


def pan(x: float, y: float, load: str) -> str:
    """Return a pan of the scales that hangs from x, y with its load."""
    ropes = stroke(
        (
            f"M{num(x)} {num(y)}L{num(x - 150)} {num(y + 270)}M{num(x)} {num(y)}"
            f"L{num(x + 150)} {num(y + 270)}"
        ),
        INK,
        5,
    )
    bowl = path(
        (
            f"M{num(x - 172)} {num(y + 270)}H{num(x + 172)}C{num(x + 150)} "
            f"{num(y + 350)} {num(x - 150)} {num(y + 350)} {num(x - 172)} "
            f"{num(y + 270)}Z"
        ),
        INK,
    )
    dots = stipple(
        PAPER, fade((x + 60, y + 300), (x - 170, y + 260), 1.5), 700, (x - 172, y + 270, 344, 62), 3
    )
    return group(ropes, moved(x, y + 268, load), bowl, clip(bowl, dots))


def crown() -> str:
    """Return a crown that stands on its origin."""
    body = polygon(
        [(-84, 0), (-104, -112), (-50, -58), (0, -136), (50, -58), (104, -112), (84, 0)], OCHRE
    )
    gems = "".join(circle(gx, gy, 13, OCHRE) for gx, gy in ((-104, -118), (0, -146), (104, -118)))
    dots = clip(
        body, stipple(EMBER, fade((-40, -60), (110, 0), 1.4), 900, (-110, -140, 220, 140), 3.2)
    )
    return group(body, gems, dots, rect(-86, -30, 172, 15, TERRACOTTA))


def warrant() -> str:
    """Return an upright document with a seal that stands on its origin."""
    rows = "".join(
        line(-58, -176 + i * 28, 58 if i != 4 else 0, -176 + i * 28, mix(INK, PAPER, 0.35), 8)
        for i in range(5)
    )
    seal = polygon(star(44, -36, 30, 24, 14), TERRACOTTA) + circle(44, -36, 14, HONEY)
    return moved(0, 0, rect(-86, -214, 172, 214, PAPER), rows, seal, turn=-4)


@drawing("2023/11/what-the-icc-can-do/scales.png")
def scales() -> str:
    """Draw scales before a globe: a sheet of paper outweighs a crown."""
    x, y, r = 800.0, 446.0, 366.0
    globe = circle(x, y, r, mix(TEAL, INK, 0.1))
    lines = [
        ellipse(x, y, r * k, r, stroke=mix(TEAL, MIST, 0.4), stroke_width=3)
        for k in (0.26, 0.52, 0.78)
    ]
    for k in (-0.6, -0.3, 0, 0.3, 0.6):
        half = r * (1 - k * k) ** 0.5
        lines.append(line(x - half, y + k * r, x + half, y + k * r, mix(TEAL, MIST, 0.4), 3))
    shade = clip(
        globe,
        stipple(NIGHT, rim(x, y, r, (-0.5, -0.6), 2), 9000, (x - r, y - r, 2 * r, 2 * r), 3.4),
    )
    (lx, ly), (rx, ry) = (478, 262), (1122, 306)
    post = path("M786 236H814L826 800H774Z", INK) + path("M640 822C690 760 910 760 960 822Z", INK)
    beam = (
        stroke(f"M{lx} {ly}Q800 210 {rx} {ry}", INK, 20)
        + circle(800, 226, 36, OCHRE)
        + circle(800, 226, 15, INK)
    )
    ends = circle(lx, ly, 17, OCHRE) + circle(rx, ry, 17, OCHRE)
    floor = rect(0, 822, 1600, 90, STONE)
    back = stipple(OCHRE, fade((800, 350), (800, 1000), 1.4), 3500, SHEET, 3)
    return sheet(
        back,
        floor,
        globe,
        *lines,
        shade,
        post,
        pan(lx, ly, crown()),
        pan(rx, ry, warrant()),
        beam,
        ends,
        stroke("M640 822H960", INK, 6),
        ground=SAND,
    )


RUNS = (214.0, 464.0, 714.0)
BEND, LEFT, RIGHT = 125.0, 380.0, 1230.0


def tape(offset: float, colour: str, width: float, **attributes: object) -> str:
    """Return a line along the paper tape, `offset` aside of its middle."""
    one, two = num(BEND - offset), num(BEND + offset)
    a, b, c = (num(v) for v in (RUNS[0] + offset, RUNS[1] - offset, RUNS[2] + offset))
    d = (
        f"M{num(LEFT)} {a}H{num(RIGHT)}A{one} {one} 0 0 1 {num(RIGHT)} {b}"
        f"H{num(LEFT)}A{two} {two} 0 0 0 {num(LEFT)} {c}H{num(RIGHT)}"
    )
    return stroke(d, colour, width, stroke_linecap="butt", **attributes)


def front_page(x: float, y: float) -> str:
    """Return a newspaper's front page."""
    page = (
        rect(-130, -180, 260, 330, PAPER)
        + rect(-106, -158, 212, 40, INK)
        + rect(-106, -102, 118, 96, TEAL)
    )
    rows = "".join(rect(26, -102 + i * 20, 80, 9, mix(INK, PAPER, 0.35)) for i in range(5))
    foot = "".join(
        rect(-106 + c * 74, 14 + i * 20, 62, 9, mix(INK, PAPER, 0.35))
        for c in range(3)
        for i in range(6)
    )
    sun = clip(rect(-106, -102, 118, 96), circle(-50, -14, 34, OCHRE))
    return moved(x + 14, y + 16, rect(-130, -180, 260, 330, NIGHT, opacity=0.25), turn=4) + moved(
        x, y, page, rows, foot, sun, turn=4
    )


def sender() -> str:
    """Return a mast that sends, on a disc."""
    mast = stroke("M330 330L380 130L430 330M346 268H414M362 200H398", INK, 9)
    waves = (arc(380, 118, r, start, start + 76) for r in (52, 88) for start in (142, 322))
    air = stroke("".join(waves), TERRACOTTA, 9)
    return (
        circle(380, 214, 150, mix(OCHRE, PAPER, 0.45))
        + mast
        + air
        + circle(380, 118, 16, TERRACOTTA)
    )


def correction() -> str:
    """Return words struck out on the tape, and the right ones above them."""
    patch = rect(688, 418, 194, 64, PAPER) + stroke("M712 464h146", mix(INK, PAPER, 0.5), 10)
    return (
        patch
        + stroke("M700 474L870 452", TERRACOTTA, 9)
        + stroke("M712 426h90m20 0h36", TERRACOTTA, 10)
    )


@drawing("2023/09/how-a-wire-story-travels/wire.png")
def wire() -> str:
    """Draw a paper tape on its way: sent, translated, corrected, printed with a seal."""
    arrows = "M1312 318h86m-26 -26l28 26l-28 26M1398 366h-86m26 -26l-28 26l28 26"
    return sheet(
        stipple(OCHRE, fade((800, 250), (800, 1000), 1.3), 4500, SHEET, 3),
        moved(10, 16, tape(0, NIGHT, 128, opacity=0.18)),
        tape(0, PAPER, 128),
        tape(-34, INK, 10, stroke_dasharray="96 26 60 26 130 30"),
        tape(0, INK, 10, stroke_dasharray="60 24 140 26 84 26"),
        tape(34, INK, 10, stroke_dasharray="120 28 48 24 90 26"),
        sender(),
        circle(1355, 339, 99, TEAL),
        stroke(arrows, PAPER, 11),
        correction(),
        front_page(1250, 690),
        polygon(star(1180, 806, 50, 41, 16), TERRACOTTA),
        circle(1180, 806, 26, HONEY),
        ground=SAND,
    )
