"""Runs that hold nothing but text: told from a part's bytes before it is parsed, written back as bytes.

Nine tenths of a long document are such runs, and there are few kinds of them. In the tree a processing instruction
`<?runs 7?>` stands for each stretch of them that nothing interrupts, and what the properties of a kind say is parsed
once. What is written is kept as bytes in the same way. Of a part in which anything is unusual all stands in the tree.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import cast
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats.docx._looks import Dress
from pubpipe.formats.docx.names import RPR, W_NAMESPACE, T
from pubpipe.packages.xml import parse

_HEAD, _PROPERTIES = rb"<w:r(?: [^<>/]*)?>", rb"(?:<w:rPr>(?:<\w[^<>/]*/>)*</w:rPr>|<w:rPr/>)?"
_BEGIN = rb'(?:<w:lastRenderedPageBreak/>)?<w:t(?: xml:space="preserve")?>'
_TEXT = rb"[^<&\r]*(?:&(?:amp|lt|gt|quot|apos);[^<&\r]*)*"
_END = b"</w:t></w:r>"
_SAME = rb'%b\1(?<=preserve">)%b' % (_END, _TEXT)
_RUN = re.compile(rb"(%b%b%b)(%b(?:%b){0,99})%b" % (_HEAD, _PROPERTIES, _BEGIN, _TEXT, _SAME, _END))
"""A run of text, or some alike where white space around it is kept: all before the text, and from the text on."""
_BETWEEN_TEXTS = re.compile(b"%b%b%b%b" % (_END, _HEAD, _PROPERTIES, _BEGIN))
_BEFORE_TEXT = re.compile(b"(%b)(%b)" % (_HEAD, _PROPERTIES))
_NOISE = re.compile(rb"(?:<w:proofErr [^<>/]*/>)+")
"""What a spelling checker leaves between runs."""

_ROOT = re.compile(
    rb'(?:\xef\xbb\xbf)?(<\?xml version=["\']1\.0["\'](?: encoding=["\'](?i:utf-8)["\'])?'
    rb'(?: standalone=["\']\w+["\'])? ?\?>)?\s*'
    rb"(<w:(?:document|hdr|ftr|footnotes|endnotes|comments) [^<>]*>)"
)
MARK: object = etree.PI
"""What the tag of a mark is."""
_OWN = f' xmlns:w="{W_NAMESPACE}"'.encode()
_OWN_PREFIX = re.compile(rb"xmlns:w[\s=]")
_FORBIDDEN = bytes(each for each in range(32) if each not in b"\t\n\r")
_LONGEST = 10_000_000
"""Bytes of a text; the parser takes no more."""
_FEW = 16
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_DECLARED = re.compile(r' xmlns:(\w+)="([^"]*)"')
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))


@dataclass(slots=True)
class Stretches:
    """The stretches of one part by their numbers.

    Of each run, or some that are alike: `worn`, the bytes of its properties, and `words`, what it says. `wardrobe` has
    the element of each kind of properties, `dresses` what each is in a paragraph of a style: None where its runs are no
    mere text to a reader. `runs` are the beginnings of runs a writer made. `_raw`: all before the text, from the text
    on, the noise after the run.
    """

    worn: list[bytes] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    wardrobe: dict[bytes, etree._Element] = field(default_factory=dict)
    dresses: dict[str, dict[bytes, Dress | None]] = field(default_factory=dict)
    runs: dict[object, str] = field(default_factory=dict)
    _part: str = ""
    _name: str = "runs"
    _spans: list[slice | bytes] = field(default_factory=list)
    _raw: tuple[list[bytes], list[bytes], list[bytes]] = ([], [], [])
    _around: tuple[bytes, bytes] = (b"", b"")
    _known: dict[str, str] = field(default_factory=dict)

    # What was read

    def span(self, mark: etree._Element) -> slice:
        """The runs a mark in the tree stands for."""
        span = self._spans[int(mark.text or "")]
        assert isinstance(span, slice)
        return span

    def visible(self, element: etree._Element) -> str:
        """The text of all runs in an element, which stand in the tree from now on."""
        self.expand_in(element)
        return "".join(each.text or "" for each in element.iter(T))

    def _is_mark(self, element: etree._Element) -> bool:
        return cast("etree._ProcessingInstruction", element).target == self._name

    # In the tree again

    def expand(self, mark: etree._Element) -> list[etree._Element]:
        """Put the runs themselves in the place of their mark."""
        begin, end = self._around
        runs = list(parse(begin + self._bytes(int(mark.text or "")) + end, self._part).getroot())
        for each in reversed(runs):
            mark.addnext(each)
        parent = mark.getparent()
        assert parent is not None
        parent.remove(mark)
        return runs

    def expand_in(self, element: etree._Element) -> None:
        """The same for all marks in an element."""
        for each in list(element.iter(etree.PI)):
            if self._is_mark(each):
                self.expand(each)

    # What is written

    def put(self, runs: str) -> etree._Element:
        """A mark that stands for runs."""
        self._spans.append(runs.encode())
        mark: etree._Element = etree.ProcessingInstruction(self._name, str(len(self._spans) - 1))
        return mark

    def put_at(self, mark: etree._Element, runs: str) -> None:
        """Let a mark stand for other runs."""
        self._spans[int(mark.text or "")] = runs.encode()
        mark.tail = None

    def beginning(self, run: etree._Element) -> str:
        """How a run of text begins that is like this one, which has a `w:t` without text at its end."""
        written = etree.tostring(run, encoding="unicode")
        bare = _DECLARED.sub(lambda found: "" if self._known.get(found[1]) == found[2] else found[0], written)
        return bare.removesuffix("/></w:r>")

    def filled(self, data: bytes) -> bytes:
        """A part as it is written, each mark replaced by its runs."""
        if not self._spans:
            return data
        pieces = re.split(rb"<\?%b (\d+)\?>" % self._name.encode(), data)
        pieces[1::2] = [self._bytes(int(number)) for number in pieces[1::2]]
        return b"".join(pieces)

    def _bytes(self, number: int) -> bytes:
        span = self._spans[number]
        if isinstance(span, bytes):
            return span
        runs = zip(*(each[span] for each in self._raw), strict=True)
        return b"".join([b"%b%b</w:t></w:r>%b" % run for run in runs])

    # Made

    def _knows(self, root: etree._Element, data: bytes) -> None:
        """Learn the part's names for namespaces; those declared once need no declaration in what is written."""
        declared = "".join(
            f" xmlns{f':{prefix}' if prefix else ''}={quoteattr(uri)}" for prefix, uri in root.nsmap.items()
        )
        self._around = f"<runs{declared}>".encode(), b"</runs>"
        counts = Counter(re.findall(rb"xmlns:(\w+)", data))
        self._known = {prefix: uri for prefix, uri in root.nsmap.items() if prefix and counts[prefix.encode()] == 1}

    def _dress(self) -> bool:
        """Parse each kind of properties, and whatever else stands in runs, once; whether all of it is sound."""
        kinds = list(dict.fromkeys(filter(None, self.worn)))
        heads = {cast("re.Match[bytes]", _BEFORE_TEXT.match(each))[1] for each in dict.fromkeys(self._raw[0])}
        shells = [b"<w:r>%b</w:r>" % each for each in kinds]
        shells += [head + b"</w:r>" for head in sorted(heads)] + sorted(set(self._raw[2]))
        begin, end = self._around
        try:
            root = parse(begin + b"".join(shells) + end, self._part).getroot()
        except Unreadable:
            return False
        self.wardrobe = {kind: run[0] for kind, run in zip(kinds, root, strict=False)}
        return all(each.tag == RPR for each in self.wardrobe.values())


