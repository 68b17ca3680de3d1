"""The machine in general words: what matters to the figures, and nothing that tells which it is."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

_ROOM = 250_000  # bytes for an article in all the generators' forms, sources and pages


@dataclass(frozen=True)
class Machine:
    """``memory`` is in gigabytes; ``load`` is how many processes wanted to run beforehand."""

    system: str
    processors: int
    memory: int
    disk: str
    python: str
    load: float


def machine(work: Path) -> Machine:
    """The machine that runs this; everything is read and written in the folder ``work``."""
    return Machine(
        system=platform.system(),
        processors=processors(),
        memory=round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9),
        disk=_file_system(work.resolve()),
        python=platform.python_version(),
        load=os.getloadavg()[0],
    )


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))


def roomy(articles: int) -> str:
    """A folder for so many articles: in memory if there is plenty, else the system's."""
    memory = Path("/dev/shm")
    wanted = _ROOM * articles
    # Files there take memory away from what is measured.
    if os.access(memory, os.W_OK) and min(_free_memory(), shutil.disk_usage(memory).free) > (
        4 * wanted
    ):
        return str(memory)
    return tempfile.gettempdir()


def _free_memory() -> int:
    """What programs could still get, the file cache included."""
    for line in Path("/proc/meminfo").read_text().splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return 0


def _file_system(folder: Path) -> str:
    """The kind of file system that holds the folder: ``tmpfs``, ``ext4``."""
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text().splitlines()]
    over = [(len(place), kind) for place, kind in mounts if folder.is_relative_to(place)]
    return max(over)[1] if over else "unknown"
