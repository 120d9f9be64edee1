"""Measurement, not a test: characters a second of the time rules, without spaCy: ``python tests/bench_dates.py [FILE]``."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from geoint import timex

RAW = Path(__file__).parent.parent.parent / "shared" / "corpus" / "raw.jsonl"


def main() -> None:
    """Print characters a second over a JSONL file of articles, the best of three runs."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else RAW
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    timex.find("le 3 mai 2020")  # rules are read once
    best, found = 0.0, 0
    for _ in range(3):
        begun = time.perf_counter()
        found = sum(len(timex.find(a["text"], written=a.get("date"))) for a in articles)
        best = max(best, sum(len(a["text"]) for a in articles) / (time.perf_counter() - begun))
    print(f"{len(articles)} articles, {found} expressions, {len(timex.rules())} rules: {best:,.0f} characters/s")


if __name__ == "__main__":
    main()
