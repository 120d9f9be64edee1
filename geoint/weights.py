"""geoint's own parser weights: packed in half precision, checked by digest, put in the place of the model's."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.language import Language

FOLDER = Path(__file__).parent / "parser"
WEIGHTS = "weights.npz"
CARD = "card.json"
TRAINED = ("tok2vec", "morphologizer", "parser")


class WeightsError(RuntimeError):
    """The weights file is missing, damaged, or made for another model."""


def install(nlp: Language, folder: Path = FOLDER) -> None:
    """Replace the weights of the model's tok2vec, morphologizer and parser by ours.

    Raises WeightsError if the file's digest is not the one on its card, or a shape does not fit.
    """
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    data = (folder / WEIGHTS).read_bytes()
    if hashlib.sha256(data).hexdigest() != card["sha256"]:
        message = f"{folder / WEIGHTS} is damaged: its digest is not the one on its card; reinstall geoint"
        raise WeightsError(message)
    deepen(nlp, card["plan"].get("deeper", 0))
    with np.load(io.BytesIO(data)) as arrays:
        for name, node, key in parameters(nlp):
            stored = arrays[f"{name}/{key}"]
            if node[0].get_param(node[1]).shape != stored.shape:
                message = f"{folder / WEIGHTS} does not fit {nlp.meta['name']}: {name}/{key}"
                raise WeightsError(message)
            node[0].set_param(node[1], stored.astype(np.float32))


def deepen(nlp: Language, layers: int) -> None:
    """Add layers on top of the model's tok2vec, each of which passes on what it gets until it is trained."""
    encoder = nlp.get_pipe("tok2vec").model.layers[1]  # type: ignore[attr-defined]
    stack = encoder.layers[0].layers
    for _ in range(layers):
        layer = stack[-1].copy()
        for node in layer.walk():
            if node.name == "layernorm":
                node.set_param("G", np.zeros_like(node.get_param("G")))
                node.set_param("b", np.zeros_like(node.get_param("b")))
        stack.append(layer)
        encoder.attrs["pad"] += 1  # a window of one word on each side


def pack(nlp: Language, folder: Path, card: dict[str, Any]) -> None:
    """Write the weights of a trained model and their card."""
    arrays = {f"{name}/{key}": node.get_param(param) for name, (node, param), key in parameters(nlp)}
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **{key: a.astype(np.float16) for key, a in arrays.items()})
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS).write_bytes(buffer.getvalue())
    digest = hashlib.sha256(buffer.getvalue()).hexdigest()
    full = {**card, "sha256": digest, "bytes": len(buffer.getvalue())}
    (folder / CARD).write_text(json.dumps(full, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def parameters(nlp: Language) -> list[tuple[str, tuple[Any, str], str]]:
    """Return every parameter of the trained components as (component, (node, parameter), key in the file)."""
    found = []
    for name in TRAINED:
        model = nlp.get_pipe(name).model  # type: ignore[attr-defined]
        for number, node in enumerate(model.walk()):
            if name != "tok2vec" and "listener" in node.name:
                continue
            found += [(name, (node, p), f"{number}/{p}") for p in sorted(node.param_names) if node.has_param(p)]
    return found
