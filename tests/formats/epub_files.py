"""EPUB files written by hand for tests: a package document, one page or more, contents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_TYPES = {".xhtml": "application/xhtml+xml", ".svg": "image/svg+xml", ".ncx": "application/x-dtbncx+xml"}
NAMESPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


def page(body: str, root: str = "", head: str = "") -> str:
    """An XHTML page; `root` are attributes of its root element."""
    return f"<html {NAMESPACES}{root and ' '}{root}>\n<head>{head}</head>\n<body>{body}</body>\n</html>\n"


def package(
    pages: Mapping[str, str], metadata: str = "", spine: list[str] | None = None, version: str = "3.0", after: str = ""
) -> str:
    """The package document of these parts; the spine names all pages but the nav where none is given."""
    items = "".join(
        f'<item id="{name}" href="{name}" media-type="{_TYPES.get("." + name.rpartition(".")[2], "image/png")}"'
        + (' properties="nav"' if name == "nav.xhtml" else "")
        + "/>\n"
        for name in pages
    )
    order = [name for name in pages if name.endswith(".xhtml") and name != "nav.xhtml"] if spine is None else spine
    references = "".join(f'<itemref idref="{name}"/>' for name in order)
    return (
        f'<?xml version="1.0"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="{version}" '
        'unique-identifier="id" xml:lang="en">\n<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{metadata}</metadata>\n<manifest>{items}</manifest>\n"
        f"<spine>{references}</spine>{after}\n</package>\n"
    )


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as a zip package, the media type first and stored."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {"mimetype": "application/epub+zip", **parts}.items():
            member = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(member, data)
    return output.getvalue()


def epub(
    pages: Mapping[str, str],
    metadata: str = "<dc:language>en</dc:language>",
    spine: list[str] | None = None,
    version: str = "3.0",
    after: str = "",
    others: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """An EPUB of these pages in its folder EPUB, and of `others`, which its manifest does not name."""
    named = {f"EPUB/{name}": text for name, text in pages.items()}
    opf = package(pages, metadata, spine, version, after)
    return zipped({"META-INF/container.xml": CONTAINER, "EPUB/package.opf": opf, **named, **(others or {})})


def parts(source: bytes) -> dict[str, bytes]:
    """The parts of a package by name, in order; names are UTF-8 where they can be."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(source), metadata_encoding="utf-8")
    except UnicodeDecodeError:
        archive = zipfile.ZipFile(io.BytesIO(source))
    with archive:
        return {name: archive.read(name) for name in archive.namelist()}
