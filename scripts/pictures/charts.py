"""The charts: earthquake energy, the warm years, the level of the Dead Sea."""

from pictures.catalogue import labelled
from pictures.palette import (
    EMBER,
    INK,
    MIST,
    OCHRE,
    PAPER,
    SAND,
    STONE,
    TEAL,
    TERRACOTTA,
    mix,
    steps,
)
from pictures.svg import HEIGHT, WIDTH, Point, clip, curve, line, path, rect, sheet, stroke
from pictures.text import Lang, Side, label
from pictures.texture import fade, hatch, stipple

ANOMALIES = {
    2014: 0.75,
    2015: 0.90,
    2016: 1.01,
    2017: 0.92,
    2018: 0.85,
    2019: 0.98,
    2020: 1.02,
    2021: 0.85,
    2022: 0.89,
    2023: 1.17,
}
LEVELS = ((1930, 390), (1976, 400), (1998, 410), (2015, 430), (2024, 438))


def start_side(lang: Lang) -> Side:
    """Return the side from which a language reads."""
    return "right" if lang == "ar" else "left"


def flip(x: float, lang: Lang) -> float:
    """Return x, mirrored on the Arabic sheet."""
    return WIDTH - x if lang == "ar" else x


@labelled("2024/01/the-hottest-year/anomalies.{}.png", "ar", "en")
def anomalies(lang: Lang) -> str:
    """Draw how far above the 1951–1980 mean each year from 2014 to 2023 was."""
    title = {
        "ar": "فرق حرارة سطح الأرض عن متوسط 1951 إلى 1980\nبالدرجات المئوية",
        "en": "Global surface temperature above the 1951–1980 mean\ndegrees Celsius",
    }[lang]
    base, unit, step, wide = 770.0, 440.0, 128.0, 92.0
    parts = [label(flip(164, lang), 112, title, lang, 38, INK, start_side(lang), 600, leading=1.32)]
    for i, (year, value) in enumerate(ANOMALIES.items()):
        x = flip(164 + i * step + wide / 2, lang)
        top = base - value * unit
        record = year == 2023
        tint = TERRACOTTA if record else mix(OCHRE, PAPER, max(0.0, 0.62 - (value - 0.75) * 2.1))
        parts.append(rect(x - wide / 2, top, wide, base - top, tint))
        grain = stipple(
            EMBER if record else OCHRE,
            fade((0, base), (0, top), 2.6),
            900,
            (x - wide / 2 + 3, top + 3, wide - 6, base - top - 6),
            3,
            seed=year,
        )
        parts.append(grain)
        ink = TERRACOTTA if record else INK
        parts.append(
            label(
                x,
                top - 18,
                f"{value:.2f}",
                "en",
                44 if record else 38,
                ink,
                weight=700 if record else 500,
            )
        )
        parts.append(label(x, base + 54, str(year), "en", 36, ink, weight=700 if record else 500))
    parts.append(line(140, base, WIDTH - 140, base, INK, 4))
    return sheet(*parts, ground=PAPER)


ENERGY_TITLES: dict[Lang, tuple[str, str]] = {
    "ar": ("الطاقة المنبعثة قياسًا إلى زلزال قوته 5", "مقياس لوغاريتمي: كل طبقة تعني نحو 32 ضعفًا"),
    "en": (
        "Energy released, compared with a magnitude 5 quake",
        "Logarithmic scale: each block means about 32 times as much",
    ),
}
ENERGIES: dict[Lang, tuple[str, ...]] = {
    "ar": ("1", "نحو 32", "نحو 1000", "نحو 32 ألفًا"),
    "en": ("1", "about 32", "about 1,000", "about 32,000"),
}


def blocks(x: float, base: float, count: int) -> str:
    """Return a column of blocks, of which each is a step of one magnitude."""
    high, wide = 118.0, 216.0
    parts = []
    for k, tint in enumerate((mix(TEAL, PAPER, 0.5), TEAL, OCHRE, TERRACOTTA)[:count]):
        y = base - (k + 1) * high
        parts.append(rect(x - wide / 2, y + 3, wide, high - 6, tint))
        box = (x - wide / 2 + 4, y + 6, wide - 8, high - 14)
        grain = fade((0, y), (0, y + high), 2)
        parts.append(stipple(INK, grain, 500, box, 3, count * 9 + k, opacity=0.3))
    return "".join(parts)


