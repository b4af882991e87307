"""What the book claims of its accessibility, and whether it is true (EPUB Accessibility 1.1)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._ebook import MATH, OPF, XHTML, Ebook, Element, Page, kinds, words
from pubpipe.books._checklist.epub.navigation import nav

_HAZARDS = (
    "none",
    "unknown",
    "flashing",
    "noFlashingHazard",
    "motionSimulation",
    "noMotionSimulationHazard",
    "sound",
    "noSoundHazard",
)
_STRUCTURE = ("structuralNavigation", "tableOfContents", "readingOrder")


def pictures(ebook: Ebook) -> Iterator[tuple[Page, Element]]:
    """The pictures of the text; a cover and what is said to be decoration are none."""
    for page in ebook.pages:
        covered = any("cover" in kinds(each) for each in page.root.iter(f"{XHTML}body", f"{XHTML}section"))
        for each in page.each("img"):
            bare = each.get("role") in ("presentation", "none", "doc-cover") or "cover" in kinds(each)
            if not bare and not covered and "cover" not in posixpath.basename(each.get("src", "")):
                yield page, each


def claimed(ebook: Ebook, name: str) -> list[str]:
    """What the metadata claim: `accessMode` …"""
    return [(each.text or "").strip() for each in ebook.properties(f"schema:{name}")]


@assertion(MAJOR, 6)
def pictures_described(ebook: Ebook) -> Iterator[Look]:
    """Every picture has an alternative text, or is said to be decoration.

    WCAG 1.1.1.
    """
    for page, each in pictures(ebook):
        yield judged(page.at(each), each.get("src", ""), bool((each.get("alt") or "").strip()))


@assertion(MINOR, 7)
def descriptions_tell_more(ebook: Ebook) -> Iterator[Look]:
    """No alternative text repeats the caption or the name of the file.

    Who cannot see the picture has read the caption already.
    """
    for page, each in pictures(ebook):
        description = (each.get("alt") or "").strip()
        figure = next(each.iterancestors(f"{XHTML}figure"), None)
        caption = "" if figure is None else "".join(words(part) for part in figure.iter(f"{XHTML}figcaption"))
        if description:
            file = posixpath.basename(each.get("src", ""))
            same = description in (caption, caption.rpartition("\u3000")[2], file, posixpath.splitext(file)[0])
            yield judged(page.at(each), description, not same)


@assertion(MAJOR, 6)
def modes_true(ebook: Ebook) -> Iterator[Look]:
    """The senses that the book claims to need are those it needs: visual where there are pictures.

    EPUB Accessibility 1.1: required; pandoc always says textual.
    """
    modes = claimed(ebook, "accessMode")
    needed = any(True for _each in pictures(ebook))
    yield judged(
        ebook.opf_name,
        f"schema:accessMode {' '.join(modes) or '-'}",
        "textual" in modes and (not needed or "visual" in modes),
    )


@assertion(MAJOR, 6)
def descriptions_claimed_truly(ebook: Ebook) -> Iterator[Look]:
    """Alternative texts are claimed where every picture has one, and only there.

    Shops let blind readers filter by it.
    """
    shown = list(pictures(ebook))
    described = bool(shown) and all((each.get("alt") or "").strip() for _page, each in shown)
    yield judged(
        ebook.opf_name,
        "schema:accessibilityFeature alternativeText",
        ("alternativeText" in claimed(ebook, "accessibilityFeature")) == described,
    )


@assertion(MAJOR, 6)
def hazards_told(ebook: Ebook) -> Iterator[Look]:
    """It is told whether anything in the book may harm.

    EPUB Accessibility 1.1: required.
    """
    given = claimed(ebook, "accessibilityHazard")
    yield judged(
        ebook.opf_name,
        f"schema:accessibilityHazard {' '.join(given) or '-'}",
        bool(given) and all(each in _HAZARDS for each in given),
    )


@assertion(MINOR, 6)
def sufficient_told(ebook: Ebook) -> Iterator[Look]:
    """It is told which senses suffice to read all of it.

    EPUB Accessibility 1.1: recommended.
    """
    given = claimed(ebook, "accessModeSufficient")
    described = all((each.get("alt") or "").strip() for _page, each in pictures(ebook))
    yield judged(
        ebook.opf_name,
        f"schema:accessModeSufficient {' '.join(given) or '-'}",
        bool(given) and ("textual" in given) == described,
    )


@assertion(MAJOR, 6)
def summary_given(ebook: Ebook) -> Iterator[Look]:
    """The accessibility of the book is told in words too, in its language.

    EPUB Accessibility 1.1: recommended; the one finding Ace has against pandoc.
    """
    given = "".join(claimed(ebook, "accessibilitySummary"))
    sound = bool(given) and (not ebook.chinese or any("\u4e00" <= each <= "\u9fff" for each in given))
    yield judged(ebook.opf_name, f"schema:accessibilitySummary {given or '-'}", sound)


@assertion(MAJOR, 6)
def conformance_certified(ebook: Ebook) -> Iterator[Look]:
    """Conformance is claimed only where somebody certified it.

    EPUB Accessibility 1.1: a claim names who evaluated it.
    """
    claims = [
        each
        for each in ebook.opf.iter(f"{OPF}meta", f"{OPF}link")
        if "dcterms:conformsTo" in (each.get("property"), each.get("rel"))
    ]
    certified = [*ebook.properties("a11y:certifiedBy")]
    yield judged(ebook.opf_name, "dcterms:conformsTo", not claims or bool(certified))


@assertion(MINOR, 6)
def structure_claimed_truly(ebook: Ebook) -> Iterator[Look]:
    """Formulas, contents and pages of print are claimed as features only where they are there.

    A false claim is worse than none.
    """
    features = claimed(ebook, "accessibilityFeature")
    there = {
        "MathML": any(next(page.root.iter(MATH), None) is not None for page in ebook.pages),
        "tableOfContents": nav(ebook, "toc") is not None,
        "pageBreakMarkers": any("pagebreak" in kinds(each) for page in ebook.pages for each in page.root.iter("*")),
        "pageNavigation": nav(ebook, "page-list") is not None,
        "index": any(
            "index" in kinds(each) for page in ebook.pages for each in page.root.iter(f"{XHTML}section", f"{XHTML}body")
        ),
    }
    for name, present in there.items():
        if name in features:
            yield judged(ebook.opf_name, name, present)


@assertion(MINOR)
def structure_claimed(ebook: Ebook) -> Iterator[Look]:
    """That one can find one's way by contents and headings is told.

    EPUB Accessibility 1.1 recommends it; every book of ours has it.
    """
    features = claimed(ebook, "accessibilityFeature")
    for name in _STRUCTURE:
        yield judged(ebook.opf_name, name, name in features)


@assertion(MINOR)
def asides_named(ebook: Ebook) -> Iterator[Look]:
    """Every aside that is no note has a name to be found by.

    Reading aids list asides by their names.
    """
    for page in ebook.pages:
        for each in page.each("aside"):
            if not kinds(each) & {"footnote", "endnote", "rearnote"}:
                yield judged(
                    page.at(each), words(each)[:30], bool(each.get("aria-label") or each.get("aria-labelledby"))
                )


@assertion(MINOR)
def links_say_where(ebook: Ebook) -> Iterator[Look]:
    """Every link has words that can be read.

    WCAG 2.4.4.
    """
    for page in ebook.pages:
        for each in page.each("a"):
            if each.get("href"):
                described = any((image.get("alt") or "").strip() for image in each.iter(f"{XHTML}img"))
                yield judged(
                    page.at(each), each.get("href", ""), bool(words(each)) or described or bool(each.get("aria-label"))
                )
