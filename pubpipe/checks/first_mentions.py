"""The first mention of a term in an edition, which names it in both languages: 国际城市管理协会（ICMA）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pubpipe.checks import EDITION, MINOR, NEUTRAL, Context, check
from pubpipe.messages import _
from pubpipe.model import TARGET_LANGUAGE, Concept, Issue, Passage, Status
from pubpipe.text.scripts import han_count

if TYPE_CHECKING:
    from pubpipe.glossary import Glossary

_ACCEPTED = (Status.PREFERRED, Status.PROVISIONAL, Status.ADMITTED)
_RUNNING = ("paragraph", "item", "quote", "note", "box", "case", "summary", "objectives")


@check("terminology/acronym", id="ZH060", severity=MINOR, scope=EDITION)
def first_mentions(passages: Sequence[Passage], context: Context) -> Iterator[Issue]:
    """Where a term stands first in an edition, its acronym is given with the full name: 国际城市管理协会（ICMA）.

    Before that the acronym does not stand alone, and afterwards it is not explained again; a term whose glossary entry
    has a pattern for the first mention is written so there. Judged on the assembled book, which may write the brackets
    itself.
    """
    if context.glossary is None:
        return
    running = [each for each in passages if each.role in _RUNNING]
    whole = "\n".join(each.text for each in running)
    for concept in _worth_asking(context.glossary, whole):
        yield from _judged(concept, running)


def _worth_asking(glossary: Glossary, whole: str) -> Iterator[Concept]:
    """The concepts with an acronym that stands in the book, or with a pattern of their own and a name in the book.

    Most acronyms are looked for in the book's Latin words alone, each once.
    """
    from pubpipe.glossary import acronym

    latin = " ".join({*whole.encode("ascii", "replace").decode().replace("?", " ").split()})
    for concept in glossary.concepts:
        short = acronym(concept)
        used = short and short in (latin if short.isalnum() and short.isascii() else whole)
        named = concept.first_mention and any(form in whole for form in _names(concept))
        if not concept.do_not_translate and (used or named):
            yield concept


def _judged(concept: Concept, running: Sequence[Passage]) -> Iterator[Issue]:
    from pubpipe.glossary import acronym, first_mention

    short, names, wanted = acronym(concept), _names(concept), first_mention(concept)
    if not names:
        return
    full = "|".join(map(re.escape, names))
    explaining = re.compile(rf"(?:{full})[”》]?[（(](?P<within>[^（）()]*)[）)]")
    alone = re.compile(rf"(?<![\w./-]){re.escape(short)}(?![\w./-])", re.ASCII) if short else None
    introduced: Passage | None = None
    told = False
    for passage in running:
        if not (short and short in passage.text) and not any(name in passage.text for name in names):
            continue
        explained = explaining.search(passage.text)
        introducing = bool(explained and _introduces(explained["within"], short, concept))
        if explained and introducing:
            if introduced is None:
                yield from _form(explained, passage, short, wanted if concept.first_mention else "")
            elif short and short in explained["within"]:
                same = introduced.part == passage.part
                message = _("{term} has been introduced before: {text}").format(term=explained[0], text=introduced.text)
                severity = None if same else NEUTRAL
                yield Issue(message, explained.span(), names[0], concept.id, severity, passage=passage)
            introduced = introduced or passage
        if introduced is not None or told:
            continue
        used = alone.search(passage.text) if alone else None
        named = re.search(full, passage.text) if concept.first_mention else None
        if used and not re.match(rf"[（(][^（）()]*(?:{full})", passage.text[used.end() :]):
            told = True
            message = _("{acronym} stands here before {form} introduces it").format(acronym=short, form=wanted)
            yield Issue(message, used.span(), wanted, concept.id, passage=passage)
        elif used:
            told = True
            message = _("the full name stands first, the acronym in brackets: {form}").format(form=wanted)
            yield Issue(message, used.span(), wanted, concept.id, passage=passage)
        elif named:
            told = True
            message = _("the first mention is written {form}").format(form=wanted)
            yield Issue(message, named.span(), wanted, concept.id, passage=passage)


def _introduces(within: str, short: str, concept: Concept) -> bool:
    """Whether brackets hold the acronym or an English name of the concept, and not only a reference."""
    if short and re.search(rf"(?<![A-Za-z]){re.escape(short)}(?![A-Za-z])", within):
        return True
    lowered = within.lower()
    return any(term.text.lower() in lowered for term in concept.designations("en", *_ACCEPTED))


def _form(explained: re.Match[str], passage: Passage, short: str, wanted: str) -> Iterator[Issue]:
    """Wrong brackets or commas in an introduction, or another form than the glossary's pattern."""
    written = explained[0]
    message = better = ""
    if wanted and wanted not in passage.text:
        message, better = _("the first mention is written {form}").format(form=wanted), wanted
    elif re.search(r"[(),]", written) and short:
        better = re.sub(r"\s?,\s?", "，", written).replace("(", "（").replace(")", "）")
        message = _("the first mention is written {form}").format(form=better)
    if message:
        yield Issue(message, explained.span(), better, passage=passage)


def _names(concept: Concept) -> list[str]:
    """The Chinese names of a concept, the longest first."""
    accepted = concept.designations(TARGET_LANGUAGE, *_ACCEPTED)
    return sorted((term.text for term in accepted if han_count(term.text)), key=len, reverse=True)
