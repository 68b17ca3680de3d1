"""What a page may weigh on its way to a reader; whoever exceeds it is told, and by how much.

Nothing is remembered and nothing weighed that can't be too heavy: the size of a file on disk tells
that of nearly every one. So a build that renders one story still knows the weight of all.
"""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence

from naba.budgets.fonts import Faces, read_faces
from naba.errors import Problem
from naba.model import Value
from naba.page import Page
from naba.pictures import PHONE_BYTES, PHONE_WIDTH, Rendition
from naba.theme import Theme, reach

# In bytes; of what is sent compressed, as it is sent.
LIMITS = {
    "html": 20_000,
    "css": 12_000,
    "fonts": 75_000,
    "script": 8_000,
    "picture": PHONE_BYTES,
}
# The pages that are weighed, and what to do about one that is too heavy. Overviews grow with the
# paper, and nobody meets them on the way to a story.
_REMEDIES = {
    "pages/article.html": "divide the story in two",
    "pages/page.html": "divide the page in two",
    "pages/home.html": "show less in templates/pages/home.html",
    "pages/listing.html": "lower `page_size` in site.yaml",
}
# Markup and prose become a third or less, so a file of twice its limit can't exceed it, unless a
# template prints pictures or fonts into it. To compress every page would cost more than making it.
_SURELY = 2
_OUTSIDE = re.compile(
    r"<(?:img|script|source|iframe|video|audio|embed|track|object|input)\b[^>]*?"
    r"\b(?:src|srcset|poster|data)\s*=\s*[\"']?\s*(?:https?:)?//"
    r"|<link\b(?=[^>]*\brel\s*=\s*[\"']?[\w ]*"
    r"(?:stylesheet|icon|preload|prefetch|preconnect|manifest))[^>]*?"
    r"\bhref\s*=\s*[\"']?\s*(?:https?:)?//"
    r"|(?:@import\s*|url\(\s*)[\"']?\s*(?:https?:)?//"
)
_OUTSIDE_SCRIPT = re.compile(r"[\"'`](?:https?:)?//\w")


class Weight(Value, frozen=True):
    """The heaviest of a kind: what it may weigh and does, and which output it is."""

    what: str
    limit: int
    bytes: int
    of: str = ""


class Load(Value, frozen=True, array_like=True):
    """A page or a picture that may be the heaviest of its kind.

    ``template`` is a picture's "", ``file`` where an editor looks, ``bytes`` its size on disk.
    """

    path: str
    template: str
    lang: str
    file: str
    bytes: int


def loads(pages: Iterable[Page], size: Callable[[str], int]) -> tuple[Load, ...]:
    """Those of some pages that have to be weighed; ``size`` gives an output's size, by path.

    The largest of each kind, and whatever may exceed its limit: no other can be the heaviest of
    all, whatever else is published.
    """
    doubtful: list[Load] = []
    largest: dict[tuple[str, str], Load] = {}
    for page in pages:
        if page.template not in _REMEDIES and not _is_for_phones(page):
            continue
        lang, weight = page.press.lang if page.press else "", size(page.path)
        sure = weight <= (LIMITS["html"] * _SURELY if page.template else LIMITS["picture"])
        best = largest.get((lang, page.template)) if sure else None
        if best and weight < best.bytes:
            continue
        each = Load(page.path, page.template, lang, _file(page), weight)
        if not sure:
            doubtful.append(each)
        elif best is None or _heaviest_first(each) < _heaviest_first(best):
            largest[lang, page.template] = each
    return (*doubtful, *largest.values())


