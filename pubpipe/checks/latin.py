"""Latin text within Chinese: its marks, and the case of its acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MINOR, Context, check
from pubpipe.checks._prose import pieces
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_IN_CITATION = re.compile(
    r"(?<=[A-Za-z])(?P<mark>[，；：])\s?(?=(?:19|20)\d\d[，,a-z)）]|pp?\.|vol\.|et al|[A-Z][a-z]+,? [A-Z]\.)"
)
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
_MARKS = {"，": ", ", "；": "; ", "：": ": "}


@check("linguistic-conventions/punctuation", id="ZH047", severity=MINOR)
def marks_in_citations(segment: Segment, context: Context) -> Iterator[Issue]:
    """Within a source cited in English the marks are English: Smith, 2019, p. 12."""
    for begin, piece in pieces(segment.target):
        for found in _IN_CITATION.finditer(piece):
            span = (begin + found.start(), begin + found.end())
            yield Issue(_("a full-width mark in an English citation"), span, _MARKS[found["mark"]])


@check("terminology/acronym", id="ZH049", severity=MINOR)
def acronym_case(segment: Segment, context: Context) -> Iterator[Issue]:
    """An acronym keeps its capitals: ICMA, not icma."""
    acronyms = set(_ACRONYM.findall(text(segment.source)))
    small = {each.casefold(): each for each in acronyms if len(each) > 2}
    for begin, piece in pieces(segment.target):
        for found in re.finditer(r"(?<![\w./@#:-])[A-Za-z]{3,6}(?![\w./@-])", piece, re.ASCII):
            right = small.get(found[0].casefold())
            if right and found[0] != right and found[0] not in text(segment.source):
                yield Issue(
                    _("the acronym is written {word}").format(word=right),
                    (begin + found.start(), begin + found.end()),
                    right,
                )
