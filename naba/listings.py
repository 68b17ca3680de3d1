"""How a growing list is cut into pages so that nothing old moves.

Pages are numbered from the oldest story and sealed once they are full; the front page holds the
newest P to 2P − 1. A new story changes the front page, and each P-th seals one page more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

import msgspec

Item = TypeVar("Item")


class Cut(msgspec.Struct, Generic[Item], frozen=True):
    """A list in pages, each newest first; ``sealed[0]`` is page 1, the oldest."""

    front: tuple[Item, ...]
    sealed: tuple[tuple[Item, ...], ...]


def cut(items: Sequence[Item], size: int) -> Cut[Item]:
    """The pages of ``items``, which stand oldest first; ``size`` items to a sealed page."""
    count = max(0, len(items) // size - 1)
    pages = (items[at * size : (at + 1) * size] for at in range(count))
    return Cut(tuple(reversed(items[count * size :])), tuple(tuple(reversed(p)) for p in pages))
