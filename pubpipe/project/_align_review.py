"""What a person looks through after an alignment: a listing of every bead, and what is left over on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from pubpipe.errors import Misused
from pubpipe.memory.alignment import Bead, Doubt
from pubpipe.messages import _, ngettext
from pubpipe.tables.separated import written

if TYPE_CHECKING:
    from pubpipe.project._align import Aligned, Placed
    from pubpipe.project._align_po import Pair

Row = tuple[str, ...]
Form = Callable[["Aligned", Sequence["Pair"]], bytes]

_SHOWN = 12
"""Stretches left over that are named one by one; the listing has all."""


def form_of(path: Path) -> Form:
    """How a listing of this name is written: .csv, .tsv, .txt or .html. Raises Misused for others."""
    forms: dict[str, Form] = {".csv": _csv, ".tsv": _tsv, ".txt": _text, ".html": _html}
    if path.suffix.lower() not in forms:
        raise Misused(_("{file}: a listing is one of {suffixes}").format(file=path, suffixes=" ".join(forms)))
    return forms[path.suffix.lower()]


def leftovers(aligned: Aligned) -> Iterator[str]:
    """A line for each stretch of either side that has no counterpart, and one for what is still English."""
    gaps = {
        _("without Chinese"): [bead.source for bead in aligned.alignment.beads if not bead.target],
        _("without English"): [bead.target for bead in aligned.alignment.beads if not bead.source],
        _("still English"): [bead.target for bead in aligned.alignment.beads if Doubt.ENGLISH in bead.doubts],
    }
    for (what, ranges), side in zip(gaps.items(), (aligned.english, aligned.chinese, aligned.chinese), strict=True):
        stretches = _stretches([at for each in ranges for at in each], side)
        count = sum(map(len, ranges))
        if count:
            said = ngettext("{count} sentence", "{count} sentences", count).format(count=count)
            yield f"{what}: {said}"
        for first, last in stretches[:_SHOWN]:
            place = side[first].address if first == last else f"{side[first].address} – {side[last].address}"
            yield f"    {place} ({last - first + 1}): {_seen(side[first : first + 1])[:60]}"
        if len(stretches) > _SHOWN:
            yield "    " + _("and {count} more; --review lists all").format(count=len(stretches) - _SHOWN)


def _stretches(places: Sequence[int], side: Sequence[Placed]) -> list[tuple[int, int]]:
    """Runs of neighbouring places within one file, as first and last."""
    runs: list[tuple[int, int]] = []
    for at in sorted(places):
        if runs and runs[-1][1] == at - 1 and side[at].file == side[at - 1].file:
            runs[-1] = runs[-1][0], at
        else:
            runs.append((at, at))
    return runs


def _rows(aligned: Aligned, pairs: Sequence[Pair]) -> Iterator[Row]:
    """The header, then a row for each bead in order."""
    yield (
        _("No."),
        _("state"),
        _("confidence"),
        _("sentences"),
        _("English"),
        _("Chinese"),
        _("doubts"),
        _("evidence"),
        _("place"),
        _("place in the old edition"),
    )
    known = {pair.bead.source.start: pair for pair in pairs}
    for number, bead in enumerate(aligned.alignment.beads, start=1):
        here, there = aligned.sides(bead)
        pair = known.get(bead.source.start) if bead.source and bead.target else None
        yield (
            str(number),
            _state(bead, pair),
            f"{bead.confidence:.0%}",
            bead.kind,
            _seen(here),
            _seen(there),
            "; ".join(map(_, pair.doubts if pair else bead.doubts)),
            pair.evidence if pair else "",
            here[0].address if here else "",
            there[0].address if there else "",
        )


def _state(bead: Bead, pair: Pair | None) -> str:
    if not bead.target:
        return _("without Chinese")
    if not bead.source:
        return _("without English")
    if pair is None:
        return _("still English")
    return _("fuzzy") if pair.fuzzy else _("aligned")


def _seen(sentences: Sequence[Placed]) -> str:
    from pubpipe.memory.alignment.sentence import shown

    return " ‖ ".join(shown(each.segment.source) for each in sentences)


def _csv(aligned: Aligned, pairs: Sequence[Pair]) -> bytes:
    return _table(aligned, pairs, ",").encode()


def _tsv(aligned: Aligned, pairs: Sequence[Pair]) -> bytes:
    return _table(aligned, pairs, "\t", marked=False).encode()


def _table(aligned: Aligned, pairs: Sequence[Pair], separator: str, *, marked: bool = True) -> str:
    """A bead a line."""
    lines = ([" ".join(cell.split()) for cell in row] for row in _rows(aligned, pairs))
    return written(lines, separator, marked=marked)


def _text(aligned: Aligned, pairs: Sequence[Pair]) -> bytes:
    """Each bead as a block: number, state and why; English; Chinese."""
    blocks = []
    _header, *rows = _rows(aligned, pairs)
    for number, state, confidence, kind, english, chinese, doubts, evidence, place, old_place in rows:
        head = "  ".join(filter(None, (number, state, confidence, kind, doubts)))
        lines = [head, f"    {place}  {english}", f"    {old_place}  {chinese}", f"    {evidence}"]
        blocks.append("\n".join(line.rstrip() for line in lines if line.strip()))
    return ("\n\n".join(blocks) + "\n").encode()


def _html(aligned: Aligned, pairs: Sequence[Pair]) -> bytes:
    """A page with one table; what needs looking at has a word in its second column and a bar beside it."""
    header, *rows = _rows(aligned, pairs)
    calm = _("aligned")
    lines = [
        "<!DOCTYPE html>",
        '<html><head><meta charset="utf-8">',
        f"<title>{escape(_('alignment'))}</title>",
        "<style>body{font-family:sans-serif}table{border-collapse:collapse}",
        "td,th{border:1px solid #999;padding:.3em;vertical-align:top;text-align:left}",
        "tr.look td:nth-child(2){border-left:.5em solid #b00;font-weight:bold}</style></head><body><table>",
        "<thead><tr>" + "".join(f"<th>{escape(cell)}</th>" for cell in header) + "</tr></thead><tbody>",
    ]
    for row in rows:
        look = "" if row[1] == calm else ' class="look"'
        lines.append(f"<tr{look}>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>")
    return ("\n".join([*lines, "</tbody></table></body></html>"]) + "\n").encode()
