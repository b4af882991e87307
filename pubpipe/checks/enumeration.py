"""Words side by side: 警察、消防、公园."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.checks import MINOR, Context, check
from pubpipe.checks._prose import HAN, pieces
from pubpipe.messages import _
from pubpipe.model import Issue, Segment, text

_WORDS = re.compile(
    rf"(?:(?<=[，。：；（“有括如是为])|(?<=包括)|\A(?!包括|例如|比如|如|[{HAN}]?有))(?P<words>(?:[{HAN}]{{1,4}}，){{2,}}[{HAN}]{{1,4}}?)(?=等|[。；）])"
    rf"|(?<=[，。：；（的含括如])(?P<joined>(?:[{HAN}]{{2}}，)+[{HAN}]{{2}}(?:和|与|及|以及)[{HAN}]{{2}})(?=[，。；等])"
)
_SIDE_BY_SIDE = re.compile(f"，[{HAN}]{{1,4}}，|，[{HAN}]{{2}}[和与及以]")
_THREE = re.compile(r"[\w’'-]+, [\w’'-]+(?: [\w’'-]+)?,? (?:and|or) [\w’'-]+|[\w’'-]+, [\w’'-]+, [\w’'-]+")
_VERBAL = re.compile("[是有不会能可就便又还都也将被把让使得了着过因但如则若而故所即须应请勿由]")


@check("linguistic-conventions/punctuation", id="ZH027", severity=MINOR, signs="，")
def enumeration_comma(segment: Segment, context: Context) -> Iterator[Issue]:
    """Words side by side are set apart by 、, clauses by ，: 警察、消防、公园."""
    if not _SIDE_BY_SIDE.search(text(segment.target)) or not _THREE.search(text(segment.source)):
        return
    for begin, piece in pieces(segment.target):
        for found in _WORDS.finditer(piece):
            group = "words" if found["words"] else "joined"
            if not _VERBAL.search(found[group]):
                span = (begin + found.start(group), begin + found.end(group))
                yield Issue(_("words side by side are set apart by 、"), span, found[group].replace("，", "、"))
