"""A sentence as steps to compare: figures by value, expressions by meaning, words by spelling, marks by form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from pubpipe.memory.changes.change import Kind
from pubpipe.memory.changes.spelling import plain
from pubpipe.model import Span
from pubpipe.text.modality import Modal, modality
from pubpipe.text.negation import negations
from pubpipe.text.quantifiers import Quantifier, Sort, quantifiers
from pubpipe.text.quantities import quantities
from pubpipe.text.quantity import Kind as Figure
from pubpipe.text.quantity import Quantity
from pubpipe.text.writing import in_chinese


@dataclass(frozen=True, slots=True)
class Token:
    """A step of a sentence.

    `key` is what makes two tokens the same; `kind` the class of a difference in it, None for a plain word; PUNCTUATION
    for a mark. `gap` is the white space before it and `codes` the codes there, which make no difference to the key.
    `joining` tells and, or; `form` a word of form (an auxiliary, an article) that says nothing alone.
    """

    span: Span
    text: str
    key: str
    kind: Kind | None = None
    chinese: str = ""
    gap: str = field(default="", compare=False)
    codes: str = field(default="", compare=False)
    joining: bool = False
    form: bool = False


CODE = re.compile(r"</?[a-z]+[0-9]+/?>")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?|[^\w\s]|_+")
_DOTS = re.compile(r"\.(?:\s?\.){2,}|…+")
_QUOTES = "\"“”„«»‘’'‚`"
_DASHES = "–—―-‐‑−"
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_CHINESE_WEEKDAYS = dict(zip(_WEEKDAYS, "星期一 星期二 星期三 星期四 星期五 星期六 星期日".split(), strict=True))
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})s?\b", re.IGNORECASE)
_CONTRACTION = re.compile(r"(?<=[a-z])n['’]t\b|(?<=\bcan)not\b", re.IGNORECASE)
_MINUS = re.compile(r"(?:^|[\s(])[-−–]\Z")
_NO_ONE = re.compile(r"\bno\s+one\b(?!\s+or\b)", re.IGNORECASE)
_LETTER = re.compile(r"(?:(?<=[0-9A-Za-z)])|^)\((?:[A-Za-z]|[ivxIVX]{1,4})\)")
_NOT_ENTITLED = re.compile(
    r"\b(?:is|are|was|were|be|been)\s+(not)\s+((?:entitled|authorized|able|free|permitted|allowed)\s+to)\b",
    re.IGNORECASE,
)
_SOFT_MODAL = re.compile(r"\b(?:will|would|could|might|need(?:s|ed)?\s+to)\b")
_MODALS = {
    "shall": "应当",
    "must": "必须",
    "should": "应该",
    "may": "可以",
    "can": "能够",
    "will": "将",
    "would": "将会",
    "could": "能",
    "might": "可能",
    "ought to": "应该",
    "had better": "最好",
}
_MODAL_PHRASES = (
    (re.compile(r"need(?:s|ed)?(?: to)?$"), "需要"),
    (re.compile(r"(?:required|obliged|obligated|mandated|have|has|had) to$"), "必须"),
    (re.compile(r"(?:permitted|allowed|free) to$"), "可以"),
    (re.compile(r"(?:entitled|authorized) to$"), "有权"),
    (re.compile(r"able to$"), "能够"),
    (re.compile(r"(?:prohibited|forbidden|barred)$"), "禁止"),
)
_SHORTENED = {"ca": "can", "wo": "will", "sha": "shall"}
_FORM = frozenset(
    "a an the do does did be been being is are was were has have had it its their there to of in on at by for".split()
)
_SMALL = frozenset("of the and for in on at to a an or by with from as & de la".split())


def tokens(text: str, terms: Mapping[str, str]) -> list[Token]:
    """The tokens of a text in PO grammar; `terms` are approved terms in small letters with their Chinese."""
    bare = CODE.sub(lambda match: "\0" * len(match[0]), text)
    seen = bare.replace("\0", " ")
    found = sorted(_expressions(seen, terms) + list(_words(seen)), key=lambda token: (token.span[0], -token.span[1]))
    made: list[Token] = []
    end = 0
    names = _names(seen, found)
    for token in found:
        start = token.span[0]
        if start < end:
            continue
        between = text[end:start]
        codes = "".join(CODE.findall(between))
        gap = CODE.sub("", between)
        kind = Kind.NAME if token.kind is None and token.span in names else token.kind
        written = CODE.sub("", text[slice(*token.span)])
        if kind is Kind.MODALITY:
            written = _SHORTENED.get(written.lower(), written)
        made.append(Token(token.span, written, token.key, kind, token.chinese, gap, codes, token.joining, token.form))
        end = token.span[1]
    return made


class _Expressions:
    """What means more than its words; what is asked first keeps its place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._taken = bytearray(len(text))
        self.found: list[Token] = []

    def take(self, span: Span, key: str, kind: Kind, chinese: str = "", joining: bool = False) -> None:
        """Note an expression, unless another stands there."""
        if not any(self._taken[slice(*span)]):
            self._taken[slice(*span)] = b"\1" * (span[1] - span[0])
            self.found.append(Token(span, self._text[slice(*span)], key, kind, chinese, joining=joining))

    def take_quantifier(self, each: Quantifier) -> None:
        """Note a quantifier or a word of scope."""
        kind = Kind.SCOPE if each.sort in (Sort.SCOPE, Sort.JOINING) else Kind.QUANTIFIER
        self.take(each.span, f"quantifier {each.chinese}", kind, each.chinese, each.sort is Sort.JOINING)

    def take_modal(self, modal: Modal) -> None:
        """Note a modal and, apart from it, the negation within it: is not required to, do not have to."""
        start = modal.span[0]
        written = re.sub(r"(?:\s+(?:also\s+|then\s+)?not|n['’]t|not)$", "", modal.text.lower())
        inner = re.search(r"\bnot\b|n['’]t\b", written)
        if inner is None:
            self.take((start, start + len(written)), *_modal(_SHORTENED.get(written, written)))
            return
        self.take((start + inner.start(), start + inner.end()), "not", Kind.NEGATION, "不")
        verb = re.search(r"\w+(?: to)?$", written)
        if verb:
            self.take((start + verb.start(), start + verb.end()), *_modal(verb[0]))


