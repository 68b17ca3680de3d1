"""Which stories to read next: older ones that share the most tags, so that nothing old moves.

What the editor names comes first. A story only ever looks back: publishing one changes the
related links of no other.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence

COUNT = 3
# How many earlier stories of one tag are looked at: a tag with a third of the archive on it says
# little, and without a bound the work would grow with the archive's square.
REACH = 24


class _Window:
    """The stories of one tag by their place in the list, the newest last; the last ones as a set.

    Attributes and no methods: they are looked at half a million times.
    """

    __slots__ = ("places", "recent")

    def __init__(self) -> None:
        self.places: list[int] = []
        self.recent: set[int] = set()


# An edition whose stories are all translated has the row of another; and in the editors' server
# most saves leave it as it was.
@functools.lru_cache(maxsize=4)
def related(
    stories: tuple[tuple[str, tuple[str, ...]], ...],
    wishes: tuple[tuple[str, tuple[str, ...]], ...],
) -> Mapping[str, list[str]]:
    """For each story of one edition, the stories to read next, best first.

    ``stories`` are folders and tags, oldest first; ``wishes`` are those that an editor wants, by
    story.
    """
    named = dict(wishes)
    windows: dict[str, _Window] = defaultdict(_Window)
    folders: list[str] = []
    found: dict[str, list[str]] = {}
    there = {story for story, _ in stories} if named else set()
    for at, (story, tags) in enumerate(stories):
        own = [windows[tag] for tag in tags]
        if story in named:
            wanted = [each for each in named[story] if each in there]
            best = [folders[place] for place in _best(own, COUNT + len(wanted))]
            both = wanted + [each for each in best if each not in wanted]
            found[story] = [each for each in both if each != story][:COUNT]
        else:
            found[story] = [folders[place] for place in _best(own, COUNT)]
        folders.append(story)
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
