"""What commands share. Here, and only here, the clock and the environment are read."""

from __future__ import annotations

import contextlib
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from naba.config import base_url_fault
from naba.dates import parse_moment
from naba.errors import ContentError, UsageError
from naba.loading import time_zone
from naba.report import as_json, told

Command = TypeVar("Command", bound=Callable[..., Any])

SITE = click.option("--site", type=Path, default=Path(), help="The newspaper's folder.")
OUT = click.option("--out", type=Path, help="Where the site goes; else its folder's public/.")
NOW = click.option("--now", metavar="TIME", help="Build as if it were this moment.")
DRAFTS = click.option("--drafts", is_flag=True, help="Show drafts too.")
JOBS = click.option("--jobs", type=click.IntRange(1), help="How many processes help.")
FRESH = click.option("--fresh", is_flag=True, help="Forget what earlier builds have stored.")
BASE_URL = click.option(
    "--base-url", metavar="URL", help="Where the site will stand, instead of site.yaml."
)


def takes(*options: Callable[[Any], Any]) -> Callable[[Command], Command]:
    """Gives a command these options, in this order."""

    def give(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return give


def checked_base_url(base_url: str | None) -> str | None:
    """``--base-url``, if it is an address."""
    if base_url and (fact := base_url_fault(base_url)):
        raise click.BadParameter(
            f"{fact}; write it as https://example.org", param_hint="--base-url"
        )
    return base_url


def below_content(site: Path, changed: Iterable[Path]) -> tuple[str, ...]:
    """Those of the ``changed`` paths that are below ``content/``, as paths from there.

    A path is taken from where the command runs, or from the newspaper's folder. The others are
    parts of the theme or settings, which every build reads. Raises ``UsageError`` for one that is
    not of the newspaper, or is all of it.
    """
    root = site.absolute()
    found: list[str] = []
    for path in changed:
        here, there = Path(os.path.normpath(path.absolute())), Path(os.path.normpath(root / path))
        place = here if here.is_relative_to(root) else there
        if not place.is_relative_to(root):
            raise UsageError(f"{path} is not in {site}; name a file of the newspaper")
        if place in (root, root / "content"):
            raise UsageError(f"{path} is all of the newspaper; leave --changed out")
        if place.is_relative_to(root / "content"):
            name = place.relative_to(root / "content").as_posix()
            found.append(unicodedata.normalize("NFC", name))
    return tuple(found)


def moment(now: str | None, site: Path) -> datetime:
    """The one moment: ``--now`` (in the site's zone), ``SOURCE_DATE_EPOCH`` or the clock."""
    if now is not None:
        try:
            return parse_moment(now, time_zone(site))
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


@contextlib.contextmanager
def faults_told(machine: bool = False) -> Iterator[None]:
    """Problems in the newspaper are told and end the run with 1, a wrong call with 2.

    A ``machine`` is told in JSON, on standard output.
    """
    try:
        yield
    except ContentError as error:
        if machine:
            click.echo(as_json(None, error.problems))
        else:
            told(error.problems, sys.stderr)
        sys.exit(1)
    except UsageError as error:
        if machine:
            click.echo(as_json(None, (), error=str(error)))
        else:
            click.echo(str(error), err=True)
        sys.exit(2)
