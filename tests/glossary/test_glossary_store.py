"""What may be done with a glossary, and the glossary's own check."""

from __future__ import annotations

from datetime import date

import pytest

from pubpipe.errors import Misused
from pubpipe.glossary import Flaw, Glossary, add, approve, edit, find, remove, verify_glossary
from pubpipe.model import Concept, Severity, Status, Term

MAYOR = Concept("mayor", (Term("mayor", "en"), Term("市长", "zh-Hans")), domain="职务")
WARD = Concept("ward", (Term("ward", "en"), Term("选区", "zh-Hans", Status.PROPOSED)), domain="法律")
KNOWN = Glossary((WARD, MAYOR))
TODAY = date(2025, 3, 1)


def sentence(message: str, *arguments: object, **values: object) -> None:
    """Fails unless the call is refused with this sentence."""
    call, *rest = arguments
    with pytest.raises(Misused) as caught:
        call(*rest, **values)  # type: ignore[operator]
    assert str(caught.value) == message


def test_concepts_stand_by_id() -> None:
    assert KNOWN.concepts == (MAYOR, WARD)
    assert KNOWN.concept("ward") == WARD
    sentence("no such concept: wards (nearest: ward)", KNOWN.concept, "wards")


def test_find() -> None:
    assert list(find(KNOWN, "市")) == [MAYOR]
    assert list(find(KNOWN, status=Status.PROPOSED)) == [WARD]
    assert list(find(KNOWN, domain="法律", language="en")) == [WARD]
    assert list(find(KNOWN, "MAY")) == [MAYOR]


def test_add() -> None:
    changed = add(KNOWN, "ward", "zh-Hans", " 病房 ", status=Status.FORBIDDEN, reason="义项错误", definition="选举分区")
    assert changed.concept("ward") == Concept(
        "ward",
        (*WARD.terms, Term("病房", "zh-Hans", Status.FORBIDDEN, reason="义项错误")),
        domain="法律",
        definition="选举分区",
    )
    assert add(KNOWN, "veto", "en", "veto").concept("veto") == Concept("veto", (Term("veto", "en", Status.PROPOSED),))
    sentence("mayor has this term already: 市长", add, KNOWN, "mayor", "zh-Hans", "市长")
    sentence("a concept's id begins with a letter and has no spaces: 1 x", add, KNOWN, "1 x", "en", "x")
    sentence("the term is empty", add, KNOWN, "x", "en", " ")
    sentence("no such field: resaon (nearest: reason)", add, KNOWN, "x", "en", "x", resaon="y")


def test_edit() -> None:
    renamed = edit(KNOWN, "ward", "zh-Hans", "选区", new_text="选举区", status=Status.ADMITTED)
    assert renamed.concept("ward").terms == (Term("ward", "en"), Term("选举区", "zh-Hans", Status.ADMITTED))
    assert edit(KNOWN, "ward", domain="选举").concept("ward").domain == "选举"
    assert edit(KNOWN, "ward", note="x").concept("ward").note == "x"
    assert edit(KNOWN, "ward", text="ward", note="x").concept("ward").terms[0].note == "x"
    sentence("ward has no such term: 选 (nearest: 选区)", edit, KNOWN, "ward", "zh-Hans", "选", note="x")


def test_approve() -> None:
    approved = approve(KNOWN, "ward", "王", TODAY).concept("ward").terms[1]
    assert approved == Term("选区", "zh-Hans", Status.PREFERRED, approved_by="王", approved_on=TODAY)
    second = add(KNOWN, "mayor", "zh-Hans", "首长")
    assert approve(second, "mayor", "王", TODAY).concept("mayor").terms[2].status is Status.ADMITTED
    signed = approve(KNOWN, "mayor", "王", TODAY, text="市长").concept("mayor").terms[1]
    assert (signed.status, signed.approved_by) == (Status.PREFERRED, "王")
    sentence(
        "ward has several terms to approve, which one? 选举区, 选区",
        approve,
        add(KNOWN, "ward", "zh-Hans", "选举区"),
        "ward",
        "王",
        TODAY,
    )
    sentence("mayor has nothing to approve in zh-Hans", approve, KNOWN, "mayor", "王", TODAY)


def test_remove() -> None:
    assert remove(KNOWN, "ward") == Glossary((MAYOR,))
    assert remove(KNOWN, "ward", "zh-Hans", "选区").concept("ward").terms == (Term("ward", "en"),)
    assert remove(remove(KNOWN, "ward", text="选区"), "ward", text="ward") == Glossary((MAYOR,))


def flaws(*terms: Term, **values: object) -> list[Flaw]:
    return verify_glossary(Glossary((Concept("x", (Term("x", "en"), *terms), **values),)))  # type: ignore[arg-type]


def chinese(text: str, status: Status = Status.PREFERRED, **values: object) -> Term:
    return Term(text, "zh-Hans", status, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("terms", "flaw"),
    [
        ([chinese("市长"), chinese("市首")], Flaw("x", "市首", "two preferred terms: 市长, 市首")),
        ([], Flaw("x", "", "no Chinese term")),
        (
            [chinese("市首", Status.ADMITTED)],
            Flaw("x", "市首", "admitted terms, but none is preferred", Severity.MINOR),
        ),
        (
            [chinese("市长"), chinese("村长", Status.FORBIDDEN)],
            Flaw("x", "村长", "not to be used, but no reason is given", Severity.MINOR),
        ),
        ([chinese("市 长 ")], Flaw("x", "市 长 ", "white space at its edge, or a line end")),
        ([chinese("市長")], Flaw("x", "市長", "traditional characters: 長")),
        ([chinese("市长(美)")], Flaw("x", "市长(美)", "half-width punctuation", Severity.MINOR)),
        ([chinese("鲍勃•奥")], Flaw("x", "鲍勃•奥", "the interpunct of names is · (U+00B7)")),
        ([chinese("县")], Flaw("x", "县", "a single character: it is found in many other words", Severity.NEUTRAL)),
        ([chinese("市长", blockers=("县城",))], Flaw("x", "市长", "blocker shares nothing with the term: 县城")),
        (
            [chinese("议会—制"), chinese("议会-制", Status.FORBIDDEN, reason="连接号")],
            Flaw("x", "议会-制", "both accepted and not to be used"),
        ),
    ],
)
def test_flaws_of_a_concept(terms: list[Term], flaw: Flaw) -> None:
    assert flaws(*terms) == [flaw]


def test_a_sound_concept() -> None:
    assert flaws(chinese("可再生能源"), chinese("再生能源", Status.FORBIDDEN, reason="台湾用法")) == []


def test_flaws_between_concepts() -> None:
    output = Concept("output", (Term("output", "en"), chinese("成果")), confusable_with=("outcome", "income"))
    outcome = Concept("outcome", (Term("outcome", "en"), chinese("成果")))
    twin = Concept("result", (Term("Outcome", "en"), chinese("结果"), chinese("出来", Status.FORBIDDEN, anywhere=True)))
    spoken = Concept("emergence", (Term("emergence", "en"), chinese("出来")))
    assert verify_glossary(Glossary((output, outcome, twin, spoken))) == [
        Flaw("output", "", "confusable with a concept that is not there: income"),
        Flaw("result", "出来", "not to be used, but no reason is given", Severity.MINOR),
        Flaw("result", "出来", "forbidden anywhere, yet a term of emergence"),
        Flaw("outcome", "成果", "one Chinese term for concepts not to be confused: outcome, output"),
        Flaw(
            "outcome",
            "outcome",
            "one English term of several concepts, and no context to tell: outcome, result",
            Severity.MINOR,
        ),
    ]
