"""Joining translated segments into the content of their unit."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from pubpipe.model import UNREAD, Code, CodeKind, Content, Segment, content

_QUOTES = "“”‘’\"'"
_KEPT = "\t\u3000"


def join(segments: Sequence[Segment], targets: Sequence[Content], language: str = "zh-Hans") -> Content:
    """The content of a unit whose segments have these targets, with the white space the language wants between them.

    In Chinese the space between two sentences falls away at full-width punctuation and between Han; Latin neighbours
    keep one; tabs and blank lines stay. Where the source had no space because it was Chinese, Latin neighbours get
    one. An empty target leaves no gap. White space at the edges of the unit stays. With the sources as targets and
    their own language the unit's content comes back exactly.
    """
    chinese = language.lower().split("-")[0] == "zh"
    shown = [index for index, target in enumerate(targets) if target or not segments[index].source]
    if not shown:
        return content(segment.before + segment.after for segment in segments[:1])
    joined: list[str | Code] = [segments[0].before]
    for order, index in enumerate(shown):
        target = targets[index]
        if order:
            last = shown[order - 1]
            gap = _gap(segments[last : index + 1])
            if chinese and not _is_kept(gap):
                if _closes_up(targets[last], target):
                    fresh = [*target]
                    _strip(joined, at_end=True)
                    _strip(fresh, at_end=False)
                    joined += fresh
                    continue
                if gap:
                    gap = " "
            elif not gap and not chinese and _opens_up(segments[last], targets[last], segments[index], target):
                gap = " "
            joined.append(gap)
        joined += target
    return content([*joined, segments[-1].after])


def _gap(segments: Sequence[Segment]) -> str:
    """The space between the first and the last of these; where some between them are empty, the first there is."""
    if len(segments) == 2:
        return segments[0].after + segments[1].before
    spaces = [space for segment in segments for space in (segment.before, segment.after)][1:-1]
    return next(filter(None, spaces), "")


def _is_kept(gap: str) -> bool:
    return gap.count("\n") > 1 or any(character in gap for character in _KEPT)


def _closes_up(left: Content, right: Content) -> bool:
    """Whether no space may stand between the two in Chinese."""
    end, beginning = _edge(left, at_end=True), _edge(right, at_end=False)
    both = _is_wide(end) and _is_wide(beginning)
    return both or _is_wide_mark(end) or _is_wide_mark(beginning)


def _opens_up(left: Segment, left_target: Content, right: Segment, right_target: Content) -> bool:
    """Whether the source needed no space because it is Chinese and the target needs one because it is not."""
    was_wide = _is_wide(_edge(left.source, at_end=True)) or _is_wide(_edge(right.source, at_end=False))
    ends = _edge(left_target, at_end=True), _edge(right_target, at_end=False)
    return was_wide and not any(end in ("", "\n") or _is_wide(end) for end in ends)


def _edge(parts: Content, *, at_end: bool) -> str:
    """The outermost visible character that tells its width, "\n" for a line break, "" if there is none."""
    for part in reversed(parts) if at_end else parts:
        if isinstance(part, Code):
            if part.type == "br":
                return "\n"
            shown = part.display if part.kind is CodeKind.ALONE and part.type not in UNREAD else ""
        else:
            shown = part
        for character in reversed(shown) if at_end else shown:
            if not character.isspace() and character not in _QUOTES:
                return character
    return ""


@lru_cache(maxsize=4096)
def _is_wide(character: str) -> bool:
    return character != "" and unicodedata.east_asian_width(character) in "WF"


@lru_cache(maxsize=4096)
def _is_wide_mark(character: str) -> bool:
    """Full-width punctuation, and the dashes and dots Chinese shares with others; a line break swallows space too."""
    return character in ("\n", "…", "—") or (_is_wide(character) and unicodedata.category(character)[0] == "P")


def _strip(parts: list[str | Code], *, at_end: bool) -> None:
    """Take away the space at one edge, also where it hides behind codes."""
    for index in range(len(parts) - 1, -1, -1) if at_end else range(len(parts)):
        part = parts[index]
        if isinstance(part, str):
            parts[index] = bare = part.rstrip() if at_end else part.lstrip()
            if bare:
                break
