"""Benchmark, not a test: processor time of a sentence of 500 and of 2,000 tokens, by shape. Run it as a script."""

from __future__ import annotations

import time

from long_sentences import SHAPES, steps

import geoint

SIZES = (500, 2000)
OURS = "geoint_"


def main() -> None:
    """Print a row for each shape and size: the whole pipeline, geoint's part, and its slowest component."""
    nlp = geoint.load()
    for shape in SHAPES:
        for size in SIZES:
            seconds = {}
            for name, component, doc in steps(nlp, shape, size):
                started = time.process_time()
                component(doc)
                seconds[name] = time.process_time() - started
            ours = {name: s for name, s in seconds.items() if name.startswith(OURS)}
            slowest = max(ours, key=lambda name: ours[name])
            print(
                f"{shape:16} {len(doc):5} tokens  {sum(seconds.values()):.2f} s, geoint {sum(ours.values()):.2f} s, "
                f"most in {slowest} {ours[slowest]:.2f} s"
            )


if __name__ == "__main__":
    main()
