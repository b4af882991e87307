"""Inline codes of a target, made sound before they are written."""

from __future__ import annotations

from operator import is_

from pubpipe.model import Code, CodeKind, Content, codes, content

_OPEN, _CLOSE, _ALONE = CodeKind.OPEN, CodeKind.CLOSE, CodeKind.ALONE


def mend(source: Content, target: Content) -> Content:
    """The target with its codes in order, whatever it held: what comes back can be written without harm.

    Codes the source does not have and codes used before are dropped; pairs are closed and nested (a pair that crosses
    another is closed and opened again); a link ends where another begins, unless the source has links in links;
    standalone codes that are missing stand at the end. The codes given back are the source's own, with what they
    display. A sound target comes back as it is.
    """
    if (sound := _with_own_codes(source, target)) is not None:
        return sound
    known = {(code.kind, code.type, code.id): code for code in codes(source)}
    pairs = {(code.type, code.id) for code in codes(source) if code.kind is _OPEN}
    mended: list[str | Code] = []
    standing: list[tuple[str, int]] = []
    used: set[tuple[CodeKind, str, int]] = set()

    def write(kind: CodeKind, pair: tuple[str, int]) -> None:
        mended.append(known.get((kind, *pair), Code(kind, *pair)))

    def end(pair: tuple[str, int]) -> None:
        at = standing.index(pair)
        inner = standing[at + 1 :]
        for each in reversed(standing[at:]):
            write(_CLOSE, each)
        for each in inner:
            write(_OPEN, each)
        standing[at:] = inner

    for part in target:
        if isinstance(part, str):
            mended.append(part)
            continue
        key = (part.kind, part.type, part.id)
        pair = (part.type, part.id)
        if key not in known or key in used:
            continue
        if part.kind is _CLOSE:
            if pair not in standing:
                continue
            end(pair)
        elif part.kind is _OPEN:
            if pair not in pairs:
                continue
            if part.type == "a" and not _has_links_in_links(source):
                for each in [each for each in standing if each[0] == "a"]:
                    end(each)
            write(_OPEN, pair)
            standing.append(pair)
        else:
            mended.append(known[key])
        used.add(key)
    for pair in reversed(standing):
        write(_CLOSE, pair)
    mended.extend(code for key, code in known.items() if key not in used and code.kind is _ALONE)
    return content(mended)


def _has_links_in_links(source: Content) -> bool:
    depth = 0
    for code in codes(source):
        if code.type == "a" and code.kind is not _ALONE:
            depth += 1 if code.kind is _OPEN else -1
            if depth > 1:
                return True
    return False


def _with_own_codes(source: Content, target: Content) -> Content | None:
    """The target if it has the source's codes in their order and the pairs among them are sound, as most have."""
    own = [part for part in source if not isinstance(part, str)]
    found = [part for part in target if not isinstance(part, str)]
    if own != found:
        return None
    if not own:
        return content(target)
    standing: list[tuple[str, int]] = []
    begun: set[tuple[str, int]] = set()
    for code in own:
        name = (code.type, code.id)
        if code.kind is _CLOSE:
            if not standing or standing.pop() != name:
                return None
            continue
        if name in begun:
            return None
        begun.add(name)
        if code.kind is _OPEN:
            standing.append(name)
    if standing:
        return None
    if all(map(is_, own, found)):
        return content(target)
    following = iter(own)
    return content([part if isinstance(part, str) else next(following) for part in target])
