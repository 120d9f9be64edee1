"""Predicates and their arguments: who is the subject and who the object, after undoing what French does to them.

The constructions and their order follow the experiments in ``facts/arguments.md``: passive, relatives,
participles, control and raising, infinitive and gerund adjuncts, coordination behind a gate.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Literal

from geoint.grammar.order import lost_subjects, perfect_above
from geoint.grammar.words import (
    CONTAINED,
    NEAR,
    NOMINAL,
    OBLIQUES,
    SUBJECTS,
    TIMES,
    case_words,
    features,
    governs_infinitive,
    is_age,
    is_death,
    is_finite,
    is_infinitive,
    is_past_participle,
    is_personal,
    is_possessive,
    is_pronoun,
    is_reflexive_clitic,
    is_relative,
    is_verbal,
    marks_purpose,
    near,
    owner_is_plural,
    plain_lemma,
    preposition,
    verb_lemma,
    without_accents,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Token

    from geoint.lexicon import Control

__all__ = [  # what is asked of the words of a clause, from one place
    "Argument", "ClauseReader", "Predicate", "adjective_lemma", "agreeing", "ceased", "conjuncts", "features",
    "find_antecedent", "first_group", "first_of_list", "governs_infinitive", "groups", "is_attribute", "is_death", "is_finite",
    "is_infinitive", "is_past_participle", "is_personal", "is_personal_clitic", "is_possessive", "is_pronoun",
    "is_reflexive_clitic", "is_relative", "is_verbal", "marks_purpose", "name_behind", "near", "nominal_heads", "owner_is_plural",
    "plain_lemma", "preposition", "verb_lemma",
]  # fmt: skip
_GOVERNED = frozenset({"xcomp", "ccomp", "obl:arg", "obl:mod"})  # how the parser hangs an infinitive on its verb
_TERMS = frozenset({"effet", "délai", "préavis", "condition", "réserve"})  # on which somebody leaves or yields: *sans délai*
_AROUND = frozenset({"a", "dans", "en", "sur", "pres de"})  # where a clause happens
_DIRECTIONS = frozenset({"contre", "sur", "en", "a", "vers", "avec"})
# Prepositions of a noun whose infinitive the subject does: *avec l'espoir de*, *dans le but de*, *en vue de*.
_TELLING = frozenset({"par", "avec", "de", "contre", "pour", "a", "jusqu a"})  # of a participle: who, with what, what for
_HOLDING = frozenset({"avec", "dans", "en", "par", "sur"})
# Prepositions of what an event noun governs, also from afar.
_STRAYING = frozenset({"contre", "entre", "avec", "envers", "par", "a", "sur", "en", "dans", "vers", "de", "face a", "aupres de"})
AGREEMENT_WINDOW = 12  # tokens back from *qui*
ASIDE = 7  # tokens of a date between commas
STEPS = 12  # words up a tree, or back in a list, that a repair looks at
MOST_STRAYS = 3  # phrases after a noun that its own may include
ANTECEDENT_WINDOW = 5  # tokens back from a relative pronoun
INCISE_WINDOW = 40  # tokens back from a verb to the end of the quote that it comments
_PARTS = frozenset({"certains", "certaines", "plusieurs", "beaucoup", "quelques-uns", "plupart", "majorité", "un", "une"})
_COUNTING = frozenset({"plus", "moins", "près", "davantage"})
_ASIDES = frozenset({",", "(", "–", "—", "-"})  # what sets an apposition off
_OPENERS = frozenset({",", "»", '"', "”", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Argument:
    """A phrase by its head, the role it plays, and the construction (``via``) that gave it that role."""

    role: str
    token: Token
    via: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb, noun or adjective with its arguments; ``lemma`` carries *se* where the verb is reflexive."""

    token: Token
    lemma: str
    kind: Literal["verb", "noun", "adjective"]
    passive: bool
    arguments: tuple[Argument, ...]

    def role(self, *roles: str) -> list[Argument]:
        """Return the arguments that play one of the roles, in the order of the roles."""
        return [a for role in roles for a in self.arguments if a.role == role]


