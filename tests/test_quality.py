"""The quality gate: figures on the dev set never fall below the floors of ``floors.toml``, and floors only rise."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from geoint import evaluate

FLOORS = Path(__file__).with_name("floors.toml")


def floors() -> dict[str, float]:
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))["floors"]


@pytest.fixture(scope="module")
def figures(dev: Path) -> dict[str, Any]:
    gold = evaluate.read_gold(dev)
    return evaluate.as_plain(evaluate.score(gold, evaluate.extracted(dev, gold)))


@pytest.mark.parametrize("name", floors())
def test_figure_is_not_below_its_floor(name: str, figures: dict[str, Any]) -> None:
    measured = figures[name]["f"] if name in evaluate.LEVELS else figures["accuracy"][name]
    assert measured >= floors()[name], f"{name} fell to {measured}"


def test_floors_only_rise() -> None:
    git = ["git", "-C", str(FLOORS.parent), "show"]
    before = subprocess.run([*git, "HEAD:./floors.toml"], capture_output=True, text=True, check=False)  # noqa: S603
    if before.returncode:
        pytest.skip("no earlier floors to compare with")
    old = tomllib.loads(before.stdout)["floors"]
    assert {k: v for k, v in old.items() if floors().get(k, 0) < v} == {}
