"""One place of a repeated sentence with an entry of its own."""

from dataclasses import replace

import pytest

from pubpipe.catalog import Catalog, read_po, split, targets, update, write_po
from pubpipe.errors import Misused

from .documents import FILE, PARAGRAPH, SENTENCE, document, translated, whole

LINES = ["Before it.", "Yes.", "Between them.", "Yes.", "After it.", "# Yes."]


def divided(lines: list[str] = LINES, place: str = "0/p4") -> Catalog:
    """The second "Yes." on its own, translated in another way."""
    catalog = split(translated(update(None, document(lines), SENTENCE)[0]), place)
    entries = (replace(entry, target="对。") if "@" in entry.context else entry for entry in catalog.entries)
    return replace(catalog, entries=tuple(entries))


def standing(catalog: Catalog) -> dict[str, str]:
    """Where each "Yes." in running text stands, by its translation."""
    return {
        place.rpartition(":")[2]: entry.target
        for entry in catalog.live
        if entry.source == "Yes." and entry.context.partition("@")[0] in ("", "text")
        for place in entry.places
    }


def test_split_gives_one_place_its_own_entry() -> None:
    catalog = translated(update(None, document(LINES), SENTENCE)[0])
    found = split(catalog, f"{FILE}:0/p4")
    own = next(entry for entry in found.entries if "@" in entry.context)
    assert (own.source, own.target, own.places) == ("Yes.", "译Yes.", (f"{FILE}:0/p4",))
    assert own.context.startswith("text@")
    assert len(own.context) == len("text@") + 8
    assert [entry.places for entry in found.entries if entry.source == "Yes." and not entry.context] == [
        (f"{FILE}:0/p2",)
    ]


def test_each_place_shows_its_own() -> None:
    assert targets(divided(), document(LINES)).contents["0/p2"] == ("译Yes.",)
    assert targets(divided(), document(LINES)).contents["0/p4"] == ("对。",)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (LINES, {"0/p2": "译Yes.", "0/p4": "对。"}),
        (["New.", *LINES], {"0/p3": "译Yes.", "0/p5": "对。"}),
        (["Before it.", "Yes.", "Between us.", "Yes.", "After all.", "# Yes."], {"0/p2": "译Yes.", "0/p4": "对。"}),
        (["Before it.", "Between them.", "Yes.", "After it."], {"0/p3": "对。"}),
        (["Between them.", "Yes.", "After it.", "Before it.", "Yes."], {"0/p2": "对。", "0/p5": "译Yes."}),
    ],
    ids=["same", "shifted", "other neighbours", "the other gone", "moved"],
)
def test_a_split_entry_stays_with_its_place(lines: list[str], expected: dict[str, str]) -> None:
    found, _ = update(read_po(write_po(divided())), document(lines), SENTENCE)
    assert standing(found) == expected
    assert update(found, document(lines), SENTENCE)[0] == found


def test_a_split_entry_comes_back_with_its_neighbours() -> None:
    gone, _ = update(divided(), document(["Something else is here."]), SENTENCE)
    back, _ = update(read_po(write_po(gone)), document(LINES), SENTENCE)
    assert standing(back) == {"0/p2": "译Yes.", "0/p4": "对。"}


def test_a_split_entry_keeps_its_context_when_its_text_changes() -> None:
    changed = ["Before it.", "Yes.", "Between them.", "Yes, yes.", "After it.", "# Yes."]
    found, _ = update(divided(), document(changed), SENTENCE)
    entry = next(each for each in found.entries if each.source == "Yes, yes.")
    assert (entry.context[:5], entry.target, entry.flags, entry.previous) == ("text@", "对。", ("fuzzy",), "Yes.")


def test_splits_outlive_a_time_of_paragraphs() -> None:
    lines = ["One of them. Yes.", "Two of them. Yes."]
    before, _ = update(divided(lines, "0/p2-2"), document(lines), SENTENCE)
    there, _ = update(before, whole(lines), PARAGRAPH)
    assert [entry.target for entry in there.live] == ["译One of them. 译Yes.", "译Two of them. 对。"]
    assert update(there, document(lines), SENTENCE)[0] == before


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("9/p9", "no sentence stands at this place: 9/p9"),
        ("0/p1", "this sentence stands at one place only: 0/p1"),
    ],
)
def test_what_cannot_be_split_is_said(place: str, message: str) -> None:
    with pytest.raises(Misused) as caught:
        split(update(None, document(LINES), SENTENCE)[0], place)
    assert str(caught.value) == message


def test_twins_with_the_same_neighbours_get_names_of_their_own() -> None:
    lines = ["Yes."] * 5
    once = split(update(None, document(lines), SENTENCE)[0], "0/p2")
    twice = split(once, "0/p3")
    assert len({entry.context for entry in twice.entries}) == 3
    assert update(twice, document(lines), SENTENCE)[0].entries[0].places == (
        f"{FILE}:0/p1",
        f"{FILE}:0/p4",
        f"{FILE}:0/p5",
    )
