"""The PO file: segments to entries and back, and updating what was translated when the source changes.

    old = read_po(data)                       catalog, report = update(old, document, Extraction("city/01.docx"))
    data = write_po(catalog)                  must_fit(catalog, document, extraction)
    targets(catalog, document).contents       what `merge` writes into each unit

Catalogs hold codes and marks as text (`codes.py` has their grammar); documents come in with their units cut into
segments. Files are bytes here; reading and writing them is the project's work.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pubpipe.catalog.catalog import Catalog, Key, key
from pubpipe.catalog.codes import (
    CodeError,
    Fault,
    FaultKind,
    Note,
    Target,
    Token,
    code_names,
    decode,
    encode,
    faults,
    other_half,
    pieces,
    type_of,
    understand,
    weighty,
)
from pubpipe.catalog.cutting import cutter
from pubpipe.catalog.header import Extraction, must_fit
from pubpipe.catalog.parsing import Parsed, parse
from pubpipe.catalog.places import Placed, address, finder, role_of, walk
from pubpipe.catalog.pofile import read_po, write_po
from pubpipe.catalog.reading import segments
from pubpipe.catalog.targets import Omission, Reason, Refusal, Targets, targets
from pubpipe.catalog.unit import Understood, understand_unit

if TYPE_CHECKING:
    from pubpipe.catalog.filling import fill, is_figures, remembered, told, wanting
    from pubpipe.catalog.jobs import Job, job_id, objection, source_digest
    from pubpipe.catalog.notes import offer, offer_of
    from pubpipe.catalog.recutting import recut
    from pubpipe.catalog.splitting import split
    from pubpipe.catalog.updating import Changes, Report, Terms, update

__all__ = [
    "Catalog",
    "Changes",
    "CodeError",
    "Extraction",
    "Fault",
    "FaultKind",
    "Job",
    "Key",
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
    "Token",
    "Understood",
    "address",
    "code_names",
    "cutter",
    "decode",
    "encode",
    "faults",
    "fill",
    "finder",
    "is_figures",
    "job_id",
    "key",
    "must_fit",
    "objection",
    "offer",
    "offer_of",
    "other_half",
    "parse",
    "pieces",
    "read_po",
    "recut",
    "remembered",
    "role_of",
    "segments",
    "source_digest",
    "split",
    "targets",
    "told",
    "type_of",
    "understand",
    "understand_unit",
    "update",
    "walk",
    "wanting",
    "weighty",
    "write_po",
]

_WHERE = {
    **dict.fromkeys(("fill", "is_figures", "remembered", "told", "wanting"), "filling"),
    **dict.fromkeys(("Job", "job_id", "objection", "source_digest"), "jobs"),
    **dict.fromkeys(("offer", "offer_of"), "notes"),
    **dict.fromkeys(("Changes", "Report", "Terms", "update"), "updating"),
    "recut": "recutting",
    "split": "splitting",
}


def __getattr__(name: str) -> Any:
    """What changes catalogs is imported when it is first used: most commands only read them."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
    return found
