"""What leaves and comes back is the same, whatever it is."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from pubpipe.catalog import Catalog, address, read_po
from pubpipe.exchange import Options, Returned, Sentence, Sheet, base, jobs, po, table, take, tmx, xliff
from pubpipe.exchange._inline import codes_of
from pubpipe.model import Entry, State, TranslationUnit

PIECES = [
    *("<b1>", "</b1>", "<i1>", "</i1>", "<i2>", "</i2>", "<fn1/>", "<img12/>", "<b0>", "</b1/>", "<tn>", "</tn>"),
    *("\\<b1>", "\\\\", "\\", "<above/>", "<", ">", "&", "&amp;", "]]>", "市", "议会", "a", " ", "\n", "\t", "\r"),
    *("\x0b", "\ufffe", "\U0001f600", "\u2028", '"', "'", "%", ";", "U+000B"),
]
texts = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
full = texts.filter(str.strip).map(str.strip)
names = st.text("aZ市 ;=\\\"'<&\n%", max_size=8).map(str.strip)
dates = st.sampled_from(["", "2024-02-29", "2024-02-29T01:02:03Z", "last year", "2024-02-29T00:00:00Z"])
units = st.builds(
    TranslationUnit,
    source=full,
    target=full,
    context=st.sampled_from(["", "heading", "cell"]),
    origin=names,
    place=st.sampled_from(["", "a b/c.docx:2.1/p3-2"]),
    before=full | st.just(""),
    after=full | st.just(""),
    changed=dates,
    author=names,
    signed=st.booleans(),
    engine=names,
    project=names,
)


def plain(unit: TranslationUnit) -> TranslationUnit:
    """The unit with names XML can hold: only texts have placeholders for what it cannot."""
    legal = {
        name: "".join(each for each in getattr(unit, name) if each not in "\x0b\ufffe") for name in ("before", "after")
    }
    return replace(unit, **legal)


@settings(max_examples=200)
@given(st.lists(units.map(plain), max_size=3))
def test_units_through_tmx_are_the_same(remembered: list[TranslationUnit]) -> None:
    written = b"".join(tmx.write_memory(remembered))
    assert list(tmx.read_memory(BytesIO(written))) == remembered


@settings(max_examples=200)
@given(st.lists(units, max_size=3, unique_by=lambda unit: (unit.context, unit.source)))
def test_sound_units_through_po_are_the_same(remembered: list[TranslationUnit]) -> None:
    known = [
        replace(unit, target=unit.source) for unit in remembered if "<above" not in unit.source and not nested(unit)
    ]
    known = [unit for unit in known if not set("\r\x0b\ufffe\u2028") & set(unit.source)]
    written = b"".join(po.write_memory(known))
    assert list(po.read_memory(BytesIO(written))) == [each for each in known if sound(each)]


def nested(unit: TranslationUnit) -> bool:
    """Whether it holds a translator's note, whose codes are judged otherwise."""
    return "tn>" in unit.source


def sound(unit: TranslationUnit) -> bool:
    from pubpipe.catalog import faults, parse

    return not faults(parse(unit.source).content, unit.target)


@settings(max_examples=100)
@given(st.lists(units, max_size=3))
def test_units_through_a_table_are_the_same(remembered: list[TranslationUnit]) -> None:
    stripped = [
        replace(
            unit,
            **{name: " ".join(str(getattr(unit, name)).split()) for name in ("source", "target", "before", "after")},
        )
        for unit in remembered
    ]
    known = [unit for unit in stripped if unit.source and unit.target]
    written = b"".join(table.write_memory(known))
    assert list(table.read_memory(BytesIO(written))) == known


def sheets(segments: list[tuple[str, str, bool]]) -> tuple[Sheet, Catalog]:
    """A unit of these sentences, and its PO file."""
    entries, sentences = [], []
    for number, (source, target, fuzzy) in enumerate(segments, start=1):
        place = address("b/a.docx", "1/p1", number)
        flags = ("fuzzy",) if fuzzy and target else ()
        entries.append(Entry(source, target, places=(place,), flags=flags))
        state = State.UNTRANSLATED if not target else State.FUZZY if fuzzy else State.TRANSLATED
        codes = {each.text: f"{each.name}-{number}" for each in codes_of(source)}
        sentences.append(
            Sentence(
                place,
                source,
                target,
                state,
                unit="b/a.docx:1/p1",
                number=number,
                count=len(segments),
                codes=codes,
                space=" ",
            )
        )
    return Sheet("b/a.docx", tuple(sentences)), Catalog(tuple(entries))


