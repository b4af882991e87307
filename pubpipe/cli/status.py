"""`pubpipe status`: how far every chapter is."""

from __future__ import annotations

import click

from pubpipe.cli._click import Command


@click.command("status", cls=Command)
@click.argument("books", nargs=-1, metavar="[BOOK]...")
@click.option("--json", "as_json", is_flag=True, help="The same for machines.")
def command(books: tuple[str, ...], as_json: bool) -> int:
    """Show on one screen how far every chapter is and what blocks its release."""
    from pubpipe import project

    status = project.status(project.Project.find(), books)
    click.echo(status.json() if as_json else status.text(), nl=False)
    return 0
