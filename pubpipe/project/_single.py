"""A trial translation of one file."""

from __future__ import annotations

from pathlib import Path

from pubpipe.formats import format_of
from pubpipe.messages import ngettext
from pubpipe.model import Code, Content
from pubpipe.project import _files
from pubpipe.project._project import Done, rules_around

_PSEUDO = str.maketrans(
    "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz0123456789",
    "ÅåƁƀÇçĐđÉéƑƒĜĝĤĥÎîĴĵĶķĻļṀṁÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž０１２３４５６７８９",
)


_LOW_LINE = "\u0332"


def pseudo(parts: Content) -> Content:
    """The content with every letter and digit changed to one that looks like it; codes and other marks stay.

    A letter that has no such twin (é, б, 汉) is underlined by a combining mark.
    """
    return tuple(part if isinstance(part, Code) else "".join(map(_altered, part)) for part in parts)


def _altered(character: str) -> str:
    """A letter or digit that looks like this one, or the character itself where it is neither."""
    twin = _PSEUDO.get(ord(character))
    return chr(twin) if twin else character + _LOW_LINE if character.isalnum() else character


def pseudo_file(file: Path, output: Path) -> Done:
    """Write the file with every translatable character altered."""
    _files.apart(output, file)
    source = _files.read(file)
    rules, _sentences = rules_around(file)
    with _files.named(file):
        kind = format_of(file.name)
        document = kind.read(source, rules)
        merged = kind.merge(source, {unit.id: pseudo(unit.content) for unit in document.units}, rules)
    _files.write(output, merged)
    units = ngettext("{count} unit", "{count} units", len(document.units)).format(count=len(document.units))
    return Done((f"{output}: {units}",))
