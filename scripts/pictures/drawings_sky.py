"""Drawings of the sky: the Moon's south and the new crescent."""

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
    arc,
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
from pictures.texture import fade, stars, stipple

REGOLITH = mix(SAND, INK, 0.3)


def crater(x: float, y: float, w: float) -> str:
    """Return a crater, lit by a low sun on the right."""
    h = w * 0.24
    bowl = ellipse(x, y, w, h, mix(SAND, NIGHT, 0.82))
    far = clip(bowl, ellipse(x - w * 0.42, y + h * 0.22, w, h, mix(SAND, PAPER, 0.2)))
    lip = path(
        (
            f"M{num(x - w)} {num(y)}A{num(w)} {num(h)} 0 0 0 {num(x + w)} {num(y)}"
            f"A{num(w)} {num(h * 1.25)} 0 0 1 {num(x - w)} {num(y)}Z"
        ),
        mix(SAND, PAPER, 0.5),
    )
    inner = clip(bowl, ellipse(x + w * 0.36, y, w * 1.06, h * 1.1, mix(SAND, NIGHT, 0.82)))
    return bowl + far + inner + moved(0, 0, lip)


def lander() -> str:
    """Return the lander, standing with its feet near its origin."""
    legs = stroke(
        (
            "M-80 -150L-196 -6M80 -150L196 -6M-112 -96L-150 -58M112 -96L150 -58"
            "M-52 -140L-70 12M52 -140L70 12"
        ),
        mix(SAND, PAPER, 0.4),
        11,
    )
    pads = "".join(
        rect(px - 36, py, 72, 15, SAND, rx=7)
        for px, py in ((-200, -8), (200, -8), (-72, 10), (72, 10))
    )
    nozzles = "".join(
        polygon([(nx - 16, -96), (nx + 16, -96), (nx + 28, -58), (nx - 28, -58)], INK)
        for nx in (-34, 34)
    )
    body = polygon([(-132, -96), (132, -96), (110, -226), (-110, -226)], OCHRE)
    facets = polygon(
        [(-132, -96), (-110, -226), (-36, -226), (-60, -96)], mix(OCHRE, NIGHT, 0.62)
    ) + polygon([(60, -96), (36, -226), (110, -226), (132, -96)], HONEY)
    dots = clip(
        body, stipple(EMBER, fade((80, 0), (-120, 0), 1.3), 2000, (-132, -226, 264, 130), 3.2)
    )
    deck = rect(-122, -244, 244, 22, PAPER, rx=5)
    panel = polygon(
        [(-96, -244), (-60, -338), (84, -338), (100, -244)], mix(TEAL, INK, 0.35)
    ) + stroke("M-12 -338L-4 -244M-78 -291H92", mix(TEAL, MIST, 0.5), 4)
    mast = line(112, -244, 112, -372, PAPER, 7) + circle(112, -380, 13, TERRACOTTA)
    return group(legs, nozzles, body, facets, dots, panel, deck, mast, pads)


def rover() -> str:
    """Return the small six-wheeled rover, standing on its origin."""
    wheels = "".join(circle(wx, -20, 21, NIGHT) + circle(wx, -20, 10, SAND) for wx in (-58, 0, 58))
    bogie = stroke("M-58 -20L-30 -60H40L58 -20M-30 -60L0 -20", mix(SAND, PAPER, 0.4), 7)
    body = rect(-62, -104, 124, 46, OCHRE, rx=4) + rect(-62, -104, 40, 46, mix(OCHRE, NIGHT, 0.5))
    panel = polygon(
        [(-50, -104), (-72, -182), (30, -182), (46, -104)], mix(TEAL, INK, 0.3)
    ) + stroke("M-12 -182L0 -104M-61 -143H38", mix(TEAL, MIST, 0.5), 3)
    return group(wheels, bogie, panel, body)


def earth(x: float, y: float, r: float) -> str:
    """Return the Earth with its clouds, lit from the right."""
    globe = circle(x, y, r, TEAL)
    clouds = (
        ellipse(x - 10, y - 34, 70, 12, MIST),
        ellipse(x + 40, y + 18, 60, 10, MIST),
        ellipse(x - 40, y + 42, 50, 9, MIST),
        ellipse(x + 20, y - 62, 40, 8, PAPER),
    )
    return globe + clip(globe, *clouds, circle(x - 62, y - 8, r * 1.04, NIGHT, opacity=0.82))


def moonscape() -> str:
    """Return the Moon's hills and its dusty ground."""
    far = [
        (-60.0, 560.0), (160, 490), (330, 530), (620, 470),
        (900, 520), (1160, 450), (1400, 510), (1680, 470),
    ]  # fmt: skip
    near = [(-60.0, 640.0), (300, 590), (800, 566), (1300, 590), (1680, 650)]
    ground = hills(near, REGOLITH)
    dark = stipple(NIGHT, fade((1500, 520), (100, 1000), 1.0), 6500, (0, 560, 1600, 340), 3)
    light = stipple(PAPER, fade((700, 0), (1700, 0), 1.5), 2400, (500, 566, 1100, 330), 3)
    return hills(far, mix(SAND, NIGHT, 0.72)) + ground + clip(ground, dark, light)


def rock(x: float, y: float, size: float) -> str:
    """Return a small rock."""
    shape = path("M-70 2L-16 -10L2 -26L22 -8L28 4Z", mix(SAND, PAPER, 0.3))
    return moved(x, y, shape, scale=size)


