"""What is kept of a glossary is all of it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from pubpipe.glossary import Glossary, combine, kept, read_csv, unkept
from pubpipe.model import Concept, NameKind, Status, Term
from tests.conftest import ROOT

FULL = Concept(
    "mayor",
    (
        Term(
            **{
                each.name: {
                    "status": Status.ADMITTED,
                    "valid_from": date(2026, 1, 2),
                    "valid_to": date(2027, 1, 2),
                    "approved_on": date(2026, 1, 1),
                    "case_sensitive": True,
                    "exact_form": True,
                    "anywhere": True,
                    "blockers": ("甲", "乙"),
                    "inflections": ("mayors",),
                    "extra": (("colour", "red"),),
                }.get(each.name, each.name)
                for each in fields(Term)  # type: ignore[arg-type]
            }
        ),
        Term("市长", "zh-Hans"),
    ),
    required_context=("city",),
    do_not_translate=True,
    kind=NameKind.PERSON,
    extra=(("one", "two"),),
)


def test_every_field_comes_back() -> None:
    glossary = Glossary((Concept("budget", ()), FULL), ("colour",), ("read as GB18030",))
    found = unkept(kept(glossary))
    assert (found, found.notices) == (glossary, glossary.notices)


def test_the_sample_s_glossary_comes_back() -> None:
    glossary = combine([read_csv((ROOT / "glossaries/government-terms.csv").read_bytes())])
    assert unkept(kept(glossary)) == glossary


@pytest.mark.parametrize("damaged", [b"", b"[", b"[1]", b'[[], [], [["a", [["b", "en", "x", {}]], {}]]]'])
def test_other_bytes_are_refused(damaged: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        unkept(damaged)
