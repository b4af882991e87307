"""The PO file: segments to entries and back, and updating what was translated when the source changes.

    old = read_po(data)                       catalog, report = update(old, document, Extraction("city/01.docx"))
    data = write_po(catalog)                  must_fit(catalog, document, extraction)
    targets(catalog, document).contents       what `merge` writes into each unit

Catalogs hold codes and marks as text (`codes.py` has their grammar); documents come in with their units cut into
segments. Files are bytes here; reading and writing them is the project's work.
"""

from pubpipe.catalog.catalog import Catalog, key
from pubpipe.catalog.codes import (
    CodeError,
    Fault,
    FaultKind,
    Note,
    Parsed,
    Target,
    decode,
    encode,
    faults,
    parse,
    understand,
)
from pubpipe.catalog.filling import fill, remembered, wanting
from pubpipe.catalog.header import Extraction, must_fit
from pubpipe.catalog.places import Placed, role_of, walk
from pubpipe.catalog.pofile import read_po, write_po
from pubpipe.catalog.reading import segments
from pubpipe.catalog.recutting import recut
from pubpipe.catalog.splitting import split
from pubpipe.catalog.targets import Omission, Reason, Refusal, Targets, targets
from pubpipe.catalog.unit import Understood, understand_unit
from pubpipe.catalog.updating import Report, Terms, update

__all__ = [
    "Catalog",
    "CodeError",
    "Extraction",
    "Fault",
    "FaultKind",
    "Note",
    "Omission",
    "Parsed",
    "Placed",
    "Reason",
    "Refusal",
    "Report",
    "Target",
    "Targets",
    "Terms",
    "Understood",
    "decode",
    "encode",
    "faults",
    "fill",
    "key",
    "must_fit",
    "parse",
    "read_po",
    "recut",
    "remembered",
    "role_of",
    "segments",
    "split",
    "targets",
    "understand",
    "understand_unit",
    "update",
    "walk",
    "wanting",
    "write_po",
]
