"""The drawing of Palestinian cross-stitch."""

from pictures.catalogue import drawing
from pictures.palette import HONEY, INK, MIST, NIGHT, OCHRE, PAPER, TERRACOTTA, mix
from pictures.svg import num, sheet, stroke
from pictures.texture import stipple

CELL = 20
COLUMNS, ROWS = 80, 45
Stitches = dict[tuple[int, int], str]

RED, LIGHT, GREEN = TERRACOTTA, HONEY, mix(MIST, "#0f6b6b", 0.45)
TIERS = (0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 3, 3, 2, 0, 0, 1, 2)


def put(work: Stitches, x: int, y: int, tint: str) -> None:
    """Put a stitch, and its mirror image on the other half of the cloth."""
    work[(x, y)] = tint
    work[(COLUMNS - x, y)] = tint


def eight_points(work: Stitches, cx: int, cy: int, size: int, tints: tuple[str, str]) -> None:
    """Stitch a star of eight lozenges."""
    for x in range(-2 * size, 2 * size + 1):
        for y in range(-2 * size, 2 * size + 1):
            far, near = max(abs(x), abs(y)), min(abs(x), abs(y))
            if near > size or far - near > size or near == 0 or far == near:
                continue
            put(work, cx + x, cy + y, tints[abs(x) > abs(y)])
    for k in (size + 2, size + 3):
        for x, y in ((k, 0), (-k, 0), (0, k), (0, -k)):
            put(work, cx + x, cy + y, OCHRE)


def cypress(work: Stitches, cx: int, top: int) -> None:
    """Stitch a cypress on its foot."""
    for row, half in enumerate(TIERS):
        for x in range(-half, half + 1):
            tint = (
                RED
                if row > 18 or (row + abs(x)) % 5 == 4
                else OCHRE
                if (row + abs(x)) % 5 == 3 and x == 0
                else GREEN
            )
            put(work, cx + x, top + row, tint)


def lozenge(work: Stitches, cx: int, cy: int, size: int, tint: str, heart: str) -> None:
    """Stitch a lozenge with a heart."""
    for x in range(-size, size + 1):
        for y in range(-size, size + 1):
            if abs(x) + abs(y) in (size, size - 2, 0):
                put(work, cx + x, cy + y, tint if abs(x) + abs(y) == size else heart)


def border(work: Stitches, middle: int) -> None:
    """Stitch a zigzag between two lines across the cloth."""
    for x in range(COLUMNS // 2 + 1):
        wave = abs((x + 4) % 8 - 4)
        put(work, x, middle - 2 + wave, RED)
        if wave in (0, 4):
            put(work, x, middle, OCHRE)
        put(work, x, middle - 4, LIGHT)
        put(work, x, middle + 4, LIGHT)


@drawing("2023/10/threads-of-palestine/tatreez.png")
def tatreez() -> str:
    """Draw a piece of cross-stitch with stars and cypresses on dark cloth."""
    work: Stitches = {}
    border(work, 5)
    border(work, ROWS - 6)
    eight_points(work, 40, 22, 6, (RED, mix(RED, OCHRE, 0.45)))
    cypress(work, 22, 11)
    eight_points(work, 9, 17, 3, (RED, mix(RED, OCHRE, 0.45)))
    lozenge(work, 9, 29, 4, OCHRE, RED)
    lozenge(work, 29, 12, 2, OCHRE, PAPER)
    lozenge(work, 29, 32, 2, OCHRE, PAPER)
    rows: dict[str, list[str]] = {}
    for (x, y), tint in sorted(work.items()):
        left, top = x * CELL - 10, y * CELL
        rows.setdefault(tint, []).append(
            f"M{num(left + 4)} {num(top + 16)}l12 -12M{num(left + 4)} {num(top + 4)}l12 12"
        )
    weave = "".join(f"M0 {k * CELL}H1600" for k in range(ROWS + 1)) + "".join(
        f"M{k * CELL - 10} 0V900" for k in range(COLUMNS + 2)
    )
    cloth = stroke(weave, mix(INK, NIGHT, 0.45), 3)
    lint = stipple(mix(INK, MIST, 0.22), lambda _x, _y: 1.0, 2600, size=2.4, seed=9)
    shade = [
        stroke("".join(d), mix(t, NIGHT, 0.45), 7.5, transform="translate(1.5 2.5)")
        + stroke("".join(d), t, 6.4)
        for t, d in rows.items()
    ]
    return sheet(cloth, lint, *shade, ground=INK)
