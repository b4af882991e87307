"""Cutting a unit into segments: sentences are found in the text alone, then the codes find their side.

What the rules see: a line break is a line feed, a tab a tab, what is no part of the sentence is nothing, other
standalone codes are what they display, and paired codes are nothing. A cut never falls inside what a code displays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.model import UNREAD, Code, CodeKind, Content, Segment, Unit, content
from pubpipe.segmentation.rules import Rule, Rules, default_rules

_OPEN, _CLOSE, _ALONE = CodeKind.OPEN, CodeKind.CLOSE, CodeKind.ALONE
_SPACES = {"br": "\n", "tab": "\t"}
_NOTES = {"fn", "en"}


def segment(unit: Unit, language: str = "en", rules: Rules | None = None) -> Unit:
    """The same unit with its segments: one a sentence, in order, covering every character and code.

    At a cut, closing codes, note marks and standalone codes stay with the sentence before, opening codes and page
    marks go with the sentence after (or as the rule file's `formathandle` says). White space between two sentences is
    the later one's `before`. A piece without a visible character joins its neighbour. Rules for a role may be given in
    SRX by the language tag `en-x-heading`. Raises Misused if the rules know nothing of the language.
    """
    rules = rules or default_rules()
    shown = visible(unit.content)
    cuts = rules.cutter(_tag(language, unit.role, rules)).cuts(shown)
    return unit.cut(_segments(unit, _pieces(unit.content, list(cuts), rules)))


def paragraph(unit: Unit) -> Unit:
    """The same unit with all of it as one segment."""
    return unit.cut(_segments(unit, [unit.content]))


def sentences(
    text: str, language: str = "en", rules: Rules | None = None, role: str = "paragraph"
) -> list[tuple[str, str]]:
    """The sentences of a plain text without the space around them, each with the rule that cut after it."""
    rules = rules or default_rules()
    cuts: dict[int, Rule] = rules.cutter(_tag(language, role, rules)).cuts(text)
    found: list[tuple[str, str]] = []
    start = 0
    for position, rule in cuts.items():
        if text[start:position].strip() and text[position:].strip():
            found.append((text[start:position].strip(), str(rule)))
            start = position
    rest = text[start:].strip()
    return [*found, (rest, _("end of the text"))] if rest else found


def kept(
    text: str, language: str = "en", rules: Rules | None = None, role: str = "paragraph"
) -> list[tuple[str, str, str]]:
    """Where a cut was thought of and not made: the text before, the text after, the rule that forbade it."""
    rules = rules or default_rules()
    decisions = rules.cutter(_tag(language, role, rules)).decisions(text)
    return [(text[:position], text[position:], str(rule)) for position, rule in decisions.items() if not rule.breaks]


def _tag(language: str, role: str, rules: Rules) -> str:
    """The language tag the rules are asked by: with the role where they serve it."""
    for tag in (f"{language}-x-{role}", language):
        if rules.serves(tag):
            return tag
    raise Misused(_("the segmentation rules say nothing about the language {language}").format(language=language))


def visible(parts: Content) -> str:
    """What the rules see of a content, as described above."""
    return "".join(part if isinstance(part, str) else _shadow(part) for part in parts)


def _shadow(code: Code) -> str:
    """What the rules see of a code."""
    if code.kind is not _ALONE or code.type in UNREAD:
        return ""
    return _SPACES.get(code.type, code.display)


def _pieces(parts: Content, cuts: Sequence[int], rules: Rules) -> list[Content]:
    """The content cut at these positions of what it shows; each piece has something visible, unless none has."""
    pieces: list[Content] = []
    start = (0, 0)
    for index, offset in _places(parts, cuts):
        place = _settled(parts, index, offset, rules)
        if place > start:
            pieces.append(_between(parts, start, place))
            start = place
    return _visible([*pieces, _between(parts, start, (len(parts), 0))]) if pieces else [parts]


def _places(parts: Content, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """For each cut the part that ends there or holds it, and how far into it; none inside what a code displays."""
    wanted = iter(cuts)
    cut = next(wanted, None)
    position = 0
    for index, part in enumerate(parts):
        length = len(part) if isinstance(part, str) else len(_shadow(part))
        while cut is not None and cut <= position + length:
            if isinstance(part, str) or cut == position + length:
                yield index, cut - position if isinstance(part, str) else 1
            cut = next(wanted, None)
        if cut is None:
            return
        position += length


def _settled(parts: Content, index: int, offset: int, rules: Rules) -> tuple[int, int]:
    """Move a cut behind the codes that belong to the sentence before it."""
    place = (index, offset)
    part = parts[index]
    if not isinstance(part, str) or offset == len(part):
        place = (index + 1, 0)
    elif not part[offset:].isspace():
        return place
    for behind in range(index + 1, len(parts)):
        part = parts[behind]
        if isinstance(part, str):
            if not part.isspace():
                break
        elif _shadow(part).strip() or not _stays(part, rules):
            break
        else:
            place = (behind + 1, 0)
    return place


def _between(parts: Content, start: tuple[int, int], end: tuple[int, int]) -> Content:
    """The content from one place to another: a part's number and how far into it."""
    if start[0] == end[0]:
        part = parts[start[0]] if start < end else ""
        return (part[start[1] : end[1]],) if part and isinstance(part, str) else ()
    first = parts[start[0]]
    found = [first[start[1] :] if isinstance(first, str) else first, *parts[start[0] + 1 : end[0]]]
    if end[1]:
        last = parts[end[0]]
        found.append(last[: end[1]] if isinstance(last, str) else last)
    return tuple(found)


def _stays(code: Code, rules: Rules) -> bool:
    """Whether a code at a cut belongs to the sentence before."""
    if code.type == "pg":
        return False
    if code.kind is _OPEN:
        return rules.include_start
    if code.kind is _CLOSE:
        return rules.include_end
    return rules.include_isolated or code.type in _NOTES


def _visible(pieces: Sequence[Content]) -> list[Content]:
    """Join each piece without a visible character to the one before it, at the beginning to the one after."""
    joined: list[Content] = []
    pending: Content = ()
    for piece in pieces:
        if pending:
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
        before = after = ""
        first, last = (piece[0], piece[-1]) if piece else ("", "")
        if isinstance(first, str) and first[:1].isspace():
            bare = first.lstrip()
            before = first[: len(first) - len(bare)]
            piece = (bare, *piece[1:]) if bare else piece[1:]
            last = piece[-1] if piece else ""
        if isinstance(last, str) and last[-1:].isspace():
            bare = last.rstrip()
            after = last[len(bare) :]
            piece = (*piece[:-1], bare) if bare else piece[:-1]
        if piece or before or after:
            made.append(Segment(piece, before=before, after=after, role=unit.role, place=unit.id))
    return tuple(made)