@dataclass(slots=True)
class ClauseReader:
    """Reads the predicates of one parsed Doc; each verb and the upward search for its subjects are read once and kept."""

    doc: Doc
    control: Control
    _subjects: dict[int, tuple[Argument, ...]] = field(default_factory=dict)
    _verbs: dict[int, Predicate] = field(default_factory=dict)
    _places: dict[int, tuple[tuple[Token, ...], tuple[Token, ...]]] = field(default_factory=dict)

    def verbs(self) -> Iterator[Predicate]:
        """Yield every verb that heads a clause, with its arguments."""
        for token in self.doc:
            if is_verbal(token):
                yield self.verb(token)

    def verb(self, token: Token) -> Predicate:
        """Return one verb with its arguments."""
        if token.i not in self._verbs:
            self._verbs[token.i] = self._read_verb(token)
        return self._verbs[token.i]

    def _read_verb(self, token: Token) -> Predicate:
        passive = self.is_passive(token)
        grammatical = self.subjects(token)
        role = _role_of_subject(token, passive=passive)
        arguments = [Argument(role, a.token, a.via) for a in grammatical if a.role != "possessif"]
        arguments += [Argument("possessif", a.token, a.via) for a in grammatical if a.role == "possessif"]
        taken = {a.token.i for a in grammatical}
        arguments += [a for a in self._complements(token, passive=passive) if a.token.i not in taken]
        if passive and not any(a.role == "sujet" for a in arguments):
            arguments += self._buried_agents(token)
        arguments += [Argument("infinitif", c, "own") for c in token.children if c.dep_ in _GOVERNED and is_infinitive(c)]
        arguments += [Argument("attribut", c, "own") for c in _attributes(token)]
        return Predicate(token, verb_lemma(token), "verb", passive, tuple(arguments))

    def noun(self, token: Token) -> Predicate:
        """Return a noun with its complements as arguments; ``amod`` and ``possessif`` are roles of their own."""
        arguments: list[Argument] = []
        for child in token.children:
            if child.dep_ in {"nmod", "obl:arg", "obl:mod", "obl:agent"}:
                arguments += self._distributed(preposition(child), child, "nominal")
                arguments += [Argument("entre", t, "coordination") for t in _second_of_pair(child)]
                arguments += [a for c in (child, *conjuncts(child)) for a in self._passed_on(c)] + self.beyond(child)
            elif child.dep_ == "amod":
                arguments += [Argument("amod", t, "nominal") for t in (child, *_compounded(child))]
            elif is_possessive(child):
                suffers = token.lemma_.lower() in self.control.undergone
                arguments.append(Argument("de" if suffers else "possessif", child, "nominal"))
        arguments += self._surrounded(token)
        if not any(a.role == "par" for a in arguments):
            arguments += [Argument("par", a.token, "nominal") for a in self._buried_agents(token)]
        if not any(a.role == "de" for a in arguments):
            arguments += self._buried_patients(arguments)
        for role, head in (*self._strays_after(token), *self._framed(token)):
            accuser = role == "par" and self._is_charge(token, token.head)  # *accusée de génocide | par Kiev*
            if not accuser and not any(a.role == role for a in arguments):
                arguments += self._distributed(role, head, "stray")
        if self._is_charge(token, token.head):  # *accusé de massacre par X* is no massacre by X
            arguments = [a for a in arguments if a.role != "par"]
        arguments = [b for a in arguments for b in _on_the_part_of(a)]
        return Predicate(token, token.lemma_.lower(), "noun", passive=False, arguments=tuple(arguments))

    def _strays_after(self, noun: Token) -> list[tuple[str, Token]]:
        """Return what follows right after a noun phrase but hangs on a word above: *le blocus russe | en mer Noire*."""
        doc, at = noun.doc, noun.right_edge.i + 1
        above = set(islice(noun.ancestors, STEPS))
        found: list[tuple[str, Token]] = []
        if any(is_verbal(t) and is_finite(t) for t in doc[noun.i + 1 : at][:NEAR]):
            return []
        while at < len(doc) and not doc[at].is_sent_start and len(found) < MOST_STRAYS:
            head = _phrase_at(_past_aside(doc, at))
            if head is None or head.head not in above or preposition(head) not in _STRAYING:
                break
            found.append((preposition(head), head))
            at = head.right_edge.i + 1
        return found

    def _surrounded(self, noun: Token) -> list[Argument]:
        """Return what an event goes on around, wherever *autour* hangs: *les manœuvres | autour de l'île*."""
        after = noun.doc[noun.right_edge.i + 1 : noun.right_edge.i + 2]
        around = [t for t in (*noun.children, *after) if t.lower_ == "autour" and t.i > noun.i]
        return [a for t in around for c in t.children if preposition(c) == "de" for a in self._distributed("autour de", c, "own")]

    def _framed(self, noun: Token) -> list[tuple[str, Token]]:
        """Return the complements that the noun above holds for it: *la tentative de médiation | entre X et Y*."""
        head = noun.head
        bare = preposition(noun) == "de" and not any(c.dep_ == "det" for c in noun.children)
        if not bare or head.i > noun.i or head.lemma_.lower() not in self.control.framing:
            return []
        after = [(preposition(c), c) for c in head.children if c.dep_ in OBLIQUES and c.i > noun.i]
        possessive = [("possessif", c) for c in head.children if is_possessive(c)]
        return [*after, *possessive, *self._strays_after(head)]

    def adjective(self, token: Token) -> Predicate:
        """Return an adjective or adverbial phrase that says something of somebody: *favorable à*, *d'accord pour*."""
        beside = [c for c in token.head.children if c.i > token.i] if token.dep_ == "xcomp" else []  # *se dit solidaire de Kiev*
        found = [a for c in (*token.children, *beside) for a in self._qualified(c)]
        subjects = _via(self._described(token), "described")
        return Predicate(token, adjective_lemma(token), "adjective", passive=False, arguments=(*subjects, *found))

    def _qualified(self, child: Token) -> list[Argument]:
        role = preposition(child) if child.dep_ in OBLIQUES else ""
        return self._distributed(role, child, "own") if role else []

    def lent(self, token: Token, carriers: frozenset[str]) -> list[Argument]:
        """Return what stands above an event noun lends it: its agents as ``sujet``, its patients as ``objet``.

        ``carriers`` are the verbs that make no event beside a noun: *mener une offensive*.
        """
        return [*self._lent_from_above(token, carriers), *self._lent_by_participle(token, carriers)]

    def _lent_by_participle(self, token: Token, carriers: frozenset[str]) -> list[Argument]:
        """Return what a participle after an event noun adds: *une offensive menée par X contre Y*, *des tirs visant Z*."""
        found: list[Argument] = []
        for child in (c for c in token.children if c.dep_ == "acl" and not is_finite(c)):
            verb = self.verb(child)
            if verb.passive and plain_lemma(child) in self.control.imputing:
                found += _as("sujet", verb.role("a"))
            if verb.passive and {verb.lemma, plain_lemma(child)} & carriers:
                found += [a for a in verb.arguments if a.role in {"sujet", "contre", "sur", "entre", "avec", "a"}]
            elif not verb.passive and plain_lemma(child) in self.control.targeting:
                found += verb.role("objet")
        return found

    def _lent_from_above(self, token: Token, carriers: frozenset[str]) -> list[Argument]:
        head = token.head
        undergone = token.lemma_.lower() in self.control.undergone
        if preposition(token) in ({"en", "a"} if undergone else {"en"}) and any(c.dep_ == "cop" for c in token.children):
            return _as("objet" if undergone else "sujet", self._described(token))
        if is_verbal(head):
            return self._lent_by_verb(token, self.verb(head), carriers)
        first = first_of_list(token)
        if first != token and is_verbal(first.head):  # *a subi des raids et des bombardements*
            return self._lent_by_verb(first, self.verb(first.head), carriers)
        if preposition(token) == "sous" and head.pos_ in NOMINAL:
            return self._distributed("objet", head, "suffering")
        if preposition(token) == "de" and head.lemma_.lower() in self.control.suffering:
            return _as("objet", self._sufferers(head))
        if self._is_charge(token, head.head) and head.dep_ == "obj":
            return self._distributed("sujet", head, "charge")
        wanted = {"de"} if plain_lemma(token) in self.control.returning else {"en"}
        bare = preposition(token) in wanted and not any(c.dep_ == "det" for c in token.children)
        if bare and head.pos_ in NOMINAL and plain_lemma(token) in self.control.underway:
            return self._distributed("sujet", head, "underway")
        if preposition(token) == "de" and head.lemma_.lower() in self.control.authoring:
            return _as("sujet", self._described(head))
        if preposition(token) == "de" and head.lemma_.lower() in self.control.aspectual:
            return [
                replace(a, via="phase") for a in self.noun(head).arguments if a.token != token and a.role not in {"de", "amod"}
            ]
        return []

    def occasion_of(self, noun: Token) -> Token | None:
        """Return the verb of the clause on whose occasion an event takes place: *lors d'un entretien*, *dans un discours*."""
        inner = noun
        if inner.head.lemma_.lower() in {"issue", "cours", "occasion", "terme", "lors", "marge"} and inner.dep_ in OBLIQUES:
            inner = inner.head
        opens = inner is not noun or inner.doc[inner.left_edge.i].lower_ in {"dans", "lors", "après", "durant", "pendant"}
        return inner.head if opens and inner.dep_ in OBLIQUES | {"advmod"} and is_verbal(inner.head) else None

    def is_said_to_occur(self, token: Token) -> bool:
        """Tell whether the verb of an event noun only says that it happens: *des heurts ont éclaté à Dakar*."""
        if token.dep_ not in SUBJECTS or not is_verbal(token.head):
            return False
        return bool({self.verb(token.head).lemma, plain_lemma(token.head)} & self.control.occurring)

    def places_around(self, token: Token) -> list[Argument]:
        """Return where the clause of an event noun happens: *à Kramatorsk, une frappe a fait trois morts*."""
        verb = next((a for a in token.ancestors if is_verbal(a)), None)
        if verb is None:
            return []
        opening, around = self._places_of(verb)
        found = dict.fromkeys((*(c for c in opening if c.i < token.i), *around))
        return [Argument("lieu", c, "place") for c in found if c.i != token.i]

    def _places_of(self, verb: Token) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
        """Return the phrases with *à* that open the sentence of a verb, and all that may say where its clause happens."""
        if verb.i not in self._places:
            start = verb.sent.start
            opening = (c for c in verb.children if c.left_edge.i == start and c.left_edge.lower_ in {"a", "à"})
            around = (c for c in verb.children if c.dep_ in OBLIQUES and case_words(c) and preposition(c) in _AROUND)
            self._places[verb.i] = (tuple(opening), tuple(around))
        return self._places[verb.i]

    def _sufferers(self, noun: Token) -> Iterable[Argument]:
        """Return whom *cible* or *victime* is said of: *X est la cible de*, *X, victime de*, *X sous le coup de*."""
        if own := _own_subjects(noun):
            return [a for s in own for a in self._resolved("sujet", s, noun, "suffering")]
        head = noun.head
        if is_verbal(head):
            return self.subjects(head)
        return self._distributed("sujet", head, "suffering") if head.pos_ in NOMINAL and head.i < noun.i else []

    def _is_charge(self, token: Token, verb: Token) -> bool:
        """Tell whether a noun names what a verb charges somebody with: *accusé de pillages*, *condamné pour meurtre*."""
        bare = not any(c.dep_ == "det" for c in token.children)
        return bare and preposition(token) in {"de", "pour"} and is_verbal(verb) and plain_lemma(verb) in self.control.charging

    def _lent_by_verb(self, token: Token, verb: Predicate, carriers: frozenset[str]) -> list[Argument]:
        lemmas = {verb.lemma, plain_lemma(verb.token)}
        role = preposition(token)
        bare = not any(c.dep_ == "det" for c in token.children)
        if token.dep_ == "obj" and lemmas & self.control.undergoing:
            return _as("objet", verb.role("sujet"))
        if token.dep_ == "obj" and lemmas & self.control.announcing:
            directed = [a for a in verb.arguments if a.role in _DIRECTIONS and a.token.i > token.i]
            return directed + (_as("sujet", verb.role("sujet")) if lemmas & carriers else [])
        if token.dep_ == "obj" and lemmas & self.control.imputing:
            return _as("sujet", verb.role("a"))
        forced = role == "a" and bool(lemmas & carriers & self.control.object)  # *a contraint les habitants à la fuite*
        if self._is_charge(token, verb.token) or (forced and verb.role("objet")):
            return _as("sujet", verb.role("objet"))
        if role == "de" and any(a.token.lemma_.lower() in self.control.suffering for a in verb.role("objet")):
            return _as("objet", verb.role("sujet"))
        carried = bool(lemmas & carriers) and (
            token.dep_ == "obj"
            or (token.dep_ == "obl:arg" and not any(c.dep_ == "obj" for c in verb.token.children))  # *faire face à des attaques*
            or (role == "a" and bool(lemmas & self.control.proceeding))
        )
        if (
            carried
            or (role == "de" and bare and token.i < verb.token.i and plain_lemma(token) in self.control.returning)
            or (role == "en" and bare and not any(c.lemma_.lower() == "plein" for c in token.children))
            or (role in {"par", "avec"} and not verb.passive and lemmas & self.control.answering)
        ):
            return _as("sujet", verb.role("sujet"))
        if role == "sous":
            return _as("objet", verb.role("objet") or verb.role("sujet"))
        if verb.passive and (token.dep_ == "obl:agent" or role == "par"):
            return _as("objet", verb.role("objet"))
        if token.dep_ in SUBJECTS and lemmas & self.control.occurring:
            return [a for a in verb.arguments if a.role in {"entre", "contre", "avec", "a l encontre de"}]
        return []

    def _passed_on(self, complement: Token) -> list[Argument]:
        """Return what the parser hung on a complement but the noun governs: *la visite du roi en Égypte*.

        A complement without article only names the kind of event (*coup d'État*, *mise en cause*): all that hangs
        on it belongs to the whole.
        """
        role = preposition(complement)
        if _takes_no_complement(complement):
            owned = [g for g in complement.children if g.i > complement.i and g.dep_ in OBLIQUES and preposition(g) == "de"]
            return [a for g in owned for a in self._distributed("de", g, "passed on")]
        plural = "Plur" in features(complement, "Number")
        kind = role in {"de", "en"} and not plural and not any(c.dep_ == "det" for c in complement.children)
        wanted = _DIRECTIONS | {"de", "par", "entre"} if kind else _DIRECTIONS | {"entre"}
        if role != "de" and not kind:
            return []
        inner = [g for g in complement.children if g.dep_ in OBLIQUES and preposition(g) in wanted]
        passed = [a for g in inner for a in self._distributed(preposition(g), g, "passed on")]
        described = [c for c in complement.children if c.dep_ == "amod"] if role == "en" and kind else []
        return passed + [Argument("amod", c, "passed on") for c in described]  # *la mise en garde chinoise*

    def _buried_agents(self, token: Token) -> list[Argument]:
        """Return an agent that the parser hung on a complement: *le blocage des ports par la Russie*."""
        below = [c for c in token.children if c.dep_ in OBLIQUES | {"obj", "xcomp"}]
        below += [a for c in below for a in c.children if a.dep_ == "amod"]
        inner = [g for c in below for g in c.children]
        agents = [g for g in inner if g.dep_ in OBLIQUES and preposition(g) == "par" and g.i > token.i]
        return [a for g in agents[:1] for a in self._distributed("sujet", g, "buried agent")]

    def _buried_patients(self, arguments: list[Argument]) -> list[Argument]:
        """Return what the parser hung on the agent of an event noun: *le rejet par Kiev | de l'accord*.

        A name has no complement of its own; of another noun's the last is the patient (*par les troupes de Kiev de la ville*).
        """
        agent = next((a.token for a in arguments if a.role == "par"), None)
        if agent is None:
            return []
        below = [c for c in agent.children if c.dep_ == "nmod" and preposition(c) == "de" and c.i > agent.i]
        patients = below if agent.pos_ == "PROPN" or agent.text[:1].isupper() else below[1:]
        return [a for c in patients[-1:] for a in self._distributed("de", c, "buried patient")]

    # ------------------------------------------------------------ voice

    def is_passive(self, token: Token) -> bool:
        """Tell whether the grammatical subject of a verb is its patient."""
        auxiliaries = [c for c in token.children if c.dep_.startswith("aux")]
        if any(is_reflexive_clitic(c) for c in token.children) and not _suffers(token):
            return False
        if plain_lemma(token) in self.control.active_participles and not any(c.lower_ == "été" for c in auxiliaries):
            return False
        if any(c.dep_ == "aux:pass" for c in auxiliaries):
            return True
        if any(c.lemma_ == "avoir" for c in auxiliaries):
            return False
        if any(c.dep_ in {"nsubj:pass", "expl:pass"} for c in token.children):
            return True
        if _suffers(token):
            return True
        if not is_past_participle(token) or auxiliaries or perfect_above(token) is not None:
            return False
        if {"nsubj", "obj"} <= {c.dep_ for c in token.children if c.i > token.i or c.dep_ == "nsubj"}:
            return False  # a present misread: *la Slovénie élit sa présidente*
        if token.dep_ == "conj" and is_verbal(token.head) and not _own_subjects(token):
            return self.is_passive(token.head)
        return plain_lemma(token) not in self.control.active_participles

    # ------------------------------------------------------------ subjects

    def subjects(self, token: Token) -> tuple[Argument, ...]:
        """Return the grammatical subjects of a verb, before voice is undone."""
        if token.i not in self._subjects:
            self._subjects[token.i] = ()  # a malformed tree must not loop
            self._subjects[token.i] = tuple(self._search(token))
        return self._subjects[token.i]

    def other_subjects(self, token: Token) -> Iterator[list[Argument]]:
        """Yield what else may be the subject of a verb, where what the parser gives it does nothing: the best first."""
        via = next((a.via for a in self.subjects(token)), "")
        pronoun = next((c for c in near(token) if c.lower_ == "qui" and c.i < token.i), None)
        if via in {"participle", "relative", "adjunct"}:
            before = _before_comma(pronoun or token)
            if before is not None and before.pos_ in {"NOUN", "PROPN", "ADJ"}:
                yield [a for n in (before, *_nouns_above(before, token)) for a in self._distributed("sujet", n, "nearest noun")]
        aside = token.left_edge.i > 0 and token.doc[token.left_edge.i - 1].text == ","
        if (
            via in {"participle", "adjunct"}
            and "Pres" in features(token, "Tense")
            and (aside or token.doc[token.left_edge.i].text == ",")
        ):
            upper = next((a for a in islice(token.ancestors, STEPS) if is_verbal(a) and is_finite(a)), None)
            if upper is not None:
                yield _via(self.subjects(upper), "adjunct")
        if (
            via in {"conjoined verb", "word order", ""}
            and token.dep_ in {"conj", "parataxis", "xcomp", "advcl", "acl"}
            and is_finite(token)
        ):
            yield from ([a] for n in lost_subjects(token) for a in self._distributed("sujet", n, "word order"))
            for upper in (a for a in islice(token.ancestors, STEPS) if is_verbal(a) and is_finite(a) and a.i < token.i):
                yield _via(self.subjects(upper), "conjoined verb")

    def _search(self, token: Token) -> Iterable[Argument]:
        own = _own_subjects(token)
        if own and is_infinitive(token) and any(c.dep_ == "cop" for c in token.children):
            return self._owners_of_infinitive(token, own[0])  # *le but de la Chine est de prendre Taïwan*
        if own:
            return [a for s in (*_first_of_pair(token, own[0]), *own) for a in self._resolved("sujet", s, token, "own")]
        if inverted := _inverted_subject(token):
            return self._distributed("sujet", inverted, "inversion")
        if upper := perfect_above(token):
            return _via(self.subjects(upper), "shared auxiliary")
        if token.dep_ != "acl:relcl" and (lost := lost_subjects(token)):
            return [a for n in (*_name_before(lost[0]), lost[0]) for a in self._distributed("sujet", n, "word order")]
        head, label = token.head, token.dep_
        if label == "conj" and is_verbal(head):
            return _via(self.subjects(head), "conjoined verb")
        if label in {"xcomp", "ccomp", "dep", "obl:arg", "obl:mod"} and is_infinitive(token) and is_verbal(head):
            return _via(self._controllers(head), "control")
        if label == "acl" or (is_infinitive(token) and not is_verbal(head)) or _is_loose_participle(token):
            return self._modified(token, head)
        if label == "acl:relcl" and not is_finite(token):
            return [Argument("sujet", _named(head), "participle")]
        return self._adjunct_subjects(token) if label in {"advcl", "xcomp", "obl:mod"} and not is_finite(token) else []

    def _adjunct_subjects(self, token: Token) -> Iterable[Argument]:
        """Subject of an infinitive or gerund beside a verb: that verb's, or who is given the means to do it."""
        head = token.head
        upper = head if token.dep_ != "advcl" else next((a for a in islice(token.ancestors, STEPS) if is_verbal(a)), head)
        return _via(self._given(token, upper) or self.subjects(upper), "adjunct") if is_verbal(upper) else []

    def _given(self, purpose: Token, verb: Token) -> list[Argument]:
        """Return who is given the time or means to do what *pour* names: *laisse deux jours à X pour partir*."""
        if not marks_purpose(purpose) or not is_verbal(verb) or plain_lemma(verb) not in self.control.granting:
            return []
        complements = self._complements(verb, passive=False)
        granted = any(a.role == "objet" and a.token.lemma_.lower() in self.control.granted for a in complements)
        return [a for a in complements if a.role == "a"] if granted else []

    def _modified(self, token: Token, noun: Token) -> Iterable[Argument]:
        """Subject of a verb that modifies a noun: the noun of a participle, the owner of a noun's infinitive."""
        if is_verbal(noun) and not is_infinitive(token):
            return _via(self.subjects(noun), "adjunct")
        if upper := clause_before(token, noun):
            return _via(self.subjects(upper), "adjunct")
        if is_verbal(noun):
            return _via(self._controllers(noun), "control")
        if not is_infinitive(token):
            first = noun.head if noun.dep_ == "conj" and _is_headline(token) else _participle_noun(token, noun)
            return self._distributed("sujet", _named(first), "participle")
        if predicative := _own_subjects(noun):
            return [a for s in predicative for a in self._resolved("sujet", s, noun, "control")]
        if noun.pos_ in {"ADP", "ADV", "SCONJ"} and is_verbal(noun.head):
            return _via(self.subjects(noun.head), "adjunct")
        if noun.pos_ == "ADJ" and not noun.dep_.startswith("nsubj"):
            return _via(self._described(noun), "control")
        return self._owners_of_infinitive(token, noun)

    def _owners_of_infinitive(self, token: Token, noun: Token) -> Iterable[Argument]:
        """Subject of an infinitive below a noun: whose the noun is, or who has it (*a l'espoir de*, *dans le but de*)."""
        owners = [a for a in self.noun(noun).arguments if a.role in {"de", "entre", "amod", "possessif"}]
        if owners:
            return [Argument("possessif" if a.role == "possessif" else "sujet", a.token, "control") for a in owners]
        if marks_purpose(token):
            return self._distributed("sujet", noun.head if noun.dep_ == "conj" else noun, "adjunct")
        if preposition(noun) == "pour":
            return self._distributed("sujet", noun, "control")
        if noun.dep_ == "obj" and is_verbal(noun.head) and plain_lemma(noun.head) in self.control.charging:
            return self._distributed("sujet", noun, "control")
        held = noun.dep_ in OBLIQUES and preposition(noun) in _HOLDING
        if (noun.dep_ == "obj" or held) and is_verbal(noun.head):
            return _via(self.subjects(noun.head), "control")
        return []

    def _described(self, adjective: Token) -> Iterable[Argument]:
        """Return whom an adjective describes: *se dit prêt à négocier*, *une armée capable de tenir*, *est hostile à*."""
        head = adjective.head
        if own := _own_subjects(adjective):
            return [a for s in own for a in self._resolved("sujet", s, adjective, "own")]
        if is_verbal(head) and verb_lemma(head) in self.control.describing:
            return self.subjects(head)
        if is_verbal(head) and any(c.dep_ == "cop" and "Inf" in features(c, "VerbForm") for c in adjective.children):
            return self._controllers(head)  # *accuse Kiev d'être à l'origine de l'attaque*
        if adjective.dep_ == "advcl" and is_verbal(head):
            return self.subjects(head)  # *soucieux d'éviter une crise, Paris*
        if adjective.dep_ in {"amod", "acl", "appos"} and head.pos_ in NOMINAL:
            return self._distributed("sujet", head, "control")
        if adjective.dep_ == "conj" and not is_verbal(head):
            return [a for s in _own_subjects(head) for a in self._resolved("sujet", s, head, "control")]
        if adjective.dep_ == "xcomp" and is_verbal(head):
            return [a for a in self._complements(head, passive=False) if a.role == "objet"] or self.subjects(head)
        return []

    def _controllers(self, governor: Token) -> Iterable[Argument]:
        """Subject of the infinitive below ``governor`` (lists in ``fr/grammar/control.toml``)."""
        lemma, control = plain_lemma(governor), self.control
        if lemma in control.subject or self.is_passive(governor) or any(is_reflexive_clitic(c) for c in governor.children):
            return self.subjects(governor)
        complements = self._complements(governor, passive=False)
        objects = [a for a in complements if a.role == "objet"]
        if lemma in control.dative:
            return [a for a in complements if a.role == "a"]
        if lemma in control.object:
            return objects or [a for a in complements if a.role == "a"] or self.subjects(governor)
        # *elle m'a parlé d'ouvrir*: she opens; *les réfugiés qu'elle a choisi d'accueillir*: *que* is the infinitive's
        own = [a for a in objects if a.via != "relative" and not _is_clitic_object(a.token)]
        return own or self.subjects(governor)

    # ------------------------------------------------------------ complements

    def _complements(self, token: Token, *, passive: bool) -> list[Argument]:
        found: list[Argument] = []
        inverted = _inverted_subject(token)
        second = _second_subjects(token)
        number = next((c for c in token.children if c.dep_ == "obj" and c.pos_ == "NUM" and c.i > token.i), None)
        for child in (*token.children, *_displaced(token)):
            if number is not None and preposition(child) == "de" and child.left_edge.i == number.i + 1:
                found += self._distributed("objet", child, "own")  # *a exécuté sept | de ses soldats*
                continue
            if child == inverted or is_reflexive_clitic(child) or _owner_of_object(child) != token:
                continue
            role = "objet" if child in second or _is_counted_object(child) else _complement_role(child, passive=passive)
            if role:
                found += self._resolved(role, child, token, "own") + self.beyond(child)
                found += self._against(child) if role == "par" and not passive else []
        if not passive and not any(a.role == "objet" for a in found):
            found += self._relative_objects(token) or self._shared_objects(token) or self._objects_beside(token)
        return found

    def beyond(self, complement: Token) -> list[Argument]:
        """Return what a noun makes a preposition for together with its own: *en faveur | du Maroc*, *au profit de*."""
        if complement.lemma_.lower() not in self.control.prepositional:
            return []
        noun = [c for c in complement.children if c.dep_ == "nmod" and preposition(c) == "de"]
        first = preposition(complement)
        role = f"{first} {without_accents(complement.lower_)} de"
        return [a for c in noun for a in self._distributed(role, c, "own")] if first else []

    def _against(self, means: Token) -> list[Argument]:
        """Return against whom the means of an act go: *a riposté par des frappes contre le Liban*."""
        targets = [c for c in means.children if c.dep_ == "nmod" and preposition(c) == "contre"]
        return [a for c in targets for a in self._distributed("contre", c, "own")]

    def _objects_beside(self, verb: Token) -> list[Argument]:
        """Return the noun phrase right after a finite verb that the parser, who took the verb for a modifier, hung beside it."""
        following = verb.i + 1
        if verb.dep_ not in {"amod", "nmod", "appos"} or not is_finite(verb) or following >= len(verb.doc):
            return []
        beside = (c for c in (*verb.head.children, *verb.children) if c.left_edge.i == following and c.pos_ in NOMINAL | {"ADJ"})
        return [a for c in beside if not case_words(c) for a in self._distributed("objet", c, "own")]

    def _relative_objects(self, verb: Token) -> list[Argument]:
        """Return what *que* stands for, also as object of the infinitive below: *qu'il avait accepté d'accueillir*."""
        if any(c.dep_ == "xcomp" and is_infinitive(c) for c in verb.children) and plain_lemma(verb) not in self.control.object:
            return []
        top = verb
        while is_infinitive(top) and top.dep_ == "xcomp" and is_verbal(top.head):
            top = top.head
        if top.dep_ == "conj" and is_verbal(top.head) and not _own_subjects(top):
            top = top.head
        return [a for c in _object_relatives(top) for a in self._antecedents(c, top)]

    def _shared_objects(self, verb: Token) -> list[Argument]:
        """Return the object of the next verb of *a attaqué et pris la ville*, which is that of both."""
        following = _shares_object(verb)
        return self._complements(following, passive=False) if following is not None else []

    def _antecedents(self, pronoun: Token, verb: Token) -> list[Argument]:
        antecedent = find_antecedent(pronoun, verb)
        return self._distributed("objet", _named(antecedent), "relative") if antecedent is not None else []

    def _resolved(self, role: str, argument: Token, verb: Token, via: str) -> list[Argument]:
        """Replace a relative pronoun by its antecedent, and distribute coordination."""
        if is_relative(argument) or (argument.lower_ in {"que", "qu'", "qu’"} and argument.dep_ == "obj" and argument.i < verb.i):
            antecedent = find_antecedent(argument, verb)
            if antecedent is None or _takes_part(argument, verb):
                return []
            if role == "sujet":
                antecedent = agreeing(antecedent, argument, verb)
            role = {"dont": "de", "où": "dans"}.get(argument.lower_, role)
            return self._distributed(role, _named(antecedent), "relative")
        return self._distributed(role, argument, via)

    def _distributed(self, role: str, head: Token, via: str) -> list[Argument]:
        if head.pos_ == "ADV":  # *plus de 4 000 civils*
            head = nominal_heads(head, self.control.transparent)
        if (whole := _whole(head)) is not None:
            head = whole
        first, *others = _apposed_names(head) or [head]
        inner = nominal_heads(head, self.control.transparent)
        others += [t for t in conjuncts(inner) if t.pos_ == "NOUN"] if inner != head else []  # *des dizaines de X et de Y*
        found = [Argument(role, first, via), *(Argument(role, other, "coordination") for other in others)]
        if via != "relative" or head.dep_ != "obl:mod":
            found += [Argument(role, c, "coordination") for c in conjuncts(head) if c not in others]
        return found


