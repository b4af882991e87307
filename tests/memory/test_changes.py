"""Explained changes: every pair of the tables gets exactly its classes; what is grave is never called cosmetic."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.catalog import read_po
from pubpipe.memory.changes import Change, Kind, brief, carried, explain, told
from pubpipe.text.quantifiers import quantifiers

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "translations" / "zh_CN" / "city-management"
CODE = re.compile(r"</?[a-z]+\d+/?>")


def pairs(name: str) -> list[tuple[str, str, set[str], list[str]]]:
    lines = (HERE / f"changes-{name}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [
        (
            before,
            after,
            {kind.replace("-", " ") for kind in kinds.split()},
            [term.strip() for term in "".join(rest).split(";")],
        )
        for kinds, before, after, *rest in rows
    ]


@pytest.mark.parametrize(("before", "after", "kinds", "terms"), pairs("dev") + pairs("test") + pairs("hard"))
def test_each_pair(before: str, after: str, kinds: set[str], terms: list[str]) -> None:
    changes = explain(before, after, terms)
    assert {str(change.kind) for change in changes} == kinds
    assert carried(changes) == (kinds == {"cosmetic"})


def sentences() -> list[str]:
    return [entry.source for path in sorted(SAMPLE.glob("*.po")) for entry in read_po(path.read_bytes()).live]


def places(expression: str, sentence: str) -> list[re.Match[str]]:
    masked = CODE.sub(lambda match: "\0" * len(match[0]), sentence)
    return list(re.finditer(expression, masked))


SENTENCES = sentences()
WITH_DIGITS = [each for each in SENTENCES if places(r"\d", each)]
WITH_NOT = [each for each in SENTENCES if places(r"\bnot ", each)]
WITH_MODALS = [each for each in SENTENCES if places(r"\b(?:shall|may|must|should|can)\b", each)]
WITH_MONTHS = [each for each in SENTENCES if places(r"\b(?:January|June|July|October)\b", each)]
GRAVE = {Kind.NEGATION, Kind.MODALITY, Kind.NUMBER, Kind.DATE, Kind.QUANTIFIER, Kind.SCOPE}


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(WITH_DIGITS), st.data())
def test_another_digit_is_a_number_or_a_date(sentence: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from(places(r"\d", sentence))).start()
    digit = data.draw(st.sampled_from([each for each in "0123456789" if each != sentence[place]]))
    changes = explain(sentence, sentence[:place] + digit + sentence[place + 1 :])
    assert {change.kind for change in changes} & {Kind.NUMBER, Kind.DATE}
    assert not carried(changes)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(WITH_NOT), st.data())
def test_a_dropped_not_is_grave(sentence: str, data: st.DataObject) -> None:
    match = data.draw(st.sampled_from(places(r"\bnot ", sentence)))
    without = sentence[: match.start()] + sentence[match.end() :]
    for changes in (explain(sentence, without), explain(without, sentence)):
        assert {change.kind for change in changes} & GRAVE
        assert not carried(changes)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(WITH_MODALS), st.sampled_from(["shall", "may", "must", "should", "can"]), st.data())
def test_another_modal_is_modality(sentence: str, modal: str, data: st.DataObject) -> None:
    match = data.draw(st.sampled_from(places(r"\b(?:shall|may|must|should|can)\b", sentence)))
    other = sentence[: match.start()] + modal + sentence[match.end() :]
    changes = explain(sentence, other)
    assert changes == () if match[0] == modal else Kind.MODALITY in {change.kind for change in changes}


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(WITH_MONTHS or ["It ends on June 30."]), st.data())
def test_another_month_is_a_date(sentence: str, data: st.DataObject) -> None:
    match = data.draw(st.sampled_from(places(r"\b(?:January|June|July|October)\b", sentence)))
    changes = explain(sentence, sentence[: match.start()] + "February" + sentence[match.end() :])
    assert Kind.DATE in {change.kind for change in changes}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_is_given_is_explained(before: str, after: str) -> None:
    changes = explain(before, after)
    assert bool(changes) == (before != after)
    for change in changes:
        assert 0 <= change.was_span[0] <= change.was_span[1] <= len(before)
        assert 0 <= change.now_span[0] <= change.now_span[1] <= len(after)
        assert "\n" not in brief([change]) and told(change)


def test_a_change_says_where_it_stands() -> None:
    before, after = "The clerk <b1>shall</b1> sign.", "The clerk may sign."
    assert explain(before, after) == (
        Change(Kind.COSMETIC, "<b1> </b1>", "", (0, 0), (0, 0), detail="codes"),
        Change(Kind.MODALITY, "shall", "may", (14, 19), (10, 13), "应当", "可以"),
    )


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        (
            "In 2024 the clerk shall go.",
            "In 2025 the clerk may go.",
            "changed: number 2024 → 2025; modality shall → may (应当 → 可以)",
        ),
        ("The clerk may sign.", "The clerk may not sign.", "changed: negation + not (可以 → 不得)"),
        (
            "Employees may accept gifts.",
            "Employees must not accept gifts.",
            "changed: modality may → must (可以 → 不得); negation + not (可以 → 不得)",
        ),
        (
            "It costs at least $2 million.",
            "It costs up to $3 million.",
            "changed: quantifier at least → up to (至少 → 不超过); "
            "number $2 million → $3 million (200万美元 → 300万美元)",
        ),
        (
            "It ends.",
            "It ends after 30 days without notice.",
            "changed: added clause “after 30 days without notice”, with after, 30 days, without",
        ),
        (
            "By July 1, the clerk shall go.",
            "The clerk shall go by July 1.",
            "changed: wording, other order (by July 1)",
        ),
        ("“Home rule” helps.", '"Home rule" helps.', "changed: cosmetic (quotation marks or dashes)"),
        ("It ends.", "It ends.", ""),
    ],
)
def test_the_line_for_a_po_file(before: str, after: str, line: str) -> None:
    assert brief(explain(before, after)) == line


def test_approved_terms_come_with_their_chinese() -> None:
    known = {"city manager": "城市经理", "mayor": "市长"}
    for terms in (known, lambda text: [each for each in known.items() if each[0] in text]):
        [change] = explain("The city manager signs.", "The mayor signs.", terms)
        assert (change.kind, change.chinese_was, change.chinese_now) == (Kind.TERM, "城市经理", "市长")


def test_told_to_people() -> None:
    [change] = explain("The clerk shall sign.", "The clerk may sign.")
    assert told(change) == (
        "modality: shall → may (应当 → 可以). What is ordered, permitted or advised has changed; "
        "the Chinese modal changes with it."
    )


def test_quantifiers() -> None:
    text = "No more than all but, except if twice, and/or at least 5"
    assert [(each.text, each.chinese) for each in quantifiers(text)] == [
        ("No more than", "不超过"),
        ("all", "全部"),
        ("except", "除……之外"),
        ("if", "如果"),
        ("twice", "两次"),
        ("and/or", "和或"),
        ("at least", "至少"),
    ]


def test_a_very_long_text_is_told_as_one() -> None:
    before = " ".join("abcdefghij"[number % 10] * 3 for number in range(9000))
    after = " ".join("klmnopqrst"[number % 7] * 3 for number in range(9000))
    assert [change.kind for change in explain(before, after)] == [Kind.WORDING]
