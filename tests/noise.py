"""Pictures that are hard to compress."""

from __future__ import annotations

import io
import random

from PIL import Image


def noise(much: float, width: int = 1000, height: int = 600) -> bytes:
    """A PNG of random dots on grey; ``much`` is how far they stray, from 0 to 1."""
    dots = random.Random(7).randbytes(width * height * 3)
    stray = Image.frombytes("RGB", (width, height), dots)
    grey = Image.new("RGB", (width, height), "#888")
    out = io.BytesIO()
    Image.blend(grey, stray, much).save(out, "PNG")
    return out.getvalue()