def first_of_list(noun: Token) -> Token:
    """Return the first noun of the list that a noun goes on with, itself if it goes on with none."""
    current = noun
    while current.dep_ == "conj" and current.head.pos_ == "NOUN" and current.head.i < current.i:
        alike = preposition(current) == preposition(current.head) or _is_indefinite_beside(current, current.head)
        if case_words(current) and not alike:
            break
        current = current.head
    return current


def groups(arguments: list[Argument]) -> list[list[Argument]]:
    """Return some arguments by list: each with what is coordinated with it."""
    found: list[list[Argument]] = []
    for argument in arguments:
        if found and argument.via == "coordination":
            found[-1].append(argument)
        else:
            found.append([argument])
    return found


def _takes_no_complement(name: Token) -> bool:
    """Tell whether a phrase is a bare name or acronym, which *de* follows only from above: *la visite à Kiev | du ministre*.

    So is power that one comes to: *le retour au pouvoir | des talibans*, and what only says how soon and how fully:
    *leur retrait sans délai | de la CEDEAO*.
    """
    if preposition(name) in {"avec", "sans"} and name.lemma_.lower() in _TERMS:
        return True
    if name.lemma_.lower() == "pouvoir" and preposition(name) == "a":
        return True
    bare = name.text.isupper() or not any(c.dep_ == "det" for c in name.children)
    return name.pos_ == "PROPN" and bare and preposition(name) in {"a", "en"} and name.lower_ not in {"etat", "état"}


