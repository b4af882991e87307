"""Every merged OOXML or OpenDocument file has no schema violation that its original had not.

    python -m tests.proofs.schemas [--kind docx] [FILE …]

Each document is merged three times with every unit changed: pseudo-translated, in Han with its breaks, tabs and fields
in another order, and with codes lost, reversed and doubled. The violations of each part that merge wrote are held
against those the part had before. Workbooks are those embedded in the documents of the outside data. Needs the schemas
in `PUBPIPE_TEST_DATA`, and openxml-audit for OpenDocument; without files, all documents there.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from pubpipe.errors import PubpipeError
from pubpipe.formats import format_of
from pubpipe.model import Code, Content, Document
from pubpipe.project._single import pseudo
from tests.formats import laws
from tests.proofs import opendocument
from tests.proofs.openxml import Schemas

KINDS = ("docx", "pptx", "xlsx", "odt", "odp")
OPEN = (".odt", ".ott", ".odp", ".otp")
Violations = Callable[[bytes, Container[str]], Counter[tuple[str, str]]]


@dataclass
class Proof:
    """What became of one document: parts merge wrote, the violations they had, and the new ones by way of merging."""

    name: str
    parts: int = 0
    old: int = 0
    new: dict[str, Counter[tuple[str, str]]] = field(default_factory=dict)


def targets(document: Document) -> dict[str, dict[str, Content]]:
    """The ways of merging: every unit changed, by unit id."""
    units = document.units
    return {
        "pseudo": {unit.id: pseudo(unit.content) for unit in units},
        "chinese": {unit.id: laws.pseudo(unit.content) for unit in units},
        "damaged": {unit.id: damaged(unit.content, number) for number, unit in enumerate(units)},
    }


def damaged(parts: Content, number: int) -> Content:
    """A translation whose codes are lost, reversed or doubled."""
    codes = [part for part in parts if isinstance(part, Code)]
    return (("汉",), (*reversed(codes), "汉"), ("汉", *codes, *codes[:1]))[number % 3]


def prove(documents: Iterable[tuple[str, bytes]], schemas: Schemas) -> Iterator[Proof]:
    """Try documents by name; those pubpipe refuses to read, and flat XML files, are not tried."""
    for name, source in documents:
        kind = format_of(name)
        try:
            document = kind.read(source)
        except PubpipeError:
            continue
        if not zipfile.is_zipfile(io.BytesIO(source)):
            continue
        violations: Violations = opendocument.violations if name.endswith(OPEN) else schemas.violations
        proof = Proof(name)
        before = members(source)
        for way, wanted in targets(document).items():
            after = kind.merge(source, wanted)
            written = {part for part, data in members(after).items() if before.get(part) != data}
            old = violations(source, written)
            new = violations(after, written) - old
            proof.parts, proof.old = max(proof.parts, len(written)), max(proof.old, old.total())
            if new:
                proof.new[way] = new
        yield proof


def members(source: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        return {name: package.read(name) for name in package.namelist()}


def files(kind: str) -> Iterator[tuple[str, bytes]]:
    """The outside documents of a kind."""
    root = Path(os.environ.get("PUBPIPE_TEST_DATA", ""), "documents")
    if kind != "xlsx":
        yield from ((path.name, path.read_bytes()) for path in sorted((root / kind).iterdir()))
        return
    for path in sorted([*(root / "docx").iterdir(), *(root / "pptx").iterdir()]):
        with suppress(zipfile.BadZipFile), zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if name.lower().endswith(".xlsx"):
                    yield f"{path.name}!{name}", package.read(name)


def report(proofs: Iterable[Proof]) -> int:
    """Print each new violation and the figures; 1 if there is any."""
    count = parts = old = failed = 0
    for proof in proofs:
        count, parts, old, failed = count + 1, parts + proof.parts, old + proof.old, failed + bool(proof.new)
        for way, new in proof.new.items():
            for (part, message), times in list(new.items())[:5]:
                print(f"{proof.name}: {way}: {part}: {message} ({times})")
    print(f"{count} documents, {parts} parts written, {old} violations before; new ones in {failed} documents")
    return int(failed > 0)


def main() -> int:
    """Print each new violation, then the figures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="*", type=Path)
    arguments.add_argument("--kind", action="append", choices=KINDS, help="only this kind of the outside data")
    chosen = arguments.parse_args()
    schemas = Schemas(Path(os.environ.get("PUBPIPE_TEST_DATA", ""), "schemas"))
    given = [(path.name, path.read_bytes()) for path in chosen.files]
    return max(report(prove(each, schemas)) for each in ([given] if given else map(files, chosen.kind or KINDS)))


if __name__ == "__main__":
    sys.exit(main())
