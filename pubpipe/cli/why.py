"""`pubpipe why`: the reasons behind one entry."""

from __future__ import annotations

import click

from pubpipe.cli._click import Command


@click.command("why", cls=Command)
@click.argument("place")
@click.option("--json", "as_json", is_flag=True, help="The same facts for machines.")
def command(place: str, as_json: bool) -> int:
    """Say why an entry is as it is: what changed, what the memory offers and why not more, what the checks find.

    PLACE is written as in the PO file's #: line: book/chapter.docx:2.1/p3.
    """
    from pubpipe.project import Project, why

    reasons = why.why(Project.find(), place)
    for note in reasons.notes:
        click.echo(note, err=True)
    click.echo(why.as_json(reasons) if as_json else "\n".join(why.lines(reasons)) + "\n", nl=False)
    return 0