def _expressions(text: str, terms: Mapping[str, str]) -> list[Token]:
    """Terms, figures, modals, negations, quantifiers and words of scope."""
    finder = _Expressions(text)
    for span, key, chinese in _terms(text, terms):
        finder.take(span, f"term {key}", Kind.TERM, chinese)
    for match in _WEEKDAY.finditer(text):
        finder.take(match.span(), f"date {match[1].lower()}", Kind.DATE, _CHINESE_WEEKDAYS[match[1].lower()])
    said = quantifiers(text)
    for each in sorted(said, key=lambda each: -each.text.count(" ")):
        if " " in each.text or each.sort is Sort.FREQUENCY or each.text.lower() == "both":
            finder.take_quantifier(each)
    for match in _LETTER.finditer(text):
        finder.take(match.span(), f"figure {match[0]}", Kind.NUMBER)
    for match in _NOT_ENTITLED.finditer(text):
        finder.take(match.span(1), "not", Kind.NEGATION, "不")
        finder.take(match.span(2), *_modal(match[2].lower()))
    for match in _NO_ONE.finditer(text):
        finder.take(match.span(), "no one", Kind.NEGATION, "无人")
    for figure in quantities(text, "en"):
        kind = Kind.DATE if figure.kind in (Figure.DATE, Figure.TIME, Figure.DECADE) else Kind.NUMBER
        start, end = figure.span
        if _MINUS.search(text[max(0, start - 2) : start]):
            finder.take((start - 1, end), f"figure -{_value(figure)}", kind)
        finder.take(figure.span, f"figure {_value(figure)}", kind, _figure_in_chinese(figure))
    for match in _CONTRACTION.finditer(text):
        finder.take(match.span(), "not", Kind.NEGATION, "不")
    for modal in modality(text, "en"):
        finder.take_modal(modal)
    for match in _SOFT_MODAL.finditer(text):
        finder.take(match.span(), *_modal(match[0]))
    for negation in negations(text, "en"):
        word = negation.text.lower()
        if word != "unless":
            word = "not" if word in ("n't", "n’t", "cannot") else word
            finder.take(negation.span, word, Kind.NEGATION, _NEGATIVE.get(word, "不"))
    for each in said:
        finder.take_quantifier(each)
    return finder.found


