"""What of HTML may reach a reader. No other module decides that.

A list of what is allowed, applied by nh3 to everything that the parser made, our own shapes
included. Not on the list, on purpose: ``iframe`` and all that loads from elsewhere; ``video``,
``audio`` and ``picture``, whose files nobody would copy and the pages' policy would block;
``style``, ``class`` but for our own, ``rel``, and everything that runs.
"""

from __future__ import annotations

import re

import nh3

from naba.markup.job import Job

_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"dir", "id", "lang"},
    "a": {"data-embed", "data-id", "href", "hreflang", "title"},
    "abbr": {"title"},
    "aside": {"aria-label"},
    "del": {"datetime"},
    "div": {"aria-label"},
    "img": {"alt", "src"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "section": {"aria-label"},
    "td": {"colspan", "rowspan"},
    "th": {"abbr", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_VALUES = {"div": {"role": {"region"}, "tabindex": {"0"}}}
CLASSES: dict[str, set[str]] = {
    "a": {"footnote-backref", "footnote-ref"},
    "aside": {"facts"},
    "div": {"gallery", "table"},
    "figure": {"embed", "picture", "quote"},
    "p": {"facts-title"},
    "section": {"footnotes"},
    "span": {"credit", "role", "speaker"},
    "td": {"center", "end", "start"},
    "th": {"center", "end", "start"},
}
_TAGS = set(
    re.findall(
        r"\w+",
        """a abbr aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn
        div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt
        ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time
        tr u ul var wbr""",
    )
)
# Taken away with all that stands in them.
_HIDDEN = {"iframe", "noscript", "object", "script", "style", "template", "textarea", "title"}
_cleaner = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags=_HIDDEN,
    attributes=_ATTRIBUTES,
    allowed_classes=CLASSES,
    tag_attribute_values=_VALUES,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,  # ``finish`` adds it to links that lead elsewhere
)
_TAG = re.compile(r"<([a-zA-Z][\w:-]*)((?:\s[^<>]*)?/?)>")
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_REMEDY = "pages hold text, pictures and links; looks and behaviour come from the theme"
# html5ever takes quadratic time on depth, and no story needs a tenth of this.
_DEEPEST = 200
_MANY = 500
_PATIENCE = 5_000_000  # characters to look at: a second or two
_BRACKET = re.compile(r"[\[\]()]")
_HEADING = re.compile(r"^ {0,3}(?:#|[-=_*][-=_* ]*$)", re.MULTILINE)
_TAG_BEGINS = re.compile(r"<[a-zA-Z/!?]")
_OPEN_OR_CLOSED = re.compile(r"<(/?)(?!(?:br|col|hr|img|input|link|meta|wbr)\b)[a-zA-Z]")


def too_deep(markup: str) -> bool:
    """Whether elements are nested more deeply than a page can be asked to hold."""
    depth = deepest = 0
    if markup.count("<") > _DEEPEST:
        for match in _OPEN_OR_CLOSED.finditer(markup):
            depth = max(depth - 1, 0) if match[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest > _DEEPEST


def tangled(source: str) -> bool:
    """Whether a text has so many brackets left open, or headings in one block, as take minutes.

    The parser seeks the end of each bracket up to the end of its block, of each tag up to the end
    of the text, and copies the rest of a block at each heading in it.
    """
    if sum(source.count(mark) for mark in "[(<#=-_*") < _MANY:
        return False
    tags = len(_TAG_BEGINS.findall(source)) - source.count(">")
    return tags * len(source) > _PATIENCE or any(
        (_open_brackets(block) + len(_HEADING.findall(block)) // 10) * len(block) > _PATIENCE
        for block in source.split("\n\n")
    )


def _open_brackets(block: str) -> int:
    """How many brackets are open at once at most, beyond what links need."""
    depth = deepest = 0
    for match in _BRACKET.finditer(block):
        depth = depth + 1 if match[0] in "[(" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return max(deepest - 3, 0)


def clean(markup: str) -> str:
    """Well-formed HTML of allowed elements, attributes, classes and addresses only."""
    return _cleaner.clean(markup)


def tell_left_out(pieces: list[str], job: Job) -> None:
    """Warn of what ``clean`` takes away from HTML that an editor typed."""
    for piece in pieces:
        if piece.startswith("<pre"):
            continue  # code, escaped
        for tag in _TAG.finditer(piece):
            _tell_tag(tag, job)


def _tell_tag(tag: re.Match[str], job: Job) -> None:
    name = tag[1].lower()
    if name not in _TAGS:
        job.tell(
            f"the element `<{name}>` was left out",
            _REMEDY,
            rf"<{re.escape(tag[1])}\b",
            warning=True,
        )
        return
    allowed = _ATTRIBUTES["*"] | _ATTRIBUTES.get(name, set()) | _VALUES.get(name, {}).keys()
    for attribute in _ATTRIBUTE.finditer(tag[2]):
        word = attribute[1]
        if word.lower() not in allowed | {"class"}:
            job.tell(
                f"the attribute `{word}` of `<{name}>` was left out",
                _REMEDY,
                rf"<{re.escape(tag[1])}\s[^<>]*?(?P<at>{re.escape(word)})",
                warning=True,
            )
