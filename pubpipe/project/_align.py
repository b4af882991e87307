"""An original and its old Chinese edition, aligned into a PO file that `fill` looks into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe import segmentation
from pubpipe.errors import Misused, PubpipeError
from pubpipe.formats import format_of, suffixes
from pubpipe.messages import _
from pubpipe.model import TARGET_LANGUAGE, Segment, Unit
from pubpipe.project import _files
from pubpipe.project._project import LOCALE, Done, Project
from pubpipe.project._root import root_around

if TYPE_CHECKING:
    from pubpipe.memory.alignment import Alignment, Bead, Encode


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence of one side: the file's name in addresses, its unit, its number there, and its segment."""

    file: str
    unit: Unit
    number: int
    segment: Segment

    @property
    def address(self) -> str:
        """Where it stands, as PO files write it."""
        from pubpipe.catalog.places import address

        return address(self.file, self.unit.id, self.number)


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two editions aligned: the sentences of both sides, where they stand, and the beads between them."""

    english: tuple[Placed, ...]
    chinese: tuple[Placed, ...]
    alignment: Alignment

    def sides(self, bead: Bead) -> tuple[tuple[Placed, ...], tuple[Placed, ...]]:
        """What stands on both sides of a bead."""
        return tuple(self.english[at] for at in bead.source), tuple(self.chinese[at] for at in bead.target)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be aligned, with what help, and where it goes.

    `english` and `chinese` are files or folders; without `output` the PO file goes among the project's imported
    memories. `review` is a listing of everything. `glossary` stands in for the project's, `dictionary` adds a table of
    words; `vectors` asks for the extra.
    """

    english: Path
    chinese: Path
    output: Path | None = None
    review: Path | None = None
    glossary: Path | None = None
    dictionary: Path | None = None
    vectors: bool = False


def align_files(asked: Asked) -> Done:
    """Align, write the PO file and the listing, and tell what is left over on both sides.

    Raises Unreadable or Misused, which name the file, before anything is written.
    """
    from pubpipe.project import _align_po, _align_review

    project = Project.find(Path.cwd()) if root_around(Path.cwd()) else None
    output = asked.output or _imported(project, asked.chinese)
    if not asked.output:
        output.parent.mkdir(parents=True, exist_ok=True)
    for written in filter(None, (output, asked.review)):
        _files.apart(written, *files(asked.english), *files(asked.chinese))
    review = _align_review.form_of(asked.review) if asked.review else None
    old = _align_po.read_old(output)
    aligned = _aligned(asked, project)
    pairs = _align_po.pairs(aligned)
    catalog, counts = _align_po.catalog(pairs, old)
    _align_po.write(output, catalog, old)
    if asked.review and review:
        _files.write(asked.review, review(aligned, pairs))
    told = f"{project.shown(output) if project else output.as_posix()}: {counts}"
    return Done((told, *_align_review.leftovers(aligned)), made=output)


def files(path: Path) -> list[Path]:
    """The file itself, or the files of a folder that some format reads, in natural order."""
    if not path.is_dir():
        return [path]
    found = [
        each
        for each in path.rglob("*")
        if each.is_file() and each.suffix.lower() in suffixes() and not each.name.startswith(("~", "."))
    ]
    if not found:
        raise Misused(_("{folder}: no file of a known kind in it").format(folder=path))
    return sorted(found, key=lambda each: _natural(each.relative_to(path).as_posix()))


def _natural(name: str) -> list[tuple[int, str]]:
    """A sorting key in which 2 comes before 10."""
    import re

    return [(int(each), "") if each.isdigit() else (-1, each) for each in re.split(r"(\d+)", name) if each]


def _imported(project: Project | None, chinese: Path) -> Path:
    if project is None:
        raise Misused(_("no project here: say where the PO file goes with -o"))
    return project.root / "translations" / LOCALE / "imported" / f"{chinese.resolve().stem}.po"


