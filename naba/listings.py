"""How a growing list is cut into pages so that nothing old moves.

Pages are numbered from the oldest story and sealed once they are full; the front page holds the
newest P to 2P − 1. A new story changes the front page, and each P-th seals one page more.
"""

from __future__ import annotations


def sealed_pages(items: int, size: int) -> int:
    """How many pages of a list with so many items are sealed; ``size`` items stand on each."""
    return max(0, items // size - 1)
