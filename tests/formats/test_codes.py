"""Targets with unsound codes, made sound."""

from __future__ import annotations

import re

import pytest

from pubpipe.formats._codes import mend
from pubpipe.model import Code, CodeKind, Content, content

_TAG = re.compile(r"(</?[a-z]+\d+/?>)")


def read(written: str) -> Content:
    """`<a1>one</a1> <br1/>` as content."""
    return content(_code(part) if _TAG.fullmatch(part) else part for part in _TAG.split(written))


def _code(tag: str) -> Code:
    kind = CodeKind.CLOSE if tag[1] == "/" else CodeKind.ALONE if tag[-2] == "/" else CodeKind.OPEN
    return Code(kind, "".join(filter(str.isalpha, tag)), int("".join(filter(str.isdigit, tag))))


def written(parts: Content) -> str:
    """The same as text."""
    forms = {CodeKind.OPEN: "<{}{}>", CodeKind.CLOSE: "</{}{}>", CodeKind.ALONE: "<{}{}/>"}
    return "".join(part if isinstance(part, str) else forms[part.kind].format(part.type, part.id) for part in parts)


@pytest.mark.parametrize(
    ("source", "target", "mended"),
    [
        ("<b1>one</b1> two", "二<b1>一</b1>", "二<b1>一</b1>"),
        ("<b1>one</b1><br1/>", "一", "一<br1/>"),
        ("<b1>one</b1>", "<b1>一</b1><b1>二</b1>", "<b1>一</b1>二"),
        ("<b1>one</b1>", "<b1>一", "<b1>一</b1>"),
        ("<b1>one</b1> <i1>two</i1>", "<b1>一<i1>二</b1>三</i1>", "<b1>一<i1>二</i1></b1><i1>三</i1>"),
        ("<a1>one</a1> <a2>two</a2>", "<a1>一<a2>二</a2>三</a1>", "<a1>一</a1><a2>二</a2>三"),
        ("<a1>one</a1> <a2>two</a2>", "<a1><b1>一<a2>二</a2></b1></a1>", "<a1>一</a1><a2>二</a2>"),
        (
            "<a1><b1>one</b1></a1> <a2>two</a2>",
            "<a1><b1>一<a2>二</a2></b1></a1>",
            "<a1><b1>一</b1></a1><b1><a2>二</a2></b1>",
        ),
        ("<a1>one <a2>two</a2></a1>", "<a1><a2>二</a2>一</a1>", "<a1><a2>二</a2>一</a1>"),
    ],
)
def test_mending(source: str, target: str, mended: str) -> None:
    assert written(mend(read(source), read(target))) == mended
