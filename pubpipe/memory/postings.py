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

What a search reads lies together: the *marks* (signatures of eight bytes) of all sentences of the lengths that can
matter stand in a few rows side by side. Only what they let through costs a look elsewhere: at a longer signature where
the sentence is too long for its mark to say much, then at the text.
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
CREATE TABLE segment (id INTEGER PRIMARY KEY, sentences INTEGER, until INTEGER, lengths BLOB);
CREATE TABLE block (id INTEGER PRIMARY KEY, marks BLOB);
CREATE TABLE member (id INTEGER PRIMARY KEY, sources BLOB);
CREATE TABLE stretch (id INTEGER PRIMARY KEY, signatures BLOB);
CREATE TABLE posting (id INTEGER PRIMARY KEY, sentences);
"""

_BLOCK, _MEMBERS, _STRETCH = 250, 500, 30
"""Sentences whose marks, whose sources' numbers, and whose longest signatures fill one page of the file."""

_MARKED = 64
"""Points of the longest sentence whose mark says enough."""

_MARK = 8
_KNOWN = 1 << 17
_KEPT = 2048


class Features:
    """What the index knows of a sentence: its length in points, the points of each word in it, and its signatures."""

    __slots__ = ("_signatures", "_signing", "length", "words")

    def __init__(self, text: str) -> None:
        self.words: dict[int, int] = {}
        self.length = 0
        self._signing: set[int] = set()
        for word, weight, signs in map(_feature, tokens(text)):
            self.words[word] = self.words.get(word, 0) + weight
            self.length += weight
            if signs:
                self._signing.add(word)
        self._signatures: dict[int, int] = {}

    def signature(self, size: int) -> int:
        """A bit for each word, in so many bytes; what is not a word has none, for it is too common."""
        found = self._signatures.get(size)
        if found is None:
            found = self._signatures[size] = _signature(self._signing, size)
        return found

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


def described(text: str) -> tuple[int, bytes]:
    """What is noted of a sentence as long as it is loose: its length and its signature."""
    features = Features(text)
    size = signature_size(features.length)
    return features.length, features.signature(size).to_bytes(size, "little")


def _signature(words: Iterable[int], size: int) -> int:
    found, bits = 0, 8 * size
    for word in words:
        found |= 1 << word % bits
    return found


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
    connection.executemany("INSERT INTO block VALUES (?, ?)", _blocks(segment, known))
    connection.executemany("INSERT INTO member VALUES (?, ?)", _members(segment, known))
    connection.executemany("INSERT INTO stretch VALUES (?, ?)", _stretches(segment, known))
    lengths = array("I")
    for number, (features, _source) in enumerate(known):
        if not lengths or lengths[-2] != features.length:
            lengths.extend((features.length, number))
    connection.execute("INSERT INTO segment VALUES (?, ?, ?, ?)", (segment, len(known), until, lengths.tobytes()))


def _blocks(segment: int, known: Sequence[tuple[Features, int]]) -> Iterator[tuple[int, bytes]]:
    for number in range(0, len(known), _BLOCK):
        marks = array("Q", (features.signature(_MARK) for features, _ in known[number : number + _BLOCK]))
        yield segment << 20 | number // _BLOCK, marks.tobytes()


def _members(segment: int, known: Sequence[tuple[Features, int]]) -> Iterator[tuple[int, bytes]]:
    for number in range(0, len(known), _MEMBERS):
        sources = array("I", (source for _, source in known[number : number + _MEMBERS]))
        yield segment << 20 | number // _MEMBERS, sources.tobytes()


def _stretches(segment: int, known: Sequence[tuple[Features, int]]) -> Iterator[tuple[int, bytes]]:
    for number in range(0, len(known), _STRETCH):
        part = known[number : number + _STRETCH]
        if part[-1][0].length > _MARKED:
            size = signature_size(part[-1][0].length)
            signatures = b"".join(features.signature(size).to_bytes(size, "little") for features, _ in part)
            yield segment << 20 | number // _STRETCH, signatures


def sources_of(connection: sqlite3.Connection, segment: int) -> Iterator[memoryview]:
    """The numbers of the sources of a segment."""
    question = "SELECT sources FROM member WHERE id >= ? AND id < ?"
    for (numbers,) in connection.execute(question, (segment << 20, segment + 1 << 20)):
        yield memoryview(numbers).cast("I")


def drop(connection: sqlite3.Connection, segment: int) -> None:
    """Remove a segment."""
    connection.execute("DELETE FROM posting WHERE id >= ? AND id < ?", (segment << 36, segment + 1 << 36))
    for table in ("block", "member", "stretch"):
        connection.execute(f"DELETE FROM {table} WHERE id >= ? AND id < ?", (segment << 20, segment + 1 << 20))
    connection.execute("DELETE FROM segment WHERE id = ?", (segment,))


