"""Term tables as CSV or TSV: a row a term, as the glossary itself, or a row a concept, as most houses keep them."""

from __future__ import annotations

from collections.abc import Mapping

from pubpipe.exchange import _concepts
from pubpipe.glossary import Glossary, write_csv
from pubpipe.tables.separated import read_table

SUFFIXES = (".csv", ".tsv")
STYLES = ()
WRITTEN = (".csv",)


def write_terms(glossary: Glossary, style: str = "") -> bytes:
    """The glossary's own file: every column, a row a term, no cell a formula."""
    return write_csv(glossary)


def read_terms(data: bytes, mapping: Mapping[str, str]) -> Glossary:
    """The glossary of a table in UTF-8, UTF-16 or GB18030, separated by commas, semicolons or tabs.

    Raises Unreadable, and Misused with every faulty row and column.
    """
    return _concepts.glossary_of(read_table(data, str, _concepts.wanted(mapping)), mapping)
