"""Pages that a template makes: HTML, feeds, sitemaps."""

from __future__ import annotations

import functools
import traceback
from collections.abc import Mapping

from naba.errors import ContentError, Problem
from naba.page import Page
from naba.theme import Theme
from naba.theme.environment import environment


def render(page: Page, theme: Theme, bodies: Mapping[str, str]) -> bytes:
    """The page through its template, in UTF-8 with one newline at the end."""
    assert page.view is not None
    assert page.press is not None
    given = {"bodies": bodies} if page.bodies else {}
    view = page.view(page.press, *page.args, **given)
    made = functools.partial(environment, theme, page.press.lang)
    try:
        try:
            text = made().get_template(page.template).render(page=view)
        except AttributeError:  # perhaps it is a key, or may be missing; else this says what it is
            text = made(careful=True).get_template(page.template).render(page=view)
    except Exception as error:  # whatever an expression in a template leads to
        raise ContentError([_problem(error, page, theme)]) from error
    return text.strip().encode() + b"\n"


def _problem(error: Exception, page: Page, theme: Theme) -> Problem:
    """Where in the theme it happened: the innermost frame that is a template's line."""
    shown = set(theme.shown.values())
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in shown]
    file, line = theme.shown.get(page.template, page.template), 0
    if frames:
        file, line = frames[-1].filename, frames[-1].lineno or 0
    said = str(error) or type(error).__name__
    if isinstance(error, RecursionError):  # whose text tells how deep the rest of the stack was
        said = "a macro calls itself without end"
    fact = f"the template fails on {page.of}: {said}"
    return Problem(file, line, 0, fact, "docs/templates.md lists what each template gets")
