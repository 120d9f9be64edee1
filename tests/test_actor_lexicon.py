"""The actors that geoint knows: checked on loading, and the user's files over ours."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import geoint
from geoint import actor_lexicon, lexicon
from geoint.model import Article
from geoint.pipeline import extract, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ACTOR = '[[actor]]\nid = "A"\ntype = "state"\nname = "Aland"\n'


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def written(text: str, name: str = "mine.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("[[actor]\n", 1, "Expected"),
        ('stops = ["a",\n', 2, "Invalid value"),
        ('\n[[actor]]\nid = "A"\n', 2, "actor A: missing key name, type"),
        (ACTOR + 'colour = "red"\n', 5, "unknown key colour"),
        (ACTOR.replace("state", "planet"), 3, "type must be one of"),
        (ACTOR + 'names = "Ålandie"\n', 5, "names must be a list of texts"),
        (ACTOR + 'demonyms = ["alandais"]\n', 5, "fours of forms"),
        (ACTOR + 'wikidata = "142"\n', 5, "a Wikidata id"),
        (ACTOR + "organ = true\n", 5, "an organ needs the parent"),
        (ACTOR + 'since = "june"\n', 5, "since must be a date"),
        (ACTOR + "since = 2020-01-01\nuntil = 2019-01-01\n", 5, "is after until"),
        (ACTOR + 'parent = "NOBODY"\n', 5, "parent NOBODY is no actor's id"),
        (ACTOR + "\n" + ACTOR.replace("Aland", "Bland"), 6, "actor A stands twice"),
        (ACTOR + ACTOR.replace('"A"', '"B"'), 5, "Aland names A and B; declare it under `ambiguous`"),
        (ACTOR + '[[person]]\nname = "Aland"\n', 5, "Aland names A and Aland"),
        (ACTOR + 'cities = ["Rimé"]\n[[person]]\nname = "Paul Rimé"\nnames = ["Rimé"]\n', 6, "Rimé names A and Paul Rimé"),
        ('stops = ["Aland"]\n' + ACTOR, 1, "Aland is in stops and names A"),
        ('[[person]]\nname = "X"\nroles = [{office = "roi"}]\n', 3, "roles 1: missing key of"),
        ('[[person]]\nname = "X"\nroles = [{of = "NOBODY", office = "roi"}]\n', 3, "role of NOBODY"),
        ('[[head]]\nnouns = ["roi"]\nkind = "royal"\n', 3, "kind must be one of"),
        ('[[king]]\nname = "X"\n', 1, "unknown key king"),
        ('actor = "Mali"\n', 1, r"actor must be written as \[\[actor\]\]"),
        ('[[alias]]\nof = "NOBODY"\nnames = ["X"]\n', 2, "no actor has this id"),
        ('[[alias]]\nof = "Emmanuel Macron"\ncities = ["X"]\n', 3, "a person has no cities"),
        ('[[role]]\nperson = "Nobody"\nof = "FRA"\noffice = "roi"\n', 2, "no person has this name"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(text: str, line: int, message: str, write: Callable[..., Path]) -> None:
    path = write(text)
    with pytest.raises(lexicon.LexiconError, match=message) as raised:
        actor_lexicon.load([path])
    assert str(raised.value).startswith(f"{path}:{line}: ")
    assert "\n" not in str(raised.value)


def test_every_problem_is_listed(write: Callable[..., Path]) -> None:
    path = write(ACTOR + 'colour = "red"\nsector = "RED"\n[[person]]\n')
    assert [problem.removeprefix(f"{path}:")[0] for problem in actor_lexicon.problems([path])] == ["5", "6", "7"]
    assert actor_lexicon.problems([write(ACTOR)]) == []


@pytest.mark.parametrize("content", [b"\xff\xfe", None])
def test_a_file_that_cannot_be_read(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    if content:
        path.write_bytes(content)
    with pytest.raises(lexicon.LexiconError, match=str(path)):
        actor_lexicon.load([path])


def test_ours_is_in_order_and_stays_so() -> None:
    before = actor_lexicon.load()
    assert before is actor_lexicon.load()
    assert before.actors["FRA"].name == "France"


# ---------------------------------------------------------------- the user's files over ours


def names(known: actor_lexicon.ActorLexicon, text: str) -> list[str]:
    return [name.key for name in known.names[text]]


def test_a_new_actor(write: Callable[..., Path]) -> None:
    known = actor_lexicon.load([write(ACTOR)])
    assert names(known, "Aland") == ["A"]
    assert known.actors["A"].source.endswith("mine.toml")
    assert "Aland" not in actor_lexicon.load().names


def test_a_known_id_is_overridden_key_by_key(write: Callable[..., Path]) -> None:
    known = actor_lexicon.load([write('[[actor]]\nid = "WAGNER"\nuntil = "2023-08"\n')])
    assert known.actors["WAGNER"].until == date(2023, 8, 31)
    assert known.actors["WAGNER"].names == actor_lexicon.load().actors["WAGNER"].names


def test_aliases_and_roles_are_added(write: Callable[..., Path]) -> None:
    text = """
        [[alias]]
        of = "WAGNER"
        names = ["les musiciens"]
        [[person]]
        name = "Jean Personne"
        [[role]]
        person = "Jean Personne"
        of = "FRA"
        office = "ministre des Armées"
        since = "2031"
    """
    known = actor_lexicon.load([write(text)])
    assert names(known, "les musiciens") == ["WAGNER"]
    assert names(known, "Wagner") == ["WAGNER"]
    assert [role.since for role in known.people["Jean Personne"].roles] == [date(2031, 1, 1)]


def test_a_name_that_the_user_gives_means_no_other(write: Callable[..., Path]) -> None:
    row = ACTOR + 'names = ["Moscou"]\n'
    assert names(actor_lexicon.load([write(row)]), "Moscou") == ["A"]
    assert names(actor_lexicon.load([write(row + 'ambiguous = ["Moscou"]\n')]), "Moscou") == ["RUS", "A"]


def test_stops_and_names_of_a_later_file_win(write: Callable[..., Path]) -> None:
    stop, name = write('stops = ["Wagner", "Aland"]\n', "a.toml"), write(ACTOR, "b.toml")
    assert names(actor_lexicon.load([stop]), "Wagner") == []
    assert names(actor_lexicon.load([stop, name]), "Aland") == ["A"]
    assert names(actor_lexicon.load([name, stop]), "Aland") == []


# ---------------------------------------------------------------- in the pipeline

MINE = """
stops = ["Le Monde"]

