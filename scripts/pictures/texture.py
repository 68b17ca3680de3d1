"""Grain and hatching: the shading that every picture uses in place of gradients."""

import random
from collections.abc import Callable

from pictures.svg import HEIGHT, WIDTH, Point, num, path, stroke

Density = Callable[[float, float], float]
Box = tuple[float, float, float, float]

SHEET: Box = (0, 0, WIDTH, HEIGHT)


def stipple(
    colour: str,
    density: Density,
    count: int,
    box: Box = SHEET,
    size: float = 3.2,
    seed: int = 1,
    **attributes: object,
) -> str:
    """Return dots scattered over a box (x, y, width, height), thick where density is near 1."""
    dice = random.Random(seed)
    left, top, width, height = box
    dots = []
    for _ in range(count):
        x, y = left + dice.random() * width, top + dice.random() * height
        if dice.random() < density(x, y):
            dots.append(f"M{num(x)} {num(y)}h0")
    return stroke("".join(dots), colour, size, **attributes) if dots else ""


def fade(start: Point, end: Point, power: float = 1.6) -> Density:
    """Return a density of 0 at and before `start` that grows to 1 at `end`."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy

    def density(x: float, y: float) -> float:
        share = ((x - start[0]) * dx + (y - start[1]) * dy) / length
        return float(min(1.0, max(0.0, share)) ** power)

    return density


def rim(
    x: float, y: float, radius: float, light: Point = (-0.5, -0.6), power: float = 2.2
) -> Density:
    """Return the density of shade on a ball that is lit from the direction `light`."""

    def density(px: float, py: float) -> float:
        dx, dy = (px - x) / radius - light[0], (py - y) / radius - light[1]
        return float(min(1.0, ((dx * dx + dy * dy) ** 0.5 / 1.8) ** power))

    return density


def hatch(
    colour: str, box: Box, gap: float, width: float = 3, lean: float = 1, **attributes: object
) -> str:
    """Return slanting lines that fill a box."""
    left, top, w, h = box
    reach = abs(lean) * h
    rows = []
    x = left - reach
    while x < left + w + reach:
        rows.append(f"M{num(x)} {num(top + h)}L{num(x + lean * h)} {num(top)}")
        x += gap
    return stroke("".join(rows), colour, width, **attributes)


def ground_grain(
    colour: str, count: int = 900, seed: int = 7, size: float = 2.4, opacity: float = 0.35
) -> str:
    """Return the sparse grain of printing paper over the whole sheet."""
    return stipple(colour, lambda _x, _y: 1.0, count, size=size, seed=seed, opacity=opacity)


def stars(count: int, colour: str, box: Box = SHEET, seed: int = 3) -> str:
    """Return a night sky's stars: many small, few large."""
    dice = random.Random(seed)
    left, top, width, height = box
    rows: dict[float, list[str]] = {2.2: [], 3.4: [], 5.0: []}
    for _ in range(count):
        size = dice.choices(list(rows), (8, 3, 1))[0]
        x, y = left + dice.random() * width, top + dice.random() * height
        rows[size].append(f"M{num(x)} {num(y)}h0")
    return "".join(stroke("".join(d), colour, size) for size, d in rows.items() if d)


def ripples(colour: str, box: Box, rows: int, seed: int = 5, width: float = 4) -> str:
    """Return short level strokes, as on still water, longer towards the bottom."""
    dice = random.Random(seed)
    left, top, w, h = box
    data = []
    for i in range(rows):
        y = top + h * (i + 0.5) / rows
        for _ in range(2 + i % 3):
            x, length = left + dice.random() * w, 40 + 90 * dice.random() * (0.5 + i / rows)
            data.append(f"M{num(x)} {num(y)}h{num(length)}")
    return stroke("".join(data), colour, width)


def shade(d: str, colour: str, opacity: float = 0.18) -> str:
    """Return a flat see-through shadow."""
    return path(d, colour, opacity=opacity)
