"""What the build itself writes into bodies beside words: numbers, and arrows that lead back."""

from __future__ import annotations

from collections.abc import Mapping

# U+FE0E: without it phones draw these arrows as coloured pictures.
ARROWS = {"ltr": "\u21a9\ufe0e", "rtl": "\u21aa\ufe0e"}


def number(value: int, strings: Mapping[str, str]) -> str:
    """A number in the edition's digits, which ``strings`` holds as ``digits``."""
    digits = strings.get("digits", "0123456789")
    return "".join(digits[int(digit)] for digit in str(value))
