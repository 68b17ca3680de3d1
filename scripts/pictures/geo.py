"""Coasts, borders, lakes and rivers from natural_earth.json, and the projections for them."""

import itertools
import json
import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pictures.svg import HEIGHT, WIDTH, Point, outline

Projection = Callable[[float, float], Point | None]
MARGIN = 260
Line = list[Point]


def conic(middle: float, low: float, high: float) -> Projection:
    """Return Lambert's conformal conic projection, true on two parallels."""
    one, two = math.radians(low), math.radians(high)

    def rise(lat: float) -> float:
        return math.tan(math.pi / 4 + lat / 2)

    n = math.log(math.cos(one) / math.cos(two)) / math.log(rise(two) / rise(one))
    f = math.cos(one) * rise(one) ** n / n

    def project(lon: float, lat: float) -> Point | None:
        rho = f / rise(math.radians(max(-80.0, min(89.5, lat)))) ** n
        theta = n * math.radians((lon - middle + 180) % 360 - 180)
        return rho * math.sin(theta), rho * math.cos(theta)

    return project


def azimuthal(lon0: float, lat0: float) -> Projection:
    """Return Lambert's azimuthal equal-area projection around a point, to 135 degrees from it."""
    p0 = math.radians(lat0)

    def project(lon: float, lat: float) -> Point | None:
        p, dl = math.radians(lat), math.radians(lon - lon0)
        cosine = math.sin(p0) * math.sin(p) + math.cos(p0) * math.cos(p) * math.cos(dl)
        if cosine < math.cos(math.radians(135)):
            return None
        k = math.sqrt(2 / (1 + cosine))
        y = math.cos(p0) * math.sin(p) - math.sin(p0) * math.cos(p) * math.cos(dl)
        return k * math.cos(p) * math.sin(dl), -k * y

    return project


