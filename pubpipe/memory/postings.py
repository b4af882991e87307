"""Segments of the index: which sentences could be alike, found without comparing with all, and without missing one.

A segment holds up to 131,072 sentences and never changes. Its sentences are ordered by length in points
(`points.py`); the words of each are ordered from the rarest in the segment to the commonest. Two sentences of a and
b points that are at most k edits apart share at least o = max(a, b) - k points; so, both in that order, one of the
first a - o + 1 points of the one stands among the first b - o + 1 of the other: they share one of their *rare* words.
Only the rarer half of each sentence is listed, by how rare a word is in it (a *band* for each 5 % of similarity), and a
search reads only the bands, and the stretch of lengths, that can matter. What is found so is weighed by a signature (a
bit for each word) before any text is read.

Words stand here as 32-bit sums: two that have the same sum only let more through. The order of words is the segment's
own, fixed when it was made; so the frequencies may grow old elsewhere, and nothing is missed.
"""

from __future__ import annotations

import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from zlib import crc32

from pubpipe.memory.points import NUMBER, most_edits, points_of, tokens

LARGEST = 1 << 17
"""Sentences of the largest segment."""

LEAST = 50
"""Percent below which nothing is offered."""

SCHEMA = """
CREATE TABLE segment (id INTEGER PRIMARY KEY, sentences INTEGER, lengths BLOB, until INTEGER);
CREATE TABLE stretch (id INTEGER PRIMARY KEY, sources BLOB, signatures BLOB);
CREATE TABLE posting (id INTEGER PRIMARY KEY, sentences);
"""

_STRETCH = 64
_KNOWN = 1 << 17
_KEPT = 16_384


class Features:
    """What the index knows of a sentence: its length in points, the points of each word in it, and its signatures."""

    __slots__ = ("_signatures", "_signing", "length", "words")

    def __init__(self, text: str) -> None:
        counts = Counter(map(_feature, tokens(text)))
        self.words: dict[int, int] = {}
        self.length = 0
        for (word, weight, _signs), count in counts.items():
            self.words[word] = self.words.get(word, 0) + weight * count
            self.length += weight * count
        self._signing = counts
        self._signatures: dict[int, int] = {}

    def signature(self, size: int) -> int:
        """A bit for each word, in so many bytes; what is not a word has none, for it is too common."""
        found = self._signatures.get(size)
        if found is None:
            found = 0
            bits = 8 * size
            for word, _weight, signs in self._signing:
                if signs:
                    found |= 1 << word % bits
            self._signatures[size] = found
        return found

    @property
    def written(self) -> bytes:
        """The signature as it is stored."""
        size = signature_size(self.length)
        return self.signature(size).to_bytes(size, "little")

    def unlike(self, signature: int, size: int, length: int) -> int:
        """The fewest edits this sentence can be apart from one of that signature and length."""
        longer, mine = max(self.length, length), self.signature(size)
        here, there = 2 * (mine & ~signature).bit_count(), 2 * (signature & ~mine).bit_count()
        return max(longer - self.length + here, longer - length + there)


@lru_cache(maxsize=1 << 16)
def _feature(token: str) -> tuple[int, int, bool]:
    """A token's sum, its points, and whether it has a bit in signatures."""
    first, *rest = points_of(token)
    return crc32(first.encode("utf-8", "surrogatepass")), 1 + len(rest), bool(rest) and first != NUMBER


def signature_size(length: int) -> int:
    """The bytes of the signature of a sentence of so many points: longer ones need more, or every bit is set."""
    return 16 if length <= 96 else 64


