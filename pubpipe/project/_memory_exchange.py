"""Memories that come from other houses and go to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pubpipe.errors import Misused, Unreadable
from pubpipe.messages import _, ngettext
from pubpipe.model import TranslationUnit
from pubpipe.project import _files
from pubpipe.project._project import LOCALE, Done, Project

_MANY = 0.1
"""The share of Traditional characters from which a text is Traditional; below it they may stand in names."""


def imported(project: Project) -> Path:
    """The folder of memories from elsewhere."""
    return project.root / "translations" / LOCALE / "imported"


def import_memory(project: Project, file: Path, name: str = "") -> Done:
    """Put the pairs of a TMX, PO, XLIFF or table among the project's imported memories, as a PO file of this name.

    The name is the file's otherwise: `old.tmx` becomes `old.tmx.po`. The file is read and written piece by piece.
    Importing one of the same name again replaces what it brought before.
    """
    from pubpipe import exchange
    from pubpipe.exchange import po

    kind = exchange.memories_of(file.name)
    path = imported(project) / f"{Path(name or file.name).name.removesuffix('.po')}.po"
    if path.exists():
        _files.apart(path, file)
    left_out: Counter[str] = Counter()
    count = 0

    def units() -> Iterator[TranslationUnit]:
        nonlocal count
        for unit in kind.read_memory(stream, left_out):
            if _traditional(unit.target):
                left_out["traditional"] += 1
                continue
            count += 1
            yield unit if unit.origin else replace(unit, origin=file.name)

    try:
        with file.open("rb") as stream, _files.named(file):
            _files.write_pieces(path, po.write_memory(units(), left_out))
    except FileNotFoundError:
        raise Unreadable(_("{file}: no such file").format(file=file)) from None
    except OSError as error:
        raise Unreadable(_("{file}: cannot be read: {reason}").format(file=file, reason=error.strerror)) from None
    count -= left_out["repeated"]
    pairs = ngettext("{count} pair", "{count} pairs", count).format(count=count)
    said = [_("{file}: {pairs} into {memory}").format(file=file.as_posix(), pairs=pairs, memory=project.shown(path))]
    reasons = {
        "repeated": _("{count} repeated"),
        "traditional": _("{count} in Traditional Chinese left out"),
        "languages": _("{count} without English and Chinese left out"),
        "empty": _("{count} without a translation left out"),
        "fuzzy": _("{count} fuzzy ones left out"),
        "codes": _("{count} with unsound codes left out"),
    }
    said += [sentence.format(count=left_out[why]) for why, sentence in reasons.items() if left_out[why]]
    return Done(("; ".join(said),), made=path)


def _traditional(text: str) -> bool:
    from pubpipe.text.scripts import han_count
    from pubpipe.text.traditional import traditional_characters

    count = sum(each in traditional_characters() for each in text)
    return count > max(1, _MANY * han_count(text))


def export_memory(project: Project, output: Path) -> Done:
    """Write all the project remembers, with neighbours, as TMX, PO or a table, by the suffix of `output`."""
    from pubpipe import exchange
    from pubpipe.project.memory import remembered

    kind = exchange.memories_of(output.name)
    write = getattr(kind, "write_memory", None)
    if write is None or not output.name.lower().endswith(getattr(kind, "WRITTEN", kind.SUFFIXES)):
        raise Misused(_("{file}: this format is only read").format(file=output))
    count = 0

    def units() -> Iterator[TranslationUnit]:
        nonlocal count
        for unit in remembered(project):
            count += 1
            yield unit

    _files.write_pieces(output, write(units()))
    pairs = ngettext("{count} pair", "{count} pairs", count).format(count=count)
    return Done((f"{output.as_posix()}: {pairs}",), made=output)
