"""What commands print: a line for each thing done, errors named, and the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

import click

from pubpipe.cli._click import print_error

if TYPE_CHECKING:
    from pubpipe.project import Done

Item = TypeVar("Item")


def say(sentence: str) -> None:
    """Tell how far things are, on stderr."""
    click.echo(sentence, err=True)


def finish(done: Iterable[Done]) -> int:
    """Print what was done and what failed; 0, or the gravest exit code among them."""
    code = 0
    for each in done:
        for line in each.lines:
            say(line)
        if each.error:
            print_error(str(each.error))
        code = max(code, each.code)
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


def columns(rows: Mapping[str, str]) -> str:
    """Two columns: a name and what it means."""
    width = max(map(len, rows), default=0)
    return "".join(f"{name.ljust(width)}  {meaning}\n" for name, meaning in rows.items())
