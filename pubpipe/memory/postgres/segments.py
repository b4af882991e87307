"""Segments in tables: the filter of `memory.postings`, its lists read in few questions, its signatures weighed there.

The laws are those of `postings`: an own order of words in each segment, the rarer half of each sentence listed, in
bands. What differs serves a server that is some way off: lists hold the numbers of sources and their lengths, a word
that stands in few sentences has all of them in one row with its frequency, and one question asks all segments.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from pubpipe.memory.keys import key, mask
from pubpipe.memory.points import most_edits
from pubpipe.memory.postings import LARGEST, Features, signature_size

if TYPE_CHECKING:
    from pubpipe.memory.postgres.connecting import Connection

SEALING = 0x70756270_00000002
"""The advisory lock of the one who makes segments of loose sentences."""

LOOSE = 1024
"""How many sentences may be loose before a segment is made of them."""

_OF_A_SIZE = 4
_FEW = 16
_BANDS = 11


def bits(signature: int, size: int) -> str:
    """A signature of so many bytes as PostgreSQL reads a bit string."""
    return f"{signature:0{8 * size}b}"


def described(features: Features) -> tuple[int, str]:
    """The length and the signature of a sentence, as they stand in `source`."""
    size = signature_size(features.length)
    return features.length, bits(features.signature(size), size)


def rows(segment: int, sentences: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int, bytes, bytes]]:
    """The rows of `posting` for these sentences: id, sentences with the word, sources listed, their lengths."""
    known = [(features, source) for source, text in sentences for features in (Features(text),)]
    known.sort(key=lambda each: (each[0].length, each[1]))
    frequency = Counter(chain.from_iterable(features.words for features, _ in known))
    rarity = {word: place for place, (_, word) in enumerate(sorted((count, word) for word, count in frequency.items()))}
    listed: defaultdict[int, tuple[array[int], array[int]]] = defaultdict(lambda: (array("I"), array("I")))
    for features, source in known:
        start, length, words = 0, features.length, features.words
        for word in sorted(words, key=rarity.__getitem__):
            if 2 * start > length:
                break
            band = (100 - -(-100 * start // length)) // 5 - 9 if frequency[word] > _FEW else 0
            sources, lengths = listed[word << 4 | band]
            sources.append(source)
            lengths.append(length)
            start += words[word]
    first = segment << 36
    for word, count in frequency.items():
        sources, lengths = listed.pop(word << 4, (array("I"), array("I")))
        yield first | word << 4, count, sources.tobytes(), lengths.tobytes()
    for place, (sources, lengths) in listed.items():
        yield first | place, 0, sources.tobytes(), lengths.tobytes()


class Search:
    """A search in all segments at once, from the most alike downwards."""

    def __init__(self, connection: Connection, segments: Sequence[int], query: Features) -> None:
        self._connection, self._query = connection, query
        self._lists: dict[int, list[tuple[memoryview, memoryview]]] = {}
        self._read: dict[int, int] = {}
        self._order: list[tuple[int, int]] = []
        ids = [segment << 36 | word << 4 for segment in segments for word in query.words]
        found: dict[int, int] = {}
        question = "SELECT id, sentences, sources, lengths FROM posting WHERE id = ANY(%s)"
        for place, count, sources, lengths in _asked(connection, question, (ids,)) if ids else ():
            found[place] = count
            self._keep(place, sources, lengths)
        for segment in segments:
            start, first = 0, segment << 36
            for often, word in sorted((found.get(first | word << 4, 0), word) for word in query.words):
                if often:
                    place = first | word << 4
                    self._order.append((start, place))
                    self._read[place] = 1 if often <= _FEW else _BANDS + 1
                start += query.words[word]

    def at(self, least: int) -> list[int]:
        """The sources that may be at least so alike, before their signatures are weighed."""
        length = self._query.length
        edits = most_edits(length, least)
        shortest, longest = length - edits, length * 100 // least
        wanted = [place for start, place in self._order if start <= edits]
        self._fetch(wanted, max(1, least // 5 - 9))
        found: set[int] = set()
        for place in wanted:
            for sources, lengths in self._lists.get(place, ()):
                found.update(sources[bisect_left(lengths, shortest) : bisect_right(lengths, longest)])
        return list(found)

    def _fetch(self, places: Iterable[int], band: int) -> None:
        """Read what is not yet read of these words, down to a band."""
        lows, highs = [], []
        for place in places:
            if band < self._read[place]:
                lows.append(place + band)
                highs.append(place + self._read[place] - 1)
                self._read[place] = band
        if lows:
            question = (
                "SELECT posting.id, sources, lengths FROM unnest(%s::bigint[], %s::bigint[]) AS part (low, high)"
                " JOIN posting ON posting.id BETWEEN low AND high"
            )
            for place, sources, lengths in _asked(self._connection, question, (lows, highs)):
                self._keep(place, sources, lengths)

    def _keep(self, place: int, sources: bytes, lengths: bytes) -> None:
        if sources:
            lists = self._lists.setdefault(place & ~15, [])
            lists.append((memoryview(sources).cast("I"), memoryview(lengths).cast("I")))


def _asked(connection: Connection, question: str, values: Sequence[object]) -> Iterator[tuple[Any, ...]]:
    """The rows of an answer, in PostgreSQL's binary form, in which bytes are not spelt out."""
    with connection.cursor(binary=True) as cursor:
        yield from cursor.execute(question.encode(), values)


