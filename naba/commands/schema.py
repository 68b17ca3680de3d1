"""``schema``: the front matter's JSON Schema."""

from __future__ import annotations

import json

import click

from naba.fields import schema as story_schema


@click.command()
def schema() -> None:
    """Print the JSON Schema of a story's front matter, for editors' tools."""
    click.echo(json.dumps(story_schema(), ensure_ascii=False, indent=2))
