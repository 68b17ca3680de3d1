"""``why``: why a page was or would be rendered."""

from __future__ import annotations

from pathlib import Path

import click

from naba.build import Settings
from naba.commands.shared import (
    BASE_URL,
    DRAFTS,
    JOBS,
    NOW,
    OUT,
    SITE,
    checked_base_url,
    faults_told,
    moment,
    takes,
)
from naba.site import Clock
from naba.source import Project
from naba.work import processors


@click.command()
@click.argument("page", metavar="PATH|URL")
@takes(SITE, OUT, NOW, DRAFTS, JOBS, BASE_URL)
def why(
    page: str,
    site: Path,
    out: Path | None,
    now: str | None,
    drafts: bool,
    jobs: int | None,
    base_url: str | None,
) -> None:
    """Tell why a page was or would be rendered; write nothing."""
    from naba.why import why as answer

    base_url = checked_base_url(base_url)
    settings = Settings(Clock(moment(now, site), drafts), base_url, jobs or processors())
    with faults_told():
        click.echo(answer(Project.at(site, out), settings, page))
