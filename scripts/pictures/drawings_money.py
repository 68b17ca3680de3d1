"""Drawings of prices and payments."""

from pictures.catalogue import drawing
from pictures.palette import (
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
    steps,
)
from pictures.svg import (
    circle,
    clip,
    curve,
    ellipse,
    group,
    line,
    moved,
    path,
    polygon,
    rect,
    sheet,
    stroke,
)
from pictures.texture import fade, rim, stipple


def ball(x: float, y: float, r: float, tint: str, dark: str, seed: int = 1) -> str:
    """Return a round thing with shade on its far side."""
    body = circle(x, y, r, tint)
    dots = stipple(dark, rim(x, y, r), round(r * r / 7), (x - r, y - r, 2 * r, 2 * r), 3.2, seed)
    return body + clip(body, dots)


def loaf() -> str:
    """Return a long loaf that stands on its origin."""
    body = rect(-46, -430, 92, 440, OCHRE, rx=46)
    cuts = "".join(
        stroke(
            f"M-26 {-360 + i * 84}Q4 {-384 + i * 84} 26 {-396 + i * 84}",
            mix(OCHRE, PAPER, 0.65),
            11,
        )
        for i in range(5)
    )
    return (
        body
        + clip(body, stipple(EMBER, fade((-30, 0), (50, 0), 1.6), 2200, (-46, -430, 92, 440), 3.2))
        + cuts
    )


def bottle() -> str:
    """Return a milk bottle that stands on its origin."""
    d = "M-70 0V-210C-70 -262 -34 -280 -34 -322V-372H34V-322C34 -280 70 -262 70 -210V0Z"
    shape = path(d, mix(MIST, TEAL, 0.22))
    dots = stipple(TEAL, fade((-20, 0), (80, 0), 1.5), 1600, (-70, -372, 140, 372), 3)
    return (
        shape
        + clip(shape, dots, rect(-70, -178, 140, 78, PAPER))
        + rect(-42, -396, 84, 34, TERRACOTTA, rx=8)
    )


def leaves() -> str:
    """Return a bunch of greens that stands on its origin."""
    parts = []
    for turn, length, tint in (
        (-46, 300, TEAL),
        (40, 290, TEAL),
        (-24, 340, mix(TEAL, MIST, 0.3)),
        (20, 345, mix(TEAL, NIGHT, 0.25)),
        (-2, 370, TEAL),
    ):
        leaf = path(
            (
                f"M0 0C-110 {-length * 0.35} -86 {-length * 0.8} 0 {-length}C86 "
                f"{-length * 0.8} 110 {-length * 0.35} 0 0Z"
            ),
            tint,
        )
        veins = stroke(
            f"M0 0V{-length + 40}"
            + "".join(f"M0 {-k}l40 -42M0 {-k}l-40 -42" for k in range(90, length - 70, 62)),
            mix(tint, PAPER, 0.35),
            4,
        )
        parts.append(moved(0, 0, leaf, veins, turn=turn))
    return "".join(parts)


def lamp() -> str:
    """Return a light bulb that stands upright on its origin."""
    glass = path(
        "M-36 -60C-36 -110 -104 -130 -104 -214A104 104 0 0 1 104 -214C104 -130 36 -110 36 -60Z",
        HONEY,
    )
    wire = stroke(
        "M-24 -66V-150L-40 -196L-14 -176L0 -206L14 -176L40 -196L24 -150V-66", TERRACOTTA, 6
    )
    dots = clip(glass, stipple(OCHRE, rim(0, -214, 110), 1600, (-104, -318, 208, 258), 3.2))
    return glass + dots + wire + rect(-40, -62, 80, 66, INK, rx=8)


def wicker() -> str:
    """Return the basket's woven front."""
    shape = path(
        "M452 512H1148L1084 812Q1080 830 1060 830H540Q520 830 516 812Z", mix(OCHRE, TERRACOTTA, 0.3)
    )
    weave = []
    for row in range(8):
        for col in range(-1, 19):
            x, y = 440 + col * 44 + (22 if row % 2 else 0), 520 + row * 41
            weave.append(
                rect(x, y, 40, 33, mix(OCHRE, PAPER, 0.12) if (row + col) % 3 else OCHRE, rx=13)
            )
    dots = stipple(EMBER, fade((560, 500), (1100, 860), 1.6), 5200, (452, 512, 700, 320), 3.4)
    rim_ = rect(428, 486, 744, 54, mix(TERRACOTTA, OCHRE, 0.25), rx=27)
    return clip(shape, shape, *weave, dots) + rim_ + line(452, 500, 1148, 500, HONEY, 5)


def stairs() -> str:
    """Return a flight of steps that rises to the right."""
    parts = []
    for i, tint in enumerate(steps(mix(MIST, PAPER, 0.35), mix(TEAL, MIST, 0.35), 6)):
        x, y = -20 + i * 270, 700 - i * 118
        parts.append(rect(x, y, 290, 900, tint))
        parts.append(
            stipple(TEAL, fade((0, y), (0, y + 800), 0.9), 1100, (x, y + 4, 270, 900), 3, i)
        )
    return "".join(parts)


