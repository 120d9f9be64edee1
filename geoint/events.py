"""Component ``geoint_events``: who did what to whom.

The grammar finds triggers and arguments; ``fr/events/*.toml`` types and shapes them. A verb that no file names
still gives a triple, typed ``OTHER``, if an actor is its subject.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from spacy.language import Language

from geoint import annotations as stored
from geoint import circumstances, lexicon
from geoint.annotations import ActorMention, EventMention, Side
from geoint.composition import Countries
from geoint.grammar import clauses, phrases, speech
from geoint.grammar.clauses import Argument, ClauseReader, Predicate
from geoint.grammar.words import TIMES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from spacy.tokens import Doc, Token

    from geoint.lexicon import EventLexicon, Pattern, References

# Without an agent only these are events of somebody (GUIDELINES, "Passive").
AGENTLESS = frozenset({"COERCE", "ASSAULT", "SANCTION", "AID"})
# What is asked for, or refused, is no event of its own (GUIDELINES, "Actions" and "Settled cases").
SWALLOWING = frozenset({"REQUEST", "REJECT"})
# Of these whoever the act below them meets is the object.
ADDRESSED = frozenset({"THREATEN", "AGREE"})
TIES = frozenset({"COOPERATE"})  # whoever mends ties of their own with nobody named has them as object
SAID = frozenset({"ACCUSE", "REQUEST", "AGREE", "THREATEN", "REJECT", "SUPPORT"})
OBJECT_ROLES = (
    "objet", "a", "contre", "avec", "aupres de", "envers", "face a", "vis a vis de", "a l egard de", "a l encontre de",
)  # fmt: skip
NOUN_OBJECT_ROLES = ("contre", "avec", "envers", "sur", "a", "vers", "en", "dans", "face a", "pour", "chez")
LOCATIVE = frozenset({"a", "en", "dans", "sur", "vers"})
VIOLENT = frozenset({"ASSAULT"})  # their place is their object too: *un attentat à Istanbul*
SURROUNDING = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})  # whatever they go on around: *manœuvres autour de Taïwan*
THING_ROLES = frozenset({"de", "sur", "contre", "autour de"})  # where a thing may suffer too: *embargo sur le pétrole*
LOCATIVE_ORDER = ("sur", "a", "en", "dans")
AGENT_ROLES = ("par", "de la part de", "amod", "de", "possessif")
# Acts that whoever announces them does: *Paris annonce l'envoi de chars*; a death or an attack may be anybody's.
ANNOUNCED = frozenset({"AID", "SANCTION", "MOBILIZE", "RETREAT", "CONCEDE", "COOPERATE"})
# Acts on a thing of one's own: its owner does them.
OWNED = frozenset({"AID", "MOBILIZE", "CONCEDE", "ASSAULT"})
PLACE_NAMES = frozenset({"name", "capital", "city"})  # why a mention is a state: named itself, not by its people
# What it is to stop: aid and trade that end are relations reduced, force that ends is withdrawn.
ENDED = {
    "AID": "SANCTION",
    "COOPERATE": "SANCTION",
    "SUPPORT": "SANCTION",
    "ASSAULT": "RETREAT",
    "COERCE": "RETREAT",
    "MOBILIZE": "RETREAT",
}
ACT_REACH = 80  # tokens back from what takes up an act to who did it
CEASING_SPAN = 4  # tokens from *cesser* to the infinitive
# What the people of a town or region do together, who are called by its name: *la ville de Riga a rompu ses contacts*.
CIVIC = frozenset({"AGREE", "CONSULT", "SUPPORT", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION"})
LENT = frozenset({"lent", "suffering"})  # of patients that what stands above an event noun gives it: *le théâtre de combats*
TALKS = frozenset({"CONSULT"})  # on whose occasion whoever takes part in them speaks or acts
SENDING = frozenset({"MOBILIZE"})  # whose soldiers are the sender's
LEAVING = frozenset({"RETREAT"})
LOCAL = frozenset({"ASSAULT", "PROTEST"})
BARE_ROLES = frozenset({"en", "a", "sous"})  # of a noun that makes a verb's sense with it: *mettre en prison*, *à prix*
CIRCUMSTANTIAL = frozenset({"dans", "apres", "avant", "pendant", "depuis", "lors de", "durant", "malgre"})  # of no light noun
SHOWN = 5  # words of a list in what is told of a decision
LIGHT_SPAN = 45  # characters from light verb to noun that still read as one trigger


@Language.factory("geoint_events")
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 -- the signature spaCy calls
    """Make the component that finds events."""
    return relate


def relate(doc: Doc) -> Doc:
    """Find the events of a Doc whose actors, dates and references are known."""
    finder = _Finder(doc, lexicon.events(), ClauseReader(doc, lexicon.control()))
    stored.set_events(doc, circumstances.situated(doc, list(finder.find())))
    return doc


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a trigger: the rule tried, if any, and the first condition that failed."""

    token: int
    rule: str | None
    failed: str | None


def decisions(doc: Doc) -> list[Decision]:
    """Return what ``relate`` decides about each trigger of an annotated Doc, in the order in which it does."""
    finder = _Finder(doc, lexicon.events(), ClauseReader(doc, lexicon.control()))
    list(finder.find())
    return finder.decisions


