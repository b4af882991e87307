"""Pictures: described, named, within the page, sharp enough to print."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._images import kind_of, pixels
from pubpipe.books._checklist._looks import Element, number, on, said
from pubpipe.books._checklist._word import Word
from pubpipe.formats.docx.names import A_NAMESPACE, R_NAMESPACE, P, w

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_EMU = 635
_INCH = 914_400
_SHARP = 150
_HALF, _PLATE = 0.55, 0.8
"""The shares of the text's height between which a picture finds no room and fills no page."""


def pictures(word: Word) -> Iterator[tuple[str, Element, Element]]:
    """The drawings that show a picture, by place: the drawing and its properties (wp:docPr)."""
    for drawing in word.document.iter(w("drawing")):
        properties = next(drawing.iter(f"{_WP}docPr"), None)
        if properties is not None and next(drawing.iter(f"{{{A_NAMESPACE}}}blip"), None) is not None:
            yield f"{word.main} {properties.get('name') or properties.get('id')}", drawing, properties


@assertion(MAJOR, 22)
def pictures_described(word: Word) -> Iterator[Look]:
    """Every picture has an alternative text, or is said to be decoration.

    WCAG 1.1.1.
    """
    for where, _drawing, properties in pictures(word):
        yield judged(where, "descr", bool((properties.get("descr") or "").strip()) or _decorative(properties))


@assertion(MINOR, 22)
def descriptions_tell_more(word: Word) -> Iterator[Look]:
    """No alternative text repeats the caption or the name of the file.

    Who cannot see the picture has read the caption already.
    """
    titles = {each.text.strip().rpartition("\u3000")[2] for each in word.captions}
    titles |= {each.text.strip() for each in word.captions}
    for where, _drawing, properties in pictures(word):
        description = (properties.get("descr") or "").strip()
        if description:
            file = posixpath.splitext(description)[1].lower() in (".png", ".jpg", ".jpeg", ".gif", ".emf", ".svg")
            yield judged(where, description, description not in titles and not file)


@assertion(MINOR, 22)
def pictures_named_apart(word: Word) -> Iterator[Look]:
    """Every picture has a name of its own.

    Lists of pictures and reading aids tell them apart by it.
    """
    seen: set[str] = set()
    for where, _drawing, properties in pictures(word):
        name = properties.get("name", "")
        yield judged(where, name, bool(name) and name not in seen and name.lower() not in ("picture", "image"))
        seen.add(name)


@assertion(MINOR)
def drawings_numbered_apart(word: Word) -> Iterator[Look]:
    """Every drawing has a number of its own.

    Word repairs files in which two have the same.
    """
    seen: set[str] = set()
    for properties in word.document.iter(f"{_WP}docPr"):
        if (
            next(
                properties.iterancestors("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"), None
            )
            is None
        ):
            yield judged(word.main, f"wp:docPr id {properties.get('id')}", properties.get("id", "") not in seen)
            seen.add(properties.get("id", ""))


@assertion(MAJOR, 22)
def pictures_fit(word: Word) -> Iterator[Look]:
    """No picture is larger than the text's place on the page.

    What hangs over is trimmed off.
    """
    for where, drawing, _properties in pictures(word):
        extent = drawing.find(f"{_WP}inline/{_WP}extent")
        if extent is None or not word.measure:
            continue
        wide, high = number(extent.get("cx", "0")) / _EMU, number(extent.get("cy", "0")) / _EMU
        tallest = max((_height(each) for each in word.sections), default=0)
        yield judged(where, f"{wide:.0f} × {high:.0f}", wide <= word.measure + 40 and (not tallest or high <= tallest))