def parsed(data: bytes, name: str, apart: bool) -> tuple[etree._ElementTree, Stretches]:
    """The tree of a part and what stands beside it: only where `apart`, the stretches that were read."""
    if apart and (taken := _taken(data, name)) is not None:
        stretches, rest = taken
        try:
            tree = parse(rest, name)
        except Unreadable:
            pass
        else:
            stretches._knows(tree.getroot(), rest)
            if stretches._dress():
                return tree, stretches
    tree = parse(data, name)
    stretches = Stretches(_part=name)
    stretches._knows(tree.getroot(), data)
    names = {cast("etree._ProcessingInstruction", each).target for each in tree.iter(etree.PI)}
    while stretches._name in names:
        stretches._name += "s"
    return tree, stretches


def _taken(data: bytes, name: str) -> tuple[Stretches, bytes] | None:
    """The stretches of a part, and the part with marks in their places; None where not all looks as it should.

    What looks like a run must be one (no comments, one meaning of `w`), and texts hold what XML allows; of the rest and
    of the kinds of runs the parser sees whether they are sound.
    """
    root = _ROOT.match(data)
    if root is None or _OWN not in root[2] or b"xml:space" in root[2]:
        return None
    split = _RUN.split(data)
    between, kinds, raw = split[0::3], _shared(split[1::3]), split[2::3]
    del split
    worn_by = {each: cast("re.Match[bytes]", _BEFORE_TEXT.match(each))[2] for each in set(kinds)}
    noise = [b""] * len(kinds)
    starts = [at for at, each in enumerate(between) if each]
    if b"<w:proofErr " in data:
        for at in starts[1:]:
            if _NOISE.fullmatch(between[at]):
                noise[at - 1], between[at] = between[at], b""
        starts = [at for at, each in enumerate(between) if each]
    spans: list[slice | bytes] = [slice(start, end) for start, end in pairwise(starts)]
    pieces = [between[0]]
    for number, start in enumerate(starts[1:]):
        pieces += (b"<?runs %d?>" % number, between[start])
    rest = b"".join(pieces)
    instructions = len(spans) + (root[1] is not None)
    if rest.count(b"<?") != instructions or b"<!" in rest or len(_OWN_PREFIX.findall(rest)) != 1:
        return None
    texts = _texts(raw, set(kinds))
    if texts is None or any(_OWN_PREFIX.search(each) for each in worn_by):
        return None
    shared = dict(zip(worn_by, _shared(list(worn_by.values())), strict=True))
    worn = [shared[each] for each in kinds]
    words = _shown(texts, kinds)
    return Stretches(worn, words, _part=name, _spans=spans, _raw=(kinds, raw, noise)), rest


