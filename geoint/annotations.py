"""The door to the Doc: the only module that reads or writes what geoint stores on a spaCy ``Doc``.

A Doc holds only what spaCy can store and send between processes: native span fields and plain data in
``SpanGroup.attrs``. Everybody else works with the frozen classes below, whose positions are token indices.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

ACTORS, DATES, QUOTES, EVENTS = "actors", "dates", "quotes", "events"
_IDENTITIES = "identities"
_WRITTEN = "geoint_written"
_WARNINGS = "geoint_warnings"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """A noun phrase, adjective or pronoun that stands for an actor.

    ``start`` and ``end`` bound the core of the phrase, ``head`` is its syntactic head; ``id`` is null when the
    text does not tell who it is, and ``candidates`` then has the ids between which it does not decide. ``person`` and
    ``role`` name a person who is meant and the office that the lexicon or the text gives them; ``antecedent`` bounds the
    mention that a pronoun or nominal was resolved to.
    """

    start: int
    end: int
    head: int
    type: str
    why: str
    id: str | None = None
    name: str | None = None
    country: str | None = None
    wikidata: str | None = None
    sector: str | None = None
    person: str | None = None
    role: str | None = None
    candidates: tuple[str, ...] = ()
    antecedent: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """What the lexicon knows of an actor or a person that a text mentions."""

    name: str
    type: str
    gender: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A temporal expression; ``value`` is null when nothing anchors it."""

    start: int
    end: int
    rule: str
    value: str | None = None
    grain: str | None = None
    earliest: str | None = None
    latest: str | None = None
    anchor: str | None = None
    modifier: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One end of an event: an actor mention or another noun phrase, with whose it is."""

    start: int
    end: int
    head: int
    id: str | None = None
    name: str | None = None
    type: str | None = None
    country: str | None = None
    sector: str | None = None
    candidates: tuple[str, ...] = ()
    stands_for: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CueMention:
    """Tokens that made a status, and the kind of cue."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteMention:
    """What stands between quotation marks, which ``start`` and ``end`` include.

    ``kind`` tells an utterance (``speech``) from quoted ``words``; ``speaker`` is the head of the phrase that names who speaks
    and ``verb`` the reporting verb, null where the text has none; ``depth`` counts the quotations around it, and
    ``carried`` tells that its speaker is that of the quotation before.
    """

    start: int
    end: int
    depth: int = 0
    kind: str = "words"
    verb: int | None = None
    speaker: int | None = None
    carried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMention:
    """Tokens that name somebody who says something."""

    start: int
    end: int
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """Tokens that name where an event happened, and the country if the lexicon or the text tells it."""

    start: int
    end: int
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionMention:
    """Who says that an event happened: the outermost source, the medium it spoke through, and whom it quotes in turn."""

    source: SourceMention
    via: SourceMention | None = None
    path: tuple[SourceMention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One triple in token positions; ``predicate`` is the token that carries the event."""

    start: int
    end: int
    predicate: int
    lemma: str
    event: str
    rule: str
    mode: str | None = None
    cameo: str | None = None
    subject: Side | None = None
    object: Side | None = None
    date: int | None = None
    place: PlaceMention | None = None
    status: str = "fact"
    cues: tuple[CueMention, ...] = ()
    attribution: AttributionMention | None = None
    confidence: float | None = None
    path: tuple[str, ...] = ()


def written(doc: Doc) -> str | None:
    """Return the ISO day of writing, or None."""
    value = doc.user_data.get(_WRITTEN)
    return value if isinstance(value, str) else None


def set_written(doc: Doc, day: str | None) -> None:
    """Store the ISO day of writing."""
    doc.user_data[_WRITTEN] = day


def warnings(doc: Doc) -> list[str]:
    """Return what a reader of the result should be told."""
    return list(doc.user_data.get(_WARNINGS, ()))


def warn(doc: Doc, message: str) -> None:
    """Add a message to what a reader of the result should be told."""
    doc.user_data[_WARNINGS] = [*warnings(doc), message]


def actors(doc: Doc) -> list[ActorMention]:
    """Return the actor mentions in order of their start."""
    return [ActorMention(**_tupled(row)) for row in _rows(doc, ACTORS)]


def set_actors(doc: Doc, mentions: Iterable[ActorMention]) -> None:
    """Replace the actor mentions."""
    rows = sorted(mentions, key=lambda m: (m.start, m.end))
    _store(doc, ACTORS, [asdict(m) for m in rows], label="type", kb="id", rule="why")


def identities(doc: Doc) -> dict[str, Identity]:
    """Return what the lexicon knows of the actors (by id) and people (by name) that are mentioned."""
    if _IDENTITIES not in doc.spans:
        return {}
    return {key: Identity(**row) for key, row in doc.spans[_IDENTITIES].attrs["rows"].items()}


def set_identities(doc: Doc, known: dict[str, Identity]) -> None:
    """Store what the lexicon knows of the actors and people that are mentioned."""
    from spacy.tokens import SpanGroup

    rows = {key: asdict(identity) for key, identity in known.items()}
    doc.spans[_IDENTITIES] = SpanGroup(doc, name=_IDENTITIES, attrs={"rows": rows})


def dates(doc: Doc) -> list[TimeMention]:
    """Return the temporal expressions in order of their start."""
    return [TimeMention(**row) for row in _rows(doc, DATES)]


def set_dates(doc: Doc, mentions: Iterable[TimeMention]) -> None:
    """Replace the temporal expressions."""
    rows = sorted(mentions, key=lambda m: (m.start, m.end))
    _store(doc, DATES, [asdict(m) for m in rows], label="grain", kb="value", rule="rule")


def quotes(doc: Doc) -> list[QuoteMention]:
    """Return the quotations in order of their start, outer ones before those inside them."""
    return [QuoteMention(**row) for row in _rows(doc, QUOTES)]


def set_quotes(doc: Doc, mentions: Iterable[QuoteMention]) -> None:
    """Replace the quotations."""
    _store(doc, QUOTES, [asdict(m) for m in mentions], label="kind")


def events(doc: Doc) -> list[EventMention]:
    """Return the events in order of their trigger; ``date`` is an index into ``dates(doc)``."""
    return [_event(row) for row in _rows(doc, EVENTS)]


def set_events(doc: Doc, mentions: Iterable[EventMention]) -> None:
    """Replace the events."""
    _store(doc, EVENTS, [asdict(m) for m in mentions], label="event", kb="lemma", rule="rule")


def _rows(doc: Doc, key: str) -> list[dict[str, Any]]:
    return list(doc.spans[key].attrs["rows"]) if key in doc.spans else []


def _store(doc: Doc, key: str, rows: list[dict[str, Any]], *, label: str, kb: str | None = None, rule: str | None = None) -> None:
    from spacy.tokens import Span, SpanGroup

    texts = [[(row[name] if name else "") or "" for name in (label, kb, rule)] for row in rows]
    spans = [Span(doc, r["start"], r["end"], label=t[0], kb_id=t[1], span_id=t[2]) for r, t in zip(rows, texts, strict=True)]
    doc.spans[key] = SpanGroup(doc, name=key, spans=spans, attrs={"rows": rows})


def _event(row: dict[str, Any]) -> EventMention:
    values = dict(row)
    values["subject"] = _side(row["subject"])
    values["object"] = _side(row["object"])
    values["cues"] = tuple(CueMention(**cue) for cue in row["cues"])
    values["place"] = PlaceMention(**row["place"]) if row["place"] else None
    values["attribution"] = _attribution(row["attribution"])
    values["path"] = tuple(row["path"])
    return EventMention(**values)


def _attribution(row: dict[str, Any] | None) -> AttributionMention | None:
    if row is None:
        return None
    via = SourceMention(**row["via"]) if row["via"] else None
    path = tuple(SourceMention(**source) for source in row["path"])
    return AttributionMention(source=SourceMention(**row["source"]), via=via, path=path)


def _side(row: dict[str, Any] | None) -> Side | None:
    return Side(**_tupled(row)) if row else None


def _tupled(row: dict[str, Any]) -> dict[str, Any]:
    """Undo what serialisation does to tuples: it gives lists back."""
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
