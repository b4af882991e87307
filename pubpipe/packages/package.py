"""Zip packages from strangers: Office files and EPUB, read within bounds and written back part by part.

What a package may weigh is bounded before anything is unpacked: MAX_PARTS parts, MAX_XML bytes an XML part (a novel
has 10 MB) and MAX_TAGS tags in it, MAX_TOTAL bytes in all. No part is unpacked to more than it says it weighs, and only
the two ways of packing that the formats allow (stored, deflated) are unpacked at all. Names of parts are names: nothing
is written by them.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.messages import _
from pubpipe.packages.signatures import refuse_no_package
from pubpipe.packages.xml import parse

MAX_PARTS = 20_000
MAX_XML = 64 * 2**20
MAX_TAGS = 8_000_000
MAX_TOTAL = 768 * 2**20

_SIGNATURE = b"PK\x01\x02"
_END = b"PK\x05\x06"

_LEVEL = 4
"""How hard a part that was changed is packed: as hard as Word packs (measured on 99 of its files; 9 is hardest)."""

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
        refuse_no_package(source)
        self._zip = _opened(source)
        members = self._zip.infolist()
        if len(members) > MAX_PARTS or sum(member.file_size for member in members) > MAX_TOTAL:
            raise Unreadable(_("too large when unpacked, which is refused"))
        self._source = source
        self._members: dict[str, zipfile.ZipInfo] = {}
        for member in members:
            if self._members.setdefault(_key(member.filename), member) is not member:
                raise Unreadable(_("damaged: two of its parts have the same name: {part}").format(part=member.filename))

    @property
    def names(self) -> list[str]:
        """The parts' names as they stand in the package, in order, folders left out."""
        names = (member.filename for member in self._members.values())
        return [name for name in names if name and not name.endswith("/")]

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        member = self._members[_key(name)]
        if member.flag_bits & 1:
            raise Unreadable(_("encrypted: a password is needed for {part}").format(part=name))
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable(_("packed in a way that no Office program packs: {part}").format(part=name))
        try:
            with self._zip.open(member) as opened:
                data = opened.read(member.file_size)
                opened.read(1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
            data = b""
            sound = False
        else:
            sound = len(data) == member.file_size
        if not sound:
            raise Unreadable(_("damaged: {part} cannot be unpacked: get the file again").format(part=name))
        return data

    def beginning(self, name: str, size: int = 8) -> bytes:
        """The first bytes of a part, or none where it cannot be unpacked; the rest is not."""
        member = self._members[_key(name)]
        if member.flag_bits & 1 or member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            return b""
        try:
            with self._zip.open(member) as opened:
                return opened.read(min(size, member.file_size))
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
            return b""

    def xml(self, name: str) -> bytes:
        """The bytes of an XML part, if they are not too many, nor its tags."""
        if self._members[_key(name)].file_size > MAX_XML:
            raise Unreadable(_("too large when unpacked, which is refused"))
        data = self.read(name)
        if len(data) > MAX_TAGS and data.count(b"<") > MAX_TAGS:
            raise Unreadable(_("too large when unpacked, which is refused"))
        return data

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
                level: int | None = _LEVEL
                if data is None:
                    packed = member.compress_size > 0.9 * member.file_size
                    data, level = self.read(member.filename), (1 if packed else None)  # a picture: no use to try hard
                package.writestr(copy, data, compresslevel=level)
        return output.getvalue()


def _opened(source: bytes) -> zipfile.ZipFile:
    """The archive; names that do not say their encoding are UTF-8 where they can be, as EPUB has them.

    Every part costs memory before its size is known, so they are counted first: by their signatures, at most a few too
    many, since packed data may hold such bytes by chance.
    """
    if source.count(_SIGNATURE) > 2 * MAX_PARTS:
        raise Unreadable(_("too large when unpacked, which is refused"))
    try:
        try:
            return zipfile.ZipFile(io.BytesIO(source), metadata_encoding="utf-8")
        except UnicodeDecodeError:
            return zipfile.ZipFile(io.BytesIO(source))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, OverflowError, struct.error):
        if _END not in source:
            raise Unreadable(_("cut off: the end of the file is missing; get it again")) from None
        raise Unreadable(_("damaged, cannot be opened: get the file again")) from None


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
