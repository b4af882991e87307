"""The rules of Chinese prose beside two other linters, on our own cases.

    pip install autocorrect-py; npm install zhlint
    python tests/benchmarks/prose_linters.py NODE_MODULES

For each rule of a ZH number, and for those of other names that look at the Chinese alone: how many faulty cases each
tool finds (ours: a finding of the rule; theirs: it changes or reports anything in the target) and how many cases that
must not be touched it changes or reports. The cases are ours and test our rules: read the columns of what must not be
touched, and which rules the others do not have.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

NAMED = ("closing", "doubled", "leftovers", "markup", "opening", "rare-characters", "regional", "tripled")
SCRIPT = """
const zhlint = require('zhlint');
const targets = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(targets.map(target => {
  const report = zhlint.run(target, {rules: {preset: 'default'}});
  return report.result !== target || report.validations.length > 0;
})));
"""


def main() -> None:
    """Print a line a rule, then the sums."""
    import autocorrect_py

    from pubpipe import checks
    from tests.checks.cases import cases, findings

    rows = [
        (name, case, entry)
        for name in checks.checks()
        if name.startswith("ZH") or name in NAMED
        for case in cases(name)
        for entry in case["entries"]
    ]
    plain = [re.sub("</?[a-z]+[0-9]+/?>", "", entry["target"]) for _name, _case, entry in rows]
    answered = subprocess.run(
        ["node", "-e", SCRIPT], input=json.dumps(plain), capture_output=True, text=True, check=True, cwd=sys.argv[1]
    )
    zhlint = json.loads(answered.stdout)
    sums: dict[str, list[int]] = {}
    for (name, case, entry), target, theirs in zip(rows, plain, zhlint, strict=True):
        ours = any(each.target == entry["target"] for each in findings(case, name))
        autocorrect = autocorrect_py.format(target) != target
        counted = sums.setdefault(name, [0] * 8)
        start = 0 if entry["finds"] else 4
        for position, add in enumerate((1, ours, autocorrect, theirs)):
            counted[start + position] += add
    for side in ("faulty: found by", "must not be touched: touched by"):
        print(f"columns: {side} pubpipe, autocorrect, zhlint")
    lines = ["| rule | faulty | ours | AC | ZL | clean | ours | AC | ZL |", "|---|---|---|---|---|---|---|---|---|"]
    lines += [f"| {name} | " + " | ".join(map(str, row)) + " |" for name, row in sums.items()]
    totals = [sum(row[position] for row in sums.values()) for position in range(8)]
    print("\n".join([*lines, "| all | " + " | ".join(map(str, totals)) + " |"]))


if __name__ == "__main__":
    main()
