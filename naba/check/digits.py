"""Numbers that a story's editor typed in other digits than the edition's. Tells, and changes none.

Looked at is what readers read. Left alone is what is not the newspaper's own words or is no number:
code, addresses, telephone numbers, dates such as 2024-08-18, names in another script with their
numbers («iPhone 15»), words in another language, titles of films and posts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

from naba.bidi import isolate_html
from naba.errors import Fault, Problem
from naba.locale import direction, language_of, localised_digits
from naba.model import Article, Edition

_LATIN = "0123456789"
_POINTS = str.maketrans("٫٬", ".,")
_PLAIN = {ord(sign): str(n % 10) for n, sign in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_SKIPPED = frozenset({"code", "kbd", "pre", "samp"})
_VOID = frozenset({"br", "hr", "img", "wbr"})
# What the build isolates and yet is a number: −5, +12.5, 40%. Longer ones are telephones'. One that
# follows a name with a blank may belong to it: «iPhone 15 وغيره».
_SIGNED = re.compile(r"[+\-−]?\d[\d.,٫٬]{0,5}\s?[%٪]?")
# What is no text in a body's source; lines keep their length.
_NO_TEXT = re.compile(
    r"^(```|~~~).*?^\1|`[^`\n]*`|\]\([^)\n]*\)|<[^>\n]*>|\{[^}\n]*\}|\[\^[^\]\n]*\]|https?://\S+"
    r"|^\s*\d+[.)]\s|^\s+(?:url|image|lang|title):.*$",
    re.DOTALL | re.MULTILINE,
)
_LINES = 5  # so many are named


def digit_problems(
    edition: Edition, shown: Article, html: str, read: Callable[[], str]
) -> Iterator[Problem]:
    """One for a text, with the place of its first such number; ``read`` gives its whole file."""
    numbers = list(_foreign(edition, html, shown.lang))
    if not numbers:
        return
    file, places = f"content/{shown.file}", _places(numbers, read())
    fact = _fact(edition, numbers[0])
    if len(numbers) > 1:
        lines = list(dict.fromkeys(str(line) for line, _ in places[1:] if line))
        named = ", ".join(lines[:_LINES]) + (" …" if len(lines) > _LINES else "")
        fact += f"; so are {len(numbers) - 1} more" + (f", in lines {named}" if named else "")
    yield Problem(file, *places[0], fact, _remedy(edition, numbers[0]), warning=True)


def digit_faults(edition: Edition, shown: Article) -> Iterator[Fault]:
    """One for each of the front matter's texts that readers see."""
    image = shown.image
    pictured = {
        name: words.text
        for name in ("alt", "caption", "credit")
        if image and (words := getattr(image, name)) and words.lang == shown.lang
    }
    fields: list[tuple[tuple[str | int, ...], str]] = [
        (("title",), shown.title),
        (("summary",), shown.summary or ""),
        *((("image", name), text) for name, text in pictured.items()),
        *((("corrections", n, "text"), c.text.text) for n, c in enumerate(shown.corrections)),
    ]
    for field, text in fields:
        for number in _foreign(edition, isolate_html(text, shown.lang), shown.lang):
            fact, remedy = _fact(edition, number), _remedy(edition, number)
            yield Fault(f"content/{shown.file}", fact, remedy, field, warning=True)
            break


def _own(edition: Edition) -> str:
    return localised_digits(_LATIN, edition)


def _fact(edition: Edition, number: str) -> str:
    own = _own(edition)
    return f"`{number}` is not in the edition's digits, {own[0]}–{own[-1]}"


def _remedy(edition: Edition, number: str) -> str:
    plain = number.translate(_PLAIN).translate(_POINTS)
    right = localised_digits(plain, edition)
    if edition.digits == "arab":
        right = right.replace(".", "٫")
    other = "arab" if edition.digits == "latn" else "latn"
    return f"write {right}, or say `digits: {other}` of the edition in site.yaml"


def _foreign(edition: Edition, html: str, lang: str) -> Iterator[str]:
    """The numbers in other digits, in their order."""
    others = "".join(sign for sign in (*_LATIN, *map(chr, _PLAIN)) if sign not in _own(edition))
    number = re.compile(f"[{others}]+(?:[.,٫٬][{others}]+)*")
    if number.search(html):
        reader = _Reader(lang)
        reader.feed(html)
        reader.close()
        for text in reader.texts:
            yield from number.findall(text)


class _Reader(HTMLParser):
    """The texts of a body that are its newspaper's own words."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self.lang = lang
        self.texts: list[str] = []
        self._silent: list[str] = []  # the element that is left out, and those open within it
        self._isolated = False
        self._named = False  # whether a name has just ended

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        if self._silent or self._is_foreign(tag, dict(attrs)):
            self._silent.append(tag)
        elif tag == "bdi":
            self._isolated = True

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag not in _VOID:
            self._silent.pop()
        elif tag == "bdi":
            self._isolated = False

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        named, self._named = self._named, False
        if self._isolated and not _SIGNED.fullmatch(data):
            self._named = True
        elif named and (data.isspace() or self._isolated):
            self._named = data.isspace()
        else:
            self.texts.append(data)

    def _is_foreign(self, tag: str, given: dict[str, str | None]) -> bool:
        if tag in _SKIPPED or "data-embed" in given:
            return True
        lang, dir = given.get("lang"), given.get("dir")
        if lang:
            return language_of(lang) != language_of(self.lang)
        return tag != "bdi" and dir is not None and dir != direction(self.lang)


def _places(numbers: list[str], source: str) -> list[tuple[int, int]]:
    """The line and column of each number in its file; 0 for one that does not stand there so."""
    front = re.match(r"---[^\n]*\n.*?^(?:---|\.\.\.)[^\n]*\n", source, re.DOTALL | re.MULTILINE)
    start = front.end() if front else 0
    plain = source[:start] + _NO_TEXT.sub(_blanked, source[start:])
    places: list[tuple[int, int]] = []
    for number in numbers:
        whole = re.compile(rf"(?<![\w.,]){re.escape(number)}(?!\w)|{re.escape(number)}")
        found = whole.search(plain, start)
        if not found:
            places.append((0, 0))
            continue
        start, before = found.end(), source[: found.start()]
        places.append((before.count("\n") + 1, found.start() - before.rfind("\n")))
    return places


def _blanked(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
