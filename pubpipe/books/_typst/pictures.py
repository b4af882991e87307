"""Pictures: never wider than a line, never higher than a caption leaves room for, with their alternative text."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from pubpipe.books import Inline
from pubpipe.books._ast import attributes, classes, plain
from pubpipe.books._typst.code import call, literal, truth
from pubpipe.books._typst.fonts import Faces
from pubpipe.books._typst.writing import Writing

_POINTS = {"in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pt": 1.0, "px": 0.75, "": 0.75}
_KINDS = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"RIFF", "webp"), (b"%PDF", "pdf"))
_SVG = re.compile(rb"\s*(?:<\?xml[^>]*>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<(?:\w+:)?svg[\s>]", re.DOTALL)
_HEAD = 4096
_ROOT = re.compile(rb"<(?:\w+:)?svg\b")
_FAMILIES = re.compile(rb"font-family\s*[:=][^<>;]{0,300}")
_GENERIC = re.compile(rb"\bsans-serif\b|(?<!-)\bserif\b")


def kind(picture: bytes) -> str:
    """The kind of a picture by its first bytes, or "" if Typst cannot show it."""
    head = picture[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    found = next((name for start, name in _KINDS if head.startswith(start)), "")
    if found == "webp" and head[8:12] != b"WEBP":
        return ""
    return found or ("svg" if _SVG.match(head) else "")


def file_name(picture: bytes) -> str:
    """The name of a picture's file, by its content."""
    return f"{sha256(picture).hexdigest()[:16]}.{kind(picture)}"


def files(media: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of these pictures, by name."""
    return {file_name(each): each for each in media.values()}


def faced(picture: bytes, faces: Faces) -> bytes:
    """A picture whose words are in the book's faces, where it does not name its own."""
    if kind(picture) != "svg":
        return picture
    families = {b"sans-serif": faces.hei.encode(), b"serif": faces.song.encode()}

    def named(found: re.Match[bytes]) -> bytes:
        return _GENERIC.sub(lambda family: families[family[0]], found[0])

    if b"font-family" not in picture:
        return _ROOT.sub(lambda found: found[0] + b' font-family="' + families[b"sans-serif"] + b'"', picture, count=1)
    return _FAMILIES.sub(named, picture)


def sound(media: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pictures that Typst can read: no damaged ones, none that want other files."""
    known = {name: content for name, content in media.items() if kind(content)}
    if _readable(known):
        return known
    return {name: content for name, content in known.items() if _readable({name: content})}


def _readable(media: Mapping[str, bytes]) -> bool:
    import typst

    with tempfile.TemporaryDirectory(prefix="pubpipe-") as name:
        folder = Path(name)
        for picture, content in files(media).items():
            (folder / picture).write_bytes(content)
        lines = [f"#{call('image', literal(picture), width='1pt')}" for picture in files(media)]
        (folder / "pictures.typ").write_text("\n".join(lines), "utf-8")
        try:
            typst.Compiler(str(folder / "pictures.typ"), root=name).compile(format="pdf")
        except typst.TypstError:
            return False
    return True


def picture(writing: Writing, node: Inline, inline: bool = False) -> str:
    """A picture; what cannot be shown is named in its place."""
    name = node["c"][2][0]
    content = writing.assembled.media.get(name, b"")
    described = plain(node["c"][1]).strip()
    if not kind(content):
        said = f"〔图片无法显示{f'：{described}' if described else f'：{name}'}〕"
        return call("unfinished", literal(said))
    wishes = attributes(node)
    width, height = _length(writing, wishes.get("width", "")), _length(writing, wishes.get("height", ""))
    return call(
        "inline-picture" if inline else "picture",
        literal(file_name(content)),
        literal(described) if described else "none",
        wide=f"{width:.2f}pt" if width else "auto",
        high=f"{height:.2f}pt" if height and not width else "auto",
        decorative=truth("decorative" in classes(node)),
    )


def _length(writing: Writing, wish: str) -> float:
    found = re.fullmatch(r"\s*([\d.]+)\s*(in|cm|mm|pt|px|%|)\s*", wish)
    if not found or found[1].count(".") > 1 or found[1] == ".":
        return 0.0
    number = float(found[1])
    return number / 100 * writing.paper.measure if found[2] == "%" else number * _POINTS[found[2]]
