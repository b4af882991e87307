"""Addresses of links in print, where nobody can follow them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from pubpipe.books import Assembled, Inline
from pubpipe.books._ast import classes, each_inlines, inlines_of, nodes, paragraph, plain, span, string

LINKS = ("quiet", "notes", "brackets")
"""What an edition's setting `links` may say: no address is written, a note has it, or brackets behind the link."""
_OUTSIDE = ("https://", "http://", "ftp://", "mailto:")


def spelt(assembled: Assembled, links: str) -> Assembled:
    """The book with the addresses of links out of it in sight.

    A link whose words are its address says enough; headings are left alone, and so is English beside its Chinese. What
    stands in a note or a table has the address in brackets.
    """
    if links == "quiet":
        return assembled
    parts = []
    for part in assembled.parts:
        blocks = deepcopy(list(part.blocks))
        left = [node for node in nodes(blocks) if node["t"] in ("Header", "Note") or "original" in classes(node)]
        skipped = {id(each) for node in left for each in each_inlines([node])}
        close = [each for node in nodes(blocks) if node["t"] in ("Table", "Figure") for each in each_inlines([node])]
        bracketed = {id(each) for each in close}
        for inlines in [each for each in each_inlines(blocks) if id(each) not in skipped]:
            _spell(inlines, "brackets" if id(inlines) in bracketed else links)
        parts.append(replace(part, blocks=tuple(blocks), key=""))
    return replace(assembled, parts=tuple(parts))


def _spell(inlines: list[Inline], links: str) -> None:
    """Put each link's address behind it."""
    for place in range(len(inlines) - 1, -1, -1):
        node = inlines[place]
        if node["t"] == "Note":
            for inner in each_inlines(node["c"]):
                _spell(inner, "brackets")
        elif node["t"] == "Link":
            target = node["c"][2][0]
            if target.startswith(_OUTSIDE) and _bare(target) not in plain(node["c"][1]):
                shown = span([string(target.removeprefix("mailto:"))], lang="en")
                note: Inline = {"t": "Note", "c": [paragraph([shown])]}
                written = [note] if links == "notes" else [string("（"), shown, string("）")]
                inlines[place + 1 : place + 1] = written
        else:
            _spell(inlines_of(node) or [], links)


def _bare(target: str) -> str:
    """An address as people write it: icma.org/code."""
    return target.partition(":")[2].removeprefix("//").removeprefix("www.").rstrip("/")
