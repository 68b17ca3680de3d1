"""The editor's server: builds, serves on this machine alone, rebuilds and reloads at every save."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

import click
from livereload import Server
from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher
from msgspec.structs import replace
from tornado.ioloop import IOLoop
from watchfiles import Change, watch

from naba.build import Settings
from naba.config import SITE
from naba.errors import ContentError, UsageError
from naba.loading import load_config
from naba.report import Bar, summary, told
from naba.run import SOURCES, run_build
from naba.source import Project

# In milliseconds: a save is told after so long a pause, for files that are saved together; and
# after so long at most, however many there are.
_PAUSE, _AT_MOST = 5, 1000
_POLL = 1000  # in milliseconds: how often all files are looked at where the system tells of none
# In seconds: when the system's watch has surely begun, and nothing escapes it any more.
_SETTLED = 2.0

Saved = frozenset[Path] | None  # which files were saved; ``None`` if that is not known
Among = Callable[[Change, str], bool]


class _Quiet(Server):  # type: ignore[misc]
    """Says nothing of its own: what an editor should see is what the builds say."""

    def _setup_logging(self) -> None:
        logging.getLogger("livereload").setLevel(logging.WARNING)


class _Watcher(Watcher):  # type: ignore[misc]
    """Hears of saves from the system, at once; livereload's own looks at all files every second.

    What is built is built in the server's thread, one thing after the other.
    """

    def __init__(self, project: Project, rebuild: Callable[[Saved], bool]) -> None:
        """``rebuild`` tells whether a page is another now."""
        super().__init__()
        self._rebuild, self._tops = rebuild, project.themes()
        self._followed: set[Path] = set()
        self._places = frozenset(top / name for top in self._tops for name in (*SOURCES, SITE))

    def start(self, callback: Callable[[], None]) -> bool:
        """The server calls it when it has begun; what it would have called back is never needed."""
        self._loop = IOLoop.current()
        self._follow_folders()
        self._begin(self._tops, self._is_named, deep=False)
        self._loop.call_later(_SETTLED, self._saved, None)
        return True

    def _follow_folders(self) -> None:
        """Follows the folders that are there now, and not yet followed."""
        there = {place for place in self._places if place.is_dir()}
        for folder in there - self._followed:
            self._begin([folder], None, deep=True)
        self._followed = there

    def _is_named(self, _: Change, path: str) -> bool:
        """Whether it is ``site.yaml`` or one of the folders."""
        return Path(path) in self._places

    def _begin(self, folders: Iterable[Path], among: Among | None, *, deep: bool) -> None:
        """Tells the server's thread of saves, from a thread that waits for them for ever."""

        def follow(polling: bool | None = None) -> None:
            for changes in watch(
                *folders,
                watch_filter=among,
                debounce=_AT_MOST,
                step=_PAUSE,
                recursive=deep,
                force_polling=polling,
                poll_delay_ms=_POLL,
                raise_interrupt=False,
            ):
                saved = frozenset(Path(path) for _, path in changes)
                self._loop.add_callback(self._saved, saved)

        def follow_somehow() -> None:
            try:
                follow()
            except OSError:  # the system follows so many folders and no more
                follow(polling=True)

        threading.Thread(target=follow_somehow, daemon=True).start()

    def _saved(self, files: Saved) -> None:
        if files is not None and not files.isdisjoint(self._places):
            self._follow_folders()
        if self._rebuild(files):
            LiveReloadHandler.reload_waiters()


def serve(
    project: Project, settings: Callable[[], Settings], port: int, *, fresh: bool = False
) -> None:
    """Serves until it is interrupted. ``settings`` is asked at each build, for the clock goes on.

    A build that fails leaves the last good site standing and tells what is wrong. Raises
    ``UsageError`` if the port is taken.
    """
    _build(project, settings(), fresh=fresh)
    Path(project.out).mkdir(parents=True, exist_ok=True)

    def rebuild(files: Saved) -> bool:
        changed = None if files is None else _in_content(project, files)
        return _build(project, replace(settings(), changed=changed), quiet=files is None)

    server = _Quiet(watcher=_Watcher(project, rebuild))
    click.echo(f"Look at it: http://127.0.0.1:{port}/ (Ctrl-C ends)")
    try:
        server.serve(host="127.0.0.1", port=port, root=project.out, debug=False)
    except OSError as error:
        raise UsageError(f"port {port}: {error.strerror}; name another with --port") from None


def _in_content(project: Project, files: Iterable[Path]) -> tuple[str, ...] | None:
    """The files below ``content/``; ``None`` if all of it is another. The rest is read anyway."""
    content = Path(project.root, "content")
    if content in files:
        return None
    below = (file for file in files if file.is_relative_to(content))
    return tuple(sorted(file.relative_to(content).as_posix() for file in below))


def _build(
    project: Project, settings: Settings, *, fresh: bool = False, quiet: bool = False
) -> bool:
    """Builds once and tells how it went; whether a page is another now.

    ``quiet`` is one that only looks whether there is something to build.
    """
    try:
        ran = run_build(project, _at_root(project, settings), Bar(quiet=True), fresh=fresh)
    except ContentError as error:
        told(error.problems, sys.stderr)
    except UsageError as error:
        click.echo(str(error), err=True)
    else:
        changed = bool(ran.report.written or ran.report.deleted)
        if changed or not quiet:
            told(ran.report.warnings, sys.stderr)
            click.echo(summary(ran.report))
        return changed
    return False


def _at_root(project: Project, settings: Settings) -> Settings:
    """The settings for a site that stands at the server's root, whatever path it will have later.

    Its host stays: what is in the folder then is what will be published, but for a path.
    """
    try:
        parts = urlsplit(load_config(project, None).base_url)
    except ContentError:
        return settings  # the build will tell
    if not parts.path:
        return settings
    return replace(settings, base_url=f"{parts.scheme}://{parts.netloc}")
