"""Front matter: the YAML (---) or TOML (+++) head of a Markdown or HTML file.

A reader of single lines, lists and block scalars, not of all YAML: what it does not understand is protected. Values of
the keys in TRANSLATED are places; the key itself and every other value are protected.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pubpipe.formats import RULES, Rules, named
from pubpipe.formats._lines import Met
from pubpipe.formats._spans import SPACE, Mark, Piece, Place, Text, gather
from pubpipe.formats._templates import templates
from pubpipe.model import CodeKind, Content, Fate
from pubpipe.patterns import pattern

TRANSLATED = frozenset(
    [
        "title",
        "subtitle",
        "description",
        "summary",
        "abstract",
        "excerpt",
        "lead",
        "lede",
        "intro",
        "introduction",
        "caption",
        "alt",
        "alt_text",
        "keywords",
        "keyword",
        "heading",
        "subheading",
        "headline",
        "tagline",
        "teaser",
        "deck",
        "blurb",
        "subject",
        "objectives",
        "learning_objectives",
        "short_title",
        "long_title",
        "nav_title",
        "page_title",
        "linktitle",
        "link_title",
        "menu_title",
        "seo_title",
        "meta_title",
        "meta_description",
        "seo_description",
        "page_description",
        "og_title",
        "og_description",
        "twitter_title",
        "twitter_description",
        "image_alt",
        "image_caption",
    ]
)
"""Keys whose values are read by people, in lower case with underscores."""

_LANGUAGE = frozenset(("lang", "language", "locale"))
_KEY = pattern(r"""([ \t]*)((?:-[ \t]+)*)([\w.-]+|"[^"\n]*"|'[^'\n]*')[ \t]*[:=](?=[ \t\r\n]|$)[ \t]*""")
_ITEM = pattern(r"([ \t]*)-[ \t]+")
_BLOCK = pattern(r"([|>])[-+0-9]*[ \t]*(#.*)?$")
_QUOTED = pattern(r'"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\n]|\'\')*)\'')
_FLOW = pattern(r'\s*("(?:[^"\\\n]|\\.)*"|\'(?:[^\'\n]|\'\')*\'|[^,"\'\[\]{}\n]+?)\s*(?:,|$)')
_WORD = pattern(rf"[{SPACE}]+|[^{SPACE}]+")
_PLAIN = pattern(r"(?![-?:,\[\]{}#&*!|>'\"%@`~=<])(?!(?:true|false|yes|no|on|off|null|[-+.\d]+)$)[^\n]*", re.I)


@dataclass(slots=True)
class FrontMatter:
    """The head of a file: where it ends, its places, what else was met, and the span of its language."""

    end: int
    places: list[Place] = field(default_factory=list)
    met: list[Met] = field(default_factory=list)
    language: tuple[int, int] | None = None


def front_matter(text: str, rules: Rules = RULES) -> FrontMatter | None:
    """Read the head of a file, or None where there is none."""
    fence = text[:3]
    if fence not in ("---", "+++") or text[3:].split("\n", 1)[0].strip() or "\n" not in text:
        return None
    closing = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$" if fence == "---" else r"^\+\+\+[ \t]*\r?$", re.M)
    first = text.index("\n") + 1
    last = closing.search(text, first)
    if not last:
        return None
    if fence == "---" and not re.search(r"^[\w\"' -]+:", text[first : last.start()], re.M) and last.start() > first:
        return None
    reader = _Reader(text, FrontMatter(last.end()), rules)
    reader.protect(0, first, "front matter fence")
    reader.protect(last.start(), last.end(), "front matter fence")
    reader.read(first, last.start())
    return reader.head


