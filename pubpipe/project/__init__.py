"""The steps of a project, from sources to published files; the command line and tests call these.

extract ─▶ PO files ─▶ fill ─▶ check ─▶ build, with merge on the way; publish is all of them. Each step gives a `Done`
a file, so that a failure in one names it and leaves every other file done.
"""

from pubpipe.project._build import build
from pubpipe.project._check import Checked, check, checks_on_offer
from pubpipe.project._extract import count_chapters, extract, extract_file, split
from pubpipe.project._fill import fill
from pubpipe.project._init import init
from pubpipe.project._merge import merge_file
from pubpipe.project._project import Done, Project, language_of_messages
from pubpipe.project._signoffs import sign
from pubpipe.project._single import ledger_file, pseudo_file, segment_lines
from pubpipe.project._status import status

__all__ = [
    "Checked",
    "Done",
    "Project",
    "build",
    "check",
    "checks_on_offer",
    "count_chapters",
    "extract",
    "extract_file",
    "fill",
    "init",
    "language_of_messages",
    "ledger_file",
    "merge_file",
    "pseudo_file",
    "segment_lines",
    "sign",
    "split",
    "status",
]
