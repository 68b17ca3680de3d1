"""From a page to its bytes: one small module for each way of making them.

Pure functions at module level, so that any executor can run them in any process.
"""

from __future__ import annotations

from collections.abc import Mapping

from naba.errors import ContentError
from naba.page import Page
from naba.renderers import card, picture, template
from naba.theme import Theme

MARKER = (
    b"This folder is made by Naba. What does not belong to the site is deleted at each build.\n"
)


def render(page: Page, theme: Theme, bodies: Mapping[str, str], raw: bytes) -> bytes:
    """The page's bytes. ``bodies`` is HTML by digest, ``raw`` the bytes of ``page.file``.

    Raises ``ContentError`` for a template or a picture that fails.
    """
    if page.renderer == "template":
        return template.render(page, theme, bodies)
    if page.renderer == "picture":
        return picture.render(page, raw)
    if page.renderer == "card":
        return card.render(page, theme, raw)
    return MARKER if page.renderer == "marker" else raw


Job = tuple[Page, dict[str, str], bytes]


def render_batch(theme: Theme, jobs: list[Job]) -> tuple[list[bytes], list[ContentError]]:
    """The bytes of some pages, in their order; or the errors of those that fail."""
    made: list[bytes] = []
    errors: list[ContentError] = []
    for page, bodies, raw in jobs:
        try:
            made.append(render(page, theme, bodies, raw))
        except ContentError as error:
            errors.append(error)
    return made, errors
