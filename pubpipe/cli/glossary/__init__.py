"""`pubpipe glossary`: the managed glossary."""

from __future__ import annotations

import click

from pubpipe.cli._click import Group

COMMANDS = (
    "list",
    "show",
    "add",
    "edit",
    "approve",
    "retire",
    "merge",
    "import",
    "export",
    "verify",
    "impact",
    "diff",
    "log",
    "why",
    "suggest",
)


@click.group("glossary", cls=Group, package="pubpipe.cli.glossary", names=COMMANDS)
def command() -> None:
    """Look up, add, change, approve, retire and verify terms, and see what a change does."""
