"""Long texts: cut at paragraphs, with the triples that the uncut text gives."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geoint import parts
from geoint.model import Article
from geoint.pipeline import read

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language

    from geoint.model import Document, Triple

PARAGRAPHS = [
    "Le Mali a accusé lundi la France d'armer des groupes terroristes. Paris a démenti ces accusations.",
    "L’Iran a tiré des missiles sur l'Irak. Il menace désormais Israël, selon l'agence Reuters.",
    "Le 4 mars 2021, Berlin a expulsé deux diplomates russes. La veille, Moscou aurait arrêté un journaliste allemand.",
    "La Turquie n'a pas signé l'accord avec la Suède. Elle exige l'extradition de militants kurdes.",
]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART", 600)
    monkeypatch.setattr(parts, "CONTEXT", 150)


def found(text: str, nlp: Language) -> Document:
    return next(read([Article(text=text, date="2022-10-10")], nlp=nlp))


@pytest.mark.parametrize("between", ["\n\n", "\n", "\r\n\r\n"])
def test_a_long_text_gives_the_triples_that_it_gives_uncut(between: str, nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    text = between.join(PARAGRAPHS * 12)
    whole = found(text, nlp)
    monkeypatch.setattr(parts, "PART", 600)
    monkeypatch.setattr(parts, "CONTEXT", 150)
    assert len(parts.cut(text)) > 5
    cut = found(text, nlp)
    assert len(whole.triples) > 40
    assert cut.triples == whole.triples
    assert cut.dates == whole.dates
    assert {a.id: a.mentions for a in cut.actors} == {a.id: a.mentions for a in whole.actors}


def test_the_news_in_one_text_give_the_triples_that_they_give_uncut(
    corpus: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()[:60]]
    text = "\n\n".join(row["text"] for row in rows)
    whole = found(text, nlp)
    monkeypatch.setattr(parts, "PART", 6000)
    assert len(parts.cut(text)) > 1
    assert list(map(_bare, found(text, nlp).triples)) == list(map(_bare, whole.triples))


def _bare(triple: Triple) -> Triple:
    """Leave out by what name an owner was called last, which may stand paragraphs before (*son compte*: Joe Biden's, USA)."""
    return replace(triple, object=triple.object and replace(triple.object, name=None))


@pytest.mark.usefixtures("small")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="aÉ .\n»", max_size=5000))
def test_the_parts_of_a_text_make_it_up(text: str) -> None:
    found = parts.cut(text)
    assert "".join(text[p.start : p.end] for p in found) == text
    assert all(p.first <= p.start <= p.end <= p.last for p in found)
    assert all(p.end - p.start <= parts.PART for p in found)
    assert all(p.last - p.first <= parts.PART + 4 * parts.CONTEXT for p in found)


@pytest.mark.parametrize(
    "text",
    ["Le Mali accuse la France, " * 2_400, "x" * 60_000, "« " * 5_000, "1 " * 5_000, "Mali\n" * 2_000],
    ids=["one sentence", "one word", "punctuation", "numbers", "lines"],
)
def test_monstrous_texts_are_read(text: str, nlp: Language) -> None:
    document = found(text, nlp)
    assert all(text[t.action.start : t.action.end] == t.action.text for t in document.triples)


def test_memory_zones_change_nothing(nlp: Language) -> None:
    articles = [Article(text=text, date="2022-10-10") for text in PARAGRAPHS * 5]
    assert list(read(articles, nlp=nlp, zone=True)) == list(read(articles, nlp=nlp))
