"""Word files nobody here wrote, made into books: what reaches the book and its editions, and what does not.

    python -m tests.proofs.assembly [--jobs 2] [FILE …]

Each file with headings is translated into Han letter by letter, made a book of one chapter and written as EPUB and as
Word file. What the original holds (its units in order, and its pictures, tables and notes counted in its XML) is
compared with what the assembled book, the EPUB's pages and the Word file show; nothing of the steps is asked. Without
files, all Word files of the outside data. Prints each difference by file, or its reason, then a row of figures.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from pubpipe import books
from pubpipe.books import Assembled, Localised, docx, epub
from pubpipe.errors import PubpipeError
from pubpipe.formats import format_of
from pubpipe.model import Book, Chapter, Code, Content, Document, Unit, text
from pubpipe.project import _jobs

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DATE = datetime(2026, 11, 22, tzinfo=UTC)
_SMALL = "梅兰竹菊松柏桃榴杏梨枫桂槐榆柳桐杉荷莲葵茶桑麻棉豆麦"
_LARGE = "鹤雁燕鹰鸦鸭鹅鸡犬猫鹿羊驼牛虎豹狼熊猴兔鼠蛇龙鱼虾蟹"
_HAN = str.maketrans("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", _SMALL + _LARGE)
LOST = "【图形未能转换】"
"""What stands where a picture or chart should, of which only the words are known."""
_BLANK = re.compile(r"[\s\u200b\u200d\u2028\u2060]+")
_TYPED = re.compile(r"[\d.．、:：()（）–—\-]+")
"""The number somebody typed before a heading: it goes, for the book counts anew."""
_COUNTED = ("pictures", "tables", "notes")
_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
"""Where a Word file's running text stands; the names are those every writer of the outside data uses."""

NAMED = {
    "LibreOffice__tdf123757.docx": "a table of one cell is a box, and a box has no description",
    "dotnet-Open-XML-SDK__MedianFax_TP10192743.dotx": "the prompt of a control round a cell is read, but not shown",
    "jgm-pandoc__unicode.docx": "pandoc reads the letters of an invalid equation as text",
    "mihnita-okapi__signature_line.docx": "pandoc does not read the alternative text of a VML picture",
    "plutext-docx4j__textbox_alternates_contrived.docx": "a drawing whose two branches say different things",
}
"""Files that differ, with the reason; none of the others may."""


@dataclass
class Proof:
    """What became of one file: how much of each it holds, what is different, why it was left aside; seconds it took."""

    name: str
    aside: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    seconds: float = 0.0


def in_han(parts: Content) -> Content:
    """The content with a Chinese character for each letter of the alphabet; digits, marks and codes stay."""
    return tuple(part if isinstance(part, Code) else part.translate(_HAN) for part in parts)


def bare(shown: str) -> str:
    """A text without what is not compared: what Chinese setting does to spaces and bars, and what tells of a gap."""
    return _BLANK.sub("", shown).replace("｜", "|").replace(LOST, "")


def proved(source: bytes, name: str) -> Proof:
    """One file's way through assembly; set aside where it cannot be read or has no headings."""
    proof, started = Proof(name), time.process_time()
    try:
        document = format_of(name).read(source)
    except PubpipeError as error:
        return Proof(name, aside=str(error))
    proof.counts["headings"] = sum(unit.role == "heading" for unit in document.units)
    assembled = in_a_book(source, name, document)
    proof.broken += differences(source, document, assembled)
    proof.counts |= in_original(source) | {"units": len(books.expected(document, 1))}
    proof.seconds = time.process_time() - started
    return proof


def in_a_book(source: bytes, name: str, document: Document) -> Assembled:
    """A book of this one chapter, in Han."""
    targets = {unit.id: in_han(unit.content) for unit in document.units}
    merged = format_of(name).merge(source, books.mark(document, 1, targets))
    chapter = Chapter(name)
    galley = books.galley(Localised(chapter, merged, document), 1)
    return books.assemble(Book("proof", "书", "", (chapter,), assembly=(("glossary", "no"),)), [galley])


