"""``geoint evaluate`` gives the figures of the guidelines' own scorer on the same input."""

from __future__ import annotations

import importlib.util
import json
import random
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SHARED

from geoint import evaluate

if TYPE_CHECKING:
    from pathlib import Path

GOLD = {
    "sent": 0, "subject": "Paris", "subject_id": "FRA", "action": "accuse", "object": "Moscou", "object_id": "RUS",
    "event": "ACCUSE", "status": "fact", "source": None, "date": None,
}  # fmt: skip


@pytest.fixture
def scorer() -> Any:  # noqa: ANN401 -- a script, loaded by path
    path = SHARED / "eval" / "score.py"
    if not path.exists():
        pytest.skip("../shared/eval/score.py is not here")
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def folder_of(path: Path, *rows: dict[str, Any]) -> Path:
    text = "Paris accuse Moscou."
    (path / "a.txt").write_text(text, encoding="utf-8")
    (path / "a.sents").write_text(f"[0] {text}\n", encoding="utf-8")
    (path / "a.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


def document(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 -- any part of a triple
    triple = {
        "subject": {"text": "Paris", "start": 0, "end": 5, "id": "FRA"},
        "action": {"text": "accuse", "start": 6, "end": 12, "event": "ACCUSE"},
        "object": {"text": "Moscou", "start": 13, "end": 19, "id": "RUS"},
        "status": "fact", "attributed_to": None, "date": None,
    }  # fmt: skip
    return {"document": {"id": "a"}, "triples": [{**triple, **changes}]}


def figures(folder: Path, *documents: dict[str, Any]) -> dict[str, Any]:
    path = folder / "predicted"
    path.write_text("".join(json.dumps(d) + "\n" for d in documents), encoding="utf-8")
    gold = evaluate.read_gold(folder)
    return evaluate.as_plain(evaluate.score(gold, evaluate.read_predicted(path, gold)))


def test_a_right_triple_is_right_at_every_level(tmp_path: Path) -> None:
    result = figures(folder_of(tmp_path, GOLD), document())
    assert [result[level]["f"] for level in evaluate.LEVELS] == [1.0, 1.0, 1.0, 1.0]


def test_a_wrong_object_is_an_action_but_no_triple(tmp_path: Path) -> None:
    result = figures(folder_of(tmp_path, GOLD), document(object=None))
    assert (result["action"]["f"], result["triple"]["f"], result["dyad"]["f"]) == (1.0, 0.0, 0.0)


def test_an_optional_row_is_neither_missed_nor_wrong(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, {**GOLD, "optional": True})
    assert figures(folder, document())["action"] == figures(folder)["action"] | {"predicted": 0}


def test_another_reading_is_right_too(tmp_path: Path) -> None:
    row = {**GOLD, "object": None, "object_id": None, "or": [{"object": "Moscou", "object_id": "RUS"}]}
    assert figures(folder_of(tmp_path, row), document())["triple"]["f"] == 1.0


def test_misses_and_extras_are_listed(tmp_path: Path) -> None:
    gold = evaluate.read_gold(folder_of(tmp_path, GOLD))
    result = evaluate.score(gold, {})
    assert "MISSED a [0] Paris (FRA) accuse[ACCUSE] Moscou (RUS)" in evaluate.report(result, errors=5)


def test_a_folder_without_gold_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(evaluate.GoldError, match="no gold here"):
        evaluate.read_gold(tmp_path)


@pytest.mark.parametrize("seed", range(4))
def test_same_figures_as_the_scorer(seed: int, dev: Path, scorer: Any, tmp_path: Path) -> None:  # noqa: ANN401
    rng = random.Random(seed)  # noqa: S311 -- no secret
    path = tmp_path / "predicted.jsonl"
    gold = evaluate.read_gold(dev)
    rows = {name: [_perturbed(t, text, rng) for t in text.triples if rng.random() < 0.8] for name, text in gold.items()}
    path.write_text("".join(json.dumps({"document": {"id": n}, "triples": r}) + "\n" for n, r in rows.items()), encoding="utf-8")
    ours = evaluate.as_plain(evaluate.score(gold, evaluate.read_predicted(path, gold)))
    theirs = scorer.score(dev, {n: scorer.read_predicted({"triples": r}) for n, r in rows.items()})
    assert {k: ours[k] for k in (*evaluate.LEVELS, "accuracy")} == {k: theirs[k] for k in (*evaluate.LEVELS, "accuracy")}


def test_same_figures_on_a_folder_in_the_gold_format(dev: Path, scorer: Any) -> None:  # noqa: ANN401
    gold = evaluate.read_gold(dev)
    ours = evaluate.as_plain(evaluate.score(gold, evaluate.read_predicted(dev, gold)))
    theirs = scorer.score(dev, {p.stem: scorer.read_gold(p, dev) for p in dev.glob("*.jsonl")})
    assert {k: ours[k] for k in evaluate.LEVELS} == {k: theirs[k] for k in evaluate.LEVELS}


def _perturbed(gold: evaluate.Judged, text: evaluate.GoldText, rng: random.Random) -> dict[str, Any]:
    """Make a prediction out of a gold triple, wrong here and there."""
    reading = rng.choice(gold.readings)
    action = rng.choice(reading.action) if rng.random() < 0.8 else _anywhere(text, rng)
    return {
        "subject": _part(reading.subject, reading.subject_id, text, rng),
        "action": {"text": "", "start": action[0], "end": action[1], "event": rng.choice([reading.event, "OTHER"])},
        "object": _part(reading.object, reading.object_id, text, rng),
        "status": rng.choice([reading.status, "claimed"]),
        "attributed_to": {"text": reading.sources[0], "id": None} if reading.sources and rng.random() < 0.7 else None,
        "date": {"value": reading.date, "start": 0, "end": 5} if reading.date and rng.random() < 0.7 else None,
    }


def _part(spans: evaluate.Spans, identity: str | None, text: evaluate.GoldText, rng: random.Random) -> dict[str, Any] | None:
    if rng.random() < 0.1:
        return None
    start, end = rng.choice(spans) if spans and rng.random() < 0.8 else _anywhere(text, rng)
    return {"text": text.text[start:end], "start": start, "end": end, "id": identity if rng.random() < 0.7 else None}


def _anywhere(text: evaluate.GoldText, rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(len(text.text))
    return start, min(len(text.text), start + rng.randrange(1, 60))
