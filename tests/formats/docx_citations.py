"""A Word file whose citations are those of Zotero, Mendeley (both kinds), EndNote and Word itself."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from html import escape

import docx

WORK = {
    "id": "svara",
    "type": "book",
    "title": "Official leadership in the city",
    "author": [{"family": "Svara", "given": "James H."}],
    "publisher": "OUP",
    "publisher-place": "New York",
    "issued": {"date-parts": [[1990]]},
}
CITED = {"citationItems": [{"id": 7, "itemData": WORK, "locator": "12", "label": "page"}]}
ENDNOTE = (
    "<EndNote><Cite><Author>Wilson</Author><Year>1887</Year><RecNum>3</RecNum><DisplayText>(Wilson, 1887)</DisplayText>"
    '<record><rec-number>3</rec-number><ref-type name="Journal Article">17</ref-type><contributors><authors>'
    "<author>Wilson, Woodrow</author></authors></contributors><titles><title>The Study of Administration</title>"
    "<secondary-title>Political Science Quarterly</secondary-title></titles><pages>197-222</pages><volume>2</volume>"
    "<number>2</number><dates><year>1887</year></dates></record></Cite></EndNote>"
)
SOURCES = """<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source>
<b:Tag>Whi27</b:Tag><b:SourceType>Book</b:SourceType><b:Author><b:Author><b:NameList><b:Person><b:Last>White</b:Last>
<b:First>Leonard</b:First><b:Middle>D.</b:Middle></b:Person></b:NameList></b:Author></b:Author>
<b:Title>The City Manager</b:Title><b:Year>1927</b:Year><b:City>Chicago</b:City>
<b:Publisher>University of Chicago Press</b:Publisher></b:Source></b:Sources>"""


DATA = f'<w:fldData xml:space="preserve">{base64.b64encode(ENDNOTE.encode()).decode()}</w:fldData>'
"""Where EndNote puts long records."""


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def begun(code: str) -> str:
    return (
        f'{mark("begin")}<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>{mark("separate")}'
    )


def field(code: str, shown: str) -> str:
    return f"{begun(code)}{text(shown)}{mark('end')}"


def control(data: object, shown: str) -> str:
    """A citation of Mendeley Cite's."""
    coded = base64.b64encode(json.dumps(data).encode()).decode()
    tag = f'<w:tag w:val="MENDELEY_CITATION_v3_{coded}"/>'
    return f"<w:sdt><w:sdtPr>{tag}</w:sdtPr><w:sdtContent>{text(shown)}</w:sdtContent></w:sdt>"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


CITING = {
    "zotero": field(f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(CITED)}", "(Svara, 1990, p. 12)"),
    "mendeley": field(f"ADDIN CSL_CITATION {json.dumps(CITED)}", "(Svara, 1990, p. 12)"),
    "mendeley cite": control(CITED, "(Svara, 1990, p. 12)"),
    "endnote": field(f"ADDIN EN.CITE {ENDNOTE}", "(Wilson, 1887)"),
    "endnote, coded": (
        f'<w:r><w:fldChar w:fldCharType="begin">{DATA}</w:fldChar></w:r><w:r><w:instrText> ADDIN EN.CITE </w:instrText>'
        f'</w:r><w:r><w:fldChar w:fldCharType="begin">{DATA}</w:fldChar></w:r><w:r><w:instrText> ADDIN EN.CITE.DATA '
        f"</w:instrText></w:r>{mark('end')}{mark('separate')}{text('(Wilson, 1887)')}{mark('end')}"
    ),
    "word": field("CITATION Whi27 \\p 12 \\l 1033", "(White, 1927, p. 12)"),
}
LISTS = {
    "zotero": 'ADDIN ZOTERO_BIBL {"uncited":[]} CSL_BIBLIOGRAPHY',
    "mendeley": "ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY",
    "endnote": "ADDIN EN.REFLIST",
    "word": "BIBLIOGRAPHY \\l 1033",
}


def built(*paragraphs: str, heading: str = "Managers") -> bytes:
    """A Word file of a heading and these paragraphs, which keeps Word's own sources."""
    made = docx.Document()
    made.add_heading(heading, 1)
    held = io.BytesIO()
    made.save(held)
    with zipfile.ZipFile(held) as opened:
        parts = {name: opened.read(name).decode("latin-1") for name in opened.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace("<w:sectPr", "".join(paragraphs) + "<w:sectPr", 1)
    parts["customXml/item7.xml"] = SOURCES
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    relation = f'<Relationship Id="rIdSources" Type="{kind}" Target="../customXml/item7.xml"/></Relationships>'
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace("</Relationships>", relation)
    made_ = io.BytesIO()
    with zipfile.ZipFile(made_, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content.encode("latin-1"))
    return made_.getvalue()


def citing(manager: str) -> bytes:
    """A Word file with one citation and the list of works of a reference manager, beneath a heading of its own."""
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr><w:r><w:t>References</w:t></w:r></w:p>'
    code = LISTS[re.split("[ ,]", manager)[0]]
    return built(
        paragraph(text("Managers matter "), CITING[manager], text(".")),
        heading,
        paragraph(begun(code), text("Svara, J. H. (1990). Official leadership in the city.")),
        paragraph(text("White, L. D. (1927). The city manager."), mark("end")),
    )
