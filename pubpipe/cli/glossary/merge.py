"""`pubpipe glossary merge`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import say
from pubpipe.cli.glossary._options import glossary_file
from pubpipe.messages import _, ngettext


@click.command("merge", cls=Command)
@click.argument("other", type=click.Path(path_type=Path))
@glossary_file
def command(other: Path, file: Path | None) -> int:
    """Take another glossary's concepts and terms into this one.

    What both say otherwise is named, and what stood here stays; a second preferred term comes in as proposed. The exit
    code is 1 if there is any such conflict.
    """
    from pubpipe.project import terms

    path, conflicts, count = terms.take_in(file, other)
    for each in conflicts:
        told = _("{concept}: {what}: kept {kept}, not {left}")
        click.echo(told.format(concept=each.concept, what=_(each.what), kept=each.kept, left=each.left))
    told = ngettext("{file}: {count} concept more", "{file}: {count} concepts more", count)
    say(told.format(file=path.as_posix(), count=count))
    return 1 if conflicts else 0
