"""Damage done to files on purpose, so that a reader meets what no program would write.

A mutation is a name and two numbers, which choose where and how; a file and a list of mutations give one damaged file,
always the same. Packages are damaged as zips, their XML as trees (so that it stays well-formed) and as text.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Callable, Sequence

from lxml import etree

Mutation = tuple[str, int, int]
Parts = list[tuple[str, bytes]]

VALUES = [
    "",
    "0",
    "-1",
    "1",
    "99999999999999999999",
    "1e309",
    "NaN",
    "true",
    "x",
    " ",
    "A1:B2",
    "../..",
    "#",
    "%",
    "图",
]
TOKENS = [
    *"<>&\"'[](){}|*_`~#!\\:;=-+.,?%$@^/ \t\r\n\0\x0b\x7f\x85\xa0\u2028\ufeff\ud7ff\uffff😀图",
    "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>", "<!DOCTYPE x>", "</", "/>", "&amp;", "&#0;", "&#x110000;", "&nbsp;",
    "<p>", "</p>", "<b>", "</b>", "<td>", "<table>", "<li>", "<script>", "</script>", "<pre>", "<a href='x", "<svg>",
    "{{", "}}", "{%", "%}", "{{<", "---\n", "+++\n", "```", "~~~", "$$", "[^1]", "[^1]: ", "](", "![", "> ", "- ",
    "1. ", "|-|", "::: note\n", "{#id}", "\n\n", "\r", "    ", "00:00:01,000 --> 00:00:02,000", "WEBVTT", '""', "sep=;",
]  # fmt: skip
ENCODINGS = ["utf-16", "utf-16-le", "utf-8-sig", "gb18030", "cp1252", "utf-32", "utf-7", "cp037"]


# Bytes


def cut(data: bytes, a: int, b: int) -> bytes:
    at = a % (len(data) + 1)
    return data[:at] if b % 3 == 0 else data[:at] + data[at + 1 + b % 64 :]


def flip(data: bytes, a: int, b: int) -> bytes:
    at = a % max(1, len(data))
    return data[:at] + bytes([b % 256]) + data[at + 1 :]


def double(data: bytes, a: int, b: int) -> bytes:
    at = a % (len(data) + 1)
    return data[: at + b % 200] + data[at:]


def swap(data: bytes, a: int, b: int) -> bytes:
    first, second = sorted((a % (len(data) + 1), b % (len(data) + 1)))
    size = min(40, second - first)
    one, two = data[first : first + size], data[second : second + size]
    return data[:first] + two + data[first + size : second] + one + data[second + size :]


def insert(data: bytes, a: int, b: int) -> bytes:
    at = a % (len(data) + 1)
    return data[:at] + TOKENS[b % len(TOKENS)].encode("utf-8", "surrogatepass") + data[at:]


def repeat(data: bytes, a: int, b: int) -> bytes:
    at = a % (len(data) + 1)
    return data[:at] + TOKENS[b % len(TOKENS)].encode("utf-8", "surrogatepass") * (2 + a % 300) + data[at:]


def encode(data: bytes, a: int, b: int) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(ENCODINGS[a % len(ENCODINGS)], "replace" if b % 2 else "xmlcharrefreplace")


def tag(data: bytes, a: int, b: int) -> bytes:
    """One tag or attribute taken away, doubled or moved."""
    pieces = re.split(rb"(<[^<>]*>|[\w:-]+=\"[^\"]*\")", data)
    at = (a % max(1, len(pieces) // 2)) * 2 + 1 if len(pieces) > 1 else 0
    if b % 4 == 0:
        del pieces[at]
    elif b % 4 == 1:
        pieces.insert(at, pieces[at])
    elif b % 4 == 2:
        pieces.insert(b % (len(pieces) + 1), pieces.pop(at))
    else:
        other = b % len(pieces)
        pieces[at], pieces[other] = pieces[other], pieces[at]
    return b"".join(pieces)


BYTES: dict[str, Callable[[bytes, int, int], bytes]] = {
    each.__name__: each for each in (cut, flip, double, swap, insert, repeat, encode, tag)
}


# Trees


def _element(root: etree._Element, number: int) -> etree._Element:
    every = [each for each in root.iter() if isinstance(each.tag, str)]
    return every[number % len(every)]


def remove(root: etree._Element, a: int, b: int) -> None:
    chosen = _element(root, a)
    parent = chosen.getparent()
    if parent is not None:
        if b % 3 == 0:
            for at, child in enumerate(list(chosen)):
                parent.insert(parent.index(chosen) + at, child)
        parent.remove(chosen)


def copied(root: etree._Element, a: int, b: int) -> None:
    """A copy of an element anywhere."""
    _element(root, b).append(copy.deepcopy(_element(root, a)))


def moved(root: etree._Element, a: int, b: int) -> None:
    chosen, host = _element(root, a), _element(root, b)
    parent = chosen.getparent()
    if parent is not None and chosen not in host.iterancestors() and chosen is not host:
        host.insert(b % (len(host) + 1), chosen)


def renamed(root: etree._Element, a: int, b: int) -> None:
    _element(root, a).tag = _element(root, b).tag


def unset(root: etree._Element, a: int, b: int) -> None:
    named = [each for each in root.iter() if isinstance(each.tag, str) and each.attrib]
    if named:
        chosen = named[a % len(named)]
        del chosen.attrib[list(chosen.attrib)[b % len(chosen.attrib)]]


def valued(root: etree._Element, a: int, b: int) -> None:
    named = [each for each in root.iter() if isinstance(each.tag, str) and each.attrib]
    if named:
        chosen = named[a % len(named)]
        chosen.attrib[list(chosen.attrib)[b % len(chosen.attrib)]] = VALUES[(a + b) % len(VALUES)]


def exchanged(root: etree._Element, a: int, b: int) -> None:
    """The attributes of one element for those of another."""
    one, two = _element(root, a), _element(root, b)
    kept = dict(one.attrib)
    one.attrib.clear()
    one.attrib.update(two.attrib)
    two.attrib.clear()
    two.attrib.update(kept)


def told(root: etree._Element, a: int, b: int) -> None:
    """Text where none was, or none where text was."""
    chosen = _element(root, a)
    said = VALUES[b % len(VALUES)]
    if b % 2:
        chosen.text = said
    else:
        chosen.tail = said if chosen is not root else None


def commented(root: etree._Element, a: int, b: int) -> None:
    chosen = _element(root, a)
    chosen.insert(b % (len(chosen) + 1), etree.Comment(" x ") if b % 2 else etree.ProcessingInstruction("x", "y"))
    chosen[b % len(chosen)].tail = "tail"


def nested(root: etree._Element, a: int, b: int) -> None:
    chosen = _element(root, a)
    for _each in range(b % 30):
        inner = etree.SubElement(chosen, chosen.tag, chosen.attrib)
        chosen = inner


TREES: dict[str, Callable[[etree._Element, int, int], None]] = {
    each.__name__: each for each in (remove, copied, moved, renamed, unset, valued, exchanged, told, commented, nested)
}


# Packages


def _chosen(parts: Parts, number: int) -> int:
    readable = [at for at, (name, _data) in enumerate(parts) if not name.startswith(("mimetype", "META-INF/man"))]
    return readable[number % len(readable)] if readable else 0


def gone(parts: Parts, a: int, b: int) -> None:
    del parts[a % len(parts)]


def called(parts: Parts, a: int, b: int) -> None:
    """A part under another name."""
    at = a % len(parts)
    name = parts[at][0]
    others = [
        name.upper(),
        f"../{name}",
        f"/{name}",
        name.replace("/", "\\"),
        "x.xml",
        parts[b % len(parts)][0],
        "图",
        "",
    ]
    parts[at] = (others[b % len(others)], parts[at][1])


def filled(parts: Parts, a: int, b: int) -> None:
    """A part with the bytes of another, or with none, or with rubbish."""
    at = a % len(parts)
    data = [parts[b % len(parts)][1], b"", b"\xff\x00" * 40, b"<a/>", b"<a xmlns='b'>c</a>", b"{}"][b % 6]
    parts[at] = (parts[at][0], data)


def twice(parts: Parts, a: int, b: int) -> None:
    parts.insert(b % len(parts), parts[a % len(parts)])


PACKAGES: dict[str, Callable[[Parts, int, int], None]] = {each.__name__: each for each in (gone, called, filled, twice)}

NAMES = {
    False: sorted(BYTES),
    True: sorted([*(f"tree {name}" for name in TREES), *(f"part {name}" for name in BYTES), *PACKAGES, "zip"]),
}
"""What can be done to a text file, and to a package."""


def mutated(data: bytes, mutations: Sequence[Mutation]) -> bytes:
    """The file with each mutation done to it in turn."""
    if not data.startswith(b"PK"):
        for name, a, b in mutations:
            data = BYTES[name.removeprefix("part ")](data, a, b) if name.removeprefix("part ") in BYTES else data
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    last: list[Mutation] = []
    for name, a, b in mutations:
        if not parts:
            break
        first, _space, rest = name.partition(" ")
        at = _chosen(parts, a // 7)
        if name == "zip":
            last.append((BYTE_NAMES[b % len(BYTE_NAMES)], a, b))
        elif first == "tree":
            parts[at] = (parts[at][0], _grown(parts[at][1], rest, a, b))
        elif first == "part":
            parts[at] = (parts[at][0], BYTES[rest](parts[at][1], a, b))
        else:
            PACKAGES[name](parts, a, b)
    return mutated_bytes(_zipped(parts), last)


BYTE_NAMES = ["cut", "flip", "flip", "flip", "double", "swap"]


def mutated_bytes(data: bytes, mutations: Sequence[Mutation]) -> bytes:
    """The bytes with each mutation done to them in turn."""
    for name, a, b in mutations:
        data = BYTES[name](data, a * 65_537 + b, b)
    return data


def _grown(data: bytes, name: str, a: int, b: int) -> bytes:
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return data
    TREES[name](root, a, b)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _zipped(parts: Parts) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in parts:
            member = zipfile.ZipInfo("x", (2026, 1, 1, 0, 0, 0))
            member.filename = member.orig_filename = name
            member.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.NameToInfo.pop(name, None)
            archive.writestr(member, data)
    return made.getvalue()
