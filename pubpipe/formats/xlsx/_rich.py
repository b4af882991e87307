"""Text in several looks as content and back: strings of cells and comments, and paragraphs of shapes and charts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from pubpipe.formats import RULES
from pubpipe.formats._codes import mend
from pubpipe.formats._fonts import EMPHASIS_FONT
from pubpipe.formats.xlsx._names import SPACE, a, local, x
from pubpipe.model import Code, CodeKind, Content, content
from pubpipe.packages.xml import writable

Look = frozenset[tuple[str, str]]

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EDGES = re.compile(r"((?:\s*\n)?)(.*?)((?:\n\s*)?)", re.DOTALL)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_IDLE = {"@lang", "@altLang", "@dirty", "@err", "@noProof", "@smtClean", "@bmk"}
"""Attributes of a run of a shape that do not change how it looks."""
_NAMES = {"name": "rFont"}
"""What a cell's font calls otherwise than a run does."""
_KINDS = {"b": "b", "i": "i", "u": "u", "strike": "s", "@b": "b", "@i": "i", "@u": "u", "@strike": "s"}
_OFF = {("@b", "0"), ("@i", "0"), ("@u", "none"), ("@strike", "noStrike"), ("@baseline", "0")}
_AFTER_FONTS = frozenset("cs sym hlinkClick hlinkMouseOver rtl extLst".split())
"""What stands behind the East Asian font in run properties (CT_TextCharacterProperties)."""
_RUN, _TEXT, _PROPERTIES = x("r"), x("t"), x("rPr")
_PARTS = (a("r"), a("br"), a("fld"))


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Text with one look, or (with a type) something that stands for itself and shows `text`."""

    text: str
    properties: etree._Element | None = None
    type: str = ""
    element: etree._Element | None = None


@dataclass(slots=True)
class Line:
    """What a translator reads, what each code stands for, and the white space left at the edges.

    `italic` is what slanted words become in Chinese.
    """

    content: Content
    base: etree._Element | None
    head: str
    tail: str
    bare: Look = frozenset()
    italic: str = RULES.italic
    things: dict[tuple[str, int], Run] = field(default_factory=dict)


def look(properties: etree._Element | None, bare: Look = frozenset()) -> Look:
    """What properties say of how text looks, comparable; `bare` is the look of text without any."""
    if properties is None:
        return bare
    said = {(f"@{local(name)}", str(value)) for name, value in properties.attrib.items()}
    for child in properties:
        if child.get("val" if child.tag == x("rFont") else "typeface") == EMPHASIS_FONT:
            said.add(("i", "[]") if child.tag == x("rFont") else ("@i", "1"))
            continue
        name = _NAMES.get(local(child.tag), local(child.tag))
        shown = str(sorted(child.attrib.items())) + "".join(local(each.tag) for each in child.iterdescendants("*"))
        said.add((name, shown))
    return frozenset(each for each in said if each[0] not in _IDLE and each not in _OFF)


def compose(runs: Iterable[Run], bare: Look = frozenset(), italic: str = RULES.italic) -> Line | None:
    """The line of these runs, or None if nothing in it can be translated.

    The look of text without properties (`bare`) is the untagged one, or else the plainest.
    """
    joined = _joined(runs, bare)
    if not any(not run.type and any(map(str.isalnum, run.text)) for run in joined):
        return None
    joined, head, tail = _trimmed(joined)
    looks = {look(run.properties, bare): run.properties for run in reversed(joined) if not run.type}
    base = bare if bare in looks else min(looks, key=lambda each: (len(each), sorted(each)))
    line = Line((), looks[base], head, tail, bare, italic)
    parts: list[str | Code] = []
    counts: dict[str, int] = {}
    worn: tuple[Look, Code] | None = None

    def counted(kind: CodeKind, type_: str, run: Run, display: str = "") -> Code:
        counts[type_] = counts.get(type_, 0) + 1
        line.things[type_, counts[type_]] = run
        return Code(kind, type_, counts[type_], display)

    apart = list(_set_apart(joined, base, line))
    for at, run in enumerate(apart):
        if run.type:
            following = next((each for each in apart[at:] if not each.type), None)
            if worn and (following is None or look(following.properties, bare) != worn[0]):
                parts.append(Code(CodeKind.CLOSE, worn[1].type, worn[1].id))
                worn = None
            parts.append(counted(CodeKind.ALONE, run.type, run, run.text))
            continue
        here = look(run.properties, bare)
        if worn and worn[0] != here:
            parts.append(Code(CodeKind.CLOSE, worn[1].type, worn[1].id))
            worn = None
        if here != base and worn is None:
            worn = here, counted(CodeKind.OPEN, _type(here, base), run)
            parts.append(worn[1])
        for number, words in enumerate(run.text.split("\n")):
            if number:
                parts.append(counted(CodeKind.ALONE, "br", Run("\n", None, "br")))
            parts.append(words)
    if worn:
        parts.append(Code(CodeKind.CLOSE, worn[1].type, worn[1].id))
    line.content = content(parts)
    return line


def _joined(runs: Iterable[Run], bare: Look) -> list[Run]:
    """Neighbours of one look made one; white space takes the look before it."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if run.type or last is None or last.type:
            joined += [run] if run.type or run.text else []
        elif not run.text.strip() or look(last.properties, bare) == look(run.properties, bare):
            joined[-1] = Run(last.text + run.text, last.properties)
        elif not last.text.strip():
            joined[-1] = Run(last.text + run.text, run.properties)
        else:
            joined.append(run)
    return joined


