"""Pages for pandoc of formats it does not read: paragraphs and tables in HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from pubpipe.model import Code, CodeKind, Content

READER = "html+epub_html_exts"

_TAGS = {"b": "strong", "i": "em", "u": "u", "s": "s", "sup": "sup", "sub": "sub"}


def line(parts: Content) -> str:
    """A content as inline HTML; what crosses is closed and opened again."""
    written: list[str] = []
    standing: list[Code] = []
    for part in parts:
        if isinstance(part, str):
            written.append(escape(part, quote=False))
        elif part.type == "br":
            written.append("<br/>")
        elif part.kind is CodeKind.ALONE:
            written.append(escape(part.display, quote=False))
        elif part.kind is CodeKind.OPEN:
            standing.append(part)
            written += _opened([part])
        else:
            at = next((at for at, each in enumerate(standing) if (each.type, each.id) == (part.type, part.id)), None)
            if at is None:
                continue
            inner = standing[at + 1 :]
            written += [*_closed(standing[at:]), *_opened(inner)]
            standing[at:] = inner
    return "".join([*written, *_closed(standing)])


def paragraph(parts: Content) -> str:
    """A content as a paragraph."""
    return f"<p>{line(parts)}</p>"


def table(rows: Iterable[Sequence[str]], heading: bool) -> str:
    """Rows of cells, already HTML, as a table; `heading`: the first row heads it."""
    made: list[str] = []
    width = 0
    given = [list(row) for row in rows]
    width = max(map(len, given), default=0)
    for number, row in enumerate(given):
        tag = "th" if heading and number == 0 else "td"
        cells = "".join(f"<{tag}>{cell}</{tag}>" for cell in [*row, *[""] * (width - len(row))])
        made.append(f"<tr>{cells}</tr>")
    if heading and made:
        made[0] = f"<thead>{made[0]}</thead>"
    return f"<table>{''.join(made)}</table>"


def page(blocks: Iterable[str]) -> bytes:
    """Blocks as a page in UTF-8."""
    body = "\n".join(blocks)
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"/></head><body>\n{body}\n</body></html>\n'.encode(
        "utf-8", "replace"
    )


def _opened(codes: Iterable[Code]) -> list[str]:
    return [f"<{_TAGS[code.type]}>" for code in codes if code.type in _TAGS]


def _closed(codes: Sequence[Code]) -> list[str]:
    return [f"</{_TAGS[code.type]}>" for code in reversed(codes) if code.type in _TAGS]
