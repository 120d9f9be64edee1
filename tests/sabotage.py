"""A pipeline that does what its texts say: hang, die, hog memory, fail; also run as a process of its own, to be killed."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.language import Language

from geoint import batch

if TYPE_CHECKING:
    from spacy.tokens import Doc

HOG = 8 << 30  # bytes


@Language.component("sabotage")
def sabotage(doc: Doc) -> Doc:
    """Obey."""
    if "BUG" in doc.text:
        message = "as told"
        raise ValueError(message)
    if "DIE" in doc.text:
        os._exit(9)
    if "HOG" in doc.text:
        bytearray(HOG)
    if "HANG" in doc.text:
        time.sleep(600)
    if "SLOW" in doc.text:
        time.sleep(0.05)
    return doc


def load() -> Language:
    """Return a pipeline that finds nothing, and does harm where it is told."""
    nlp = spacy.blank("fr")
    nlp.add_pipe("sabotage")
    return nlp


def main() -> None:
    """Run a batch from one path to another, and exit as the command does when it is interrupted."""
    source, target, jobs = sys.argv[1:]
    try:
        for progress in batch.run([source], batch.output_at(Path(target)), batch.Options(jobs=int(jobs)), load, "1"):
            sys.stdout.write(f"{progress.new}\n")
            sys.stdout.flush()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