@dataclass(slots=True)
class _Finder:
    """Reads the events of one Doc."""

    doc: Doc
    known: EventLexicon
    reader: ClauseReader
    mentions: dict[int, list[ActorMention]] = field(default_factory=lambda: defaultdict(list))
    typed: dict[int, Pattern | None] = field(default_factory=dict)
    nouns_taken: dict[int, int] = field(default_factory=dict)
    named: set[int] = field(default_factory=set)
    fillers: dict[int, set[int]] = field(default_factory=dict)
    framed: set[int] = field(default_factory=set)
    idle: set[int] = field(default_factory=set)  # the nouns of idioms that denote no event
    carried: dict[int, Predicate] = field(default_factory=dict)  # event nouns with an agent of their own, by light verb
    timed: set[int] = field(default_factory=set)
    quoting: set[int] = field(default_factory=set)  # the verbs of quotations
    words: References = field(default_factory=lexicon.references)
    countries: Countries = field(init=False)
    decisions: list[Decision] = field(default_factory=list)

    def find(self) -> Iterator[EventMention]:
        for mention in stored.actors(self.doc):
            self.mentions[mention.head].append(mention)
            self.named.update(i for i in range(mention.start, mention.end) if i != mention.head)
        self.countries = Countries(self.doc, stored.actors(self.doc))
        self.timed = {i for d in stored.dates(self.doc) for i in range(d.start, d.end)}
        self.quoting = {q.verb for q in stored.quotes(self.doc) if q.verb is not None}
        verbs = [p for p in self.reader.verbs() if not self._is_named(p.token) and self._type(p)]
        verbs += [a for a in self._adjectives() if not self._is_named(a.token) and self._type_adjective(a)]
        found = [e for p in verbs if not self._is_swallowed(p.token) for e in self._verb_events(p)]
        self.framed = {i for e in found for i in self.fillers.get(e.predicate, ()) if not self._was_said(e.event, i)}
        found += [e for token in self.doc if self._is_event_noun(token) for e in self._noun_events(token)]
        unique: dict[tuple[int, int, Side | None, Side | None], EventMention] = {}
        for event in found:
            unique.setdefault((event.start, event.end, event.subject, event.object), event)
        return iter(sorted(unique.values(), key=lambda e: (e.start, e.end)))

    def _was_said(self, event: str, filler: int) -> bool:
        """Tell whether what is refused was said by somebody all the same: *rejette les accusations de Paris*."""
        patterns = self.known.nouns.get(self.doc[filler].lemma_.lower(), ())
        return event == "REJECT" and any(p.event in SAID for p in patterns)

    # ------------------------------------------------------------ decisions

    def _refused(self, token: Token, failed: str, rule: str | None = None) -> bool:
        """Note the condition that failed, and tell that one did."""
        self.decisions.append(Decision(token.i, rule, failed))
        return True

    def _is_named(self, token: Token) -> bool:
        return token.i in self.named and self._refused(token, "part of an actor's name")

    def _is_swallowed(self, token: Token) -> bool:
        return self._swallowed(token) and self._refused(token, f"only what « {token.head.text} » asks for or refuses")

    def _matches(self, pattern: Pattern, predicate: Predicate) -> bool:
        """Try a pattern, and note the outcome."""
        failed = self._misfit(pattern, predicate)
        self.decisions.append(Decision(predicate.token.i, pattern.id, failed))
        return failed is None

    # ------------------------------------------------------------ types

    def _type(self, verb: Predicate) -> bool:
        """Give the verb its pattern; False if it denotes no event."""
        for lemma in dict.fromkeys((verb.lemma, clauses.plain_lemma(verb.token))):
            if self._type_light(verb, lemma):
                return True
            if verb in self.carried.values():
                return False
            for pattern in self.known.verbs.get(lemma, ()):
                if self._matches(pattern, verb):
                    if pattern.event == lexicon.NO_EVENT:
                        self.idle |= self._fillers(pattern, verb)
                        return not self._refused(verb.token, "what this rule matches is no event", pattern.id)
                    self.typed[verb.token.i] = pattern
                    self.fillers[verb.token.i] = self._fillers(pattern, verb)
                    return True
            for kind, listed in (("state", self.known.state), ("speech", self.known.speech)):
                if lemma in listed:
                    return not self._refused(verb.token, f"« {lemma} » is a {kind} verb in none.toml")
            if lemma in self.known.auxiliary and not self._has_own_object(verb):
                return not self._refused(verb.token, f"« {lemma} » is a light verb in none.toml, without object of its own")
        return self._type_unknown(verb.token)

    def _type_light(self, verb: Predicate, lemma: str) -> bool:
        """Give a light verb the pattern whose noun stands beside it; False if none does."""
        for pattern in self.known.light.get(lemma, ()):
            if noun := self._light_noun(pattern, verb):
                self.typed[verb.token.i] = pattern
                self.nouns_taken[noun.i] = verb.token.i
                self.fillers[verb.token.i] = self._fillers(pattern, verb)
                return True
        return False

    def _type_unknown(self, verb: Token) -> bool:
        """Let a verb that the lexicon does not know be an event, unless it only introduces a quotation."""
        if verb.i in self.quoting:
            return not self._refused(verb, "what only introduces a quotation is no event")
        self.typed[verb.i] = None
        return True

    def _adjectives(self) -> Iterator[Predicate]:
        """Yield the adjectives that the lexicon knows as stances: *est favorable à*, *d'accord pour*."""
        for token in self.doc:
            if token.pos_ in {"ADJ", "ADP", "NOUN"} and clauses.adjective_lemma(token) in self.known.adjectives:
                yield self.reader.adjective(token)

    def _type_adjective(self, adjective: Predicate) -> bool:
        pattern = next((p for p in self.known.adjectives[adjective.lemma] if self._matches(p, adjective)), None)
        if pattern is not None:
            self.typed[adjective.token.i] = pattern
            self.fillers[adjective.token.i] = self._fillers(pattern, adjective)
        return pattern is not None

    def _has_own_object(self, verb: Predicate) -> bool:
        """Tell whether a verb that often only carries another has a thing as object: *utilise le gaz*, no event noun."""
        if clauses.governs_infinitive(verb.token):
            return False
        objects = [a.token for a in verb.role("objet") if a.token.i not in self.timed]
        return bool(objects) and not any(t.lemma_.lower() in self.known.nouns for t in objects)

    def _light_noun(self, pattern: Pattern, verb: Predicate) -> Token | None:
        for argument in (*verb.arguments, *self._below_object(verb)):
            inner = clauses.nominal_heads(argument.token, self.reader.control.transparent)
            for token in (argument.token, inner):
                beside = argument.role in CIRCUMSTANTIAL and bool(verb.role("objet"))  # *tient des propos dans un entretien*
                if argument.role != "sujet" and not beside and token.lemma_.lower() in pattern.nouns:
                    if self._has_own_agent(verb, token):
                        self.carried[token.i] = verb
                        return None if self._refused(verb.token, f"« {token.text} » has its own agent", pattern.id) else token
                    return token if self._matches(pattern, verb) else None
        self._refused(verb.token, f"none of its nouns beside the verb: {_listed(pattern.nouns)}", pattern.id)
        return None

    def _has_own_agent(self, verb: Predicate, token: Token) -> bool:
        """Tell whether the noun of a passive light verb is an event of its own: *la plainte de Kinshasa est déposée*."""
        if not verb.passive or verb.role("sujet") or token.lemma_.lower() not in self.known.nouns:
            return False
        noun = self.reader.noun(token)
        return bool(self._sides(noun.role("de", "par")) or len(self._sides(noun.role("entre"))) > 1)

    def _fits(self, pattern: Pattern, verb: Predicate) -> bool:
        return self._misfit(pattern, verb) is None

    def _misfit(self, pattern: Pattern, verb: Predicate) -> str | None:
        """Return the first condition of a pattern that a predicate fails, in words; None if it meets them all."""
        if role := next((role for role in pattern.without if verb.role(role)), None):
            return f"without: it has « {role} »"
        if pattern.passive and not verb.passive:
            return "passive: it is active"
        for role, words in pattern.unless:
            if argument := next((a for a in verb.role(role) if self._fills(a, words)), None):
                return f"unless: {role} is « {argument.token.text} »"
        objects = verb.role(*(pattern.object or OBJECT_ROLES))
        if pattern.actor_object and not any(self._actors(a) or clauses.is_personal_clitic(a.token) for a in objects):
            return f"actor_object: no actor as {_listed(pattern.object or OBJECT_ROLES)}"
        if pattern.place_object and not any(self._names_place(a) for a in objects):
            return f"place_object: no place by its name as {_listed(pattern.object or OBJECT_ROLES)}"
        for role, words in pattern.frame:
            if not any(self._fills(a, words) for a in self._filling(verb, role)):
                missing = f"is none of {_listed(words)}" if verb.role(role) and words else "is missing"
                return f"with: {role} {missing}"
        return None

    def _filling(self, verb: Predicate, role: str) -> list[Argument]:
        """Return what may fill a role of a frame, also what the parser hung on the object: *a placé le maire en détention*."""
        own = verb.role(role)
        if role == "objet" and not own and verb.kind == "verb":
            return [a for a in verb.role("de") if phrases.is_partitive(a.token)]  # *a jeté de la peinture*
        if own or verb.kind != "verb" or role in {"sujet", "objet", "attribut", "infinitif"}:
            return own
        below = _phrases_below(verb)
        below += [d for c in below for d in c.children if d.dep_ == "nmod"]  # *confié la gestion du port | au Maroc*
        return [Argument(role, c, "inner") for c in below if clauses.preposition(c) == role]

    def _below_object(self, verb: Predicate) -> list[Argument]:
        """Return the bare nouns that the parser hung on the object: *a jeté l'opposant | en prison*."""
        bare = (c for c in _phrases_below(verb) if not phrases.owns_determiner(c))
        return [Argument(role, c, "inner") for c in bare if (role := clauses.preposition(c)) in BARE_ROLES]

    def _fills(self, argument: Argument, words: frozenset[str]) -> bool:
        inner = clauses.nominal_heads(argument.token, self.reader.control.transparent)
        return not words or argument.token.lemma_.lower() in words or inner.lemma_.lower() in words

    def _fillers(self, pattern: Pattern, verb: Predicate) -> set[int]:
        """Return the nouns that make a frame: *lever les sanctions* is one event, and sanctions no second one."""
        return {a.token.i for role, words in pattern.frame if words for a in self._filling(verb, role) if self._fills(a, words)}

    def _swallowed(self, token: Token) -> bool:
        """Tell whether a verb is only what an upper verb or noun asks for or refuses."""
        head = token.head
        infinitive = clauses.is_infinitive(token)
        if head == token or not (token.dep_ == "ccomp" or (infinitive and token.dep_ in {"xcomp", "acl", "obl:arg"})):
            return False
        if lexicon.qualifiers().kind("verbs", speech.names(head)) == "denial":
            return False  # what is denied is an event that did not happen
        if infinitive and token.dep_ == "acl" and head.i in self.mentions and head.dep_ in {"obj", "obl:arg", "nmod"}:
            head = next((a for a in head.ancestors if clauses.is_verbal(a)), head)  # *exhorte les signataires à ouvrir*
        upper = self.typed.get(head.i)
        events = {upper.event} if upper else {p.event for p in self.known.nouns.get(head.lemma_.lower(), ())}
        if events & SWALLOWING:
            return True
        return infinitive and clauses.is_infinitive(head) and self._swallowed(head)

    # ------------------------------------------------------------ verbs

    def _verb_events(self, verb: Predicate) -> Iterator[EventMention]:
        pattern = self.typed[verb.token.i]
        noun = next((n for n, v in self.nouns_taken.items() if v == verb.token.i), None)
        light = self.reader.noun(self.doc[noun]) if noun is not None else None
        subjects = self._subjects(verb, pattern, light)
        objects = self._objects(verb, light, pattern)
        rule = pattern.id if pattern else f"clause[{verb.kind}]"
        if failed := self._unsaid(verb, pattern, subjects, objects):
            self._refused(verb.token, failed, rule)
            return
        event = self._ended(self._event(verb, pattern, self.doc[noun] if noun is not None else None), verb)
        met = [side for a, side in objects if side.type and self._acted_upon(a, ())]
        if pattern and pattern.reciprocal and len(subjects) > 1 and not met:
            yield from self._among(event, [side for _, side in subjects])
            return
        suffered = (verb.passive and not self._has_other_cause(verb)) or (pattern is not None and pattern.thing_acts)
        suffered = suffered or self._is_done_by_event(verb)
        between = self._sides(verb.role("entre")) if verb.passive and not subjects else []
        if len(between) > 1:  # *un accord a été signé entre Bakou et Erevan*
            yield from self._among(event, [side for _, side in between])
            return
        if not subjects and suffered and _may_lack_agent(event, pattern):
            yield from (replace(event, object=side, path=(argument.via,)) for argument, side in objects)
        elif not subjects:
            roles = (pattern and pattern.subject) or ("sujet",)
            self._refused(verb.token, f"no {'actor' if pattern else 'known actor'} as {_listed(roles)}", rule)
        for subject, subject_side in subjects:
            if not objects:
                yield replace(event, subject=subject_side, path=(subject.via,))
            for object_, object_side in objects:
                if subject_side != object_side:
                    suffering = self._own_troops(subject_side, object_side) if event.event in SENDING else object_side
                    yield replace(event, subject=subject_side, object=suffering, path=(subject.via, object_.via))

    def _unsaid(
        self,
        verb: Predicate,
        pattern: Pattern | None,
        subjects: list[tuple[Argument, Side]],
        objects: list[tuple[Argument, Side]],
    ) -> str | None:
        """Return why a verb whose sides are known is no event, or None."""
        if pattern and pattern.needs_object and not objects:
            return "needs_object: no object"
        kind = clauses.plain_lemma(verb.token) in self.reader.control.adjectival and clauses.is_attribute(verb.token)
        return "a bare participle that only tells the kind: « groupes armés »" if kind and not subjects else None

    def _among(self, event: EventMention, parties: list[Side]) -> Iterator[EventMention]:
        """Yield what several do to each other: the first with each other one (GUIDELINES, "Reciprocal")."""
        first, *others = dict.fromkeys(parties)
        yield from (replace(event, subject=first, object=other, path=("reciprocal",)) for other in others)

    def _own_troops(self, sender: Side, sent: Side) -> Side:
        """Let troops of no country told be of the one that sends them: *la Russie va déployer des soldats au Mali*."""
        bare = any(m.why == "context" and m.sector == "MIL" for m in self.mentions.get(sent.head, ()))
        if not bare or sender.country is None:
            return sent
        return replace(sent, id=sender.country, name=sender.name, country=sender.country)

    def _ended(self, event: EventMention, verb: Predicate) -> EventMention:
        """Make of what a verb says has stopped the act of stopping it: *a cessé de livrer*, *a arrêté de bombarder*."""
        upper = clauses.ceased(verb.token, self.reader.control.ceasing)
        if upper is None or event.event not in ENDED or verb.token.i - upper.i > CEASING_SPAN:
            return event
        return replace(event, start=upper.i, event=ENDED[event.event], mode=None, cameo=None)

    def _light_agents(self, verb: Predicate, light: Predicate | None) -> list[tuple[Argument, Side]]:
        """Agents that the noun of a passive light verb names: *les sanctions occidentales imposées à Moscou*.

        Else who claims what the noun names: *Daech revendique une attaque menée à Kaboul*.
        """
        if light is None or not verb.passive:
            return []
        of = light.role("de") if verb.token.head == light.token else []
        return (
            self._sides(light.role("par", "amod"))
            or self._sides(of)
            or self._author_of(light.token, self.reader.control.claiming)
        )

    def _measure_takers(self, pattern: Pattern, verb: Predicate) -> list[tuple[Argument, Side]]:
        """Return whose the act is that a frame has as subject: *le Soudan est frappé par des sanctions américaines*."""
        words = [w for role, w in pattern.frame if role == "sujet"]
        acts = [a.token for a in verb.role("sujet") if any(self._fills(a, w) for w in words if w)]
        acts = [t for t in acts if t.lemma_.lower() in self.known.nouns]
        return self._sides([a for t in acts for a in self.reader.noun(t).role("par", "amod", "de")])

    def _has_other_cause(self, verb: Predicate) -> bool:
        """Tell whether a passive names what did it, and that is nobody: *frappé par la crise*, not *par balle*, *par un raid*."""
        causes = [a.token for a in verb.role("sujet") if phrases.owns_determiner(a.token)]
        return any(t.lemma_.lower() not in self.known.nouns for t in causes)

    def _is_done_by_event(self, verb: Predicate) -> bool:
        """Tell whether what does a harm is an event that names no harm itself: *la révolution qui l'a renversé*."""
        patterns = [p for a in verb.role("sujet") for p in self.known.nouns.get(a.token.lemma_.lower(), ())]
        return not verb.passive and bool(patterns) and not {p.event for p in patterns} & AGENTLESS

    def _subjects(self, verb: Predicate, pattern: Pattern | None, light: Predicate | None) -> list[tuple[Argument, Side]]:
        """Return who acts; what nobody known does under a verb that no file names is hardly ever an event."""
        roles = (pattern and pattern.subject) or ("sujet",)
        subjects = self._sides(verb.role(*roles)) or self._sides(verb.role("possessif")) or self._light_agents(verb, light)
        subjects = subjects or (self._measure_takers(pattern, verb) if pattern else [])
        if not subjects and not verb.passive and "sujet" in roles:
            others = (self._sides(found)[:1] for found in self.reader.other_subjects(verb.token))
            subjects = next((sides for sides in others if sides), [])
        if not subjects and not verb.passive and pattern and pattern.event in CIVIC and not pattern.thing_acts:
            grounds = [a for a in verb.role("sujet") if a.token.lemma_.lower() in self.words.areas]
            subjects = self._sides(verb.role("sujet"), places=True) or [(a, self._thing(a.token)) for a in grounds]
        return subjects if pattern else [(a, side) for a, side in subjects if side.id]

    def _event(self, predicate: Predicate, pattern: Pattern | None, noun: Token | None) -> EventMention:
        token = predicate.token
        start, end = token.i, token.i + 1 + sum(c.dep_ == "fixed" for c in token.children if predicate.kind == "adjective")
        if noun is not None:
            first, last = min(token, noun), max(token, noun)
            if last.idx + len(last) - first.idx <= LIGHT_SPAN:
                start, end = first.i, last.i + 1
            elif token.head == noun:  # *les propositions de X, longtemps attendues, faites à Y*
                start, end = noun.i, noun.i + 1
        return EventMention(
            start=start,
            end=end,
            predicate=token.i,
            lemma=predicate.lemma if noun is None else f"{predicate.lemma} {noun.lemma_.lower()}",
            event=pattern.event if pattern else "OTHER",
            mode=pattern.mode if pattern else None,
            cameo=pattern.cameo if pattern else None,
            rule=pattern.id if pattern else f"clause[{predicate.kind}]",
        )

    def _objects(self, verb: Predicate, light: Predicate | None, pattern: Pattern | None) -> list[tuple[Argument, Side]]:
        """Choose the complement that is the object: the actor affected first, then the thing."""
        roles = (pattern and pattern.object) or OBJECT_ROLES
        arguments = [a for a in verb.role(*roles) if not _opens_clause(a, verb)] + self._inner(verb, roles)
        arguments = [a for a in arguments if a.role != "chez" or not clauses.is_pronoun(a.token)]  # *sont rentrés chez eux*
        if light:
            arguments = [a for a in arguments if a.token != light.token] + light.role(*roles, *NOUN_OBJECT_ROLES)
        listed = pattern.object if pattern and pattern.object else ()
        for role in sorted({a.role for a in arguments}, key=lambda r: roles.index(r) if r in roles else len(roles)):
            same = [a for a in arguments if a.role == role and self._acted_upon(a, listed)]
            same = [a for a in same if not self._only_situates(a, arguments, roles)]
            if sides := self._sides(same, places=True):
                return sides + (self._companions(verb) + self._things_beside(sides, arguments) if role == "objet" else [])
        wanted = [r for r in listed or ("objet",) if r != "en"]
        things = [a for a in arguments if a.role in wanted and self._is_thing(a.token) and not self._is_setting(a)]
        things = [a for a in things if a.role != "de" or not phrases.is_kind(a.token)]
        first = [a for a in things if a.role == things[0].role] or self._partitive(verb, roles, pattern)
        if not first and pattern and pattern.event in SWALLOWING:
            return [(a, side) for a, side in self._objects_below(verb.token) if side.id or side.type]
        own = pattern is not None and (pattern.noun_object or (pattern.event in TIES and light and light.role("possessif")))
        if not first and light and own:
            return [(Argument("objet", light.token, "light"), self._thing(light.token, verb.token))]
        if not first and pattern and pattern.event in ADDRESSED:  # *menace de rompre avec Madrid* threatens Madrid
            below = self._objects_below(verb.token)
            threat = pattern.event == "THREATEN"
            return [(a, s) for a, s in below if (s.type or (s.id and threat)) and (a.role != "objet" or threat)]
        return [(a, side) for a in first for side in (self._thing(a.token, verb.token), *self._co_owners(a.token))]

    def _only_situates(self, place: Argument, arguments: list[Argument], roles: tuple[str, ...]) -> bool:
        """Tell whether a place only says where the thing is that the pattern asks for before it: *saccagé les locaux à Goma*."""
        if (
            place.role not in LOCATIVE
            or place.via == "coordination"
            or not all(m.type == "place" or m.why in {"capital", "city"} for m in self._at(place))
        ):
            return False
        rank = roles.index(place.role) if place.role in roles else len(roles)
        earlier = [a for a in arguments if a.role in roles[: rank + 1] and a.token.i < place.token.i and a.role != "en"]
        return any(self._is_thing(a.token) and not self._places(a) and not self._is_setting(a) for a in earlier)

    def _is_setting(self, argument: Argument) -> bool:
        """Tell whether a thing only says how, when or where: *à trois reprises*, *un jour*, *dans l'attente*, *avec l'aide*.

        With *dans* only a definite place is somewhere to go to: *dans la capitale*.
        """
        noun, control = argument.token.lemma_.lower(), self.reader.control
        if noun in control.timing or (argument.role != "objet" and noun in control.adverbial):
            return True
        if argument.role == "avec" and noun in control.assisting:
            return True
        site = phrases.is_site(argument.token) or argument.token.lemma_.lower() in self.words.grounds
        return argument.role == "dans" and not site

    def _partitive(self, verb: Predicate, roles: tuple[str, ...], pattern: Pattern | None) -> list[Argument]:
        """Return the object that the parser took for a complement with *de*: *ont volé du bétail*."""
        if pattern is None or "objet" not in roles or "de" in roles:
            return []
        return [a for a in verb.role("de") if self._is_thing(a.token) and phrases.is_partitive(a.token)][:1]

    def _things_beside(self, sides: list[tuple[Argument, Side]], arguments: list[Argument]) -> list[tuple[Argument, Side]]:
        """Return the things in one list with actors: *ont tué un soldat et des bêtes*, *livre des chars et des obus*."""
        acting = {a.token for a, _ in sides}
        found: list[tuple[Argument, Side]] = []
        for group in clauses.groups([a for a in arguments if a.role == "objet"]):
            if acting & {a.token for a in group}:
                found += [(a, self._thing(a.token)) for a in group if a.token not in acting and self._is_thing(a.token)]
        return found

    def _companions(self, verb: Predicate) -> list[tuple[Argument, Side]]:
        """Return who suffers the same: *a été arrêté avec six autres personnes*."""
        return self._sides(verb.role("avec")) if verb.passive else []

    def _co_owners(self, thing: Token) -> list[Side]:
        """Return the other owners of several things of a kind: *les ambassades de France, de Belgique et du Rwanda*."""
        first = next((t for t in phrases.complements(thing) if t.i in self.mentions), None)
        if first is None or not phrases.is_proper(first) or phrases.number(thing) != "p":
            return []
        return [side for _, side in self._sides([Argument("de", t, "coordination") for t in clauses.conjuncts(first)])]

    def _objects_below(self, upper: Token) -> list[tuple[Argument, Side]]:
        """Object of what is refused or asked for: *refuse de livrer des armes à Kiev*."""
        below = [c for c in upper.children if c.dep_ in {"xcomp", "ccomp", "obl:arg", "acl"} and clauses.is_infinitive(c)]
        for verb in [v for c in below for v in (c, *(x for x in c.children if x.dep_ == "conj")) if clauses.is_verbal(v)]:
            noun = next((n for n, v in self.nouns_taken.items() if v == verb.i), None)
            light = self.reader.noun(self.doc[noun]) if noun is not None else None
            if found := self._objects(self.reader.verb(verb), light, self.typed.get(verb.i)):
                return found
        return []

    def _inner(self, verb: Predicate, roles: tuple[str, ...]) -> list[Argument]:
        """Complements that the parser hung on another: *livré des missiles à l'Iran*, *s'est entretenu par téléphone avec X*."""
        found = []
        frame = self.fillers.get(verb.token.i, ())
        for argument in (a for a in verb.arguments if a.role not in {"sujet", "possessif", "infinitif"}):
            token = argument.token
            filler = token.i in frame
            over = argument.role == "sur" and "a" in roles  # *un embargo sur les armes | à la Turquie*
            if (
                argument.role != "objet"
                and not filler
                and (token.i < verb.token.i or phrases.owns_determiner(token))
                and not over
            ):
                continue
            below = [c for c in token.children if c.i > token.i and (argument.role != "objet" or c.dep_ == "nmod")]
            if argument.role == "objet":
                below += [d for c in below for d in c.children if d.dep_ == "nmod" and clauses.preposition(d) != "de"]
            for child in below:
                role = clauses.preposition(child)
                if role in roles and (role != "de" or filler):
                    found += [Argument(role, t, "inner") for t in (child, *clauses.conjuncts(child))]
                found += [a for a in self.reader.beyond(child) if a.role in roles]
        return found

    def _names_place(self, argument: Argument) -> bool:
        """Tell whether a phrase names a city, a region or a country by its name: *ont pris Kherson*, not *les Russes*."""
        return any(m.type == "place" or (m.type == "state" and m.why in PLACE_NAMES) for m in self._at(argument))

    def _acted_upon(self, argument: Argument, listed: tuple[str, ...]) -> bool:
        """Tell whether a complement is an addressee or target, not the place where it happens."""
        if argument.role not in LOCATIVE or argument.role in listed:
            return bool(self._actors(argument)) or (argument.role in listed and bool(self._places(argument)))
        place = any(m.why in {"capital", "city"} or m.type == "place" for m in self._actors(argument))
        return bool(self._actors(argument)) and not place and phrases.is_dative(argument.token)

    # ------------------------------------------------------------ nouns

    def _is_event_noun(self, token: Token) -> bool:
        if token.lemma_.lower() not in self.known.nouns:
            return False
        failed = self._no_event_of_its_own(token)
        return failed is None or not self._refused(token, failed)

    def _no_event_of_its_own(self, token: Token) -> str | None:
        """Return why an event noun is no event here, or None."""
        if token.i in self.nouns_taken:
            return f"the noun of « {self.doc[self.nouns_taken[token.i]].text} »"
        claimed = (
            (self.framed, "in the frame of another event"),
            (self.idle, "in an idiom that denotes no event (none.toml)"),
            (self.named, "part of an actor's name"),
        )
        if taken := next((reason for tokens, reason in claimed if token.i in tokens), None):
            return taken
        return self._told_by_another(token)

    def _told_by_another(self, token: Token) -> str | None:
        """Return why an event noun is only part of what another word says, or None."""
        if self._is_carried(token) or self._is_phase(token.head, token):
            return f"« {token.head.text} » is the event already"
        if token.lemma_.lower() in self.reader.control.returning and phrases.is_adverbial(token):
            return "only an adverb: « en retour »"
        if self._is_asked_for(token):
            return f"only what « {token.head.text} » asks for or refuses"
        if self._phases_another(token):
            return "only a phase of the event below it"
        lasting = token.head.lemma_.lower() in TIMES and bool(phrases.complements(token))
        if phrases.is_kind(token) and token.head.lemma_.lower() in self.known.holders and not lasting:
            return f"« {token.head.text} » only holds it (none.toml)"
        return None if token.pos_ == "NOUN" and token.dep_ not in {"fixed", "flat:name"} else "no noun of its own here"

    def _is_asked_for(self, token: Token) -> bool:
        """Tell whether an event noun is only what a verb or noun asks for or refuses: *exige le départ de la force*.

        What somebody said is refused as such, and was said: *rejette les accusations de Kiev*.
        """
        upper = self.typed.get(token.head.i)
        events = {upper.event} if upper else set()
        own = {p.event for p in self.known.nouns[token.lemma_.lower()]}
        return token.dep_ in {"obj", "obl:arg"} and bool(events & SWALLOWING) and not own & SAID

    def _is_carried(self, token: Token) -> bool:
        """Tell whether a verb that often only carries a noun is an event of its own here: *organise des élections*."""
        verb = token.head
        return token.dep_ == "obj" and self.typed.get(verb.i) is not None and clauses.plain_lemma(verb) in self.known.auxiliary

    def _phases_another(self, token: Token) -> bool:
        """Tell whether a noun only phases the event below it: *le renforcement de la coopération*."""
        if token.lemma_.lower() not in self.reader.control.aspectual:
            return False
        noun = self.reader.noun(token)
        if any(self._fits(p, noun) and self._fillers(p, noun) for p in self.known.nouns[noun.lemma]):
            return False  # "la levée du blocus" has a frame of its own
        if self._sides([a for a in noun.role("par") if a.token.head == token]):
            return False  # "la ratification par Londres de l'adhésion de la Suède"
        own = {p.event for p in self.known.nouns[token.lemma_.lower()]}
        below = [self.known.nouns.get(c.lemma_.lower(), ()) for c in phrases.complements(token)]
        return any(patterns and not {p.event for p in patterns} & own for patterns in below)

    def _is_phase(self, head: Token, token: Token) -> bool:
        """Tell whether the noun above is the event already: *la signature d'un accord*."""
        lemma = head.lemma_.lower()
        if clauses.preposition(token) != "de" or lemma not in self.reader.control.aspectual:
            return False
        upper, lower = self.known.nouns.get(lemma, ()), self.known.nouns[token.lemma_.lower()]
        return bool({p.event for p in upper} & {p.event for p in lower})

    def _noun_events(self, token: Token) -> Iterator[EventMention]:
        noun = self.reader.noun(token)
        pattern = next((p for p in self.known.nouns[noun.lemma] if self._matches(p, noun)), None)
        if pattern is None:
            return
        if pattern.event == lexicon.NO_EVENT:
            self._refused(token, "what this rule matches is no event", pattern.id)
            return
        event = self._event(noun, pattern, None)
        self.framed |= self._fillers(pattern, noun)  # "la levée du blocus" is one event
        lent = [a for a in self._lent(token) if a.role not in {"sujet", "objet"} and not noun.role(a.role)]
        noun = replace(noun, arguments=(*noun.arguments, *lent))
        between = self._sides(noun.role("entre"))
        agents, objects = self._noun_sides(noun, pattern)
        if len(between) > 1 and not agents:
            yield from self._among(event, [side for _, side in between])
            return
        if len(between) > 1:
            objects = between
        if pattern.reciprocal and len(agents) > 1 and not objects:
            yield from self._among(event, [side for _, side in agents])
        elif agents:
            for _, agent in agents:
                others = [o for _, o in objects if o != agent]
                yield from (replace(event, subject=agent, object=o, path=("nominal",)) for o in others)
                if not others:
                    yield replace(event, subject=agent, path=("nominal",))
        elif self._is_suffered(event, pattern, [a for a, _ in objects]):
            yield from (replace(event, object=o, path=("nominal",)) for _, o in objects)
        else:
            self.framed -= self._cancelled(pattern, noun)
            self._refused(token, f"no actor as {_listed(pattern.subject or AGENT_ROLES)}", pattern.id)

    def _is_suffered(self, event: EventMention, pattern: Pattern, patients: list[Argument]) -> bool:
        """Tell whether an event noun without agent is one: it tells whom it meets, or where several acts occur."""
        if any(a.via == "place" for a in patients):
            return not pattern.needs_agent or phrases.is_plural(self.doc[event.start])
        named = bool(pattern.object) or any(a.role == "sujet" or a.via in LENT for a in patients)
        return _may_lack_agent(event, pattern) and named

    def _cancelled(self, pattern: Pattern, noun: Predicate) -> set[int]:
        """Return the event nouns that nobody is said to have cancelled: events of their own, *l'annulation de la visite de X*."""
        return set(self._fillers(pattern, noun)) if pattern.event == "REJECT" else set()

    def _noun_sides(self, noun: Predicate, pattern: Pattern) -> tuple[list[tuple[Argument, Side]], list[tuple[Argument, Side]]]:
        roles = pattern.object or NOUN_OBJECT_ROLES
        agents = self._agents(noun, pattern, roles)
        if pattern.event in VIOLENT and (agents or not pattern.needs_agent):
            roles = (*roles, *(r for r in ("contre", *LOCATIVE_ORDER) if r not in roles))
        roles = (*roles, "autour de") if pattern.event in SURROUNDING else roles
        taken = {a.token.i for a, _ in agents}
        if pattern.event in LEAVING and any(a.role in {"de", "possessif", "amod"} for a, _ in agents):
            roles = (*roles, "de")  # *le retrait du Mali du G5 Sahel*, *son retrait de la CEDEAO*
        objects: list[tuple[Argument, Side]] = self._left(noun, agents) if pattern.event in LEAVING else []
        for role in () if objects else roles:
            arguments = [a for a in noun.role(role) if a.token.i not in taken]
            objects = self._sides(arguments, places=True)
            if not objects and role in THING_ROLES:
                named = [a for a in arguments if self._is_thing(a.token) and not (role == "de" and phrases.is_kind(a.token))]
                objects = [(a, side) for a in named for side in (self._thing(a.token), *self._co_owners(a.token))]
            if objects:
                break
        if not objects and pattern.event in SWALLOWING:
            objects = self._objects_below(noun.token)
        has_doer = bool(agents) and all(a.role in {"par", "sujet"} for a, _ in agents)
        if not objects and "de" not in roles and pattern.event not in TALKS and has_doer:
            patients = [a for a in noun.role("de") if a.token.i not in taken | self._fillers(pattern, noun)]
            things = [a for a in patients if self._is_thing(a.token) and not phrases.is_kind(a.token)]
            objects = self._sides(patients, places=True)
            objects = objects or [(a, side) for a in things for side in (self._thing(a.token), *self._co_owners(a.token))]
        objects = objects or self._object_of_verb(noun)
        if not objects and pattern.event in VIOLENT and (agents or self.reader.is_said_to_occur(noun.token)):
            objects = self._sides(self.reader.places_around(noun.token), places=True)
        return agents, objects

    def _left(self, noun: Predicate, agents: list[tuple[Argument, Side]]) -> list[tuple[Argument, Side]]:
        """Return what is left, where the parser hung it on who leaves: *le retrait des forces russes | de la région*."""
        leaving = [a.token for a, _ in agents if a.role == "de"] or [a.token for a in noun.role("de")]
        leaving = [t for t in leaving if not any(m.type == "person" for m in self.mentions.get(t.i, ()))]
        names = {i for _, side in agents for i in range(side.start, side.end)}
        below = [c for t in leaving for c in phrases.complements(t) if c.i > t.i and c.i not in names]
        countries = [Argument("de", c, "inner") for c in below if phrases.is_proper(c) and self._is_foreign(c, agents)]
        if sides := self._sides(countries[-1:], places=True):
            return sides
        places = [Argument("de", c, "inner") for c in below if phrases.owns_determiner(c) and not phrases.is_proper(c)]
        return [(a, self._thing(a.token)) for a in places[-1:] if self._is_thing(a.token)]

    def _is_foreign(self, name: Token, agents: list[tuple[Argument, Side]]) -> bool:
        """Tell whether a name is a place of others than who leaves: *le retrait des troupes américaines d'Afghanistan*."""
        countries = {m.country or m.id for m in self.mentions.get(name.i, ()) if m.type in {"place", "state"}}
        leaving = {side.country for _, side in agents if side.country}
        return bool(countries and leaving) and not countries & leaving

    def _agents(self, noun: Predicate, pattern: Pattern, roles: tuple[str, ...]) -> list[tuple[Argument, Side]]:
        for role in pattern.subject or AGENT_ROLES:
            if role == "de" and (carried := self._sides([a for a in self._lent(noun.token) if a.role == "sujet"])):
                return carried  # *l'armée poursuit le harcèlement des ONG*
            if role == "de" and (noun.role("possessif") or ("de" in roles and not self._acts(noun, roles))):
                continue  # *son retrait de la CEDEAO*
            arguments = noun.role(role)
            if role == "de" and pattern.event in LEAVING:
                arguments = clauses.first_group(arguments)
            if found := self._sides(self._doers(arguments, pattern)):
                return found
        lent = self._sides([a for a in self._lent(noun.token) if a.role == "sujet"])
        lent = lent or self._announcer(noun, pattern) or self._agents_of_filler(noun, pattern)
        return lent or self._framed_agents(noun) or self._attending(noun, pattern)

    def _agents_of_filler(self, noun: Predicate, pattern: Pattern) -> list[tuple[Argument, Side]]:
        """Return whose the thing is that is given, sent, fired: *la livraison d'armes turques*, *un tir de missile russe*."""
        kinds = self._fillers(pattern, noun)
        beside = [a for a in noun.role("de") if a.token.i not in kinds and any(i < a.token.i for i in kinds)]
        if any(phrases.is_kind(self.doc[i]) for i in kinds) and (others := self._sides(beside)):
            return others  # *les coupures de gaz de Moscou*
        if pattern.event not in OWNED:
            return []
        fillers = [self.reader.noun(self.doc[i]) for i in sorted(self._fillers(pattern, noun))]
        return self._sides([a for filler in fillers for a in filler.role("par", "amod", "de")])

    def _doers(self, arguments: list[Argument], pattern: Pattern) -> list[Argument]:
        """Leave out the cities where violence or protest happens: *l'attaque de Tabaski*, *les émeutes de Dakar*."""
        if pattern.event not in LOCAL:
            return arguments
        return [a for a in arguments if a.role != "de" or not any(m.why == "city" for m in self._at(a))]

    def _announcer(self, noun: Predicate, pattern: Pattern) -> list[tuple[Argument, Side]]:
        """Return who announces an act that is theirs to do, or claims one: *Daech revendique l'attaque*.

        Who denies an act as such denies it for themselves: *Moscou nie toute attaque*.
        """
        control = self.reader.control
        verbs = control.claiming | (control.announcing if pattern.event in ANNOUNCED else frozenset())
        found = self._author_of(noun.token, verbs)
        if not found and phrases.is_universal(noun.token):
            denying = lexicon.qualifiers().kind("verbs", speech.names(noun.token.head)) == "denial"
            found = self._author_of(noun.token, {clauses.plain_lemma(noun.token.head)}) if denying else []
        return found

    def _author_of(self, act: Token, verbs: Collection[str]) -> list[tuple[Argument, Side]]:
        """Return the subject of some verb whose object an act is."""
        first = clauses.first_of_list(act)
        head = first.head
        if first.dep_ != "obj" or not clauses.is_verbal(head) or clauses.plain_lemma(head) not in verbs:
            return []
        return self._sides(self.reader.verb(head).role("sujet"))

    def _attending(self, noun: Predicate, pattern: Pattern) -> list[tuple[Argument, Side]]:
        """Return who speaks or acts on the occasion of a talk with somebody: *a promis, lors d'un entretien avec X*."""
        verb = self.reader.occasion_of(noun.token) if pattern.event in TALKS else None
        abroad = noun.lemma in self.reader.control.underway and bool(self._sides(noun.role("a", "en", "dans"), places=True))
        if verb is None or not (abroad or self._sides(noun.role("avec"))):
            return []
        return self._sides(self.reader.verb(verb).role("sujet"))

    def _framed_agents(self, noun: Predicate) -> list[tuple[Argument, Side]]:
        """Return who does what the noun of a light verb only frames: *a brandi la menace d'une intervention*."""
        frame = noun.token.head
        verb = self.nouns_taken.get(frame.i)
        if verb is None or frame.lemma_.lower() not in self.reader.control.framing or clauses.preposition(noun.token) != "de":
            return []
        return self._sides(self.reader.verb(self.doc[verb]).role("sujet"))

    def _acts(self, noun: Predicate, roles: tuple[str, ...]) -> bool:
        """Tell whether *de X* names the agent although the pattern also takes it for a patient."""
        if any(self._actors(a) or self._places(a) for r in roles if r != "de" for a in noun.role(r)):
            return True
        return roles[0] != "de" and any(self._actors(a) for a in noun.role("de"))

    def _lent(self, token: Token) -> list[Argument]:
        """Return what other words lend an event noun, a light verb too: *les sanctions de l'ONU imposées à Pyongyang*."""
        verb = self.carried.get(token.i)
        carried = [a for a in verb.arguments if a.role not in {"sujet", "objet"}] if verb else []
        return [*self.reader.lent(token, self.known.auxiliary), *carried]

    def _object_of_verb(self, noun: Predicate) -> list[tuple[Argument, Side]]:
        """Object that the verb gives an event noun: *une attaque blesse quatre soldats*, *Kharkiv subit des raids*."""
        first = clauses.first_of_list(noun.token)
        head = first.head
        events = {p.event for p in self.known.nouns[noun.lemma]}
        harmless = clauses.preposition(noun.token) == "sous" and not events & (
            AGENTLESS | {"THREATEN"}
        )  # *sous médiation turque*
        patients = [a for a in self._lent(noun.token) if a.role == "objet" and not harmless]
        aimed = clauses.plain_lemma(head) in self.reader.control.targeting  # *X est visé par une enquête*
        if phrases.is_agent(first) and not aimed and not self._is_force(head):
            patients = []  # *des rumeurs nées de la mort de X*, *un mouvement déclenché par l'invasion*
        if lent := self._sides(patients, places=True):
            return lent
        if things := [(a, self._thing(a.token)) for a in patients if self._is_thing(a.token)]:
            return things
        if noun.token.dep_ != "nsubj" or not clauses.is_verbal(head):
            return []
        return self._objects(self.reader.verb(head), None, self.typed[head.i]) if self._is_force(head) else []

    def _is_force(self, verb: Token) -> bool:
        """Tell whether a verb says what somebody suffers: *un camp détruit par une frappe*, *une frappe a tué X*."""
        pattern = self.typed.get(verb.i)
        return pattern is not None and pattern.event in AGENTLESS

    # ------------------------------------------------------------ sides

    def _sides(self, arguments: list[Argument], *, places: bool = False) -> list[tuple[Argument, Side]]:
        found: list[tuple[Argument, Side]] = []
        for argument in arguments:
            mentions = self._actors(argument) or (self._places(argument) if places else [])
            sides = [self._side(m) for m in mentions]
            sides += self._co_owners(argument.token) if len(mentions) == 1 else []
            found += [(argument, side) for side in dict.fromkeys(sides)]
        return found

    def _actors(self, argument: Argument) -> list[ActorMention]:
        return [m for m in self._at(argument) if m.type != "place"]

    def _places(self, argument: Argument) -> list[ActorMention]:
        return [m for m in self._at(argument) if m.type == "place"]

    def _at(self, argument: Argument) -> list[ActorMention]:
        """Return the mentions at a phrase: the longest, and all that share its span (*les deux pays*)."""
        token = argument.token
        found = self.mentions.get(token.i)
        if not found and argument.role != "possessif":
            found = self.mentions.get(clauses.nominal_heads(token, self.reader.control.transparent).i)
        name = clauses.name_behind(token)
        if name is not None and (not found or (not phrases.is_proper(token) and self.mentions.get(name.i))):
            found = self.mentions.get(name.i)  # *le Canadien Barrick Gold*
        if not found:
            return []
        longest = max(found, key=lambda m: m.end - m.start)
        same = [m for m in found if (m.start, m.end) == (longest.start, longest.end)]
        return list({m.id: m for m in same}.values())

    def _side(self, mention: ActorMention) -> Side:
        start, end, stands_for = mention.start, mention.end, None
        if mention.antecedent:
            stands_for = (mention.start, mention.end)
            if self.doc[mention.antecedent[0]].sent == self.doc[mention.start].sent:
                start, end = mention.antecedent
        return Side(
            start=start,
            end=end,
            head=mention.head,
            id=mention.id,
            name=mention.name,
            type=mention.type,
            country=mention.country,
            sector=mention.sector,
            candidates=mention.candidates,
            stands_for=stands_for,
        )

    def _is_thing(self, token: Token) -> bool:
        if token.i in self.timed or token.lemma_.lower() in self.reader.control.measuring:
            return False
        if token.pos_ == "ADJ" and not phrases.owns_determiner(token):
            return False  # *suspecte certains de ses employés*
        return phrases.is_noun(token) or phrases.is_proper(token) or clauses.is_personal(token) or phrases.is_antecedent(token)

    def _acting(self, head: Token) -> frozenset[str]:
        """Return the ids of who does what a verb or an event noun says."""
        if clauses.is_verbal(head):
            arguments = self.reader.verb(head).role("sujet", "par")
        else:
            arguments = self.reader.noun(head).role("amod", "par", "possessif")
        return frozenset(m.id for a in arguments for m in self._at(a) if m.id)

    def _thing(self, token: Token, doing: Token | None = None) -> Side:
        """Describe an object that is no actor, with its owner if the phrase names one."""
        start, end = phrases.core_span(token)
        frame = self.fillers.get(doing.i, ()) if doing else ()
        end = min([end, *(c.left_edge.i for c in token.children if c.i in frame and c.i > token.i)])  # *le suspect | en justice*
        owned = [m for i in range(start, end) for m in self.mentions.get(i, ()) if m.id]
        owned = owned or [m for c in token.children if clauses.is_possessive(c) for m in self.mentions.get(c.i, ()) if m.id]
        owned = owned or [m for t in phrases.owners(token) for m in self.mentions.get(t.i, ()) if m.id]
        holders = phrases.holders(token, self.words.holding, doing)
        owned = owned or [m for t in holders for m in self.mentions.get(t.i, ()) if m.id]
        owner = owned[0] if owned else None
        if owner is None and not holders and token.lemma_.lower() in self.words.grounds:
            owner = self.countries.ground(token, self.words.areas, self._acting(token.head))
        if owner is None and token.lemma_.lower() in self.words.acts and not phrases.is_indefinite(token):
            owner = self._author(token)
        return Side(
            start=start,
            end=end,
            head=token.i,
            id=owner.id if owner else None,
            name=owner.name if owner else None,
            country=owner.country if owner else None,
        )

    def _author(self, act: Token) -> ActorMention | None:
        """Return who did or said last what a phrase takes up: *Paris a fermé l'ambassade. Bamako dénonce la mesure*."""
        doing = self._acting(act.head)
        first = act.sent.start
        before = max(self.doc[first - 1].sent.start if first else 0, act.i - ACT_REACH)
        verbs = (t for t in reversed(self.doc[before : act.i]) if t.i in self.typed and t != act.head)
        sides = (m for t in verbs for a in self.reader.verb(t).role("sujet") for m in self._at(a))
        return next((m for m in sides if m.id and m.id not in doing), None)


def _phrases_below(verb: Predicate) -> list[Token]:
    """Return the phrases with a preposition that hang on the object of a verb."""
    below = (c for a in verb.role("objet") for c in a.token.children)
    return [c for c in below if c.dep_ in {"nmod", "obl:mod", "obl:arg"}]


def _opens_clause(argument: Argument, verb: Predicate) -> bool:
    """Tell whether a phrase before its verb only sets the scene: *à Goma, des rebelles ont pillé*, not *leur*, *auquel*."""
    token = argument.token
    setting = argument.role in LOCATIVE | {"de"} and argument.via in {"own", "coordination"}
    return setting and token.i < verb.token.i and not clauses.is_pronoun(token) and not phrases.is_subject(token)


def _may_lack_agent(event: EventMention, pattern: Pattern | None) -> bool:
    """Tell whether an event is somebody's even when the text does not say whose (GUIDELINES, "Passive")."""
    return event.event in AGENTLESS and not (pattern and pattern.needs_agent)


def _listed(words: Collection[str]) -> str:
    """Write a list for people, its beginning if it is long."""
    shown = sorted(words) if isinstance(words, frozenset) else list(words)
    return ", ".join(shown[:SHOWN]) + (", …" if len(shown) > SHOWN else "")
