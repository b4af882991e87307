"""Names of sheets as units, and everything in the file that calls a sheet by its name told the new one.

Formulas, defined names, validations, conditional formats, charts, links within the file, pivot sources, controls and
the list of parts follow. A name that stands in the words of a formula or that a macro may know is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pubpipe.formats.xlsx._book import Book
from pubpipe.formats.xlsx._claims import Claims
from pubpipe.formats.xlsx._names import local, x
from pubpipe.formats.xlsx._places import Place, shown
from pubpipe.model import Content
from pubpipe.packages.xml import writable

LONGEST = 31
"""Characters of a sheet's name."""

_FORMULAS = frozenset(
    "f formula formula1 formula2 definedName calculatedColumnFormula totalsRowFormula FmlaLink FmlaRange FmlaMacro "
    "FmlaGroup FmlaTxbx".split()
)
"""Elements whose text is a formula, by local name."""

_ATTRIBUTES = frozenset("location textlink fmlaLink fmlaRange fmlaTxbx fmlaGroup linkedCell listFillRange".split())
"""Attributes that hold a formula or a reference, by local name."""

_TOKEN = re.compile(
    r""""(?:[^"]|"")*" | '((?:[^']|'')+)'! | (?<![\w.'\]\#])((?:[^\W\d]|_)[\w.]*)(?::((?:[^\W\d]|_)[\w.]*))?!""",
    re.VERBOSE,
)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_BARE = re.compile(r"[^\W\d][\w.]*")


@dataclass(slots=True)
class SheetName:
    """The name on a sheet's tab."""

    names: SheetNames
    element: etree._Element
    name: str = "name"

    def write(self, target: Content) -> None:
        """Remember the new name; it is written when all are known."""
        self.names.renamed[self.element] = shown(target)


class SheetNames:
    """The sheets of a workbook by name."""

    def __init__(self, book: Book, claims: Claims) -> None:
        self.book, self.claims = book, claims
        self.renamed: dict[etree._Element, str] = {}
        self._macros = any("vbaProject" in book.package.content_type(name) for name in book.package.names)
        self._literals = "\n".join(self._quoted()).casefold()

    def _quoted(self) -> Iterator[str]:
        for name in self._parts():
            for element in self.book.root(name).iter("*"):
                if local(element.tag) in _FORMULAS:
                    yield from re.findall(r'"(?:[^"]|"")*"', element.text or "")

    def _parts(self) -> Iterator[str]:
        return (name for name in self.book.package.names if self.book.is_xml(name))

    def place(self, element: etree._Element) -> Place:
        """The place of a sheet's name; it opens the sheet's section even where the name is kept."""
        name = element.get("name", "")
        if self._macros:
            self.claims.protect(element, "sheet name a macro may know", "name")
        elif f"{name.casefold()}!" in self._literals or f"{name.casefold()}'!" in self._literals:
            self.claims.protect(element, "sheet name in the words of a formula", "name")
        elif not any(map(str.isalpha, name)):
            self.claims.protect(element, "no letters", "name")
        else:
            self.claims.translate(element, "name")
            return Place("heading", (name,), 1, written=[SheetName(self, element)])
        return Place("heading", (), 1)

    def settle(self) -> None:
        """Write the new names, made such as Excel bears, and tell everything that knows the old ones."""
        sheets = self.book.root(self.book.main).iterfind(f"{x('sheets')}/{x('sheet')}")
        taken: set[str] = set()
        new: dict[str, str] = {}
        for sheet in sheets:
            old = sheet.get("name", "")
            name = _bearable(self.renamed.get(sheet, old), old) if sheet in self.renamed else old
            number, whole = 1, name
            while whole.casefold() in taken:
                number += 1
                whole = f"{name[: LONGEST - 1 - len(str(number))]} {number}"
            taken.add(whole.casefold())
            if whole != old:
                new[old.casefold()] = whole
                sheet.set("name", whole)
                self.book.touch(self.book.main)
        if new:
            for name in [*self._parts(), *self._relations()]:
                if self._tell(self.book.root(name), new):
                    self.book.touch(name)

    def _relations(self) -> list[str]:
        return [name for name in self.book.package.names if name.lower().endswith(".rels")]

    def _tell(self, root: etree._Element, new: dict[str, str]) -> bool:
        """Whether anything of a part called a sheet by an old name."""
        changed = False
        for element in root.iter("*"):
            tag = local(element.tag)
            text = element.text or ""
            if tag in _FORMULAS and "!" in text:
                told = renamed(text, new)
            elif tag == "lpstr":
                told = new.get(text.casefold(), renamed(text, new))
            else:
                told = text
            if told != text:
                element.text = told
                changed = True
            for attribute, value in element.attrib.items():
                said, name = str(value), local("}" + str(attribute))
                if name in _ATTRIBUTES and "!" in said:
                    told = renamed(said, new)
                elif tag == "worksheetSource" and name == "sheet":
                    told = new.get(said.casefold(), said)
                elif tag == "Relationship" and name == "Target" and said.startswith("#"):
                    told = "#" + renamed(said[1:], new)
                else:
                    continue
                if told != said:
                    element.set(str(attribute), told)
                    changed = True
        return changed


def renamed(formula: str, new: dict[str, str]) -> str:
    """A formula with the sheets it names called by their new names; `new` knows the old ones in folded case."""

    def told(token: re.Match[str]) -> str:
        if token[0].startswith('"'):
            return token[0]
        names = token[1].replace("''", "'").split(":") if token[1] else [each for each in token.groups()[1:] if each]
        if not any(name.casefold() in new for name in names) or (token[1] and "[" in token[1]):
            return token[0]
        said = ":".join(new.get(name.casefold(), name) for name in names)
        quoted = said.replace("'", "''")
        return f"{said}!" if len(names) == 1 and _is_bare(said) else f"'{quoted}'!"

    return _TOKEN.sub(told, formula)


def _is_bare(name: str) -> bool:
    """Whether a name may stand in a formula without quotes: no word that is a cell's address."""
    return bool(_BARE.fullmatch(name)) and name.isascii() and not re.fullmatch(r"[A-Za-z]{1,3}\d+|[rRcC]\d*", name)


def _bearable(name: str, old: str) -> str:
    name = _FORBIDDEN.sub(" ", writable(name)).strip().strip("'").strip()[:LONGEST].strip()
    return name if name and name.casefold() != "history" else old
