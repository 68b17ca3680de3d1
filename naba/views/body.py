"""A rendered body's local references become addresses: pictures with their sizes, story links.

The HTML is our own sanitiser's, so a tag is what this pattern says it is: attributes in double
quotes, nothing open.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from naba.views.parts import Image, Variant

_IMG = re.compile(r'<img((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*/?>')
_SRC = re.compile(r'\ssrc="([^"]*)"')
_LINK = re.compile(r'<a((?:\s+[\w:-]+(?:="[^"]*")?)*)>(.*?)</a>', re.DOTALL)
_REST = re.compile(r"([^?#]*)(.*)", re.DOTALL)  # a reference, and its query and fragment
_HREF = re.compile(r'\shref="([^"]*)"')
# The column of text is 42 rem wide on a large screen, and all of the screen on a phone.
SIZES = "(min-width: 46rem) 42rem, 100vw"


def dress(body: str, images: Mapping[str, Image], links: Mapping[str, str]) -> str:
    """The body for a page: pictures in sizes, links to stories resolved.

    ``links`` maps a reference to an address, or to "" for a story that can't be seen: its link
    becomes plain text. A reference that is in neither map stays.
    """
    if images:
        body = _IMG.sub(lambda found: _picture(found, images), body)
    if links:
        body = _LINK.sub(lambda found: _anchor(found, links), body)
    return body


def plain(body: str, images: Mapping[str, str], links: Mapping[str, str], root: str) -> str:
    """The body for feeds: one plain ``img`` a picture, all addresses absolute.

    ``images`` and ``links`` map references to absolute addresses; ``root`` is the page's own
    absolute address, for links within it.
    """

    def source(src: re.Match[str]) -> str:
        reference = html.unescape(src[1])
        return f' src="{html.escape(images.get(reference, reference))}"'

    if "<img" in body:
        body = _IMG.sub(lambda found: _SRC.sub(source, found[0], count=1), body)
    if links:
        body = _LINK.sub(lambda found: _anchor(found, links), body)
    return body.replace(' href="#', f' href="{html.escape(root)}#')


def _picture(found: re.Match[str], images: Mapping[str, Image]) -> str:
    src = _SRC.search(found[1])
    image = images.get(html.unescape(src[1])) if src else None
    if image is None:
        return found[0]
    attributes = _SRC.sub("", found[1], count=1)
    img = (
        f'<img src="{html.escape(image.src)}" width="{image.width}" height="{image.height}"'
        f' loading="lazy" decoding="async"{attributes}>'
    )
    sources = _source("avif", image.avif) + _source("webp", image.webp)
    return f"<picture>{sources}{img}</picture>"


def _source(kind: str, variants: tuple[Variant, ...]) -> str:
    srcset = html.escape(", ".join(f"{each.url} {each.width}w" for each in variants))
    return f'<source type="image/{kind}" srcset="{srcset}" sizes="{SIZES}">'


def _anchor(found: re.Match[str], links: Mapping[str, str]) -> str:
    href = _HREF.search(found[1])
    if not href:
        return found[0]
    parts = _REST.match(html.unescape(href[1]))
    assert parts  # the pattern matches any text
    reference, rest = parts.groups()
    if reference not in links:
        return found[0]
    url = links[reference]
    if not url:
        return found[2]
    attributes = _HREF.sub("", found[1], count=1)
    return f'<a href="{html.escape(url + rest)}"{attributes}>{found[2]}</a>'
