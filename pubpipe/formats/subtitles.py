"""Subtitles (.srt, .vtt): the text of each cue; numbers, times, settings, styles, notes and voices' names are kept.

A line break within a cue is a code, so that a translator may place it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pubpipe.errors import Unreadable
from pubpipe.formats import RULES, Rules
from pubpipe.formats._encoding import decoded
from pubpipe.formats._lines import Met
from pubpipe.formats._page import READER, page, paragraph
from pubpipe.formats._plain import LINE, encoded, ledger, visible
from pubpipe.formats._spans import SPACE, Mark, Piece, Place, Raw, Text, document, gather, splice
from pubpipe.messages import _
from pubpipe.model import CodeKind, Content, Document, Fate, Visible

SUFFIXES = (".srt", ".vtt")

_HEADER = re.compile(r"WEBVTT(?=[ \t\r\n]|\Z)")
_TIME = r"(?:\d+:)?\d{1,2}:\d{1,2}[,.]\d{1,3}"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}")
_NUMBER = re.compile(r"[ \t]*\d+[ \t]*[\r\n]*\Z")
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>b|i|u|s|c|v|lang|ruby|rt|font)(?:[.\s][^<>\r\n]*)?>|<(?:\d+:)?\d+:\d+\.\d+>|\{\\[^{}\r\n]*\}",
    re.IGNORECASE,
)
_BREAK = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))+[ \t]*")
_ENTITY = re.compile(r"&(?:[a-zA-Z]+|#\d+|#[xX][0-9a-fA-F]+);")
_TYPES = {"b": "b", "i": "i", "u": "u", "s": "s"}
_BLOCKS = {"NOTE": "note", "STYLE": "style sheet", "REGION": "region"}


@dataclass(frozen=True, slots=True)
class _Cue:
    """A cue: where its number or name begins, its timing, and its text [start, end) without space at the ends."""

    name: int
    timing: int
    start: int
    end: int


def read(source: bytes, rules: Rules = RULES) -> Document:
    """The cues of a subtitle file as units, and the fate of every character."""
    text = decoded(source).text
    places, met = _walk(text)
    return document(places, ledger(text, places, met, "text outside cues"))


def merge(source: bytes, targets: Mapping[str, Content], rules: Rules = RULES) -> bytes:
    """The same file with targets in their cues; a file that cannot hold Chinese becomes UTF-8."""
    file = decoded(source)
    write = _written_vtt if _HEADER.match(file.text) else _written_srt
    text = splice(file.text, _walk(file.text)[0], targets, write)
    return source if text == file.text else encoded(file, text)


def scan(source: bytes) -> Iterator[Visible]:
    """Each line that shows something, times and all."""
    return visible(source)


def prepare(source: bytes) -> tuple[bytes, str]:
    """The cues as HTML, each a paragraph, and pandoc's reader for it."""
    return page(paragraph(unit.content) for unit in read(source).units), READER


def _walk(text: str) -> tuple[list[Place], list[Met]]:
    vtt = _HEADER.match(text) is not None
    places: list[Place] = []
    met: list[Met] = []
    cues = list(_cues(text, vtt, met))
    if not cues and not vtt:
        raise Unreadable(_("not a subtitle file: it has no times"))
    for cue in cues:
        met.append(Met(cue.name, cue.timing, Fate.PROTECTED, "name of a cue"))
        line = LINE.match(text, cue.timing)
        assert line is not None
        met.append(Met(cue.timing, line.end(), Fate.PROTECTED, "times"))
        place = gather(_pieces(text, cue, vtt), "paragraph")
        if place is None:
            met.append(Met(cue.start, cue.end, Fate.PROTECTED, "no letters"))
            continue
        places.append(place)
        at = cue.start
        for found in _TAG.finditer(text, cue.start, cue.end):
            met.append(Met(at, found.start(), Fate.TRANSLATED, "text"))
            voice = (found["name"] or "").lower() == "v" and not found["close"]
            met.append(Met(found.start(), found.end(), Fate.PROTECTED, "name of a voice" if voice else "markup"))
            at = found.end()
        met.append(Met(at, cue.end, Fate.TRANSLATED, "text"))
    return places, met


