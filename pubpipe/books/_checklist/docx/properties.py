"""The properties of the file: what catalogues and programs know it by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.books._checklist import MINOR, Look, assertion, judged
from pubpipe.books._checklist._word import Word

_CORE = "docProps/core.xml"
_NOBODY = re.compile(r"python-docx|administrator|^user$|microsoft|unknown|^admin$|apache poi|docx4j|^-$", re.I)
_NO_TITLE = re.compile(r"^(?:microsoft word|word document|untitled|document ?\d*|新建|无标题|文档 ?\d*)|\.docx?$", re.I)
_ROLE = re.compile(r"[\s\u3000（(](?:著|编著|主编|编|译|译者|审校)[）)]?$")
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)")


def core(word: Word) -> dict[str, str]:
    """The core properties by name."""
    root = word.root(word.office.properties())
    return (
        {} if root is None else {str(each.tag).rpartition("}")[2]: each.text or "" for each in root.iterchildren("*")}
    )


@assertion(MINOR)
def title_given(word: Word) -> Iterator[Look]:
    """The properties name the title.

    Readers' aids read it out first, PDFs inherit it.
    """
    title = core(word).get("title", "").strip()
    yield judged(_CORE, title or "dc:title", bool(title) and not _NO_TITLE.search(title))


@assertion(MINOR)
def author_given(word: Word) -> Iterator[Look]:
    """The properties name an author, not a program or a machine's account.

    python-docx and Administrator have written many books.
    """
    creator = core(word).get("creator", "").strip()
    yield judged(_CORE, creator or "dc:creator", bool(creator) and not _NOBODY.search(creator))


@assertion(MINOR, 8)
def author_is_a_name(word: Word) -> Iterator[Look]:
    """The author is named without what they did: 李四, not 李四 译.

    Catalogues sort and search by it.
    """
    for each in filter(None, re.split("[;；]", core(word).get("creator", ""))):
        yield judged(_CORE, each, not _ROLE.search(each))


@assertion(MINOR, 25)
def translator_given(word: Word) -> Iterator[Look]:
    """The properties of a translation name the translator.

    Word has no place of its own for him: a custom property 译者, or `contributor`.
    """
    if word.chinese and any(re.search(r"[\s\u3000]译$", each.text.strip()) for each in word.front):
        custom = next((each.target for each in word.package.relations() if each.kind == "custom-properties"), "")
        root = word.root(custom)
        names = [] if root is None else [each.get("name", "") for each in root.iterchildren("*")]
        yield judged("docProps/custom.xml", "译者", any("译" in name or "translator" in name.lower() for name in names))


@assertion(MINOR, 25)
def kind_given(word: Word) -> Iterator[Look]:
    """The properties say what the book is about: category, subject or keywords.

    It is how a file is found again.
    """
    if word.book:
        given = core(word)
        yield judged(
            _CORE, "cp:category", any(given.get(name, "").strip() for name in ("category", "subject", "keywords"))
        )


@assertion(MINOR, 20)
def language_given(word: Word) -> Iterator[Look]:
    """The properties of a Chinese text say that it is Chinese.

    Catalogues and speech go by it.
    """
    if word.chinese:
        language = core(word).get("language", "")
        yield judged(_CORE, f"dc:language {language or '-'}", language.lower().startswith("zh"))


@assertion(MINOR)
def dates_sound(word: Word) -> Iterator[Look]:
    """The dates of making and changing are dates.

    Word calls the file damaged where they are not.
    """
    for name in ("created", "modified"):
        if core(word).get(name):
            yield judged(
                _CORE, f"dcterms:{name} {core(word)[name]}", _DATE.fullmatch(core(word)[name].strip()) is not None
            )
