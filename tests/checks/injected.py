"""Faults injected into clean real translations: how many are found, and what is found where nothing was injected.

`python -m tests.checks.injected [COUNT] [SEED]` prints the table; the pairs are those of `parallel.py`. A pair is clean
if all checks find nothing in it of severity major or above; a fault is found if they find something of that severity
then. Each kind of fault is injected once into each of COUNT clean pairs that can bear it, drawn by seed.
"""

from __future__ import annotations

import os
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pubpipe import checks
from pubpipe.catalog import segments
from pubpipe.glossary import Glossary
from pubpipe.model import Concept, Entry, Scope, Severity, Status, Term
from pubpipe.text.modality import Force, modality
from pubpipe.text.negation import negations
from tests.checks.parallel import Pair, pairs

TERMS = """
variable 变量 变数 | object 对象 物件 | network 网络 网路 | interface 接口 介面 | memory 内存 记忆体 | module 模块 模组
server 服务器 伺服器 | string 字符串 字串 | thread 线程 执行绪 | function 函数 函式 | byte 字节 位元组
"""
NAMES = """
Microsoft 微软 | Google 谷歌 | Apple 苹果 | Japan 日本 | China 中国 | United States 美国 | France 法国 | Germany 德国
Washington 华盛顿 | California 加利福尼亚 | Canada 加拿大 | Europe 欧洲 | Amazon 亚马逊
"""
_CODE = re.compile(r"</?[a-z]+\d+/?>")
_SENTENCE = re.compile(r"[^。！？]+[。！？]\s*")
_DROPPED = {
    "不能": "能",
    "不会": "会",
    "并非": "是",
    "没有": "有",
    "无法": "能",
    "不得": "可以",
    "不可": "可",
    "不是": "是",
}
_DROPPED |= {"不应": "应", "不必": "必", "不需": "需", "不要": "要", "不予": "予", "不准": "准", "不许": "许"}
_TURNED = (
    (r"必须", "可以", {Force.OBLIGATION}),
    (r"(?<!不)(?:应当|应该)", "可以", {Force.ADVICE, Force.OBLIGATION}),
    (r"不得(?!不)", "可以", {Force.PROHIBITION}),
    (r"(?<!不)可以", "必须", {Force.PERMISSION, Force.ABILITY}),
)
_EXPECTED = re.compile(
    r"\bshould\s+(?:(?:now|then|also)\s+)?(?:see|find|receive|get|appear|notice|look|work)\b", re.IGNORECASE
)
"""What one should see is expected, not ordered: 应该 and 可以 say it alike."""

_BOUNDS = {
    "至少": "至多",
    "最少": "最多",
    "至多": "至少",
    "最多": "至少",
    "不超过": "不少于",
    "不少于": "不超过",
    "不低于": "不高于",
    "不高于": "不低于",
}


@dataclass(frozen=True, slots=True)
class Row:
    """How a kind of fault fares: into how many pairs it was injected, in how many it was found, and by which checks."""

    fault: str
    injected: int
    found: int
    by: str

    @property
    def recall(self) -> float:
        """The share that is found."""
        return self.found / self.injected if self.injected else 0.0


def glossary() -> Glossary:
    """Terms with a forbidden form each, and names."""
    terms = (each.strip().rsplit(" ", 2) for each in re.split(r"[|\n]", TERMS) if each.strip())
    names = (each.strip().rsplit(" ", 1) for each in re.split(r"[|\n]", NAMES) if each.strip())
    concepts = [
        Concept(
            english.strip(),
            (
                Term(english.strip(), "en", Status.PREFERRED),
                Term(preferred, "zh-Hans", Status.PREFERRED),
                Term(forbidden, "zh-Hans", Status.FORBIDDEN),
            ),
        )
        for english, preferred, forbidden in terms
    ]
    concepts += [
        Concept(
            english.strip(), (Term(english.strip(), "en", Status.PREFERRED), Term(chinese, "zh-Hans", Status.PREFERRED))
        )
        for english, chinese in names
    ]
    return Glossary(tuple(concepts))