def _cues(text: str, vtt: bool, met: list[Met]) -> Iterator[_Cue]:
    """Each cue; what stands between them is met on the way."""
    lines = [(found.start(), found.end()) for found in LINE.finditer(text)]
    blank = [not text[start:end].strip() for start, end in lines]
    skipped = _blocks(text, lines, blank, met) if vtt else set()
    times = [at for at, (start, _end) in enumerate(lines) if at not in skipped and _TIMING.match(text, start)]
    firsts = [_first(text, lines, blank, at, vtt) for at in times]
    for at, first, following in zip(times, firsts, [*firsts, len(lines)][1:], strict=True):
        stop = at + 1
        while stop < max(following, at + 1) and not (vtt and blank[stop]):
            stop += 1
        while stop > at + 1 and blank[stop - 1]:
            stop -= 1
        start = lines[at][1]
        end = lines[stop - 1][1]
        inside = text[start:end]
        start += len(inside) - len(inside.lstrip(SPACE))
        end = max(start, end - (len(inside) - len(inside.rstrip(SPACE))))
        yield _Cue(lines[first][0], lines[at][0], start, end)


def _first(text: str, lines: list[tuple[int, int]], blank: list[bool], at: int, vtt: bool) -> int:
    """The line a cue begins with: the one before its times if that is its number or, in WebVTT, its name."""
    if at == 0 or blank[at - 1]:
        return at
    start, end = lines[at - 1]
    if vtt:
        return at - 1 if at > 1 and blank[at - 2] else at
    return at - 1 if _NUMBER.match(text[start:end]) else at


def _blocks(text: str, lines: list[tuple[int, int]], blank: list[bool], met: list[Met]) -> set[int]:
    """The lines of WebVTT's header, notes, styles and regions."""
    skipped: set[int] = set()
    for at, (start, _end) in enumerate(lines):
        if at and not blank[at - 1]:
            continue
        word = re.match(r"[A-Z]*", text[start:])
        rule = "header" if at == 0 else _BLOCKS.get(word.group() if word else "", "")
        stop = at
        while rule and stop < len(lines) and not blank[stop]:
            stop += 1
        if rule and (
            rule in ("header", "note") or not any("-->" in text[slice(*lines[each])] for each in range(at, stop))
        ):
            skipped.update(range(at, stop))
            met.append(Met(start, lines[stop - 1][1], Fate.EXCLUDED if rule == "note" else Fate.PROTECTED, rule))
    return skipped


def _pieces(text: str, cue: _Cue, vtt: bool) -> Iterator[Piece]:
    open_tags: list[tuple[str, int]] = []
    pair = 0
    at = cue.start
    for found in _TAG.finditer(text, cue.start, cue.end):
        yield from _words(text, at, found.start(), vtt)
        at = found.end()
        name = (found["name"] or "").lower()
        kind = CodeKind.ALONE
        number = 0
        if name and not found["close"]:
            pair += 1
            kind, number = CodeKind.OPEN, pair
            open_tags.append((name, pair))
        elif name and (match := next((each for each in reversed(open_tags) if each[0] == name), None)):
            kind, number = CodeKind.CLOSE, match[1]
            open_tags.remove(match)
        yield Mark(found.start(), at, kind, _TYPES.get(name, "f") if number else "x", number)
    yield from _words(text, at, cue.end, vtt)


def _words(text: str, start: int, end: int, vtt: bool) -> Iterator[Piece]:
    at = start
    pattern = re.compile(rf"{_BREAK.pattern}|[ \t\f]+" + (rf"|{_ENTITY.pattern}" if vtt else ""))
    for found in pattern.finditer(text, start, end):
        if at < found.start():
            yield Text(at, found.start(), text[at : found.start()])
        at = found.end()
        shown = found.group()
        if "\n" in shown or "\r" in shown:
            yield Mark(found.start(), at, CodeKind.ALONE, "br")
        else:
            yield Text(found.start(), at, html.unescape(shown))
    if at < end:
        yield Text(at, end, text[at:end])


def _written_srt(place: Place, target: Content, raw: Raw) -> str:
    """The target as a cue of SubRip, which has no escapes: what would read as markup there becomes full-width."""

    def shown(words: str) -> str:
        words = re.sub(r"<(?=[/a-z\d])", "＜", words, flags=re.IGNORECASE).replace("{\\", "｛\\")
        return re.sub(rf"[{SPACE}]+", " ", words).replace("-->", "→")

    return "".join(shown(part) if isinstance(part, str) else raw(part) for part in target).strip(SPACE)


def _written_vtt(place: Place, target: Content, raw: Raw) -> str:
    """The target as a cue of WebVTT."""

    def shown(words: str) -> str:
        words = words.replace("&", "&amp;").replace("<", "&lt;").replace("-->", "--&gt;")
        return re.sub(rf"[{SPACE}]+", " ", words)

    return "".join(shown(part) if isinstance(part, str) else raw(part) for part in target).strip(SPACE)