def differences(source: bytes, document: Document, assembled: Assembled) -> Iterator[str]:
    """What the book shows otherwise than the original, and its editions otherwise than the book."""
    yield from _texts(document, assembled)
    ours = counted(assembled)
    for kind, count in in_original(source).items():
        if not ours[kind] <= count <= ours[kind] + (ours["told"] if kind == "pictures" else 0):
            yield f"{kind}: {count} in the original, {ours[kind]} in the book"
    yield from _epub(assembled, ours)
    yield from _word(assembled, ours)


# The assembled book


def shown_by_address(tree: Any) -> dict[str, str]:
    """The text under each address in pandoc's JSON, in reading order; what has its own address stands there."""
    found: dict[str, str] = {}

    def walk(value: Any, address: str) -> None:
        if isinstance(value, list):
            for each in value:
                walk(each, address)
        elif isinstance(value, dict):
            kind, content = value.get("t"), value.get("c")
            pairs = _pairs(value)
            if own := pairs.get("address", ""):
                address = own
                found.setdefault(own, "")
            if kind == "Table" and own:
                found[own] += pairs.get("description", "")
                address = ""
            if kind == "Str":
                found[address] = found.get(address, "") + content
            elif kind in ("Code", "CodeBlock"):
                found[address] = found.get(address, "") + content[1]
            elif kind != "Math":
                walk(content, "" if kind == "Note" else address)

    walk(tree, "")
    return found


def _pairs(node: dict[str, Any]) -> dict[str, str]:
    """The keys and values of a node's attribute, whichever place of its content it has."""
    content = node.get("c")
    for each in content if isinstance(content, list) else ():
        if isinstance(each, list) and len(each) == 3 and isinstance(each[0], str) and isinstance(each[2], list):
            return dict(each[2])
    return {}


def _texts(document: Document, assembled: Assembled) -> Iterator[str]:
    """Units that are missing, changed or out of order."""
    shown: dict[str, str] = {}
    for part in assembled.parts:
        shown |= shown_by_address(list(part.blocks))
    units = {f"1:{unit.id}": unit for unit in document.units}
    wanted = books.expected(document, 1)
    for address in wanted:
        if address not in shown:
            yield f"{address} lost: {text(units[address].content)[:60]!r}"
        elif not same(units[address], shown[address]):
            yield f"{address} changed: {bare(text(in_han(units[address].content)))!r} to {bare(shown[address])!r}"
    title = next((address for address in shown if address and units[address].role == "heading"), "")
    running = [address for address in wanted if _running(units[address]) and address != title]
    reached = [address for address in shown if address in set(running)]
    for before, after in zip([each for each in running if each in shown], reached, strict=True):
        if before != after:
            yield f"out of order: {after} where {before} should be"
            break


def _running(unit: Unit) -> bool:
    """Whether a unit stands in the running text; notes, boxes, captions and alternative texts hang on something."""
    return unit.role in ("heading", "paragraph", "item", "quote", "cell")


def same(unit: Unit, shown: str) -> bool:
    """Whether a text is a unit's translation, with what its codes show or without; a heading may lose its number."""
    said = [in_han((part,)) if isinstance(part, str) else (part.display,) for part in unit.content]
    pieces = [re.escape(bare(str(each[0]))) for each in said]
    pattern = "".join(
        f"(?:{piece})?" if isinstance(part, Code) else piece
        for piece, part in zip(pieces, unit.content, strict=True)
        if piece
    )
    typed = f"(?:{_TYPED.pattern})?" if unit.role == "heading" else ""
    found = bare(shown)
    if re.fullmatch(pattern, found):
        return True
    whole = bare(text(in_han(unit.content)))
    return bool(typed and whole.endswith(found) and found and re.fullmatch(typed, whole[: -len(found)]))


