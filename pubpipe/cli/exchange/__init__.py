"""`pubpipe exchange`: work that leaves for a translator's tool and comes back."""

from __future__ import annotations

import click

from pubpipe.cli._click import Group

COMMANDS = ("export", "import")


@click.group("exchange", cls=Group, package="pubpipe.cli.exchange", names=COMMANDS)
def command() -> None:
    """Send chapters to translators who work in other tools, and take back what they did."""