@labelled("2023/09/how-earthquakes-are-measured/energy.{}.png", "ar", "en")
def energy(lang: Lang) -> str:
    """Draw the energy of four magnitudes, one block for each factor of about 32."""
    name = {"ar": "قوة {}", "en": "Magnitude {}"}[lang]
    base, side = 786.0, start_side(lang)
    title, note = ENERGY_TITLES[lang]
    parts = [
        label(flip(164, lang), 110, title, lang, 42, INK, side, 700),
        label(flip(164, lang), 164, note, lang, 36, mix(INK, PAPER, 0.25), side, 400),
    ]
    for i, amount in enumerate(ENERGIES[lang]):
        x = flip(272 + i * 340, lang)
        top = base - (i + 1) * 118
        parts.append(blocks(x, base, i + 1))
        parts.append(label(x, top - 20, amount, lang, 44, INK, weight=700))
        parts.append(label(x, base + 56, name.format(5 + i), lang, 38, INK, weight=500))
    parts.append(line(140, base, WIDTH - 140, base, INK, 4))
    return sheet(*parts, ground=PAPER)


def depth(metres: float) -> float:
    """Return where a height below the sea's level lies on the Dead Sea's section."""
    return 178 + (metres - 390) * 11.6


BED: list[Point] = [
    (-60, depth(383)),
    (60, depth(388)),
    (120, depth(394)),
    (185, depth(411)),
    (250, depth(431)),
    (330, depth(449)),
    (430, depth(462)),
    (760, depth(468)),
    (905, depth(452)),
    (985, depth(424)),
    (1035, depth(405.5)),
    (1085, depth(401.6)),
    (1140, depth(401.4)),
    (1200, depth(402.6)),
    (1360, depth(403)),
    (1450, depth(401.6)),
    (1505, depth(393)),
    (1560, depth(386)),
    (1680, depth(382)),
]


@labelled("2024/07/the-dead-sea-is-dropping/level.{}.png", "ar", "en")
def level(lang: Lang) -> str:
    """Draw a section of the Dead Sea's two basins with its level in five years."""
    words = {
        "ar": ("الحوض الشمالي", "الحوض الجنوبي", "{} م", "نحو {}"),
        "en": ("Northern basin", "Southern basin", "{} m", "c. {}"),
    }[lang]
    rock = path(curve(BED) + f"L1680 {HEIGHT + 60}L-60 {HEIGHT + 60}Z", mix(SAND, STONE, 0.7))
    waters = steps(mix(MIST, PAPER, 0.45), TEAL, 5)
    sides: tuple[Side, Side] = ("right", "left") if lang == "en" else ("left", "right")
    parts = []
    for (_, metres), tint in zip(LEVELS, waters, strict=True):
        right = WIDTH if metres <= 400 else 1075
        parts.append(rect(0, depth(metres), right, HEIGHT, tint))
    parts.append(
        stipple(
            INK,
            fade((0, depth(438)), (0, 1100), 1.3),
            5000,
            (200, depth(440), 840, 300),
            3.2,
            opacity=0.5,
        )
    )
    parts += [rock, clip(rock, hatch(mix(STONE, INK, 0.12), (-60, 100, 1740, 860), 26, 3))]
    parts.append(stroke(curve(BED), INK, 5))
    for i, (year, metres) in enumerate(LEVELS):
        y, last = depth(metres), i == len(LEVELS) - 1
        ink = PAPER if i > 2 else INK
        figure = f"\u2212{metres}"
        amount = words[2].format(f"\u2066{figure}\u2069")
        bold = 700 if last else 500
        when = str(year) if last else words[3].format(year)
        first, second = (520, 560) if lang == "en" else (560, 520)
        near, far = sides
        parts.append(label(first, y + 46, when, lang, 38, ink, near, bold))
        parts.append(label(second, y + 46, amount, lang, 38, ink, far, 700 if last else 600))
    parts.append(label(540, 96, words[0], lang, 44, INK, weight=700))
    parts.append(label(1290, 96, words[1], lang, 44, INK, weight=700))
    return sheet(*parts, ground=PAPER)
