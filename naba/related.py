"""Which stories to read next: older ones that share the most tags, so that nothing old moves.

What the editor names comes first. A story only ever looks back: publishing one changes the
related links of no other.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence

COUNT = 3
# How many earlier stories of one tag are looked at: a tag with a third of the archive on it says
# little, and without a bound the work would grow with the archive's square.
REACH = 24


class _Window:
    """The stories of one tag by their place in the list, the newest last; the last ones as a set.

    Attributes and no methods: they are looked at half a million times.
    """

    __slots__ = ("places", "recent")

    def __init__(self, places: Iterable[int] = ()) -> None:
        self.places = list(places)
        self.recent = set(self.places)


# An edition whose stories are all translated has the rows of another; and in the editors' server
# most saves leave them as they were.
@functools.lru_cache(maxsize=1024)
def related(
    stories: tuple[tuple[tuple[str, ...], int], ...],
    first: int = 0,
    past: tuple[tuple[str, tuple[int, ...]], ...] = (),
) -> list[list[int]]:
    """For each of some stories in a row, the places of those to read next, best first.

    ``stories`` are their tags, and how many are wanted; ``first`` is the first one's place in the
    edition's list. ``past`` are the places of earlier ones by tag: the last ``REACH`` of each tag
    that is among theirs.
    """
    windows: dict[str, _Window] = defaultdict(_Window)
    windows.update((tag, _Window(places)) for tag, places in past)
    found: list[list[int]] = []
    for at, (tags, count) in enumerate(stories, start=first):
        own = [windows[tag] for tag in tags]
        found.append(_best(own, count))
        for window in own:
            window.places.append(at)
            window.recent.add(at)
            if len(window.places) > REACH:
                window.recent.discard(window.places[-REACH - 1])
    return found


def _best(windows: Sequence[_Window], count: int) -> list[int]:
    """The places of ``count`` stories that are in the most windows, the newest first among equals.

    Few stories share two tags, so those are looked for first; what stands in one window alone is
    found at the windows' ends.
    """
    best: list[int] = []
    shared: set[int] = set()
    for at, window in enumerate(windows):
        for other in windows[at + 1 :]:
            shared |= window.recent & other.recent
    if shared:
        ranks = [(sum([at in each.recent for each in windows]), at) for at in shared]
        ranks.sort(reverse=True)
        best = [at for _, at in ranks[:count]]
        if len(best) == count:
            return best
    ends = [at for each in windows for at in each.places[-REACH:][-count - len(shared) :]]
    ends.sort(reverse=True)
    # What stands in two ends is shared.
    best += [at for at in ends if at not in shared][: count - len(best)]
    return best


def chosen(story: str, wanted: Sequence[str], best: Sequence[str]) -> list[str]:
    """The stories to read next where an editor has named some: those first."""
    both = [*wanted, *(each for each in best if each not in wanted)]
    return [each for each in both if each != story][:COUNT]
