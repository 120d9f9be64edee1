"""Measurement, not a test: the clause reader on gold trees, and what the parser costs it.

``python tests/measure_reader.py``: the subject of infinitives against the ``Subject=`` that the treebanks annotate, and on PUD
the triples (subject, verb, object) that the reader finds in parsed sentences against those it finds in the gold trees.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import geoint
from geoint import lexicon
from geoint.grammar.clauses import ClauseReader, is_infinitive, is_reflexive_clitic, is_verbal
from geoint.training import treebank

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

TREEBANKS = Path(__file__).parent.parent.parent / "shared" / "corpus" / "ud"
RAISED = {"SubjRaising": {"sujet"}, "ObjRaising": {"objet"}, "OblRaising": {"a"}}
_ID = re.compile(r"(\d+)(?:-(\d+))?\t")


def main() -> None:
    """Print control accuracy for each treebank and kind, then the triples of parsed PUD against gold PUD."""
    nlp = geoint.load()
    labels = treebank.labels_of(nlp)
    for name in ("fr_gsd-dev", "fr_gsd-test", "fr_sequoia-dev", "fr_sequoia-test"):
        sys.stdout.write(f"{name}: {_control(TREEBANKS / f'{name}.conllu', nlp, labels)}\n")
    gold = treebank.sentences(TREEBANKS / "fr_pud-test.conllu", nlp.vocab, labels)
    sys.stdout.write(f"PUD, reader on parsed against gold trees: {_parsed(gold, nlp)}\n")


def _control(path: Path, nlp: Language, labels: treebank.Labels) -> str:
    """Return the share of annotated infinitives below a verb whose subject the reader takes from the right place."""
    docs = treebank.sentences(path, nlp.vocab, labels)
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for doc, (lemmas, marks) in zip(docs, annotated(path), strict=True):
        for token, lemma in zip(doc, lemmas, strict=True):
            token.lemma_ = lemma
        reader = ClauseReader(doc, lexicon.control())
        for index, kind in marks.items():
            token = doc[index]
            if kind not in RAISED or token.dep_ != "xcomp" or not is_infinitive(token):
                continue
            asked[kind] += 1
            right[kind] += is_right(reader, token, kind)
    total = f"{right.total()}/{asked.total()} = {right.total() / asked.total():.3f}"
    return total + " (" + ", ".join(f"{k} {right[k]}/{n}" for k, n in sorted(asked.items())) + ")"


def is_right(reader: ClauseReader, token: Token, kind: str) -> bool:
    """Tell whether the reader takes the subject of an infinitive from where the treebank says."""
    if token.head.pos_ == "ADJ" and token.head.dep_ == "amod":  # an adjective borrows from the noun that it describes
        return token.head.head.i in {a.token.i for a in reader.subjects(token)}
    governor = _governor(token)
    wanted = {a.token.i for a in reader.verb(governor).role(*RAISED[kind])}
    if kind == "SubjRaising" or (not wanted and any(is_reflexive_clitic(c) for c in governor.children)):
        wanted = {a.token.i for a in reader.subjects(governor)}
    return {a.token.i for a in reader.subjects(token)} == wanted


def _governor(token: Token) -> Token:
    """Return the verb whose arguments the infinitive borrows: for *a besoin de partir*, *a*."""
    governor = token.head
    while not is_verbal(governor) and governor.head != governor and not any(c.dep_ == "nsubj" for c in governor.children):
        governor = governor.head
    return governor


def annotated(path: Path) -> list[tuple[list[str], dict[int, str]]]:
    """Return the lemmas of each sentence and ``Subject=`` by position, multiword tokens merged as in the Docs."""
    found: list[tuple[list[str], dict[int, str]]] = []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lemmas: list[str] = []
        marks: dict[int, str] = {}
        covered = 0
        for line in block.splitlines():
            match = _ID.match(line)
            if match is None:
                continue
            columns = line.split("\t")
            if match[2]:
                lemmas.append(columns[1].lower())
                covered = int(match[2])
            elif int(match[1]) > covered:
                lemmas.append(columns[2])
            if kind := re.search(r"Subject=(\w+)", line):
                marks[len(lemmas) - 1] = kind[1]
        found.append((lemmas, marks))
    return found


def _parsed(gold: list[Doc], nlp: Language) -> str:
    wanted: Counter[tuple[int, int, int, int]] = Counter()
    found: Counter[tuple[int, int, int, int]] = Counter()
    pipes = [n for n in nlp.pipe_names if n.startswith("geoint_") and n != "geoint_sentences"]
    texts = [words(doc, nlp) for doc in gold]
    for number, (tree, parsed) in enumerate(zip(gold, nlp.pipe(texts, disable=pipes), strict=True)):
        _borrow_lemmas(tree, parsed)
        wanted.update((number, *t) for t in _triples(tree))
        found.update((number, *t) for t in _triples(parsed))
    hit = (wanted & found).total()
    precision, recall = hit / found.total(), hit / wanted.total()
    return (
        f"P {precision:.3f} R {recall:.3f} F {2 * precision * recall / (precision + recall):.3f} ({wanted.total()} in gold trees)"
    )


def words(doc: Doc, nlp: Language) -> Doc:
    """Return a Doc of the same words, without the tree."""
    from spacy.tokens import Doc as Words

    return Words(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc])


def _borrow_lemmas(tree: Doc, parsed: Doc) -> None:
    """Give the gold tree the model's lemmas, so that both readings ask the same lists."""
    for token in tree:
        token.lemma_ = parsed[token.i].lemma_


def _triples(doc: Doc) -> list[tuple[int, int, int]]:
    reader = ClauseReader(doc, lexicon.control())
    found = []
    for verb in reader.verbs():
        subjects = [a.token.i for a in verb.role("sujet")]
        objects = [a.token.i for a in verb.role("objet")]
        found += [(s, verb.token.i, o) for s in subjects or [-1] for o in objects or [-1] if s >= 0 or o >= 0]
    return found


if __name__ == "__main__":
    main()
