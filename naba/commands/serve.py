"""``serve``: the editors' server."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from naba.build import Settings
from naba.commands.shared import DRAFTS, FRESH, JOBS, NOW, OUT, SITE, faults_told, moment, takes
from naba.site import Clock
from naba.source import Project
from naba.work import processors


@click.command()
@takes(SITE, OUT, NOW, DRAFTS, JOBS, FRESH)
@click.option("--port", type=click.IntRange(1, 65535), default=5500, show_default=True)
def serve(
    site: Path,
    out: Path | None,
    now: str | None,
    drafts: bool,
    jobs: int | None,
    fresh: bool,
    port: int,
) -> None:
    """Build, serve on this machine, and rebuild at every save."""
    from naba.serve import serve as run_server

    def settings() -> Settings:
        return Settings(Clock(moment(now, site), drafts), None, jobs or processors())

    gc.enable()  # this process lives long
    with faults_told():
        run_server(Project.at(site, out), settings, port, fresh=fresh)
