"""Fonts in the book: declared, allowed, and with every character that is set in them (EPUB 3.3, 5.3)."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pubpipe.books._cascade import Cascade, Setting
from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._ebook import Ebook, Face, Item
from pubpipe.books._checklist._typefaces import typeface
from pubpipe.books._scripts import EITHER, is_chinese, is_han, is_latin

_TYPES = {
    "ttf": ("font/ttf", "application/font-sfnt", "application/vnd.ms-opentype"),
    "otf": ("font/otf", "application/font-sfnt", "application/vnd.ms-opentype"),
    "woff": ("font/woff", "application/font-woff"),
    "woff2": ("font/woff2",),
}
_LARGEST = 3 * 2**20
_NAMED = 10


@assertion(MAJOR)
def fonts_declared(ebook: Ebook) -> Iterator[Look]:
    """Every font of the book is named by a style sheet (@font-face), and every font so named is in the book.

    EPUB 3.3: what is not in the manifest is not read, what no sheet names is not shown.
    """
    fonts = {each.name for each in _fonts(ebook)}
    for face in ebook.faces:
        for name in face.files:
            yield judged("@font-face", name, name in fonts and name in ebook.package)
    wanted = {name for face in ebook.faces for name in face.files}
    for name in sorted(fonts):
        yield judged(name, "@font-face", name in wanted)


@assertion(MAJOR)
def fonts_of_permitted_types(ebook: Ebook) -> Iterator[Look]:
    """Fonts in the book are OpenType, TrueType or WOFF, and of the media type the manifest says.

    EPUB 3.3: of others no reading system need know.
    """
    for each in _fonts(ebook):
        if each.name in ebook.package and each.name not in ebook.hidden:
            kind = typeface(ebook.package.read(each.name)).kind
            yield judged(each.name, f"{each.media} ≠ {kind or '?'}", each.media in _TYPES.get(kind, ()))


@assertion(MAJOR)
def fonts_may_be_embedded(ebook: Ebook) -> Iterator[Look]:
    """The fonts in the book say of themselves that they may be embedded (fsType).

    Their makers sue.
    """
    for each in _fonts(ebook):
        if each.name in ebook.package and each.name not in ebook.hidden:
            found = typeface(ebook.package.read(each.name))
            if found.permissions is not None:
                yield judged(each.name, f"fsType 0x{found.permissions:04X}", not found.forbidden)


@assertion(MAJOR)
def characters_in_fonts(ebook: Ebook) -> Iterator[Look]:
    """Fonts in the book have every Chinese character, letter and figure that is set in them.

    A character from another font stands out of its line (缺字). Fonts packed as WOFF2 are not opened.
    """
    known = _Known(ebook)
    if not known.families:
        return
    cascade = Cascade(ebook.rules)
    for page in ebook.pages:
        shown: dict[Setting, set[str]] = defaultdict(set)
        for setting, text in cascade.pieces(page.root):
            shown[setting].update(text)
        lacking = sorted({each for setting, texts in shown.items() for each in known.lacking(setting, texts)})
        yield judged(page.name, " ".join(f"{each} U+{ord(each):04X}" for each in lacking[:_NAMED]), not lacking)


@assertion(MINOR)
def fonts_asked_for(ebook: Ebook) -> Iterator[Look]:
    """Every font of the book is in the list of fonts of something.

    An unused one is only weight.
    """
    said = {setting for _selector, each in ebook.rules.with_key("font-family") for setting in _names(each)}
    for face in ebook.faces:
        if face.files:
            yield judged("@font-face", face.family, face.family.casefold() in said)


@assertion(MINOR)
def fonts_not_too_large(ebook: Ebook) -> Iterator[Look]:
    """No font of the book weighs more than 3 MB.

    A whole Chinese font has 10 to 20 MB, the characters of a book some hundred kB.
    """
    for each in _fonts(ebook):
        if each.name in ebook.package:
            size = len(ebook.package.read(each.name))
            yield judged(each.name, f"{size / 2**20:.1f} MB", size <= _LARGEST)


class _Known:
    """The families in the book, and the characters of their faces."""

    def __init__(self, ebook: Ebook) -> None:
        self.families: dict[str, list[tuple[Face, frozenset[int] | None]]] = defaultdict(list)
        for face in ebook.faces:
            files = [name for name in face.files if name in ebook.package]
            if files:
                data = b"" if files[0] in ebook.hidden else ebook.package.read(files[0])
                self.families[face.family.casefold()].append((face, typeface(data).characters))

    def lacking(self, setting: Setting, texts: Iterable[str]) -> set[str]:
        """The characters that none of the faces has which they are set in; none where a face cannot be read."""
        found = [self._of(family.casefold(), setting) for family in setting.families]
        known = [each for each in found if each]
        if not known or None in found:
            return set()
        lacking = {each for each in texts if _kind(each) and not any(ord(each) in those for those in known)}
        kinds = {kind for those in known for kind in map(_kind, map(chr, those)) if kind} if lacking else set()
        return {each for each in lacking if _kind(each) in kinds}

    def _of(self, family: str, setting: Setting) -> frozenset[int] | None:
        """The characters of the face a browser takes; none of a family that is not in the book."""
        faces = self.families.get(family, [])
        away = [2 * (face.slanted != setting.slanted) + (face.bold != setting.bold) for face, _characters in faces]
        nearest = [those for far, (_face, those) in zip(away, faces, strict=True) if far == min(away)]
        read = [each for each in nearest if each is not None]
        return None if len(read) < len(nearest) else frozenset().union(*read)


def _fonts(ebook: Ebook) -> Iterator[Item]:
    for each in ebook.items.values():
        suffix = posixpath.splitext(each.name)[1].lower().lstrip(".")
        if suffix in _TYPES or each.media in {media for medias in _TYPES.values() for media in medias}:
            yield each


def _names(said: str) -> Iterator[str]:
    return (each.strip("\"' ").casefold() for each in said.split(","))


def _kind(character: str) -> str:
    """Han, for Chinese characters and punctuation, latin, for letters and figures, or "" for what is not judged."""
    if is_han(character):
        return "han"
    if is_chinese(character) or character in EITHER:
        return "han" if not character.isspace() else ""
    return "latin" if is_latin(character) or "0" <= character <= "9" else ""
