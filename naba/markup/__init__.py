"""Markdown to HTML that is safe to show. No other module reads Markdown.

Plain news takes the fast lane (``prose``). Any other text goes the long way (``long``) through
these hands, each in a module of its own: blocks are found and checked (``inserts``),
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

from collections.abc import Mapping

from naba.errors import Problem
from naba.markup import prose
from naba.model import Value

__all__ = ["Rendered", "render"]


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
    from naba.markup.long import parsed  # with the parser: a third of what a build imports

    return parsed(
        source, file=file, first_line=first_line, edition_lang=edition_lang, strings=strings
    )
