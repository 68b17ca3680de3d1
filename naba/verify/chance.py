"""What befalls a newspaper: time goes on, the store is lost, somebody meddles in ``public/``."""

from __future__ import annotations

import re
from datetime import timedelta
from random import Random

from naba.dates import parse_moment
from naba.loading import time_zone
from naba.plan import MARKER
from naba.verify.edits import Edit
from naba.verify.paper import Paper
from naba.verify.text import field

STORE = ".naba/store.sqlite3"


def time_passes(paper: Paper, dice: Random) -> Edit | None:
    """The clock goes on, or back."""
    now = paper.now + timedelta(hours=dice.choice([-800, -25, -1, 1, 3, 60, 800]))
    return Edit(f"moves the clock to {now.isoformat()}", now=now)


def moment_comes(paper: Paper, dice: Random) -> Edit | None:
    """The clock goes to just before or after a moment that a story names."""
    texts = paper.texts()
    if not texts:
        return None
    path, name = dice.choice(texts), dice.choice(["date", "publish_at", "expires"])
    said = field(paper.text(path), name)
    try:
        moment = parse_moment((said or "").strip("'\""), time_zone(paper.root))
    except ValueError:
        return None
    now = moment + timedelta(seconds=dice.choice([-1, 0, 1]))
    return Edit(f"moves the clock to {now.isoformat()}, by `{name}` of {path}", now=now)


def shows_drafts(paper: Paper, dice: Random) -> Edit | None:
    word = "hides" if paper.drafts else "shows"
    return Edit(f"{word} drafts", drafts=not paper.drafts)


def loses_store(paper: Paper, dice: Random) -> Edit | None:
    files: dict[str, bytes | None] = {STORE: None}
    return Edit("deletes the store", files) if paper.below(STORE) else None


def damages_store(paper: Paper, dice: Random) -> Edit | None:
    """The store is cut off, or some of its bytes are others."""
    if not paper.below(STORE):
        return None
    raw = paper.read(STORE)
    at = dice.randrange(len(raw))
    if dice.random() < 0.4:
        return Edit(f"cuts the store off at byte {at}", {STORE: raw[:at]})
    noise = dice.randbytes(dice.choice([1, 40, 3000]))
    body = raw[:at] + noise + raw[at + len(noise) :]
    return Edit(f"overwrites {len(noise)} bytes of the store at byte {at}", {STORE: body})


def ages_store(paper: Paper, dice: Random) -> Edit | None:
    """The store is of another version of Naba."""
    if not paper.below(STORE):
        return None
    body = re.sub(
        rb"(schema)(\d+)", lambda found: found[1] + b"0" * len(found[2]), paper.read(STORE)
    )
    return Edit("makes the store one of another version", {STORE: body})


def damages_rendition(paper: Paper, dice: Random) -> Edit | None:
    """A picture that is kept for other builds has other bytes, or is gone."""
    kept = paper.below(".naba/renditions")
    if not kept:
        return None
    path = dice.choice(kept)
    body = dice.choice([None, b"", paper.read(path)[:-1] + b"x"])
    return Edit(f"damages {path}", {path: body})


def deletes_page(paper: Paper, dice: Random) -> Edit | None:
    """A file of the site goes, or a folder with all that is in it."""
    path = _page(paper, dice)
    if path is None:
        return None
    if dice.random() < 0.3:
        path = path.rpartition("/")[0]
    return Edit(f"deletes {path}", {path: None})


def alters_page(paper: Paper, dice: Random) -> Edit | None:
    """A file of the site is altered by hand: longer, shorter, or as long as it was."""
    path = _page(paper, dice)
    if path is None:
        return None
    body = paper.read(path)
    other = bytes([body[0] ^ 1]) + body[1:] if body else b"x"
    new = dice.choice([body + b"x", body[: len(body) // 2], other, b""])
    return Edit(f"alters {path}", {path: new})


def touches_page(paper: Paper, dice: Random) -> Edit | None:
    """A file of the site is written once more as it was."""
    path = _page(paper, dice)
    return Edit(f"touches {path}", {path: paper.read(path)}) if path else None


def adds_page(paper: Paper, dice: Random) -> Edit | None:
    """A file that is not the site's, an empty folder, or either where the other has to be."""
    page = _page(paper, dice)
    if page is None:
        return None
    folder = page.rpartition("/")[0]
    places = [f"{folder}/stray.html", f"{folder}/stray/deep.txt", f"{folder}/empty/"]
    places += [f"{page}/inside.txt"] + ([folder] if "/" in folder else [])
    path = dice.choice(places)
    return Edit(f"puts something at {path}", {path: b"stray"})


def _page(paper: Paper, dice: Random) -> str | None:
    # Without its mark a folder is not taken for a site: that is refused, and rightly so.
    pages = [path for path in paper.below("public") if path != f"public/{MARKER}"]
    return dice.choice(pages) if pages else None


KINDS = (
    time_passes, moment_comes, shows_drafts, loses_store, damages_store, ages_store,
    damages_rendition, deletes_page, alters_page, touches_page, adds_page,
)  # fmt: skip
