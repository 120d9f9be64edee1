"""What geoint reads and what it finds, as plain frozen data: no spaCy here.

Offsets count Unicode code points of the text that was given, and
``text[span.start:span.end] == span.text`` holds for every span. ``None`` means unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

SCHEMA_VERSION = "1.0"

Status = Literal["fact", "negated", "intended", "claimed", "hypothetical"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text to read, with what is known about it from outside the text.

    ``date`` is the ISO day of writing, on which relative dates are anchored; ``warnings`` tell what reading repaired.
    """

    text: str
    id: str | None = None
    date: str | None = None
    title: str | None = None
    source: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text: ``article.text[start:end] == text``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where the text names an actor.

    ``why`` tells what linked it (``name``, ``demonym``, ``capital``, ``seat``, ``office``, ``title``, ``context``...),
    ``sector`` is a PLOVER sector code (``GOV``, ``MIL``, ``REB``...). ``person`` is the full name of a person who is meant,
    ``role`` the office that the lexicon or the text gives them.
    """

    text: str
    start: int
    end: int
    sector: str | None
    why: str
    person: str | None
    role: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who acts in the article, with every place that names them.

    ``id`` is null where a name is shared and the text does not tell whose it is: ``candidates`` then has the ids.
    """

    id: str | None
    name: str
    type: str
    country: str | None
    wikidata: str | None
    candidates: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeValue:
    """A temporal expression: its value at the grain that the text gives, in the notation of ``geoint.timex``.

    ``value`` is null where nothing anchors the expression. ``earliest`` and ``latest`` are the first and last day that it may
    mean, null where it is open; ``anchor`` is the ISO day that a relative one was counted from. ``modifier`` is ``start mid
    end approx before after more less``, ``part`` the part of the day. Grains ``duration`` and ``set`` are no points in time.
    """

    text: str
    start: int
    end: int
    value: str | None
    grain: str | None
    earliest: str | None
    latest: str | None
    anchor: str | None
    modifier: str | None
    part: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """The subject or the object of a triple; ``id`` is null for what is no known actor, or one of several ``candidates``.

    ``stands_for`` keeps the pronoun or nominal that was resolved, where it stands in the text.
    """

    text: str
    start: int
    end: int
    id: str | None
    name: str | None
    type: str | None
    country: str | None
    sector: str | None
    candidates: tuple[str, ...]
    stands_for: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """The trigger of a triple with its PLOVER type, CAMEO code and quad class (1 to 4)."""

    text: str
    start: int
    end: int
    lemma: str
    event: str
    mode: str | None
    cameo: str | None
    quad: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """When an event happened, and the expression that says so."""

    value: str | None
    grain: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an event happened; ``country`` is an ISO 3166 code, null if neither the lexicon nor the text gives it."""

    text: str
    start: int
    end: int
    country: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The words that made a status, and their kind (``negation``, ``conditional``, ``intention``...)."""

    text: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody who says something; ``id`` is null for who is no known actor."""

    text: str
    start: int
    end: int
    id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says so; ``id`` is null where the source is no known actor.

    ``via`` is the medium that the source spoke through (*a confié à l'AFP*); ``path`` holds whom the source quotes in turn,
    from the outside in (*X affirme que Y a dit que*: Y).
    """

    text: str
    start: int
    end: int
    id: str | None
    via: Source | None
    path: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Offsets of the sentence that a triple was read from."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Triple:
    """Who did what to whom, when, how certain, and who says so."""

    id: str
    subject: Participant | None
    action: Action
    object: Participant | None
    date: EventDate | None
    place: Place | None
    status: Status
    cues: tuple[Cue, ...]
    attributed_to: Attribution | None
    sentence: Sentence
    rule: str
    confidence: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInfo:
    """What identifies the document that a result comes from; ``text`` is given where it was asked for."""

    id: str | None
    date: str | None
    title: str | None
    source: str | None
    sha256: str
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Everything that was found in one article: the unit of the output."""

    document: DocumentInfo
    actors: tuple[Actor, ...]
    dates: tuple[TimeValue, ...]
    triples: tuple[Triple, ...]
    warnings: tuple[str, ...] = ()
    schema_version: str = SCHEMA_VERSION


def at_least(document: Document, confidence: float) -> Document:
    """Return a document without the triples whose probability to be right is known and lower."""
    kept = tuple(t for t in document.triples if t.confidence is None or t.confidence >= confidence)
    return replace(document, triples=kept)


def notation(triple: Triple) -> str:
    """Write a triple in the one notation people read: ``MLI accuse[ACCUSE] FRA | 2022-08-15 | claimed: BBC``."""
    parts = [f"{_side(triple.subject)} {triple.action.text}[{triple.action.event}] {_side(triple.object)}"]
    if triple.date and triple.date.value:
        parts.append(triple.date.value)
    status = _status(triple)
    if status:
        parts.append(status)
    return " | ".join(parts)


def _side(participant: Participant | None) -> str:
    if participant is None:
        return "-"
    return participant.id or f'"{participant.text}"'


def _status(triple: Triple) -> str:
    source = triple.attributed_to
    if source is None:
        return "" if triple.status == "fact" else triple.status
    return f"{triple.status}: {source.id or source.text}"
