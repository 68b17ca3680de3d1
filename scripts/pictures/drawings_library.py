"""The drawing of the translators of Baghdad."""

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
    circle,
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
from pictures.texture import fade, stars, stipple


def pointed(x: float, base: float, width: float, height: float) -> str:
    """Return path data of a pointed arch that stands on its base."""
    h, top = width / 2, base - height
    spring = top + width * 0.62
    return (
        f"M{num(x - h)} {num(base)}V{num(spring)}C{num(x - h)} "
        f"{num(spring - width * 0.3)} {num(x - h * 0.3)} "
        f"{num(top + width * 0.16)} {num(x)} {num(top)}C{num(x + h * 0.3)} "
        f"{num(top + width * 0.16)} {num(x + h)} {num(spring - width * 0.3)} "
        f"{num(x + h)} {num(spring)}V{num(base)}Z"
    )


def shelves(x: float, base: float, width: float, height: float, seed: int) -> str:
    """Return a niche full of books and scrolls."""
    dice = random.Random(seed)
    niche = path(pointed(x, base, width, height), NIGHT)
    tints = (TERRACOTTA, TEAL, OCHRE, SAND, mix(TEAL, MIST, 0.4), EMBER, DUSK)
    parts = []
    for row in range(5):
        y = base - 24 - row * 118
        px = x - width / 2 + 12
        while px < x + width / 2 - 20:
            if dice.random() < 0.22:
                parts.append(
                    "".join(
                        circle(px + 22 + k * 36, y - 18 - j * 32, 17, SAND)
                        + circle(px + 22 + k * 36, y - 18 - j * 32, 7, STONE)
                        for j in range(2)
                        for k in range(2 - j)
                    )
                )
                px += 84
                continue
            w, h, tint = dice.choice((20, 26, 34)), dice.randint(62, 92), dice.choice(tints)
            parts.append(
                rect(px, y - h, w, h, tint, rx=3)
                + line(px + 3, y - h + 16, px + w - 3, y - h + 16, HONEY, 4)
            )
            px += w + 4
        parts.append(rect(x - width / 2, y, width, 14, mix(OCHRE, TERRACOTTA, 0.6)))
    dark = stipple(
        NIGHT,
        fade((0, base - height * 0.5), (0, base - height), 1),
        2600,
        (x - width / 2, base - height, width, height),
        4,
    )
    return clip(niche, niche, *parts, dark) + path(
        pointed(x, base, width, height), stroke=HONEY, stroke_width=9
    )


def scholar(robe: str, wrap: str) -> str:
    """Return a seated scholar who faces right, on the origin."""
    skin = mix(SAND, TERRACOTTA, 0.38)
    body = path(
        (
            "M-150 0C-158 -40 -96 -66 -84 -110C-76 -186 -46 -232 4 -232C58 -232 74 "
            "-186 82 -120C92 -70 168 -40 160 0Z"
        ),
        robe,
    )
    folds = clip(
        body,
        stipple(NIGHT, fade((60, -120), (-150, -20), 1.2), 2600, (-160, -232, 330, 232), 3.3),
        stroke("M-40 -120C-30 -60 10 -30 100 -20", mix(robe, NIGHT, 0.35), 6),
    )
    head = ellipse(22, -268, 36, 42, skin) + path(
        "M-4 -262C0 -216 48 -200 58 -256C40 -244 14 -244 -4 -262Z", INK
    )
    turban = path(
        "M-30 -276C-44 -330 8 -352 36 -342C72 -334 78 -296 58 -284C30 -296 0 -292 -30 -276Z", wrap
    ) + stroke("M-24 -292C4 -322 40 -326 66 -306", mix(wrap, NIGHT, 0.25), 5)
    arm = stroke("M34 -178C60 -120 100 -104 148 -112", mix(robe, PAPER, 0.12), 44) + circle(
        164, -112, 19, skin
    )
    return group(body, folds, head, turban, arm)


