"""The newspaper's folder and the theme's: what files there are, what bytes they hold.

Reads, and nothing else. Names are told in NFC with slashes, in one order on every machine.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.metadata
import itertools
import os
import sys
import unicodedata
import zoneinfo
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from naba import bidi, text
from naba.digest import digest, digest_bytes, shelf
from naba.errors import Problem, UsageError
from naba.model import Value

ENGINE = Path(__file__).parent
DEFAULT_THEME = ENGINE.parent
# Whose version can change a page's bytes.
LIBRARIES = (
    "babel", "hijridate", "jinja2", "markdown", "markupsafe", "msgspec", "nh3",
    "pillow", "pymdown-extensions", "pyyaml", "tzdata", "uharfbuzz",
)  # fmt: skip
# What a share card is made by, from its words to its bytes.
CARD_MODULES = (
    "bidi.py", "flow.py", "levels.py", "locale.py", "pictures.py", "renderers/card.py",
    "renderers/lettering.py", "renderers/picture.py", "renderers/template.py", "runs.py",
    "theme/code.py", "theme/environment.py", "theme/strings.py", "views/cards.py", "views/press.py",
)  # fmt: skip
CARD_LIBRARIES = ("babel", "jinja2", "markupsafe", "pillow", "uharfbuzz")

# So many nanoseconds can pass on a file system between a write and the next moment that its clock
# knows: Linux counts in steps of 1 to 10 ms. Two writes within one step leave the same stat.
TICK = 20_000_000


class FileStat(Value, frozen=True, array_like=True):
    """What the file system says of a file: enough to see that it is not the same any more.

    ``path`` is its name in NFC, ``spelled`` as the file system spells it if that is not the same
    (macOS decomposes).
    """

    path: str
    size: int
    mtime: int  # nanoseconds
    ctime: int  # nanoseconds; can't be set back by a program that restores mtime
    inode: int
    spelled: str = ""

    @property
    def disk(self) -> str:
        """The name by which the file is opened."""
        return self.spelled or self.path


class Project(Value, frozen=True):
    """Where a build reads and writes.

    ``theme`` is the folder of the default theme, ``state`` that of what is remembered.
    """

    root: str
    theme: str
    out: str
    state: str

    @classmethod
    def at(
        cls,
        site: Path,
        out: Path | None,
        theme: Path = DEFAULT_THEME,
        state: Path | None = None,
    ) -> Project:
        """The project in the folder ``site``. Raises ``UsageError`` for a folder that is none."""
        if not site.is_dir():
            raise UsageError(f"there is no folder {site}; name the one that holds site.yaml")
        root = site.resolve()
        folders = (root, theme.resolve(), out or root / "public", state or root / ".naba")
        return cls(*(str(folder.absolute()) for folder in folders))

    def themes(self) -> tuple[Path, ...]:
        """The folders whose templates and static files count, the winning one last."""
        return tuple(dict.fromkeys((Path(self.theme), Path(self.root))))

    def folder(self, name: str) -> Path:
        """The folder that a ``FileRef.root`` names: ``content``, or a theme's static folder."""
        return Path(self.root, "content") if name == "content" else Path(name)


# What hosts look for at a site's root, and what no editor would miss.
SERVED = frozenset([".well-known", ".htaccess", ".nojekyll", "_headers", "_redirects"])


class Part(Value, frozen=True):
    """One of so many parts of a folder, each of which somebody walks. Every file is in one.

    What stands on the second step, a month mostly, is in one part with all that is below it.
    """

    number: int = 0
    of: int = 1

    def has(self, path: str) -> bool:
        """Whether a file is in it, or what stands on the second step."""
        return self.of == 1 or shelf("/".join(path.split("/", 2)[:2]), self.of) == self.number


WHOLE = Part()


def walk(folder: Path, shown: str, part: Part = WHOLE) -> tuple[list[FileStat], list[Problem]]:
    """Every file below ``folder``, or of a part of it, by path.

    What begins with ``.`` or ``_`` is left out, but for what hosts look for (``SERVED``).

    A link that leads out of the folder, or to a folder, is a problem; ``shown`` is what the
    folder is called in it.
    """
    problems: list[Problem] = []
    found: list[FileStat] = []
    _walk(str(folder), "", _Walk(folder.resolve(), shown, found, problems, part))
    found.sort(key=lambda f: f.path)
    for first, second in itertools.pairwise(found):
        if first.path == second.path:
            fact = "there are two files of this name, whose accents are encoded in two ways"
            problems.append(Problem(f"{shown}/{second.path}", 0, 0, fact, "rename one of them"))
    return found, problems


class _Walk(NamedTuple):
    """A walk through the folder ``top``, and what has been found on it."""

    top: Path
    shown: str
    found: list[FileStat]
    problems: list[Problem]
    part: Part = WHOLE

    def tell(self, path: str, fact: str, remedy: str) -> None:
        """Tells of a problem."""
        self.problems.append(Problem(f"{self.shown}/{path}", 0, 0, fact, remedy))


def _walk(folder: str, prefix: str, walk: _Walk) -> None:
    divided = walk.part.of > 1 and prefix.count("/") < 2
    for entry in _entries(folder, prefix, walk):
        if not divided or _is_in(walk.part, entry, prefix):
            _find(entry, prefix, walk)


