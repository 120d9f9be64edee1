"""Component ``geoint_confidence``: the probability that a triple is right, from how its construction fared on annotated texts.

A triple is right if its subject, its action and its object are found, as ``geoint evaluate`` judges. What is known of a triple
(its family of rules, the constructions that gave its subject and object, who they are, how far they stand) has a weight
each in ``confidence.toml``; their sum is turned into a probability. ``python -m geoint.calibrate`` makes the table.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.language import Language

from geoint import annotations as stored
from geoint import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc

    from geoint.annotations import EventMention, Side
    from geoint.lexicon import ConfidenceTable

DISTANCES = (2, 5, 10, 20)  # tokens between trigger and side
LENGTHS = (15, 25, 40, 60)  # tokens of the sentence
PLACES = 2  # of the probability: more would feign a precision that the counts do not have


@Language.factory("geoint_confidence")
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 -- the signature spaCy calls
    """Make the component that gives events their confidence."""
    return assess


def assess(doc: Doc) -> Doc:
    """Give every event the probability that it is right."""
    table = lexicon.confidence()
    events = stored.events(doc)
    stored.set_events(doc, [replace(e, confidence=probability(table, features(doc, e))) for e in events])
    return doc


def probability(table: ConfidenceTable, known: dict[str, str]) -> float:
    """Return the probability that a triple of these features is right; a value that the table lacks weighs nothing."""
    score = table.base + sum(table.weight(name, value) for name, value in known.items())
    return round(1 / (1 + math.exp(-score)), PLACES)


def features(doc: Doc, event: EventMention) -> dict[str, str]:
    """Return what is known of a triple, by name: rule, constructions, sides, status, distances."""
    return dict(_features(doc, event))


def _features(doc: Doc, event: EventMention) -> Iterator[tuple[str, str]]:
    family = event.rule.partition("[")[0]
    path = dict(zip(("subject", "object"), event.path, strict=False))
    yield "family", event.rule if family == "clause" else family
    yield "trigger", _trigger(event)
    yield "status", event.status
    yield "sentence", _bucket(len(doc[event.predicate].sent), LENGTHS)
    for role, side in (("subject", event.subject), ("object", event.object)):
        yield f"{role} construction", path.get(role, "unknown") if side else "none"
        yield f"{role} kind", _kind(side)
        yield f"{role} distance", _bucket(abs(side.head - event.predicate), DISTANCES) if side else "none"


def _trigger(event: EventMention) -> str:
    """Return what carries the event: a verb, a noun, or a light verb with its noun."""
    if " " in event.lemma.removeprefix("se "):
        return "light verb"
    return "noun" if event.path[:1] == ("nominal",) else "verb"


def _kind(side: Side | None) -> str:
    """Return what a side is: the type of a linked or unlinked actor, resolved or not, or a thing."""
    if side is None:
        return "none"
    if side.type is None:
        return "thing"
    linked = "" if side.id else ", not linked"
    return f"{side.type}{', resolved' if side.stands_for else ''}{linked}"


def _bucket(value: int, bounds: tuple[int, ...]) -> str:
    """Return which stretch between bounds a value falls into: *3 to 5*, *over 20*."""
    at = bisect_left(bounds, value)
    if at == len(bounds):
        return f"over {bounds[-1]}"
    return f"{bounds[at - 1] + 1 if at else 0} to {bounds[at]}"
