"""Each sample gives its gold triples; what is missing or wrong is listed in the gold, and the list is strict."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from geoint.model import Article, notation
from geoint.pipeline import read

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

GOLD = sorted((ROOT / "samples").glob("*.gold"))


def listed(path: Path, prefix: str) -> Counter[str]:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    if prefix:
        return Counter(line.removeprefix(prefix) for line in lines if line.startswith(prefix))
    return Counter(line for line in lines if not line.startswith(("missing: ", "wrong: ")))


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_sample(path: Path, nlp: Language) -> None:
    day = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# date: ")
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    found = Counter(map(notation, next(read([Article(text=text, date=day)], nlp=nlp)).triples))
    assert found == listed(path, "") + listed(path, "wrong: ")
    assert not found & listed(path, "missing: "), "found by now: take the mark away"


def test_the_samples_hold_what_the_field_writes() -> None:
    text = (ROOT / "samples" / "mali.txt").read_text(encoding="utf-8")
    for construction in ("Moscou", "Le Kremlin", "chef de la diplomatie", "aurait", "selon", "a-t-il ajouté", "années 1960",
                         "mardi 15 juin 2021", "sommet", "la junte"):  # fmt: skip
        assert construction in text
