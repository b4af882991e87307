"""Inline codes of a target, made sound before they are written."""

from __future__ import annotations

from pubpipe.model import Code, CodeKind, Content, codes, content


def mend(source: Content, target: Content) -> Content:
    """The target with its codes in order, whatever it held: what comes back can be written without harm.

    Codes the source does not have and codes used before are dropped; pairs are closed and nested (a pair that crosses
    another is closed and opened again); standalone codes that are missing stand at the end. The codes given back are
    the source's own, with what they display. A sound target comes back as it is.
    """
    known = {(code.kind, code.type, code.id): code for code in codes(source)}
    pairs = {(code.type, code.id) for code in codes(source) if code.kind is CodeKind.OPEN}
    mended: list[str | Code] = []
    standing: list[tuple[str, int]] = []
    used: set[tuple[CodeKind, str, int]] = set()

    def write(kind: CodeKind, pair: tuple[str, int]) -> None:
        mended.append(known.get((kind, *pair), Code(kind, *pair)))

    for part in target:
        if isinstance(part, str):
            mended.append(part)
            continue
        key = (part.kind, part.type, part.id)
        pair = (part.type, part.id)
        if key not in known or key in used:
            continue
        if part.kind is CodeKind.CLOSE:
            if pair not in standing:
                continue
            at = standing.index(pair)
            inner = standing[at + 1 :]
            for each in reversed(standing[at:]):
                write(CodeKind.CLOSE, each)
            for each in inner:
                write(CodeKind.OPEN, each)
            standing[at:] = inner
        elif part.kind is CodeKind.OPEN:
            if pair not in pairs:
                continue
            write(CodeKind.OPEN, pair)
            standing.append(pair)
        else:
            mended.append(known[key])
        used.add(key)
    for pair in reversed(standing):
        write(CodeKind.CLOSE, pair)
    mended.extend(code for key, code in known.items() if key not in used and code.kind is CodeKind.ALONE)
    return content(mended)
