"""`pubpipe fill`: offers from what was translated before."""

from __future__ import annotations

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish


@click.command("fill", cls=Command)
@click.argument("books", nargs=-1, metavar="[BOOK]...")
def command(books: tuple[str, ...]) -> int:
    """Offer what was translated before to entries that are still empty.

    Exact matches come from all PO files of the project and from repeats. Only a match whose neighbours agree too enters
    as translated; every other is marked fuzzy, for a person to judge. Nothing a person wrote is changed.
    """
    from pubpipe import project

    return finish(project.fill(project.Project.find(), books))
