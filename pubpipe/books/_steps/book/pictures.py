"""Pictures: each is found, its Chinese twin put in its place, and what has none is named."""

from __future__ import annotations

import base64
import hashlib
import posixpath
import re
from urllib.parse import unquote

from pubpipe.books._ast import Node, attribute, attributes, nodes, plain, span, string, words
from pubpipe.books._figures import TABLE, facts_of, read
from pubpipe.books._manuscript import Manuscript, Sheet
from pubpipe.books._steps.book.credits import illustration
from pubpipe.messages import _

MISSING = "【缺图】"
_GIVEN = re.compile(r"(?:picture|image|graphic|grafik|bild|content placeholder|图片|图像|图形)\s*\d*", re.IGNORECASE)
"""What programs call the pictures of every file."""
TWINS = "figures/zh_CN"
"""The folder, within the book's, of pictures with Chinese text."""


def apply(manuscript: Manuscript) -> None:
    """Settle every picture's bytes and its name in the book; a missing one is described in its place and doubted."""
    _covers(manuscript)
    table = manuscript.files.get(TABLE)
    manuscript.facts = None if table is None else read(TABLE, table)
    for sheet in manuscript.sheets:
        last = ""
        for node in list(nodes(sheet.blocks)) if sheet.may_hold("Image") else ():
            last = attributes(node).get("address", "") or last
            if node["t"] == "Image":
                _settle(manuscript, sheet, node, last)


def _covers(manuscript: Manuscript) -> None:
    """Put the covers the editions name among the book's pictures, under the name they are given there."""
    for edition in manuscript.book.editions:
        name = dict(edition.settings).get("cover", "")
        picture = manuscript.files.get(name)
        if picture is not None:
            manuscript.media[name] = picture
        elif name:
            message = _("book.toml: cover of the {edition} edition not found: {name}")
            manuscript.doubt("", message.format(edition=edition.name, name=name), serious=True)


def _settle(manuscript: Manuscript, sheet: Sheet, node: Node, near: str) -> None:
    """Find a picture's file; `near` is its address, or the last before it."""
    target = _outward(sheet, node["c"][2][0])
    address = attributes(node).get("address", "")
    names = _names(sheet, target)
    twin = _twin(manuscript, names)
    picture = manuscript.files.get(twin) if twin else _original(manuscript, sheet, target)
    if picture is None:
        message = _("{file}: picture not found: {name}").format(file=sheet.chapter.source, name=target)
        manuscript.doubt(address, message, serious=True)
        shown = span([string(MISSING), *node["c"][1]], "unfinished")
        node["t"], node["c"] = "Span", [attribute("", "unit", **({"address": address} if address else {})), [shown]]
        return
    facts = facts_of(manuscript.facts or (), [_path(sheet, target), *names])
    manuscript.pictures.append(illustration(sheet.chapter.source, names[0], twin, facts))
    if facts and facts.alt and not plain(node["c"][1]).strip():
        node["c"][1] = words(facts.alt)
    if not plain(node["c"][1]).strip():
        message = _("{file}: picture without alternative text: {name}").format(file=sheet.chapter.source, name=names[0])
        manuscript.doubt(near, message)
    for edition in _without(manuscript, picture):
        message = _("{file}: the {edition} edition cannot show this picture: {name}").format(
            file=sheet.chapter.source, edition=edition, name=names[0]
        )
        manuscript.doubt(near, message)
    name = _keep(manuscript, sheet, posixpath.basename(twin or target), picture)
    node["c"][2] = [name, ""]
    if facts:
        manuscript.credited[name] = facts


def _outward(sheet: Sheet, target: str) -> str:
    """A picture's target; one that stands in the page itself is put beside it under a name of its own."""
    found = re.match(r"data:image/([a-z0-9+.-]+);base64,", target)
    if not found:
        return target
    try:
        picture = base64.b64decode(target[found.end() :], validate=True)
    except ValueError:
        return f"data:image/{found[1]}"
    name = f"{hashlib.sha256(picture).hexdigest()[:12]}.{found[1].partition('+')[0]}"
    sheet.media = {**sheet.media, name: picture}
    return name


def _without(manuscript: Manuscript, picture: bytes) -> list[str]:
    """The editions of the book that cannot show a picture: SVG and WebP have no place in ours for Word, EMF in EPUB."""
    from pubpipe.books._docx.pictures import kind
    from pubpipe.books._epub.pictures import pictures

    shown = {"docx": bool(kind(picture)), "epub": bool(pictures({"": picture}))}
    return [edition.name for edition in manuscript.book.editions if not shown.get(edition.name, True)]


def _names(sheet: Sheet, target: str) -> list[str]:
    """The names a twin may bear: the file's own, those the Word file gives its picture, chapter and file."""
    file = posixpath.basename(unquote(target))
    given = [posixpath.basename(name.replace("\\", "/")) for name in sheet.picture_names.get(target, ())]
    own = [] if sheet.media else [file]
    return [*own, *(name for name in given if name and not _GIVEN.fullmatch(name)), f"{sheet.chapter.id}-{file}"]


def _twin(manuscript: Manuscript, names: list[str]) -> str:
    """The name of the Chinese twin: same name, or same name in another format, or ""."""
    twins = sorted(name for name in manuscript.files if f"/{name}".rpartition("/")[0].endswith(f"/{TWINS}"))
    for name in names:
        stem = posixpath.splitext(name)[0]
        same = [twin for twin in twins if posixpath.basename(twin) == name]
        like = [twin for twin in twins if posixpath.splitext(posixpath.basename(twin))[0] == stem]
        if same or like:
            return (same or like)[0]
    return ""


def _original(manuscript: Manuscript, sheet: Sheet, target: str) -> bytes | None:
    held = sheet.media.get(target) or sheet.media.get(posixpath.normpath(unquote(target)))
    return held or manuscript.files.get(_path(sheet, target))


def _path(sheet: Sheet, target: str) -> str:
    """A picture's name in the book's folder, if it stands there."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(sheet.chapter.source), unquote(target)))


def _keep(manuscript: Manuscript, sheet: Sheet, name: str, picture: bytes) -> str:
    """Put a picture among the book's under its name, with the chapter's id where the name is taken."""
    for candidate in (name, f"{sheet.id}-{name}"):
        if manuscript.media.setdefault(candidate, picture) == picture:
            return candidate
    raise AssertionError(name)
