"""Every output file of the newspaper, in one place.

``plan`` is a pure function of the site, the theme's static files and its strings. Two pages for
one path are an error that names both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from naba import urls
from naba.errors import Fault, FaultsFound
from naba.index import index
from naba.model import Picture
from naba.page import FileRef, Page, Turn
from naba.pictures import Rendition, renditions, shapes
from naba.plan.articles import article_pages
from naba.plan.cards import card_pages
from naba.plan.desk import Desk
from naba.plan.feeds import feed_pages
from naba.plan.listings import listing_pages, not_found, overview_pages
from naba.plan.redirects import redirect_pages
from naba.plan.sitemaps import crawler_pages, sitemap_pages
from naba.site import Site
from naba.views import doors

# Says to Naba that a folder is an output folder, whose other files it may delete.
MARKER = ".naba"

Strings = Mapping[str, Mapping[str, str]]


def plan(site: Site, static: Mapping[str, FileRef], strings: Strings) -> dict[str, Page]:
    """All pages, by path.

    ``static`` are the files to copy by output path; ``strings`` the views' strings by edition.
    Raises ``FaultsFound`` where two pages would have one path.
    """
    pages: dict[str, Page] = {}
    faults: list[Fault] = []
    for page in _all(site, static, strings):
        first = pages.setdefault(page.path, page)
        if first is not page:
            fact = f"{page.of} and {first.of} have one address, `{_address(page)}`"
            faults.append(_clash(site, page, first, fact))
    faults += _files_in_folders(site, pages)
    if faults:
        raise FaultsFound(faults)
    return pages


def _all(site: Site, static: Mapping[str, FileRef], strings: Strings) -> Iterator[Page]:
    for path, ref in static.items():
        yield Page(path, "copy", Turn.FILES, f"the static file `{ref.file}`", file=ref)
    yield from _pictures(site)
    indexes = index(site)
    desks = [Desk(site, e, indexes, strings[e.lang]) for e in site.config.editions]
    for desk in desks:
        yield from article_pages(desk)
        yield from card_pages(desk)
        yield from listing_pages(desk)
        yield from overview_pages(desk)
        yield from feed_pages(desk)
        yield from sitemap_pages(desk)
        yield from redirect_pages(desk)
    yield from _whole_site(desks)


def _pictures(site: Site) -> Iterator[Page]:
    """The renditions of the pictures that published stories show, and of no other."""
    shown: dict[str, Picture] = {}
    leading: dict[tuple[str, str], Picture] = {}
    for texts in site.stories.values():
        for entry in texts.values():
            more = entry.more
            if more.canceled or not (more.pictures or more.image):
                continue
            shown.update({each.file: each for each in more.pictures})
            if more.image:
                shown[more.image.picture.file] = more.image.picture
                if not entry.is_page:
                    leading[more.image.picture.file, more.image.focus] = more.image.picture
    for _, picture in sorted(shown.items()):
        yield from _files(picture, renditions(picture))
    for (_, focus), picture in sorted(leading.items()):
        yield from _files(picture, (each for each in shapes(picture, focus) if each.focus))


def _files(picture: Picture, made: Iterable[Rendition]) -> Iterator[Page]:
    ref = FileRef("content", picture.file, picture.digest)
    for each in made:
        path, of = urls.file_of(each.url), f"the picture `{picture.file}`"
        yield Page(path, "picture", Turn.FILES, of, args=(each,), file=ref)


def _whole_site(desks: list[Desk]) -> Iterator[Page]:
    """What stands outside the editions. It is rendered in the first edition's language."""
    first = desks[0]
    yield first.page(urls.GATEWAY, "the gateway", "pages/gateway.html", doors.gateway)
    yield not_found(first, urls.NOT_FOUND)
    yield from crawler_pages(desks)
    yield Page(MARKER, "marker", Turn.MARK, "the mark of an output folder")


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
    folders = {path.rpartition("/")[0] for path in pages}
    above = set(folders)
    while above:  # every folder's own folders, each once
        above = {folder.rpartition("/")[0] for folder in above} - folders
        folders |= above
    for folder in sorted(folders & pages.keys()):
        other = pages[folder]
        for path, page in pages.items():
            if path.startswith(f"{folder}/"):
                fact = f"{page.of} would stand below {other.of}, which is the file `/{other.path}`"
                yield _clash(site, page, other, fact)
