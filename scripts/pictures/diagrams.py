"""The diagrams with labels: how an eclipse works, and how a membrane makes fresh water."""

import random

from pictures.catalogue import labelled
from pictures.palette import (
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
    WIDTH,
    Point,
    circle,
    clip,
    group,
    line,
    moved,
    num,
    path,
    polygon,
    rect,
    sheet,
    stroke,
)
from pictures.text import Lang, Side, label
from pictures.texture import fade, rim, stars, stipple

AXIS = 440.0
SUN, MOON, EARTH = (190.0, 130.0), (760.0, 46.0), (1270.0, 215.0)
"""Where each body's centre lies on the axis, and its radius."""


def mirrored(lang: Lang, *parts: str) -> str:
    """Return the parts, turned left to right on the Arabic sheet."""
    return (
        group(*parts, transform=f"translate({WIDTH} 0) scale(-1 1)")
        if lang == "ar"
        else group(*parts)
    )


def flip(x: float, lang: Lang) -> float:
    """Return x, mirrored on the Arabic sheet."""
    return WIDTH - x if lang == "ar" else x


def cone(sign: int, x: float) -> float:
    """Return the height over the axis, at x, of the ray from the Sun's rim past the Moon's.

    With sign 1 the ray starts at the same side (the umbra's edge), with -1 at the other.
    """
    (sx, sr), (mx, mr) = SUN, MOON
    slope = (mr - sign * sr) / (mx - sx)
    return mr + slope * (x - mx)


def shadow() -> str:
    """Return the Moon's shadow: the penumbra, and the umbra within it."""
    mx, mr = MOON
    ex = EARTH[0]
    tip = mx + mr * (mx - SUN[0]) / (SUN[1] - mr)
    wide = cone(-1, ex)
    penumbra = [(mx, AXIS - mr), (ex, AXIS - wide), (ex, AXIS + wide), (mx, AXIS + mr)]
    umbra = [(mx, AXIS - mr), (tip, AXIS), (mx, AXIS + mr)]
    x, r = EARTH
    front = path(f"M{num(x)} 0V{num(AXIS - r)}A{r:g} {r:g} 0 0 0 {num(x)} {num(AXIS + r)}V900H0V0Z")
    lit = clip(circle(x, AXIS, r), polygon(penumbra, NIGHT, opacity=0.42), polygon(umbra, NIGHT))
    half = path(
        f"M{num(x)} {num(AXIS - r)}A{r:g} {r:g} 0 0 1 {num(x)} {num(AXIS + r)}Z",
        mix(NIGHT, TEAL, 0.22),
    )
    space = polygon(penumbra, mix(HONEY, NIGHT, 0.68)) + polygon(umbra, mix(NIGHT, "#000000", 0.45))
    return clip(front, space) + earth() + lit + half


def earth() -> str:
    """Return the Earth in full light."""
    x, r = EARTH
    body, tint = circle(x, AXIS, r, TEAL), mix(SAND, TEAL, 0.2)
    lands = [
        path(
            (
                f"M{num(x - 175)} {num(AXIS - 95)}c60 -60 130 -70 190 -40v90c-40 30 -60 "
                "10 -90 40c-20 30 -70 10 -90 -20Z"
            ),
            tint,
        ),
        path(
            (
                f"M{num(x - 95)} {num(AXIS + 62)}c40 -20 80 -10 110 0v110c-50 10 -90 "
                "-10 -105 -40c-14 -25 -25 -45 -5 -70Z"
            ),
            tint,
        ),
    ]
    return clip(body, body, *lands)


def sun_glow() -> str:
    """Return the glow round the Sun."""
    x, r = SUN
    tints = steps(mix(OCHRE, NIGHT, 0.9), mix(OCHRE, NIGHT, 0.55), 5)
    return "".join(circle(x, AXIS, r + 26 * (5 - i), tint) for i, tint in enumerate(tints))


