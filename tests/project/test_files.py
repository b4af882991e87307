from __future__ import annotations

from pathlib import Path

import pytest

from pubpipe.errors import Misused, Unreadable
from pubpipe.project import _files


def test_a_file_is_written_once_and_whole(tmp_path: Path) -> None:
    path = tmp_path / "new" / "chapter 1.po"
    assert _files.write(path, b"one")
    assert not _files.write(path, b"one")
    assert _files.write(path, b"two")
    assert [each.name for each in path.parent.iterdir()] == ["chapter 1.po"]
    assert path.read_bytes() == b"two"


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "chapter.po"
    _files.write(path, b"old")

    def fail(self: Path, target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(Misused, match=r"chapter.po: open elsewhere, or may not be written"):
        _files.write(path, b"new")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("chapter.po", b"old")]


@pytest.mark.parametrize(("name", "sentence"), [("none.docx", "no such file"), ("folder", "a folder, not a file")])
def test_what_cannot_be_read_gets_a_sentence(tmp_path: Path, name: str, sentence: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Unreadable) as caught:
        _files.read(tmp_path / name)
    assert str(caught.value) == f"{tmp_path / name}: {sentence}"


def test_too_large_a_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.docx"
    with path.open("wb") as file:
        file.truncate(_files.LARGEST + 1)
    with pytest.raises(Unreadable, match="too large"):
        _files.read(path)
