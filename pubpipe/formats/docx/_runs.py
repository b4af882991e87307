"""The runs of a paragraph cut into pieces: text, breaks, references to notes, symbols, fields, pictures."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from pubpipe.formats._fonts import SYMBOL_FONTS
from pubpipe.formats._rules import Ruling
from pubpipe.formats.docx._claims import SYMBOL
from pubpipe.formats.docx._looks import Dress, has_on
from pubpipe.formats.docx._pieces import LINES, Alone, Text
from pubpipe.formats.docx._strand import Strand
from pubpipe.formats.docx.names import ALTERNATE, FIELD_MARK, ID, INSTRUCTION, RPR, SPACE, T, w
from pubpipe.model import Fate

_BREAKS = {w("tab"): ("tab", "\t"), w("ptab"): ("tab", "\t"), w("br"): ("br", "\n"), w("cr"): ("br", "\n")}
_HOSTS = frozenset({w("drawing"), w("pict"), w("object"), ALTERNATE})
_REFERENCES = {
    w("footnoteReference"): ("fn", "footnotes"),
    w("endnoteReference"): ("en", "endnotes"),
    w("commentReference"): ("cm", "comments"),
}
_OWN_MARK = w("customMarkFollows")
_NO_BREAK_HYPHEN = w("noBreakHyphen")
_RUBY, _RUBY_BASE = w("ruby"), w("rubyBase")
DROPPED = frozenset({w("lastRenderedPageBreak"), w("proofErr"), w("softHyphen")})
"""What is nothing to a reader, in runs and beside them."""
_DELETED_TEXT = frozenset({w("delText"), w("delInstrText")})
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    "{urn:schemas-microsoft-com:vml}imagedata",
)


class Runs(Strand):
    """Cuts the runs of one paragraph, or of several that become one."""

    def run(self, run: etree._Element) -> None:
        dress = self.plain
        self.marked = False
        if dress.hidden and not self.story.rules.hidden and run.find(RPR) is None:
            self.hidden(run)
            return
        for child in run:
            tag = child.tag
            if tag == T:
                self.text(run, child, dress)
            elif tag == RPR:
                dress = self.story.styles.dress(self.style, child)
                if dress.hidden and not self.story.rules.hidden:
                    break
            elif tag == _NO_BREAK_HYPHEN:
                self.words("\u2011", run, child, dress)
            elif tag not in DROPPED and isinstance(tag, str):
                _IN_RUN.get(tag, Runs.thing_in)(self, run, child)
        if dress.hidden and not self.story.rules.hidden:
            self.hidden(run)

    def stretch(self, mark: etree._Element) -> None:
        """Runs of text one after another, told by their bytes."""
        stretches = self.story.stretches
        span = stretches.span(mark)
        kinds = stretches.worn[span]
        known = stretches.dresses.get(self.style)
        if known is None:
            known = stretches.dresses[self.style] = {}
        try:
            worn = [known[each] for each in kinds]
        except KeyError:
            worn = [self.dressed(each, known) for each in kinds]
        if self.pending is not None or None in worn:
            for run in stretches.expand(mark):
                self.run(run)
            return
        self.marked = False
        last = self.last if self.pieces and self.pieces[-1] is self.last else None
        for dress, words in zip(worn, stretches.words[span], strict=True):
            if last is not None and last.dress is dress:
                last.parts.append(words)
            elif words and dress is not None:
                last = Text([words], dress)
                self.pieces.append(last)
        self.last = last

    def dressed(self, worn: bytes, known: dict[bytes, Dress | None]) -> Dress | None:
        """What runs with these properties wear; None where they are not merely text to a reader."""
        if worn not in known:
            properties = self.story.stretches.wardrobe[worn] if worn else None
            dress = self.story.styles.dress(self.style, properties)
            unseen = dress.hidden and not self.story.rules.hidden
            known[worn] = None if unseen or dress.symbolic or dress.ruling else dress
        return known[worn]

    def hidden(self, run: etree._Element) -> None:
        """Hidden text is no reader's; fields begin and end in it all the same."""
        for child in run:
            tag = child.tag
            if tag == FIELD_MARK:
                self.field_mark(run, child)
            elif tag == INSTRUCTION:
                self.instruction(run, child)
            elif tag != RPR:
                self.claims.claim_all(child, Fate.EXCLUDED, "hidden text")
                if isinstance(tag, str) and tag not in DROPPED:
                    self.anchor((run, child), True)

    def thing_in(self, run: etree._Element, child: etree._Element) -> None:
        self.alone("x", "", (run, child))

    def instruction(self, run: etree._Element, child: etree._Element) -> None:
        self.claims.claim(child, Fate.PROTECTED, "field code")
        if self.pending is None:
            self.anchor((run, child), True)
            return
        if not self.story.fields[-1].shows:
            self.story.fields[-1].instruction += child.text or ""
        self.member(run, child)

    def line_break(self, run: etree._Element, child: etree._Element) -> None:
        self.alone(*_BREAKS[str(child.tag)], (run, child))

    def reference(self, run: etree._Element, child: etree._Element) -> None:
        kind, series = _REFERENCES[str(child.tag)]
        self.notes.append((series, child.get(ID, "")))
        self.marked = has_on(child, _OWN_MARK)
        number = self.story.counts.get(kind, 0) + (0 if self.marked else 1)
        self.story.counts[kind] = number
        self.alone(kind, "" if self.marked or kind == "cm" else str(number), (run, child))

    def symbol(self, run: etree._Element, child: etree._Element) -> None:
        self.claims.claim(child, Fate.PROTECTED, "symbol", w("char"))
        self.alone("x", _symbol(child), (run, child))

    def deleted_text(self, run: etree._Element, child: etree._Element) -> None:
        self.claims.claim(child, Fate.EXCLUDED, "deleted revision")

    def ruby(self, run: etree._Element, child: etree._Element) -> None:
        self.claims.claim_all(child, Fate.PROTECTED, "ruby")
        base = next(child.iterchildren(_RUBY_BASE), child)
        self.alone("x", self.story.stretches.visible(base), (run, child))

    def text(self, run: etree._Element, child: etree._Element, dress: Dress) -> None:
        text = child.text or ""
        bare = text.strip(" \t\r\n")
        if dress.symbolic and bare:
            self.claims.claim(child, Fate.PROTECTED, "symbol")
            self.alone("x", "•" * len(text.strip()), (run, child))
            return
        if len(bare) != len(text) and not self.story.preserve and child.get(SPACE) != "preserve":
            text = bare
        if dress.ruling and bare and self.pending is None and not self.marked:
            self.ruled(text, run, child, dress.ruling)
            return
        if self.marked and self.pending is None and isinstance(mark := self.pieces[-1], Alone):
            if self.claims.asked:
                self.answer(child, "note mark")
            mark.members.append((run, child))
            mark.display += text
            return
        if self.claims.asked:
            self.answer(child, "")
        if self.pending is not None:
            self.words(text.translate(LINES), run, child, dress)
        elif (last := self.last) is not None and last.dress is dress and self.pieces[-1] is last:
            last.parts.append(text)
        elif text:
            self.last = Text([text], dress)
            self.pieces.append(self.last)

    def ruled(self, text: str, run: etree._Element, child: etree._Element, ruling: Ruling) -> None:
        """Words that a rule of the project keeps from translators."""
        if len(child):
            self.claims.claim_all(child, Fate.EXCLUDED, "damaged text")
        self.claims.claim(child, *ruling)
        excluded = ruling[0] is Fate.EXCLUDED
        self.pieces.append(Alone("x" if excluded else "c", text.translate(LINES), [(run, child)], excluded))

    def answer(self, child: etree._Element, rule: str) -> None:
        """Say what becomes of a text: protected by this rule or by that of the fields around it, or translated."""
        if len(child):
            self.claims.claim_all(child, Fate.EXCLUDED, "damaged text")
        if rule or self.pending is not None:
            self.claims.claim(child, Fate.PROTECTED, rule or self.rule())
        else:
            self.claims.claim(child, Fate.TRANSLATED, "inserted revision" if self.revised else "text")

    def host(self, run: etree._Element | None, child: etree._Element) -> None:
        self.hosts.append(child)
        has_picture = any(True for _each in child.iter(*_PICTURES))
        self.alone("img" if has_picture else "x", "", (run, child))

    def meet(self, element: etree._Element) -> None:
        """Remember hosts and notes inside something protected, which are given to translators all the same."""
        for each in element.iter(*_HOSTS, *_REFERENCES):
            if each.tag in _REFERENCES:
                self.notes.append((_REFERENCES[each.tag][1], each.get(ID, "")))
            elif not any(ancestor in self.hosts for ancestor in each.iterancestors()):
                self.hosts.append(each)


_IN_RUN: dict[str, Callable[[Runs, etree._Element, etree._Element], None]] = {
    FIELD_MARK: Runs.field_mark,
    INSTRUCTION: Runs.instruction,
    **dict.fromkeys(_BREAKS, Runs.line_break),
    **dict.fromkeys(_REFERENCES, Runs.reference),
    **dict.fromkeys(_HOSTS, Runs.host),
    SYMBOL: Runs.symbol,
    **dict.fromkeys(_DELETED_TEXT, Runs.deleted_text),
    _RUBY: Runs.ruby,
}
"""What a run holds beside its text, and what is made of it; of all else, a thing that stands alone."""


def _symbol(element: etree._Element) -> str:
    try:
        point = int(element.get(w("char"), ""), 16)
    except ValueError:
        return ""
    if 0xE000 <= point <= 0xF8FF or element.get(w("font"), "").lower() in SYMBOL_FONTS or not 0x20 <= point < 0xD800:
        return "•"
    return chr(point)
