"""What was translated before, and what of it is offered."""

from __future__ import annotations

from enum import StrEnum

from pubpipe.model.values import value


@value
class TranslationUnit:
    """A remembered pair and where it was seen (TMX `tu`); `source` and `target` hold codes as text (`<b1>`).

    `context` is the role, `before` and `after` the neighbours' sources. `origin` names the file it is from, `project`
    whose it is ("" is ours). `changed` is the ISO 8601 date of the pair, `author` who made it, `signed` whether a
    person signed it, `engine` the machine that wrote it, or "".
    """

    source: str
    target: str
    context: str = ""
    origin: str = ""
    place: str = ""
    before: str = ""
    after: str = ""
    changed: str = ""
    author: str = ""
    signed: bool = False
    engine: str = ""
    project: str = ""


class MatchKind(StrEnum):
    """How near an offer is, best first (XLIFF 2.1 match module; Okapi's ranks)."""

    IN_CONTEXT = "in-context exact"
    EXACT = "exact"
    REPAIRED = "repaired"
    FUZZY = "fuzzy"
    TERM = "glossary term"


@value
class Match:
    """A remembered translation offered for a segment, never applied to it.

    `similarity` is in percent, what the `penalties` (name, percent) took off already gone. A REPAIRED offer has the
    repaired translation in its `unit.target`; `change` tells what was repaired or how the sources differ.
    """

    unit: TranslationUnit
    kind: MatchKind
    similarity: int
    change: str = ""
    penalties: tuple[tuple[str, int], ...] = ()
