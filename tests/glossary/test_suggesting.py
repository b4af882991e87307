"""What a glossary may lack: phrases, names and acronyms of a text, and what its translations have in common."""

from __future__ import annotations

import pytest

from pubpipe.glossary import Glossary
from pubpipe.glossary.suggesting import Occurrence, Rendering, Sentence, Suggestion, Translated, suggest
from pubpipe.glossary.suggesting.acronyms import explained
from pubpipe.glossary.suggesting.phrases import phrases
from pubpipe.model import Code, CodeKind, Concept, NameKind, Term


def sentences(*texts: str) -> list[Sentence]:
    return [Sentence(f"a:{number}", (text,)) for number, text in enumerate(texts, start=1)]


def proposed(*texts: str, least: int = 1, glossary: Glossary | None = None) -> list[str]:
    found = suggest(sentences(*texts), glossary or Glossary(), least=least)
    return [f"{each.sort}: {each.text}" for each in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The council adopts the operating budget in June.", ["operating budget"]),
        ("The city council quickly adopted a balanced budget.", ["city council", "balanced budget"]),
        ("Elected officials serve; officials elected serve.", ["Elected officials"]),
        ("They are making policy in managing growth.", []),
        ("a joint sewer agreement", ["joint sewer", "joint sewer agreement", "sewer agreement"]),
        ("The new city, other cities, many large cities, cost thereof", []),
        ("a day-to-day matter, public-private, city/county board", ["county board"]),
        ("the mayor’s budget message, tax rate", ["budget message", "tax rate"]),
        ("council member, city manager", ["council member", "city manager"]),
        ("It was 40 percent of local street repairs.", ["local street", "local street repairs", "street repairs"]),
    ],
)
def test_phrases(text: str, found: list[str]) -> None:
    assert [text[slice(*each.span)] for each in phrases(text)] == found


def test_the_longest_phrase_is_proposed_and_not_its_fragments() -> None:
    text = "The fleet maintenance facility and the fleet maintenance facilities stand here."
    assert proposed(text, text) == ["term: fleet maintenance facility"]


def test_a_phrase_that_stands_alone_too_is_proposed_beside_the_longer_one() -> None:
    texts = ("A sales tax rate is set.", "The sales tax falls.", "A sales tax rises.", "One sales tax stays.")
    assert proposed(*texts) == ["term: sales tax", "term: sales tax rate"]


def test_what_the_glossary_knows_is_left_out() -> None:
    known = Glossary((Concept("x", (Term("sales tax", "en"), Term("Mary Smith", "en"), Term("CIP", "en"))),))
    text = "Mary Smith set the sales tax in the capital improvement plan (CIP) of Mercer County."
    assert proposed(text, glossary=known) == ["term: capital improvement plan", "name: Mercer County"]


def test_a_whole_suggestion() -> None:
    made = [Sentence("a:1", ("The sales ", Code(CodeKind.OPEN, "b", 1), "tax", " falls."), times=2)]
    translated = Translated([("a:1", "The sales tax falls.", "销售税下降。"), ("a:2", "A sales tax", "一种销售税")])
    assert suggest(made, Glossary(), translated=translated) == [
        Suggestion(
            "term",
            "sales tax",
            2,
            2.0,
            (Occurrence("a:1", "The sales tax falls."),),
            ("sales tax",),
            renderings=(Rendering("销售税", 2, 2, 2, ("a:1", "a:2")),),
        )
    ]


def test_no_chinese_is_proposed_for_a_name_in_pinyin() -> None:
    pairs = [(f"a:{number}", "It was Wang Xiaoming of Mercer County.", "是默瑟县的王晓明。") for number in range(4)]
    pairs += [("b", "Wang Xiaoming", "王晓明"), ("c", "Mercer County", "默瑟县")]
    found = suggest(sentences(*(source for _place, source, _target in pairs)), Glossary(), translated=Translated(pairs))
    assert [(each.text, each.kind, each.pinyin, [one.text for one in each.renderings]) for each in found] == [
        ("Mercer County", NameKind.PLACE, False, ["默瑟县"]),
        ("Wang Xiaoming", NameKind.PERSON, True, []),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a tax increment financing (TIF) district", [("TIF", "tax increment financing")]),
        ("TIF (tax increment financing) helps", [("TIF", "tax increment financing")]),
        ("the Freedom of Information Act (FOIA)", [("FOIA", "Freedom of Information Act")]),
        ("the memorandum of understanding (“MOU”)", [("MOU", "memorandum of understanding")]),
        ("the county (Ohio) and the board (AB)", []),
        ("It rose. Tax increments fell (RTIF).", []),
    ],
)
def test_acronyms_with_their_full_forms(text: str, found: list[tuple[str, str]]) -> None:
    assert list(explained(text)) == found


def test_acronyms() -> None:
    texts = ("Tax increment financing (TIF) helps.", "The EMS came.", "The EMS went. Phase II MUST END.")
    assert proposed(*texts, least=2) == ["acronym: TIF", "acronym: EMS"]


def test_renderings_are_what_translations_share() -> None:
    pairs = [
        ("1", "A sinking fund is kept.", "设有偿债基金。"),
        ("2", "The sinking funds are small.", "偿债基金规模很小。"),
        ("3", "A general fund is kept.", "设有普通基金。"),
        ("4", "It pays from a sinking-fund account.", "从偿债基金账户支付。"),
    ]
    assert Translated(pairs).renderings(["sinking fund"]) == [Rendering("偿债基金", 3, 3, 3, ("1", "2", "4"))]
    assert Translated(pairs).renderings(["enterprise fund"]) == []
    assert Translated([("1", "Sinking fund", "偿债基金")]).renderings(["sinking fund"]) == [
        Rendering("偿债基金", 1, 1, 1, ("1",))
    ]
