"""How well and how fast text is cut into sentences, beside peers in the same run.

    python tests/benchmarks/segmentation.py [--golden LIST.py] [--rules FILE.srx …] legal-sentences-*.jsonl

The JSON lines hold paragraphs with the breaks people marked: {"text", "breaks_after_nonspace_chars", "sentences"};
boundaries inside a paragraph are scored, a break straight after a bare enumerator ("1.") counting neither way. LIST.py
is pySBD's file of the 48 English Golden Rules. Rule files from elsewhere are compared with choppa-srx, pysbd and
sentencex are timed, where they are installed. Times are CPU seconds.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pubpipe.segmentation import read_rules, sentences
from pubpipe.segmentation.rules import default_rules

_ENUMERATOR = re.compile(r"[\[(]?(?:\d{1,3}|[A-Za-z]|[ivxlcIVXLC]{1,5})[.)\]]?")
_UNBOUNDED = 20_000
"""Characters a look-behind of choppa may reach; its 100 cuts unbounded expressions short."""


def marked(row: dict[str, Any]) -> tuple[set[int], set[int]]:
    """The breaks people marked in a paragraph, and those among them straight after an enumerator."""
    text = re.sub(r"\s", "", row["text"])
    breaks = sorted(row["breaks_after_nonspace_chars"])
    ends = zip([0, *breaks], breaks, strict=False)
    return set(breaks), {end for start, end in ends if _ENUMERATOR.fullmatch(text[start:end])}


def f1(rows: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """Boundary F1, all breaks counted and those after enumerators left out."""
    cutter = default_rules().cutter("en")
    found = wrong = missed = found_neutral = missed_neutral = 0
    for row in rows:
        breaks, neutral = marked(row)
        ours = {len(re.sub(r"\s", "", row["text"][:position])) for position in cutter.cuts(row["text"])}
        found += len(breaks & ours)
        missed += len(breaks - ours)
        wrong += len(ours - breaks)
        found_neutral += len((breaks - neutral) & ours)
        missed_neutral += len(breaks - neutral - ours)
    return 2 * found / (2 * found + wrong + missed), 2 * found_neutral / (2 * found_neutral + wrong + missed_neutral)


def golden(path: Path) -> None:
    """Print how many of the Golden Rules hold, and each that does not."""
    tree = ast.parse(path.read_text("utf-8"))
    [rules] = [
        node.value for node in tree.body if isinstance(node, ast.Assign) and "GOLDEN" in ast.unparse(node.targets[0])
    ]
    right = 0
    cases = ast.literal_eval(rules)
    for number, (text, expected) in enumerate(cases, 1):
        ours = [sentence for sentence, _rule in sentences(text, "en")]
        right += ours == [each.strip() for each in expected]
        if ours != [each.strip() for each in expected]:
            print(f"  {number}: {' | '.join(ours)}")
    print(f"Golden Rules: {right} of {len(cases)}")


def compared(path: Path, texts: Sequence[str]) -> None:
    """Print in how many paragraphs choppa cuts otherwise than we do by the same rules."""
    from choppa import SrxDocument, SrxTextIterator

    document, cutter = SrxDocument(ruleset=path), read_rules(path.read_bytes()).cutter("en-US")
    language = max(("en", "EN"), key=lambda tag: len(document.get_language_rule_list(tag)))  # it minds the case
    for reach in (100, _UNBOUNDED):
        differ = cuts = 0
        for text in texts:
            ends, end = [], 0
            for sentence in SrxTextIterator(document, language, text, max_lookbehind_construct_length=reach):
                end += len(sentence)
                ends.append(end)
            cuts += len(ends) - 1
            differ += ends[:-1] != list(cutter.cuts(text))
        print(
            f"{path.name}: choppa reaching {reach}: {cuts} cuts in {len(texts)} paragraphs, {differ} paragraphs differ"
        )


def engines() -> dict[str, Callable[[str], Sequence[str]]]:
    """What is installed, each giving the sentences of a text."""
    cutter = default_rules().cutter("en")
    known: dict[str, Callable[[str], Sequence[str]]] = {"pubpipe": lambda text: [text, *map(str, cutter.cuts(text))]}
    try:
        import sentencex

        known["sentencex"] = lambda text: list(sentencex.segment("en", text))
    except ImportError:
        print("skipped: no sentencex")
    try:
        import pysbd

        segmenter = pysbd.Segmenter(language="en", clean=False)
        known["pysbd"] = lambda text: segmenter.segment(text)
    except ImportError:
        print("skipped: no pysbd")
    return known


def main() -> None:
    """Print scores, then speeds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paragraphs", nargs="+", type=Path)
    parser.add_argument("--golden", type=Path)
    parser.add_argument("--rules", type=Path, nargs="*", default=[])
    arguments = parser.parse_args()
    texts: list[str] = []
    marked_sentences = 0
    for path in arguments.paragraphs:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        texts += [row["text"] for row in rows]
        marked_sentences += sum(row["sentences"] for row in rows)
        every, neutral = f1(rows)
        print(f"{path.name}: boundary F1 {neutral:.4f} (enumerators counted: {every:.4f}), {len(rows)} paragraphs")
    if arguments.golden:
        golden(arguments.golden)
    words = sum(len(text.split()) for text in texts)
    for name, cut in engines().items():
        cut(texts[0])
        sample = texts[::8] if name == "pysbd" else texts
        begun = time.process_time()
        for text in sample:
            cut(text)
        share = sum(len(text.split()) for text in sample) / words
        taken = (time.process_time() - begun) / share
        print(f"{name}: {marked_sentences / taken:,.0f} sentences/s, {words / taken:,.0f} words/s")
    for path in arguments.rules:
        try:
            compared(path, texts)
        except ImportError:
            sys.exit("skipped: no choppa-srx")


if __name__ == "__main__":
    main()
