"""Codes and marks as a translator sees them: `<b1>…</b1>`, `<fn2/>`, `<above/>`, `<tn>…</tn>`.

A code is `</?[a-z]+[0-9]+/?>`, its number counting within its segment and its type. Text that would itself read as a
code or a mark takes a backslash (`\\<b1>`), and backslashes that stand before a code, or before such text, are doubled;
every other character stands for itself: `R&D`, `a < b`, `C:\\data`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeAlias
from unicodedata import normalize

from pubpipe.errors import PubpipeError
from pubpipe.messages import _
from pubpipe.model import Code, CodeKind, Content, Span, codes, content, value
from pubpipe.patterns import pattern

_CLOSE, _ALONE = CodeKind.CLOSE, CodeKind.ALONE
ABOVE, BELOW, OMITTED = "<above/>", "<below/>", "<omitted/>"
NOTE_BEGINS, NOTE_ENDS = "<tn>", "</tn>"
MARKS = (ABOVE, BELOW, OMITTED)

TOKEN = re.compile(r"(?<!\\)(\\*+)(</?[a-z]+[0-9]+/?>|<above/>|<below/>|<omitted/>|</?tn>)")
_BARE_TOKEN = re.compile(r"(</?[a-z]+[0-9]+/?>|<above/>|<below/>|<omitted/>|</?tn>)")
_BACKSLASHES = re.compile(r"(?<!\\)\\+\Z")
_NEAR = pattern(r"[<＜〈]\s{0,3}[/／]?\s{0,3}[A-Za-zａ-ｚＡ-Ｚ]{1,9}\s{0,3}[0-9０-９]{0,9}\s{0,3}[/／]?\s{0,3}[>＞〉]")
_BRACKET = re.compile(r"[<＜〈]")
_BRACKETS = str.maketrans("〈〉", "<>")


@value
class Note:
    """What a translator explains to the reader, where it stands in the text."""

    text: str


Parts: TypeAlias = tuple[str | Code | Note, ...]
"""A translation in order: text, codes, and translator's notes."""


@value
class Target:
    """A msgstr, understood: its text, codes and translator's notes in order, and the marks it carries."""

    parts: Parts
    marks: tuple[str, ...] = ()

    @property
    def content(self) -> Content:
        """The translation without the translator's notes."""
        return content(part for part in self.parts if not isinstance(part, Note))

    def shown(self, note: Callable[[Content], Content]) -> Content:
        """The translation with each translator's note where it stands, written by `note`."""
        if len(self.parts) == 1 and isinstance(self.parts[0], str):
            return (self.parts[0],)
        parts: list[str | Code] = []
        for part in self.parts:
            parts += note((part.text,)) if isinstance(part, Note) else (part,)
        return content(parts)

    @property
    def notes(self) -> tuple[str, ...]:
        """The translator's notes alone."""
        return tuple(part.text for part in self.parts if isinstance(part, Note))


def in_brackets(note: Content) -> Content:
    """A translator's note as running text: （译者注：…）."""
    return content(("（译者注：", *note, "）"))


_LIGHT = ("b", "i", "u")
"""Types of codes that only dress their text."""


class FaultKind(StrEnum):
    """What can be wrong with the codes of a translation."""

    MISSING = "missing"
    EXTRA = "extra"
    DOUBLED = "doubled"
    CROSSED = "crossed"
    MALFORMED = "malformed"


@value
class Fault:
    """One thing wrong with the codes of a translation; a missing code has no span. Spans count in the msgstr."""

    kind: FaultKind
    code: str
    span: Span | None = None
    reason: str = ""

    @property
    def message(self) -> str:
        """What is wrong, as a sentence."""
        match self.kind:
            case FaultKind.MISSING:
                return _("the code {code} is missing").format(code=self.code)
            case FaultKind.EXTRA:
                return _("the source has no code {code}").format(code=self.code)
            case FaultKind.DOUBLED:
                return _("the code {code} stands more often than in the source").format(code=self.code)
            case FaultKind.CROSSED:
                return _("the code {code} crosses another").format(code=self.code)
            case FaultKind.MALFORMED:
                return _("{code}: {reason}").format(code=self.code, reason=self.reason)


