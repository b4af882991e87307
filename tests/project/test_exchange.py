"""Chapters and memories of the sample book out and back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pubpipe import project
from pubpipe.catalog import read_po, write_po
from pubpipe.errors import Misused, Unreadable
from pubpipe.exchange import Options
from pubpipe.project import Done, Project
from tests.conftest import BOOK

NAME = "05-ethics-and-citizen-engagement"
SOURCE = Path("sources") / BOOK / f"{NAME}.md"
PO = Path("translations/zh_CN") / BOOK / f"{NAME}.po"


@pytest.fixture(autouse=True)
def extracted(sample: Path) -> None:
    """The sample's PO files fit its sources and the rules of today."""
    assert not any(done.error for done in project.extract(Project.find()))


def texts(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "translations").rglob("*.po"))}


def emptied() -> tuple[bytes, dict[str, str]]:
    """The chapter's PO file as it was, now without translations, and what they were."""
    data = PO.read_bytes()
    before = targets()
    PO.write_text(re.sub(r'(?m)^msgstr "(?!").*', 'msgstr ""', data.decode().partition("\n\n")[2]), encoding="utf-8")
    PO.write_text(data.decode().partition("\n\n")[0] + "\n\n" + PO.read_text(encoding="utf-8"), encoding="utf-8")
    return data, before


def targets() -> dict[str, str]:
    """What stands at each place."""
    return {place: entry.target for entry in read_po(PO.read_bytes()).live for place in entry.places[:1]}


def export(form: str, output: str, **options: bool) -> list[Done]:
    return list(project.export_work(Project.find(), [SOURCE], Path(output), form, Options(**options)))


def take_back(*files: str, **options: bool) -> list[Done]:
    return list(project.import_work(Project.find(), [Path(file) for file in files], **options))


@pytest.mark.parametrize("by_sentence", [False, True])
def test_a_chapter_goes_out_and_comes_back(sample: Path, by_sentence: bool) -> None:
    before = texts(sample)
    (done,) = export("xliff", "out/a.xlf", by_sentence=by_sentence)
    assert done.lines == ("out/a.xlf: 140 sentences, 0 to translate or to confirm",)
    assert take_back("out/a.xlf") == [Done(("out/a.xlf: 140 unchanged",))]
    assert texts(sample) == before
    _data, was = emptied()
    assert take_back("out/a.xlf") == [Done(("out/a.xlf: 140 taken",))]
    assert targets() == was


def test_the_same_chapter_gives_the_same_bytes(sample: Path) -> None:
    export("xliff", "a.xlf")
    export("xliff", "b.xlf")
    assert Path("a.xlf").read_bytes() == Path("b.xlf").read_bytes()


def test_all_chapters_go_into_a_folder(sample: Path) -> None:
    made = list(project.export_work(Project.find(), (), Path("out"), "xliff"))
    assert [done.made for done in made] == [Path("out") / f"{path.stem}.xlf" for path in sorted(PO.parent.glob("*.po"))]
    assert {done.code for done in take_back(*map(str, sorted(Path("out").iterdir())))} == {0}


def test_a_conflict_shows_both_texts_and_leaves_the_file(sample: Path) -> None:
    export("xliff", "a.xlf")
    entry = next(each for each in read_po(PO.read_bytes()).live if not each.context and "<" not in each.target)
    PO.write_text(
        PO.read_text(encoding="utf-8").replace(f'msgstr "{entry.target}"', 'msgstr "市里的话。"'), encoding="utf-8"
    )
    written = PO.read_bytes()
    path = Path("a.xlf")
    path.write_text(path.read_text(encoding="utf-8").replace(f">{entry.target}<", ">译者的话。<"), encoding="utf-8")
    (done,) = take_back("a.xlf")
    assert done == Done(
        (
            f"{entry.places[0]}: the PO file was changed since the export: {entry.source}",
            "    came back: 译者的话。",
            "    PO file: 市里的话。",
            "a.xlf: 139 unchanged, 1 not taken",
        ),
        code=1,
    )
    assert PO.read_bytes() == written
    assert take_back("a.xlf", overwrite=True) == [Done(("a.xlf: 1 taken, 139 unchanged",))]
    assert targets()[entry.places[0]] == "译者的话。"


