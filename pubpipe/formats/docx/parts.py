"""The parts of a Word file, found by their relationships and content types, whatever they are called."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats._office import Office
from pubpipe.formats.docx._stretches import Stretches, parsed
from pubpipe.formats.docx.names import ID, RELATION_ID, TYPE, w
from pubpipe.messages import _


class Word(Office):
    """A Word file and what its document names; with `apart`, its runs of text stand beside its trees."""

    def __init__(self, source: bytes, apart: bool = False) -> None:
        super().__init__(source)
        self._apart = apart
        self._stretches: dict[str, Stretches] = {}
        self.main = self.start()
        if not self.main:
            raise Unreadable(_("not a Word file: it has no main document"))
        kind = self.package.content_type(self.main)
        if "spreadsheet" in kind or "presentation" in kind or self.root(self.main).tag != w("document"):
            raise Unreadable(
                _("not a Word file: its main part is {kind}").format(kind=kind or self.root(self.main).tag)
            )
        if self.root(self.main).find(w("body")) is None:
            raise Unreadable(_("a damaged Word file: its document has no body"))
        self._relations = self.package.relations(self.main)
        self._related: dict[str, str] = {}

    def stretches(self, name: str) -> Stretches:
        """The runs of a part that stand beside its tree."""
        self.root(name)
        return self._stretches[name]

    def _parsed(self, name: str, data: bytes) -> etree._ElementTree:
        tree, self._stretches[name] = parsed(data, name, self._apart)
        return tree

    def _written(self, name: str) -> bytes:
        return self._stretches[name].filled(super()._written(name))

    def related(self, kind: str) -> str:
        """The part the document names for a purpose (`styles`, `footnotes` …), or ""."""
        if kind not in self._related:
            found = (each.target for each in self._relations if each.kind == kind and each.target in self.package)
            self._related[kind] = next(found, "")
        return self._related[kind]

    def chunks(self) -> frozenset[str]:
        """The parts that stand for other documents set into this one (altChunk)."""
        return frozenset(each.target for each in self._relations if each.kind == "aFChunk") - {""}

    def margins(self, references: Iterable[etree._Element]) -> list[tuple[str, str]]:
        """The parts of headers and footers that sections refer to, each once, with `header` or `footer`."""
        targets = {each.id: each.target for each in self._relations}
        found: dict[str, str] = {}
        for reference in references:
            target = targets.get(reference.get(RELATION_ID, ""), "")
            if target in self.package:
                found.setdefault(target, "header" if str(reference.tag).endswith("headerReference") else "footer")
        return list(found.items())

    def notes(self, kind: str) -> dict[str, etree._Element]:
        """The footnotes, endnotes or comments of the document by id, separators left out."""
        name = self.related(kind)
        if not name:
            return {}
        tag = w(kind.removesuffix("s"))
        return {each.get(ID, ""): each for each in self.root(name).iter(tag) if each.get(TYPE, "normal") == "normal"}
