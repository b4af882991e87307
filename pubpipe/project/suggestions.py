"""What the glossary may lack, proposed from the sources and from what is translated."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe.errors import Misused
from pubpipe.glossary import Glossary
from pubpipe.messages import _, ngettext
from pubpipe.model import SOURCE_LANGUAGE, TARGET_LANGUAGE, Concept, Content, Entry, State, Status, Term
from pubpipe.project import _files
from pubpipe.project._project import LOCALE, Done, Project
from pubpipe.project._root import root_around
from pubpipe.project.glossary import KINDS

if TYPE_CHECKING:
    from pubpipe.glossary.suggesting import Sentence, Suggestion

Pair = tuple[str, str, str]
"""Place, English, Chinese; a mark stands where a code parts the Chinese."""

_PARTED = "|"


def suggested(
    files: Sequence[Path], glossary: Path | None = None, *, least: int = 2, most: int = 50
) -> list[Suggestion]:
    """What may be added to the glossary, from the project's chapters or from these sources and PO files.

    Chinese candidates come from the PO files, and from the project's memory where there is a project.
    """
    from pubpipe.glossary.suggesting import Translated, suggest

    project = Project.find() if not files or root_around(Path.cwd()) else None
    known = _read(glossary) if glossary else project.glossary if project else Glossary()
    sentences: list[Sentence] = []
    pairs: list[Pair] = []
    for name, path in _chosen(project, files):
        found, translated = _of_file(project, name, path)
        sentences += found
        pairs += translated
    if project:
        pairs += _remembered(project)
    return suggest(sentences, known, least=least, most=most, translated=Translated(pairs))


def _chosen(project: Project | None, files: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """The files to read, each with its name in places: those named, or a chapter's PO file, else its source."""
    if files:
        yield from ((path.as_posix(), path) for path in files)
        return
    assert project is not None
    for book, chapter in project.chapters():
        po = project.po(book, chapter)
        yield project.name(book, chapter), po if po.is_file() else project.source(book, chapter)


def _of_file(project: Project | None, name: str, path: Path) -> tuple[list[Sentence], list[Pair]]:
    from pubpipe.glossary.suggesting import Sentence

    if path.suffix == ".po":
        from pubpipe.catalog import read_po

        data = _files.read(path)
        with _files.named(path):
            return _of_entries(read_po(data).entries)
    from pubpipe.formats import RULES
    from pubpipe.project._extract import read_document

    data = _files.read(path)
    with _files.named(path):
        rules = project.settings.extract if project else RULES
        document = read_document(data, path.name, "sentence", rules, project.rules if project else None)
    return [
        Sentence(f"{name}:{unit.id}", segment.source, unit.role) for unit in document.units for segment in unit.segments
    ], []


def _of_entries(entries: Iterable[Entry]) -> tuple[list[Sentence], list[Pair]]:
    from pubpipe.catalog import segments
    from pubpipe.glossary.suggesting import Sentence
    from pubpipe.model import text

    live = [entry for entry in entries if not entry.obsolete]
    sentences, pairs = [], []
    for segment in segments(live):
        sentences.append(Sentence(segment.place, segment.source, segment.role))
        if segment.state is State.TRANSLATED:
            pairs.append((segment.place, text(segment.source), _chinese(segment.target)))
    return sentences, pairs


def _remembered(project: Project) -> Iterator[Pair]:
    from pubpipe.catalog import parse
    from pubpipe.model import text
    from pubpipe.project.memory import remembered

    imported = (project.root / "translations" / LOCALE / "imported").as_posix()
    if not Path(imported).is_dir():
        return
    for unit in remembered(project):
        place = unit.place or unit.origin
        yield place, text(parse(unit.source).content), _chinese(parse(unit.target).content)


def _chinese(target: Content) -> str:
    return _PARTED.join(part for part in target if isinstance(part, str))


def _read(path: Path) -> Glossary:
    from pubpipe.glossary import read_csv

    data = _files.read(path)
    with _files.named(path):
        return read_csv(data)


def told(found: Sequence[Suggestion]) -> Iterator[str]:
    """The proposals for people, a sort after the other."""
    if not found:
        yield _("nothing to propose")
    for sort in dict.fromkeys(each.sort for each in found):
        yield _(SORTS[sort])
        for each in found:
            if each.sort == sort:
                yield from _told(each)


SORTS = {"term": "terms", "name": "names", "acronym": "acronyms"}
"""What people call each sort of proposal."""


def _told(each: Suggestion) -> Iterator[str]:
    kind = _(KINDS[each.kind]) if each.kind else ""
    what = ", ".join(filter(None, [each.full, kind, _("ask how it is written") if each.pinyin else ""]))
    times = ngettext("{count} time", "{count} times", each.count).format(count=each.count)
    yield f"  {each.text}  {times}" + (f"  ({what})" if what else "")
    for place in each.contexts:
        yield f"      {place.place}: {place.text}"
    for evidence in _evidence(each):
        yield f"      → {evidence}"


def _evidence(each: Suggestion) -> Iterator[str]:
    """A line a Chinese candidate, with what speaks for it."""
    for one in each.renderings:
        line = _("{text}: in {together} of {of} translations of it, in {anywhere} at all; {places}")
        yield line.format(
            text=one.text, together=one.together, of=one.of, anywhere=one.anywhere, places=", ".join(one.places)
        )


def as_json(found: Sequence[Suggestion]) -> str:
    """The proposals for machines."""
    return json.dumps({"suggestions": [asdict(each) for each in found]}, ensure_ascii=False, indent=2) + "\n"


def write(found: Sequence[Suggestion], output: Path) -> Done:
    """Write the proposals as a glossary, by the suffix of the file, every term proposed; notes hold the evidence.

    `pubpipe glossary import` takes what a person left in it. Raises Misused where there is nothing to write.
    """
    from pubpipe import exchange

    if not found:
        raise Misused(_("nothing to propose"))
    kind = exchange.terms_of(output.name)
    with _files.named(output.as_posix()):
        _files.write(output, kind.write_terms(proposed(found), ""))
    told = ngettext("{count} concept", "{count} concepts", len(found)).format(count=len(found))
    return Done((f"{output.as_posix()}: {told}",), made=output)


def proposed(found: Iterable[Suggestion]) -> Glossary:
    """The proposals as concepts, all terms proposed."""
    from pubpipe.exchange import identity

    concepts: dict[str, Concept] = {}
    for each in found:
        name = identity([each.full or each.text], concepts)
        concepts[name] = Concept(name, tuple(_terms(each)), kind=each.kind)
    return Glossary(tuple(concepts.values()))


def _terms(each: Suggestion) -> Iterator[Term]:
    places = "\n".join(f"{place.place}: {place.text}" for place in each.contexts)
    times = ngettext("{count} time", "{count} times", each.count).format(count=each.count)
    note = "\n".join(filter(None, [times, _("ask how it is written") if each.pinyin else "", places]))
    if each.full:
        yield Term(each.full, SOURCE_LANGUAGE, Status.PROPOSED, note=note)
        yield Term(each.text, SOURCE_LANGUAGE, Status.PROPOSED, type="acronym", case_sensitive=True)
    else:
        kind = "acronym" if each.sort == "acronym" else ""
        yield Term(each.text, SOURCE_LANGUAGE, Status.PROPOSED, type=kind, note=note, case_sensitive=bool(kind))
    for one, evidence in zip(each.renderings, _evidence(each), strict=True):
        yield Term(one.text, TARGET_LANGUAGE, Status.PROPOSED, note=evidence.partition(": ")[2])
