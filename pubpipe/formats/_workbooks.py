"""The strings of workbooks that stand within another file, most of them behind charts: named, and left as they are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from pubpipe.errors import Unreadable
from pubpipe.packages.package import MAX_XML, Package
from pubpipe.packages.xml import parse

EMBEDDED = "/embeddings/"
"""Where Office programs put documents within documents, in lower case."""

_STRINGS, _TEXT = "xl/sharedStrings.xml", "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}t"


class Workbooks:
    """The workbooks of one package, in order; when MAX_XML bytes of strings were read, the others keep theirs."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._read = 0

    def strings(self, name: str) -> Iterator[tuple[str, str]]:
        """Each string of a part that is a workbook, with its place; nothing of any other part."""
        if self._read >= MAX_XML:
            return
        with suppress(Unreadable):
            workbook = Package(self._package.xml(name))
            if _STRINGS not in workbook:
                return
            data = workbook.xml(_STRINGS)
            self._read += len(data)
            for count, element in enumerate(parse(data, _STRINGS).getroot().iter(_TEXT), 1):
                if element.text and not element.text.isspace():
                    yield f"{_STRINGS} t[{count}]", element.text
