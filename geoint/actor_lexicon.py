"""The actors that geoint knows: the records of ``fr/actors/*.toml``, checked, under those of the user's own files.

A user's file has the same format and goes over ours: a table with an id (a person: a name) that is known already
overrides it key by key, ``[[alias]]`` and ``[[role]]`` add to its lists, ``stops`` name what is never an actor, and a name that
the user gives to one actor means no other, unless the user lists it under ``ambiguous``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from geoint import lexicon
from geoint.actor_tables import FORMS, days, faults
from geoint.lexicon import LexiconError, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class ActorRecord(NamedTuple):
    """An actor that the lexicon knows: one ``[[actor]]``.

    A body of a state, and an ``organ`` of an organisation, act as their ``parent``.
    ``source`` is the file that says so, the last one where several do. ``ambiguous`` lists names that others bear too,
    ``mainly`` those that mean this actor all the same unless the text names another bearer otherwise.
    """

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
    organ: bool = False
    since: date | None = None
    until: date | None = None
    ambiguous: tuple[str, ...] = ()
    mainly: tuple[str, ...] = ()
    source: str = ""


class Role(NamedTuple):
    """An office that a person held: ``of`` whom, from ``since`` to ``until``; ``side`` if they act for it."""

    of: str
    office: str
    since: date | None = None
    until: date | None = None
    side: bool = True


class PersonRecord(NamedTuple):
    """A person that the lexicon knows: one ``[[person]]``."""

    name: str
    names: tuple[str, ...] = ()
    gender: str | None = None
    wikidata: str | None = None
    roles: tuple[Role, ...] = ()
    ambiguous: tuple[str, ...] = ()
    source: str = ""


class HeadRecord(NamedTuple):
    """Common nouns that make an actor: one ``[[head]]``.

    ``side`` tells that they act for their country, ``bare`` that they take it from the text where their phrase names none.
    """

    nouns: tuple[str, ...]
    kind: str
    sector: str | None = None
    side: bool = True
    bare: bool = True
    source: str = ""


class Name(NamedTuple):
    """What a string stands for: an actor or a person, and ``why`` (name, former, capital, seat, city, demonym, person).

    ``main`` is the bearer of a shared name who is meant unless the text names another one otherwise.
    """

    why: str
    actor: ActorRecord | None = None
    person: PersonRecord | None = None
    main: bool = False

    @property
    def key(self) -> str:
        """Return the actor's id or the person's name."""
        return self.actor.id if self.actor else self.person.name if self.person else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLexicon:
    """All that is known of actors, by what a text calls them.

    ``heads`` has the nouns as ``folded`` writes them. ``names`` has an empty entry for a stop: a string that contains an
    actor's name and is none. ``demonyms`` has the lower-case forms that modify a noun: *malien*, *onusienne*, *franco*.
    """

    actors: dict[str, ActorRecord]
    people: dict[str, PersonRecord]
    heads: dict[str, HeadRecord]
    names: dict[str, tuple[Name, ...]]
    demonyms: dict[str, tuple[ActorRecord, ...]]


def acts_as(known: ActorLexicon, record: ActorRecord) -> ActorRecord:
    """Return the actor that a record counts as: a state for its bodies, an organisation for its organs, else itself."""
    parent = known.actors.get(record.parent or "")
    return parent if parent is not None and (record.organ or parent.type == "state") else record


def load(lexicons: Iterable[Path | str] = ()) -> ActorLexicon:
    """Return our actors under those of the user's files, the last file on top; LexiconError names the file and line."""
    return _loaded(tuple((str(path), lexicon.content(Path(path))) for path in lexicons))


@cache
def _loaded(texts: tuple[tuple[str, str], ...]) -> ActorLexicon:
    with lexicon.growing():
        if texts:
            return _sound(lexicon.parsed(name, text) for name, text in texts)
        ours = lexicon.texts("actors")
        code = lexicon.content(Path(__file__))
        return _unpacked(lexicon.kept("actors-built", (code, *ours, *ours.values()), lambda: _packed(_sound([]))))


def _sound(sources: Iterable[Source]) -> ActorLexicon:
    """Return what our files and these say together; LexiconError if anything is wrong in them."""
    known, wrong = _laid(sources)
    for problem in wrong:
        raise LexiconError(problem)
    return known