def first_group(arguments: list[Argument]) -> list[Argument]:
    """Return the first of some arguments with what is coordinated with it: who leaves in *le retrait de A de B*."""
    return next(iter(groups(arguments)), [])


def conjuncts(head: Token) -> list[Token]:
    """Return what is coordinated with a phrase, if the coordination can be trusted.

    The gate of ``facts/arguments.md``: a coordinator somewhere in the list, no verb in between, and both sides
    agree on having a preposition.
    """
    listed: list[Token] = []
    queue = [head]
    reach = _reach(head) if any(c.dep_ in {"conj", "appos"} for c in head.children) else head.i
    while queue:
        current = queue.pop()
        for child in current.children:
            member = child.dep_ == "conj" or _opens_list(child)
            if member and child.pos_ in NOMINAL and _joined(head, child, reach):
                listed.append(child)
                queue.append(child)
            elif child.dep_ == "appos" and child.pos_ == "PROPN" and child.i == head.i + 1:
                queue.append(child)  # *l'ancien ministre Diallo et Moussa Traoré*
    listed += [t for t in _strays(head) if t not in listed]
    if not listed:
        return []
    siblings = [s for s in head.head.children if s.dep_ == head.dep_ and s.i > head.i]
    if not any(c.dep_ == "cc" for member in (*listed, *siblings) for c in member.children):
        return []
    last = max(t.i for t in listed)
    listed += [c for c in head.children if _is_listed(c, last)]
    listed += [t for t in _names_before(head) if t not in listed]
    return sorted(listed, key=lambda t: t.i)


