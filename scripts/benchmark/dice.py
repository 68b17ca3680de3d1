"""Chance that is the same everywhere: numbers that follow from a key and from nothing else.

Python's ``random`` may draw otherwise in its next version; a hash function may not.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

_BLOCK = 2048  # numbers drawn at a time: more than most articles need


class Dice:
    """An endless row of numbers. The same key gives the same row."""

    def __init__(self, *key: str | int) -> None:
        self._numbers = _numbers("/".join(map(str, key)))

    def below(self, limit: int) -> int:
        """A number from 0 to ``limit`` − 1; ``limit`` is at most 2³²."""
        return next(self._numbers) * limit >> 32

    def one_in(self, count: int) -> bool:
        """True once in ``count`` throws."""
        return self.below(count) == 0

    def between(self, least: int, most: int) -> int:
        """A number from ``least`` to ``most``, both of them possible."""
        return least + self.below(most - least + 1)

    def pick(self, items: Sequence[Item]) -> Item:
        return items[self.below(len(items))]

    def early(self, items: Sequence[Item]) -> Item:
        """An item, those at the beginning far more often, as words of a language are."""
        count = len(items)
        return items[self.below(count) * self.below(count) // count]


def _numbers(key: str) -> Iterator[int]:
    block = 0
    while True:
        drawn = hashlib.shake_128(f"{key}#{block}".encode()).digest(4 * _BLOCK)
        # Little-endian by name: the machine's own order would make another newspaper elsewhere.
        yield from struct.unpack(f"<{_BLOCK}I", drawn)
        block += 1
