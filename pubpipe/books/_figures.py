"""figures/figures.csv: what a publications office keeps of each picture: whence it is, by whose leave, a map's 审图号.

    file,type,source,permission,map number,credit
    river.png,map,U.S. Geological Survey,not needed,GS（2026）1234号,

The headings may be Chinese (图, 类型, 来源, 授权, 审图号, 署名), the columns stand in any order; `file` alone is
required, others (备注) are nobody's business. Encodings and separators are those of every table of people's.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from typing import NamedTuple

from pubpipe.errors import PubpipeError
from pubpipe.messages import _
from pubpipe.tables import Faults, Row, demand
from pubpipe.tables.separated import read_table

TABLE = "figures/figures.csv"
"""The table's name in the book's folder."""
NONE, REQUESTED = "none", "requested"

_COLUMNS = {
    "file": ("file", "figure", "picture", "image", "name", "图", "图片", "文件", "文件名", "图片文件"),
    "alt": ("alt", "alternative text", "alt text", "替代文字", "图片说明"),
    "type": ("type", "kind", "类型", "种类", "图片类型"),
    "source": ("source", "origin", "来源", "图片来源", "出处"),
    "permission": ("permission", "rights", "授权", "授权状态", "许可", "使用许可"),
    "number": ("map number", "map review number", "review number", "审图号", "地图审图号"),
    "credit": ("credit", "credit line", "署名", "版权声明", "致谢"),
}
_NAMES = {called: column for column, names in _COLUMNS.items() for called in names}
_PERMISSIONS = {
    "obtained": ("obtained", "granted", "yes", "已取得", "已获得", "已获授权", "已授权", "有"),
    REQUESTED: ("requested", "asked", "pending", "已申请", "申请中", "待批"),
    "not needed": ("not needed", "own", "public domain", "不需要", "无需", "无需授权", "自有", "公有领域"),
    NONE: ("none", "no", "refused", "无", "未取得", "未获得", "未授权", "未申请"),
}
_PERMITTED = {called: permission for permission, names in _PERMISSIONS.items() for called in names}
_MAPS = frozenset(("map", "maps", "地图", "专题地图", "示意地图", "地图类", "影像地图", "卫星影像图"))
_BRACKETS = str.maketrans("()[]〔〕【】﹙﹚", "（）（）（）（）（）")
_NUMBER = (
    r"GS[\u4e00-\u9fff]?（(?:19|20)\d\d）\d{1,5}号"
    r"|国审字（(?:19|20)\d\d）第?\d{1,5}号"
    r"|[京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川蜀黔贵滇云陕秦甘陇青蒙桂宁新藏港澳台][A-Z]{1,2}（(?:19|20)\d\d）\d{1,5}号"
)
"""National numbers (GS, since 2022 with the province that reviewed it, GS京), older ones, those of provinces (京S)."""


class Facts(NamedTuple):
    """A row of the table; `number` is a map's review number with full-width brackets, `fault` why it cannot be one."""

    row: int
    file: str
    alt: str = ""
    is_map: bool = False
    source: str = ""
    permission: str = NONE
    number: str = ""
    credit: str = ""

    @property
    def line(self) -> str:
        """What stands below the picture's caption, or ""."""
        said = (
            self.credit,
            f"图片来源：{self.source}" if self.source else "",
            f"审图号：{self.number}" if self.number else "",
        )
        return "；".join(filter(None, said))


def read(name: str, source: bytes) -> tuple[Facts, ...]:
    """The rows of the table of this name. Raises Misused or Unreadable, naming it and its rows."""
    try:
        table = read_table(source, _column, _COLUMNS.__contains__)
        demand(table, ("file",))
        faults = Faults(table.shown)
        facts = tuple(_facts(row, faults) for row in table.rows if row.cells.get("file"))
        seen: dict[str, int] = {}
        for each in facts:
            if seen.setdefault(each.file, each.row) != each.row:
                faults.at(each.row, "file", _("row {row} has this picture already").format(row=seen[each.file]))
        faults.raise_any()
    except PubpipeError as error:
        raise type(error)(f"{name}: {error}") from error
    return facts


def facts_of(table: Iterable[Facts], names: Iterable[str]) -> Facts | None:
    """What the table has of a picture by one of the names it bears, the first the best; with its folder or without."""
    by_file = {each.file: each for each in table}
    by_base = {posixpath.basename(each.file): each for each in by_file.values()}
    for name in names:
        if found := by_file.get(name) or by_base.get(posixpath.basename(name)):
            return found
    return None


def _column(heading: str) -> str:
    return _NAMES.get(" ".join(heading.replace("_", " ").lower().split()), heading)


def _facts(row: Row, faults: Faults) -> Facts:
    cells = row.cells
    given = cells.get("permission", "").lower()
    permission = _PERMITTED.get(given, "") if given else NONE
    if not permission:
        from difflib import get_close_matches

        near = (get_close_matches(given, _PERMITTED, 1) or [NONE])[0]
        text = _("unknown permission (nearest: {near}; known: {known}): {value}")
        known = ", ".join(_PERMISSIONS)
        faults.at(row.number, "permission", text.format(near=near, known=known, value=cells["permission"]))
    number = _numbered(cells.get("number", ""))
    if number and not re.fullmatch(_NUMBER, number):
        text = _("no number of a map's review, such as GS（2026）1234号 or 京S（2026）012号: {value}")
        faults.at(row.number, "number", text.format(value=cells["number"]))
    return Facts(
        row.number,
        cells["file"].replace("\\", "/").removeprefix("./"),
        cells.get("alt", ""),
        cells.get("type", "").lower() in _MAPS,
        cells.get("source", ""),
        permission,
        number,
        cells.get("credit", ""),
    )


def _numbered(cell: str) -> str:
    """A review number as it is printed: brackets full-width, no spaces, without the word before it."""
    written = re.sub(r"\s", "", cell.translate(_BRACKETS)).upper()
    return re.sub(r"^审图号[:：]?", "", written)