def _set_apart(runs: Iterable[Run], base: Look, line: Line) -> Iterator[Run]:
    """The runs with line breaks at the edges of another look than the plain one set outside of it."""
    for run in runs:
        edges = None if run.type or look(run.properties, line.bare) == base else _EDGES.fullmatch(run.text)
        if edges is None:
            yield run
            continue
        for words, here in ((edges[1], line.base), (edges[2], run.properties), (edges[3], line.base)):
            if words:
                yield Run(words, here)


def _trimmed(runs: list[Run]) -> tuple[list[Run], str, str]:
    head = tail = ""
    if not runs[0].type:
        kept = runs[0].text.lstrip()
        head = runs[0].text[: len(runs[0].text) - len(kept)]
        runs = [Run(kept, runs[0].properties), *runs[1:]] if kept else runs[1:]
    if not runs[-1].type:
        kept = runs[-1].text.rstrip()
        tail = runs[-1].text[len(kept) :]
        runs = [*runs[:-1], Run(kept, runs[-1].properties)] if kept else runs[:-1]
    return runs, head, tail


def _type(here: Look, base: Look) -> str:
    """The type of the code for a look: what it has that the plain look lacks."""
    gained = dict(here - base)
    if "hlinkClick" in gained:
        return "a"
    if "vertAlign" in gained:
        return "sup" if "super" in gained["vertAlign"] else "sub"
    if "@baseline" in gained:
        return "sub" if gained["@baseline"].startswith("-") else "sup"
    kinds = {_KINDS[name] for name in gained if name in _KINDS}
    if {"b", "i"} <= kinds:
        return "bi"
    return min(kinds, default="f")


def dressed(line: Line, target: Content) -> list[Run]:
    """The target as runs, each text with the properties of the innermost code it stands in."""
    runs: list[Run] = [Run(line.head, line.base)]
    worn: list[tuple[str, int]] = []
    for part in mend(line.content, target):
        if isinstance(part, str):
            properties = line.things[worn[-1]].properties if worn else line.base
            if worn and properties is not None and _HAN.search(part):
                properties = _upright(properties, line)
            runs.append(Run(re.sub(r"[\r\n]+", " ", writable(part)), properties))
        elif part.kind is CodeKind.OPEN:
            worn.append((part.type, part.id))
        elif part.kind is CodeKind.CLOSE:
            worn.remove((part.type, part.id))
        else:
            thing = line.things[part.type, part.id]
            if thing.type == "br" and thing.element is None:
                properties = line.things[worn[-1]].properties if worn else line.base
                runs.append(Run("\n", properties))
            else:
                runs.append(thing)
    runs.append(Run(line.tail, line.base))
    return _joined(runs, line.bare)


