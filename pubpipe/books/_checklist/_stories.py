"""Fields and runs of a part of a Word file: what is shown where, and what of it is the result of a field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pubpipe.books._checklist._looks import Element, on, said
from pubpipe.formats.docx.names import DELETED, FALLBACK, SPACE, P, R, T, w

_SHOWN = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011", w("ptab"): "\t"}
_JOINERS = "\u200d\u2060"
"""What Word and Unicode have to join a mark to the text before it."""
_NESTED = (w("drawing"), w("pict"), w("object"), w("pPr"), w("rPr"))


@dataclass(eq=False)
class Field:
    """A field: its code, what it shows, and the paragraph it begins in.

    `sound` is whether it was begun, separated and ended in order; `dirty` whether Word is asked to update it.
    """

    code: str
    paragraph: Element | None
    result: str = ""
    dirty: bool = False
    separated: bool = False
    sound: bool = False

    @property
    def words(self) -> list[str]:
        """Its code in words."""
        return self.code.split()

    @property
    def kind(self) -> str:
        """The first word of its code in capitals."""
        return self.words[0].upper() if self.words else ""

    @property
    def target(self) -> str:
        """The second word of its code: what it refers to."""
        return self.words[1].strip('"') if len(self.words) > 1 else ""


class Story:
    """A part's fields in order, and which runs are the results of which."""

    def __init__(self, root: Element) -> None:
        self.fields: list[Field] = []
        self.stray = 0
        self.within: dict[Element, Field] = {}
        self._open: list[Field] = []
        for run in root.iter(R, w("fldSimple")):
            if next(run.iterancestors(FALLBACK, *DELETED), None) is not None:
                continue
            if run.tag == R:
                self._read(run)
            else:
                self._simple(run)

    def runs_of(self, paragraph: Element) -> Iterator[tuple[Element, str]]:
        """The runs of a paragraph with what they show; deleted text, codes and pinyin above the text show nothing."""
        waiting = list(paragraph)[::-1]
        while waiting:
            element = waiting.pop()
            base = element.find(f"{w('ruby')}/{w('rubyBase')}") if element.tag == R else None
            if base is not None:
                waiting += list(base)[::-1]
            elif element.tag == R:
                yield element, text_of(element)
            elif element.tag not in DELETED and element.tag not in _NESTED and element.tag != P:
                waiting += list(element)[::-1]

    def _read(self, run: Element) -> None:
        for each in run:
            if each.tag == w("fldChar"):
                self._mark(each)
            elif each.tag == w("instrText") and self._open:
                self._open[-1].code += each.text or ""
        shown = text_of(run)
        for field in self._open:
            if field.separated:
                field.result += shown
        if self._open and self._open[-1].separated:
            self.within.setdefault(run, self._open[-1])

    def _mark(self, mark: Element) -> None:
        kind = mark.get(w("fldCharType"))
        if kind == "begin":
            paragraph = next(mark.iterancestors(P), None)
            made = Field("", paragraph, dirty=on(_attribute(mark, "dirty")))
            self.fields.append(made)
            self._open.append(made)
        elif not self._open:
            self.stray += 1
        elif kind == "separate":
            self._open[-1].separated = True
        elif kind == "end":
            self._open.pop().sound = True

    def _simple(self, element: Element) -> None:
        made = Field(element.get(w("instr"), ""), next(element.iterancestors(P), None), separated=True, sound=True)
        made.dirty = on(_attribute(element, "dirty"))
        for run in element.iter(R):
            made.result += text_of(run)
            self.within[run] = made
        self.fields.append(made)


def text_of(run: Element) -> str:
    """What a run shows as text; a tab and a break of a line as they are."""
    shown = []
    for each in run:
        if each.tag == T:
            kept = each.get(SPACE) == "preserve"
            shown.append((each.text or "") if kept else (each.text or "").strip(" \n\r\t"))
        elif each.tag in _SHOWN and said(each).get("type", "textWrapping") == "textWrapping":
            shown.append(_SHOWN[str(each.tag)])
    text = "".join(shown)
    return text if text.strip(_JOINERS) else ""


def joins(run: Element) -> bool:
    """Whether a run ends in what joins the next to it."""
    return "".join(each.text or "" for each in run.iter(T)).endswith(tuple(_JOINERS))


def _attribute(element: Element, name: str) -> dict[str, str]:
    given = element.get(w(name))
    return {} if given is None else {"val": given}
