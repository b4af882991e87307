"""`pubpipe memory stats`."""

from __future__ import annotations

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import columns, finish


@click.command("stats", cls=Command)
def command() -> int:
    """Show how much the memory holds and where it is from."""
    from pubpipe.project import Done, Project
    from pubpipe.project.memory import ProjectMemory, sums

    with ProjectMemory(Project.find()) as memory:
        failed = finish([*(Done((note,)) for note in memory.notes), *map(Done.failed, memory.failures.values())])
        click.echo(columns(sums(memory)), nl=False)
    return failed
