"""How a file's path below ``content/`` tells its story and its language.

The language is the last part of the name before ``.md``: ``putin-in-baku/ar.md`` and
``putin-in-baku.ar.md`` are the same story in the same language.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Sequence

from naba.frontmatter import nearest

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")


def filed_under(path: str, langs: Collection[str]) -> tuple[str, str] | None:
    """The story and the language of the file at ``path``; ``None`` if its name tells no language.

    >>> filed_under("2024/08/putin-in-baku/ar.md", ["ar", "en"])
    ('2024/08/putin-in-baku', 'ar')
    >>> filed_under("2024/08/putin-in-baku.ar.md", ["ar", "en"])
    ('2024/08/putin-in-baku', 'ar')
    """
    if not path.endswith(".md"):
        return None
    stem = path[:-3]
    story, slash, lang = stem.rpartition("/")
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


def is_markdown(path: str) -> bool:
    """Whether a file's name says that it is Markdown."""
    return path.lower().endswith(_MARKDOWN)


def unfiled(path: str, langs: Sequence[str]) -> tuple[str, str]:
    """Why a file is no story, and how to make it one."""
    folder, name = posixpath.split(path)
    stem, ending = posixpath.splitext(name)
    last = stem.rpartition(".")[2]
    if ending != ".md":
        return f"the file's name ends in `{ending}`", f"name it {stem}.md"
    if stem in langs and not folder:
        return "the file lies in no story's folder", f"move it to content/the-story/{name}"
    fact = "the file's name does not end in an edition's language"
    near = nearest(last, langs)
    if near and (last != stem or folder):
        return fact, f"did you mean `{name.removesuffix(f'{last}.md')}{near}.md`?"
    if last != stem and len(last) == 2:
        return fact, f"write the edition `{last}` into site.yaml, or take the file away"
    if stem.lower() in ("index", "readme") and folder:
        return fact, f"name it {langs[0]}.md"
    return fact, f"name it {stem}.{langs[0]}.md"
