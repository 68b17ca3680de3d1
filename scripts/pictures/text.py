"""Labels, in Arabic and in English."""

from typing import Literal

from pictures.palette import INK
from pictures.svg import group, tag

Lang = Literal["ar", "en"]
Side = Literal["left", "middle", "right"]

FAMILY = "IBM Plex Sans Arabic"
MIRRORED = {"left": "right", "right": "left", "middle": "middle"}


def label(
    x: float,
    y: float,
    words: str,
    lang: Lang,
    size: float = 38,
    fill: str = INK,
    side: Side = "middle",
    weight: int = 500,
    halo: str | None = None,
    leading: float = 1.2,
) -> str:
    """Return a label of one or more lines whose first baseline is at y.

    `side` says which side of the label x is, on the sheet and whatever the language.
    """
    names = {"left": "start", "middle": "middle", "right": "end"}
    anchor = names[side if lang == "en" else MIRRORED[side]]
    lines = "".join(
        tag("text", row, x=float(x), y=float(y + i * size * leading))
        for i, row in enumerate(words.split("\n"))
    )
    edge = {"stroke": halo, "stroke_width": 9, "stroke_linejoin": "round"} if halo else {}
    return group(
        lines,
        direction="rtl" if lang == "ar" else "ltr",
        lang=lang,
        font_family=FAMILY,
        font_size=size,
        font_weight=weight,
        fill=fill,
        text_anchor=anchor,
        paint_order="stroke",
        **edge,
    )


def spaced(words: str, lang: Lang) -> str:
    """Return words in wide-set capitals in English; Arabic letters stay joined."""
    return "\u200a".join(words.upper()) if lang == "en" else words
