"""TBX as anybody wrote it: version 3 in both styles and version 2, with categories of any dialect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from pubpipe.errors import Unreadable
from pubpipe.exchange._concepts import identity
from pubpipe.exchange._xml import XML_LANG, Element, local, tree
from pubpipe.exchange.tbx import _notes
from pubpipe.glossary import Glossary, cells
from pubpipe.glossary.store import ID
from pubpipe.messages import _
from pubpipe.model import Concept, Status, Term

_ENTRIES, _LANGUAGES, _TERMS = ("conceptEntry", "termEntry"), ("langSec", "langSet"), ("termSec", "tig", "ntig")
_TYPED = ("descrip", "admin", "termNote", "transac", "transacNote", "xref", "ref", "descripNote", "adminNote")
_GROUPS = ("descripGrp", "adminGrp", "termNoteGrp", "termGrp")
_HISTORY = ("transacGrp", "transac", "transactionType", "date")
_STANDINGS = {
    "preferredterm": Status.PREFERRED,
    "standardizedterm": Status.PREFERRED,
    "regulatedterm": Status.PREFERRED,
    "legalterm": Status.PREFERRED,
    "admittedterm": Status.ADMITTED,
    "deprecatedterm": Status.DEPRECATED,
    "supersededterm": Status.SUPERSEDED,
    "forbidden": Status.FORBIDDEN,
    "notrecommended": Status.DEPRECATED,
    "obsolete": Status.SUPERSEDED,
    "preferred": Status.PREFERRED,
    "admitted": Status.ADMITTED,
    "deprecated": Status.DEPRECATED,
    "superseded": Status.SUPERSEDED,
}
_TERM_FIELDS = {
    "partOfSpeech": "part_of_speech",
    "termType": "type",
    "source": "authority",
    "geographicalUsage": "geography",
    "register": "register",
    "context": "example",
    "example": "example",
}
_STANDING = ("administrativeStatus", "normativeAuthorization", "administrative-status")
_PROPERTIES = ("grammaticalGender", "customerSubset", "projectSubset")
"""What is said of a term and kept under its own name as a column."""


def read(data: bytes) -> Glossary:
    """The glossary of a file. Raises Unreadable, naming the line of a concept that is none."""
    root = _root(data)
    left_out: Counter[str] = Counter()
    made: dict[str, Concept] = {}
    columns = dict.fromkeys(
        named[0] for each in root.iter("{*}p") if (named := _notes.column("".join(each.itertext()).strip()))
    )
    for entry in root.iter(*(f"{{*}}{name}" for name in _ENTRIES)):
        concept = _concept(entry, made, left_out)
        if concept.terms:
            made[concept.id] = concept
            columns |= dict.fromkeys(heading for term in concept.terms for heading, _value in term.extra)
        else:
            left_out[_("concepts without terms")] += 1
    if not made:
        raise Unreadable(_("not a {kind} file: it has no terms").format(kind="TBX"))
    told = ", ".join(f"{name} ({count})" for name, count in sorted((+left_out).items()))
    notices = (_("left out: {what}").format(what=told),) if told else ()
    return Glossary(tuple(made.values()), tuple(columns), notices)


def _root(data: bytes) -> Element:
    if b"<martif" in data[:100_000] or "<martif".encode("utf-16-le") in data[:100_000]:
        return tree(data, "TBX", "martif")
    return tree(data, "TBX", "tbx")


def _concept(entry: Element, made: dict[str, Concept], left_out: Counter[str]) -> Concept:
    facts: dict[str, Any] = {}
    notes: list[str] = []
    terms: dict[tuple[str, str], Term] = {}
    for category, value, element in _said(entry, *_LANGUAGES):
        _govern(facts, notes, category, value, element, left_out)
    for section in entry:
        if local(section) not in _LANGUAGES:
            continue
        for category, value, element in _said(section, *_TERMS):
            _govern(facts, notes, category, value, element, left_out)
        language = _language(section, left_out)
        for each in section if language else ():
            if local(each) in _TERMS:
                term = _term(each, language, left_out)
                if term and (language, term.text) in terms:
                    left_out[_("terms that stand twice")] += 1
                elif term:
                    terms[language, term.text] = term
    if notes:
        facts["note"] = "\n".join(filter(None, [facts.get("note", ""), *dict.fromkeys(notes)]))
    name = entry.get("id", "")
    if not ID.fullmatch(name) or name in made:
        english = [text for language, text in terms if language.startswith("en")]
        name = identity(english or [text for _language, text in terms], made)
    return Concept(name, tuple(terms.values()), **facts)


def _govern(
    facts: dict[str, Any], notes: list[str], category: str, value: str, element: Element, left_out: Counter[str]
) -> None:
    """Add what is said of a concept; the first definition and domain count, others are notes."""
    name = {"subjectField": "domain", "definition": "definition", "source": "definition_source"}.get(category, "")
    if category == "note":
        fact = _notes.fact(value, Concept)
        if fact and isinstance(fact[1], tuple):
            facts[fact[0]] = (*facts.get(fact[0], ()), *fact[1])
        elif fact:
            facts[fact[0]] = fact[1]
        else:
            notes.append(_notes.tidy(value))
    elif not name or not value.strip():
        left_out[category] += category not in _HISTORY
    elif facts.get(name) in (None, _notes.tidy(value)):
        facts[name] = _notes.tidy(value)
    else:
        notes.append(_notes.tidy(value))


def _term(section: Element, language: str, left_out: Counter[str]) -> Term | None:
    texts = list(section.iter("{*}term"))
    text = _notes.tidy("".join(texts[0].itertext())) if texts else ""
    facts: dict[str, Any] = {}
    notes: list[str] = []
    extra: list[tuple[str, str]] = []
    written, claimed = "", None
    for category, value, element in _said(section, "term"):
        plain = _notes.tidy(value)
        if category == "note":
            if column := _notes.column(value):
                extra.append(column)
            elif value.startswith("pubpipe:term="):
                text = value.partition("=")[2]
            elif (fact := _notes.fact(value, Term)) is None:
                notes.append(plain)
            elif fact[0] == "status":
                claimed = fact[1]
            elif isinstance(fact[1], tuple):
                facts[fact[0]] = (*facts.get(fact[0], ()), *fact[1])
            else:
                facts[fact[0]] = fact[1]
        elif category in _STANDING:
            written = plain
        elif category == "externalCrossReference":
            facts.setdefault("url", element.get("target") or plain)
        elif category in _TERM_FIELDS and plain:
            facts.setdefault(_TERM_FIELDS[category], plain)
        elif category in _PROPERTIES and plain and category not in dict(extra):
            extra.append((category, plain))
        else:
            left_out[category] += category not in _HISTORY
    if notes:
        facts["note"] = "\n".join(filter(None, [facts.get("note", ""), *notes]))
    if not text:
        left_out[_("empty terms")] += 1
        return None
    return Term(text, language, _standing(written, claimed, left_out), extra=tuple(extra), **facts)


def _standing(written: str, claimed: Status | None, left_out: Counter[str]) -> Status:
    """The standing of a term: the one our note claims, unless somebody changed the category beside it since."""
    if claimed and _notes.STATUSES.get(claimed, "") == written:
        return claimed
    folded = written.casefold().removesuffix("-admn-sts").replace(" ", "").replace("-", "")
    if folded and folded not in _STANDINGS:
        left_out[f"administrativeStatus {written}"] += 1
    return _STANDINGS.get(folded, Status.PROPOSED)


def _language(section: Element, left_out: Counter[str]) -> str:
    written = section.get(XML_LANG) or section.get("lang") or ""
    try:
        return cells.language(written) if written else ""
    except cells.Unfit:
        left_out[f"xml:lang {written}"] += 1
        return ""


def _said(section: Element, *deeper: str) -> Iterator[tuple[str, str, Element]]:
    """What is said of a level: category, text and element, those in groups too, without the levels below."""
    for each in section:
        name = local(each)
        if not name or name in deeper:
            continue
        if name in _GROUPS:
            yield from _said(each, *deeper)
        elif name in _TYPED:
            yield each.get("type", name), "".join(each.itertext()), each
        else:
            yield name, "".join(each.itertext()), each
