"""What commands print: a line for each thing done, errors named, and the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from pubpipe.cli._click import print_error
from pubpipe.errors import Misused
from pubpipe.messages import _

if TYPE_CHECKING:
    from pubpipe.project import Done

Item = TypeVar("Item")


def say(sentence: str) -> None:
    """Tell how far things are, on stderr."""
    click.echo(sentence, err=True)


JOBS = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(0, 1000),
    default=0,
    metavar="N",
    help="Work on N files at once; 0: on as many as is worth while, at most one a processor.",
)
"""The option of every command that works on many files."""
STEPS = ("translation", "revision", "review", "proofreading", "final verification")
"""The steps of ISO 17100 somebody signs."""


def finish(done: Iterable[Done], files: int = 1) -> int:
    """Print what was done and what failed; 0, or the gravest exit code among them.

    Of many files there is a summary, and on a terminal a progress bar, behind which the rest is told.
    """
    code = failed = 0
    for each in list(progress(done, files)) if files > 1 and sys.stderr.isatty() else done:
        for line in each.lines:
            say(line)
        if each.error:
            print_error(str(each.error))
            failed += 1
        code = max(code, each.code)
    if files > 1:
        told = _("{count} files, {failed} failed") if failed else _("{count} files")
        say(told.format(count=files, failed=failed))
    return code


def made(done: Iterable[Done]) -> int:
    """Print the names of files made on stdout, everything else on stderr."""
    for each in done:
        finish([each])
        if each.made:
            click.echo(each.made.as_posix())
    return 0


def progress(items: Iterable[Item], length: int) -> Iterator[Item]:
    """Pass items on, with a progress bar on a terminal."""
    if not sys.stderr.isatty() or length < 2:
        yield from items
        return
    with click.progressbar(length=length, file=sys.stderr) as bar:
        for item in items:
            bar.update(1)
            yield item


def give(report: str | bytes, output: Path | None) -> None:
    """Print a report, or put it in a file. Raises Misused for a workbook without a file."""
    if output:
        from pubpipe.project import write_report

        write_report(output, report)
        say(_("{file}: written").format(file=output))
    elif isinstance(report, bytes):
        raise Misused(_("a workbook needs a file: -o FILE.xlsx"))
    else:
        click.echo(report, nl=False)


def columns(rows: Mapping[str, str]) -> str:
    """Two columns: a name and what it means."""
    width = max(map(len, rows), default=0)
    return "".join(f"{name.ljust(width)}  {meaning}\n" for name, meaning in rows.items())
