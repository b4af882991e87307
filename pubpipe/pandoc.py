"""Where pandoc lies. Importing pypandoc, which can download one, costs more than many a step that asks."""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import which


@cache
def pandoc() -> str:
    """The program's path: what PYPANDOC_PANDOC names, or the one of the wheel where no other is on the PATH.

    Of several, pypandoc chooses the newest.
    """
    wheel = find_spec("pypandoc")
    own = Path(wheel.origin).with_name("files") / "pandoc" if wheel and wheel.origin else None
    if own and own.is_file() and not os.environ.get("PYPANDOC_PANDOC") and which("pandoc") is None:
        return str(own)
    import pypandoc

    return str(pypandoc.get_pandoc_path())
