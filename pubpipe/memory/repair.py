"""Mending a remembered translation where its source is the same but for codes, numbers, case or punctuation.

Only what can be done surely is done: a number is put into the Chinese in its right form where the old one stands there
exactly as often as in the English, and afterwards the two must say the same quantities; a code takes the place of the
one that stood between the same words. Whatever is left in doubt is no repair.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pubpipe.memory.points import points_of, tokens
from pubpipe.model import TranslationUnit

if TYPE_CHECKING:
    from pubpipe.text.quantity import Quantity

_CODE = re.compile(r"</?[a-z]+[0-9]+/?>")
_LEADING = re.compile(rf"(?:{_CODE.pattern})+")
_TRAILING = re.compile(rf"(?:{_CODE.pattern})+$")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9'’-]*")
_NOTHING = "\ue000"
_DASHES = dict.fromkeys("-‐‑–—−", "-")
_QUOTES = dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛`´", "'")
_ENDS = {".": "。", "?": "？", "!": "！", ":": "：", ";": "；"}
_ANSWERS = {"。": ".", ".": ".", "？": "?", "?": "?", "！": "!", "!": "!", "：": ":", ":": ":", "；": ";", ";": ";"}
_LINKS = ("and", "or", "nor")
_TWO_WORDS = ("may", "march", "polish", "turkey")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A text as its words and what stands between them: `marks` and `codes` each with the number of words before."""

    words: tuple[str, ...]
    marks: tuple[tuple[int, str], ...]
    codes: tuple[tuple[int, str], ...]


def repaired(unit: TranslationUnit, source: str) -> tuple[str, str] | None:
    """The translation of a remembered pair for a source of the same masked words, and what was changed; None if unsure.

    The second is fixed English for `#.`: `number 1,200 → 1,500; case`.
    """
    if "\\<" in unit.source + unit.target + source:
        return None
    old, new = _sentence(unit.source), _sentence(source)
    target, told = unit.target, []
    for step in (_with_numbers, _with_case, _with_marks, _with_codes):
        done = step(target, unit.source, source, old, new)
        if done is None:
            return None
        target, what = done
        told += what
    return target, "; ".join(told) or "spacing"


def _sentence(text: str) -> _Sentence:
    words: list[str] = []
    marks: list[tuple[int, str]] = []
    codes: list[tuple[int, str]] = []
    for token in tokens(text):
        if len(points_of(token)) == 2:
            words.append(token)
        elif len(token) > 1:
            codes.append((len(words), token))
        else:
            marks.append((len(words), token))
    return _Sentence(tuple(words), tuple(marks), tuple(codes))


_Done = tuple[str, list[str]] | None


# Numbers


def _with_numbers(target: str, old_source: str, new_source: str, old: _Sentence, new: _Sentence) -> _Done:
    differing = [(was, now) for was, now in zip(old.words, new.words, strict=True) if was[0].isdigit() and was != now]
    if not differing:
        return target, []
    from pubpipe.text.comparison import alike, compare
    from pubpipe.text.quantities import quantities
    from pubpipe.text.writing import in_place_of

    before, after, chinese = _bare(old_source), _bare(new_source), _bare(target)
    were, are, given = quantities(before, "en"), quantities(after, "en"), list(quantities(chinese, "zh"))
    if len(were) != len(are) or compare(before, chinese):
        return None
    changes: list[tuple[tuple[int, int], str]] = []
    for was, now in zip(were, are, strict=True):
        if (was.kind, was.value, was.unit) == (now.kind, now.value, now.unit):
            continue
        standing = [each for each in given if _same(was, each) or alike(was, each)]
        rivals = [now_there for was_there, now_there in zip(were, are, strict=True) if _same(was_there, was)]
        if len(standing) != len(rivals) or any(not _same(each, now) for each in rivals):
            return None
        for each in standing:
            written = in_place_of(each, now, chinese[: each.span[0]])
            if not written:
                return None
            changes.append((each.span, written))
    for (start, end), written in sorted(set(changes), reverse=True):
        target = target[:start] + written + target[end:]
    if compare(after, _bare(target)):
        return None
    return target, [f"number {was} → {now}" for was, now in dict.fromkeys(differing)]


def _same(one: Quantity, other: Quantity) -> bool:
    return (one.kind, one.value, one.unit) == (other.kind, other.value, other.unit)


def _bare(text: str) -> str:
    """The text with each code as a character of no meaning, as long as it was."""
    return _CODE.sub(lambda found: _NOTHING * len(found[0]), text)


# Case and marks


