"""Actors that common nouns name: groups, bodies and offices composed of a head noun and what modifies it.

*Soldats français* is FRA/MIL, *la junte malienne* MLI/GOV, *le ministre turc, Yo Kaya,* a person who acts for TUR; a bare head
(*l'armée*, *le ministre*) takes the country that its sentence or text is about. The head nouns are in ``fr/actors/heads.toml``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from geoint import annotations as stored
from geoint import lexicon
from geoint.actor_lexicon import folded
from geoint.annotations import ActorMention
from geoint.grammar import clauses, phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from geoint.actor_lexicon import ActorLexicon, ActorRecord, HeadRecord
    from geoint.mentions import Mentions

# Bare groups of these sectors belong to nobody until the text says whose they are.
SIDELESS = frozenset({"REB", "CRM", "PRM", "UAF", "IGO", "BUS"})
ACTING = frozenset({"GOV", "MIL", "COP", "SPY"})  # who may act for a leader: *le régime de X*, *les forces de X*
LOCAL = frozenset({"COP", "MIL", "JUD", "LEG"})  # who are of the place that their sentence opens with: *À Moscou, des élus*
ASSOCIATED = frozenset({"NGO", "LAB", "OPP", "PTY", "IGO", "MED"})  # bodies that have a name of their own
HELD = frozenset({"MIL", "BUS"})  # what a participle may give an owner: *des navires liés à la Russie*
EMPLOYING = frozenset({"armed_group", "company"})  # whose people may come from anywhere
ENLISTING = frozenset({"BUS", "PRM", "REB"})  # *le groupe Wagner*
NAMED_BODIES = frozenset({"organisation", "armed_group", "company", "party", "medium"})
LONGEST = 7  # tokens of a head noun or name
COMPLEMENTS = frozenset({"de", "du", "des", "d'", "à", "au", "aux", "en", "pour"})
ARTICLES = frozenset({"la", "le", "l'", "les"})
TITLE_LENGTH = 16  # tokens from an office to the name of its holder
NEAR = 2  # tokens from a head to the modifier that belongs to its core
OPENING = 5  # tokens that a sentence may open with before it names a place
SAME_SENTENCE, SENTENCE_BEFORE = 3, 1  # what a mention there weighs more than one elsewhere
TOPIC = 3  # what the country weighs more that the text opens with before a colon
CARRYING = frozenset({"state", "group", "place", "person"})  # types of mentions that may carry a country
PLACING = frozenset({"name", "former", "capital", "city", "place"})  # why a mention may be where somebody is
MEMORY = 50  # people that an office reaches back
SOLE, MENTIONED = 0.75, 3  # share and number of mentions that make a text be about no other country
DOMINANT = 0.6  # share of a text's country mentions that makes a country plain


def compose(doc: Doc, known: ActorLexicon, found: Mentions) -> None:
    """Add the mentions that head nouns make to the names found, and give people the side and role of their titles."""
    _Composer(doc, known, found).compose()


def head_at(token: Token, known: ActorLexicon) -> tuple[int, HeadRecord] | None:
    """Return where the head noun that starts at a token ends, and its record; the longest one."""
    words = [folded(t.text) for t in token.doc[token.i : token.i + LONGEST]]
    words[0] = words[0].removeprefix("ex-")
    lemma = folded(token.lemma_).removeprefix("ex-")
    for size in range(len(words), 0, -1):
        for first in dict.fromkeys((words[0], lemma)):
            key = " ".join([first, *words[1:size]]).replace("' ", "'").replace(" - ", "-").replace(" -", "-")
            if key in known.heads:
                return token.i + size, known.heads[key]
    return None


def add_person(doc: Doc, found: Mentions, start: int, end: int) -> ActorMention:
    """Add a person by name: somebody named in full before, with the side they were given, or somebody new."""
    text, surname = doc[start:end].text, doc[end - 1].text
    head = phrases.root(doc, start, end)
    before = found.people.get(surname) or (_by_first_name(found, text) if end - start == 1 else None)
    before = before or (_by_surname_first(found, text) if start and doc[start - 1].text in phrases.TITLES else None)
    if before is not None and (end - start == 1 or before.person == text):
        mention = replace(before, start=start, end=end, head=head)
    else:
        mention = ActorMention(start=start, end=end, head=head, type="person", why="model", id=text, name=text, person=text)
        found.people.setdefault(surname, mention)
    found.cover(mention)
    return mention


def _by_first_name(found: Mentions, name: str) -> ActorMention | None:
    """Return the one person named in full before, whom only the text knows, by their first name: *Halima*."""
    people = [m for m in found.people.values() if m.person and m.person.split()[0] == name and m.why in {"model", "title"}]
    return people[0] if len({m.person for m in people}) == 1 else None


def _by_surname_first(found: Mentions, name: str) -> ActorMention | None:
    """Return the one person named before whose name begins with what follows *M.*: *Lai Ching-te* is *M. Lai*."""
    people = {m.person: m for m in found.people.values() if m.person and m.person.split()[0] == name}
    return next(iter(people.values())) if len(people) == 1 else None


class _Bare(NamedTuple):
    """A mention whose phrase names no owner, to be placed when all that do are known."""

    token: Token
    head: HeadRecord
    mention: ActorMention
    person: ActorMention | None = None  # whom the title names


@dataclass(slots=True)
class _Composer:
    """Composes the actors of one Doc."""

    doc: Doc
    known: ActorLexicon
    found: Mentions
    bare: list[_Bare] = field(default_factory=list)

    def compose(self) -> None:
        self._name_compatriots()
        self._join_aliases()
        for start, end, head in reversed(self._heads()):  # complements before what they complete
            self._compose(start, end, head)
        self._repeat_people()
        countries = Countries(self.doc, self.found.ordered())
        for token, head, mention, person in self.bare:  # complements before what they complete
            owner = None if self._is_elsewhere(token) else self._inherited(token, head) or countries.of(token, head)
            if person is None:
                self.found.add(_owned(replace(mention, why="context"), owner))
            else:
                self._place_person(person, mention, owner)

    def _name_compatriots(self) -> None:
        """Let a demonym right before a name be who is named: *le Français Luc Roy*, *l'américain Cargill*."""
        ordered = self.found.ordered()
        starting = {m.start: m for m in ordered}
        for mention in ordered:
            named = starting.get(mention.end) if mention.why == "demonym" else None
            if named is not None and named.type in {"person", *NAMED_BODIES} and phrases.follows_article(self.doc, mention.start):
                standing = replace(named, head=mention.head)
                self.found.change(lambda m, old=mention, new=standing: new if m is old else m)  # type: ignore[misc]

    def _join_aliases(self) -> None:
        """Let the other name that a text gives somebody stand for them too: *Izzat Ibrahim, alias le Cheikh rouge*."""
        for person in [m for m in self.found.ordered() if m.person]:
            at = phrases.other_name(self.doc, person.end, lexicon.references().aliases)
            if at is None:
                continue
            known = self._starting(at) or add_person(self.doc, self.found, at, phrases.name_end(self.doc, at))
            if known.person and known.why in {"office", "name"}:
                self._rename(person, known)
            elif known.why == "model":
                self._rename(known, person)

    def _rename(self, alias: ActorMention, person: ActorMention) -> None:
        """Let all mentions of a name, and those still to be found, be of the person whose other name it is."""

        def renamed(mention: ActorMention) -> ActorMention:
            same = (mention.person, mention.name, mention.type) == (
                alias.person,
                alias.name,
                alias.type,
            ) and mention.why == alias.why
            same = same and (alias.person is not None or mention == alias)
            return replace(person, start=mention.start, end=mention.end, head=mention.head) if same else mention

        self.found.change(renamed)
        self.found.people[self.doc[alias.end - 1].text] = replace(person, start=alias.start, end=alias.end, head=alias.head)

    def _heads(self) -> list[tuple[int, int, HeadRecord]]:
        heads, covered = [], 0
        for token in self.doc:
            if token.i < covered or token.i in self.found.covered:
                continue
            match = head_at(token, self.known)
            if match and phrases.is_noun(self.doc[phrases.root(self.doc, token.i, match[0])]):
                heads.append((token.i, *match))
                covered = match[0]
        return heads

    def _compose(self, start: int, end: int, head: HeadRecord) -> None:
        token = self.doc[phrases.root(self.doc, start, end)]
        owner = self._owner(token, end, head)
        if (phrases.is_kind(token) or phrases.is_adverbial(token)) and (owner is None or owner.why != "demonym"):
            return
        former = head.kind == "office" and (phrases.is_former(self.doc[start]) or phrases.is_former(token))
        titles = head.kind != "body" and (phrases.number(token) != "p" or self._named_at(end) is not None)
        person = self._bearer(token, start, end) if titles else None
        if person is not None:
            self._name_bearer(token, start, person, owner, head, former=former)
            return
        core_end = max(end, owner.end) if owner is not None and end <= owner.start <= end + NEAR else end
        single = head.kind == "office" or (head.kind == "people" and phrases.number(token) == "s")
        if head.kind == "body" and (named := self._named_body(core_end)):
            self.found.add(replace(named, head=token.i, why="title"))
            return
        if (described := self._apposed_body(token, start, head)) is not None:
            self.found.add(replace(described, start=start, end=core_end, head=token.i, why="title"))
            return
        if (entitled := self._entitled(start, end, head) or self._unknown_body(core_end, head)) is not None:
            self.found.add(replace(entitled, head=token.i))
            return
        kind = "person" if single else "group"
        mention = ActorMention(start=start, end=core_end, head=token.i, type=kind, why="head", sector=head.sector)
        if former:
            self._retire(token, owner)
            self.found.add(replace(mention, why="former"))
        elif owner is not None:
            for each in (owner, *self._fellow_owners(token, owner)):
                self.found.add(_owned(mention, each))
        else:
            self.bare.append(_Bare(token, head, mention))

    def _starting(self, at: int) -> ActorMention | None:
        """Return the mention that begins at a token."""
        return next((m for i in range(at, min(at + LONGEST, len(self.doc))) for m in self.found.at(i) if m.start == at), None)

    def _named_at(self, at: int) -> ActorMention | None:
        """Return the first of the people whose names follow their plural title right away: *les ministres Diallo et Traoré*."""
        starting = (m for i in range(at, min(at + LONGEST, len(self.doc))) for m in self.found.at(i) if m.start == at)
        return next((m for m in starting if m.type == "person"), None)

    def _named_body(self, at: int) -> ActorMention | None:
        """Return the organisation whose name follows a noun for its kind: *la milice russe Wagner*, *la force « Barkhane »*."""
        while at < len(self.doc) and self.doc[at].text in {"«", '"', "“"}:
            at += 1
        starting = (m for i in range(at, min(at + LONGEST, len(self.doc))) for m in self.found.at(i) if m.start == at)
        return next((m for m in starting if m.type in NAMED_BODIES and m.why in {"name", "model"}), None)

    def _apposed_body(self, token: Token, start: int, head: HeadRecord) -> ActorMention | None:
        """Return the body that a noun after a comma only describes: *le M23, une ancienne rébellion qui a repris les armes*."""
        if head.kind != "body" or head.side or not phrases.is_plain_apposition(token):
            return None
        comma = phrases.comma_before(self.doc, phrases.phrase_start(token, start))
        end = 0 if comma is None else phrases.bracket_before(self.doc, comma)
        found = (m for i in range(max(0, end - LONGEST), end) for m in self.found.at(i) if m.end == end)
        return next((m for m in found if m.type in NAMED_BODIES and m.why in {"name", "former"}), None)

    def _entitled(self, start: int, end: int, head: HeadRecord) -> ActorMention | None:
        """Return the organisation whose full name a capitalised noun opens: *l'Association des taxis togolais*.

        An acronym in brackets ends the name and is its id: *l'Alliance pour la paix (APP)*.
        """
        first = self.doc[start]
        if head.kind != "body" or not first.text[:1].isupper() or first.is_sent_start or first.is_upper:
            return None
        if first.lower_ in lexicon.references().unnamed:
            return None
        acronym = phrases.acronym_after(self.doc, start)
        if acronym is not None:
            stop, identity = acronym, self.doc[acronym + 1].text
        elif head.sector in ASSOCIATED:
            stop = phrases.title_end(self.doc, start, end)
            identity = self.doc[start:stop].text.upper()
        else:
            return None
        if stop <= start + 1 or (acronym is None and stop <= end):
            return None
        name = self.doc[start:stop].text
        kind = "party" if head.sector == "PTY" else "organisation"
        return ActorMention(start=start, end=stop, head=start, type=kind, why="title", id=identity, name=name, sector=head.sector)

    def _unknown_body(self, at: int, head: HeadRecord) -> ActorMention | None:
        """Return the body whose unknown name follows a noun for its kind right away: *le collectif Mains Propres*."""
        if head.kind != "body" or head.sector not in ASSOCIATED | {"BUS"} or not phrases.opens_name(self.doc, at):
            return None
        end = phrases.name_end(self.doc, at)
        if not self.found.is_free(range(at, end)) or head_at(self.doc[at], self.known) is not None:
            return None
        name = self.doc[at:end].text
        kind = "company" if head.sector == "BUS" else "organisation"
        mention = ActorMention(start=at, end=end, head=at, type=kind, why="title", id=name.upper(), name=name, sector=head.sector)
        self.found.cover(mention)
        return mention

    # ------------------------------------------------------------ owners

    def _owner(self, token: Token, end: int, head: HeadRecord) -> ActorMention | None:
        """Return the actor that a noun phrase names as its own: *malien*, *de Kiev*, *du Hamas*, *de Vladimir Poutine*."""
        if (body := self._body_of(token, head)) is not None:
            return body
        near = [self.doc[end]] if end < len(self.doc) else []
        for adjective in (*phrases.adjectives(token), *near):
            for mention in self.found.at(adjective.i):
                modifies = mention.why == "demonym" or mention.type == "armed_group"
                if modifies and (mention.id or mention.candidates) and adjective.sent == token.sent:
                    return mention
        inner = [t for t in self.doc[token.i : end] if t.i != token.i]
        worn = phrases.worn(token, lexicon.references().clothes)
        for complement in [c for t in (token, *inner, *worn) for c in phrases.complements(t)]:
            for mention in self.found.at(complement.i):
                if (mention.id or mention.candidates) and (mention.type != "person" or _leads(head)):
                    return mention
        if head.sector in HELD:
            holders = phrases.holders(token, lexicon.references().holding)
            if held := next((m for t in holders for m in self.found.at(t.i) if m.id), None):
                return held
        named = self._led(end) if _leads(head) else None  # *l'administration Biden*
        return named or next((m for t in phrases.owners_by_dont(token) for m in self.found.at(t.i) if m.id), None)

    def _body_of(self, token: Token, head: HeadRecord) -> ActorMention | None:
        """Return the armed group or company whose people a plural names, from wherever: *mercenaires russes de Wagner*."""
        if head.kind != "people" or phrases.number(token) != "p":
            return None
        named = (m for c in phrases.complements(token) for m in self.found.at(c.i) if m.id and m.id != m.country)
        return next((m for m in named if m.type in EMPLOYING or (m.why == "head" and m.sector in ENLISTING)), None)

    def _fellow_owners(self, token: Token, owner: ActorMention) -> list[ActorMention]:
        """Return whose a plural is beside its first owner: *les armées du Mali et du Niger*, *les présidents russe et turc*."""
        if phrases.number(token) != "p" or owner.id is None:
            return []
        fellows = [m for t in phrases.fellow_owners(token, self.doc[owner.head]) for m in self.found.at(t.i)]
        named = {m.id: m for m in fellows if m.id not in {None, owner.id} and m.type != "person"}
        return list(named.values())

    def _led(self, end: int) -> ActorMention | None:
        """Return the person in office whose name follows a body right away: *l'administration Biden*."""
        if end >= len(self.doc):
            return None
        starting = (m for i in range(end, min(end + LONGEST, len(self.doc))) for m in self.found.at(i) if m.start == end)
        return next((m for m in starting if m.type == "person" and m.country), None)

    def _is_elsewhere(self, token: Token) -> bool:
        """Tell whether a phrase says that it is somebody else's: *l'armée ennemie*, *les chefs de l'Internationale paysanne*."""
        strangers = lexicon.references().strangers
        if any({a.lemma_.lower(), a.lower_} & strangers for a in phrases.adjectives(token)):
            return True
        complements = phrases.complements(token)
        if any(c.lemma_.lower() in lexicon.references().bands and phrases.is_known(c) for c in complements):
            return True  # *un responsable du mouvement*
        return any(m.type == "organisation" and not m.country for c in complements for m in self.found.at(c.i))

    def _inherited(self, token: Token, head: HeadRecord) -> ActorMention | None:
        """Return whose a complement is that names no owner itself: *l'épouse du gouverneur*, *le porte-parole de l'armée*."""
        placed = (m for c in phrases.complements(token) for m in self.found.at(c.i) if m.why == "context" and m.id)
        return next((m for m in placed if m.type == "group" or head.kind != "office"), None)

    # ------------------------------------------------------------ people and their titles

    def _bearer(self, token: Token, start: int, end: int) -> ActorMention | None:
        """Return the person whom a title names: right after it, in apposition to it, or before it and set off by a comma."""
        at = self._name_after(end)
        if at is None:
            return self._bearer_before(token, start)
        known = self._starting(at)
        if known is not None and known.type == "place" and known.why == "model":
            self.found.drop(known)  # who holds an office is no place
            known = None
        name_end = known.end if known is not None else phrases.name_end(self.doc, at)
        if self.doc[at - 1].text == "," and not phrases.is_set_off(self.doc, at, name_end, token):
            return None
        if known is not None:
            return known if known.type == "person" and not self._is_of_another(token, known) else None
        goes_on = self.doc[at - 1].is_title and self.doc[at - 1].text not in phrases.TITLES and at > end and name_end == at + 1
        if goes_on or not self.found.is_free(range(at, name_end)) or not self._may_be_person(self.doc[at]):
            return None
        return add_person(self.doc, self.found, at, name_end)

    def _is_of_another(self, token: Token, person: ActorMention) -> bool:
        """Tell whether a name belongs to somebody whom a title is of: *l'avocat de la chanteuse, Rita Sow*."""
        holders = (m.head for i in range(token.i + 1, person.start) for m in self.found.at(i) if m.person == person.person)
        return any(phrases.is_complement(self.doc[head]) for head in holders)

    def _may_be_person(self, token: Token) -> bool:
        """Tell whether an unknown name after a title may be a person's: *le colonel Kouyaté*, not *le commandant du Régiment*."""
        return phrases.is_proper(token) and head_at(token, self.known) is None

    def _name_after(self, end: int) -> int | None:
        """Return where the name begins that a title introduces, past what else it says: *malien de la Défense, le colonel*."""
        at, comma = end, False
        while at < min(len(self.doc), end + TITLE_LENGTH) and not (at > end and self.doc[at].is_sent_start):
            token = self.doc[at]
            if token.text == "," and not comma:
                comma, at = True, at + 1
            elif token.lower_ in COMPLEMENTS and not comma:
                at = self._after_complement(at)
            elif (
                (token.lower_ == "et" and not comma and self._goes_on(at + 1))
                or token.text in phrases.TITLES
                or token.lower_ in {"le", "la", "l'", "par", "intérim"}
                or self._is_rank(token)
                or (token.pos_ == "ADJ" and not token.is_title and not comma)
                or (not token.is_title and not comma and any(m.why == "demonym" for m in self.found.at(at)))
                or self._named_behind(at) is not None
            ):
                at += 1
            else:
                return at if (token.is_title and token.is_alpha) or ("-" in token.text and token.text[:1].isupper()) else None
        return None

    def _after_complement(self, at: int) -> int:
        """Return where a complement of a title ends: *de la Défense*, *du Burkina Faso*."""
        at += 1
        while at < len(self.doc) and (self.doc[at].lower_ in COMPLEMENTS | ARTICLES or phrases.is_ordinal(self.doc[at])):
            at += 1
        named = self._named_behind(at) or self._starting(at)
        return named.end if named is not None and named.type != "person" else at + 1

    def _named_behind(self, at: int) -> ActorMention | None:
        """Return whom a demonym stands for that is followed by the name: *l'américain Cargill*."""
        return next((m for m in self.found.at(at) if m.start == at + 1), None) if at < len(self.doc) else None

    def _goes_on(self, at: int) -> bool:
        return at < len(self.doc) and self.doc[at].lower_ in COMPLEMENTS

    def _is_rank(self, token: Token) -> bool:
        match = None if token.is_title else head_at(token, self.known)
        return match is not None and match[1].kind == "office"

    def _bearer_before(self, token: Token, start: int) -> ActorMention | None:
        comma = phrases.comma_before(self.doc, start)
        if comma is None or not phrases.is_apposed(token):
            return None
        found = [m for i in range(max(0, comma - LONGEST), comma) for m in self.found.at(i) if m.end == comma]
        return next((m for m in found if m.type == "person"), None)

    def _name_bearer(
        self, token: Token, start: int, person: ActorMention, owner: ActorMention | None, head: HeadRecord, *, former: bool
    ) -> None:
        """Let a person have the side and role of their title, here and in the rest of the text."""
        role = person.role or phrases.title_text(self.doc, start, token, person.start)
        titled = replace(person, head=token.i, why="title", role=role, sector=person.sector or head.sector)
        if former and person.why == "office" and stored.written(self.doc) is None:
            self._take(person, replace(person, id=person.person, country=None, sector=None, role=None, why="name"))
            titled = replace(titled, id=person.person, country=None, sector=None)
        elif not former and owner is None and person.why == "name" and (side := self._side_of_office(token, person)):
            titled = replace(titled, id=side.id, country=side.country or side.id, sector="GOV")
            self._take(person, titled)
        elif not former and head.side and owner is None and person.why == "model" and not self._is_own_person(token, head):
            self.bare.append(_Bare(token, head, titled, person))
            return
        elif (
            not former
            and _acts_for(head, owner)
            and not self._is_own_person(token, head)
            and owner is not None
            and person.why in {"model", "name"}
        ):
            titled = _sided(replace(titled, sector=head.sector), owner)
            self._take(person, titled)
        elif person.why == "model":
            self._take(person, replace(titled, why="model"))
        self.found.add(titled)

    def _has_left(self, holder: ActorMention) -> bool:
        """Tell whether a person of the lexicon no longer holds any office."""
        record = self.known.people.get(holder.person or "")
        return record is not None and all(role.until is not None for role in record.roles)

    def _is_own_person(self, token: Token, head: HeadRecord) -> bool:
        """Tell whether somebody named with a title acts as themselves: a member of parliament who leads nothing."""
        return head.sector == "LEG" and token.lemma_.lower() not in lexicon.references().leaders

    def _side_of_office(self, token: Token, person: ActorMention) -> ActorRecord | None:
        """Return for whom somebody acts whom a text calls by an office that they held: *le président Déby* after his death."""
        record = self.known.people.get(person.person or "")
        roles = [r for r in record.roles if r.side and token.lemma_.lower() in r.office.split()] if record else []
        side = self.known.actors[roles[-1].of] if roles else None
        return side if side is not None and side.type == "state" else None

    def _retire(self, token: Token, owner: ActorMention | None) -> None:
        """Let a text without day that calls somebody a former office-holder name the person, not whom they acted for."""
        if stored.written(self.doc) is not None or owner is None:
            return
        office = token.lemma_.lower()
        holders = [m for m in self.found.ordered() if m.why == "office" and m.id == owner.id]
        held = [m for m in holders if office in (m.role or "").split() and self._has_left(m)]
        if len({m.person for m in held}) == 1:
            self._take(held[0], replace(held[0], id=held[0].person, country=None, sector=None, role=None, why="name"))

    def _place_person(self, person: ActorMention, titled: ActorMention, owner: ActorMention | None) -> None:
        """Give a person whose title names no owner the side that another title gives, else that of the context."""
        told = self.found.people.get(self.doc[person.end - 1].text, person)
        if told.why == "title":
            self.found.add(replace(told, start=titled.start, end=titled.end, head=titled.head))
            return
        if owner is not None:
            self._take(person, _sided(titled, owner))
        self.found.add(_sided(titled, owner))

    def _take(self, person: ActorMention, told: ActorMention) -> None:
        """Give all mentions of a person what the text tells."""
        self.found.people[self.doc[person.end - 1].text] = told

        def telling(mention: ActorMention) -> ActorMention:
            same = mention.person == person.person and mention.why == person.why
            return replace(told, start=mention.start, end=mention.end, head=mention.head) if same else mention

        self.found.change(telling)

    def _repeat_people(self) -> None:
        """Find the later mentions of people by surname alone that the model did not see as names."""
        for token in self.doc if self.found.people else ():
            named = token.text[:1].isupper()  # the *un* of Kim Jong-un is no surname
            known = self.found.people.get(token.text) if named else None
            if known is not None and token.i not in self.found.covered and token.i > known.start and token.pos_ != "ADJ":
                add_person(self.doc, self.found, token.i, token.i + 1)


