"""`pubpipe check`: what is wrong with translations."""

from __future__ import annotations

import json
from pathlib import Path

import click

from pubpipe.cli._click import Command
from pubpipe.cli._report import JOBS, columns, finish, give, progress, say
from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.reports import FORMS


@click.command("check", cls=Command)
@click.argument("po", nargs=-1, type=click.Path(path_type=Path), metavar="[PO]...")
@click.option("--glossary", type=click.Path(path_type=Path), help="A glossary, for PO files outside a project.")
@click.option("--format", "form", type=click.Choice(FORMS), help="For people or for machines; text otherwise.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option(
    "--threshold",
    type=click.Choice(["neutral", "minor", "major", "critical"]),
    help="Severity from which findings make the exit code 1.",
)
@click.option("--all", "every", is_flag=True, help="Show neutral notes too, which text leaves out.")
@click.option("--fix", is_flag=True, help="Write what is certain into the PO files first; never into signed text.")
@click.option("--signed", is_flag=True, help="With --fix: signed text too; its signatures expire.")
@click.option(
    "--profile",
    type=click.Choice(["draft", "standard", "publisher", "strict"]),
    help="How strict; the setting's otherwise.",
)
@click.option(
    "--changed",
    is_flag=False,
    flag_value="HEAD",
    default="",
    metavar="[REVISION]",
    help="Only what has changed since a git revision; since the last commit if none is named.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    help="The --json of an earlier check; what it knows is not shown again.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write the report to this file; its suffix says the form."
)
@click.option(
    "--edition",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Hold a finished DOCX or EPUB, ours or anybody's, against an editor's checklist.",
)
@JOBS
@click.option("--list", "listing", is_flag=True, help="List the checks and what each asks.")
def command(
    po: tuple[Path, ...],
    glossary: Path | None,
    form: str | None,
    as_json: bool,
    threshold: str | None,
    every: bool,
    fix: bool,
    signed: bool,
    profile: str | None,
    changed: str,
    baseline: Path | None,
    output: Path | None,
    edition: Path | None,
    jobs: int,
    listing: bool,
) -> int:
    """Check translations: codes, numbers, terms, punctuation, what is missing.

    Checks all books of the project, or the named PO files, which need no project. The exit code is 1 if anything is
    found at or above the threshold.
    """
    from pubpipe import project, reports

    if edition:
        return _examine(edition, po, "json" if as_json else form or project.form_of(output), threshold, every, output)
    if listing and (as_json or form == "json"):
        click.echo(json.dumps(project.rules_on_offer(), ensure_ascii=False, indent=2))
        return 0
    if listing:
        click.echo(columns(project.checks_on_offer()), nl=False)
        return 0
    if fix and finish(project.fix(po, glossary, signed)):
        return 2
    form = "json" if as_json else form or project.form_of(output)
    checked = project.check(
        po, glossary, progress, profile=profile or "", changed=changed, baseline=baseline, jobs=jobs
    )
    for notice in checked.notices:
        say(notice)
    report = reports.findings(checked.report(), form, every or form != "text")
    give(report, output)
    return 1 if checked.at_or_above(threshold) else 0


def _examine(
    edition: Path, po: tuple[Path, ...], form: str, threshold: str | None, every: bool, output: Path | None
) -> int:
    """Hold a finished file against the checklist: 1 if a major assertion fails."""
    from pubpipe import project

    if po:
        raise Misused(_("--edition examines one file: name no PO files with it"))
    examined = project.examine_file(edition)
    report = examined.report(form, every)
    give(report, output)
    return 1 if examined.at_or_above(threshold) else 0
