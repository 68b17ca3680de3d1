"""The configuration and the theme, from their files. Only static files that changed are read."""

from __future__ import annotations

import functools
from pathlib import Path
from zoneinfo import ZoneInfo

from naba import source
from naba.config import PEOPLE, SITE, TAGS, read_config
from naba.content import decode
from naba.digest import digest_bytes
from naba.errors import ContentError, Problem
from naba.model import Config
from naba.page import FileRef
from naba.source import TICK, FileStat, Project
from naba.store import Known, Store
from naba.theme import Theme
from naba.theme.check import FONTS, ThemeFile, learnt, make_theme
from naba.urls import Base


class Reader:
    """Reads files' digests, by way of what the store knows; keeps what it learns."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.known = store.known_files()
        self.seen: dict[str, Known] = {}
        self.learnt = store.learnt()

    def digest(self, root: str, folder: Path, file: FileStat) -> str:
        """The digest of a file's bytes. A file as young as the last build is always read.

        A file system's clock ticks slower than a machine writes: a file could change within the
        tick in which it was read, and have the same stat before and after.
        """
        key = f"{root}/{file.path}"
        known = self.known.get(key)
        young = max(file.mtime, file.ctime) >= self.store.built_at - TICK
        if known is None or known.stat != file or young:
            known = Known(file, digest_bytes(source.read(f"{folder}/{file.disk}")))
        self.seen[key] = known
        return known.digest

    def keep(self, theme: Theme) -> None:
        """Tells the store what is known now; what is gone is forgotten."""
        if self.seen != self.known:
            self.store.keep_files(self.seen)
        now = learnt(theme)
        if now.keys() != self.learnt.keys():
            self.store.keep_learnt(now)


def load_config(project: Project, base_url: str | None) -> Config:
    """The configuration. Raises ``ContentError``."""
    root = Path(project.root)
    files = {name: root / name for name in (SITE, TAGS, PEOPLE)}
    return _config(tuple((n, source.read(p)) for n, p in files.items() if p.is_file()), base_url)


# An editors' server asks twice at every save.
@functools.lru_cache(maxsize=4)
def _config(files: tuple[tuple[str, bytes], ...], base_url: str | None) -> Config:
    return read_config(dict(files), base_url)


def time_zone(site: Path) -> ZoneInfo:
    """The zone of the newspaper in the folder ``site``; UTC where ``site.yaml`` tells none."""
    file = site / SITE
    try:
        return ZoneInfo(read_config({SITE: source.read(file)} if file.is_file() else {}).timezone)
    except ContentError:  # the build will tell what is wrong
        return ZoneInfo("UTC")


def load_theme(
    project: Project, config: Config, reader: Reader
) -> tuple[Theme, dict[str, FileRef]]:
    """The theme, and its static files by output path. Raises ``ContentError``."""
    templates: dict[str, list[ThemeFile]] = {}
    static: dict[str, FileRef] = {}
    fonts: dict[str, bytes] = {}
    problems: list[Problem] = []
    for folder in project.themes():
        files, found = source.walk(folder / "templates", "templates")
        problems += found
        for file in files:
            if file.path.startswith(FONTS):
                fonts[file.path] = source.read(folder / "templates" / file.disk)
                continue
            name = _shown(project, folder, f"templates/{file.path}")
            text, problem = decode(source.read(folder / "templates" / file.disk), name)
            problems += [problem] if problem else []
            templates.setdefault(file.path, []).append(ThemeFile(name, text))
        files, found = source.walk(folder / "static", "static")
        problems += found
        root = folder / "static"
        for file in files:
            static[file.path] = FileRef(str(root), file.disk, reader.digest(str(root), root, file))
    if problems:
        raise ContentError(problems)
    assets = {path: ref.digest for path, ref in static.items()}
    root_ = Base(config.base_url).root
    theme = make_theme(templates, assets, config.editions, root_, fonts, reader.learnt)
    return theme, static


def _shown(project: Project, folder: Path, file: str) -> str:
    """A theme file's name: from the site's folder if it is there, else the whole path."""
    return file if str(folder) == project.root else str(folder / file)