def weighty(faults: Sequence[Fault], source: Content) -> list[Fault]:
    """The faults that damage what is said: all but a bold, italic or underline that is wholly lost."""
    missing = {fault.code for fault in faults if fault.kind is FaultKind.MISSING}
    codes = encode(source)
    return [fault for fault in faults if not (fault.code in missing and _is_light(fault.code, missing, codes))]


def other_half(code: str) -> str:
    """The code that closes, or opens, what a code opens or closes."""
    return "<" + code[2:] if code.startswith("</") else "</" + code[1:]


def type_of(code: str) -> str:
    """A code's type: b of `<b1>` and of `</b1>`."""
    return code.strip("</>").rstrip("0123456789")


def _is_light(code: str, missing: Collection[str], codes: str) -> bool:
    """Whether a missing code only dressed its text, and its other half is missing too or in no translator's hands."""
    wholly = other_half(code) in missing or other_half(code) not in codes
    return wholly and type_of(code) in _LIGHT


class CodeError(PubpipeError):
    """A translation whose codes or marks are not sound; `faults` says which."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = tuple(faults)


class Token(NamedTuple):
    """A code or mark as it stands in a text."""

    text: str
    start: int
    end: int


def encode(parts: Parts, source: Content | None = None) -> str:
    """The text of a msgid or msgstr; codes are numbered as in `source`, by default as in the content itself."""
    if len(parts) == 1 and isinstance(parts[0], str):
        return _escaped(parts[0])
    names = iter(_names_in_order((*(source or ()), *parts)))
    for _code in codes(source or ()):
        next(names)
    written: list[str] = []
    for part in parts:
        if isinstance(part, str):
            written.append(_escaped(part))
            continue
        if written:
            written[-1] = _guarded(written[-1])
        if isinstance(part, Note):
            written.append(NOTE_BEGINS + _guarded(_escaped(part.text)) + NOTE_ENDS)
        else:
            written.append(next(names))
    return "".join(written)


def _escaped(text: str) -> str:
    """Text with a backslash before what would read as a code or a mark."""
    return TOKEN.sub(lambda found: "\\" + found[1] * 2 + found[2], text) if "<" in text else text


def _guarded(text: str) -> str:
    """Text before a code, with its last backslashes doubled."""
    return _BACKSLASHES.sub(lambda found: found[0] * 2, text) if text.endswith("\\") else text


def decode(text: str, source: Content, moved: Sequence[Content] = ()) -> Content:
    """The content a text stands for, its codes those of `source`; translator's notes in brackets where they stand.

    `moved` are the sources of neighbours whose meaning went into this text (`<above/>`, `<below/>`); their codes
    are welcome here. Raises CodeError, listing everything unsound.
    """
    found = faults(source, text, moved)
    if found:
        raise CodeError(found)
    return understand(text, source, moved).shown(in_brackets)


def understand(text: str, source: Content, moved: Sequence[Content] = ()) -> Target:
    """Read a msgstr, whatever is in it: codes unknown to the source are left out, a note left open is closed."""
    pool = _pool(source, moved)
    parts: list[str | Code | Note] = []
    marks: list[str] = []
    note: list[str] | None = None
    for piece in pieces(text):
        if isinstance(piece, str):
            (parts if note is None else note).append(piece)
        elif piece.text in MARKS:
            marks.append(piece.text)
        elif piece.text == NOTE_BEGINS:
            note = [] if note is None else note
        elif piece.text == NOTE_ENDS:
            if note is not None:
                parts.append(Note("".join(note)))
            note = None
        elif pool.get(piece.text):
            parts.append(pool[piece.text].pop(0))
    if note:
        parts.append(Note("".join(note)))
    return Target(tuple(parts), tuple(marks))


def at_a_glance(text: str, source: Content) -> Target | None:
    """A msgstr with exactly the codes of its source in their order, as most have: understood, and without a fault.

    None where it must be looked at more closely.
    """
    own = [part for part in source if not isinstance(part, str)]
    if not own:
        return None if _BRACKET.search(text) else Target((text,) if text else ())
    split = _BARE_TOKEN.split(text)
    tokens = split[1::2]
    if len(tokens) != len(own) or "\\" in text or len(_BRACKET.findall(text)) > len(tokens):
        return None
    if tokens != _names_in_order(source):
        return None
    parts: list[str | Code | Note] = []
    for literal, code in zip(split[0::2], own, strict=False):
        if literal:
            parts.append(literal)
        parts.append(code)
    if split[-1]:
        parts.append(split[-1])
    return Target(tuple(parts))


def faults(source: Content, target: str, moved: Sequence[Content] = ()) -> list[Fault]:
    """Everything wrong with the codes and marks of a msgstr, in the order of the text, what is missing last.

    Where the msgstr is a mark, codes may be missing: `<omitted/>` cuts them, `<above/>` and `<below/>` send them to the
    neighbour, for which they are `moved`.
    """
    tokens = [piece for piece in pieces(target) if not isinstance(piece, str)]
    expected = Counter(_names_in_order(source))
    for neighbour in moved:
        expected.update(_names_in_order(neighbour))
    found = [*_misplaced(target, tokens), *_damaged(source, target, expected)]
    seen: Counter[str] = Counter()
    for token in tokens:
        if token.text in MARKS or token.text in (NOTE_BEGINS, NOTE_ENDS):
            continue
        seen[token.text] += 1
        if token.text.startswith("</") and token.text.endswith("/>"):
            reason = _("a code either closes or stands alone")
            found.append(Fault(FaultKind.MALFORMED, token.text, (token.start, token.end), reason))
        elif not expected[token.text]:
            found.append(Fault(FaultKind.EXTRA, token.text, (token.start, token.end)))
        elif seen[token.text] > expected[token.text]:
            found.append(Fault(FaultKind.DOUBLED, token.text, (token.start, token.end)))
    known = [token for token in tokens if expected[token.text]]
    crossing = [known[position] for position in _crossings([token.text for token in known])]
    allowed = _crossing_names(source, moved) if crossing else ()
    for token in crossing:
        if token.text not in allowed:
            found.append(Fault(FaultKind.CROSSED, token.text, (token.start, token.end)))
    found.sort(key=lambda fault: fault.span or (0, 0))
    if not any(token.text in MARKS for token in tokens):
        found += [Fault(FaultKind.MISSING, text) for text in (expected - seen).elements()]
    return found


def code_names(target: str) -> list[str]:
    """The codes of a msgstr as they are written in it, marks and translator's notes left out."""
    tokens = (piece for piece in pieces(target) if not isinstance(piece, str))
    return [token.text for token in tokens if token.text not in (*MARKS, NOTE_BEGINS, NOTE_ENDS)]


