"""What is offered for the sentences of a paragraph and the clauses of a long sentence."""

from pubpipe.memory import Memory, pieces
from pubpipe.model import MatchKind, TranslationUnit

KNOWN = [
    TranslationUnit("The council adopts the budget.", "议会通过预算。"),
    TranslationUnit("The manager reports to the council", "经理向议会报告"),
    TranslationUnit("Taxes pay for services.", "税收支付服务。"),
]


def found(text: str) -> list[tuple[str, MatchKind, str]]:
    with Memory() as memory:
        memory.refresh("", "1", KNOWN)
        return [(each.text, each.matches[0].kind, each.matches[0].unit.target) for each in pieces(text, memory)]


def test_the_sentences_of_a_paragraph() -> None:
    assert found("Nobody knew. The council adopts the budget.<fn1/> Taxes pay for services.") == [
        ("The council adopts the budget.<fn1/>", MatchKind.REPAIRED, "议会通过预算。<fn1/>"),
        ("Taxes pay for services.", MatchKind.EXACT, "税收支付服务。"),
    ]


def test_the_clauses_of_a_long_sentence() -> None:
    assert found("In most towns of this kind the manager reports to the council, and taxes pay for services.") == [
        ("taxes pay for services.", MatchKind.REPAIRED, "税收支付服务。"),
    ]
    assert found("In small towns like ours there is no mayor; the manager reports to the council, which decides.") == [
        ("the manager reports to the council", MatchKind.REPAIRED, "经理向议会报告"),
    ]


def test_one_short_sentence_has_no_parts() -> None:
    assert found("The council adopts the budget.") == []
