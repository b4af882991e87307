"""What the walk does once: runs told apart by nothing, a ledger nobody asks for, a file written while it is walked."""

from __future__ import annotations

from pubpipe.formats import docx
from pubpipe.model import Account, Accounts, Content, Fate
from tests.formats.docx_files import NAMESPACES, part, shown, word

_MAIN = "word/main part.xml"
_DELETED_MARK = '<w:pPr><w:rPr><w:del w:id="9"/></w:rPr></w:pPr>'


def _run(text: str, properties: str = "") -> str:
    return f'<w:r w:rsidR="00AA"><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_runs_that_wear_the_same_are_one_text() -> None:
    split = word(
        f"<w:p>{_run('The ci', '<w:b/>')}<w:proofErr w:type='spellStart'/>{_run('ty', '<w:b/>')}{_run(' acts.')}</w:p>"
    )
    whole = word(f"<w:p>{_run('The city', '<w:b/>')}{_run(' acts.')}</w:p>")
    assert [shown(unit.content) for unit in docx.read(split).units] == ["<b1>The city</b1> acts."]
    target: Content = (*docx.read(whole).units[0].content, "市")
    assert docx.merge(split, {"0/p1": target}) == docx.merge(whole, {"0/p1": target})


def test_the_ledger_is_made_when_it_is_asked_for() -> None:
    document = docx.read(word(f"<w:p>{_run('Words.')}</w:p>"))
    assert isinstance(document.ledger, Accounts)
    line = Account(_MAIN, "w:t[1]", "Words.", Fate.TRANSLATED, "text", "0/p1")
    assert document.ledger == (line,)
    assert (document.ledger[0], document.ledger[1:], len(document.ledger)) == (line, (), 1)


def test_accounts_are_made_once() -> None:
    line = Account("part", "place", "text", Fate.EXCLUDED, "rule")
    calls: list[int] = []

    def make() -> list[Account]:
        calls.append(1)
        return [line]

    accounts = Accounts(make)
    assert (tuple(accounts), list(accounts), hash(accounts)) == ((line,), [line], hash((line,)))
    assert (accounts == Accounts(make), calls) == (True, [1, 1])


def test_what_a_paragraph_that_goes_refers_to_stays() -> None:
    """The first of two joined paragraphs goes while the walk goes on; the header of its section is translated too."""
    section = '<w:sectPr><w:headerReference w:type="default" r:id="above"/></w:sectPr>'
    mark = _DELETED_MARK.replace("</w:pPr>", f"{section}</w:pPr>")
    header = {
        "part": "above.xml",
        "id": "above",
        "kind": "header",
        "type": "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml",
        "data": f"<w:hdr {NAMESPACES}><w:p>{_run('Above')}</w:p></w:hdr>",
    }
    source = word(f"<w:p>{mark}{_run('One ')}</w:p><w:p>{_run('two.')}</w:p>", more=[header])
    assert [(unit.id, shown(unit.content)) for unit in docx.read(source).units] == [
        ("0/p1", "One two."),
        ("0/d1", "Above"),
    ]
    merged = docx.merge(source, {"0/p1": ("一二。",), "0/d1": ("上",)})
    assert (">一二。<" in part(merged, _MAIN), ">上<" in part(merged, "word/above.xml")) == (True, True)
