"""Zip packages from strangers: Office files and EPUB, read within bounds and written back part by part.

What a package may weigh is bounded before anything is unpacked: MAX_PARTS parts, MAX_XML bytes an XML part (a novel
has 10 MB), MAX_TOTAL bytes in all.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats._xml import parse
from pubpipe.messages import _

MAX_PARTS = 20_000
MAX_XML = 64 * 2**20
MAX_TOTAL = 768 * 2**20

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: `kind` is the last word of its type, `target` a part's name, or "" if it is outside."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of a zip package by name, in their order.

    Names are found whatever their case and slashes. Raises Unreadable, without the file's name, for whatever is not a
    sound package of bearable size.
    """

    def __init__(self, source: bytes) -> None:
        _recognise(source)
        try:
            self._zip = _opened(source)
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, UnicodeDecodeError, NotImplementedError) as error:
            raise Unreadable(_("a damaged or truncated package: {error}").format(error=error)) from None
        if len(members) > MAX_PARTS or sum(member.file_size for member in members) > MAX_TOTAL:
            raise Unreadable(_("too large when unpacked, which is refused"))
        self._source = source
        self._members = {_key(member.filename): member for member in members}
        if len(self._members) < len(members):
            raise Unreadable(_("a damaged package: two parts have one name"))

    @property
    def names(self) -> list[str]:
        """The parts' names as they stand in the package, in order, folders left out."""
        return [member.filename for member in self._members.values() if not member.is_dir()]

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        member = self._members[_key(name)]
        if member.flag_bits & 1:
            raise Unreadable(_("encrypted: a password is needed for {part}").format(part=name))
        try:
            return self._zip.read(member)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
            raise Unreadable(_("damaged: {part}: {error}").format(part=name, error=error)) from None

    def xml(self, name: str) -> bytes:
        """The bytes of an XML part, if they are not too many."""
        if self._members[_key(name)].file_size > MAX_XML:
            raise Unreadable(_("too large when unpacked, which is refused"))
        return self.read(name)

    @cached_property
    def _content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        if "[Content_Types].xml" not in self:
            raise Unreadable(_("not an Office file: no [Content_Types].xml"))
        root = parse(self.xml("[Content_Types].xml"), "[Content_Types].xml").getroot()
        defaults = {
            each.get("Extension", "").lower(): each.get("ContentType", "") for each in root.iter(_TYPES + "Default")
        }
        overrides = {
            _key(each.get("PartName", "")): each.get("ContentType", "") for each in root.iter(_TYPES + "Override")
        }
        return defaults, overrides

    def content_type(self, name: str) -> str:
        """The media type of a part, or ""."""
        defaults, overrides = self._content_types
        return overrides.get(_key(name)) or defaults.get(name.rpartition(".")[2].lower(), "")

    def relations(self, name: str = "") -> list[Relation]:
        """The relationships of a part, or of the whole package."""
        folder, base = posixpath.split(name.lstrip("/"))
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if path not in self:
            return []
        return [_relation(each, folder) for each in parse(self.xml(path), path).iter(_RELATION)]

    def replaced(self, parts: Mapping[str, bytes]) -> bytes:
        """The package with the bytes of some parts replaced, the others as they were; itself if there is none."""
        if not parts:
            return self._source
        replaced = {_key(name): data for name, data in parts.items()}
        output = io.BytesIO()
        with zipfile.ZipFile(output, "w") as package:
            for key, member in self._members.items():
                copy = zipfile.ZipInfo(member.filename, member.date_time)
                copy.compress_type = (
                    zipfile.ZIP_STORED if member.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
                )
                copy.external_attr = member.external_attr
                copy.create_system = member.create_system
                data = replaced.get(key)
                package.writestr(copy, self.read(member.filename) if data is None else data)
        return output.getvalue()


def _recognise(source: bytes) -> None:
    if source.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in source:
            raise Unreadable(_("encrypted: remove the password in Word and save again"))
        raise Unreadable(_("an old binary Office file, not a zip package: save it as .docx, .pptx or .xlsx"))
    if source.startswith(b"{\\rtf"):
        raise Unreadable(_("an RTF file under another name: save it as .docx"))
    if not source:
        raise Unreadable(_("an empty file"))
    if not source.startswith(b"PK"):
        raise Unreadable(_("not a zip package, so not an Office file"))


def _opened(source: bytes) -> zipfile.ZipFile:
    """The archive; names that do not say their encoding are UTF-8 where they can be, as EPUB has them."""
    try:
        return zipfile.ZipFile(io.BytesIO(source), metadata_encoding="utf-8")
    except UnicodeDecodeError:
        return zipfile.ZipFile(io.BytesIO(source))


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _relation(element: etree._Element, folder: str) -> Relation:
    target = element.get("Target", "").partition("#")[0]
    if element.get("TargetMode") == "External" or not target:
        target = ""
    elif target.startswith("/"):
        target = target.lstrip("/")
    else:
        target = posixpath.normpath(posixpath.join(folder, target.replace("\\", "/"))).replace("../", "")
    return Relation(element.get("Id", ""), element.get("Type", "").rpartition("/")[2], target)
