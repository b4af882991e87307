"""book.toml: a book's titles, people, rights, chapters and editions, beside its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from pubpipe.errors import Misused
from pubpipe.messages import _
from pubpipe.model import Book, Chapter, Edition, Person
from pubpipe.project._chapters import table_of
from pubpipe.project._settings import unknown_key

ROLES = {
    "aut": "author",
    "trl": "translator",
    "rev": "reviser",
    "edt": "editor",
    "ill": "illustrator",
    "pbl": "publisher",
    "ctb": "contributor",
}
"""Roles as MARC relator codes, and the words book.toml uses for them."""

_TEXTS = [
    "title",
    "subtitle",
    "original_title",
    "original_subtitle",
    "series",
    "subject",
    "description",
    "publisher",
    "place",
    "isbn",
    "identifier",
    "rights",
    "original_publisher",
    "original_rights",
]
_NUMBERS = ("year", "original_year")
_KNOWN = ("kind", *_TEXTS, "bibliography", *_NUMBERS, "chapters", "people", "assembly", "editions")
_KINDS = (
    (("kind", *_TEXTS, "bibliography"), str),
    (_NUMBERS, int),
    (("chapters", "people"), list),
    (("assembly", "editions"), dict),
)
_OF_CHAPTER = ("source", "matter", "audience", "records", "title")
_MATTERS = ("front", "body", "back")
_AUDIENCES = ("trainee", "trainer")
_BILINGUAL = ("alternating", "columns", "facing", "switch")


def read(path: Path) -> Book:
    """The book that a book.toml describes. Raises Misused or Unreadable, naming the file and the key."""
    table = table_of(path)
    for key in table:
        if key not in _KNOWN:
            raise unknown_key(path, key, _KNOWN)
    for keys, kind in _KINDS:
        for key in keys:
            if key in table and not isinstance(table[key], kind):
                raise Misused(
                    _("{file}: wrong kind of value for {key}: {value}").format(file=path, key=key, value=table[key])
                )
    for key in ("title", "original_title", "chapters"):
        if not table.get(key):
            raise Misused(_("{file}: missing: {key}").format(file=path, key=key))
    from pubpipe import books

    kind = table.get("kind", "textbook")
    if kind not in books.kinds():
        raise _not_one_of(path, "kind", books.kinds(), kind)
    profile = books.profile(kind)
    return Book(
        id=path.parent.name,
        chapters=_chapters(path, table["chapters"]),
        people=tuple(_person(path, each) for each in table.get("people", [])),
        editions=_editions(path, table.get("editions") or profile["editions"]),
        kind=kind,
        bibliography=_bibliography(path, table.get("bibliography", "")),
        assembly=_assembly(path, {**profile["assembly"], **table.get("assembly", {})}),
        **{key: table[key] for key in (*_TEXTS, *_NUMBERS) if key in table},
    )


def _bibliography(path: Path, name: str) -> str:
    """The name of the book's bibliography, a file of its folder of a kind that can be read."""
    from pubpipe.books import BIBLIOGRAPHIES

    if not name:
        return ""
    if "\\" in name or PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        raise Misused(
            _("{file}: the bibliography must stand in the book's folder: {value}").format(file=path, value=name)
        )
    if PurePosixPath(name).suffix.lower() not in BIBLIOGRAPHIES:
        raise Misused(
            _("{file}: the bibliography must end in one of {choices}: {value}").format(
                file=path, choices=", ".join(BIBLIOGRAPHIES), value=name
            )
        )
    return name


def _not_one_of(path: Path, key: str, choices: Iterable[str], value: object) -> Misused:
    return Misused(
        _("{file}: {key} must be one of {choices}: {value}").format(
            file=path, key=key, choices=", ".join(choices), value=value
        )
    )


