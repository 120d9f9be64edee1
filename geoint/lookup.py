"""What a string links to and why, as the lexicon has it, without any text around it."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geoint.actor_lexicon import ActorRecord, HeadRecord, PersonRecord, acts_as, folded, place

if TYPE_CHECKING:
    from datetime import date

    from geoint.actor_lexicon import ActorLexicon, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One thing that a string may stand for.

    ``id`` is whom it counts as, without a date; ``why`` is one of id, name, former, capital, seat, city, demonym, person,
    head noun, stop; ``place`` is the file and line that says so, or empty; ``names`` are what it is called otherwise.
    """

    id: str | None
    name: str
    type: str
    why: str
    place: str
    since: date | None = None
    until: date | None = None
    roles: tuple[Role, ...] = ()
    names: tuple[str, ...] = ()


def candidates(known: ActorLexicon, text: str) -> list[Candidate]:
    """Return all that a string may stand for; more than one is left to the text that it stands in."""
    found = _named(known, text) + [(record, "demonym") for record in known.demonyms.get(text, ())]
    if text in known.actors:
        found.append((known.actors[text], "id"))
    unique = {id(record): (record, why) for record, why in reversed(found)}
    rows = [_candidate(known, record, why) for record, why in reversed(unique.values())]
    if known.names.get(text) == ():
        rows.append(Candidate(id=None, name=text, type="none", why="stop", place=""))
    if head := known.heads.get(folded(text)):
        rows.append(_head(head))
    return rows


def similar(known: ActorLexicon, text: str, limit: int = 5) -> list[str]:
    """Return names that look like a string."""
    spelled = {name.lower(): name for name in known.names}
    close = difflib.get_close_matches(text.lower(), spelled, n=limit, cutoff=0.8)
    return [spelled[name] for name in close]


def _named(known: ActorLexicon, text: str) -> list[tuple[ActorRecord | PersonRecord, str]]:
    return [(r, name.why) for name in known.names.get(text, ()) for r in (name.actor, name.person) if r]


def _candidate(known: ActorLexicon, record: ActorRecord | PersonRecord, why: str) -> Candidate:
    if isinstance(record, PersonRecord):
        return Candidate(
            id=record.name, name=record.name, type="person", why=why, place=place(record), roles=record.roles, names=record.names
        )
    return Candidate(
        id=acts_as(known, record).id,
        name=record.name,
        type=record.type,
        why=why,
        place=place(record),
        since=record.since,
        until=record.until,
        names=(*record.names, *record.former),
    )


def _head(record: HeadRecord) -> Candidate:
    side = "acts for its country" if record.side else "does not act for its country"
    title = f"{record.kind}, {record.sector or 'no sector'}, {side}"
    return Candidate(id=None, name=title, type="head noun", why="head noun", place=place(record))