def _names_before(head: Token) -> list[Token]:
    """Return the names before a list that the parser left out of it: *Modi, Xi Jinping et Ramaphosa se prononcent*."""
    doc = head.doc
    found: list[Token] = []
    at = head.left_edge.i - (head.left_edge.text != ",")
    while (
        head.pos_ == "PROPN"
        and len(found) < STEPS
        and at - 1 >= head.sent.start
        and doc[at].text == ","
        and doc[at - 1].pos_ == "PROPN"
    ):
        start = at - 1
        while start - 1 >= max(head.sent.start, at - STEPS) and doc[start - 1].pos_ == "PROPN":
            start -= 1
        name = doc[start:at].root
        at = start - 1 - (start > head.sent.start and doc[start - 1].pos_ == "DET")
        alone = at < head.sent.start or doc[at].text in {",", ":", "«", "que", "qu'"}
        if not alone or case_words(name) or (name in head.ancestors and is_verbal(name)):
            break
        found.append(name)
    return found


def _opens_list(token: Token) -> bool:
    """Tell whether what looks like an apposition goes on with a list of names: *Costa, Sanchez et Scholz*."""
    names = token.dep_ == "appos" and token.pos_ == token.head.pos_ == "PROPN"
    return names and any(c.dep_ == "conj" and c.pos_ == "PROPN" for c in token.children)


def _strays(head: Token) -> list[Token]:
    """Return what goes on a list but hangs on a word above: *quitté Lviv, Odessa ou Kiev*, *de la Finlande et de la Suède*."""
    found: list[Token] = []
    ancestors = set(head.ancestors)
    last = head
    while (following := _next_in_list(last)) is not None:
        cased = bool(case_words(following)) and preposition(following) == preposition(head)
        above = following.head in ancestors and (following.dep_ == "conj" or cased)
        beside = following.dep_ == "obl:mod" and following.head == head.head and is_verbal(head.head)
        known = following.head in {head, *found}
        if not (above or beside or known) or is_verbal(following):
            break
        if following.pos_ != "PROPN" or (case_words(following) and preposition(following) != preposition(head)):
            break
        if not case_words(following) and case_words(head) and not any(c.dep_ == "cc" for c in following.children):
            break
        found += [] if known and following.head == head else [following]
        last = following
    return found


def _next_in_list(token: Token) -> Token | None:
    """Return the noun after a comma or coordinator right behind a phrase."""
    doc, at = token.doc, token.i + 1
    while at < len(doc) and doc[at].head.i in range(token.i, at) and doc[at].dep_ in {"flat:name", "amod", "nmod"}:
        at += 1
    start = at
    while _goes_on(doc, at) and (doc[at].text in {",", "et", "ou"} or doc[at].dep_ in {"det", "case"}):
        at += 1
    separated = any(t.text in {",", "et", "ou"} for t in doc[start:at])
    return doc[at] if separated and _goes_on(doc, at) else None


def _goes_on(doc: Doc, at: int) -> bool:
    """Tell whether there is a token at a position, and it begins no sentence."""
    return at < len(doc) and not doc[at].is_sent_start


def _is_listed(token: Token, last: int) -> bool:
    """Tell whether an apposition is the middle of a list of names: *l'UE, le Royaume-Uni et les États-Unis*."""
    name = token.pos_ == "PROPN" or token.text[:1].isupper()
    if token.dep_ != "appos" or not name or not token.head.i < token.i < last:
        return False
    return token.doc[token.left_edge.i - (token.left_edge.text != ",")].text == ","


def _reach(head: Token) -> int:
    """Return how far a coordination may reach: to the first verb after the phrase that does not modify a noun."""
    verbs = (t.i for t in head.doc[head.i + 1 :] if is_verbal(t) and t.dep_ not in {"acl", "acl:relcl"})
    return next(verbs, len(head.doc))


def _joined(head: Token, conjunct: Token, reach: int) -> bool:
    if conjunct.i > reach:
        return False
    own = case_words(conjunct)
    if own and not _is_indefinite_beside(conjunct, head):
        return preposition(conjunct) == preposition(head)
    return not _joins_nearer(head, conjunct)


def _is_indefinite_beside(conjunct: Token, head: Token) -> bool:
    """Tell whether *des* is the article of a conjunct: *un char et des obus*, not *le chef de l'armée et des rebelles*."""
    bare = not case_words(head) and not any(c.i < conjunct.i and preposition(c) == "de" for c in head.children)
    return bare and [c.lower_ for c in near(conjunct) if c.dep_ == "case" and c.i < conjunct.i] == ["des"]


def _joins_nearer(head: Token, conjunct: Token) -> bool:
    """Tell whether a name joins the name right before *et*, not the noun above both: *l'adhésion de la Suède et la Finlande*."""
    if conjunct.pos_ != "PROPN" or head.pos_ == "PROPN" or conjunct.left_edge.i < 2:  # noqa: PLR2004 -- two words
        return False
    before = conjunct.doc[conjunct.left_edge.i - (conjunct.left_edge.dep_ != "cc")]
    last = conjunct.doc[before.i - 1]
    return before.dep_ == "cc" and last.pos_ == "PROPN" and head in last.ancestors and bool(case_words(last))


def share_clause(one: Token, other: Token) -> bool:
    """Tell whether two phrases belong to one verb: *Paris* and *camps* in *Paris condamne le refus des deux camps*."""
    return _verb_above(one) == _verb_above(other)


def _verb_above(token: Token) -> Token:
    return next((t for t in token.ancestors if is_verbal(t)), token.sent.root)


def nominal_heads(token: Token, transparent: frozenset[str]) -> Token:
    """Return the phrase that acts: for *des milliers de manifestants* the manifestants."""
    current = token
    while current.lemma_.lower() in transparent or (current.pos_ == "NUM" and not current.text[0].isdigit()):
        inner = [c for c in current.children if c.dep_ in OBLIQUES and preposition(c) == "de"]
        inner = inner or [c for c in current.children if c.pos_ == "NOUN" and c.i == current.i + 1]  # *deux cents soldats*
        inner = inner or [c for a in current.children if a.dep_ == "amod" for c in a.children if preposition(c) == "de"]
        if not inner:
            return current
        current = inner[0]
    return current


