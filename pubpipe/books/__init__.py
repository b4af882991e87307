"""Publishing: localised chapters in, one assembled book out; one public file an edition.

    localised originals ─ prepare ─ pandoc ─ the steps of a chapter ─▶ Galley, one a chapter
    galleys ─ outlines ─ the steps of the book ─ the steps of the text ─▶ Assembled ─▶ docx.write, epub.write …

An edition that is a folder has SUFFIX "" and, instead of `write`, `files`: what stands in it, by name (web).

Bytes enter already in Chinese. `mark` has put each unit's address in front of its text, so the address travels
through merge, prepare and pandoc like any other characters; an early step lifts it out of the text into attributes.

What an edition may rely on in `Part.blocks` (pandoc's JSON, `{"t": …, "c": …}`; an attribute is
`[id, [class], [[key, value]]]`):

* The first block of a part is its only Header 1, with id `Part.id` and, when numbered, number="第二章". The
  headers below have ids too; numbered ones carry number="第一节", "一、", "（一）", "1．" …, which their text
  never repeats; the others have the class `unnumbered`.
* An address stands in the attribute `address`: of a Header or Image itself, else of a `Div.unit` round the
  paragraph (in cells, items, captions and notes too), or of a `Span.unit` where several units share a paragraph.
* A picture or table with a caption is a Figure or Table with the id figure-2-1 or table-2-1 and label="图2-1" or
  "表2-1"; its caption holds the title, and perhaps a `Div.credit` behind it: whose the picture is, a map's
  审图号. A picture without caption is a Figure with an empty caption and no
  label. An Image's target is a key of `Assembled.media`; its inlines are the alternative text, possibly none.
  A Table's description, where it has one, is its attribute description, and address is the description's.
  Its column widths are those somebody chose, or default; a heading in a cell is a bold paragraph.
* A reference in the text is a `Link.reference` with kind="figure", "table", "chapter" or "section" to an id of the
  book; its inlines are what to show ("图2-1"). Other internal links are Links to `#id`, and every such id exists.
* A citation is a `Link.citation` to the id of its entry: [1] in a Superscript, or （Wang，2009a） in the text. The
  entries are the `Div.entry` of a `Div.references`, each a paragraph, which begins with a `Span.number` where they are
  numbered; a Div.references without entries is a list the author wrote.
* Kinds of text are a Div with the class `role` and one of `ROLES`; captions is the list of figures and tables,
  signature who issues or signs it, and when (落款), a picture in it their seal. A
  glossary holds `Div.letter` and `Div.entry`, whose `Link.locator` leads to where the term first stands; so does an
  index, each entry with a locator for every place (one by pages of the original is `Div.margins`, with plain links).
  What a term means may stand in its entry: a `Div.definition`. A BlockQuote is a quotation.
* A Note's blocks may stand in a `Div.translator`: a translator's note, to be numbered apart.
* Emph is emphasis (Han is never slanted), Strong is bold. Latin runs are a Span with lang="en". Unfinished text of a
  draft stands in `Span.unfinished` and begins with 【未定稿】.
* Where `Assembled.bilingual` is not "", the English of a unit is a `Div.original` with lang="en" and the unit's
  address, after the unit's block (a heading's, too). In columns, facing and switch a paragraph, list or quotation of
  the running text is a `Div.pair`, with the layout as a class, of two Divs instead: `Div.original` with lang="en" and
  `Div.translation`. The English of a heading has the classes `heading` and `level2`.
* A name or a rare character with its pinyin is a `Span.ruby` of one Str of Han characters; its attribute pinyin has a
  syllable for each ("niè biāo"). The text of a unit is without it.
* Where a page of the original begins (边码) an empty `Span.page` stands, with number="12" and the id page-12, always in
  a paragraph or heading that has text.
* There are no SoftBreaks, no spaces beside Han, no empty paragraphs, no page breaks and no raw HTML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from pubpipe.books._fonts import SUFFIXES as FONT_SUFFIXES
from pubpipe.books._kinds import kinds, profile
from pubpipe.books._settings import ASSEMBLY, BIBLIOGRAPHIES
from pubpipe.model import Book, Chapter, Document, Edition, Passage, value

if TYPE_CHECKING:
    from pubpipe.books._checklist import Verdict as Verdict
    from pubpipe.books._galley import Galley as Galley
    from pubpipe.model import Severity

Block: TypeAlias = dict[str, Any]
"""A block of pandoc's JSON."""
Inline: TypeAlias = dict[str, Any]
"""An inline of pandoc's JSON."""
_PLAIN = Edition("")
ROLES = (
    "byline",
    "objectives",
    "case",
    "box",
    "exercise",
    "answer",
    "trainer",
    "summary",
    "source",
    "epigraph",
    "signature",
    "key",
    "glossary",
    "index",
    "captions",
    "references",
)
"""The kinds of text an edition sets apart: what a Div has as a class beside `role`."""


@value
class Localised:
    """A chapter's file in Chinese, its text marked by `mark`, and the original as it was read.

    `original` is the original file marked alike, for bilingual editions alone.
    """

    chapter: Chapter
    content: bytes
    document: Document
    original: bytes = b""


