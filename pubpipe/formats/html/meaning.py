"""What an element means for the text in it: its role, whether translators see it, which attributes people read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pubpipe.formats import Rules, named
from pubpipe.formats._rules import Ruling, looks_matter, verdict
from pubpipe.formats.html import elements
from pubpipe.formats.html.notes import is_note
from pubpipe.model import Fate
from pubpipe.text.page_marks import PAGE_NUMBER, SPOKEN, is_marked

_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
KEPT = "x kept"
"""The code type of what a rule leaves out although a reader sees it."""

LEFT_OUT = {"alt": "alternative texts", "meta": "titles and descriptions"}
"""What the ledger calls places of these roles that a setting leaves out."""

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
    if name in elements.CODE and not (rules.code and elements.CODE[name] == "code"):
        return Fate.PROTECTED, elements.CODE[name], "c"
    if name == "pre" and _CODE_CLASS.search(" ".join(classes)) and not rules.code:
        return Fate.PROTECTED, "code block", "c"
    if looks_matter(rules) and (ruling := _ruling(name, values, rules)):
        return *ruling, KEPT if ruling[0] is Fate.EXCLUDED else "c"
    return None


def _ruling(name: str, values: Mapping[str, str], rules: Rules) -> Ruling | None:
    """What a rule says of an element by its name, its classes, and the colours it gives its text."""
    said = {key.strip().lower(): value for key, _colon, value in map(_parted, values.get("style", "").split(";"))}
    background = said.get("background-color") or said.get("background") or values.get("bgcolor", "")
    colour = said.get("color") or (values.get("color", "") if name == "font" else "")
    if name == "mark" and not background:
        background = "yellow"
    styles = [name, *(f".{each}" for each in values.get("class", "").split())]
    return verdict(rules, styles, map(_plain, [background]), map(_plain, [colour]))


def _parted(declaration: str) -> tuple[str, str, str]:
    return declaration.partition(":")


def _plain(value: str) -> str:
    """A colour of a style sheet without what makes it important."""
    return value.partition("!")[0].strip()


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


def attribute_role(element: str, name: str, values: Mapping[str, str], rules: Rules) -> str:
    """What the attribute is to a reader: an alternative text, what the page says of itself or shows, or nothing.

    An attribute the rules keep is told as `-` and the rule's name.
    """
    role = known_role(element, name, values)
    if role and name in SPOKEN and is_marked(values):
        return f"-{PAGE_NUMBER}"
    if role and (found := named(name, rules.protect_attributes)):
        return f"-attribute: {found}"
    return role or ("meta" if named(name, rules.translate_attributes) else "")


def known_role(element: str, name: str, values: Mapping[str, str]) -> str:
    """What the attribute is to a reader whatever the rules are."""
    if element == "meta":
        kind = (values.get("name") or values.get("property") or values.get("itemprop") or "").strip().lower()
        return "meta" if name == "content" and kind in elements.READ_META else ""
    if element == "input" and name == "value":
        return "meta" if values.get("type", "").lower() in elements.BUTTONS else ""
    if name not in elements.READ_ATTRIBUTES or (element, name) == ("link", "title"):
        return ""
    return "alt" if name == "alt" else "meta"
