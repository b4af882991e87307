"""Addresses in text and as names of bookmarks."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe import books
from pubpipe.model import Document, Unit


def test_bookmark() -> None:
    assert books.bookmark("2:2.1/p3") == "_u2_c2_d1_sp3"
    assert books.address_of("_u2_c2_d1_sp3") == "2:2.1/p3"
    assert (books.address_of("_Toc1"), books.address_of("_r_c2")) == ("", "")
    assert books.bookmark("1:" + "1." * 20) == ""


@given(st.text(alphabet="0123456789.:/-_pхn图", min_size=1, max_size=14))
@settings(max_examples=100, deadline=None)
def test_bookmarks_are_reversible(address: str) -> None:
    name = books.bookmark(address)
    assert re.fullmatch(r"(_\w{1,39})?", name)
    assert not name or books.address_of(name) == address


def test_mark_leaves_out_by_rule() -> None:
    document = Document(
        (
            Unit("0/d1", "header", ("Head",)),
            Unit("1/h", "heading", ("Title",), 1),
            Unit("1/p1", "paragraph", ("Text",)),
            Unit("1/p2", "paragraph", ("Contents",), style="TOC Heading"),
            Unit("1/p3", "paragraph", (" ",)),
        )
    )
    marked = books.mark(document, 3, {"1/p1": ("正文",)})
    assert marked == {
        "1/h": ("\ue4f03:1/h\ue4f1Title",),
        "1/p1": ("\ue4f03:1/p1\ue4f1正文",),
        "1/p2": ("\ue4f03:1/p2\ue4f1Contents",),
        "1/p3": ("\ue4f03:1/p3\ue4f1 ",),
    }
    assert books.expected(document, 3) == ["3:1/h", "3:1/p1"]
