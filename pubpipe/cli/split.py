"""`pubpipe split`: one place of a repeated sentence gets a translation of its own."""

from __future__ import annotations

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish


@click.command("split", cls=Command)
@click.argument("place")
def command(place: str) -> int:
    """Give one place of a repeated sentence an entry of its own.

    PLACE is written as in the PO file's #: line: book/chapter.docx:2.1/p3.
    """
    from pubpipe import project

    return finish([project.split(project.Project.find(), place)])