class _Reader:
    def __init__(self, text: str, head: FrontMatter, rules: Rules) -> None:
        self.text = text
        self.head = head
        self.protected = [each.lower().replace("-", "_") for each in rules.protect_keys]
        self.translated = [each.lower().replace("-", "_") for each in rules.translate_keys]

    def kept(self, name: str) -> str:
        """The rule that keeps the value of a key, or "" where it is for translators."""
        if found := named(name, self.protected):
            return f"key: {found}"
        return "" if name in TRANSLATED or named(name, self.translated) else "front matter value"

    def protect(self, start: int, end: int, rule: str) -> None:
        if self.text[start:end].strip():
            self.head.met.append(Met(start, end, Fate.PROTECTED, rule))

    def read(self, start: int, end: int) -> None:
        lines: list[tuple[int, int]] = []
        while start < end:
            stop = self.text.find("\n", start, end)
            stop = end if stop < 0 else stop + 1
            lines.append((start, stop))
            start = stop
        owner, depth = "", -1
        at = 0
        while at < len(lines):
            start, stop = lines[at]
            line = self.text[start:stop].rstrip()
            indent = len(line) - len(line.lstrip())
            at += 1
            if not line or line.lstrip().startswith("#"):
                self.protect(start, stop, "front matter comment")
                continue
            key = _KEY.match(self.text, start, start + len(line))
            item = None if key else _ITEM.match(self.text, start, start + len(line))
            if key:
                name = key.group(3).strip("\"'").lower().replace("-", "_")
                value = key.end()
                indent = key.start(3) - start
                following = at
                while following < len(lines) and self._deeper(lines[following], key.end(1) - start):
                    following += 1
                self.protect(start, value, "front matter key")
                at += self._value(name, indent, value, start + len(line), lines[at:following])
                owner, depth = (name, key.end(1) - start) if value == start + len(line) else ("", -1)
            elif item and owner and not self.kept(owner) and indent >= depth:
                self.protect(start, item.end(), "front matter key")
                self._scalar("meta", owner, item.end(), start + len(line))
            else:
                self.protect(start, stop, (self.kept(owner) if owner else "") or "front matter value")

    def _deeper(self, line: tuple[int, int], indent: int) -> bool:
        shown = self.text[line[0] : line[1]]
        return not shown.strip() or len(shown) - len(shown.lstrip()) > indent

    def _value(self, name: str, indent: int, start: int, end: int, below: list[tuple[int, int]]) -> int:
        """Take one value; the number of further lines it used."""
        role = "title" if name == "title" and indent == 0 else "meta"
        kept = self.kept(name)
        value = self.text[start:end]
        block = _BLOCK.match(value)
        if name in _LANGUAGE and indent == 0 and re.fullmatch(r"[\"']?en[\w-]*[\"']?", value):
            quote = int(value[0] in "\"'")
            self.head.language = (start + quote, end - quote)
        if block:
            self.protect(start, end, "front matter key")
            if not kept:
                self._block(role, name, below, folded=block.group(1) == ">")
            else:
                for line in below:
                    self.protect(*line, kept)
            return len(below)
        if kept or not value or value[0] in "{&*!":
            self.protect(start, end, kept or "front matter value")
            return 0
        if value.startswith("["):
            self._flow(name, start, end)
            return 0
        used = 0
        if value[0] not in "\"'":
            while used < len(below) and not _KEY.match(self.text, *below[used]) and self._line(below[used]):
                end = below[used][0] + len(self.text[slice(*below[used])].rstrip())
                used += 1
        self._scalar(role, name, start, end)
        return used

    def _line(self, line: tuple[int, int]) -> bool:
        shown = self.text[line[0] : line[1]].strip()
        return bool(shown) and not shown.startswith(("- ", "#"))

    def _block(self, role: str, name: str, lines: list[tuple[int, int]], folded: bool) -> None:
        paragraph: list[tuple[int, int]] = []
        for line in [*lines, (0, 0)]:
            blank = not self.text[line[0] : line[1]].strip()
            if paragraph and (blank or not folded):
                self._place(role, name, paragraph[0][0], paragraph[-1][1], "yaml-block", str)
                paragraph = []
            if not blank:
                paragraph.append(line)

    def _flow(self, name: str, start: int, end: int) -> None:
        if not self.text.startswith("]", end - 1):
            self.protect(start, end, "front matter value")
            return
        at = start + 1
        self.protect(start, at, "front matter key")
        while at < end - 1:
            item = _FLOW.match(self.text, at, end - 1)
            if not item:
                break
            self._scalar("meta", name, *item.span(1), flow=True)
            self.protect(item.end(1), item.end(), "front matter key")
            at = item.end()
        if at < end - 1:
            self.protect(at, end - 1, "front matter value")
        self.protect(end - 1, end, "front matter key")

    def _scalar(self, role: str, name: str, start: int, end: int, flow: bool = False) -> None:
        value = self.text[start:end]
        quoted = _QUOTED.match(value)
        form = "yaml-flow" if flow else "yaml-plain"
        decode: Callable[[str], str] = str
        tail = end
        if quoted:
            form, decode = ("yaml-double", _unquoted) if quoted.group(2) is None else ("yaml-single", _unpaired)
            start, end = start + 1, start + quoted.end() - 1
            self.protect(start - 1, start, "front matter key")
            self.protect(end, tail, "front matter key")
        elif value[:1] in ("'", '"', "[", "{", "|", ">", "&", "*", "!", "%", "@", "`"):
            self.protect(start, end, "front matter value")
            return
        elif comment := re.search(r"\s#", value):
            end = start + comment.start()
            self.protect(end, tail, "front matter comment")
        self._place(role, name, start, end, form, decode)

    def _place(self, role: str, name: str, start: int, end: int, form: str, decode: Callable[[str], str]) -> None:
        place = gather(_pieces(self.text, start, end, decode), role, style=name, form=form)
        if place:
            self.head.places.append(place)
            self.head.met.append(Met(start, end, Fate.TRANSLATED, role))
        else:
            self.protect(start, end, "front matter value")