def _misplaced(target: str, tokens: Sequence[Token]) -> Iterator[Fault]:
    """Marks that do not stand alone, and translator's notes that are not closed or hold a code."""
    marks = [token for token in tokens if token.text in MARKS]
    alone = not any(isinstance(piece, str) and piece.strip() for piece in pieces(target))
    for position, mark in enumerate(marks):
        if position or not alone:
            reason = _("this mark stands for the whole segment, without other text or marks")
            yield Fault(FaultKind.MALFORMED, mark.text, (mark.start, mark.end), reason)
    opened: Token | None = None
    for token in tokens:
        if token.text == NOTE_BEGINS:
            if opened:
                reason = _("a translator's note within another")
                yield Fault(FaultKind.MALFORMED, token.text, (token.start, token.end), reason)
            opened = opened or token
        elif token.text == NOTE_ENDS:
            if not opened:
                reason = _("a translator's note ends that did not begin")
                yield Fault(FaultKind.MALFORMED, token.text, (token.start, token.end), reason)
            opened = None
        elif opened:
            reason = _("stands within a translator's note")
            yield Fault(FaultKind.MALFORMED, token.text, (token.start, token.end), reason)
    if opened:
        reason = _("a translator's note is not closed")
        yield Fault(FaultKind.MALFORMED, opened.text, (opened.start, opened.end), reason)


