"""Options that several glossary commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

glossary_file = click.option(
    "--glossary", "file", type=click.Path(path_type=Path), help="The glossary file; the project's otherwise."
)
STATUSES = ["proposed", "preferred", "admitted", "deprecated", "superseded", "forbidden", "provisional"]


def retiring(command: Callable[..., int]) -> Callable[..., int]:
    """What retiring a term needs to know: concept, term, successor, standing, reason, day."""
    options = (
        click.argument("concept"),
        click.argument("term"),
        click.option("--by", "successor", default="", help="The term that succeeds it; becomes preferred."),
        click.option(
            "--status",
            type=click.Choice(["superseded", "deprecated", "forbidden"]),
            default="superseded",
            show_default=True,
            help="What the retired term is from now on.",
        ),
        click.option("--reason", default="", help="Why it is retired."),
        click.option("--date", "day", default="", help="The last day it was right, as 2026-11-30."),
    )
    for option in reversed(options):
        command = option(command)
    return command