def place(record: ActorRecord | PersonRecord | HeadRecord) -> str:
    """Return the file and line where a record stands."""
    ours = lexicon.FOLDER / "actors" / record.source
    source = lexicon.source(ours if ours.is_file() else Path(record.source), record.source)
    section, identity = _section(record)
    rows = source.table.get(section, [])
    return (
        f"{record.source}:{source.line(section, next(n for n, row in enumerate(rows) if row[FORMS[section].naming] == identity))}"
    )


def _section(record: ActorRecord | PersonRecord | HeadRecord) -> tuple[str, object]:
    if isinstance(record, ActorRecord):
        return "actor", record.id
    if isinstance(record, PersonRecord):
        return "person", record.name
    return "head", list(record.nouns)


def problems(lexicons: Iterable[Path | str]) -> list[str]:
    """Return all that is wrong in the user's files, each with its file and line."""
    try:
        sources = [lexicon.source(Path(path)) for path in lexicons]
    except LexiconError as error:
        return [str(error)]
    return _laid(sources)[1]


def _laid(sources: Iterable[Source]) -> tuple[ActorLexicon, list[str]]:
    """Return what our files and these say together, and what is wrong in them."""
    builder = _Builder()
    for source in lexicon.sources("actors"):
        builder.lay(source, 0)
    for layer, source in enumerate(sources, start=1):
        builder.lay(source, layer)
    builder.refer()
    return builder.built(), builder.problems


# ---------------------------------------------------------------- one file over the other


class _Place(NamedTuple):
    """Where a table stands: the ``number``-th of its section in a file; ``layer`` 0 is ours, the user's lie above."""

    source: Source
    layer: int
    section: str
    number: int = 0

    def problem(self, message: str, key: str = "") -> str:
        """Return a message with the file and line in front."""
        return f"{self.source.name}:{self.source.line(self.section, self.number, key)}: {message}"


@dataclass(slots=True)
class _Row:
    """A table as the files read so far have it, where it was last written, and in which of the user's layers a name was given."""

    values: dict[str, Any]
    place: _Place
    layers: dict[str, int] = field(default_factory=dict)

    def give(self, values: dict[str, Any], place: _Place) -> None:
        """Override key by key; a new name leaves the old one among the names, unless these are given too."""
        if "name" in values and "names" not in values and self.values.get("name", values["name"]) != values["name"]:
            self.values["names"] = [*self.values.get("names", ()), self.values["name"]]
        self.values |= values
        self.place = place
        for key in _NAMING & set(values) if place.layer else ():
            texts = [values[key]] if isinstance(values[key], str) else values[key]
            self.layers.update(dict.fromkeys(texts, place.layer))

    def add(self, lists: dict[str, list[str]], layer: int) -> None:
        """Add names, cities and the like to those it has."""
        for key, texts in lists.items():
            self.values[key] = [*self.values.get(key, ()), *texts]
            self.layers.update(dict.fromkeys(texts, layer))


_NAMING = frozenset({"name", "names", "former", "capital", "seats", "cities", "demonyms", "adjectives", "prefix"})
_SECTIONS = ("actor", "person", "head", "alias", "role")  # the order in which a file is read


