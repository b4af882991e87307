"""Small documents for tests, written as lines: `# heading`, `| cell`, `^ note`, else a paragraph; `<b1>` is a code."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from pubpipe.catalog import Catalog, Extraction, parse
from pubpipe.formats import number
from pubpipe.model import Document, Entry, Unit
from pubpipe.segmentation import paragraph, segment

FILE = "city/02 Budgeting.docx"
SENTENCE = Extraction(FILE)
PARAGRAPH = Extraction(FILE, "paragraph")

_ROLES = {"#": "heading", "|": "cell", "^": "note"}


def document(lines: Iterable[str], cut: Callable[[Unit], Unit] = segment) -> Document:
    """A document of these lines, its units cut into segments."""
    roles = [(_ROLES.get(line[0], "paragraph"), line.lstrip("#|^ ")) for line in lines if line.strip()]
    levels = [(role, 1 if role == "heading" else 0) for role, _ in roles]
    units = zip(number(levels), roles, levels, strict=True)
    return Document(
        tuple(cut(Unit(name, role, parse(text).content, level)) for name, (role, text), (_, level) in units)
    )


def whole(lines: Iterable[str]) -> Document:
    """The same by paragraphs."""
    return document(lines, paragraph)


def translated(catalog: Catalog, target: Callable[[Entry], str] = lambda entry: f"译{entry.source}") -> Catalog:
    """The catalog with every empty entry translated."""
    entries = (
        entry if entry.target or entry.obsolete else replace(entry, target=target(entry)) for entry in catalog.entries
    )
    return replace(catalog, entries=tuple(entries))
