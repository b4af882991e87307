"""A sentence as a job for a stranger, a person or a machine, and whether their answer is sound.

The answer of a machine is verified before anything is done with it; what does not hold is refused, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from pubpipe.catalog.codes import code_names, faults, understand
from pubpipe.catalog.parsing import parse
from pubpipe.messages import _
from pubpipe.model import text
from pubpipe.text.scripts import han_count

_WORD = re.compile(r"(?<![\w./@:-])[a-z]{2,}(?![\w/@])")


_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Job:
    """A sentence to be translated by somebody who sees nothing else of the book.

    `id` is its address and a digest of its source. `terms` are the approved Chinese of the terms it holds, `before` and
    `after` its neighbours, `role` what it is (heading, cell …).
    """

    id: str
    source: str
    role: str = "paragraph"
    place: str = ""
    before: str = ""
    after: str = ""
    terms: tuple[tuple[str, str], ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes its translation must hold, as they are written."""
        return tuple(code_names(self.source))


def job_id(place: str, source: str) -> str:
    """What names a job, and holds as long as its source is the same."""
    return f"{place}@{source_digest(source)}"


def source_digest(source: str) -> str:
    """Eight letters that stand for a source."""
    return sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def objection(source: str, answer: str) -> str:
    """Why an answer cannot be taken, everything that is wrong with it; "" if it can."""
    return "; ".join(_objections(source, answer))


def _objections(source: str, answer: str) -> Iterator[str]:
    from pubpipe.text.comparison import DifferenceKind, compare
    from pubpipe.text.traditional import traditional_characters

    if not answer.strip():
        yield _("no translation")
        return
    if _UNPRINTABLE.search(answer):
        yield _("characters that no text holds")
        return
    english = parse(source).content
    yield from (fault.message for fault in faults(english, answer))
    understood = understand(answer, english)
    if understood.marks:
        yield _("only a person may leave a sentence out or move its meaning: {mark}").format(mark=understood.marks[0])
        return
    before, after = text(english), text(understood.content)
    traditional = "".join(dict.fromkeys(each for each in after if each in traditional_characters()))
    if traditional:
        yield _("Traditional characters: {characters}").format(characters=traditional)
    if not han_count(after) and _WORD.findall(before) and len(_WORD.findall(after)) > 1:
        yield _("left in English")
        return
    for difference in compare(before, after):
        quantity = difference.target if difference.kind is DifferenceKind.EXTRA else difference.source
        if quantity is not None:
            sentence = (
                _("the source has no {quantity}")
                if difference.kind is DifferenceKind.EXTRA
                else _("another value than in the source: {quantity}")
            )
            yield sentence.format(quantity=quantity.text)
