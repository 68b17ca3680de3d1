"""A story file's bytes become a ``Draft`` and its HTML, or problems with their places.

Pure: the file was read by somebody else, and whether its section, pictures and neighbours exist
is decided when the whole newspaper is together (``naba.site``).
"""

from __future__ import annotations

import codecs
import functools
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from naba import bidi, markup, text
from naba.checking import check
from naba.dates import parse_moment
from naba.digest import digest_bytes
from naba.errors import Fault, Problem
from naba.fields import FOREIGN, CorrectionFields, ImageFields, SourceFields, StoryFields
from naba.frontmatter import load, locate
from naba.model import Body, Correction, Draft, ImageDraft, Source, Value, Words


class Filed(Value, frozen=True):
    """Where a story file lies: its path below ``content/``, its story, its language."""

    file: str
    story: str
    lang: str


class Compiled(Value, frozen=True):
    """What became of a story file: a draft and its HTML in UTF-8, or ``None`` and problems."""

    draft: Draft | None
    html: bytes = b""
    problems: tuple[Problem, ...] = ()


def compile_story(raw: bytes, filed: Filed, timezone: str, strings: Mapping[str, str]) -> Compiled:
    """One story file, from bytes to a draft. ``strings`` are the edition's for tables and notes."""
    name = shown(filed.file)
    source, problem = decode(raw, name)
    if problem:
        return Compiled(None, problems=(problem,))
    parts = split(source, name)
    if isinstance(parts, Problem):
        return Compiled(None, problems=(parts,))
    front, body, first_line = parts
    rendered = markup.render(
        body, file=name, first_line=first_line, edition_lang=filed.lang, strings=strings
    )
    html = rendered.html.encode()
    data, problems = load(front, name, 2)
    if problems:
        return Compiled(None, problems=(*problems, *rendered.problems))
    fields, faults = check(data, StoryFields, name, FOREIGN)
    reader = _Reader(name, filed.lang, _zone(timezone))
    draft = None
    if fields:
        draft = reader.draft(fields, filed, digest_bytes(raw), _about(rendered, html))
    elif rest := _sound_part(data, faults):
        reader.draft(rest, filed, "", Body(""))  # for what is wrong with the rest
    places = tuple(place(fault, source) for fault in (*faults, *reader.faults))
    problems = (*places, *rendered.problems)
    sound = not any(not problem.warning for problem in problems)
    return Compiled(draft if sound else None, html, problems)


def _about(rendered: markup.Rendered, html: bytes) -> Body:
    local = html.count(b' href="') - html.count(b' href="http') + len(rendered.pictures)
    size = len(html) + local * 60  # what an address takes more when it is whole
    return Body(digest_bytes(html), rendered.words, rendered.pictures, rendered.links, size)


def _sound_part(data: Any, faults: list[Fault]) -> StoryFields | None:
    """The fields without those that are told as wrong."""
    wrong = {fault.field[0] for fault in faults if fault.field}
    rest = {key: data[key] for key in data if key not in wrong} if isinstance(data, dict) else {}
    return check({"title": "…", **rest}, StoryFields, "")[0]


def shown(file: str) -> str:
    """The path of a content file as editors are told it: from the site's folder."""
    return f"content/{file}"


@functools.lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def decode(raw: bytes, file: str) -> tuple[str, Problem | None]:
    """The text of a file: UTF-8, with or without a BOM, any line ends; or why it can't be read."""
    if encoding := _wide_encoding(raw[:4]):
        return "", Problem(file, 1, 1, f"the file is in {encoding}", "save it as UTF-8")
    try:
        decoded = raw.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig", "replace")
        line, column = _line_and_column(before, len(before))
        fact = f"the byte 0x{raw[error.start]:02X} is not UTF-8"
        return "", Problem(file, line, column, fact, "save the file as UTF-8")
    if text.is_sound(decoded):
        return text.nfc(decoded), None
    for fault in (text.control_fault(decoded), bidi.control_fault(decoded)):
        if fault:
            offset, fact = fault
            line, column = _line_and_column(decoded, offset)
            return "", Problem(file, line, column, fact, "delete the character")
    return text.clean(decoded), None


