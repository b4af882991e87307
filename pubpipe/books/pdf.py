"""The PDF edition: the print design of the book, set by Typst: facing pages, notes by the page, tags for readers aloud.

Needs the extra `pubpipe[pdf]`. Settings: page = "16k" (185×260), "a32" (140×203), "a4" or "a4-wide" (297×210); design =
"book" or "certificate" (each leaf a framed sheet); recto = "no" (or "yes": chapters begin on right-hand pages);
emphasis = "kai" (or "dots": 着重号); links = "quiet" (or "notes", "brackets": the addresses of links in sight); draft =
"no" (or "yes"); song, hei, kai, latin, code: a family of fonts each, else one installed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from pubpipe.books import Assembled
from pubpipe.books._fonts import KINDS
from pubpipe.books._links import LINKS, spelt
from pubpipe.books._paper import PAPERS
from pubpipe.books._settings import settled
from pubpipe.books._typst.press import press

__all__ = ["SUFFIX", "pages_of_addresses", "write"]

SUFFIX = ".pdf"
_SETTINGS: Mapping[str, Sequence[str]] = {
    "page": tuple(PAPERS),
    "design": ("book", "certificate"),
    "recto": ("no", "yes"),
    "emphasis": ("kai", "dots"),
    "links": LINKS,
    "draft": ("no", "yes"),
    **dict.fromkeys(KINDS, ()),
}
"""Each setting with the values it knows, its default first; none where any will do."""


def write(assembled: Assembled, settings: Mapping[str, str] | None = None, modified: datetime | None = None) -> bytes:
    """The book as a PDF; `modified` is the date it bears. The same book, settings, date and fonts give the same bytes.

    Raises Misused for an unknown setting, and where Typst or a font for Chinese text is missing.
    """
    chosen = settled("pdf", settings or {}, _SETTINGS)
    with press(spelt(assembled, chosen["links"]), chosen, modified) as ready:
        return ready.printed()


def pages_of_addresses(assembled: Assembled, settings: Mapping[str, str] | None = None) -> dict[str, int]:
    """The page of the PDF, counted from 1, on which the text of each address begins: the ledger of this edition."""
    chosen = settled("pdf", settings or {}, _SETTINGS)
    with press(spelt(assembled, chosen["links"]), chosen, None) as ready:
        found = ready.asked("query(<unit>).map(mark => (mark.value, mark.location().page()))")
    return dict(reversed(found))
