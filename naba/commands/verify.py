"""``verify``: prove on the newspaper itself that an incremental build is the clean one."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import click

from naba.build import Settings
from naba.commands.shared import (
    BASE_URL,
    DRAFTS,
    JOBS,
    NOW,
    SITE,
    checked_base_url,
    faults_told,
    moment,
    takes,
)
from naba.report import Bar
from naba.site import Clock
from naba.source import Project
from naba.work import processors


@click.command()
@takes(SITE, NOW, DRAFTS, JOBS, BASE_URL)
@click.option("--edits", type=click.IntRange(1), default=20, show_default=True, help="How many.")
@click.option("--seed", type=int, default=0, show_default=True, help="Which edits.")
def verify(
    site: Path,
    now: str | None,
    drafts: bool,
    jobs: int | None,
    base_url: str | None,
    edits: int,
    seed: int,
) -> None:
    """Edit a copy at random, and compare each build with a clean one."""
    from naba.verify import verify as tried

    gc.enable()  # this process builds again and again
    base_url = checked_base_url(base_url)
    settings = Settings(Clock(moment(now, site), drafts), base_url, jobs or processors())
    with faults_told(), Bar(quiet=False) as bar:
        verdict = tried(Project.at(site, None), settings, edits, seed, bar)
    click.echo(verdict.told())
    sys.exit(1 if verdict.failure else 0)
