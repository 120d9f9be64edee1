"""Every example under ``geoint/fr`` is a test of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geoint import lexicon
from geoint.model import Article, notation
from geoint.pipeline import read

if TYPE_CHECKING:
    from spacy.language import Language

FOLDERS = ("events", "grammar", "qualifiers")


def cases() -> list[Any]:
    found = []
    for folder in FOLDERS:
        for number, (stem, row) in enumerate(lexicon.examples(folder)):
            marks = [pytest.mark.xfail(reason=row["xfail"], strict=True)] if "xfail" in row else []
            found.append(pytest.param(row, id=f"{folder}-{stem}-{number}", marks=marks))
    return found


@pytest.mark.parametrize("row", cases())
def test_example(row: dict[str, Any], nlp: Language) -> None:
    document = next(read([Article(text=row["text"], date=row.get("date"))], nlp=nlp))
    assert sorted(map(notation, document.triples)) == sorted(row["expect"])


def test_every_event_pattern_fires_in_an_example(nlp: Language) -> None:
    rows = [row for folder in FOLDERS for _, row in lexicon.examples(folder) if "xfail" not in row]
    documents = read([Article(text=row["text"], date=row.get("date")) for row in rows], nlp=nlp)
    fired = {triple.rule for document in documents for triple in document.triples}
    events = lexicon.events()
    patterns = {p.id: p for group in (events.verbs, events.light, events.nouns) for found in group.values() for p in found}
    used = {name: p for name, p in patterns.items() if p.event != lexicon.NO_EVENT}
    assert [f"{name}: {p.verbs} {sorted(p.nouns)}" for name, p in used.items() if name not in fired] == []