@drawing("2023/12/what-inflation-measures/basket.png")
def basket() -> str:
    """Draw a shopping basket before a flight of rising steps."""
    bow = "M500 500C520 60 1080 60 1100 500"
    return sheet(
        stairs(),
        rect(0, 828, 1600, 80, mix(TEAL, INK, 0.35)),
        ellipse(830, 836, 420, 30, NIGHT, opacity=0.28),
        stroke(bow, EMBER, 30),
        stroke(bow, mix(OCHRE, TERRACOTTA, 0.35), 18),
        moved(600, 620, loaf(), turn=-17),
        moved(930, 610, leaves(), turn=2),
        moved(705, 620, loaf(), turn=-4),
        moved(842, 640, bottle(), turn=3),
        moved(1056, 570, lamp(), turn=17),
        ball(560, 478, 62, TERRACOTTA, EMBER),
        ball(672, 486, 58, TERRACOTTA, EMBER, 2),
        ball(932, 484, 60, OCHRE, EMBER, 3),
        wicker(),
        ground=mix(PAPER, SAND, 0.4),
    )


def bank(x: float, y: float, tint: str, dark: str) -> str:
    """Return a bank's front with columns that stands on x, y."""
    roof = polygon([(-190, -250), (0, -372), (190, -250)], tint) + circle(0, -290, 24, HONEY)
    beam, foot = rect(-176, -250, 352, 40, dark), rect(-176, -36, 352, 36, dark)
    pillars = ""
    for k in range(-2, 3):
        shaft = rect(k * 74 - 22, -210, 44, 174, tint)
        pillars += shaft + clip(
            shaft,
            stipple(
                NIGHT,
                fade((k * 74 - 16, 0), (k * 74 + 26, 0), 1.4),
                420,
                (k * 74 - 22, -210, 44, 174),
                3,
            ),
        )
    return moved(
        x,
        y,
        rect(-150, -210, 300, 174, NIGHT),
        pillars,
        roof,
        beam,
        foot,
        rect(-200, 0, 400, 18, tint),
    )


def envelope(x: float, y: float, turn: float, tint: str) -> str:
    """Return an envelope."""
    body = rect(-62, -42, 124, 84, tint, rx=6)
    flap = stroke("M-58 -36L0 14L58 -36", TERRACOTTA, 7)
    return moved(
        x + 6, y + 9, rect(-62, -42, 124, 84, NIGHT, rx=6, opacity=0.5), turn=turn
    ) + moved(x, y, body, flap, turn=turn)


def coins(x: float, y: float, count: int) -> str:
    """Return a pile of coins that stands on x, y."""
    return "".join(
        rect(x - 52, y - 26 - i * 27, 104, 24, HONEY if i == count - 1 else OCHRE, rx=8)
        + line(x - 20, y - 14 - i * 27, x + 40, y - 14 - i * 27, mix(OCHRE, TERRACOTTA, 0.6), 4)
        for i in range(count)
    )


@drawing("2023/10/how-money-crosses-borders/messages.png")
def messages() -> str:
    """Draw two banks: letters fly over the border between them, the coins stay in the vaults."""
    ground = 600.0
    sky = stipple(TEAL, fade((800, 640), (800, 40), 1.3), 5500, (0, 0, 1600, ground), 3)
    arch = [(370 + 860 * t, 268 - 4 * 165 * t * (1 - t)) for t in (i / 40 for i in range(41))]
    way = stroke(curve(arch), mix(OCHRE, NIGHT, 0.25), 6, stroke_dasharray="2 18")
    mail = []
    for k, tint in ((6, PAPER), (13, SAND), (20, PAPER), (27, SAND), (34, PAPER)):
        (x, y), slope = (
            arch[k],
            (arch[k + 1][1] - arch[k - 1][1]) / (arch[k + 1][0] - arch[k - 1][0]),
        )
        mail.append(envelope(x, y, slope * 40, tint))
    border = line(800, 230, 800, 860, SAND, 8, stroke_dasharray="30 26")
    soil = rect(0, ground, 1600, 320, mix(INK, TEAL, 0.35))
    grain = stipple(NIGHT, fade((0, ground), (0, 1000), 1), 5000, (0, ground, 1600, 320), 3.2)
    vaults = ""
    for x, tint in ((340, NIGHT), (1260, NIGHT)):
        vaults += rect(x - 230, ground + 48, 460, 200, tint, rx=14) + line(
            x - 230, ground + 248, x + 230, ground + 248, STONE, 8
        )
    money = "".join(
        coins(x, ground + 244, n)
        for x, n in ((200, 4), (330, 6), (460, 3), (1140, 3), (1270, 6), (1400, 5))
    )
    return sheet(
        sky,
        soil,
        grain,
        border,
        vaults,
        money,
        bank(340, ground - 18, mix(TEAL, MIST, 0.35), TEAL),
        bank(1260, ground - 18, mix(TERRACOTTA, SAND, 0.2), mix(TERRACOTTA, NIGHT, 0.2)),
        way,
        group(*mail),
        ground=NIGHT,
    )
