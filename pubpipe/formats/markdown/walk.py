"""The one walk over a Markdown file: `read` and `merge` both see the places it finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from pubpipe.formats import Rules
from pubpipe.formats._front_matter import front_matter
from pubpipe.formats._spans import Piece, Place, gather, shifted
from pubpipe.formats.markdown.inline import Paint, Reader, code_pieces, even, fated
from pubpipe.formats.markdown.masks import masked, masks
from pubpipe.formats.markdown.parsing import Environment, cells, offsets, parse
from pubpipe.model import Fate

_NUMBERED = re.compile(
    r"\s*(?:Figure|Fig\.|Table|Exhibit|Chart|Map|Photo|Plate|Illustration|Box|图|表)\s*[A-Z]?\d+(?:[-–.．]\d+)*"
)
LONGEST_CAPTION = 160
"""Characters of a caption whose number no full stop or colon ends."""

_LINE = re.compile(r"\r\n|\r|\n")
_PREFIX = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|:(?=[ \t])|\[\^[^\]\s]+\]:))*[ \t]*")
_LABEL = re.compile(r"[ \t>]*(\[\^[^\]\n]+\]:)")
_DEFINED_TITLE = re.compile(r"""[ \t\n]("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))[ \t]*$""", re.S)
_ROLES = {
    "list_item_open": "item",
    "blockquote_open": "quote",
    "footnote_reference_open": "note",
    "dt_open": "item",
    "dd_open": "item",
}
_CLOSING = frozenset(kind.replace("_open", "_close") for kind in _ROLES)


@dataclass(slots=True)
class Found:
    """What the walk found: places, what became of each character, and where the file names its own language.

    `environment` holds the link and footnote definitions: a target is read again with them.
    """

    lines: list[tuple[int, int]]
    environment: Environment
    places: list[Place] = field(default_factory=list)
    paint: list[Paint] = field(default_factory=list)
    languages: list[tuple[int, int]] = field(default_factory=list)


def lines_of(text: str) -> list[tuple[int, int]]:
    """The span of each line without its ending (CRLF, CR or LF), as the parser counts them."""
    found: list[tuple[int, int]] = []
    start = 0
    for ending in _LINE.finditer(text):
        found.append((start, ending.start()))
        start = ending.end()
    return [*found, (start, len(text))]


def walk(text: str, rules: Rules, environment: Environment | None = None) -> Found:
    """Visit each translatable place of the file in reading order."""
    return _Walk(text, rules, environment or {}).run()


def is_caption(text: str) -> bool:
    """Whether a paragraph is the caption of a picture or table: "Figure 1-1. Title", "表1-1 标题", but no sentence."""
    number = _NUMBERED.match(text)
    if not number:
        return False
    title = text[number.end() :]
    if not title.strip() or title[0] in ".．:：—–":
        return True
    first = title.strip()[0]
    plain = first.isupper() or not first.isascii() or first in '“"(（《'
    return plain and title[0].isspace() and len(text) <= LONGEST_CAPTION and title.rstrip()[-1] not in ".。;；:："


