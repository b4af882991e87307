"""Slides with their notes, and what stands on every page: headers, footers and master pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from pubpipe.formats.opendocument._names import (
    AFTER,
    CLASS,
    NOTES_PAGE,
    PAGE,
    PLACEHOLDER,
    SHAPE_SPACES,
    all_named,
    named,
)
from pubpipe.formats.opendocument._pieces import Story
from pubpipe.formats.opendocument._places import Place
from pubpipe.model import Fate

if TYPE_CHECKING:
    from pubpipe.formats.opendocument._walk import Walk

_SECTIONS = {
    **dict.fromkeys(all_named("style", "header", "header-left", "header-first"), "header"),
    **dict.fromkeys(all_named("loext", "header-first", "header-left"), "header"),
    **dict.fromkeys(all_named("style", "footer", "footer-left", "footer-first"), "footer"),
    **dict.fromkeys(all_named("loext", "footer-first", "footer-left"), "footer"),
}
_MASTER, _HANDOUT, _DISPLAY = named("style:master-page"), named("style:handout-master"), named("style:display")
_PAGE_STYLE, _VISIBILITY = named("draw:style-name"), named("presentation:visibility")
_PAGE_PROPERTIES = named("style:drawing-page-properties")
_MARGIN_CLASSES = {"header": "header", "footer": "footer", "date-time": "footer", "page-number": "footer"}
_RUNNING = {"outline", "subtitle", "text"}
"""Classes of frames that hold a slide's own words."""


def slides(walk: Walk, presentation: etree._Element) -> Iterator[Place]:
    """The places of all slides, each one's title first, its notes last."""
    walk.claims.claim(presentation, Fate.EXCLUDED, "stray characters")
    for child in presentation:
        walk.claims.claim(child, Fate.EXCLUDED, "stray characters", AFTER)
        if child.tag == PAGE:
            hidden = _is_hidden(child, walk.main)
            if hidden and not walk.rules.hidden_slides:
                walk.claims.claim_all(child, Fate.EXCLUDED, "hidden slide")
            else:
                walk.main.rule = "hidden slide" if hidden else "text"
                yield from _slide(walk, child)
                walk.main.rule = "text"
        elif isinstance(child.tag, str):
            yield from walk.block(child, walk.main, "")


def _is_hidden(page: etree._Element, story: Story) -> bool:
    for style in story.styles.chain("drawing-page", page.get(_PAGE_STYLE, "")):
        for properties in style.iterchildren(_PAGE_PROPERTIES):
            if properties.get(_VISIBILITY) is not None:
                return properties.get(_VISIBILITY) == "hidden"
    return False


def _slide(walk: Walk, page: etree._Element) -> Iterator[Place]:
    walk.claims.claim(page, Fate.EXCLUDED, "stray characters")
    children = [child for child in page if isinstance(child.tag, str)]
    for child in page:
        walk.claims.claim(child, Fate.EXCLUDED, "stray characters", AFTER)
    for child in sorted(children, key=lambda child: (child.tag == NOTES_PAGE, child.get(CLASS) != "title")):
        if child.tag == NOTES_PAGE:
            walk.claims.claim(child, Fate.EXCLUDED, "stray characters")
            for frame in child:
                walk.claims.claim(frame, Fate.EXCLUDED, "stray characters", AFTER)
                if isinstance(frame.tag, str):
                    yield from _frame(walk, frame, walk.main, "note")
        else:
            yield from _frame(walk, child, walk.main, "box")


def _frame(walk: Walk, frame: etree._Element, story: Story, role: str) -> Iterator[Place]:
    """The places of one shape on a slide or its notes; `role` is that of shapes that stand there by themselves."""
    kind = frame.get(CLASS, "")
    if frame.get(PLACEHOLDER) == "true":
        walk.claims.claim_all(frame, Fate.EXCLUDED, "placeholder")
    elif kind in _MARGIN_CLASSES:
        yield from _margin(walk, frame, story, _MARGIN_CLASSES[kind])
    elif kind == "title" and role == "box":
        heads = True
        for place in walk.blocks(frame, story, ""):
            if place.role in ("paragraph", "item", "heading"):
                place.role, place.level = ("heading", 1) if heads else ("paragraph", 0)
                heads = False
            yield place
    elif kind in _RUNNING and role == "box":
        yield from walk.blocks(frame, story, "")
    elif frame.tag.startswith(SHAPE_SPACES):
        yield from walk.blocks(frame, story, role)
    else:
        yield from walk.block(frame, story, "" if role == "box" else role)


def masters(walk: Walk) -> Iterator[Place]:
    """The places of headers and footers, or of what masters show on every slide."""
    document = walk.document
    group = document.child(document.styles, "office:master-styles")
    if group is None:
        return
    story = walk.story(document.styles)
    walk.claims.claim_all(group, Fate.EXCLUDED, "stray characters")
    for page in group:
        if page.tag != _MASTER:
            rule = "handout" if page.tag == _HANDOUT else "master page"
            if isinstance(page.tag, str):
                walk.claims.claim_all(page, Fate.EXCLUDED, rule)
            continue
        for child in page:
            yield from _master(walk, child, story)


def _master(walk: Walk, child: etree._Element, story: Story) -> Iterator[Place]:
    tag = child.tag
    if tag in _SECTIONS:
        if child.get(_DISPLAY) == "false" and not walk.rules.hidden:
            walk.claims.claim_all(child, Fate.EXCLUDED, "hidden header")
        else:
            yield from _margin(walk, child, story, _SECTIONS[tag])
    elif not isinstance(tag, str):
        return
    elif tag == NOTES_PAGE:
        walk.claims.claim_all(child, Fate.EXCLUDED, "placeholder")
    elif child.get(CLASS, "") in _MARGIN_CLASSES:
        yield from _margin(walk, child, story, _MARGIN_CLASSES[child.get(CLASS, "")])
    elif child.get(CLASS) or child.get(PLACEHOLDER) == "true":
        walk.claims.claim_all(child, Fate.EXCLUDED, "placeholder")
    else:
        yield from _margin(walk, child, story, "header")


def _margin(walk: Walk, block: etree._Element, story: Story, role: str) -> Iterator[Place]:
    if walk.rules.headers:
        yield from walk.block(block, story, role)
    else:
        walk.claims.claim_all(block, Fate.EXCLUDED, "headers and footers")
