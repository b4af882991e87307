"""The one walk over an EPUB's own records, its package document and NCX: titles, descriptions, labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from pubpipe.formats import Rules
from pubpipe.formats._lines import Met
from pubpipe.formats._spans import Mark, Piece, Text, gather
from pubpipe.formats.html.meaning import LEFT_OUT
from pubpipe.formats.html.tokens import Token, tokens
from pubpipe.formats.html.walk import Found
from pubpipe.model import CodeKind, Fate

CDATA = "<![CDATA["

_TRANSLATED = frozenset(["title", "description", "subject"])
_PROPERTIES = frozenset(
    ["accessibilitysummary", "title", "description", "abstract", "subject", "belongs-to-collection", "title-short"]
)
"""Properties of meta elements whose value a reader sees, without their prefix."""
_PEOPLE = frozenset(["creator", "contributor", "publisher", "docauthor"])
_ATTRIBUTES = {"title": "", "content": "package metadata", "file-as": "sorting name", "alt": ""}
"""Attributes people read, and the rule that protects them, if one does."""

_TAG = re.compile(r"&lt;/?[A-Za-z](?:(?!&[lg]t;)[^<])*&gt;")
_WORD = re.compile(r"\s+|\S+")


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def walk_record(text: str, kind: str, rules: Rules) -> Found:
    """Visit each translatable place of a package document (`kind` package) or of an NCX, in order."""
    return _Walk(text, kind, rules).run()


class _Walk:
    def __init__(self, text: str, kind: str, rules: Rules) -> None:
        self.text = text
        self.kind = kind
        self.rules = rules
        self.found = Found()
        self.stack: list[tuple[str, str]] = []
        self.pieces: list[Piece] = []

    def run(self) -> Found:
        for token in tokens(self.text):
            match token.kind:
                case "start":
                    self.flush()
                    self.start(token)
                case "end":
                    self.flush()
                    self.end(local(token.name))
                case "comment" if self.text.startswith(CDATA, token.start):
                    shown = self.text[token.start + len(CDATA) : token.end].removesuffix("]]>")
                    self.pieces.append(Text(token.start, token.end, shown))
                case "text" | "raw" | "template" if not token.silent:
                    self.pieces.append(Text(token.start, token.end, self.text[token.start : token.end]))
        self.flush()
        return self.found

    def start(self, token: Token) -> None:
        name = local(token.name)
        values = {local(each.name): self.text[each.start : each.end] for each in token.attributes}
        for each in token.attributes:
            rule = _ATTRIBUTES.get(local(each.name))
            if rule is None or not self.text[each.start : each.end].strip():
                continue
            if not rule and not self.rules.meta:
                self.found.met.append(Met(each.start, each.end, Fate.EXCLUDED, LEFT_OUT["meta"], token.start))
                continue
            piece = Text(each.start, each.end, unescape(self.text[each.start : each.end]))
            place = None if rule else gather([piece], "meta", style="title", form=f"attribute{each.quote}")
            if place:
                self.found.places.append(place)
                self.found.met.append(Met(each.start, each.end, Fate.TRANSLATED, "meta", token.start))
            else:
                rule = rule or "no letter or digit"
                self.found.met.append(Met(each.start, each.end, Fate.PROTECTED, rule, token.start))
        if not token.closed:
            self.stack.append((name, local(values.get("property", "")).lower()))
            if name in _TRANSLATED:
                self.found.languages += [(each.start, each.end) for each in token.attributes if each.name == "xml:lang"]

    def end(self, name: str) -> None:
        while self.stack:
            if self.stack.pop()[0] == name:
                return

    def flush(self) -> None:
        """The text that ends here is a place, or it is kept by a named rule."""
        pieces, self.pieces = self.pieces, []
        if not pieces or not any(isinstance(each, Text) and each.shown.strip() for each in pieces):
            return
        fate, rule, role = self.fate()
        place = gather(self.words(pieces), role, style=self.stack[-1][0]) if fate is Fate.TRANSLATED else None
        if place:
            self.found.places.append(place)
        elif fate is Fate.TRANSLATED:
            fate, rule = Fate.PROTECTED, "no letter or digit"
        for each in pieces:
            section = self.text.startswith(CDATA, each.start)
            start, end = (each.start + len(CDATA), each.end - 3) if section else (each.start, each.end)
            self.found.met.append(Met(start, end, fate, rule))

    def words(self, pieces: list[Piece]) -> Iterator[Piece]:
        """The words, the white space between them, and the tags of a description that is escaped HTML."""
        for each in pieces:
            if self.text.startswith(CDATA, each.start) and isinstance(each, Text):
                yield Text(each.start, each.end, " ".join(each.shown.split()))
                continue
            at = each.start
            for tag in _TAG.finditer(self.text, each.start, each.end):
                yield from self.plain(at, tag.start())
                yield Mark(*tag.span(), CodeKind.ALONE, "x")
                at = tag.end()
            yield from self.plain(at, each.end)

    def plain(self, start: int, end: int) -> Iterator[Piece]:
        for word in _WORD.finditer(self.text, start, end):
            yield Text(*word.span(), unescape(word.group()))

    def fate(self) -> tuple[Fate, str, str]:
        """What becomes of text directly inside the innermost element: fate, rule and role."""
        names = [name for name, _property in self.stack]
        if not names:
            return Fate.EXCLUDED, "stray characters", ""
        if set(names) & _PEOPLE:
            return Fate.PROTECTED, "name of a person or publisher", ""
        if self.kind == "ncx":
            if "pagetarget" in names:
                return Fate.PROTECTED, "page number", ""
            if names[-1] == "text":
                return Fate.TRANSLATED, "header", "header"
            return Fate.EXCLUDED, "stray characters", ""
        if not {"metadata", "dc-metadata"} & set(names) or names[-1] in ("metadata", "dc-metadata", "x-metadata"):
            return Fate.EXCLUDED, "stray characters", ""
        if names[-1] in _TRANSLATED or (names[-1] == "meta" and self.stack[-1][1] in _PROPERTIES):
            return (Fate.TRANSLATED, "meta", "meta") if self.rules.meta else (Fate.EXCLUDED, LEFT_OUT["meta"], "")
        return Fate.PROTECTED, "package metadata", ""
