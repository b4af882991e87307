"""The ledger of a part of an Office file: what the walk said of its elements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from lxml import etree

from pubpipe.model import Account, Fate

Slot = tuple[etree._Element, str]
"""An element and the name of an attribute of it, or "" for its text."""

Label = Callable[[str, int, str], str]
"""How a format writes the address within a part of the count-th element of a name, or of its attribute."""


def slots(said: Iterable[Slot]) -> dict[str, list[str]]:
    """The attributes something was said of by the element's name, in order."""
    found: dict[str, set[str]] = {}
    for element, attribute in said:
        found.setdefault(str(element.tag), set()).add(attribute)
    return {tag: sorted(attributes) for tag, attributes in found.items()}


def claimed(
    name: str,
    root: etree._Element,
    said: Mapping[Slot, tuple[Fate, str]],
    names: Mapping[str, list[str]],
    label: Label,
    owner: Callable[[etree._Element, str], str] | None = None,
) -> Iterator[Account]:
    """A line for each slot of a part that shows something and of which something was said; `names` are its slots.

    `owner` tells the unit of what is translated.
    """
    for tag, attributes in names.items():
        for count, element in enumerate(root.iter(tag), 1):
            for attribute in attributes:
                fate_and_rule = said.get((element, attribute))
                shown = fate_and_rule and (element.get(attribute) if attribute else element.text)
                if fate_and_rule and shown:
                    unit = owner(element, attribute) if owner and fate_and_rule[0] is Fate.TRANSLATED else ""
                    yield Account(name, label(tag, count, attribute), shown, *fate_and_rule, unit)


def left_out(kind: str, name: str, rules: Iterable[tuple[str, str]]) -> str:
    """The rule by which a part is left out that no walk came to: the first whose words stand in its content type."""
    rule = next((rule for words, rule in rules if words in kind), "")
    return rule or ("custom XML data" if name.lower().startswith("customxml/") else "other part")