def _pieces(text: str, start: int, end: int, decode: Callable[[str], str]) -> Iterator[Piece]:
    at = start
    for each in templates(text[start:end]):
        yield from _words(text, at, start + each.start, decode)
        at = start + each.end
        shown = "" if each.silent else text[start + each.start : at]
        yield Mark(start + each.start, at, CodeKind.ALONE, "x", display=shown)
    yield from _words(text, at, end, decode)


def _words(text: str, start: int, end: int, decode: Callable[[str], str]) -> Iterator[Text]:
    for word in _WORD.finditer(text, start, end):
        yield Text(*word.span(), decode(word.group()))


def _unquoted(word: str) -> str:
    try:
        return str(json.loads(f'"{word}"'))
    except ValueError:
        return word


def _unpaired(word: str) -> str:
    return word.replace("''", "'")


def written(place: Place, target: Content, raw: Callable[..., str]) -> str:
    """A value as its kind of scalar writes it; a plain one is quoted where YAML would misread it."""
    shown = [" ".join(part.split("\n")) if isinstance(part, str) else "" for part in target]
    parts = [part if isinstance(part, str) else raw(part) for part in target]
    if place.form == "yaml-block":
        return "".join(parts)
    if place.form == "yaml-single":
        return "".join(one.replace("'", "''") if one else raw_ for one, raw_ in zip(shown, parts, strict=True))
    doubled = "".join(
        one.replace("\\", "\\\\").replace('"', '\\"') if one else raw_ for one, raw_ in zip(shown, parts, strict=True)
    )
    if place.form == "yaml-double":
        return doubled
    plain = "".join(parts)
    unsafe = re.search(r": |:$| #|^\s|\s$", plain) or (place.form == "yaml-flow" and re.search(r"[,\[\]{}]", plain))
    return f'"{doubled}"' if unsafe or not _PLAIN.fullmatch(plain) else plain