def _assembly(path: Path, table: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    from pubpipe.books import ASSEMBLY

    for key, value in table.items():
        if key not in ASSEMBLY:
            raise unknown_key(path, f"assembly.{key}", [f"assembly.{known}" for known in ASSEMBLY])
        if ASSEMBLY[key] and str(value) not in ASSEMBLY[key]:
            raise _not_one_of(path, f"assembly.{key}", ASSEMBLY[key], value)
    return tuple((key, str(value)) for key, value in table.items())


def _chapters(path: Path, values: Sequence[object]) -> tuple[Chapter, ...]:
    """The chapters in order: each the name of a file, or a table with its name as `source`."""
    chapters: dict[str, Chapter] = {}
    for value in values:
        chapter = _chapter(path, value if isinstance(value, dict) else {"source": value})
        if chapter.id in chapters:
            raise Misused(
                _("{file}: two chapters of one name: {first} and {second}").format(
                    file=path, first=chapters[chapter.id].source, second=chapter.source
                )
            )
        chapters[chapter.id] = chapter
    return tuple(chapters.values())


def _chapter(path: Path, table: Mapping[str, Any]) -> Chapter:
    name = table.get("source")
    if not isinstance(name, str) or not name.strip():
        raise Misused(_("{file}: a chapter must be the name of a file: {value}").format(file=path, value=name))
    if "\\" in name or PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        raise Misused(_("{file}: a chapter must stand in the book's folder: {value}").format(file=path, value=name))
    for key, choices in (("matter", _MATTERS), ("audience", _AUDIENCES[1:])):
        if table.get(key, choices[0]) not in choices:
            raise _not_one_of(path, f"chapters.{key}", choices, table[key])
    for key in table:
        if key not in _OF_CHAPTER:
            raise unknown_key(path, f"chapters.{key}", [f"chapters.{known}" for known in _OF_CHAPTER])
    rest = (str(table.get(key, "")) for key in _OF_CHAPTER[1:])
    return Chapter(name, *rest)


def _person(path: Path, table: Mapping[str, Any]) -> Person:
    known = ("name", "role", "original_name", "sort_as")
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise Misused(_("{file}: wrong kind of value for {key}: {value}").format(file=path, key="people", value=table))
    for key in table:
        if key not in known:
            raise unknown_key(path, f"people.{key}", known)
    codes = {word: code for code, word in ROLES.items()} | {code: code for code in ROLES}
    role = codes.get(table.get("role", ""))
    if role is None:
        raise _not_one_of(path, "people.role", ROLES.values(), table.get("role", ""))
    if not table.get("name"):
        raise Misused(_("{file}: missing: {key}").format(file=path, key="people.name"))
    return Person(table["name"], role, table.get("original_name", ""), table.get("sort_as", ""))


def _editions(path: Path, table: Mapping[str, Any]) -> tuple[Edition, ...]:
    editions = []
    for name, settings in table.items():
        if not isinstance(settings, dict):
            raise Misused(
                _("{file}: wrong kind of value for {key}: {value}").format(
                    file=path, key=f"editions.{name}", value=settings
                )
            )
        for key, choices in (("audience", _AUDIENCES), ("bilingual", _BILINGUAL)):
            if settings.get(key, choices[0]) not in choices:
                raise _not_one_of(path, f"editions.{name}.{key}", choices, settings[key])
        own = {key: settings[key] for key in ("format", "audience", "bilingual") if key in settings}
        rest = tuple((key, str(value)) for key, value in settings.items() if key not in own)
        editions.append(Edition(name, rest, **own))
    return tuple(editions)


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts chapter 2 before chapter 10."""
    parts = re.findall(r"\d+|\D+", name.lower())
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)


def write(book: Book) -> bytes:
    """A book.toml for the book, with the keys a newcomer will want to fill in as comments."""
    lines = [
        f"title = {_quoted(book.title)}",
        f"original_title = {_quoted(book.original_title)}",
        "# subtitle, series, publisher, year, isbn, rights, original_publisher, original_year, original_rights …",
        "",
        "chapters = [",
        *(f"    {_quoted(chapter.source)}," for chapter in book.chapters),
        "]",
        "",
        "# [[people]]",
        '# name = "…"',
        '# role = "translator"',
        "",
        *(f"[editions.{edition.name}]" for edition in book.editions),
        "",
    ]
    return "\n".join(lines).encode()


def _quoted(value: str) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)
