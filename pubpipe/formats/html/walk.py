"""The one walk over an HTML file: `read` and `merge` both see the places it finds."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from pubpipe.formats import Rules
from pubpipe.formats._front_matter import front_matter
from pubpipe.formats._lines import Met
from pubpipe.formats._spans import EXCLUDED, SPACE, Mark, Piece, Place, Text, gather
from pubpipe.formats._templates import templates
from pubpipe.formats.html import elements
from pubpipe.formats.html.meaning import KEPT, LEFT_OUT, Context, attribute_role, known_role, meaning, muting
from pubpipe.formats.html.notes import link_note, with_note_marks
from pubpipe.formats.html.tokens import Attribute, Token, tokens
from pubpipe.model import CodeKind, Fate
from pubpipe.text.page_marks import PAGE_MARK, PAGE_NUMBER, is_marked, may_mark, page_number, shown_in

DEEPEST = 512
"""Open elements; what is nested deeper is read without its context."""

_WORD = re.compile(rf"[{SPACE}]+|[^{SPACE}]+")
_LINE = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True)
class Found:
    """What the walk found: places, what was met, and the spans where the file names its own language."""

    places: list[Place] = field(default_factory=list)
    met: list[Met] = field(default_factory=list)
    languages: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Open:
    """An open element; `pair` is 0 where it breaks lines."""

    name: str
    context: Context
    pair: int = 0
    type: str = "x"


@dataclass(slots=True)
class _Mute:
    """An element whose text is not for translators, open at this depth of the stack."""

    depth: int
    start: int
    fate: Fate
    rule: str
    type: str
    inline: bool
    shown: list[str] = field(default_factory=list)
    display: str = ""


def walk(text: str, rules: Rules, context: str = "paragraph") -> Found:
    """Visit each translatable place of the file in reading order."""
    return _Walk(text, rules, Context(context)).run()


class _Walk:
    def __init__(self, text: str, rules: Rules, context: Context) -> None:
        self.text = text
        self.rules = rules
        self.found = Found()
        self.outermost = context
        self.stack: list[_Open] = []
        self.open: dict[str, int] = {}
        self.mute: _Mute | None = None
        self.run_pieces: list[Piece] = []
        self.run_text: list[tuple[int, int]] = []
        self.inner: list[Place] = []
        self.drawing = False
        self.pairs = 0
        self.strict = "<?xml" in text[:200] or 'xmlns="http://www.w3.org/1999/xhtml"' in text[:2000]

    def run(self) -> Found:
        head = front_matter(self.text, self.rules)
        if head:
            self.found.places += head.places
            self.found.met += head.met
        for token in tokens(self.text, head.end if head else 0):
            match token.kind:
                case "text":
                    self.characters(token)
                case "start":
                    self.start(token)
                case "end":
                    self.end(token)
                case "template":
                    self.template(token)
                case "raw":
                    self.meet(token.start, token.end, Fate.EXCLUDED, "script")
                case "comment":
                    if not self.mute and self.run_pieces:
                        self.run_pieces.append(Mark(token.start, token.end, CodeKind.ALONE, "x"))
        self.pop(0, len(self.text))
        self.flush()
        return self.found

    # text

    @property
    def context(self) -> Context:
        return self.stack[-1].context if self.stack else self.outermost

    def meet(self, start: int, end: int, fate: Fate, rule: str, tag: int = -1) -> None:
        if self.mute:
            fate, rule = self.mute.fate, self.mute.rule
        if self.text[start:end].strip():
            self.found.met.append(Met(start, end, fate, rule, tag))

    def characters(self, token: Token) -> None:
        if self.mute:
            self.mute.shown.append(unescape(self.text[token.start : token.end]))
            self.meet(token.start, token.end, Fate.PROTECTED, "")
        elif self.drawing:
            self.add(self.inner, self.words(token.start, token.end), token, "alt", "svg", "text", -1)
        else:
            self.run_text.append((token.start, token.end))
            cut = self.lines if self.context.verbatim else self.words
            self.run_pieces += cut(token.start, token.end)

    def words(self, start: int, end: int) -> Iterator[Piece]:
        for word in _WORD.finditer(self.text, start, end):
            yield Text(*word.span(), unescape(word.group()))

    def lines(self, start: int, end: int) -> Iterator[Piece]:
        at = start
        for line in _LINE.finditer(self.text, start, end):
            yield from self.words(at, line.start())
            yield Mark(*line.span(), CodeKind.ALONE, "br")
            at = line.end()
        yield from self.words(at, end)

    def template(self, token: Token) -> None:
        shown = self.text[token.start : token.end]
        self.meet(token.start, token.end, Fate.PROTECTED, "template code")
        if not self.mute and not self.drawing:
            shown = "" if token.silent else shown
            self.run_pieces.append(Mark(token.start, token.end, CodeKind.ALONE, "x", display=shown))

    def flush(self) -> None:
        """The run of text that ends here is a place, or nothing to translate."""
        context = self.context
        pieces, marks = with_note_marks(self.run_pieces)
        place = gather(pieces, context.role, context.level, context.style, verbatim=context.verbatim)
        if place:
            self.found.places.append(place)
        for start, end in self.run_text:
            before = bisect_right(marks, start, key=lambda mark: mark.start) - 1
            if before >= 0 and end <= marks[before].end:
                self.meet(start, end, Fate.PROTECTED, "note mark")
            elif place and place.start < end and start < place.end:
                self.meet(start, end, Fate.TRANSLATED, context.role)
            else:
                self.meet(start, end, Fate.PROTECTED, "no letter or digit")
        self.found.places += self.inner
        self.run_pieces, self.run_text, self.inner = [], [], []

    # tags

    def start(self, token: Token) -> None:
        name = token.name
        self.end_implied(token)
        block = name in elements.BLOCKS and name not in elements.UNSEEN and not self.drawing
        values = {each.name: self.text[each.start : each.end] for each in token.attributes}
        if self.mute:
            self.attributes(token, values)
            self.push(token, self.context, 0, "x")
            return
        if block:
            self.flush()
        if name == "html":
            self.found.languages += [
                (each.start, each.end)
                for each in token.attributes
                if each.name in ("lang", "xml:lang") and values[each.name].lower()[:2] == "en"
            ]
        if may_mark(values) and self.page(token, values, block):
            return
        if muted := muting(name, values, self.rules):
            fate, rule, kind = muted
            pushed = self.push(token, self.context, 0, kind)
            self.mute = _Mute(len(self.stack) - 1, token.start, fate, rule, kind, not block)
            self.attributes(token, values)
            if not pushed:
                self.mute = None
                if not block:
                    self.run_pieces.append(Mark(token.start, token.end, CodeKind.ALONE, "x"))
            return
        self.attributes(token, values)
        if name == "svg" and not self.drawing:
            self.drawing = self.push(token, self.context, 0, "img")
            kind = CodeKind.OPEN if self.drawing else CodeKind.ALONE
            self.run_pieces.append(Mark(token.start, token.end, kind, "img"))
        elif self.drawing:
            self.push(token, self.context, 0, "x")
        elif block:
            self.push(token, meaning(name, values, self.context), 0, "x")
        else:
            self.inline(token, values)

    def page(self, token: Token, values: dict[str, str], block: bool) -> bool:
        """Take an element that marks a page as one mark; False where it does not, or holds more than a number."""
        alone = token.closed or token.name in elements.VOID
        shown = "" if alone else shown_in(self.text, token.end, token.name)
        if shown is None or not is_marked(values, unescape(shown)):
            return False
        number = page_number(values, unescape(shown))
        self.attributes(token, values)
        if not token.closed and self.push(token, self.context, 0, PAGE_MARK):
            depth = len(self.stack) - 1
            self.mute = _Mute(depth, token.start, Fate.PROTECTED, PAGE_NUMBER, PAGE_MARK, not block, display=number)
        elif not block:
            self.run_pieces.append(Mark(token.start, token.end, CodeKind.ALONE, PAGE_MARK, display=number))
        return True

    def inline(self, token: Token, values: dict[str, str]) -> None:
        name = token.name
        kind = elements.type_of(name, values)
        if name == "br" or name in ("img", "image"):
            self.run_pieces.append(Mark(token.start, token.end, CodeKind.ALONE, "br" if name == "br" else "img"))
            return
        self.pairs += 1
        if self.push(token, self.context, self.pairs, kind):
            note = link_note(values)
            self.run_pieces.append(Mark(token.start, token.end, CodeKind.OPEN, kind, self.pairs, note=note))
        else:
            self.run_pieces.append(Mark(token.start, token.end, CodeKind.ALONE, "x"))

    def push(self, token: Token, context: Context, pair: int, type: str) -> bool:
        """Open the element, if it has content."""
        if token.name in elements.VOID or len(self.stack) >= DEEPEST:
            return False
        if token.closed and (self.strict or self.drawing or token.name in ("svg", "path")):
            return False
        self.stack.append(_Open(token.name, context, pair, type))
        self.open[token.name] = self.open.get(token.name, 0) + 1
        return True

    def end_implied(self, token: Token) -> None:
        """End the elements whose end tag this start tag makes needless."""
        if token.name in elements.ENDS_P and self.open.get("p"):
            self.end_open({"p"}, elements.CELLS, token.start)
        names = elements.CLOSES.get(token.name)
        if names and any(self.open.get(name) for name in names):
            barriers = elements.BARRIERS.get(token.name, {"table"})
            while self.end_open(names, barriers, token.start):
                pass

    def end_open(self, names: set[str], barriers: frozenset[str] | set[str], position: int) -> bool:
        for depth in range(len(self.stack) - 1, -1, -1):
            name = self.stack[depth].name
            if name in names:
                self.pop(depth, position)
                return True
            if name in barriers:
                return False
        return False

    def end(self, token: Token) -> None:
        name = token.name
        block = name in elements.BLOCKS and not self.drawing
        depth = self.depth_of(name)
        if depth < 0:
            if self.mute:
                return
            if block:
                self.flush()
            else:
                kind = "br" if name == "br" else "x"
                self.run_pieces.append(Mark(token.start, token.end, CodeKind.ALONE, kind))
            return
        element = self.stack[depth]
        if element.pair and not self.mute:
            del self.stack[depth]
            self.open[name] -= 1
            self.run_pieces.append(Mark(token.start, token.end, CodeKind.CLOSE, element.type, element.pair))
            return
        if self.mute and depth < self.mute.depth and element.pair:
            return
        ours = bool(self.mute and self.mute.depth == depth) or element.type == "img"
        self.pop(depth, token.end if ours else token.start)

    def depth_of(self, name: str) -> int:
        """Where in the stack the element stands that an end tag closes, or -1."""
        if not self.open.get(name):
            return -1
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth].name == name:
                return depth
            if self.stack[depth].name in elements.CELLS and name not in elements.CELLS | {"tr", "tbody", "thead"}:
                return -1
        return -1

    def pop(self, depth: int, position: int) -> None:
        """Close all elements from this depth on; the run of text ends if one of them breaks lines."""
        while len(self.stack) > depth:
            element = self.stack[-1]
            if self.mute and self.mute.depth == len(self.stack) - 1:
                mute, self.mute = self.mute, None
                if mute.inline:
                    kept = mute.type == KEPT
                    shown = " ".join("".join(mute.shown).split()) if kept or mute.type == "c" else mute.display
                    kind, note = ("x", EXCLUDED) if kept else (mute.type, "")
                    self.run_pieces.append(Mark(mute.start, position, CodeKind.ALONE, kind, 0, shown, note))
            elif element.type == "img":
                self.drawing = False
                self.end_drawing(position)
            elif element.name in elements.BLOCKS and not self.mute and not self.drawing:
                self.flush()
            self.stack.pop()
            self.open[element.name] -= 1

    def end_drawing(self, position: int) -> None:
        for index in range(len(self.run_pieces) - 1, -1, -1):
            piece = self.run_pieces[index]
            if isinstance(piece, Mark) and piece.kind is CodeKind.OPEN and piece.type == "img":
                self.run_pieces[index:] = [Mark(piece.start, position, CodeKind.ALONE, "img")]
                return

    # attributes

    def attributes(self, token: Token, values: dict[str, str]) -> None:
        for each in token.attributes:
            role = attribute_role(token.name, each.name, values, self.rules)
            if not role or not self.text[each.start : each.end].strip():
                continue
            if role.startswith("-"):
                self.meet(each.start, each.end, Fate.PROTECTED, role[1:], token.start)
                continue
            if (role == "alt" and not self.rules.alt) or (role == "meta" and not self.rules.meta):
                self.meet(each.start, each.end, Fate.EXCLUDED, LEFT_OUT[role], token.start)
            elif self.mute:
                self.meet(each.start, each.end, Fate.PROTECTED, "", token.start)
            else:
                pieces = self.value(each)
                self.add(self.inner, pieces, each, role, each.name, f"attribute{each.quote or ' '}", token.start)
            if not known_role(token.name, each.name, values):
                self.found.met[-1] = self.found.met[-1]._replace(part="attributes by rule")
        if token.name in elements.BLOCKS and not self.run_pieces and not self.drawing:
            self.found.places += self.inner
            self.inner = []

    def value(self, attribute: Attribute) -> Iterator[Piece]:
        at = attribute.start
        for code in templates(self.text[attribute.start : attribute.end]):
            start, end = attribute.start + code.start, attribute.start + code.end
            yield from self.words(at, start)
            shown = "" if code.silent else self.text[start:end]
            yield Mark(start, end, CodeKind.ALONE, "x", display=shown)
            at = end
        yield from self.words(at, attribute.end)

    def add(
        self,
        places: list[Place],
        pieces: Iterator[Piece],
        span: Token | Attribute,
        role: str,
        style: str,
        form: str,
        tag: int,
    ) -> None:
        place = gather(pieces, role, style=style, form=form)
        if place:
            places.append(place)
            self.meet(span.start, span.end, Fate.TRANSLATED, role, tag)
        else:
            self.meet(span.start, span.end, Fate.PROTECTED, "no letter or digit", tag)
