"""Term tables of other houses: a row a concept, its terms side by side, headings English or Chinese.

    英文          首选译名    允许译名            禁用译名    领域    备注
    city manager  城市经理    市经理；市执行长    市长        机构

becomes the table a glossary is read from, a row a term. Several terms in a cell are parted by ; ； or |, never by 、 or
/, which stand within terms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256

from pubpipe.errors import Misused
from pubpipe.glossary import COLUMNS, Glossary, cells, language_of
from pubpipe.glossary.table import OF_CONCEPT, column_of, read_terms
from pubpipe.messages import _
from pubpipe.model import SOURCE_LANGUAGE, TARGET_LANGUAGE, Status
from pubpipe.tables import Faults, Row, Table, demand

_NAMES = {
    "en": "english source|source term|english term|term (en)|en-us|en-gb|英文|英语|英文术语|英语术语"
    "|英文名|英文名称|外文|原文",
    "en:admitted": "acronym|abbreviation|english synonyms|synonyms|缩写|英文缩写|缩略语|英文同义词",
    TARGET_LANGUAGE: "chinese|chinese term|simplified chinese|target|target term|translation|zh|zh-cn|zh-hans|中文|汉语"
    "|简体中文|中文术语|中文名|中文名称|译名|中文译名|译文|译法",
    f"{TARGET_LANGUAGE}:preferred": "preferred|preferred term|preferred chinese|首选|首选译名|推荐译名|规范译名"
    "|定名|正名",
    f"{TARGET_LANGUAGE}:admitted": "admitted|admitted terms|allowed|允许|允许译名|可用译名|备选译名|又称|又译",
    f"{TARGET_LANGUAGE}:forbidden": "forbidden|forbidden terms|禁用|禁用译名|禁止译名|不用|误译",
    f"{TARGET_LANGUAGE}:deprecated": "deprecated|deprecated terms|不推荐|不推荐译名|弃用译名",
    f"{TARGET_LANGUAGE}:superseded": "superseded|superseded terms|旧称|旧译|曾用名|曾称",
    "concept": "id|concept id|概念编号",
    "domain": "subject|subject field|field|学科|专业|专业领域",
    "definition": "meaning|explanation|释义|解释",
    "concept_note": "note|notes|comment|comments|remark|remarks|备注|说明|注",
}
_HEADINGS = {heading: name for name, headings in _NAMES.items() for heading in headings.split("|")}
_HEADINGS |= {"english": "en", "source": "en", "en": "en"}
_OF_ENGLISH = ("part_of_speech", "type", "case_sensitive", "exact_form")
_TERM = re.compile(r"(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]+)*)(?::(?P<status>[a-z]+))?")
_REFUSED = (Status.FORBIDDEN, Status.DEPRECATED, Status.SUPERSEDED)


def glossary_of(table: Table, mapping: Mapping[str, str]) -> Glossary:
    """The glossary of a table with its own headings, a row a term or a row a concept.

    `mapping` names the column of a heading: one of the glossary's, or a language with or without a standing, such as
    `en` and `zh-Hans:forbidden`. Where no column tells their standing, terms are proposed. Raises Misused with every
    faulty row and column.
    """
    present = {heading.casefold() for heading in table.headings}
    if lacking := [heading for heading in mapping if heading.casefold() not in present]:
        demand(table, lacking)
    chosen = {heading.casefold(): _column(name) for heading, name in mapping.items()}
    by_term = [chosen.get(heading.casefold()) or column_of(heading) for heading in table.headings]
    if {"language", "term"} <= set(by_term):
        return read_terms(_renamed(table, by_term), Status.PROPOSED)
    return read_terms(_by_term(_renamed(table, list(map(partial(_named, chosen), table.headings)))))


def wanted(mapping: Mapping[str, str]) -> Callable[[str], bool]:
    """Whether a heading names a column in either kind of table, or is one of those in `mapping`."""
    chosen = {heading.casefold() for heading in mapping}

    def known(heading: str) -> bool:
        return heading.casefold() in _HEADINGS or heading.casefold() in chosen or column_of(heading) in COLUMNS

    return known


def identity(terms: Iterable[str], taken: Collection[str]) -> str:
    """An id for a concept that brings none: of its first term in Latin letters, numbered where it is taken."""
    first = next(iter(terms), "")
    plain = unicodedata.normalize("NFKD", first).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].rstrip("-")
    if not made:
        made = f"zh-{sha256(first.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
    elif not made[0].isalpha():
        made = f"c-{made}"
    number, unused = 1, made
    while unused in taken:
        number += 1
        unused = f"{made}-{number}"
    return unused


def _column(name: str) -> str:
    """What a person means by a column: one of ours, or a language and a standing."""
    column = column_of(name)
    if column in COLUMNS:
        return column
    if match := _TERM.fullmatch(name):
        try:
            language = cells.language(match["language"])
            return f"{language}:{cells.status(match['status'])}" if match["status"] else language
        except cells.Unfit:
            pass
    languages = ", ".join(("en", TARGET_LANGUAGE, f"{TARGET_LANGUAGE}:forbidden"))
    message = _("no such column: {column}; known are {known}")
    raise Misused(message.format(column=name, known=", ".join((languages, *COLUMNS))))


def _named(chosen: Mapping[str, str], heading: str) -> str:
    folded = heading.casefold()
    return chosen.get(folded) or _HEADINGS.get(folded) or column_of(heading)


def _renamed(table: Table, names: list[str]) -> Table:
    shown = {name: heading for name, heading in zip(names, table.headings, strict=True) if name != heading}
    rows = tuple(Row(row.number, dict(zip(names, row.cells.values(), strict=False))) for row in table.rows)
    renamed = replace(table, headings=tuple(names), rows=rows, shown=shown)
    demand(renamed, ())
    return renamed


def _by_term(table: Table) -> Table:
    """A row a term instead of a row a concept."""
    of_terms = {name: each for name in table.headings if (each := _standing(name))}
    if not of_terms:
        raise Misused(
            _("row {row}: no column of terms, such as {columns} (there are: {found}); name one with --map").format(
                row=table.number, columns="English, 中文, 首选译名", found=", ".join(table.headings) or "–"
            )
        )
    faults = Faults(table.shown)
    taken = {row.cells.get("concept", "") for row in table.rows}
    others = [name for name in table.headings if name not in (*of_terms, "concept", "status")]
    rows: list[Row] = []
    for row in table.rows:
        terms = list(_terms(row, of_terms))
        if not terms:
            faults.at(row.number, next(iter(of_terms)), _("is empty"))
            continue
        concept = row.cells.get("concept") or identity(
            [text for language, text, _status in terms if language == SOURCE_LANGUAGE]
            or [text for _language, text, _status in terms],
            taken,
        )
        taken.add(concept)
        facts = {
            name: cell for name, cell in row.cells.items() if cell and name not in (*of_terms, "concept", "status")
        }
        for place, (language, text, status) in enumerate(terms):
            mine = {name: cell for name, cell in facts.items() if _holder(name, terms, place)}
            rows.append(
                Row(row.number, {"concept": concept, "language": language, "term": text, "status": status, **mine})
            )
    faults.raise_any()
    return replace(table, headings=("concept", "language", "term", "status", *others), rows=tuple(rows))


def _standing(name: str) -> tuple[str, str] | None:
    """The language and the standing a column of terms has, "" for either where each cell shows it."""
    if name == "term":
        return "", ""
    if name in COLUMNS or not _TERM.fullmatch(name):
        return None
    language, _colon, status = name.partition(":")
    return language, status


def _terms(row: Row, of_terms: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """The terms of a row, each once: language, text, standing."""
    found: dict[tuple[str, str], str] = {}
    for column, (told, standing) in of_terms.items():
        for place, text in enumerate(cells.several(row.cells.get(column, ""))):
            language = told or language_of(text)
            own = standing or ("" if language == SOURCE_LANGUAGE else row.cells.get("status", ""))
            if place and _is_preferred(own):
                own = str(Status.ADMITTED)
            if not found.get((language, text)):
                found[language, text] = own
    settled = any(status for (language, _text), status in found.items() if language != SOURCE_LANGUAGE)
    first = True
    for (language, text), status in found.items():
        if language == SOURCE_LANGUAGE and settled and not status:
            status = str(Status.PREFERRED if first else Status.ADMITTED)
            first = False
        yield language, text, status


def _is_preferred(standing: str) -> bool:
    try:
        return bool(standing) and cells.status(standing) is Status.PREFERRED
    except cells.Unfit:
        return False


def _holder(name: str, terms: list[tuple[str, str, str]], place: int) -> bool:
    """Whether a fact of the row is said of its term at this place: of the English, the Chinese or the first one."""
    if name in OF_CONCEPT or name not in COLUMNS:
        return place == 0
    english = [at for at, (language, _text, _status) in enumerate(terms) if language == SOURCE_LANGUAGE]
    others = [at for at, (language, _text, _status) in enumerate(terms) if language != SOURCE_LANGUAGE]
    if name in _OF_ENGLISH:
        return place == (english or others)[0]
    if name == "reason":
        refused = [at for at in others if terms[at][2] in _REFUSED]
        return place in refused if refused else place == (others or english)[0]
    return place == (others or english)[0]
