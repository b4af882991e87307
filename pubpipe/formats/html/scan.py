"""Every visible character of an HTML file, found by Python's own HTML parser: the denominator of the ledger.

It shares nothing with the walk but the knowledge of what template code looks like and which encoding the file has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from html.parser import HTMLParser

from pubpipe.errors import Unreadable
from pubpipe.formats._encoding import readable
from pubpipe.formats._templates import templates
from pubpipe.formats.html.encoding import decode
from pubpipe.messages import _
from pubpipe.model import Visible

_SPOKEN = re.compile(
    r"alt|title|label|summary|placeholder|aria-(?:label|description|placeholder|roledescription|valuetext)"
)
_META = re.compile(
    r"description|keywords|abstract|subject|application-name|apple-mobile-web-app-title"
    r"|dc(?:terms)?\.(?:title|description|subject|abstract)"
    r"|(?:og|twitter):(?:title|description|site_name|image:alt|label1|data1)"
)
_HEAD = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(?:(?!\1[ \t]*\r?$).*\n)*\1[ \t]*\r?$", re.M)
_FILLER = "\ue000"
_COMMENT_END = re.compile("--!?>")

FAILURES = 50
"""Tags without end that are tried; each costs the rest of the file."""


def scan(source: bytes) -> Iterator[Visible]:
    """Every text node and every readable attribute, by line; script and style sheets too."""
    text = decode(source).text
    scanner = _Scanner(text)
    scanner.feed(_masked(text))
    scanner.close()
    for each in scanner.found:
        yield Visible(each.part, each.place, readable(each.text))


def _masked(text: str) -> str:
    parts, at = [], 0
    head = _HEAD.match(text)
    for code in templates(text, head.end() if head else 0):
        parts += [text[at : code.start], re.sub(r"[^\n]", _FILLER, text[code.start : code.end])]
        at = code.end
    return "".join([*parts, text[at:]])


class _Scanner(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.lines = text.split("\n")
        self.found: list[Visible] = []
        self.failures = 0

    def _tried(self, end: int) -> int:
        self.failures += end < 0
        if self.failures > FAILURES:
            raise Unreadable(_("too many tags without end"))
        return end

    def parse_starttag(self, i: int) -> int:
        """Where the tag ends, or -1; not tried for ever."""
        return self._tried(super().parse_starttag(i))

    def parse_comment(self, i: int, report: bool = True) -> int:
        """Where the comment ends, as browsers see it: it may be empty, and one without end takes all the rest."""
        inside = i + len("<!--")
        for empty in (">", "->"):
            if self.rawdata.startswith(empty, inside):
                return inside + len(empty)
        end = _COMMENT_END.search(self.rawdata, inside)
        return end.end() if end else len(self.rawdata)

    def parse_html_declaration(self, i: int) -> int:
        """Where the declaration ends. One that means nothing, or has no end, ends as browsers see it: at any `>`."""
        if self.rawdata.startswith("<!--", i):
            return self.parse_comment(i)
        end = -1
        if self.failures <= FAILURES:
            with suppress(AssertionError):
                end = super().parse_html_declaration(i)
        if end < 0:
            self.failures += 1
            end = self.rawdata.find(">", i) + 1
        return end or len(self.rawdata)

    def parse_pi(self, i: int) -> int:
        """Where the instruction ends: at any `>`, as browsers see it."""
        return self.rawdata.find(">", i) + 1 or len(self.rawdata)

    def see(self, shown: str) -> None:
        line, column = self.getpos()
        rest = self.lines[line - 1][column:]
        for number, piece in enumerate(shown.split("\n"), line):
            piece = rest[: len(piece)]
            if piece.strip():
                self.found.append(Visible("text", f"line {number}", unescape(piece)))
            rest = self.lines[number] if number < len(self.lines) else ""

    def handle_data(self, data: str) -> None:
        self.see(data)

    def handle_entityref(self, name: str) -> None:
        self.see(f"&{name};" if self._semicolon(name) else f"&{name}")

    def handle_charref(self, name: str) -> None:
        self.see(f"&#{name};" if self._semicolon(f"#{name}") else f"&#{name}")

    def _semicolon(self, name: str) -> bool:
        line, column = self.getpos()
        return self.lines[line - 1].startswith(f"&{name};", column)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "xmp":
            self.set_cdata_mode(tag)
        values = {name: value or "" for name, value in attrs}
        kind = (values.get("name") or values.get("property") or values.get("itemprop") or "").strip().lower()
        for name, value in attrs:
            readable = (
                (_SPOKEN.fullmatch(name) and (tag, name) != ("link", "title"))
                or (tag == "meta" and name == "content" and _META.fullmatch(kind))
                or (tag == "input" and name == "value" and values.get("type") in ("button", "submit", "reset"))
            )
            shown = (value or "").replace(_FILLER, "")
            if readable and shown.strip():
                self.found.append(Visible("attributes", f"line {self.getpos()[0]}", shown))
