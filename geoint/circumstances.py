"""When an event happened: the one place that ties an event to a date of its clause."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geoint import annotations as stored
from geoint.grammar import clauses

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from geoint.annotations import EventMention, TimeMention


def situated(doc: Doc, events: list[EventMention]) -> list[EventMention]:
    """Tie each event to the date its clause gives, never to another event's date."""
    dates = stored.dates(doc)
    owners: dict[int, int] = {}
    for index, date in enumerate(dates):
        if date.grain in {"duration", "set"}:
            continue
        for token_index in _owners(doc, date, {e.predicate for e in events}):
            owners.setdefault(token_index, index)
    return [replace(e, date=_date_of(doc, e, owners)) for e in events]


def _owners(doc: Doc, date: TimeMention, predicates: set[int]) -> list[int]:
    """Return the tokens that a date hangs on, from itself up to the first verb or event."""
    current = doc[date.start : date.end].root
    while current.head != current:
        current = current.head
        if current.i in predicates or clauses.is_verbal(current):
            return [current.i]
    return [current.i]


def _date_of(doc: Doc, event: EventMention, owners: dict[int, int]) -> int | None:
    """Look for a date at the event, then up its chain of verbs as long as they share one happening."""
    current = doc[event.predicate]
    while True:
        if current.i in owners:
            return owners[current.i]
        if not clauses.is_verbal(current) or current.dep_ not in {"xcomp", "advcl", "conj"} or current.head == current:
            return None
        current = current.head
