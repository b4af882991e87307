"""What the tests of Markdown and of HTML share: case files, the laws, targets full of what hurts in Chinese.

A case is a file and its units beside it (`ruby.html`, `ruby.units`): one line a unit, `id role level style | text`, its
target in Chinese after ` => `. Where there are targets, the merged file stands in `ruby.zh.html`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pubpipe.formats import Format, leftover
from pubpipe.model import Code, CodeKind, Content, Document, Fate, Unit, content
from tests.formats.docx_files import shown, written

FOLDER = Path(__file__).parent
SAMPLE = FOLDER.parents[1] / "sources" / "city-management"
HAN = "治理市政（试行）“规划”，公共服务。《预算》：县"


def cases(name: str) -> list[Path]:
    """The case files of a format."""
    return sorted(path for path in (FOLDER / name).iterdir() if path.suffix != ".units" and ".zh." not in path.name)


def line(unit: Unit) -> str:
    """A unit as a line of a case file."""
    where = " ".join(part for part in (unit.id, unit.role, str(unit.level or ""), unit.style) if part)
    return f"{where} | {shown(unit.content)}"


def expected(path: Path) -> tuple[list[str], dict[str, str]]:
    """The units a case expects, as lines, and its targets by unit id."""
    units, targets = [], {}
    for each in path.with_suffix(".units").read_text(encoding="utf-8").splitlines():
        unit, arrow, target = each.partition(" => ")
        units.append(unit)
        if arrow:
            targets[unit.split()[0]] = target
    return units, targets


def merged(kind: Format, source: bytes, targets: dict[str, str]) -> bytes:
    """The file with a case's targets in it."""
    units = {unit.id: unit for unit in kind.read(source).units}
    return kind.merge(source, {name: written(target, units[name].content) for name, target in targets.items()})


def pseudo(unit: Unit, turned: bool) -> Content:
    """Han with full-width punctuation for every text; `turned`: codes that show themselves stand in front.

    Captions keep what makes them captions.
    """
    length, parts = 0, list(unit.content)
    if turned:
        free = [part for part in parts if isinstance(part, Code) and part.kind is CodeKind.ALONE and part.display]
        parts = [*free, *(part for part in parts if part not in free), "1. |*_#`<>&[]{{"]
    made: list[str | Code] = ["图1-1 "] if unit.role == "caption" else []
    for part in parts:
        if isinstance(part, str) and not part.startswith("1. |"):
            size = max(1, len(part) // 3)
            part = (HAN * (size // len(HAN) + 2))[length % len(HAN) :][:size]
            length += size
        made.append(part)
    return content(made)


def drawn(parts: Content) -> list[tuple[str, tuple[str, ...]]]:
    """Each character with the formatting over all but itself, and each standalone code that shows something.

    Formatting over the whole, page marks and what shows nothing belong to the layout, wherever they stand.
    """
    standing: list[str] = []
    found: list[tuple[str, tuple[str, ...]]] = []
    for part in parts:
        if isinstance(part, str):
            found += [(character, tuple(standing)) for character in part if not character.isspace()]
        elif part.kind is CodeKind.OPEN:
            standing.append(part.type)
        elif part.kind is CodeKind.CLOSE and part.type in standing:
            standing.remove(part.type)
        elif part.type == "a":
            found += [(character, tuple(standing)) for character in part.display]
        elif part.display.strip() and part.type != "pg":
            found.append((f"<{part.display}>", ()))
    texts = [over for character, over in found if len(character) == 1]
    whole = [each for each in (texts[0] if texts else ()) if all(each in over for over in texts)]
    return [(character, tuple(sorted(each for each in over if each not in whole))) for character, over in found]


def broken(kind: Format, source: bytes, document: Document) -> Iterator[str]:
    """The laws this file breaks."""
    if kind.merge(source, {}) != source:
        yield "identity"
    if leftover(document, kind.scan(source)):
        yield "ledger"
    accounted = "".join(account.text for account in document.ledger if account.fate is Fate.TRANSLATED)
    words = {word for unit in document.units for part in unit.content if isinstance(part, str) for word in part.split()}
    if missing := [word for word in words if word.isalnum() and word not in accounted]:
        yield f"units without account: {missing[:3]}"
    for turned in (False, True):
        targets = {unit.id: pseudo(unit, turned) for unit in document.units}
        written_anew = kind.merge(source, targets)
        if written_anew != kind.merge(source, targets):
            yield "stability"
        again = kind.read(written_anew)
        if sorted((unit.id, unit.role, drawn(unit.content)) for unit in again.units) != sorted(
            (unit.id, unit.role, drawn(targets[unit.id])) for unit in document.units
        ):
            yield f"one walk ({'turned' if turned else 'straight'})"
        if leftover(again, kind.scan(written_anew)):
            yield "ledger of what was written"
    damaged = {unit.id: damage(unit, number) for number, unit in enumerate(document.units)}
    if len(kind.read(kind.merge(source, damaged)).units) > len(document.units):
        yield "damaged codes make new places"


def damage(unit: Unit, number: int) -> Content:
    """A target whose codes are lost, turned round, doubled or foreign."""
    codes = [part for part in unit.content if isinstance(part, Code)]
    foreign = Code(CodeKind.OPEN, "b", 99)
    return content(
        ((), ("汉",), (*reversed(codes), "汉"), ("汉", *codes, *codes[:1]), (foreign, "汉", *codes))[number % 5]
    )


def lines_kept(source: bytes, target: bytes) -> bool:
    """Line endings and the lines that hold no letter are the same."""
    return set(re.findall(rb"\r\n|\n|\r", source)) >= set(re.findall(rb"\r\n|\n|\r", target))
