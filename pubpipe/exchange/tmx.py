"""TMX 1.4b, the memory exchange format: Level 2, both ways, a unit at a time.

A code is written as `<bpt i="1" x="1" type="bold">&lt;b1&gt;</bpt>`: other tools show it as theirs, and its text is
ours, so that it comes back as it was. What TMX has no attribute for stands in `prop`: the role in `x-context`, the
neighbours in `x-previous` and `x-next`.

Files of other tools are read as they are: levels 1 and 2, notes and props in any order, UTF-16, any kind of English and
of Simplified Chinese, OmegaT's and memoQ's neighbours. Traditional Chinese is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from pubpipe import __version__
from pubpipe.exchange._inline import TYPES, Mark, Naming, Tag, cut, legal
from pubpipe.exchange._languages import is_english, is_simplified, is_traditional
from pubpipe.model import SOURCE_LANGUAGE, CodeKind, TranslationUnit

SUFFIXES = (".tmx",)

_SOURCE, _TARGET = SOURCE_LANGUAGE, "zh-CN"
_HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="pubpipe" creationtoolversion="{__version__}" segtype="sentence" o-tmf="PO" adminlang="en"\
 srclang="{_SOURCE}" datatype="plaintext"/>
<body>
"""
_FOOT = "</body>\n</tmx>\n"
_WHITE = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
_WORDS = {**TYPES, "u": "ulined"}
_STAMP = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|\+00:00)?)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)Z?)?")
_PROPS = {
    "context": ("x-context",),
    "before": ("x-previous", "prev", "x-context-pre", "context_prev"),
    "after": ("x-next", "next", "x-context-post", "context_next"),
    "place": ("x-place",),
    "origin": ("x-origin",),
    "engine": ("x-engine",),
    "project": ("x-project",),
    "signed": ("x-signed",),
    "changed": ("x-changed",),
}
_FOREIGN_PLACES = ("file", "id")


def write_memory(units: Iterable[TranslationUnit], inline: bool = True) -> Iterator[bytes]:
    """A TMX file, in pieces. White space and codes are kept; a character XML cannot hold becomes a placeholder.

    Without `inline`, codes are written as the text they are.
    """
    yield _HEAD.encode()
    for unit in units:
        yield _written(unit, inline).encode()
    yield _FOOT.encode()


def _written(unit: TranslationUnit, inline: bool) -> str:
    attributes, props = "", {}
    if unit.changed:
        stamp = _stamp(unit.changed)
        if stamp:
            attributes += f' changedate="{stamp}"'
        if _date(stamp) != unit.changed:
            props["x-changed"] = unit.changed
    if unit.author:
        attributes += f" changeid={_quoted(unit.author)}"
    props.update(
        {
            "x-context": unit.context,
            "x-previous": unit.before,
            "x-next": unit.after,
            "x-place": unit.place,
            "x-origin": unit.origin,
            "x-engine": unit.engine,
            "x-project": unit.project,
            "x-signed": "yes" if unit.signed else "",
        }
    )
    lines = "".join(f"<prop type={_quoted(name)}>{_text(value)}</prop>\n" for name, value in props.items() if value)
    numbers: dict[str, int] = {}
    source, target = (_segment(text, numbers) if inline else _text(text) for text in (unit.source, unit.target))
    return (
        f"<tu{attributes}>\n{lines}"
        f'<tuv xml:lang="{_SOURCE}"><seg>{source}</seg></tuv>\n'
        f'<tuv xml:lang="{_TARGET}"><seg>{target}</seg></tuv>\n</tu>\n'
    )


def _segment(text: str, numbers: dict[str, int]) -> str:
    """Text and inline elements; `numbers` are the `x` of each code, the same in source and target."""
    parts = cut(text)
    if len(parts) == 1 and isinstance(parts[0], str):
        return _text(parts[0])
    pairs = _pairs(parts)
    written = []
    for position, part in enumerate(parts):
        if isinstance(part, str):
            written.append(_text(part))
            continue
        number = numbers.setdefault(("/" if part.kind is CodeKind.ALONE else "") + part.name, len(numbers) + 1)
        attributes = f'x="{number}" type="{_WORDS.get(part.type, "x-" + part.type)}"'
        shown = escape(part.text)
        if part.kind is CodeKind.ALONE:
            written.append(f"<ph {attributes}>{shown}</ph>")
        elif position not in pairs:
            end = "begin" if part.kind is CodeKind.OPEN else "end"
            written.append(f'<it pos="{end}" {attributes}>{shown}</it>')
        elif part.kind is CodeKind.OPEN:
            written.append(f'<bpt i="{pairs[position]}" {attributes}>{shown}</bpt>')
        else:
            written.append(f'<ept i="{pairs[position]}">{shown}</ept>')
    return "".join(written)


def _pairs(parts: list[str | Tag]) -> dict[int, int]:
    """The number of its pair for each position of a code whose other half is here too."""
    opened: dict[str, list[int]] = {}
    pairs: dict[int, int] = {}
    for position, part in enumerate(parts):
        if not isinstance(part, Tag):
            continue
        if part.kind is CodeKind.OPEN:
            opened.setdefault(part.name, []).append(position)
        elif part.kind is CodeKind.CLOSE and opened.get(part.name):
            pairs[opened[part.name].pop()] = pairs[position] = len(pairs) // 2 + 1
    return pairs


