"""The command line. Here, and only here, the clock and the environment are read."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from naba import __version__
from naba.build import Settings
from naba.config import base_url_fault
from naba.dates import parse_moment
from naba.errors import ContentError, UsageError
from naba.fields import schema as story_schema
from naba.report import Bar, as_json, summary, told
from naba.run import run_build
from naba.site import Clock
from naba.source import Project
from naba.work import processors

Command = TypeVar("Command", bound=Callable[..., Any])


class _BuildFirst(click.Group):
    """A group whose command may be left out: then it is ``build``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        general = {"--help", "--version"}
        if not args or (args[0].startswith("-") and args[0] not in general):
            args = ["build", *args]
        return super().parse_args(ctx, args)


@click.group(cls=_BuildFirst, context_settings={"help_option_names": ["--help", "-h"]})
@click.version_option(__version__, prog_name="naba")
def main() -> None:
    """Naba makes a bilingual newspaper of a folder of Markdown."""


def _shared(command: Command) -> Command:
    """The options that ``build`` and ``serve`` have in common."""
    options = (
        click.option("--site", type=Path, default=Path(), help="The newspaper's folder."),
        click.option("--out", type=Path, help="Where the site goes; else its folder's public/."),
        click.option("--now", metavar="TIME", help="Build as if it were this moment."),
        click.option("--drafts", is_flag=True, help="Show drafts too."),
        click.option("--jobs", type=click.IntRange(1), help="How many processes help."),
        click.option("--fresh", is_flag=True, help="Forget what earlier builds have stored."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@main.command()
@_shared
@click.option("--base-url", metavar="URL", help="Where the site will stand, instead of site.yaml.")
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
    if base_url and (fact := base_url_fault(base_url)):
        raise click.BadParameter(
            f"{fact}; write it as https://example.org", param_hint="--base-url"
        )
    settings = Settings(Clock(_moment(now), drafts), base_url, jobs or processors(), strict)
    bar = Bar(quiet or machine)
    try:
        project = Project.at(site, out)
        ran = run_build(project, settings, bar, fresh=fresh)
    except ContentError as error:
        bar.stop()
        if machine:
            click.echo(as_json(None, error.problems))
        else:
            told(error.problems, sys.stderr)
        sys.exit(1)
    except UsageError as error:
        bar.stop()
        click.echo(str(error), err=True)
        sys.exit(2)
    bar.stop()
    if ran.store_was_damaged:
        click.echo("The store was damaged or of another version; it was made anew.", err=True)
    if machine:
        click.echo(as_json(ran.report, ran.report.warnings))
        return
    told(ran.report.warnings, sys.stderr)
    if not quiet:
        click.echo(summary(ran.report))
        click.echo(f"The site is in {_near(ran.report.out)}")


@main.command()
@_shared
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
        return Settings(Clock(_moment(now), drafts), None, jobs or processors())

    try:
        run_server(Project.at(site, out), settings, port, fresh=fresh)
    except UsageError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


@main.command()
def schema() -> None:
    """Print the JSON Schema of a story's front matter, for editors' tools."""
    click.echo(json.dumps(story_schema(), ensure_ascii=False, indent=2))


def _moment(now: str | None) -> datetime:
    """The build's one moment: ``--now``, else ``SOURCE_DATE_EPOCH``, else the clock."""
    if now is not None:
        try:
            return parse_moment(now, ZoneInfo("UTC"))
        except ValueError as error:
            raise click.BadParameter(
                f"{error}; write it as 2024-08-18T21:00+03:00", param_hint="--now"
            ) from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            raise click.BadParameter(
                f"`{epoch}` is not a number of seconds", param_hint="SOURCE_DATE_EPOCH"
            ) from None
    return datetime.now(UTC)


def _near(path: str) -> str:
    """A path as one would type it from here."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path
