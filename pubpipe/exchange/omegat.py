"""A whole project for OmegaT: chapters as XLIFF, what is translated as its memory, the terms as its glossary.

OmegaT translates the text it finds in `target`, shows codes as `<g0>` and `<x1/>`, counted within the segment, and
takes over by itself what stands in `tm/auto` letter by letter. So the chapters go out a unit a sentence with the source
copied, and the memory in OmegaT's own tags. What is to come back are the files in `target/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from pubpipe.catalog import faults, parse
from pubpipe.exchange import tmx, xliff
from pubpipe.exchange._inline import cut
from pubpipe.exchange._values import Options, Sentence, Sheet
from pubpipe.model import CodeKind, State, TranslationUnit

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
