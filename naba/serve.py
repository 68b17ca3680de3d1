"""The editor's server: builds, serves on this machine alone, rebuilds and reloads at every save."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import click
import msgspec
from livereload import Server

from naba.build import Settings
from naba.errors import ContentError, UsageError
from naba.loading import load_config
from naba.report import Bar, summary, told
from naba.run import run_build
from naba.source import Project

WATCHED = ("content", "templates", "static", "site.yaml")


class _Quiet(Server):  # type: ignore[misc]
    """Says nothing of its own: what an editor should see is what the builds say."""

    def _setup_logging(self) -> None:
        logging.getLogger("livereload").setLevel(logging.WARNING)


def serve(
    project: Project, settings: Callable[[], Settings], port: int, *, fresh: bool = False
) -> None:
    """Serves until it is interrupted. ``settings`` is asked at each build, for the clock goes on.

    A build that fails leaves the last good site standing and tells what is wrong. Raises
    ``UsageError`` if the port is taken.
    """
    _build(project, settings(), fresh)
    Path(project.out).mkdir(parents=True, exist_ok=True)

    def rebuild() -> None:  # livereload tells a function that takes arguments what has changed
        _build(project, settings(), False)

    server = _Quiet()
    for folder in project.themes():
        for name in WATCHED if str(folder) == project.root else ("templates", "static"):
            path = folder / name
            server.watch(f"{path}/**" if path.is_dir() else str(path), rebuild)
    click.echo(f"Look at it: http://127.0.0.1:{port}/ (Ctrl-C ends)")
    try:
        server.serve(host="127.0.0.1", port=port, root=project.out, debug=False)
    except OSError as error:
        raise UsageError(f"port {port}: {error.strerror}; name another with --port") from None


def _build(project: Project, settings: Settings, fresh: bool) -> None:
    """Builds once and tells how it went."""
    try:
        ran = run_build(project, _at_root(project, settings), Bar(quiet=True), fresh=fresh)
    except ContentError as error:
        told(error.problems, sys.stderr)
    except UsageError as error:
        click.echo(str(error), err=True)
    else:
        told(ran.report.warnings, sys.stderr)
        click.echo(summary(ran.report))


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
    return msgspec.structs.replace(settings, base_url=f"{parts.scheme}://{parts.netloc}")
