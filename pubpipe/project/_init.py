"""A project made from a folder of chapters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pubpipe.errors import Misused, PubpipeError
from pubpipe.formats import format_of, suffixes
from pubpipe.messages import _, ngettext
from pubpipe.model import Book, Chapter
from pubpipe.project import _books, _files
from pubpipe.project._project import Done

_SETTINGS = """\
# Settings of this project; every key may be left out.
language = ""                # messages: "en", "zh", or "" for the system's
segmentation = "sentence"    # or "paragraph"

[check]
threshold = "major"          # from this severity on, findings make the exit code 1
disabled = []
allowed = []                 # Latin words a Chinese text may keep
"""

_GLOSSARY = "concept,language,term,status,domain,authority,note\n"


def init(folder: Path, chapters: Path | None, title: str) -> Iterator[Done]:
    """Make `folder` a project. Raises Misused if it is one already; nothing that exists is overwritten."""
    if chapters is not None and not chapters.is_dir():
        raise Misused(_("{file}: not a folder").format(file=chapters))
    if (folder / "pubpipe.toml").exists():
        raise Misused(_("{file}: a project already").format(file=folder))
    if folder.exists() and not folder.is_dir():
        raise Misused(_("{file}: not a folder").format(file=folder))
    files = {folder / "pubpipe.toml": _SETTINGS.encode(), folder / "dist" / ".gitignore": b"*\n!.gitignore\n"}
    glossary = folder / "glossaries" / "terms.csv"
    if not any((folder / "glossaries").glob("*.csv")):
        files[glossary] = b"\xef\xbb\xbf" + _GLOSSARY.encode()
    for path, data in files.items():
        if not path.exists():
            _files.write(path, data)
            yield Done((_("made: {file}").format(file=path.as_posix()),))
    if chapters is not None:
        yield from _take_in(folder, chapters, title)


def _take_in(folder: Path, chapters: Path, title: str) -> Iterator[Done]:
    book_folder = folder / "sources" / slug(chapters.resolve().name)
    if (book_folder / "book.toml").exists():
        raise Misused(_("{file}: a book already").format(file=book_folder))
    found = sorted((each for each in chapters.rglob("*") if each.is_file()), key=lambda each: _books.natural(str(each)))
    kept: dict[str, Path] = {}
    doubts: list[str] = []
    assets: list[Path] = []
    for path in found:
        name = path.relative_to(chapters).as_posix()
        if any(part.startswith((".", "~$")) for part in path.relative_to(chapters).parts):
            continue
        if path.suffix.lower() in suffixes():
            identity = Chapter(name).id
            if identity in kept:
                doubts.append(
                    _("{file}: left out, another chapter has this name: {other}").format(
                        file=name, other=kept[identity].name
                    )
                )
                continue
            try:
                with _files.named(name):
                    if not format_of(name).read(_files.read(path)).units:
                        doubts.append(_("{file}: no text in it").format(file=name))
            except PubpipeError as error:
                doubts.append(_("left out: {reason}").format(reason=error))
                continue
            kept[identity] = path
        elif path.suffix.lower() in (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".css"):
            assets.append(path)
        else:
            doubts.append(_("{file}: left out, no format for this kind of file").format(file=name))
    if not kept:
        raise Misused(
            _("{file}: no chapter in it; known are {suffixes}").format(file=chapters, suffixes=" ".join(suffixes()))
        )
    for path in [*kept.values(), *assets]:
        _files.write(book_folder / path.relative_to(chapters), _files.read(path))
    original = chapters.resolve().name.replace("-", " ").replace("_", " ")
    book = Book(
        id=book_folder.name,
        title=title or original,
        original_title=original,
        chapters=tuple(Chapter(path.relative_to(chapters).as_posix()) for path in kept.values()),
    )
    _files.write(book_folder / "book.toml", _books.write(book))
    counted = ngettext("{book}: {count} chapter", "{book}: {count} chapters", len(kept))
    yield Done((counted.format(book=book.id, count=len(kept)), *(f"    {path.name}" for path in kept.values())))
    if not title:
        doubts.append(
            _("{file}: the title is the folder's name; write the book's own, in Chinese").format(
                file=(book_folder / "book.toml").as_posix()
            )
        )
    for doubt in doubts:
        yield Done((_("doubtful: {sentence}").format(sentence=doubt),))


def slug(name: str) -> str:
    """A folder's name as the id of a book: lower case, a letter first, hyphens for what is no letter or digit."""
    plain = re.sub(r"[^\w]+", "-", name.lower()).strip("-_") or "book"
    return plain if plain[0].isalpha() else f"book-{plain}"
