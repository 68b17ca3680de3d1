"""How a file's path below ``content/`` tells its story and its language.

The language is the last part of the name before ``.md``: ``putin-in-baku/ar.md`` and
``putin-in-baku.ar.md`` are the same story in the same language.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection


def filed_under(path: str, langs: Collection[str]) -> tuple[str, str] | None:
    """The story and the language of the file at ``path``; ``None`` if its name tells no language.

    >>> filed_under("2024/08/putin-in-baku/ar.md", ["ar", "en"])
    ('2024/08/putin-in-baku', 'ar')
    >>> filed_under("2024/08/putin-in-baku.ar.md", ["ar", "en"])
    ('2024/08/putin-in-baku', 'ar')
    """
    stem, ending = posixpath.splitext(path)
    story, slash, lang = stem.rpartition("/")
    if ending != ".md":
        return None
    if slash and lang in langs:
        return story, lang
    story, dot, lang = stem.rpartition(".")
    if dot and lang in langs and posixpath.basename(story):
        return story, lang
    return None


def beside(file: str, reference: str) -> str | None:
    """The path below ``content/`` that ``reference`` means in ``file``; ``None`` if outside."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(file), reference))
    return None if path.startswith(("../", "/")) or path in ("..", ".") else path
