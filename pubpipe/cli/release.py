"""`pubpipe release`: a book checked, built and described."""

from __future__ import annotations

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import JOBS, STEPS, made


@click.command("release", cls=Command)
@click.argument("book")
@JOBS
@click.option("--person", required=True, help="Who releases it.")
@click.option("--date", "day", help="When, as 2026-11-30; today otherwise.")
@click.option(
    "--signed",
    "steps",
    type=click.Choice(STEPS),
    multiple=True,
    help="Refuse unless every segment is signed for this step; may be repeated.",
)
def command(book: str, jobs: int, person: str, day: str | None, steps: tuple[str, ...]) -> int:
    """Check a book, build all its editions, and write the manifest beside them.

    The manifest says what the files are made from and who answers for it: sources, translations with their signatures,
    the glossary's version, findings open and waived, deliberate cuts, and the digest of every file.
    """
    from pubpipe import project

    return made(project.release(project.Project.find(), book, person, day, steps, jobs))