segments = st.lists(
    st.tuples(full, full | st.just(""), st.booleans()), min_size=1, max_size=3, unique_by=lambda one: one[0]
)


@settings(max_examples=200)
@given(segments, st.booleans())
def test_a_catalog_through_xliff_is_the_same(unit: list[tuple[str, str, bool]], by_sentence: bool) -> None:
    sheet, catalog = sheets(unit)
    returned = list(xliff.read(xliff.write([sheet], Options(by_sentence=by_sentence))))
    assert [(each.place, each.source) for each in returned] == [(each.place, each.source) for each in sheet.sentences]
    taken = take({"a.po": catalog}, returned)
    assert (taken.catalogs, taken.troubles) == ({}, ())


def test_codes_nested_deeper_than_xml_may_be_come_back() -> None:
    deep = "".join(f"<b{number}>" for number in range(1, 301)) + "市"
    deep += "".join(f"</b{number}>" for number in range(300, 0, -1))
    sheet, _catalog = sheets([(deep, deep, False)])
    returned = list(xliff.read(xliff.write([sheet], Options())))
    assert [(each.source, each.target) for each in returned] == [(deep, deep)]


def test_an_unsound_pair_stands_in_the_po_file_as_fuzzy() -> None:
    unsound = TranslationUnit("The <b1>council</b1>", "市议会")
    (entry,) = read_po(b"".join(po.write_memory([unsound]))).entries
    assert (entry.target, entry.flags) == ("市议会", ("fuzzy",))


@settings(max_examples=200)
@given(segments, st.booleans())
def test_an_empty_catalog_takes_all_from_xliff(unit: list[tuple[str, str, bool]], by_sentence: bool) -> None:
    """Texts and codes arrive where nothing stood; what differs is only whether it must be looked at."""
    sheet, catalog = sheets(unit)
    empty = replace(catalog, entries=tuple(replace(each, target="", flags=()) for each in catalog.entries))
    returned = xliff.read(xliff.write([sheet], Options(by_sentence=by_sentence)))
    taken = take({"a.po": empty}, [replace(each, base="") for each in returned])
    filled = taken.catalogs.get("a.po", empty)
    assert [each.target for each in filled.entries] == [each.target for each in catalog.entries]


@settings(max_examples=100)
@given(st.integers(0, 40), st.sampled_from([40, 200, 1_000]), st.booleans(), st.booleans())
def test_a_large_po_file_is_read_in_pieces(count: int, piece: int, windows: bool, headed: bool) -> None:
    remembered = [
        TranslationUnit(f"Sentence {number}.", f"第{number}句。", before="x" * number) for number in range(count)
    ]
    written = b"".join(po.write_memory(remembered))
    written = written if headed else written.partition(b"\n\n")[2]
    written = written.replace(b"\n", b"\r\n") if windows else written
    with mock.patch.object(po, "_PIECE", piece):
        assert list(po.read_memory(BytesIO(written))) == remembered


@settings(max_examples=100)
@given(segments)
def test_taking_twice_is_taking_once(unit: list[tuple[str, str, bool]]) -> None:
    sheet, catalog = sheets(unit)
    empty = replace(catalog, entries=tuple(replace(each, target="", flags=()) for each in catalog.entries))
    returned = [
        Returned(each.source, each.target, each.place, each.state, base("", State.UNTRANSLATED), ("note",))
        for each in sheet.sentences
    ]
    once = {"a.po": empty, **take({"a.po": empty}, returned).catalogs}
    assert take(once, returned).catalogs == {}


@settings(max_examples=100)
@given(st.binary(max_size=60) | st.text('<>/xlifftmu "=&;!-[]', max_size=60).map(str.encode))
def test_nothing_else_than_a_sentence_comes_of_garbage(data: bytes) -> None:
    from pubpipe.errors import Unreadable

    for read in (xliff.read, jobs.read):
        try:
            list(read(data))
        except Unreadable as error:
            assert str(error)
    for memory in (tmx, po, table):
        try:
            list(memory.read_memory(BytesIO(data)))
        except Unreadable as error:
            assert str(error)