def counted(assembled: Assembled) -> dict[str, int]:
    """Pictures, tables and notes of an assembled book; `told` are the pictures named where they should stand."""
    found = dict.fromkeys((*_COUNTED, "told"), 0)
    names = {"Image": "pictures", "Table": "tables", "Note": "notes"}

    def walk(value: Any) -> None:
        if isinstance(value, list):
            for each in value:
                walk(each)
        elif isinstance(value, dict):
            if value.get("t") in names:
                found[names[value["t"]]] += 1
            if value.get("t") == "Str":
                found["told"] += LOST in value["c"]
            walk(value.get("c"))

    walk([list(part.blocks) for part in assembled.parts])
    return found


# The original


def in_original(source: bytes) -> dict[str, int]:
    """Pictures, tables and notes that a reader of a Word file sees, counted in its XML."""
    found = dict.fromkeys(_COUNTED, 0)
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        for name in set(_PARTS) & set(package.namelist()):
            for element in etree.fromstring(package.read(name)).iter(etree.Element):
                kind = _KINDS.get(etree.QName(element).localname, "")
                if kind and not _unseen(element):
                    found[kind] += 1
    return found


_KINDS = {
    "blip": "pictures",
    "imagedata": "pictures",
    "tbl": "tables",
    "footnoteReference": "notes",
    "endnoteReference": "notes",
}


def _unseen(element: etree._Element) -> bool:
    """Whether an element stands in what was deleted, or in the branch for older readers."""
    return any(etree.QName(each).localname in ("Fallback", "del", "moveFrom") for each in element.iterancestors())


# The editions


def _epub(assembled: Assembled, ours: dict[str, int]) -> Iterator[str]:
    """What the pages of the EPUB show otherwise than the book."""
    written = epub.write(assembled, {}, DATE)
    shown: dict[str, str] = {}
    found = dict.fromkeys(_COUNTED, 0)
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        for part in assembled.parts:
            page = etree.fromstring(package.read(f"EPUB/{part.id}.xhtml"))
            shown |= _page(page)
            found["pictures"] += len(list(page.iter("{*}img"))) + len(_unshown(page))
            found["tables"] += len(list(page.iter("{*}table")))
            found["notes"] += sum(each.get("role") == "doc-noteref" for each in page.iter("{*}a"))
    yield from _compared("EPUB", assembled, shown)
    yield from (f"EPUB: {ours[kind]} {kind}, shown {found[kind]}" for kind in found if found[kind] != ours[kind])


def _unshown(page: etree._Element) -> list[etree._Element]:
    """Where a page says that a picture cannot be shown: those in formats of Windows."""
    return [each for each in page.iter("{*}span") if each.get("class") == "missing"]


_OURS = ("number", "label")
"""What an edition says of itself."""
_MARKS = ("doc-noteref", "doc-backlink")
"""The marks of notes, in the text and before the note."""


def _page(page: etree._Element) -> dict[str, str]:
    """The text of each address of a page, in order, without marks of notes and numbers of headings."""
    found: dict[str, str] = {}

    def walk(element: etree._Element, address: str) -> None:
        own = books.address_of(element.get("id", ""))
        if own:
            address = own
            found.setdefault(own, "")
        if element.tag.endswith("}img"):
            found[address] = found.get(address, "") + element.get("alt", "")
        if element.get("class") == "missing":
            described = re.fullmatch("〔[^：]*：?(.*)〕", element.text or "")
            found[address] = found.get(address, "") + (described[1] if described else "")
            return
        if "MathML" not in element.tag and element.get("role") not in _MARKS and element.get("class") not in _OURS:
            found[address] = found.get(address, "") + (element.text or "")
            for child in element.iterchildren(etree.Element):
                walk(child, address)
                found[address] += child.tail or ""

    walk(page, "")
    return found


