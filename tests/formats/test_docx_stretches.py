"""Runs of text that stand beside the tree: what is read and written is what the whole tree would give."""

from __future__ import annotations

import io
import time
import zipfile
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pubpipe.errors import Unreadable
from pubpipe.formats import Rules, docx
from pubpipe.formats.docx import _walked
from pubpipe.formats.docx._stretches import parsed
from pubpipe.formats.docx.parts import Word
from pubpipe.model import Content, Document
from tests.formats.docx_files import NAMESPACES, W, package, word
from tests.formats.laws import pseudo

_PROPERTIES = st.sampled_from(
    [
        "",
        "<w:rPr/>",
        "<w:rPr></w:rPr>",
        '<w:rPr><w:b/><w:bCs w:val="1"/></w:rPr>',
        "<w:rPr><w:i/></w:rPr>",
        '<w:rPr><w:rStyle w:val="Strong"/><w:lang w:val="en-US"/></w:rPr>',
        '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>',
        '<w:rPr><w:rFonts w:ascii="A/B" w:eastAsia="KaiTi"/></w:rPr>',
        "<w:rPr><w:vanish/></w:rPr>",
        '<w:rPr><w:color w:val="FF0000"/><w:highlight w:val="yellow"/></w:rPr>',
        '<w:rPr><w14:glow w14:rad="1"><w14:srgbClr w14:val="FFFFFF"/></w14:glow></w:rPr>',
        '<w:rPr><w:b/><w:rPrChange w:id="9" w:author="A"><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>',
    ]
)
_WORDS = st.sampled_from(
    [
        "The city",
        " acts. ",
        " ",
        "",
        "R&amp;D &lt;b1&gt;",
        "“it’s”",
        "a\nb",
        "a\tb",
        "\u00a0",
        "soft\u00adly",
        "汉 字",
        "&#65;",
    ]
)
_HEADS = st.sampled_from(["<w:r>", '<w:r w:rsidR="00AA">', '<w:r w:rsidRPr="00BB" w:rsidR="00AA">', "<w:r >"])
_TEXTS = st.sampled_from(["<w:t>", '<w:t xml:space="preserve">', "<w:lastRenderedPageBreak/><w:t>", "<w:tab/><w:t>"])
_RUNS = st.builds("{}{}{}{}</w:t></w:r>".format, _HEADS, _PROPERTIES, _TEXTS, _WORDS)
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_BESIDE = st.sampled_from(
    [
        '<w:proofErr w:type="spellStart"/>',
        '<w:proofErr w:type="spellEnd"/><w:proofErr w:type="gramStart"/>',
        '<w:bookmarkStart w:id="1" w:name="here"/>',
        '<w:bookmarkEnd w:id="1"/>',
        "<w:r><w:br/></w:r>",
        "<w:r><w:t>one</w:t><w:t>two</w:t></w:r>",
        _FIELD.format("begin"),
        _FIELD.format("separate"),
        _FIELD.format("end"),
        '<w:r><w:instrText> HYPERLINK "x" </w:instrText></w:r>',
        "\n  ",
    ]
)
_INLINE = st.lists(_RUNS | _RUNS | _BESIDE, max_size=6).map("".join)
_WRAPPED = st.builds(
    "{}{}{}".format,
    *[_INLINE] * 2,
    st.sampled_from(
        [
            "",
            '<w:hyperlink r:id="x" w:tooltip="Tip"><w:r><w:t>link</w:t></w:r></w:hyperlink>',
            '<w:ins w:id="3"><w:r><w:t xml:space="preserve">new </w:t></w:r></w:ins>',
            '<w:moveFrom w:id="4"><w:r><w:t>moved</w:t></w:r></w:moveFrom>',
            '<w:fldSimple w:instr="REF x"><w:r><w:t>2.1</w:t></w:r></w:fldSimple>',
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click</w:t></w:r></w:sdtContent></w:sdt>",
            "<w:sdt><w:sdtContent><w:r><w:t>inside</w:t></w:r></w:sdtContent></w:sdt>",
            "<w:r><w:ruby><w:rt><w:r><w:t>zi</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "<!-- <w:r><w:t>said aside</w:t></w:r> -->",
            "<w:r><w:t><![CDATA[ as it is ]]></w:t></w:r>",
            "<?runs 0?>",
            f'<x:p xmlns:x="urn:x" xmlns:w="{W}"><w:r><w:t>far</w:t></w:r></x:p>',
        ]
    ),
)
_PARAGRAPH_PROPERTIES = st.sampled_from(
    [
        "",
        '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>',
        '<w:pPr><w:pStyle w:val="Title"/></w:pPr>',
        '<w:pPr><w:framePr w:dropCap="drop"/></w:pPr>',
        '<w:pPr><w:rPr><w:del w:id="9"/></w:rPr></w:pPr>',
        '<w:pPr><w:rPr><w:ins w:id="8"/></w:rPr><w:pPrChange w:id="7"/></w:pPr>',
    ]
)
_PARAGRAPHS = st.builds("<w:p>{}{}</w:p>".format, _PARAGRAPH_PROPERTIES, _WRAPPED)
_BODIES = st.lists(_PARAGRAPHS, min_size=1, max_size=4).map("".join)


