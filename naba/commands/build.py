"""``build``: make the site."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from naba.build import BuildReport, Settings
from naba.commands.shared import (
    BASE_URL,
    DRAFTS,
    FRESH,
    JOBS,
    NOW,
    OUT,
    SITE,
    below_content,
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

if TYPE_CHECKING:
    from naba.cluster import Cluster


@click.command()
@takes(SITE, OUT, NOW, DRAFTS, JOBS, FRESH, BASE_URL)
@click.option(
    "--executor", "cluster", metavar="dask://HOST:PORT", help="A Dask cluster that helps instead."
)
@click.option(
    "--changed",
    multiple=True,
    type=Path,
    metavar="PATH",
    help="Only this file or folder has changed; nothing else is looked at. May stand again.",
)
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
    cluster: str | None,
    changed: tuple[Path, ...],
    strict: bool,
    machine: bool,
    quiet: bool,
) -> BuildReport:
    """Make the site (the default)."""
    base_url = checked_base_url(base_url)
    if cluster and jobs:
        raise click.UsageError(
            "--jobs counts helpers on this machine, and with --executor others help; "
            "leave one of the two out"
        )
    clock = Clock(moment(now, site), drafts)
    with faults_told(machine), _opened(cluster) as executor, Bar(quiet or machine) as bar:
        helpers = executor.jobs if executor else jobs or processors()
        named = below_content(site, changed) if changed else None
        settings = Settings(clock, base_url, helpers, strict, named)
        ran = run_build(Project.at(site, out), settings, bar, fresh=fresh, executor=executor)
    if ran.store_was_damaged:
        click.echo("The store was damaged or of another version; it was made anew.", err=True)
    if machine:
        click.echo(as_json(ran.report, ran.report.warnings))
        return ran.report
    told(ran.report.warnings, sys.stderr)
    if not quiet:
        click.echo(summary(ran.report))
        click.echo(f"The site is in {_near(ran.report.out)}")
        click.echo(weights(ran.report))
    return ran.report  # and not let go of here: see ``cli.run``


def _opened(cluster: str | None) -> contextlib.AbstractContextManager[Cluster | None]:
    if cluster is None:
        return contextlib.nullcontext()
    from naba.cluster import connected

    return connected(cluster)


def _near(path: str) -> str:
    """A path as one would type it from here."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path
