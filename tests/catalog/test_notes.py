"""What `#.` tells a translator."""

from __future__ import annotations

import pytest

from pubpipe.catalog.notes import notes
from pubpipe.model import Code, CodeKind, Content

PROTECTED = Code(CodeKind.ALONE, "c", 7, "SF-1449")
LEFT_OUT = Code(CodeKind.ALONE, "x", 2, "check\n this ")
FIELD = Code(CodeKind.ALONE, "fld", 3, "12")


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (("Use ", PROTECTED, " on page ", FIELD), ("codes: <c1/> SF-1449; <fld1/> 12",)),
        ((LEFT_OUT, "Use ", Code(CodeKind.ALONE, "x", 9)), ("codes: <x1/> check this",)),
        (("a", Code(CodeKind.ALONE, "br", 1, "\n"), Code(CodeKind.ALONE, "fn", 1, "1"), "b"), ()),
        ((Code(CodeKind.OPEN, "a", 1, "shown"), "b", Code(CodeKind.CLOSE, "a", 1)), ()),
        ((Code(CodeKind.ALONE, "c", 1, "x" * 90),), (f"codes: <c1/> {'x' * 60}…",)),
    ],
)
def test_codes_that_show_words_are_told(source: Content, told: tuple[str, ...]) -> None:
    assert notes("cell", source) == ("cell", *told)


def test_the_order_of_the_lines() -> None:
    assert notes("cell", (PROTECTED,), [("city", "市")], "offer 00000000: exact") == (
        "cell",
        "codes: <c1/> SF-1449",
        "terms: city 市",
        "offer 00000000: exact",
    )
