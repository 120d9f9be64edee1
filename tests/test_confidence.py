"""Confidence: a probability that follows from counts, and measures of how well it keeps its word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import geoint
from geoint import calibrate, confidence, evaluate, lexicon
from geoint.cli.app import run
from geoint.cli.exits import ExitCode
from geoint.model import at_least

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "La France accuse la Russie. Paris a condamné l'attaque de Moscou contre Kiev."


def rows(family: str, right: int, wrong: int) -> list[calibrate.Row]:
    outcomes = [True] * right + [False] * wrong
    return [calibrate.Row(f"d{n}", {"family": family}, right=outcome) for n, outcome in enumerate(outcomes)]


def test_what_was_often_seen_keeps_its_rate_and_what_was_seldom_seen_falls_back() -> None:
    table = calibrate.fit(rows("often", 180, 20) + rows("seldom", 0, 1) + rows("rest", 100, 100), shrinkage=3.0)
    assert confidence.probability(table, {"family": "often"}) == pytest.approx(0.9, abs=0.03)
    assert confidence.probability(table, {"family": "seldom"}) > 0.4
    assert table.weights["family"]["often"] == lexicon.Weight(table.weight("family", "often"), 180, 200)


def test_a_value_never_seen_weighs_nothing() -> None:
    table = calibrate.fit(rows("a", 30, 10), shrinkage=3.0)
    assert table.weight("family", "b") == table.weight("nothing", "b") == 0


def test_every_triple_has_the_probability_of_its_features() -> None:
    document = geoint.extract(TEXT)
    values = [triple.confidence for triple in document.triples]
    assert len(values) > 1
    assert all(value is not None and 0 < value < 1 for value in values)
    assert at_least(document, 0.0) == document
    assert at_least(document, 1.0).triples == ()


def test_the_table_speaks_of_rules_that_exist() -> None:
    families = set(lexicon.tables("events")) | {"clause[verb]", "clause[noun]"}
    assert set(lexicon.confidence().weights["family"]) <= families
    assert all(w.right <= w.seen for values in lexicon.confidence().weights.values() for w in values.values())


def test_calibration_of_probabilities_that_keep_their_word() -> None:
    kept = [(0.75, n % 4 != 0) for n in range(400)] + [(0.25, n % 4 == 0) for n in range(400)]
    plain = evaluate.calibration(kept)
    assert plain
    assert plain["expected_calibration_error"] == 0
    assert plain["brier"] == pytest.approx(0.1875, abs=0.001)
    assert [b["count"] for b in plain["bins"]] == [400, 400]
    broken = evaluate.calibration([(0.9, False)] * 10)
    assert broken
    assert broken["expected_calibration_error"] == pytest.approx(0.9)
    assert evaluate.calibration([]) is None


def test_extract_leaves_out_what_is_less_probable(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run(["extract", str(tmp_path / "a.txt"), "-f", "jsonl", "--min-confidence", "1"]) == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["triples"] == []
    assert run(["extract", "a.txt", "--min-confidence", "2"]) == ExitCode.USAGE


def test_evaluate_prints_the_reliability(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("La France accuse la Russie.", encoding="utf-8")
    (tmp_path / "a.sents").write_text("[0] La France accuse la Russie.\n", encoding="utf-8")
    gold = {"sent": 0, "subject": "France", "subject_id": "FRA", "action": "accuse", "object": "Russie", "object_id": "RUS",
            "event": "ACCUSE", "status": "fact", "source": None, "date": None}  # fmt: skip
    (tmp_path / "a.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    assert run(["evaluate", str(tmp_path), "--run"]) == ExitCode.OK
    assert "expected calibration error" in capsys.readouterr().out