def _texts(raw: list[bytes], kinds: set[bytes]) -> list[str] | None:
    """What the texts of runs of these kinds say; None where one holds what XML forbids."""
    joined = b"\0".join(raw)
    if max(map(len, raw), default=0) > _LONGEST or b"]]>" in joined:
        return None
    if len(joined.translate(None, _FORBIDDEN)) != len(joined) - max(len(raw) - 1, 0):
        return None
    if not joined.isascii() and any(each in joined for each in _NO_CHARACTERS):
        return None
    if len(kinds) <= _FEW:
        for kind in kinds:
            joined = joined.replace(_END + kind, b"")
    else:
        joined = _BETWEEN_TEXTS.sub(b"", joined)
    try:
        texts = joined.decode()
    except UnicodeDecodeError:
        return None
    if "&" in texts:
        for entity, sign in _ENTITIES:
            texts = texts.replace(entity, sign)
    return texts.split("\0") if raw else []


def _shared(values: list[bytes]) -> list[bytes]:
    """The same values, equal ones being one object."""
    kinds: dict[bytes, bytes] = {}
    return list(map(kinds.setdefault, values, values))


def _shown(texts: list[str], kinds: list[bytes]) -> list[str]:
    """What texts say, without the white space around them where their kind of run does not preserve it."""
    kept = {each for each in set(kinds) if each.endswith(b'"preserve">')}
    if len(kept) == len(set(kinds)):
        return texts
    return [text if kind in kept else text.strip(" \t\r\n") for text, kind in zip(texts, kinds, strict=True)]


def worded(beginning: str, text: str) -> str:
    """A run that begins so and says this; some hyphens in it do not break."""
    if "\u2011" in text:
        words = "<w:noBreakHyphen/>".join(f"<w:t{_said(each)}" if each else "" for each in text.split("\u2011"))
        return f"{beginning.removesuffix('<w:t')}{words}</w:r>"
    return f"{beginning}{_said(text)}</w:r>"


def _said(text: str) -> str:
    """Text from behind `<w:t` on."""
    begin = ' xml:space="preserve">' if text != text.strip() or "  " in text else ">"
    if "&" in text or "<" in text or ">" in text:
        text = escape(text)
    return f"{begin}{text}</w:t>"
