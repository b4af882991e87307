"""The command line: one file a command, which reads arguments, calls the project and prints.

Results go to stdout, everything else to stderr. Exit codes: 0 done and clean; 1 findings, or a step refused; 2 wrong
use or unreadable input.
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command line and leave the process with its exit code.

    The process is ours: what it imports and what it still holds when it ends is no garbage, and looking for some would
    be a fifth of the time of a short command.
    """
    gc.set_threshold(100_000)
    atexit.register(gc.freeze)
    from pubpipe.cli._commands import run

    sys.exit(run(sys.argv[1:] if arguments is None else arguments))
