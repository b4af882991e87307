"""Which old sentence a new one was: two versions of a document compared in their order.

What stands between the same neighbours is the same place; what was moved is recognised by its text; what changed is
paired with the most similar sentence of its gap, or, if very similar, of the whole document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

IN_GAP, ANYWHERE = 0.5, 0.75
"""How similar a predecessor must be, within its gap and elsewhere."""

_CANDIDATES = 6
_RARE_WORDS = 8
_SHORT = 4
_WORD = re.compile(r"</?[a-z]+[0-9]+/?>|\w+|[^\w\s]")


def align(old: Sequence[str], new: Sequence[str], *, changed: bool = True) -> dict[int, int]:
    """For each new text the index of the old one it was, where there is one; no old text serves twice.

    Without `changed` only texts that are the same are paired.
    """
    if not old:
        return {}
    same = _same(old, new)
    pairs = dict(same)
    taken = set(pairs.values())
    waiting: dict[str, list[int]] = defaultdict(list)
    for index in range(len(old) - 1, -1, -1):
        if index not in taken:
            waiting[old[index]].append(index)
    for index, text in enumerate(new):
        if index not in pairs and waiting[text]:
            pairs[index] = waiting[text].pop()
    if not changed:
        return pairs
    left = sorted(index for indices in waiting.values() for index in indices)
    lacking = [index for index in range(len(new)) if index not in pairs]
    for threshold, gap in ((IN_GAP, _gaps(same)), (ANYWHERE, None)):
        for found, predecessor in _similar(old, new, left, lacking, threshold, gap):
            pairs[found] = predecessor
        used = set(pairs.values())
        left = [index for index in left if index not in used]
        lacking = [index for index in lacking if index not in pairs]
    return pairs


def similarity(old: str, new: str) -> float:
    """How much of two texts is the same, by words in order, 0 to 1; by characters where there are few words."""
    old_words, new_words = _words(old), _words(new)
    ratio = SequenceMatcher(None, old_words, new_words, autojunk=False).ratio()
    if max(len(old_words), len(new_words)) <= _SHORT:
        ratio = max(ratio, 0.9 * SequenceMatcher(None, old.lower(), new.lower(), autojunk=False).ratio())
    return ratio


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())[:400]


def _same(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """New to old where the same texts stand in the same order: patience, texts that occur once being the anchors."""
    pairs: dict[int, int] = {}
    stretches = [(0, len(old), 0, len(new))]
    while stretches:
        old_start, old_end, new_start, new_end = stretches.pop()
        while old_start < old_end and new_start < new_end and old[old_start] == new[new_start]:
            pairs[new_start] = old_start
            old_start, new_start = old_start + 1, new_start + 1
        while old_start < old_end and new_start < new_end and old[old_end - 1] == new[new_end - 1]:
            old_end, new_end = old_end - 1, new_end - 1
            pairs[new_end] = old_end
        anchors = _anchors(old, new, range(old_start, old_end), range(new_start, new_end))
        starts = [(old_start, new_start), *((first + 1, second + 1) for first, second in anchors)]
        ends = [*anchors, (old_end, new_end)]
        pairs.update({second: first for first, second in anchors})
        if anchors:
            stretches += [
                (*a, *b) for a, b in (((s[0], e[0]), (s[1], e[1])) for s, e in zip(starts, ends, strict=True))
            ]
    return pairs


def _anchors(old: Sequence[str], new: Sequence[str], olds: range, news: range) -> list[tuple[int, int]]:
    """Texts that stand once on either side, the longest run of them that keeps its order."""
    old_counts, new_counts = Counter(old[i] for i in olds), Counter(new[i] for i in news)
    position = {old[index]: index for index in olds if old_counts[old[index]] == 1}
    pairs = [(position[new[i]], i) for i in news if new_counts[new[i]] == 1 and new[i] in position]
    ends: list[int] = []
    heads: list[int] = []
    links: list[int] = []
    for index, (old_index, _) in enumerate(pairs):
        depth = bisect_left(ends, old_index)
        links.append(heads[depth - 1] if depth else -1)
        ends[depth : depth + 1] = [old_index]
        heads[depth : depth + 1] = [index]
    run: list[tuple[int, int]] = []
    step = heads[-1] if heads else -1
    while step >= 0:
        run.append(pairs[step])
        step = links[step]
    return run[::-1]


def _gaps(same: dict[int, int]) -> tuple[list[int], list[int]]:
    """The anchors on either side, by which one tells the gap a text stands in."""
    return sorted(same.values()), sorted(same)


def _similar(
    old: Sequence[str],
    new: Sequence[str],
    left: Iterable[int],
    lacking: Sequence[int],
    threshold: float,
    gaps: tuple[list[int], list[int]] | None,
) -> Iterator[tuple[int, int]]:
    """Pairs of new and old, the most similar first, then the nearest; with `gaps` only within the same gap."""

    def gap(index: int, side: int) -> int:
        return bisect_left(gaps[side], index) if gaps else 0

    postings: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index in left:
        for word in set(_words(old[index])):
            postings[gap(index, 0), word].append(index)
    scored = []
    for index in lacking:
        here = gap(index, 1)
        known = sorted({word for word in _words(new[index]) if (here, word) in postings})
        known.sort(key=lambda word: len(postings[here, word]))
        shared = Counter(each for word in known[:_RARE_WORDS] for each in postings[here, word])
        nearest = sorted(shared, key=lambda each: (-shared[each], abs(each - index), each))[:_CANDIDATES]
        if gaps and not nearest:
            nearest = [each for each in left if gap(each, 0) == here][:_CANDIDATES]
        scored += [(-similarity(old[each], new[index]), abs(each - index), index, each) for each in nearest]
    used_old: set[int] = set()
    used_new: set[int] = set()
    for score, _, index, predecessor in sorted(scored):
        if -score >= threshold and index not in used_new and predecessor not in used_old:
            used_new.add(index)
            used_old.add(predecessor)
            yield index, predecessor
