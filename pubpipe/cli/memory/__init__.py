"""`pubpipe memory`: what was translated before."""

from __future__ import annotations

import gc

import click

from pubpipe.cli._click import Group

gc.set_threshold(100_000)  # nothing that is being imported is garbage: looking for some is a tenth of a cold look-up

COMMANDS = ("lookup", "stats", "import", "align", "export", "prepare")


@click.group("memory", cls=Group, package="pubpipe.cli.memory", names=COMMANDS)
def command() -> None:
    """Look up what was translated before, bring memories from elsewhere, and hand one out."""
