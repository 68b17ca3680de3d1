"""The blocks of a text (``/// quote`` and its like): found, paired and checked before it is parsed.

The parser leaves whatever it takes for malformed as plain text, without a word. So all blocks are
found here, and it is handed ``/// naba | 3`` for the third of them: it never sees a name, a title
or an option that was not understood, and a block that it passes over can be told by its number.

A block ends at the next line of as many slashes as it began with; blocks inside it are written
with another number of slashes. An opening line stands at the line's start (up to three spaces).
"""

from __future__ import annotations

import re

from naba.errors import Problem
from naba.markup import options
from naba.markup.manuscript import Manuscript
from naba.model import Value

NAME = "naba"
_FENCE = re.compile(r" {0,3}(?P<fence>/{3,})[ \t]*(?P<rest>.*?)[ \t]*")
_HEADER = re.compile(r"(?P<name>[\w-]+)[ \t]*(?:\|[ \t]*(?P<title>.*))?")
_OPTION_LINE = re.compile(r"(?: {4}|\t)[ \t]*\S")
_DEEPEST = 8


class Insert(Value, frozen=True):
    """One block of a text that is sound: its kind, title, options; ``offset`` of its first line."""

    kind: str
    title: str
    options: dict[str, str]
    offset: int


class Scanned(Value, frozen=True):
    """A text whose blocks are replaced by numbers, the blocks by number, and what is wrong."""

    text: str
    inserts: tuple[Insert, ...] = ()
    problems: tuple[Problem, ...] = ()


def scan(sheet: Manuscript) -> Scanned:
    """Find the blocks of a text. A text without any is handed on as it is."""
    if "///" not in sheet.text:
        return Scanned(sheet.text)
    scanner = _Scanner(sheet)
    scanner.run()
    return Scanned("\n".join(scanner.out), tuple(scanner.inserts), tuple(scanner.problems))


class _Open(Value, frozen=True):
    """An open block: its slashes, name and offset, and how the parser is told of its end."""

    slashes: int
    name: str
    offset: int
    end: str


class _Scanner:
    def __init__(self, sheet: Manuscript) -> None:
        self.sheet = sheet
        self.lines = sheet.text.split("\n")
        self.row = 0
        self.offset = 0
        self.open: list[_Open] = []
        self.out: list[str] = []
        self.inserts: list[Insert] = []
        self.problems: list[Problem] = []

    def run(self) -> None:
        prose = self.sheet.prose.split("\n")
        while self.row < len(self.lines):
            match = _FENCE.fullmatch(prose[self.row])
            offset = self.offset
            line = self.take()
            if match is None:
                self.out.append(line)
            elif not match["rest"]:
                self.close(len(match["fence"]), offset)
            else:
                # From the line itself: code is blanked in the prose.
                match = _FENCE.fullmatch(line) or match
                self.begin(len(match["fence"]), match["rest"], offset + match.start("fence"))
        while self.open:
            self.unclosed(self.open.pop())

    def take(self) -> str:
        line = self.lines[self.row]
        self.row += 1
        self.offset += len(line) + 1
        return line

    def tell(self, offset: int, fact: str, remedy: str) -> None:
        self.problems.append(self.sheet.at(offset, fact, remedy))

    def close(self, slashes: int, offset: int) -> None:
        if all(block.slashes != slashes for block in self.open):
            fact = f"`{'/' * slashes}` closes no block"
            if self.open:
                fact += f": the open one began with `{'/' * self.open[-1].slashes}`"
            self.tell(offset, fact, "remove it, or use as many slashes as the opening line has")
            return
        while (block := self.open.pop()).slashes != slashes:
            self.unclosed(block)
        self.out.append(block.end)

    def unclosed(self, block: _Open) -> None:
        fact = f"the block `{block.name}` is not closed"
        self.tell(block.offset, fact, f"close it with a line of `{'/' * block.slashes}`")
        self.out.append(block.end)

    def begin(self, slashes: int, rest: str, offset: int) -> None:
        header = _HEADER.fullmatch(rest)
        if header is None:
            fact = f"`{'/' * slashes} {rest}` opens no block"
            self.tell(offset, fact, "write `/// name` or `/// facts | The title`")
            self.out.append(rest)
            return
        name, title = header["name"].lower(), (header["title"] or "").strip()
        end = ""
        if name not in options.KINDS:
            self.tell(offset, f"unknown block `{name}`", options.suggestion(name, options.KINDS))
        elif insert := self.sound(name, title, offset):
            end = self.number(insert)
        self.open.append(_Open(slashes, name, offset, end))

    def sound(self, name: str, title: str, offset: int) -> Insert | None:
        """The block that begins here, unless something about it has to be told."""
        before = len(self.problems)
        insert = Insert(name, title, self.options(name), offset)
        if len(self.open) >= _DEEPEST:
            self.tell(offset, "blocks are nested too deeply", "close the blocks around this one")
        self.check_title(insert)
        if len(self.problems) == before:  # an option that was told as wrong is no missing one
            self.check_required(insert)
        return insert if len(self.problems) == before else None

    def number(self, insert: Insert) -> str:
        """Tell the parser of a block; what tells it of the block's end."""
        # Blocks around each other must differ in length; the parser gets it right by depth.
        fence = "/" * (3 + len(self.open))
        self.out.append(f"\n{fence} {NAME} | {len(self.inserts)}\n")
        self.inserts.append(insert)
        return f"\n{fence}\n"

    def check_title(self, insert: Insert) -> None:
        name = insert.kind
        if insert.title and not options.KINDS[name].titled:
            fact = f"the block `{name}` takes no title"
            self.tell(insert.offset, fact, f"remove `| {insert.title}`")
        elif options.KINDS[name].titled and not insert.title:
            fact = f"the block `{name}` has no title"
            self.tell(insert.offset, fact, f"write `/// {name} | The title`")

    def check_required(self, insert: Insert) -> None:
        for option in options.KINDS[insert.kind].required:
            if option not in insert.options:
                fact = f"the block `{insert.kind}` has no `{option}`"
                remedy = f"add the line `    {option}: …` below its first line"
                self.tell(insert.offset, fact, remedy)

    def options(self, name: str) -> dict[str, str]:
        """Read the option lines that follow."""
        start, rows = self.offset, []
        while self.row < len(self.lines) and _OPTION_LINE.match(self.lines[self.row]):
            rows.append(self.take())
        self.unindented(name)
        if not rows:
            return {}
        starts = [start]
        for row in rows:
            starts.append(starts[-1] + len(row) + 1)

        def report(row: int, column: int, fact: str, remedy: str) -> None:
            row = min(row, len(rows) - 1)
            self.tell(starts[row] + min(column, len(rows[row])), fact, remedy)

        return options.read(name, "\n".join(rows), report)

    def unindented(self, name: str) -> None:
        """An option line that lacks its indent would show up in the text."""
        line = self.lines[self.row] if self.row < len(self.lines) else ""
        word, colon, _ = line.partition(":")
        if colon and word.strip() in options.KINDS[name].options:
            fact = f"the option `{word.strip()}` is not indented"
            self.tell(self.offset, fact, "indent the options of a block by four spaces")
