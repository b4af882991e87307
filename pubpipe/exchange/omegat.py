"""A whole project for OmegaT: chapters as XLIFF, what is translated as its memory, the terms as its glossary.

OmegaT translates the text it finds in `target`, shows codes as `<g0>` and `<x1/>`, counted within the segment, and
takes over by itself what stands in `tm/auto` letter by letter. So the chapters go out a unit a sentence with the source
copied, and the memory in OmegaT's own tags. What is to come back are the files in `target/`.

A glossary of its own is a line a pair: source, target and comment, with tabs between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from pubpipe.catalog import faults, parse
from pubpipe.errors import Misused, Unreadable
from pubpipe.exchange import tmx, xliff
from pubpipe.exchange._concepts import identity
from pubpipe.exchange._inline import cut
from pubpipe.exchange._values import Options, Sentence, Sheet
from pubpipe.glossary import Glossary
from pubpipe.messages import _
from pubpipe.model import (
    SOURCE_LANGUAGE,
    TARGET_LANGUAGE,
    CodeKind,
    Concept,
    State,
    Status,
    Term,
    TranslationUnit,
)
from pubpipe.tables.separated import read_text

SUFFIXES = (".utf8", ".txt", ".tab")
STYLES = ()
WRITTEN = (".utf8", ".txt")

_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
<project version="1.0">
<source_dir>__DEFAULT__</source_dir>
<target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN</source_lang>
<target_lang>ZH-CN</target_lang>
<sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project>
</omegat>
"""
_FILTERS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<filters removeTags="false" removeSpacesNonseg="false" preserveSpaces="true" ignoreFileContext="false">
</filters>
"""
_ACCEPTED = (Status.PREFERRED, Status.PROVISIONAL, Status.ADMITTED)
_REFUSED = (Status.FORBIDDEN, Status.DEPRECATED, Status.SUPERSEDED)
_FOLDERS = ("target", "dictionary")
_SHAPES = {
    CodeKind.OPEN: ("<g{}>", "<b{}/>"),
    CodeKind.CLOSE: ("</g{}>", "<e{}/>"),
    CodeKind.ALONE: ("<x{}/>", "<x{}/>"),
}


def write_folder(sheets: Sequence[Sheet], options: Options) -> Iterator[tuple[str, bytes]]:
    """The files of the project, by their path in it; a path that ends with `/` is an empty folder."""
    yield "omegat.project", _PROJECT.encode()
    yield "omegat/filters.xml", _FILTERS.encode()
    for folder in _FOLDERS:
        yield f"{folder}/", b""
    for sheet in sheets:
        path = PurePosixPath(sheet.name)
        data = xliff.write([sheet], replace(options, by_sentence=True, copy_source=True))
        yield str(PurePosixPath("source") / path.with_name(path.name + xliff.SUFFIXES[0])), data
    sentences = [each for sheet in sheets for each in sheet.sentences]
    yield "tm/auto/pubpipe.tmx", b"".join(tmx.write_memory(filter(None, map(_remembered, sentences)), inline=False))
    yield "glossary/pubpipe.utf8", _glossary(sentences)


def _remembered(sentence: Sentence) -> TranslationUnit | None:
    """A finished translation as OmegaT must find it to take it over, if it can be said in its tags."""
    content = parse(sentence.source).content
    if sentence.state is not State.TRANSLATED or faults(content, sentence.target):
        return None
    tags = _tags(sentence.source)
    if _wholes(sentence.source) != _wholes(sentence.target):
        return None
    return TranslationUnit(_tagged(sentence.source, tags), _tagged(sentence.target, tags))


def _tags(source: str) -> dict[str, str]:
    """OmegaT's tag for each code of a source: one number for both ends of a `g`, one for each other."""
    tags: dict[str, str] = {}
    count = 0
    for part in cut(source):
        if isinstance(part, str):
            continue
        number = count
        if part.kind is CodeKind.CLOSE and part.whole:
            number = int(tags[f"<{part.name}>"].strip("<g>"))
        else:
            count += 1
        tags[part.text] = _SHAPES[part.kind][0 if part.whole else 1].format(number)
    return tags


def _wholes(text: str) -> set[str]:
    """The codes written as `g`."""
    return {part.text for part in cut(text) if not isinstance(part, str) and part.whole}


def _tagged(text: str, tags: dict[str, str]) -> str:
    return "".join(part if isinstance(part, str) else tags.get(part.text, "") for part in cut(text))


def _glossary(sentences: Sequence[Sentence]) -> bytes:
    terms = dict.fromkeys(term for sentence in sentences for term in sentence.terms)
    return "".join(f"{english}\t{chinese}\n" for english, chinese in sorted(terms)).encode()


def write_terms(glossary: Glossary, style: str = "") -> bytes:
    """The accepted terms, preferred ones first; the comment has the domain, the definition and what must not stand."""
    lines = []
    for concept in glossary.concepts:
        chinese = list(concept.designations(TARGET_LANGUAGE, *_ACCEPTED))
        refused = "、".join(term.text for term in concept.designations(TARGET_LANGUAGE, *_REFUSED))
        told = [concept.domain, concept.definition, concept.note, refused and _("not: {terms}").format(terms=refused)]
        comment = "; ".join(filter(None, told))
        for english in concept.designations(SOURCE_LANGUAGE, *_ACCEPTED):
            targets = [english.text] if concept.do_not_translate else [term.text for term in chinese]
            lines += ["\t".join(map(_flat, (english.text, target, comment))) for target in targets]
    return "".join(f"{line.rstrip()}\n" for line in lines).encode()


def read_terms(data: bytes, mapping: Mapping[str, str]) -> Glossary:
    """The pairs of one source and one comment as a concept, its terms proposed. Raises Unreadable, naming the lines."""
    if mapping:
        raise Misused(_("{format} has columns of its own; --map is for tables").format(format="OmegaT"))
    text, notices = read_text(data)
    made: dict[tuple[str, str], Concept] = {}
    taken: set[str] = set()
    faults = []
    for number, line in enumerate(text.splitlines(), start=1):
        source, target, comment = ([cell.strip() for cell in line.split("\t")] + ["", ""])[:3]
        if not line.strip() or line.startswith("#"):
            continue
        if not source or not target:
            faults.append(_("line {line}: not a source and a target with a tab between").format(line=number))
            continue
        old = made.get((source, comment))
        if old is None:
            name = identity([source], taken)
            taken.add(name)
            old = Concept(name, (Term(source, SOURCE_LANGUAGE, Status.PROPOSED),), note=comment)
        if all(term.text != target for term in old.designations(TARGET_LANGUAGE)):
            old = replace(old, terms=(*old.terms, Term(target, TARGET_LANGUAGE, Status.PROPOSED)))
        made[source, comment] = old
    if faults:
        raise Unreadable("\n".join(faults[:20]))
    return Glossary(tuple(made.values()), (), notices)


def _flat(text: str) -> str:
    return " ".join(text.split())
