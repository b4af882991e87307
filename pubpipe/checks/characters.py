"""Characters that do not belong into Simplified Chinese: full-width Latin, Traditional forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from pubpipe.checks import MAJOR, MINOR, Context, check
from pubpipe.checks._prose import pieces
from pubpipe.checks._signs import between
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text
from pubpipe.text.traditional import traditional_characters

_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:．[０-９]+)?")


@check("locale-conventions/full-width", id="ZH015", severity=MINOR, signs=between("０９", "ＡＺ", "ａｚ"))
def full_width(segment: Segment, context: Context) -> Iterator[Issue]:
    """Latin letters and digits are half-width: 3500, not ３５００."""
    for begin, piece in pieces(segment.target):
        for found in _FULL_WIDTH.finditer(piece):
            span = (begin + found.start(), begin + found.end())
            better = normalize("NFKC", found[0])
            yield Issue(_("full-width letters or digits"), span, better, fix=better)


@check("locale-conventions/script", id="ZH040", severity=MAJOR, signs=traditional_characters())
def traditional(segment: Segment, context: Context) -> Iterator[Issue]:
    """A Simplified text holds no Traditional characters: 议会, not 議會."""
    target = text(segment.target)
    known = traditional_characters()
    found = [position for position, character in enumerate(target) if character in known]
    if found:
        characters = "".join(dict.fromkeys(target[position] for position in found))
        message = _("Traditional characters: {characters}").format(characters=characters)
        yield Issue(message, (found[0], found[0] + 1))
