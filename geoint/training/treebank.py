"""Treebank files as Docs with the labels that the model knows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.training.converters.conllu_to_docs import conllu_to_docs

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from spacy.language import Language
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


@dataclass(frozen=True, slots=True)
class Labels:
    """What the model can say: its parser's relations, and its morphologizer's parts of speech with features."""

    relations: frozenset[str]
    tags: frozenset[frozenset[str]]  # features, the part of speech among them as ``POS=PRON``


def labels_of(nlp: Language) -> Labels:
    """Return the labels of a pipeline's parser and morphologizer."""
    tags = nlp.get_pipe("morphologizer").labels  # type: ignore[attr-defined]
    return Labels(
        frozenset(nlp.get_pipe("parser").labels),  # type: ignore[attr-defined]
        frozenset(frozenset(tag.split("|")) for tag in tags),
    )


def sentences(path: Path, vocab: Vocab, labels: Labels) -> list[Doc]:
    """Read a CoNLL-U file: one Doc a sentence, *du* and *des* merged as the model's tokenizer leaves them."""
    text = path.read_text(encoding="utf-8")
    converted = conllu_to_docs(text, n_sents=1, merge_subtokens=True, no_print=True)  # type: ignore[no-untyped-call]
    return [joined([doc], vocab, labels) for doc in converted]


def runs(docs: Sequence[Doc], rng: random.Random, labels: Labels) -> Iterator[Doc]:
    """Yield runs of one to four neighbouring sentences, from which the parser learns where sentences end."""
    at = 0
    while at < len(docs):
        length = rng.choice(RUN_LENGTHS)
        yield joined(docs[at : at + length], docs[at].vocab, labels)
        at += length


def joined(docs: Iterable[Doc], vocab: Vocab, labels: Labels) -> Doc:
    """Return one Doc of several, in the model's labels (``dep`` for a relation that it lacks)."""
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
        deps += [known(t.dep_, labels.relations) for t in doc]
        pos += [t.pos_ for t in doc]
        morphs += [nearest(t.pos_, str(t.morph), labels.tags) for t in doc]
    return Doc(vocab, words=words, spaces=spaces, heads=heads, deps=deps, pos=pos, morphs=morphs)


def known(label: str, relations: frozenset[str]) -> str:
    """Return the model's relation for a relation of the treebank."""
    mapped = LABELS.get(label, label)
    return mapped if mapped in relations else "dep"


@lru_cache(maxsize=4096)
def nearest(pos: str, morph: str, tags: frozenset[frozenset[str]]) -> str:
    """Return the features of the model's tag that says most of what the treebank says, and least besides.

    The treebanks have features that the model lacks (*Emph*, *ExtPos*). It learns nothing from a tag that it cannot
    say, and forgets the word: *Elle* became a name.
    """
    wanted = frozenset(f for f in morph.split("|") if f)
    same = [tag - {f"POS={pos}"} for tag in tags if f"POS={pos}" in tag]
    best = max(same, key=lambda tag: (len(tag & wanted) - len(tag - wanted), -len(tag), sorted(tag)), default=wanted)
    return "|".join(sorted(best))
