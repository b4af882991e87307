"""`pubpipe exchange export`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish


@click.command("export", cls=Command)
@click.argument("chapters", nargs=-1, type=click.Path(path_type=Path), metavar="[CHAPTER]...")
@click.option(
    "--format",
    "form",
    default="xliff",
    show_default=True,
    help="xliff (XLIFF 1.2), omegat (a project for OmegaT) or jobs (JSON Lines).",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="File for all, or folder for a file each."
)
@click.option("--by-sentence", is_flag=True, help="A unit a sentence, for tools that know no segments within units.")
@click.option("--copy-source", is_flag=True, help="The source where the target stands, for tools that want it.")
def command(chapters: tuple[Path, ...], form: str, output: Path, by_sentence: bool, copy_source: bool) -> int:
    """Write chapters for translators, with terms, notes, states and what is remembered.

    CHAPTER is a source or a PO file; all chapters are written without one. A project for OmegaT is a folder with
    chapters, memory and glossary; take it back by naming the folder.
    """
    from pubpipe import exchange, project

    options = exchange.Options(by_sentence, copy_source)
    return finish(project.export_work(project.Project.find(), chapters, output, form, options))
