"""The table of laws 1 to 5 over documents nobody here wrote.

    python -m tests.proofs.laws [--kind docx] [--jobs 2] [FILE …]

Each readable document is merged with nothing, with every unit in Han (text formats twice, the second time with codes in
another order), and with codes lost, reversed, doubled and foreign; it is extracted, extracted again, and extracted with
one paragraph edited. Without files, all documents of the outside data. Prints a row a format, then each exception by
name, then what each unreadable file says.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pubpipe.catalog import encode, faults
from pubpipe.errors import PubpipeError, Unreadable
from pubpipe.formats import Format, format_of
from pubpipe.model import Code, Document
from pubpipe.project import _jobs
from tests import test_outside
from tests.formats import laws, markdown_and_html, test_epub_laws, test_opendocument_laws

KINDS = ("docx", "pptx", "odt", "odp", "epub", "html", "md")
LAWS = {1: "identity", 2: "one walk", 3: "ledger", 4: "codes", 5: "stability"}

_LAW_OF = {
    "identity": 1,
    "parts": 1,
    "bytes of other parts": 1,
    "well-formed": 1,
    "one walk": 2,
    "one walk (straight)": 2,
    "one walk (turned)": 2,
    "unique ids": 2,
    "ledger": 3,
    "ledger of what was written": 3,
    "what is said to be translated is in units": 3,
    "damaged codes make new places": 4,
    "stability": 5,
}


@dataclass
class Proof:
    """What became of one document: the sentence it is refused with, or what breaks each law; seconds it took."""

    name: str
    refused: str = ""
    broken: dict[int, list[str]] = field(default_factory=dict)
    seconds: float = 0.0


def broken(name: str, kind: Format, source: bytes, document: Document) -> Iterator[str]:
    """The laws of formats this file breaks, by the rules of its family."""
    suffix = Path(name).suffix.lower()
    if suffix == ".epub":
        return test_epub_laws.broken(source, document)
    if suffix in (".odt", ".odp"):
        return test_opendocument_laws.all_broken(kind, source, document)
    if suffix in (".docx", ".pptx", ".xlsx"):
        return laws.broken(kind, source, document)
    return markdown_and_html.broken(kind, source, document)


def unfound(document: Document) -> int:
    """Segments whose codes a translation may lose without anybody being told."""
    count = 0
    for unit in document.units:
        for segment in unit.segments:
            if any(isinstance(part, Code) for part in segment.source):
                said = re.sub(r"</?[a-z]+\d+/?>", "", encode(segment.source))
                count += not faults(segment.source, f"译{said}")
    return count


def proved(source: bytes, name: str) -> Proof:
    """All laws of one document."""
    kind, proof = format_of(name), Proof(name)
    started = time.process_time()
    try:
        document = kind.read(source)
    except Unreadable as error:
        return Proof(name, str(error))
    for fault in broken(name, kind, source, document):
        proof.broken.setdefault(_LAW_OF.get(fault, 3), []).append(fault)
    cut = test_outside.cut(document)
    if test_outside.broken_by_damage(name, source, document):
        proof.broken.setdefault(4, []).append("damage")
    if count := unfound(cut):
        proof.broken.setdefault(4, []).append(f"{count} lost codes nobody is told of")
    if kind.read(source) != document:
        proof.broken.setdefault(5, []).append("read twice")
    if found := test_outside.unstable(cut):
        proof.broken.setdefault(5, []).append("; ".join(found)[:200])
    proof.seconds = time.process_time() - started
    return proof


def proved_file(_shared: None, path: Path) -> Proof:
    """All laws of a file; one that ends in an exception breaks all."""
    try:
        return proved(path.read_bytes(), path.name)
    except PubpipeError as error:
        return Proof(path.name, broken={law: [f"{type(error).__name__}: {error}"] for law in LAWS})
    except Exception as error:
        return Proof(path.name, broken={law: [f"{type(error).__name__}: {error}"] for law in LAWS})


def row(kind: str, proofs: list[Proof]) -> str:
    """A row of the table."""
    readable = [proof for proof in proofs if not proof.refused]
    cells = [kind, str(len(proofs)), str(len(readable))]
    for law in LAWS:
        failing = sum(law in proof.broken for proof in readable)
        cells.append(f"{failing} fail" if failing else "holds")
    return "| " + " | ".join(cells) + " |"


def main() -> int:
    """Print the table; 1 if any law is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kind", action="append", choices=KINDS)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("files", nargs="*", type=Path)
    asked = parser.parse_args()
    root = Path(os.environ.get("PUBPIPE_TEST_DATA", ".")) / "documents"
    folders = {kind: sorted((root / kind).iterdir()) for kind in asked.kind or KINDS} if not asked.files else {}
    every = folders or {"files": asked.files}
    print("| format | files | readable | " + " | ".join(f"law {law}: {name}" for law, name in LAWS.items()) + " |")
    print("|---|---:|---:|" + "---|" * len(LAWS))
    proofs: list[Proof] = []
    for kind, paths in every.items():
        found = [each for each in _jobs.each(proved_file, None, paths, asked.jobs) if isinstance(each, Proof)]
        print(row(kind, found), flush=True)
        proofs += found
    if len(every) > 1:
        print(row("all", proofs))
    broke = [proof for proof in proofs if proof.broken]
    for proof in broke:
        print(
            f"{proof.name}: " + "; ".join(f"law {law}: {', '.join(why)}" for law, why in sorted(proof.broken.items()))
        )
    for proof in proofs:
        if proof.refused:
            print(f"refused: {proof.name}: {proof.refused}")
    print(f"{sum(proof.seconds for proof in proofs):.0f} seconds of processor time", file=sys.stderr)
    return 1 if broke else 0


if __name__ == "__main__":
    sys.exit(main())
