"""What is written into each unit, and what is refused."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pubpipe.catalog import Catalog, Omission, Reason, Refusal, encode, parse, split, targets, update
from pubpipe.model import Code, CodeKind, Document, Unit
from pubpipe.segmentation import segment

from .documents import FILE, SENTENCE, document, translated

CASES = tomllib.loads(Path(__file__).with_name("targets.toml").read_text("utf-8"))["case"]


def filled(source: str, written: list[str]) -> tuple[Catalog, Document]:
    found = document([source])
    catalog = update(None, found, SENTENCE)[0]
    entries = (
        replace(entry, target=target.lstrip("~"), flags=("fuzzy",) if target.startswith("~") else ())
        for entry, target in zip(catalog.entries, written, strict=True)
    )
    return replace(catalog, entries=tuple(entries)), found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_targets(case: dict[str, Any]) -> None:
    catalog, found = filled(case["source"], case["targets"])
    made = targets(catalog, found)
    shown = {name: encode(content, found.units[0].content) for name, content in made.contents.items()}
    assert shown == ({"0/p1": case["shows"]} if "shows" in case else {})
    numbers = {place: str(number) for number, entry in enumerate(catalog.entries, 1) for place in entry.places}
    assert [f"{numbers[each.place]} {each.reason.value}" for each in made.refusals] == case.get("refused", [])
    drafted = targets(catalog, found, unfinished=lambda content: ("[", *content, "]"))
    draft = case.get("draft", case.get("shows"))
    assert {name: encode(content, found.units[0].content) for name, content in drafted.contents.items()} == {
        "0/p1": draft
    }
    assert drafted.refusals == made.refusals


def test_what_is_refused_says_where_and_why() -> None:
    catalog, found = filled("The <a1>council</a1>.", ["市议会。"])
    assert targets(catalog, found).refusals == (
        Refusal(
            f"{FILE}:0/p1",
            "The <a1>council</a1>.",
            "市议会。",
            Reason.CODES,
            "the code <a1> is missing; the code </a1> is missing",
        ),
    )


def test_omissions_are_listed_with_their_reason() -> None:
    catalog, found = filled("It is old. All agree.", ["<omitted/>", "都同意。"])
    catalog = replace(catalog, entries=(replace(catalog.entries[0], comment="out of date"), *catalog.entries[1:]))
    assert targets(catalog, found).omissions == (Omission(f"{FILE}:0/p1", "It is old.", "out of date"),)


def test_translators_notes_are_written_as_the_caller_wants() -> None:
    catalog, found = filled("One. Two.", ["一<tn>甲</tn>。", "二<tn>乙</tn>。"])
    assert targets(catalog, found, note=lambda content: ("*", *content)).contents == {"0/p1": ("一*甲。二*乙。",)}


def test_a_shared_meaning_needs_a_sentence_that_stands_once() -> None:
    found = document(["He agrees. Of course.", "Of course."])
    catalog = translated(
        update(None, found, SENTENCE)[0], lambda entry: "<above/>" if "Of" in entry.source else "他同意。"
    )
    assert [each.reason for each in targets(catalog, found).refusals] == [Reason.MARK, Reason.MARK]
    apart = split(catalog, "0/p2")
    entries = (replace(each, target="当然。") if "@" in each.context else each for each in apart.entries)
    assert targets(replace(apart, entries=tuple(entries)), found).contents == {
        "0/p1": ("他同意。",),
        "0/p2": ("当然。",),
    }


def test_a_picture_alone_is_nobodys_work() -> None:
    picture = Code(CodeKind.ALONE, "img", 1)
    found = Document((segment(Unit("0/p1", "paragraph", (picture,))),))
    catalog = update(None, found, SENTENCE)[0]
    assert catalog.entries == ()
    assert targets(catalog, found).contents == {}


def test_a_picture_between_sentences_stays_where_it_stood() -> None:
    source = "The council adopts it. <img1/>The mayor signs it."
    found = document([source])
    catalog = translated(
        update(None, found, SENTENCE)[0], lambda entry: "译。<img1/>" if "img" in entry.source else "译。"
    )
    assert [encode(each) for each in targets(catalog, found).contents.values()] == ["译。<img1/>译。"]
    assert parse(source).content == found.units[0].content
