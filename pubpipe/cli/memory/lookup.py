"""`pubpipe memory lookup`."""

from __future__ import annotations

import click

from pubpipe.cli._click import Command


@click.command("lookup", cls=Command)
@click.argument("text")
@click.option("--threshold", type=click.IntRange(50, 100), default=70, help="The least similarity in percent.")
@click.option("--limit", type=click.IntRange(min=1), default=5, help="How many offers at most.")
@click.option("--role", default="", help="Its role where it is no running text: heading, cell, caption …")
@click.option("--parts", is_flag=True, help="Also what is remembered of its sentences and clauses.")
@click.option("--json", "as_json", is_flag=True, help="The same facts for machines.")
def command(text: str, threshold: int, limit: int, role: str, parts: bool, as_json: bool) -> int:
    """Show what is remembered of TEXT, the best first.

    Codes are written as PO files write them: <b1>budget</b1>.
    """
    from pubpipe.project import Project, memory

    found = memory.lookup(Project.find(), text, role, threshold, limit, parts=parts)
    for note in found.notes:
        click.echo(note, err=True)
    click.echo(memory.as_json(found) if as_json else "".join(memory.lines(found)), nl=False)
    return 0