[[actor]]
id = "OVD"
type = "organisation"
name = "Observatoire du désert"
names = ["OVD"]

[[person]]
name = "Awa Sangho"
gender = "f"
roles = [{of = "OVD", office = "directrice", since = 2020-01-01}]
"""


def test_the_pipeline_reads_with_the_users_lexicon(write: Callable[..., Path]) -> None:
    nlp = geoint.load(lexicons=[write(MINE)])
    text = "L'OVD accuse la France. Le Monde a critiqué la France. Awa Sangho a critiqué la France."
    document = next(read([Article(text=text, date="2021-01-01")], nlp=nlp))
    actors = {mention.text: actor for actor in document.actors for mention in actor.mentions}
    assert (actors["OVD"].id, actors["OVD"].name, actors["OVD"].type) == ("OVD", "Observatoire du désert", "organisation")
    assert actors["Awa Sangho"].id == "OVD"
    assert "Le Monde" not in actors


def test_two_lexicons_do_not_mix(write: Callable[..., Path]) -> None:
    text = "L'OVD accuse la France."
    with_ours = extract(text)
    with_mine = extract(text, lexicons=[write(MINE)])
    assert [t.subject.name for t in with_mine.triples if t.subject] == ["Observatoire du désert"]
    assert extract(text) == with_ours != with_mine


def test_a_wrong_lexicon_stops_before_the_model_is_loaded(write: Callable[..., Path]) -> None:
    with pytest.raises(geoint.LexiconError, match=r"mine\.toml:1: unknown key"):
        geoint.load(model="no_such_model", lexicons=[write("[[king]]\n")])


def test_the_fingerprint_tells_contents_apart(write: Callable[..., Path]) -> None:
    one, other = write(MINE, "a.toml"), write(MINE, "b.toml")
    assert geoint.fingerprint([one]) == geoint.fingerprint([other]) != geoint.fingerprint()
    other.write_text(MINE + "\n", encoding="utf-8")
    assert geoint.fingerprint([one]) != geoint.fingerprint([other])


def test_a_shared_name_means_its_main_bearer(write: Callable[..., Path]) -> None:
    text = (
        ACTOR + 'cities = ["Rimé"]\nmainly = ["Rimé"]\n[[person]]\nname = "Paul Rimé"\nnames = ["Rimé"]\nambiguous = ["Rimé"]\n'
    )
    found = actor_lexicon.load([write(text)]).names["Rimé"]
    assert [(name.key, name.main) for name in found] == [("A", True), ("Paul Rimé", False)]


def test_our_lexicon_is_kept_as_it_was_made(write: Callable[..., Path]) -> None:
    assert actor_lexicon.load() == actor_lexicon.load([write("")])
