"""Options that several glossary commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

glossary_file = click.option(
    "--glossary", "file", type=click.Path(path_type=Path), help="The glossary file; the project's otherwise."
)
STATUSES = ["proposed", "preferred", "admitted", "deprecated", "superseded", "forbidden", "provisional"]
KINDS = ["person", "place", "organisation"]

_FACTS = (
    click.option("--domain", help="The concept's domain."),
    click.option("--kind", type=click.Choice(KINDS), help="What a proper name names: it enters the name register."),
    click.option("--definition", help="The concept's definition."),
    click.option("--definition-source", help="Where the definition is from."),
    click.option("--first-mention", help="How a book first names it, such as {zh}（{en}，{acronym}）."),
    click.option("--scope", multiple=True, help="A book it is for, by id; all books otherwise; repeatable."),
    click.option("--required-context", multiple=True, help="A word that must stand near it; repeatable."),
    click.option("--excluded-context", multiple=True, help="A word beside which it is something else; repeatable."),
    click.option("--confusable-with", multiple=True, help="A concept it must not be confused with; repeatable."),
    click.option("--broader", multiple=True, help="A broader concept; repeatable."),
    click.option("--related", multiple=True, help="A concept to see also; repeatable."),
    click.option("--do-not-translate/--translate", default=None, help="Whether its English stays as it is."),
    click.option("--responsible", help="Who answers for the concept."),
    click.option("--authority", help="Who or what says so."),
    click.option("--url", help="Where that stands."),
    click.option("--part-of-speech", help="noun, verb …; a noun is none where it is used as a verb."),
    click.option("--type", help="acronym, short form, variant …"),
    click.option("--note", help="A note on the term, or on the concept where no term is named."),
    click.option("--reason", help="Why it is deprecated or forbidden."),
    click.option("--example", help="A sentence that has it."),
    click.option("--geography", help="Where it is used: CN, TW, US …"),
    click.option("--register", help="To whom it is spoken: formal, colloquial …"),
    click.option("--case-sensitive/--any-case", default=None, help="Whether its capitals count."),
    click.option("--exact-form/--any-form", default=None, help="Whether only this form counts, no plural."),
    click.option("--inflection", "inflections", multiple=True, help="Another form in which it counts; repeatable."),
    click.option("--blocker", "blockers", multiple=True, help="A longer word in which it does not count; repeatable."),
    click.option(
        "--anywhere/--with-its-source", default=None, help="Whether it is refused even where English lacks it."
    ),
    click.option("--valid-from", help="From which day it is right, as 2008-03-15."),
    click.option("--valid-to", help="To which day it is right, as 2008-03-14."),
    click.option("--pinyin", help="Its reading, where sorting would get it wrong."),
)


def facts(command: Callable[..., int]) -> Callable[..., int]:
    """What may be said of a concept or a term, each an option; one that is not given is None or ()."""
    for option in reversed(_FACTS):
        command = option(command)
    return command


def retiring(command: Callable[..., int]) -> Callable[..., int]:
    """What retiring a term needs to know: concept, term, successor, standing, reason, day."""
    options = (
        click.argument("concept"),
        click.argument("term"),
        click.option("--by", "successor", default="", help="The term that succeeds it; becomes preferred."),
        click.option(
            "--status",
            type=click.Choice(["superseded", "deprecated", "forbidden"]),
            default="superseded",
            show_default=True,
            help="What the retired term is from now on.",
        ),
        click.option("--reason", default="", help="Why it is retired."),
        click.option("--date", "day", default="", help="The last day it was right, as 2026-11-30."),
    )
    for option in reversed(options):
        command = option(command)
    return command
