"""The index: an INDEX field with its entries already right, and an XE field at each place they name."""

from __future__ import annotations

from pubpipe.books import Assembled, Block
from pubpipe.books._ast import classes, nodes, plain
from pubpipe.books._docx import fields
from pubpipe.books._docx.runs import runs
from pubpipe.books._docx.writing import Writing, styled
from pubpipe.books._docx.xml import Element, make

_GAP = {"t": "Str", "c": "\u3000"}
_PARTING = ", "
"""What Word itself puts between an entry's pages; LibreOffice would begin a line with 、 between two figures."""
_CODE = 'INDEX \\h "A" \\e "\u3000" \\c "2" \\z "2052"'


def is_index(node: Block) -> bool:
    """Whether a block is an index by the pages of this book; one by the original's is text."""
    return node["t"] == "Div" and {"role", "index"} <= set(classes(node)) and "margins" not in classes(node)


def entries(assembled: Assembled) -> dict[str, list[str]]:
    """The terms the index leads to, by the id of the place."""
    found: dict[str, list[str]] = {}
    for node in (node for part in assembled.parts for node in part.blocks if is_index(node)):
        for entry in (each for each in node["c"][1] if "entry" in classes(each)):
            inlines = entry["c"][1][0]["c"]
            for link in _locators(entry):
                found.setdefault(link["c"][2][0][1:], []).append(_term(inlines))
    return found


def paragraphs(writing: Writing, node: Block) -> list[Element]:
    """The letters and entries of the index, within one field; of an entry's places each page stands once."""
    made = [
        _entry(writing, each) if "entry" in classes(each) else styled("IndexHeading", fields.run(_term(_inlines(each))))
        for each in node["c"][1]
    ]
    begin = [fields.mark("begin"), fields.instruction(_CODE), fields.mark("separate")]
    for run in reversed(begin):
        made[0].insert(1, run)
    made[-1].append(fields.mark("end"))
    return made


def _entry(writing: Writing, entry: Block) -> Element:
    content = runs(writing, _head(_inlines(entry)))
    seen: set[str] = set()
    for link in _locators(entry):
        place = writing.place(link["c"][2][0][1:])
        page = writing.pages.get(place, "")
        if page and page in seen:
            continue
        parting = _PARTING if page else "、"
        content.append(fields.run(parting if seen else "\u3000"))
        content += [_page(place, page)] if page else runs(writing, [link])
        seen.add(page or place)
    return styled("Index1", *content)


def _page(place: str, page: str) -> Element:
    """A page that is known, as text: the INDEX field round it is what Word counts again."""
    return make("w:hyperlink", {"w:anchor": place, "w:history": 1}, fields.run(page))


def _inlines(entry: Block) -> list[Block]:
    found: list[Block] = entry["c"][1][0]["c"]
    return found


def _locators(entry: Block) -> list[Block]:
    return [each for each in nodes([entry]) if each["t"] == "Link" and "locator" in classes(each)]


def _term(inlines: list[Block]) -> str:
    return plain(_head(inlines))


def _head(inlines: list[Block]) -> list[Block]:
    """What stands before the gap and the places."""
    first = next((at for at, each in enumerate(inlines) if each == _GAP), len(inlines))
    return inlines[:first]


def marked(terms: list[str]) -> list[Element]:
    """An XE field for each term, out of sight."""
    made: list[Element] = []
    for term in terms:
        quoted = term.replace('"', "”")
        made += [fields.mark("begin"), fields.instruction(f'XE "{quoted}"'), fields.mark("end")]
    return made