_NEGATIVE = {"no": "没有", "without": "未经", "never": "从不", "none": "无一", "neither": "两者都不", "nor": "也不"}
_NEGATIVE |= {"nothing": "没有", "nobody": "无人", "nowhere": "无处"}


def _modal(written: str) -> tuple[str, Kind, str]:
    plainly = " ".join(written.split())
    chinese = _MODALS.get(plainly, "")
    for pattern, meaning in _MODAL_PHRASES:
        if not chinese and pattern.search(plainly):
            chinese = meaning
    return f"modal {chinese or plainly}", Kind.MODALITY, chinese


def _figure_in_chinese(figure: Quantity) -> str:
    """The figure as Chinese writes it, where it is written in one way only."""
    plain_fraction = isinstance(figure.value, Fraction) and figure.value.denominator != 1 and not figure.unit
    return "" if plain_fraction and figure.kind is Figure.NUMBER else in_chinese(figure)


def _value(figure: Quantity) -> str:
    value = figure.value
    if isinstance(value, Fraction):
        return f"{value} {figure.unit}"
    return f"{figure.kind} {value}"


def _terms(text: str, terms: Mapping[str, str]) -> Iterator[tuple[Span, str, str]]:
    """Approved terms where they stand, the longest first; an s at the end is the plural."""
    for term in sorted(terms, key=len, reverse=True):
        if not term:
            continue
        pattern = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", term)))
        stems = rf"{pattern}(?:e?s)?" if not pattern.endswith("y") else rf"(?:{pattern}|{pattern[:-1]}ies)"
        for match in re.finditer(rf"(?<![\w-]){stems}(?![\w-])", text, re.IGNORECASE):
            yield match.span(), plain(term), terms[term]


def _words(text: str) -> Iterator[Token]:
    position = 0
    while match := _WORD.search(text, position):
        position = match.end()
        start, written = match.start(), match[0]
        if dots := _DOTS.match(text, start):
            yield Token(dots.span(), dots[0], "…", Kind.PUNCTUATION)
            position = dots.end()
        elif written[0].isalnum():
            if re.fullmatch(r"n['’]t", written, re.IGNORECASE):
                continue
            if re.search(r"n['’]t$", written, re.IGNORECASE):
                position = match.end() - 3
                written = written[:-3]
                written = _SHORTENED.get(written.lower(), written)
            elif written.lower() == "cannot":
                written, position = written[:3], start + 3
            key = plain(written.replace("’", "'"))
            yield Token((start, position), written, key, _kind_of_word(key), form=key in _FORM)
        elif written in _DASHES and _is_hyphen(text, start):
            continue
        else:
            yield Token(match.span(), written, _mark(written), Kind.PUNCTUATION)


def _kind_of_word(key: str) -> Kind | None:
    """What a word says that no finder took: 5103A is a number, not in "not only" still denies."""
    if any(character.isdigit() for character in key):
        return Kind.NUMBER
    return Kind.NEGATION if key == "not" else None


def _is_hyphen(text: str, position: int) -> bool:
    """Whether a dash joins two words."""
    left, right = text[:position][-1:], text[position + 1 : position + 2]
    return text[position] not in "—―" and left.isalnum() and right.isalnum()


def _mark(written: str) -> str:
    if written in _QUOTES:
        return '"'
    return "—" if written in _DASHES else written


def _names(text: str, found: list[Token]) -> set[Span]:
    """The words that are names by their capital: not those that open a sentence, none in a text in title case."""
    words = [token for token in found if token.kind is None and token.text[0].isalpha()]
    capitals = [token for token in words if token.text[0].isupper()]
    small = [token for token in words if token.text[0].islower() and token.text.lower() not in _SMALL]
    if not small and len(words) > 1:
        return set()
    opening = _openings(text)
    names = set()
    for token in capitals:
        opens = token.span[0] in opening
        if not opens or (len(token.text) > 1 and token.text.isupper()):
            names.add(token.span)
    return names


def _openings(text: str) -> set[int]:
    """Where the first words of the sentences begin."""
    starts = {0, *(match.end() for match in re.finditer(r"[:…]", text))}
    if re.search(r"[.?!][^\w\s]*\s", text):
        from pubpipe.segmentation import default_rules

        starts.update(default_rules().cutter("en").cuts(text))
    found = (re.compile(r"\W*").match(text, start) for start in starts)
    return {match.end() for match in found if match}
