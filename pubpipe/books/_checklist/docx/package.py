"""The package: whole, consistent, and nothing in it that does not belong to a manuscript."""

from __future__ import annotations

from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._word import Word
from pubpipe.errors import Unreadable
from pubpipe.formats.docx.names import w
from pubpipe.packages.xml import parse

_ACTIVE = ("vba", "activex", "oleobject", "macro", "attachedtoolbars")
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_HARMLESS = ("hyperlink",)


@assertion(MAJOR)
def parts_well_formed(word: Word) -> Iterator[Look]:
    """Every part is well-formed XML.

    Word refuses to open the file.
    """
    for name in word.package.names:
        if word.office.is_xml(name) or name.endswith(".rels"):
            word.root(name)
            yield judged(name, word.damaged.get(name, ""), name not in word.damaged)


@assertion(MAJOR)
def parts_have_types(word: Word) -> Iterator[Look]:
    """Every part has its content type.

    Word refuses to open the file.
    """
    for name in word.package.names:
        if name != "[Content_Types].xml":
            yield judged(name, "[Content_Types].xml", bool(word.package.content_type(name)))


@assertion(MAJOR)
def relations_lead_to_parts(word: Word) -> Iterator[Look]:
    """Every relationship leads to a part that is there.

    Word repairs the file and drops what is missing.
    """
    for name in ["", *word.package.names]:
        if name.endswith(".rels"):
            continue
        try:
            relations = word.package.relations(name)
        except Unreadable:
            continue
        for each in relations:
            if each.target:
                yield judged(name or "_rels/.rels", f"{each.id} → {each.target}", each.target in word.package)


@assertion(MAJOR)
def relations_there(word: Word) -> Iterator[Look]:
    """Every part that the document refers to is named in its relationships.

    Word repairs the file and drops what is missing.
    """
    for each in word.document.iter("*"):
        for key, value in each.attrib.items():
            if str(key).startswith("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}") and value:
                yield judged(word.main, f"{str(key).rpartition('}')[2]} {value!s}", str(value) in word.targets)


@assertion(MAJOR)
def nothing_from_outside(word: Word) -> Iterator[Look]:
    """Nothing but links leads out of the file: no linked picture, template or object.

    They are missing on the publisher's machine, or call home.
    """
    for name in word.package.names:
        if not name.endswith(".rels"):
            continue
        try:
            relations = list(parse(word.package.xml(name), name).iter(_RELATION))
        except Unreadable:
            continue
        for each in relations:
            kind = each.get("Type", "").rpartition("/")[2]
            yield judged(
                name, f"{kind} {each.get('Target', '')}", each.get("TargetMode") != "External" or kind in _HARMLESS
            )


@assertion(MINOR)
def nothing_active(word: Word) -> Iterator[Look]:
    """The file holds no macros, controls or embedded objects.

    Publishers' mail filters refuse it.
    """
    for name in word.package.names:
        kind = word.package.content_type(name).lower()
        yield judged(name, kind, not any(each in kind or each in name.lower() for each in _ACTIVE))


@assertion(MINOR)
def no_picture_left_over(word: Word) -> Iterator[Look]:
    """Every picture in the file is shown.

    What was cut should not be given away.
    """
    used: set[str] = set()
    for name in word.package.names:
        if not name.endswith(".rels"):
            try:
                used |= {each.target for each in word.package.relations(name)}
            except Unreadable:
                continue
    for name in word.package.names:
        if name.startswith("word/media/"):
            yield judged(name, "", name in used)


@assertion(MINOR)
def no_changes_left(word: Word) -> Iterator[Look]:
    """No tracked change is left.

    A manuscript for print is final; a review edition is meant to fail here.
    """
    for each in word.paragraphs:
        if each.text.strip():
            changes = [
                kind
                for kind in ("ins", "del", "moveFrom", "moveTo")
                if next(each.element.iter(w(kind)), None) is not None
            ]
            yield each.at(" ".join(f"w:{kind}" for kind in changes)) if changes else None


@assertion(MINOR)
def no_comments_left(word: Word) -> Iterator[Look]:
    """No comment is left.

    A manuscript for print is final; a review edition is meant to fail here.
    """
    for each in word.paragraphs:
        if each.text.strip():
            yield (
                each.at("w:commentReference")
                if next(each.element.iter(w("commentReference")), None) is not None
                else None
            )


@assertion(MINOR)
def nothing_hidden(word: Word) -> Iterator[Look]:
    """No text is hidden.

    Hidden text is printed by some machines and lost by others.
    """
    shown = {run for each in word.paragraphs for run, _text in each.runs}
    for each in word.flow:
        hidden = [text for run, text in word.story.runs_of(each.element) if run not in shown and text.strip()]
        if each.text.strip() or hidden:
            yield each.at(hidden[0]) if hidden else None


@assertion(MAJOR)
def ends_with_a_section(word: Word) -> Iterator[Look]:
    """The document ends with the properties of its last section.

    Without it the page falls back to Letter.
    """
    body = word.document.find(w("body"))
    last = None if body is None or not len(body) else body[-1]
    yield judged(word.main, "w:sectPr", last is not None and last.tag == w("sectPr"))
