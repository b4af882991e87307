"""Living with findings: waivers that expire, baselines, and what has changed since a revision."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from pubpipe.catalog import Catalog, write_po
from pubpipe.errors import Misused, Unreadable
from pubpipe.model import Entry
from pubpipe.project import Project, check, waive
from pubpipe.project._living import WAIVERS

COMMA = Entry("The council decides.", "市议会,决定。", places=("book/one.md:1/p1",))
SPACE = Entry("The manager acts.", "城市经理 执行。", places=("book/one.md:1/p2",))


@pytest.fixture
def po(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pubpipe.toml").touch()
    (tmp_path / "sources/book").mkdir(parents=True)
    (tmp_path / "sources/book/one.md").write_text("The council decides.\n\nThe manager acts.\n")
    (tmp_path / "sources/book/book.toml").write_text('title = "书"\noriginal_title = "Book"\nchapters = ["one.md"]\n')
    return written(tmp_path / "translations/zh_CN/book/one.po", COMMA, SPACE)


def written(path: Path, *entries: Entry) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_po(Catalog(entries, {"Language": "zh_CN"})))
    return path


def found(**settings: object) -> list[str]:
    return [each.check for each in check([], None, **settings).findings]  # type: ignore[arg-type]


def let(rule: str, place: str = "book/one.md:1/p1", reason: str = "quoted so") -> None:
    waive(Project.find(), place, rule, reason, "李华", "2026-11-30")


def test_a_waiver_lets_a_finding_stand_until_either_text_changes(po: Path) -> None:
    assert found() == ["ZH001", "ZH013"]
    let("ZH001")
    assert found() == ["ZH013"]
    assert check([], None).waived == 1
    assert (
        (po.parent / WAIVERS)
        .read_text(encoding="utf-8-sig")
        .splitlines()[1]
        .endswith("ZH001,quoted so,李华,2026-11-30")
    )
    written(po, Entry(COMMA.source, "市议会,已决定。", places=COMMA.places), SPACE)
    assert found() == ["ZH001", "ZH013"]


@pytest.mark.parametrize(
    ("rule", "place", "reason"),
    [
        ("ZH999", "book/one.md:1/p1", "why"),
        ("ZH001", "book/one.md:1/p2", "why"),
        ("ZH001", "x:1", "y"),
        ("ZH001", "book/one.md:1/p1", " "),
    ],
)
def test_what_cannot_be_waived_is_refused(po: Path, rule: str, place: str, reason: str) -> None:
    with pytest.raises(Misused):
        let(rule, place, reason)


def test_a_baseline_hides_what_it_knows_once(po: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    rows = [each._asdict() for each in check([], None).findings if each.check == "ZH013"]
    baseline.write_text(json.dumps({"findings": rows}))
    assert found(baseline=baseline) == ["ZH001"]
    assert check([], None, baseline=baseline).known == 1
    baseline.write_text("[]")
    with pytest.raises(Unreadable):
        found(baseline=baseline)


def test_only_what_changed_since_a_revision(po: Path, tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *words],
            check=True,
            capture_output=True,
            cwd=tmp_path,
        )

    git("init")
    git("add", ".")
    git("commit", "-m", "one")
    assert found(changed="HEAD") == []
    written(po, COMMA, Entry(SPACE.source, "城市经理 行动。", places=SPACE.places))
    assert found(changed="HEAD") == ["ZH013"]
    with pytest.raises(Misused):
        found(changed="nowhere")


def test_a_finding_knows_its_line(po: Path) -> None:
    checked = check([], None)
    lines = po.read_text(encoding="utf-8").splitlines()
    place = checked.lines["translations/zh_CN/book/one.po", "book/one.md:1/p2"]
    assert lines[place - 1] == 'msgid "The manager acts."'


def test_profiles_shift_what_counts(po: Path) -> None:
    def weights(profile: str) -> list[tuple[str, str]]:
        checked = check([], None, profile=profile)
        return [(each.check, str(each.severity)) for each in checked.at_or_above(None)]

    written(po, COMMA, SPACE, Entry("It is 5 miles.", "有5英里。", places=("book/one.md:1/p3",)))
    assert weights("draft") == []
    assert weights("standard") == [("ZH001", "major")]
    assert weights("publisher") == weights("strict") == [("ZH001", "major"), ("ZH013", "minor"), ("ZH026", "minor")]


def test_a_publishers_words_are_a_setting(po: Path, tmp_path: Path) -> None:
    (tmp_path / "pubpipe.toml").write_text('[check]\nwords = "words.csv"\n')
    (tmp_path / "words.csv").write_text("word,instead,reason\n执行,履行,house style\n")
    found = check([], None).findings
    assert [(each.check, each.message, each.suggestion) for each in found if each.check == "ZH065"] == [
        ("ZH065", "house style", "履行")
    ]
    (tmp_path / "words.csv").write_text("word,instead,reason\n,履行,\n")
    with pytest.raises(Unreadable, match="row 2"):
        check([], None)
