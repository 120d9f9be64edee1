"""Component ``geoint_actors``: find, type and link everyone who acts.

Names come from the lexicon first and from the model second; groups and bodies are composed of a head noun and
what modifies it (*soldats français*, *junte malienne*); a bare head takes its country from the text around it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from spacy.language import Language

from geoint import actor_lexicon
from geoint import annotations as stored
from geoint.actor_lexicon import acts_as, folded
from geoint.annotations import ActorMention, Identity
from geoint.gazetteer import Gazetteer
from geoint.grammar import phrases

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Token

    from geoint.actor_lexicon import ActorLexicon, ActorRecord, HeadRecord, Name, PersonRecord, Role

# Bare groups of these sectors belong to nobody until the text says whose they are.
SIDELESS = frozenset({"REB", "CRM", "PRM", "UAF", "IGO", "BUS"})
TITLES = frozenset({"M.", "MM.", "Mme", "Mme.", "Dr", "Pr", "Me", "Mgr", "Sir", "cheikh", "ayatollah"})
NEAR = 2  # tokens from a head to the modifier that belongs to its core
SAME_SENTENCE, SENTENCE_BEFORE = 3, 1  # what a mention there weighs more than one elsewhere
DOMINANT = 0.6  # share of a text's country mentions that makes a country plain


@Language.factory("geoint_actors", default_config={"lexicons": []})
def make(nlp: Language, name: str, lexicons: list[str]) -> Callable[[Doc], Doc]:  # noqa: ARG001 -- the signature spaCy calls
    """Make the component that finds actors; ``lexicons`` are files of the user's, read with ours when the first Doc comes."""

    @cache
    def gazetteer() -> Gazetteer:
        return Gazetteer(actor_lexicon.load(lexicons))

    def find(doc: Doc) -> Doc:
        known = gazetteer()
        mentions = _Finder(doc, known).mentions()
        stored.set_actors(doc, mentions)
        stored.set_identities(doc, _identities(known.lexicon, mentions))
        return doc

    return find


def _identities(known: ActorLexicon, mentions: list[ActorMention]) -> dict[str, Identity]:
    """Return what the lexicon knows of the actors and people mentioned, by id and by name."""
    found: dict[str, Identity] = {}
    for mention in mentions:
        if actor := known.actors.get(mention.id or ""):
            found[actor.id] = Identity(actor.name, actor.type, actor.gender, actor.wikidata)
        if mention.type == "person" and (person := known.people.get(mention.name or "")):
            found[person.name] = Identity(person.name, "person", person.gender, person.wikidata)
    return found


