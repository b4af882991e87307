"""Many documents through one LibreOffice: what it opens, and every text it then shows."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

TEXT = "txt:Text (encoded):UTF8"
"""Writer's own text: the body as a reader would copy it, with the labels of numbered lists."""

WRITER = "odt"
IMPRESS = "odp"
"""Everything LibreOffice knows of a document, as XML: also headers, notes, frames, comments, charts, notes pages."""

BATCH = 25
SECONDS_TO_START = 60
SECONDS_A_FILE = 20

_INLINE = {"span", "a", "ruby", "ruby-base", "meta", "meta-field", "bookmark", "bookmark-start", "bookmark-end"}
_SPACE = {"s", "tab", "line-break"}
_UNSEEN = {"binary-data", "settings", "scripts", "generator", "creation-date", "date", "editing-duration"}
_ITS_OWN = {
    "annotation": "a formula in LibreOffice's own language, StarMath, beside the formula",
    "property": "names of LibreOffice's own form controls",
    "list-property": "names of LibreOffice's own form controls",
    "creator": "who commented or changed: a person's name, which stays",
    "sender-initials": "who commented or changed: a person's name, which stays",
    "creator-initials": "who commented or changed: a person's name, which stays",
    "user-defined": "yes and no among the document's properties",
    "initial-creator": "who wrote the document: a person's name, which stays",
}
_STAND_INS = {"<number>", "<date/time>", "<header>", "<footer>"}
"""What LibreOffice shows where a field of a master page will have its value."""

_LABELS = {
    "list-item": ("display-text",),
    "user-field-decl": ("string-value",),
    "placeholder": ("description",),
    "label": ("value",),
    **dict.fromkeys(
        ("button", "checkbox", "radio", "fixed-text", "option", "item", "column", "frame"), ("label", "title")
    ),
    **dict.fromkeys(("text", "textarea", "combobox"), ("title", "value", "current-value")),
    **dict.fromkeys(("page", "listbox", "image", "formatted-text"), ("title",)),
}
"""Attributes a reader may see, by local names; labels of numbered lists are seen in Writer's plain text."""


def command() -> str:
    """LibreOffice's program, or "" where there is none."""
    return shutil.which("soffice") or ""


def converted(documents: Mapping[str, bytes], form: str, cache: Path) -> dict[str, bytes]:
    """What LibreOffice makes of each document, by name; those it cannot open within its time are left out.

    The name's suffix says how a document is read. Results are kept in `cache` by the digest of the document.
    """
    keys = {
        name: cache / f"{hashlib.sha256(source).hexdigest()[:24]}{Path(name).suffix}.{form.split(':')[0]}"
        for name, source in documents.items()
    }
    cache.mkdir(parents=True, exist_ok=True)
    wanted = [name for name, key in keys.items() if not key.exists() and not _refusal(key).exists()]
    for start in range(0, len(wanted), BATCH):
        batch = {name: documents[name] for name in wanted[start : start + BATCH]}
        made = _converted(batch, form)
        for name in batch.keys() - made.keys():
            made |= _converted({name: batch[name]}, form)
        for name in batch:
            if name in made:
                keys[name].write_bytes(made[name])
            else:
                _refusal(keys[name]).touch()
    return {name: key.read_bytes() for name, key in keys.items() if key.exists()}


def _refusal(key: Path) -> Path:
    """The file that remembers that a document could not be opened."""
    return key.with_name(key.name + ".refused")


def _converted(documents: Mapping[str, bytes], form: str) -> dict[str, bytes]:
    """One call of LibreOffice, with a profile of its own, ended with its whole family when its time is up."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in"), Path(folder, "out")
        source.mkdir()
        places = {name: source / f"{count:04}{Path(name).suffix}" for count, name in enumerate(documents)}
        for name, place in places.items():
            place.write_bytes(documents[name])
        arguments = [command(), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form]
        process = subprocess.Popen(
            [*arguments, "--outdir", str(target), *map(str, places.values())],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(SECONDS_TO_START + SECONDS_A_FILE * len(documents))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        suffix = "." + form.split(":")[0]
        results = {name: target / place.with_suffix(suffix).name for name, place in places.items()}
        return {name: place.read_bytes() for name, place in results.items() if place.exists()}


def shown(form: str, result: bytes) -> str:
    """Every text of a converted document that a reader, a listener or a speaker at a desk may come upon."""
    if form == TEXT:
        return result.decode("utf-8-sig", "replace")
    with zipfile.ZipFile(io.BytesIO(result)) as package:
        parts = [name for name in package.namelist() if Path(name).name in ("content.xml", "styles.xml", "meta.xml")]
        return "\n".join("".join(_texts(etree.fromstring(package.read(name), _parser()))) for name in sorted(parts))


def _parser() -> etree.XMLParser:
    return etree.XMLParser(huge_tree=True, resolve_entities=False, no_network=True)


def _texts(element: etree._Element) -> Iterator[str]:
    """The texts below an element, parted where a word cannot go on."""
    if not isinstance(element.tag, str):
        yield element.tail or ""
        return
    name = etree.QName(element).localname
    space = etree.QName(element).namespace or ""
    if not _is_its_own(element, name, space):
        joint = "" if name in _INLINE or name.startswith("change") else " " if name in _SPACE else "\n"
        yield joint
        labels = _LABELS.get(name, ())
        yield from (f"\n{value}\n" for key, value in element.attrib.items() if etree.QName(key).localname in labels)
        yield element.text or ""
        for child in element:
            yield from _texts(child)
        yield joint
    yield element.tail or ""


def _is_its_own(element: etree._Element, name: str, space: str) -> bool:
    """Whether what stands in an element is no text of the document, or nothing a reader sees."""
    if name == "annotation" and space.endswith(":office:1.0"):
        return False
    if name == "user-defined":
        return "boolean" in element.attrib.values()
    return name in _UNSEEN or name in _ITS_OWN or space.endswith(":datastyle:1.0") or element.text in _STAND_INS
