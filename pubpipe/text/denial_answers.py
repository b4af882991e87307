"""Whether a Chinese sentence still denies what its English denies.

Stricter than a count of negations: an English denial asks for any Chinese word that denies, also one that denies in
another way (除外, 避免, 难以), or says the opposite of what is denied (not visible: 隐藏); and a Chinese word that
another English word explains (无效 by invalid) answers no denial.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from pubpipe.model import Span
from pubpipe.text.denial import Denial, Sort, denials, plain, undenied
from pubpipe.text.denial_words import ANSWERS, BORN, EXPLAINED
from pubpipe.text.denied_words import DENIED, PASSED_OVER
from pubpipe.text.scripts import han_count

_PLAIN = (
    r"没有|没|否|并非|并不|从不|从未|尚未|未能|未曾|并未|不|无|未|非|勿|毋|莫|别|甭"
    r"|\b(?:[Nn]ot?|NOT?|[Nn]othing|nobody|[Nn]ever|none|[Ww]ithout|cannot)\b|n['’]t\b"
)
_UNLESS = re.compile(r"除|否则|要不|若非|不然|如若|只有|只在|仅|外|直[到至]|前|\bunless\b")
_ASKS = re.compile(
    r"\b(?:check|verif|validat|determin|test|ensur)\w*|\b(?:make\s+sure|see\s+if|tell)\b|\b(?:may|might)\s+not\b"
)
_ASKED = re.compile(r"是否|能否|可否|与否|有没有|会不会")
"""What is verified not to be so may in Chinese be looked at as to whether it is."""

_JOINED = re.compile(
    r"\b(?:or|nor)\s(?:(?!\b(?:because|if|when|but|while|which|that|since|as|so)\b)[^.;:,]){0,40}\Z|\band\s[^.;:,]{0,12}\Z"
)
_WORD = re.compile(r"[A-Za-z]+")
_BRIEF = 1.1
"""Chinese characters a word of English: where there are fewer, something may be left out; 1.65 is usual."""
_AND_OR = re.compile(r"\b(?:and|or)\b|:")
_BEFORE, _BEHIND = 30, 50
"""How far, in characters, the neighbourhood of a denial reaches."""


@lru_cache(maxsize=1024)
def denying(text: str, source: str) -> tuple[Span, ...]:
    """The Chinese words that deny in any way, each where it stands; none that `source` explains otherwise."""
    found = []
    taken: set[int] = set()
    for match in _chinese().finditer(text):
        if match.lastgroup is None:
            found.append(match.span())
            continue
        explaining = _explained()[int(match.lastgroup[1:])][1]
        if explaining is None:
            continue
        begins = (each.start() for each in explaining.finditer(undenied(source)))
        explained = next((begin for begin in begins if begin not in taken), None)
        if explained is None:
            found.append(match.span())
        else:
            taken.add(explained)
    return tuple(found)


def lost(source: str, target: str) -> Denial | None:
    """A denial of an English sentence that nothing in its Chinese sentence can answer; the first where one is."""
    wanted = [each for each in denials(source) if each.sort is not Sort.LIGHT]
    if not wanted:
        return None
    given = len(denying(target, source))
    if any(each.sort is Sort.UNLESS for each in wanted):
        given += len(_UNLESS.findall(target))
    if given >= len(wanted):
        return None
    english = plain(source)
    unanswered = _unanswered(wanted, english, target)
    needed = [each for each in unanswered if not (given and _joined(each, wanted, english))]
    return needed[0] if len(needed) > given else None


def literal(denial: Denial, source: str, target: str) -> bool:
    """Whether the Chinese says what is denied in the usual words for it, as far as they are known, or is brief."""
    if han_count(target) + 2 * len(_WORD.findall(target)) < _BRIEF * len(_WORD.findall(source)):
        return True
    english = plain(source)
    after = _passed_over().match(english, denial.span[1])
    word = _WORD.match(english, after.end() if after else denial.span[1])
    if not word:
        return True
    for meant, chinese in _denied_words():
        if meant.fullmatch(word[0]):
            return chinese.search(target) is not None
    return True


def _joined(denial: Denial, wanted: list[Denial], source: str) -> bool:
    """Whether the denial only goes on with the one before it: one Chinese word may deny both."""
    for before, each in pairwise(wanted):
        if each is denial:
            between = source[before.span[1] : each.span[0]]
            return _JOINED.search(between) is not None or (before.text == each.text and bool(_AND_OR.search(between)))
    return False


def _unanswered(wanted: list[Denial], source: str, target: str) -> list[Denial]:
    """The denials beside which no English word stands whose opposite the Chinese says."""
    taken: set[int] = set()
    left = []
    if _ASKED.search(target) and _ASKS.search(source, 0, wanted[-1].span[0]):
        wanted = wanted[:-1]
    for each in wanted:
        start, end = each.span
        around = source[max(0, start - _BEFORE) : end + _BEHIND]
        for chinese, beside, elsewhere in _answers():
            answer = next((found for found in chinese.finditer(target) if found.start() not in taken), None)
            if answer and beside.search(around) and not elsewhere.search(source):
                taken.add(answer.start())
                break
        else:
            left.append(each)
    return left


@cache
def _chinese() -> re.Pattern[str]:
    """Words that deny: those that may be explained, each line a group; or plain ones, no group."""
    choices = "|".join(f"(?P<_{number}>{words})" for number, (words, _english) in enumerate(_explained()))
    first = "".join(_first(word) for chinese, *_english in _rows(EXPLAINED) for word in chinese)
    return re.compile(f"(?=[{first}没否并从尚不无未非勿毋莫别甭NWnwc])(?:{choices}|{_PLAIN})")


def _first(word: str) -> str:
    """The characters with which a Chinese word, written as a pattern, may begin."""
    word = re.sub(r"^(?:\(\?<?[!=][^()]*\))*", "", word)
    return word[1 : word.index("]")] if word.startswith("[") else word[0]


@cache
def _explained() -> tuple[tuple[str, re.Pattern[str] | None], ...]:
    """Chinese words and what explains them, as patterns; None where they deny nothing."""
    return tuple(("|".join(chinese), _stems(*english) if english else None) for chinese, *english in _rows(EXPLAINED))


@cache
def _answers() -> tuple[tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]], ...]:
    """Chinese words, the English beside which they answer a denial, and the English that explains them otherwise."""
    return tuple(
        (re.compile("|".join(chinese)), _stems(beside), _stems(elsewhere))
        for chinese, beside, elsewhere in _rows(ANSWERS)
    )


@cache
def _denied_words() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((_stems(english), re.compile("|".join(chinese))) for english, chinese in _rows(DENIED))


@cache
def _passed_over() -> re.Pattern[str]:
    return re.compile(rf"(?:[^\w.;:!?\ufffc]*{PASSED_OVER})*[^\w.;:!?\ufffc]*")


def _rows(table: str) -> list[list[list[str]]]:
    """The lines of a table, each as its parts, each as its words."""
    return [[part.split() for part in line.split("←")] for line in table.replace("\n  ", " ").strip().splitlines()]


def _stems(words: list[str]) -> re.Pattern[str]:
    line = f"{' '.join(words)} ".replace("_", r"\s+").replace("*", r"\w*").replace("+ ", r"\w+ ").replace("BORN", BORN)
    return re.compile(rf"\b(?:{'|'.join(line.split())})\b")
