"""``geoint explain`` tells what was decided, with offsets and lines that are true; ``geoint rules`` documents the rules."""

from __future__ import annotations

import io
import json
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from geoint import lexicon, rulebook
from geoint.cli.app import run
from geoint.cli.exits import ExitCode
from geoint.explain import Explanation, explain
from geoint.export.explanation import lines
from geoint.model import Article
from geoint.pipeline import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from spacy.language import Language

TEXT = "Lundi, Washington a imposé des sanctions à Téhéran. Paris déclare que Kiev refuse de livrer des chars à Moscou."


@pytest.fixture(scope="module")
def told(nlp: Language) -> Explanation:
    return explain(Article(text=TEXT, date="2024-03-06"), nlp=nlp)


def failures(explanation: Explanation, word: str) -> list[str]:
    found = [c for s in explanation.sentences for c in s.candidates if c.at.text == word]
    return [attempt.failed for candidate in found for attempt in candidate.attempts if attempt.failed]


def phrase(text: str, nlp: Language) -> Explanation:
    return explain(Article(text=text), nlp=nlp)


def test_it_explains_what_extract_gives(told: Explanation, nlp: Language) -> None:
    assert told.document == next(read([Article(text=TEXT, date="2024-03-06")], nlp=nlp))
    assert [t.triple for s in told.sentences for t in s.trails] == list(told.document.triples)


def spans(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 -- any part of an explanation
    if isinstance(value, dict):
        if {"text", "start", "end"} <= set(value):
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from spans(part)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_every_span_stands_where_it_says(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = unicodedata.normalize(form, TEXT)
    assert run(["explain", text, "--json", "--date", "2024-03-06"]) == ExitCode.OK
    found = list(spans(json.loads(capsys.readouterr().out)))
    assert len(found) > 50
    assert all(text[s["start"] : s["end"]] == s["text"] for s in found)


def test_every_line_of_the_lexicon_is_the_one_that_is_named(told: Explanation) -> None:
    files = {path.name: path.read_text(encoding="utf-8").splitlines() for path in lexicon.FOLDER.rglob("*.toml")}
    for sentence in told.sentences:
        for attempt in (a for c in sentence.candidates for a in c.attempts if a.place):
            name, line = str(attempt.place).split(":")
            assert files[name][int(line) - 1].lstrip().startswith("[[pattern]]")
    (first,) = told.sentences[0].trails
    assert {line.part for line in first.lines} >= {"sanction[1]", "subject", "object"}
    assert first.dated_by
    assert first.dated_by.text == "imposé"


@pytest.mark.parametrize(
    ("text", "word", "reason"),
    [
        (TEXT, "déclare", "speech verb"),
        (TEXT, "livrer", "only what « refuse » asks for or refuses"),
        (TEXT, "sanctions", "the noun of « imposé »"),
        ("La pluie bombarde Kiev.", "bombarde", "no actor as sujet"),
        ("La France est un pays qui possède des forêts.", "possède", "state verb"),
        ("La France lève les sanctions contre Damas.", "sanctions", "in the frame of another event"),
    ],
)
def test_the_first_condition_that_failed(text: str, word: str, reason: str, nlp: Language) -> None:
    assert any(reason in failed for failed in failures(phrase(text, nlp), word))


def test_a_frame_that_lacks_its_noun_is_named(nlp: Language) -> None:
    reasons = failures(phrase("Paris lève les yeux.", nlp), "lève")
    assert any(reason.startswith("with: objet is none of") for reason in reasons)


def test_repairs_are_told(nlp: Language) -> None:
    told = phrase("L’armée a tiré, dit M. Macron. La justice enquête sur Moscou.", nlp)
    kinds = {repair.kind for repair in told.repairs}
    assert {"character", "start set", "start forbidden", "word class"} <= kinds
    assert next(r for r in told.repairs if r.kind == "word class").at.text == "enquête"


def test_plain_lines_name_steps_in_order(told: Explanation) -> None:
    shown = "\n".join(map(str, lines(told)))
    order = ["words", "clauses", "actors", "dates", "rules tried", "triples"]
    positions = [shown.index(f"\n  {heading}\n") for heading in order]
    assert positions == sorted(positions)
    assert "rule « jour de la semaine », counted from 2024-03-06" in shown


def test_a_text_without_triple_says_so(nlp: Language) -> None:
    assert "no triple: no verb or event noun" in "\n".join(map(str, lines(phrase("Rien de neuf.", nlp))))


# ---------------------------------------------------------------- the commands


def test_a_file_and_one_of_its_triples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert run(["explain", str(path)]) == ExitCode.OK
    assert "\n    t1  " in capsys.readouterr().out
    assert run(["explain", f"{path}:2"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "    t2  " in shown
    assert "    t1  " not in shown
    assert run(["explain", f"{path}:99"]) == ExitCode.USAGE
    assert capsys.readouterr().err.startswith("geoint: there is no triple 99")
    assert run(["explain", str(tmp_path / "none.txt")]) == ExitCode.ALL_FAILED
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert run(["explain", "-"]) == ExitCode.OK
    assert "sanction[1]" in capsys.readouterr().out


def test_a_users_actor_has_its_own_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own.toml"
    own.write_text('# mine\n[[actor]]\nid = "ZORG"\nname = "Zorg"\ntype = "company"\n', encoding="utf-8")
    assert run(["explain", "Zorg accuse la France.", "--lexicon", str(own)]) == ExitCode.OK
    assert f"{own}:2" in capsys.readouterr().out
    own.write_text("[[king]]\n", encoding="utf-8")
    assert run(["explain", "Zorg accuse la France.", "--lexicon", str(own)]) == ExitCode.USAGE
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_rules_lists_families_and_prints_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules"]) == ExitCode.OK
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert listed == sorted(lexicon.tables("events"))
    assert run(["rules", "sanction"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "sanction: SANCTION" in shown
    assert "USA imposé de nouvelles sanctions[SANCTION] IRN" in shown
    assert "no triple" in shown


def test_a_rule_shows_the_examples_in_which_it_fires(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "sanction[1]"]) == ExitCode.OK
    shown = capsys.readouterr().out
    assert "sanction[1]  sanction.toml:" in shown
    assert "USA imposé de nouvelles sanctions[SANCTION] IRN" in shown
    assert "no triple" not in shown


def test_an_unknown_rule_names_its_neighbours(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "sanctoin"]) == ExitCode.USAGE
    assert capsys.readouterr().err.startswith("geoint: no rule 'sanctoin'; did you mean sanction")


def test_patterns_of_the_book_are_those_of_the_lexicon() -> None:
    for family in rulebook.families():
        rows = lexicon.tables("events")[family.id].get("pattern", [])
        assert len(family.patterns) == len(rows)
        for pattern, row in zip(family.patterns, rows, strict=True):
            assert lexicon.parsed(pattern.id, "\n".join(pattern.lines)).table == row
            assert pattern.place == lexicon.pattern_place(pattern.id)
