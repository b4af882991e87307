"""Offers of a memory written into a catalog."""

from collections.abc import Iterable
from dataclasses import replace

from pubpipe.catalog import Catalog, fill, remembered, update, wanting
from pubpipe.memory import Memory, Penalties, offers
from pubpipe.model import Document, Entry, TranslationUnit

from .documents import FILE, SENTENCE, document, translated


def extracted(*lines: str) -> tuple[Catalog, Document]:
    return update(None, document(lines), SENTENCE)[0], document(lines)


def known(units: Iterable[TranslationUnit]) -> Memory:
    memory = Memory(penalties=Penalties(role=0))
    memory.refresh("other.po", "1", units)
    return memory


def filled(catalog: Catalog, memory: Memory) -> tuple[Catalog, dict[str, int]]:
    return fill(catalog, offers(wanting(catalog), memory))


def test_what_is_remembered_of_a_catalog() -> None:
    catalog, _found = extracted("One. Two.", "Two.", "# Three", "Doubtful. Broken. Empty. Shared. Out.")
    strange = {"Doubtful.": "疑。", "Broken.": "断<b1>。", "Empty.": "", "Shared.": "<above/>", "Out.": "<omitted/>"}
    catalog = translated(catalog, lambda entry: strange.get(entry.source, f"译{entry.source}"))
    entries = [replace(each, flags=("fuzzy",)) if each.source == "Doubtful." else each for each in catalog.entries]
    catalog = replace(catalog, entries=(*entries, Entry("Gone.", "没了。", "cell", obsolete=True)))
    assert list(remembered(catalog, "a.po")) == [
        TranslationUnit("One.", "译One.", "", "a.po", f"{FILE}:0/p1", "", "Two."),
        TranslationUnit("Two.", "译Two.", "", "a.po", f"{FILE}:0/p1-2", "One.", "Two."),
        TranslationUnit("Two.", "译Two.", "", "a.po", f"{FILE}:0/p2", "Two.", "Three"),
        TranslationUnit("Three", "译Three", "heading", "a.po", f"{FILE}:1/h", "Two.", "Doubtful."),
        TranslationUnit("Gone.", "没了。", "cell", "a.po"),
    ]
    assert [unit.source for unit in remembered(catalog)] == ["One.", "Two.", "Two.", "Three", "Gone."]


def test_the_receiver_of_a_shared_meaning_is_not_remembered() -> None:
    catalog, _found = extracted("He agrees. Of course. They sign.")
    catalog = translated(catalog, lambda entry: "<above/>" if "Of" in entry.source else "译。")
    assert [unit.source for unit in remembered(catalog)] == ["They sign."]
    assert [unit.source for unit in remembered(catalog)] == ["They sign."]


def test_what_is_wanted_has_neighbours_only_if_they_agree() -> None:
    catalog, _found = extracted("One. Two.", "Three. Two.", "Four.")
    assert list(wanting(catalog)) == [
        TranslationUnit("One.", "", "", "", f"{FILE}:0/p1", "", "Two."),
        TranslationUnit("Two.", "", "", "", f"{FILE}:0/p1-2", "", ""),
        TranslationUnit("Three.", "", "", "", f"{FILE}:0/p2", "Two.", "Two."),
        TranslationUnit("Four.", "", "", "", f"{FILE}:0/p3", "Two.", ""),
    ]


def test_fill_offers_what_another_chapter_said() -> None:
    other, _ = extracted("In June. The council adopts it. All agree.", "Elsewhere. Yes.")
    memory = known(remembered(translated(other), "other.po"))
    catalog, _found = extracted("In June. The council adopts it. All agree.", "Yes.", "# Yes.", "Unknown.", "| 1,200")
    made, counts = filled(catalog, memory)
    assert counts == {"in-context exact": 1, "exact": 4, "figures": 1}
    assert [(entry.source, entry.target, entry.flags) for entry in made.entries] == [
        ("In June.", "译In June.", ("fuzzy",)),
        ("The council adopts it.", "译The council adopts it.", ()),
        ("All agree.", "译All agree.", ("fuzzy",)),
        ("Yes.", "译Yes.", ("fuzzy",)),
        ("Yes.", "译Yes.", ("fuzzy",)),
        ("Unknown.", "", ()),
        ("1,200", "1,200", ()),
    ]
    assert made.entries[1].notes == (
        "paragraph, sentence 2 of 3",
        f"offer d0227711: in-context exact, from other.po {FILE}:0/p1-2",
    )


def test_fill_is_done_once_and_extracting_keeps_it() -> None:
    catalog, found = extracted("Yes.", "# Yes.")
    catalog = replace(catalog, entries=(replace(catalog.entries[0], target="对。"), *catalog.entries[1:]))
    made, counts = filled(catalog, known(remembered(catalog)))
    assert counts == {"exact": 1}
    assert filled(made, known(remembered(made, found))) == (made, {})
    assert update(made, found, SENTENCE)[0] == made


def test_fill_never_touches_what_is_there() -> None:
    catalog, _found = extracted("Yes.", "1,200", "No.")
    worked = (
        replace(catalog.entries[0], target="对", flags=("fuzzy",), comment="?"),
        replace(catalog.entries[1], target="一千二百"),
        replace(catalog.entries[2], comment="how?"),
    )
    catalog = replace(catalog, entries=worked)
    memory = known([TranslationUnit("Yes.", "是。"), TranslationUnit("1,200", "1200"), TranslationUnit("No.", "不。")])
    made, counts = filled(catalog, memory)
    assert counts == {"exact": 1}
    assert made.entries[:2] == worked[:2]
    assert (made.entries[2].target, made.entries[2].comment) == ("不。", "how?")


def test_old_translations_of_vanished_sentences_are_offered_again() -> None:
    catalog, _ = extracted("Yes.", "Other words stand here.")
    gone, _ = update(translated(catalog), document(["Other words stand here."]), SENTENCE)
    back = document(["Other words stand here.", "| Yes."])
    catalog, _ = update(gone, back, SENTENCE)
    assert [(each.context, each.target, each.flags) for each in catalog.live] == [
        ("", "译Other words stand here.", ()),
        ("cell", "译Yes.", ("fuzzy",)),
    ]