def _with_case(target: str, _old_source: str, _new_source: str, old: _Sentence, new: _Sentence) -> _Done:
    """Chinese has no case; Latin words in it follow their source."""
    changed = {was: now for was, now in zip(old.words, new.words, strict=True) if was != now and not was[0].isdigit()}
    if not changed:
        return target, []
    if any(was.lower() in _TWO_WORDS for was in changed):
        return None
    kept = set(new.words) & set(changed)
    latin = set(_LATIN.findall(_CODE.sub("", target)))
    if kept & latin:
        return None
    pieces = _CODE.split(target)
    codes = _CODE.findall(target)
    mended = [_LATIN.sub(lambda found: changed.get(found[0], found[0]), piece) for piece in pieces]
    return "".join(piece + code for piece, code in zip(mended, [*codes, ""], strict=True)), ["case"]


def _with_marks(target: str, _old_source: str, _new_source: str, old: _Sentence, new: _Sentence) -> _Done:
    """The last mark is put into Chinese; marks within must be the same but for their form and what Chinese lacks."""
    (inner, last), (new_inner, new_last) = _marks(old), _marks(new)
    if inner != new_inner:
        return None
    if last == new_last:
        return target, ["punctuation"] if old.marks != new.marks else []
    closing = "".join(_CODE.findall(target[len(_CODE.sub(_hold, target).rstrip(_NOTHING)) :]))
    body = target[: len(target) - len(closing)]
    if last:
        if _ANSWERS.get(body[-1:]) != last:
            return None
        body = body[:-1]
    elif body[-1:] in _ANSWERS:
        return None
    return body + _ENDS.get(new_last, "") + closing, [f"punctuation {last or 'none'} → {new_last or 'none'}"]


def _hold(found: re.Match[str]) -> str:
    return _NOTHING * len(found[0])


def _marks(sentence: _Sentence) -> tuple[Counter[tuple[int, str]], str]:
    """The marks within that matter, each in its plain form, and the last one, "" if it is none that ends a sentence."""
    marks = [(place, _QUOTES.get(mark) or _DASHES.get(mark) or mark) for place, mark in sentence.marks]
    last = ""
    if marks and marks[-1][0] == len(sentence.words) and marks[-1][1] in _ENDS:
        last = marks.pop()[1]
    return Counter(each for each in marks if not _is_silent(each, sentence.words)), last


def _is_silent(mark: tuple[int, str], words: Sequence[str]) -> bool:
    """Whether a mark leaves no trace in Chinese: a comma before the last `and`, a hyphen within a word."""
    place, character = mark
    if not 0 < place < len(words):
        return False
    if character == ",":
        return words[place].lower() in _LINKS
    return character == "-" and not words[place - 1][0].isdigit() and not words[place][0].isdigit()


# Codes


def _with_codes(target: str, _old_source: str, new_source: str, old: _Sentence, new: _Sentence) -> _Done:
    if [code for _, code in old.codes] == [code for _, code in new.codes]:
        return (target, []) if _agree(target, new) else None
    names, gone, fresh = _paired(old, new)
    if names is None:
        return None
    shown = _CODE.sub(lambda found: names.get(found[0], "" if found[0] in gone else found[0]), target)
    first, last = _LEADING.match(new_source), _TRAILING.search(new_source)
    leading, trailing = _CODE.findall(first[0] if first else ""), _CODE.findall(last[0] if last else "")
    if any(code not in leading and code not in trailing for _, code in fresh):
        return None
    before = "".join(code for _, code in fresh if code in leading)
    shown = before + shown + "".join(code for _, code in fresh if code not in leading)
    return (shown, ["codes"]) if _agree(shown, new) else None


def _paired(old: _Sentence, new: _Sentence) -> tuple[dict[str, str] | None, set[str], list[tuple[int, str]]]:
    """Which code of the new source stands for which of the old, by the words they stand between; old ones that have
    gone, and new ones that have come. None where one stands for two."""
    names: dict[str, str] = {}
    gone: set[str] = set()
    left = list(new.codes)
    for place, code in old.codes:
        match = next((each for each in left if each[0] == place and _shape(each[1]) == _shape(code)), None)
        if match is None:
            gone.add(code)
            continue
        left.remove(match)
        if names.setdefault(code, match[1]) != match[1]:
            return None, gone, []
    if gone & set(names) or len(set(names.values())) != len(names):
        return None, gone, []
    return names, gone, left


def _shape(code: str) -> str:
    return "close" if code.startswith("</") else "alone" if code.endswith("/>") else "open"


def _agree(target: str, new: _Sentence) -> bool:
    """Whether a translation has exactly the codes of its source."""
    return Counter(_CODE.findall(target)) == Counter(code for _, code in new.codes)
