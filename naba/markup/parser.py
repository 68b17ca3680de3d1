"""Markdown to HTML, unsafe yet: the library's parser with our blocks and shapes hung in.

A parser is kept and lent to one text at a time. One that was interrupted is thrown away: there is
no telling what it still holds.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from naba.markup import inserts, shapes
from naba.markup.job import Job
from naba.markup.notes import Notes, number

# Half of the library's time goes into searching prose for marks that it has none of.
_MARK = re.compile(r"[`\\\[<&*_]|  \n")
_LINE = re.compile(r"[^\W\d_][^\n]*\Z")


class Parser:
    """The library's parser, ours."""

    def __init__(self) -> None:
        self.job: Job
        self.notes = Notes()
        self._markdown = Markdown(
            extensions=[
                "attr_list",
                "def_list",
                "fenced_code",
                "sane_lists",
                TableExtension(use_align_attribute=True),
                self.notes,
                _Inserts(self),
            ],
            output_format="html",
        )
        # 50 footnotes · 21 here · 20 inline marks · 10 line breaks · 8 attributes · 5 here
        self._markdown.treeprocessors.register(_PlainProse(), "naba-plain", 21)
        # 90 what is indented · 89.99 our blocks · 89 here · 85 and less all that has a mark
        self._markdown.parser.blockprocessors.register(
            _Paragraph(self._markdown.parser), "naba-paragraph", 89
        )
        self._markdown.treeprocessors.register(_Shapes(self), "naba-shapes", 5)

    def convert(self, text: str, job: Job) -> str:
        """The HTML of a text as ``inserts.scan`` hands it on. Not safe to show yet."""
        self.job = job
        self._markdown.reset()
        return self._markdown.convert(text)

    def raw(self) -> list[str]:
        """The pieces of HTML that stood in the last text, as they were typed."""
        stash = self._markdown.htmlStash.rawHtmlBlocks
        return [piece for piece in stash if isinstance(piece, str)]


_idle: list[Parser] = []


def lend() -> Parser:
    """A parser for one text, to be given back unless something went wrong."""
    return _idle.pop() if _idle else Parser()


def give_back(parser: Parser) -> None:
    """Keep a parser for the next text."""
    _idle.append(parser)


class _PlainProse(Treeprocessor):
    """Marks text without any Markdown as done."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not _MARK.search(element.text):
                element.text = AtomicString(element.text)
            if element.tail and not _MARK.search(element.tail):
                element.tail = AtomicString(element.tail)


class _Paragraph(BlockProcessor):
    """Takes a line that begins with a letter for the paragraph that it is.

    No other processor could want it: each needs a mark at a line's start, or a second line. They
    would each search it first: a quarter of the library's time.
    """

    def test(self, parent: Element, block: str) -> bool:
        return not self.parser.state and _LINE.match(block) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "p").text = blocks.pop(0)


class _Shapes(Treeprocessor):
    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser

    def run(self, root: Element) -> None:
        number(root, self.parser.notes, self.parser.job)
        shapes.shape(root, self.parser.job)


class _Inserts(BlocksExtension):  # type: ignore[misc]  # untyped library
    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        block_mgr.register(_Insert, {"parser": self.parser})


class _Insert(Block):  # type: ignore[misc]  # untyped library
    """Any of our blocks; its argument is its number in the text."""

    NAME = inserts.NAME
    ARGUMENT = True

    def on_validate(self, parent: Element) -> bool:
        self.job: Job = self.config["parser"].job
        number = self.argument
        known = {str(n) for n in range(len(self.job.inserts))} - {str(n) for n in self.job.seen}
        if number not in known:
            return False
        self.job.seen.add(int(number))
        self.insert = self.job.inserts[int(number)]
        return True

    def on_create(self, parent: Element) -> Element:
        self.element, self.holder = shapes.begin(self.insert, parent, self.job)
        return self.element

    def on_add(self, block: Element) -> Element:
        return self.holder

    def on_markdown(self) -> str:
        return "block"

    def on_inline_end(self, block: Element) -> None:
        shapes.end(self.insert, self.element, self.job)