@dataclass(slots=True)
class _Builder:
    """Lays one file over the other, and collects what is wrong in them."""

    actors: dict[str, _Row] = field(default_factory=dict)
    people: dict[str, _Row] = field(default_factory=dict)
    heads: list[_Row] = field(default_factory=list)
    stops: dict[str, _Place] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def lay(self, source: Source, layer: int) -> None:
        """Read one file over those before it."""
        for key in set(source.table) - {*_SECTIONS, "stops", "example"}:
            known = ", ".join(f"[[{section}]]" for section in _SECTIONS)
            self.problems.append(_Place(source, layer, key).problem(f"unknown key {key}; known are {known} and stops"))
        self._lay_stops(source, layer)
        for section in _SECTIONS:
            rows = source.table.get(section, [])
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                self.problems.append(_Place(source, layer, section).problem(f"{section} must be written as [[{section}]]"))
                continue
            for number, row in enumerate(rows):
                self._lay_row(row, _Place(source, layer, section, number))

    def _lay_stops(self, source: Source, layer: int) -> None:
        stops = source.table.get("stops", [])
        place = _Place(source, layer, "stops")
        if isinstance(stops, list) and all(isinstance(stop, str) for stop in stops):
            self.stops |= dict.fromkeys(stops, place)
        else:
            self.problems.append(place.problem('stops must be a list of texts, like ["Le Monde"]'))

    def _lay_row(self, row: dict[str, Any], place: _Place) -> None:
        form = FORMS[place.section]
        identity = row.get(form.naming)
        rows = self.people if place.section == "person" else self.actors
        earlier = rows.get(identity) if place.section in {"actor", "person"} and isinstance(identity, str) else None
        partial = earlier is not None and earlier.place.layer < place.layer
        found = list(faults(place.section, row, partial=partial))
        if found:
            title = f"{place.section} {identity[0] if isinstance(identity, list) and identity else identity}"
            self.problems += [place.problem(f"{title}: {message}", key) for key, message in found]
        elif earlier is not None and earlier.place.layer == place.layer:
            message = f"{place.section} {identity} stands twice; the first is in {earlier.place.source.name}"
            self.problems.append(place.problem(message))
        elif place.section == "head":
            self.heads.append(_Row(row, place))
        elif place.section == "alias":
            self._lay_alias(row, place)
        elif place.section == "role":
            self._lay_role(row, place)
        elif earlier is not None:
            earlier.give(row, place)
        else:
            rows[str(identity)] = _Row(row, place)
            if place.layer:
                rows[str(identity)].give(row, place)

    def _lay_alias(self, row: dict[str, Any], place: _Place) -> None:
        target = self.actors.get(row["of"]) or self.people.get(row["of"])
        lists = {key: texts for key, texts in row.items() if key != "of"}
        if target is None:
            self.problems.append(place.problem(f"alias of {row['of']}: no actor has this id, no person this name", "of"))
        elif row["of"] in self.people and (others := sorted(set(lists) - {"names"})):
            self.problems.append(place.problem(f"alias of {row['of']}: a person has no {others[0]}, only names", others[0]))
        else:
            target.add(lists, place.layer)

    def _lay_role(self, row: dict[str, Any], place: _Place) -> None:
        target = self.people.get(row["person"])
        if target is None:
            self.problems.append(place.problem(f"role of {row['person']}: no person has this name", "person"))
        else:
            role = {key: value for key, value in row.items() if key != "person"}
            target.values["roles"] = [*target.values.get("roles", ()), role]

    def refer(self) -> None:
        """Check that what a table refers to exists."""
        for identity, row in self.actors.items():
            for key in ("country", "parent"):
                target = row.values.get(key)
                if target is not None and target not in self.actors:
                    self.problems.append(row.place.problem(f"actor {identity}: {key} {target} is no actor's id", key))
        for identity, row in self.people.items():
            for role in row.values.get("roles", ()):
                if role["of"] not in self.actors:
                    message = f"person {identity}: role of {role['of']}, which is no actor's id"
                    self.problems.append(row.place.problem(message, "roles"))

    # ------------------------------------------------------------ records and names

    def built(self) -> ActorLexicon:
        """Return the records with what a text calls them; a name shared without a word is a problem."""
        actors = {identity: _actor(row) for identity, row in self.actors.items()}
        people = {identity: _person(row) for identity, row in self.people.items()}
        named: list[_Claimed] = []
        modified: list[_Claimed] = []
        for identity, actor in actors.items():
            named += _names(actor, self.actors[identity])
            modified += _demonyms(actor, self.actors[identity])
        for identity, person in people.items():
            bearer = (Name("person", person=person),)
            row = self.people[identity]
            named += [(bearer, row, text, personal(text)) for text in (person.name, *person.names)]
        borne = self._borne(named)
        return ActorLexicon(
            actors=actors,
            people=people,
            heads={folded(noun): head for head in map(_head, self.heads) for noun in head.nouns},
            names=borne | {form: () for stop in self.stops for form in variants(stop) if form not in borne},
            demonyms={form: tuple(n.actor for n in found if n.actor) for form, found in self._borne(modified).items()},
        )

    def _borne(self, claimed: Sequence[_Claimed]) -> dict[str, tuple[Name, ...]]:
        """Return who bears each name. Nearly all have one bearer, and only the others are looked into."""
        borne: dict[str, tuple[Name, ...]] = {}
        doubtful = set(self.stops)
        for bearer, _, _, written in claimed:
            for form in written:
                if borne.setdefault(form, bearer) is not bearer:
                    doubtful.add(form)
        claims: dict[str, list[_Claim]] = {}
        for (name,), row, text, written in claimed:
            if not doubtful.isdisjoint(written):
                claim = _Claim(name, row, text)
                for form in filter(doubtful.__contains__, written):
                    claims.setdefault(form, []).append(claim)
        return borne | {form: self._bearers(form, found) for form, found in claims.items()}

    def _bearers(self, text: str, claims: list[_Claim]) -> tuple[Name, ...]:
        """Return who bears a name: those of the highest layer, with those below if the user calls it ambiguous."""
        stop = self.stops.get(text)
        top = max(claim.layer for claim in claims)
        if stop is not None and stop.layer > top:
            return ()
        if stop is not None and stop.layer == top:
            self.problems.append(stop.problem(f"{text} is in stops and names {claims[0].name.key}"))
        highest = [claim for claim in claims if claim.layer == top]
        bearers = {claim.name.key: claim for claim in highest}
        if len(bearers) > 1 and not all(claim.is_declared for claim in highest):
            undeclared = next(claim for claim in reversed(highest) if not claim.is_declared)
            message = f"{text} names {' and '.join(bearers)}; declare it under `ambiguous` in each"
            self.problems.append(undeclared.row.place.problem(message))
        named: dict[str, Name] = {}
        for claim in claims if any(claim.is_declared for claim in highest) else highest:
            named.setdefault(claim.name.key, claim.name._replace(main=True) if claim.is_main else claim.name)
        return tuple(named.values())


