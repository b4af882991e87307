"""`check --fix`: certain fixes go into PO files; signed text only on request."""

from __future__ import annotations

from pathlib import Path

import pytest

from pubpipe.catalog import Catalog, read_po, write_po
from pubpipe.model import Entry
from pubpipe.project import fix
from pubpipe.project._signoffs import Signoff, digest, write

SIGNED = Entry("The manager acts.", "经理负责,并报告.", places=("a.docx:1/p1",))
UNSIGNED = Entry("The council decides.", "市议会决定,如此.", places=("a.docx:1/p2", "a.docx:1/p9"))
DOUBTFUL = Entry("Yes - no", "是-否", places=("a.docx:1/p3",))


@pytest.fixture
def po(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.po"
    path.write_bytes(write_po(Catalog((SIGNED, UNSIGNED, DOUBTFUL), {"Language": "zh_CN"})))
    write(tmp_path / "signoffs.csv", [Signoff("a", "", digest(SIGNED), "revision", "李华", "2026-01-05")])
    return path


def targets(po: Path) -> list[str]:
    return [entry.target for entry in read_po(po.read_bytes()).entries]


def test_signed_text_stays(po: Path) -> None:
    told = [line for done in fix([po], None) for line in done.lines]
    assert targets(po) == ["经理负责,并报告.", "市议会决定，如此。", "是-否"]
    assert [line.split(": ", 1)[1] for line in told] == [
        "1 entry fixed",
        "1 signed entry left as it is (--signed fixes it too)",
    ]


def test_signed_text_on_request(po: Path) -> None:
    told = [line for done in fix([po], None, signed=True) for line in done.lines]
    assert targets(po) == ["经理负责，并报告。", "市议会决定，如此。", "是-否"]
    assert told[-1].endswith("signatures that expired: revision 李华")


def test_twice_changes_nothing(po: Path) -> None:
    list(fix([po], None, signed=True))
    once = po.read_bytes()
    assert [done.lines for done in fix([po], None, signed=True)] == [()]
    assert po.read_bytes() == once
