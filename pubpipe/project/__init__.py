"""The steps of a project, from sources to published files; the command line and tests call these.

extract ─▶ PO files ─▶ fill ─▶ check ─▶ build, with merge on the way; publish is all of them. Each step gives a `Done`
a file, so that a failure in one names it and leaves every other file done.

Each name is imported when it is first used: a command pays for its own step only. What people do with the glossary
and the memory, and ask of them, stands in modules by subject:

glossary      listing, showing, verifying and changing it
terms         what its changes do to the translations; history; why a term is found or not
suggestions   what it lacks
memory        what is remembered, and looking it up
why           why an entry is as it is
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pubpipe.project._align import Asked, align_files
    from pubpipe.project._build import build, explain
    from pubpipe.project._check import Checked, check, checks_on_offer, rules_on_offer
    from pubpipe.project._checklist import Examined, examine_file
    from pubpipe.project._count import count
    from pubpipe.project._engines import fill_by_engine, plan_engine
    from pubpipe.project._exchange import export_work, import_work
    from pubpipe.project._extract import count_chapters, extract, extract_file, extract_files, split
    from pubpipe.project._fill import fill
    from pubpipe.project._fix import fix
    from pubpipe.project._glossary_exchange import export_glossary, import_glossary
    from pubpipe.project._init import init
    from pubpipe.project._ledger import ledger_file
    from pubpipe.project._living import waive
    from pubpipe.project._memory_exchange import export_memory, import_memory
    from pubpipe.project._merge import merge_file
    from pubpipe.project._project import Done, Project
    from pubpipe.project._quality import quality
    from pubpipe.project._release import release
    from pubpipe.project._reports import form_of, write_report
    from pubpipe.project._root import language_of_messages
    from pubpipe.project._segment import Shown, segment_file
    from pubpipe.project._signoffs import sign
    from pubpipe.project._single import pseudo_file
    from pubpipe.project._status import status

__all__ = [
    "Asked",
    "Checked",
    "Done",
    "Examined",
    "Project",
    "Shown",
    "align_files",
    "build",
    "check",
    "checks_on_offer",
    "count",
    "count_chapters",
    "examine_file",
    "explain",
    "export_glossary",
    "export_memory",
    "export_work",
    "extract",
    "extract_file",
    "extract_files",
    "fill",
    "fill_by_engine",
    "fix",
    "form_of",
    "import_glossary",
    "import_memory",
    "import_work",
    "init",
    "language_of_messages",
    "ledger_file",
    "merge_file",
    "plan_engine",
    "pseudo_file",
    "quality",
    "release",
    "rules_on_offer",
    "segment_file",
    "sign",
    "split",
    "status",
    "waive",
    "write_report",
]

_WHERE = {
    "Asked": "_align",
    "Checked": "_check",
    "Done": "_project",
    "Examined": "_checklist",
    "Project": "_project",
    "Shown": "_segment",
    "align_files": "_align",
    "build": "_build",
    "explain": "_build",
    "check": "_check",
    "checks_on_offer": "_check",
    "rules_on_offer": "_check",
    "count": "_count",
    "count_chapters": "_extract",
    "examine_file": "_checklist",
    "export_glossary": "_glossary_exchange",
    "export_memory": "_memory_exchange",
    "export_work": "_exchange",
    "extract": "_extract",
    "extract_file": "_extract",
    "extract_files": "_extract",
    "fill": "_fill",
    "fill_by_engine": "_engines",
    "fix": "_fix",
    "form_of": "_reports",
    "import_glossary": "_glossary_exchange",
    "import_memory": "_memory_exchange",
    "import_work": "_exchange",
    "init": "_init",
    "language_of_messages": "_root",
    "ledger_file": "_ledger",
    "merge_file": "_merge",
    "plan_engine": "_engines",
    "pseudo_file": "_single",
    "quality": "_quality",
    "release": "_release",
    "segment_file": "_segment",
    "sign": "_signoffs",
    "split": "_extract",
    "status": "_status",
    "waive": "_living",
    "write_report": "_reports",
}
"""In which module of this package each name stands."""


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)
