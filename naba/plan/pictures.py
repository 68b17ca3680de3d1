"""The renditions of the pictures that published stories show, and of no other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from naba import urls
from naba.digest import shelf
from naba.model import Picture
from naba.page import FileRef, Page, Turn
from naba.pictures import MIDDLE, Rendition, renditions, shapes
from naba.plan.desk import Desk
from naba.plan.sheaf import Layout, Sheaf

# In so many sheaves pictures are planned, by their file's name.
ALBUMS = 64

Shown = dict[str, tuple[Picture, set[str]]]  # by file, and around which points it leads a story


def picture_sheaves(desk: Desk) -> Iterator[Sheaf]:
    """The albums. A picture belongs to no edition, and more than one story may show it."""
    albums: dict[int, list[tuple[Picture, list[str]]]] = defaultdict(list)
    for file, (picture, points) in sorted(_shown(desk).items()):
        albums[shelf(file, ALBUMS)].append((picture, sorted(points)))
    for number, shown in albums.items():
        yield desk.sheaf(f"pictures {number}", album, shown)


def _shown(desk: Desk) -> Shown:
    shown: Shown = {}
    for texts in desk.site.stories.values():
        for entry in texts.values():
            more = entry.more
            if more.canceled or not (more.pictures or more.image):
                continue
            for each in more.pictures:
                shown.setdefault(each.file, (each, set()))
            if image := more.image:
                _, points = shown.setdefault(image.picture.file, (image.picture, set()))
                if not entry.is_page:
                    points.add(image.focus or MIDDLE)
    return shown


def album(_: Layout, shown: Iterable[tuple[Picture, list[str]]]) -> Iterator[Page]:
    """Every rendition of some pictures, and those that lead stories in searchers' shapes."""
    for picture, points in shown:
        yield from _files(picture, renditions(picture))
        for focus in points:
            yield from _files(picture, (each for each in shapes(picture, focus) if each.focus))


def _files(picture: Picture, made: Iterable[Rendition]) -> Iterator[Page]:
    ref = FileRef("content", picture.file, picture.digest)
    for each in made:
        path, of = urls.file_of(each.url), f"the picture `{picture.file}`"
        yield Page(path, "picture", Turn.FILES, of, args=(each,), file=ref)