def another_digit(entry: Entry, chance: random.Random) -> str | None:
    """One digit of a figure both sides write alike is another."""
    shared = [
        found
        for found in re.finditer(r"(?<![<\w./-])\d+(?![\w>/])", entry.target)
        if re.search(rf"(?<![\w.]){found[0]}(?![\w.])", entry.source) and not _within_code(entry.target, found.start())
    ]
    if not shared:
        return None
    found = chance.choice(shared)
    at = chance.randrange(found.start(), found.end())
    others = [digit for digit in "123456789" if digit != entry.target[at]]
    return entry.target[:at] + chance.choice(others) + entry.target[at + 1 :]


def lost_code(entry: Entry, chance: random.Random) -> str | None:
    """One code is gone."""
    return _without(entry.target, list(_CODE.finditer(entry.target)), chance)


def forbidden_term(entry: Entry, chance: random.Random) -> str | None:
    """A term stands in its forbidden form."""
    rows = [each.split()[-3:] for each in re.split(r"[|\n]", TERMS) if each.strip()]
    fitting = [
        row for row in rows if row[1] in entry.target and re.search(rf"\b{row[0]}s?\b", entry.source, re.IGNORECASE)
    ]
    if not fitting:
        return None
    _english, preferred, forbidden = chance.choice(fitting)
    return entry.target.replace(preferred, forbidden, 1)


def lost_negation(entry: Entry, chance: random.Random) -> str | None:
    """One negation is gone, where the source has no fewer than the target."""
    found = negations(entry.target, "zh-Hans")
    if not found or len(negations(entry.source, "en")) < len(found):
        return None
    each = chance.choice([one for one in found if one.text != "除非"] or found)
    start, end = each.span
    return entry.target[:start] + _DROPPED.get(each.text, "") + entry.target[end:]


def turned_modal(entry: Entry, chance: random.Random) -> str | None:
    """An order is a permission, or a permission an order, where the source has as many of its force."""
    fitting = []
    for pattern, other, forces in _TURNED:
        found = list(re.finditer(pattern, entry.target))
        if "应" in pattern and _EXPECTED.search(entry.source):
            continue
        if found and sum(each.force in forces for each in modality(entry.source, "en")) >= len(found):
            fitting.append((chance.choice(found), other))
    if not fitting:
        return None
    found_one, other = chance.choice(fitting)
    return entry.target[: found_one.start()] + other + entry.target[found_one.end() :]


def turned_bound(entry: Entry, chance: random.Random) -> str | None:
    """At least is at most, or at most at least."""
    found = [each for words in _BOUNDS for each in re.finditer(words, entry.target)]
    bounded = re.search(r"\b(?:at (?:least|most)|up to|(?:no|not) (?:more|less|fewer) than|exceed)", entry.source)
    if not found or not bounded:
        return None
    each = chance.choice(found)
    return entry.target[: each.start()] + _BOUNDS[each[0]] + entry.target[each.end() :]


def half_width(entry: Entry, chance: random.Random) -> str | None:
    """One full-width mark is half-width."""
    found = list(re.finditer(r"(?<=[一-鿿])[，。；：](?=[一-鿿]|$)", entry.target))
    if not found:
        return None
    each = chance.choice(found)
    return (
        entry.target[: each.start()] + dict(zip("，。；：", ",.;:", strict=True))[each[0]] + entry.target[each.end() :]
    )


def lost_sentence(entry: Entry, chance: random.Random) -> str | None:
    """One of several sentences is gone, and no code with it."""
    found = [each for each in _SENTENCE.finditer(entry.target) if not _CODE.search(each[0])]
    whole = _SENTENCE.findall(entry.target)
    return _without(entry.target, found, chance) if len(whole) > 1 else None


def misspelt_name(entry: Entry, chance: random.Random) -> str | None:
    """One character of a name of the register is another."""
    rows = [each.strip().rsplit(" ", 1) for each in re.split(r"[|\n]", NAMES) if each.strip()]
    fitting = [
        chinese for english, chinese in rows if chinese in entry.target and re.search(rf"\b{english}\b", entry.source)
    ]
    if not fitting:
        return None
    name = chance.choice(fitting)
    at = entry.target.index(name) + chance.randrange(len(name))
    return entry.target[:at] + chance.choice("塔森维莱") + entry.target[at + 1 :]


