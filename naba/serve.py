"""The editor's server: builds, serves on this machine alone, rebuilds and reloads at every save."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path

import click
from livereload import Server

from naba.build import Settings
from naba.errors import ContentError, UsageError
from naba.report import Bar, summary, told
from naba.run import run_build
from naba.source import Project

WATCHED = ("content", "templates", "static", "site.yaml")


def serve(
    project: Project, settings: Callable[[], Settings], port: int, *, fresh: bool = False
) -> None:
    """Serves until it is interrupted. ``settings`` is asked at each build, for the clock goes on.

    A build that fails leaves the last good site standing and tells what is wrong. Raises
    ``UsageError`` if the site can't be built at all or the port is taken.
    """

    def rebuild() -> None:
        try:
            ran = run_build(project, settings(), Bar(quiet=True))
        except ContentError as error:
            told(error.problems, sys.stderr)
        except UsageError as error:
            click.echo(str(error), err=True)
        else:
            told(ran.report.warnings, sys.stderr)
            click.echo(summary(ran.report))

    if fresh:
        run_build(project, settings(), Bar(quiet=True), fresh=True)
    rebuild()
    Path(project.out).mkdir(parents=True, exist_ok=True)
    logging.getLogger("livereload").setLevel(logging.WARNING)
    server = Server()
    for folder in project.themes():
        for name in WATCHED:
            path = folder / name
            server.watch(f"{path}/**" if path.is_dir() else str(path), rebuild)
    click.echo(f"Look at it: http://127.0.0.1:{port}/ (Ctrl-C ends)")
    try:
        server.serve(host="127.0.0.1", port=port, root=project.out, debug=False)
    except OSError as error:
        raise UsageError(f"port {port}: {error.strerror}; name another with --port") from None
