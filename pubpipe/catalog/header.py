"""The header: which content, cut how, extracted by which rules; and whether a PO file fits a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pubpipe.catalog.catalog import Catalog
from pubpipe.catalog.places import Placed, walk
from pubpipe.errors import Outdated
from pubpipe.messages import _
from pubpipe.model import Document

SOURCE, SEGMENTATION = "X-Pubpipe-Source", "X-Pubpipe-Segmentation"
CONTENT, RULES = "X-Pubpipe-Content", "X-Pubpipe-Rules"

PLAIN = {
    "Language": "zh_CN",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
"""The header of a PO file that was extracted from no source."""


class Extraction(NamedTuple):
    """How a document was read: its file as addresses name it, by sentence or paragraph, by which rules."""

    file: str = ""
    segmentation: str = "sentence"
    rules: str = "1"


def header(old: Mapping[str, str], placed: Iterable[Placed], extraction: Extraction) -> dict[str, str]:
    """The header fields: ours made new, those of people and of their editors kept as they are."""
    made = {
        "Project-Id-Version": extraction.file or "pubpipe",
        **{name: PLAIN[name] for name in ("Language", "Plural-Forms")},
    }
    ours = {
        **{name: PLAIN[name] for name in ("MIME-Version", "Content-Type", "Content-Transfer-Encoding")},
        SOURCE: extraction.file,
        SEGMENTATION: extraction.segmentation,
        RULES: extraction.rules,
        CONTENT: fingerprint(placed),
    }
    kept = {name: value for name, value in old.items() if value or name not in made}
    kept.pop("POT-Creation-Date", None)
    return {**made, **kept, **ours}


def fingerprint(placed: Iterable[Placed]) -> str:
    """A hash of the extracted content: every sentence, its place and its role."""
    digest = hashlib.sha256()
    for each in placed:
        sentence = f"{each.unit.id}\0{each.number}\0{each.unit.role}\0{each.source}\0\0"
        digest.update(sentence.encode())
    return digest.hexdigest()[:32]


def must_fit(
    catalog: Catalog, document: Document, extraction: Extraction, command: str = "pubpipe extract"
) -> list[Placed]:
    """Refuse a catalog that was not extracted from this document by these rules; `command` would make it anew.

    Gives the document's sentences where they stand, for `targets`. Raises Outdated; the caller puts the file's name
    before it.
    """
    if CONTENT not in catalog.header:
        raise Outdated(_("not made by pubpipe, or its header is lost: run `{command}`").format(command=command))
    if catalog.segmentation != extraction.segmentation:
        message = _("cut by {old}, but the setting is {new}: run `{command}`")
        raise Outdated(message.format(old=catalog.segmentation, new=extraction.segmentation, command=command))
    if catalog.header.get(RULES) != extraction.rules:
        message = _("made by other extraction rules ({old}, now {new}): run `{command}`")
        raise Outdated(message.format(old=catalog.header.get(RULES, ""), new=extraction.rules, command=command))
    placed = walk(document, extraction.file)
    if catalog.header[CONTENT] != fingerprint(placed):
        raise Outdated(_("the source has changed since it was extracted: run `{command}`").format(command=command))
    return placed