def _is_in(part: Part, entry: os.DirEntry[str], prefix: str) -> bool:
    """Whether an entry of the first or the second step is in a part, or some of what it holds."""
    is_first = not prefix and entry.is_dir()
    return is_first or part.has(unicodedata.normalize("NFC", prefix + entry.name))


def look(folder: Path, path: str, shown: str) -> tuple[list[FileStat], list[Problem]]:
    """What a walk would find at ``path`` and below it, by the same rules, and nothing else."""
    walk = _Walk(folder.resolve(), shown, [], [])
    place, prefix = str(folder), ""
    *above, last = path.split("/")
    for name in above:
        found = [e for e in _entries(place, prefix, walk) if _is_called(e, name)]
        if not found or found[0].is_symlink() or not found[0].is_dir():
            return [], walk.problems
        place, prefix = found[0].path, f"{prefix}{found[0].name}/"
    for entry in _entries(place, prefix, walk):
        if _is_called(entry, last):
            _find(entry, prefix, walk)
    return walk.found, walk.problems


def _is_called(entry: os.DirEntry[str], name: str) -> bool:
    return unicodedata.normalize("NFC", entry.name) == name


def _entries(folder: str, prefix: str, walk: _Walk) -> list[os.DirEntry[str]]:
    try:
        entries = list(os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        walk.tell(prefix, f"the folder can't be read ({error.strerror})", "mend its permissions")
        return []
    return [e for e in entries if not e.name.startswith((".", "_")) or e.name in SERVED]


def _find(entry: os.DirEntry[str], prefix: str, walk: _Walk) -> None:
    """Finds the file that an entry is, or all that are below it."""
    disk = prefix + entry.name
    path = disk if disk.isascii() else unicodedata.normalize("NFC", disk)
    if entry.is_symlink() and (astray := _astray(entry, walk.top)):
        walk.tell(path, f"the link leads {astray.format(walk.shown)}", "put the file itself here")
    elif entry.is_dir():
        _walk(entry.path, f"{disk}/", walk)
    elif wrong := _name_fault(path):
        name = "".join(sign if sign.isprintable() else "\ufffd" for sign in path)
        walk.tell(name, wrong, "rename it")
    elif entry.is_file():
        walk.found.append(stat_of(entry.stat(), path, disk))
    else:
        walk.tell(path, "it is not a file", "take it away")


def _astray(entry: os.DirEntry[str], top: Path) -> str | None:
    """Where a link leads, if not to a file below ``top``; ``{}`` is what that is called."""
    try:
        goal = Path(entry.path).resolve(strict=True)
    except (OSError, RuntimeError):
        return "nowhere"
    if not goal.is_relative_to(top):
        return "out of {}/"
    return None if goal.is_file() else "to a folder"


def _name_fault(path: str) -> str | None:
    """What is wrong with a file's name. Bytes that are no UTF-8 stand in it as surrogates."""
    if path.isascii() and path.isprintable():
        return None
    if any("\ud800" <= sign <= "\udfff" for sign in path):
        return "the file's name is not UTF-8"
    hidden = text.control_fault(path) or bidi.control_fault(path)
    return "the file's name holds a character that can't be seen" if hidden else None


def stat_of(stat: os.stat_result, path: str, disk: str = "") -> FileStat:
    """What is kept of a file's ``stat``."""
    spelled = "" if disk == path else disk
    return FileStat(path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino, spelled)


def read(path: str | Path) -> bytes:
    """A file's bytes. By system calls: Python's own files take half as long again."""
    handle = os.open(path, os.O_RDONLY)
    try:
        parts = []
        while part := os.read(handle, 1 << 16):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(handle)


@functools.cache
def engines() -> Mapping[str, str]:
    """For each way of rendering, the digest of all code that it runs through.

    Taken once: a process goes on with the code that it has loaded, whatever stands there now.

    That is Naba's own sources and the versions of what they call, so that nobody has to remember
    to bump a number. Pictures go through two modules and Pillow alone, share cards through a few:
    encoding a whole archive's anew because a listing changed would take hours.
    """
    own = {
        path.relative_to(ENGINE).as_posix(): digest_bytes(path.read_bytes())
        for path in sorted(ENGINE.rglob("*.py"))
    }
    versions = {name: importlib.metadata.version(name) for name in LIBRARIES}
    drawing = [own["pictures.py"], own["renderers/picture.py"], versions["pillow"]]
    cards = [[own[name] for name in CARD_MODULES], [versions[name] for name in CARD_LIBRARIES]]
    every = digest(own, versions, sys.version_info[:2], _zones())
    copying = digest(own["renderers/__init__.py"])
    return {
        "template": every,
        "picture": digest(drawing),
        "card": digest(cards),
        "copy": copying,
        "marker": copying,
    }


def _zones() -> str:
    """Which version of the time zones' rules the system has; "" if it has none of its own."""
    for folder in zoneinfo.TZPATH:
        for name in ("tzdata.zi", "+VERSION"):  # Linux; macOS and the BSDs
            with contextlib.suppress(OSError), Path(folder, name).open(encoding="utf-8") as rules:
                return rules.readline().strip()
    return ""
