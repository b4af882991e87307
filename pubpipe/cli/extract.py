"""`pubpipe extract`: text out of sources, for translators."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import JOBS, finish
from pubpipe.errors import Misused
from pubpipe.messages import _


@click.command("extract", cls=Command)
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="PO file to write, or a folder for several, without a project.",
)
@click.option(
    "--segmentation", type=click.Choice(["sentence", "paragraph"]), help="Cut into sentences or keep whole paragraphs."
)
@JOBS
def command(sources: tuple[Path, ...], output: Path | None, segmentation: str | None, jobs: int) -> int:
    """Create or update the PO files of all sources, or of the named ones.

    What is translated stays: changed sentences become fuzzy and show their previous text, moved ones keep their
    translation, vanished ones are kept as obsolete. With -o files are extracted without a project. A source that
    cannot be read is named, and the others are done.
    """
    from pubpipe import project

    if output:
        if not sources:
            raise Misused(_("-o needs a source"))
        files = project.extract_files(sources, output, segmentation or "sentence", jobs)
        return finish(files, len(sources))
    here = project.Project.find(segmentation=segmentation)
    return finish(project.extract(here, sources, jobs), project.count_chapters(here, sources))
