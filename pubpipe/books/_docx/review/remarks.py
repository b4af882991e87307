"""Comments on the text of addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pubpipe.books._address import address_of
from pubpipe.books._docx.review.marks import AUTHOR
from pubpipe.books._docx.runs import text_runs
from pubpipe.books._docx.xml import Element, make, tag


def commented(document: Element, remarks: Mapping[str, Sequence[str]], date: str) -> Element:
    """Put the ends and references of comments into the document; give the part that holds the comments."""
    made = make("w:comments")
    ends = {each.get(tag("w:id"), ""): each for each in document.iter(tag("w:bookmarkEnd"))}
    starts = {address_of(each.get(tag("w:name"), "")): each for each in document.iter(tag("w:bookmarkStart"))}
    dated: dict[str, str | int] = {"w:date": date} if date else {}
    for address, sentences in remarks.items():
        start = starts.get(address)
        if start is None or not address:
            continue
        end = ends[start.get(tag("w:id"), "")]
        for sentence in sentences:
            number = len(made)
            start.addprevious(make("w:commentRangeStart", {"w:id": number}))
            reference = make("w:r", {}, make("w:commentReference", {"w:id": number}))
            end.addnext(reference)
            end.addnext(make("w:commentRangeEnd", {"w:id": number}))
            paragraph = make("w:p", {}, *text_runs(sentence, context=True))
            initials: dict[str, str | int] = {"w:id": number, "w:author": AUTHOR, "w:initials": "pp", **dated}
            made.append(make("w:comment", initials, paragraph))
    return made