def _word(assembled: Assembled, ours: dict[str, int]) -> Iterator[str]:
    """What the Word file shows otherwise than the book."""
    written = docx.write(assembled, {"layout": "no"}, DATE)
    yield from _compared("Word", assembled, in_word(written))
    found = in_original(written)
    yield from (f"Word: {ours[kind]} {kind}, shown {found[kind]}" for kind in found if found[kind] != ours[kind])


def in_word(written: bytes) -> dict[str, str]:
    """The text within each address's bookmark; what stands within a further one there is not its text."""
    found: dict[str, str] = {}
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        for name in _PARTS[:2]:
            inside: list[tuple[str, str]] = []
            described: list[str] = []
            for element in etree.fromstring(package.read(name)).iter(etree.Element):
                kind = etree.QName(element).localname
                identity = element.get(f"{_W}id", "")
                if kind == "bookmarkStart" and (address := books.address_of(element.get(f"{_W}name", ""))):
                    inside.append((identity, address))
                    found.setdefault(address, "")
                    if described and element.getprevious() is not None and _ends_table(element.getparent()):
                        found[address] += described.pop()
                elif kind == "bookmarkEnd":
                    inside = [each for each in inside if each[0] != identity]
                elif kind == "t" and inside and "math" not in element.tag:
                    found[inside[-1][1]] += element.text or ""
                elif kind == "docPr" and inside:
                    found[inside[-1][1]] += element.get("descr", "")
                elif kind == "tblDescription":
                    described.append(element.get(f"{_W}val", ""))
    return found


def _ends_table(paragraph: etree._Element | None) -> bool:
    """Whether a paragraph is the gap behind a table, which bears the address of its description."""
    style = None if paragraph is None else paragraph.find(f"{_W}pPr/{_W}pStyle")
    return style is not None and style.get(f"{_W}val") == "TableEnd"


def _compared(edition: str, assembled: Assembled, shown: dict[str, str]) -> Iterator[str]:
    """Addresses whose text an edition lacks or changes, and the first out of order."""
    wanted: dict[str, str] = {}
    for part in assembled.parts:
        wanted |= shown_by_address(list(part.blocks))
    wanted = {address: said for address, said in wanted.items() if address and books.bookmark(address)}
    for address, said in wanted.items():
        if address not in shown:
            yield f"{edition}: {address} is missing: {said[:60]!r}"
        elif bare(shown[address]) != bare(said):
            yield f"{edition}: {address} changed: {bare(said)!r} to {bare(shown[address])!r}"


def proved_file(_shared: None, path: Path) -> Proof:
    """One file's way; an exception is a difference."""
    try:
        return proved(path.read_bytes(), path.name)
    except Exception as error:
        return Proof(path.name, broken=[f"{type(error).__name__}: {error}"])


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in counts.items())


def main() -> int:
    """Print the differences and the figures; 1 if there is any."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("files", nargs="*", type=Path)
    asked = parser.parse_args()
    folder = Path(os.environ.get("PUBPIPE_TEST_DATA", "."), "documents", "docx")
    paths = asked.files or sorted(folder.iterdir())
    proofs = []
    for proof in _jobs.each(proved_file, None, paths, asked.jobs):
        assert isinstance(proof, Proof)
        proofs.append(proof)
        if proof.broken and proof.name in NAMED:
            print(f"{proof.name}: {NAMED[proof.name]}")
        else:
            for line in proof.broken:
                print(f"{proof.name}: {line}", flush=True)
    whole = [proof for proof in proofs if not proof.aside]
    broken = [proof for proof in whole if proof.broken and proof.name not in NAMED]
    sums = {kind: sum(proof.counts.get(kind, 0) for proof in whole) for kind in ("units", "headings", *_COUNTED)}
    headed = sum(bool(proof.counts.get("headings")) for proof in whole)
    print(f"{len(whole)} files, {headed} of them with headings: {_listed(sums)}")
    print(
        f"{len(broken)} differ beyond the named; {sum(proof.seconds for proof in proofs):.0f} s of processor time",
        file=sys.stderr,
    )
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