@drawing("2023/08/a-landing-near-the-moons-south-pole/moon.png")
def moon() -> str:
    """Draw a lander and its rover on the Moon, under a low sun, with the Earth in the sky."""
    rocks = ((1430, 720, 1.0), (760, 640, 0.6), (330, 690, 0.7), (1180, 850, 0.9))
    holes = ((1330, 664, 120), (520, 676, 86), (230, 806, 150), (1390, 836, 90))
    return sheet(
        stars(170, mix(PAPER, NIGHT, 0.3), (0, 0, 1600, 520)),
        earth(356, 236, 92),
        moonscape(),
        *(crater(*hole) for hole in holes),
        *(rock(*place) for place in rocks),
        path("M880 752H1236L440 858L-40 866V842Z", NIGHT, opacity=0.55),
        path("M560 820H690L360 858L180 852Z", NIGHT, opacity=0.5),
        moved(1040, 744, lander()),
        moved(620, 826, rover()),
        ground=NIGHT,
    )


def watcher() -> str:
    """Return somebody who looks through a telescope, standing on the origin."""
    body = path("M-64 0C-70 -110 -62 -190 -20 -206C14 -212 40 -180 46 -130L58 0Z", NIGHT)
    arm = stroke("M-2 -178C30 -150 70 -160 100 -238", NIGHT, 24)
    head = (
        circle(8, -246, 34, NIGHT)
        + rect(-14, -230, 36, 40, NIGHT)
        + path("M-30 -250C-34 -300 48 -304 44 -256Z", NIGHT)
    )
    legs = stroke("M160 -218L92 20M160 -218L184 40M160 -218L250 54", NIGHT, 10)
    tube = moved(
        52,
        -232,
        polygon([(0, -15), (150, -22), (150, 22), (0, 15)], NIGHT)
        + rect(146, -30, 96, 60, NIGHT)
        + rect(-26, -9, 30, 18, NIGHT)
        + rect(118, -25, 12, 50, OCHRE),
        turn=-27,
    )
    return group(legs, body, arm, head, tube)


def town(x: float, y: float, tint: str) -> str:
    """Return the skyline of a small town with a dome and a minaret."""
    blocks = [
        (0, 110, 70),
        (100, 90, 96),
        (180, 120, 60),
        (430, 100, 84),
        (520, 130, 62),
        (640, 90, 40),
    ]
    walls = "".join(rect(x + dx, y - h, w, h + 90, tint) for dx, w, h in blocks)
    dome = rect(x + 290, y - 84, 150, 180, tint) + path(
        (
            f"M{num(x + 286)} {num(y - 84)}C{num(x + 286)} {num(y - 150)} "
            f"{num(x + 350)} {num(y - 166)} {num(x + 365)} {num(y - 192)}"
            f"C{num(x + 380)} {num(y - 166)} {num(x + 444)} {num(y - 150)} "
            f"{num(x + 444)} {num(y - 84)}Z"
        ),
        tint,
    )
    tower = (
        rect(x + 242, y - 230, 32, 320, tint)
        + rect(x + 232, y - 196, 52, 12, tint)
        + polygon([(x + 240, y - 230), (x + 258, y - 286), (x + 276, y - 230)], tint)
    )
    lights = "".join(
        rect(x + dx, y - dy, 12, 18, HONEY)
        for dx, dy in ((30, 36), (130, 60), (210, 30), (455, 52), (560, 34), (600, 34), (365, 50))
    )
    return walls + dome + tower + lights


def dusk() -> str:
    """Return the evening sky in bands, from night above to the glow on the horizon."""
    tints = steps(NIGHT, DUSK, 4) + steps(mix(DUSK, TEAL, 0.4), mix(TEAL, HONEY, 0.55), 4)
    tints += [mix(HONEY, TEAL, 0.2), HONEY]
    bands = [rect(0, i * 66, 1600, 900, tint) for i, tint in enumerate(tints)]
    for i, tint in enumerate(tints[1:], 1):
        grain = fade((0, i * 66 - 60), (0, i * 66), 1.2)
        bands.append(stipple(tint, grain, 1300, (0, i * 66 - 66, 1600, 66), 3, i))
    return "".join(bands)


def new_moon(x: float, y: float, r: float) -> str:
    """Return the first thin crescent, its lit edge towards the sun that has set."""
    x1, y1 = polar(0, 0, r, -2)
    back = f"A{num(r * 1.006)} {num(r * 1.006)} 0 0 0 {num(x1)} {num(y1)}Z"
    blade = path(arc(0, 0, r, -2, 182) + back, PAPER)
    return moved(x, y, circle(0, 0, r - 1, mix(DUSK, MIST, 0.07)), blade, turn=-28)


@drawing("2024/06/how-the-hijri-month-begins/crescent.png")
def crescent() -> str:
    """Draw somebody who looks for the new crescent at dusk."""
    far = [(-60.0, 690.0), (300, 640), (640, 700), (1000, 672), (1320, 690), (1680, 650)]
    near = [(-60.0, 690.0), (180, 690), (480, 734), (800, 800), (1150, 850), (1680, 880)]
    hill = hills(near, NIGHT)
    grain = stipple(DUSK, fade((200, 900), (420, 690), 1.5), 2600, (0, 680, 1600, 220), 3)
    return sheet(
        dusk(),
        stars(60, PAPER, (0, 0, 1600, 230), 8),
        new_moon(1010, 262, 104),
        circle(560, 330, 7, PAPER),
        town(880, 690, mix(INK, NIGHT, 0.3)),
        hills(far, mix(INK, TEAL, 0.25)),
        hill,
        clip(hill, grain),
        moved(400, 752, watcher(), scale=1.12),
        ground=NIGHT,
    )
