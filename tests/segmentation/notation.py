"""Content written as a person reads it: `One <b1>two</b1>.<fn1/>`."""

import re

from pubpipe.model import Code, CodeKind, Content, content

_CODE = re.compile(r"<(/?)([a-z]+)([0-9]+)(/?)>")


def parse(written: str, displays: dict[str, str] | None = None) -> Content:
    """The content; `displays` gives what a code of a type displays."""
    parts: list[str | Code] = []
    end = 0
    for match in _CODE.finditer(written):
        closing, name, number, alone = match.groups()
        kind = CodeKind.CLOSE if closing else CodeKind.ALONE if alone else CodeKind.OPEN
        parts += [written[end : match.start()], Code(kind, name, int(number), (displays or {}).get(name, ""))]
        end = match.end()
    return content([*parts, written[end:]])


def show(parts: Content) -> str:
    """The same, written."""
    forms = {CodeKind.OPEN: "<{}{}>", CodeKind.CLOSE: "</{}{}>", CodeKind.ALONE: "<{}{}/>"}
    return "".join(part if isinstance(part, str) else forms[part.kind].format(part.type, part.id) for part in parts)
