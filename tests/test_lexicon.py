"""Lexicon data is checked on loading, and says where it is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geoint import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CACHED = (lexicon.events, lexicon.control, lexicon.qualifiers)


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    def write(name: str, text: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        clear()

    def clear() -> None:
        for cached in CACHED:
            cached.cache_clear()

    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    yield write
    monkeypatch.undo()
    clear()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('event = "AID"\n', "missing key example, pattern"),
        ('event = "HELP"\nexample = []\n[[pattern]]\nverb = ["aider"]\n', "an event among"),
        ('event = "AID"\nexample = []\n[[pattern]]\nverbs = ["aider"]\n', "unknown key verbs"),
        ('event = "AID"\nexample = []\n[[pattern]]\nobject = ["a"]\n', "needs a verb or a noun or an adjective"),
    ],
)
def test_event_errors(text: str, message: str, broken: Callable[[str, str], None]) -> None:
    broken("events/aid.toml", text)
    with pytest.raises(lexicon.LexiconError, match=message):
        lexicon.events()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('status = "negated"\nparticles = "pas"\n', "negation.toml: particles must be a list of words"),
        ('particles = ["pas"]\n', "negation.toml: status must be one of fact"),
        ('status = "denied"\n', "negation.toml: status must be one of fact"),
    ],
)
def test_qualifier_errors(text: str, message: str, broken: Callable[[str, str], None]) -> None:
    broken("qualifiers/negation.toml", text)
    with pytest.raises(lexicon.LexiconError, match=message):
        lexicon.qualifiers()


def test_a_word_has_one_kind(broken: Callable[[str, str], None]) -> None:
    broken("qualifiers/denial.toml", 'status = "negated"\nverbs = ["nier"]\n')
    broken("qualifiers/refusal.toml", 'status = "negated"\nverbs = ["nier"]\n')
    with pytest.raises(lexicon.LexiconError, match=r"refusal\.toml: verbs: nier stands in denial\.toml already"):
        lexicon.qualifiers()


def test_every_event_file_has_positive_and_negative_examples() -> None:
    rows = lexicon.examples("events")
    for stem in {stem for stem, _ in rows} - {"none"}:
        expected = [row["expect"] for s, row in rows if s == stem]
        assert any(expected), stem
        assert not all(expected), stem


def test_the_lexicon_is_as_large_as_the_issue_asks() -> None:
    events = lexicon.events()
    assert len(events.verbs.keys() | events.light.keys()) >= 900
    assert len(events.nouns) >= 400


def test_what_was_parsed_is_kept_for_the_next_run(
    broken: Callable[[str, str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken("actors/a.toml", "stops = ['A']\nday = 2020-01-31\n")
    first = lexicon.tables("actors")
    kept = tmp_path / "cache" / "geoint" / "actors.json"
    assert kept.exists()
    monkeypatch.setattr(lexicon, "parsed", None)
    assert lexicon.tables("actors") == {"a": {"stops": ["A"], "day": "2020-01-31"}} == first


@pytest.mark.parametrize("left", [b"{}", b"[]", b"\xff", b'{"digest": 1}'])
def test_a_cache_of_something_else_is_parsed_over(
    left: bytes, broken: Callable[[str, str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    kept = lexicon.cache_folder() / "actors.json"
    kept.parent.mkdir()
    kept.write_bytes(left)
    broken("actors/a.toml", "stops = ['A']\n")
    assert lexicon.tables("actors") == {"a": {"stops": ["A"]}}
    broken("actors/a.toml", "stops = ['B']\n")
    assert lexicon.tables("actors") == {"a": {"stops": ["B"]}}


def test_a_cache_that_cannot_be_written_is_done_without(
    broken: Callable[[str, str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    broken("actors/a.toml", "stops = ['A']\n")
    assert lexicon.tables("actors") == {"a": {"stops": ["A"]}}
