"""What a machine may translate: the sentences nobody has, into entries that are empty, as fuzzy."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe.errors import PubpipeError, Refused
from pubpipe.messages import _
from pubpipe.model import Book, Chapter, State
from pubpipe.project._exchange import sheet
from pubpipe.project._extract import read_catalog, write_catalog
from pubpipe.project._project import Done, Project

if TYPE_CHECKING:
    from pubpipe.catalog import Job
    from pubpipe.engines import Journal, Outcome


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be sent now: the requests, as JSON, without what refused answers might still need."""

    requests: tuple[str, ...]
    sentences: int

    def told(self) -> str:
        """Its size, as a sentence."""
        return _("sentences: {sentences}, requests: {requests}, bytes: {bytes}; nothing was sent").format(
            sentences=self.sentences,
            requests=len(self.requests),
            bytes=sum(len(request.encode("utf-8", "replace")) for request in self.requests),
        )


def plan_engine(project: Project, books: Iterable[str], name: str) -> Plan:
    """What `fill_by_engine` would send first; what the journal knows already is not sent again."""
    from pubpipe.engines import engine, remaining

    machine, settings = engine(name), project.settings.engine
    requests, sentences = [], 0
    for book, chapter in _chapters(project, books):
        for tasks in remaining(_jobs(project, book, chapter), machine, name, settings, _journal(project, name)):
            requests.append(json.dumps(machine.request(tasks, settings), ensure_ascii=False, indent=1))
            sentences += len(tasks)
    return Plan(tuple(requests), sentences)


def fill_by_engine(project: Project, books: Iterable[str], name: str) -> Iterator[Done]:
    """Have a machine translate what is still empty; verified, as fuzzy, with what wrote it.

    What it cannot do soundly stays empty and is named. Where the engine cannot go on, what it did is kept, and the next
    run goes on there. The key is read from the environment variable the settings name.
    """
    from pubpipe.engines import engine, translate

    machine, settings = engine(name), project.settings.engine
    key = os.environ.get(settings.key_variable, "").strip()
    for book, chapter in _chapters(project, books):
        try:
            jobs = _jobs(project, book, chapter)
        except PubpipeError as error:
            yield Done.failed(error)
            continue
        outcomes: list[Outcome] = []
        stopped: Refused | None = None
        try:
            for outcome in translate(jobs, machine, name, settings, key, _journal(project, name)):
                outcomes.append(outcome)
        except Refused as error:
            stopped = error
        if outcomes:
            yield _entered(project, book, chapter, outcomes, f"machine: {name} {settings.model}")
        if stopped:
            yield Done.failed(stopped)
            return


def _entered(project: Project, book: Book, chapter: Chapter, outcomes: Sequence[Outcome], origin: str) -> Done:
    """The sound ones put into the PO file as it stands by now, the others named."""
    from pubpipe import exchange

    path = project.po(book, chapter)
    shown = project.shown(path)
    catalog = read_catalog(path, shown)
    if catalog is None:
        return Done()
    empty = exchange.base("", State.UNTRANSLATED)
    returned = [
        exchange.Returned(each.job.source, each.target, each.job.place, State.FUZZY, empty, origin=origin)
        for each in outcomes
        if each.target
    ]
    taken = exchange.take({shown: catalog}, returned)
    if taken.catalogs:
        write_catalog(path, taken.catalogs[shown])
    refused = [(each.job.place, each.reason, each.job.source) for each in outcomes if each.reason]
    refused += [(each.place, each.message, each.source) for each in taken.troubles]
    lines = [f"{place}: {reason}: {source}" for place, reason, source in refused]
    count = taken.counts[exchange.FUZZY]
    told = _("{file}: {count} by machine, {left} left empty").format(file=shown, count=count, left=len(refused))
    return Done((*lines, told), code=1 if refused else 0)


def _chapters(project: Project, books: Iterable[str]) -> Iterator[tuple[Book, Chapter]]:
    wanted = {book.id for book in project.books(books)}
    return ((book, chapter) for book, chapter in project.chapters() if book.id in wanted)


def _jobs(project: Project, book: Book, chapter: Chapter) -> list[Job]:
    from pubpipe.exchange import jobs

    return jobs.wanted([sheet(project, book, chapter)])


def _journal(project: Project, name: str) -> Journal:
    from pubpipe.engines import Journal

    return Journal(_journal_file(project, name))


def _journal_file(project: Project, name: str) -> Path:
    """Where the answers of an engine stand; deleting it forgets them, and they are asked, and paid, again."""
    return project.root / ".pubpipe" / f"engine-{name}.jsonl"