def _whole(pronoun: Token) -> Token | None:
    """Return the several of whom a pronoun names one or some: *l'un des otages*, *certains de ses soldats*."""
    if pronoun.lower_ not in _PARTS or pronoun.pos_ not in {"PRON", "NUM", "DET", "ADJ", "NOUN"}:
        return None
    inner = [c for c in pronoun.children if c.dep_ in OBLIQUES and preposition(c) == "de" and c.i > pronoun.i]
    return next((c for c in inner if c.pos_ == "NOUN" and "Plur" in features(c, "Number")), None)


def name_behind(title: Token) -> Token | None:
    """Return the name that follows a title without preposition: *l'assassinat du physicien Fakhrizadeh*."""
    following = title.doc[title.i + 1 : title.i + 2]
    return next((t for t in following if t.head == title and t.pos_ == "PROPN" and not case_words(t)), None)


def ceased(token: Token, ceasing: frozenset[str]) -> Token | None:
    """Return the verb that says that what an infinitive names has stopped: *a cessé de bombarder*, not *ne cesse de*."""
    upper = token.head
    if not is_infinitive(token) or token.dep_ not in _GOVERNED or not is_verbal(upper) or plain_lemma(upper) not in ceasing:
        return None
    return None if any(c.lower_ in {"ne", "n'", "n’"} for c in near(upper)) else upper


def is_personal_clitic(token: Token) -> bool:
    """Tell whether a token is a pronoun before its verb that may be a person: *l'ont enlevé*, *nous ont arrêtés*."""
    return token.pos_ == "PRON" and token.lower_ in {"l'", "l’", "le", "la", "les", "nous", "me", "m'", "m’", "te", "vous"}


def agreeing(antecedent: Token, pronoun: Token, verb: Token) -> Token:
    """Return the antecedent of a subject *qui* that agrees with the verb: *la coalition de pays qui lutte* is the coalition."""
    carriers = [verb, *(c for c in verb.children if c.dep_.startswith(("aux", "cop")))]
    wanted = next((features(c, "Number") for c in carriers if "Fin" in features(c, "VerbForm")), [])
    own = features(antecedent, "Number")
    if not wanted or not own or wanted == own or any(c.dep_ == "conj" for c in antecedent.children):
        return antecedent
    before = antecedent.doc[max(pronoun.sent.start, pronoun.i - AGREEMENT_WINDOW) : pronoun.i]
    return next(
        (t for t in reversed(list(before)) if t.pos_ in {"NOUN", "PROPN"} and features(t, "Number") == wanted), antecedent
    )


def find_antecedent(pronoun: Token, verb: Token) -> Token | None:
    """Return the noun that a relative pronoun stands for, or None."""
    current = verb
    while current.dep_ in {"conj", "xcomp", "ccomp"} and current.head != current:
        if current.dep_ == "conj" and current.head.i < pronoun.i and not is_verbal(current.head):
            break
        current = current.head
    if current.dep_ == "acl:relcl" and current.head.i < pronoun.i:
        return current.head.head if is_age(current.head) and current.head.head.i < current.head.i else current.head
    if current.dep_ in {"acl", "dep"} and current.head.i < pronoun.i and not is_verbal(current.head):
        return current.head
    for index in range(pronoun.i - 1, max(pronoun.sent.start, pronoun.i - ANTECEDENT_WINDOW) - 1, -1):
        noun = pronoun.doc[index]
        if noun.pos_ in {"NOUN", "PROPN"} and noun.lemma_.lower() not in TIMES:
            return noun
    return None


def _object_relatives(verb: Token) -> list[Token]:
    """Return *que* before a verb that modifies a noun; the parser often takes it for the conjunction."""
    found = [c for c in near(verb) if c.lower_ in {"que", "qu'", "qu’"} and c.i < verb.i]
    if not found or verb.dep_ == "acl:relcl":
        return found
    pronoun = found[-1]
    if verb.dep_ == "conj":
        top = next((a for a in verb.ancestors if a.dep_ != "conj"), verb)
        return [pronoun] if top.dep_ in {"acl:relcl", "acl"} else []
    if verb.dep_ in {"acl", "dep"} and verb.head.pos_ in NOMINAL and verb.head.i < pronoun.i:
        return [pronoun] if is_finite(verb) else []
    before = _before_comma(pronoun)
    if before is not None and before.lemma_.lower() == "an" and before.nbor(-1).pos_ == "NUM":  # *le militant, 77 ans, que*
        before = _before_comma(before.nbor(-1))
    noun = before is not None and before.pos_ in {"NOUN", "PROPN"} and before.lemma_.lower() not in TIMES
    governed = verb.dep_ == "ccomp" and is_verbal(verb.head)
    return [pronoun] if noun and is_finite(verb) and verb.dep_ in {"advcl", "ccomp"} and not governed else []


def _nouns_above(word: Token, verb: Token) -> list[Token]:
    """Return the nouns that a word ends the phrase of, up to the one that a verb modifies."""
    chain = []
    for above in islice(word.ancestors, STEPS):
        if above == verb or is_verbal(above) or above.i > word.i:
            break
        chain += [above] if above.pos_ in {"NOUN", "PROPN"} else []
    return chain


def _phrase_at(token: Token) -> Token | None:
    """Return the head of the phrase with a preposition that starts at a token, or None."""
    if token.dep_ not in {"case", "fixed"}:
        return None
    head = token.head.head if token.dep_ == "fixed" else token.head
    return head if head.pos_ in NOMINAL and head.left_edge.i == token.i else None


def _past_aside(doc: Doc, at: int) -> Token:
    """Return the first token after a short aside between commas: *l'arrestation, le 11 mars, du militant*."""
    if doc[at].text != ",":
        return doc[at]
    end = next((t.i for t in doc[at + 1 : at + ASIDE] if t.text == "," or t.is_sent_start), None)
    return doc[end + 1] if end is not None and end + 1 < len(doc) and doc[end].text == "," else doc[at]


def _before_comma(token: Token) -> Token | None:
    """Return the token before another, past one comma, in the same sentence."""
    at = token.i - 1
    if at >= token.sent.start and token.doc[at].text == ",":
        at -= 1
    return token.doc[at] if at >= token.sent.start else None


def _shares_object(verb: Token) -> Token | None:
    """Return the verb that follows right after *et* or *ou* in the same form and has the object of both."""
    doc = verb.doc
    if verb.i + 2 >= len(doc) or doc[verb.i + 1].lower_ not in {"et", "ou"}:
        return None
    following = doc[verb.i + 2]
    same = all(features(following, name) == features(verb, name) for name in ("VerbForm", "Tense"))
    if following.head != verb or following.dep_ != "conj" or not is_verbal(following) or not same:
        return None
    return following if any(c.dep_ == "obj" and c.i > following.i for c in following.children) else None


def _own_subjects(token: Token) -> list[Token]:
    below = [*token.children, *(g for c in token.children if c.dep_.startswith("aux") for g in c.children)]
    found = [c for c in below if c.dep_ in SUBJECTS and c.lower_ not in {"-t", "t", "-t-", "ce", "c'", *CONTAINED}]
    if not found:
        found = [c for c in token.children if c.lower_ == "qui" and c.pos_ == "PRON" and not case_words(c)]
    if len(found) > 1:  # *Mali : le gouvernement et les rebelles signent*
        found = [c for c in found if not _is_topic(c)] or found
    found = [
        c for c in found if c not in _second_subjects(token) and not is_age(c) and c.lower_ != "persona"
    ]  # *persona non grata*
    before = [c for c in found if c.i < token.i]
    if before and found[-1].i > token.i and not any(c.dep_ == "cc" for c in found[-1].children):
        found = before  # *La Chine a tiré, après le départ de la présidente, Nancy Pelosi*
    listed = len(found) > 1 and any(
        c.dep_ == "cc" for t in (found[-1], *found[-1].children) for c in t.children if t.dep_ != "nmod"
    )
    return found if listed or (len(found) > 1 and any(is_relative(t) for t in found)) else found[-1:]


def _is_topic(token: Token) -> bool:
    """Tell whether a phrase opens a sentence before a colon."""
    end = token.right_edge.i + 1
    return token.left_edge.i == token.sent.start and end < len(token.doc) and token.doc[end].text == ":"