def _leads(head: HeadRecord) -> bool:
    """Tell whether a person may own what a noun names: *le régime de X*, *les troupes de X*, not *les partisans de X*."""
    return head.side and head.kind != "office" and head.sector in ACTING


def _acts_for(head: HeadRecord, owner: ActorMention | None) -> bool:
    """Tell whether the holder of a title acts for its owner: a state's minister, an armed group's chief, no party's candidate."""
    if owner is None or owner.id is None:
        return False
    return head.side or (head.kind == "office" and owner.type in {"armed_group", "organisation"})


def _owned(mention: ActorMention, owner: ActorMention | None) -> ActorMention:
    if owner is None:
        return mention
    return replace(
        mention, id=owner.id, name=owner.name, country=owner.country, wikidata=owner.wikidata, candidates=owner.candidates
    )


def _sided(person: ActorMention, owner: ActorMention | None) -> ActorMention:
    return person if owner is None else replace(person, id=owner.id, country=owner.country)


# ---------------------------------------------------------------- bare heads


@dataclass(slots=True)
class Countries:
    """The countries that a text names, to place what it names without country."""

    doc: Doc
    mentions: list[ActorMention]
    named: list[ActorMention] = field(default_factory=list)  # all that have an id, countries or not
    starts: list[int] = field(default_factory=list)
    people: list[ActorMention] = field(default_factory=list)
    first: dict[str, ActorMention] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    by_head: dict[int, list[ActorMention]] = field(default_factory=dict)

    def __post_init__(self) -> None:  # noqa: D105 -- only fills the indices
        self.named = [m for m in self.mentions if m.id]
        self.mentions = [
            m
            for m in self.mentions
            if m.id and m.country == m.id and m.type in CARRYING and m.why not in {"context", "coreference"}
        ]
        self.starts = [m.start for m in self.mentions]
        self.people = [m for m in self.mentions if m.type == "person"]
        self.first = {str(m.id): m for m in reversed(self.mentions)}
        self.counts = Counter(str(m.id) for m in self.mentions)
        for mention in self.mentions:
            if mention.why in PLACING:
                self.by_head.setdefault(mention.head, []).append(mention)

    def of(self, token: Token, head: HeadRecord) -> ActorMention | None:
        """Return the country of a bare head: named before it in its sentence, or the one the text is about."""
        if not self.mentions or not head.bare or _is_generic(token):
            return None
        if _is_sideless(head):  # but *les gangs* are those of the country that a text is about
            return self._topic() if head.sector == "CRM" and not phrases.is_indefinite(token) else None
        if not head.side or phrases.is_indefinite(token):
            around = None if head.side or phrases.is_possessed(token) else self._around(token)
            placed = around or self._opening(token.sent) or self._plain(token)
            return placed if placed is not None or head.sector not in {"COP", "JUD", "LEG"} else self._likeliest(token)
        if phrases.is_possessed(token):
            start = token.sent.start
            return self._subject_of(start, token.i) or self._subject_of(self.doc[start - 1].sent.start if start else 0, start)
        if head.kind == "office" and (before := bisect_left(self.people, token.i, key=lambda m: m.start)):
            recent = self.people[max(0, before - MEMORY) : before]
            return next((m for m in reversed(recent) if token.lower_ in (m.role or "").lower()), recent[-1])
        local = head.sector in LOCAL or (head.sector == "GOV" and phrases.number(token) != "p")
        placed = self._opening(token.sent) if local and head.kind != "office" else None
        return placed or self._likeliest(token)

    def ground(self, token: Token, areas: frozenset[str], doers: frozenset[str]) -> ActorMention | None:
        """Return the country of a piece of land whose phrase names none: *fermer les frontières*, *incendier un village*.

        *La région* takes up a place that was named, or it may be any: ``areas`` are such nouns. Whoever acts on the land
        (``doers``) may be a stranger to it, unless the text is about no other country.
        """
        if not self.mentions:
            return None
        if told := self._around(token) or self._opening(token.sent):
            return told
        taken_up = token.lemma_.lower() in areas and phrases.number(token) != "p" and not phrases.is_indefinite(token)
        if taken_up or not phrases.is_described(token):
            return None
        others = {m.id for m in self._between(token.sent.start, token.sent.end)} - doers
        strangers = Counter({identity: n for identity, n in self.counts.items() if identity not in doers})
        for counts, enough in ((strangers, DOMINANT), (self.counts, SOLE)):
            identity, count = next(iter(counts.most_common(1)), ("", 0))
            if count >= MENTIONED and count / sum(counts.values()) >= enough and others <= {identity}:
                return self.first[identity]
        return None

    def _likeliest(self, token: Token) -> ActorMention:
        """Return the country that the text up to a token is about."""
        weights = self.counts.copy()
        if (topic := self._topic()) is not None:
            weights[str(topic.id)] += TOPIC
        for mention in self.mentions:
            weights[str(mention.id)] += self._is_named(mention)
        for mention in self._between(token.sent.start, token.i + 1):
            weights[str(mention.id)] += SAME_SENTENCE
        if token.sent.start:
            sentence = self.doc[token.sent.start - 1].sent
            for mention in self._between(sentence.start, sentence.end):
                weights[str(mention.id)] += SENTENCE_BEFORE
        return max(self.first.values(), key=lambda m: (weights[str(m.id)], -m.start))

    def _is_named(self, mention: ActorMention) -> bool:
        """Tell whether a country or its people are named, not only where somebody comes from: *le joueur serbe*."""
        people = mention.why == "demonym" and not phrases.is_adjectival(self.doc[mention.head])
        return people or mention.why in PLACING

    def _topic(self) -> ActorMention | None:
        """Return the country that a text names before a colon as what it is about: *Niger : l'armée prend le pouvoir*."""
        end = phrases.topic_end(self.doc)
        named = {m.id: m for m in self.named if m.end <= end}
        topic = next(iter(named.values()), None)
        if topic is None or len(named) > 1 or topic.country != topic.id or topic.why not in PLACING | {"demonym"}:
            return None
        return None if any(t.lemma_.lower() in lexicon.references().wars for t in self.doc[:end]) else topic

    def _opening(self, sentence: Span) -> ActorMention | None:
        """Return the country of the place that a sentence opens with: *À Bamako, des élus ont protesté*."""
        first = next((m for m in self._between(sentence.start, sentence.start + OPENING) if m.why in PLACING), None)
        if first is None:
            return None
        head = self.doc[first.head]
        opens = phrases.is_opening(head) or (phrases.is_complement(head) and phrases.is_opening(head.head))
        return first if opens else None  # *Dans les rues de Kiev, la police...*

    def _around(self, token: Token) -> ActorMention | None:
        """Return the country of the place where a phrase puts whom it names: *des civils à Boutcha*."""
        places = [i for t in phrases.placing(token) for i in self.by_head.get(t.i, ())]
        return places[0] if len({m.id for m in places}) == 1 else None

    def _between(self, start: int, end: int) -> list[ActorMention]:
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _subject_of(self, start: int, end: int) -> ActorMention | None:
        """Return the last country, or who acts for it, that is a subject in a stretch."""
        return next((m for m in reversed(self._between(start, end)) if phrases.is_subject(self.doc[m.head])), None)

    def _plain(self, token: Token) -> ActorMention | None:
        """Return the country of a sentence that names only one, else the one that the text is about or that dominates it."""
        inside = {m.id: m for m in self._between(token.sent.start, token.sent.end)}
        identity, count = self.counts.most_common(1)[0]
        dominates = count / len(self.mentions) >= DOMINANT
        if dominates and count >= MENTIONED:
            return self.first[identity]
        ours = any(phrases.is_subject(c) and c.lower_ in lexicon.references().first_person for c in token.head.children)
        topic = None if ours else self._topic()  # *Nous avons perdu des soldats*
        if topic is not None and (topic.id in inside or all(self._is_apart(m, token) for m in inside.values())):
            return topic
        if len(inside) == 1:
            only = next(iter(inside.values()))
            acts = only.why in {"capital", "seat"} and phrases.is_subject(self.doc[only.head])
            return self.first[identity] if acts and count >= MENTIONED else only
        return self.first[identity] if dominates and (not inside or identity in inside) else None

    def _is_apart(self, mention: ActorMention, token: Token) -> bool:
        """Tell whether a country is only whom somebody deals with, not where: *Des soldats ont quitté le Chili*."""
        head = self.doc[mention.head]
        return mention.start > token.i and not (phrases.is_placed(head) and clauses.share_clause(head, token))


def _is_sideless(head: HeadRecord) -> bool:
    """Tell whether bare groups of a kind belong to nobody: *des ONG* may come from anywhere, *des avocats* do not."""
    return head.sector in SIDELESS or (head.sector == "NGO" and head.kind == "body")


def _is_generic(token: Token) -> bool:
    """Tell whether a plural means any of its kind, not one that the text is about: *les pays*, *des gouvernements*."""
    some = phrases.number(token) == "p" or phrases.is_indefinite(token)
    return folded(token.text) in lexicon.references().generic or (token.lower_ == "pays" and some)
