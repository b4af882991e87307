"""The whole book as Typst code: title pages, front matter, contents, chapters, back matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from pubpipe.books import Assembled, Block, Part
from pubpipe.books._ast import classes, identity, nodes
from pubpipe.books._paper import PAPERS, Paper
from pubpipe.books._settings import assembly
from pubpipe.books._steps.chapter.spacing import tight
from pubpipe.books._typst import pairs
from pubpipe.books._typst.blocks import blocks, heading, numbered
from pubpipe.books._typst.code import anchor, array, call, dictionary, joined, literal, truth
from pubpipe.books._typst.equations import equations
from pubpipe.books._typst.fonts import Faces
from pubpipe.books._typst.front import imprint_page, title_page
from pubpipe.books._typst.lists import LISTS, is_list, items
from pubpipe.books._typst.writing import Writing

CONTENTS = "目录"
_FEWEST = 20
"""The entries of a part below which its lists need no columns."""
_DESIGNS = {"book": "design.typ", "certificate": "certificate.typ"}


def written(assembled: Assembled, settings: Mapping[str, str], modified: datetime | None) -> tuple[Writing, str]:
    """The book as code that stands on the design, and what was kept while it was written."""
    writing = Writing(assembled, PAPERS[settings["page"]], equations(assembled))
    recto = settings["recto"] == "yes"
    made = [
        f'#import "{_DESIGNS[settings["design"]]}": *',
        _properties(assembled, modified),
        "#show: design",
    ]
    leaves = assembly(assembled.book, "leaves") == "yes"
    if leaves:
        made.append(_expression(title_page(writing, settings["draft"] == "yes")))
        made.append(_expression(imprint_page(writing)))
    opened = False
    for part in [each for each in assembled.parts if each.matter == "front" and not _lists(each, "captions")]:
        made.append(_part(writing, part, recto, "i", restart=not opened))
        opened = True
    if leaves:
        made.append(_contents(recto, restart=not opened))
        opened = True
    for part in [each for each in assembled.parts if each.matter == "front" and _lists(each, "captions")]:
        made.append(_part(writing, part, recto, "i", restart=not opened))
        opened = True
    opened = False
    for part in [each for each in assembled.parts if each.matter != "front"]:
        made.append(_part(writing, part, recto, "1", restart=not opened))
        opened = True
    return writing, "\n\n".join(made) + "\n"


def chosen(paper: Paper, faces: Faces, settings: Mapping[str, str], title: str) -> str:
    """What the design must know of this book, as the file it imports."""
    lengths = ("width", "height", "size", "pitch", "measure", "depth", "inside", "outside", "top", "bottom")
    leaf = dictionary(**{name: f"{getattr(paper, name):.4f}pt" for name in lengths})
    lines = [
        f"#let paper = {leaf}",
        *(f"#let {name} = {literal(getattr(faces, name))}" for name in ("song", "hei", "kai", "latin", "code")),
        f"#let heavy = {truth(faces.heavy)}",
        f"#let dots = {truth(settings['emphasis'] == 'dots' or not faces.kai)}",
        f"#let book-title = {literal(title)}",
    ]
    return "\n".join(lines) + "\n"


def decided(places: Iterable[tuple[str, tuple[bool, bool]]]) -> str:
    """Which figures and tables, by id, go to the head of the next page, and which may break, as a file it imports."""
    held = [f"{literal(own)}: {array(map(truth, said))}, " for own, said in places]
    return f"#let decided = ({''.join(held) or ':'})\n"


def _expression(code: str) -> str:
    return f"#{code}"


def _properties(assembled: Assembled, modified: datetime | None) -> str:
    """The document's own properties."""
    book = assembled.book
    people = [person.name for role in ("aut", "edt", "trl") for person in book.people if person.role == role]
    keywords = [each for each in (book.subject, book.series) if each]
    date = f"datetime(year: {modified.year}, month: {modified.month}, day: {modified.day})" if modified else "none"
    return _expression(
        "set "
        + call(
            "document",
            title=literal(tight(book.title)),
            author=array(literal(each) for each in people),
            keywords=array(literal(each) for each in keywords),
            description=literal(book.description) if book.description else "none",
            date=date,
        )
    )


def _part(writing: Writing, part: Part, recto: bool, numbering: str, restart: bool) -> str:
    """A chapter: its heading opens it."""
    writing.floated = ""
    held = list(part.blocks[1:])
    facing = writing.assembled.bilingual == "facing" and any("pair" in classes(node) for node in nodes(held))
    if facing:
        made = [pairs.facing(writing, list(part.blocks[:1]), held)]
    else:
        made = [heading(writing, part.blocks[0]), _text(writing, part.id, held)]
    lost = {identity(node) for node in nodes(list(part.blocks))} - writing.placed - {""}
    writing.placed |= lost
    body = joined([*(anchor(each) for each in sorted(lost)), *made])
    return _expression(
        call(
            "part" if _lists(part, *LISTS) else "text-part",
            literal(part.id),
            literal(tight(numbered(part.number) + part.title)),
            literal(numbering),
            body,
            recto=truth(recto),
            restart=truth(restart),
            facing=truth(facing),
        )
    )


def _text(writing: Writing, own: str, held: list[Block]) -> str:
    """What stands below a chapter's heading; each list of many entries in two columns below its own title."""
    if sum("entry" in classes(node) for node in nodes(held)) < _FEWEST:
        return blocks(writing, held)
    made: list[str] = []
    before: list[Block] = []
    for place, node in enumerate(held):
        if not is_list(node):
            before.append(node)
            continue
        mark = literal(f"{own}/{place}")
        title = [before.pop()] if before and before[-1]["t"] == "Header" else []
        made += [blocks(writing, before), call("even-columns", mark, blocks(writing, title), items(writing, node))]
        before = []
    return joined([*made, blocks(writing, before)])


def _lists(part: Part, *roles: str) -> bool:
    """Whether one of these lists stands among the blocks of a part."""
    return any(set(roles) & set(classes(node)) for node in part.blocks)


def _contents(recto: bool, restart: bool) -> str:
    return _expression(call("contents", literal(CONTENTS), recto=truth(recto), restart=truth(restart)))
