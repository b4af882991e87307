"""Extracting again: nothing changes, or exactly what changed in the source."""

from __future__ import annotations

from pathlib import Path

from pubpipe import project
from pubpipe.catalog import Catalog, read_po
from pubpipe.model import Entry
from pubpipe.project import Project
from tests.word import rewrite

CHAPTER = "01-council-manager-form"
SENTENCE = "A typical council has five to nine members."
REPEATED = "Answers will vary."


def entries(folder: Path) -> dict[tuple[str, str], Entry]:
    return {(entry.context, entry.source): entry for entry in catalog(folder).entries}


def catalog(folder: Path) -> Catalog:
    return read_po((folder / "translations/zh_CN/city-management" / f"{CHAPTER}.po").read_bytes())


def po_bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "translations").rglob("*.po"))}


def extract() -> list[str]:
    done = list(project.extract(Project.find()))
    assert [each.error for each in done if each.error] == []
    return [line for each in done for line in each.lines]


def source(folder: Path) -> Path:
    return folder / "sources/city-management" / f"{CHAPTER}.docx"


def test_extracting_again_changes_no_byte(sample: Path) -> None:
    before = po_bytes(sample)
    assert len(before) == 6
    assert all(line.endswith(": unchanged") for line in extract())
    assert po_bytes(sample) == before


def test_a_file_wrapped_by_an_editor_is_left_alone(sample: Path) -> None:
    import polib

    path = sample / "translations/zh_CN/city-management" / f"{CHAPTER}.po"
    wrapped = polib.pofile(str(path), wrapwidth=60)
    wrapped.save(str(path))
    before = path.read_bytes()
    extract()
    assert path.read_bytes() == before


def test_editing_a_sentence_changes_its_entry_and_no_other(sample: Path) -> None:
    before, files = entries(sample), po_bytes(sample)
    old, new_words = "A typical council has five to nine", "A typical council has five to eleven"
    rewrite(source(sample), lambda xml: xml.replace(old, new_words))
    extract()
    after = entries(sample)
    new = ("", SENTENCE.replace("nine", "eleven"))
    assert set(after) - set(before) == {new}
    assert after[new].previous == SENTENCE
    assert after[new].flags == ("fuzzy",)
    assert after[new].target == before["", SENTENCE].target
    assert {key: entry for key, entry in after.items() if key != new and not entry.obsolete} == {
        key: entry for key, entry in before.items() if key != ("", SENTENCE)
    }
    assert {name for name, data in po_bytes(sample).items() if data != files[name]} == {f"{CHAPTER}.po"}


def test_editing_one_place_of_a_repeated_sentence_adds_one_entry(sample: Path) -> None:
    path = source(sample)
    sentence = "Answers will vary."
    rewrite(path, lambda xml: xml.replace("A manager is expected to be politically neutral.", sentence, 1))
    extract()
    before = entries(sample)
    assert len(before["", sentence].places) == 2
    rewrite(path, lambda xml: xml.replace(sentence, "Answers will differ.", 1))
    extract()
    after = entries(sample)
    assert len(after["", sentence].places) == 1
    assert after["", sentence].target == before["", sentence].target
    assert after["", "Answers will differ."].flags == ("fuzzy",)
    assert after["", "Answers will differ."].previous == sentence


def test_paragraphs_and_back_lose_no_translation(sample: Path) -> None:
    before, files = entries(sample), po_bytes(sample)
    done = [*project.extract(Project.find(segmentation="paragraph"))]
    assert [each.error for each in done if each.error] == []
    paragraphs = catalog(sample)
    assert paragraphs.segmentation == "paragraph"
    assert [entry.source for entry in paragraphs.live if not entry.target] == []
    assert [entry.source for entry in paragraphs.live if entry.fuzzy] == []
    extract()
    assert {key: entry.target for key, entry in entries(sample).items() if not entry.obsolete} == {
        key: entry.target for key, entry in before.items()
    }
    assert all(entry.flags == before[key].flags for key, entry in entries(sample).items() if not entry.obsolete)
    assert set(po_bytes(sample)) == set(files)


def test_a_failure_in_one_file_leaves_the_others_done(sample: Path) -> None:
    source(sample).write_bytes(b"PK\x03\x04 damaged")
    for path in (sample / "translations").rglob("*.po"):
        path.unlink()
    done = list(project.extract(Project.find()))
    failed = [each for each in done if each.error]
    assert [each.code for each in failed] == [2]
    assert str(failed[0].error).startswith(f"sources/city-management/{CHAPTER}.docx: ")
    assert len(po_bytes(sample)) == 5


def test_split_gives_a_place_its_own_entry_which_stays(sample: Path) -> None:
    rewrite(
        source(sample),
        lambda xml: xml.replace("A manager is expected to be politically neutral.", REPEATED, 1),
    )
    extract()
    place = entries(sample)["", REPEATED].places[1]
    project.split(Project.find(), place)
    own = [entry for entry in catalog(sample).live if entry.source == REPEATED and entry.context.startswith("text@")]
    assert [entry.places for entry in own] == [(place,)]
    before = po_bytes(sample)
    extract()
    assert po_bytes(sample) == before
