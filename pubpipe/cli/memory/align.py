"""`pubpipe memory align`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import made


@click.command("align", cls=Command)
@click.argument("english", type=click.Path(path_type=Path), metavar="EN")
@click.argument("chinese", type=click.Path(path_type=Path), metavar="ZH")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The PO file; translations/zh_CN/imported of the project otherwise.",
)
@click.option(
    "--review", type=click.Path(path_type=Path), help="A listing of every pair and leftover: .csv, .tsv, .txt or .html."
)
@click.option("--glossary", type=click.Path(path_type=Path), help="A glossary file; the project's otherwise.")
@click.option(
    "--dictionary", type=click.Path(path_type=Path), help="A table of English and Chinese words (TSV, CSV) that helps."
)
@click.option("--vectors", is_flag=True, help="Compare meanings too; needs pip install pubpipe[align].")
def command(
    english: Path,
    chinese: Path,
    output: Path | None,
    review: Path | None,
    glossary: Path | None,
    dictionary: Path | None,
    vectors: bool,
) -> int:
    """Align an English original with its old Chinese edition, for fill to use.

    EN and ZH are files or folders of any kind pubpipe reads. Sentences that belong together become a PO file; where a
    pair is doubtful it is fuzzy and says why. What is left over on either side is named.
    """
    from pubpipe import project

    return made([project.align_files(project.Asked(english, chinese, output, review, glossary, dictionary, vectors))])