class Scales:
    """Weighs the outputs of a build."""

    def __init__(
        self, theme: Theme, size: Callable[[str], int], read: Callable[[str], bytes]
    ) -> None:
        """``size`` and ``read`` give an output's size and its bytes, by path."""
        self.theme, self.size, self.read = theme, size, read
        self._packed = functools.cache(self._pack)  # a style sheet is every page's

    def weigh(self, loads: Iterable[Load]) -> tuple[tuple[Weight, ...], tuple[Problem, ...]]:
        """The heaviest of each kind, and what is too heavy or comes from elsewhere."""
        heaviest = sorted(loads, key=_heaviest_first)
        pages = [each for each in heaviest if each.template]
        found = [
            *self._html(pages),
            *self._linked("css"),
            *self._fonts(pages),
            *self._linked("script"),
            *(_picture(each) for each in heaviest if not each.template),
        ]
        weights: dict[str, Weight] = {}
        for weight, _ in found:
            best = weights.setdefault(weight.what, weight)
            if weight.bytes > best.bytes:
                weights[weight.what] = weight
        problems = [problem for _, problem in found if problem]
        return tuple(weights.values()), (*problems, *self._from_elsewhere())

    def _html(self, pages: Sequence[Load]) -> Iterator[Weighed]:
        """``pages`` stand heaviest first."""
        doubtful = [each for each in pages if each.bytes > LIMITS["html"] * _SURELY]
        for each in doubtful or pages[:1]:
            remedy = _REMEDIES[each.template]
            yield _weighed("html", self._packed(each.path), each.path, each.file, remedy)

    def _linked(self, what: str) -> Iterator[Weighed]:
        """The style sheets or the scripts that one page asks for, together."""
        ending, remedy = _LINKED[what]
        for name in sorted(self.theme.templates):
            if name.startswith("pages/"):
                reached = reach(name, self.theme.names)
                paths = {path for each in reached for path in self.theme.names[each].assets}
                total = sum(self._packed(path) for path in paths if path.endswith(ending))
                yield _weighed(what, total, f"templates/{name}", self.theme.shown[name], remedy)

    def _fonts(self, pages: Sequence[Load]) -> Iterator[Weighed]:
        """What the largest page of each kind in each edition makes a browser fetch."""
        faces = read_faces({path: self._text(path) for path in self._assets(".css")})
        largest: dict[tuple[str, str], Load] = {}
        for each in pages:
            largest.setdefault((each.lang, each.template), each)
        for (lang, _), each in sorted(largest.items()):
            total = sum(map(self.size, self._fetched(faces, each.path, lang)))
            remedy = "cut them, or divide them by `unicode-range`"
            yield _weighed("fonts", total, each.path, each.file, remedy)

    def _fetched(self, faces: Faces, path: str, lang: str) -> Iterator[str]:
        found = faces.fetched(self.read(path).decode(), lang)
        return (file for file in sorted(found) if file in self.theme.assets)

    def _from_elsewhere(self) -> Iterator[Problem]:
        """Requests to other hosts: they tell those hosts who reads what."""
        for name, source in sorted(self.theme.templates.items()):
            if name.endswith(".html"):
                yield from _outside(_OUTSIDE, source, self.theme.shown[name])
        for path in self._assets(".css"):
            yield from _outside(_OUTSIDE, self._text(path), f"static/{path}")
        for path in self._assets(".js"):
            yield from _outside(_OUTSIDE_SCRIPT, self._text(path), f"static/{path}")

    def _assets(self, ending: str) -> list[str]:
        return sorted(path for path in self.theme.assets if path.endswith(ending))

    def _text(self, path: str) -> str:
        return self.read(path).decode("utf-8", "replace")

    def _pack(self, path: str) -> int:
        """The size of a file as hosts send it (gzip's 18 bytes around it included)."""
        return len(zlib.compress(self.read(path), 9)) + 12


Weighed = tuple[Weight, Problem | None]
_LINKED = {
    "css": (".css", "take rules out, or load them where they are needed"),
    "script": (".js", "take code out"),
}
_NAMES = {
    "html": "the page",
    "css": "the page's style sheets",
    "fonts": "the page's fonts",
    "script": "the page's scripts",
    "picture": "the picture on a phone",
}


def _picture(each: Load) -> Weighed:
    return _weighed("picture", each.bytes, each.path, each.file, "take a calmer picture")


def _heaviest_first(each: Load) -> tuple[int, str]:
    return -each.bytes, each.path


def _weighed(what: str, size: int, of: str, file: str, remedy: str) -> Weighed:
    weight = Weight(what, LIMITS[what], size, of)
    if size <= weight.limit:
        return weight, None
    verb = "weighs" if what in ("html", "picture") else "weigh"
    most = f"{size / 1000:.1f} kB and may weigh {weight.limit / 1000:g}"
    subject = f"{_NAMES[what]} /{of}" if what in ("html", "picture") else _NAMES[what]
    return weight, Problem(file, 0, 0, f"{subject} {verb} {most}", remedy, warning=True)


def _file(page: Page) -> str:
    """Where an editor looks: the story's or the picture's file, else the output."""
    if page.file:
        return f"content/{page.file.file}"
    return page.of if page.of.startswith("content/") else page.path


def _is_for_phones(page: Page) -> bool:
    """Whether it is a rendition that a phone of 360 pixels takes, with two dots to each."""
    if page.renderer != "picture":
        return False
    (each,) = page.args
    return (
        isinstance(each, Rendition)
        and each.width <= PHONE_WIDTH
        and each.format in ("AVIF", "WEBP")
    )


def _outside(pattern: re.Pattern[str], text: str, file: str) -> Iterator[Problem]:
    for found in pattern.finditer(text):
        line = text.count("\n", 0, found.end()) + 1
        fact = "a page would ask another host for something"
        remedy = "put the file into static/ and name it with asset()"
        yield Problem(file, line, 0, fact, remedy, warning=True)
