"""Every line of the case files is cut where its bars stand."""

from pathlib import Path

import pytest

from pubpipe.errors import Misused
from pubpipe.segmentation import default_rules, kept, read_rules, sentences

HERE = Path(__file__).parent


def cases(*names: str) -> list[str]:
    return [line for name in names for line in (HERE / name).read_text("utf-8").splitlines() if line]


@pytest.mark.parametrize("line", cases("sentences-en.txt", "more-en.txt"))
def test_english(line: str) -> None:
    assert [sentence for sentence, _rule in sentences(line.replace("|", " "), "en")] == line.split("|")


@pytest.mark.parametrize("line", cases("sentences-zh.txt", "more-zh.txt"))
def test_chinese(line: str) -> None:
    assert [sentence for sentence, _rule in sentences(line.replace("|", ""), "zh-Hans")] == line.split("|")


def test_names_the_rule_that_cut() -> None:
    assert sentences("It ends. The next.\n\nA third", "en") == [
        ("It ends.", "English 30: the end of a sentence"),
        ("The next.", "English 30: the end of a sentence"),
        ("A third", "end of the text"),
    ]


def test_names_the_rule_that_forbade_a_cut() -> None:
    assert kept("See Mr. Diaz. He left. No. 5 won.", "en") == [
        ("See Mr.", " Diaz. He left. No. 5 won.", "English 16: titles of persons and ranks"),
        ("See Mr. Diaz. He left. No.", " 5 won.", "English 21: abbreviations before a number"),
    ]


def test_nothing_but_space_has_no_sentence() -> None:
    assert sentences("  \n ", "en") == []


def test_unknown_language() -> None:
    with pytest.raises(Misused, match="nothing about the language fr"):
        sentences("Un.", "fr")


def test_our_rules_are_valid_srx(test_data: Path) -> None:
    from lxml import etree

    schema = test_data / "schemas"
    copy = schema / "oasis/xliff-21/schemas/informativeCopiesOf3rdPartySchemas/w3c/xml.xsd"

    class Offline(etree.Resolver):
        def resolve(self, url: str, public_id: str, context: object) -> object:
            return self.resolve_filename(str(copy), context) if url.endswith("/xml.xsd") else None

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Offline())
    tree = etree.XMLSchema(etree.parse(str(schema / "srx/srx20.xsd"), parser))
    rules = Path(read_rules.__code__.co_filename).with_name("rules.srx")
    tree.assertValid(etree.parse(str(rules)))


def test_every_rule_of_ours_has_a_name() -> None:
    assert [str(rule) for _name, rules in default_rules().language_rules for rule in rules if not rule.note] == []
