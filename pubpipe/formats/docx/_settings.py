"""What the file as a whole must know once it is Chinese: fields to make anew, the language of its theme."""

from __future__ import annotations

from lxml import etree

from pubpipe.formats.docx._fields import DIRTY, LOCKED
from pubpipe.formats.docx._looks import has_on
from pubpipe.formats.docx._walk import Walk
from pubpipe.formats.docx.names import M_NAMESPACE, VAL, w
from pubpipe.formats.docx.parts import Word

_UPDATE, _THEME_LANGUAGE = w("updateFields"), w("themeFontLang")
_ORDER = (
    _UPDATE,
    *(w(name) for name in ("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids")),
    f"{{{M_NAMESPACE}}}mathPr",
    w("attachedSchema"),
    _THEME_LANGUAGE,
    *(w(name) for name in ("clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures")),
    *(w(name) for name in ("forceUpgrade", "captions", "readModeInkLockDown", "smartTagType")),
    "{http://schemas.openxmlformats.org/schemaLibrary/2006/main}schemaLibrary",
    *(w(name) for name in ("shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator")),
)
"""The settings from that of fields on, in the order their schema wants (CT_Settings)."""


def settle(word: Word, walk: Walk) -> None:
    """Mark fields that repeat translated text, and say in the settings that East Asian text is Chinese."""
    marked = False
    for part, element in walk.stale:
        if not has_on(element, LOCKED) and element.getparent() is not None:
            element.set(DIRTY, "1")
            word.touch(part)
            marked = True
    _set_default_language(word)
    name = word.related("settings")
    if not name:
        return
    root = word.root(name)
    language = root.find(_THEME_LANGUAGE)
    if language is None:
        language = _insert(root, _THEME_LANGUAGE)
    language.set(w("eastAsia"), "zh-CN")
    if marked:
        update = root.find(_UPDATE)
        if update is None:
            update = _insert(root, _UPDATE)
        update.attrib.pop(VAL, "")
    word.touch(name)


def _set_default_language(word: Word) -> None:
    """Say of all text that names no language, such as fields made anew, that its East Asian part is Chinese."""
    name = word.related("styles")
    properties = word.root(name).find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}") if name else None
    language = None if properties is None else properties.find(w("lang"))
    if language is not None and language.get(w("eastAsia")) != "zh-CN":
        language.set(w("eastAsia"), "zh-CN")
        word.touch(name)


def _insert(root: etree._Element, tag: str) -> etree._Element:
    """A new setting before those the schema wants after it."""
    later = frozenset(_ORDER[_ORDER.index(tag) + 1 :])
    at = next(
        (at for at, each in enumerate(root) if each.tag in later or "schemas.microsoft.com" in str(each.tag)), len(root)
    )
    element = etree.Element(tag)
    root.insert(at, element)
    return element
