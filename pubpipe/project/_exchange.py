"""Work that leaves for a translator's tool and comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe.errors import Misused, PubpipeError
from pubpipe.messages import _, ngettext
from pubpipe.model import Book, Chapter, Entry, State, TranslationUnit, codes
from pubpipe.project import _files, _signoffs
from pubpipe.project._extract import chapter_document, extraction, read_catalog, write_catalog
from pubpipe.project._project import Done, Project

if TYPE_CHECKING:
    from pubpipe.catalog import Catalog, Placed
    from pubpipe.exchange import Options, Sentence, Sheet, Taken, Trouble
    from pubpipe.project.memory import ProjectMemory

_OFFERS = 3
"""Remembered translations shown beside a sentence."""


def export_work(
    project: Project, sources: Sequence[Path], output: Path, form: str, options: Options | None = None
) -> Iterator[Done]:
    """Write the named chapters, or all, for translators: into one file, or into a folder a file each.

    `output` is a file where it has a suffix of the format, otherwise a folder.
    """
    from pubpipe import exchange
    from pubpipe.project.memory import ProjectMemory

    kind = exchange.work(form)
    chosen = options or exchange.Options()
    chapters = list(project.chapters(sources))
    suffixes = kind.SUFFIXES if isinstance(kind, exchange.Work) else ()
    whole = output.name.lower().endswith(suffixes)
    several = len({book.id for book, _chapter in chapters}) > 1
    sheets = []
    with ProjectMemory(project) as memory:
        for book, chapter in chapters:
            try:
                made = sheet(project, book, chapter, memory)
            except PubpipeError as error:
                yield Done.failed(error)
                continue
            sheets.append(made)
            if isinstance(kind, exchange.Work) and not whole:
                folder = output / book.id if several else output
                path = folder / f"{chapter.id}{kind.SUFFIXES[0]}"
                _files.write(path, kind.write([made], chosen))
                yield Done((_exported(path, [made]),), made=path)
    if sheets and isinstance(kind, exchange.Folder):
        for name, data in kind.write_folder(sheets, chosen):
            if name.endswith("/"):
                (output / name).mkdir(parents=True, exist_ok=True)
            else:
                _files.write(output / name, data)
        yield Done((_exported(output, sheets),), made=output)
    elif sheets and whole and isinstance(kind, exchange.Work):
        _files.write(output, kind.write(sheets, chosen))
        yield Done((_exported(output, sheets),), made=output)


def _exported(path: Path, sheets: Sequence[Sheet]) -> str:
    sentences = [each for made in sheets for each in made.sentences]
    wanted = sum(each.state is not State.TRANSLATED for each in sentences)
    count = ngettext("{count} sentence", "{count} sentences", len(sentences)).format(count=len(sentences))
    return _("{file}: {sentences}, {wanted} to translate or to confirm").format(
        file=path.as_posix(), sentences=count, wanted=wanted
    )


def sheet(project: Project, book: Book, chapter: Chapter, memory: ProjectMemory | None = None) -> Sheet:
    """A chapter as it leaves: its sentences in reading order with all a translator should see, offers too.

    Raises Misused where it has not been extracted, Outdated where its source has changed since.
    """
    from pubpipe.catalog import finder, must_fit, walk
    from pubpipe.exchange import Sheet

    path = project.po(book, chapter)
    shown = project.shown(path)
    catalog = read_catalog(path, shown)
    if catalog is None:
        raise Misused(_("{file}: no such file: run `pubpipe extract`").format(file=shown))
    name = project.name(book, chapter)
    _source, document = chapter_document(project, book, chapter)
    with _files.named(shown):
        must_fit(catalog, document, extraction(name, project.settings.segmentation, project.settings.extract))
    rows = _signoffs.read(project.translations(book) / "signoffs.csv")
    revised = {row.digest for row in rows if row.step == _signoffs.REVISION}
    find = finder(catalog)
    sentences: list[Sentence] = []
    space: dict[str, str] = {}
    for unit in document.units:
        after = ""
        for number, segment in enumerate(unit.segments, start=1):
            space[f"{unit.id} {number}"] = after + segment.before
            after = segment.after
    for placed in walk(document, name):
        entry = find(placed) or Entry(placed.source)
        sentences.append(_sentence(project, placed, entry, space[f"{placed.unit.id} {placed.number}"], revised))
    if memory:
        sentences = [_with_offers(each, memory, project.settings.memory.threshold) for each in sentences]
    return Sheet(name, tuple(sentences))


def _with_offers(sentence: Sentence, memory: ProjectMemory, threshold: int) -> Sentence:
    """The sentence with what is remembered of it, where it is not translated yet."""
    from pubpipe.catalog import role_of

    if sentence.state is State.TRANSLATED:
        return sentence
    wanted = TranslationUnit(
        sentence.source,
        "",
        role_of(sentence.context),
        place=sentence.place,
        before=sentence.before,
        after=sentence.after,
    )
    return replace(sentence, offers=tuple(memory.matches(wanted, threshold, _OFFERS)))


def _sentence(project: Project, placed: Placed, entry: Entry, space: str, revised: set[str]) -> Sentence:
    from pubpipe.catalog import address, code_names
    from pubpipe.exchange import Sentence
    from pubpipe.glossary import terms_of

    names = code_names(placed.source)
    shown = dict(zip(names, codes(placed.segment.source), strict=True))
    state = State.FUZZY if entry.fuzzy else State.TRANSLATED
    return Sentence(
        place=placed.address,
        source=placed.source,
        target=entry.target,
        state=state if entry.target.strip() else State.UNTRANSLATED,
        signed=_signoffs.digest(entry) in revised,
        context=entry.context,
        unit=address(placed.address.rpartition(":")[0], placed.unit.id),
        number=placed.number,
        count=placed.count,
        role=placed.unit.role,
        space=space,
        before=placed.before,
        after=placed.after,
        previous=entry.previous,
        comment=entry.comment,
        notes=(placed.where, *entry.notes[1:]),
        terms=tuple(terms_of(placed.segment.source, project.glossary)),
        codes={name: f"{code.type}{code.id}" for name, code in shown.items()},
    )


def import_work(
    project: Project, files: Sequence[Path], *, overwrite: bool = False, confirmed: bool = False
) -> Iterator[Done]:
    """Take back what translators' tools wrote; a file that cannot be read leaves the others done.

    What a person wrote into a PO file since the export stays and is told, unless `overwrite`; `confirmed` takes every
    translation as done, whatever its state.
    """
    from pubpipe import exchange

    catalogs, paths = _catalogs(project)
    for file in _returned(files):
        try:
            kind = exchange.work_of(file.name)
            data = _files.read(file)
            with _files.named(file):
                returned = list(kind.read(data))
            taken = exchange.take(
                catalogs, returned, overwrite=overwrite, confirmed=confirmed, origin=f"returned in {file.name}"
            )
            for name, catalog in taken.catalogs.items():
                write_catalog(paths[name], catalog)
                catalogs[name] = catalog
        except PubpipeError as error:
            yield Done.failed(error)
        else:
            yield _told(file, taken)


def _returned(files: Sequence[Path]) -> Iterator[Path]:
    """The files named; of an OmegaT project, its translated files."""
    for file in files:
        if (file / "omegat.project").is_file():
            yield from sorted(path for path in (file / "target").rglob("*") if path.is_file())
        else:
            yield file


def _catalogs(project: Project) -> tuple[dict[str, Catalog], dict[str, Path]]:
    """The PO files of the project, by the name people know them by."""
    paths = {project.shown(project.po(*each)): project.po(*each) for each in project.chapters()}
    found = {name: read_catalog(path, name) for name, path in paths.items()}
    return {name: catalog for name, catalog in found.items() if catalog is not None}, paths


def _told(file: Path, taken: Taken) -> Done:
    from pubpipe import exchange

    counts = {
        exchange.TAKEN: _("{count} taken"),
        exchange.CONFIRMED: _("{count} confirmed"),
        exchange.FUZZY: _("{count} fuzzy"),
        exchange.SAME: _("{count} unchanged"),
        exchange.EMPTY: _("{count} not translated"),
    }
    said = [sentence.format(count=taken.counts[fate]) for fate, sentence in counts.items() if taken.counts[fate]]
    if taken.troubles:
        said.append(_("{count} not taken").format(count=len(taken.troubles)))
    lines = [line for trouble in taken.troubles for line in _lines(file, trouble)]
    lines.append(f"{file.as_posix()}: {', '.join(said) or _('nothing in it')}")
    return Done(tuple(lines), code=1 if taken.troubles else 0)


def _lines(file: Path, trouble: Trouble) -> Iterator[str]:
    """What was not taken, and both texts where there are two."""
    where = trouble.place or file.as_posix()
    yield f"{where}: {trouble.message}" + (f": {trouble.source}" if trouble.source else "")
    if trouble.target:
        yield "    " + _("came back: {text}").format(text=trouble.target)
    if trouble.present:
        yield "    " + _("PO file: {text}").format(text=trouble.present)