def _second_subjects(verb: Token) -> list[Token]:
    """Return what stands behind a verb as a second subject and must be its object: *l'Irak a menacé l'Arabie*."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj" and c.pos_ in NOMINAL and c.lower_ not in CONTAINED]
    if not any(s.i < verb.i for s in subjects) or any(c.dep_ == "obj" for c in verb.children):
        return []
    return [s for s in subjects if s.i > verb.i and s.pos_ in {"NOUN", "PROPN"} and not any(c.dep_ == "cc" for c in s.children)]


def _owner_of_object(child: Token) -> Token:
    """Return the verb that an object belongs to: the gerund right before it, not the verb above that took it.

    *a réagi en expulsant trois diplomates*.
    """
    if child.dep_ != "obj" or child.left_edge.i == 0:
        return child.head
    before = child.left_edge.nbor(-1)
    nearer = before.i > child.head.i and before.head == child.head and is_verbal(before) and not is_finite(before)
    gerund = nearer and "Pres" in features(before, "Tense") and not any(c.dep_ == "obj" for c in before.children)
    return before if gerund else child.head


def _displaced(verb: Token) -> list[Token]:
    """Return an object that hangs on the verb above: see ``_owner_of_object``."""
    return [c for c in verb.head.children if c.dep_ == "obj" and c.i > verb.i and _owner_of_object(c) == verb and c.head != verb]


def _role_of_subject(verb: Token, *, passive: bool) -> str:
    """Return what the grammatical subject of a verb really is: *s'est vu infliger une amende* inflicts on it."""
    if not passive:
        return "sujet"
    return "a" if _suffers(verb) and any(c.dep_ == "obj" for c in verb.children) else "objet"


def _first_of_pair(verb: Token, subject: Token) -> list[Token]:
    """Return the first of two subjects if the parser hung the verb on it: *Kiev et Moscou ont échangé*."""
    first = verb.head
    if verb.dep_ != "conj" or first.pos_ not in {"NOUN", "PROPN"} or is_verbal(first) or first.i > subject.i:
        return []
    between = verb.doc[first.right_edge.i + 1 if first.right_edge.i < subject.i else first.i + 1 : subject.i]
    return [first] if any(t.dep_ == "cc" for t in between) and all(t.dep_ in {"cc", "det", "amod"} for t in between) else []


def _name_before(last: Token) -> list[Token]:
    """Return the first of two names behind a comma whose second is a subject by its place: *…, Shell et BP se retirent*."""
    at = last.left_edge.i - (last.left_edge.dep_ != "cc")
    if last.pos_ != "PROPN" or at - 1 <= last.sent.start or last.doc[at].lower_ != "et":
        return []
    first = last.doc[at - 1]
    while first.dep_ == "flat:name" and first.head.i < at:
        first = first.head
    opens = first.i > last.sent.start and first.nbor(-1).text in {",", ":"}
    return [first] if opens and first.pos_ == "PROPN" and not case_words(first) else []


def _second_of_pair(first: Token) -> list[Token]:
    """Return what the parser took for a subject behind *entre A et*: *les pourparlers entre A et B ont repris*."""
    at = first.right_edge.i + 1
    if preposition(first) != "entre" or conjuncts(first) or at >= len(first.doc):
        return []
    if first.doc[at].dep_ != "cc":
        return []
    return [t for t in first.doc[at + 1 : at + 4] if t.pos_ in {"NOUN", "PROPN"} and not case_words(t)][:1]


def _inverted_subject(token: Token) -> Token | None:
    """Return what stands as object of a verb in an incise but is its subject (*dénonce le ministre*)."""
    if _own_subjects(token) or not is_finite(token):
        return None
    if _follows_relative(token):
        return next((c for c in token.children if c.dep_ == "obj" and c.i > token.i and not case_words(c)), None)
    first = min([token.i, *(c.i for c in token.children if c.dep_.startswith("aux"))])
    if first == token.sent.start or token.doc[first - 1].text not in _OPENERS:
        return None
    if token.dep_ not in {"parataxis", "ROOT", "conj", "advcl", "ccomp"}:
        return None
    after = [c for c in token.children if c.i > token.i and c.dep_ == "obj" and c.pos_ in {"NOUN", "PROPN"}]
    quoted = any(t.text in {"»", "”", '"'} for t in token.doc[max(token.sent.start, first - INCISE_WINDOW) : first])
    if not after or case_words(after[0]):
        return None
    return after[0] if quoted or _closes_sentence(token, first, after[0]) else None


def _follows_relative(verb: Token) -> bool:
    """Tell whether a relative with a preposition stands right before a verb, whose subject follows: *à laquelle participe X*."""
    first = min([verb.i, *(c.i for c in near(verb) if c.dep_.startswith("aux") or is_reflexive_clitic(c))])
    before = next((c for c in near(verb) if c.i == first - 1), None)
    objects = [c for c in near(verb) if c.dep_ == "obj" and c.i > verb.i and c.pos_ in {"NOUN", "PROPN"}]
    contained = before is not None and before.lower_ in CONTAINED
    oblique = before is not None and is_relative(before) and (contained or before.dep_ in OBLIQUES or bool(case_words(before)))
    return oblique and len(objects) == 1


def _closes_sentence(verb: Token, first: int, subject: Token) -> bool:
    """Tell whether a verb and its subject alone end a sentence after a clause: *La Turquie a tiré, dénonce la Grèce*."""
    end = subject.right_edge.i + 1
    last = end >= len(verb.doc) or verb.doc[end].is_sent_start or verb.doc[end].text in {".", "…"}
    told = any(is_verbal(t) and is_finite(t) for t in verb.doc[verb.sent.start : first - 1])
    adjacent = verb.doc[first - 1].text == "," and subject.left_edge.i == verb.i + 1
    return last and told and adjacent and not lost_subjects(verb)


def _is_loose_participle(token: Token) -> bool:
    """Tell whether a participle with complements of its own hangs on its noun under another label than ``acl``."""
    if token.dep_ not in {"amod", "nmod", "appos"} or not is_past_participle(token) or token.head.pos_ not in NOMINAL:
        return False
    return token.i > token.head.i and any(c.dep_ in OBLIQUES | {"advmod"} for c in token.children)


def clause_before(participle: Token, noun: Token) -> Token | None:
    """Return the verb before the comma of a present participle that says what its subject thereby does.

    *a ouvert le feu sur des passants, blessant deux femmes*; what follows the subject itself only describes it: *Paris,
    craignant le pire, a fermé son ambassade*.
    """
    start = participle.left_edge.i
    present = "Part" in features(participle, "VerbForm") and "Pres" in features(participle, "Tense")
    comma = start > 0 and "," in {participle.doc[start].text, participle.doc[start - 1].text}
    if not present or not comma:
        return None
    upper = next((a for a in islice(noun.ancestors, STEPS) if is_verbal(a) and is_finite(a)), None)
    return upper if upper is not None and upper.i < noun.i and upper.dep_ != "acl:relcl" else None


def _participle_noun(participle: Token, noun: Token) -> Token:
    """Return the noun that a past participle agrees with: *la chute des rebelles, chassés par X* has chased the rebels."""
    active = any(c.lemma_ == "avoir" for c in participle.children)  # *des soldats ayant abattu X*
    if not is_past_participle(participle) or active or _agrees_with(participle, noun):
        return noun
    if any(c.dep_ == "conj" for c in noun.children):
        return noun
    between = participle.doc[noun.i + 1 : participle.i]
    named = (t for t in reversed(between) if (t.pos_ == "NOUN" and features(t, "Number")) or _heads_name(t))
    below = (t for t in named if noun in t.ancestors)
    return next((t for t in (*below, *_nouns_over(noun)) if _agrees_with(participle, t)), noun)


def _heads_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.dep_ in {"nmod", "appos"} and any(c.dep_ == "flat:name" for c in token.children)


def _nouns_over(noun: Token) -> list[Token]:
    """Return the nouns whose complement a noun is, the nearest first: *des manifestants contre la loi | arrêtés* are arrested."""
    found: list[Token] = []
    current = noun
    while len(found) < STEPS and current.dep_ in {"nmod", "conj"} and current.head.pos_ == "NOUN" and current.head.i < current.i:
        current = current.head
        found += [current] if features(current, "Number") and features(current, "Gender") else []
    return found


def _named(noun: Token) -> Token:
    """Return the one whom a noun behind a comma only describes: *Hanan, une enseignante qui a fui*; else the noun."""
    if described := _described_by(noun):
        return described
    comma = noun.doc[noun.left_edge.i - (noun.left_edge.text not in _ASIDES)]
    if noun.pos_ != "NOUN" or comma.text not in _ASIDES or comma.i <= noun.sent.start:
        return noun
    indefinite = any(c.dep_ == "det" and c.lower_ in {"un", "une"} for c in noun.children)
    listed = any(c.dep_ in {"conj", "cc"} for c in noun.children)
    before = comma.nbor(-1)
    while before.dep_ == "flat:name" or is_age(before):
        before = before.head
    apposed = noun.dep_ == "appos"
    found = [t for t in (before, noun.head) if t.pos_ == "PROPN" and t.i < noun.i and (apposed or not case_words(t))]
    return found[0] if found and (apposed or (indefinite and not listed and found[0] == before)) else noun


