"""The shared look of the maps: water, land, borders, towns and names."""

import math

from pictures import geo
from pictures.geo import View
from pictures.palette import INK, MIST, PAPER, SAND, TEAL, TERRACOTTA, mix
from pictures.svg import (
    HEIGHT,
    WIDTH,
    Point,
    circle,
    curve,
    group,
    line,
    num,
    path,
    polygon,
    rect,
    stroke,
)
from pictures.text import Lang, Side, label, spaced

SEA = MIST
PLAIN = mix(SAND, PAPER, 0.45)
BORDER = mix(INK, SAND, 0.45)
COAST = mix(TEAL, INK, 0.25)
WATER_NAME = mix(TEAL, INK, 0.15)

Names = dict[str, str]


def base(
    view: View, name: str, tints: dict[str, list[str]], lakes: bool = True, rivers: bool = True
) -> str:
    """Return sea, land tinted by country, rivers, lakes, borders and coasts."""
    everything = geo.land(view, name)
    shallows = [
        path(everything, stroke=mix(SEA, PAPER, share), stroke_width=width, stroke_linejoin="round")
        for width, share in ((64, 0.2), (38, 0.4), (16, 0.62))
    ]
    fills = [
        path(geo.land(view, name, codes), tint, fill_rule="evenodd")
        for tint, codes in tints.items()
    ]
    coast, border = geo.edges(view, name, False), geo.edges(view, name, True)
    parts = [
        rect(0, 0, WIDTH, HEIGHT, SEA),
        *shallows,
        path(everything, PLAIN, fill_rule="evenodd"),
        *fills,
    ]
    if rivers:
        course = "".join(curve(points) for points in geo.waters(view, "rivers"))
        parts.append(stroke(course, mix(SEA, TEAL, 0.28), 3.2) if course else "")
    if lakes:
        shapes = "".join(curve(points[:-1], closed=True) for points in geo.waters(view, "lakes"))
        parts.append(path(shapes, SEA, stroke=COAST, stroke_width=2) if shapes else "")
    parts += [stroke(border, BORDER, 2.2, stroke_dasharray="1 6"), stroke(coast, COAST, 2.6)]
    return group(*parts)


def outlined(view: View, name: str, code: str, colour: str = TERRACOTTA, width: float = 4) -> str:
    """Return a firm outline round one country."""
    return stroke(geo.land(view, name, [code]), colour, width)


def town(
    view: View,
    lon: float,
    lat: float,
    words: str,
    lang: Lang,
    side: Side = "left",
    size: float = 36,
    shift: Point = (0, 0),
    capital: bool = True,
    halo: str | None = PLAIN,
) -> str:
    """Return a town's dot and name; `side` is the side of the name that the dot is on."""
    x, y = view.at(lon, lat)
    gap = {"left": 20, "right": -20, "middle": 0}[side]
    dot = circle(x, y, 9, TERRACOTTA if capital else INK, stroke=PAPER, stroke_width=3.5)
    return dot + label(
        x + gap + shift[0], y + 12 + shift[1], words, lang, size, INK, side, 600, halo
    )


def country(
    view: View,
    lon: float,
    lat: float,
    words: str,
    lang: Lang,
    size: float = 42,
    fill: str = mix(INK, SAND, 0.15),
    halo: str | None = None,
) -> str:
    """Return a country's name, centred on a place."""
    x, y = view.at(lon, lat)
    return label(x, y + size * 0.35, words, lang, size, fill, "middle", 700, halo)


def sea(
    view: View,
    lon: float,
    lat: float,
    words: str,
    lang: Lang,
    size: float = 40,
    turn: float = 0,
    halo: str | None = None,
) -> str:
    """Return the name of a sea, set wide and in its colour."""
    x, y = view.at(lon, lat)
    rows = "\n".join(spaced(row, lang) for row in words.split("\n"))
    name = label(0, size * 0.35, rows, lang, size, WATER_NAME, "middle", 500, halo)
    return group(name, transform=f"translate({num(x)} {num(y)}) rotate({turn:g})")


def arrow(
    points: list[Point], colour: str, width: float, dash: str | None = None, head: float = 26
) -> str:
    """Return a smooth line with an arrow head at its end."""
    (x1, y1), (x2, y2) = points[-2], points[-1]
    angle = math.atan2(y2 - y1, x2 - x1)
    wings = [
        (x2 - head * math.cos(angle + s), y2 - head * math.sin(angle + s)) for s in (0.45, -0.45)
    ]
    back = (x2 - head * 0.7 * math.cos(angle), y2 - head * 0.7 * math.sin(angle))
    shaft = stroke(curve([*points[:-1], back]), colour, width, stroke_dasharray=dash)
    return shaft + polygon([(x2, y2), wings[0], back, wings[1]], colour)


def ruler(x: float, y: float, pixels: float, words: str, lang: Lang) -> str:
    """Return a scale bar with its length above it."""
    ends = "".join(line(x + d, y - 9, x + d, y + 9, INK, 4) for d in (0, pixels))
    return (
        line(x, y, x + pixels, y, INK, 4)
        + ends
        + label(x + pixels / 2, y - 20, words, lang, 34, INK)
    )
