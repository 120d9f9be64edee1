"""The teacher: a graph-based parser over a pretrained encoder, too slow for the tool but better than what it teaches.

Several are trained from different seeds; what they say together is the target that the fast parser learns from.
Timothy Dozat and Christopher Manning, *Deep Biaffine Attention for Neural Dependency Parsing*, ICLR 2017.
Needs PyTorch: ``pip install 'geoint[training]'``.
"""

from __future__ import annotations

import math
import random
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
from ufal.chu_liu_edmonds import chu_liu_edmonds

from geoint.training import encoder
from geoint.training.silver import Tree, is_tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import Any

    import numpy.typing as npt
    from spacy.tokens import Doc, Token

    Log = Callable[[dict[str, Any]], None]

EDGE = 8  # characters read at each end of a word
STATE = "teacher.pt"
TOGETHER = 32  # sentences parsed at once
NEVER = -1e6  # score of a head that a word cannot have
UNKNOWN = 1  # number of an unseen word, character or label; 0 pads


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Sizes of the network and of its training."""

    words: int = 100  # width of the learned word embeddings
    chars: int = 32
    filters: int = 80
    hidden: int = 200  # of each direction of the LSTM
    layers: int = 1
    arcs: int = 300
    labels: int = 100
    dropout: float = 0.33
    unseen: float = 0.2  # share of the known words that are hidden in training
    batch: int = 1200  # tokens
    rate: float = 2e-3
    encoder_rate: float = 1e-4  # of what was trained before
    epochs: int = 8


@dataclass(frozen=True, slots=True)
class Alphabet:
    """Numbers of the words, characters, labels and parts of speech of the training data."""

    words: dict[str, int]
    chars: dict[str, int]
    labels: tuple[str, ...]
    tags: tuple[str, ...]


def alphabet(docs: Sequence[Doc]) -> Alphabet:
    """Give numbers to the words and characters seen twice, to labels, and to parts of speech with features."""
    words = Counter(t.lower_ for d in docs for t in d)
    chars = Counter(c for d in docs for t in d for c in t.text)
    return Alphabet(
        {w: n for n, w in enumerate((w for w, k in words.items() if k > 1), start=2)},
        {c: n for n, c in enumerate((c for c, k in chars.items() if k > 1), start=2)},
        tuple(sorted({t.dep_ for d in docs for t in d})),
        tuple(sorted({tag(t) for d in docs for t in d})),
    )


def tag(token: Token) -> str:
    """Return part of speech and features as one label."""
    return f"{token.pos_} {token.morph}"


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences as numbers; position 0 of each is the root."""

    lengths: Tensor  # with the root
    words: Tensor
    chars: Tensor
    vectors: Tensor
    pieces: Tensor  # embeddings
    owners: Tensor  # position that each piece belongs to
    heads: Tensor
    labels: Tensor
    tags: Tensor


class Biaffine(nn.Module):
    """Scores every pair of positions, for each of ``outputs`` relations."""

    def __init__(self, width: int, outputs: int) -> None:
        """Start from zero, as the paper does."""
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(outputs, width + 1, width + 1))

    def forward(self, left: Tensor, right: Tensor) -> Tensor:
        """Return (batch, outputs, left positions, right positions)."""
        left = torch.cat([left, torch.ones_like(left[..., :1])], -1)
        right = torch.cat([right, torch.ones_like(right[..., :1])], -1)
        return torch.einsum("bxi,oij,byj->boxy", left, self.weight, right)