@assertion(MINOR)
def pictures_leave_room(word: Word) -> Iterator[Look]:
    """A picture with a caption takes no more than half of the page, unless it fills one.

    A taller one finds no room below text, and leaves the page before it half empty.
    """
    tallest = max((_height(each) for each in word.sections), default=0)
    for each in word.captions if tallest else ():
        above = word.neighbour(each.element, -1)
        for extent in above.iter(f"{_WP}extent") if above is not None and above.tag == P else ():
            share = number(extent.get("cy", "0")) / _EMU / tallest
            yield each.at(f"{share:.0%}") if _HALF < share < _PLATE else None


@assertion(MINOR, 9)
def figures_centred(word: Word) -> Iterator[Look]:
    """A picture that stands alone is centred.

    The convention of Chinese textbooks.
    """
    for each in word.flow if word.chinese else ():
        alone = each.element.find(f".//{_WP}inline") is not None and not each.text.strip()
        if alone:
            side = each.said("jc").get("val", "left")
            yield None if side == "center" else each.at(f"w:jc {side}")


@assertion(MINOR)
def figures_not_clipped(word: Word) -> Iterator[Look]:
    """No line with a picture has an exact height, which would clip it, nor the indent of running text.

    Exact line heights are the commonest cause of vanished pictures.
    """
    for each in word.flow:
        if each.element.find(f".//{_WP}inline") is not None:
            clipped = each.said("spacing").get("lineRule") == "exact"
            indent = each.said("ind")
            pushed = not each.text.strip() and number(indent.get("firstLineChars", "0")) > 0
            yield each.at("w:lineRule exact" if clipped else f"w:ind {dict(indent)}") if clipped or pushed else None


@assertion(MINOR)
def pictures_sharp(word: Word) -> Iterator[Look]:
    """Pictures have at least 150 dots to the inch at their size.

    Print wants 300; below 150 the dots are seen.
    """
    for where, drawing, _properties in pictures(word):
        extent = next(drawing.iter(f"{_WP}extent"), None)
        for name in _shown(word, drawing):
            size = pixels(word.package.read(name))
            if extent is not None and size and number(extent.get("cx", "0")) > 0:
                dots = size[0] / (number(extent.get("cx", "0")) / _INCH)
                yield judged(where, f"{dots:.0f} dpi", dots >= _SHARP)


@assertion(MINOR)
def pictures_of_known_kinds(word: Word) -> Iterator[Look]:
    """Pictures are what their names say.

    Programs believe the name and show nothing.
    """
    for name in word.package.names:
        if "/media/" in name:
            kind, suffix = kind_of(word.package.beginning(name, 256)), posixpath.splitext(name)[1].lower().lstrip(".")
            if kind:
                yield judged(
                    name,
                    kind,
                    kind == {"jpg": "jpeg", "jpe": "jpeg", "jfif": "jpeg", "tif": "tiff"}.get(suffix, suffix),
                )


@assertion(MAJOR)
def pictures_inside(word: Word) -> Iterator[Look]:
    """Every picture lies in the file.

    A linked picture is missing on the publisher's machine.
    """
    for where, drawing, _properties in pictures(word):
        for blip in drawing.iter(f"{{{A_NAMESPACE}}}blip"):
            embedded = blip.get(f"{{{R_NAMESPACE}}}embed", "")
            yield judged(
                where, blip.get(f"{{{R_NAMESPACE}}}link", embedded), bool(embedded) and bool(_target(word, embedded))
            )


def _shown(word: Word, drawing: Element) -> Iterator[str]:
    for blip in drawing.iter(f"{{{A_NAMESPACE}}}blip"):
        name = _target(word, blip.get(f"{{{R_NAMESPACE}}}embed", ""))
        if name:
            yield name


def _target(word: Word, relation: str) -> str:
    found = word.targets.get(relation, "")
    return found if found in word.package else ""


def _decorative(properties: Element) -> bool:
    return any(on(said(each)) for each in properties.iter(_DECORATIVE))


def _height(section: Element) -> int:
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    if size is None or margins is None:
        return 0
    return number(size.get(w("h"), "0")) - sum(abs(number(margins.get(w(each), "0"))) for each in ("top", "bottom"))