@dataclass(slots=True)
class _Finder:
    """Finds the mentions of one Doc."""

    doc: Doc
    gazetteer: Gazetteer
    found: list[ActorMention] = field(default_factory=list)
    covered: set[int] = field(default_factory=set)
    people: dict[str, ActorMention] = field(default_factory=dict)
    day: date | None = None

    def mentions(self) -> list[ActorMention]:
        written = stored.written(self.doc)
        self.day = date.fromisoformat(written) if written else None
        self._lexical()
        self._demonyms()
        self._named()
        self._composed()
        return list(dict.fromkeys(self.found))

    # ------------------------------------------------------------ the lexicon

    def _lexical(self) -> None:
        for start, end, text in self.gazetteer.matches(self.doc):
            names = self.gazetteer.lexicon.names[text]
            if any(i in self.covered for i in range(start, end)) or self._inside_name(start, end, names):
                continue
            self.covered.update(range(start, end))
            if names:
                self._add(self._linked(start, end, names))

    def _inside_name(self, start: int, end: int, names: tuple[Name, ...]) -> bool:
        """Tell whether a surname stands in somebody else's full name: *Raúl Castro*, *Marine Le Pen*."""
        if not names or not all(n.person for n in names) or end - start > 1:
            return False
        before = self.doc[start - 1] if start else None
        if before is None or not before.text[:1].isupper() or before.pos_ != "PROPN" or before.is_sent_start:
            return False
        return before.text not in TITLES and before.i not in self.covered

    def _linked(self, start: int, end: int, names: tuple[Name, ...]) -> ActorMention:
        head = phrases.root(self.doc, start, end)
        chosen = self._choose(names)
        if chosen is None:
            return ActorMention(start=start, end=end, head=head, type="state", why="ambiguous")
        if chosen.person:
            return self._person(start, end, head, chosen.person)
        record = chosen.actor
        assert record is not None  # noqa: S101 -- a name stands for an actor or a person
        kind = {"city": "place", "demonym": "group"}.get(chosen.why, record.type)
        return self._recorded(record, start, end, kind=kind, why=chosen.why)

    def _choose(self, names: tuple[Name, ...]) -> Name | None:
        """Choose among the bearers of a name: the one that the text names otherwise too, else nobody."""
        if len(names) == 1:
            return names[0]
        people = [n for n in names if n.person and self._role(n.person.roles)]
        if len(people) == 1:
            return people[0]
        linked = {m.id for m in self.found}
        named = [n for n in names if n.actor and n.actor.id in linked]
        if len({n.actor.id for n in named if n.actor}) == 1:
            return named[0]
        bearers = {n.actor.id for n in names if n.actor}
        return names[0] if len(bearers) == 1 else next((n for n in names if n.main), None)

    # ------------------------------------------------------------ people

    def _person(self, start: int, end: int, head: int, person: PersonRecord) -> ActorMention:
        role = self._role(person.roles)
        mention = ActorMention(
            start=start,
            end=end,
            head=head,
            type="person",
            why=f"office: {role.office}" if role else "name",
            id=person.name,
            name=person.name,
            wikidata=person.wikidata,
        )
        if role:
            mention = self._sided(mention, role.of)
        self.people[self.doc[end - 1].text] = mention
        return mention

    def _role(self, roles: tuple[Role, ...]) -> Role | None:
        """Return the office held on the day of writing; without a day, the latest one."""
        acting = [r for r in roles if r.side]
        if self.day is None:
            return max(acting, key=lambda r: r.since or date.min, default=None)
        day = self.day
        held = [r for r in acting if (r.since or date.min) <= day <= (r.until or date.max)]
        return held[-1] if held else None

    def _sided(self, mention: ActorMention, side: str, sector: str | None = "GOV") -> ActorMention:
        """Give a person the id of the state or organisation that they act for."""
        record = self.gazetteer.lexicon.actors.get(side)
        country = record.id if record and record.type == "state" else record.country if record else None
        return replace(mention, id=side, country=country, sector=sector)

    # ------------------------------------------------------------ demonyms

    def _demonyms(self) -> None:
        for token in self.doc:
            if token.i in self.covered:
                continue
            records = self.gazetteer.lexicon.demonyms.get(token.text) or self._compound(token)
            if records:
                self._demonym(token, records)

    def _compound(self, token: Token) -> tuple[ActorRecord, ...]:
        """Return the last part of a compound that stayed one token: *franco-allemand*."""
        if "-" not in token.text or token.text[0].isupper():
            return ()
        return self.gazetteer.lexicon.demonyms.get(token.text.rsplit("-", 1)[1], ())

    def _demonym(self, token: Token, records: tuple[ActorRecord, ...]) -> None:
        linked = {m.id for m in self.found}
        chosen = [r for r in records if r.id in linked] if len(records) > 1 else list(records)
        if len(chosen) != 1:
            return
        self._add(self._recorded(chosen[0], token.i, token.i + 1, kind=chosen[0].type, why="demonym"))

    # ------------------------------------------------------------ names that only the model knows

    def _named(self) -> None:
        for entity in self.doc.ents:
            start, end = entity.start, entity.end
            while start < end and (self.doc[start].text in TITLES or not self.doc[start].text[:1].isupper()):
                start += 1
            if entity.label_ == "PER":
                while start < end and self._head(self.doc[start]):
                    start += 1
            if start == end or any(i in self.covered for i in range(start, end)) or self._describes(start, end):
                continue
            if entity.label_ == "PER":
                self._unknown_person(start, end)
            elif entity.label_ in {"ORG", "LOC"} and self._is_name(start, end):
                self._unknown_other(start, end, entity.label_)

    def _describes(self, start: int, end: int) -> bool:
        """Tell whether a stretch describes rather than names: *Exilés ukrainiens*, *Gendarmerie nationale*."""
        demonym = any(m.why == "demonym" and start < m.start < end for m in self.found)
        return demonym or self._head(self.doc[start]) is not None

    def _is_name(self, start: int, end: int) -> bool:
        """Tell whether a stretch looks like a name: not a word that is capital only because it begins a sentence."""
        first = self.doc[start]
        return end - start > 1 or not first.is_sent_start or first.is_upper

    def _unknown_person(self, start: int, end: int) -> None:
        text = self.doc[start:end].text
        before = self.people.get(self.doc[end - 1].text)
        head = phrases.root(self.doc, start, end)
        if before is not None and end - start == 1:
            mention = replace(before, start=start, end=end, head=head)
        else:
            mention = ActorMention(start=start, end=end, head=head, type="person", why="model", id=text, name=text)
            self.people.setdefault(self.doc[end - 1].text, mention)
        self.covered.update(range(start, end))
        self._add(mention)

    def _unknown_other(self, start: int, end: int, label: str) -> None:
        text = self.doc[start:end].text
        head = phrases.root(self.doc, start, end)
        self.covered.update(range(start, end))
        if label == "LOC":
            self._add(ActorMention(start=start, end=end, head=head, type="place", why="model"))
        else:
            kind = "organisation"
            self._add(ActorMention(start=start, end=end, head=head, type=kind, why="model", id=text.upper(), name=text))

    # ------------------------------------------------------------ heads with modifiers

    def _composed(self) -> None:
        for token in self.doc:
            if token.i in self.covered or not phrases.is_noun(token):
                continue
            match = self._head(token)
            if match and not (phrases.is_kind(token) and self._modifier(token, match[0]) is None):
                self._compose(token, *match)

    def _head(self, token: Token) -> tuple[int, HeadRecord] | None:
        """Return where a head noun ends and its record; the longest entry that starts here."""
        words = [folded(t.text) for t in self.doc[token.i : token.i + 5]]
        lemma = folded(token.lemma_)
        for size in range(len(words), 0, -1):
            for first in dict.fromkeys((words[0], lemma)):
                key = _joined([first, *words[1:size]])
                if key in self.gazetteer.lexicon.heads:
                    return token.i + size, self.gazetteer.lexicon.heads[key]
        return None

    def _compose(self, token: Token, end: int, head: HeadRecord) -> None:
        owner = self._modifier(token, end)
        former = phrases.is_former(token)
        person = self._bearer(token, end, owner) if head.kind == "office" else None
        if person is not None:
            self._name_bearer(token, person, owner, head, former=former)
            return
        core_end = end
        if owner is not None and owner.start - end <= NEAR:
            core_end = max(end, owner.end)
        mention = ActorMention(
            start=token.i,
            end=core_end,
            head=token.i,
            type="person" if head.kind == "office" else "group",
            why="head",
            sector=head.sector,
        )
        if owner is None and not _is_generic(token):
            owner = self._context(token, head)
        if owner is not None and not former:
            mention = replace(mention, id=owner.id, name=owner.name, country=owner.country, wikidata=owner.wikidata)
        self._add(mention)

    def _modifier(self, token: Token, end: int) -> ActorMention | None:
        """Return the actor that a noun phrase names as its own: *malien*, *de Kiev*, *du Hamas*."""
        near = [self.doc[i] for i in range(end, min(end + 1, len(self.doc)))]
        adjectives = [a for a in (*phrases.adjectives(token), *near) if a.sent == token.sent]
        for adjective in adjectives:
            for mention in self._at(adjective.i):
                if mention.why == "demonym" and mention.id:
                    return mention
        inner = [t for t in self.doc[token.i : end] if t.i != token.i]
        for complement in [c for t in (token, *inner) for c in phrases.complements(t)]:
            for mention in self._at(complement.i):
                if mention.id and mention.type != "person":
                    return mention
        return None

    def _at(self, index: int) -> list[ActorMention]:
        return [m for m in self.found if m.head == index]

    def _bearer(self, token: Token, end: int, owner: ActorMention | None) -> ActorMention | None:
        """Return the named person who holds an office: by apposition, or right after the title."""
        if owner is not None and end <= owner.start <= end + 2:
            end = owner.end
        while end < len(self.doc) and self.doc[end].pos_ == "ADJ":
            end += 1
        starts = {t.i for t in phrases.names_after(token, end)}
        return next((m for m in self.found if m.type == "person" and m.start in starts), None)

    def _name_bearer(
        self, token: Token, person: ActorMention, owner: ActorMention | None, head: HeadRecord, *, former: bool
    ) -> None:
        """Let a person have the side of their office, here and in the rest of the text."""
        side = owner if head.side and not former else None
        if person.why == "model" and side is None and head.side and not former:
            side = self._context(token, head)
        if person.why == "model" and side is not None and side.id:
            full = replace(person, id=side.id, country=side.country, sector=head.sector, why="title")
            self.people[self.doc[person.end - 1].text] = full
            self.found = [
                replace(full, start=m.start, end=m.end, head=m.head) if m.type == "person" and m.id == person.id else m
                for m in self.found
            ]
            person = full
        self._add(replace(person, head=token.i, why="title"))

    # ------------------------------------------------------------ bare heads

    def _context(self, token: Token, head: HeadRecord) -> ActorMention | None:
        """Return the country of a bare head: named before it in its sentence, or the one the text is about."""
        countries = [m for m in self.found if m.id and m.country == m.id and m.type in {"state", "group", "place", "person"}]
        if not countries or head.sector in SIDELESS:
            return None
        if not head.side or phrases.is_indefinite(token):
            return _plain(countries, token.sent.start, token.sent.end)
        if phrases.is_possessed(token):
            owners = [m for m in countries if m.start < token.i and phrases.is_subject(self.doc[m.head])]
            return owners[-1] if owners else None
        holders = [m for m in countries if m.type == "person" and m.start < token.i]
        if head.kind == "office" and holders:
            return holders[-1]
        weights: Counter[str | None] = Counter(m.id for m in countries)
        for mention in countries:
            weights[mention.id] += self._closeness(mention, token)
        return max(countries, key=lambda m: weights[m.id])

    def _closeness(self, mention: ActorMention, token: Token) -> int:
        """Return how much a mention's place speaks for it: in the same sentence before the head, just before, first."""
        if mention.start > token.i:
            return 0
        if token.sent.start <= mention.start:
            return SAME_SENTENCE
        before = self.doc[token.sent.start - 1].sent
        return SENTENCE_BEFORE if before.start <= mention.start else 0

    def _recorded(self, record: ActorRecord, start: int, end: int, *, kind: str, why: str) -> ActorMention:
        """Return a mention of an actor of the lexicon; a body of a state acts as the state."""
        agent = acts_as(self.gazetteer.lexicon, record)
        country = record.id if record.type == "state" else record.country
        return ActorMention(
            start=start,
            end=end,
            head=phrases.root(self.doc, start, end),
            type=kind,
            why=why,
            id=agent.id,
            name=agent.name,
            country=agent.id if agent.type == "state" else country,
            wikidata=agent.wikidata,
            sector="GOV" if why in {"capital", "seat"} else record.sector,
        )

    def _add(self, mention: ActorMention) -> None:
        self.found.append(mention)
        self.found.sort(key=lambda m: (m.start, m.end))


def _is_generic(token: Token) -> bool:
    """Tell whether a plural means any of its kind, not one that the text is about: *les pays*, *des gouvernements*."""
    return token.lower_ in {"états", "etats", "nations", "puissances", "gouvernements", "armées", "parlements"} or (
        token.lower_ == "pays" and phrases.number(token) == "p"
    )


def _plain(countries: list[ActorMention], start: int, end: int) -> ActorMention | None:
    """Return the country of a sentence that names only one, else the one that dominates the text."""
    inside = {m.id: m for m in countries if start <= m.start < end}
    if len(inside) == 1:
        return next(iter(inside.values()))
    counts = Counter(m.id for m in countries)
    identity, count = counts.most_common(1)[0]
    if inside and identity not in inside:
        return None
    return next(m for m in countries if m.id == identity) if count / len(countries) >= DOMINANT else None


def _joined(words: list[str]) -> str:
    """Join words as a head noun is written: no space after an apostrophe."""
    text = " ".join(words)
    return text.replace("' ", "'")
