"""Bibliographies as CSL-JSON: what a file of the book's folder or a Word file's citations say of each work."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

from pubpipe.books._pandoc import converted
from pubpipe.books._settings import BIBLIOGRAPHIES
from pubpipe.errors import PubpipeError, Unreadable
from pubpipe.messages import _

PEOPLE = (
    "author",
    "editor",
    "translator",
    "container-author",
    "collection-editor",
    "composer",
    "director",
    "editorial-director",
    "illustrator",
    "interviewer",
    "original-author",
    "recipient",
    "reviewed-author",
)
_DATES = ("issued", "accessed", "event-date", "original-date", "submitted", "available-date", "container")
Work = dict[str, Any]
"""A work as CSL-JSON has it."""


def works(name: str, content: bytes) -> dict[str, Work]:
    """The works of a bibliography by their keys. Raises Unreadable, naming the file and the work at fault."""
    reader = BIBLIOGRAPHIES[PurePosixPath(name).suffix.lower()]
    if reader == "markdown" and not content.lstrip().startswith(b"---"):
        content = b"---\n" + content + b"\n---\n"
    try:
        listed = json.loads(converted(content, "--from", reader, "--to", "csljson") if reader else content)
    except PubpipeError as error:
        raise Unreadable(f"{name}: {error}") from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("{file}: not a bibliography in CSL-JSON: {error}").format(file=name, error=error)) from error
    if not isinstance(listed, list):
        raise Unreadable(_("{file}: not a bibliography in CSL-JSON: no list of works").format(file=name))
    found: dict[str, Work] = {}
    for place, work in enumerate(listed, 1):
        if not isinstance(work, dict) or not isinstance(work.get("id"), str | int) or work["id"] == "":
            raise Unreadable(_("{file}: work {number} has no id").format(file=name, number=place))
        key = str(work["id"])
        if key in found:
            raise Unreadable(_("{file}: two works of one id: {key}").format(file=name, key=key))
        for field, value in work.items():
            if not _is_sound(field, value):
                shown = json.dumps(value, ensure_ascii=False)
                message = _("{file}: wrong kind of value for {key}: {value}")
                raise Unreadable(message.format(file=name, key=f"{key}.{field}", value=shown))
        found[key] = {field: value for field, value in work.items() if value is not None}
    return found


def _is_sound(field: str, value: Any) -> bool:
    """Whether a field's value is of the kind CSL-JSON has there; custom fields may hold what they like."""
    if value is None or field in ("custom", "categories"):
        return True
    if field in PEOPLE:
        return isinstance(value, list) and all(isinstance(each, dict) and _are_texts(each) for each in value)
    if field in _DATES:
        return isinstance(value, dict | str | int)
    return isinstance(value, str | int | float)


def _are_texts(person: dict[str, Any]) -> bool:
    return all(isinstance(value, str | bool) for value in person.values())


def embedded(meta: dict[str, Any]) -> dict[str, Work]:
    """The works that a Word file's own citations tell of, by their keys in it; `meta` is what pandoc read."""
    if "references" not in meta:
        return {}
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {"references": meta["references"]}, "blocks": []}
    listed = json.loads(converted(json.dumps(tree).encode(), "--from", "json", "--to", "csljson"))
    return {str(work["id"]): _amended(work) for work in listed}


def _amended(work: Work) -> Work:
    """What pandoc reads of EndNote's records, by CSL's names."""
    if "pages" in work:
        work.setdefault("page", work.pop("pages"))
    if "number" in work and str(work.get("type", "")).startswith("article"):
        work.setdefault("issue", work.pop("number"))
    return work
