"""What holds for every document and every history of edits."""

import re
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.catalog import Catalog, read_po, split, targets, update, write_po
from pubpipe.model import Entry

from .documents import PARAGRAPH, SENTENCE, document, translated, whole

WORDS = "council adopts the annual budget mayor signs reform fails".split()
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(lambda words: " ".join(words).title() + ".")
FEW = st.sampled_from(["The council meets.", "The mayor signs the budget.", "Yes.", "The council adopts the budget."])
LINES = st.builds(
    lambda mark, sentences: mark + " ".join(sentences),
    st.sampled_from(["", "", "", "# ", "| "]),
    st.lists(FEW | SENTENCES, min_size=1, max_size=3),
)
TEXTS = st.lists(LINES, max_size=6)


@st.composite
def edited(draw: st.DrawFn, lines: list[str]) -> list[str]:
    """The lines moved, deleted, doubled, changed and added to."""
    lines = list(lines)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines)))
        what = draw(st.sampled_from(["add", "delete", "move", "double", "word", "role"]))
        if what == "add" or at == len(lines):
            lines.insert(at, draw(LINES))
        elif what == "delete":
            del lines[at]
        elif what == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        elif what == "double":
            lines.insert(at, lines[at])
        elif what == "word":
            lines[at] = lines[at].replace(draw(st.sampled_from(WORDS)), draw(st.sampled_from(WORDS)), 1)
        else:
            lines[at] = draw(st.sampled_from(["", "# ", "| "])) + lines[at].lstrip("#| ")
    return lines


@st.composite
def histories(draw: st.DrawFn) -> list[list[str]]:
    versions = [draw(TEXTS)]
    for _ in range(draw(st.integers(1, 4))):
        versions.append(draw(edited(versions[-1])))
    return versions


@st.composite
def worked_on(draw: st.DrawFn, catalog: Catalog, splits: bool = False, marks: bool = False) -> Catalog:
    """The catalog after people worked on it: translated, confirmed, doubted, commented, split."""
    repeated = [place for entry in catalog.live if len(entry.places) > 1 for place in entry.places]
    if splits and repeated and draw(st.integers(0, 2)) == 0:
        catalog = split(catalog, draw(st.sampled_from(repeated)))
    return replace(catalog, entries=tuple(draw(touched(entry, marks)) for entry in catalog.entries))


@st.composite
def touched(draw: st.DrawFn, entry: Entry, marks: bool) -> Entry:
    if entry.obsolete:
        return entry
    what = draw(st.sampled_from(["leave", "leave", "translate", "confirm", "doubt", "comment"]))
    serial = draw(st.integers(0, 10**9))
    if what == "translate":
        target = draw(st.sampled_from([f"译{serial}。"] * 6 + (["<above/>", "<below/>", "<omitted/>"] * marks)))
        return replace(entry, target=target, flags=(), previous="", previous_context="")
    if what == "confirm" and entry.target:
        return replace(entry, flags=(), previous="", previous_context="")
    if what == "doubt" and entry.target and not entry.fuzzy:
        return replace(entry, flags=("fuzzy", "no-wrap"))
    if what == "comment":
        return replace(entry, comment=f"note {serial}")
    return entry


def held(catalog: Catalog) -> set[str]:
    return {entry.target for entry in catalog.entries if entry.target}


def sentences(texts: Iterable[str]) -> set[str]:
    """Every translated sentence, also within a paragraph."""
    return {sentence for text in texts for sentence in re.findall("译[^。]*。", text)}


def said(catalog: Catalog) -> set[str]:
    return {entry.comment for entry in catalog.entries if entry.comment}


@settings(max_examples=150, deadline=None)
@given(st.data(), histories())
def test_no_translation_and_no_comment_is_lost_and_extracting_twice_changes_nothing(
    data: st.DataObject, versions: list[list[str]]
) -> None:
    catalog = Catalog()
    for lines in versions:
        before = read_po(write_po(data.draw(worked_on(catalog, splits=True, marks=True))))
        catalog, _ = update(before, document(lines), SENTENCE)
        assert held(before) <= held(catalog)
        assert said(before) <= said(catalog)
        assert read_po(write_po(catalog)) == catalog
        assert update(catalog, document(lines), SENTENCE)[0] == catalog
        assert len({(entry.context, entry.source) for entry in catalog.entries}) == len(catalog.entries)


@settings(max_examples=100, deadline=None)
@given(st.data(), TEXTS, st.data())
def test_what_did_not_change_stays_as_it_was(data: st.DataObject, lines: list[str], more: st.DataObject) -> None:
    before = data.draw(worked_on(translated(update(None, document(lines), SENTENCE)[0]), splits=True))
    after, _ = update(before, document(more.draw(edited(lines))), SENTENCE)
    kept = {(entry.context, entry.source): entry for entry in before.live}
    for entry in after.live:
        if (entry.context, entry.source) in kept:
            known = kept[entry.context, entry.source]
            assert (entry.target, entry.flags, entry.comment) == (known.target, known.flags, known.comment)
        elif entry.target:
            assert entry.fuzzy


@settings(max_examples=100, deadline=None)
@given(st.data(), TEXTS)
def test_to_paragraphs_and_back_is_as_if_nothing_had_been(data: st.DataObject, lines: list[str]) -> None:
    before, _ = update(data.draw(worked_on(update(None, document(lines), SENTENCE)[0])), document(lines), SENTENCE)
    there, _ = update(before, whole(lines), PARAGRAPH)
    assert held(before) <= held(there)
    assert update(there, whole(lines), PARAGRAPH)[0] == there
    again, _ = update(read_po(write_po(there)), document(lines), SENTENCE)
    assert again == before


@settings(max_examples=100, deadline=None)
@given(st.data(), TEXTS)
def test_paragraphs_show_what_their_sentences_showed(data: st.DataObject, lines: list[str]) -> None:
    before = translated(update(None, document(lines), SENTENCE)[0], lambda entry: f"译文{len(entry.source)}。")
    there, _ = update(before, whole(lines), PARAGRAPH)
    shown = targets(before, document(lines))
    assert targets(there, whole(lines)).contents == shown.contents
    assert shown.refusals == targets(there, whole(lines)).refusals == ()


@settings(max_examples=60, deadline=None)
@given(st.data(), histories())
def test_no_translation_is_lost_when_the_source_changes_while_it_is_cut_anew(
    data: st.DataObject, versions: list[list[str]]
) -> None:
    catalog = Catalog()
    for number, lines in enumerate(versions):
        before = translated(catalog, lambda entry: f"译{data.draw(st.integers(0, 10**9))}。")
        by_sentence = number % 2 == 0
        cut = document(lines) if by_sentence else whole(lines)
        catalog, _ = update(before, cut, SENTENCE if by_sentence else PARAGRAPH)
        told = {note for entry in catalog.entries for note in entry.notes}
        assert sentences(held(before)) <= sentences(held(catalog) | told)
        assert update(catalog, cut, SENTENCE if by_sentence else PARAGRAPH)[0] == catalog
