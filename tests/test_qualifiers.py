"""Status and source: every list of cues is shown by an example, and whole texts with several speakers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geoint import annotations as stored
from geoint import lexicon, sources
from geoint.export.jsonl import plain
from geoint.grammar import clauses, scope, speech, words
from geoint.model import Article
from geoint.pipeline import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Token

    from geoint.grammar.scope import Step

LISTS = sorted(lexicon.qualifiers().words)
KINDS = sorted(lexicon.qualifiers().statuses)
MARKS = '«»“”"\n.,: '


def examples(kind: str) -> list[dict[str, Any]]:
    return [row for stem, row in lexicon.examples("qualifiers") if stem == kind]


def triples(text: str, nlp: Language) -> list[dict[str, Any]]:
    document = json.loads(json.dumps(plain(next(read([Article(text=text)], nlp=nlp)))))
    found: list[dict[str, Any]] = document["triples"]
    return found


@pytest.mark.parametrize("key", LISTS)
def test_every_list_is_shown_by_an_example_of_its_file(key: str, nlp: Language) -> None:
    listed = lexicon.qualifiers().words[key]
    shown: set[str] = set()
    for row in examples(key.split(".", maxsplit=1)[0]):
        for token in nlp(row["text"]):
            shown |= {token.lower_, *scope.described_as(token), *speech.names(token)}
            shown |= {row["text"][token.idx :].lower()[: len(w)] for w in listed if " " in w}
    assert shown & listed


@pytest.mark.parametrize("kind", [k for k in KINDS if lexicon.qualifiers().statuses[k] != "fact"])
def test_every_kind_fires_and_does_not_fire_in_its_examples(kind: str, nlp: Language) -> None:
    found = [triples(row["text"], nlp) for row in examples(kind)]
    fires = [any(c["kind"] in {kind, *RELATED.get(kind, ())} for t in one for c in t["cues"]) for one in found]
    assert any(fires)
    assert not all(fires)


# A quotation that its verb governs is reported by it.
RELATED = {"quote": {"reported"}}


def test_there_are_at_least_250_reporting_verbs_each_with_a_force() -> None:
    known = lexicon.qualifiers()
    assert len(known.reporting) >= 250
    assert set(known.reporting.values()) == set(lexicon.FORCES)


@pytest.mark.parametrize(
    ("text", "via", "path"),
    [
        ("« La Russie a bombardé Kiev », a confié Volodymyr Zelensky à l'AFP.", "AFP", []),
        ("L'armée malienne a tué des civils, a indiqué un porte-parole de l'ONU, cité par l'AFP.", "AFP", []),
        ("Selon Reuters, Kiev affirme que l'Iran avait livré des drones à la Russie.", None, ["UKR"]),
        ("Kiev affirme que Moscou a dit que l'Iran avait livré des drones à la Russie.", None, ["RUS"]),
        ("Kiev affirme que l'Iran a livré des drones à la Russie.", None, []),
    ],
)
def test_channel_and_path(text: str, via: str | None, path: list[str], nlp: Language) -> None:
    source = triples(text, nlp)[-1]["attributed_to"]
    assert (source["via"] or {}).get("id") == via
    assert [s["id"] for s in source["path"]] == path


@pytest.mark.parametrize(
    ("text", "bounds", "speakers"),
    [
        ("« Nous partons. Nous revenons », affirme Paris. Il pleut.", [(0, 7)], ["Paris"]),
        ("“Nous partons”, affirme Paris.", [(0, 4)], ["Paris"]),
        ('"Nous partons", affirme Paris.', [(0, 4)], ["Paris"]),
        ("« Nous partons, affirme Paris.\n\nMoscou reste.", [(0, 7)], ["Paris"]),
        ("Nous partons », affirme Paris.", [], []),
        ("« Il a dit “je pars” hier », affirme Paris.", [(0, 10), (4, 8)], ["Paris", "Il"]),
        ("« Nous partons », affirme Paris. « Nous revenons. »", [(0, 4), (8, 13)], ["Paris", "Paris"]),
        ("Paris affirme : « Nous partons.\n\n« Nous revenons. »", [(3, 13)], ["Paris"]),
        ("« Nous partons « vite », affirme Paris.", [(0, 3), (3, 6)], [None, None]),
        ("La « guerre » dure.", [(1, 4)], [None]),
    ],
)
def test_quotations(text: str, bounds: list[tuple[int, int]], speakers: list[str | None], nlp: Language) -> None:
    doc = nlp(text)
    found = stored.quotes(doc)
    assert [(q.start, q.end) for q in found] == bounds
    assert [doc[q.speaker].text if q.speaker is not None else None for q in found] == speakers


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(st.sampled_from([*MARKS, "Kiev", "affirme", "que", "selon", "a", "dit", "-t-il", "si", "Moscou", "ne", "tue"]))
)
def test_any_mixture_of_marks_and_reports(parts: list[str], nlp: Language) -> None:
    doc = nlp(" ".join(parts))
    for quote in stored.quotes(doc):
        assert 0 <= quote.start < quote.end <= len(doc)
    for event in stored.events(doc):
        assert event.status in lexicon.STATUSES


def test_the_way_up_from_an_event_is_bounded(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0
    steps = scope.steps

    def counted(token: Token, **lists: frozenset[str]) -> Iterator[Step]:
        nonlocal taken
        for step in steps(token, **lists):
            taken += 1
            yield step

    monkeypatch.setattr(scope, "steps", counted)
    work = []
    for length in (20, 40):
        taken = 0
        doc = nlp("Kiev affirme que " + ", ".join(["Moscou a bombardé l'Iran, selon Paris"] * length) + ".")
        assert len(stored.events(doc)) >= length
        work.append(taken / len(stored.events(doc)))
    assert max(work) <= 3 * sources.HIGHEST


def test_an_endless_enumeration_is_not_searched_for_each_of_its_words(nlp: Language) -> None:
    doc = nlp("Kiev affirme que " + ", ".join(["Moscou a bombardé l'Iran"] * 300) + ".")
    assert max(len(list(clauses.near(token))) for token in doc) <= words.WHOLE
    assert all(child.head == token for token in doc for child in clauses.near(token))
