"""`pubpipe glossary export`."""

from __future__ import annotations

from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import finish
from pubpipe.cli.glossary._options import glossary_file


@click.command("export", cls=Command)
@click.argument("output", type=click.Path(path_type=Path))
@click.option(
    "--format", default="", help="csv, xlsx, tbx, tbx-dct, tbx-v2, omegat or weblate; by the suffix otherwise."
)
@glossary_file
def command(output: Path, format: str, file: Path | None) -> int:
    """Write the project's glossary for another tool: CSV, XLSX, TBX, OmegaT's or Weblate's.

    TBX, XLSX and CSV hold everything and come back the same. OmegaT reads its own glossaries (.utf8) and tbx-v2.
    """
    from pubpipe.project import export_glossary

    return finish([export_glossary(file, output, format)])
