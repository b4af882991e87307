"""The package: whole, consistent, nothing missing and nothing from outside (EPUB 3.3)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from pubpipe.books._checklist import MAJOR, MINOR, Look, assertion, judged
from pubpipe.books._checklist._ebook import MATH, OPF, XHTML, Ebook, words
from pubpipe.books._checklist._images import kind_of

_MEDIA = {
    "xhtml": "application/xhtml+xml",
    "css": "text/css",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}
_OUTSIDE = re.compile(r"(?:https?|file|ftp):", re.I)
_LEADING = ("src", "poster", "data", "{http://www.w3.org/1999/xlink}href")


@assertion(MAJOR)
def type_first(ebook: Ebook) -> Iterator[Look]:
    """The file says at its very beginning that it is an EPUB: `mimetype`, first and unpacked.

    EPUB 3.3: required.
    """
    names = ebook.package.names
    first = bool(names) and names[0] == "mimetype"
    kind = ebook.package.read("mimetype") if "mimetype" in ebook.package else b""
    yield judged("mimetype", kind.decode("ascii", "replace"), first and kind == b"application/epub+zip")


@assertion(MAJOR)
def version_three(ebook: Ebook) -> Iterator[Look]:
    """It is an EPUB 3.

    EPUB 2 knows neither notes nor formulas nor accessibility.
    """
    version = ebook.opf.get("version", "")
    yield judged(ebook.opf_name, f"version {version}", version.startswith("3"))


@assertion(MAJOR)
def manifest_complete(ebook: Ebook) -> Iterator[Look]:
    """Every file is named in the manifest, and every file it names is there.

    EPUB 3.3: required.
    """
    named = {each.name for each in ebook.items.values() if not _OUTSIDE.match(each.name)}
    there = {name for name in ebook.package.names if name != "mimetype" and not name.startswith("META-INF/")}
    for name in sorted(named | (there - {ebook.opf_name})):
        yield judged(ebook.opf_name, name, name in named and name in ebook.package)


@assertion(MAJOR)
def media_types_right(ebook: Ebook) -> Iterator[Look]:
    """Every file is of the media type the manifest says.

    EPUB 3.3: reading systems go by it.
    """
    for each in ebook.items.values():
        wanted = _MEDIA.get(posixpath.splitext(each.name)[1].lower().lstrip("."))
        if wanted:
            yield judged(each.name, f"{each.media} ≠ {wanted}", each.media == wanted)


@assertion(MAJOR)
def spine_there(ebook: Ebook) -> Iterator[Look]:
    """Every page of the reading order is there, once.

    EPUB 3.3: required.
    """
    seen: set[str] = set()
    for each in ebook.opf.iter(f"{OPF}itemref"):
        identity = each.get("idref", "")
        item = ebook.items.get(identity)
        yield judged(
            ebook.opf_name,
            f"idref {identity}",
            item is not None and item.name in ebook.package and identity not in seen,
        )
        seen.add(identity)


@assertion(MAJOR)
def pages_well_formed(ebook: Ebook) -> Iterator[Look]:
    """Every page is well-formed XHTML.

    Reading systems show an error instead of the page.
    """
    for page in ebook.pages:
        yield judged(page.name, str(page.root.tag), page.root.tag == f"{XHTML}html")
    for name, error in ebook.damaged.items():
        yield judged(name, error, False)


@assertion(MAJOR)
def properties_declared(ebook: Ebook) -> Iterator[Look]:
    """The manifest says which pages hold formulas, drawings and scripts.

    EPUB 3.3: required.
    """
    by_name = {each.name: each for each in ebook.items.values()}
    for page in ebook.pages:
        item = by_name.get(page.name)
        found = {
            "mathml": next(page.root.iter(MATH), None) is not None,
            "svg": next(page.root.iter("{http://www.w3.org/2000/svg}svg"), None) is not None,
            "scripted": next(page.root.iter(f"{XHTML}script"), None) is not None,
        }
        for name, there in found.items():
            if item is not None and (there or name in item.properties):
                yield judged(page.name, name, there == (name in item.properties))


@assertion(MAJOR)
def nothing_from_outside(ebook: Ebook) -> Iterator[Look]:
    """Nothing but links leads out of the book: pictures, styles and faces lie in it.

    EPUB 3.3; readers are often offline, and are watched by what is fetched.
    """
    for page in ebook.pages:
        for each in page.root.iter("*"):
            keys = (*_LEADING, *(("href",) if str(each.tag).endswith(("}link", "}image", "}use")) else ()))
            for key in keys:
                if each.get(key):
                    yield judged(page.at(each), each.get(key, ""), not _OUTSIDE.match(each.get(key, "")))
    for face in ebook.rules.faces:
        source = face.get("src", "")
        yield judged("@font-face", source, "://" not in source)


@assertion(MINOR)
def nothing_active(ebook: Ebook) -> Iterator[Look]:
    """No page holds scripts or forms.

    Most reading systems ignore it, some refuse the book.
    """
    for page in ebook.pages:
        active = list(page.root.iter(*(XHTML + name for name in ("script", "form", "iframe", "object"))))
        hooks = [each for each in page.root.iter("*") if any(str(key).startswith("on") for key in each.attrib)]
        yield judged(
            page.name,
            " ".join(str(each.tag).rpartition("}")[2] for each in (active + hooks)[:3]),
            not active and not hooks,
        )


@assertion(MAJOR, 15)
def cover_given(ebook: Ebook) -> Iterator[Look]:
    """There is a cover, and the package says which picture it is.

    Shelves show covers, not titles.
    """
    covers = [each for each in ebook.items.values() if "cover-image" in each.properties]
    yield judged(ebook.opf_name, "cover-image", len(covers) == 1 and covers[0].name in ebook.package)


@assertion(MINOR, 15)
def cover_opens(ebook: Ebook) -> Iterator[Look]:
    """The book opens with its cover or its title page.

    A book that opens on its contents looks like a file.
    """
    if ebook.pages:
        first = ebook.pages[0]
        pictured = (
            next(first.each("img"), None) is not None
            or next(first.root.iter("{http://www.w3.org/2000/svg}image"), None) is not None
        )
        titles = {(each.text or "").strip() for each in ebook.metadata("title")}
        shown = next((words(each) for each in first.each("h1")), "")
        yield judged(first.name, shown, pictured or shown in titles)


@assertion(MINOR, 17)
def no_stale_guide(ebook: Ebook) -> Iterator[Look]:
    """No guide of EPUB 2 is there, or its titles are Chinese and its contents are called 目录.

    Old Kindles show it.
    """
    guide = ebook.opf.find(f"{OPF}guide")
    for each in () if guide is None else guide:
        title = each.get("title", "")
        sound = "目" in title if each.get("type") == "toc" else not re.search("[A-Za-z]", title)
        yield judged(ebook.opf_name, title, sound or not ebook.chinese)
    if guide is None:
        yield None


@assertion(MINOR)
def pictures_as_named(ebook: Ebook) -> Iterator[Look]:
    """Pictures are what their names say.

    EPUB 3.3: reading systems go by the name.
    """
    for each in ebook.items.values():
        if each.media.startswith("image/") and each.name in ebook.package:
            kind = kind_of(ebook.package.beginning(each.name, 1024))
            yield judged(each.name, kind, kind == each.media.removeprefix("image/").removesuffix("+xml"))


@assertion(MINOR)
def pictures_not_too_large(ebook: Ebook) -> Iterator[Look]:
    """No picture weighs more than 3 MB.

    Small readers show a blank, mails are refused.
    """
    for each in ebook.items.values():
        if each.media.startswith("image/") and each.name in ebook.package:
            size = len(ebook.package.read(each.name))
            yield judged(each.name, f"{size / 2**20:.1f} MB", size <= 3 * 2**20)
