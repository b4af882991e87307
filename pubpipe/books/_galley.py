"""A chapter set by itself, before the book is made up of all of them: what can be kept from one build to the next."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from pubpipe.books import Doubt, Keep, Localised
from pubpipe.books._address import expected, fielded
from pubpipe.books._ast import Node, attributes, inlines_of, nodes, rewrite_inlines
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.books._outline import outlined
from pubpipe.books._packages import media_of, picture_names_of
from pubpipe.books._pandoc import parse
from pubpipe.books._references.sources import embedded
from pubpipe.books._steps import CHAPTER_STEPS
from pubpipe.books._steps.chapter import citing, clear, lift, pages, raw, tidy
from pubpipe.books._steps.chapter.pages import is_page
from pubpipe.errors import PubpipeError, Unreadable
from pubpipe.formats import format_of
from pubpipe.messages import _
from pubpipe.model import Book, Chapter, Edition, text

_LEFT = ("Note", "Image", "RawInline")
"""What the English does not show again: notes and pictures are the Chinese text's."""


class Body(NamedTuple):
    """What the others do not look at: the runs of quiet blocks, the English inlines of each address, as JSON."""

    runs: bytes
    english: bytes = b"{}"

    def read(self) -> Body:
        """Itself."""
        return self

    @property
    def digest(self) -> str:
        """A digest of it."""
        return hashlib.sha256(b"\n".join(self)).hexdigest()


class KeptBody(NamedTuple):
    """The same where an earlier build left it: it is read when somebody asks, and must have this digest."""

    keep: Keep
    key: str
    digest: str

    def read(self) -> Body:
        """The body. Raises Unreadable where it is not there any more, or not as it was left."""
        body = Body(*(self.keep.get(self.key) or b"").split(b"\n")[:2])
        if body.digest != self.digest:
            raise Unreadable(_("what an earlier build kept is damaged: build with --fresh"))
        return body


@dataclass(frozen=True, slots=True)
class Galley:
    """A chapter in Chinese as blocks with roles and addresses, its headings not yet numbered.

    `index` counts from 1 in the book's order. `outline` is JSON, the blocks other chapters may look at, `places` are
    the addresses in each run of those it leaves out. `media` are the pictures its file holds,
    `picture_names` what the file calls them. `expected` are the addresses that must reach the book, `headings` the
    English of each heading's address, `works` (JSON) what its own citations say of the works they cite, by their keys,
    `sources` the digest of the English of its units.
    """

    index: int
    chapter: Chapter
    outline: bytes
    places: tuple[Mapping[str, str], ...]
    media: Mapping[str, bytes]
    picture_names: Mapping[str, tuple[str, ...]]
    expected: tuple[str, ...]
    headings: Mapping[str, str]
    works: bytes
    doubts: tuple[Doubt, ...]
    sources: str
    body: Body | KeptBody

    def kept(self) -> tuple[bytes, bytes]:
        """The galley as bytes for two files of the cache: what the book needs of it, and its body."""
        facts = {
            "media": {name: base64.b64encode(content).decode() for name, content in self.media.items()},
            "picture_names": dict(self.picture_names),
            "expected": self.expected,
            "headings": dict(self.headings),
            "doubts": [(doubt.address, doubt.message, doubt.serious) for doubt in self.doubts],
            "places": self.places,
            "sources": self.sources,
            "digest": self.body.digest,
        }
        return b"\n".join([_json(facts), self.outline, self.works]), b"\n".join(self.body.read())


def unkept(data: bytes, keep: Keep, key: str, index: int, chapter: Chapter) -> Galley:
    """The galley whose `kept` these bytes and its body are. Raises ValueError for bytes that are not."""
    told, outlined, works = data.split(b"\n")
    facts = json.loads(told)
    return Galley(
        index,
        chapter,
        outlined,
        tuple(facts["places"]),
        {name: base64.b64decode(content) for name, content in facts["media"].items()},
        {name: tuple(names) for name, names in facts["picture_names"].items()},
        tuple(facts["expected"]),
        facts["headings"],
        works,
        tuple(Doubt(*each) for each in facts["doubts"]),
        facts["sources"],
        KeptBody(keep, key, facts["digest"]),
    )


def galley(localised: Localised, index: int) -> Galley:
    """Set one chapter: pandoc reads it, then the steps that look at it alone. Raises Unreadable, naming its file."""
    chapter = localised.chapter
    try:
        prepared, reader = format_of(chapter.source).prepare(_with_fields(chapter, localised.content))
        blocks, meta = parse(prepared, reader)
        original: list[Node] = []
        if localised.original:
            whole = _with_fields(chapter, localised.original)
            original = parse(*format_of(chapter.source).prepare(whole))[0]
    except PubpipeError as error:
        raise type(error)(f"{chapter.source}: {error}") from error
    package = prepared.startswith(b"PK")
    cells = {f"{index}:{unit.id}": text(unit.content) for unit in localised.document.units if "/c" in unit.id}
    media = media_of(prepared) if package else {}
    sheet = Sheet(index, chapter, blocks, meta, media, content=localised.content, cells=cells)
    alone = Manuscript(Book("", "", "", (chapter,)), [sheet], {}, (), Edition(""))
    for step in CHAPTER_STEPS:
        step.apply(alone)
    units = localised.document.units
    cut = outlined(sheet.blocks)
    return Galley(
        index,
        chapter,
        _json(cut.blocks),
        tuple(cut.places),
        sheet.media,
        {name: tuple(names) for name, names in picture_names_of(prepared).items()} if package else {},
        tuple(address for address in expected(localised.document, index) if address not in sheet.spent),
        {f"{index}:{unit.id}": text(unit.content) for unit in units if unit.role == "heading"},
        _json(embedded(meta)),
        tuple(alone.doubts),
        hashlib.sha256(repr([unit.content for unit in units]).encode()).hexdigest(),
        Body(_json(cut.runs), _json(_english(chapter, original))),
    )


def _with_fields(chapter: Chapter, content: bytes) -> bytes:
    return fielded(content) if chapter.records and not content.startswith(b"PK") else content


def _json(tree: Any) -> bytes:
    return json.dumps(tree, ensure_ascii=False, check_circular=False).encode()


def _english(chapter: Chapter, original: list[Node]) -> dict[str, list[Node]]:
    """The English inlines of each address; inner links are text, for they lead to ids of the Chinese book."""
    sheet = Sheet(0, chapter, original)
    alone = Manuscript(Book("", "", "", (chapter,)), [sheet], {}, (), Edition(""))
    for step in (raw, pages, lift, tidy, citing, clear):
        step.apply(alone)
    rewrite_inlines(sheet.blocks, _plain)
    found: dict[str, list[Node]] = {}
    for node in nodes(sheet.blocks):
        address = attributes(node).get("address", "")
        if address and node["t"] != "Image":
            inlines = inlines_of(node["c"][1][0] if node["t"] == "Div" else node) or []
            own = [each for each in inlines if attributes(each).get("address", address) == address]
            found.setdefault(address, own)
    return found


def _plain(inlines: list[Node]) -> list[Node]:
    kept: list[Node] = []
    for node in inlines:
        if node["t"] == "Link" and node["c"][2][0].startswith("#"):
            kept += node["c"][1]
        elif node["t"] not in _LEFT and not is_page(node):
            kept.append({"t": "Space"} if node["t"] == "SoftBreak" else node)
    return kept
