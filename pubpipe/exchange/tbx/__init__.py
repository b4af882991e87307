"""TBX, the exchange format of terminology: ISO 30042:2019 (`<tbx>`) and the edition before (`<martif>`).

Written is the dialect TBX-Basic in one of the styles

    dca    data categories as attributes: `<descrip type="subjectField">`, valid against the public schemas
    dct    data categories as elements: `<min:subjectField>`, valid as well
    v2     martif, for OmegaT and other tools that know nothing newer

and read whatever is TBX. What TBX-Basic has no category for travels in notes of the form `pubpipe:name=value`, which
other tools show and keep.
"""

from __future__ import annotations

from collections.abc import Mapping

from pubpipe.errors import Misused
from pubpipe.exchange.tbx import _reading, _writing
from pubpipe.glossary import Glossary
from pubpipe.messages import _

SUFFIXES = (".tbx", ".tbxm", ".martif")
STYLES = ("dca", "dct", "v2")
WRITTEN = (".tbx",)


def write_terms(glossary: Glossary, style: str = "") -> bytes:
    """The glossary as TBX-Basic. Raises Misused for an empty one and for characters XML cannot hold."""
    return _writing.written(glossary, style or STYLES[0])


def read_terms(data: bytes, mapping: Mapping[str, str]) -> Glossary:
    """The glossary of a TBX file; terms without a standing are proposed. `notices` say what was left out.

    Raises Unreadable for what is no TBX.
    """
    if mapping:
        raise Misused(_("{format} has columns of its own; --map is for tables").format(format="TBX"))
    return _reading.read(data)