@value
class Headword:
    """A term or name of the book, for the lists at its end.

    `pinyin` overrides the reading ("ceng2 zi3"); `addresses` are where the term stands, in reading order. `kind` is
    person, place or organisation, or "" for a term; `mention` is what the book first calls it, all of it
    (城市经理（city manager，CM）), or "". `definition` says in Chinese what it is, or is "".
    """

    english: str
    chinese: str
    pinyin: str = ""
    addresses: tuple[str, ...] = ()
    kind: str = ""
    acronym: str = ""
    mention: str = ""
    definition: str = ""


@value
class Doubt:
    """Something assembling could not settle; a serious one is an error of the book. `address` may be empty."""

    address: str
    message: str
    serious: bool = False


@value
class Part:
    """A chapter, preface or appendix. `matter` is front, body or back; `number` is "第二章" or "".

    What is worked out of a part alone may be kept under its key: the same key means the same blocks. "" is no key.
    """

    id: str
    matter: str
    number: str
    title: str
    blocks: Sequence[Block] = field(repr=False)
    key: str = field(default="", compare=False)


@value
class Illustration:
    """A picture a chapter shows: its file's name, its Chinese twin ("": none), what figures/figures.csv says of it.

    `row` is its row there, 0 for none; `permission` obtained, requested, not needed or none, "" without a row;
    `number` is a map's 审图号.
    """

    chapter: str
    name: str
    twin: str = ""
    row: int = 0
    is_map: bool = False
    permission: str = ""
    number: str = ""
    source: str = ""
    credit: str = ""


class Keep(Protocol):
    """A place for bytes by keys, from one build to the next."""

    def get(self, key: str) -> bytes | None:
        """What is kept under a key."""

    def put(self, key: str, data: bytes) -> None:
        """Keep something under a key."""


@value
class Assembled:
    """A book ready to be written: its parts in reading order, its pictures by name, and what stayed open.

    `pictures` are those the chapters show; `bilingual` says how the English stands by the Chinese; `fonts` are the
    files of the book's own fonts.
    What an edition works out of parts alone it may `keep` for the next time.
    """

    book: Book
    parts: tuple[Part, ...]
    media: Mapping[str, bytes] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    pictures: tuple[Illustration, ...] = ()
    bilingual: str = ""
    fonts: tuple[Path, ...] = ()
    keep: Keep | None = field(default=None, compare=False)

    @property
    def untwinned(self) -> tuple[str, ...]:
        """The pictures that have no Chinese twin, each once: chapter and name."""
        return tuple(dict.fromkeys(f"{each.chapter}: {each.name}" for each in self.pictures if not each.twin))


def galley(localised: Localised, index: int) -> Galley:
    """Set one chapter by itself; `index` counts from 1 in the book's order. Raises Unreadable, naming its file."""
    from pubpipe.books._galley import galley as made

    return made(localised, index)


def kept_galley(data: bytes, keep: Keep, key: str, index: int, chapter: Chapter) -> Galley:
    """The galley whose `kept()` these bytes and its body are. Raises ValueError for bytes that are not."""
    from pubpipe.books._galley import unkept

    return unkept(data, keep, key, index, chapter)


def assemble(
    book: Book,
    galleys: Sequence[Galley],
    files: Mapping[str, bytes] | None = None,
    terms: Sequence[Headword] = (),
    edition: Edition = _PLAIN,
    keep: Keep | None = None,
) -> Assembled:
    """Make one book of its chapters.

    `files` holds the pictures and tables of the book's folder that chapters show or are filled from, by their names
    relative to it; a twin under `figures/zh_CN/` replaces the picture of that name. Of the edition, the audience and
    the languages count. What steps and editions may need again they `keep`.
    """
    from pubpipe.books._assembly import assemble as assembled

    return assembled(book, galleys, files or {}, terms, edition, keep)


def passages(assembled: Assembled, sources: Mapping[str, str]) -> list[Passage]:
    """Every paragraph of a book as its reader sees it, in reading order; `sources` gives the English by address."""
    from pubpipe.books._passages import passages as found

    return found(assembled, sources)


def examine(data: bytes, name: str, only: Sequence[str] = ()) -> list[Verdict]:
    """What every assertion of an editor's checklist, or `only` those of these ids, says of a file of this name.

    Raises Unreadable, without the file's name, where it is neither a Word file nor an EPUB, or is damaged.
    """
    from pubpipe.books._checklist import examine as examined

    return examined(data, name, only)


def gravest(verdicts: Sequence[Verdict]) -> Severity | None:
    """The gravest severity among the assertions that failed, or None."""
    from pubpipe.books._checklist import gravest as found

    return found(verdicts)


from pubpipe.books._address import (  # noqa: E402  (they stand on the values above)
    LEFT_OUT,
    address_of,
    addresses,
    bookmark,
    expected,
    mark,
    note,
    unfinished,
)

__all__ = [
    "ASSEMBLY",
    "BIBLIOGRAPHIES",
    "FONT_SUFFIXES",
    "LEFT_OUT",
    "ROLES",
    "Assembled",
    "Block",
    "Doubt",
    "Headword",
    "Illustration",
    "Inline",
    "Keep",
    "Localised",
    "Part",
    "Verdict",
    "address_of",
    "addresses",
    "assemble",
    "bookmark",
    "examine",
    "expected",
    "galley",
    "gravest",
    "kept_galley",
    "kinds",
    "mark",
    "note",
    "passages",
    "profile",
    "unfinished",
]
