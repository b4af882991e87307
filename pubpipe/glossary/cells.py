"""What a cell of a glossary table may hold, as people and Excel write it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from pubpipe.messages import _
from pubpipe.model import TARGET_LANGUAGE, NameKind, Status

_STATUSES = {
    **{status.value: status for status in Status},
    "preferredterm-admn-sts": Status.PREFERRED,
    "admittedterm-admn-sts": Status.ADMITTED,
    "deprecatedterm-admn-sts": Status.DEPRECATED,
    "supersededterm-admn-sts": Status.SUPERSEDED,
    "首选": Status.PREFERRED,
    "首选译名": Status.PREFERRED,
    "允许": Status.ADMITTED,
    "允许译名": Status.ADMITTED,
    "可用": Status.ADMITTED,
    "禁用": Status.FORBIDDEN,
    "禁用译名": Status.FORBIDDEN,
    "不推荐": Status.DEPRECATED,
    "弃用": Status.DEPRECATED,
    "旧称": Status.SUPERSEDED,
    "建议": Status.PROPOSED,
    "待审": Status.PROPOSED,
    "暂定": Status.PROVISIONAL,
    "暂用": Status.PROVISIONAL,
}
_KINDS = {
    **{kind.value: kind for kind in NameKind},
    "organization": NameKind.ORGANISATION,
    "人名": NameKind.PERSON,
    "人物": NameKind.PERSON,
    "地名": NameKind.PLACE,
    "机构": NameKind.ORGANISATION,
    "机构名": NameKind.ORGANISATION,
    "机构名称": NameKind.ORGANISATION,
    "组织": NameKind.ORGANISATION,
}
_TRUE = frozenset("true yes y 1 x 是 真".split())
_FALSE = frozenset("false no n 0 否 假".split()) | {""}
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_CHINESE = frozenset(("zh", "zh-cn", "zh-hans", "zh-hans-cn", "zh-chs", "zh-sg", "chinese", "中文", "简体中文"))
_ENGLISH = frozenset(("en", "english", "英文", "英语"))


class Unfit(Exception):
    """A cell does not say what its column asks for; the text is the sentence without its place."""


class DateOrder(NamedTuple):
    """Which comes first where a date is written with slashes; `guessed` if nothing in the file decided it."""

    day_first: bool = False
    guessed: bool = True


def status(value: str) -> Status:
    """A term's standing; an empty cell is proposed."""
    if not value:
        return Status.PROPOSED
    try:
        return _STATUSES[value.casefold()]
    except KeyError:
        import difflib

        names = [each.value for each in Status]
        near = difflib.get_close_matches(value.casefold(), names, 1, 0.0)[0]
        raise Unfit(_("unknown status (nearest: {near}): {value}").format(near=near, value=value)) from None


def kind(value: str) -> NameKind | None:
    """What a name names; an empty cell is an ordinary term."""
    try:
        return _KINDS[value.casefold()] if value else None
    except KeyError:
        known = ", ".join(each.value for each in NameKind)
        raise Unfit(_("unknown kind of name (known are {known}): {value}").format(known=known, value=value)) from None


def truth(value: str) -> bool:
    """TRUE or FALSE; an empty cell is FALSE."""
    folded = value.casefold()
    if folded in _TRUE:
        return True
    if folded in _FALSE:
        return False
    raise Unfit(_("neither TRUE nor FALSE: {value}").format(value=value))


def language(value: str) -> str:
    """A language tag; zh and zh-CN mean zh-Hans."""
    tag = value.replace("_", "-")
    folded = tag.casefold()
    if folded in _CHINESE:
        return TARGET_LANGUAGE
    if folded in _ENGLISH:
        return "en"
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-[a-z0-9]{5,8})*", folded):
        raise Unfit(_("not a language tag such as en or zh-Hans: {value}").format(value=value))
    parts = folded.split("-")
    return "-".join([parts[0], *(part.title() if len(part) == 4 else part.upper() for part in parts[1:])])


def several(value: str) -> tuple[str, ...]:
    """The values of one cell, parted by ; ； or |."""
    return tuple(part.strip() for part in re.split(r"[;；|]", value) if part.strip())


def order_of(values: Iterable[str], *, semicolons: bool) -> DateOrder:
    """What comes first in the file's dates such as 3/4/2021: told by a part above 12, else by its separators."""
    firsts, seconds, any_seen = set[int](), set[int](), False
    for value in values:
        if match := re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{2}|\d{4})", value):
            any_seen = any_seen or (int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2])
            firsts.add(int(match[1]))
            seconds.add(int(match[2]))
    if any(number > 12 for number in firsts):
        return DateOrder(True, any(number > 12 for number in seconds))
    if any(number > 12 for number in seconds):
        return DateOrder(False, False)
    return DateOrder(semicolons, any_seen)


def day(value: str, order: DateOrder) -> date | None:
    """A date as ISO writes it, or as Excel rewrites it: 2021/10/31, 10/31/2021, 31.10.2021, 31-Oct-21, 44500."""
    if not value:
        return None
    value = re.sub(r"[ T]0?0:00(:00)?$", "", value)
    try:
        if match := re.fullmatch(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})日?", value):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := re.fullmatch(r"(\d{1,2})([/.])(\d{1,2})[/.](\d{2}|\d{4})", value):
            first, second = int(match[1]), int(match[3])
            day_first = first > 12 or (second <= 12 and (order.day_first or match[2] == "."))
            months, days = (second, first) if day_first else (first, second)
            return date(_year(match[4]), months, days)
        if match := re.fullmatch(r"(\d{1,2})[- ]([A-Za-z]{3})[a-z]*[- ](\d{2}|\d{4})", value):
            return date(_year(match[3]), _MONTHS[match[2].casefold()], int(match[1]))
        if re.fullmatch(r"[2-7]\d{4}", value):
            return _EXCEL_DAY_ZERO + timedelta(days=int(value))
    except (ValueError, KeyError):
        pass
    raise Unfit(_("not a date such as 2021-10-31: {value}").format(value=value))


def _year(digits: str) -> int:
    number = int(digits)
    return number if number > 99 else number + (2000 if number < 50 else 1900)
