"""`pubpipe glossary retire`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish, say
from pubpipe.cli.glossary._options import glossary_file, retiring


@click.command("retire", cls=Command)
@retiring
@click.option("--reopen", is_flag=True, help="Make every sentence that becomes wrong fuzzy.")
@glossary_file
def command(
    concept: str, term: str, successor: str, status: str, reason: str, day: str, reopen: bool, file: Path | None
) -> int:
    """Retire a Chinese term of a concept, and prefer the one that succeeds it.

    Shows what becomes wrong and right in the translations, and reopens exactly what becomes wrong where that is asked.
    """
    from pubpipe.project import Project, terms

    how = terms.retiring(concept, term, status, reason, successor, day)
    before, after, path, new = terms.changed(file, concept, how)
    project = Project.find()
    found = terms.impact(project, before, after)
    terms.write(path, new)
    for each in terms.told(found):
        click.echo(each)
    say(path.as_posix())
    return finish(terms.reopen(project, found.wrong)) if reopen else 0
