"""The long way of a text: through the parser, whatever is in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from naba import bidi, text
from naba.errors import Problem
from naba.markup import Rendered, finish, inserts, parser, safe
from naba.markup.job import Job
from naba.markup.manuscript import Manuscript


def parsed(
    source: str, *, file: str, first_line: int, edition_lang: str, strings: Mapping[str, str]
) -> Rendered:
    """What ``markup.render`` gives, by the parser. ``render`` spares most texts this way."""
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
