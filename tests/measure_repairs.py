"""Measurement, not a test: what each repair before and after the parser buys in triples, on the dev set or other gold.

``python tests/measure_repairs.py [FOLDER ...]``. One row with everything, then one without each repair.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import geoint
from geoint import evaluate, pipeline
from geoint.text import Normalized

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

DEV = Path(__file__).parent.parent.parent / "shared" / "eval" / "dev"
COMPONENTS = {"sentence starts (M., titles, quotes)": "geoint_sentences", "word classes and lemmas": "geoint_tags"}


def main() -> None:
    """Print a row of F1 figures with every repair and without each."""
    nlp = geoint.load()
    for folder in map(Path, sys.argv[1:] or [DEV]):
        sys.stdout.write(_row(f"{folder.name}: all repairs", folder, nlp))
        for title, component in COMPONENTS.items():
            with nlp.select_pipes(disable=[component]):
                sys.stdout.write(_row(f"  without {title}", folder, nlp))
        with _as_given():
            sys.stdout.write(_row("  without plain characters (NFC, apostrophes, spaces)", folder, nlp))


def _row(title: str, folder: Path, nlp: Language) -> str:
    gold = evaluate.read_gold(folder)
    plain = evaluate.as_plain(evaluate.score(gold, evaluate.extracted(folder, gold, nlp=nlp)))
    return title + "".join(f"  {level} {plain[level]['f']:.3f}" for level in evaluate.LEVELS) + "\n"


@contextmanager
def _as_given() -> Iterator[None]:
    """Leave the characters of texts as they are."""
    normalize = pipeline.normalize
    pipeline.normalize = lambda original: Normalized(original, original)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        pipeline.normalize = normalize  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
