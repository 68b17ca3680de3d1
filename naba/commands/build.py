"""``build``: make the site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from naba.build import Settings
from naba.commands.shared import (
    BASE_URL,
    DRAFTS,
    FRESH,
    JOBS,
    NOW,
    OUT,
    SITE,
    checked_base_url,
    faults_told,
    moment,
    takes,
)
from naba.report import Bar, as_json, summary, told, weights
from naba.run import run_build
from naba.site import Clock
from naba.source import Project
from naba.work import processors


@click.command()
@takes(SITE, OUT, NOW, DRAFTS, JOBS, FRESH, BASE_URL)
@click.option("--strict", is_flag=True, help="Let warnings fail the build.")
@click.option("--json", "machine", is_flag=True, help="Report in JSON.")
@click.option("--quiet", is_flag=True, help="Tell problems only.")
def build(
    site: Path,
    out: Path | None,
    now: str | None,
    drafts: bool,
    jobs: int | None,
    fresh: bool,
    base_url: str | None,
    strict: bool,
    machine: bool,
    quiet: bool,
) -> None:
    """Make the site (the default)."""
    base_url = checked_base_url(base_url)
    settings = Settings(Clock(moment(now, site), drafts), base_url, jobs or processors(), strict)
    with faults_told(machine), Bar(quiet or machine) as bar:
        ran = run_build(Project.at(site, out), settings, bar, fresh=fresh)
    if ran.store_was_damaged:
        click.echo("The store was damaged or of another version; it was made anew.", err=True)
    if machine:
        click.echo(as_json(ran.report, ran.report.warnings))
        return
    told(ran.report.warnings, sys.stderr)
    if not quiet:
        click.echo(summary(ran.report))
        click.echo(f"The site is in {_near(ran.report.out)}")
        click.echo(weights(ran.report))


def _near(path: str) -> str:
    """A path as one would type it from here."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path
