"""`pubpipe memory`: what was translated before."""

from __future__ import annotations

import click

from pubpipe.cli._click import Group

COMMANDS = ("lookup", "stats", "import", "align", "export", "prepare")


@click.group("memory", cls=Group, package="pubpipe.cli.memory", names=COMMANDS)
def command() -> None:
    """Look up what was translated before, bring memories from elsewhere, and hand one out."""
