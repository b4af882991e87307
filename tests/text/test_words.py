"""Modality and negation, case by case."""

from pathlib import Path

import pytest

from pubpipe.errors import Misused
from pubpipe.text.modality import modality
from pubpipe.text.negation import negations

HERE = Path(__file__).parent


def cases(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize(("language", "text", "expected"), cases("modality.tsv"))
def test_modality(language: str, text: str, expected: str) -> None:
    found = modality(text, language)
    assert " ".join(f"{modal.text}:{modal.force}" for modal in found) == expected
    assert [text[slice(*modal.span)] for modal in found] == [modal.text for modal in found]


@pytest.mark.parametrize(("language", "text", "expected"), cases("negation.tsv"))
def test_negation(language: str, text: str, expected: str) -> None:
    found = negations(text, language)
    assert " ".join(negation.text for negation in found) == expected
    assert [text[slice(*negation.span)] for negation in found] == [negation.text for negation in found]


@pytest.mark.parametrize("ask", [modality, negations])
def test_other_languages_are_refused(ask: object) -> None:
    with pytest.raises(Misused, match="not for fr"):
        ask("oui", "fr")  # type: ignore[operator]
