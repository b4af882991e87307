"""What counts as a word that was left behind."""

from __future__ import annotations

from collections import Counter

import pytest

from pubpipe.model import Account, Document, Fate
from pubpipe.project._single import pseudo
from tests.proofs.words import allowed, by_rule, survivors, words


def ledger(*lines: tuple[str, Fate]) -> Document:
    """A document with nothing but a ledger."""
    return Document((), tuple(Account("part", str(at), text, fate, "rule") for at, (text, fate) in enumerate(lines)))


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        ("Every word", "Éṽéŕý ŵöŕđ", {}),
        ("Every word, every", "Éṽéŕý word, EVERY", {"word": 1, "every": 1}),
        ("untouched", "ûñtouched", {"touched": 1}),
        ("Советы города", "С̲о̲в̲е̲т̲ы̲ города", {"города": 1}),
        ("now or 2026", "now or 2026", {}),
        ("", "Sheet", {"sheet": 1}),
        ("hyphen\xadated", "hyphen\xadated", {"hyphenated": 1}),
    ],
)
def test_survivors(before: str, after: str, left: dict[str, int]) -> None:
    assert survivors(before, after) == Counter(left)


@pytest.mark.parametrize(
    "shown", ["Every Word", "naïve résumé", "Städte und Gemeinden", "органы власти", "السلطات", "市政府管理"]
)
def test_pseudo_translation_leaves_no_word(shown: str) -> None:
    (altered,) = pseudo((shown,))
    assert survivors(shown, str(altered)) == Counter()
    assert words(str(altered)).keys().isdisjoint(words(shown))


@pytest.mark.parametrize(
    ("lines", "survived", "may"),
    [
        ([("Word", Fate.TRANSLATED)], {"word": 1}, {}),
        ([("Word", Fate.PROTECTED)], {"word": 3}, {"word": 3}),
        ([("Word", Fate.PROTECTED), ("word", Fate.TRANSLATED)], {"word": 3}, {"word": 1}),
        ([("Ano", Fate.EXCLUDED), ("ther", Fate.EXCLUDED)], {"another": 1}, {"another": 1}),
        ([("Ano", Fate.EXCLUDED), ("ther", Fate.TRANSLATED)], {"another": 1}, {}),
        ([("another", Fate.EXCLUDED)], {"other": 1}, {}),
    ],
)
def test_what_the_ledger_allows(lines: list[tuple[str, Fate]], survived: dict[str, int], may: dict[str, int]) -> None:
    assert allowed(ledger(*lines), Counter(survived)) == Counter(may)


def test_words_are_counted_by_rule() -> None:
    document = ledger(("code code", Fate.PROTECTED), ("ano", Fate.EXCLUDED), ("ther", Fate.EXCLUDED))
    assert by_rule(document, Counter({"code": 2, "another": 1})) == Counter(
        {"protected: rule": 2, "cut by formatting, or in an embedded document": 1}
    )
