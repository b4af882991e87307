"""OpenDocument files made for tests: a body (and what else a case needs) as XML, in the smallest sound package."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from pubpipe.formats.opendocument._names import NAMESPACES

DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
STYLES = (Path(__file__).parent / "opendocument" / "styles.xml").read_text(encoding="utf-8")
_KINDS = {"text": "application/vnd.oasis.opendocument.text"}
_KINDS["presentation"] = "application/vnd.oasis.opendocument.presentation"


def package(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip package of parts by name, in order, the first one stored."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for at, (name, data) in enumerate(parts.items()):
            member = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            archive.writestr(member, data, zipfile.ZIP_DEFLATED if at else zipfile.ZIP_STORED)
    return output.getvalue()


def opendocument(body: str, *, kind: str = "text", automatic: str = "", masters: str = "", meta: str = "") -> bytes:
    """An OpenDocument file with this body, automatic styles, master pages and properties."""
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{media}"/>'
        for name, media in {"/": _KINDS[kind], "content.xml": "text/xml", "styles.xml": "text/xml"}.items()
    )
    return package(
        {
            "mimetype": _KINDS[kind],
            "content.xml": f"{HEADER}<office:document-content {DECLARED}>"
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
            "styles.xml": f"{HEADER}<office:document-styles {DECLARED}>{STYLES}"
            f"<office:master-styles>{masters}</office:master-styles></office:document-styles>",
            "meta.xml": f"{HEADER}<office:document-meta {DECLARED}><office:meta>{meta}</office:meta>"
            "</office:document-meta>",
            "META-INF/manifest.xml": f"{HEADER}<manifest:manifest {DECLARED}>{entries}</manifest:manifest>",
        }
    )


def flat(body: str) -> bytes:
    """The same as one flat XML file."""
    styles = re.sub("</?office:font.*?>", "", STYLES)
    return (
        f"{HEADER}<office:document {DECLARED}>{styles}"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def part(source: bytes, name: str) -> str:
    """The text of a part."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        return archive.read(name).decode()
