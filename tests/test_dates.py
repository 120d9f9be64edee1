"""Every example and trap under ``geoint/fr/dates`` is a test, and no text makes the rules fail."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoint import timex

MODULES = [import_module(f"geoint.fr.dates.{name}") for name in timex.MODULES]
PIECES = ("le", "15", "juin", "2021", "lundi", "hier", "il y a", "trois", "jours", "dans", "depuis", "en", "1er", "mai", "fin",
          "la veille", "31", "février", "9999", "au", "les", "années", "60", "semaine", "dernière", ",", ".")  # fmt: skip


def cases() -> list[Any]:
    return [
        pytest.param(written, text, value, id=f"{module.__name__.rsplit('.', 1)[1]}-{text[:40]}")
        for module in MODULES
        for written, examples in module.EXAMPLES.items()
        for text, value in examples
    ]


@pytest.mark.parametrize(("written", "text", "value"), cases())
def test_example(written: str | None, text: str, value: str | None) -> None:
    found = timex.find(text, written=written)
    assert found, "no expression found"
    assert found[-1].value.value == value


@pytest.mark.parametrize("text", [t for m in MODULES for t in m.TRAPS])
def test_trap(text: str) -> None:
    points = [e for e in timex.find(text, written="2024-03-06") if e.value.grain not in {"duration", "set"}]
    assert [text[e.start : e.end] for e in points if e.value.value] == []


@given(text=st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join), day=st.dates())
def test_any_text_any_day(text: str, day: date) -> None:
    for found in timex.find(text, written=day.isoformat()):
        assert text[found.start : found.end]
        bounds = [date.fromisoformat(b) for b in (found.value.earliest, found.value.latest) if b]
        assert bounds == sorted(bounds)


def test_speed_does_not_depend_on_what_is_not_there() -> None:
    assert timex.find("x" * 100_000) == []
