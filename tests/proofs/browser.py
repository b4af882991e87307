"""Law 3 by a browser's eyes: no word of a page outlives its pseudo-translation unless the ledger says so.

    python -m tests.proofs.browser [--kind html] [FILE …]

Each HTML file, and each content document of each EPUB, is opened by Chromium before and after, scripts off, network
off; its `innerText` and what a screen reader would speak are compared word by word. Needs `chromium`; without files,
all of `PUBPIPE_TEST_DATA`.
"""

from __future__ import annotations

import io
import posixpath
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from pubpipe.errors import PubpipeError
from pubpipe.formats import format_of
from pubpipe.model import Document
from pubpipe.project._single import pseudo
from tests.proofs import chromium
from tests.proofs.chromium import Page
from tests.proofs.words import Proof, allowed, by_rule, chosen, report, survivors, words

KINDS = ("html", "epub")
PAGES = ("application/xhtml+xml", "image/svg+xml")
KNOWN = {".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml"}
TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
"""Template code: in an attribute the ledger does not list it, for a reader sees what it computes."""


def prove(files: Iterable[Path]) -> Iterator[Proof]:
    """Try documents; those pubpipe refuses to read are not tried."""
    world: dict[str, tuple[str, bytes]] = {}
    wanted: list[str] = []
    tried: list[tuple[str, str, Document, list[str]]] = []
    for count, path in enumerate(files):
        source = path.read_bytes()
        kind = format_of(path.name)
        try:
            document = kind.read(source)
        except PubpipeError:
            continue
        sides = {
            "before": source,
            "after": kind.merge(source, {unit.id: pseudo(unit.content) for unit in document.units}),
        }
        for side, data in sides.items():
            world |= {f"/{count}/{side}/{name}": file for name, file in served(path.name, data).items()}
        inside = pages(path.name, source)
        wanted += [f"/{count}/{side}/{page}" for page in inside for side in sides]
        tried.append((f"/{count}/", path.name, document, inside))
    found = chromium.opened(wanted, world)
    for address, name, document, inside in tried:
        yield proved(Proof(name), address, inside, found, document)


def proved(proof: Proof, address: str, pages: list[str], found: Mapping[str, Page], document: Document) -> Proof:
    """Set down what the pages of a document show and say."""
    both = [(found.get(f"{address}before/{page}"), found.get(f"{address}after/{page}"), page) for page in pages]
    proof.unopened += [page for before, _after, page in both if before is None]
    proof.lost += [page for before, after, page in both if before is not None and after is None]
    loaded = [(before, after) for before, after, _page in both if before is not None and after is not None]
    views = {
        "shown": [(before.shown, after.shown) for before, after in loaded],
        "spoken": [(TEMPLATE.sub(" ", before.spoken), TEMPLATE.sub(" ", after.spoken)) for before, after in loaded],
    }
    for view, texts in views.items():
        english, altered = ("\n".join(side) for side in (zip(*texts, strict=True) if texts else ((), ())))
        proof.checked += words(english).total()
        survived = survivors(english, altered)
        left = survived - allowed(document, survived)
        proof.allowed += by_rule(document, survived - left)
        if left:
            proof.left[view] = left
    return proof


def served(name: str, source: bytes) -> dict[str, tuple[str, bytes]]:
    """The files of a document by their addresses within it, with their media types."""
    if not name.endswith(".epub"):
        return {name: (KNOWN.get(Path(name).suffix, "text/html"), source)}
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        kinds = dict(manifest(package))
        return {
            each: (kinds.get(each) or KNOWN.get(Path(each).suffix, "application/octet-stream"), package.read(each))
            for each in package.namelist()
        }


def pages(name: str, source: bytes) -> list[str]:
    """The addresses of the pages of a document."""
    if not name.endswith(".epub"):
        return [name]
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        inside = package.namelist()
        listed = [each for each, kind in manifest(package) if kind in PAGES and each in inside]
        return listed or [each for each in inside if Path(each).suffix in KNOWN]


def manifest(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Path and media type of each file a publication lists."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    container = etree.fromstring(package.read("META-INF/container.xml"), parser)
    for rootfile in container.iter("{*}rootfile"):
        written = rootfile.get("full-path", "")
        place = next((each for each in (written, unquote(written)) if each in package.namelist()), "")
        for item in etree.fromstring(package.read(place), parser).iter("{*}item") if place else ():
            href = posixpath.join(posixpath.dirname(place), unquote(item.get("href", "")))
            yield posixpath.normpath(href), item.get("media-type", "")


def main() -> int:
    """Print each word nobody answers for, then the figures."""
    return max(report(list(prove(files))) for files in chosen(__doc__, KINDS))


if __name__ == "__main__":
    sys.exit(main())
