"""Which way each character of a line runs, and the order in which a line is seen (UAX #9).

The whole of the Unicode Bidirectional Algorithm for one paragraph, so that a share card is the
same on a machine without FriBidi. Classes are those of Python's own Unicode data.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

MAX_DEPTH = 125  # BD2
_OPENERS = {"LRI", "RLI", "FSI"}
_EMBEDDINGS = {"LRE": 0, "LRO": 0, "RLE": 1, "RLO": 1}
_ISOLATES = _OPENERS | {"PDI"}
_REMOVED = {"LRE", "RLE", "LRO", "RLO", "PDF", "BN"}  # X9
_NEUTRAL = {"B", "S", "WS", "ON"} | _ISOLATES
# Bidi_Paired_Bracket of what a headline may hold.
_PAIRS = dict(zip("([{⟨⟦⟪⁅⁽₍〈《「『【〔（［｛", ")]}⟩⟧⟫⁆⁾₎〉》」』】〕）］｝", strict=True))
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}


def levels(text: str, base: int) -> list[int]:
    """Each character's embedding level in a paragraph of level ``base``: 0 left to right, 1 not."""
    kinds = [unicodedata.bidirectional(each) or "L" for each in text]
    matches = _isolate_pairs(kinds)
    given, seen = _explicit(kinds, base, matches)
    for run, start, end in _sequences(kinds, given, matches, base):
        _resolve(text, kinds, seen, given, run, start, end)
    previous = base
    for at, kind in enumerate(kinds):
        if kind in _REMOVED:  # shaped with what stands before
            given[at] = previous
        previous = given[at]
    return given


def line_levels(text: str, given: Sequence[int], base: int) -> list[int]:
    """The levels of a line cut from a paragraph: its blank end is the paragraph's own (L1)."""
    made = list(given)
    for at in range(len(text) - 1, -1, -1):
        kind = unicodedata.bidirectional(text[at])
        if kind not in {"WS", "S", "B"} | _ISOLATES | _REMOVED:
            break
        made[at] = base
    return made


def runs(given: Sequence[int]) -> list[tuple[int, int, int]]:
    """Runs of one level as they are seen, left to right: first character, end, level (L2)."""
    found: list[tuple[int, int, int]] = []
    at = 0
    for level, group in groupby(given):
        length = sum(1 for _ in group)
        found.append((at, at + length, level))
        at += length
    highest = max(given, default=0)
    lowest_odd = min((level for level in given if level % 2), default=highest + 1)
    for level in range(highest, lowest_odd - 1, -1):
        start = 0
        while start < len(found):
            end = start
            while end < len(found) and found[end][2] >= level:
                end += 1
            found[start:end] = found[start:end][::-1]
            start = max(end, start + 1)
    return found


def _isolate_pairs(kinds: Sequence[str]) -> dict[int, int]:
    """Each isolate's opening and the place of what closes it (BD9)."""
    open_: list[int] = []
    pairs: dict[int, int] = {}
    for at, kind in enumerate(kinds):
        if kind in _OPENERS:
            open_.append(at)
        elif kind == "PDI" and open_:
            pairs[open_.pop()] = at
    return pairs


def _first_strong(kinds: Sequence[str], start: int, end: int) -> int:
    """The level that an isolate's own text has (P2, P3)."""
    depth = 0
    for kind in kinds[start:end]:
        depth += (kind in _OPENERS) - (kind == "PDI" and depth > 0)
        if not depth and kind in ("L", "R", "AL"):
            return int(kind != "L")
    return 0


def _explicit(
    kinds: Sequence[str], base: int, pairs: dict[int, int]
) -> tuple[list[int], list[str]]:
    """Levels by embeddings and isolates alone, and the classes that overrides leave (X1–X8)."""
    stack: list[tuple[int, str, bool]] = [(base, "", False)]  # level, override, an isolate's
    given, seen = [base] * len(kinds), list(kinds)
    lost_isolates = lost_embeddings = open_isolates = 0
    for at, kind in enumerate(kinds):
        level, override, _ = stack[-1]
        if kind in _OPENERS or kind in _EMBEDDINGS:
            odd = _EMBEDDINGS.get(kind, int(kind == "RLI"))
            if kind == "FSI":
                odd = _first_strong(kinds, at + 1, pairs.get(at, len(kinds)))
            isolate = kind in _OPENERS
            given[at], seen[at] = level, (override or kind) if isolate else kind
            higher = level + 1 + ((level + 1) % 2 != odd)
            if higher <= MAX_DEPTH and not lost_isolates and not lost_embeddings:
                open_isolates += isolate
                forced = ("R" if odd else "L") if kind in ("LRO", "RLO") else ""
                stack.append((higher, forced, isolate))
            elif isolate:
                lost_isolates += 1
            elif not lost_isolates:
                lost_embeddings += 1
            continue
        if kind == "PDI":
            if lost_isolates:
                lost_isolates -= 1
            elif open_isolates:
                lost_embeddings, open_isolates = 0, open_isolates - 1
                while not stack.pop()[2]:
                    pass
        elif kind == "PDF" and not lost_isolates:
            if lost_embeddings:
                lost_embeddings -= 1
            elif not stack[-1][2] and len(stack) > 1:
                stack.pop()
        level, override, _ = stack[-1]
        given[at] = base if kind == "B" else level
        if override and kind not in _REMOVED and kind != "B":
            seen[at] = override
    return given, seen