def _damaged(source: Content, target: str, expected: Counter[str]) -> Iterator[Fault]:
    """Codes and marks somebody mistyped: `<B1>`, `< b1 >`, `＜b1＞`, `<Above/>`."""
    plain = encode(source)
    for near in _NEAR.finditer(target):
        if TOKEN.fullmatch(near[0]) or near[0] in plain:
            continue
        straight = "".join(normalize("NFKC", near[0]).lower().translate(_BRACKETS).split())
        likely = f"<{straight.strip('</>')}/>"
        for meant in (straight, likely):
            if expected[meant] or meant in (*MARKS, NOTE_BEGINS, NOTE_ENDS):
                reason = _("should this be {code}?").format(code=meant)
                yield Fault(FaultKind.MALFORMED, near[0], near.span(), reason)
                break


def _crossings(names: Sequence[str]) -> list[int]:
    """Where a closing code does not close what was opened last.

    A closing code before its opening one, and a pair that begins before and ends within another, both cross. A half
    whose other half stands in another segment counts as opened before, or closed after, everything here.
    """
    openings = {name for name in names if not name.startswith("</") and not name.endswith("/>")}
    opened: dict[str, None] = {}
    crossing: list[int] = []
    for position, name in enumerate(names):
        if name in openings:
            opened[name] = None
        elif name.startswith("</"):
            opening = "<" + name[2:]
            if opening in opened:
                if next(reversed(opened)) != opening:
                    crossing.append(position)
                del opened[opening]
            elif opened or opening in openings:
                crossing.append(position)
    return crossing


def _crossing_names(source: Content, moved: Sequence[Content]) -> set[str]:
    """The closing codes that cross in the source already."""
    names = [_names_in_order(parts) for parts in (source, *moved)]
    return {each[position] for each in names for position in _crossings(each)}


def pieces(text: str) -> Iterator[str | Token]:
    """The text between codes and marks, its backslashes undone, and the codes and marks."""
    literal, position = "", 0
    for found in TOKEN.finditer(text):
        literal += text[position : found.start()] + "\\" * (len(found[1]) // 2)
        if len(found[1]) % 2:
            literal += found[2]
        else:
            if literal:
                yield literal
            literal = ""
            yield Token(found[2], found.start(2), found.end())
        position = found.end()
    if literal + text[position:]:
        yield literal + text[position:]


def _names_in_order(parts: Parts) -> list[str]:
    """The codes as text, in their order, numbered from 1 for each type in the order of first appearance."""
    numbers: dict[tuple[str, int], int] = {}
    counts: dict[str, int] = {}
    names = []
    for code in parts:
        if isinstance(code, Code):
            word, kind = code.type, code.kind
            number = numbers.get((word, code.id))
            if number is None:
                number = numbers[word, code.id] = counts[word] = counts.get(word, 0) + 1
            opening = "</" if kind is _CLOSE else "<"
            names.append(f"{opening}{word}{number}{'/>' if kind is _ALONE else '>'}")
    return names


def _pool(source: Content, moved: Sequence[Content]) -> dict[str, list[Code]]:
    """For each code as text, the codes it stands for: the source's own first, then those of moved neighbours."""
    pool: dict[str, list[Code]] = {}
    for parts in (source, *moved):
        for name, code in zip(_names_in_order(parts), codes(parts), strict=True):
            pool.setdefault(name, []).append(code)
    return pool
