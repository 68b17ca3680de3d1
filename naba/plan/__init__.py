"""Every output file of the newspaper, in one place.

A ``Plan`` follows from the site, the theme's static files and its strings alone. It is made of
sheaves, whose pages are only made when they are asked for. Two pages for one path are an error
that names both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from naba import urls
from naba.errors import Fault, FaultsFound
from naba.index import index
from naba.page import FileRef, Page, Turn
from naba.plan.articles import story_sheaves
from naba.plan.cards import edition_sheaf
from naba.plan.desk import Desk
from naba.plan.feeds import feed_sheaves
from naba.plan.listings import listing_sheaves, month_sheaves
from naba.plan.overviews import missing_sheaf, overview_sheaves
from naba.plan.pictures import picture_sheaves
from naba.plan.redirects import spelling_sheaf
from naba.plan.search import search_sheaves
from naba.plan.sheaf import Layout, Sheaf
from naba.plan.sitemaps import crawler_sheaf, sitemap_sheaves
from naba.site import Site
from naba.topics import Meanings
from naba.views import doors

# Says to Naba that a folder is an output folder, whose other files it may delete.
MARKER = ".naba"

Strings = Mapping[str, Mapping[str, str]]


class Plan:
    """All sheaves, by name."""

    def __init__(self, site: Site, static: Mapping[str, FileRef], strings: Strings) -> None:
        """``static`` are the files to copy by output path; ``strings`` the views' by edition."""
        self._site = site
        self.sheaves = {sheaf.name: sheaf for sheaf in _sheaves(site, static, strings)}

    def digests(self, ground: bytes) -> dict[str, bytes]:
        """What the pages of each sheaf are made of: see ``Sheaf.digest``."""
        return {name: sheaf.digest(ground) for name, sheaf in self.sheaves.items()}

    def pages(self, names: Iterable[str] | None = None) -> dict[str, dict[str, Page]]:
        """The pages of some sheaves, or of all, by sheaf and path.

        Raises ``FaultsFound`` where two of them would have one path.
        """
        pages: dict[str, Page] = {}
        faults: list[Fault] = []
        found: dict[str, dict[str, Page]] = {}
        for name in self.sheaves if names is None else names:
            own = found[name] = {}
            for page in self.sheaves[name].pages():
                first = pages.setdefault(page.path, page)
                if first is not page:
                    faults.append(_one_address(self._site, page, first))
                own[page.path] = first
        faults += _files_in_folders(self._site, pages)
        if faults:
            raise FaultsFound(faults)
        return found


def _sheaves(site: Site, static: Mapping[str, FileRef], strings: Strings) -> Iterator[Sheaf]:
    indexes = index(site)
    tags, people = Meanings(site.tag_keys, site.tags), Meanings(site.person_keys, site.people)
    desks = [
        Desk(site, edition, indexes, strings[edition.lang], tags, people)
        for edition in site.config.editions
    ]
    yield desks[0].sheaf("files", _files, tuple(sorted(static.items())))
    yield from picture_sheaves(desks[0])
    for desk in desks:
        yield from story_sheaves(desk)
        yield edition_sheaf(desk)
        yield from listing_sheaves(desk)
        yield from month_sheaves(desk)
        yield from overview_sheaves(desk)
        yield from search_sheaves(desk)
        yield from feed_sheaves(desk)
        yield from sitemap_sheaves(desk)
        yield spelling_sheaf(desk)
    yield missing_sheaf(desks[0], urls.NOT_FOUND)
    yield crawler_sheaf(desks)


def _files(layout: Layout, static: tuple[tuple[str, FileRef], ...]) -> Iterator[Page]:
    """What stands outside the editions. It is rendered in the first edition's language."""
    for path, ref in static:
        yield Page(path, "copy", Turn.FILES, f"the static file `{ref.file}`", file=ref)
    yield layout.page(urls.GATEWAY, "the gateway", "pages/gateway.html", doors.gateway)
    yield Page(MARKER, "marker", Turn.MARK, "the mark of an output folder")


def _one_address(site: Site, page: Page, other: Page) -> Fault:
    """Two pages for one path; a story is named first."""
    one, two = sorted((page, other), key=lambda each: not each.of.startswith("content/"))
    fact = f"{one.of} and {two.of} have one address, `{_address(page)}`"
    return _clash(site, page, other, fact)


def _clash(site: Site, page: Page, other: Page, fact: str) -> Fault:
    """A clash of two pages, told where an editor can end it: best at an alias, else at a story."""
    for each in (page, other):
        for entry in (e for texts in site.stories.values() for e in texts.values()):
            old = [urls.file_of(alias) for alias in entry.more.aliases]
            if each.of == f"content/{entry.file}" and each.path in old:
                return Fault(each.of, fact, "take the alias out", ("aliases", old.index(each.path)))
    for each in (page, other):
        if each.of.startswith("content/"):
            return Fault(each.of, fact, "give the story another `slug`", ("slug",))
    for each in (page, other):
        if each.renderer == "copy" and each.file:
            return Fault(f"static/{each.file.file}", fact, "rename the file or take it away")
    return Fault("site.yaml", fact, "change one of the two")


def _address(page: Page) -> str:
    return "/" + page.path.removesuffix("index.html")


def _files_in_folders(site: Site, pages: Mapping[str, Page]) -> Iterator[Fault]:
    """A path can't be a file and a folder: ``/old.html`` beside ``/old.html/story/``."""
    for folder in sorted(folders(pages) & pages.keys()):
        other = pages[folder]
        for path, page in pages.items():
            if path.startswith(f"{folder}/"):
                fact = f"{page.of} would stand below {other.of}, which is the file `/{other.path}`"
                yield _clash(site, page, other, fact)


def folders(paths: Iterable[str]) -> set[str]:
    """All folders that files with these paths stand in."""
    found = {path.rpartition("/")[0] for path in paths}
    above = set(found)
    while above:  # every folder's own folders, each once
        above = {folder.rpartition("/")[0] for folder in above} - found
        found |= above
    return found


def meet(some: Collection[str], others: Collection[str]) -> bool:
    """Whether files at these paths and at the others could not be at once."""
    both = {*some, *others}
    return len(both) < len(some) + len(others) or not folders(both).isdisjoint(both)
