"""The maps of sea routes, of coffee's way, and of the BRICS group."""

from pictures import geo
from pictures.cartography import PLAIN, SEA, arrow, base, country, sea, town
from pictures.catalogue import drawing, labelled
from pictures.geo import View, azimuthal, conic, equal_earth
from pictures.palette import INK, MIST, OCHRE, PAPER, SAND, TEAL, TERRACOTTA, mix
from pictures.svg import Point, circle, curve, path, sheet, stroke
from pictures.text import Lang, Side, label

ROTTERDAM, SINGAPORE = (4.0, 51.95), (103.8, 1.2)

CHANNEL: list[Point] = [
    ROTTERDAM,
    (2.0, 51.2),
    (0.2, 50.3),
    (-3.5, 49.3),
    (-6.5, 48.0),
    (-9.9, 43.8),
    (-10.2, 38.5),
]
SUEZ: list[Point] = [
    *CHANNEL,
    (-9.3, 36.4),
    (-5.6, 35.95),
    (-2, 36.4),
    (4.0, 37.5),
    (10.6, 37.9),
    (12.6, 36.9),
    (16.5, 35.2),
    (24, 33.6),
    (31.5, 32.0),
    (32.5, 30.3),
    (33.3, 28.3),
    (36.5, 23.5),
    (40.0, 17.0),
    (43.2, 12.7),
    (46.5, 12.0),
    (52.5, 12.6),
    (62, 10.6),
    (73, 7.2),
    (80.5, 4.8),
    (90, 5.8),
    (95.3, 6.1),
    (99, 4.1),
    (102, 1.9),
    SINGAPORE,
]
CAPE: list[Point] = [
    *CHANNEL,
    (-12, 33),
    (-16.5, 27),
    (-18.9, 20),
    (-19, 13),
    (-15, 5.5),
    (-8.0, -3),
    (0.5, -14),
    (9.5, -26),
    (15.8, -34.2),
    (18.6, -35.8),
    (23, -35.9),
    (33, -34.6),
    (48, -32.2),
    (62, -27.8),
    (80, -20),
    (95, -11.5),
    (103, -7.4),
    (105.4, -6.1),
    (106.9, -4.6),
    (106.6, -2.2),
    (105.0, 0.4),
    SINGAPORE,
]

SEAWAYS: dict[Lang, dict[str, str]] = {
    "ar": {
        "rotterdam": "روتردام",
        "singapore": "سنغافورة",
        "suez": "قناة السويس",
        "mandeb": "باب المندب",
        "cape": "رأس الرجاء الصالح",
        "atlantic": "المحيط\nالأطلسي",
        "indian": "المحيط الهندي",
        "africa": "أفريقيا",
        "asia": "آسيا",
    },
    "en": {
        "rotterdam": "Rotterdam",
        "singapore": "Singapore",
        "suez": "Suez Canal",
        "mandeb": "Bab al-Mandab",
        "cape": "Cape of Good Hope",
        "atlantic": "Atlantic\nOcean",
        "indian": "Indian Ocean",
        "africa": "Africa",
        "asia": "Asia",
    },
}

COFFEE: dict[Lang, dict[str, str]] = {
    "ar": {
        "ethiopia": "إثيوبيا",
        "yemen": "اليمن",
        "mocha": "المخا",
        "mecca": "مكة",
        "cairo": "القاهرة",
        "istanbul": "إسطنبول",
        "venice": "البندقية",
        "red": "البحر الأحمر",
        "arabian": "بحر العرب",
    },
    "en": {
        "ethiopia": "Ethiopia",
        "yemen": "Yemen",
        "mocha": "Mocha",
        "mecca": "Mecca",
        "cairo": "Cairo",
        "istanbul": "Istanbul",
        "venice": "Venice",
        "red": "Red Sea",
        "arabian": "Arabian\nSea",
    },
}


def port(
    view: View, place: Point, words: str, lang: Lang, shift: Point, halo: str | None = PLAIN
) -> str:
    """Return a port's dot with its name beside it; a negative shift puts the name on the left."""
    x, y = view.at(*place)
    side: Side = "left" if shift[0] > 0 else "right"
    name = label(x + shift[0], y + shift[1], words, lang, 38, INK, side, 600, halo)
    return circle(x, y, 10, INK, stroke=PAPER, stroke_width=4) + name


