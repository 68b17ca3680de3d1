"""The command line: the commands together."""

from __future__ import annotations

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


for _command in (build, serve, check, why, verify, schema):
    main.add_command(_command)
