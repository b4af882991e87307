"""Catalogs brought up to date with changed documents."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from pubpipe.catalog import Catalog, Report, read_po, update, write_po
from pubpipe.model import Content, Entry, text

from .documents import FILE, PARAGRAPH, SENTENCE, document, translated, whole

CASES = tomllib.loads(Path(__file__).with_name("updates.toml").read_text("utf-8"))["case"]


def first(*lines: str) -> Catalog:
    return update(None, document(lines), SENTENCE)[0]


def then(catalog: Catalog, *lines: str) -> Catalog:
    """Written, read and updated."""
    return update(read_po(write_po(catalog)), document(lines), SENTENCE)[0]


def line(entry: Entry) -> str:
    parts = [entry.context, entry.source, entry.target, ",".join(entry.flags), entry.previous_context, entry.previous]
    while len(parts) > 3 and not parts[-1]:
        parts.pop()
    return ("~" if entry.obsolete else "") + " | ".join(parts)


def tidy(line: str) -> str:
    return " | ".join(part.strip() for part in line.replace("~ ", "~").split("|"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_update(case: dict[str, list[str]]) -> None:
    found = then(translated(first(*case["before"])), *case["after"])
    assert [line(entry) for entry in found.entries] == [tidy(each) for each in case["entries"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_was_changed_back_is_as_it_was(case: dict[str, list[str]]) -> None:
    before = translated(first(*case["before"]))
    assert then(then(before, *case["after"]), *case["before"]).live == before.live


def test_a_new_catalog() -> None:
    lines = ["# The budget", "The council adopts it. All agree.", "^ The council adopts it.", "All agree."]
    known = {"council": "市议会", "budget": "预算"}

    def terms(source: Content) -> list[tuple[str, str]]:
        return [(english, chinese) for english, chinese in known.items() if english in text(source)]

    catalog, report = update(None, document(lines), SENTENCE, terms)
    assert report == Report(added=4)
    assert catalog.entries == (
        Entry(
            "The budget", context="heading", places=(f"{FILE}:1/h",), notes=("heading, section 1", "terms: budget 预算")
        ),
        Entry(
            "The council adopts it.",
            places=(f"{FILE}:1/p1",),
            notes=("paragraph, section 1, sentence 1 of 2", "terms: council 市议会"),
        ),
        Entry(
            "All agree.", places=(f"{FILE}:1/p1-2", f"{FILE}:1/p2"), notes=("paragraph, section 1, sentence 2 of 2",)
        ),
        Entry(
            "The council adopts it.",
            context="note",
            places=(f"{FILE}:1/n1",),
            notes=("note, section 1", "terms: council 市议会"),
        ),
    )


def test_people_keep_what_is_theirs() -> None:
    before = first("The mayor signs it.", "All agree.")
    entries = (
        replace(
            before.entries[0], target="甲", flags=("fuzzy", "no-wrap"), comment="doubtful\n\nask Zhang", previous="Old."
        ),
        replace(before.entries[1], comment="which all?"),
    )
    header = {
        **before.header,
        "Last-Translator": "王 <w@example.org>",
        "X-Generator": "Poedit 3.4",
        "Language": "zh_Hans",
    }
    touched = replace(before, entries=entries, header=header, comment="Chapter of Wang")
    assert then(touched, "The mayor signs it.", "All agree.") == touched
    after = then(touched, "A new beginning of the text.")
    assert [(entry.source, entry.target, entry.comment, entry.flags) for entry in after.obsolete] == [
        ("The mayor signs it.", "甲", "doubtful\n\nask Zhang", ("fuzzy", "no-wrap")),
        ("All agree.", "", "which all?", ()),
    ]
    assert then(after, "The mayor signs it.", "All agree.").live == entries


def test_comments_go_with_the_sentence_that_changed() -> None:
    before = first("The council adopts the budget.")
    touched = replace(before, entries=(replace(before.entries[0], comment="ask Zhang"),))
    after = then(touched, "The council adopts the whole budget.")
    assert [(entry.source, entry.comment, entry.flags) for entry in after.entries] == [
        ("The council adopts the whole budget.", "ask Zhang", ())
    ]


def test_a_second_change_keeps_the_text_that_was_translated() -> None:
    once = then(translated(first("The council adopts the budget.")), "The council adopts the whole budget.")
    twice = then(once, "The council rejects the whole budget.")
    assert [line(entry) for entry in twice.entries] == [
        tidy(
            "| The council rejects the whole budget. | 译The council adopts the budget. | fuzzy | "
            "| The council adopts the budget."
        )
    ]


def test_an_offer_a_person_worked_on_is_not_taken_for_the_old_translation() -> None:
    once = then(translated(first("The council adopts the budget.")), "The council adopts the whole budget.")
    touched = replace(once, entries=(replace(once.entries[0], target="译整个"),))
    back = then(touched, "The council adopts the budget.")
    assert [(entry.target, entry.fuzzy) for entry in back.entries] == [("译整个", True)]


def test_the_offer_line_goes_when_the_translation_was_changed() -> None:
    once = then(translated(first("The council adopts the budget.")), "The council adopts the whole budget.")
    offered = once.entries[0].notes
    assert [note.partition(": ")[2] for note in offered] == ["", "earlier text"]
    assert then(once, "The council adopts the whole budget.").entries[0].notes == offered
    done = replace(once, entries=(replace(once.entries[0], target="译", flags=()),))
    assert then(done, "The council adopts the whole budget.").entries[0].notes == ("paragraph",)


def explained(before: str, after: str) -> tuple[str, bool]:
    """Says what changed; only other capitals leave a translation as it is."""
    return f"changed: {before} → {after}", before.casefold() == after.casefold()


def test_a_changed_source_says_what_changed() -> None:
    before = translated(first("It ends in 2024."))
    after = document(["It ends in 2025."])
    once = update(before, after, SENTENCE, changes=explained)[0]
    [entry] = once.entries
    assert (entry.flags, entry.previous) == (("fuzzy",), "It ends in 2024.")
    assert entry.notes[1].partition(": ")[2] == "earlier text; changed: It ends in 2024. → It ends in 2025."
    assert update(read_po(write_po(once)), after, SENTENCE, changes=explained)[0] == once


def test_a_source_that_changes_again_says_what_changed_since_it_was_translated() -> None:
    before = translated(first("It ends in 2024."))
    once = update(before, document(["It ends in 2025."]), SENTENCE, changes=explained)[0]
    [entry] = update(once, document(["It ends in 2026."]), SENTENCE, changes=explained)[0].entries
    assert (entry.flags, entry.previous) == (("fuzzy",), "It ends in 2024.")
    assert entry.notes[1].partition(": ")[2] == "earlier text; changed: It ends in 2024. → It ends in 2026."
    [back] = update(once, document(["It ends in 2024."]), SENTENCE, changes=explained)[0].entries
    assert back == before.entries[0]


def test_a_translation_is_carried_over_where_the_change_leaves_it_as_it_is() -> None:
    before = translated(first("The Council meets."))
    after = document(["The council meets."])
    assert update(before, after, SENTENCE)[0].entries[0].flags == ("fuzzy",)
    once, report = update(before, after, SENTENCE, changes=explained)
    [entry] = once.entries
    assert (entry.flags, entry.previous, entry.target) == ((), "", before.entries[0].target)
    assert entry.notes[1].partition(": ")[2] == "carried over; changed: The Council meets. → The council meets."
    assert report == Report(carried=1)
    assert update(read_po(write_po(once)), after, SENTENCE, changes=explained) == (once, Report(kept=1))


def test_what_was_fuzzy_or_has_unsound_codes_is_not_carried_over() -> None:
    before = translated(first("The Council meets."))
    unsure = replace(before, entries=(replace(before.entries[0], flags=("fuzzy",)),))
    unsound = replace(before, entries=(replace(before.entries[0], target="<b1>市议会</b1>开会。"),))
    for catalog in (unsure, unsound):
        after = update(catalog, document(["The council meets."]), SENTENCE, changes=explained)[0]
        assert after.entries[0].flags == ("fuzzy",)


def test_the_report_counts_entries() -> None:
    before = translated(first("It stays as it is.", "The council adopts the budget.", "Gone tomorrow."))
    lines = ["It stays as it is.", "The council adopts the whole budget.", "Something else entirely came."]
    after, report = update(before, document(lines), SENTENCE)
    assert report == Report(kept=1, added=1, changed=1, gone=1)
    lines.append("Gone tomorrow.")
    assert update(after, document(lines), SENTENCE)[1] == Report(kept=3, returned=1)


@pytest.mark.parametrize(
    ("after", "fuzzy"),
    [
        (["He agrees. Yes."], []),
        (["First of all. He agrees. Yes."], []),
        (["He agrees, of course. Yes."], ["He agrees, of course.", "Yes."]),
        (["He agrees. Yes, of course."], ["He agrees.", "Yes, of course."]),
        (["He agrees.", "Yes."], ["He agrees.", "Yes."]),
        (["Something else is here now. Yes."], ["Yes."]),
    ],
    ids=lambda value: " / ".join(value),
)
def test_a_shared_meaning_becomes_doubtful_when_either_side_changes(after: list[str], fuzzy: list[str]) -> None:
    before = translated(first("He agrees. Yes."), lambda entry: "<above/>" if "Yes" in entry.source else "他当然同意。")
    found = then(before, *after)
    assert [entry.source for entry in found.live if entry.fuzzy] == fuzzy
    assert then(found, *after) == found


def test_a_paragraph_worked_on_is_cut_again_where_the_count_agrees() -> None:
    lines = ["The council adopts it. The mayor signs it.", "All agree. None object."]
    before = translated(first(*lines), lambda entry: f"译{len(entry.source)}。")
    there, _ = update(before, whole(lines), PARAGRAPH)
    entries = (
        replace(there.entries[0], target="译22。市长签。"),
        replace(there.entries[1], target="无人反对。"),
        *there.entries[2:],
    )
    again, _ = update(replace(there, entries=entries), document(lines), SENTENCE)
    assert [(entry.target, entry.fuzzy) for entry in again.live] == [
        ("译22。", False),
        ("市长签。", True),
        ("译10。", True),
        ("译12。", True),
    ]
    assert [entry.target for entry in again.obsolete] == ["译22。市长签。", "无人反对。"]


def test_codes_and_translators_notes_pass_between_sentences_and_paragraphs() -> None:
    lines = ["The <b1>council</b1> adopts it.<fn1/> The <b2>mayor</b2> signs.<fn2/>"]
    before = first(*lines)
    targets = ("<b1>市议会</b1>通过<tn>见前</tn>。<fn1/>", "<b1>市长</b1>签署。<fn1/>")
    pairs = zip(before.entries, targets, strict=True)
    before = replace(before, entries=tuple(replace(entry, target=target) for entry, target in pairs))
    there, _ = update(before, whole(lines), PARAGRAPH)
    assert [(entry.source, entry.target, entry.flags) for entry in there.live] == [
        (lines[0], "<b1>市议会</b1>通过<tn>见前</tn>。<fn1/><b2>市长</b2>签署。<fn2/>", ())
    ]
    assert update(there, document(lines), SENTENCE)[0] == before
