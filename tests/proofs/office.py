"""Law 3 by LibreOffice's eyes: no word of an office document outlives its pseudo-translation unless the ledger says so.

    python -m tests.proofs.office [--kind docx] [FILE …]

Each document is pseudo-translated, original and result are opened by LibreOffice, and what it shows of both is compared
word by word: Writer's plain text, and the whole document as OpenDocument (headers, notes, frames, comments, charts,
speakers' notes), which plain text leaves out. Impress has no plain text; a PDF of it would leave out notes and hidden
slides. Needs `soffice`; without files, all of `PUBPIPE_TEST_DATA`.
"""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pubpipe.errors import PubpipeError
from pubpipe.formats import format_of
from pubpipe.model import Document, Fate
from pubpipe.project._single import pseudo
from tests.proofs import libreoffice
from tests.proofs.words import JOINT, Proof, allowed, by_rule, chosen, joined, report, survivors, words

SLIDES = (".pptx", ".pptm", ".potx", ".ppsx", ".odp", ".otp", ".fodp")
KINDS = ("docx", "pptx", "odt", "odp")
CACHE = Path(os.environ.get("PUBPIPE_PROOFS", Path(tempfile.gettempdir()) / "pubpipe-proofs")) / "libreoffice"


def prove(files: Iterable[Path]) -> list[Proof]:
    """Try documents; those pubpipe refuses to read are not tried."""
    originals: dict[str, bytes] = {}
    results: dict[str, bytes] = {}
    documents: dict[str, Document] = {}
    within: dict[str, str] = {}
    for path in files:
        source = path.read_bytes()
        kind = format_of(path.name)
        try:
            document = kind.read(source)
        except PubpipeError:
            continue
        documents[path.name] = document
        within[path.name] = enclosed(source, document)
        originals[path.name] = source
        results[path.name] = kind.merge(source, {unit.id: pseudo(unit.content) for unit in document.units})
    proofs = {name: Proof(name, enclosed=within[name]) for name in originals}
    slides = [name for name in originals if name.lower().endswith(SLIDES)]
    texts = [name for name in originals if name not in slides]
    views = (libreoffice.IMPRESS, slides), (libreoffice.WRITER, texts), (libreoffice.TEXT, texts)
    for form, mine in views:
        if mine:
            both = {f"before/{name}": originals[name] for name in mine} | {
                f"after/{name}": results[name] for name in mine
            }
            made = libreoffice.converted(both, form, CACHE)
            for name in mine:
                compare(proofs[name], form, made.get(f"before/{name}"), made.get(f"after/{name}"), documents[name])
    return list(proofs.values())


def compare(proof: Proof, form: str, before: bytes | None, after: bytes | None, document: Document) -> None:
    """Set down what one view of a document shows."""
    view = form.split(":")[0]
    if before is None or after is None:
        (proof.unopened if before is None else proof.lost).append(view)
        return
    english, altered = libreoffice.shown(form, before), libreoffice.shown(form, after)
    proof.checked += words(english).total()
    survived = survivors(english, of_its_own(altered, document))
    left = survived - allowed(document, survived, proof.enclosed)
    if form == libreoffice.TEXT:
        left = Counter({word: count for word, count in left.items() if not side_by_side(word, document)})
    left = Counter({word: count for word, count in left.items() if word not in KNOWN.get(proof.name, ())})
    proof.allowed += by_rule(document, survived - left)
    if left:
        proof.left[view] = left


KNOWN = {
    # a formula within a binary object of Equation Editor 3, which no text of the file's bytes shows
    "LibreOffice__fdo58949.docx": ("дельтанвв", "кинд"),
    # the prompt of a layout, which LibreOffice copies into the picture that fills the place
    "usds-techfar-hub-website-v3__TFHv3_Project_Initiation_v0.pptx": ("icon",),
    # the words of an empty choice, which LibreOffice writes twice: chosen and as the text of the field
    "worldbank-sdg-metadata-convert__Authoring_Template.docx": ("choose",),
    "worldbank-sdg-metadata-convert__SDG_Metadata_Template.docm": ("choose", "item", "code"),
}
"""Words the ledger answers for otherwise than by listing them as often as LibreOffice shows them."""

OF_ITS_OWN = {
    r"Error: Reference source not found": "a cross-reference whose bookmark LibreOffice does not find",
    r"(?:Chart|Axis) Title": "a chart or axis that shall have a title and has none",
    r"Series ?\d+": "a series of a chart that has no name",
    r"Column [A-Z]\b": "a series of a chart that has no name",
    r"\b[IVXLCDM]{4,}\b": "the number of a list or page in Roman numerals",
}
"""What LibreOffice writes where a document holds no words, and why; allowed unless a text of the document says it."""


def of_its_own(shown: str, document: Document) -> str:
    """A text without what LibreOffice wrote into it."""
    said = "\n".join(account.text for account in document.ledger if account.fate is Fate.TRANSLATED).casefold()
    for pattern in OF_ITS_OWN:
        own = re.compile(pattern, re.IGNORECASE)
        shown = own.sub(lambda found: found.group() if found.group().casefold() in said else " ", shown)
    return shown


def side_by_side(word: str, document: Document) -> bool:
    """Whether a word is one only in plain text, which shows the deleted text of a kept table of contents too."""
    deleted = [each.text.casefold() for each in document.ledger if each.rule == "deleted revision"]
    kept = joined(document.ledger, {Fate.PROTECTED}).replace(JOINT, "").casefold()
    cuts = [cut for cut in range(1, len(word)) if any(text.endswith(word[:cut]) for text in deleted)]
    return any(word[cut:] in kept for cut in cuts)


ENCLOSED = ("altChunk", "embedded document", "embedded object", "ActiveX control")


def enclosed(source: bytes, document: Document) -> str:
    """The words of the documents a document holds, where its ledger names them as left out as a whole.

    Also what the choices of a form are stored as: LibreOffice shows it, Word what merge writes beside it.
    """
    parts = {account.part for account in document.ledger if account.rule in ENCLOSED}
    stored = [account.text for account in document.ledger if "listItem" in account.place and "value" in account.place]
    if not zipfile.is_zipfile(io.BytesIO(source)):
        return ""
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        inside = [_words_of(package.read(part)) for part in sorted(parts.intersection(package.namelist()))]
        return "\n".join([*inside, *stored])


def _words_of(data: bytes) -> str:
    """Whatever in a file may be words: of a package the XML, of anything else every string."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "\n".join(_words_of(package.read(name)) for name in package.namelist())
    if data.lstrip()[:1] == b"<":
        return re.sub(r"<[^<>]*>", "", data.decode("utf-8", "replace"))
    return data.decode("latin-1") + "\n" + data.decode("utf-16-le", "replace")


def main() -> int:
    """Print each word nobody answers for, then the figures."""
    return max(report(prove(files)) for files in chosen(__doc__, KINDS))


if __name__ == "__main__":
    sys.exit(main())
