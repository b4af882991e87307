"""Fonts in the book: each a subset of one at hand, of the characters that the pages show in it.

What is set in which face the style sheet itself says (`_cascade`): a face is put before the first family of its kind
in every list that names one, and holds what the pages show in it, no more.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from string import ascii_letters, digits
from typing import NamedTuple
from unicodedata import category

from lxml import etree

from pubpipe.books import Assembled, Keep
from pubpipe.books._cascade import Cascade, Setting
from pubpipe.books._css import rules
from pubpipe.books._epub.lettering import outlined
from pubpipe.books._epub.package import Font
from pubpipe.books._epub.page import Page
from pubpipe.books._epub.page import sheet as styles
from pubpipe.books._epub.pictures import Picture
from pubpipe.books._fonts import KINDS, absent, family, named
from pubpipe.books._fonts.cutting import Cut, characters, cut, demand_permission, narrow
from pubpipe.books._fonts.installed import Face, faces, installed
from pubpipe.books._scripts import is_han
from pubpipe.errors import Misused
from pubpipe.messages import _

BEFORE = {
    "song": '"Songti SC"',
    "hei": '"Heiti SC"',
    "kai": '"Kaiti SC"',
    "latin": '"Times New Roman"',
    "code": '"Noto Sans Mono CJK SC"',
}
"""The family of the style sheet that each kind of face stands before."""
OWN = {kind: f"Book {kind.title()}" for kind in KINDS}
"""What the style sheet calls each kind of face that is in the book."""
_DRAWN = frozenset(ascii_letters + digits + ".-[] （）①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳‐•◦▪")
"""What browsers draw beside the text: numbers, letters and marks of lists, page marks, hyphens, dots of emphasis."""
_WIDE = "“”‘’…—"
_CHINESE = ("song", "hei", "kai")
_UNSEEN = ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp")
_BREAK = re.compile("[\t\n\r]")
"""White space of the markup: shown as spaces, of a width that the font says."""
_NAMED = 10


class _Slot(NamedTuple):
    """A face of the book: its kind, whether it is bold and slanted, and the face it is made of."""

    kind: str
    bold: bool
    slanted: bool
    face: Face

    @property
    def name(self) -> str:
        return "-".join(filter(None, (self.kind, "bold" if self.bold else "", "italic" if self.slanted else "")))


def dressed(
    pages: Sequence[Page], cover: Picture, assembled: Assembled, settings: Mapping[str, str]
) -> tuple[bytes, list[Font], Picture]:
    """The style sheet for these pages, the fonts it asks for, and the cover, its letters drawn where it was drawn.

    `song`, `hei`, `kai`, `latin` and `code` of the settings name a family each; else it is one of the book's folder, or
    a free one that is installed. Raises Misused where there is none, where its maker forbids it, and where a Chinese
    character is in none.
    """
    try:
        import fontTools.ttLib  # noqa: F401  (whether it is there)
    except ImportError:
        raise Misused(_("embedded fonts need an extra: pip install 'pubpipe[fonts]'")) from None
    sheet = styles(settings["emphasis"])
    for kind, known in BEFORE.items():
        sheet = sheet.replace(known, f'"{OWN[kind]}", {known}')
    case = _Case(assembled.fonts, settings)
    held = case.filled(_shown(pages, sheet))
    ordered = sorted(held, key=lambda slot: (KINDS.index(slot.kind), slot.bold, slot.slanted))
    made = [(slot, _kept(slot, held[slot], assembled.keep)) for slot in ordered]
    fonts = [Font(f"fonts/{slot.name}{each.suffix}", each.media_type, each.content) for slot, each in made]
    declared = "".join(_declared(slot, font) for slot, font in zip(ordered, fonts, strict=True))
    return f"{declared}{sheet}".encode(), fonts, cover if settings["cover"] else outlined(cover, case.face)


def _shown(pages: Sequence[Page], sheet: str) -> dict[Setting, set[str]]:
    """The characters the pages show, by how they are set."""
    cascade = Cascade(rules(sheet))
    found: dict[Setting, set[str]] = defaultdict(set)
    for page in pages:
        root = etree.fromstring(page.written(), etree.XMLParser(resolve_entities=False, no_network=True))
        for setting, text in cascade.pieces(root):
            found[setting].update(_BREAK.sub(" ", text))
    return found


class _Case:
    """The faces at hand, chosen when they are asked for."""

    def __init__(self, own: Sequence[Path], settings: Mapping[str, str]) -> None:
        self._own, self._settings = faces(own), settings
        self._family: Callable[[str], list[Face]] = cache(self._chosen)
        self._characters = cache(characters)
        self._narrow = cache(lambda face: narrow(face, _WIDE))

    def filled(self, shown: Mapping[Setting, set[str]]) -> dict[_Slot, set[str]]:
        """What each face of the book must hold: a character stands in the first of its list that has it."""
        held: dict[_Slot, set[str]] = defaultdict(set)
        missing: set[str] = set()
        for setting, texts in shown.items():
            kinds = [kind for name in setting.families for kind, own in OWN.items() if own == name]
            for character in texts:
                slot = self._slot(kinds, character, setting) if category(character) not in _UNSEEN else None
                if slot:
                    held[slot].add(character)
                elif kinds and is_han(character):
                    missing.add(character)
        if missing:
            raise Misused(_lacking(sorted(missing)))
        for slot, texts in held.items():
            if not slot.bold and not slot.slanted:
                texts |= {each for each in _DRAWN if ord(each) in self._characters(slot.face)}
        return held

    def _slot(self, kinds: Sequence[str], character: str, setting: Setting) -> _Slot | None:
        """The first face that has a character; in Chinese one with quotes as wide as Han goes before others."""
        first = None
        for kind in kinds:
            face = self.face(kind, setting.bold, setting.slanted)
            if ord(character) in self._characters(face):
                slot = _Slot(kind, face.bold(setting.bold), face.italic, face)
                if character not in _WIDE or kind not in _CHINESE or character not in self._narrow(face):
                    return slot
                first = first or slot
        return first

    def face(self, kind: str, bold: bool, slanted: bool = False) -> Face:
        """The face of a kind that is nearest to what is wanted."""
        return min(self._family(kind), key=lambda face: face.distance(bold, slanted))

    def _chosen(self, kind: str) -> list[Face]:
        """The faces of the family for a kind, all of which may be embedded."""
        wanted = self._settings[kind]
        if wanted:
            every = [*self._own, *installed()]
            name = named(kind, wanted, _families(every), "epub")
        else:
            every = self._own
            name = family(kind, _families(every))
            if not name:
                every = installed()
                name = family(kind, _families(every), free=True)
            if not name:
                raise absent(kind, "epub")
        found = [face for face in every if name in face.families]
        for face in found:
            demand_permission(face)
        return found


def _families(every: Sequence[Face]) -> Iterator[str]:
    for face in every:
        yield from face.families


def _lacking(missing: Sequence[str]) -> str:
    shown = ", ".join(f"{each} (U+{ord(each):04X})" for each in missing[:_NAMED])
    more = " …" if len(missing) > _NAMED else ""
    message = _("no font for the EPUB has these characters, name one that has them in editions.epub: {characters}")
    return message.format(characters=shown + more)


def _kept(slot: _Slot, texts: set[str], keep: Keep | None) -> Cut:
    """The font of a face, made now or kept from before."""
    from fontTools import version

    state = slot.face.path.stat()
    facts = [str(slot.face.path), slot.face.place, state.st_size, state.st_mtime_ns, slot.name, sorted(texts), version]
    key = hashlib.sha256(json.dumps(facts).encode()).hexdigest()
    before = keep.get(key) if keep else None
    if before:
        return Cut(before)
    made = cut(slot.face, texts, OWN[slot.kind], slot.bold)
    if keep:
        keep.put(key, made.content)
    return made


def _declared(slot: _Slot, font: Font) -> str:
    weight, style = "bold" if slot.bold else "normal", "italic" if slot.slanted else "normal"
    return (
        f'@font-face {{\n  font-family: "{OWN[slot.kind]}";\n  font-weight: {weight};\n  font-style: {style};\n'
        f"  src: url({font.name});\n}}\n\n"
    )
