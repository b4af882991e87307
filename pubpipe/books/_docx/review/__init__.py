"""The review edition: a Word file of ours with every change against an earlier one tracked, and remarks as comments.

Accepting all changes gives the text of the new file, rejecting all that of the earlier one. Running heads, the contents
and page numbers are the new file's throughout: Word makes them anew.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from pubpipe.books._address import address_of
from pubpipe.books._docx.package import archive
from pubpipe.books._docx.review.accepting import accept
from pubpipe.books._docx.review.blocks import Blocks
from pubpipe.books._docx.review.marks import Marks
from pubpipe.books._docx.review.remarks import commented
from pubpipe.books._docx.xml import Element, serialise, tag
from pubpipe.errors import Unreadable
from pubpipe.messages import _

DOCUMENT, NOTES, SETTINGS = "word/document.xml", "word/footnotes.xml", "word/settings.xml"
_COMMENTS = "word/comments.xml"
_TYPES = "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATION_ID = tag("r:id")
_LARGEST = 512 * 2**20


@dataclass
class _File:
    """The parts of a Word file, and those that are compared as trees; `relations` are the elements, by id."""

    parts: dict[str, bytes]
    document: Element
    notes: Element
    relations: dict[str, dict[str, Element]]

    @classmethod
    def of(cls, source: bytes) -> _File:
        """Raises Unreadable for what is no Word file of ours."""
        try:
            with zipfile.ZipFile(io.BytesIO(source)) as package:
                if sum(each.file_size for each in package.infolist()) > _LARGEST:
                    raise Unreadable(_("not a Word edition made by pubpipe"))
                parts = {name: package.read(name) for name in package.namelist()}
            document, notes = (_parsed(parts[name]) for name in (DOCUMENT, NOTES))
            relations = {name: _relations(parts[_rels(name)]) for name in (DOCUMENT, NOTES)}
        except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
            raise Unreadable(_("not a Word edition made by pubpipe")) from error
        if not any(address_of(each.get(tag("w:name"), "")) for each in document.iter(tag("w:bookmarkStart"))):
            raise Unreadable(_("not a Word edition made by pubpipe"))
        return cls(parts, document, notes, relations)


def reviewed(
    new: bytes, earlier: bytes, date: datetime | None = None, remarks: Mapping[str, Sequence[str]] | None = None
) -> bytes:
    """The new file with its changes against the earlier one, dated so, and with remarks on the text of addresses.

    Changes tracked in the earlier file count as accepted; its comments are left out.
    Raises Unreadable for an earlier file that is none of ours.
    """
    before = _File.of(earlier)
    for tree in (before.document, before.notes):
        accept(tree)
    review = _Review(_File.of(new), before, date)
    review.compare()
    review.remark(remarks or {})
    return archive(review.parts())


class _Review:
    """A review under way."""

    def __init__(self, new: _File, old: _File, date: datetime | None) -> None:
        self._new, self._old = new, old
        self._parts = dict(new.parts)
        self._date = date.strftime("%Y-%m-%dT%H:%M:%SZ") if date else ""
        self._comments: Element | None = None
        self._carried: dict[tuple[str, str], str] = {}
        self._notes = {each.get(tag("w:id"), ""): each for each in new.notes}
        self._old_notes = {each.get(tag("w:id"), ""): each for each in old.notes}
        numbers = [int(each.get(tag("w:id"), "0")) for each in new.document.iter(tag("w:bookmarkStart"))]
        self._marks = Marks(self._date, max(numbers, default=0) + 100_000, self)

    def compare(self) -> None:
        """Put the changes into the new file's trees; notes are compared where their marks are."""
        blocks = Blocks(self._marks)
        old_body, body = (each.document[0] for each in (self._old, self._new))
        blocks.merge(list(old_body), body)
        for new_note, old_note in self._marks.paired_notes():
            self._marks.part = NOTES
            blocks.merge(list(self._old_notes[old_note]), self._notes[new_note])

    def remark(self, remarks: Mapping[str, Sequence[str]]) -> None:
        """Put comments on the text of addresses."""
        if remarks:
            self._comments = commented(self._new.document, remarks, self._date)

    def relation(self, identity: str) -> str:
        """The new file's relationship for one of the earlier file's; what it leads to is carried over."""
        part = self._marks.part
        if (part, identity) not in self._carried:
            element = self._old.relations[part].get(identity)
            if element is None:
                return identity
            target = element.get("Target", "")
            same = (each for each in self._new.relations[part].items() if _leads(each[1]) == _leads(element))
            known = next(same, None)
            if known is None:
                copy = etree.fromstring(etree.tostring(element))
                copy.set("Id", f"rIdE{len(self._carried) + 1}")
                known = (copy.get("Id", ""), copy)
                self._new.relations[part][known[0]] = copy
                name = posixpath.join("word", target)
                if element.get("TargetMode") != "External" and name in self._old.parts:
                    self._parts.setdefault(name, self._old.parts[name])
            self._carried[part, identity] = known[0]
        return self._carried[part, identity]

    def note(self, identity: str) -> str:
        """The id of a note that only the earlier file has, carried over."""
        copy = etree.fromstring(etree.tostring(self._old_notes[identity]))
        number = str(max(int(each) for each in self._notes) + 1)
        copy.set(tag("w:id"), number)
        part, self._marks.part = self._marks.part, NOTES
        for each in list(copy.iter(tag("w:bookmarkStart"), tag("w:bookmarkEnd"))):
            parent = each.getparent()
            assert parent is not None
            parent.remove(each)
        for each in copy.iter():
            for name, own in list(each.attrib.items()):
                if name in (_RELATION_ID, tag("r:embed")):
                    each.set(name, self.relation(str(own)))
        self._marks.part = part
        self._new.notes.append(copy)
        self._notes[number] = copy
        return number

    def parts(self) -> dict[str, bytes]:
        """The parts of the review."""
        types = _parsed(self._parts[_TYPES])
        if self._comments is not None:
            self._parts[_COMMENTS] = serialise(self._comments)
            etree.SubElement(types, f"{{{types.nsmap[None]}}}Override", PartName=f"/{_COMMENTS}", ContentType=_KIND)
            relation = etree.fromstring(
                b'<Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
            )
            for key, own in (("Id", "rIdComments"), ("Type", f"{_OFFICE}comments"), ("Target", "comments.xml")):
                relation.set(key, own)
            self._new.relations[DOCUMENT]["rIdComments"] = relation
        self._types(types)
        settings = _parsed(self._parts[SETTINGS])
        before = settings.find(tag("w:defaultTabStop"))
        assert before is not None
        before.addprevious(etree.Element(tag("w:trackRevisions")))
        trees = {DOCUMENT: self._new.document, NOTES: self._new.notes, _TYPES: types, SETTINGS: settings}
        for name, relations in self._new.relations.items():
            root = etree.Element(
                "{http://schemas.openxmlformats.org/package/2006/relationships}Relationships",
                nsmap={None: "http://schemas.openxmlformats.org/package/2006/relationships"},  # type: ignore[dict-item]
            )
            root.extend(relations.values())
            trees[_rels(name)] = root
        return self._parts | {name: serialise(tree) for name, tree in trees.items()}

    def _types(self, types: Element) -> None:
        """Say what kind of pictures came from the earlier file."""
        known = {each.get("Extension") for each in types}
        for each in _parsed(self._old.parts[_TYPES]):
            if each.get("Extension") and each.get("Extension") not in known:
                types.insert(0, each)


def _leads(relation: Element) -> tuple[str | None, ...]:
    return relation.get("Type"), relation.get("Target"), relation.get("TargetMode")


def _parsed(data: bytes) -> Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _rels(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def _relations(data: bytes) -> dict[str, Element]:
    return {each.get("Id", ""): each for each in _parsed(data)}
