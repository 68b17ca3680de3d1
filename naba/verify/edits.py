"""An edit: one change that somebody makes to a newspaper's folder, or that time makes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from random import Random

from naba.model import Value
from naba.verify.paper import Paper


class Edit(Value, frozen=True):
    """What is changed, and what that is called.

    ``files`` are by path from the newspaper's folder: their new bytes, or ``None`` for a file or
    a folder that is deleted; a path that ends in a slash is a new empty folder. ``now`` is the new
    moment and ``drafts`` whether drafts are shown from then on, if that is what changes.
    """

    name: str
    files: dict[str, bytes | None] = {}
    now: datetime | None = None
    drafts: bool | None = None


# Thinks of an edit of one kind; ``None`` if there is nothing in the newspaper to do it to.
Kind = Callable[[Paper, Random], Edit | None]


def applied(edit: Edit, paper: Paper) -> Edit:
    """Makes the edit. The answer is the edit that takes it back."""
    before: dict[str, bytes | None] = {}
    for path, body in edit.files.items():
        # First what now stands there goes, then what stood there comes back: it may be a folder.
        before.setdefault(path, None)
        for gone in paper.below(path):
            before[gone] = paper.read(gone)
        paper.write(path, body)
    back = Edit(
        f"takes back: {edit.name}",
        before,
        None if edit.now is None else paper.now,
        None if edit.drafts is None else paper.drafts,
    )
    paper.now = edit.now or paper.now
    paper.drafts = paper.drafts if edit.drafts is None else edit.drafts
    return back
