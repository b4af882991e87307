"""One rendering of a term throughout a book, and one term a rendering."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from pubpipe.checks import BOOK, MINOR, NEUTRAL, Context, check
from pubpipe.checks._terms import verdicts
from pubpipe.messages import _
from pubpipe.model import TARGET_LANGUAGE, Issue, Segment, Span, Status
from pubpipe.text.scripts import han_count

_LONG_WORD = 10
_SHORTENED = ("acronym", "short form", "abbreviation")


@check("terminology/inconsistent-use-of-terminology", severity=MINOR, scope=BOOK)
def drift(segments: Sequence[Segment], context: Context) -> Iterator[Issue]:
    """A term is rendered one way throughout a chapter and a book, even where the glossary admits several ways.

    The rendering used most is taken for the book's; acronyms may stand beside it. A note where the English is a short
    word, which may have several senses, or where one rendering is short for the other.
    """
    used: dict[tuple[str, str], list[tuple[Segment, str, Span | None]]] = defaultdict(list)
    for segment, concept, english, form, span, shortened in _renderings(segments, context):
        if not shortened:
            used[concept, english.casefold()].append((segment, form, span))
    for (concept, english), places in used.items():
        counts = Counter(form for _segment, form, _span in places)
        if len(counts) < 2:
            continue
        usual, often = counts.most_common(1)[0]
        for segment, form, span in places:
            if form != usual:
                near = sum(other == usual and _file(each) == _file(segment) for each, other, _span in places)
                message = _(
                    "{english} is {form} here, elsewhere {usual}: {near} times in the chapter, {often} in the book"
                )
                told = message.format(english=english, form=form, usual=usual, near=near, often=often)
                severity = None if _one_sense(english, form, usual) else NEUTRAL
                yield Issue(told, span, usual, concept, severity, segment)


@check("terminology/inconsistent-use-of-terminology", id="conflation", severity=NEUTRAL, scope=BOOK)
def conflation(segments: Sequence[Segment], context: Context) -> Iterator[Issue]:
    """Two concepts are not rendered by the same Chinese: output is 产出, outcome 成果.

    Minor where the glossary says that the two are easily confused.
    """
    if context.glossary is None:
        return
    used: dict[str, dict[str, list[tuple[Segment, str, Span | None]]]] = defaultdict(lambda: defaultdict(list))
    for segment, concept, english, form, span, _shortened in _renderings(segments, context):
        used[form][concept].append((segment, english, span))
    for form, concepts in used.items():
        if len(concepts) < 2:
            continue
        owner = max(concepts, key=lambda concept: (_prefers(context, concept, form), len(concepts[concept])))
        owned = concepts[owner][0][1]
        for concept, places in concepts.items():
            known = context.glossary.by_id[concept]
            confused = owner in known.confusable_with or concept in context.glossary.by_id[owner].confusable_with
            for segment, english, span in places if concept != owner else ():
                if english.casefold() != owned.casefold():
                    message = _("{form} renders {english} here, elsewhere {other}")
                    told = message.format(form=form, english=english, other=owned)
                    yield Issue(told, span, "", concept, MINOR if confused else None, segment)


def _renderings(
    segments: Sequence[Segment], context: Context
) -> Iterator[tuple[Segment, str, str, str, Span | None, bool]]:
    """Each accepted rendering: segment, concept, English, Chinese, where it stands, whether it is a short form."""
    from pubpipe.glossary import Kind

    for segment in segments if context.glossary else ():
        for verdict in verdicts(segment, context):
            if verdict.kind in (Kind.OK, Kind.ADMITTED) and verdict.term and verdict.hit:
                form = verdict.term.text
                if han_count(form):
                    shortened = verdict.term.type in _SHORTENED or verdict.hit.term.type in _SHORTENED
                    yield segment, verdict.concept.id, verdict.hit.term.text, form, verdict.span, shortened


def _one_sense(english: str, form: str, usual: str) -> bool:
    """Whether two renderings surely mean the same: a short English word has several senses, and 财年 is 财政年度."""
    short, long = sorted((form, usual), key=len)
    rest = iter(long)
    contracted = all(character in rest for character in short)
    return not contracted and (" " in english or len(english) >= _LONG_WORD)


def _prefers(context: Context, concept: str, form: str) -> bool:
    assert context.glossary is not None
    preferred = context.glossary.by_id[concept].designations(TARGET_LANGUAGE, Status.PREFERRED)
    return any(term.text == form for term in preferred)


def _file(segment: Segment) -> str:
    return segment.place.rpartition(":")[0]
