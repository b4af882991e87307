"""Inline codes: from PO text to the elements of XML formats, and from anybody's elements to PO text.

PO text is cut at its codes and nowhere else: backslashes and marks (`<above/>`, `<tn>…</tn>`) stay in the text, where a
translator may write them too. What comes back is joined again, so that nothing can change on the way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pubpipe.catalog import Token, pieces
from pubpipe.model import CodeKind

CHARACTER = "char"
"""The type of a character XML cannot hold."""

TYPES = {"b": "bold", "i": "italic", "u": "underlined", "a": "link", "br": "lb", "img": "image"}
"""XLIFF's words for our types, where it has one."""

_CODE = re.compile(r"<(/?)([a-z]+)([0-9]+)(/?)>")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHOWN_CHARACTER = re.compile(r"U\+([0-9A-F]{4,6})")
_LETTERS = {
    **{name: letter for letter, name in TYPES.items()},
    "ulined": "u",
    "ul": "u",
    "strong": "b",
    "em": "i",
    "emph": "i",
    "break": "br",
}
_DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Tag:
    """A code on its way out. `name` is `b1`; `whole` says that its pair stands in this text and nests in it soundly."""

    text: str
    kind: CodeKind
    type: str
    name: str
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A code that came in from an element.

    `id` is what tells it from others of its text, the same for both ends of a pair and in source and target; `type` is
    the file's word for it. `text` is what the element says it stands for, which is PO text where we wrote it.
    """

    kind: CodeKind
    id: str
    type: str = ""
    text: str = ""


def cut(text: str) -> list[str | Tag]:
    """The text between codes, as PO writes it, and the codes."""
    parts: list[str | Tag] = []
    position = 0
    for token in pieces(text):
        if isinstance(token, Token) and _CODE.fullmatch(token.text):
            parts += _legal(text[position : token.start])
            parts.append(_tag(token.text))
            position = token.end
    parts += _legal(text[position:])
    return _paired(parts)


def _legal(text: str) -> Iterator[str | Tag]:
    """The text cut at characters XML cannot hold."""
    position = 0
    for found in _FORBIDDEN.finditer(text):
        if text[position : found.start()]:
            yield text[position : found.start()]
        yield Tag(f"U+{ord(found[0]):04X}", CodeKind.ALONE, CHARACTER, f"u{ord(found[0]):04x}")
        position = found.end()
    if text[position:]:
        yield text[position:]


def legal(text: str) -> str:
    """The text without characters XML cannot hold, for names and notes."""
    return _FORBIDDEN.sub("\ufffd", text)


def _tag(token: str) -> Tag:
    found = _CODE.fullmatch(token)
    assert found
    kind = CodeKind.ALONE if found[4] else CodeKind.CLOSE if found[1] else CodeKind.OPEN
    return Tag(token, kind, found[2], found[2] + found[3])


def _paired(parts: list[str | Tag]) -> list[str | Tag]:
    """The same with `whole` set; a pair that crosses another, or goes too deep, is not whole."""
    opened: list[int] = []
    names: Counter[str] = Counter()
    for position, part in enumerate(parts):
        if not isinstance(part, Tag):
            continue
        if part.kind is CodeKind.OPEN:
            opened.append(position)
            names[part.name] += 1
        elif part.kind is CodeKind.CLOSE and names[part.name]:
            begun = opened.pop()
            while _name(parts[begun]) != part.name:
                names[_name(parts[begun])] -= 1
                begun = opened.pop()
            names[part.name] -= 1
            if len(opened) < _DEEPEST:
                for each in (begun, position):
                    tag = parts[each]
                    assert isinstance(tag, Tag)
                    parts[each] = replace(tag, whole=True)
    return parts


def _name(part: str | Tag) -> str:
    return part.name if isinstance(part, Tag) else ""


class Naming:
    """PO names for the codes of a source and of its targets, which share ids."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}
        self._counts: Counter[str] = Counter()

    def text(self, parts: Sequence[str | Mark]) -> str:
        """The PO text of what came in."""
        return "".join(part if isinstance(part, str) else self._token(part) for part in parts)

    def _token(self, mark: Mark) -> str:
        shown = _SHOWN_CHARACTER.fullmatch(mark.text) if mark.type in (CHARACTER, f"x-{CHARACTER}") else None
        if shown and int(shown[1], 16) < 0x110000:
            return chr(int(shown[1], 16))
        found = _CODE.fullmatch(mark.text)
        if found:
            return mark.text
        ends = "alone" if mark.kind is CodeKind.ALONE else "pair"
        if (ends, mark.id) not in self._names:
            letters = letters_of(mark.type) or ("x" if mark.kind is CodeKind.ALONE else "f")
            self._counts[letters] += 1
            self._names[ends, mark.id] = f"{letters}{self._counts[letters]}"
        name = self._names[ends, mark.id]
        return {CodeKind.OPEN: f"<{name}>", CodeKind.CLOSE: f"</{name}>", CodeKind.ALONE: f"<{name}/>"}[mark.kind]


def letters_of(type: str) -> str:
    """Our word for an element's type, or "" if it says nothing."""
    word = type.lower().removeprefix("x-")
    return _LETTERS.get(word, word if re.fullmatch("[a-z]{1,6}", word) and type.startswith("x-") else "")


def mapped(text: str, names: Mapping[str, str]) -> str:
    """The text with its codes named otherwise: `{"<f1>": "<b1>"}`."""
    return "".join(part if isinstance(part, str) else names.get(part.text, part.text) for part in cut(text))


def codes_of(text: str) -> list[Tag]:
    """The codes of a PO text, in order."""
    return [part for part in cut(text) if isinstance(part, Tag) and part.type != CHARACTER]


def bare(text: str) -> str:
    """The text with each code as a sign of its kind alone: what two texts share whose codes are named otherwise."""
    signs = {CodeKind.OPEN: "\ufdd0", CodeKind.CLOSE: "\ufdd1", CodeKind.ALONE: "\ufdd2"}
    return "".join(part if isinstance(part, str) else signs[part.kind] for part in cut(text))