def book() -> str:
    """Return an open book on a low stand, on the origin."""
    stand = stroke("M-90 0L70 -88M90 0L-70 -88", mix(OCHRE, TERRACOTTA, 0.6), 17)
    pages = path(
        (
            "M0 -92C-40 -122 -100 -124 -138 -112V-98C-100 -108 -40 -104 0 -76C40 "
            "-104 100 -108 138 -98V-112C100 -124 40 -122 0 -92Z"
        ),
        PAPER,
    )
    cover = path(
        (
            "M0 -76C-40 -104 -100 -108 -138 -98V-88C-100 -98 -40 -94 0 -64C40 -94 "
            "100 -98 138 -88V-98C100 -108 40 -104 0 -76Z"
        ),
        TERRACOTTA,
    )
    return group(stand, cover, pages)


WALL = mix(TERRACOTTA, SAND, 0.42)


def bricks() -> str:
    """Return a brick wall with shade at both ends."""
    rows = "".join(f"M0 {30 + r * 34}H1600" for r in range(20))
    joints = "".join(
        f"M{x + 40 * (r % 2)} {30 + r * 34}v34" for r in range(20) for x in range(0, 1600, 80)
    )
    right = stipple(EMBER, fade((800, 200), (1700, 860), 1.2), 5200, (800, 0, 800, 700), 3.3)
    left = stipple(EMBER, fade((800, 200), (-100, 860), 1.2), 5200, (0, 0, 800, 700), 3.3)
    return stroke(rows + joints, mix(WALL, EMBER, 0.22), 3) + right + left


def dome(x: float, y: float, w: float, tint: str) -> str:
    """Return a dome of half-width w whose shoulders are at y."""
    up = f"C{x - w} {y - w} {x - 8} {y - w * 1.2} {x} {y - w * 1.6}"
    down = f"C{x + 8} {y - w * 1.2} {x + w} {y - w} {x + w} {y}"
    return path(f"M{x - w} 700V{y}{up}{down}V700Z", tint)


def window() -> str:
    """Return the window with the city at night behind it."""
    d = pointed(800, 700, 420, 640)
    door = path(d, NIGHT)
    moon = path("M14 -40A42 42 0 1 0 14 40A34 34 0 1 1 14 -40Z", HONEY)
    city = dome(690, 520, 60, DUSK) + dome(930, 500, 70, DUSK)
    near = dome(810, 560, 56, mix(DUSK, TEAL, 0.5))
    sky = stars(60, PAPER, (590, 60, 420, 420), 21) + moved(656, 322, moon, turn=-20)
    return clip(door, door, sky, city, near) + path(d, stroke=HONEY, stroke_width=11)


def lantern() -> str:
    """Return the lamp that hangs in the window, with its glow."""
    glow = circle(800, 262, 150, HONEY, opacity=0.14) + circle(800, 262, 96, HONEY, opacity=0.22)
    body = path("M762 200H838L816 236L850 280L826 330H774L750 280L784 236Z", OCHRE)
    flame = ellipse(800, 282, 24, 32, PAPER) + rect(784, 330, 32, 16, EMBER)
    return glow + line(800, 60, 800, 196, OCHRE, 5) + body + flame


def floor() -> str:
    """Return the floor with its band of stars and a rug."""
    shapes = (star(50 + k * 100, 862, 36, 24, 8, 22.5) for k in range(16))
    tiles = "".join(polygon(shape, mix(INK, TEAL, 0.7)) for shape in shapes)
    rug = path("M430 812H1170L1230 842H370Z", TERRACOTTA)
    return rect(0, 700, 1600, 200, INK) + tiles + line(0, 812, 1600, 812, OCHRE, 5) + rug


@drawing("2023/07/the-translators-of-baghdad/library.png")
def library() -> str:
    """Draw two scholars over a book, between shelves, under a lamp and a night window."""
    other = scholar(mix(OCHRE, TERRACOTTA, 0.25), SAND)
    return sheet(
        bricks(),
        shelves(345, 700, 330, 560, 4),
        shelves(1255, 700, 330, 560, 9),
        window(),
        lantern(),
        floor(),
        moved(560, 826, scholar(TEAL, PAPER)),
        group(other, transform="translate(1040 826) scale(-1 1)"),
        moved(800, 826, book()),
        ground=WALL,
    )