def _described_by(noun: Token) -> Token | None:
    """Return the subject of which *est un* says a noun: *le Togo est un pays qui a soutenu X*."""
    said = any(c.dep_ == "cop" for c in noun.children) and any(c.lower_ in {"un", "une"} for c in noun.children)
    subject = next(iter(_own_subjects(noun)), None) if said and noun.pos_ == "NOUN" else None
    return subject if subject is not None and (subject.pos_ in {"NOUN", "PROPN"} or is_personal(subject)) else None


def _apposed_names(noun: Token) -> list[Token]:
    """Return the names of a plural that follow it right away: *les groupes Total et Engie*, *les députés Rita Sow et Léon Ba*."""
    if noun.pos_ != "NOUN" or "Plur" not in features(noun, "Number"):
        return []
    first = next((c for c in noun.children if c.dep_ in {"appos", "nmod"} and c.pos_ == "PROPN" and c.i > noun.i), None)
    if first is None or first.doc[first.i - 1].text in {",", "(", "«", ":", "-", "–"} or case_words(first):
        return []
    others = [c for c in first.children if c.dep_ == "conj" and c.pos_ == "PROPN"]
    return [first, *others] if any(c.dep_ == "cc" for o in others for c in o.children) else []


def _takes_part(pronoun: Token, verb: Token) -> bool:
    """Tell whether *dont* only tells what the subject is a part of: *des chars dont certains ont brûlé*."""
    if pronoun.lower_ != "dont":
        return False
    return any(s.lower_ in _PARTS or s.pos_ == "NUM" for s in _own_subjects(verb))


def is_attribute(participle: Token) -> bool:
    """Tell whether a past participle tells no more of its noun than where it is: *des groupes armés*, *armés dans le Nord*."""
    told = any(c.dep_ in {"obj", "aux:pass"} or preposition(c) in _TELLING for c in participle.children)
    return participle.dep_ in {"acl", "amod"} and not told and not is_finite(participle)


def _compounded(adjective: Token) -> list[Token]:
    """Return the second of two adjectives joined by a hyphen: *turco-libyen*."""
    return [c for c in adjective.children if c.dep_ == "flat:name" and c.pos_ == "ADJ" and c.i == adjective.i + 2]


def _on_the_part_of(argument: Argument) -> list[Argument]:
    """Return whose act it is by *de la part de*, else the argument itself: *une agression de la part du Rwanda*."""
    token = argument.token
    inner = [c for c in token.children if c.dep_ in OBLIQUES and preposition(c) == "de"] if token.lower_ == "part" else []
    return [Argument("par", c, "nominal") for c in inner] if argument.role == "de" and inner else [argument]


def _agrees_with(participle: Token, noun: Token) -> bool:
    """Tell whether the ending of a participle fits what the tagger says of a noun; *pris* and *mis* fit any number."""
    form = participle.lower_
    told = {"Number": "Plur" if form.endswith("s") else "Sing", "Gender": "Fem" if form.rstrip("s").endswith("e") else "Masc"}
    if form.endswith(("is", "us")):
        del told["Number"]
    return all(features(noun, name) in ([], [value]) for name, value in told.items())


def _is_headline(token: Token) -> bool:
    """Tell whether a plural participle ends a sentence without verb: *trois soldats et deux civils tués*."""
    return "Plur" in features(token, "Number") and not any(is_finite(t) for t in token.sent if t.pos_ in {"VERB", "AUX"})


def _suffers(token: Token) -> bool:
    """Tell whether an infinitive stands under *se voir* or *se faire*: its subject is then the patient."""
    if not is_infinitive(token):
        return False
    uppers = [token.head] if token.dep_ == "xcomp" else [c for c in token.children if c.dep_ == "dep"]
    return any(
        u.lemma_ in {"voir", "faire"}
        and (any(is_reflexive_clitic(c) for c in u.children) or any(is_reflexive_clitic(c) for c in token.children))
        for u in uppers
    )


def _complement_role(child: Token, *, passive: bool) -> str:
    if child.dep_ == "obj":
        return "" if _is_no_object(child, passive=passive) else "objet"
    if child.dep_ in SUBJECTS:
        return CONTAINED.get(child.lower_, "")  # *auquel*, which the parser may take for a subject
    if _is_clitic_object(child):
        return "a" if any(c.dep_ == "obj" and c.i > child.i for c in child.head.children) else "objet"
    if not passive and child.dep_ in OBLIQUES and _is_mislabelled_object(child):
        return "objet"
    if child.dep_ == "obl:agent" and passive and preposition(child) != "de":
        return "sujet"
    if child.dep_ in OBLIQUES or (child.dep_ in {"xcomp", "ccomp"} and child.pos_ in NOMINAL):
        role = preposition(child)
        return "sujet" if passive and role in {"par", "de la part de"} else role
    return ""


def _is_no_object(child: Token, *, passive: bool) -> bool:
    """Tell whether a verb cannot have what the parser took for its object: it is passive, or has one before a comma already."""
    verb = child.head
    if passive and any(c.dep_ == "aux:pass" for c in verb.children) and not _suffers(verb):
        return True
    before = [c for c in verb.children if c.dep_ == "obj" and verb.i < c.i < child.i and c.lemma_.lower() not in TIMES]
    apart = child.left_edge.i > 0 and child.doc[child.left_edge.i - 1].text == ","
    return bool(before) and apart and not any(c.dep_ in {"cc", "conj"} for c in child.children)


def _is_counted_object(child: Token) -> bool:
    """Tell whether an adverb after a verb counts its object: *accueille plus d'un million de réfugiés*."""
    verb = child.head
    if child.dep_ != "advmod" or child.lower_ not in _COUNTING or child.i < verb.i or any(c.dep_ == "obj" for c in verb.children):
        return False
    return any(preposition(c) == "de" and c.left_edge.i == child.i + 1 for c in child.children)


def _is_clitic_object(child: Token) -> bool:
    """Tell whether *me* or *nous* before a verb is its object, not a reflexive: its subject is somebody else."""
    if child.lower_ not in {"me", "m'", "m’", "nous"} or child.i > child.head.i or child.dep_ not in {"expl:comp", "iobj"}:
        return False
    return not any(c.dep_ == "nsubj" and c.lower_ in {"je", "j'", "j’", "nous", "on"} for c in child.head.children)


def _is_mislabelled_object(child: Token) -> bool:
    """Tell whether the parser took for oblique what must be the object.

    A noun right of the verb without preposition, or after a *des* that is the article of an indefinite plural.
    """
    verb = child.head
    if child.i < verb.i or child.pos_ not in {"NOUN", "PROPN", "NUM"} or any(c.dep_ == "obj" for c in verb.children):
        return False
    if child.pos_ == "NUM" and child.text[0].isdigit():
        return False
    if any(is_reflexive_clitic(c) for c in verb.children) or child.lemma_.lower() in TIMES:
        return False
    cases = [c for c in child.children if c.dep_ == "case"]
    return not cases or (len(cases) == 1 and cases[0].lower_ == "des" and cases[0].i <= verb.i + 3)


def adjective_lemma(token: Token) -> str:
    """Return what a predicative phrase is called: the adjective's lemma, or preposition and noun: *d'accord*, *en faveur*."""
    if token.pos_ == "ADP":
        words = [token.lower_, *(c.lower_ for c in token.children if c.dep_ == "fixed")]
    elif token.pos_ == "NOUN":
        bare = not any(c.dep_ == "det" for c in token.children)
        words = [*(c.lower_ for c in token.children if c.dep_ == "case" and bare and c.i < token.i), token.lower_]
    else:
        return token.lemma_.lower()
    return " ".join(words).replace("’", "'").replace("' ", "'") if len(words) > 1 else ""


def _attributes(verb: Token) -> list[Token]:
    """Return what a verb says somebody is: *juge la loi injuste*, *a déclaré illégale la grève*, *s'est rendu maître de*."""
    objects = [c for c in verb.children if c.dep_ == "obj"]
    own = [c for c in verb.children if c.dep_ in {"amod", "xcomp", "obl:mod", "advcl"} and c.pos_ == "ADJ"]
    own += [c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "NOUN" and not case_words(c)]
    far = [c for o in objects for n in o.children if n.dep_ == "nmod" for c in n.children if c.dep_ == "amod" and c.i > n.i]
    far = [c for c in far if not _agrees_with(c, c.head) and _agrees_with(c, c.head.head)]  # *juge les propos du roi injustes*
    return own + far + [c for o in objects for c in o.children if c.dep_ in {"amod", "acl"} and c.i > o.i]


def _as(role: str, arguments: Iterable[Argument]) -> list[Argument]:
    return [Argument(role, a.token, "lent") for a in arguments]


def _via(arguments: Iterable[Argument], via: str) -> list[Argument]:
    return [Argument(a.role if a.role == "possessif" else "sujet", a.token, via) for a in arguments]