def route(view: View, places: list[Point], colour: str, dash: str | None = None) -> str:
    """Return a sea route with a pale edge."""
    way = curve(view.line(places))
    return stroke(way, SEA, 14) + stroke(way, colour, 7, stroke_dasharray=dash)


@labelled("2024/02/suez-or-the-cape/map.{}.png", "ar", "en")
def seaways(lang: Lang) -> str:
    """Draw the two ways by sea between Asia and Europe."""
    words = SEAWAYS[lang]
    view = View(azimuthal(46, 10), (47, 9.6), 8.15)
    return sheet(
        base(view, "world", {}, rivers=False),
        route(view, CAPE, INK, "2 16"),
        route(view, SUEZ, TERRACOTTA),
        country(view, 24, -4, words["africa"], lang, 48),
        country(view, 92, 42, words["asia"], lang, 48),
        sea(view, -19, -17, words["atlantic"], lang, 40),
        sea(view, 70.5, -7, words["indian"], lang, 40),
        port(view, ROTTERDAM, words["rotterdam"], lang, (22, 0)),
        port(view, SINGAPORE, words["singapore"], lang, (24, 10)),
        port(view, (32.45, 30.3), words["suez"], lang, (24, -12)),
        port(view, (43.3, 12.6), words["mandeb"], lang, (-24, 10)),
        port(view, (18.5, -34.4), words["cape"], lang, (-22, 46), None),
        ground=SEA,
    )


def ways(view: View, legs: list[list[Point]]) -> str:
    """Return arrows along the legs."""
    return "".join(arrow(view.line(leg), TERRACOTTA, 5.5) for leg in legs)


@labelled("2024/02/coffee-from-mocha/map.{}.png", "ar", "en")
def coffee(lang: Lang) -> str:
    """Draw the way of coffee from Ethiopia and Yemen to Venice."""
    words = COFFEE[lang]
    view = View(conic(33, 12, 42), (34.5, 27.8), 19.4)
    yemen, ethiopia = mix(OCHRE, PAPER, 0.3), mix(TEAL, SAND, 0.55)
    legs: list[list[Point]] = [
        [(37.8, 8.5), (40.3, 10.6), (42.7, 13.2)],
        [(43.0, 13.8), (41.2, 16.8), (40.0, 20.7)],
        [(39.2, 21.2), (36.5, 24.9), (33.8, 27.6), (31.8, 29.6)],
        [(30.6, 30.9), (28.6, 33.6), (26.2, 36.4), (25.6, 38.8), (28.4, 40.7)],
        [
            (29.9, 31.4),
            (25.5, 33.6),
            (20.2, 37.0),
            (19.1, 39.9),
            (17.3, 42.3),
            (14.4, 44.2),
            (12.8, 45.1),
        ],
    ]
    return sheet(
        base(view, "world", {yemen: ["887"], ethiopia: ["231"]}),
        ways(view, legs),
        country(view, 39.3, 7.2, words["ethiopia"], lang, 44),
        country(view, 47.3, 16.2, words["yemen"], lang, 38),
        sea(view, 35.7, 19.9, words["red"], lang, 34, turn=60, halo=PLAIN),
        sea(view, 62, 14.5, words["arabian"], lang, 40),
        town(view, 43.25, 13.32, words["mocha"], lang, "right", 40, shift=(-12, -4)),
        town(view, 39.83, 21.42, words["mecca"], lang, "left", 38, capital=False),
        town(view, 31.24, 30.04, words["cairo"], lang, "right", 38, capital=False),
        town(view, 28.97, 41.01, words["istanbul"], lang, "left", 38, shift=(0, 8), capital=False),
        town(view, 12.33, 45.44, words["venice"], lang, "right", 38, shift=(0, -8), capital=False),
        ground=SEA,
    )


@drawing("2024/01/brics-grows/members.png")
def brics() -> str:
    """Draw the world with the old members of BRICS dark and the new ones of 2024 lighter."""
    view = View(equal_earth(11), (17, 11), 5.5)
    founders, joined = ["076", "643", "356", "156", "710"], ["818", "231", "364", "784"]
    everything = geo.land(view, "world")
    return sheet(
        path(everything, stroke=mix(MIST, PAPER, 0.3), stroke_width=22, stroke_linejoin="round"),
        path(everything, SAND),
        path(geo.land(view, "world", founders), INK),
        path(geo.land(view, "world", joined), TERRACOTTA),
        stroke(geo.edges(view, "world", True), PAPER, 1.6),
        ground=MIST,
    )