def _wide_encoding(first: bytes) -> str | None:
    """The encoding that a file's first four bytes tell, with a mark or by zeros between letters."""
    if first in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        return "UTF-32"
    zeros = len(first) == 4 and b"\0\0" in (first[::2], first[1::2])
    return "UTF-16" if zeros or first[:2] in (b"\xff\xfe", b"\xfe\xff") else None


def _line_and_column(source: str, offset: int) -> tuple[int, int]:
    before = source[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@functools.lru_cache(maxsize=1)  # a file's problems are told one after the other
def split(source: str, file: str) -> tuple[str, str, int] | Problem:
    """Front matter, body and the body's first line; or why there is no front matter."""
    first, _, rest = source.partition("\n")
    if first.rstrip() != "---":
        return _no_front_matter(source, first, file)
    end = _END.search(rest)
    if not end:
        fact = "the front matter is not closed"
        return Problem(file, 1, 1, fact, "write a line of `---` after its last field")
    lines = rest.count("\n", 0, end.start())
    return rest[: max(end.start() - 1, 0)], rest[end.end() + 1 :], lines + 3


_END = re.compile(r"^(?:---|\.\.\.)[^\S\n]*$", re.MULTILINE)
_BEGIN = "begin with `---`, then YAML fields, then `---`"
_FIELD = re.compile(r"\w[\w -]*:(?:\s|$)")
# Names of files stand in brackets or quotes; in running text they mean nothing.
_BEFORE = ("(", "(<", '"', "'", "]: ", "]: <")


def _no_front_matter(source: str, first: str, file: str) -> Problem:
    fact, remedy = "the file does not begin with front matter", _BEGIN
    if not source.strip():
        fact = "the file is empty"
    elif source.lstrip().startswith("---"):
        fact, remedy = "something stands before the front matter", "let the file begin with `---`"
    elif first.startswith("+++"):
        fact = "the front matter is TOML"
    elif first.startswith("{") and not first.startswith(("{{", "{%")):
        fact = "the front matter is JSON"
    elif _FIELD.match(first):
        fact, remedy = "the fields do not stand between lines of `---`", "write both lines"
    return Problem(file, 1, 1, fact, remedy)


def place(fault: Fault, source: str) -> Problem:
    """A problem with the line and column that its fault names in ``source``."""
    line, column = 0, 0
    parts = split(source, fault.file)
    front, body = ("", source) if isinstance(parts, Problem) else parts[:2]
    if fault.field or not fault.needle:
        line, column = locate(front, fault.field, 2) if fault.field else (1, 1)
    else:
        needles = (*(f"{mark}{fault.needle}" for mark in _BEFORE), fault.needle)
        found = next((needle for needle in needles if needle in body), None)
        if found is not None:
            start = len(source) - len(body)
            at = source.index(found, start) + len(found) - len(fault.needle)
            line, column = _line_and_column(source, at)
    return Problem(fault.file, line, column, fault.fact, fault.remedy, fault.warning)


class _Reader:
    """Reads one file's checked fields; collects what can't be read."""

    def __init__(self, file: str, lang: str, zone: ZoneInfo) -> None:
        self.file, self.lang, self.zone = file, lang, zone
        self.faults: list[Fault] = []

    def draft(self, fields: StoryFields, filed: Filed, digest: str, body: Body) -> Draft:
        """The draft; what can't be read is ``None`` in it and a fault in ``faults``."""
        self._check_slug(fields.slug)
        for at, alias in enumerate(fields.aliases):
            self._check_alias(alias, at)
        return Draft(
            story=filed.story,
            lang=filed.lang,
            file=filed.file,
            digest=digest,
            title=self.line(fields.title, ("title",)),
            body=body,
            date=self.moment(fields.date, ("date",)),
            summary=self.maybe_line(fields.summary),
            dateline=self.maybe_line(fields.dateline),
            updated=self.moment(fields.updated, ("updated",)),
            section=fields.section,
            tags=self.names(fields.tags, "tags"),
            authors=self.names(fields.authors, "authors"),
            translators=self.names(fields.translators, "translators") or (),
            source=self.source(fields.source),
            image=self.image(fields.image),
            kind=fields.kind,
            breaking=fields.breaking,
            lead=fields.lead,
            slug=fields.slug,
            id=fields.id,
            aliases=tuple(fields.aliases),
            status=fields.status,
            publish_at=self.moment(fields.publish_at, ("publish_at",)),
            expires=self.moment(fields.expires, ("expires",)),
            corrections=tuple(
                correction
                for at, each in enumerate(fields.corrections)
                if (correction := self.correction(each, at))
            ),
            related=tuple(fields.related) if fields.related is not None else None,
            original=fields.original,
        )

    def line(self, value: str, field: tuple[str | int, ...]) -> str:
        """Text for one line: white space runs become one space; nothing but space is a fault."""
        line = " ".join(value.split())
        if not line:
            name = f"`{field[-1]}`" if isinstance(field[-1], str) else f"an item of `{field[-2]}`"
            self._fault(f"{name} is empty", "fill it in", field)
        return line

    def maybe_line(self, value: str | None) -> str | None:
        return " ".join(value.split()) or None if value else None

    def names(self, values: list[str] | None, field: str) -> tuple[str, ...] | None:
        if values is None:
            return None
        names = (self.line(value, (field, at)) for at, value in enumerate(values))
        return tuple(dict.fromkeys(name for name in names if name))

    def moment(self, value: str | None, field: tuple[str | int, ...]) -> datetime | None:
        if value is None:
            return None
        try:
            return parse_moment(value, self.zone)
        except ValueError as error:
            self._fault(str(error), "write a day such as 2024-08-18 or 2024-08-18 21:00", field)
            return None

    def source(self, fields: SourceFields | None) -> Source | None:
        if fields is None:
            return None
        if fields.url and not fields.url.startswith(("https://", "http://")):
            fact = f"`{fields.url}` is not a web address"
            self._fault(fact, "begin it with https://", ("source", "url"))
        return Source(
            name=self.maybe_line(fields.name) or "",
            name_lang=self.lang if fields.name else "",
            url=fields.url,
            language=fields.language,
            title=" ".join(fields.title.split()),
            date=self.moment(fields.date, ("source", "date")),
            authors=tuple(fields.authors),
        )

    def image(self, fields: ImageFields | None) -> ImageDraft | None:
        if fields is None:
            return None
        said = (fields.alt, fields.caption, fields.credit)
        file = unicodedata.normalize("NFC", fields.file) if fields.file else None
        alt, caption, credit = (self.maybe_line(each) for each in said)
        return ImageDraft(file, alt, caption, credit, fields.focus)

    def correction(self, fields: CorrectionFields, at: int) -> Correction | None:
        date = self.moment(fields.date, ("corrections", at, "date"))
        said = self.line(fields.text, ("corrections", at, "text"))
        return Correction(date, fields.kind, Words(said, self.lang)) if date else None

    def _check_slug(self, slug: str | None) -> None:
        if slug is not None and (fact := text.slug_fault(slug)):
            self._fault(fact, "use letters, digits and hyphens", ("slug",))

    def _check_alias(self, alias: str, at: int) -> None:
        parts = alias.split("/")
        if not alias.startswith("/") or ".." in parts or "." in parts or "//" in alias:
            fact = f"`{alias}` is not an address on this site"
            self._fault(fact, "begin it with one `/` and leave out `.` and `..`", ("aliases", at))
        elif any(len(part.encode()) > 255 or "\\" in part or "?" in part for part in parts):
            fact = f"`{alias}` can't be a file's name"
            self._fault(fact, "give the path alone, each part under 255 bytes", ("aliases", at))

    def _fault(self, fact: str, remedy: str, field: tuple[str | int, ...]) -> None:
        self.faults.append(Fault(self.file, fact, remedy, field))