def test_jobs_go_out_with_terms_and_come_back_verified(sample: Path) -> None:
    _data, was = emptied()
    export("jobs", "jobs.jsonl")
    jobs = [json.loads(line) for line in Path("jobs.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (len(jobs), [job["job"] for job in jobs]) == (len(was), list(range(1, len(was) + 1)))
    assert any({"source": "ethics", "target": "职业道德"} in job["terms"] for job in jobs)
    for job in jobs:
        job["target"] = was[job["place"]]
    jobs[3]["target"] = jobs[3]["source"]
    Path("back.jsonl").write_text("".join(f"{json.dumps(job)}\n" for job in reversed(jobs)), encoding="utf-8")
    (done,) = take_back("back.jsonl")
    assert done.code == 1
    assert f"{jobs[3]['place']}: left in English: {jobs[3]['source']}" in done.lines
    filled = [entry for entry in read_po(PO.read_bytes()).live if entry.target]
    assert {entry.target for entry in filled if not entry.fuzzy} == set()
    refused = [line for line in done.lines if line.startswith(BOOK)]
    assert len(filled) + len(refused) == len(was)
    assert take_back("back.jsonl")[0].lines[-1].endswith(f"{len(filled)} unchanged, {len(refused)} not taken")


def test_offers_and_previous_texts_go_with_the_work(sample: Path) -> None:
    emptied()
    export("xliff", "a.xlf")
    text = Path("a.xlf").read_text(encoding="utf-8")
    assert 'alttranstype="proposal"' in text
    assert re.search(r'match-quality="\d+%" origin="[a-z -]+; translations/zh_CN/', text)


def test_an_omegat_project_holds_what_omegat_needs(sample: Path) -> None:
    export("omegat", "om")
    names = sorted(path.relative_to("om").as_posix() for path in Path("om").rglob("*") if path.is_file())
    assert names == [
        "glossary/pubpipe.utf8",
        "omegat.project",
        "omegat/filters.xml",
        f"source/{BOOK}/{NAME}.md.xlf",
        "tm/auto/pubpipe.tmx",
    ]
    (Path("om/target") / f"{NAME}.md.xlf").write_bytes((Path("om/source") / BOOK / f"{NAME}.md.xlf").read_bytes())
    (done,) = take_back("om")
    assert done == Done((f"om/target/{NAME}.md.xlf: 140 not translated",))


def test_what_cannot_go_out_or_come_back_is_told(sample: Path) -> None:
    with pytest.raises(Misused, match=r"^no such exchange format: word; known are jobs, omegat, xliff$"):
        export("word", "a")
    PO.unlink()
    (done,) = export("xliff", "a.xlf")
    assert str(done.error) == f"{PO.as_posix()}: no such file: run `pubpipe extract`"
    Path("b.xlf").write_text("<a/>", encoding="utf-8")
    assert [str(done.error) for done in take_back("none.xlf", "b.xlf", "c.docx")] == [
        "none.xlf: no such file",
        "b.xlf: not a XLIFF file: it begins with <a>",
        "c.docx: unknown suffix; known are .jsonl, .ndjson, .xlf, .xliff, .sdlxliff, .mqxliff",
    ]


def test_a_memory_goes_out_and_comes_back(sample: Path) -> None:
    here = Project.find()
    made = project.export_memory(here, Path("all.tmx"))
    count = int(made.lines[0].split(": ")[1].split()[0])
    back = project.import_memory(here, Path("all.tmx"))
    told = f"all.tmx: {count - 3} pairs into translations/zh_CN/imported/all.tmx.po; 3 repeated"
    assert back.lines == (told,)
    first = back.made.read_bytes() if back.made else b""
    catalog = read_po(first)
    assert (len(catalog.live), write_po(catalog)) == (count - 3, first)
    project.import_memory(here, Path("all.tmx"))
    assert back.made and back.made.read_bytes() == first


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "old.tsv",
            "The mayor\t市长\nThe council\t議會議員選舉\nx\n",
            "1 pair into {}; 1 in Traditional Chinese left out; 1 without a translation left out",
        ),
        (
            "old.po",
            'msgid "The mayor"\nmsgstr "市长"\n\n#, fuzzy\nmsgid "a"\nmsgstr "甲"\n',
            "1 pair into {}; 1 fuzzy ones left out",
        ),
    ],
)
def test_memories_of_others_come_in(sample: Path, name: str, text: str, told: str) -> None:
    Path(name).write_text(text, encoding="utf-8")
    done = project.import_memory(Project.find(), Path(name))
    assert done.lines == (f"{name}: " + told.format(f"translations/zh_CN/imported/{name.removesuffix('.po')}.po"),)
    (entry,) = read_po(Path(f"translations/zh_CN/imported/{name.removesuffix('.po')}.po").read_bytes()).entries
    assert (entry.source, entry.target, entry.notes) == ("The mayor", "市长", (f"memory: origin={name}",))


def test_a_memory_that_breaks_off_leaves_the_old_one(sample: Path) -> None:
    path = Path("old.tmx")
    pair = '<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="zh"><seg>甲</seg></tuv></tu>'
    head = '<tmx version="1.4"><header/><body>' + pair
    path.write_text(head + "</body></tmx>", encoding="utf-8")
    made = project.import_memory(Project.find(), path).made
    assert made
    before = made.read_bytes()
    path.write_text(head.replace("甲", "乙"), encoding="utf-8")
    with pytest.raises(Unreadable, match=r"^old\.tmx: not sound XML: "):
        project.import_memory(Project.find(), path)
    assert (made.read_bytes(), [each.name for each in made.parent.iterdir()]) == (before, ["old.tmx.po"])
    with pytest.raises(Unreadable, match=r"^none\.tmx: no such file$"):
        project.import_memory(Project.find(), Path("none.tmx"))


def test_what_we_write_is_valid_by_the_official_schemas(sample: Path, outside: Callable[[str], Path]) -> None:
    from lxml import etree

    schemas = outside("schemas/public")

    class Local(etree.Resolver):
        def resolve(self, url: str, public: str, context: object) -> object:
            if not url.endswith("xml.xsd"):
                return None
            return self.resolve_filename(
                str(schemas / "xliff2.1/informativeCopiesOf3rdPartySchemas/w3c/xml.xsd"), context
            )

    parser = etree.XMLParser()
    parser.resolvers.add(Local())
    strict = etree.XMLSchema(etree.parse(str(schemas / "xliff/xliff-core-1.2-strict.xsd"), parser))
    list(project.export_work(Project.find(), (), Path("whole.xlf"), "xliff"))
    list(project.export_work(Project.find(), (), Path("split.xlf"), "xliff", Options(by_sentence=True)))
    emptied()
    export("xliff", "offers.xlf")
    for name in ("whole.xlf", "split.xlf", "offers.xlf"):
        strict.assertValid(etree.parse(name))
    project.export_memory(Project.find(), Path("all.tmx"))
    etree.DTD(str(schemas / "tmx/tmx14.dtd")).assertValid(etree.parse("all.tmx"))