def build(connection: sqlite3.Connection, segment: int, sentences: Sequence[tuple[int, str]], until: int) -> None:
    """Write a segment of these sentences, given with the numbers of their sources; `until` is kept with it."""
    known = [(features, source) for source, text in sentences for features in (Features(text),)]
    known.sort(key=lambda each: (each[0].length, each[1]))
    frequency = Counter(chain.from_iterable(features.words for features, _ in known))
    rarity = {word: place for place, (_, word) in enumerate(sorted((count, word) for word, count in frequency.items()))}
    listed: defaultdict[int, array[int]] = defaultdict(lambda: array("I"))
    for number, (features, _source) in enumerate(known):
        start, length, words = 0, features.length, features.words
        for word in sorted(words, key=rarity.__getitem__):
            if 2 * start > length:
                break
            # The band: up to which similarity the word matters, 1 for 50 to 54 %, 11 for 100 %.
            listed[word << 4 | (100 - -(-100 * start // length)) // 5 - 9].append(number)
            start += words[word]
    first = segment << 36
    rows: list[tuple[int, int | bytes]] = []
    for word, count in frequency.items():
        rows.append((first | word << 4, count))
    rows += [(first | place, numbers.tobytes()) for place, numbers in listed.items()]
    connection.executemany("INSERT INTO posting VALUES (?, ?)", sorted(rows))
    connection.executemany("INSERT INTO stretch VALUES (?, ?, ?)", _stretches(segment, known))
    lengths = array("I")
    for number, (features, _source) in enumerate(known):
        if not lengths or lengths[-2] != features.length:
            lengths.extend((features.length, number))
    connection.execute("INSERT INTO segment VALUES (?, ?, ?, ?)", (segment, len(known), lengths.tobytes(), until))


def _stretches(segment: int, known: Sequence[tuple[Features, int]]) -> Iterator[tuple[int, bytes, bytes]]:
    for number in range(0, len(known), _STRETCH):
        part = known[number : number + _STRETCH]
        sources = array("I", (source for _, source in part))
        size = signature_size(part[-1][0].length)
        signatures = b"".join(features.signature(size).to_bytes(size, "little") for features, _ in part)
        yield segment << 20 | number // _STRETCH, sources.tobytes(), signatures


def drop(connection: sqlite3.Connection, segment: int) -> None:
    """Remove a segment."""
    connection.execute("DELETE FROM posting WHERE id >= ? AND id < ?", (segment << 36, segment + 1 << 36))
    connection.execute("DELETE FROM stretch WHERE id >= ? AND id < ?", (segment << 20, segment + 1 << 20))
    connection.execute("DELETE FROM segment WHERE id = ?", (segment,))


class Segment:
    """A segment, open for searches."""

    def __init__(self, connection: sqlite3.Connection, id: int, sentences: int, lengths: bytes) -> None:
        self._connection = connection
        self._id, self.sentences = id, sentences
        numbers = array("I", lengths)
        self._lengths, self._firsts = numbers[::2], numbers[1::2]
        self._stretches: dict[int, tuple[array[int], bytes]] = {}
        self._frequencies: dict[int, int] = {}

    def search(self, query: Features) -> Search:
        """A search for sentences like this one."""
        return Search(self, query)

    def frequencies(self, words: Iterable[int]) -> dict[int, int]:
        """In how many of its sentences each word stands, those that stand in any."""
        first, known = self._id << 36, self._frequencies
        if len(known) > _KNOWN:
            known.clear()
        unknown = [word for word in words if word not in known]
        known.update(dict.fromkeys(unknown, 0))
        for start in range(0, len(unknown), 512):
            places = [first | word << 4 for word in unknown[start : start + 512]]
            question = f"SELECT id, sentences FROM posting WHERE id IN ({','.join('?' * len(places))})"
            known.update((place - first >> 4, count) for place, count in self._connection.execute(question, places))
        return {word: known[word] for word in words if known[word]}

    def listed(self, word: int, least: int) -> list[memoryview]:
        """The numbers of the sentences in which a word is rare enough, in one ascending list a band."""
        first = self._id << 36 | word << 4
        rows = self._connection.execute(
            "SELECT sentences FROM posting WHERE id BETWEEN ? AND ?", (first + max(1, least // 5 - 9), first + 11)
        )
        return [memoryview(row[0]).cast("I") for row in rows]

    def numbers(self, shortest: int, longest: int) -> tuple[int, int]:
        """The numbers [first, end) of the sentences of such lengths."""
        low, high = bisect_left(self._lengths, shortest), bisect_right(self._lengths, longest)
        end = self._firsts[high] if high < len(self._firsts) else self.sentences
        return (self._firsts[low] if low < high else end), end

    def weigh(self, numbers: Sequence[int], query: Features, least: int) -> Iterator[tuple[int, int]]:
        """Of these sentences, ascending, the ones that may be alike enough: (fewest edits, source)."""
        length = query.length
        at = bisect_right(self._firsts, numbers[0]) - 1 if numbers else 0
        position, stretch, signature, size = 0, -1, 0, 0
        sources, signatures = array("I"), b""
        while position < len(numbers):
            end = self._firsts[at + 1] if at + 1 < len(self._firsts) else self.sentences
            until = bisect_left(numbers, end, position)
            other_length = self._lengths[at]
            longer = max(length, other_length)
            most = most_edits(longer, least)
            most_here, most_there = most - longer + length, most - longer + other_length
            for number in numbers[position:until]:
                if number // _STRETCH != stretch:
                    stretch = number // _STRETCH
                    sources, signatures = self._stretches.get(stretch) or self._stretch(stretch)
                    size = len(signatures) // len(sources)
                    signature = query.signature(size)
                place = number % _STRETCH * size
                other = int.from_bytes(signatures[place : place + size], "little")
                here = 2 * (signature & ~other).bit_count()
                if here <= most_here:
                    there = 2 * (other & ~signature).bit_count()
                    if there <= most_there:
                        yield longer - min(length - here, other_length - there), sources[number % _STRETCH]
            position = until
            at += 1

    def _stretch(self, number: int) -> tuple[array[int], bytes]:
        if len(self._stretches) >= _KEPT:
            self._stretches.clear()
        question = "SELECT sources, signatures FROM stretch WHERE id = ?"
        row = self._connection.execute(question, (self._id << 20 | number,)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError(f"stretch {number} of segment {self._id} is missing")
        self._stretches[number] = array("I", row[0]), row[1]
        return self._stretches[number]


class Search:
    """A search in one segment, from the most alike downwards."""

    def __init__(self, segment: Segment, query: Features) -> None:
        self._segment, self._query = segment, query
        frequency = segment.frequencies(query.words)
        self._words: list[tuple[int, int]] = []
        start = 0
        for word in sorted(query.words, key=lambda word: (frequency.get(word, 0), word)):
            if word in frequency:
                self._words.append((start, word))
            start += query.words[word]

    def at(self, least: int) -> list[tuple[int, int]]:
        """Every sentence that may be at least so alike, and some others: (fewest edits, source)."""
        length = self._query.length
        edits = most_edits(length, least)
        low, high = self._segment.numbers(length - edits, length * 100 // least)
        found: set[int] = set() if length else set(range(low, high))
        for start, word in self._words:
            if start > edits:
                break
            for numbers in self._segment.listed(word, least):
                found.update(numbers[bisect_left(numbers, low) : bisect_left(numbers, high)])
        return list(self._segment.weigh(sorted(found), self._query, least))
