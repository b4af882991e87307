"""What the package says of the book: titles, people and what they did, the original, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._ebook import Ebook, kinds, words

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_ROLE = re.compile(r"[\s\u3000（(](?:著|编著|主编|编|译|译者|审校)[）)]?$")
_TRANSLATED = re.compile(r"(?:^|[\s\u3000）])译$|译者[：:]")
_STABLE = re.compile(
    r"urn:(?:uuid|isbn|doi):.+|https?://.+|97[89]\d{10}|\d{9}[\dX]|doi:.+|[0-9a-f]{8}-[0-9a-f-]{27}", re.I
)


@assertion(MAJOR)
def identifier_given(ebook: Ebook) -> Iterator[Look]:
    """The package names the one identifier of the book.

    EPUB 3.3: required.
    """
    wanted = ebook.opf.get("unique-identifier", "")
    found = [each for each in ebook.metadata("identifier") if each.get("id") == wanted and (each.text or "").strip()]
    yield judged(ebook.opf_name, f"unique-identifier {wanted}", len(found) == 1)


@assertion(MINOR)
def identifier_lasts(ebook: Ebook) -> Iterator[Look]:
    """The identifier is one that lasts: a UUID, an ISBN or a DOI.

    Reading positions and notes hang on it.
    """
    for each in ebook.metadata("identifier"):
        yield judged(ebook.opf_name, each.text or "", _STABLE.fullmatch((each.text or "").strip()) is not None)


@assertion(MAJOR)
def title_given(ebook: Ebook) -> Iterator[Look]:
    """The book has its title.

    EPUB 3.3: required.
    """
    titles = [(each.text or "").strip() for each in ebook.metadata("title")]
    yield judged(
        ebook.opf_name, "dc:title", bool(titles) and all(titles) and not titles[0].lower().startswith("untitled")
    )


@assertion(MINOR, 5)
def subtitle_given(ebook: Ebook) -> Iterator[Look]:
    """The subtitle of the title page stands in the metadata, as one.

    Two books of one title are told apart by it.
    """
    given = {
        (each.text or "").strip() for each in ebook.metadata("title") if ebook.refined(each, "title-type") == "subtitle"
    }
    for page in ebook.texts[:3]:
        for each in page.each("p", "h2", "div"):
            if "subtitle" in each.get("class", "").split() or "subtitle" in kinds(each):
                shown = words(each)
                yield judged(
                    page.at(each), shown, any(re.sub(r"\W", "", title) == re.sub(r"\W", "", shown) for title in given)
                )


@assertion(MAJOR)
def language_chinese(ebook: Ebook) -> Iterator[Look]:
    """A Chinese book says that it is Chinese.

    EPUB 3.3; shops shelve by it.
    """
    if ebook.chinese:
        given = [(each.text or "").strip() for each in ebook.metadata("language")]
        yield judged(
            ebook.opf_name, f"dc:language {' '.join(given)}", bool(given) and given[0].lower().startswith("zh")
        )


@assertion(MAJOR, 4)
def people_have_roles(ebook: Ebook) -> Iterator[Look]:
    """Of every person it is said what they did (MARC relator code).

    Without one everybody is taken for an author.
    """
    for each in (*ebook.metadata("creator"), *ebook.metadata("contributor")):
        yield judged(ebook.opf_name, each.text or "", bool(ebook.refined(each, "role")))


@assertion(MAJOR, 4)
def people_are_names(ebook: Ebook) -> Iterator[Look]:
    """People are named without what they did: 李四, not 李四 译.

    Shops show and sort them as they stand.
    """
    for each in (*ebook.metadata("creator"), *ebook.metadata("contributor")):
        yield judged(ebook.opf_name, each.text or "", not _ROLE.search((each.text or "").strip()))


@assertion(MAJOR, 4)
def translator_given(ebook: Ebook) -> Iterator[Look]:
    """The translator of a translation is named as one (trl), and not as its author.

    pandoc makes everybody an author.
    """
    if _translated(ebook):
        people = [
            (each, ebook.refined(each, "role")) for each in (*ebook.metadata("creator"), *ebook.metadata("contributor"))
        ]
        yield judged(ebook.opf_name, "trl", any(role == "trl" for _each, role in people))


@assertion(MINOR)
def people_sorted(ebook: Ebook) -> Iterator[Look]:
    """Authors and translators have a form to sort by (file-as).

    Shelves sort Chinese names by their pinyin only if they are told it.
    """
    for each in (*ebook.metadata("creator"), *ebook.metadata("contributor")):
        if ebook.chinese and ebook.refined(each, "role") in ("aut", "trl", ""):
            yield judged(ebook.opf_name, each.text or "", bool(ebook.refined(each, "file-as")))


@assertion(MINOR, 5)
def original_given(ebook: Ebook) -> Iterator[Look]:
    """The metadata of a translation name its original (dc:source).

    The copyright page of a translation says it, so should its record.
    """
    if _translated(ebook):
        yield judged(ebook.opf_name, "dc:source", any((each.text or "").strip() for each in ebook.metadata("source")))


@assertion(MINOR, 5)
def rights_given(ebook: Ebook) -> Iterator[Look]:
    """The metadata say whose the rights are.

    Shops and libraries show it.
    """
    yield judged(ebook.opf_name, "dc:rights", any((each.text or "").strip() for each in ebook.metadata("rights")))


@assertion(MINOR, 5)
def publisher_given(ebook: Ebook) -> Iterator[Look]:
    """The publisher is named, or the copyright page has a marked place for it.

    Shops ask for it; only the publisher can fill it in.
    """
    named = any((each.text or "").strip() for each in ebook.metadata("publisher"))
    place = any(re.search(r"出版者[：:]|出版者由出版社填写", words(page.body)) for page in ebook.texts[:4])
    yield judged(ebook.opf_name, "dc:publisher", named or place)


@assertion(MINOR, 14)
def date_is_a_date(ebook: Ebook) -> Iterator[Look]:
    """The date is the year or the day of publication, not the moment of the build.

    EPUB 3.3: the date of publication.
    """
    dates = ebook.metadata("date")
    if not dates:
        yield judged(ebook.opf_name, "dc:date", False)
    for each in dates:
        yield judged(ebook.opf_name, each.text or "", _DATE.fullmatch((each.text or "").strip()) is not None)


@assertion(MAJOR)
def change_dated(ebook: Ebook) -> Iterator[Look]:
    """The moment of the last change stands there once, in its form.

    EPUB 3.3: required; it tells editions of one book apart.
    """
    given = [(each.text or "").strip() for each in ebook.properties("dcterms:modified") if not each.get("refines")]
    yield judged(
        ebook.opf_name, f"dcterms:modified {' '.join(given)}", len(given) == 1 and bool(_MOMENT.fullmatch(given[0]))
    )


@assertion(MINOR)
def subject_given(ebook: Ebook) -> Iterator[Look]:
    """The metadata say what the book is about.

    It is how a book is found.
    """
    both = [*ebook.metadata("subject"), *ebook.metadata("description")]
    yield judged(ebook.opf_name, "dc:subject", any((each.text or "").strip() for each in both))


def _translated(ebook: Ebook) -> bool:
    """Whether the title pages or the metadata say that the book is a translation."""
    people = (*ebook.metadata("creator"), *ebook.metadata("contributor"))
    if any(
        ebook.refined(each, "role") == "trl"
        or (_ROLE.search(f" {each.text or ''}".rstrip()) and (each.text or "").strip().endswith("译"))
        for each in people
    ):
        return True
    lines = (words(each) for page in ebook.texts[:3] for each in page.each("p"))
    return any(_TRANSLATED.search(line) for line in lines)
