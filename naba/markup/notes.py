"""Footnotes: numbered in the order in which readers meet them, each with its ways back.

The library parses them; ids, numbers, order and ways back are ours. It numbers by the order of
definition and has English words and one arrow for all directions.
"""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markdown.core import Markdown
from markdown.extensions.footnotes import FootnoteExtension

from naba.markup.job import Job
from naba.markup.marks import ARROWS

_DEFINITION = r"^[ ]{0,3}\[\^"


class Notes(FootnoteExtension):
    """The library's footnotes with its own ideas of HTML taken out."""

    def __init__(self) -> None:
        super().__init__()
        self.section: Element | None = None
        self.items: dict[str, Element] = {}

    def extendMarkdown(self, md: Markdown) -> None:
        """Register all but what writes ways back."""
        super().extendMarkdown(md)
        md.treeprocessors.deregister("footnote-duplicate")
        md.postprocessors.deregister("footnote")

    def reset(self) -> None:
        """Forget the last text."""
        super().reset()
        self.section = None
        self.items = {}

    def findFootnotesPlaceholder(self, root: Element) -> None:
        """No text decides where footnotes go: they stand at its end."""

    def makeFootnoteId(self, id: str) -> str:
        """The editor's own label for now; ``number`` knows better later."""
        return id

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:
        """Nothing yet: ``number`` gives ids. (The library's search for a free one is quadratic.)"""
        return ""

    def makeFootnotesDiv(self, root: Element) -> Element | None:
        """The section with the text of every footnote that is defined, by its label."""
        if not self.footnotes:
            return None
        self.section = Element("section", {"class": "footnotes"})
        items = ElementTree.SubElement(self.section, "ol")
        for label, text in self.footnotes.items():
            # The block parser treats `li` in ways of its own, so it gets a `div` to fill.
            holder = Element("div")
            self.parser.parseChunk(holder, text)
            self.items[label] = ElementTree.SubElement(items, "li")
            self.items[label].extend(list(holder))
        return self.section


def number(root: Element, notes: Notes, job: Job) -> None:
    """Number the references of a parsed text, put its footnotes in that order, drop unused ones."""
    section = notes.section
    if section is None:
        return
    section.set("aria-label", job.strings["footnotes"])
    section.remove(section[0])
    items = ElementTree.SubElement(section, "ol")
    numbers: dict[str, int] = {}
    places: dict[str, list[str]] = {}
    queue = [root]
    for holder in queue:  # a footnote's own references come after the text's
        for label, reference, link in _references(holder):
            if label not in numbers:
                numbers[label] = len(numbers) + 1
                items.append(notes.items[label])
                queue.append(notes.items[label])
            here = places.setdefault(label, [])
            here.append(_refer(reference, link, numbers[label], len(here) + 1, job))
    for label, nth in numbers.items():
        _finish(notes.items[label], nth, places[label], job)
    for label in sorted(notes.items.keys() - numbers.keys()):
        _tell_unused(label, job)
    if not numbers:
        root.remove(section)


def _references(holder: Element) -> list[tuple[str, Element, Element]]:
    """Label, ``sup`` and ``a`` of each reference below an element, in the order of the text."""
    return [
        (link.get("href", "").removeprefix("#"), element, link)
        for element in holder.iter("sup")
        for link in element
        if link.get("class") == "footnote-ref"
    ]


def _refer(reference: Element, link: Element, number: int, nth: int, job: Job) -> str:
    """Make one reference point to its footnote; its own id."""
    own = f"fnref-{job.lang}-{number}" + (f"-{nth}" if nth > 1 else "")
    reference.set("id", job.own(own))
    link.set("href", f"#fn-{job.lang}-{number}")
    link.text = job.number(number)
    return own


def _finish(item: Element, number: int, places: list[str], job: Job) -> None:
    """Give a footnote its id and its ways back, at the end of its last paragraph."""
    item.set("id", job.own(f"fn-{job.lang}-{number}"))
    last = item[-1] if len(item) and item[-1].tag == "p" else ElementTree.SubElement(item, "p")
    for place in places:
        if len(last):
            last[-1].tail = (last[-1].tail or "").rstrip() + "\u00a0"
        elif last.text:
            last.text = last.text.rstrip() + "\u00a0"
        title = job.strings["footnote_back"].replace("{n}", job.number(number))
        back = ElementTree.SubElement(last, "a", {"class": "footnote-backref", "title": title})
        back.set("href", f"#{place}")
        back.text = ARROWS[job.dir]


def _tell_unused(label: str, job: Job) -> None:
    job.tell(
        f"the footnote `{label}` is referred to nowhere",
        f"write `[^{label}]` where it belongs, or remove it",
        _DEFINITION + job.literal(label) + r"\]:",
        _DEFINITION,
        warning=True,
    )
