"""The command line: the commands together."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

import click

from naba import __version__
from naba.commands.build import build
from naba.commands.check import check
from naba.commands.schema import schema
from naba.commands.serve import serve
from naba.commands.verify import verify
from naba.commands.why import why


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


def run(name: str) -> NoReturn:
    """Runs the command that the process was started with, and ends the process.

    At once: to let go of a hundred thousand stories one by one would take a second more, and to
    look through them for what nobody holds half a second. What a command returns stands in click's
    frame, which the exception holds.
    """
    gc.disable()
    try:
        main(prog_name=name)
    except SystemExit as end:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else int(end.code is not None))
    raise AssertionError("click ends with SystemExit")


for _command in (build, serve, check, why, verify, schema):
    main.add_command(_command)
