"""``check``: tell all that is wrong or doubtful."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from naba.build import Settings
from naba.commands.shared import DRAFTS, JOBS, NOW, SITE, faults_told, moment, takes
from naba.report import as_json, told
from naba.site import Clock
from naba.source import Project
from naba.work import processors


@click.command()
@takes(SITE, NOW, DRAFTS, JOBS)
@click.option("--strict", is_flag=True, help="Let warnings fail the check.")
@click.option("--json", "machine", is_flag=True, help="Report in JSON.")
def check(
    site: Path, now: str | None, drafts: bool, jobs: int | None, strict: bool, machine: bool
) -> None:
    """Tell all that is wrong or doubtful, and write nothing."""
    from naba.check import check as look

    settings = Settings(Clock(moment(now, site), drafts), None, jobs or processors())
    with faults_told(machine):
        problems = look(Project.at(site, None), settings)
    failed = any(strict or not problem.warning for problem in problems)
    if machine:
        click.echo(as_json(None, problems, ok=not failed))
    else:
        told(problems, sys.stderr)
    sys.exit(1 if failed else 0)