def _upright(properties: etree._Element, line: Line) -> etree._Element:
    """Chinese has no italic: KaiTi instead where it sets words apart, if the rules want that."""
    gained = dict(look(properties, line.bare) - look(line.base, line.bare))
    if line.italic == "slanted" or not ({"i", "@i"} & gained.keys()):
        return properties
    made = _copy(properties)
    made.attrib.pop("i", "")
    for child in made.findall(x("i")):
        made.remove(child)
    if line.italic == "plain":
        return made
    if made.tag == _PROPERTIES:
        for child in made.findall(x("rFont")):
            made.remove(child)
        made.insert(0, etree.Element(x("rFont"), {"val": EMPHASIS_FONT}))
    else:
        for child in made.findall(a("ea")):
            made.remove(child)
        before = [at for at, child in enumerate(made) if local(child.tag) not in _AFTER_FONTS]
        made.insert(before[-1] + 1 if before else 0, etree.Element(a("ea"), {"typeface": EMPHASIS_FONT}))
    return made


# Strings of cells and comments


def string_runs(item: etree._Element) -> list[Run]:
    """The runs of a string (CT_Rst), guides to its pronunciation left out."""
    runs = []
    for child in item:
        if child.tag == _TEXT:
            runs.append(Run(unescaped(child.text or "")))
        elif child.tag == _RUN:
            words = "".join(each.text or "" for each in child.iterchildren(_TEXT))
            runs.append(Run(unescaped(words), child.find(_PROPERTIES)))
    return runs


def write_string(item: etree._Element, line: Line, target: Content) -> None:
    """Put a target in place of a string's runs."""
    for child in list(item):
        item.remove(child)
    runs = dressed(line, target)
    if all(run.properties is None and run.element is None for run in runs):
        _write_text(item, "".join(run.text for run in runs))
        return
    for run in runs:
        if run.element is not None:
            item.append(_copy(run.element))
            continue
        made = etree.SubElement(item, _RUN)
        if run.properties is not None:
            made.append(_copy(run.properties))
        _write_text(made, run.text)


def _write_text(parent: etree._Element, words: str) -> None:
    element = etree.SubElement(parent, _TEXT)
    element.text = escaped(words)
    if words != words.strip() or "\n" in words or "  " in words:
        element.set(SPACE, "preserve")


def unescaped(words: str) -> str:
    """Text with `_x000D_` and its like as the characters they stand for (ECMA-376 part 1, ST_Xstring)."""
    if "_x" in words:
        words = _ESCAPE.sub(lambda found: _character(found), words)
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _character(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in "\t\n\r_" or (character.isprintable() and writable(character)) else found.group()


def escaped(words: str) -> str:
    """Text as a string says it: what reads like an escape is escaped."""
    return _ESCAPE.sub(r"_x005F_x\1_", words)


# Paragraphs of shapes and charts


def paragraph_runs(paragraph: etree._Element) -> list[Run] | None:
    """The runs of a DrawingML paragraph; None if something else stands in it (a formula)."""
    runs = []
    for child in paragraph:
        words = "".join(each.text or "" for each in child.iterchildren(a("t")))
        if child.tag == a("r"):
            runs.append(Run(words, child.find(a("rPr"))))
        elif child.tag == a("br"):
            runs.append(Run("", None, "br", child))
        elif child.tag == a("fld"):
            runs.append(Run(words, None, "fld", child))
        elif isinstance(child.tag, str) and child.tag not in (a("pPr"), a("endParaRPr")):
            return None
    return runs


def write_paragraph(paragraph: etree._Element, line: Line, target: Content) -> None:
    """Put a target in place of a paragraph's runs."""
    for child in [each for each in paragraph if each.tag in _PARTS]:
        paragraph.remove(child)
    at = 1 if len(paragraph) and paragraph[0].tag == a("pPr") else 0
    for run in dressed(line, target):
        if run.element is not None:
            made = run.element
        elif not run.text:
            continue
        else:
            made = etree.Element(a("r"))
            properties = etree.Element(a("rPr")) if run.properties is None else _copy(run.properties)
            if _HAN.search(run.text):
                properties.set("lang", "zh-CN")
            if run.properties is not None or properties.attrib:
                made.append(properties)
            etree.SubElement(made, a("t")).text = run.text.replace("\n", " ")
        made.tail = None
        paragraph.insert(at, made)
        at += 1


def _copy(element: etree._Element) -> etree._Element:
    copy = deepcopy(element)
    copy.tail = None
    return copy
