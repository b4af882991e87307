"""Texts with looks made content: what looks like the text around it stands untagged, every other look is a code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from pubpipe.model import Code, CodeKind, Content, content

Look = frozenset[tuple[str, str]]
"""What a reader sees of a text: properties and their values."""

Name = tuple[str, int]
"""A code's type and id."""


class Worded(Protocol):
    """A text as a format cuts it, with whatever the format writes it with."""

    @property
    def text(self) -> str:
        """Its characters."""


class Silent(Protocol):
    """Something invisible that marks a place, such as a bookmark's end."""

    @property
    def opens(self) -> bool:
        """Whether it belongs to what follows it."""


@lru_cache(4096)
def _pair(type: str, id: int) -> tuple[Code, Code]:
    """The codes of a pair; most documents have the same few."""
    return Code(CodeKind.OPEN, type, id), Code(CodeKind.CLOSE, type, id)


_Text = TypeVar("_Text", bound=Worded)
_Anchor = TypeVar("_Anchor", bound=Silent)


@dataclass(frozen=True, slots=True)
class Hold:
    """Where an anchor keeps to: before or after a code, or (name None) the paragraph's start or end."""

    before: bool
    name: Name | None = None
    kind: CodeKind = CodeKind.ALONE


@dataclass(slots=True)
class Worn(Generic[_Text]):
    """A look that has a code: its texts and the look of the text around it."""

    look: Look
    base: Look
    texts: list[_Text]


_Worn = TypeVar("_Worn", bound=Worn)  # type: ignore[type-arg]


class Markup(Generic[_Text, _Anchor, _Worn]):
    """Content in the making, piece by piece in reading order.

    `code_type` names the code of a look by what it has and its base lacks; `spreads` says whether the difference of two
    looks shows even on a space. `clothe` makes what is kept of a look that has a code.
    """

    def __init__(
        self,
        code_type: Callable[[Look, Look], str],
        spreads: Callable[[Look, Look], bool],
        clothe: Callable[[Look, Look, list[_Text]], _Worn],
    ) -> None:
        self._code_type, self._spreads, self._clothe = code_type, spreads, clothe
        self._parts: list[str | Code | _Anchor] = []
        self._counts: dict[str, int] = {}
        self._standing: Name | None = None
        self._look: Look = frozenset()
        self._anchored = False
        self._end = 0
        self.worn: dict[Name, _Worn] = {}

    def _name(self, type: str) -> Name:
        self._counts[type] = self._counts.get(type, 0) + 1
        return type, self._counts[type]

    def alone(self, type: str, display: str) -> Name:
        """Set a standalone code; its name."""
        name = self._name(type)
        self._parts.append(Code(CodeKind.ALONE, *name, display=display))
        return name

    def open(self, type: str) -> Name:
        """Open a pair, such as a link; its name."""
        self._undress()
        name = self._name(type)
        self._parts.append(_pair(*name)[0])
        return name

    def close(self, name: Name) -> None:
        """Close a pair."""
        self._undress()
        self._parts.append(_pair(*name)[1])

    def anchor(self, anchor: _Anchor) -> None:
        """Remember an anchor's place."""
        self._parts.append(anchor)
        self._anchored = True

    def text(self, text: _Text, look: Look, base: Look) -> None:
        """Set a text whose look is `look` among text that looks like `base`; spaces at its ends stand outside."""
        words = text.text
        if self._standing is not None and self._look is not look and self._look != look:
            self._undress()
        if look is base or look == base:
            self._parts.append(words)
            return
        spread = self._spreads(look, base)
        if self._standing is None:
            inside = words if spread else words.lstrip()
            if not inside and not spread:
                self._parts.append(words)
                return
            self._standing = self._name(self._code_type(look, base))
            self._look = look
            self.worn[self._standing] = self._clothe(look, base, [])
            self._parts += (words[: len(words) - len(inside)], _pair(*self._standing)[0])
            words = inside
        self._parts.append(words)
        self.worn[self._standing].texts.append(text)
        if spread or words.strip():
            self._end = len(self._parts)

    def _undress(self) -> None:
        """Close the standing look right after its last text, its trailing space left outside."""
        if self._standing is None:
            return
        worn = self.worn[self._standing]
        last = self._parts[self._end - 1]
        assert isinstance(last, str)
        inside = last if self._spreads(worn.look, worn.base) else last.rstrip()
        close = _pair(*self._standing)[1]
        self._parts[self._end - 1 : self._end] = [inside, close, last[len(inside) :]]
        self._standing = None

    def content(self) -> Content:
        """What a translator reads."""
        self._undress()
        if not self._anchored:
            return content(self._parts)  # type: ignore[arg-type]
        return content(part for part in self._parts if isinstance(part, str | Code))

    def held(self) -> list[tuple[_Anchor, Hold]]:
        """Each anchor, and what it keeps to once the content is finished."""
        if not self._anchored:
            return []
        return [
            (part, _hold(self._parts, at, part.opens))
            for at, part in enumerate(self._parts)
            if not isinstance(part, str | Code)
        ]


def _hold(parts: Sequence[object], at: int, opens: bool) -> Hold:
    """Beside which code an anchor stands: one it touches; else the last one if it opens, the next one if it closes."""
    backward = [part for part in reversed(parts[:at]) if part != "" and isinstance(part, str | Code)]
    forward = [part for part in parts[at + 1 :] if part != "" and isinstance(part, str | Code)]
    near, far = (forward, backward) if opens else (backward, forward)
    if near and isinstance(near[0], Code):
        return Hold(opens, (near[0].type, near[0].id), near[0].kind)
    code = next((part for part in far if isinstance(part, Code)), None)
    if not near or code is None:
        return Hold(opens if near else not opens)
    return Hold(not opens, (code.type, code.id), code.kind)


def settled(looks: Sequence[Look], texts: Sequence[str], spreads: Callable[[Look, Look], bool]) -> list[Look]:
    """The looks of texts one after another; a space takes its neighbour's where nobody sees the difference."""
    last = next(look for look, text in zip(looks, texts, strict=True) if text.strip())
    found = []
    for look, text in zip(looks, texts, strict=True):
        if look is not last:
            if text.strip():
                last = look
            elif not spreads(look, last):
                look = last
        found.append(look)
    return found


def plainest(amounts: Mapping[Look, int], plain: Look = frozenset()) -> Look:
    """The look nearest to the plain one, of equals the one with most characters, then the first."""
    if len(amounts) == 1:
        return next(iter(amounts))
    return min(((len(look ^ plain), -amount, at), look) for at, (look, amount) in enumerate(amounts.items()))[1]


def longest(texts: Iterable[_Text]) -> _Text:
    """The text that says most, the first of equals."""
    return max(texts, key=lambda text: len(text.text.strip()))
