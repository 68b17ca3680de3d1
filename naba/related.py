"""Which stories to read next: older ones that share the most tags, so that nothing old moves.

What the editor names comes first. A story only ever looks back: publishing one changes the
related links of no other.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping

from naba.model import Article

COUNT = 3
# How many earlier stories of one tag are looked at: a tag with a third of the archive on it says
# little, and without a bound the work would grow with the archive's square.
REACH = 24


def related(articles: Iterable[Article], by_story: Mapping[str, Article]) -> dict[str, list[str]]:
    """For each story of one edition, the stories to read next, best first.

    ``articles`` stand oldest first; ``by_story`` holds those that may be linked to.
    """
    recent: dict[str, deque[tuple[int, str]]] = defaultdict(lambda: deque(maxlen=REACH))
    found: dict[str, list[str]] = {}
    for at, article in enumerate(articles):
        shared: Counter[tuple[int, str]] = Counter()
        for tag in article.tags:
            shared.update(recent[tag])
        ranked = ((count, when, story) for (when, story), count in shared.items())
        best = heapq.nlargest(COUNT + len(article.related), ranked)
        named = [story for story in article.related if story in by_story]
        others = [story for _, _, story in best if story not in named]
        found[article.story] = [s for s in named + others if s != article.story][:COUNT]
        for tag in article.tags:
            recent[tag].append((at, article.story))
    return found
