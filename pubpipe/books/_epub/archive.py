"""The archive round the package: the same files give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

ROOT = "EPUB"
_CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="{ROOT}/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
_MOMENT = (1980, 1, 1, 0, 0, 0)
_LEVEL = 4
"""How hard it is compressed: a harder level saves three bytes in a hundred and takes half as long again."""


def archive(files: Mapping[str, bytes]) -> bytes:
    """The EPUB of these files of its root folder, in their order, after the mimetype, which is stored as it is."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        _put(made, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _put(made, "META-INF/container.xml", _CONTAINER.encode(), zipfile.ZIP_DEFLATED)
        for name, content in files.items():
            _put(made, f"{ROOT}/{name}", content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _put(made: zipfile.ZipFile, name: str, content: bytes, method: int) -> None:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = method
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    made.writestr(entry, content, compresslevel=_LEVEL)
