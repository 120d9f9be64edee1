"""Every example under ``geoint/fr`` is a test of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from geoint import lexicon
from geoint.model import Article, notation
from geoint.pipeline import read

if TYPE_CHECKING:
    from spacy.language import Language

    from geoint.model import Document

LINKED = ("actors", "references")  # examples of what is mentioned
FOLDERS = ("events", "grammar", "qualifiers")


def cases(folders: tuple[str, ...]) -> list[Any]:
    found = []
    for folder in folders:
        for number, (stem, row) in enumerate(lexicon.examples(folder)):
            marks = [pytest.mark.xfail(reason=row["xfail"], strict=True)] if "xfail" in row else []
            found.append(pytest.param(row, id=f"{folder}-{stem}-{number}", marks=marks))
    return found


@pytest.mark.parametrize("row", cases(FOLDERS))
def test_example(row: dict[str, Any], nlp: Language) -> None:
    document = next(read([Article(text=row["text"], date=row.get("date"))], nlp=nlp))
    assert sorted(map(notation, document.triples)) == sorted(row["expect"])


def test_every_event_pattern_fires_in_an_example(nlp: Language) -> None:
    rows = [row for folder in FOLDERS for _, row in lexicon.examples(folder) if "xfail" not in row]
    documents = read([Article(text=row["text"], date=row.get("date")) for row in rows], nlp=nlp)
    fired = {triple.rule for document in documents for triple in document.triples}
    events = lexicon.events()
    patterns = {
        p.id: p
        for group in (events.verbs, events.light, events.nouns, events.adjectives)
        for found in group.values()
        for p in found
    }
    used = {name: p for name, p in patterns.items() if p.event != lexicon.NO_EVENT}
    assert [f"{name}: {p.verbs} {sorted(p.nouns)}" for name, p in used.items() if name not in fired] == []


def links(document: Document) -> list[str]:
    """Write who is mentioned: ``soldats français = FRA/MIL``, ``armée congolaise = COD? COG?/MIL``; no mention inside another."""
    found: dict[tuple[int, int], set[str]] = {}
    texts: dict[tuple[int, int], str] = {}
    for actor in document.actors:
        whose = actor.id or " ".join(f"{c}?" for c in actor.candidates)
        for m in actor.mentions:
            texts[m.start, -m.end] = m.text
            found.setdefault((m.start, -m.end), set()).add(f"{whose}/{m.sector}" if m.sector else whose)
    outer, last = [], -1
    for start, end in sorted(found):
        if -end > last:
            outer.append(f"{texts[start, end]} = {' '.join(sorted(found[start, end]))}")
            last = -end
    return outer


@pytest.mark.parametrize("row", cases(LINKED))
def test_who_is_mentioned(row: dict[str, Any], nlp: Language) -> None:
    document = next(read([Article(text=row["text"], date=row.get("date"))], nlp=nlp))
    assert links(document) == row["expect"]


def test_every_table_of_head_nouns_is_proved() -> None:
    """A noun of each table makes an actor of its sector in some example."""
    table = lexicon.tables("actors")["heads"]
    made = [link.split(" = ") for row in table["example"] for link in row["expect"]]
    for head in table["head"]:
        stems = [noun.lower()[:5] for noun in head["nouns"]] if head.get("bare", True) else [""]
        assert any(ids.endswith(head["sector"]) and any(s in text.lower() for s in stems) for text, ids in made), stems[:3]


@pytest.mark.parametrize("folder", LINKED)
def test_every_file_shows_what_is_no_actor(folder: str) -> None:
    """Where a file has examples, in one of them something that looks like an actor is none, or stays open."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for stem, row in lexicon.examples(folder):
        rows.setdefault(stem, []).append(row)
    for stem, shown in rows.items():
        assert any(len(row["expect"]) <= 1 for row in shown), stem
        assert any(row["expect"] for row in shown), stem