class Segment:
    """A segment, open for searches."""

    def __init__(self, connection: sqlite3.Connection, id: int, sentences: int, lengths: bytes) -> None:
        self._connection = connection
        self._id, self.sentences = id, sentences
        numbers = array("I", lengths)
        self._lengths, self._firsts = numbers[::2], numbers[1::2]
        self._blocks: dict[int, memoryview] = {}
        self._members: dict[int, memoryview] = {}
        self._stretches: dict[int, memoryview] = {}
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

    def weigh(self, numbers: Sequence[int], query: Features, least: int) -> list[int]:
        """The sources of those of these sentences, ascending, that may be alike enough."""
        found: list[int] = []
        if not numbers:
            return found
        self._read_blocks(numbers[0] // _BLOCK, numbers[-1] // _BLOCK)
        length, mine = query.length, query.signature(_MARK)
        signed = mine.bit_count()
        at, position = bisect_right(self._firsts, numbers[0]) - 1, 0
        while position < len(numbers):
            block = numbers[position] // _BLOCK
            marks, begin = self._blocks[block], block * _BLOCK
            end = self._firsts[at + 1] if at + 1 < len(self._firsts) else self.sentences
            until = bisect_left(numbers, min(end, begin + _BLOCK), position)
            other = self._lengths[at]
            longer = max(length, other)
            most = most_edits(longer, least)
            most_here, most_there = (most - longer + length) // 2, (most - longer + other) // 2
            shared = signed - most_here
            for number in numbers[position:until]:
                mark = marks[number - begin]
                common = (mine & mark).bit_count()
                if (
                    common >= shared
                    and mark.bit_count() - common <= most_there
                    and (other <= _MARKED or self._near(number, query, most_here, most_there))
                ):
                    found.append(self._source(number))
            position = until
            if position < len(numbers) and numbers[position] >= end:
                at += 1
        return found

    def _near(self, number: int, query: Features, most_here: int, most_there: int) -> bool:
        """Whether the longer signature of a sentence lacks at most so many words of the query's, and it of its."""
        stretch, place = divmod(number, _STRETCH)
        signatures = self._stretches.get(stretch)
        if signatures is None:
            signatures = self._read(self._stretches, "SELECT signatures FROM stretch WHERE id = ?", stretch)
        size = len(signatures) // min(_STRETCH, self.sentences - stretch * _STRETCH)
        mine, other = query.signature(size), int.from_bytes(signatures[place * size : (place + 1) * size], "little")
        return (mine & ~other).bit_count() <= most_here and (other & ~mine).bit_count() <= most_there

    def _source(self, number: int) -> int:
        part, place = divmod(number, _MEMBERS)
        sources = self._members.get(part)
        if sources is None:
            sources = self._read(self._members, "SELECT sources FROM member WHERE id = ?", part)
            sources = self._members[part] = sources.cast("I")
        return sources[place]

    def _read_blocks(self, first: int, last: int) -> None:
        """Have the marks of these blocks at hand."""
        missing = [block for block in range(first, last + 1) if block not in self._blocks]
        if missing:
            start = self._id << 20
            question = "SELECT id, marks FROM block WHERE id BETWEEN ? AND ?"
            for number, marks in self._connection.execute(question, (start | missing[0], start | missing[-1])):
                self._blocks[number - start] = memoryview(marks).cast("Q")
            if any(block not in self._blocks for block in missing):
                raise sqlite3.DatabaseError(f"blocks of segment {self._id} are missing")

    def _read(self, kept: dict[int, memoryview], question: str, number: int) -> memoryview:
        """A row of the segment, kept for the next who asks."""
        if len(kept) >= _KEPT:
            kept.clear()
        row = self._connection.execute(question, (self._id << 20 | number,)).fetchone()
        if row is None:
            raise sqlite3.DatabaseError(f"row {number} of segment {self._id} is missing")
        kept[number] = memoryview(row[0])
        return kept[number]


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

    def at(self, least: int) -> list[int]:
        """The source of every sentence that may be at least so alike, and some others."""
        length = self._query.length
        edits = most_edits(length, least)
        low, high = self._segment.numbers(length - edits, length * 100 // least)
        found: set[int] = set() if length else set(range(low, high))
        for start, word in self._words:
            if start > edits:
                break
            for numbers in self._segment.listed(word, least):
                found.update(numbers[bisect_left(numbers, low) : bisect_left(numbers, high)])
        return self._segment.weigh(sorted(found), self._query, least)
