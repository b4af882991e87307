"""Latin text within Chinese: its marks, and the case of its acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase

from pubpipe.checks import MINOR, Context, check
from pubpipe.checks._prose import pieces
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_IN_CITATION = re.compile(
    r"(?P<mark>[，；：])(?<=[A-Za-z].)\s?(?=(?:19|20)\d\d[，,a-z)）]|pp?\.|vol\.|et al|[A-Z][a-z]+,? [A-Z]\.)"
)
_ACRONYM = re.compile(r"[A-Z](?<!\w.)[A-Z]{1,5}\b")
_SHORT_WORD = re.compile(r"(?<![\w./@#:-])[A-Za-z]{3,6}(?![\w./@-])", re.ASCII)
_MARKS = {"，": ", ", "；": "; ", "：": ": "}


@check("linguistic-conventions/punctuation", id="ZH047", severity=MINOR, signs="，；：")
def marks_in_citations(segment: Segment, context: Context) -> Iterator[Issue]:
    """Within a source cited in English the marks are English: Smith, 2019, p. 12."""
    for begin, piece in pieces(segment.target):
        for found in _IN_CITATION.finditer(piece):
            span = (begin + found.start(), begin + found.end())
            yield Issue(_("a full-width mark in an English citation"), span, _MARKS[found["mark"]])


@check("terminology/acronym", id="ZH049", severity=MINOR, signs=ascii_lowercase)
def acronym_case(segment: Segment, context: Context) -> Iterator[Issue]:
    """An acronym keeps its capitals: ICMA, not icma."""
    small = {each.casefold(): each for each in _ACRONYM.findall(text(segment.source)) if len(each) > 2}
    if not small:
        return
    for begin, piece in pieces(segment.target):
        for found in _SHORT_WORD.finditer(piece):
            right = small.get(found[0].casefold())
            if right and found[0] != right and found[0] not in text(segment.source):
                yield Issue(
                    _("the acronym is written {word}").format(word=right),
                    (begin + found.start(), begin + found.end()),
                    right,
                )