def _aligned(asked: Asked, project: Project | None) -> Aligned:
    from pubpipe.memory import alignment

    names = _names(project) if project else {}
    english = [_units(path, names.get(path.resolve(), path.name), "en", project) for path in files(asked.english)]
    chinese = [_units(path, path.name, "zh", project) for path in files(asked.chinese)]
    terms = list(_terms(asked.glossary, project))
    words = list(dictionary_pairs(asked.dictionary)) if asked.dictionary else []
    encode = _encode(project) if asked.vectors else None
    divisions = [part for _name, units in chinese for part in _divisions(_name, units)]
    order = alignment.arrange([units for _name, units in english], [units for _name, units in divisions], terms)
    if order != list(range(len(divisions))):
        divisions = [divisions[at] for at in order]
    here = [placed for name, units in english for placed in _placed(name, units)]
    there = [placed for name, units in divisions for placed in _placed(name, units)]
    found = alignment.align(
        [unit for _name, units in english for unit in units],
        [unit for _name, units in divisions for unit in units],
        terms,
        words,
        encode,
    )
    return Aligned(tuple(here), tuple(there), found)


def _divisions(name: str, units: Sequence[Unit]) -> Iterator[tuple[str, Sequence[Unit]]]:
    """A file cut at its chapters: the headings of the highest level it has more than one of."""
    levels = [unit.level for unit in units if unit.role == "heading"]
    level = min((each for each in levels if levels.count(each) > 1), default=0)
    begin = 0
    for at, unit in enumerate(units):
        if unit.role == "heading" and unit.level == level and at > begin:
            yield name, units[begin:at]
            begin = at
    yield name, units[begin:]


def _names(project: Project) -> dict[Path, str]:
    """The names of the project's own sources in addresses."""
    try:
        return {
            project.source(book, chapter).resolve(): project.name(book, chapter) for book, chapter in project.chapters()
        }
    except PubpipeError:
        return {}


def _units(path: Path, name: str, language: str, project: Project | None) -> tuple[str, list[Unit]]:
    """A file's units with something to see, cut as the project cuts; names of addresses first."""
    source = _files.read(path)
    paragraphs = project is not None and project.settings.segmentation == "paragraph"
    rules = project.rules if project else None
    with _files.named(path):
        kind = format_of(path.name)
        document = kind.read(source, project.settings.extract) if project else kind.read(source)
        units = [
            segmentation.paragraph(unit) if paragraphs else segmentation.segment(unit, language, rules)
            for unit in document.units
        ]
        return name, [unit for unit in units if any(_seen(segment) for segment in unit.segments)]


def _seen(segment: Segment) -> bool:
    from pubpipe.memory.alignment.sentence import shown

    return bool(shown(segment.source))


def _placed(name: str, units: Sequence[Unit]) -> Iterator[Placed]:
    for unit in units:
        for number, segment in enumerate(unit.segments, start=1):
            yield Placed(name, unit, number, segment)


def _terms(file: Path | None, project: Project | None) -> Iterator[tuple[str, str]]:
    """The English and Chinese designations of every concept; forbidden ones too: an old edition may use them."""
    from pubpipe.glossary import read_csv

    if file:
        data = _files.read(file)
        with _files.named(file):
            glossary = read_csv(data)
    elif project:
        glossary = project.glossary
    else:
        return
    for concept in glossary.concepts:
        for english in concept.designations("en"):
            for chinese in concept.designations(TARGET_LANGUAGE):
                yield english.text, chinese.text


def dictionary_pairs(file: Path) -> Iterator[tuple[str, str]]:
    """The pairs of a table (TSV or CSV) whose header names an English and a Chinese column, or with these two first.

    A cell may hold several expressions, between `/` or `;`, with remarks in brackets, as CC-CEDICT has them.
    """
    import re
    from io import BytesIO

    from pubpipe.exchange.table import read_memory

    data = _files.read(file)
    with _files.named(file):
        pairs = [(unit.source, unit.target) for unit in read_memory(BytesIO(data))]
    for english, chinese in pairs:
        for gloss in re.split(r"[/;]", re.sub(r"\([^)]*\)", "", english)):
            gloss = re.sub(r"^\s*(?:to be|to|a|an|the)\s", "", gloss).strip()
            if gloss and gloss.count(" ") < 3:
                for form in re.split(r"[/;；、，]", chinese):
                    yield gloss, form.strip()


def _encode(project: Project | None) -> Encode:
    from pubpipe.memory.alignment import encoder
    from pubpipe.project._encodings import remembering

    return remembering(encoder(), project.root / ".pubpipe" / "vectors.sqlite" if project else None)
