"""One place of a repeated sentence gets an entry of its own: `heading@5d41402a`, in running text `text@5d41402a`."""

from __future__ import annotations

from dataclasses import replace

from pubpipe.catalog.catalog import Catalog
from pubpipe.catalog.places import digest, order, role_of
from pubpipe.errors import Misused
from pubpipe.messages import _


def split(catalog: Catalog, place: str) -> Catalog:
    """Give one place of a repeated sentence its own entry, beginning with the translation they shared.

    `place` is an address, with or without its file. Its context is the role and a digest of the neighbours; later
    extractions keep it with its place when these change. Raises Misused if nothing stands there, or only once.
    """
    standing = [(where, entry) for entry in catalog.live for where in entry.places]
    standing.sort(key=lambda each: order(each[0]))
    found = [index for index, (where, _) in enumerate(standing) if place in (where, where.rpartition(":")[2])]
    if not found:
        raise Misused(_("no sentence stands at this place: {place}").format(place=place))
    index = found[0]
    address, entry = standing[index]
    if len(entry.places) < 2:
        raise Misused(_("this sentence stands at one place only: {place}").format(place=place))
    before = standing[index - 1][1].source if index else ""
    after = standing[index + 1][1].source if index + 1 < len(standing) else ""
    context = f"{role_of(entry.context) or 'text'}@{digest(before, after)}"
    taken = {each.context for each in catalog.entries if each.source == entry.source}
    number = 2
    while context in taken:
        context = f"{context.partition('-')[0]}-{number}"
        number += 1
    rest = replace(entry, places=tuple(where for where in entry.places if where != address))
    own = replace(entry, context=context, places=(address,), comment="")
    position = catalog.entries.index(entry)
    both = (own, rest) if address == entry.places[0] else (rest, own)
    entries = (*catalog.entries[:position], *both, *catalog.entries[position + 1 :])
    return replace(catalog, entries=entries)
