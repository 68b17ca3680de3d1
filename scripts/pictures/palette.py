"""The one palette that all pictures share, and tints mixed from it."""

INK = "#12303f"
TEAL = "#0f6b6b"
SAND = "#e9dcc3"
PAPER = "#f7f2e8"
TERRACOTTA = "#b5502f"
OCHRE = "#d49a3a"
NIGHT = "#0b1b26"


def mix(first: str, second: str, share: float) -> str:
    """Return `first` with `share` (0 to 1) of `second` mixed in."""
    one, two = (tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in (first, second))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(one, two, strict=True))


def steps(first: str, second: str, count: int) -> list[str]:
    """Return `count` colours that lead evenly from `first` to `second`."""
    return [mix(first, second, i / max(1, count - 1)) for i in range(count)]


MIST = mix(TEAL, PAPER, 0.78)
"""Pale water."""
STONE = mix(SAND, INK, 0.16)
"""Sand in shadow."""
DUSK = mix(INK, TEAL, 0.45)
"""Between ink and teal."""
EMBER = mix(TERRACOTTA, NIGHT, 0.35)
"""Terracotta in shadow."""
HONEY = mix(OCHRE, PAPER, 0.45)
"""Ochre in the light."""
