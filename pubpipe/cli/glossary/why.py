"""`pubpipe glossary why`."""

from __future__ import annotations

import click

from pubpipe.cli._click import Command


@click.command("why", cls=Command)
@click.argument("place")
def command(place: str) -> int:
    """Show every decision about terms at a place: what was taken for a term, what was not, and how the Chinese fares.

    PLACE is written as in the PO file's #: line: book/chapter.docx:2.1/p3.
    """
    from pubpipe.project import Project, terms

    for each in terms.why(Project.find(), place):
        click.echo(each)
    return 0
