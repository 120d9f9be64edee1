"""``geoint lexicon``: errors with their line, what a name links to, and names that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geoint.actor_lexicon import load, problems
from geoint.cli.app import run
from geoint.cli.exits import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_check_names_each_error_with_its_line(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "mine.toml").write_text('[[actor]]\nid = "A"\n\n[[person]]\nname = "X"\nage = 7\n', encoding="utf-8")
    assert run(["lexicon", "check", "mine.toml"]) == ExitCode.USAGE
    first, second = capsys.readouterr().out.splitlines()
    assert first == "mine.toml:1: actor A: missing key name, type"
    assert second.startswith("mine.toml:6: person X: unknown key age")


def test_check_is_silent_where_all_is_well(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "mine.toml").write_text('stops = ["Le Monde"]\n', encoding="utf-8")
    assert run(["lexicon", "check", "mine.toml"]) == ExitCode.OK
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Barkhane", ["FRA  opération Barkhane  organisation  name  2014-08-01..2022-11-09  operations.toml:"]),
        ("Bamako", ["MLI  Mali  state  capital  states.toml:"]),
        ("malienne", ["MLI  Mali  state  demonym  states.toml:"]),
        ("WAGNER", ["WAGNER  Wagner  armed_group  id  "]),
        ("Congo", ["COG  ", "COD  ", "several bear it"]),
        ("junte", ["-  body, GOV, acts for its country  head noun  "]),
        ("océan Indien", ["-  océan Indien  none  stop"]),
        ("François Hollande", ["François Hollande  ", "    président  counts as FRA  2012-05-15..2017-05-14"]),
    ],
)
def test_show(name: str, lines: list[str], capsys: Capture) -> None:
    assert run(["lexicon", "show", name]) == ExitCode.OK
    shown = [line for line in capsys.readouterr().out.splitlines() if "also called" not in line]
    assert len(shown) == len(lines)
    assert all(line.startswith(expected) for line, expected in zip(shown, lines, strict=True))


def test_show_on_a_day(capsys: Capture) -> None:
    assert run(["lexicon", "show", "Hollande", "--date", "2020-01-01"]) == ExitCode.OK
    assert capsys.readouterr().out.rstrip().endswith("not on that day")


def test_show_the_users_own(tmp_path: Path, capsys: Capture) -> None:
    text = '\n[[actor]]\nid = "OVD"\ntype = "organisation"\nname = "Observatoire du désert"\nnames = ["OVD"]\n'
    (tmp_path / "geoint.toml").write_text(text, encoding="utf-8")
    assert run(["lexicon", "show", "OVD"]) == ExitCode.OK
    shown = capsys.readouterr().out.splitlines()
    assert shown == ["OVD  Observatoire du désert  organisation  name  geoint.toml:2", "    also called OVD"]
    (tmp_path / "geoint.toml").write_text("[[king]]\n", encoding="utf-8")
    assert run(["lexicon", "show", "OVD"]) == ExitCode.USAGE


def test_what_nothing_knows_is_said_with_a_hint(capsys: Capture) -> None:
    assert run(["lexicon", "show", "Barkhanne"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "geoint: nothing knows Barkhanne; did you mean Barkhane?\n"


def test_unknown_names_are_ready_to_paste(tmp_path: Path, capsys: Capture) -> None:
    text = "Le Mali a protesté. Yao Mensahdou a accusé la France. Le maire Yao Mensahdou a accusé le Mali."
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(b"\x00")
    assert run(["lexicon", "unknown", "a.txt", "b.txt", "c.txt"]) == ExitCode.OK
    out, err = capsys.readouterr()
    assert err.startswith("geoint: c.txt: ")
    assert out.startswith("# 4 times in 2 texts: Le Mali a protesté. Yao Mensahdou a accusé la France. Le maire Yao")
    (tmp_path / "geoint.toml").write_text(out, encoding="utf-8")
    assert problems(["geoint.toml"]) == []
    assert "Yao Mensahdou" in load(["geoint.toml"]).people
    assert run(["lexicon", "unknown", "a.txt", "b.txt"]) == ExitCode.OK
    assert "Mensahdou" not in capsys.readouterr().out
