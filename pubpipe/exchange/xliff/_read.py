"""XLIFF 1.0 to 1.2 read, whoever wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from typing import IO, Any, TypeAlias

from pubpipe.catalog import address
from pubpipe.errors import Unreadable
from pubpipe.exchange import Returned
from pubpipe.exchange._base import holds, state_of
from pubpipe.exchange._inline import Mark, Naming
from pubpipe.exchange._xml import inner, local, tree
from pubpipe.exchange.xliff._write import BASE, TOOL, least
from pubpipe.messages import _
from pubpipe.model import CodeKind, State, TranslationUnit
from pubpipe.segmentation import sentences

CUT = "a paragraph that came back in one piece, cut into its sentences"
"""Why a sentence must be looked at, in the fixed English of `#.` lines."""

_DONE = ("translated", "signed-off", "final")
_SDL_DONE = ("Translated", "ApprovedTranslation", "ApprovedSignOff")
_MEMOQ_DONE = ("ManuallyConfirmed", "Reviewer1Confirmed", "Reviewer2Confirmed", "Proofread")


def read(data: bytes) -> Iterator[Returned]:
    """Every sentence of the file, also those without a target. Raises Unreadable for what is no XLIFF 1."""
    root = tree(data, "XLIFF", "xliff")
    version = str(root.get("version", ""))
    if version.startswith("2"):
        raise Unreadable(_("XLIFF {version} is not read; 1.2 is").format(version=version))
    for file in _children(root, "file"):
        ours = file.get("tool-id") == TOOL
        for unit in file.iter():
            if local(unit) == "trans-unit" and unit.get("translate") != "no":
                yield from _Unit(unit, str(file.get("original", "")), ours).returned()


_Sentence: TypeAlias = tuple[str, list[str | Mark], list[str | Mark], str, str]
"""Number (the only one has none), source, target, why it is doubtful, and why it cannot be taken."""


def read_memory(source: IO[bytes], left_out: Counter[str] | None = None) -> Iterator[TranslationUnit]:
    """The finished pairs of a file; `left_out` counts those "empty" and those still to be looked at, "fuzzy"."""
    left_out = Counter() if left_out is None else left_out
    for each in read(source.read()):
        if not each.target or each.refusal:
            left_out["empty"] += 1
        elif each.state is not State.TRANSLATED:
            left_out["fuzzy"] += 1
        else:
            yield TranslationUnit(each.source, each.target, place=each.place)


class _Unit:
    """One trans-unit that came back."""

    def __init__(self, unit: Any, file: str, ours: bool) -> None:
        self._unit = unit
        self._address = str(unit.get("resname", "")) if ours else ""
        self._address = self._address or address(file, str(unit.get("id", "")))
        self._ours = ours
        self._source = _first(unit, "source")
        self._target = _first(unit, "target")
        self._bases = self._held()

    def _held(self) -> dict[str, str]:
        """What the PO file held when the work left, by number of the sentence."""
        found: dict[str, str] = {}
        for group in _children(self._unit, "context-group"):
            for context in _children(group, "context"):
                kind = str(context.get("context-type", ""))
                if kind.startswith(BASE):
                    found[kind.removeprefix(BASE)] = context.text or ""
        return found

    def returned(self) -> Iterator[Returned]:
        """Its sentences."""
        if self._source is None:
            return
        comments = self._comments()
        for number, source, target, reason, refusal in self._sentences():
            place = address("", self._address, int(number)) if number.isdigit() else self._address
            held = self._bases.get(number) or (next(iter(self._bases.values()), "") if not number else "")
            naming = Naming()
            english, chinese = naming.text(source).strip(), naming.text(target).strip()
            state, silent = self._state(self._own(number), held, chinese)
            if silent and chinese == english and not holds(held, chinese):
                chinese = ""
            yield Returned(
                english,
                chinese,
                place,
                State.FUZZY if reason else state,
                held,
                comments,
                reason,
                refusal if chinese else "",
            )
            comments = ()

    def _sentences(self) -> Iterator[_Sentence]:
        sources = _marked(_first(self._unit, "seg-source"))
        targets = _marked(self._target)
        whole = [] if self._target is None else _parts(self._target)
        numbers = self._bases.keys()
        if not sources or (numbers and sources.keys() != numbers):  # in one piece, or cut in another way than we did
            yield "", _parts(self._source), whole, "", ""
        elif targets or not whole or len(sources) == 1:
            for number, source in sources.items():
                yield number, source, targets.get(number, [] if targets else whole), "", ""
        else:
            yield from self._divided(sources, whole)

    def _divided(self, sources: dict[str, list[str | Mark]], whole: list[str | Mark]) -> Iterator[_Sentence]:
        """A target that came back in one piece, cut into as many sentences as were sent."""
        text = Naming().text(whole)
        pieces = [sentence for sentence, _rule in sentences(text, "zh")]
        reason, refusal = CUT, ""
        if len(pieces) != len(sources):
            pieces, refusal = [text], _("the translation of a whole paragraph cannot be told apart into its sentences")
        for (number, source), piece in zip_longest(sources.items(), pieces):
            yield number, source, [piece or ""], reason if piece else "", refusal

    def _own(self, number: str) -> State | None:
        """What the tool says of a sentence, or of the unit: done, or still to be looked at; None if it is silent."""
        confirmed = []
        for conf in self._unit.xpath(".//*[local-name()='seg-defs']/*[local-name()='seg']"):
            if conf.get("conf") and number in ("", conf.get("id")):
                confirmed.append(conf.get("conf") in _SDL_DONE)
        if confirmed:
            return State.TRANSLATED if all(confirmed) else State.FUZZY
        status = next((value for name, value in self._unit.attrib.items() if str(name).endswith("}status")), None)
        if status:
            return State.TRANSLATED if status in _MEMOQ_DONE else State.FUZZY
        state = None if self._target is None else self._target.get("state")
        if self._unit.get("approved") == "yes" or state in _DONE:
            return State.TRANSLATED
        return State.FUZZY if state else None

    def _state(self, own: State | None, held: str, target: str) -> tuple[State, bool]:
        """The state of a sentence, and whether nobody says that its target is a translation.

        The state of a unit is that of its least sentence; it says something of the others only where it has changed.
        """
        was = state_of(held)
        if own is None:
            return was if was and was is not State.UNTRANSLATED and holds(held, target) else State.TRANSLATED, True
        together = [state for state in map(state_of, self._bases.values()) if state]
        done_then = bool(together) and least(together) is State.TRANSLATED
        if was and together and done_then == (own is State.TRANSLATED) and holds(held, target):
            return was, False
        return own, own is not State.TRANSLATED

    def _comments(self) -> tuple[str, ...]:
        """What people wrote beside it."""
        notes = [note for note in _children(self._unit, "note") if (note.text or "").strip()]
        authors = [str(note.get("from", "")) for note in notes]
        return tuple(
            note.text.strip()
            for note, author in zip(notes, authors, strict=True)
            if not author.startswith(TOOL) and (self._ours or "translator" in author.lower())
        )


def _children(element: Any, name: str) -> list[Any]:
    return [child for child in element if local(child) == name]


def _first(element: Any, name: str) -> Any:
    return next(iter(_children(element, name)), None)


def _marked(element: Any) -> dict[str, list[str | Mark]]:
    """The segments of a seg-source or target, by their number."""
    if element is None:
        return {}
    marks = [each for each in element.iter() if local(each) == "mrk" and each.get("mtype") == "seg"]
    return {str(each.get("mid", "")): _parts(each) for each in marks}


def _parts(element: Any) -> list[str | Mark]:
    return list(inner(element, _code))


def _code(element: Any) -> Iterator[str | Mark]:
    """What an inline element stands for."""
    name = local(element)
    code, word = str(element.get("rid") or element.get("id") or ""), str(element.get("ctype") or "")
    shown = str(element.get("equiv-text") or "")
    if name == "g":
        yield Mark(CodeKind.OPEN, code, word, shown)
        yield from inner(element, _code)
        yield Mark(CodeKind.CLOSE, code, word, shown.replace("<", "</", 1))
    elif name in ("mrk", "sub"):
        yield from inner(element, _code)
    elif name in ("bx", "bpt"):
        yield Mark(CodeKind.OPEN, code, word, shown or _native(element))
    elif name in ("ex", "ept"):
        yield Mark(CodeKind.CLOSE, code.removesuffix("-end"), word, shown or _native(element))
    elif name == "it":
        closes = element.get("pos") in ("close", "end")
        yield Mark(CodeKind.CLOSE if closes else CodeKind.OPEN, code, word, shown or _native(element))
    elif name in ("x", "ph"):
        yield Mark(CodeKind.ALONE, code, word, shown or _native(element))


def _native(element: Any) -> str:
    return "".join(element.xpath("text()"))
