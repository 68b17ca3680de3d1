"""Which addresses have changed since they were last sent to searchers: a list beside the store.

It is not in the output folder, for it tells of builds. Whoever sends the addresses on (IndexNow,
a cache to be purged) takes them out of the list.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

FILE = "changed.json"


def note_changed(state: Path, out: str, base_url: str, addresses: Iterable[str]) -> None:
    """Adds the absolute ``addresses`` to the list of the output folder ``out``.

    A build into another folder (a preview of what is still held) has a list of its own. Addresses
    of another base than ``base_url`` are dropped: the editors' server builds with its own.
    """
    lists = changed(state)
    before = lists.get(out)
    known = [each for each in before or () if each.startswith(f"{base_url}/")]
    new = set(addresses).difference(known)
    if before is not None and not new and len(known) == len(before):
        return
    lists[out] = sorted([*known, *new])
    file = state / FILE
    fresh = file.with_suffix(".new")
    fresh.write_bytes(msgspec.json.format(msgspec.json.encode(lists), indent=1) + b"\n")
    fresh.replace(file)


def changed(state: Path) -> dict[str, list[str]]:
    """The addresses by output folder. A list that can't be read is an empty one."""
    try:
        return msgspec.json.decode((state / FILE).read_bytes(), type=dict[str, list[str]])
    except (OSError, ValueError):
        return {}
