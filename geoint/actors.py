"""Component ``geoint_actors``: find, type and link everyone who acts.

Names come from the lexicon first and from the model second, which the lexicon, titles and capitals overrule; a name that
several bear is decided from the rest of the text or left open. What common nouns name is the business of ``composition``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from spacy.language import Language

from geoint import actor_lexicon, composition, lexicon
from geoint import annotations as stored
from geoint.actor_lexicon import acts_as
from geoint.annotations import ActorMention, Identity
from geoint.gazetteer import Gazetteer
from geoint.grammar import phrases
from geoint.mentions import Mentions

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Token

    from geoint.actor_lexicon import ActorLexicon, ActorRecord, Name, PersonRecord, Role

BEFORE_PORTFOLIO = frozenset({"de", "du", "des", "d'", "à", "au", "aux", "la", "le", "l'", "les"})
AGAINST = frozenset({"pro", "anti", "non"})  # parts of a compound that make it mean others: *des manifestants pro-européens*
PARTICLES = frozenset({"da", "das", "de", "del", "di", "do", "dos", "du"})  # of a foreign place name: Mocímboa da Praia


@Language.factory("geoint_actors", default_config={"lexicons": []})
def make(nlp: Language, name: str, lexicons: list[str]) -> Callable[[Doc], Doc]:  # noqa: ARG001 -- the signature spaCy calls
    """Make the component that finds actors; ``lexicons`` are files of the user's, read with ours when the first Doc comes."""

    @cache
    def gazetteer() -> Gazetteer:
        return Gazetteer(actor_lexicon.load(lexicons))

    def find(doc: Doc) -> Doc:
        known = gazetteer()
        mentions = _found(doc, known)
        stored.set_actors(doc, mentions)
        stored.set_identities(doc, _identities(known.lexicon, mentions))
        return doc

    return find


def _found(doc: Doc, gazetteer: Gazetteer) -> list[ActorMention]:
    found = Mentions()
    _Finder(doc, gazetteer, found).find()
    composition.compose(doc, gazetteer.lexicon, found)
    return found.ordered()


def _identities(known: ActorLexicon, mentions: list[ActorMention]) -> dict[str, Identity]:
    """Return what the lexicon knows of the actors and people mentioned, by id and by name."""
    found: dict[str, Identity] = {}
    for mention in mentions:
        if actor := known.actors.get(mention.id or ""):
            found[actor.id] = Identity(actor.name, actor.type, actor.gender, actor.wikidata)
        if mention.person and (person := known.people.get(mention.person)):
            found[person.name] = Identity(person.name, "person", person.gender, person.wikidata)
    return found


