"""Front matter and YAML changed as text, as an editor would: the rest of the file stays."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

ARABIC = (
    "خبر", "عاجل", "زيارة", "اتفاق", "مدينة", "القمّة", "سوريا", "ســوريا", "الأردن", "لا", "إلى",
    "«نبأ»", "بوتين", "٢٠٢٤", "2024", "BBC", "C++", "H2O", "(الأمم المتحدة)", "100%",
)  # fmt: skip
ENGLISH = (
    "News", "of", "the", "visit", "agreement", "city", "Naba", "نبأ", "2024", "“quoted”", "C++",
    "& more", "<b>", "O'Brien", "100%", "(UN)", "–", "café",
)  # fmt: skip


def words(lang: str, dice: Random, most: int = 6) -> str:
    """A few words that fit the language, foreign ones among them."""
    known = ARABIC if lang.partition("-")[0] in ("ar", "fa", "ur") else ENGLISH
    return " ".join(
        [dice.choice(known), *(dice.choice(known) for _ in range(dice.randrange(most)))]
    )


def with_field(text: str, name: str, value: Any) -> str | None:
    """The story with this field, or without it for ``None``; ``None`` if it has no front matter."""
    begin, front, rest = _divided(text)
    if not begin:
        return None
    front = without_key(front, name)
    if value is not None:
        front += f"{name}: {json.dumps(value, ensure_ascii=False)}\n"
    return begin + front + rest


def field(text: str, name: str) -> str | None:
    """What stands behind the field's name, on its line."""
    found = re.search(rf"^{name}:[ \t]*(.*)$", _divided(text)[1], re.MULTILINE)
    return found[1].strip() if found else None


def _divided(text: str) -> tuple[str, str, str]:
    """The opening line, the fields, and all from the closing line on."""
    found = re.match(
        r"(---[ \t]*\r?\n)(.*?)(^(?:---|\.\.\.)[ \t]*(?:\r?\n.*)?$)", text, re.S | re.M
    )
    return (found[1], found[2], text[found.start(3) :]) if found else ("", "", text)


def without_key(text: str, name: str) -> str:
    """The YAML text without a key of its outermost level and all that belongs to it."""
    kept, inside = [], False
    for line in text.splitlines(keepends=True):
        if not inside or re.match(r"[^\s#\-]", line):
            inside = re.match(rf"{re.escape(name)}\s*:", line) is not None
        if not inside:
            kept.append(line)
    return "".join(kept)


def keys(text: str) -> list[str]:
    """The keys of a YAML text's outermost level."""
    return re.findall(r"^([^\s#\-:{][^:\n]*):", text, re.MULTILINE)


def with_another(text: str, names: tuple[str, ...], new: str, dice: Random) -> str | None:
    """The YAML text with another value of one of these keys, wherever it stands."""
    pattern = rf"\b(?:{'|'.join(names)}): (?![\[{{|>])([^,{{}}\n\[\]]+)"
    found = list(re.finditer(pattern, text))
    if not found:
        return None
    chosen = dice.choice(found)
    quoted = json.dumps(new, ensure_ascii=False)
    return text[: chosen.start(1)] + quoted + text[chosen.end(1) :]
