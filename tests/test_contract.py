"""The output keeps its contract: the schema, and offsets that cut out exactly what they name."""

from __future__ import annotations

import json
import pickle
import random
import unicodedata
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geoint import annotations as stored
from geoint.export.jsonl import plain
from geoint.model import Article
from geoint.pipeline import read
from geoint.schema import schema
from geoint.text import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from spacy.language import Language

SAMPLES = sorted((ROOT / "samples").glob("*.txt"))
CORPUS_SAMPLE = 150  # documents


def spans(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 -- any part of a document
    if isinstance(value, dict):
        if {"text", "start", "end"} <= set(value):
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from spans(part)


def check(article: Article, nlp: Language) -> dict[str, Any]:
    document = json.loads(json.dumps(plain(next(read([article], nlp=nlp)))))
    jsonschema.validate(document, schema())
    for span in spans(document):
        assert article.text[span["start"] : span["end"]] == span["text"]
        assert span["text"]
    return document


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_samples(path: Path, nlp: Language) -> None:
    document = check(Article(text=path.read_text(encoding="utf-8"), id=path.stem, date="2022-10-10"), nlp)
    assert document["triples"]
    assert document["actors"]
    assert document["dates"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.stem)
def test_decomposed_text_gives_the_same_triples(path: Path, nlp: Language) -> None:
    text = path.read_text(encoding="utf-8")
    composed = check(Article(text=text), nlp)
    decomposed = check(Article(text=unicodedata.normalize("NFD", text)), nlp)
    assert [t["action"]["lemma"] for t in decomposed["triples"]] == [t["action"]["lemma"] for t in composed["triples"]]


def test_corpus(corpus: Path, nlp: Language) -> None:
    lines = corpus.read_text(encoding="utf-8").splitlines()
    for line in random.Random(0).sample(lines, CORPUS_SAMPLE):  # noqa: S311 -- no secret
        row = json.loads(line)
        check(Article(text=row["text"], id=row["id"], date=row["date"], title=row["title"]), nlp)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=200))
def test_any_text(text: str, nlp: Language) -> None:
    check(Article(text=text, date="2024-02-29"), nlp)


@given(text=st.text(max_size=60))
def test_normalizing_keeps_the_way_back(text: str) -> None:
    normal = normalize(text)
    pieces = [normal.bounds(i, i + 1) for i in range(len(normal.text))]
    assert all(0 <= s < e <= len(text) for s, e in pieces)
    assert pieces == sorted(pieces)


@pytest.mark.parametrize(
    ("given_text", "read_text"),
    [("La\r\nFrance\r\n\r\naccuse.", "La\nFrance\n\naccuse."), ("La Fran\u00adce\u200f ac\u200bcuse", "La France accuse"),
     ("Ke\u0301vin\u202c", "Kévin"), ("a\x1b\x00b\ud800", "a  b\ufffd"), ("\ufeffLa", "La")],
)  # fmt: skip
def test_what_is_not_seen_breaks_no_word(given_text: str, read_text: str) -> None:
    normal = normalize(given_text)
    assert normal.text == read_text
    start, end = normal.bounds(0, len(read_text))
    assert given_text[start:end].strip("\ufeff\u202c") == given_text.strip("\ufeff\u202c")


def test_unseen_marks_and_line_ends_change_no_triple(nlp: Language) -> None:
    text = SAMPLES[0].read_text(encoding="utf-8")
    plain_text = check(Article(text=text), nlp)
    odd = text.replace("\n", "\r\n").replace("France", "Fran\u00adce").replace("Mali", "\u200eMali\u200f")
    marked = check(Article(text=odd), nlp)
    assert [_without_offsets(t) for t in marked["triples"]] == [_without_offsets(t) for t in plain_text["triples"]]


def _without_offsets(triple: dict[str, Any]) -> tuple[Any, ...]:
    sides = [triple[side] and triple[side]["id"] for side in ("subject", "object")]
    return (*sides, triple["action"]["lemma"], triple["status"], triple["date"] and triple["date"]["value"], triple["rule"])


def test_a_text_is_given_where_it_is_asked_for(nlp: Language) -> None:
    (document,) = read([Article(text="La France accuse la Russie.\r\n")], nlp=nlp, with_text=True)
    values = json.loads(json.dumps(plain(document)))
    jsonschema.validate(values, schema())
    assert values["document"]["text"] == "La France accuse la Russie.\r\n"


def test_a_doc_survives_serialisation(nlp: Language) -> None:
    doc = nlp("La France accuse la Russie.")
    again = pickle.loads(pickle.dumps(doc))  # noqa: S301 -- our own bytes
    copy = type(doc)(nlp.vocab).from_bytes(doc.to_bytes())
    for one in (again, copy):
        assert stored.events(one) == stored.events(doc) != []
        assert stored.actors(one) == stored.actors(doc) != []
