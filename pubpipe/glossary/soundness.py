"""The glossary's own check: what is wrong with it before any text is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pubpipe.glossary.acronyms import misplaced
from pubpipe.glossary.normalisation import normalised
from pubpipe.glossary.store import Glossary
from pubpipe.messages import _
from pubpipe.model import TARGET_LANGUAGE, Concept, Severity, Status, Term
from pubpipe.text.scripts import is_han

_ACCEPTED = (Status.PREFERRED, Status.ADMITTED, Status.PROVISIONAL)
_REFUSED = (Status.FORBIDDEN, Status.DEPRECATED, Status.SUPERSEDED)
_TRADITIONAL = frozenset(
    "議會縣鎮區長經濟財務預規劃開發環護設計應災難準備執業績評價資產債權責問題證書條約關係聯織機構參與選舉決議廳"
    "對於這個們來時國學習課類種數據導員辦處頭門間聽讀寫說話語請讓認識記錄總統個體務實現發電網際絡臺灣雙歷廣為後裡邊還過進遠運動"
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with the glossary itself, the concept and term it concerns."""

    concept: str
    term: str
    message: str
    severity: Severity = Severity.MAJOR


def verify_glossary(glossary: Glossary) -> list[Flaw]:
    """Everything that would make the checks wrong or contradict itself, in the order of the concepts.

    Major: a term that both must and must not stand, two preferred terms, a concept with no Chinese. Minor: what may be
    meant, such as one Chinese word for two concepts.
    """
    flaws = [flaw for concept in glossary.concepts for flaw in _of_concept(concept, glossary)]
    return flaws + list(_between(glossary))


def _of_concept(concept: Concept, glossary: Glossary) -> Iterator[Flaw]:
    languages = dict.fromkeys(term.language for term in concept.terms)
    for language in languages:
        preferred = [term.text for term in concept.designations(language, Status.PREFERRED)]
        if len(preferred) > 1:
            yield Flaw(concept.id, preferred[1], _("two preferred terms: {terms}").format(terms=", ".join(preferred)))
        accepted = list(concept.designations(language, *_ACCEPTED))
        if accepted and not preferred and not any(term.status is Status.PROVISIONAL for term in accepted):
            yield Flaw(concept.id, accepted[0].text, _("admitted terms, but none is preferred"), Severity.MINOR)
    accepted_chinese = list(concept.designations(TARGET_LANGUAGE, *_ACCEPTED))
    proposed = any(True for _term in concept.designations(TARGET_LANGUAGE, Status.PROPOSED))
    if not accepted_chinese and not proposed and not concept.do_not_translate:
        yield Flaw(concept.id, "", _("no Chinese term"))
    if not any(term.language.startswith("en") for term in concept.terms):
        yield Flaw(concept.id, "", _("no English term"))
    for other in concept.confusable_with:
        if other not in glossary.by_id:
            yield Flaw(concept.id, "", _("confusable with a concept that is not there: {id}").format(id=other))
    for other in (*concept.broader, *concept.related):
        if other not in glossary.by_id:
            yield Flaw(concept.id, "", _("related to a concept that is not there: {id}").format(id=other))
    for wrong in misplaced(concept.first_mention):
        message = _("the first mention knows {known}, not {mark}").format(known="{zh} {en} {acronym}", mark=wrong)
        yield Flaw(concept.id, "", message)
    for term in concept.terms:
        yield from _of_term(concept, term)
        same_language = [each.text for each in concept.terms if each.language == term.language]
        for blocker in term.blockers:
            if term.language == TARGET_LANGUAGE and not any(_overlaps(text, blocker) for text in same_language):
                yield Flaw(
                    concept.id, term.text, _("blocker shares nothing with the term: {blocker}").format(blocker=blocker)
                )


def _of_term(concept: Concept, term: Term) -> Iterator[Flaw]:
    text = term.text
    if text != text.strip() or "  " in text or "\n" in text:
        yield Flaw(concept.id, text, _("white space at its edge, or a line end"))
    if term.status in _REFUSED and not term.reason:
        yield Flaw(concept.id, text, _("not to be used, but no reason is given"), Severity.MINOR)
    if not term.language.startswith("zh"):
        return
    if any(is_han(character) for character in text):
        if any(mark in text for mark in "(),:;?!"):
            yield Flaw(concept.id, text, _("half-width punctuation"), Severity.MINOR)
        if any(mark in text for mark in "•‧・"):
            yield Flaw(concept.id, text, _("the interpunct of names is · (U+00B7)"))
    traditional = "".join(character for character in text if character in _TRADITIONAL)
    if term.language == TARGET_LANGUAGE and traditional and term.status in _ACCEPTED:
        yield Flaw(concept.id, text, _("traditional characters: {characters}").format(characters=traditional))
    if term.status in _ACCEPTED and len(text) == 1:
        yield Flaw(concept.id, text, _("a single character: it is found in many other words"), Severity.NEUTRAL)


def _overlaps(text: str, blocker: str) -> bool:
    sizes = range(1, len(text))
    return text in blocker or any(text[:size] == blocker[-size:] or text[-size:] == blocker[:size] for size in sizes)


def _between(glossary: Glossary) -> Iterator[Flaw]:
    """What two terms of the glossary, of one concept or of two, make of each other."""
    accepted: dict[str, list[tuple[Concept, Term]]] = {}
    refused: list[tuple[Concept, Term]] = []
    english: dict[str, list[Concept]] = {}
    for concept in glossary.concepts:
        for term in concept.terms:
            if term.language == TARGET_LANGUAGE and term.status in _ACCEPTED:
                accepted.setdefault(normalised(term.text).text, []).append((concept, term))
            elif term.language == TARGET_LANGUAGE and term.status in _REFUSED:
                refused.append((concept, term))
            elif term.language == "en" and term.status in _ACCEPTED:
                english.setdefault(term.text if term.case_sensitive else term.text.lower(), []).append(concept)
    for concept, term in refused:
        for other, _same in accepted.get(normalised(term.text).text, ()):
            if other.id == concept.id:
                yield Flaw(concept.id, term.text, _("both accepted and not to be used"))
            elif term.anywhere:
                yield Flaw(concept.id, term.text, _("forbidden anywhere, yet a term of {other}").format(other=other.id))
    for text, standing in accepted.items():
        preferred = sorted({concept.id for concept, term in standing if term.status is not Status.ADMITTED})
        if len(preferred) > 1 and not _told_apart(preferred, glossary):
            yield Flaw(
                preferred[0],
                text,
                _("the preferred term of several concepts: {ids}").format(ids=", ".join(preferred)),
                Severity.MINOR,
            )
        elif len(preferred) > 1:
            yield Flaw(
                preferred[0],
                text,
                _("one Chinese term for concepts not to be confused: {ids}").format(ids=", ".join(preferred)),
            )
    for text, concepts in english.items():
        ids = sorted({concept.id for concept in concepts})
        plain = [concept for concept in concepts if not concept.required_context and not concept.excluded_context]
        if len(ids) > 1 and len(plain) > 1:
            yield Flaw(
                ids[0],
                text,
                _("one English term of several concepts, and no context to tell: {ids}").format(ids=", ".join(ids)),
                Severity.MINOR,
            )


def _told_apart(ids: list[str], glossary: Glossary) -> bool:
    return any(other in glossary.by_id[one].confusable_with for one in ids for other in ids)
