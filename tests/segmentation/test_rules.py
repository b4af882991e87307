"""SRX files from elsewhere: read as the standard says, refused with a sentence."""

import pytest

from pubpipe.errors import Misused, Unreadable
from pubpipe.segmentation import read_rules, sentences

SRX = """<?xml version="1.0"?>
<srx xmlns="http://www.lisa.org/srx20" version="{version}">
<header segmentsubflows="yes" cascade="{cascade}"/>
<body><languagerules>
<languagerule languagerulename="Mine"><!-- no abbreviation -->
<rule break="no"><beforebreak>{before}</beforebreak><afterbreak>\\s</afterbreak></rule></languagerule>
<languagerule languagerulename="Default">
<rule break="yes"><beforebreak>[.;]</beforebreak><afterbreak>\\s</afterbreak></rule>
</languagerule></languagerules>
<maprules><languagemap languagepattern="EN.*" languagerulename="Mine"/>
<languagemap languagepattern=".*" languagerulename="{last}"/></maprules></body></srx>"""


def srx(version: str = "2.0", cascade: str = "yes", before: str = "Vet\\.", last: str = "Default") -> bytes:
    return SRX.format(version=version, cascade=cascade, before=before, last=last).encode()


def test_cascade() -> None:
    rules = read_rules(srx())
    assert sentences("A Vet. came; he left", "en-US", rules) == [
        ("A Vet. came;", "Default 1"),
        ("he left", "end of the text"),
    ]
    assert [sentence for sentence, _rule in sentences("A Vet. came", "fr", rules)] == ["A Vet.", "came"]


def test_without_cascade_only_the_first_map_counts() -> None:
    rules = read_rules(srx(cascade="no"))
    assert sentences("A Vet. came; he left", "en-US", rules) == [("A Vet. came; he left", "end of the text")]


def test_handles_default_to_the_standards() -> None:
    rules = read_rules(srx())
    assert (rules.include_start, rules.include_end, rules.include_isolated) == (False, True, False)


def test_the_first_rule_wins() -> None:
    break_first = srx().replace(b'break="no"', b'break="yes"')
    assert [each for each, _rule in sentences("A Vet. came", "en", read_rules(break_first))] == ["A Vet.", "came"]


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        (r"(\p{Lu})\1\.", "AA. AB. x", ["AA. AB.", "x"]),
        (r"(?i)\bvet\.", "VET. came. x", ["VET. came.", "x"]),
        (r"\Qv.\E", "v. x. y", ["v. x.", "y"]),
        (r"\b[\p{L}&amp;&amp;[^x]]\.", "a. x. y", ["a. x.", "y"]),
        (r"(?U)\bno\h*\.", "no . x. y", ["no . x.", "y"]),
        (r"(?&lt;first&gt;\p{Lu})\k&lt;first&gt;\.", "AA. AB. x", ["AA. AB.", "x"]),
        (r"(?&lt;=No.*)x\.", "No, x. y. z", ["No, x. y.", "z"]),
        (r"\bv++\.", "v. x. y", ["v. x.", "y"]),
        (r"[\p{L}--[x-z]]\.", "a. x. y", ["a. x.", "y"]),
        (r"\x{76}\cI?\.", "v. x. y", ["v. x.", "y"]),
        (r"\uD83D\uDE00\.", "\U0001f600. x. y", ["\U0001f600. x.", "y"]),
        (r"\0166\.", "v. x. y", ["v. x.", "y"]),
        (r"\p{InBasic_Latin}\p{script=Latin}\p{javaLowerCase}\.", "abc. ééé. y", ["abc. ééé.", "y"]),
    ],
)
def test_dialects(before: str, text: str, expected: list[str]) -> None:
    assert [sentence for sentence, _rule in sentences(text, "en", read_rules(srx(before=before)))] == expected


@pytest.mark.parametrize(
    ("source", "error", "message"),
    [
        (b"no xml", Unreadable, "not an SRX file: Start tag expected"),
        (b"<tmx/>", Unreadable, "not an SRX file: its root element is tmx"),
        (srx(version="1.0"), Unreadable, "not an SRX 2.0 file: version 1.0"),
        (b'<!DOCTYPE srx [<!ENTITY a "b">]><srx version="2.0"/>', Unreadable, "it declares a document type"),
        (b'<srx version="2.0"/>', Unreadable, "no header in srx"),
        (srx(before="(Mr"), Misused, r"rule 1 of Mine is not a regular expression: .*: \(Mr"),
        (srx(before=r"\p{javaMirrored}"), Misused, "rule 1 of Mine is not a regular expression: unknown property"),
        (srx(last="Other"), Misused, "language map 2 names a language rule that is not there: Other"),
        (srx().replace(b"EN.*", b"(EN"), Misused, r"language map 1 is not a regular expression: .*: \(EN"),
    ],
)
def test_faults_are_named(source: bytes, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        read_rules(source)


def test_an_exploding_rule_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pubpipe.segmentation.cutter.PATIENCE", 0.05)
    rules = read_rules(srx(before=r"y(?:x|xx|x\p{L}?)+\."))
    with pytest.raises(Misused, match="takes too long"):
        sentences("x" * 4000 + ". " + "x" * 4000 + ". z", "en", rules)
