"""XLIFF 1.2 written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from lxml import etree

from pubpipe import __version__
from pubpipe.exchange import Options, Sentence, Sheet
from pubpipe.exchange._base import base
from pubpipe.exchange._inline import TYPES, Tag, cut, legal
from pubpipe.exchange._xml import XML_LANG, XML_SPACE
from pubpipe.model import SOURCE_LANGUAGE, CodeKind, Match, State

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
TOOL = "pubpipe"
BASE = "x-pubpipe-base-"
"""The context type that keeps what the PO file held, with the number of the sentence."""

_TARGET = "zh-CN"
_PREFIXES: dict[Any, str] = {None: NAMESPACE}
_STATES = {
    State.UNTRANSLATED: "needs-translation",
    State.FUZZY: "needs-review-translation",
    State.TRANSLATED: "translated",
}
_PLACEHOLDERS = {"br": "lb", "img": "image"}
_DELIMITERS = {name: TYPES[name] for name in ("b", "i", "u", "a")}


def write(sheets: Sequence[Sheet], options: Options) -> bytes:
    """One `file` a sheet."""
    root = etree.Element(_name("xliff"), {"version": "1.2"}, nsmap=_PREFIXES)
    for sheet in sheets:
        kind = sheet.name.rpartition(".")[2].lower() or "plaintext"
        file = _child(
            root,
            "file",
            original=sheet.name,
            source_language=SOURCE_LANGUAGE,
            target_language=_TARGET,
            datatype=kind if kind in ("html", "plaintext") else f"x-{kind}",
            tool_id=TOOL,
        )
        header = _child(file, "header")
        _child(header, "tool", tool_id=TOOL, tool_name="pubpipe", tool_version=__version__)
        body = _child(file, "body")
        for element in (root, file, header, body):
            element.text = "\n"
        header.tail = body.tail = file.tail = "\n"
        for _unit, group in groupby(sheet.sentences, key=lambda sentence: sentence.unit):
            sentences = list(group)
            for some in [[each] for each in sentences] if options.by_sentence else [sentences]:
                _Unit(some, options).write(body)
    indented: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return indented + b"\n"


class _Unit:
    """One trans-unit, of all sentences of a unit or of one."""

    def __init__(self, sentences: Sequence[Sentence], options: Options) -> None:
        self._sentences = sentences
        self._options = options
        self._segmented = not options.by_sentence

    def write(self, body: Any) -> None:
        first = self._sentences[0]
        address = first.unit if self._segmented else first.place
        unit = _child(body, "trans-unit", id=address.rpartition(":")[2], resname=legal(address))
        unit.set("restype", f"x-{first.role}")
        unit.set(XML_SPACE, "preserve")
        body[-1].tail = "\n"
        source = _child(unit, "source")
        source.set(XML_LANG, SOURCE_LANGUAGE)
        self._fill(source, [each.source for each in self._sentences], marked=False, spaced=True)
        if self._segmented:
            marked = _child(unit, "seg-source")
            self._fill(marked, [each.source for each in self._sentences], marked=True, spaced=True)
        self._target(unit)
        self._context(unit)
        self._notes(unit)
        for sentence in self._sentences:
            self._remembered(unit, sentence)
        for child in unit:
            child.tail = "\n"
        unit.text = "\n"

    def _target(self, unit: Any) -> None:
        target = _child(unit, "target")
        target.set(XML_LANG, _TARGET)
        if self._options.copy_source:
            self._fill(target, [each.source for each in self._sentences], marked=self._segmented, spaced=True)
            return
        state = least(each.state for each in self._sentences)
        signed = state is State.TRANSLATED and all(each.signed for each in self._sentences)
        target.set("state", "signed-off" if signed else _STATES[state])
        if signed:
            unit.set("approved", "yes")
        if any(each.target for each in self._sentences):
            self._fill(target, [each.target for each in self._sentences], marked=self._segmented, spaced=False)

    def _fill(self, element: Any, texts: Sequence[str], *, marked: bool, spaced: bool) -> None:
        """Put the texts of the sentences into an element, in marks or one after the other."""
        begun: set[str] = set()
        writer = _Writer(element, begun)
        for position, (sentence, text) in enumerate(zip(self._sentences, texts, strict=True)):
            if position and spaced:
                writer.text(sentence.space)
            if marked:
                mark = _child(element, "mrk", mtype="seg", mid=str(sentence.number))
                _Writer(mark, begun).parts(text, sentence)
            else:
                writer.parts(text, sentence)

    def _context(self, unit: Any) -> None:
        group = _child(unit, "context-group", purpose="information")
        for sentence in self._sentences:
            held = base(sentence.target, sentence.state)
            _child(group, "context", legal(held), context_type=f"{BASE}{sentence.number}")
        before, after = self._sentences[0].before, self._sentences[-1].after
        for name, neighbour in (("x-previous", before), ("x-next", after)):
            if neighbour:
                _child(group, "context", legal(neighbour), context_type=name)

    def _notes(self, unit: Any) -> None:
        several = len(self._sentences) > 1
        for sentence in self._sentences:
            number = f"{sentence.number}: " if several else ""
            for note in sentence.notes:
                _note(unit, TOOL, number + note)
            if sentence.comment:
                _note(unit, f"{TOOL} comment", number + sentence.comment)

    def _remembered(self, unit: Any, sentence: Sentence) -> None:
        if sentence.previous and sentence.target:
            self._alternative(unit, sentence, sentence.previous, sentence.target, "previous-version", "", "previous")
        for match in sentence.offers:
            self._alternative(unit, sentence, match.unit.source, match.unit.target, "proposal", *_origin(match))

    def _alternative(
        self, unit: Any, sentence: Sentence, source: str, target: str, kind: str, quality: str, origin: str
    ) -> None:
        found = _child(unit, "alt-trans", alttranstype=kind)
        if self._segmented:
            found.set("mid", str(sentence.number))
        if quality:
            found.set("match-quality", quality)
        found.set("origin", legal(origin))
        for name, text, language in (("source", source, SOURCE_LANGUAGE), ("target", target, _TARGET)):
            side = _child(found, name)
            side.set(XML_LANG, language)
            _Writer(side, set()).parts(text, sentence)


def least(states: Iterable[State]) -> State:
    """How far a unit is: as far as the least of its sentences."""
    return min(states, key=list(State).index)


def _origin(match: Match) -> tuple[str, str]:
    seen = " ".join(filter(None, [match.unit.origin, match.unit.place]))
    return f"{match.similarity}%", "; ".join(filter(None, [match.kind.value, seen, match.change]))


def _note(unit: Any, author: str, text: str) -> None:
    note = _child(unit, "note", legal(text))
    note.set("from", author)


class _Writer:
    """Puts text and codes into an element, in order; `begun` are the halves the same source or target holds so far."""

    def __init__(self, element: Any, begun: set[str]) -> None:
        self._open = [element]
        self._begun = begun

    def text(self, text: str) -> None:
        """Text where the element ends now."""
        inside = self._open[-1]
        if len(inside):
            inside[-1].tail = (inside[-1].tail or "") + text
        else:
            inside.text = (inside.text or "") + text

    def parts(self, text: str, sentence: Sentence) -> None:
        """A PO text."""
        for part in cut(text):
            if isinstance(part, str):
                self.text(part)
            elif part.whole and part.kind is CodeKind.OPEN:
                self._open.append(self._code("g", part, sentence, _DELIMITERS))
            elif part.whole and part.kind is CodeKind.CLOSE:
                self._open.pop()
            elif part.kind is CodeKind.ALONE:
                self._code("x", part, sentence, _PLACEHOLDERS)
            else:
                self._half(part, sentence)

    def _half(self, part: Tag, sentence: Sentence) -> None:
        """A code whose pair ends elsewhere: `rid` joins them where both stand in the same source or target."""
        opens = part.kind is CodeKind.OPEN
        code = self._code("bx" if opens else "ex", part, sentence, _DELIMITERS if opens else None)
        name = _named(part, sentence)
        code.set("id", name if opens else f"{name}-end")
        if opens != (name in self._begun):
            code.set("rid", name)
        if opens:
            self._begun.add(name)

    def _code(self, element: str, part: Tag, sentence: Sentence, types: Mapping[str, str] | None) -> Any:
        code = _child(self._open[-1], element, id=_named(part, sentence))
        if types is not None:
            code.set("ctype", types.get(part.type, f"x-{part.type}"))
        code.set("equiv-text", part.text)
        return code


def _named(part: Tag, sentence: Sentence) -> str:
    """A code's id, the same wherever it stands in its unit; one the source does not know has its own."""
    if part.text in sentence.codes:
        return sentence.codes[part.text]
    return f"{part.name}-{sentence.number}"


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _child(parent: Any, name: str, text: str | None = None, /, **attributes: str) -> Any:
    """A new last child; `context_type` is written `context-type`."""
    spelled = {key.replace("_", "-"): legal(value) for key, value in attributes.items()}
    child = etree.SubElement(parent, _name(name), spelled)
    child.text = text
    return child
