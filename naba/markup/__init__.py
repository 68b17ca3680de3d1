"""Markdown to HTML that is safe to show. No other module reads Markdown.

Plain news takes the fast lane (``prose``). Any other text passes these hands, each in a module of
its own: blocks are found and checked (``inserts``),
Markdown is parsed (``parser``), forms are given (``shapes``, ``notes``), what is not allowed is
taken away (``safe``), ids, links and pictures are looked at (``finish``), and foreign words are
isolated (``naba.bidi``). Whatever is wrong is told with its place; nothing is dropped silently.

The HTML that a theme gets to style::

    <h2 id="s-…"> to <h6 id="s-…">        an id from the heading's words; an editor's own: u-…
    <figure class="picture"><img src="map.ar.png" alt="…">
      <figcaption>caption <span class="credit">…</span></figcaption></figure>
    <figure class="quote"><blockquote lang="en" dir="ltr">…</blockquote>   lang, dir: if not ours
      <figcaption><span class="speaker">…</span> <span class="role">…</span>
        <cite><a href="https://…" rel="noopener">…</a></cite></figcaption></figure>
    <aside class="facts" aria-label="Title"><p class="facts-title">Title</p>…</aside>
    <div class="gallery"><figure class="picture">…</figure>…</div>
    <figure class="embed"><a href="https://…" data-embed="youtube" data-id="…" rel="noopener">
      <img src="still.png" alt=""><span>Title</span></a><figcaption>…</figcaption></figure>
    <div class="table" tabindex="0" role="region" aria-label="Table"><table>…
      <th scope="col" class="end">…</table></div>       class: start, center, end, if one was set
    <sup id="fnref-ar-1"><a href="#fn-ar-1" class="footnote-ref">1</a></sup>
    <section class="footnotes" aria-label="Footnotes"><ol><li id="fn-ar-1"><p>…
      <a href="#fnref-ar-1" class="footnote-backref" title="…">↪</a></p></li></ol></section>

``figcaption`` is there only if it holds something; ``data-embed`` is ``youtube`` or ``x``. Links to
other sites have ``rel="noopener"``. ``src`` of pictures and ``href`` of links to stories stand as
they were written: whoever makes a page puts addresses in their place. Attributes are quoted with
``"``; in them ``&``, ``<``, ``>``, ``"`` and ``'`` may be escaped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from naba import bidi, text
from naba.errors import Problem
from naba.markup import finish, inserts, parser, prose, safe
from naba.markup.job import Job
from naba.markup.manuscript import Manuscript
from naba.model import Value

__all__ = ["Rendered", "parsed", "render"]


class Rendered(Value, frozen=True):
    """A body as safe HTML, and what it refers to.

    ``pictures`` and ``links`` are the local references, unescaped, once each, in the order of the
    text; a link's ``#…`` and ``?…`` are left off. ``words`` counts the words of the text.
    """

    html: str
    pictures: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    words: int = 0
    problems: tuple[Problem, ...] = ()


def render(
    source: str, *, file: str, first_line: int, edition_lang: str, strings: Mapping[str, str]
) -> Rendered:
    """The HTML of a story's body, which begins at line ``first_line`` of ``file``.

    ``source`` is clean (``naba.text.clean``). ``strings`` holds the edition's ``table``,
    ``footnotes`` and ``footnote_back`` (with ``{n}``). Raises nothing for any text: what is wrong
    is in ``problems``, in the order of the text. Always the same for the same arguments.
    """
    if plain := prose.write(source, edition_lang, strings):
        return Rendered(plain.html, links=plain.links, words=plain.words)
    return parsed(
        source, file=file, first_line=first_line, edition_lang=edition_lang, strings=strings
    )


def parsed(
    source: str, *, file: str, first_line: int, edition_lang: str, strings: Mapping[str, str]
) -> Rendered:
    """The same by the parser, whatever the text: the long way, which ``render`` spares most."""
    sheet = Manuscript(source, file, first_line)
    scanned = inserts.scan(sheet)
    job = Job(sheet, scanned.inserts, edition_lang, strings)
    job.problems.extend(scanned.problems)
    if safe.tangled(source):
        return _too_deep(scanned.problems, sheet)
    lent = parser.lend()
    try:
        markup = lent.convert(scanned.text, job)
    except RecursionError:
        return _too_deep(scanned.problems, sheet)
    pieces = lent.raw()
    parser.give_back(lent)
    if safe.too_deep(markup):
        return _too_deep(scanned.problems, sheet)
    safe.tell_left_out(pieces, job)
    _tell_passed_over(job)
    last = finish.Finish(job)
    markup = last.run(safe.clean(markup))
    _tell_hidden(markup, job)
    return Rendered(
        html=bidi.isolate_markup(markup, edition_lang),
        pictures=tuple(last.pictures),
        links=tuple(last.links),
        words=finish.count_words(markup),
        problems=tuple(sorted(set(job.problems))),
    )


def _too_deep(problems: tuple[Problem, ...], sheet: Manuscript) -> Rendered:
    """No HTML: how far the parser came depends on who called it, and must not show."""
    fact = "lists, quotations or HTML elements are nested too deeply in this text"
    remedy = "look for a long row of `>`, `[`, `*` or unclosed elements"
    return Rendered(html="", problems=tuple(sorted({*problems, sheet.at(0, fact, remedy)})))


_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));?")


def _tell_hidden(markup: str, job: Job) -> None:
    """Tell of characters that no file may hold, written as references: now they are there."""
    for typed in _REFERENCE.finditer(job.sheet.prose) if "&#" in job.sheet.text else ():
        code = int(typed[1], 16) if typed[1] else int(typed[2])
        sign = chr(min(code, 0x10FFFF))
        if sign in markup and (text.control_fault(sign) or bidi.control_fault(sign)):
            fact = f"`{typed[0]}` is a control character"
            job.problems.append(job.sheet.at(typed.start(), fact, "take it out"))


def _tell_passed_over(job: Job) -> None:
    """Tell of sound blocks that the parser never came to."""
    for number, insert in enumerate(job.inserts):
        if number not in job.seen:
            fact = f"the block `{insert.kind}` stands inside HTML, where it is not read"
            job.problems.append(job.sheet.at(insert.offset, fact, "move it out of the element"))
