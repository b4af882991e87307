"""The parts of a presentation, found by their relationships, whatever they are called."""

from __future__ import annotations

import posixpath
from collections.abc import KeysView
from dataclasses import dataclass

from pubpipe.errors import Unreadable
from pubpipe.formats._office import Office
from pubpipe.formats.pptx._names import RELATION_ID, p
from pubpipe.messages import _
from pubpipe.packages.xml import parse


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide's part and those it stands on; "" for what it lacks."""

    part: str
    layout: str
    master: str
    notes: str
    comments: tuple[str, ...]


class Deck(Office):
    """A presentation and what it names."""

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self._relations: dict[str, dict[str, tuple[str, str]]] = {}
        self.main = self._related("", "officeDocument")
        if not self.main:
            raise Unreadable(_("not a PowerPoint file: it has no main document"))
        kind = self.package.content_type(self.main)
        if "wordprocessing" in kind or "spreadsheet" in kind or self.root(self.main).tag != p("presentation"):
            raise Unreadable(
                _("not a PowerPoint file: its main part is {kind}").format(kind=kind or self.root(self.main).tag)
            )

    def opened(self) -> KeysView[str]:
        """The parts looked at so far; a view that grows."""
        return self._trees.keys()

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part that lead to parts of the file, by id: kind and part."""
        if name not in self._relations:
            found = {each.id: (each.kind, each.target) for each in self.package.relations(name)}
            self._relations[name] = {key: each for key, each in found.items() if each[1] in self.package}
        return self._relations[name]

    def addresses(self, name: str) -> dict[str, str]:
        """The addresses outside the file that a part links to, by relationship."""
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if path not in self.package:
            return {}
        relations = parse(self.package.xml(path), path).getroot().iter("{*}Relationship")
        return {
            each.get("Id", ""): each.get("Target", "") for each in relations if each.get("TargetMode") == "External"
        }

    def _related(self, name: str, kind: str) -> str:
        return next((part for each, part in self.relations(name).values() if each == kind), "")

    def slides(self) -> list[Slide]:
        """The slides in the order of the show, each once."""
        relations = self.relations(self.main)
        found: dict[str, Slide] = {}
        for reference in self.root(self.main).iterfind(f"{p('sldIdLst')}/{p('sldId')}"):
            kind, part = relations.get(reference.get(RELATION_ID, ""), ("", ""))
            if kind != "slide" or part in found:
                continue
            layout = self._related(part, "slideLayout")
            master = self._related(layout, "slideMaster") if layout else ""
            comments = tuple(each for kind, each in self.relations(part).values() if kind == "comments")
            found[part] = Slide(part, layout, master, self._related(part, "notesSlide"), comments)
        return list(found.values())
