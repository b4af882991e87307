"""`pubpipe glossary suggest`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish
from pubpipe.cli.glossary._options import glossary_file


@click.command("suggest", cls=Command)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--least", type=click.IntRange(1), default=2, show_default=True, help="How often a term must stand.")
@click.option("--most", type=click.IntRange(1), default=50, show_default=True, help="How many of a sort are shown.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a glossary to be edited and imported.")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@glossary_file
def command(
    files: tuple[Path, ...], least: int, most: int, output: Path | None, as_json: bool, file: Path | None
) -> int:
    """Propose terms, names and acronyms that the glossary lacks, with how often and where they stand.

    From the project's chapters, or from FILES, sources or PO files. Chinese candidates are what the translations have
    in common, with the evidence; none is made for a Chinese person's name in pinyin.
    """
    from pubpipe.project import suggestions

    found = suggestions.suggested(files, file, least=least, most=most)
    if output:
        return finish([suggestions.write(found, output)])
    if as_json:
        click.echo(suggestions.as_json(found), nl=False)
        return 0
    for line in suggestions.told(found):
        click.echo(line)
    return 0
