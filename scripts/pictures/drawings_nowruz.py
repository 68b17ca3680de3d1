"""The drawing of the Nowruz table."""

import random

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
    TEAL,
    TERRACOTTA,
    mix,
)
from pictures.svg import (
    circle,
    clip,
    ellipse,
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
from pictures.texture import SHEET, fade, rim, stars, stipple


def bowl(x: float, tint: str, load: str) -> str:
    """Return a bowl on the cloth with its load."""
    d = (
        f"M{num(x - 84)} 640H{num(x + 84)}C{num(x + 78)} 712 {num(x + 40)} 742 "
        f"{num(x + 34)} 744H{num(x - 34)}C{num(x - 40)} 742 {num(x - 78)} 712 "
        f"{num(x - 84)} 640Z"
    )
    body = path(d, tint)
    band = clip(
        body,
        "".join(
            polygon(
                [
                    (x + k * 28, 668),
                    (x + k * 28 + 14, 684),
                    (x + k * 28, 700),
                    (x + k * 28 - 14, 684),
                ],
                HONEY,
            )
            for k in range(-3, 4)
        ),
    )
    dots = clip(
        body,
        stipple(NIGHT, fade((x - 30, 640), (x + 90, 720), 1.5), 800, (x - 84, 640, 168, 106), 3),
    )
    return (
        ellipse(x + 6, 748, 80, 12, NIGHT, opacity=0.3)
        + moved(x, 640, load)
        + body
        + band
        + dots
        + rect(x - 90, 632, 180, 16, mix(tint, PAPER, 0.2), rx=8)
    )


def sprouts() -> str:
    """Return green sprouts tied with a ribbon."""
    dice = random.Random(5)
    blades = "".join(
        stroke(
            (
                f"M{i * 6 - 66} 10Q{i * 6 - 66} -60 {i * 6.6 - 74 + dice.randint(-8, 8):.0f} "
                f"{-104 - dice.randint(0, 44)}"
            ),
            TEAL if i % 3 else mix(TEAL, MIST, 0.4),
            7,
        )
        for i in range(23)
    )
    return blades + rect(-74, -42, 148, 24, TERRACOTTA)


def heap(tint: str, dark: str) -> str:
    """Return a heap of something ground."""
    shape = path("M-76 10C-50 -70 -16 -84 0 -84C16 -84 50 -70 76 10Z", tint)
    return shape + clip(
        shape, stipple(dark, fade((-30, -60), (80, 10), 0.7), 1100, (-76, -84, 152, 94), 4)
    )


def balls(tint: str, dark: str, size: float) -> str:
    """Return a pile of round fruit."""
    spots = ((-48, -8), (0, -12), (48, -8), (-24, -46), (24, -46), (0, -80))
    return "".join(
        circle(bx, by, size, tint)
        + clip(
            circle(bx, by, size),
            stipple(dark, rim(bx, by, size), 170, (bx - size, by - size, 2 * size, 2 * size), 3, i),
        )
        for i, (bx, by) in enumerate(spots)
    )


def garlic() -> str:
    """Return three bulbs of garlic."""
    bulb = path(
        "M0 -78C4 -52 46 -40 46 -8C46 20 -46 20 -46 -8C-46 -40 -4 -52 0 -78Z", PAPER
    ) + stroke(
        "M0 -60C-20 -30 -22 0 -14 12M0 -60C20 -30 22 0 14 12", mix(SAND, TERRACOTTA, 0.25), 4
    )
    return moved(0, -34, bulb) + moved(-38, 2, bulb, turn=-12) + moved(38, 2, bulb, turn=12)


def apples() -> str:
    """Return apples."""
    parts = ""
    for ax, ay, s in ((-38, -14, 1.0), (40, -12, 1.0), (0, -64, 1.0)):
        fruit = path(
            "M0 -34C22 -50 50 -34 44 0C40 34 16 44 0 36C-16 44 -40 34 -44 0C-50 -34 -22 -50 0 -34Z",
            TERRACOTTA,
        )
        parts += moved(
            ax,
            ay,
            fruit,
            clip(fruit, stipple(EMBER, rim(0, 0, 44), 420, (-48, -48, 96, 96), 3)),
            stroke("M0 -34Q2 -52 12 -58", INK, 6),
            scale=s,
        )
    return parts


def jug(x: float) -> str:
    """Return a glass jug of vinegar on the cloth."""
    d = (
        f"M{num(x - 30)} 470H{num(x + 30)}V536C{num(x + 78)} 566 {num(x + 76)} "
        f"744 {num(x + 50)} 744H{num(x - 50)}C{num(x - 76)} 744 {num(x - 78)} "
        f"566 {num(x - 30)} 536Z"
    )
    glass = path(d, mix(MIST, PAPER, 0.2))
    filled = clip(
        glass,
        rect(x - 90, 596, 180, 150, mix(TERRACOTTA, OCHRE, 0.35)),
        stipple(EMBER, fade((x - 40, 600), (x + 80, 740), 1.2), 900, (x - 80, 596, 160, 150), 3.2),
    )
    return (
        ellipse(x + 6, 748, 70, 12, NIGHT, opacity=0.3)
        + stroke(
            f"M{num(x + 34)} 500C{num(x + 110)} 500 {num(x + 110)} 600 {num(x + 66)} 618",
            mix(MIST, TEAL, 0.3),
            12,
        )
        + glass
        + filled
        + rect(x - 38, 458, 76, 18, TERRACOTTA, rx=8)
    )


def candle(x: float) -> str:
    """Return a burning candle in its stick."""
    flame = path(
        (
            f"M{num(x)} 300C{num(x + 34)} 340 {num(x + 22)} 378 {num(x)} 378"
            f"C{num(x - 22)} 378 {num(x - 34)} 340 {num(x)} 300Z"
        ),
        OCHRE,
    )
    return (
        circle(x, 344, 70, HONEY, opacity=0.3)
        + flame
        + rect(x - 15, 384, 30, 210, PAPER)
        + rect(x - 40, 590, 80, 16, OCHRE, rx=8)
        + rect(x - 10, 600, 20, 60, OCHRE)
    )


def sky() -> str:
    """Return a round window, half of it day and half night."""
    x, y, r = 800.0, 352.0, 292.0
    day = path(f"M{x} {y - r}A{r} {r} 0 0 0 {x} {y + r}Z", HONEY) + circle(664, 300, 62, OCHRE)
    dark = path(f"M{x} {y - r}A{r} {r} 0 0 1 {x} {y + r}Z", NIGHT)
    moon = path("M20 -60A62 62 0 1 0 20 60A50 50 0 1 1 20 -60Z", PAPER)
    night = clip(dark, stars(46, PAPER, (800, 60, 300, 590), 11)) + moved(930, 300, moon, turn=18)
    frame = circle(x, y, r, stroke=INK, stroke_width=18) + line(x, y - r, x, y + r, INK, 8)
    return day + dark + night + frame


def cloth() -> str:
    """Return the table's cloth with a band of stars."""
    shapes = (star(40 + k * 80, 826, 30, 13, 8, 0) for k in range(20))
    band = "".join(polygon(shape, mix(TEAL, MIST, 0.35)) for shape in shapes)
    grain = stipple(NIGHT, fade((0, 900), (0, 640), 1.5), 5200, (0, 640, 1600, 130), 3.2)
    return rect(0, 640, 1600, 270, TEAL) + band + stroke("M0 780H1600M0 872H1600", OCHRE, 6) + grain


@drawing("2024/03/nowruz-when-day-equals-night/haftsin.png")
def haftsin() -> str:
    """Draw the seven things of the Nowruz table before a window, half day and half night."""
    return sheet(
        stipple(TERRACOTTA, fade((800, 200), (800, 900), 1.4), 4500, SHEET, 3),
        sky(),
        cloth(),
        candle(326),
        candle(1280),
        bowl(230, TERRACOTTA, sprouts()),
        bowl(422, INK, heap(mix(OCHRE, TERRACOTTA, 0.35), EMBER)),
        bowl(614, OCHRE, balls(mix(TERRACOTTA, OCHRE, 0.5), EMBER, 27)),
        bowl(806, INK, garlic()),
        bowl(998, OCHRE, apples()),
        bowl(1190, INK, heap(mix(TERRACOTTA, NIGHT, 0.2), NIGHT)),
        jug(1376),
        ground=mix(SAND, PAPER, 0.2),
    )
