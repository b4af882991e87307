"""Changes of a glossary: differences, retirement, merging."""

from __future__ import annotations

from datetime import date

import pytest

from pubpipe.errors import Misused
from pubpipe.glossary import Glossary
from pubpipe.glossary.changing import Conflict, Difference, differences, merged, retire
from pubpipe.model import Concept, Status, Term

ZH = "zh-Hans"


def concept(id: str, english: str, *chinese: tuple[str, Status], **facts: str) -> Concept:
    terms = (Term(english, "en"), *(Term(text, ZH, status) for text, status in chinese))
    return Concept(id, terms, **facts)  # type: ignore[arg-type]


MANAGER = concept("manager", "city manager", ("城市经理", Status.PREFERRED), ("市经理", Status.ADMITTED))
OLD = Glossary((MANAGER,))


def statuses(glossary: Glossary) -> dict[str, Status]:
    return {term.text: term.status for each in glossary.concepts for term in each.terms if term.language == ZH}


def test_a_term_is_retired_for_its_successor() -> None:
    new = retire(OLD, "manager", "城市经理", successor="市经理", reason="new norm", on=date(2026, 1, 31))
    assert statuses(new) == {"市经理": Status.PREFERRED, "城市经理": Status.SUPERSEDED}
    assert list(differences(OLD, new)) == [
        Difference("manager", "市经理", "status", "admitted", "preferred"),
        Difference("manager", "城市经理", "status", "preferred", "superseded"),
        Difference("manager", "城市经理", "reason", "", "new norm"),
        Difference("manager", "城市经理", "valid to", "", "2026-01-31"),
    ]


def test_a_successor_may_be_new() -> None:
    new = retire(OLD, "manager", "城市经理", successor="城管经理", status=Status.FORBIDDEN)
    assert statuses(new) == {"城管经理": Status.PREFERRED, "市经理": Status.ADMITTED, "城市经理": Status.FORBIDDEN}


@pytest.mark.parametrize(
    ("term", "successor", "status"),
    [
        ("城市经理", "", Status.SUPERSEDED),
        ("城市经理", "城市经理", Status.SUPERSEDED),
        ("没有", "市经理", Status.SUPERSEDED),
        ("市经理", "", Status.ADMITTED),
    ],
)
def test_what_retires_nothing_is_refused(term: str, successor: str, status: Status) -> None:
    with pytest.raises(Misused):
        retire(OLD, "manager", term, successor=successor, status=status)


def test_a_glossary_takes_in_another() -> None:
    theirs = Glossary(
        (
            concept("cm", "City Manager", ("城市经理", Status.PREFERRED), domain="titles"),
            concept("manager", "city manager", ("城管", Status.PREFERRED), ("市经理", Status.FORBIDDEN)),
            concept("mayor", "mayor", ("市长", Status.PREFERRED)),
        )
    )
    united, conflicts = merged(OLD, theirs)
    assert [each.id for each in united.concepts] == ["manager", "mayor"]
    assert united.by_id["manager"].domain == "titles"
    assert statuses(united) == {
        "城市经理": Status.PREFERRED,
        "市经理": Status.ADMITTED,
        "城管": Status.PROPOSED,
        "市长": Status.PREFERRED,
    }
    assert conflicts == (
        Conflict("manager", "preferred", "城市经理", "城管"),
        Conflict("manager", "市经理", "admitted", "forbidden"),
    )


def test_concepts_come_and_go() -> None:
    assert list(differences(OLD, Glossary())) == [
        Difference("manager", "", "", "city manager; 城市经理; 市经理 (admitted)", "")
    ]
    assert list(differences(OLD, OLD)) == []
