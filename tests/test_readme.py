"""What the README shows is what happens."""

from __future__ import annotations

import contextlib
import io
import re
import shlex

import pytest
from conftest import ROOT

from geoint import actor_lexicon, lexicon
from geoint.cli.app import run
from geoint.cli.exits import ExitCode

README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def commands() -> list[str]:
    lines = [line.split("  #")[0].strip() for block in blocks("sh") for line in block.splitlines()]
    return [line for line in lines if line.startswith("geoint ") and "gold/" not in line]


def test_python_example() -> None:
    code = blocks("python")[0]
    expected = [line.removeprefix("# ") for line in code.splitlines() if line.startswith("# ")]
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(code, {})  # noqa: S102 -- the README's own example
    assert printed.getvalue().splitlines() == expected


@pytest.mark.parametrize("command", commands())
def test_command(command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    arguments = shlex.split(command)[1:]
    if "--output" in arguments:
        arguments[arguments.index("--output") + 1] = "/dev/null"
    assert run(arguments) == ExitCode.OK
    capsys.readouterr()


def test_first_example_is_in_the_sample() -> None:
    gold = (ROOT / "samples" / "mali.gold").read_text(encoding="utf-8")
    assert blocks("")[0].strip() in gold


def test_counts_are_those_of_the_lexicon() -> None:
    known, events = actor_lexicon.load(), lexicon.events()
    states = sum(actor.type == "state" for actor in known.actors.values())
    said = re.search(r"holds (\d+) states, (\d+) organisations.*?(\d+) people", README, flags=re.DOTALL)
    assert said
    assert states == int(said[1])
    assert len(known.actors) - states >= int(said[2])
    assert len(known.people) >= int(said[3])
    assert len(set(events.verbs) | set(events.light)) >= 830
    assert len(events.nouns) >= 320
    assert f"{len(lexicon.qualifiers().reporting)} reporting verbs" in README
