"""PO as a memory: compendia of any gettext project in, and the form in which imported memories stand in a project.

An entry is a pair. What PO has no field for stands in extracted comments:

    #. before: The council meets.
    #. after: The manager reports.
    #. memory: changed=2024-05-01; author=Li; signed=yes; engine=…; project=…; origin=…

A second Chinese text for the same English has a context of its own, `heading@5d41402a`, as split entries have. A pair
whose codes are not the same on both sides is written as fuzzy: it is kept, and offered to nobody until a person has
seen to it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from typing import IO

from pubpipe.catalog import Catalog, faults, parse, read_po, role_of, understand, write_po
from pubpipe.catalog.header import PLAIN
from pubpipe.errors import Unreadable
from pubpipe.messages import _
from pubpipe.model import Entry, TranslationUnit

SUFFIXES = (".po",)

_FACTS = ("changed", "author", "engine", "project", "origin")
_ENTRIES = 5_000
_PIECE = 1024 * 1024
_BLANK = re.compile(rb"\n\r?\n")
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_AWAY = re.compile("[\\\\;\x00-\x1f\x7f\x85\u2028\u2029]|^ | $")
_BACK = re.compile(r"\\u([0-9a-f]{4})")


def write_memory(units: Iterable[TranslationUnit], left_out: Counter[str] | None = None) -> Iterator[bytes]:
    """A PO file, in pieces; the same pair with the same neighbours and role once: `left_out` counts "repeated" ones.

    A number is held for each unit, not the units.
    """
    header, pairs = dict(PLAIN), _entries(units, Counter() if left_out is None else left_out)
    while True:
        some = tuple(islice(pairs, _ENTRIES))
        data = write_po(Catalog(some, header))
        if header:
            yield data
        elif some:
            yield b"\n" + data.partition(b"\n\n")[2]
        if len(some) < _ENTRIES:
            return
        header = {}


def _entries(units: Iterable[TranslationUnit], left_out: Counter[str]) -> Iterator[Entry]:
    seen: set[int] = set()
    for unit in units:
        context = unit.context
        if _number(context, unit.source) in seen:
            context = f"{context or 'text'}@{_digest(unit.target, unit.before, unit.after)}"
            if _number(context, unit.source) in seen:
                left_out["repeated"] += 1
                continue
        seen.add(_number(context, unit.source))
        facts = [(name, str(getattr(unit, name))) for name in _FACTS]
        facts.append(("signed", "yes" if unit.signed else ""))
        lines = {
            "before": _plain(unit.before),
            "after": _plain(unit.after),
            "memory": "; ".join(f"{name}={_plain(value)}" for name, value in facts if value),
        }
        yield Entry(
            source=unit.source,
            target=unit.target,
            context=context,
            flags=() if _sound(unit.source, unit.target) else ("fuzzy",),
            places=(unit.place,) if unit.place else (),
            notes=tuple(f"{name}: {value}" for name, value in lines.items() if value),
        )


def _number(*texts: str) -> int:
    return int.from_bytes(sha256("\0".join(texts).encode("utf-8", "surrogatepass")).digest()[:8])


def _digest(*texts: str) -> str:
    return sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _plain(text: str) -> str:
    """A text for one line of a comment."""
    return _AWAY.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _meant(text: str) -> str:
    return _BACK.sub(lambda found: chr(int(found[1], 16)), text)


def _sound(source: str, target: str) -> bool:
    content = parse(source).content
    return not faults(content, target) and not understand(target, content).marks


def read_memory(source: IO[bytes], left_out: Counter[str] | None = None) -> Iterator[TranslationUnit]:
    """The finished pairs of a PO file: neither fuzzy ones nor those whose codes are unsound, nor obsolete ones' places.

    A large file is read piece by piece. Raises Unreadable, when it is come upon, for what is no PO file.
    """
    left_out = Counter() if left_out is None else left_out
    for piece in _pieces(source):
        for entry in read_po(piece).entries:
            if not entry.target.strip():
                left_out["empty"] += 1
            elif entry.fuzzy:
                left_out["fuzzy"] += 1
            elif not _sound(entry.source, entry.target):
                left_out["codes"] += 1
            else:
                yield _unit(entry)


def _pieces(source: IO[bytes]) -> Iterator[bytes]:
    """The file in pieces that are PO files themselves: its header, and whole entries."""
    beginning = source.read(_PIECE)
    if beginning.startswith(_MARKS):
        yield beginning + source.read()
        return
    rest = source.read(_PIECE)
    while rest and not _BLANK.search(beginning):
        beginning, rest = beginning + rest, source.read(_PIECE)
    head, blank, _rest = beginning.replace(b"\r\n", b"\n").partition(b"\n\n")
    if b'msgid ""' not in head or len(head) > 100_000:
        head = b""
    piece = beginning
    prefix = b""
    while piece:
        piece = piece.replace(b"\r\n", b"\n")
        cut = piece.rfind(b"\n\n") if rest else len(piece)
        if rest and cut < 0:
            if len(piece) > 16 * _PIECE:
                raise Unreadable(_("not a PO file: line {line}").format(line=1))
            piece, rest = piece + rest, source.read(_PIECE)
            continue
        yield prefix + piece[:cut]
        prefix = head + blank
        piece, rest = piece[cut:] + rest, source.read(_PIECE) if rest else b""


def _unit(entry: Entry) -> TranslationUnit:
    lines: dict[str, str] = {}
    for note in entry.notes:
        name, colon, value = note.partition(": ")
        if colon and name in ("before", "after", "memory"):
            lines.setdefault(name, value)
    facts = dict(each.split("=", 1) for each in lines.get("memory", "").split("; ") if "=" in each)
    known = {name: _meant(facts[name]) for name in _FACTS if name in facts}
    return TranslationUnit(
        source=entry.source,
        target=entry.target,
        context=role_of(entry.context),
        place=entry.places[0] if entry.places else "",
        before=_meant(lines.get("before", "")),
        after=_meant(lines.get("after", "")),
        signed=facts.get("signed") == "yes",
        **known,
    )