def _text(text: str) -> str:
    return escape(legal(text), {"\r": "&#13;"})


def _quoted(text: str) -> str:
    return quoteattr(legal(text), _WHITE)


def _stamp(changed: str) -> str:
    """TMX's form of an ISO 8601 date: 20260102T030405Z; "" if it is none."""
    found = _STAMP.fullmatch(changed)
    if not found:
        return ""
    year, month, day, *time = found.groups()
    return f"{year}{month}{day}T{''.join(time) if time[0] else '000000'}Z"


def _date(stamp: str) -> str:
    """ISO 8601 of a TMX date, without a time where it is midnight; "" if it is none."""
    found = _COMPACT.fullmatch(stamp)
    if not found:
        return ""
    year, month, day, *time = found.groups()
    day = f"{year}-{month}-{day}"
    return day if not time[0] or set(time) == {"00"} else f"{day}T{time[0]}:{time[1]}:{time[2]}Z"


def read_memory(source: IO[bytes], left_out: Counter[str] | None = None) -> Iterator[TranslationUnit]:
    """The English and Simplified Chinese pairs of a TMX file, one for each Chinese variant of each unit.

    `left_out` counts what is not one: "languages", "traditional", "empty". Raises Unreadable, when it is come
    upon, for what is no sound TMX.
    """
    from pubpipe.exchange._xml import elements, local

    ours, left_out = False, Counter() if left_out is None else left_out
    for element in elements(source, "TMX", "tmx", "header", "tu"):
        name = local(element)
        if name == "header":
            ours = element.get("creationtool") == "pubpipe"
        elif name == "tu":
            yield from _read(element, ours, left_out)


def _read(element: Any, ours: bool, left_out: Counter[str]) -> Iterator[TranslationUnit]:
    from pubpipe.exchange._xml import XML_LANG, local

    variants = [child for child in element if local(child) == "tuv"]
    languages = [str(each.get(XML_LANG) or each.get("lang") or "") for each in variants]
    source = next((each for each, tag in zip(variants, languages, strict=True) if is_english(tag)), None)
    targets = [each for each, tag in zip(variants, languages, strict=True) if is_simplified(tag)]
    if source is None or not targets:
        left_out["traditional" if source is not None and any(map(is_traditional, languages)) else "languages"] += 1
        return
    for target in targets:
        unit = _unit(element, source, target, ours)
        if unit.source and unit.target:
            yield unit
        else:
            left_out["empty"] += 1


def _unit(element: Any, source: Any, target: Any, ours: bool) -> TranslationUnit:
    props = {**_props(element), **_props(source), **_props(target)}
    values = {field: next((props[name] for name in names if name in props), "") for field, names in _PROPS.items()}
    naming = Naming()
    english, chinese = (naming.text(_parts(each)) for each in (source, target))
    return TranslationUnit(
        source=english if ours else english.strip(),
        target=chinese if ours else chinese.strip(),
        context=values["context"],
        origin=values["origin"],
        place=values["place"] or " ".join(props[name] for name in _FOREIGN_PLACES if name in props),
        before=values["before"],
        after=values["after"],
        changed=values["changed"] or _date(_attribute(target, element, "changedate", "creationdate")),
        author=_attribute(target, element, "changeid", "creationid"),
        signed=values["signed"] == "yes",
        engine=values["engine"],
        project=values["project"],
    )


def _attribute(target: Any, element: Any, *names: str) -> str:
    """The value nearest to the translation."""
    return next((str(each.get(name)) for each in (target, element) for name in names if each.get(name)), "")


def _props(element: Any) -> dict[str, str]:
    from pubpipe.exchange._xml import local

    return {str(child.get("type", "")): child.text or "" for child in element if local(child) == "prop"}


def _parts(variant: Any) -> list[str | Mark]:
    """A segment's text and codes."""
    from pubpipe.exchange._xml import inner, local

    pairs: dict[str, tuple[str, str]] = {}
    alone = 0

    def code(element: Any) -> Iterator[str | Mark]:
        nonlocal alone
        name = local(element)
        shown = "".join([element.text or "", *(child.tail or "" for child in element)])
        kind, number, word = CodeKind.ALONE, element.get("x") or "", element.get("type") or ""
        if name == "bpt":
            kind = CodeKind.OPEN
            pairs[element.get("i") or ""] = number, word = number or f"i{element.get('i')}", word
        elif name == "ept":
            kind = CodeKind.CLOSE
            number, word = pairs.get(element.get("i") or "", (f"i{element.get('i')}", ""))
        elif name == "it":
            kind = CodeKind.CLOSE if element.get("pos") == "end" else CodeKind.OPEN
            number = number or f"it{element.get('i') or ''}"
        elif name == "hi":
            yield Mark(CodeKind.OPEN, f"hi{number}", word)
            yield from inner(element, code)
            yield Mark(CodeKind.CLOSE, f"hi{number}", word)
            return
        elif name not in ("ph", "ut"):
            yield from inner(element, code)
            return
        else:
            alone += 1
            number = number or f"alone{alone}"
        yield Mark(kind, number, word, shown)

    segment = next((child for child in variant if local(child) == "seg"), None)
    if segment is None:
        return []
    return list(inner(segment, code)) if len(segment) else [segment.text or ""]
