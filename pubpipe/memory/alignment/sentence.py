"""A sentence as alignment sees it: its words, characters and figures, its place in the structure, its length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pubpipe.model import UNREAD, Code, Content, Unit
from pubpipe.text.quantities import quantities
from pubpipe.text.quantity import Kind, Quantity
from pubpipe.text.scripts import is_chinese

WORD = re.compile(r"[^\W\d_](?:[\w.+#/'’@&-]*\w)?")
HAN_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd〇々]+")
_FINISHED = re.compile(r"[.!?。！？…;；:：][\"'”’」』)）\]]*\s*$")
_JOINED = str.maketrans("", "", "-'’")
_LONGEST = 4000
STOPPED = frozenset(
    """a about above after again all also am an and any are as at be because been before being below between both but by
    can cannot could did do does doing done down during each etc even every few for from further had has have having he
    her here hers him his how however i if in into is it its itself just let like many may me might more most much must
    my no nor not of off on once only onto or other our ours out over own per same she should since so some such than
    that the their theirs them then there these they this those through thus to too under until up upon us very was we
    were what when where whether which while who whom whose why will with within without would yet you your yours
    it's don't you're isn't doesn't can't won't aren't we're they're i'm you'll we'll that's there's let's
    """.split()
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one side.

    `words` are the stems of its Latin words (of English its content words), `characters` and `pairs` its Han characters
    and pairs of neighbours, `marks` what a translation keeps: figures by value (`#45`), names and code as written, the
    shape of its punctuation (`^asks`).
    `length` counts letters, or Han characters with the rest at what it takes of them. `opens` and `closes` say whether
    it begins and ends its unit, `finished` that it ends as sentences do: titles, cells and labels mostly do not.
    """

    shown: str
    words: tuple[str, ...]
    characters: tuple[str, ...]
    pairs: tuple[str, ...]
    marks: frozenset[str]
    length: float
    role: str = "paragraph"
    level: int = 0
    opens: bool = False
    closes: bool = False
    finished: bool = False


def sentences(units: Iterable[Unit], language: str) -> list[Sentence]:
    """Every segment of these units, in order."""
    found = []
    for unit in units:
        last = len(unit.segments) - 1
        for number, segment in enumerate(unit.segments):
            found.append(sentence(shown(segment.source), language, unit.role, unit.level, number == 0, number == last))
    return found


def shown(parts: Content) -> str:
    """What a reader sees of a content: its text and what its codes display; marks of notes and pictures aside."""
    return "".join(part if isinstance(part, str) else _display(part) for part in parts).strip()


def _display(code: Code) -> str:
    if code.type in ("br", "tab"):
        return " "
    return "" if code.type in UNREAD else code.display


def sentence(
    text: str, language: str, role: str = "paragraph", level: int = 0, opens: bool = False, closes: bool = False
) -> Sentence:
    """A text as a sentence of alignment."""
    text = text[:_LONGEST]
    figures = frozenset(_figures(text, language))
    latin = [found[0] for found in WORD.finditer(HAN_RUN.sub(" ", text))]
    runs = HAN_RUN.findall(text)
    characters = "".join(runs)
    if is_chinese(language):
        names = {stem(word) for word in latin}
        length = len(characters) + sum(len(word) for word in latin) / 3
        words = tuple(dict.fromkeys(stem(word) for word in latin))
    else:
        names = {stem(word) for word in latin if _is_name(word)}
        length = len(text) - text.count(" ") * 0.5
        words = tuple(dict.fromkeys(stem(word) for word in latin if word.lower() not in STOPPED))
    return Sentence(
        text,
        words,
        tuple(dict.fromkeys(characters)),
        tuple(dict.fromkeys(run[at : at + 2] for run in runs for at in range(len(run) - 1))),
        figures | names | _shape(text),
        max(length, 1.0),
        role,
        level,
        opens,
        closes,
        _FINISHED.search(text) is not None,
    )


def _shape(text: str) -> frozenset[str]:
    """What the punctuation says: the sentence asks, announces, holds an aside."""
    end = text.rstrip("\"'”’」』)） ")[-1:]
    shape = {"?": "^asks", "？": "^asks", ":": "^announces", "：": "^announces"}.get(end, "")
    return frozenset(filter(None, (shape, "^aside" if "(" in text or "（" in text else "")))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What the inflected forms of an English word share; no word, only the same for all of them."""
    word = word.lower().replace("’", "'").removesuffix("'s").strip("'")
    if len(word) > 3 and word.isascii() and word.isalpha():
        for suffix, instead in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= 3:
                word = word[: len(word) - len(suffix)] + instead
                break
        if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiousl":
            word = word[:-1]
        word = word.removesuffix("e") if len(word) > 3 else word
        word = word[:-1] + "i" if word.endswith("y") else word
    return word


_SUFFIXES = (
    ("ations", ""),
    ("ation", ""),
    ("ments", "ment"),
    ("ingly", ""),
    ("edly", ""),
    ("ies", "y"),
    ("ied", "y"),
    ("sses", "ss"),
    ("ings", ""),
    ("ing", ""),
    ("ed", ""),
    ("ers", "er"),
    ("us", "us"),
    ("ss", "ss"),
    ("is", "is"),
    ("es", "e"),
    ("s", ""),
    ("ly", ""),
)


def _is_name(word: str) -> bool:
    """Whether a translation may well keep the word as it is: capitals within, digits, signs."""
    return any(each.isupper() for each in word[1:]) or not word.translate(_JOINED).isalpha()


def _figures(text: str, language: str) -> Iterator[str]:
    for quantity in quantities(text, language):
        if quantity.required:
            yield from _values(quantity)


def _values(quantity: Quantity) -> Iterator[str]:
    if quantity.kind is Kind.DATE and quantity.parts:
        for part in quantity.parts:
            yield from _values(part)
    else:
        yield f"#{quantity.value}"
