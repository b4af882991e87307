"""`pubpipe extract`: text out of sources, for translators."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish, progress
from pubpipe.errors import Misused
from pubpipe.messages import _


@click.command("extract", cls=Command)
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="PO file to write, for one file outside a project."
)
@click.option(
    "--segmentation", type=click.Choice(["sentence", "paragraph"]), help="Cut into sentences or keep whole paragraphs."
)
def command(sources: tuple[Path, ...], output: Path | None, segmentation: str | None) -> int:
    """Create or update the PO files of all sources, or of the named ones.

    What is translated stays: changed sentences become fuzzy and show their previous text, moved ones keep their
    translation, vanished ones are kept as obsolete. With -o one file is extracted without a project.
    """
    from pubpipe import project

    if output:
        if len(sources) != 1:
            raise Misused(_("-o needs exactly one source"))
        return finish([project.extract_file(sources[0], output, segmentation or "sentence")])
    here = project.Project.find(segmentation=segmentation)
    return finish(progress(project.extract(here, sources), project.count_chapters(here, sources)))
