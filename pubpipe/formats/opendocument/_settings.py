"""What a file is told once it holds Chinese: its language, and that Chinese characters stand upright."""

from __future__ import annotations

from lxml import etree

from pubpipe.formats._fonts import EMPHASIS_FONT
from pubpipe.formats.opendocument._names import CHANGE, CHANGE_ID, CHANGE_START, named
from pubpipe.formats.opendocument._parts import OpenDocument

_STYLE, _DEFAULT, _PROPERTIES = named("style:style"), named("style:default-style"), named("style:text-properties")
_NAME, _FAMILY = named("style:name"), named("style:family")
_LANGUAGE, _COUNTRY, _SLANT = (
    named(f"style:{name}") for name in ("language-asian", "country-asian", "font-style-asian")
)
_OTHERS = (named("style:script-asian"), named("style:rfc-language-tag-asian"))
_REGION = named("text:changed-region")
_IDS = (named("text:id"), "{http://www.w3.org/XML/1998/namespace}id")
_UPRIGHT = {
    "dots": ("Emphasis_Dots", {named("style:text-emphasize"): "dot below"}),
    "kai": ("Emphasis_Kai", {named("style:font-family-asian"): EMPHASIS_FONT}),
}
"""What stands for slant by the rules: a style's name and what it says beside that Chinese is upright."""
_AUTOMATIC = "office:automatic-styles"


def settle(document: OpenDocument, italic: str) -> None:
    """Make Chinese the language of Chinese characters in every style, and let none slant them unless the rules do."""
    for part in sorted({document.content, document.styles}):
        if part not in document:
            continue
        if part in document.touched:
            _forget_changes(document.root(part))
        changed = False
        for properties in document.root(part).iter(_PROPERTIES):
            if properties.get(_SLANT) in ("italic", "oblique") and italic != "slanted":
                properties.set(_SLANT, "normal")
                changed = True
            if properties.get(_LANGUAGE) is not None or properties.get(_COUNTRY) is not None:
                changed |= _speak(properties)
        styles = document.child(part, "office:styles")
        if styles is not None and part == document.styles:
            changed |= _speak(_default(styles))
        if changed:
            document.touch(part)


def _forget_changes(root: etree._Element) -> None:
    """Take away what is told of tracked changes that no mark in the text stands for any more."""
    marked = {mark.get(CHANGE_ID) for mark in root.iter(CHANGE, CHANGE_START)}
    for region in list(root.iter(_REGION)):
        parent = region.getparent()
        if parent is not None and not any(region.get(name) in marked for name in _IDS):
            parent.remove(region)


def _speak(properties: etree._Element) -> bool:
    """Set the language of Chinese characters; whether that changed anything."""
    changed = (properties.get(_LANGUAGE), properties.get(_COUNTRY)) != ("zh", "CN")
    properties.set(_LANGUAGE, "zh")
    properties.set(_COUNTRY, "CN")
    for name in _OTHERS:
        changed |= bool(properties.attrib.pop(name, ""))
    return changed


def _default(styles: etree._Element) -> etree._Element:
    """The text properties of every paragraph, made if there are none."""
    style = next((each for each in styles.iterchildren(_DEFAULT) if each.get(_FAMILY) == "paragraph"), None)
    if style is None:
        style = etree.Element(_DEFAULT, {_FAMILY: "paragraph"})
        styles.insert(0, style)
    properties = style.find(_PROPERTIES)
    return etree.SubElement(style, _PROPERTIES) if properties is None else properties


def emphasis(document: OpenDocument, part: str, italic: str) -> str:
    """The name of an automatic style of a part that sets words apart by dots or KaiTi; made when first asked for.

    It is "" where the rules want no other look than the original's.
    """
    if italic not in _UPRIGHT:
        return ""
    name, said = _UPRIGHT[italic]
    group = document.child(part, _AUTOMATIC)
    if group is None:
        group = etree.Element(named(_AUTOMATIC))
        root = document.root(part)
        behind = root.find(named("office:master-styles"))
        behind = root.find(named("office:body")) if behind is None else behind
        root.insert(len(root) if behind is None else root.index(behind), group)
    if not any(each.get(_NAME) == name for each in group):
        style = etree.SubElement(group, _STYLE, {_NAME: name, _FAMILY: "text"})
        etree.SubElement(style, _PROPERTIES, {_SLANT: "normal", **said})
    return name
