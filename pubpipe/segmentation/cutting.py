"""Cutting a unit into segments: sentences are found in the text alone, then the codes find their side.

What the rules see: a line break is a line feed, a tab a tab, a note mark, comment anchor or picture is nothing, other
standalone codes are what they display, and paired codes are nothing. A cut never falls inside what a code displays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.model import Code, CodeKind, Content, Segment, Unit, content
from pubpipe.segmentation.rules import Rule, Rules, default_rules

_SPACES = {"br": "\n", "tab": "\t"}
_NOTHING = {"fn", "en", "cm", "img"}
_NOTES = {"fn", "en"}


def segment(unit: Unit, language: str = "en", rules: Rules | None = None) -> Unit:
    """The same unit with its segments: one a sentence, in order, covering every character and code.

    At a cut, closing codes, note marks and standalone codes stay with the sentence before, opening codes go with the
    sentence after (or as the rule file's `formathandle` says). White space between two sentences is the later one's
    `before`. A piece without a visible character joins its neighbour. Rules for a role may be given in SRX by the
    language tag `en-x-heading`. Raises Misused if the rules know nothing of the language.
    """
    rules = rules or default_rules()
    shown = _shown(unit.content)
    cuts = rules.cutter(_tag(language, unit.role, rules)).cuts(shown)
    return replace(unit, segments=_segments(unit, _pieces(unit.content, list(cuts), rules)))


def paragraph(unit: Unit) -> Unit:
    """The same unit with all of it as one segment."""
    return replace(unit, segments=_segments(unit, [unit.content]))


def sentences(text: str, language: str = "en", rules: Rules | None = None) -> list[tuple[str, str]]:
    """The sentences of a plain text without the space around them, each with the rule that cut after it."""
    rules = rules or default_rules()
    cuts: dict[int, Rule] = rules.cutter(_tag(language, "paragraph", rules)).cuts(text)
    found: list[tuple[str, str]] = []
    start = 0
    for position, rule in cuts.items():
        if text[start:position].strip() and text[position:].strip():
            found.append((text[start:position].strip(), str(rule)))
            start = position
    rest = text[start:].strip()
    return [*found, (rest, _("end of the text"))] if rest else found


def _tag(language: str, role: str, rules: Rules) -> str:
    """The language tag the rules are asked by: with the role where they serve it."""
    for tag in (f"{language}-x-{role}", language):
        if rules.serves(tag):
            return tag
    raise Misused(_("the segmentation rules say nothing about the language {language}").format(language=language))


def _shown(parts: Content) -> str:
    return "".join(part if isinstance(part, str) else _shadow(part) for part in parts)


def _shadow(code: Code) -> str:
    """What the rules see of a code."""
    if code.kind is not CodeKind.ALONE or code.type in _NOTHING:
        return ""
    return _SPACES.get(code.type, code.display)


def _pieces(parts: Content, cuts: Sequence[int], rules: Rules) -> list[Content]:
    """The content cut at these positions of what it shows; each piece has something visible, unless none has."""
    if not cuts:
        return [parts]
    if len(parts) == 1 and isinstance(parts[0], str):
        text = parts[0]
        return _visible([(text[start:end],) for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)])
    atoms = [atom for part in parts for atom in (part if isinstance(part, str) else (part,))]
    pieces: list[Content] = []
    start = 0
    for place in _places(atoms, cuts, rules):
        if place > start:
            pieces.append(content(atoms[start:place]))
            start = place
    return _visible([*pieces, content(atoms[start:])])


def _places(atoms: Sequence[str | Code], cuts: Sequence[int], rules: Rules) -> Iterator[int]:
    """For each cut the index of the first atom behind it, once the codes around it have found their side."""
    wanted = iter(cuts)
    cut = next(wanted, None)
    position = 0
    for index, atom in enumerate(atoms):
        while cut is not None and cut < position:  # inside what a code displays
            cut = next(wanted, None)
        if cut is None:
            return
        if cut == position:
            yield _settled(atoms, index, rules)
            cut = next(wanted, None)
        position += 1 if isinstance(atom, str) else len(_shadow(atom))


def _settled(atoms: Sequence[str | Code], index: int, rules: Rules) -> int:
    """Move a cut behind the codes that belong to the sentence before it."""
    place = index
    for offset in range(index, len(atoms)):
        atom = atoms[offset]
        if isinstance(atom, str):
            if not atom.isspace():
                break
        elif _shadow(atom).strip() or not _stays(atom, rules):
            break
        else:
            place = offset + 1
    return place


def _stays(code: Code, rules: Rules) -> bool:
    """Whether a code at a cut belongs to the sentence before."""
    if code.kind is CodeKind.OPEN:
        return rules.include_start
    if code.kind is CodeKind.CLOSE:
        return rules.include_end
    return rules.include_isolated or code.type in _NOTES


def _visible(pieces: Sequence[Content]) -> list[Content]:
    """Join each piece without a visible character to the one before it, at the beginning to the one after."""
    joined: list[Content] = []
    pending: Content = ()
    for piece in pieces:
        piece = content(pending + piece)
        pending = ()
        if any(isinstance(part, str) and not part.isspace() for part in piece):
            joined.append(piece)
        elif joined:
            joined[-1] = content(joined[-1] + piece)
        else:
            pending = piece
    return [*joined, pending] if pending else joined


def _segments(unit: Unit, pieces: Sequence[Content]) -> tuple[Segment, ...]:
    made = []
    for piece in pieces:
        parts = list(piece)
        before = after = ""
        if parts and isinstance(parts[0], str):
            bare = parts[0].lstrip()
            before = parts[0][: len(parts[0]) - len(bare)]
            parts[0] = bare
        if parts and isinstance(parts[-1], str):
            bare = parts[-1].rstrip()
            after = parts[-1][len(bare) :]
            parts[-1] = bare
        if piece:
            made.append(Segment(content(parts), before=before, after=after, role=unit.role, place=unit.id))
    return tuple(made)
