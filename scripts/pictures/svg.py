"""Small builders for SVG elements. Everything returns a string; nothing keeps state."""

import math
import zlib
from collections.abc import Iterable, Sequence
from html import escape

Point = tuple[float, float]

WIDTH, HEIGHT = 1600, 900


def num(value: float) -> str:
    """Return a number as short as SVG allows at a tenth of a pixel."""
    return f"{round(value, 1):g}" if abs(value) < 1e5 else str(round(value))


def tag(name: str, content: str = "", /, **attributes: object) -> str:
    """Return one element; `stroke_width=2` becomes `stroke-width="2"`."""
    pairs = []
    for key, value in attributes.items():
        if value is None:
            continue
        shown = num(value) if isinstance(value, float) and key != "opacity" else str(value)
        pairs.append(f' {key.rstrip("_").replace("_", "-")}="{escape(shown)}"')
    head = f"<{name}{''.join(pairs)}"
    return f"{head}>{content}</{name}>" if content else f"{head}/>"


def group(*parts: str, **attributes: object) -> str:
    """Return a group of parts."""
    return tag("g", "".join(parts), **attributes)


def moved(x: float, y: float, *parts: str, turn: float = 0, scale: float = 1) -> str:
    """Return the parts moved to x, y, turned (degrees) and scaled about their origin."""
    return group(
        *parts, transform=f"translate({num(x)} {num(y)}) rotate({turn:g}) scale({scale:g})"
    )


def rect(x: float, y: float, w: float, h: float, fill: str = "none", **attributes: object) -> str:
    """Return a rectangle."""
    return tag(
        "rect", x=float(x), y=float(y), width=float(w), height=float(h), fill=fill, **attributes
    )


def circle(x: float, y: float, r: float, fill: str = "none", **attributes: object) -> str:
    """Return a circle."""
    return tag("circle", cx=float(x), cy=float(y), r=float(r), fill=fill, **attributes)


def ellipse(
    x: float, y: float, rx: float, ry: float, fill: str = "none", **attributes: object
) -> str:
    """Return an ellipse."""
    return tag(
        "ellipse", cx=float(x), cy=float(y), rx=float(rx), ry=float(ry), fill=fill, **attributes
    )


def path(d: str, fill: str = "none", /, **attributes: object) -> str:
    """Return a path."""
    return tag("path", d=d, fill=fill, **attributes)


def stroke(d: str, colour: str, width: float, **attributes: object) -> str:
    """Return a path that is only drawn as a line, with round ends and joins."""
    attributes.setdefault("stroke_linecap", "round")
    return path(d, stroke=colour, stroke_width=width, stroke_linejoin="round", **attributes)


def line(
    x1: float, y1: float, x2: float, y2: float, colour: str, width: float, **attributes: object
) -> str:
    """Return a straight line."""
    return stroke(f"M{num(x1)} {num(y1)}L{num(x2)} {num(y2)}", colour, width, **attributes)


def outline(points: Iterable[Point], closed: bool = True) -> str:
    """Return path data through the points with straight sides."""
    data = "M" + "L".join(f"{num(x)} {num(y)}" for x, y in points)
    return data + "Z" if closed else data


def polygon(points: Iterable[Point], fill: str = "none", **attributes: object) -> str:
    """Return a polygon."""
    return path(outline(points), fill, **attributes)


def curve(points: Sequence[Point], closed: bool = False, pull: float = 1 / 6) -> str:
    """Return path data of a smooth (Catmull-Rom) curve through the points."""
    count = len(points)
    data = f"M{num(points[0][0])} {num(points[0][1])}"
    for i in range(count if closed else count - 1):
        a, b, c, d = (
            points[k % count] if closed else points[min(max(k, 0), count - 1)]
            for k in (i - 1, i, i + 1, i + 2)
        )
        first = (b[0] + (c[0] - a[0]) * pull, b[1] + (c[1] - a[1]) * pull)
        second = (c[0] - (d[0] - b[0]) * pull, c[1] - (d[1] - b[1]) * pull)
        data += "C" + " ".join(f"{num(x)} {num(y)}" for x, y in (first, second, c))
    return data + "Z" if closed else data


def hills(points: Sequence[Point], fill: str) -> str:
    """Return everything below a smooth line across the sheet."""
    return path(f"{curve(points)}V{HEIGHT + 60}H-60Z", fill)


def polar(x: float, y: float, radius: float, degrees: float) -> Point:
    """Return the point at an angle, clockwise from the right, around x, y."""
    angle = math.radians(degrees)
    return x + radius * math.cos(angle), y + radius * math.sin(angle)


def arc(x: float, y: float, radius: float, start: float, end: float) -> str:
    """Return path data of an arc from one angle to another, clockwise."""
    (x1, y1), (x2, y2) = polar(x, y, radius, start), polar(x, y, radius, end)
    large = int(abs(end - start) > 180)
    return f"M{num(x1)} {num(y1)}A{num(radius)} {num(radius)} 0 {large} 1 {num(x2)} {num(y2)}"


def wedge(x: float, y: float, radius: float, start: float, end: float) -> str:
    """Return path data of a slice of a disc."""
    return f"{arc(x, y, radius, start, end)}L{num(x)} {num(y)}Z"


def star(
    x: float, y: float, outer: float, inner: float, tips: int, turn: float = -90
) -> list[Point]:
    """Return the corners of a star."""
    return [
        polar(x, y, outer if i % 2 == 0 else inner, turn + i * 180 / tips) for i in range(tips * 2)
    ]


def clip(shape: str, *parts: str) -> str:
    """Return the parts, shown only inside the shape."""
    name = f"c{zlib.crc32(shape.encode()):08x}"
    return tag("clipPath", shape, id=name) + group(*parts, clip_path=f"url(#{name})")


def sheet(*parts: str, ground: str) -> str:
    """Return the whole picture on a ground colour."""
    return tag(
        "svg",
        rect(0, 0, WIDTH, HEIGHT, ground) + "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=WIDTH,
        height=HEIGHT,
    )
