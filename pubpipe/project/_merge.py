"""The merge road: the same document in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pubpipe.calm import calm
from pubpipe.errors import Outdated
from pubpipe.formats import Rules, format_of
from pubpipe.messages import _, ngettext
from pubpipe.model import Document
from pubpipe.project import _files
from pubpipe.project._extract import extraction, read_document
from pubpipe.project._project import Done, rules_around

if TYPE_CHECKING:
    from pubpipe.catalog import Catalog, Placed, Refusal


@calm()
def merge_file(file: Path, po: Path, output: Path) -> Done:
    """Write a source file in Chinese. Segments without a sound target keep their English and make the exit code 1."""
    from pubpipe import catalog as catalogs

    _files.apart(output, file, po)
    source = _files.read(file)
    translations = _files.read(po)
    with _files.named(po):
        catalog = catalogs.read_po(translations)
    rules, sentence_rules = rules_around(file)
    with _files.named(file):
        document = read_document(source, file.name, catalog.segmentation or "sentence", rules, sentence_rules)
    with _files.named(po):
        walked = _must_fit(catalog, document, file, po, rules)
        targets = catalogs.targets(catalog, document, walked=walked)
    with _files.named(file):
        merged = format_of(file.name).merge(source, targets.contents, rules)
    _files.write(output, merged)
    omitted = [
        _("{place}: left out on purpose: {source}").format(place=each.place, source=each.source)
        for each in targets.omissions
    ]
    lines = [*refused(targets.refusals), *omitted, f"{output}: {counted(len(targets.refusals))}"]
    return Done(tuple(lines), code=1 if targets.refusals else 0)


def _must_fit(catalog: Catalog, document: Document, file: Path, po: Path, rules: Rules) -> list[Placed]:
    """The document's sentences where they stand.

    Raises Outdated where the PO file was made from another source, or from another state of this one. A PO
    file that is no chapter's (`book/chapter.docx` in its header) is brought up to date by name.
    """
    from pubpipe import catalog as catalogs

    again = "pubpipe extract" if "/" in catalog.file else f"pubpipe extract {_quoted(file)} -o {_quoted(po)}"
    try:
        return catalogs.must_fit(catalog, document, extraction(catalog.file, catalog.segmentation, rules), again)
    except Outdated:
        if catalog.file and PurePosixPath(catalog.file).name != file.name:
            raise Outdated(_("made from another file: {file}").format(file=catalog.file)) from None
        raise


def _quoted(path: Path) -> str:
    """A path as a shell takes it."""
    return f'"{path}"' if " " in str(path) else str(path)


def refused(refusals: Sequence[Refusal]) -> list[str]:
    """A line for each segment that kept its English: where, why, and what it says."""
    return [f"{each.place}: {each.message}: {each.source}" for each in refusals]


def counted(refusals: int) -> str:
    """How much kept its English."""
    if not refusals:
        return _("complete")
    sentence = ngettext("{count} segment kept its English", "{count} segments kept their English", refusals)
    return sentence.format(count=refusals)
