"""What the tests of text, tables and subtitles share: how a case is judged, and the laws on any text."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import strategies as st

from pubpipe.formats import Format, leftover
from pubpipe.model import Code, Content, Fate, Unit, content
from tests.formats.markdown_and_html import broken, expected, line, merged

HARD = "汉字 aB1,;|\t\"'=+-@<>&{}\\\n\r.：（）“”"


def judge(kind: Format, path: Path) -> None:
    """A case: its units, its ledger, its merged file, the laws."""
    source = path.read_bytes()
    units, targets = expected(path)
    document = kind.read(source)
    assert [line(unit) for unit in document.units] == units
    golden = path.with_suffix(f".zh{path.suffix}")
    assert merged(kind, source, targets) == (golden.read_bytes() if targets else source)
    assert list(broken(kind, source, document)) == []


def fates(kind: Format, source: bytes) -> list[str]:
    """What of a file is not translated, by line."""
    return [
        f"{each.place} {each.fate} {each.rule}: {each.text.strip()}"
        for each in kind.read(source).ledger
        if each.fate is not Fate.TRANSLATED
    ]


def targets(text: str) -> st.SearchStrategy[str]:
    """Targets with a Han character and what hurts."""
    return st.text(HARD, max_size=12).map(lambda each: text + each)


def shown(parts: Content) -> str:
    """Text as a reader sees it, spaces aside, signs that were made harmless as they were."""
    words = "".join(part if isinstance(part, str) else f"\ue000{part.type}" for part in parts)
    words = words.translate(str.maketrans("＝＋－＠＜｛", "=+-@<{")).replace("→", "-->")
    return re.sub(r"\s+", "", words)


def lawful(kind: Format, source: bytes, translate: dict[str, str]) -> None:
    """Identity, one walk, ledger and stability, with these targets in front of each unit's codes, in turn."""
    document = kind.read(source)
    assert kind.merge(source, {}) == source
    assert leftover(document, kind.scan(source)) == []
    assert document.ledger[:1] == () or leftover(type(document)((), document.ledger[1:]), kind.scan(source)) != []
    made = {unit.id: made_of(unit, translate) for unit in document.units}
    changed = kind.merge(source, made)
    assert kind.merge(source, made) == changed
    again = kind.read(changed)
    assert [(unit.id, unit.role, shown(unit.content)) for unit in again.units] == [
        (unit.id, unit.role, shown(made[unit.id])) for unit in document.units
    ]
    assert leftover(again, kind.scan(changed)) == []


def made_of(unit: Unit, translate: dict[str, str]) -> Content:
    """A unit's target: another text for each of its texts."""
    parts: list[str | Code] = []
    for part in unit.content:
        parts.append(part if isinstance(part, Code) else "汉" + translate.get(unit.id[-1], "字") + "x")
    return content(parts)