def sun() -> str:
    """Return the Sun's disc."""
    x, r = SUN
    body = circle(x, AXIS, r, OCHRE)
    return clip(
        body,
        body,
        stipple(TERRACOTTA, rim(x, AXIS, r, (0, 0), 3), 1800, (x - r, AXIS - r, 2 * r, 2 * r), 3.4),
    )


def moon() -> str:
    """Return the Moon, dark on the side away from the Sun."""
    x, r = MOON
    body = circle(x, AXIS, r, mix(SAND, INK, 0.12))
    half = path(
        f"M{num(x)} {num(AXIS - r)}A{r:g} {r:g} 0 0 1 {num(x)} {num(AXIS + r)}Z", NIGHT, opacity=0.8
    )
    craters = [
        circle(x - 26, AXIS - 16, 10, mix(SAND, INK, 0.3)),
        circle(x - 20, AXIS + 18, 7, mix(SAND, INK, 0.3)),
    ]
    return clip(body, body, *craters, half)


@labelled("2024/04/the-eclipse-of-april/geometry.{}.png", "ar", "en")
def eclipse(lang: Lang) -> str:
    """Draw the Sun, the Moon, the Earth and the two parts of the Moon's shadow."""
    words = {
        "ar": ["الشمس", "القمر", "الأرض", "الظل", "شبه الظل", "الأحجام والمسافات ليست بمقياسها"],
        "en": ["Sun", "Moon", "Earth", "Umbra", "Penumbra", "Not to scale"],
    }[lang]
    rays = [
        polygon(
            [
                (SUN[0], AXIS + s * SUN[1]),
                (MOON[0], AXIS + t * MOON[1]),
                (MOON[0], AXIS),
                (SUN[0], AXIS),
            ],
            HONEY,
            opacity=0.1,
        )
        for s, t in ((-1, -1), (1, 1), (-1, 1), (1, -1))
    ]
    art = mirrored(
        lang, stars(150, mix(PAPER, NIGHT, 0.45)), sun_glow(), *rays, sun(), shadow(), moon()
    )
    leaders = [
        line(flip(905, lang), 440, flip(905, lang), 240, PAPER, 2.5),
        line(flip(985, lang), 510, flip(985, lang), 662, PAPER, 2.5),
    ]
    return sheet(
        art,
        *leaders,
        label(flip(SUN[0], lang), AXIS + 14, words[0], lang, 48, NIGHT, weight=700),
        label(flip(MOON[0], lang), AXIS - 76, words[1], lang, 44, PAPER, weight=600),
        label(flip(EARTH[0], lang), AXIS - 246, words[2], lang, 44, PAPER, weight=600),
        label(flip(905, lang), 222, words[3], lang, 44, PAPER, weight=600),
        label(flip(985, lang), 712, words[4], lang, 44, PAPER, weight=600),
        label(flip(800, lang), 832, words[5], lang, 34, mix(PAPER, NIGHT, 0.35), weight=400),
        ground=NIGHT,
    )


TANK = (230.0, 250.0, 1140.0, 430.0)
WALL = 800.0
GAPS = (434.0, 536.0, 638.0)
"""Where water passes through the membrane."""


