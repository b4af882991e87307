"""`pubpipe memory prepare`."""

from __future__ import annotations

import click

from pubpipe.cli._click import Command
from pubpipe.errors import Misused
from pubpipe.messages import _


@click.command("prepare", cls=Command)
@click.argument("url", default="")
@click.option("--roles", is_flag=True, help="Print the SQL that makes a reader and a writer, and do nothing.")
def command(url: str, roles: bool) -> int:
    """Make the tables of an office's memory in PostgreSQL, or bring them to this version.

    The owner does this, once and after an update; translators need only be members of pubpipe_reader or pubpipe_writer.
    The address is memory.url of the project unless it is given; the password is read from ~/.pgpass or PGPASSWORD.
    """
    from pubpipe.memory.postgres import ROLES, prepare
    from pubpipe.memory.postgres.connecting import shown

    if roles:
        click.echo(ROLES, nl=False)
        return 0
    if not url:
        from pubpipe.project import Project

        url = Project.find().settings.memory.url
    if not url:
        raise Misused(_("say which memory: set memory.url, or give postgresql://host/database"))
    version = prepare(url)
    click.echo(_("{place}: prepared, version {version}").format(place=shown(url), version=version))
    return 0