def seal(connection: Connection) -> None:
    """Make segments of the loose sentences where they have become many, and merge small ones, in one transaction.

    One person does it at a time; who finds another at it leaves it to them. Nobody has to wait: what others write
    meanwhile stays loose.
    """
    many = "SELECT count(*) FROM (SELECT FROM loose LIMIT %s) AS first"
    if _number(connection, many, (LOOSE,)) < LOOSE:
        return
    with connection.transaction():
        if connection.execute("SELECT pg_try_advisory_xact_lock(%s)", (SEALING,)).fetchone() != (True,):
            return
        while True:
            first = "SELECT source FROM loose ORDER BY source LIMIT %s"
            sources = [source for (source,) in _asked(connection, first, (LARGEST,))]
            if sources:
                connection.execute("DELETE FROM loose WHERE source = ANY(%s)", (sources,))
                _write(connection, sources)
            if len(sources) < LARGEST:
                break
        _merge(connection)


def _write(connection: Connection, sources: Sequence[int]) -> None:
    """One segment of these sources; those that no pair has any more are deleted."""
    gone = (
        "SELECT id FROM source WHERE id = ANY(%s) AND NOT EXISTS (SELECT FROM unit WHERE unit.source = source.id)"
        " FOR UPDATE SKIP LOCKED"
    )
    unused = [source for (source,) in _asked(connection, gone, (list(sources),))]
    import psycopg

    try:
        with connection.transaction():
            connection.execute("DELETE FROM source WHERE id = ANY(%s)", (unused,))
    except psycopg.errors.ForeignKeyViolation:
        pass  # Somebody has just begun to use one: they all stay, till the next time.
    texts = [(source, text) for source, text in _asked(connection, _TEXTS, (list(sources),))]
    if not texts:
        return
    segment = _number(connection, "SELECT coalesce(max(id), 0) + 1 FROM segment", ())
    with connection.cursor() as cursor, cursor.copy("COPY posting FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types(["int8", "int4", "bytea", "bytea"])
        for row in sorted(rows(segment, texts)):
            copy.write_row(row)
    members = array("I", (source for source, _text in texts)).tobytes()
    connection.execute("INSERT INTO segment VALUES (%s, %s, %s)", (segment, len(texts), members))


_TEXTS = "SELECT id, text FROM source WHERE id = ANY(%s) ORDER BY id"


def _merge(connection: Connection) -> None:
    while True:
        sizes: dict[int, list[tuple[int, int]]] = {}
        for segment, count in _asked(connection, "SELECT id, sentences FROM segment ORDER BY id", ()):
            sizes.setdefault((count // LOOSE).bit_length() // 2, []).append((segment, count))
        ready = [group for group in sizes.values() if len(group) >= _OF_A_SIZE]
        merged = next((group for group in ready if sum(count for _, count in group) <= LARGEST), None)
        if merged is None:
            return
        numbers = [segment for segment, _count in merged]
        members = _asked(connection, "SELECT sources FROM segment WHERE id = ANY(%s)", (numbers,))
        sources = sorted(chain.from_iterable(memoryview(part).cast("I") for (part,) in members))
        for segment in numbers:
            bounds = segment << 36, segment + 1 << 36
            connection.execute("DELETE FROM posting WHERE id >= %s AND id < %s", bounds)
        connection.execute("DELETE FROM segment WHERE id = ANY(%s)", (numbers,))
        _write(connection, sources)


def read_anew(connection: Connection) -> None:
    """Describe and list every sentence again, in a transaction of the owner's.

    Neighbours are known by their keys alone; each project brings them again, since no digest is known any more.
    """
    connection.execute("UPDATE origin SET digest = '', stamp = ''")
    connection.execute("TRUNCATE posting, segment, loose")
    last, question = 0, "SELECT id, text FROM source WHERE id > %s ORDER BY id LIMIT 5000"
    while texts := list(_asked(connection, question, (last,))):
        last = texts[-1][0]
        read = [(key(text), mask(text), *described(Features(text)), number) for number, text in texts]
        with connection.cursor() as cursor:
            cursor.executemany("UPDATE source SET key = %s, mask = %s, length = %s, signature = %s WHERE id = %s", read)
    connection.execute("INSERT INTO loose SELECT id FROM source")
    seal(connection)


def _number(connection: Connection, question: str, values: Sequence[object]) -> int:
    row = connection.execute(question.encode(), values).fetchone()
    return int(row[0]) if row else 0