def salts(count: int, seed: int) -> str:
    """Return grains of salt in the tank's salty side, thick against the membrane."""
    dice = random.Random(seed)
    x, y, _, h = TANK
    placed: list[Point] = []
    while len(placed) < count:
        p = (x + 40 + (WALL - x - 100) * dice.random() ** 0.75, y + 96 + (h - 128) * dice.random())
        titled = 300 < p[0] < 700 and 340 < p[1] < 424
        entering = p[0] < 320 and abs(p[1] - 520) < 34
        crossed = p[0] > 640 and min(abs(p[1] - gap) for gap in GAPS) < 30
        if not (titled or crossed or entering) and all(
            (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 > 42**2 for q in placed
        ):
            placed.append(p)
    return "".join(
        circle(px, py, 10, TERRACOTTA) + circle(px - 3, py - 3, 3, HONEY) for px, py in placed
    )


def flow(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 12) -> str:
    """Return a straight arrow."""
    dx, dy = x2 - x1, y2 - y1
    length = (dx * dx + dy * dy) ** 0.5
    ux, uy = dx / length, dy / length
    neck = (x2 - ux * width * 2.2, y2 - uy * width * 2.2)
    side = width * 1.7
    head = [
        (x2, y2),
        (neck[0] - uy * side, neck[1] + ux * side),
        (neck[0] + uy * side, neck[1] - ux * side),
    ]
    return line(x1, y1, *neck, colour, width) + polygon(head, colour)


def outlet(x: float, y: float, water: str) -> str:
    """Return a short pipe that leads down from the tank's floor at x, y."""
    walls = stroke(f"M{num(x)} {num(y + 7)}v76M{num(x + 68)} {num(y + 7)}v76", INK, 10)
    return rect(x, y, 68, 84, water) + walls + rect(x + 2, y - 9, 64, 18, water)


def inlet(x: float, y: float, water: str) -> str:
    """Return a short pipe that leads into the tank's side at x, y."""
    walls = stroke(f"M{num(x - 90)} {num(y)}h84M{num(x - 90)} {num(y + 68)}h84", INK, 10)
    return rect(x - 96, y, 98, 68, water) + walls + rect(x - 9, y + 5, 18, 58, water)


def tank() -> str:
    """Return the tank with both waters, the membrane, the press and the pipes."""
    x, y, w, h = TANK
    salty, fresh = mix(TEAL, PAPER, 0.12), mix(MIST, PAPER, 0.3)
    level, low = y + 62, y + 150
    box = (x, level, WALL - x, y + h - level)
    grain = stipple(NIGHT, fade((0, level), (0, y + h), 1.5), 2600, box, 3.2, opacity=0.4)
    return group(
        rect(*box, salty),
        grain,
        rect(WALL, low, x + w - WALL, y + h - low, fresh),
        stroke(f"M{num(x)} {num(y)}V{num(y + h)}H{num(x + w)}V{num(y)}", INK, 14),
        outlet(x + 96, y + h, salty),
        outlet(x + w - 164, y + h, fresh),
        inlet(x, y + 236, salty),
        rect(x + 10, level - 34, WALL - x - 30, 34, INK),
        rect((x + WALL) / 2 - 46, y - 92, 64, 122, INK),
        *(rect(WALL - 14, y + 20 + k * 34, 28, 22, OCHRE, rx=7) for k in range(12)),
    )


@labelled("2024/03/how-the-sea-becomes-drinking-water/membrane.{}.png", "ar", "en")
def membrane(lang: Lang) -> str:
    """Draw reverse osmosis: pressure drives water, but not salt, through a membrane."""
    words = {
        "ar": ["ضغط", "ماء البحر", "غشاء", "ماء عذب", "محلول ملحي مركز"],
        "en": ["Pressure", "Sea water", "Membrane", "Fresh water", "Brine"],
    }[lang]
    through = "".join(flow(680, yy, 900, yy, INK, 9) for yy in GAPS)
    art = mirrored(
        lang,
        tank(),
        salts(34, 4),
        through,
        flow(501, 66, 501, 150, TERRACOTTA, 15),
        moved(
            0,
            0,
            flow(360, 690, 360, 812, TERRACOTTA, 9),
            flow(1240, 690, 1240, 812, TEAL, 9),
            flow(148, 520, 290, 520, PAPER, 9),
        ),
    )
    side: Side = "left" if lang == "en" else "right"
    return sheet(
        art,
        label(flip(556, lang), 124, words[0], lang, 44, TERRACOTTA, side, 700),
        label(flip(WALL, lang), 224, words[2], lang, 44, INK, weight=700),
        label(flip(500, lang), 400, words[1], lang, 48, PAPER, weight=700),
        label(flip(1130, lang), 560, words[3], lang, 48, INK, weight=700),
        label(flip(420, lang), 786, words[4], lang, 44, INK, side, 700),
        ground=PAPER,
    )
