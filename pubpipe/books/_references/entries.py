"""Works as entries of a list, written by pandoc's citeproc, each in the manner of its own language."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pubpipe.books import Headword
from pubpipe.books._ast import Node, identity, inlines_of, plain
from pubpipe.books._collation import chinese_key, english_key
from pubpipe.books._pandoc import converted
from pubpipe.books._references.sources import PEOPLE, Work
from pubpipe.books._references.style import style
from pubpipe.books._scripts import HAN
from pubpipe.errors import Unreadable

_EASTERN = re.compile(f"[{HAN}\u3040-\u30ff]")
_KANA = re.compile("[\u3040-\u30ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LOCALES = {"zh": "zh-CN", "en": "en-US"}
_NOBODY = {"zh": "佚名", "en": "Anon"}
_COLON = re.compile(rf"(?<=\S)(?:：\s*|:\s+|:(?=[{HAN}]))")
"""What parts a title from what it says besides; each year has a form of its own."""
_EDITION = re.compile(r"第?\s*(\d+)\s*(?:版|st ed\.?|nd ed\.?|rd ed\.?|th ed\.?|st|nd|rd|th)?")


@dataclass(frozen=True, slots=True)
class Entry:
    """A work as the list shows it, and how the text calls it by author and year (张三等, 2008a)."""

    inlines: list[Node]
    author: str
    year: str


def entries(works: Mapping[str, Work], year: str, system: str) -> dict[str, Entry]:
    """The entries of works by their keys, as GB/T 7714 of that year asks. The order of `works` decides 2008a, 2008b."""
    found: dict[str, Entry] = {}
    for language in _LOCALES:
        own = {key: work for key, work in works.items() if language_of(work) == language}
        if own:
            found |= _written(own, year, system, language)
    return found


def language_of(work: Work) -> str:
    """Whether a work's entry is Chinese or Western: what it says itself, else what its title is written in."""
    said = str(work.get("language", "")).lower()
    if said:
        return "zh" if said.startswith(("zh", "ja", "chi", "中", "汉")) else "en"
    return "zh" if _EASTERN.search(str(work.get("title", ""))) else "en"


def order(work: Work, entry: Entry) -> tuple[Any, ...]:
    """Where a work stands in a list by authors: Chinese by pinyin, Japanese, Western, Russian; then by years."""
    first = _named(next(iter(work.get("author") or work.get("editor") or ()), {}))
    text = first or entry.author
    if language_of(work) == "zh":
        group = 1 if _KANA.search(text + str(work.get("title", ""))) else 0
        return group, chinese_key(Headword("", text)), "", entry.year, plain(entry.inlines)
    group = 3 if _CYRILLIC.search(text) else 2
    return group, (), english_key(text) or text, entry.year, plain(entry.inlines)


def _written(works: Mapping[str, Work], year: str, system: str, language: str) -> dict[str, Entry]:
    names = {f"w{place}": key for place, key in enumerate(works)}
    items = [{**_prepared(works[key], year, system, language), "id": name} for name, key in names.items()]
    paragraphs = [{"t": "Para", "c": [_cited(name)]} for name in names]
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": paragraphs}
    with TemporaryDirectory() as folder:
        bibliography, csl = Path(folder, "works.json"), Path(folder, "style.csl")
        bibliography.write_text(json.dumps(items), encoding="utf-8")
        csl.write_bytes(style(year, system, language))
        files = ("--bibliography", str(bibliography), "--csl", str(csl))
        locale = ("--metadata", f"lang={_LOCALES[language]}")
        command = ("--from", "json", "--to", "json", "--citeproc", *files, *locale)
        try:
            made = json.loads(converted(json.dumps(tree).encode(), *command))
        except Unreadable as error:
            raise Unreadable(str(error).replace(str(bibliography), bibliography.name)) from error
    *shown, listed = made["blocks"]
    written = {identity(each).removeprefix("ref-"): each["c"][1][0] for each in listed["c"][1]}
    return {
        key: Entry(inlines_of(written[name]) or [], _author(works[key], language), plain(inlines_of(each) or []))
        for (name, key), each in zip(names.items(), shown, strict=True)
    }


def _cited(name: str) -> Node:
    citation = {
        "citationId": name,
        "citationPrefix": [],
        "citationSuffix": [],
        "citationMode": {"t": "SuppressAuthor"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[citation], []]}


def _prepared(work: Work, year: str, system: str, language: str) -> Work:
    """A work as the style wants it: Chinese names whole, Western surnames in capitals in 2015, no first edition.

    Where works are found by their authors, one without is by 佚名.
    """
    made = {key: value for key, value in work.items() if key not in ("note", "abstract", "keyword", "language")}
    if system == "author-date" and not (made.get("author") or made.get("editor")):
        made["author"] = [{"literal": _NOBODY[language]}]
    for role in PEOPLE:
        if isinstance(made.get(role), list):
            made[role] = [_person(each, year) for each in made[role]]
    if edition := _EDITION.fullmatch(str(made.get("edition", "")).strip()):
        made["edition"] = edition[1]
    if str(made.get("edition", "")).lower() in ("1", "first edition", "first", "1st"):
        del made["edition"]
    if "page" in made:
        made["page"] = re.sub(r"\s*[–—]\s*", "-", str(made["page"]))
    for key in ("title", "container-title"):
        if key in made:
            made[key] = _COLON.sub("：" if year == "2025" else ": ", str(made[key]))
    return made


def _person(person: Any, year: str) -> Any:
    if not isinstance(person, dict):
        return person
    if _EASTERN.search(_named(person)):
        return {"literal": _named(person)}
    if year == "2015":
        parts = ("family", "dropping-particle", "non-dropping-particle")
        return {key: value.upper() if key in parts else value for key, value in person.items()}
    return person


def _named(person: Any) -> str:
    """A person's name, the family's first."""
    if not isinstance(person, dict):
        return ""
    if person.get("literal"):
        return str(person["literal"])
    family, given = str(person.get("family", "")), str(person.get("given", ""))
    return family + given if _EASTERN.search(family + given) else " ".join(filter(None, (family, given)))


def _author(work: Work, language: str) -> str:
    """What the text calls a work's author: 张三, 张三等, Wang, Wang et al."""
    people = [each for each in work.get("author") or work.get("editor") or () if isinstance(each, dict)]
    if not people:
        return _NOBODY[language]
    first = people[0]
    name = _named(first) if _EASTERN.search(_named(first)) else str(first.get("family") or _named(first))
    if len(people) == 1:
        return name
    return f"{name}等" if language == "zh" else f"{name} et al."
