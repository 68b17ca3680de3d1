"""The files of ``content/`` as they are now: what the store knows, and what a survey found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from naba.digest import shelf
from naba.dossier import Dossier
from naba.filing import filed_under
from naba.source import FileStat
from naba.store import SHELVES, Store
from naba.survey import Survey


class Files:
    """The files of ``content/`` as they are now: what the store knows, and what a survey found.

    A story's files are kept on its own shelf, so that they are not known without its dossier.
    """

    def __init__(self, store: Store, langs: Collection[str], is_known: bool) -> None:
        self.store, self.langs, self.is_known = store, langs, is_known
        self.gone: frozenset[str] = frozenset()
        self.touched: set[int] = set() if is_known else set(range(SHELVES))
        self._shelves: dict[int, dict[str, FileStat]] = {}

    def take(self, survey: Survey) -> None:
        """Takes what has changed."""
        self.gone = frozenset(survey.gone)
        for file in survey.changed:
            self.touched.add(number := self._number(file.path))
            self._on(number)[file.path] = file
        for path in survey.gone:
            self.touched.add(number := self._number(path))
            self._on(number).pop(path, None)

    def beside(self, story: str) -> Mapping[str, FileStat]:
        """The files on a story's shelf, by path: its own are among them."""
        return self._on(shelf(story, SHELVES))

    def get(self, path: str) -> FileStat | None:
        """The file at this path, if it is there."""
        return self._on(self._number(path)).get(path)

    def keep(self, touched: Collection[int], dossiers: Mapping[str, Dossier]) -> Iterator[None]:
        """Tells the store what stands on these shelves, one at a step."""
        told: dict[int, list[Dossier]] = defaultdict(list)
        for story, dossier in sorted(dossiers.items()) if touched else ():
            told[shelf(story, SHELVES)].append(dossier)
        for number in sorted(touched):
            stats = (stat for _, stat in sorted(self._on(number).items()))
            self.store.keep_shelf(number, stats, told[number])
            yield

    def _number(self, path: str) -> int:
        where = filed_under(path, self.langs)
        return shelf(where[0] if where else path, SHELVES)

    def _on(self, number: int) -> dict[str, FileStat]:
        if number not in self._shelves:
            self._shelves[number] = self.store.stats_on(number) if self.is_known else {}
        return self._shelves[number]
