"""What leaves and what comes back, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pubpipe.model import Match, State


@dataclass(frozen=True, slots=True)
class Sentence:
    """A segment on its way out, at one of the places where it stands.

    `place` is its address, `context` and `source` name its entry, `unit` is the address of its unit, in which it is
    `number` of `count`. `codes` names each of its codes for the whole unit: `<b1>` of the second sentence may be `b2`
    there. `space` is the white space before it in its unit. `notes` and `terms` are for the translator, `comment` is
    people's.
    """

    place: str
    source: str
    target: str = ""
    state: State = State.UNTRANSLATED
    signed: bool = False
    context: str = ""
    unit: str = ""
    number: int = 1
    count: int = 1
    role: str = "paragraph"
    space: str = ""
    before: str = ""
    after: str = ""
    previous: str = ""
    comment: str = ""
    notes: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    offers: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one source file sends out: its name as addresses give it, and its sentences in reading order."""

    name: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """How work is written.

    `by_sentence` makes a unit of each sentence, for tools that know no segments within units; `copy_source` puts the
    source where the target stands, for tools that translate what they find there (OmegaT).
    """

    by_sentence: bool = False
    copy_source: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """A sentence that came back.

    `place` is "" where the file does not say; where it does not repeat the source, `digest` stands for it. `base`
    stands for what the PO file held when the work left (function `base`), "" where the file does not say. `state` is
    how the translator left it; `reason` says why it must be looked at, if it must (in English, as `#.` lines are), and
    `refusal` why it cannot be taken at all. `origin` names who wrote it, where that is not known to be a person: such a
    translation is verified, and never more than fuzzy.
    """

    source: str
    target: str
    place: str = ""
    state: State = State.TRANSLATED
    base: str = ""
    comments: tuple[str, ...] = ()
    reason: str = ""
    refusal: str = ""
    origin: str = ""
    digest: str = ""
