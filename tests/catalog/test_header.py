"""Whether a PO file fits a document."""

from dataclasses import replace

import pytest

from pubpipe.catalog import Catalog, Extraction, must_fit, recut, update
from pubpipe.errors import Misused, Outdated

from .documents import FILE, PARAGRAPH, SENTENCE, document, whole

LINES = ["# Budget", "The council adopts it. The mayor signs it."]


def test_the_header_of_a_new_file() -> None:
    assert update(None, document(LINES), SENTENCE)[0].header == {
        "Project-Id-Version": FILE,
        "Language": "zh_CN",
        "Plural-Forms": "nplurals=1; plural=0;",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Pubpipe-Source": FILE,
        "X-Pubpipe-Segmentation": "sentence",
        "X-Pubpipe-Rules": "1",
        "X-Pubpipe-Content": "2fefc0562bc9e33c221605d68f61347f",
    }


def test_what_was_extracted_fits_wherever_its_file_lies_now() -> None:
    catalog = update(None, document(LINES), SENTENCE)[0]
    must_fit(catalog, document(LINES), SENTENCE)
    must_fit(catalog, document(LINES), Extraction("another.docx"))


@pytest.mark.parametrize(
    ("catalog", "lines", "extraction", "message"),
    [
        (Catalog(), LINES, SENTENCE, "not made by pubpipe, or its header is lost: run `pubpipe extract`"),
        (None, [*LINES, "More."], SENTENCE, "the source has changed since it was extracted: run `pubpipe extract`"),
        (None, LINES, PARAGRAPH, "cut by sentence, but the setting is paragraph: run `pubpipe extract`"),
        (None, LINES, Extraction(FILE, rules="2"), "made by other extraction rules (1, now 2): run `pubpipe extract`"),
    ],
    ids=["no header", "source", "segmentation", "rules"],
)
def test_what_does_not_fit_is_refused(
    catalog: Catalog | None, lines: list[str], extraction: Extraction, message: str
) -> None:
    catalog = catalog or update(None, document(LINES), SENTENCE)[0]
    with pytest.raises(Outdated) as caught:
        must_fit(catalog, document(lines), extraction)
    assert str(caught.value) == message


def test_a_change_of_the_rules_loses_nothing() -> None:
    catalog = update(None, document(LINES), SENTENCE)[0]
    entries = tuple(replace(entry, target="译") for entry in catalog.entries)
    new, _ = update(replace(catalog, entries=entries), document(LINES), Extraction(FILE, rules="2"))
    assert new.entries == entries
    assert new.header["X-Pubpipe-Rules"] == "2"


def test_a_document_is_cut_by_sentence_or_by_paragraph() -> None:
    assert recut(document(LINES), "paragraph") == whole(LINES)
    assert recut(whole(LINES), "sentence") == document(LINES)
    with pytest.raises(Misused):
        recut(document(LINES), "line")
