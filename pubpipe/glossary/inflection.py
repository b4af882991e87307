"""English noun inflection: what a plural or possessive may be the form of.

Nouns only, never a stemmer: *planning* is not a form of *plan*, nor *leased* of *lease*. The answer is a handful of
candidates; the glossary decides which of them is a term, so that *Texas* may safely suggest *Texa*.
"""

from __future__ import annotations

from functools import lru_cache

IRREGULAR: dict[str, tuple[str, ...]] = {
    "analyses": ("analysis",),
    "appendices": ("appendix",),
    "axes": ("axis", "axe"),
    "bases": ("base", "basis"),
    "calves": ("calf",),
    "children": ("child",),
    "corpora": ("corpus",),
    "crises": ("crisis",),
    "criteria": ("criterion",),
    "curricula": ("curriculum",),
    "diagnoses": ("diagnosis",),
    "emphases": ("emphasis",),
    "feet": ("foot",),
    "geese": ("goose",),
    "halves": ("half",),
    "hypotheses": ("hypothesis",),
    "indices": ("index",),
    "knives": ("knife",),
    "leaves": ("leaf",),
    "lives": ("life",),
    "loaves": ("loaf",),
    "matrices": ("matrix",),
    "memoranda": ("memorandum",),
    "mice": ("mouse",),
    "monies": ("money",),
    "moneys": ("money",),
    "oases": ("oasis",),
    "oxen": ("ox",),
    "parentheses": ("parenthesis",),
    "phenomena": ("phenomenon",),
    "quizzes": ("quiz",),
    "referenda": ("referendum",),
    "selves": ("self",),
    "shelves": ("shelf",),
    "strata": ("stratum",),
    "syntheses": ("synthesis",),
    "teeth": ("tooth",),
    "theses": ("thesis",),
    "thieves": ("thief",),
    "vertices": ("vertex",),
    "wives": ("wife",),
    "wolves": ("wolf",),
}

NOT_PLURAL = frozenset(
    """
    always arkansas as athletics bus campus census chaos congress consensus corps does economics else ethics
    finances gas has his illinois is its kansas less logistics mathematics means nexus news perhaps physics plus
    politics premises proceedings series species statistics status surplus texas this thus tactics us virus was whereas
    yes
    """.split()
)
"""Words in -s that are nobody's plural, or whose singular means something else."""

_SIBILANT = ("ches", "shes", "xes", "zes", "ses")


@lru_cache(maxsize=100_000)
def singulars(word: str) -> tuple[str, ...]:
    """The nouns a lower-case word may be the plural of, likeliest first; empty if it cannot be a plural.

    cities: city; taxes: tax, taxe; children: child; ethics: nothing.
    """
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith("men") and len(word) > 3:
        return (word[:-2] + "an",)
    if len(word) < 3 or not word.endswith("s") or word in NOT_PLURAL:
        return ()
    if word.endswith(("ss", "us", "is")):
        return ()
    if word.endswith("ies") and len(word) > 4:
        return (word[:-3] + "y", word[:-1])
    if word.endswith("oes") or word.endswith(_SIBILANT):
        return (word[:-2], word[:-1])
    return (word[:-1],)


def without_possessive(word: str) -> str:
    """The noun of a possessive: city's → city, cities' → cities; anything else unchanged."""
    if word.endswith("'s"):
        return word[:-2]
    return word[:-1] if word.endswith("s'") else word
