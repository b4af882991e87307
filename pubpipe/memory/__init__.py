"""Remembered translations: what was translated before, offered for what is to be translated now.

    memory = Memory(units)                        sound pairs, from wherever the project has them
    memory.matches(source, before=…, after=…)     the best first
    offers(wanted, memory)                        the best match for each unit that has one

A memory knows pairs and their neighbours, neither files nor catalogs; the project reads the pairs out of the PO files
and writes the offers into them.
"""

from pubpipe.memory.exact import Memory, offers

__all__ = ["Memory", "offers"]