class Parser(nn.Module):
    """Words, characters and the model's frozen vectors; a BiLSTM; biaffine scores of heads and labels; tags beside."""

    def __init__(self, known: Alphabet, shape: Shape, vector_width: int) -> None:
        """Make the layers."""
        super().__init__()
        self.known, self.shape = known, shape
        self.word = nn.Embedding(len(known.words) + 2, shape.words, padding_idx=0)
        self.char = nn.Embedding(len(known.chars) + 2, shape.chars, padding_idx=0)
        self.filter = nn.Conv1d(shape.chars, shape.filters, 3, padding=1)
        self.vector = nn.Linear(vector_width, 125)
        self.encoder = encoder.Encoder(encoder.pretrained())
        width = shape.words + shape.filters + 125
        self.root = nn.Parameter(torch.randn(width) / 10)
        self.lstm = nn.ModuleList()
        width += encoder.WIDTH
        for _ in range(shape.layers):
            self.lstm.append(nn.LSTM(width, shape.hidden, batch_first=True, bidirectional=True))
            width = 2 * shape.hidden
        self.arc_child, self.arc_head = nn.Linear(width, shape.arcs), nn.Linear(width, shape.arcs)
        self.label_child, self.label_head = nn.Linear(width, shape.labels), nn.Linear(width, shape.labels)
        self.arcs = Biaffine(shape.arcs, 1)
        self.labels = Biaffine(shape.labels, len(known.labels))
        self.tags = nn.Linear(width, len(known.tags))

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Return the scores of heads (batch, child, head), of labels (batch, label, child, head), and of tags."""
        state = self._embed(batch)
        lengths = batch.lengths.cpu()
        for layer in self.lstm:
            state = self._drop(state)
            packed = pack_padded_sequence(state, lengths, batch_first=True, enforce_sorted=False)
            state, _ = pad_packed_sequence(layer(packed)[0], batch_first=True)
        state = self._drop(state)
        child, head = self._bend(self.arc_child, state), self._bend(self.arc_head, state)
        arcs = self.arcs(child, head).squeeze(1)
        beyond = torch.arange(arcs.shape[-1])[None, :] >= batch.lengths[:, None]
        arcs = arcs.masked_fill(beyond[:, None, :], -1e9)
        itself = torch.eye(arcs.shape[-1], dtype=torch.bool)
        arcs = arcs.masked_fill(itself, -1e9)
        labels = self.labels(self._bend(self.label_child, state), self._bend(self.label_head, state))
        return arcs, labels, self.tags(state)

    def _bend(self, layer: nn.Linear, state: Tensor) -> Tensor:
        return self._drop(functional.leaky_relu(layer(state), 0.1))

    def _drop(self, state: Tensor) -> Tensor:
        """Drop whole features of a sentence, the same at each position."""
        if not self.training:
            return state
        keep = 1 - self.shape.dropout
        mask = torch.bernoulli(torch.full((state.shape[0], 1, state.shape[-1]), keep)) / keep
        return state * mask

    def _embed(self, batch: Batch) -> Tensor:
        words = batch.words
        if self.training:
            hidden = (torch.rand(words.shape) < self.shape.unseen) & (words > 0)
            words = words.masked_fill(hidden, UNKNOWN)
        size = batch.chars.shape
        flat, back = torch.unique(batch.chars.reshape(-1, size[-1]), dim=0, return_inverse=True)
        spelled = self.filter(self.char(flat).transpose(1, 2)).amax(-1)
        spelled = functional.leaky_relu(spelled, 0.1)[back].reshape(size[0], size[1], -1)
        state = torch.cat([self.word(words), spelled, self.vector(batch.vectors)], -1)
        state = torch.cat([self.root.expand(len(state), 1, -1), state[:, 1:]], 1)
        return torch.cat([state, self.encoder(batch.pieces, batch.owners, state.shape[1])], -1)


def train(docs: Callable[[int], Sequence[Doc]], shape: Shape, seed: int, folder: Path, log: Log) -> Parser:
    """Train a teacher, or go on where ``folder`` says that training stopped; ``docs`` gives the sentences of each epoch."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # several teachers learn side by side
    torch.manual_seed(seed)
    first = docs(0)
    parser = Parser(alphabet(first), shape, first[0].vocab.vectors_length)
    optimizer = torch.optim.Adam(_groups(parser, shape), betas=(0.9, 0.95))
    average = torch.optim.swa_utils.AveragedModel(parser, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995))
    done = _resume(folder, parser, optimizer, average)
    for epoch in range(done, shape.epochs):
        started, losses = time.monotonic(), []
        batches = list(_batches(docs(epoch), shape.batch, random.Random(f"{seed} {epoch}")))
        for number, together in enumerate(batches):
            for group in optimizer.param_groups:
                group["lr"] = group["rate"] * _share(shape, epoch + number / len(batches))
            loss = _loss(parser, numbers(together, parser.known))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parser.parameters(), 5.0)
            optimizer.step()
            average.update_parameters(parser)
            losses.append(loss.item())
        _keep(folder, epoch + 1, parser, optimizer, average)
        row = {"epoch": epoch + 1, "loss": sum(losses) / len(losses), "seconds": round(time.monotonic() - started)}
        log({"teacher": seed, **row})
    torch.set_num_threads(threads)
    parser.load_state_dict(average.module.state_dict())
    return parser.eval()


