"""Measurement, not a test: the dev set by the third of its documents that nobody looks at while writing rules, and the rest.

``python tests/measure_split.py [--errors N] [--only NAME] [--model MODEL] [FOLDER ...]``. Misses and extras are shown
for the documents looked at only; folders beside the dev set are other gold in its format, all of it looked at.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import geoint
from geoint import evaluate

DEV = Path(__file__).parent.parent.parent / "shared" / "eval" / "dev"
PARTS = 3


def is_held_out(name: str) -> bool:
    """Tell whether a document belongs to the third that is set aside, by the digest of its name."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % PARTS == 0


def main() -> None:
    """Print a row of figures for each part, then the errors of the documents looked at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--only", default="", help="show the errors of documents whose name begins so")
    parser.add_argument("--model", help="another French spaCy model, used as it is")
    given = parser.parse_args()
    nlp = geoint.load(given.model)
    for folder in given.folders or [DEV]:
        gold = evaluate.read_gold(folder)
        found = evaluate.extracted(folder, gold, nlp=nlp)
        aside = {n for n in gold if folder == DEV and is_held_out(n)}
        seen = {n: g for n, g in gold.items() if n not in aside}
        parts = {"looked at": seen, "never looked at": {n: gold[n] for n in sorted(aside)}, "all": gold}
        for title, part in parts.items():
            if part:
                sys.stdout.write(_row(title, evaluate.score(part, found)))
        shown = evaluate.score({n: g for n, g in seen.items() if n.startswith(given.only)}, found)
        for kind, lines in (("MISSED", shown.misses), ("EXTRA ", shown.extras), ("WRONG ", shown.wrong)):
            sys.stdout.writelines(f"{kind} {line}\n" for line in lines[: given.errors])


def _row(title: str, result: evaluate.Result) -> str:
    plain = evaluate.as_plain(result)
    levels = "  ".join(f"{level} {plain[level]['f']:.3f}" for level in evaluate.LEVELS)
    rates = "  ".join(f"{name} {value}" for name, value in plain["accuracy"].items())
    return f"{title} (P {plain['action']['p']}, R {plain['action']['r']}): {levels}\n    {rates}\n"


if __name__ == "__main__":
    main()
