"""The door to the disk: the only module that opens ``geoint/fr/**/*.toml`` and users' lexicons.

Data is checked on loading: an unknown key, a repeated id or an impossible date stops with the file's name.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

FOLDER = Path(__file__).parent / "fr"


class LexiconError(ValueError):
    """A lexicon file says something that it must not; the message names the file."""


def tables(folder: str) -> dict[str, dict[str, Any]]:
    """Return the parsed TOML files of one folder of the lexicon by their stem, in sorted order."""
    return {path.stem: _parsed(path) for path in sorted((FOLDER / folder).glob("*.toml"))}


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path.name}: {error}"
        raise LexiconError(message) from error


def checked(row: dict[str, Any], *, allowed: frozenset[str], required: frozenset[str], where: str) -> dict[str, Any]:
    """Return the row, or raise LexiconError naming ``where`` if a key is unknown or missing."""
    if unknown := set(row) - allowed:
        message = f"{where}: unknown key {', '.join(sorted(unknown))}; known are {', '.join(sorted(allowed))}"
        raise LexiconError(message)
    if missing := required - set(row):
        message = f"{where}: missing key {', '.join(sorted(missing))}"
        raise LexiconError(message)
    return row


# ---------------------------------------------------------------- actors


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRecord:
    """An actor that the lexicon knows: one ``[[actor]]`` of ``fr/actors/*.toml``."""

    id: str
    type: str
    name: str
    names: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    gender: str | None = None
    number: str = "s"
    demonyms: tuple[str, ...] = ()
    prefix: str | None = None
    capital: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    wikidata: str | None = None
    country: str | None = None
    sector: str | None = None
    parent: str | None = None
    since: date | None = None
    until: date | None = None
    ambiguous: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office that a person held: ``of`` whom, from ``since`` to ``until``; ``side`` if they act for it."""

    of: str
    office: str
    since: date | None = None
    until: date | None = None
    side: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRecord:
    """A person that the lexicon knows: one ``[[person]]`` of ``fr/actors/people*.toml``."""

    name: str
    names: tuple[str, ...] = ()
    gender: str | None = None
    wikidata: str | None = None
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadRecord:
    """Common nouns that make an actor: one ``[[head]]`` of ``fr/actors/heads.toml``."""

    nouns: tuple[str, ...]
    kind: str
    sector: str | None = None
    side: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLexicon:
    """Everything under ``fr/actors``, checked; ``stops`` are names that contain an actor's name and are none."""

    actors: tuple[ActorRecord, ...]
    people: tuple[PersonRecord, ...]
    heads: tuple[HeadRecord, ...]
    stops: tuple[str, ...]


_ACTOR_KEYS = frozenset(ActorRecord.__dataclass_fields__)
_PERSON_KEYS = frozenset(PersonRecord.__dataclass_fields__)
_HEAD_KEYS = frozenset(HeadRecord.__dataclass_fields__)
_ROLE_KEYS = frozenset(Role.__dataclass_fields__)
ACTOR_TYPES = frozenset({"state", "organisation", "armed_group", "company", "party", "medium"})
HEAD_KINDS = frozenset({"body", "people", "office"})


@cache
def actors() -> ActorLexicon:
    """Return the actor lexicon."""
    files = tables("actors")
    for stem, table in files.items():
        allowed = frozenset({"actor", "person", "head", "stops"})
        checked(table, allowed=allowed, required=frozenset(), where=f"{stem}.toml")
    known = ActorLexicon(
        actors=tuple(_actor(stem, row) for stem, table in files.items() for row in table.get("actor", ())),
        people=tuple(_person(stem, row) for stem, table in files.items() for row in table.get("person", ())),
        heads=tuple(_head(stem, row) for stem, table in files.items() for row in table.get("head", ())),
        stops=tuple(name for table in files.values() for name in table.get("stops", ())),
    )
    _check_unique(known)
    return known


@cache
def actors_by_id() -> dict[str, ActorRecord]:
    """Return the actor records by their id."""
    return {record.id: record for record in actors().actors}


def _actor(stem: str, row: dict[str, Any]) -> ActorRecord:
    where = f"{stem}.toml, actor {row.get('id')}"
    checked(row, allowed=_ACTOR_KEYS, required=frozenset({"id", "type", "name"}), where=where)
    if row["type"] not in ACTOR_TYPES:
        message = f"{where}: type must be one of {', '.join(sorted(ACTOR_TYPES))}"
        raise LexiconError(message)
    _check_period(row, where)
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return ActorRecord(**values)


def _person(stem: str, row: dict[str, Any]) -> PersonRecord:
    where = f"{stem}.toml, person {row.get('name')}"
    checked(row, allowed=_PERSON_KEYS, required=frozenset({"name"}), where=where)
    for role in row.get("roles", ()):
        checked(role, allowed=_ROLE_KEYS, required=frozenset({"of", "office"}), where=where)
        _check_period(role, where)
    values = {**row, "names": tuple(row.get("names", ())), "roles": tuple(Role(**r) for r in row.get("roles", ()))}
    return PersonRecord(**values)


def _head(stem: str, row: dict[str, Any]) -> HeadRecord:
    where = f"{stem}.toml, head {row.get('nouns', ['?'])[0]}"
    checked(row, allowed=_HEAD_KEYS, required=frozenset({"nouns", "kind"}), where=where)
    if row["kind"] not in HEAD_KINDS:
        message = f"{where}: kind must be one of {', '.join(sorted(HEAD_KINDS))}"
        raise LexiconError(message)
    return HeadRecord(**{**row, "nouns": tuple(row["nouns"])})


def _check_period(row: dict[str, Any], where: str) -> None:
    since, until = row.get("since"), row.get("until")
    if since and until and since > until:
        message = f"{where}: since {since} is after until {until}"
        raise LexiconError(message)


def _check_unique(known: ActorLexicon) -> None:
    """Refuse a repeated id, and a name that two records carry without saying so."""
    seen: dict[str, str] = {}
    carriers: dict[str, list[ActorRecord]] = {}
    for record in known.actors:
        if record.id in seen:
            message = f"the id {record.id} stands twice: as {seen[record.id]} and as {record.name}"
            raise LexiconError(message)
        seen[record.id] = record.name
        for name in {record.name, *record.names, *record.former, *record.demonyms, *record.capital, *record.seats}:
            carriers.setdefault(name, []).append(record)
    for name, records in carriers.items():
        if len(records) > 1 and not all(name in r.ambiguous for r in records):
            message = f"{name} names {' and '.join(r.id for r in records)}; declare it under `ambiguous` in each"
            raise LexiconError(message)


# ---------------------------------------------------------------- grammar


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Which verbs give their infinitive which subject: ``fr/grammar/control.toml``."""

    object: frozenset[str]
    dative: frozenset[str]
    subject: frozenset[str]
    active_participles: frozenset[str]
    transparent: frozenset[str]


@cache
def control() -> Control:
    """Return the control lexicon."""
    keys = frozenset(Control.__dataclass_fields__)
    row = checked(tables("grammar")["control"], allowed=keys, required=keys, where="control.toml")
    return Control(**{key: frozenset(words) for key, words in row.items()})


# ---------------------------------------------------------------- events

_PATTERN_KEYS = frozenset({
    "verb", "noun", "subject", "object", "with", "without", "cameo", "mode", "event", "reciprocal", "actor_object",
    "needs_object",
})  # fmt: skip
_FAMILY_KEYS = frozenset({"event", "mode", "cameo", "pattern", "example"})
EVENT_TYPES = frozenset({
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way to say an event: a verb, an event noun, or a light verb with its noun."""

    id: str
    event: str
    mode: str | None = None
    cameo: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()
    subject: tuple[str, ...] | None = None
    object: tuple[str, ...] | None = None
    frame: tuple[tuple[str, frozenset[str]], ...] = ()
    without: tuple[str, ...] = ()
    reciprocal: bool = False
    actor_object: bool = False
    needs_object: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLexicon:
    """Everything under ``fr/events``, by the lemma that triggers it."""

    verbs: dict[str, tuple[Pattern, ...]]
    light: dict[str, tuple[Pattern, ...]]
    nouns: dict[str, tuple[Pattern, ...]]
    state: frozenset[str]
    speech: frozenset[str]
    auxiliary: frozenset[str]


@cache
def events() -> EventLexicon:
    """Return the event lexicon."""
    families = tables("events")
    none = families.pop("none", {})
    checked(none, allowed=frozenset({"state", "speech", "light", "example"}), required=frozenset(), where="none.toml")
    patterns = [p for stem, family in families.items() for p in _patterns(stem, family)]
    return EventLexicon(
        verbs=_by_lemma((v, p) for p in patterns if not p.nouns for v in p.verbs),
        light=_by_lemma((v, p) for p in patterns if p.nouns for v in p.verbs),
        nouns=_by_lemma((n, p) for p in patterns if not p.verbs for n in sorted(p.nouns)),
        state=frozenset(reflexive(v) for v in none.get("state", ())),
        speech=frozenset(reflexive(v) for v in none.get("speech", ())),
        auxiliary=frozenset(reflexive(v) for v in none.get("light", ())),
    )


def _patterns(stem: str, family: dict[str, Any]) -> list[Pattern]:
    where = f"{stem}.toml"
    checked(family, allowed=_FAMILY_KEYS, required=frozenset({"event", "pattern", "example"}), where=where)
    found = []
    for number, row in enumerate(family["pattern"]):
        checked(row, allowed=_PATTERN_KEYS, required=frozenset(), where=f"{where}, pattern {number}")
        found.append(_pattern(f"{stem}[{number}]", family, row))
    return found


def _pattern(name: str, family: dict[str, Any], row: dict[str, Any]) -> Pattern:
    event = row.get("event", family["event"])
    if event not in EVENT_TYPES or not (row.get("verb") or row.get("noun")):
        message = f"{name}: needs a verb or a noun, and an event among {', '.join(sorted(EVENT_TYPES))}"
        raise LexiconError(message)
    return Pattern(
        id=name,
        event=event,
        mode=row.get("mode", family.get("mode")),
        cameo=row.get("cameo", family.get("cameo")),
        verbs=tuple(reflexive(v) for v in row.get("verb", ())),
        nouns=frozenset(row.get("noun", ())),
        subject=tuple(row["subject"]) if "subject" in row else None,
        object=tuple(row["object"]) if "object" in row else None,
        frame=tuple((role, frozenset(words)) for role, words in row.get("with", {}).items()),
        without=tuple(row.get("without", ())),
        reciprocal=row.get("reciprocal", False),
        actor_object=row.get("actor_object", False),
        needs_object=row.get("needs_object", False),
    )


def _by_lemma(pairs: Iterable[tuple[str, Pattern]]) -> dict[str, tuple[Pattern, ...]]:
    """Group patterns by lemma; the more a pattern demands, the earlier it is tried."""
    grouped: dict[str, list[Pattern]] = {}
    for lemma, pattern in pairs:
        grouped.setdefault(lemma, []).append(pattern)
    return {lemma: tuple(sorted(found, key=lambda p: -(2 * len(p.frame) + p.actor_object))) for lemma, found in grouped.items()}


def examples(folder: str) -> list[tuple[str, dict[str, Any]]]:
    """Return every ``[[example]]`` of a folder of the lexicon with the stem of its file."""
    return [(stem, row) for stem, table in tables(folder).items() for row in table.get("example", ())]


# ---------------------------------------------------------------- qualifiers

_FORCES = (
    "neutral", "claim", "concession", "denial", "accusation", "warning", "promise", "opinion", "question", "discovery",
    "confirmation",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class QualifierLexicon:
    """Everything under ``fr/qualifiers``: words by what they do to an event, and reporting verbs by force."""

    words: dict[str, frozenset[str]]
    reporting: dict[str, str]


@cache
def qualifiers() -> QualifierLexicon:
    """Return the qualifier lexicon."""
    words: dict[str, frozenset[str]] = {}
    reporting: dict[str, str] = {}
    for stem, table in tables("qualifiers").items():
        for key, entries in table.items():
            if key == "example":
                continue
            if not isinstance(entries, list) or not all(isinstance(e, str) for e in entries):
                message = f"{stem}.toml: {key} must be a list of words"
                raise LexiconError(message)
            words[f"{stem}.{key}"] = frozenset(reflexive(e) for e in entries)
            if stem == "reported" and key in _FORCES:
                for verb in entries:
                    reporting.setdefault(reflexive(verb), key)
    return QualifierLexicon(words=words, reporting=reporting)


def reflexive(verb: str) -> str:
    """Write *s'affronter* as the clause reader does: *se affronter*."""
    return f"se {verb[2:]}" if verb.startswith("s'") and len(verb) > len("s'y") else verb
