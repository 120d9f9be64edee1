"""Benchmark, not a test: what loading all lexicons costs, each time in a new process, from the parsed cache and without it.

``python tests/bench_lexicons.py``. Prints the fastest and the median of ten processes, in ms of processor time.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile

RUNS = 10
LOAD = """
import time
import geoint.dates, spacy
from geoint import actor_lexicon, lexicon
started = time.process_time()
actor_lexicon.load([])
for read in (lexicon.control, lexicon.homographs, lexicon.references, lexicon.events, lexicon.qualifiers, lexicon.confidence):
    read()
print(1000 * (time.process_time() - started))
"""


def main() -> None:
    """Print the cost with a cache that an earlier run left, then with none."""
    with tempfile.TemporaryDirectory() as kept:
        _loaded(kept)
        _print("parsed by an earlier run", [_loaded(kept) for _ in range(RUNS)])
    _print("for the first time", [_first() for _ in range(RUNS)])


def _first() -> float:
    with tempfile.TemporaryDirectory() as empty:
        return _loaded(empty)


def _loaded(cache: str) -> float:
    run = [sys.executable, "-c", LOAD]
    return float(subprocess.run(run, env=os.environ | {"XDG_CACHE_HOME": cache}, capture_output=True, check=True).stdout)  # noqa: S603 -- our own code


def _print(title: str, times: list[float]) -> None:
    sys.stdout.write(f"{title}: fastest {min(times):.0f} ms, median {statistics.median(times):.0f} ms\n")


if __name__ == "__main__":
    main()
