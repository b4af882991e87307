"""`pubpipe memory lookup`."""

from __future__ import annotations

import click

from pubpipe.cli._click import Command


@click.command("lookup", cls=Command)
@click.argument("text")
@click.option("--threshold", type=click.IntRange(50, 100), default=70, help="The least similarity in percent.")
@click.option("--limit", type=click.IntRange(min=1), default=5, help="How many offers at most.")
@click.option("--role", default="", help="The role it has where it stands: heading, cell, caption …")
@click.option("--json", "as_json", is_flag=True, help="The same facts for machines.")
def command(text: str, threshold: int, limit: int, role: str, as_json: bool) -> int:
    """Show what is remembered of TEXT, the best first, and of its sentences and clauses where they were met apart.

    Codes are written as PO files write them: <b1>budget</b1>.
    """
    from pubpipe.project import _memory
    from pubpipe.project._project import Project

    found = _memory.lookup(Project.find(), text, role, threshold, limit)
    for note in found.notes:
        click.echo(note, err=True)
    click.echo(_memory.as_json(found) if as_json else "".join(_memory.lines(found)), nl=False)
    return 0
