"""A second edition of the sample book: every seventh sentence edited, in turn in each of many ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle

from pubpipe.catalog import encode
from pubpipe.formats import format_of
from pubpipe.model import Content, Unit, content, text
from pubpipe.project import Project
from pubpipe.project._extract import chapter_document
from pubpipe.segmentation import join

EDITS = (
    ("number", re.compile(r"\b(\d)(?=\d?\b)(?![.,:-]\d)"), lambda found: str(int(found[1]) % 9 + 1)),
    ("date", re.compile(r"\b20(\d)(\d)\b"), lambda found: f"20{found[1]}{(int(found[2]) + 1) % 10}"),
    ("modality", re.compile(r"\b(must|should|may)\b"), lambda found: "may" if found[1] != "may" else "must"),
    ("negation", re.compile(r"\b(is|are|must|should|can)\b(?! not)"), lambda found: f"{found[1]} not"),
    (
        "quantifier",
        re.compile(r"\b(at least|more than|every|all)\b"),
        lambda found: {"at least": "at most"}.get(found[1], "hardly any" if found[1] != "more than" else "less than"),
    ),
    ("cosmetic", re.compile("’"), lambda found: "'"),
    ("clause", re.compile(r"(?<=\w)\.$"), lambda found: ", as a rule."),
    (
        "wording",
        re.compile(r"\b(work|good|people|first|large|new|plan)\b"),
        lambda found: {
            "work": "labor",
            "good": "sound",
            "people": "persons",
            "first": "earliest",
            "large": "sizable",
            "new": "fresh",
            "plan": "scheme",
        }[found[1]],
    ),
)
"""A name, what it looks for, and what it makes of it, once in a sentence."""

EVERY = 7


def published(project: Project, first: str, second: str) -> dict[str, str]:
    """Make the sources of a book's second edition; give what each edited sentence was, by what it became."""
    book = project.books([first])[0]
    folder = project.root / "sources" / second
    folder.mkdir(parents=True)
    told = (project.root / "sources" / first / "book.toml").read_text(encoding="utf-8")
    (folder / "book.toml").write_text(told, encoding="utf-8")
    became: dict[str, str] = {}
    ways = cycle(range(len(EDITS)))
    for chapter in book.chapters:
        source, document = chapter_document(project, book, chapter)
        targets: dict[str, Content] = {}
        for unit in _chosen(document.units):
            sentences = [segment.source for segment in unit.segments]
            number = len(sentences) - 1
            better = _edited(sentences[number], next(ways))
            if better != sentences[number]:
                became[encode(better)] = encode(sentences[number])
                targets[unit.id] = join(unit.segments, [*sentences[:number], better], "en")
        (folder / chapter.source).write_bytes(format_of(chapter.source).merge(source, targets))
    return became


def _chosen(units: tuple[Unit, ...]) -> Iterator[Unit]:
    """The units of running text in which every seventh sentence is the last one."""
    count = 0
    for unit in units:
        count += len(unit.segments)
        if unit.role in ("paragraph", "item") and unit.segments and count >= EVERY:
            count = 0
            yield unit


def _edited(sentence: Content, way: int) -> Content:
    """The sentence edited in this way, or in the next that fits it."""
    for _name, pattern, make in (*EDITS[way:], *EDITS[:way]):
        for position, part in enumerate(sentence):
            if isinstance(part, str) and pattern.search(part) and len(text(sentence)) > 30:
                return content((*sentence[:position], pattern.sub(make, part, count=1), *sentence[position + 1 :]))
    return sentence
