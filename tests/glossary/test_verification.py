"""Verdicts beyond the fifty cases: spans, codes, masking, reasons."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.glossary import Glossary, Kind, Verdict, verify
from pubpipe.glossary.normalisation import normalise
from pubpipe.model import Code, CodeKind, Concept, Content, Status, Term, content, text

BOLD, END = Code(CodeKind.OPEN, "b", 1), Code(CodeKind.CLOSE, "b", 1)
MASTER = Concept(
    "city-manager",
    (
        Term("city manager", "en"),
        Term("城市经理", "zh-Hans"),
        Term("市经理", "zh-Hans", Status.ADMITTED),
        Term("城管", "zh-Hans", Status.FORBIDDEN, reason="另有所指"),
    ),
    confusable_with=("assistant-city-manager",),
)
ASSISTANT = Concept("assistant-city-manager", (Term("assistant city manager", "en"), Term("助理城市经理", "zh-Hans")))
CHARTER = Concept("charter", (Term("charter", "en"), Term("宪章", "zh-Hans")))
CITY_CHARTER = Concept("city-charter", (Term("city charter", "en"), Term("城市宪章", "zh-Hans")))
KNOWN = Glossary((MASTER, ASSISTANT, CHARTER, CITY_CHARTER))


def kinds(source: str, target: str | Content, known: Glossary = KNOWN) -> dict[str, str]:
    parts = (target,) if isinstance(target, str) else target
    return {verdict.concept.id: verdict.kind.value for verdict in verify((source,), parts, known)}


def test_a_whole_verdict() -> None:
    [verdict] = verify(("The city manager left.",), ("城管走了。",), KNOWN)
    assert verdict == Verdict(
        Kind.FORBIDDEN,
        MASTER,
        "城管 is forbidden (另有所指)",
        verdict.hit,
        MASTER.terms[-1],
        (0, 2),
        ("城市经理", "市经理"),
    )
    assert verdict.hit is not None
    assert verdict.hit.span == (4, 16)


def test_one_finding_at_most() -> None:
    assert kinds("The city manager and the city managers", "城管和城管") == {"city-manager": "forbidden"}


def test_spans_go_through_codes_and_white_space() -> None:
    target = ("这位 ", BOLD, "城 市\u200b经", END, "理 走了")
    [verdict] = verify(("The city manager left.",), target, KNOWN)
    assert text(target)[slice(*(verdict.span or (0, 0)))] == "城 市\u200b经理"


def test_a_picture_parts_words() -> None:
    assert kinds("The city manager", ("城市", Code(CodeKind.ALONE, "img", 1), "经理")) == {"city-manager": "missing"}


def test_longer_forms_whose_concept_is_absent() -> None:
    """城市宪章 is a charter; 助理城市经理 is declared not to be a city manager."""
    assert kinds("The charter", "城市宪章") == {"charter": "ok"}
    assert kinds("The city manager", "助理城市经理") == {"city-manager": "missing"}
    [verdict] = verify(("The city manager",), ("助理城市经理",), KNOWN)
    assert verdict.reason == "city manager lacks 城市经理: within 助理城市经理 it does not count"


def test_longer_forms_whose_concept_is_present() -> None:
    assert kinds("The assistant city manager and the city manager", "助理城市经理") == {
        "assistant-city-manager": "ok",
        "city-manager": "missing",
    }
    assert kinds("The city charter is a charter.", "城市宪章") == {"city-charter": "ok", "charter": "ok"}


def test_forms_that_hold_the_preferred_one() -> None:
    """里弗顿市宪章 is the city of Riverton's 宪章, whether the glossary admits 市宪章 or not."""
    terms = (Term("charter", "en"), Term("宪章", "zh-Hans"), Term("市宪章", "zh-Hans", Status.ADMITTED))
    amendment = Concept("charter-amendment", (Term("charter amendment", "en"), Term("宪章修正案", "zh-Hans")))
    known = Glossary((Concept("charter", terms), amendment, MASTER))
    assert kinds("The Riverton charter", "里弗顿市宪章", known) == {"charter": "ok"}
    assert kinds("It amends the charter.", "这是一项宪章修正案。", known) == {"charter": "ok"}
    assert kinds("A charter amendment to a charter", "宪章修正案", known) == {
        "charter-amendment": "ok",
        "charter": "ok",
    }
    assert kinds("The city manager", "市经理", known) == {"city-manager": "admitted"}


