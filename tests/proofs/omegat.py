"""The sample book through OmegaT and translate-toolkit, on demand: `python tests/proofs/omegat.py`.

All chapters leave as an OmegaT project, their PO files are emptied, OmegaT translates the project in console mode from
our memory alone, and what it wrote is taken back: every translation must stand where it stood. The TMX of the whole
memory is opened by OmegaT and by translate-toolkit, which must count as many units as we wrote, with their codes; what
OmegaT itself saves, and what translate-toolkit writes, is read back. Needs OmegaT 3.6 (`apt-get install
--no-install-recommends omegat`) and `pip install translate-toolkit`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from pubpipe import project  # noqa: E402
from pubpipe.catalog import read_po, write_po  # noqa: E402
from pubpipe.exchange import Options, tmx  # noqa: E402
from pubpipe.model import TranslationUnit  # noqa: E402
from pubpipe.project import Done, Project  # noqa: E402

PREFERENCES = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><preference version="1.0">
<ext_tmx_show_level2>true</ext_tmx_show_level2>
<ext_tmx_use_slash>true</ext_tmx_use_slash>
</preference></omegat>
"""
COUNT = """
org.omegat.core.Core.project.transMemories.each { name, memory ->
  def coded = memory.entries.count { it.source =~ /<\\/?[a-z]+\\d+/ }
  println "MEMORY\\t${new File(name).name}\\t${memory.entries.size()}\\t${coded}"
}
"""
CODE = re.compile(r"</?[a-z]+[0-9]+/?>")


def main() -> int:
    """Say what holds; 1 if anything does not."""
    if not shutil.which("omegat"):
        print("skipped: no omegat")
        return 0
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        for told, holds in proofs(Path(folder)):
            print("holds" if holds else "FAILS", told)
            failures += not holds
    return min(failures, 1)


def proofs(folder: Path) -> Iterator[tuple[str, bool]]:
    """Each claim and whether it holds."""
    for name in ("sources", "glossaries", "translations"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    here = Project.find(folder)
    well(project.extract(here))
    work, memory = folder / "work", folder / "all.tmx"
    well(project.export_work(here, (), work, "omegat"))
    well([project.export_memory(here, memory)])
    shutil.copy(memory, work / "tm" / "all.tmx")
    units = read(memory)
    coded = sum(bool(CODE.search(unit.source)) for unit in units)
    before = targets(folder)
    empty(folder)
    log = run(work, folder)
    yield f"OmegaT counts {len(units)} units in our TMX, {coded} with codes", f"all.tmx\t{len(units)}\t{coded}" in log
    taken = list(project.import_work(here, [work]))
    well(taken)
    after = targets(folder)
    same = sum(after[place] == target for place, target in before.items())
    yield f"OmegaT gave back {same} of {len(before)} translations as they were, none fuzzy", after == before
    yield "taking them twice changes nothing", again(here, work, folder)
    written = [read(path) for path in sorted(work.glob("*.tmx"))]
    yield (
        f"OmegaT's own memories (level 1, level 2, its own) hold {[len(each) for each in written]} pairs for us",
        len(written) == 3
        and {len(each) for each in written} == {len({unit.source for unit in read(work / "tm/auto/pubpipe.tmx")})},
    )
    first, second, third = ([(unit.source, unit.target) for unit in each] for each in written)
    yield "its level 2 and its own form say the same, codes included", second == third
    yield "its level 1 says the same without codes", first == [(bare(one), bare(two)) for one, two in third]
    yield from toolkit(memory, folder, units)
    yield from toolkit_xliff(here, folder, before)


def toolkit(memory: Path, folder: Path, units: list[TranslationUnit]) -> Iterator[tuple[str, bool]]:
    """translate-toolkit reads ours and writes its own."""
    try:
        from translate.storage.tmx import tmxfile
    except ImportError:
        print("skipped: no translate-toolkit")
        return
    store = tmxfile.parsefile(str(memory))
    shown = [(str(unit.source), str(unit.target)) for unit in store.units]
    ours = [(unit.source, unit.target) for unit in units]
    yield f"translate-toolkit counts {len(shown)} units in our TMX, their codes as text", shown == ours
    theirs = tmxfile()
    for unit in units:
        theirs.addtranslation(unit.source, "en", unit.target, "zh-CN")
    path = folder / "toolkit.tmx"
    path.write_bytes(bytes(theirs))
    read_back = [(unit.source, unit.target) for unit in read(path)]
    yield f"of translate-toolkit's TMX we read {len(read_back)} units as they were", read_back == ours


def toolkit_xliff(here: Project, folder: Path, before: dict[str, tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """translate-toolkit opens our XLIFF and saves it."""
    try:
        from translate.storage.xliff import xlifffile
    except ImportError:
        return
    path = folder / "all.xlf"
    well(project.export_work(here, (), path, "xliff", Options(by_sentence=True)))
    store = xlifffile.parsefile(str(path))
    count = len(store.units)
    store.savefile(str(path))
    empty(folder)
    well(project.import_work(here, [path]))
    yield (
        f"translate-toolkit counts {count} units in our XLIFF, saves it, and it comes back whole",
        (count == len(before) and targets(folder) == before),
    )


def run(work: Path, folder: Path) -> str:
    """OmegaT in console mode; its log."""
    settings = folder / "settings"
    settings.mkdir()
    (settings / "omegat.prefs").write_text(PREFERENCES, encoding="utf-8")
    (folder / "count.groovy").write_text(COUNT, encoding="utf-8")
    command = [
        "omegat",
        "--mode=console-translate",
        f"--config-dir={settings}",
        "--disable-project-locking",
        f"--script={folder / 'count.groovy'}",
        str(work),
    ]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=True).stdout


def read(path: Path) -> list[TranslationUnit]:
    """The units of a TMX."""
    with path.open("rb") as source:
        return list(tmx.read_memory(source))


def bare(text: str) -> str:
    """A text without codes, nor the spaces they leave at its edges."""
    return CODE.sub("", text).strip()


def targets(folder: Path) -> dict[str, tuple[str, bool]]:
    """What stands at each place, and whether it is fuzzy."""
    catalogs = [read_po(path.read_bytes()) for path in sorted((folder / "translations").rglob("*.po"))]
    return {
        place: (entry.target, entry.fuzzy) for catalog in catalogs for entry in catalog.live for place in entry.places
    }


def empty(folder: Path) -> None:
    """Take every translation out of the PO files."""
    for path in (folder / "translations").rglob("*.po"):
        catalog = read_po(path.read_bytes())
        entries = tuple(replace(entry, target="", flags=()) for entry in catalog.entries)
        path.write_bytes(write_po(replace(catalog, entries=entries)))


def again(here: Project, work: Path, folder: Path) -> bool:
    """Whether a second time changes no file."""
    before = {path: path.read_bytes() for path in (folder / "translations").rglob("*.po")}
    well(project.import_work(here, [work]))
    return before == {path: path.read_bytes() for path in (folder / "translations").rglob("*.po")}


def well(steps: Iterator[Done] | list[Done]) -> None:
    """Go through steps; the first that failed is raised."""
    for step in steps:
        if step.error:
            raise step.error


if __name__ == "__main__":
    sys.exit(main())