class _Claim(NamedTuple):
    """A record's claim to a name: as its table has it in ``text``."""

    name: Name
    row: _Row
    text: str

    @property
    def layer(self) -> int:
        """Return in which layer the name was given."""
        return self.row.layers.get(self.text, 0)

    @property
    def is_declared(self) -> bool:
        """Tell whether the table says that others bear the name too."""
        return self.is_main or self.text in self.row.values.get("ambiguous", ())

    @property
    def is_main(self) -> bool:
        """Tell whether the table says that the name means it unless another bearer is named otherwise."""
        return self.text in self.row.values.get("mainly", ())


# A claim before anybody disputes it: the one bearer, the table, the name as the table has it, and as texts write it.
_Claimed = tuple[tuple[Name], _Row, str, Iterable[str]]


def _names(record: ActorRecord, row: _Row) -> Iterator[_Claimed]:
    """Yield what an actor is called, and what its people are: *Maliens*."""
    written = personal if record.type == "armed_group" else variants
    for why, texts in (
        ("name", (record.name, *record.names)),
        ("former", record.former),
        ("capital", record.capital),
        ("seat", record.seats),
        ("city", record.cities),
    ):
        if texts:
            bearer = (Name(why, actor=record),)
            for text in texts:
                yield bearer, row, text, written(text)
    if record.demonyms:
        bearer = (Name("demonym", actor=record),)
        for form in dict.fromkeys(record.demonyms):
            yield bearer, row, form, _peoples(form)


def _demonyms(record: ActorRecord, row: _Row) -> Iterator[_Claimed]:
    """Yield the forms that modify a noun."""
    forms = (*record.demonyms, *record.adjectives, *((record.prefix,) if record.prefix else ()))
    bearer = (Name("demonym", actor=record),)
    for form in dict.fromkeys(forms):
        yield bearer, row, form, (form,)


def _peoples(form: str) -> Iterable[str]:
    """Return how a demonym is written where it names people: *Maliens*; *Sud-Coréens* and *Sud-coréens*, also all small."""
    if "-" not in form and " " not in form:
        return variants(form.capitalize())
    parts = "-".join(part.capitalize() for part in form.split("-"))
    return {form, *variants(form.capitalize()), *variants(parts)}


_PLAIN_CAPITALS = str.maketrans({c: unicodedata.normalize("NFD", c)[0] for c in "ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜÁÍÓÚÑİŠŽČŁ"})
_BARE = str.maketrans({chr(c): unicodedata.normalize("NFD", chr(c))[0] for c in range(0xC0, 0x180)})


