"""Films and posts of other sites that a story may point to: their addresses, and nothing more.

A page loads nothing from these sites. An embed is a link with our own picture; whoever follows it
goes there. An address is taken apart and written anew, so that no tracking tail survives.
"""

from __future__ import annotations

import re

from naba.model import Value

_YOUTUBE = re.compile(
    r"https?://(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/"
    r"(?:watch\?(?:[^#\s]*&)?v=|shorts/|embed/|live/)|youtu\.be/)"
    r"(?P<id>[A-Za-z0-9_-]{11})(?:[?&#/]\S*)?"
)
_X = re.compile(
    r"https?://(?:(?:www|mobile)\.)?(?:x|twitter)\.com/"
    r"(?P<user>[A-Za-z0-9_]{1,15})/status/(?P<id>[0-9]{1,20})(?:[?#/]\S*)?"
)
_IDS = {"youtube": re.compile(r"[A-Za-z0-9_-]{11}"), "x": re.compile(r"[0-9]{1,20}")}


class Embed(Value, frozen=True):
    """A film or post: whose (``youtube`` or ``x``), its id there, its plain address."""

    provider: str
    id: str
    url: str


def embed(url: str) -> Embed | None:
    """The film or post that an address leads to; ``None`` for any other address."""
    if match := _YOUTUBE.fullmatch(url):
        film = match["id"]
        return Embed("youtube", film, f"https://www.youtube.com/watch?v={film}")
    if match := _X.fullmatch(url):
        return Embed("x", match["id"], f"https://x.com/{match['user']}/status/{match['id']}")
    return None


def sound(provider: str, id: str) -> bool:
    """Whether a provider's name and an id have the form that scripts rely on."""
    form = _IDS.get(provider)
    return form is not None and form.fullmatch(id) is not None
