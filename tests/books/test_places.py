"""Where a term stands as a word of its own."""

from __future__ import annotations

import pytest

from pubpipe.books._places import first_form

KNOWN = ("预算", "资本预算", "资本预算草案", "基金", "基金余额")


@pytest.mark.parametrize(
    ("text", "forms", "expected"),
    [
        ("资本预算与预算", KNOWN, ("资本预算", 0)),
        ("资本预算与预算", ("预算",), ("预算", 5)),
        ("资本预算草案", ("预算", "资本预算"), None),
        ("说明基金余额，再说明基金", ("基金",), ("基金", 10)),
        ("草案：资本预算", ("资本预算",), ("资本预算", 3)),
        ("没有", KNOWN, None),
        ("", KNOWN, None),
    ],
)
def test_a_longer_form_keeps_what_is_its(text: str, forms: tuple[str, ...], expected: tuple[str, int] | None) -> None:
    assert first_form(text, forms, KNOWN) == expected
