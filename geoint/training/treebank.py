"""Treebank files as Docs with the labels that the model knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.training.converters.conllu_to_docs import conllu_to_docs

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from spacy.vocab import Vocab

# UD labels that the model's parser lacks, and what it says instead.
LABELS = {
    "expl:pv": "expl:comp",
    "obl": "obl:mod",
    "nsubj:caus": "nsubj",
    "nsubj:outer": "nsubj",
    "aux:caus": "dep",
    "obj:lvc": "obj",
    "obj:agent": "obj",
    "iobj:agent": "iobj",
    "advcl:cleft": "advcl",
    "parataxis:insert": "parataxis",
    "flat": "flat:name",
    "aux": "aux:tense",
    "root": "ROOT",
}
RUN_LENGTHS = (1, 1, 1, 2, 3, 4)  # sentences; half of the examples are single sentences


def sentences(path: Path, vocab: Vocab, labels: frozenset[str]) -> list[Doc]:
    """Read a CoNLL-U file: one Doc a sentence, *du* and *des* merged as the model's tokenizer leaves them."""
    text = path.read_text(encoding="utf-8")
    converted = conllu_to_docs(text, n_sents=1, merge_subtokens=True, no_print=True)  # type: ignore[no-untyped-call]
    return [joined([doc], vocab, labels) for doc in converted]


def runs(docs: Sequence[Doc], rng: random.Random, labels: frozenset[str]) -> Iterator[Doc]:
    """Yield runs of one to four neighbouring sentences, from which the parser learns where sentences end."""
    at = 0
    while at < len(docs):
        length = rng.choice(RUN_LENGTHS)
        yield joined(docs[at : at + length], docs[at].vocab, labels)
        at += length


def joined(docs: Iterable[Doc], vocab: Vocab, labels: frozenset[str]) -> Doc:
    """Return one Doc of several, in the model's labels (``dep`` for what it has no label for)."""
    words: list[str] = []
    spaces: list[bool] = []
    heads: list[int] = []
    deps: list[str] = []
    pos: list[str] = []
    morphs: list[str] = []
    for doc in docs:
        offset = len(words)
        words += [t.text for t in doc]
        spaces += [bool(t.whitespace_) for t in doc[:-1]] + [True]
        heads += [t.head.i + offset for t in doc]
        deps += [known(t.dep_, labels) for t in doc]
        pos += [t.pos_ for t in doc]
        morphs += [str(t.morph) for t in doc]
    return Doc(vocab, words=words, spaces=spaces, heads=heads, deps=deps, pos=pos, morphs=morphs)


def known(label: str, labels: frozenset[str]) -> str:
    """Return the model's label for a label of the treebank."""
    mapped = LABELS.get(label, label)
    return mapped if mapped in labels else "dep"
