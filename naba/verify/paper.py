"""The copy of a newspaper that edits are tried on: what is in it, and its moment."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from naba.build import Settings
from naba.config import SITE
from naba.filing import filed_under
from naba.frontmatter import load
from naba.run import SOURCES
from naba.site import Clock
from naba.source import Project

PICTURES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}


class Paper:
    """A newspaper in a folder of its own. Files are named by their path from there."""

    def __init__(self, project: Project, root: Path, settings: Settings) -> None:
        """Copies the project's newspaper to the new folder ``root``."""
        self.root, self.theme = root, Path(project.theme)
        self.base_url, self.strict = settings.base_url, settings.strict
        self.now: datetime = settings.clock.now
        self.drafts: bool = settings.clock.drafts
        self.jobs = settings.jobs
        root.mkdir(parents=True)
        shutil.copy(Path(project.root, SITE), root)
        for name in SOURCES:
            folder = Path(project.root, name)
            if folder.is_dir():
                shutil.copytree(folder, root / name, copy_function=_copied, symlinks=True)

    def project(self) -> Project:
        return Project.at(self.root, None, self.theme)

    def settings(self) -> Settings:
        return Settings(Clock(self.now, self.drafts), self.base_url, self.jobs, self.strict)

    # What is there

    def below(self, path: str) -> list[str]:
        """The file at ``path``, or all files in the folder that is there, in one order."""
        place = self.root / path
        if place.is_dir() and not place.is_symlink():
            return sorted(
                Path(top, name).relative_to(self.root).as_posix()
                for top, _, names in os.walk(place)
                for name in names
            )
        return [path] if place.is_file() else []

    def read(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def text(self, path: str) -> str:
        return self.read(path).decode("utf-8-sig", "replace")

    def data(self, path: str) -> dict[str, Any]:
        """What a YAML file of the newspaper holds; nothing if it can't be read."""
        read, _ = load(self.text(path), path) if self.below(path) else ({}, ())
        return read if isinstance(read, dict) else {}

    def langs(self) -> list[str]:
        editions = self.data(SITE).get("editions", ())
        return [str(each.get("lang")) for each in editions if isinstance(each, dict)]

    def sections(self) -> list[str]:
        sections = self.data(SITE).get("sections", ())
        return [str(each.get("id")) for each in sections if isinstance(each, dict)]

    def stories(self) -> dict[str, dict[str, str]]:
        """The file of each text, by story (its folder below ``content/``) and language."""
        found: dict[str, dict[str, str]] = {}
        langs = self.langs()
        for path in self.below("content"):
            filed = filed_under(path.removeprefix("content/"), langs)
            if filed:
                found.setdefault(filed[0], {})[filed[1]] = path
        return dict(sorted(found.items()))

    def texts(self) -> list[str]:
        """The files of all texts."""
        return [path for texts in self.stories().values() for path in texts.values()]

    def pictures(self) -> list[str]:
        return [p for p in self.below("content") if Path(p).suffix.lower() in PICTURES]

    def themed(self, folder: str) -> dict[str, bytes]:
        """The theme's files below ``templates`` or ``static``, the newspaper's own first."""
        found: dict[str, bytes] = {}
        for top in (self.theme, self.root):
            for place in sorted((top / folder).rglob("*")):
                if place.is_file():
                    found[place.relative_to(top).as_posix()] = place.read_bytes()
        return dict(sorted(found.items()))

    # What is done to it

    def write(self, path: str, body: bytes | None) -> None:
        """Makes, replaces or deletes what is at ``path``."""
        place = self.root / path
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        elif body is None or path.endswith("/") or (place.exists() and place.stat().st_nlink > 1):
            place.unlink(missing_ok=True)  # what has many names is the user's own file
        if body is None:
            return
        folder = place if path.endswith("/") else place.parent
        for above in _above(folder, self.root):
            if above.is_symlink() or above.is_file():
                above.unlink()
        folder.mkdir(parents=True, exist_ok=True)
        if folder is not place:
            place.write_bytes(body)


def _above(folder: Path, root: Path) -> Iterator[Path]:
    """The folder and those it lies in, up to ``root``."""
    while folder != root:
        yield folder
        folder = folder.parent


def _copied(one: str, other: str) -> None:
    """A copy; of a picture another name, where the disk can give one: they are large."""
    if Path(one).suffix.lower() in PICTURES:
        try:
            os.link(one, other)
            return
        except OSError:
            pass
    shutil.copy2(one, other)