class _Walk:
    def __init__(self, text: str, rules: Rules, environment: Environment) -> None:
        self.text = text
        self.rules = rules
        self.found = Found(lines_of(text), environment)
        self.roles: list[str] = []
        self.level = 0
        self.unmarked = False
        self.row: list[tuple[str, Sequence[int]]] = []

    def run(self) -> Found:
        head = front_matter(self.text, self.rules)
        if head:
            self.found.places += head.places
            self.found.paint += [(each.start, each.end, each.fate, each.rule) for each in head.met]
            self.found.languages += [head.language] if head.language else []
        start = head.end if head else 0
        self.hidden = masks(self.text, start)
        self.masked = masked(self.text, start, self.hidden)
        tokens = parse(self.masked, self.found.environment)
        for index, token in enumerate(tokens):
            self.visit(token, tokens, index)
        self.definitions()
        for each in self.hidden:
            if self.text[each.start : each.end].strip() and each.silent:
                self.found.paint.insert(0, (each.start, each.end, Fate.PROTECTED, each.rule))
        return self.found

    def visit(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        kind = token.type
        if kind == "inline":
            if tokens[index - 1].type not in ("th_open", "td_open"):
                self.paragraph(token, tokens[index - 1])
        elif kind in _ROLES:
            self.roles.append(_ROLES[kind])
            if kind == "footnote_reference_open":
                self.label(token)
                known = self.found.environment.get("footnotes", {}).get("refs", {})
                self.unmarked = known.get(f":{token.meta['label']}", 0) < 0
        elif kind in _CLOSING:
            self.roles.pop()
            self.unmarked = self.unmarked and kind != "footnote_reference_close"
        elif kind == "heading_open":
            self.level = int(token.tag[1:])
        elif kind == "tr_open" and token.map:
            self.row = []
        elif kind in ("th_open", "td_open"):
            self.cell(tokens[index + 1], tokens, index)
        elif kind in ("fence", "code_block"):
            self.block(token, Fate.PROTECTED, "code block")
            if self.rules.code:
                self.code(token)
        elif kind == "hr":
            self.block(token, Fate.EXCLUDED, "markup")
        elif kind == "html_block":
            self.html(token)

    def block(self, token: Token, fate: Fate, rule: str) -> None:
        if token.map:
            for first, last in self.found.lines[token.map[0] : token.map[1]]:
                self.found.paint.append((first, last, fate, rule))

    def code(self, token: Token) -> None:
        """Each line of a code block is a place of its own; what it is fenced or indented with stays."""
        first, last = token.map or [0, 0]
        lines = token.content.split("\n")[: last - first]
        for (start, end), line in zip(self.found.lines[first + (token.type == "fence") : last], lines, strict=False):
            at = self.text.rfind(line.strip(), start, end) if line.strip() else -1
            if at >= 0:
                paint: list[Paint] = []
                place = gather(
                    code_pieces(self.text, at, at + len(line.strip()), paint), "box", style="code", form="md-code"
                )
                if place:
                    self.found.places.append(place)
                    self.found.paint += fated(paint, Fate.TRANSLATED, "box")

    def label(self, token: Token) -> None:
        if token.map:
            first, last = self.found.lines[token.map[0]]
            at = self.text.find(f"[^{token.meta['label']}]:", first, last)
            if at >= 0:
                end = at + len(token.meta["label"]) + 4
                self.found.paint.append((at, end, Fate.PROTECTED, "note mark"))

    # running text

    def paragraph(self, token: Token, before: Token) -> None:
        where = offsets(token, self.found.lines, self.masked)
        if not token.content:
            return
        if where is None:
            self.block(token, Fate.PROTECTED, "place unknown")
            return
        heading = before.type == "heading_open"
        role = "heading" if heading else self.roles[-1] if self.roles else "paragraph"
        setext = heading and before.markup in ("=", "-")
        self.read(token, where, role, "md-heading" if heading and not setext else "md-setext" if setext else "md")

    def read(self, token: Token, where: Sequence[int], role: str, form: str) -> None:
        pieces: list[Piece]
        if only := even(token, where):
            pieces, within, paint = [only], [], [(only.start, only.end, Fate.TRANSLATED, "")]
        else:
            footnotes = self.found.environment.get("footnotes", {})
            reader = Reader(self.text, self.hidden, footnotes, self.rules)
            pieces = reader.pieces(token.children or [], where, token.content)
            within, paint = reader.places, reader.paint
        if self.unmarked:
            self.found.paint += fated(paint, Fate.EXCLUDED, "note without mark")
            return
        level = self.level if role == "heading" else 0
        place = gather(pieces, role, level, form=form)
        if place and role in ("paragraph", "quote"):
            shown = "".join(part for part in place.content if isinstance(part, str))
            if is_caption(shown):
                role = "caption"
                place = replace(place, role=role)
        if place:
            self.found.places.append(place)
        fate, rule = (Fate.TRANSLATED, role) if place else (Fate.PROTECTED, "no letter or digit")
        self.found.places += within
        self.found.paint += fated(paint, fate, rule)

    def cell(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        column, first_cell = 0, index
        while tokens[first_cell - 1].type in ("th_close", "td_close"):
            column, first_cell = column + 1, first_cell - 3
        if column == 0 and token.map:
            self.row = self.cells(token.map[0], tokens, index)
        if tokens[index + 3].type == "tr_close":
            for _shown, where in self.row[column + 1 :]:
                self.found.paint.append((where[0], where[-1], Fate.EXCLUDED, "cell outside the table"))
        if not token.content:
            return
        if column >= len(self.row) or self.row[column][0] != token.content:
            if token.map:
                first, last = self.found.lines[token.map[0]]
                self.found.paint.append((first, last, Fate.PROTECTED, "place unknown"))
            return
        self.read(token, self.row[column][1], "cell", "md-cell")

    def cells(self, number: int, tokens: Sequence[Token], index: int) -> list[tuple[str, Sequence[int]]]:
        """The cells of a row in a line that may begin with the marks of quotations and lists."""
        first, last = self.found.lines[number]
        line = self.masked[first:last]
        prefix = _PREFIX.match(line)
        for start in {0, prefix.end() if prefix else 0}:
            row = cells(line[start:], first + start)
            if row and row[0][0] == tokens[index + 1].content:
                return row
        return []

    # other blocks

    def html(self, token: Token) -> None:
        """An HTML block is walked as HTML, unless a quotation's marks stand within it."""
        if token.map is None:
            return
        from pubpipe.formats.html.tokens import tokens as html_tokens
        from pubpipe.formats.html.walk import walk as html_walk

        span = self.found.lines[token.map[0] : token.map[1]]
        shown = token.content.split("\n")
        start, end = span[0][0], span[-1][1]
        if any(
            self.masked[first:last].strip() != line.strip() for (first, last), line in zip(span, shown, strict=False)
        ):
            at = self.masked.find(shown[0].strip(), *span[0])
            if at < 0 or any(line.strip() for line in shown[1:]):
                self.block(token, Fate.PROTECTED, "HTML in a quotation")
                return
            start, end = at, span[0][1]
        part = self.text[start:end]
        for tag in html_tokens(part):
            if tag.kind in ("start", "end", "comment", "template"):
                rule = {"comment": "HTML comment", "template": "template code"}.get(tag.kind, "HTML tag")
                self.found.paint.append((start + tag.start, start + tag.end, Fate.PROTECTED, rule))
        found = html_walk(part, self.rules, self.roles[-1] if self.roles else "paragraph")
        self.found.places += [shifted(place, start) for place in found.places]
        for met in found.met:
            self.found.paint.append((start + met.start, start + met.end, met.fate, met.rule))

    def definitions(self) -> None:
        """Link definitions show nothing but their titles."""
        environment = self.found.environment
        defined = [*environment.get("references", {}).values(), *environment.get("duplicate_refs", [])]
        titled: list[Place] = []
        for each in sorted(defined, key=lambda one: one["map"][0] if one.get("map") else -1):
            if not each.get("map") or each.get("ours"):
                continue
            span = self.found.lines[each["map"][0] : each["map"][1]]
            if not span:
                continue
            start, end = span[0][0], span[-1][1]
            self.found.paint.append((start, end, Fate.PROTECTED, "link definition"))
            if each.get("title") and (title := _DEFINED_TITLE.search(self.text, start, end)):
                reader = Reader(self.text, self.hidden, {}, self.rules)
                reader.title(title.start(1) + 1, title.end(1) - 1)
                titled += reader.places
                self.found.paint += reader.paint
        self.found.places += titled


MARKUP = re.compile(r"(?:[#>|:=*_+~\\-]|\d{1,9}[.)])+")
"""What may stand in a line beside its text: the marks of headings, quotations, lists, tables."""


def painted(text: str, found: Found) -> Iterator[tuple[int, int, Fate, str]]:
    """The whole file as spans with their fates; what nothing was said of is left out, so that the ledger shows it."""
    names: dict[tuple[Fate, str], int] = {}
    canvas = [0] * len(text)
    for start, end, fate, rule in found.paint:
        number = names.setdefault((fate, rule), len(names) + 1)
        canvas[start:end] = [number] * (end - start)
    kinds = {number: key for key, number in names.items()}
    for first, last in found.lines:
        at = first
        while at < last:
            number, end = canvas[at], at + 1
            while end < last and canvas[end] == number:
                end += 1
            if number:
                yield at, end, *kinds[number]
            else:
                for chunk in re.finditer(r"\S+", text[at:end]):
                    if MARKUP.fullmatch(chunk.group()):
                        yield at + chunk.start(), at + chunk.end(), Fate.EXCLUDED, "markup"
            at = end