def variants(text: str) -> Iterable[str]:
    """Return the spellings of a name: with accents, without those on capitals, without any; with a plain apostrophe."""
    if text.isascii():
        return (text,)
    plain = text.replace("\u2019", "'")
    return dict.fromkeys((plain, plain.translate(_PLAIN_CAPITALS), plain.translate(_BARE)))


_ARABIC_ARTICLE = re.compile(r"\b[AaEe]l[- ](?=[A-Z])")
_ARTICLES = ("Al-", "al-", "El-", "el-", "Al ", "al ", "El ", "el ")


def personal(text: str) -> Iterable[str]:
    """Return the spellings of a person's or armed group's name: Arabic articles vary, *al-Sissi*, *El Sissi*."""
    if ("l-" not in text and "l " not in text) or not _ARABIC_ARTICLE.search(text):
        return variants(text)
    forms = (text, *(_ARABIC_ARTICLE.sub(article, text) for article in _ARTICLES))
    return dict.fromkeys(spelling for form in forms for spelling in variants(form))


def folded(text: str) -> str:
    """Return a text in lower case, capitals without accents: *État* as *etat*."""
    return text.translate(_PLAIN_CAPITALS).lower()


def _actor(row: _Row) -> ActorRecord:
    return ActorRecord(**_frozen(row.values | {"source": row.place.source.name}))


def _person(row: _Row) -> PersonRecord:
    roles = tuple(Role(**_frozen(role)) for role in row.values.get("roles", ()))
    return PersonRecord(**_frozen(row.values | {"roles": roles, "source": row.place.source.name}))


def _head(row: _Row) -> HeadRecord:
    return HeadRecord(**_frozen(row.values), source=row.place.source.name)


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    """Return a table with tuples for lists, and for a date known to the month or year its first or last day."""
    values = {key: tuple(value) if type(value) is list else value for key, value in row.items()}
    for key, end in (("since", 0), ("until", 1)):
        if key in row and (period := days(row[key])):
            values[key] = period[end]
    return values


# ---------------------------------------------------------------- as it is kept between runs


def _packed(known: ActorLexicon) -> dict[str, Any]:
    """Return a lexicon as JSON can hold it: who bears a name stands once, however many spellings the name has."""
    borne = {id(bearers): bearers for bearers in known.names.values()}
    heads = {id(head): head for head in known.heads.values()}
    number = {key: at for keys in (borne, heads) for at, key in enumerate(keys)}
    return {
        "actors": list(map(_values, known.actors.values())),
        "people": list(map(_values, known.people.values())),
        "heads": list(map(_values, heads.values())),
        "borne": [[(name.why, name.key, name.main) for name in bearers] for bearers in borne.values()],
        "nouns": {noun: number[id(head)] for noun, head in known.heads.items()},
        "names": {form: number[id(bearers)] for form, bearers in known.names.items()},
        "demonyms": {form: [record.id for record in records] for form, records in known.demonyms.items()},
    }


def _values(record: ActorRecord | PersonRecord | HeadRecord) -> dict[str, Any]:
    defaults = record._field_defaults
    return {key: value for key, value in record._asdict().items() if key not in defaults or value != defaults[key]}


def _unpacked(packed: dict[str, Any]) -> ActorLexicon:
    """Return the lexicon that was packed."""
    actors = {row["id"]: ActorRecord(**_frozen(row)) for row in packed["actors"]}
    people = {row["name"]: _person_again(row) for row in packed["people"]}
    heads = [HeadRecord(**_frozen(row)) for row in packed["heads"]]
    borne = [
        tuple(
            Name(why, person=people[key], main=main) if why == "person" else Name(why, actor=actors[key], main=main)
            for why, key, main in bearers
        )
        for bearers in packed["borne"]
    ]
    return ActorLexicon(
        actors=actors,
        people=people,
        heads={noun: heads[number] for noun, number in packed["nouns"].items()},
        names={form: borne[number] for form, number in packed["names"].items()},
        demonyms={form: tuple(actors[identity] for identity in found) for form, found in packed["demonyms"].items()},
    )


def _person_again(row: dict[str, Any]) -> PersonRecord:
    """Return a person as packed: the offices are lists in the order of Role, which reads faster than tables."""
    roles = tuple(Role(of, office, _day(since), _day(until), side) for of, office, since, until, side in row.get("roles", ()))
    return PersonRecord(**_frozen(row | {"roles": roles}))


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
