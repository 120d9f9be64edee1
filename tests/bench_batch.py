"""Benchmark, not a test: documents a second with one process and with two, and memory over a long run. Run it as a script.

``python tests/bench_batch.py NEWS.jsonl [DOCUMENTS] [JOBS...]``: a run for each number of processes, in turn, each after the
model is loaded; the ratio is of the first two. The workers' resident memory is taken after 600 documents and at the end.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[variable] = "1"

from geoint import batch, load

WARM = 600  # documents after which memory must not grow


def resident() -> float:
    """Return the resident memory of all workers in megabytes."""
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    pages = [int(Path(f"/proc/{child}/statm").read_text(encoding="ascii").split()[1]) for child in children]
    return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Print rates, their ratio, and memory."""
    source, *rest = sys.argv[1:]
    count, *jobs = map(int, rest or ["600"])
    nlp = load()
    nlp("La France accuse la Russie.")
    rates = []
    for number in jobs or [1, 2]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "news.jsonl"
            with Path(source).open(encoding="utf-8") as news:
                path.write_text("".join(islice(news, count)), encoding="utf-8")
            rates.append(run(path, number, lambda: nlp))
    print(f"ratio {rates[1] / rates[0]:.2f}" if len(rates) > 1 else "one run")


def run(path: Path, jobs: int, loader: Callable[[], Language]) -> float:
    """Read all articles of a file, and return how many a second."""
    started = time.perf_counter()
    warm = 0.0
    last = 0.0
    output = batch.output_at(path.with_name("out.jsonl"))
    steps = batch.run([str(path)], output, batch.Options(jobs=jobs), loader, "bench")
    for progress in steps:
        last = resident() or last
        if not warm and progress.new >= WARM:
            warm = last
    seconds = time.perf_counter() - started
    memory = f"{warm:.0f} MB after {WARM}, {last:.0f} MB at the end" if warm else f"{last:.0f} MB"
    print(f"jobs {jobs}: {progress.new} documents, {progress.failed} failed, {progress.new / seconds:.1f}/s; workers {memory}")
    return progress.new / seconds


if __name__ == "__main__":
    main()
