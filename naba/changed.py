"""Which addresses have changed since they were last sent to searchers: a list beside the store.

It is not in the output folder, for it tells of builds. Whoever sends the addresses on (IndexNow,
a cache to be purged) takes them out of the list.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

FILE = "changed.json"


def note_changed(state: Path, out: str, base_url: str, addresses: Iterable[str]) -> None:
    """Adds the absolute ``addresses`` to the list of the output folder ``out``.

    A build into another folder (a preview of what is still held) has a list of its own. Addresses
    of another base than ``base_url`` are dropped: the editors' server builds with its own.
    """
    lists = changed(state)
    known = {each for each in lists.get(out, ()) if each.startswith(f"{base_url}/")}
    lists[out] = sorted(known | set(addresses))
    file = state / FILE
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(lists, ensure_ascii=False, indent=1) + "\n", "utf-8")
    fresh.replace(file)


def changed(state: Path) -> dict[str, list[str]]:
    """The addresses by output folder. A list that can't be read is an empty one."""
    try:
        lists = json.loads((state / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    sound = isinstance(lists, dict) and all(isinstance(each, list) for each in lists.values())
    return lists if sound else {}
