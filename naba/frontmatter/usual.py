"""Front matter as nearly all stories have it, read without the parser: in a third of the time.

Its fields stand one a line. A value is words, or words between double quotes, or a list in
brackets; else it is a list of such, an item a line, or such fields, indented. No text is taken in
part: what is not certain is declined, and the parser reads it all. That both give the same for
every text is the law of ``tests/test_frontmatter.py``. What is wrong with a text is told by the
parser alone: a text that has a fault is never taken.
"""

from __future__ import annotations

import re
from typing import Any

# What the parser takes for a letter like any other, unless it is a sign of its own.
_USUAL = re.compile("[\n -~\u00a0-\u1fff\u2000-\u2027\u202f-\u205f\u2070-\ud7ff]*+")
_QUOTED = r'"[^"\\]*+"'
# Words begin with a letter or a digit. A colon before a blank would make them a field, and a sharp
# sign behind one begin a remark.
_WORDS = r"\w(?:[^: ]|:(?=[^ ])| +(?=[^ #]))*+"
_ITEM = rf'{_QUOTED}|\w[^"\[\]{{}},:#?]*+'
_LIST = rf"\[(?: *(?:{_ITEM})(?: *, *(?:{_ITEM}))*+)? *\]"
_LINE = re.compile(rf"( *)(?:([a-z_]{{1,99}}):(?: +|$)|- +)({_QUOTED}|{_WORDS}|{_LIST}|) *")
_item = re.compile(_ITEM)
_NOTHING = frozenset(["", "null", "Null", "NULL"])


def read(text: str) -> dict[str, Any] | None:
    """The fields of a YAML text, or ``None`` where the parser has to say what it means."""
    if not _USUAL.fullmatch(text):
        return None
    fields: dict[str, Any] = {}
    last, within = "", None  # the last field, and the indent of the lines that its value stands on
    for line in text.split("\n"):
        if not line:
            continue
        found = _LINE.fullmatch(line)
        if not found or found[2] in _NOTHING:
            return None
        indent, name, said = found.groups()
        value = _value(said)
        if name and not indent:
            if name in fields or (said and value is None):
                return None
            fields[name], last, within = value, name, None
            continue
        if last and fields[last] is None:
            fields[last], within = {} if name else [], indent
        if value is None or indent != within or not _put(fields[last], name, value):
            return None
    return fields if fields and None not in fields.values() else None


def _put(own: Any, name: str | None, value: Any) -> bool:
    """Puts an item into a list, or a field where there is none of its name; whether it fits."""
    if name is None and isinstance(own, list):
        own.append(value)
        return True
    if name is None or not isinstance(own, dict) or name in own:
        return False
    own[name] = value
    return True


def _value(said: str) -> Any:
    """What stands on a line; ``None`` for what means nothing to YAML."""
    if said.startswith("["):
        items = [_value(item.rstrip(" ")) for item in _item.findall(said)]
        return None if None in items else items
    if said.startswith('"'):
        return said[1:-1]
    return None if said in _NOTHING else said
