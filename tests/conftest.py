"""What many tests share: newspapers in folders of their own, Hypothesis's settings."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.newspaper import Newspaper

settings.register_profile(
    "naba", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("naba")
os.environ.pop("SOURCE_DATE_EPOCH", None)

Press = Callable[..., Newspaper]


@pytest.fixture
def newspaper(tmp_path: Path) -> Press:
    """Makes a newspaper of files; each call in a folder of its own."""
    made: list[Newspaper] = []

    def make(files: Mapping[str, str | bytes] | None = None) -> Newspaper:
        made.append(Newspaper(tmp_path / f"newspaper-{len(made)}", files))
        return made[-1]

    return make
