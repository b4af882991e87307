"""The strings cells share: read by number, and written so that no cell without a target changes."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from pubpipe.formats.xlsx._book import Book
from pubpipe.formats.xlsx._names import x
from pubpipe.formats.xlsx._rich import Line, write_string
from pubpipe.model import Content


class Strings:
    """The table of shared strings, and the cells that use each."""

    def __init__(self, book: Book) -> None:
        self.book = book
        typed = [each for each in book.package.names if book.package.content_type(each).endswith("sharedStrings+xml")]
        self.part = next(filter(book.is_xml, [*book.related(book.main, "sharedStrings"), *typed]), "")
        self._items = list(book.root(self.part).iterchildren(x("si"))) if self.part else []
        self._users: dict[int, list[etree._Element]] = {}
        self._changes: dict[int, list[tuple[str, etree._Element, Line, Content]]] = {}

    def item(self, cell: etree._Element) -> etree._Element | None:
        """The string a cell shows, or None where its number leads nowhere."""
        index = _index(cell)
        return self._items[index] if index is not None and index < len(self._items) else None

    def use(self, cell: etree._Element) -> None:
        """Say that a cell shows its string, so that it keeps it while others change."""
        index = _index(cell)
        if index is not None and index < len(self._items):
            self._users.setdefault(index, []).append(cell)

    def used(self) -> set[etree._Element]:
        """The strings some cell shows."""
        return {self._items[index] for index in self._users}

    def change(self, part: str, cell: etree._Element, line: Line, target: Content) -> None:
        """Give one cell of a part another text."""
        index = _index(cell)
        assert index is not None
        self._changes.setdefault(index, []).append((part, cell, line, target))

    def settle(self) -> None:
        """Write the changes: in place where every cell of a string gets the same text, otherwise as new strings."""
        if not self._changes:
            return
        root = self.book.root(self.part)
        self.book.touch(self.part)
        for index, changes in sorted(self._changes.items()):
            texts: dict[Content, list[tuple[str, etree._Element, Line]]] = {}
            for part, cell, line, target in changes:
                texts.setdefault(target, []).append((part, cell, line))
            original = deepcopy(self._items[index])
            stays = len(changes) < len(self._users.get(index, ()))
            for number, (target, cells) in enumerate(texts.items()):
                if number == 0 and not stays:
                    write_string(self._items[index], cells[0][2], target)
                    continue
                item = deepcopy(original)
                item.tail = None
                write_string(item, cells[0][2], target)
                self._append(root, item)
                for part, cell, _line in cells:
                    value = cell.find(x("v"))
                    assert value is not None
                    value.text = str(len(self._items) - 1)
                    self.book.touch(part)
        if root.get("uniqueCount"):
            root.set("uniqueCount", str(len(self._items)))

    def _append(self, root: etree._Element, item: etree._Element) -> None:
        if self._items:
            self._items[-1].addnext(item)
        else:
            root.insert(0, item)
        self._items.append(item)


def _index(cell: etree._Element) -> int | None:
    words = (cell.findtext(x("v")) or "").strip()
    return int(words) if words.isdecimal() and words.isascii() and len(words) < 9 else None