def parts_of(source: bytes) -> dict[str, bytes]:
    """The parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(source)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _both(source: bytes, rules: Rules, halved: bool) -> tuple[Document, list[object]]:
    document = docx.read(source, rules)
    targets: dict[str, Content] = {unit.id: pseudo(unit.content) for unit in document.units[:: 1 + halved]}
    merged = docx.merge(source, targets, rules)
    return document, [_shape(part) for part in parts_of(merged).values()]


def _shape(data: bytes) -> object:
    """What is in a part, however it is spelled."""
    return [
        (str(each.tag), sorted(getattr(each, "attrib", {}).items()), each.text or "", each.tail or "", len(each))
        for each in etree.fromstring(data).iter()
    ]


_RULES = st.sampled_from([Rules(), Rules(hidden=True), Rules(exclude_colours=("red",)), Rules(italic="kai")])


@given(_BODIES, _RULES, st.booleans())
@settings(max_examples=300, deadline=None)
def test_the_same_as_in_the_tree(body: str, rules: Rules, halved: bool) -> None:
    source = word(body)
    document, parts = _both(source, rules, halved)
    with patch.object(_walked, "Word", lambda source, apart: Word(source)):  # all stands in the tree
        assert _both(source, rules, halved) == (document, parts)


def _document(body: str, root: str = NAMESPACES, header: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f"{header}<w:document {root}><w:body>{body}</w:body></w:document>".encode()


_PLAIN = "<w:p><w:r><w:t>One</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>two</w:t></w:r></w:p>"


def test_runs_are_taken_out() -> None:
    tree, stretches = parsed(_document(_PLAIN), "x", apart=True)
    paragraph = tree.getroot()[0][0]
    assert etree.tostring(paragraph[0], with_tail=False) == b"<?runs 0?>"
    assert (stretches.worn, stretches.words) == ([b"", b"<w:rPr><w:b/></w:rPr>"], ["One", "two"])
    assert stretches.filled(etree.tostring(tree, xml_declaration=True, encoding="UTF-8")).endswith(
        f"<w:body>{_PLAIN}</w:body></w:document>".encode()
    )
    assert [each.tag for each in stretches.expand(paragraph[0])] == [f"{{{W}}}r"] * 2
    assert stretches.visible(paragraph) == "Onetwo"


@pytest.mark.parametrize(
    "data",
    [
        _document("<!-- aside -->" + _PLAIN),
        _document("<?mso-x?>" + _PLAIN),
        _document(_PLAIN + f'<w:p xmlns:w="{W}"/>'),
        _document(f'<w:p><w:r xmlns:w="{W}"><w:t>One</w:t></w:r></w:p>'),
        _document(_PLAIN, header='<?xml version="1.0" encoding="ISO-8859-1"?>'),
        _document(_PLAIN, f'{NAMESPACES} xml:space="preserve"'),
        _document("<w:p><w:r w:rsidR=00><w:t>One</w:t></w:r></w:p>").replace(b"=00", b'="00"   '),
    ],
    ids=range(7),
)
def test_an_unusual_part_stands_in_the_tree_whole(data: bytes) -> None:
    tree, stretches = parsed(data, "x", apart=True)
    assert (stretches.worn == [], len(list(tree.iter(f"{{{W}}}t"))) > 0) in ((True, True), (False, False))
    assert etree.tostring(etree.fromstring(stretches.filled(etree.tostring(tree))), method="c14n") == etree.tostring(
        etree.fromstring(data), method="c14n"
    )


@pytest.mark.parametrize(
    "run",
    [
        '<w:r w:rsidR="1" w:rsidR="2"><w:t>One</w:t></w:r>',
        "<w:r w:rsidR><w:t>One</w:t></w:r>",
        "<w:r><w:rPr><w:b w:val=1/></w:rPr><w:t>One</w:t></w:r>",
        "<w:r><w:rPr><x:b/></w:rPr><w:t>One</w:t></w:r>".replace("x:", "a b="),
        "<w:r><w:t>One ]]></w:t></w:r>",
        "<w:r><w:t>One\x01</w:t></w:r>",
        "<w:r><w:t>One\ufffe</w:t></w:r>",
        "<w:r><w:t>One</w:t></w:r><w:proofErr w:type=x/>",
        f"<w:r><w:t>{'x' * 10_000_001}</w:t></w:r>",
    ],
    ids=range(9),
)
def test_what_is_no_xml_is_refused_as_before(run: str) -> None:
    data = _document(f"<w:p>{run}</w:p>")
    said = []
    for apart in (True, False):
        with pytest.raises(Unreadable) as refused:
            parsed(data, "x", apart)
        said.append(str(refused.value))
    assert said[0] == said[1]


@pytest.mark.parametrize("part", ["<w:r><w:rPr>", "<w:r><w:rPr><w:b/>", "<w:r><w:t>", "<w:r "], ids=range(4))
def test_no_part_takes_long(part: str) -> None:
    begun = time.process_time()
    with pytest.raises(Unreadable):
        parsed(_document(part * 200_000), "x", apart=True)
    assert time.process_time() - begun < 20


def test_a_million_runs() -> None:
    runs = "<w:r><w:t>a</w:t></w:r>" * 500_000 + '<w:r><w:t xml:space="preserve">a</w:t></w:r>' * 500_000
    (unit,) = docx.read(package({**parts_of(word("")), "word/main part.xml": _document(f"<w:p>{runs}</w:p>")})).units
    assert unit.content == ("a" * 1_000_000,)