@dataclass(slots=True)
class _Finder:
    """Finds the names of one Doc."""

    doc: Doc
    gazetteer: Gazetteer
    found: Mentions
    shared: list[tuple[int, int, tuple[Name, ...]]] = field(default_factory=list)
    day: date | None = None

    def find(self) -> None:
        written = stored.written(self.doc)
        self.day = date.fromisoformat(written) if written else None
        self._lexical()
        self._demonyms()
        self._decide()
        self._named()

    # ------------------------------------------------------------ the lexicon

    def _lexical(self) -> None:
        for start, end, text in self.gazetteer.matches(self.doc):
            names = self._in_office(self.gazetteer.lexicon.names[text])
            if not self.found.is_free(range(start, end)) or self._is_inside_name(start, end, names):
                continue
            if len({n.key for n in names}) > 1:
                self.found.covered.update(range(start, end))
                self.shared.append((start, end, names))
            elif names:
                self.found.cover(self._linked(start, end, names[0]))
            else:
                self.found.covered.update(range(start, end))

    def _in_office(self, names: tuple[Name, ...]) -> tuple[Name, ...]:
        """Return the one of several namesakes who holds an office on the day of writing, else all who bear the name."""
        if len(names) == 1:
            return names
        people = tuple(n for n in names if n.person and self._role(n.person.roles))
        return people if len(people) == 1 else names

    def _is_inside_name(self, start: int, end: int, names: tuple[Name, ...]) -> bool:
        """Tell whether a word stands in somebody else's name: *Raúl Castro*, *Marine Le Pen*, *Mocímboa da Praia*."""
        if not names or end - start > 1:
            return False
        if all(n.why in {"city", "capital"} for n in names) and self._begins_person(start):
            return True
        if not start:
            return False
        before = self.doc[start - 1]
        if all(n.why in {"city", "capital"} for n in names) and self._ends_person(start):
            return True
        if all(n.why in {"city", "capital"} for n in names):
            return before.lower_ in PARTICLES and start > 1 and _is_capital(self.doc[start - 2]) and not before.is_title
        if not all(n.person for n in names) or not _is_capital(before) or before.pos_ != "PROPN" or before.is_sent_start:
            return False
        return before.text not in phrases.TITLES and before.i not in self.found.covered

    def _ends_person(self, start: int) -> bool:
        """Tell whether a place's name is a person's surname here: *Gilles Paris*."""
        entity = next((e for e in self.doc.ents if e.start < start < e.end), None)
        first = self.doc[start - 1]
        named = entity is not None and entity.label_ == "PER" and entity.end == start + 1 and entity.start == start - 1
        return named and first.is_title and first.pos_ == "PROPN" and first.text not in self.gazetteer.lexicon.names

    def _begins_person(self, start: int) -> bool:
        """Tell whether a place's name is a person's first name here: *Aden Duale*."""
        entity = next((e for e in self.doc.ents if e.start <= start < e.end), None)
        following = self.doc[start + 1] if start + 1 < len(self.doc) else None
        if following is None or not following.is_title or following.text in self.gazetteer.lexicon.names:
            return False
        apposed = phrases.is_apposed_name(self.doc, start)  # *le ministre, Aden Duale,*
        return apposed or (entity is not None and entity.label_ == "PER" and following.i < entity.end)

    def _linked(self, start: int, end: int, name: Name) -> ActorMention:
        if name.person:
            return self._person(start, end, name.person)
        record = name.actor
        assert record is not None  # noqa: S101 -- a name stands for an actor or a person
        kind = {"city": "place", "demonym": "group"}.get(name.why, record.type)
        mention = self._recorded(record, start, end, kind=kind, why=name.why)
        if name.why in {"capital", "seat"} and phrases.is_location(self.doc[mention.head], lexicon.references().sites):
            return replace(mention, type="place", why="place", sector=None)
        return mention

    def _recorded(self, record: ActorRecord, start: int, end: int, *, kind: str, why: str) -> ActorMention:
        """Return a mention of an actor of the lexicon; a body of a state acts as the state, an organ as its organisation."""
        agent = acts_as(self.gazetteer.lexicon, record)
        return ActorMention(
            start=start,
            end=end,
            head=phrases.root(self.doc, start, end),
            type=kind,
            why=why,
            id=agent.id,
            name=agent.name,
            country=agent.id if agent.type == "state" else record.country,
            wikidata=agent.wikidata,
            sector="GOV" if why in {"capital", "seat"} else record.sector,
        )

    # ------------------------------------------------------------ people

    def _person(self, start: int, end: int, person: PersonRecord) -> ActorMention:
        role = self._role(person.roles)
        mention = ActorMention(
            start=start,
            end=end,
            head=phrases.root(self.doc, start, end),
            type="person",
            why="office" if role else "name",
            id=person.name,
            name=person.name,
            wikidata=person.wikidata,
            person=person.name,
        )
        if role:
            side = self.gazetteer.lexicon.actors[role.of]
            country = side.id if side.type == "state" else side.country
            mention = replace(mention, id=side.id, country=country, sector="GOV", role=role.office)
        self.found.people[self.doc[end - 1].text] = mention
        return mention

    def _role(self, roles: tuple[Role, ...]) -> Role | None:
        """Return the office held on the day of writing; without a day, the latest one."""
        acting = [r for r in roles if r.side]
        if self.day is None:
            return max(acting, key=lambda r: r.since or date.min, default=None)
        day = self.day
        held = [r for r in acting if (r.since or date.min) <= day <= (r.until or date.max)]
        return held[-1] if held else None

    # ------------------------------------------------------------ demonyms

    def _demonyms(self) -> None:
        for token in self.doc:
            if token.i in self.found.covered:
                continue
            records = self.gazetteer.lexicon.demonyms.get(token.text) or self._compound(token)
            if len(records) > 1:
                self.shared.append((token.i, token.i + 1, tuple(actor_lexicon.Name("demonym", actor=r) for r in records)))
            elif records:
                self.found.add(self._recorded(records[0], token.i, token.i + 1, kind=records[0].type, why="demonym"))

    def _compound(self, token: Token) -> tuple[ActorRecord, ...]:
        """Return the last part of a compound that stayed one token: *franco-allemand*, *l'Italo-Suisse*."""
        first, dash, last = token.text.rpartition("-")
        demonyms = self.gazetteer.lexicon.demonyms
        if not dash or first.lower() in AGAINST or (token.text[0].isupper() and first.lower() not in demonyms):
            return ()
        names = self.gazetteer.lexicon.names.get(last, ()) if last.istitle() else ()
        return demonyms.get(last) or tuple(n.actor for n in names if n.actor is not None and n.why in {"demonym", "name"})

    # ------------------------------------------------------------ shared names

    def _decide(self) -> None:
        """Link a shared name to the bearer whom the text names otherwise too, else list the candidates."""
        linked = {key for m in self.found.ordered() for key in (m.id, m.country, m.person) if key}
        for start, end, names in self.shared:
            named = {n.key: n for n in names if n.key in linked} or {n.key: n for n in names if n.main}
            if len(named) == 1:
                self.found.add(self._chosen(start, end, next(iter(named.values()))))
            else:
                self.found.add(self._open(start, end, names))

    def _chosen(self, start: int, end: int, name: Name) -> ActorMention:
        if name.actor is not None and self.doc[start].text in self.gazetteer.lexicon.demonyms:
            return self._recorded(name.actor, start, end, kind=name.actor.type, why="demonym")
        return self._linked(start, end, name)

    def _open(self, start: int, end: int, names: tuple[Name, ...]) -> ActorMention:
        kinds = dict.fromkeys(n.actor.type if n.actor else "person" for n in names)
        return ActorMention(
            start=start,
            end=end,
            head=phrases.root(self.doc, start, end),
            type="group" if names[0].why == "demonym" and self.doc[start].is_title else next(iter(kinds)),
            why="demonym" if names[0].why == "demonym" else "ambiguous",
            candidates=tuple(sorted({n.key for n in names})),
        )

    # ------------------------------------------------------------ names that only the model knows

    def _named(self) -> None:
        for entity in self.doc.ents:
            start, end = self._trimmed(entity.start, entity.end, is_person=entity.label_ == "PER")
            if (
                start == end
                or not self.found.is_free(range(start, end))
                or self._describes(start, end)
                or self._is_portfolio(start)
            ):
                continue
            if entity.label_ == "PER" or (end - start == 1 and self.doc[start].text in self.found.people):
                composition.add_person(self.doc, self.found, start, end)
            elif entity.label_ in {"ORG", "LOC"} and self._is_name(start, end):
                self._unknown(start, end, entity.label_)

    def _trimmed(self, start: int, end: int, *, is_person: bool) -> tuple[int, int]:
        """Take titles, small words and the nouns of offices off the start of what the model took for a name."""
        while start < end and (self.doc[start].text in phrases.TITLES or not _is_capital(self.doc[start])):
            start += 1
        while is_person and start < end and (self._is_head(start) or self.doc[start].text.startswith("-")):
            start += 1  # the second half of a *Lieutenant-Colonel* too
        return start, end

    def _describes(self, start: int, end: int) -> bool:
        """Tell whether a stretch describes rather than names: *Exilés ukrainiens*, *Gendarmerie nationale*."""
        demonym = any(m.why == "demonym" for i in range(start + 1, end) for m in self.found.at(i))
        return demonym or self._is_head(start)

    def _is_portfolio(self, start: int) -> bool:
        """Tell whether a capitalised noun only says what a minister is in charge of: *la ministre des Sports*."""
        at = start - 1
        if at < 0 or self.doc[at].lower_ not in BEFORE_PORTFOLIO:
            return False
        while at > 0 and (self.doc[at].lower_ in BEFORE_PORTFOLIO or self.found.at(at)):
            at -= 1
        return bool({self.doc[at].lemma_.lower(), self.doc[at].lower_} & lexicon.references().portfolios)

    def _is_head(self, index: int) -> bool:
        return composition.head_at(self.doc[index], self.gazetteer.lexicon) is not None

    def _is_name(self, start: int, end: int) -> bool:
        """Tell whether a stretch looks like a name: not a word that is capital only because it begins a sentence."""
        first = self.doc[start]
        return end - start > 1 or not first.is_sent_start or first.is_upper

    def _unknown(self, start: int, end: int, label: str) -> None:
        text = self.doc[start:end].text
        mention = ActorMention(start=start, end=end, head=phrases.root(self.doc, start, end), type="place", why="model")
        if label == "ORG":
            mention = replace(mention, type="organisation", id=text.upper(), name=text)
        self.found.cover(mention)


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper()