FAULTS: dict[str, Callable[[Entry, random.Random], str | None]] = {
    "one digit changed": another_digit,
    "code dropped": lost_code,
    "term swapped for a forbidden one": forbidden_term,
    "negation dropped": lost_negation,
    "modality changed": turned_modal,
    "at least for at most": turned_bound,
    "half-width mark": half_width,
    "sentence omitted": lost_sentence,
    "name character changed": misspelt_name,
}
_AT_ONCE = 2_000
"""Pairs looked at at a time; findings in untouched ones are counted in the first of these."""

RARE = frozenset(("name character changed", "at least for at most"))
"""Faults that few pairs can bear."""

NEEDED = {
    "one digit changed": 0.95,
    "code dropped": 0.95,
    "term swapped for a forbidden one": 0.95,
    "negation dropped": 0.8,
    "modality changed": 0.8,
}
"""The least share that must be found, of the faults that can be seen by machine."""


def serious(entries: Sequence[Entry], terms: Glossary) -> list[set[str]]:
    """Which checks find something of severity major or above in each of these entries, each a chapter of its own."""
    found: list[set[str]] = [set() for _entry in entries]
    chapters = {str(number): segments([entry]) for number, entry in enumerate(entries)}
    of_books = [each.id for each in checks.checks().values() if each.scope is Scope.BOOK]
    for each in checks.run(chapters, glossary=terms, disabled=of_books):
        if each.severity.weight >= Severity.MAJOR.weight:
            found[int(each.file)].add(each.check)
    return found


def measure(every: list[Pair], count: int, seed: int) -> tuple[list[Row], Counter[str], int]:
    """A row for each kind of fault; in how many untouched pairs each check finds anything, and of how many."""
    chance = random.Random(seed)
    terms = glossary()
    shuffled = [pair.entry for pair in chance.sample(every, len(every))]
    injected: Counter[str] = Counter()
    found: Counter[str] = Counter()
    by: dict[str, Counter[str]] = {name: Counter() for name in FAULTS}
    untouched: Counter[str] = Counter()
    for begin in range(0, len(shuffled), _AT_ONCE):
        entries = shuffled[begin : begin + _AT_ONCE]
        before = serious(entries, terms)
        if not begin:
            untouched = Counter(name for names in before for name in (*names, *(["any"] if names else ())))
        faulty: list[tuple[str, Entry]] = []
        for entry, names in zip(entries, before, strict=True):
            for name, inject in () if names else FAULTS.items():
                if injected[name] < count and (target := inject(entry, chance)) not in (None, entry.target):
                    injected[name] += 1
                    faulty.append((name, replace(entry, target=target or "")))
        for (name, _entry), names in zip(faulty, serious([entry for _name, entry in faulty], terms), strict=True):
            found[name] += bool(names)
            by[name].update(names)
        if all(injected[name] >= count for name in FAULTS if name not in RARE):
            break
    rows = [
        Row(name, injected[name], found[name], " ".join(f"{each} {n}" for each, n in by[name].most_common(4)))
        for name in FAULTS
    ]
    return rows, untouched, min(_AT_ONCE, len(shuffled))


def _without(target: str, found: list[re.Match[str]], chance: random.Random) -> str | None:
    if not found:
        return None
    each = chance.choice(found)
    return target[: each.start()] + target[each.end() :]


def _within_code(target: str, position: int) -> bool:
    return any(found.start() <= position < found.end() for found in _CODE.finditer(target))


def main() -> None:
    """Print the table."""
    folder = os.environ.get("PUBPIPE_TEST_DATA")
    if not folder:
        raise SystemExit("set PUBPIPE_TEST_DATA to the folder that holds parallel/visible.tar.xz")
    count, seed = (int(each) for each in (*sys.argv[1:3], "250", "1")[:2])
    rows, untouched, of = measure(pairs(Path(folder)), count, seed)
    for row in rows:
        print(f"{row.fault:34} {row.injected:5} {row.found:5} {row.recall:6.1%}  {row.by}")
    print(
        f"findings in {of} untouched pairs: " + ", ".join(f"{name} {n / of:.2%}" for name, n in untouched.most_common())
    )


if __name__ == "__main__":
    main()
