"""What an element means for the text in it: its role, whether translators see it, which attributes people read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pubpipe.formats import Rules
from pubpipe.formats.html import elements
from pubpipe.formats.html.notes import is_note
from pubpipe.model import Fate

_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CODE_CLASS = re.compile(r"(?:^|[\s-])(?:highlight|language|lang|sourceCode|code|codehilite|brush)\b")


@dataclass(frozen=True, slots=True)
class Context:
    """What text means where it stands."""

    role: str = "paragraph"
    level: int = 0
    style: str = ""
    verbatim: bool = False


def muting(name: str, values: Mapping[str, str], rules: Rules) -> tuple[Fate, str, str] | None:
    """Why the text of this element is not for translators, if it is not: fate, rule and code type."""
    classes = values.get("class", "").split()
    if name in elements.UNSEEN:
        return Fate.EXCLUDED, elements.UNSEEN[name], "x"
    if not rules.hidden and ("hidden" in values or _HIDDEN.search(values.get("style", ""))):
        return Fate.EXCLUDED, "hidden element", "x"
    if values.get("translate", "").lower() == "no" or "notranslate" in classes:
        return Fate.PROTECTED, 'translate="no"', "c"
    if name in elements.CODE:
        return Fate.PROTECTED, elements.CODE[name], "c"
    if name == "pre" and _CODE_CLASS.search(" ".join(classes)):
        return Fate.PROTECTED, "code block", "c"
    return None


def meaning(name: str, values: Mapping[str, str], around: Context) -> Context:
    """The role of the text directly inside a block element."""
    verbatim = name in ("pre", "textarea") or around.verbatim
    if name == "nav" or around.role == "header":
        return Context("header", 0, name, verbatim)
    if name in elements.HEADINGS and around.role != "note":
        return Context("heading", elements.HEADINGS[name], name, verbatim)
    if around.role == "note" or is_note(name, values):
        return Context("header" if name in elements.HEADINGS else "note", 0, name, verbatim)
    if name in elements.ROLES:
        return Context(elements.ROLES[name], 0, name, verbatim)
    if name in ("p", "div") and "caption" in values.get("class", "").lower():
        return Context("caption", 0, name, verbatim)
    role = "paragraph" if name in elements.PLAIN or around.role in ("heading", "title") else around.role
    return Context(role, 0, name, verbatim)


def attribute_role(element: str, name: str, values: Mapping[str, str]) -> str:
    """What the attribute is to a reader: an alternative text, what the page says of itself or shows, or nothing."""
    if element == "meta":
        kind = (values.get("name") or values.get("property") or values.get("itemprop") or "").strip().lower()
        return "meta" if name == "content" and kind in elements.READ_META else ""
    if element == "input" and name == "value":
        return "meta" if values.get("type", "").lower() in elements.BUTTONS else ""
    if name not in elements.READ_ATTRIBUTES or (element, name) == ("link", "title"):
        return ""
    return "alt" if name == "alt" else "meta"
