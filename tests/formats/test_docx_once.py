"""What the walk does once: runs told apart by nothing, a ledger nobody asks for, a walk kept from read to merge."""

from __future__ import annotations

import pytest

from pubpipe.formats import RULES, Rules, docx
from pubpipe.formats.docx import _walked
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
    """The first of two joined paragraphs goes; the header of its section is translated all the same."""
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


@pytest.fixture
def walks(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Each file that is walked from now on; no walk is kept."""
    found: list[bytes] = []
    walk = _walked.walked

    def counted(source: bytes, rules: Rules) -> _walked.Walked:
        found.append(source)
        return walk(source, rules)

    monkeypatch.setattr(_walked, "walked", counted)
    _walked.SLOT.clear()
    return found


def test_what_was_read_is_merged_without_another_walk(walks: list[bytes]) -> None:
    source = word(f"<w:p>{_run('One ')}{_run('two', '<w:i/>')}</w:p>")
    (unit,) = docx.read(source).units
    targets: dict[str, Content] = {unit.id: ("汉", *unit.content)}
    first = docx.merge(bytes(bytearray(source)), targets)
    assert walks == [source]
    assert docx.merge(source, targets) == first
    assert walks == [source, source]
    assert shown(docx.read(first).units[0].content) == "汉One <i1>two</i1>"


def test_only_the_same_bytes_and_rules_are_the_same_walk(walks: list[bytes]) -> None:
    one, other = (word(f"<w:p>{_run(each)}</w:p>") for each in ("One.", "Other."))
    docx.read(one)
    docx.read(other)
    target: Content = ("汉。",)
    for source, rules in ((one, RULES), (one, RULES), (other, Rules(italic="kai"))):
        assert ">汉。</w:t>" in part(docx.merge(source, {"0/p1": target}, rules), _MAIN)
    assert walks == [one, other, one, one, other]


def test_no_more_than_one_walk_is_kept() -> None:
    docx.read(word(f"<w:p>{_run('One.')}</w:p>"))
    source = word(f"<w:p>{_run('Two.')}</w:p>")
    docx.read(source)
    assert [each.source for each in _walked.SLOT] == [source]
    docx.merge(source, {})
    assert _walked.SLOT == []
