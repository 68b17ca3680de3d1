"""Links and emphasis of plain news, made into tags over a whole text at once.

Each stands within one line and holds none of its like; what the parser makes of anything else is
its own affair. Whoever calls has seen to it that the text holds no backslash, backtick, ``<`` or
``{`` (``naba.markup.prose``).
"""

from __future__ import annotations

import re

# A web address whose host the sanitiser takes for sound without a doubt (no port, no IPv4, no
# punycode), or another story's file; in neither stands anything that a mark is made of. The
# lookbehind comes second: a pattern that begins with a letter of its own is sought ten times as
# fast as one that begins with a condition.
_SIGNS = r"\w/%.,:;=?#~+@!$&-"
_LINK = re.compile(
    r"\[(?<!!\[)(?![\s^])([^\[\]*|\n]+)(?<!\s)\]\((?:"
    rf"(https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*+\.)++[a-z]{{2,}}(?:[/?#][{_SIGNS}]*+)?+)"
    r"|((?:\.\./)*+[\w-]++(?:[/.][\w-]++)*?\.md(?:#[\w-]++)?+)"
    r")\)"
)
# One or two stars, words, and as many stars. Where every star of a text stands in such a pair,
# the pairs are the parser's too, for it pairs from left to right.
_EMPHASIS = re.compile(r"\*(\*?)(?![\s*])([^*|\n]+)(?<!\s)\*\1(?!\*)")
_STORY = re.compile(r'<a href="([^":#]+)[^":]*">')


def phrased(source: str) -> str | None:
    """The text with its links and emphasis as HTML; ``None`` if an underscore may be a mark.

    Stars and brackets that are left in the text are not understood.
    """
    text = source
    parts = _LINK.split(source) if "[" in source else [source]
    if "_" in source and not _all_in_addresses(source, parts):
        return None
    if len(parts) > 1:
        text = _linked(parts)
    if "*" in text:
        text = _EMPHASIS.sub(_emphasis, text)
    return text


def stories(html: str) -> tuple[str, ...]:
    """The files of the stories that such HTML links to, once each, in its order."""
    return tuple(dict.fromkeys(_STORY.findall(html))) if ".md" in html else ()


def _all_in_addresses(source: str, parts: list[str]) -> bool:
    """Whether all underscores stand in addresses: elsewhere they are emphasis."""
    places = (*parts[2::4], *parts[3::4])
    return source.count("_") == sum(place.count("_") for place in places if place)


def _linked(parts: list[str]) -> str:
    """The text that was cut at its links, with their tags."""
    out = [parts[0]]
    for at in range(1, len(parts), 4):
        label, address, story, rest = parts[at : at + 4]
        if address:
            out += ('<a href="', address, '" rel="noopener">', label, "</a>", rest)
        else:
            out += ('<a href="', story, '">', label, "</a>", rest)
    return "".join(out)


def _emphasis(found: re.Match[str]) -> str:
    return f"<strong>{found[2]}</strong>" if found[1] else f"<em>{found[2]}</em>"