def test_a_term_whose_last_word_stands_behind_another_is_not_missed() -> None:
    capital = Concept("capital-budget", (Term("capital budget", "en"), Term("资本预算", "zh-Hans")))
    operating = Concept("operating-budget", (Term("operating budget", "en"), Term("运营预算", "zh-Hans")))
    known = Glossary((capital, operating))
    source = "Capital and operating budgets"
    assert kinds(source, "资本和运营预算", known) == {"operating-budget": "ok"}
    assert kinds(source, "资本预算和运营预算", known) == {"capital-budget": "ok", "operating-budget": "ok"}
    assert kinds(source, "资本和经营预算", known) == {"operating-budget": "missing"}


def test_a_forbidden_form_that_another_concept_of_the_source_prefers() -> None:
    appropriation = Concept(
        "appropriation",
        (Term("appropriation", "en"), Term("拨款", "zh-Hans"), Term("挪用", "zh-Hans", Status.FORBIDDEN)),
    )
    misappropriation = Concept("misappropriation", (Term("misappropriation", "en"), Term("挪用", "zh-Hans")))
    known = Glossary((appropriation, misappropriation))
    assert kinds("An appropriation is no misappropriation.", "拨款不是挪用。", known) == {
        "appropriation": "ok",
        "misappropriation": "ok",
    }
    assert kinds("An appropriation was made.", "挪用已作出。", known) == {"appropriation": "forbidden"}


def test_forbidden_anywhere() -> None:
    bad = Term("永續發展", "zh-Hans", Status.FORBIDDEN, reason="繁体", anywhere=True)
    known = Glossary((Concept("sustainable-development", (Term("sustainable development", "en"), bad)),))
    assert kinds("It lasts.", "永續發展。", known) == {"sustainable-development": "forbidden"}


def test_what_is_only_proposed_is_not_asked() -> None:
    vision = Concept("vision", (Term("vision", "en"), Term("愿景", "zh-Hans", Status.PROPOSED)))
    assert kinds("A vision", "一种设想", Glossary((vision,))) == {}


def test_provisional_is_asked() -> None:
    known = Glossary((Concept("x", (Term("FEMA", "en"), Term("联邦应急管理署", "zh-Hans", Status.PROVISIONAL))),))
    assert kinds("FEMA came.", "联邦应急管理署来了。", known) == {"x": "ok"}
    assert kinds("FEMA came.", "他们来了。", known) == {"x": "missing"}


def test_do_not_translate() -> None:
    known = Glossary((Concept("data-gov", (Term("Data.gov", "en"),), do_not_translate=True),))
    assert kinds("See Data.gov now.", "请看 Data.gov。", known) == {"data-gov": "ok"}
    assert kinds("See Data.gov now.", "请看数据网。", known) == {"data-gov": "missing"}


def test_an_acronym_kept_is_simply_right() -> None:
    terms = (
        Term("chief administrative officer", "en"),
        Term("CAO", "en", Status.ADMITTED),
        Term("首席行政官", "zh-Hans"),
        Term("CAO", "zh-Hans", Status.ADMITTED),
    )
    known = Glossary((Concept("cao", terms),))
    assert kinds("The CAO came.", "CAO来了。", known) == {"cao": "ok"}
    assert kinds("The chief administrative officer came.", "CAO来了。", known) == {"cao": "admitted"}
    assert kinds("The CAO came.", "ＣＡＯ来了。", known) == {"cao": "ok"}
    assert kinds("The CAO came.", "CAOS来了。", known) == {"cao": "missing"}
    assert kinds("The CAO came.", "cao来了。", known) == {"cao": "missing"}


def test_an_empty_target_has_no_verdicts() -> None:
    assert kinds("The city manager", "") == {}


def test_a_reference_kept_in_english() -> None:
    source = "City Manager Association, Report (Dayton, 1914)."
    assert kinds(source, source) == {}
    assert kinds("The city manager left.", "管理者（city manager）走了。") == {"city-manager": "missing"}
    assert kinds("City manager", "City manager") == {"city-manager": "missing"}


def test_blockers() -> None:
    health = Concept(
        "public-health", (Term("public health", "en"), Term("公共卫生", "zh-Hans", blockers=("公共卫生间",)))
    )
    assert kinds("Public health", "公共卫生间", Glossary((health,))) == {"public-health": "missing"}


CHARACTERS = st.text("城市经理长期—-· \u200b“”，ＩＣMA助议会", max_size=30)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(CHARACTERS, st.sampled_from([BOLD, END, Code(CodeKind.ALONE, "img", 1)])), max_size=6))
def test_normalising_keeps_the_way_back(parts: list[str | Code]) -> None:
    source = content(parts)
    plain = text(source)
    normal = normalise(source)
    assert normal.offsets is None or len(normal.offsets) == len(normal.text)
    for verdict in verify(("the city manager and the charter",), source, KNOWN):
        if verdict.span and verdict.term:
            assert verdict.term.text in normalise((plain[slice(*verdict.span)],)).text
