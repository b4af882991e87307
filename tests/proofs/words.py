"""Words that outlived a pseudo-translation, and which of them the ledger of the original answers for."""

from __future__ import annotations

import argparse
import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pubpipe.model import Account, Document, Fate

WORD = re.compile(r"[^\W\d_]{4,}")
"""Four letters or more of any script; digits, points and marks end a word."""

PLAIN = re.compile(r"[A-Za-z]{4,}")
"""What no pseudo-translated word holds: letters of the alphabet without a mark, side by side."""


@dataclass
class Proof:
    """What became of one document: the words checked, those kept by rule, and those nobody answers for, by view."""

    name: str
    enclosed: str = ""
    checked: int = 0
    allowed: Counter[str] = field(default_factory=Counter)
    left: dict[str, Counter[str]] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    unopened: list[str] = field(default_factory=list)


def words(shown: str) -> Counter[str]:
    """How often each word stands in a text, case aside; a soft hyphen does not part a word."""
    return Counter(word.casefold() for word in WORD.findall(shown.replace("\xad", "")))


def survivors(before: str, after: str) -> Counter[str]:
    """The words of a text that its pseudo-translation still shows, and runs of letters nobody altered."""
    known = words(before)
    found = Counter({word: count for word, count in words(after).items() if word in known})
    for run in PLAIN.findall(after.replace("\xad", "")):
        if not any(run.casefold() in word for word in found):
            found[run.casefold()] += 1
    return found


def allowed(document: Document, survived: Counter[str], enclosed: str = "") -> Counter[str]:
    """How often each word may survive: as often as the ledger lists it as protected or excluded.

    A word the ledger lists nowhere as translated may be shown any number of times: a header stands on every kind of
    page. What no reader comes upon excuses nothing: neither texts of `UNSHOWN` rules nor the list of slides' titles
    among the properties (`vt:lpstr`). `enclosed` is the text of documents within the document, which the ledger names
    by their files.
    """
    kept = joined(_excusing(document), KEPT) + "\n" + enclosed
    translated = joined(document.ledger, {Fate.TRANSLATED})
    whole, altered = words(kept), words(translated)
    found: Counter[str] = Counter()
    for word, count in survived.items():
        listed = whole[word] if whole[word] >= count else whole[word] + _cut(word, kept)
        if listed:
            found[word] = listed if altered[word] or _cut(word, translated) else count
    return found


UNSHOWN = {"unused layout", "unused numbering", "building blocks", "style", "settings", "script", "number format"}
"""Rules for texts no reader comes upon, so that they excuse nothing."""

KEPT = {Fate.PROTECTED, Fate.EXCLUDED}
CUT = "cut by formatting, or in an embedded document"
JOINT = "\x1f"
"""Stands between two accounts that follow one another within a part."""


def joined(ledger: Iterable[Account], fates: set[Fate]) -> str:
    """The texts of accounts of some fates."""
    part = ""
    texts: list[str] = []
    for account in ledger:
        joint = JOINT if account.part == part and account.fate in fates else "\n"
        part = account.part if account.fate in fates else ""
        texts += [joint, account.text] if account.fate in fates else [joint]
    return "".join(texts)


def _cut(word: str, joined: str) -> int:
    """How often a word stands in several accounts, cut by formatting."""
    if word not in joined.replace(JOINT, "").casefold():
        return 0
    pattern = f"{JOINT}?".join(map(re.escape, word))
    return sum(JOINT in each.group() for each in re.finditer(pattern, joined, re.IGNORECASE))


def _excusing(document: Document) -> list[Account]:
    """The accounts of what a reader may come upon."""
    return [each for each in document.ledger if each.rule not in UNSHOWN and "lpstr" not in each.place]


def by_rule(document: Document, survived: Counter[str]) -> Counter[str]:
    """How many of the words that may survive each rule of the ledger answers for: the rule that lists a word most."""
    rules: dict[str, Counter[str]] = {}
    for account in _excusing(document):
        if account.fate in KEPT:
            for word, count in words(account.text).items():
                rules.setdefault(word, Counter())[f"{account.fate}: {account.rule}"] += count
    found: Counter[str] = Counter()
    for word, count in survived.items():
        found[max(listed, key=lambda rule: listed[rule]) if (listed := rules.get(word)) else CUT] += count
    return found


def chosen(description: str | None, kinds: Sequence[str]) -> list[list[Path]]:
    """The files named on the command line, or those of the outside data by kind."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--kind", action="append", choices=kinds, help="only this kind of the outside data")
    arguments = parser.parse_args()
    root = Path(os.environ.get("PUBPIPE_TEST_DATA", ""), "documents")
    return (
        [arguments.files] if arguments.files else [sorted((root / kind).iterdir()) for kind in arguments.kind or kinds]
    )


def report(proofs: list[Proof]) -> int:
    """Print each word nobody answers for and the figures; 1 if there is any."""
    for proof in proofs:
        for view, left in proof.left.items():
            print(f"{proof.name}: {view}: {', '.join(f'{word} {count}' for word, count in left.most_common(12))}")
        for view in proof.lost:
            print(f"{proof.name}: {view}: the original opened and the result does not")
        if proof.unopened:
            print(f"{proof.name}: not opened before merging either: {', '.join(proof.unopened)}")
    rules: Counter[str] = sum((proof.allowed for proof in proofs), Counter())
    for rule, count in rules.most_common():
        print(f"    {count:7} {rule}")
    print(
        f"{len(proofs)} documents, {sum(proof.checked for proof in proofs)} words,"
        f" {rules.total()} kept by rules of the ledger,"
        f" {sum(left.total() for proof in proofs for left in proof.left.values())} left in"
        f" {sum(bool(proof.left) for proof in proofs)} documents,"
        f" {sum(bool(proof.lost) for proof in proofs)} no longer opened,"
        f" {sum(bool(proof.unopened) for proof in proofs)} never opened"
    )
    return int(any(proof.left or proof.lost for proof in proofs))