def equal_earth(middle: float) -> Projection:
    """Return the Equal Earth projection of the whole world (Šavrič, Patterson and Jenny, 2018)."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    root = math.sqrt(3) / 2

    def project(lon: float, lat: float) -> Point | None:
        t = math.asin(root * math.sin(math.radians(lat)))
        slope = a1 + 3 * a2 * t**2 + 7 * a3 * t**6 + 9 * a4 * t**8
        x = math.radians((lon - middle + 180) % 360 - 180) * math.cos(t) / (root * slope)
        return x, -(a1 * t + a2 * t**3 + a3 * t**7 + a4 * t**9)

    return project


@dataclass(frozen=True)
class View:
    """A projection, placed so that a point lies at the middle of the sheet.

    `scale` is in pixels per degree of a great circle at the projection's true scale.
    """

    projection: Projection
    centre: Point
    scale: float
    middle: Point = (WIDTH / 2, HEIGHT / 2)

    def place(self, lon: float, lat: float) -> Point | None:
        """Return where a place lies on the sheet, if the projection shows it."""
        here, origin = self.projection(lon, lat), self.projection(*self.centre)
        if here is None or origin is None:
            return None
        k = math.degrees(self.scale)
        return self.middle[0] + (here[0] - origin[0]) * k, self.middle[1] + (
            here[1] - origin[1]
        ) * k

    def at(self, lon: float, lat: float) -> Point:
        """Return where a place lies that is known to be shown."""
        point = self.place(lon, lat)
        if point is None:
            raise ValueError(f"{lon}, {lat} is out of sight")
        return point

    def line(self, places: Iterable[Point]) -> Line:
        """Return the places that are shown as points on the sheet."""
        return [p for lon, lat in places if (p := self.place(lon, lat)) is not None]


@cache
def data() -> dict[str, Any]:
    """Return the map data."""
    file = Path(__file__).with_name("natural_earth.json")
    loaded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return loaded


def degrees(steps: list[list[int]], unit: float) -> Line:
    """Return a packed line as longitudes and latitudes."""
    x = y = 0
    points = []
    for dx, dy in steps:
        x, y = x + dx, y + dy
        points.append((x * unit, y * unit))
    return points


@cache
def lines(name: str) -> list[Line]:
    """Return all lines of a set (near or world)."""
    return [degrees(steps, data()[name]["unit"]) for steps in data()[name]["lines"]]


def ring(name: str, numbers: list[int]) -> Line:
    """Return the ring that is made of some lines, the negative ones reversed."""
    points: Line = []
    for i in numbers:
        part = lines(name)[i] if i >= 0 else lines(name)[~i][::-1]
        points += part[1:] if points else part
    return points


def cut(points: Line) -> Line:
    """Return a ring cut off a little outside the sheet (Sutherland and Hodgman's way)."""
    for axis, limit, sign in (
        (0, -MARGIN, 1),
        (0, WIDTH + MARGIN, -1),
        (1, -MARGIN, 1),
        (1, HEIGHT + MARGIN, -1),
    ):
        kept: Line = []
        for a, b in zip(points, points[1:] + points[:1], strict=True):
            inside_a, inside_b = (a[axis] - limit) * sign >= 0, (b[axis] - limit) * sign >= 0
            if inside_a:
                kept.append(a)
            if inside_a != inside_b:
                t = (limit - a[axis]) / (b[axis] - a[axis])
                kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
        points = kept
        if not points:
            break
    return points


def land(view: View, name: str, wanted: Iterable[str] | None = None) -> str:
    """Return path data of some countries, or of all land."""
    areas: dict[str, list[list[list[int]]]] = data()[name]["areas"]
    result = []
    for country in areas if wanted is None else wanted:
        for shape in areas[country]:
            for numbers in shape:
                points = view.line(ring(name, numbers))
                if not torn(view, points) and len(points := cut(points)) > 2:
                    result.append(outline(points))
    return "".join(result)


def torn(view: View, points: Line) -> bool:
    """Say whether a line runs across the seam of a world map, and so leaps over the sheet."""
    return any(abs(b[0] - a[0]) > view.scale * 150 for a, b in itertools.pairwise(points))


def visible(points: Line) -> bool:
    """Say whether a line comes near the sheet."""
    return any(-MARGIN < x < WIDTH + MARGIN and -MARGIN < y < HEIGHT + MARGIN for x, y in points)


def edges(view: View, name: str, shared: bool) -> str:
    """Return path data of the borders (lines shared by two countries) or of the coasts."""
    areas: dict[str, list[list[list[int]]]] = data()[name]["areas"]
    uses = Counter(max(i, ~i) for shapes in areas.values() for s in shapes for r in s for i in r)
    owners = Counter(
        n for shapes in areas.values() for n in {max(i, ~i) for s in shapes for r in s for i in r}
    )
    chosen = (i for i, n in uses.items() if (owners[i] > 1 if shared else n == 1))
    found = (view.line(lines(name)[i]) for i in chosen)
    return "".join(
        outline(points, closed=False)
        for points in found
        if visible(points) and not torn(view, points)
    )


def waters(view: View, kind: str) -> list[Line]:
    """Return the lakes or the rivers that are in sight."""
    rows = (view.line(degrees(steps, data()["waters"]["unit"])) for steps in data()["waters"][kind])
    return [points for points in rows if len(points) > 1 and visible(points)]


def distance(start: Point, end: Point) -> float:
    """Return the great-circle distance of two places in kilometres."""
    (x1, y1), (x2, y2) = ((math.radians(a), math.radians(b)) for a, b in (start, end))
    h = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(h))


def great_circle(start: Point, end: Point, count: int = 40) -> Line:
    """Return places along the shortest way from start to end."""

    def vector(lon: float, lat: float) -> tuple[float, float, float]:
        x, y = math.radians(lon), math.radians(lat)
        return math.cos(y) * math.cos(x), math.cos(y) * math.sin(x), math.sin(y)

    a, b = vector(*start), vector(*end)
    way = math.acos(sum(p * q for p, q in zip(a, b, strict=True)))
    result = []
    for i in range(count + 1):
        t = i / count
        one, two = math.sin((1 - t) * way) / math.sin(way), math.sin(t * way) / math.sin(way)
        x, y, z = (one * p + two * q for p, q in zip(a, b, strict=True))
        result.append((math.degrees(math.atan2(y, x)), math.degrees(math.asin(z))))
    return result
