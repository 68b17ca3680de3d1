"""What stories name, as far as some of them name it: tags, people, other stories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from naba.digest import Counted, encode, reference
from naba.dossier import Entry, Ref
from naba.model import Article, Brief, Topic
from naba.topics import Meanings, Topics

Links = tuple[tuple[str, str], ...]  # references to other stories, each with its address or ""


class Told(Counted):
    """What the names and the references in some stories mean, in one edition.

    It knows nothing of other stories, and raises ``KeyError`` for theirs. ``memory`` is for what is
    made of a story and of what it names: it is shared by all of an edition.
    """

    __slots__ = ("_links", "_people", "_tags", "memory")

    def __init__(
        self,
        entries: Iterable[Entry],
        tags: Meanings,
        people: Meanings,
        links: Mapping[str, Links],
        memory: dict[bytes, Any],
    ) -> None:
        """``links`` are those of the stories that have any, by file."""
        names = [e.more for e in entries if e.more.authors or e.more.translators]
        self._tags = Topics(tags, [entry.tags for entry in entries])
        self._people = Topics(people, [n for m in names for n in (m.authors, m.translators)])
        self._links = links
        self.memory = memory

    @property
    def digest(self) -> bytes:
        return reference(encode((self._tags, self._people, self._links)))

    def tags(self, entry: Entry) -> tuple[Topic, ...]:
        """The tags of a story."""
        return self._tags.of(entry.tags)

    def keys(self, entry: Entry) -> tuple[str, ...]:
        """The keys of its tags."""
        return self._tags.keys(entry.tags)

    def people(self, names: tuple[str, ...]) -> tuple[Topic, ...]:
        """The authors of a story, or its translators."""
        return self._people.of(names) if names else ()

    def links(self, entry: Entry) -> Links:
        """A story's references to others, each with its address or "" if that is not seen."""
        return self._links[entry.file] if entry.more.links else ()


# An argument of a page may be the name of a kept value; to the type checker it is that value.


def article(entry: Entry) -> Article:
    """The story, by its name."""
    return cast(Article, entry.article)


def brief(name: Ref | None) -> Brief | None:
    """A brief, by its name."""
    return cast("Brief | None", name)


def briefs(names: Iterable[Ref]) -> tuple[Brief, ...]:
    """Briefs, by their names."""
    return cast("tuple[Brief, ...]", tuple(names))
