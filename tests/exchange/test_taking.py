"""What came back against what stands in the PO file by then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pubpipe.catalog import Catalog, offer
from pubpipe.exchange import Returned, Taken, Trouble, base, take
from pubpipe.model import Entry, State

SOURCE = "The <b1>council</b1> meets in 3 rooms."
DONE = "<b1>市议会</b1>在3个房间开会。"
OTHER = "<b1>理事会</b1>在3个房间开会。"
ENTRY = Entry(SOURCE, places=("b/a.docx:1/p1",))
WAS_EMPTY = base("", State.UNTRANSLATED)


def back(target: str, **given: object) -> Returned:
    return replace(Returned(SOURCE, target, "b/a.docx:1/p1", State.TRANSLATED, WAS_EMPTY), **given)


def taken(entry: Entry | tuple[Entry, ...], *returned: Returned, **options: bool) -> Taken:
    entries = entry if isinstance(entry, tuple) else (entry,)
    return take({"a.po": Catalog(entries)}, returned, origin="returned in a.xlf", **options)


def entry(made: Taken) -> Entry:
    return made.catalogs["a.po"].entries[0]


def fuzzy(target: str, *notes: str) -> Entry:
    return replace(ENTRY, target=target, flags=("fuzzy",), notes=notes)


def test_a_translation_is_taken_and_its_notes_become_comments() -> None:
    made = taken(replace(ENTRY, comment="Old."), back(DONE, comments=("See Li.", "Old.")))
    assert entry(made) == replace(ENTRY, target=DONE, comment="Old.\nSee Li.")
    assert made.counts == {"taken": 1}


def test_what_needs_review_is_fuzzy() -> None:
    assert entry(taken(ENTRY, back(DONE, state=State.FUZZY))) == fuzzy(DONE, offer(DONE, "returned in a.xlf"))
    assert entry(taken(ENTRY, back(DONE, state=State.FUZZY), confirmed=True)) == replace(ENTRY, target=DONE)


def test_broken_codes_are_fuzzy_with_the_reason() -> None:
    told = "returned in a.xlf; missing code </b1>"
    broken = "<b1>市议会在3个房间开会。"
    assert entry(taken(ENTRY, back(broken), confirmed=True)) == fuzzy(broken, offer(broken, told))


def test_what_a_person_wrote_meanwhile_stays_unless_told() -> None:
    written = replace(ENTRY, target=OTHER)
    message = "the PO file was changed since the export"
    assert taken(written, back(DONE)).troubles == (Trouble("b/a.docx:1/p1", message, SOURCE, DONE, OTHER),)
    assert taken(written, back(DONE)).catalogs == {}
    assert entry(taken(written, back(DONE), overwrite=True)) == replace(ENTRY, target=DONE)


def test_what_nobody_touched_gives_way_to_what_a_person_wrote() -> None:
    made = taken(replace(ENTRY, target=OTHER), back(DONE, base=base(DONE, State.FUZZY), state=State.FUZZY))
    assert (made.catalogs, made.troubles, made.counts) == ({}, (), {"same": 1})


def test_without_a_base_only_offers_nobody_touched_give_way() -> None:
    offered = fuzzy(OTHER, offer(OTHER, "exact"))
    assert entry(taken(offered, back(DONE, base=""))) == replace(ENTRY, target=DONE)
    message = "the PO file has another translation"
    for written in (replace(ENTRY, target=OTHER), fuzzy(OTHER), fuzzy(OTHER, offer(DONE, "exact"))):
        assert taken(written, back(DONE, base="")).troubles[0].message == message


def test_a_fuzzy_one_is_confirmed_and_a_finished_one_sent_back() -> None:
    outdated = replace(fuzzy(DONE, "paragraph", offer(DONE, "exact")), previous="Old.", previous_context="cell")
    confirmed = taken(outdated, back(DONE, base=base(DONE, State.FUZZY)))
    assert entry(confirmed) == replace(ENTRY, target=DONE, notes=("paragraph",))
    done = replace(ENTRY, target=DONE)
    assert entry(taken(done, back(DONE, state=State.FUZZY, base=base(DONE, State.TRANSLATED)))) == fuzzy(DONE)
    assert taken(done, back(DONE, state=State.FUZZY)).catalogs == {}


def test_a_changed_source_is_named() -> None:
    changed = replace(ENTRY, source="The council met.")
    message = "the source has changed since the export: The council met."
    assert taken(changed, back(DONE)).troubles == (Trouble("b/a.docx:1/p1", message, SOURCE, DONE),)


def test_a_moved_sentence_is_found_by_its_source() -> None:
    moved = replace(ENTRY, places=("b/a.docx:2/p7",))
    assert entry(taken(moved, back(DONE))) == replace(moved, target=DONE)
    made = taken((moved, replace(moved, context="cell", places=("b/a.docx:2/c1",))), back(DONE))
    assert (
        made.troubles[0].message == "this sentence stands in several entries, and its place does not say which is meant"
    )
    assert taken((), back(DONE)).troubles[0].message == "no such sentence in any PO file"


def test_of_several_entries_the_one_of_the_same_role_is_meant() -> None:
    other = Entry("Now another.", context="cell", places=("b/a.docx:1/c1",))
    cell = replace(ENTRY, context="cell", places=("b/a.docx:1/c2",))
    made = taken((other, ENTRY, cell), back(DONE, place="b/a.docx:1/c1"))
    assert made.catalogs["a.po"].entries == (other, ENTRY, replace(cell, target=DONE))


def test_what_is_still_to_be_looked_at_keeps_its_previous_text() -> None:
    outdated = replace(fuzzy(OTHER), previous="Old.", previous_context="cell")
    made = entry(taken(outdated, back(DONE, state=State.FUZZY, base=base(OTHER, State.FUZZY))))
    assert (made.target, made.previous, made.previous_context) == (DONE, "Old.", "cell")
    done = entry(taken(outdated, back(DONE, base=base(OTHER, State.FUZZY))))
    assert (done.target, done.previous, done.previous_context) == (DONE, "", "")


def test_codes_another_tool_named_are_named_as_ours() -> None:
    theirs = Returned("The <f1>council</f1> meets in 3 rooms.", "<f1>市议会</f1>在3个房间开会。", "b/a.docx:1/p1")
    assert entry(taken(ENTRY, theirs)) == replace(ENTRY, target=DONE)


def test_two_translations_of_one_entry_are_told() -> None:
    twice = replace(ENTRY, places=("b/a.docx:1/p1", "b/a.docx:1/p2"))
    made = taken(twice, back(DONE), back("", place="b/a.docx:1/p2"), back(OTHER, place="b/a.docx:1/p2"))
    message = "this sentence stands at several places and came back with two translations: use `pubpipe split`"
    assert made.troubles == (Trouble("b/a.docx:1/p2", message, SOURCE, OTHER, DONE),)
    assert (entry(made).target, made.counts) == (DONE, {"taken": 1, "empty": 1})


MACHINE = back("", source="", digest="e0598815", state=State.FUZZY, origin="machine: m1")


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("市议会在3个房间开会。", "the code <b1> is missing; the code </b1> is missing"),
        ("<b1>市议会</b1>在8个房间开会。", "another value than in the source: 3; the source has no 8"),
        ("<b1>市議會</b1>在3個房間開會。", "Traditional characters: 議會個間開"),
        ("The <b1>council</b1> meets in 3 rooms.", "left in English"),
        ("<omitted/>", "only a person may leave a sentence out or move its meaning: <omitted/>"),
        ("<b1>市议会</b1>在3个房间\x00开会。", "characters that no text holds"),
    ],
)
def test_what_a_machine_wrote_is_verified(target: str, message: str) -> None:
    made = taken(ENTRY, replace(MACHINE, target=target))
    assert [trouble.message for trouble in made.troubles] == [message]
    assert made.catalogs == {}


def test_a_sound_answer_of_a_machine_is_never_more_than_fuzzy() -> None:
    made = taken(ENTRY, replace(MACHINE, target=DONE), confirmed=True)
    assert entry(made) == fuzzy(DONE, offer(DONE, "machine: m1"))
    again = taken(replace(ENTRY, target=DONE), replace(MACHINE, target=DONE))
    assert again.catalogs == {}
    other = taken(ENTRY, replace(MACHINE, target=DONE, digest="00000000"))
    assert other.troubles[0].message == f"the source has changed since the export: {SOURCE}"
