"""Real translations, none of them ours: pairs of published parallel text, as a project of ours would hold them.

The pairs lie as their projects write them, with the markup of reST, Markdown, Mallard or YAML in the text. A format of
ours would show that markup as codes, so it is made codes here: program text and placeholders stand for themselves,
emphasis and links are pairs. Pairs whose two sides do not hold the same codes are left out: nothing can be measured in
them but their markup.
"""

from __future__ import annotations

import csv
import html
import io
import random
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pubpipe.catalog import faults, parse, segments
from pubpipe.model import Entry, Segment
from pubpipe.text.scripts import is_han

PARALLEL = Path("parallel") / "visible.tar.xz"
"""Where the pairs lie in the folder of outside data: tables of English, Chinese and file."""

MIXED = frozenset(("bloom-housing", "govuk-frontend"))
"""Tables that are not, or not only, in Simplified Chinese."""

_LITERAL = (
    r"(?P<role>:[a-zA-Z][\w:+.-]*:`[^`<>]+`)|(?P<code>(?<!`)(?P<ticks>`{2,3})(?!`).*?[^`](?P=ticks)(?!`)|(?<!`)`(?!`)[^`]*[^`\s](?<!>)`(?![`_]))"
    r"|(?P<placeholder>%\{\w+\}|%\(\w+\)[sd]|\{\{[^{}]*\}\}|\{%[^%]*%\}|(?<![\w{])\{\w*\}|%[sd]\b|\|[\w ]+\|"
    r"|\$\{[^{}]*\}|&[\w.-]+;)"
)
_PAIR = (
    r"(?P<titled>(?::[a-zA-Z][\w:+.-]*:)?`(?P<title>[^`<>]+)\s*<(?P<to>[^<>`]+)>`_{0,2})"
    r"|(?P<image>!\[[^\[\]]*\]\([^()\s]*(?:\s+\"[^\"]*\")?\))"
    r"|(?P<link>\[(?P<shown>[^\[\]]*)\](?:\([^()\s]*(?:\([^()]*\)[^()\s]*)?(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\]))"
    r"|(?P<strong>(?<![A-Za-z0-9_*\\])\*\*(?=[^\s*])(?P<bold>[^*]+)(?<=\S)\*\*(?!\*))"
    r"|(?P<emphasis>(?<![A-Za-z0-9_*\\/])\*(?=[^\s*])(?P<italic>[^*]+)(?<=\S)\*(?![A-Za-z0-9_*]))"
    r"|(?P<reference>(?<!`)`(?P<named>[^`<>]+)`_{1,2})"
)
_TAG = r"(?P<tag><(?P<slash>/?)(?P<name>[a-zA-Z][\w:-]*)(?:\s[^<>]*?)?(?P<alone>/?)>)"
_MARKUP = re.compile(f"{_LITERAL}|{_PAIR}|{_TAG}")
_PROGRAM = re.compile(
    r">>>|\bdef \w+\(|\bimport \w+|\bclass \w+[(:]|\bself\.|\breturn \w+\(|==|^\s*[#$] |\+\+"
    r"|\w\(\w*\):|\s=\s\S"
)
_ANCHOR = re.compile(r"\s*\{#[\w-]+\}|\\(?=[*`_<>\[\]|])")


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair as an entry of a PO file of ours, with the table and the file it comes from."""

    table: str
    file: str
    entry: Entry


def pairs(data: Path, *tables: str) -> list[Pair]:
    """All pairs in Simplified Chinese (or those of some tables) in which something is said, each once."""
    found: dict[tuple[str, str], Pair] = {}
    csv.field_size_limit(10**9)
    with tarfile.open(data / PARALLEL) as archive:
        for member in sorted(archive, key=lambda each: each.name):
            table = Path(member.name).stem
            if not member.name.endswith(".tsv") or table in MIXED or (tables and table not in tables):
                continue
            stream = archive.extractfile(member)
            assert stream is not None, member.name
            rows = csv.reader(io.TextIOWrapper(stream, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE)
            for english, chinese, *where in rows:
                made = entry(english, chinese, f"{len(found) + 1}/p1")
                if made and is_han_in(chinese):
                    found.setdefault((made.source, made.target), Pair(table, where[0] if where else "", made))
    return list(found.values())


def sample(every: list[Pair], count: int, seed: int) -> list[Pair]:
    """So many pairs, drawn by seed."""
    return random.Random(seed).sample(every, min(count, len(every)))


def is_han_in(text: str) -> bool:
    """Whether any character is Chinese."""
    return any(map(is_han, text))


def entry(english: str, chinese: str, place: str) -> Entry | None:
    """An entry with its markup as codes; None where it has none on one side, says nothing or is a row of a table."""
    english, chinese = (_ANCHOR.sub("", each).strip().replace("::", ":") for each in (english, chinese))
    if (
        not english
        or not chinese
        or english.startswith(("|", "+--", "..", "<"))
        or "|:" in english
        or _PROGRAM.search(english)
    ):
        return None
    numbers: dict[tuple[str, str], int] = {}
    source, target = (_coded(each, numbers) for each in (english, chinese))
    if not re.search("[A-Za-z]{2}", source) or faults(parse(source).content, target):
        return None
    return Entry(source, target, places=(place,))


def chapter(found: list[Pair]) -> tuple[Segment, ...]:
    """The segments of these pairs, as a PO file gives them."""
    return tuple(segments([pair.entry for pair in found]))


def _coded(text: str, numbers: dict[tuple[str, str], int]) -> str:
    seen: Counter[str] = Counter()
    opened: list[tuple[str, int]] = []

    def number(kind: str, key: str) -> int:
        of_kind = sum(each == kind for each, _key in numbers)
        return numbers.setdefault((kind, key), of_kind + 1)

    def code(found: re.Match[str]) -> str:
        if found["role"] or found["code"] or found["placeholder"]:
            return f"<c{number('c', found[0] + '#' + str(_next(seen, found[0])))}/>"
        if found["image"]:
            return f"<img{number('img', str(_next(seen, 'img')))}/>"
        if found["tag"]:
            return _tag(found)
        kind = next(each for each in ("titled", "link", "strong", "emphasis", "reference") if found[each])
        made = {"strong": "b", "emphasis": "i"}.get(kind, "a")
        key = found["to"] if kind == "titled" else str(_next(seen, made)) if kind != "reference" else found["named"]
        said = next(found[each] for each in ("title", "shown", "bold", "italic", "named") if found[each] is not None)
        ordinal = number(made, key + "#" + str(_next(seen, made + key)))
        return f"<{made}{ordinal}>{_MARKUP.sub(code, said).strip()}</{made}{ordinal}>"

    def _tag(found: re.Match[str]) -> str:
        name = found["name"].lower()
        if found["alone"] or name in ("br", "img", "hr", "input"):
            return f"<x{number('x', name + str(_next(seen, name)))}/>"
        if found["slash"]:
            if opened and opened[-1][0] == name:
                return f"</f{opened.pop()[1]}>"
            return ""
        opened.append((name, number("f", name + str(_next(seen, "f" + name)))))
        return f"<f{opened[-1][1]}>"

    return html.unescape(_MARKUP.sub(code, text))


def _next(seen: Counter[str], key: str) -> int:
    seen[key] += 1
    return seen[key]


def chapters(found: list[Pair]) -> Iterator[tuple[str, tuple[Segment, ...]]]:
    """The segments of each table and file, in their order."""
    files: dict[str, list[Pair]] = {}
    for pair in found:
        files.setdefault(f"{pair.table}/{pair.file}", []).append(pair)
    for name, inside in files.items():
        yield name, chapter(inside)
