"""OmegaT itself reads our glossaries: its own kind, and TBX of the edition it knows."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from pubpipe import exchange
from pubpipe.exchange import Options, omegat
from pubpipe.glossary import read_csv

OURS = Path(__file__).parents[2] / "glossaries" / "government-terms.csv"
SCRIPT = """
import org.omegat.gui.glossary.*
def list = READER.read(new File("FILE"), false)
new File("OUT").withWriter("UTF-8") { out -> list.each { entry ->
    entry.getLocTerms(false).each { out.println(entry.getSrcText() + "\\t" + it) }
} }
"""


@pytest.mark.parametrize(("format", "reader"), [("omegat", "GlossaryReaderTSV"), ("tbx-v2", "GlossaryReaderTBX")])
def test_omegat_shows_every_pair(tmp_path: Path, format: str, reader: str) -> None:
    program = shutil.which("omegat")
    if not program or not os.environ.get("PUBPIPE_TEST_DATA"):
        pytest.skip("no OmegaT, or PUBPIPE_TEST_DATA is not set")
    project, made, out = tmp_path / "project", tmp_path / "terms.utf8", tmp_path / "out"
    for name, data in omegat.write_folder([], Options()):
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir(exist_ok=True)
        else:
            path.write_bytes(data)
    (project / "source").mkdir()
    (project / "source" / "a.txt").write_text("The mayor.", encoding="utf-8")
    glossary = read_csv(OURS.read_bytes())
    kind, style = exchange.terms(format)
    made.write_bytes(kind.write_terms(glossary, style))
    script = tmp_path / "read.groovy"
    words = SCRIPT.replace("READER", reader).replace("FILE", str(made)).replace("OUT", str(out))
    script.write_text(words, encoding="utf-8")
    command = [program, "--mode=console-translate", f"--config-dir={tmp_path / 'config'}"]
    command += ["--disable-project-locking", f"--script={script}", str(project)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert out.is_file(), done.stdout + done.stderr
    shown = {tuple(line.split("\t")) for line in out.read_text(encoding="utf-8").splitlines()}
    accepted = ("preferred", "provisional", "admitted")
    wanted = {
        (english.text, chinese.text)
        for concept in glossary.concepts
        for english in concept.designations("en")
        for chinese in concept.designations("zh-Hans")
        if format == "tbx-v2" or (english.status in accepted and chinese.status in accepted)
    }
    assert sorted(shown) == sorted(wanted)
