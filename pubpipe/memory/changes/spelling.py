"""Words that are the same word: British and American spelling, hyphens, and inflection."""

from __future__ import annotations

import re
from functools import lru_cache

_PAIRS = """
centre center|metre meter|kilometre kilometer|theatre theater|fibre fiber|litre liter|calibre caliber|sabre saber
licence license|defence defense|offence offense|pretence pretense|practise practice|programme program|cheque check
kerb curb|tyre tire|grey gray|plough plow|storey story|judgement judgment|acknowledgement acknowledgment|ageing aging
fulfil fulfill|enrol enroll|instal install|instalment installment|skilful skillful|wilful willful|enrolment enrollment
fulfilment fulfillment|catalogue catalog|dialogue dialog|analogue analog|analyse analyze|paralyse paralyze
whilst while|amongst among|towards toward|afterwards afterward|learnt learned|spelt spelled|jewellery jewelry
aluminium aluminum|sceptical skeptical|mould mold|draught draft|counsellor counselor|councillor councilor
""".strip().replace("\n", "|")
_SAME = dict(pair.split() for pair in _PAIRS.split("|"))
_SAME |= {f"{british}s": f"{american}s" for british, american in _SAME.items()}
_OUR = re.compile(
    r"\b(?:mis|dis|un)?(arm|behavi|clam|col|endeav|fav|glam|harb|hon|hum|lab|neighb|od|parl|rum|sav|splend|"
    r"tum|val|vap|vig)our"
)
_ISE = re.compile(r"(?<=[a-z]{3})is(?=(?:e[ds]?|ers?|ing|able|ations?|ational)$)")
_DOUBLED = re.compile(r"(?<=[aeou])ll(?=(?:ed|ing|ers?|able)$)")
_SINGULAR = (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", ""))
_STEMS = (("ied", "y"), ("ing", ""), ("ed", ""))
_IRREGULAR = {
    **dict.fromkeys("am is are was were be been being".split(), "be"),
    **dict.fromkeys("has have had having".split(), "have"),
    **dict.fromkeys("does do did done doing".split(), "do"),
    **dict.fromkeys("this these".split(), "this"),
    **dict.fromkeys("that those".split(), "that"),
    **dict.fromkeys("a an".split(), "a"),
    **dict.fromkeys("its their his her".split(), "its"),
    **dict.fromkeys("it they he she".split(), "it"),
}


@lru_cache(maxsize=1 << 15)
def plain(word: str) -> str:
    """A word in small letters and American spelling."""
    word = word.casefold()
    word = _SAME.get(word, word)
    if len(word) > 4:
        word = _OUR.sub(lambda match: match[0][:-3] + "or", word)
    if len(word) > 6:
        word = _DOUBLED.sub("l", _ISE.sub("iz", word))
    return word


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """What the forms of a word share: number, person and tense do not count. Rough, for comparing two words only."""
    word = plain(word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for ending, instead in _SINGULAR:
        if word.endswith(ending) and len(word) > len(ending) + 2 and not word.endswith("ss"):
            word = word[: len(word) - len(ending)] + instead
            break
    for ending, instead in _STEMS:
        if word.endswith(ending) and len(word) > len(ending) + 3:
            word = word[: len(word) - len(ending)] + instead
            break
    return word.removesuffix("e")


_NOT_RUN_TOGETHER = frozenset("resign recreation recreat reform recover resort represent resent retreat coop".split())
"""Stems of words that are other words written together: to re-sign is not to resign."""


def same_run_together(one: str, other: str) -> bool:
    """Whether two runs of words differ only in being written apart or together: e mail and email."""
    joined = one.replace(" ", "")
    return joined == other.replace(" ", "") and stem(joined) not in _NOT_RUN_TOGETHER


_PREFIXES = ("un", "non", "dis", "in", "im", "il", "ir")
_NO_PREFIX = frozenset(
    "income increase inform inside input invent indeed import impart improve immediate impress discover discount "
    "dismiss discharge disorder disclose display dispatch union until indent intend insure install instance "
    "inland".split()
)


def negated_by_prefix(one: str, other: str) -> str:
    """The prefix by which one of two words denies the other: eligible and ineligible; "" if they are no such pair."""
    shorter, longer = sorted((one, other), key=len)
    for prefix in _PREFIXES:
        if len(shorter) > 3 and longer == prefix + shorter and longer not in _NO_PREFIX:
            return prefix
    return ""
