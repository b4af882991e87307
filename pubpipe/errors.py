"""What can go wrong, as sentences.

    PubpipeError            exit code 2: wrong use or unreadable input
      Unreadable            a file is not what its name says, or is damaged, encrypted, too large, locked
      Misused               a setting, argument or file of ours says something that cannot be meant
      Outdated              a PO file was made by other rules or from another source
      Refused               exit code 1: a build or a release that may not go on

Each carries its own sentence: lower case, no full stop, the file and the place named, the value last after a colon.
"""

from __future__ import annotations


class PubpipeError(Exception):
    """The root: its text is the sentence the user reads."""

    exit_code = 2


class Unreadable(PubpipeError):
    """The input cannot be read as what it claims to be."""


class Misused(PubpipeError):
    """What was asked cannot be meant."""


class Outdated(PubpipeError):
    """The PO file does not fit the source or these extraction rules."""


class Refused(PubpipeError):
    """The step may not go on; nothing was written."""

    exit_code = 1
