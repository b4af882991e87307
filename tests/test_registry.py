"""What rooms offer, and what installed packages add to them."""

from __future__ import annotations

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pubpipe import registry


@pytest.fixture(autouse=True)
def _asked_anew() -> Iterator[None]:
    """No test sees what another made of the import path."""
    kept = (registry.names, registry.named, registry.offers, registry._added, registry._is_extended)
    for each in kept:
        each.cache_clear()
    yield
    for each in kept:
        each.cache_clear()
    sys.modules.pop("stickers", None)


PLUG_IN = {
    "stickers.py": 'SUFFIX = ".sticker"\n',
    "stickers-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: stickers\nVersion: 1.0\n",
    "stickers-1.0.dist-info/entry_points.txt": "[pubpipe.books]\nstickers = stickers\nepub = stickers\n",
}


def _folder(place: Path) -> None:
    for name, text in PLUG_IN.items():
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")


def _zip(place: Path) -> None:
    with zipfile.ZipFile(place, "w") as file:
        for name, text in PLUG_IN.items():
            file.writestr(name, text)


@pytest.mark.parametrize("install", [_folder, _zip])
def test_a_plug_in_adds_an_edition_and_replaces_none(install, tmp_path: Path, monkeypatch) -> None:
    own = tuple(registry.own("books"))
    place = tmp_path if install is _folder else tmp_path / "stickers.zip"
    install(place)
    monkeypatch.syspath_prepend(str(place))
    assert registry.names("books") == (*own, "stickers")
    assert registry.named("books", "stickers").__file__ == str(place / "stickers.py")
    assert registry.offers("books")["epub"].__name__ == "pubpipe.books.epub"
    assert registry.names("checks") == tuple(registry.own("checks"))


def test_without_plug_ins_a_room_offers_its_own() -> None:
    assert registry.names("formats") == tuple(registry.own("formats"))
    assert "importlib.metadata" not in _imported_by("registry.names('formats')")


def _imported_by(code: str) -> set[str]:
    import subprocess

    command = f"import sys; from pubpipe import registry; {code}; print(*sys.modules)"
    return set(
        subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True).stdout.split()
    )
