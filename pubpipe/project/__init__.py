"""The steps of a project, from sources to published files; the command line and tests call these.

extract ─▶ PO files ─▶ fill ─▶ check ─▶ build, with merge on the way; publish is all of them. Each step gives a `Done`
a file, so that a failure in one names it and leaves every other file done.
"""

from pubpipe.project._build import build
from pubpipe.project._check import Checked, check, checks_on_offer
from pubpipe.project._exchange import export_work, import_work
from pubpipe.project._extract import count_chapters, extract, extract_file, split
from pubpipe.project._fill import fill
from pubpipe.project._fix import fix
from pubpipe.project._init import init
from pubpipe.project._memory_exchange import export_memory, import_memory
from pubpipe.project._merge import merge_file
from pubpipe.project._project import Done, Project, language_of_messages
from pubpipe.project._segment import Shown, segment_file
from pubpipe.project._signoffs import sign
from pubpipe.project._single import ledger_file, pseudo_file
from pubpipe.project._status import status

__all__ = [
    "Checked",
    "Done",
    "Project",
    "Shown",
    "build",
    "check",
    "checks_on_offer",
    "count_chapters",
    "export_memory",
    "export_work",
    "extract",
    "extract_file",
    "fill",
    "fix",
    "import_memory",
    "import_work",
    "init",
    "language_of_messages",
    "ledger_file",
    "merge_file",
    "pseudo_file",
    "segment_file",
    "sign",
    "split",
    "status",
]
