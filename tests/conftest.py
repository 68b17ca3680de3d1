"""What many tests share: newspapers in folders of their own, Hypothesis's settings."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from tests.newspaper import SAMPLE_NOW, Newspaper, copy_of_sample

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


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Newspaper:
    """The sample newspaper, built once for all tests and all processes that run them."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    with FileLock(shared / "sample.lock"):
        paper = copy_of_sample(shared / "sample")
        if not paper.out.is_dir():
            paper.build(SAMPLE_NOW, jobs=2)
    return paper
