"""Fixing what checks are certain of, in PO files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pubpipe.errors import PubpipeError
from pubpipe.messages import _, ngettext
from pubpipe.model import Entry, Finding
from pubpipe.project import _files, _signoffs
from pubpipe.project._check import Examination
from pubpipe.project._extract import write_catalog
from pubpipe.project._project import Done

_ROUNDS = 10


def fix(paths: Sequence[Path], glossary: Path | None, signed: bool = False) -> Iterator[Done]:
    """Write the certain fixes of all findings into the named PO files, or into all of the project's.

    What somebody signed stays as it is, unless `signed`; then the signatures that expire are named. Fixing twice
    changes nothing the second time.
    """
    asked = Examination.of(paths, glossary)
    for path in asked.files(paths):
        try:
            yield _fixed(path, asked, signed)
        except PubpipeError as error:
            yield Done.failed(error)


def _fixed(path: Path, asked: Examination, signed: bool) -> Done:
    from pubpipe.catalog import read_po, segments

    name = asked.shown(path)
    data = _files.read(path)
    with _files.named(name):
        before = read_po(data)
    signatures = _signatures(path, before.entries)
    entries, touched = before.entries, set[str]()
    for _round in range(_ROUNDS):
        found = [each for each in asked.findings({name: segments(entries)}) if each.fix is not None]
        better = tuple(_better(entry, found) for entry in entries)
        touched |= {_signoffs.digest(old) for old, new in zip(entries, better, strict=True) if old != new}
        if not signed:
            better = tuple(
                old if _signoffs.digest(old) in signatures else new for old, new in zip(entries, better, strict=True)
            )
        if better == entries:
            break
        entries = better
    changed = sum(one != other for one, other in zip(before.entries, entries, strict=True))
    if changed:
        write_catalog(path, replace(before, entries=entries))
    return Done(tuple(_told(name, changed, sorted({signatures[each] for each in touched & set(signatures)}), signed)))


def _better(entry: Entry, found: Iterable[Finding]) -> Entry:
    from pubpipe.checks import fixed

    here = [each for each in found if each.place in entry.places and each.target == entry.target]
    return replace(entry, target=fixed(entry.target, here)) if here and not entry.obsolete else entry


def _signatures(path: Path, entries: Iterable[Entry]) -> dict[str, str]:
    """Who signed what of a chapter, by the digest of the entry."""
    rows = [row for row in _signoffs.read(path.parent / "signoffs.csv") if row.chapter == path.stem]
    standing = {_signoffs.digest(entry) for entry in entries}
    return {row.digest: f"{_(row.step)} {row.person}" for row in rows if row.digest in standing}


def _told(name: str, changed: int, signatures: list[str], signed: bool) -> Iterator[str]:
    if changed:
        text = ngettext("{file}: {count} entry fixed", "{file}: {count} entries fixed", changed)
        yield text.format(file=name, count=changed)
    if signatures and signed:
        yield _("{file}: signatures that expired: {signatures}").format(file=name, signatures=", ".join(signatures))
    elif signatures:
        text = ngettext(
            "{file}: {count} signed entry left as it is (--signed fixes it too)",
            "{file}: {count} signed entries left as they are (--signed fixes them too)",
            len(signatures),
        )
        yield text.format(file=name, count=len(signatures))
