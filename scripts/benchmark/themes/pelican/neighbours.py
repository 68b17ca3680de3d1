"""Previous and next story of the same section, which Pelican itself doesn't know."""

import itertools
from typing import Any

from pelican import signals  # type: ignore[import-not-found]


def link(generator: Any) -> None:
    """Gives each article its ``older`` and ``newer`` one."""
    for _, articles in generator.categories:
        for newer, older in itertools.pairwise(articles):
            newer.older, older.newer = older, newer


def register() -> None:
    """Called by Pelican."""
    signals.article_generator_finalized.connect(link)
