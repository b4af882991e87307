"""What changed between two versions of an English sentence, by class, and what that means for the Chinese.

    explain(before, after, terms)     the differences, in reading order; empty where nothing differs
    carried(changes)                  whether a translation may be kept as it is: only cosmetic differences
    brief(changes)                    one line for `#.` of a PO file, the same in every language of the program
    told(change)                      a sentence for people

Facts before words: figures are compared by value, modals, negations, quantifiers and words of scope as what they mean,
and only what remains is wording. What cannot be told apart for sure gets the graver class.
"""

from pubpipe.memory.changes.change import CARRIED, Change, Kind, carried
from pubpipe.memory.changes.explaining import explain
from pubpipe.memory.changes.telling import brief, told

__all__ = ["CARRIED", "Change", "Kind", "brief", "carried", "explain", "told"]
