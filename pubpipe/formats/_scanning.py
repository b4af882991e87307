"""What the scans of Word and PowerPoint share: every XML part of a package, and what stands in it as a file of its own.

Apart from every walk: a scan knows parts and their elements, neither paragraphs nor slides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pubpipe.errors import Unreadable
from pubpipe.formats._workbooks import Workbooks
from pubpipe.model import Visible
from pubpipe.packages.package import Package

OBJECTS = "/embeddings/"
_CONTROL = "application/vnd.ms-office.activeX"


def parts(
    source: bytes, is_document: Callable[[str], bool], part: Callable[[str, bytes], Iterator[Visible]]
) -> Iterator[Visible]:
    """Everything readable, part by part in the package's order, whatever is XML.

    `is_document` says of a part's name, in small letters, whether it is a document of its own; `part` shows what stands
    in an XML part. What cannot be read is shown by its name.
    """
    package = Package(source)
    workbooks = Workbooks(package)
    for name in package.names:
        kind = package.content_type(name)
        if is_document(name.lower()) or kind == _CONTROL:
            yield Visible(name, "document", name.rpartition("/")[2])
            for place, words in workbooks.strings(name):
                yield Visible(name, place, words)
        if not kind.endswith(("+xml", "/xml")) or "relationships" in kind or name.lower() == "[content_types].xml":
            continue
        try:
            yield from part(name, package.xml(name))
        except Unreadable:
            yield Visible(name, "part", name)
