"""``python -m geoint.calibrate GOLD...``: fit the table of ``geoint_confidence`` to annotated texts.

A logistic regression with one weight for each value of each feature, drawn towards zero by ``SHRINKAGES`` prior triples'
worth of doubt: what was seen seldom falls back on what the other features say. How strongly is chosen by cross-validation
over documents. Nothing of the texts goes into the table but counts.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geoint import annotations as stored
from geoint import confidence, evaluate, lexicon, pipeline
from geoint.lexicon import ConfidenceTable, Weight
from geoint.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

SHRINKAGES = (1.0, 3.0, 10.0, 30.0)
FOLDS = 5
STEPS = 30  # of Newton's method; it converges in fewer
PARTS = 3  # of a set-aside folder, one is tested on


@dataclass(frozen=True, slots=True)
class Row:
    """One triple that geoint found: in which document, what is known of it, and whether it is right."""

    document: str
    features: dict[str, str]
    right: bool


def is_set_aside(name: str) -> bool:
    """Tell whether a document belongs to the third that is never looked at, by the digest of its name."""
    return _part(name, PARTS) == 0


def _part(name: str, parts: int) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % parts


# ---------------------------------------------------------------- what was found, and whether it is right


def rows(folder: Path) -> list[Row]:
    """Extract from a gold folder and judge each triple; those that the gold leaves optional are left out."""
    nlp = pipeline.load()
    found: list[Row] = []
    for name, text in evaluate.read_gold(folder).items():
        article = Article(text=text.text, id=name, date=evaluate.day(folder, name))
        doc, _, normalized = next(pipeline.annotated([article], nlp))
        outcomes = evaluate.outcomes(text, evaluate.judged(pipeline.document(doc, article, normalized)))
        pairs = zip(stored.events(doc), outcomes, strict=True)
        found += [Row(name, confidence.features(doc, event), right) for event, right in pairs if right is not None]
    return found


# ---------------------------------------------------------------- fitting


def fit(found: Sequence[Row], shrinkage: float) -> ConfidenceTable:
    """Return the weights that make the outcomes most probable, each drawn towards zero by ``shrinkage``."""
    values = sorted({pair for row in found for pair in row.features.items()})
    column = {pair: number for number, pair in enumerate(values, start=1)}
    design = np.zeros((len(found), len(values) + 1))
    design[:, 0] = 1
    for number, row in enumerate(found):
        design[number, [column[pair] for pair in row.features.items()]] = 1
    weights = _newton(design, np.array([row.right for row in found], dtype=float), shrinkage)
    named: dict[str, dict[str, Weight]] = defaultdict(dict)
    for name, value in values:
        cell = [row.right for row in found if row.features.get(name) == value]
        named[name][value] = Weight(round(float(weights[column[name, value]]), 2), sum(cell), len(cell))
    return ConfidenceTable(round(float(weights[0]), 2), dict(named))


def _newton(design: NDArray[np.float64], right: NDArray[np.float64], shrinkage: float) -> NDArray[np.float64]:
    penalty = np.full(design.shape[1], shrinkage)
    penalty[0] = 0  # the base rate is not drawn anywhere
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (right - p) - penalty * weights
        curvature = (design.T * (p * (1 - p))) @ design + np.diag(penalty)
        weights = weights + np.linalg.solve(curvature, gradient)
    return weights


def chosen_shrinkage(found: Sequence[Row]) -> float:
    """Return the shrinkage under which documents left out of the fit are predicted best (least squared error)."""
    return min(SHRINKAGES, key=lambda shrinkage: _error(found, shrinkage))


def _error(found: Sequence[Row], shrinkage: float) -> float:
    return evaluate.brier(left_out(found, shrinkage))


def left_out(found: Sequence[Row], shrinkage: float) -> list[tuple[float, bool]]:
    """Return each triple's probability under a table fitted without a fifth of the documents, its own among them."""
    pairs: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        table = fit([r for r in found if _part(r.document, FOLDS) != fold], shrinkage)
        pairs += predicted(table, (r for r in found if _part(r.document, FOLDS) == fold))
    return pairs


def predicted(table: ConfidenceTable, found: Iterable[Row]) -> list[tuple[float, bool]]:
    """Return each triple's probability under a table, and whether it is right."""
    return [(confidence.probability(table, row.features), row.right) for row in found]


# ---------------------------------------------------------------- the command


def main() -> None:
    """Fit the table to all gold but the set-aside third, write it, and print how it fares on that third."""
    parser = argparse.ArgumentParser(prog="python -m geoint.calibrate", description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="folders of NAME.txt, NAME.sents, NAME.jsonl (and NAME.date)")
    parser.add_argument("--set-aside", type=Path, help="of this folder too, but a third of it (by digest) is for testing only")
    given = parser.parse_args()
    aside = rows(given.set_aside) if given.set_aside else []
    tested = [row for row in aside if is_set_aside(row.document)]
    fitted = [row for row in aside if not is_set_aside(row.document)] + [row for folder in given.gold for row in rows(folder)]
    shrinkage = chosen_shrinkage(fitted)
    table = fit(fitted, shrinkage)
    lexicon.CONFIDENCE.write_text(_toml(table, fitted, shrinkage), encoding="utf-8")
    sys.stdout.write(f"fitted to {len(fitted)} triples, shrinkage {shrinkage}; each document left out in turn:\n")
    sys.stdout.write(evaluate.reliability(left_out(fitted, shrinkage)))
    if tested:
        sys.stdout.write(f"\nset aside: {len(tested)} triples\n")
        sys.stdout.write(evaluate.reliability(predicted(table, tested)))


def _toml(table: ConfidenceTable, found: Sequence[Row], shrinkage: float) -> str:
    documents = len({row.document for row in found})
    right = sum(row.right for row in found)
    lines = [
        "# Weights of what is known of a triple for the probability that it is right, in log-odds; right and seen are counts.",
        f"# Made by python -m geoint.calibrate from {len(found)} triples found in {documents} annotated documents,",
        f"# {right} of them right, with shrinkage {shrinkage}. Do not edit.",
        f"base = {table.base}",
    ]
    for name, values in table.weights.items():
        lines += ["", f'["{name}"]']
        lines += [f'"{v}" = {{weight = {w.weight}, right = {w.right}, seen = {w.seen}}}' for v, w in values.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