def _groups(parser: Parser, shape: Shape) -> list[dict[str, Any]]:
    before = {id(p) for p in parser.encoder.layers.parameters()}
    new = [p for p in parser.parameters() if id(p) not in before]
    old = list(parser.encoder.layers.parameters())
    return [{"params": new, "rate": shape.rate}, {"params": old, "rate": shape.encoder_rate}]


def _share(shape: Shape, epoch: float) -> float:
    """Return the share of the learning rate: it rises for half an epoch, then falls along a cosine."""
    return max(0.01, min(1.0, 2 * epoch) * 0.5 * (1 + math.cos(math.pi * epoch / shape.epochs)))


def _resume(folder: Path, parser: Parser, optimizer: torch.optim.Optimizer, average: torch.optim.swa_utils.AveragedModel) -> int:
    """Put everything back as it was after the last finished epoch, and return its number."""
    path = folder / STATE
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    parser.load_state_dict(state["parser"])
    optimizer.load_state_dict(state["optimizer"])
    average.load_state_dict(state["average"])
    torch.set_rng_state(state["random"])
    return int(state["epoch"])


def _keep(
    folder: Path, epoch: int, parser: Parser, optimizer: torch.optim.Optimizer, average: torch.optim.swa_utils.AveragedModel
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    state = {
        "epoch": epoch,
        "parser": parser.state_dict(),
        "optimizer": optimizer.state_dict(),
        "average": average.state_dict(),
        "random": torch.get_rng_state(),
    }
    torch.save(state, folder / f"{STATE}.new")
    (folder / f"{STATE}.new").replace(folder / STATE)


def _batches(docs: Sequence[Doc], tokens: int, rng: random.Random) -> Iterator[list[Doc]]:
    """Yield groups of sentences of like length, in random order."""
    ordered = sorted(docs, key=lambda d: len(d) + rng.random() * 4)
    groups: list[list[Doc]] = [[]]
    for doc in ordered:
        if groups[-1] and (len(groups[-1]) + 1) * len(doc) > tokens:
            groups.append([])
        groups[-1].append(doc)
    rng.shuffle(groups)
    yield from groups


def numbers(docs: Sequence[Doc], known: Alphabet) -> Batch:
    """Turn sentences into a batch; what they do not annotate counts as padding."""
    longest = max(len(d) for d in docs) + 1
    shape = (len(docs), longest)
    words, heads, labels, tags = (np.zeros(shape, dtype=np.int64) for _ in range(4))
    chars = np.zeros((*shape, 2 * EDGE), dtype=np.int64)
    vectors = np.zeros((*shape, docs[0].vocab.vectors_length), dtype=np.float32)
    label_of = {name: n for n, name in enumerate(known.labels)}
    tag_of = {name: n for n, name in enumerate(known.tags)}
    labels -= 1
    tags -= 1
    for row, doc in enumerate(docs):
        for token in doc:
            at = token.i + 1
            words[row, at] = known.words.get(token.lower_, UNKNOWN)
            chars[row, at] = _spelling(token.text, known)
            vectors[row, at] = token.vector
            heads[row, at] = 0 if token.head == token else token.head.i + 1
            labels[row, at] = label_of.get(token.dep_, -1)
            tags[row, at] = tag_of.get(tag(token), -1)
    pieces, owners = encoder.pieces_of(docs, encoder.pretrained())
    return Batch(
        lengths=torch.tensor([len(d) + 1 for d in docs]),
        words=torch.from_numpy(words),
        chars=torch.from_numpy(chars),
        vectors=torch.from_numpy(vectors),
        pieces=pieces,
        owners=owners,
        heads=torch.from_numpy(heads),
        labels=torch.from_numpy(labels),
        tags=torch.from_numpy(tags),
    )


def _spelling(text: str, known: Alphabet) -> list[int]:
    codes = [known.chars.get(c, UNKNOWN) for c in text]
    return codes[:EDGE] + [0] * (EDGE - len(codes)) + [0] * (EDGE - len(codes)) + codes[-EDGE:]


def _loss(parser: Parser, batch: Batch) -> Tensor:
    arcs, labels, tags = parser(batch)
    known = batch.labels >= 0
    heads = batch.heads
    by_head = labels.gather(3, heads[:, None, :, None].expand(-1, labels.shape[1], -1, 1)).squeeze(3).transpose(1, 2)
    return (
        functional.cross_entropy(arcs[known], heads[known])
        + functional.cross_entropy(by_head[known], batch.labels[known])
        + 0.3 * functional.cross_entropy(tags[known], batch.tags[known], ignore_index=-1)
    )


def trees(teachers: Sequence[Parser], sentences: Sequence[Doc]) -> list[Tree]:
    """Parse sentences by the mean of the teachers."""
    found: dict[int, Tree] = {}
    order = sorted(range(len(sentences)), key=lambda n: len(sentences[n]))
    for at in range(0, len(order), TOGETHER):
        group = order[at : at + TOGETHER]
        found |= zip(group, _together(teachers, [sentences[n] for n in group]), strict=True)
    return [found[n] for n in range(len(sentences))]


def _together(teachers: Sequence[Parser], docs: Sequence[Doc]) -> Iterator[Tree]:
    with torch.no_grad():
        said = [t(numbers(docs, t.known)) for t in teachers]
        arcs = torch.stack([a.softmax(-1) for a, _, _ in said]).mean(0)
        labels, label_names = _mean([b.softmax(1).movedim(1, -1) for _, b, _ in said], [t.known.labels for t in teachers])
        tags, tag_names = _mean([c.softmax(-1) for _, _, c in said], [t.known.tags for t in teachers])
    for row, doc in enumerate(docs):
        yield _tree(arcs[row], labels[row], tags[row], len(doc), label_names, tag_names)


def _mean(scores: Sequence[Tensor], names: Sequence[tuple[str, ...]]) -> tuple[Tensor, list[str]]:
    """Average scores whose last dimension each teacher numbers in its own way."""
    union = sorted({name for own in names for name in own})
    total = torch.zeros(*scores[0].shape[:-1], len(union))
    for score, own in zip(scores, names, strict=True):
        total.index_add_(-1, torch.tensor([union.index(name) for name in own]), score)
    return total / len(scores), union


def _tree(arcs: Tensor, labels: Tensor, tags: Tensor, length: int, label_names: Sequence[str], tag_names: Sequence[str]) -> Tree:
    likely = arcs[: length + 1, : length + 1]
    chosen = heads(likely)
    at = torch.arange(1, length + 1)
    named = labels[at, chosen].argmax(-1).tolist()
    tagged = tags[1 : length + 1].argmax(-1).tolist()
    return Tree(
        [h - 1 if h else n for n, h in enumerate(chosen)],
        [label_names[n] for n in named],
        [tag_names[n] for n in tagged],
        likely[at, chosen].mean().item(),
    )


def heads(likely: Tensor) -> list[int]:
    """Return the head of each word in the likeliest tree: each word's own likeliest head, if that makes one."""
    chosen = likely[1:].argmax(-1).tolist()
    if is_tree(chosen):
        return list(chosen)
    scores = likely.double().clamp(min=1e-9).log().numpy()
    spanning = _spanning(scores)
    roots = [n for n, head in enumerate(spanning, start=1) if head == 0]
    if len(roots) == 1:
        return spanning
    best = max(roots, key=lambda n: float(scores[n, 0]))
    scores[[n for n in range(1, len(scores)) if n != best], 0] = NEVER
    return _spanning(scores)


def _spanning(scores: npt.NDArray[np.float64]) -> list[int]:
    return list(chu_liu_edmonds(np.ascontiguousarray(scores))[0][1:])