def _sequences(
    kinds: Sequence[str], given: Sequence[int], pairs: dict[int, int], base: int
) -> Iterator[tuple[list[int], str, str]]:
    """Isolating run sequences: their characters, and the directions at both ends (BD13, X10)."""
    left = [at for at, kind in enumerate(kinds) if kind not in _REMOVED]
    level_runs = [list(group) for _, group in groupby(left, key=given.__getitem__)]
    closes = set(pairs.values())
    by_start = {run[0]: run for run in level_runs}
    place = {at: number for number, at in enumerate(left)}
    for run in level_runs:
        if kinds[run[0]] == "PDI" and run[0] in closes:
            continue  # goes on an earlier one
        sequence = list(run)
        while kinds[sequence[-1]] in _OPENERS and sequence[-1] in pairs:
            sequence += by_start[pairs[sequence[-1]]]
        level, first, last = given[run[0]], place[sequence[0]], place[sequence[-1]]
        before = given[left[first - 1]] if first else base
        unmatched = kinds[sequence[-1]] in _OPENERS
        after = base if unmatched or last + 1 == len(left) else given[left[last + 1]]
        yield sequence, _side(max(level, before)), _side(max(level, after))


def _side(level: int) -> str:
    return "R" if level % 2 else "L"


def _resolve(
    text: str,
    kinds: Sequence[str],
    seen: list[str],
    given: list[int],
    run: list[int],
    start: str,
    end: str,
) -> None:
    """The final levels of one sequence (W1–W7, N0–N2, I1–I2)."""
    level = given[run[0]]
    row = _weak([seen[at] for at in run], start)
    _brackets(text, kinds, seen, run, row, start, _side(level))
    for neutral, group in groupby(range(len(row)), key=lambda at: row[at] in _NEUTRAL):
        if not neutral:
            continue
        places = list(group)
        before = _strong(row[places[0] - 1]) if places[0] else start
        after = _strong(row[places[-1] + 1]) if places[-1] + 1 < len(row) else end
        for at in places:
            row[at] = before if before == after else _side(level)
    for at, kind in zip(run, row, strict=True):
        if level % 2:
            given[at] = level + (kind in ("L", "EN", "AN"))
        else:
            given[at] = level + {"R": 1, "EN": 2, "AN": 2}.get(kind, 0)


def _strong(kind: str) -> str:
    """The direction that a resolved class counts for among neutrals: numbers are as R (N1)."""
    return "R" if kind in ("R", "EN", "AN") else kind


def _weak(row: list[str], start: str) -> list[str]:
    """Numbers, their signs and marks (W1–W7)."""
    strong = start
    for at, kind in enumerate(row):
        if kind == "NSM":
            before = row[at - 1] if at else start
            row[at] = "ON" if before in _ISOLATES else before
        if row[at] in ("L", "R", "AL"):
            strong = row[at]
        elif row[at] == "EN" and strong == "AL":
            row[at] = "AN"
    row = ["R" if kind == "AL" else kind for kind in row]
    for at in range(1, len(row) - 1):
        before, after = row[at - 1], row[at + 1]
        alike = before == after and before in ("EN", "AN")
        if alike and (row[at] == "CS" or (row[at] == "ES" and before == "EN")):
            row[at] = before
    for terminator, group in groupby(range(len(row)), key=lambda at: row[at] == "ET"):
        places = list(group)
        if terminator:
            near = (*row[max(places[0] - 1, 0) : places[0]], *row[places[-1] + 1 :][:1])
            for at in places:
                row[at] = "EN" if "EN" in near else "ON"
    row = ["ON" if kind in ("ES", "CS") else kind for kind in row]
    strong = start
    for at, kind in enumerate(row):
        if kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            row[at] = "L"
    return row


def _brackets(
    text: str,
    kinds: Sequence[str],
    seen: Sequence[str],
    run: Sequence[int],
    row: list[str],
    start: str,
    own: str,
) -> None:
    """Paired brackets run as what they hold, or as what stands before them (N0)."""
    for first, last in _bracket_pairs(text, run, row):
        held = {_strong(kind) for kind in row[first + 1 : last]} & {"L", "R"}
        if not held:
            continue
        earlier = (_strong(row[at]) for at in range(first - 1, -1, -1))
        before = next((side for side in earlier if side in "LR"), start)
        side = own if own in held or before == own else before
        row[first] = row[last] = side
        for place in (first, last):
            for at in range(place + 1, len(row)):
                if kinds[run[at]] != "NSM" or seen[run[at]] != "NSM":
                    break
                row[at] = side


def _bracket_pairs(text: str, run: Sequence[int], row: Sequence[str]) -> list[tuple[int, int]]:
    """Places in the sequence of brackets that belong together, by the first (BD16)."""
    open_: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for place, at in enumerate(run):
        sign = text[at]
        if row[place] != "ON":
            continue
        if sign in _PAIRS:
            if len(open_) == 63:
                return []
            open_.append((sign, place))
        elif sign in _CLOSING:
            depth = next(
                (d for d in range(len(open_) - 1, -1, -1) if open_[d][0] == _CLOSING[sign]), None
            )
            if depth is not None:
                pairs.append((open_[depth][1], place))
                del open_[depth:]
    return sorted(pairs)
