"""What a row of a flat format holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoint.model import Document, Participant

COLUMNS: dict[str, tuple[str, ...]] = {
    "triples": (
        "document", "date", "date_text", "subject", "subject_id", "subject_type", "sector", "action", "lemma", "event",
        "mode", "cameo", "quad", "object", "object_id", "object_type", "place", "place_country", "status", "source", "source_id",
        "start", "end",
        "sentence_start", "sentence_end", "rule", "confidence",
    ),
    "actors": ("document", "id", "name", "type", "country", "wikidata", "text", "start", "end", "sector", "why",
               "person", "role", "candidates"),
    "dates": ("document", "text", "start", "end", "value", "grain", "earliest", "latest", "anchor", "modifier", "part"),
}  # fmt: skip


def flat_rows(document: Document, rows: str) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a document, in the order of ``COLUMNS``."""
    return {"triples": _triples, "actors": _actors, "dates": _dates}[rows](document)


def _triples(document: Document) -> Iterator[tuple[object, ...]]:
    for t in document.triples:
        date, action, source = t.date, t.action, t.attributed_to
        yield (
            document.document.id,
            date.value if date else None,
            date.text if date else None,
            *_side(t.subject),
            t.subject.sector if t.subject else None,
            action.text,
            action.lemma,
            action.event,
            action.mode,
            action.cameo,
            action.quad,
            *_side(t.object),
            t.place.text if t.place else None,
            t.place.country if t.place else None,
            t.status,
            source.text if source else None,
            source.id if source else None,
            action.start,
            action.end,
            t.sentence.start,
            t.sentence.end,
            t.rule,
            t.confidence,
        )


def _side(participant: Participant | None) -> tuple[object, object, object]:
    return (participant.text, participant.id, participant.type) if participant else (None, None, None)


def _actors(document: Document) -> Iterator[tuple[object, ...]]:
    for actor in document.actors:
        for m in actor.mentions:
            yield (
                document.document.id, actor.id, actor.name, actor.type, actor.country, actor.wikidata, m.text, m.start,
                m.end, m.sector, m.why, m.person, m.role, " ".join(actor.candidates) or None,
            )  # fmt: skip


def _dates(document: Document) -> Iterator[tuple[object, ...]]:
    for d in document.dates:
        value = (d.value, d.grain, d.earliest, d.latest, d.anchor, d.modifier, d.part)
        yield (document.document.id, d.text, d.start, d.end, *value)
