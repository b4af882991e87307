"""`pubpipe quality`: how good a translation is by published measures, and who says so."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import give, say
from pubpipe.messages import _


@click.command("quality", cls=Command)
@click.argument("po", nargs=-1, type=click.Path(path_type=Path), metavar="[PO]...")
@click.option("--glossary", type=click.Path(path_type=Path), help="A glossary, for PO files outside a project.")
@click.option("--characters", type=click.IntRange(min=1), help="Layout characters of the printed book (版面字数).")
@click.option("--difficulty", type=click.FloatRange(0.5, 1), default=1.0, help="K of GB/T 19682.")
@click.option("--use", type=click.FloatRange(0.25, 1), default=1.0, help="CA of GB/T 19682; 1 for a publication.")
@click.option("--confirmed", type=click.Path(path_type=Path), help="A sheet somebody filled in: its errors count.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the sheet to confirm findings in (.xlsx).")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def command(
    po: tuple[Path, ...],
    glossary: Path | None,
    characters: int | None,
    difficulty: float,
    use: float,
    confirmed: Path | None,
    output: Path | None,
    as_json: bool,
) -> int:
    """Measure quality: errors per ten thousand characters, GB/T 19682, MQM.

    Figures made from findings of checks are estimates until a person has said of each finding whether it is an error:
    write the sheet with -o, fill in its first column, and read it back with --confirmed.
    """
    from pubpipe import project

    sheet = project.quality(po, glossary, characters=characters, difficulty=difficulty, use=use, confirmed=confirmed)
    if output and sheet.workbook:
        give(sheet.workbook, output)
    if sheet.unanswered:
        say(_("{count} findings without an answer: the figures are still estimates").format(count=sheet.unanswered))
    if as_json:
        rows = [asdict(each) for each in sheet.measures]
        click.echo(json.dumps({"confirmed": sheet.confirmed, "measures": rows}, ensure_ascii=False, indent=2))
        return 0
    said = _("confirmed by a person") if sheet.confirmed else _("an estimate from findings of checks")
    for each in sheet.measures:
        limit = _(" (limit {limit:g})").format(limit=each.limit) if each.limit else ""
        click.echo(f"{each.name}: {each.value:.2f}{limit}, {said}\n    {each.formula}\n    {each.inputs}")
    return 0
