"""Component ``geoint_qualifiers``: whether the text says that it happened, and who says so.

Three things decide: the words of the event itself (its negation, mood and adjectives), the verbs, nouns and conjunctions
that stand over it in the tree, and the sources around it (``sources.py``). Which words do what stands in ``fr/qualifiers``,
one file for each kind of cue.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from spacy.language import Language

from geoint import annotations as stored
from geoint import lexicon
from geoint.annotations import CueMention
from geoint.events import AGENTLESS
from geoint.grammar import attachment, clauses, phrases, scope, speech
from geoint.sources import Report, Sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Doc, Token

    from geoint.annotations import EventMention
    from geoint.grammar.scope import Step
    from geoint.lexicon import QualifierLexicon

# The stronger of two readings wins: a claimed event that is denied is denied.
ORDER = ("negated", "hypothetical", "intended", "claimed")
# What is done by saying it: a speaker who says so has done it.
PERFORMED = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
OPEN = frozenset({"if", "question"})
# Whoever says so names a condition, and asks nothing.
THREATENING = frozenset({"warning", "promise"})
# And what who rules does by saying *nous*: *nous annulons les élections*.
DECREED = frozenset({"COERCE", "SANCTION", "CONCEDE"})
COUNTED = 2  # steps from those who are counted to the verb: *fait état de cent civils*
# Denied, the one is the other: *n'exclut pas de*, *n'a pas renoncé à*, *ne manquera pas de*.
DENIED = {"refusal": "possibility", "accusation": "possibility", "prevention": None, "denial": None, "factual": "negation"}


@Language.factory("geoint_qualifiers")
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 -- the signature spaCy calls
    """Make the component that tells how certain an event is."""
    return qualify


def qualify(doc: Doc) -> Doc:
    """Give every event its status, the words that made it, and its source."""
    words = lexicon.qualifiers()
    reader = _Qualifier(doc, words, Sources(doc, words))
    stored.set_events(doc, [reader.qualified(e) for e in stored.events(doc)])
    return doc


@dataclass(slots=True)
class _Reading:
    """What was found over one event."""

    event: EventMention
    cues: list[CueMention] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)

    def add(self, kind: str, *tokens: Token) -> None:
        self.cues += [CueMention(start=t.i, end=t.i + 1, kind=kind) for t in tokens]


@dataclass(slots=True)
class _Qualifier:
    """Qualifies the events of one Doc."""

    doc: Doc
    words: QualifierLexicon
    sources: Sources

    def qualified(self, event: EventMention) -> EventMention:
        token = self.doc[event.predicate]
        reading = _Reading(event)
        self._own(token, reading)
        self._above(token, reading)
        self._dated(token, reading)
        self._reported(token, reading)
        if any(c.kind == "accusation" for c in reading.cues):  # *soupçonné d'avoir préparé un complot*
            reading.cues = [c for c in reading.cues if c.kind != "intention" or c.start != token.i]
        statuses = {self.words.statuses[c.kind] for c in reading.cues}
        if any(c.kind in OPEN for c in reading.cues):  # *s'il n'attaque pas* leaves open whether he does
            statuses.discard("negated")
        status = next((s for s in ORDER if s in statuses), "fact")
        attribution = self.sources.attribution(reading.reports, event.predicate)
        return replace(event, status=status, cues=tuple(dict.fromkeys(reading.cues)), attribution=attribution)

    # ------------------------------------------------------------ the event itself

    def _own(self, token: Token, reading: _Reading) -> None:
        if clauses.is_verbal(token):
            self._denied(token, reading)
            self._mood(token, reading)
            self._adverbs(token, reading)
            self._planned(token, reading)
            aim = scope.aim(token)
            kind = self.words.kind("nouns", [aim.lemma_.lower()]) if aim is not None else None
            if aim is not None and kind is not None:
                reading.add(kind, aim)
        else:
            self._described(token, reading)
        self._introduced(token, reading)
        self._asked(token, reading)

    def _planned(self, token: Token, reading: _Reading) -> None:
        """Read a verb of planning that makes one event with its noun: *prépare une offensive*, *annonce des sanctions*."""
        light = " " in reading.event.lemma.removeprefix("se ") and reading.event.event not in PERFORMED
        names = [clauses.plain_lemma(token)]
        if light and (self.words.has("intention.scheduling", names) or self.words.has("announcement.planning", names)):
            reading.add("intention", token)

    def _denied(self, token: Token, reading: _Reading) -> None:
        reading.add("negation", *scope.negation(token, self.words.words["negation.particles"]))
        reading.add("negation", *scope.coordinators(token, self.words.words["negation.coordinators"]))
        upper = scope.shared_auxiliary(token)
        if upper is not None:
            reading.add("negation", *scope.negation(upper, self.words.words["negation.particles"]))
            self._mood(upper, reading)

    def _mood(self, token: Token, reading: _Reading) -> None:
        finite = scope.finite_part(token)
        if finite is None:
            return
        if scope.is_future(finite):
            reading.add("future", finite)
        elif scope.is_conditional(finite):
            reading.add(self._conditional(token, finite), finite)

    def _conditional(self, token: Token, finite: Token) -> str:
        """Tell hearsay (*aurait tiré*) from a hypothesis, a wish, and a future seen from the past."""
        names = list(speech.names(token))
        if finite == token and scope.is_reported_in_past(token):  # *a averti qu'il frapperait si* is *frappera si*
            return "intention" if self.words.has("conditional.polite", names) else self._seen_from_past(names)
        if any(self._is_condition(c) for c in clauses.near(token)) or self._is_alternative(token):
            return "if"
        if self.words.has("conditional.polite", names):
            return "intention"
        if self.words.has("conditional.possible", names):
            return "possibility"
        if finite != token:
            return "conditional"
        if scope.is_characterising(token) or self.sources.in_speech(token):
            return "possibility"
        return "conditional"

    def _seen_from_past(self, names: list[str]) -> str:
        return "possibility" if self.words.has("conditional.possible", names) else "future"

    def _is_alternative(self, token: Token) -> bool:
        """Tell whether a clause tells what happens otherwise: *faute de quoi X attaquerait*."""
        before = scope.preceding(token).rstrip()
        return _begins(token, self.words.words["if.alternatives"]) or before.endswith(tuple(self.words.words["if.alternatives"]))

    def _is_condition(self, clause: Token) -> bool:
        return scope.is_clause(clause) and _begins(clause, self.words.words["if.conjunctions"])

    def _adverbs(self, token: Token, reading: _Reading) -> None:
        for adverb in scope.adverbs(token):
            kind = self.words.kind("adverbs", [adverb.lower_])
            if kind == "future" and (scope.is_past(token) or scope.is_bare_participle(token)):  # *bientôt imité par X*
                continue
            if kind is not None:
                reading.add(kind, adverb)

    def _described(self, noun: Token, reading: _Reading) -> None:
        """Read the adjectives and determiner of an event noun: *présumé*, *prochain*, *éventuel*, *aucune attaque*."""
        for adjective in (*phrases.adjectives(noun), *scope.prenominal(noun), *scope.participles(noun)):
            kind = self.words.kind("adjectives", scope.described_as(adjective))
            if kind is not None:
                reading.add(kind, adjective)
        for participle in scope.later_participles(noun):  # *l'attentat d'Istanbul, imputé par Ankara au PKK*
            if self.words.has("accusation.laying", speech.names(participle)):
                reading.add("accusation", participle)
                reading.reports.append(self.sources.said_by(participle, "accusation"))
        if scope.lacks(noun):
            reading.add("negation", *scope.lacks(noun))

    def _introduced(self, token: Token, reading: _Reading) -> None:
        """Read the words before a phrase: *sans attaquer*, *en cas d'attaque*, *au lieu de livrer*."""
        if clauses.is_finite(token):
            return
        for kind in ("without", "if"):
            if _begins(token, self.words.words[f"{kind}.prepositions"]):
                reading.add(kind, self.doc[token.left_edge.i])
                return

    def _asked(self, token: Token, reading: _Reading) -> None:
        if clauses.is_finite(token) and scope.is_asked(token, self.words.words["question.words"]):
            reading.add("question", token)

    # ------------------------------------------------------------ what stands above it

    def _above(self, token: Token, reading: _Reading) -> None:
        first = True
        for step in self.sources.steps(token):
            if not self._climb(step, reading, first=first):
                return
            first = first and (step.link == "conjunct" or self._is_part(step))

    def _is_part(self, step: Step) -> bool:
        """Tell whether a noun goes on with the one above it, which names no event: *mise en accusation*, *début de retrait*."""
        return scope.is_part_of_name(step.lower) or step.upper.lemma_.lower() in self.words.words["announcement.phases"]

    def _climb(self, step: Step, reading: _Reading, *, first: bool) -> bool:
        """Read one step up; False where what is above no longer decides about the event."""
        if step.link == "conjunct":
            return scope.shares(step)
        if step.link in {"noun", "subject"}:
            return self._noun_below(step, reading) if first else False
        joined = self._joined(step, reading)
        if joined is not None:
            return joined
        if (
            step.link == "relative"
            and scope.completes(step.lower)
            and step.upper.lemma_ in self.words.words["possibility.telling"]
        ):
            self._nominal_governor(step.upper, reading)
            return False
        if step.link in {"infinitive", "clause"}:
            return self._governed(step, reading)
        if step.link == "modifier" and first:
            return self._counted(step, reading)
        if step.link == "adverbial" and not clauses.is_finite(step.lower):
            if clauses.is_infinitive(step.upper) and self._is_done_beside(step):
                return False
            self._mood(step.upper, reading)  # a gerund or participle shares what is said of its verb
            return True
        return False

    def _counted(self, step: Step, reading: _Reading) -> bool:
        """Read a participle that tells what happened to those whom somebody counts: *fait état de cent civils tués*."""
        verb = next((t for t in islice(step.upper.ancestors, COUNTED) if clauses.is_verbal(t)), None)
        if verb is None or scope.is_aside(step.lower) or not phrases.is_indefinite(step.upper):
            return False
        names = list(speech.names(verb))
        observed = self.words.has("reported.observing", names)
        if scope.negation(verb, self.words.words["negation.particles"]) or scope.is_passive(verb):
            return False
        if observed or self.words.kind("verbs", names) == "announcement":
            reading.reports.append(self.sources.said_by(verb, "announcement"))
            if not observed:
                reading.add("announcement", verb)
        return False

    def _is_done_beside(self, step: Step) -> bool:
        """Tell whether a participle below an infinitive is done: *venu l'aider, offrant du blé*, *tente de V en V*."""
        if scope.is_loose_participle(step.lower):
            return True
        above = next((s.upper for s in self.sources.steps(step.upper) if s.link == "infinitive"), None)
        return above is not None and self.words.has("intention.attempting", speech.names(above))

    def _joined(self, step: Step, reading: _Reading) -> bool | None:
        """Read the conjunction or preposition of a clause, and tell whether to climb on; None if it has none that decides."""
        opening = scope.opening(step.lower)
        if _begins(step.lower, self.words.words["if.conceding"]):
            return False
        if opening.startswith(("pour qui ", "pour lequel", "pour laquelle", "pour lesquel")):
            return False
        if _begins(step.lower, self.words.words["purpose.conjunctions"]):
            if scope.is_perfect(step.lower):
                return None if scope.is_reason(step.lower) else False
            reading.add("purpose", step.lower)
            return step.link == "infinitive"
        if _begins(step.lower, self.words.words["if.conjunctions"]):
            if scope.is_concessive(step.lower) and (scope.is_done(step.lower) or not self.sources.in_speech(step.lower)):
                return False
            force = self.words.force(speech.names(step.upper))
            asked = scope.asks_whether(step.lower) and force is not None and force not in THREATENING  # *menace de fermer si*
            reading.add("question" if asked else "if", step.lower)
            return False
        if opening.startswith(("sans que ", "sans qu'")):
            reading.add("without", step.lower)
            return False
        return False if opening.startswith(("sans", "avant", "après", "au lieu")) else None

    def _governed(self, step: Step, reading: _Reading) -> bool:
        """Read what an upper verb, noun or adjective does to the infinitive or clause below it."""
        upper, lower = step.upper, step.lower
        if not speech.is_verb(upper):
            self._governed_by_noun(step, reading)
            return False
        names = list(speech.names(upper))
        infinitive = step.link == "infinitive"
        if (wished := scope.attribute(upper)) is not None and self.words.has("intention.wished", [wished.lemma_.lower()]):
            reading.add("intention", wished)  # *juge nécessaire de rencontrer X*
        if self.sources.speaking(upper, lower, infinitive=infinitive) is None:
            if not infinitive and self.words.has("factual.knowing", names):
                return False
            kind = self._kind_above(upper, names)
            if kind == "intention" and not infinitive:  # who does not want that it happens speaks of a plan
                reading.add(kind, upper)
            else:
                self._governed_by(upper, names, kind, reading)
        if self._announces_own(upper, lower, names) and reading.event.event not in PERFORMED:
            reading.add("intention", upper)
        self._mood(upper, reading)
        self._asked(upper, reading)
        return True

    def _governed_by_noun(self, step: Step, reading: _Reading) -> None:
        """Read a noun or adjective above: *le risque que*; not *à mesure que*, nor *la décision que X a prise*."""
        noun, clause = step.upper.lemma_.lower(), step.link == "clause"
        joined = clause and noun in self.words.words["possibility.joining"]
        relative = clause and step.upper.pos_ == "NOUN" and noun not in self.words.words["possibility.telling"]
        if not joined and not relative:
            self._nominal_governor(step.upper, reading)

    def _announces_own(self, verb: Token, lower: Token, names: list[str]) -> bool:
        """Tell whether somebody announces what they do themselves: *annonce qu'il se retire*."""
        return self.words.has("announcement.planning", names) and attachment.reports(verb, lower)

    def _kind_above(self, verb: Token, names: list[str]) -> str | None:
        """Return what kind of cue a verb is for what it governs, by its tense and what stands above it too."""
        if scope.is_done(verb) and self.words.has("factual.when_past", names):
            return "factual"
        enabling = scope.is_future(verb) or clauses.is_infinitive(verb)  # *permettra de*, *pour permettre de*
        if enabling and self.words.has("possibility.enabling", names):
            return None
        if self.words.has("possibility.reaching", names) and self._is_wanted(verb):
            return None
        return self.words.kind("verbs", names) or self.words.kind("adjectives", scope.described_as(verb))

    def _is_wanted(self, verb: Token) -> bool:
        """Tell whether somebody wants what a verb says, or does something for it: *espère pouvoir partir*, *pour pouvoir*."""
        step = next(self.sources.steps(verb), None)
        if step is None or step.link not in {"infinitive", "clause"}:
            return False
        wanted = self.words.kind("verbs", speech.names(step.upper)) == "intention"
        return wanted or _begins(verb, self.words.words["purpose.conjunctions"])

    def _governed_by(self, upper: Token, names: list[str], kind: str | None, reading: _Reading) -> None:
        denied = scope.negation(upper, self.words.words["negation.particles"])
        if not denied:
            if kind is not None and self.words.statuses[kind] != "fact" and kind != "announcement":
                reading.add(kind, upper)
            return
        if kind in DENIED:
            kind = "intention" if self.words.has("refusal.persisting", names) else DENIED[kind]
            if kind == "negation" and self.words.has("factual.ending", names):
                return
        elif kind in {None, "announcement"} and self.words.force(names) is not None:
            kind = "negation" if self.words.has("negation.showing", names) else "possibility"
        elif self.words.has("intention.hesitating", names):
            if scope.is_done(upper):  # *n'a pas hésité à attaquer*
                return
        elif not self.words.has("possibility.fearing", names):
            kind = "negation"
        if kind is not None:
            reading.add(kind, *denied)

    # ------------------------------------------------------------ nouns

    def _noun_below(self, step: Step, reading: _Reading) -> bool:
        if (accuser := self._accused(step)) is not None:
            reading.add("accusation", accuser)
            reading.reports.append(self.sources.said_by(accuser, "accusation"))
            return False
        return self._below_verb(step, reading) if clauses.is_verbal(step.upper) else self._below_noun(step, reading)

    def _below_noun(self, step: Step, reading: _Reading) -> bool:
        if self._is_part(step):
            return True
        if step.link == "subject" and scope.is_predicate(step.upper):
            self._called(step.upper, reading)
            return False
        if self._undergoes(step.upper.head):
            self._denied(step.upper.head, reading)
            self._mood(step.upper.head, reading)
            return True
        if f"{scope.opening(step.lower)} ".startswith(("de ", "d'", "du ", "des ", "à ", "au ", "aux ", "que ")):
            self._nominal_governor(step.upper, reading, below_noun=step.upper.pos_ == "NOUN")
        return False

    def _called(self, adjective: Token, reading: _Reading) -> None:
        """Read the adjective that a sentence says of an event: *un retrait est possible*, *une attaque est imminente*."""
        kind = self.words.kind("adjectives", scope.described_as(adjective))
        denied = scope.negation(adjective, self.words.words["negation.particles"])
        if kind is not None and self.words.statuses[kind] in {"hypothetical", "intended", "claimed"}:
            reading.add("negation" if denied else kind, *(denied or [adjective]))

    def _undergoes(self, verb: Token) -> bool:
        """Tell whether a verb and its object only say that what follows happens to somebody: *fera l'objet d'une enquête*."""
        return clauses.is_verbal(verb) and self.words.has("future.undergoing", speech.names(verb))

    def _below_verb(self, step: Step, reading: _Reading) -> bool:
        upper = step.upper
        if _begins(step.lower, self.words.words["purpose.conjunctions"]):
            names = list(speech.names(upper))
            if self.words.kind("verbs", names) == "accusation":  # *accusé pour un coup d'État*
                reading.add("accusation", upper)
                reading.reports.append(self.sources.said_by(upper, "accusation"))
            elif not self.words.has("accusation.charging", names):  # *condamné pour ses attaques*
                reading.add("purpose", step.lower)
            return False
        had = scope.is_object(step.lower) and self.words.has("negation.having", speech.names(upper))
        if had or self.sources.carries(step) or (scope.is_object(step.lower) and self._undergoes(upper)):
            self._denied(upper, reading)
            self._mood(upper, reading)
            return True
        if step.link == "noun" and (scope.is_in_course(step.lower) or scope.opening(step.lower).startswith("avant ")):
            self._mood(upper, reading)
            return True
        if step.link == "subject":
            adjective = scope.attribute(upper)
            if adjective is not None and self.words.has("possibility.staying", speech.names(upper)):  # *reste possible*
                self._called(adjective, reading)
            self._subject_below(step, reading)
        planned = step.link == "subject" or scope.is_object(step.lower)
        if planned and self.words.has("intention.scheduling", speech.names(upper)):
            reading.add("intention", upper)
            return False
        told = scope.is_object(step.lower) and not self.sources.only_shows(upper)
        return self._noun_object(upper, step.lower, reading) if told else False

    def _accused(self, step: Step) -> Token | None:
        """Return the verb that lays an event noun to somebody's charge: *accuse X de génocide*, *impute le massacre à X*."""
        verb = step.upper if clauses.is_verbal(step.upper) else step.upper.head
        if not clauses.is_verbal(verb) or not scope.is_charge(step.lower, verb):
            return None
        names = list(speech.names(verb))
        denied = scope.negation(verb, self.words.words["negation.particles"])
        laid = step.lower.dep_ == "obj" and not self.words.has("accusation.laying", names)
        return verb if self.words.kind("verbs", names) == "accusation" and not laid and not denied else None

    def _subject_below(self, step: Step, reading: _Reading) -> None:
        """Read an event noun that is a subject: *une réunion devrait*, *son départ ouvrirait*; what is known is a fact."""
        finite = scope.finite_part(step.upper)
        if finite == step.upper and scope.is_conditional(finite):  # *une agression équivaudrait à une guerre*
            names = list(speech.names(step.upper))
            kind = "intention" if self.words.has("conditional.polite", names) else "possibility"
            reading.add(kind, finite)
        elif phrases.is_indefinite(step.lower):
            names = list(speech.names(step.upper))
            self._governed_by(step.upper, names, self.words.kind("verbs", names), reading)
            self._mood(step.upper, reading)

    def _noun_object(self, upper: Token, lower: Token, reading: _Reading) -> bool:
        """Read an event noun that is the object of a verb: *annonce un retrait*, *veut la levée du blocus*."""
        names = list(speech.names(upper))
        kind = self.words.kind("verbs", names)
        denied = scope.negation(upper, self.words.words["negation.particles"])
        if self.words.has("reported.observing", names) and not denied:
            reading.reports.append(self.sources.said_by(upper, "reported"))
            return False
        if kind in {"announcement", "denial"} and scope.is_passive(upper) and speech.speaker(upper) is None:
            return False
        if self.words.has("announcement.mentioning", names) and not phrases.is_indefinite(lower):
            return False
        if kind == "announcement" and not denied:
            self._announced(upper, reading)
            return True
        if kind in {"denial", "refusal"} and reading.event.event in PERFORMED and not phrases.is_universal(lower):
            return False  # who rejects an accusation does not deny that it was made
        if kind == "denial":
            reading.add(kind, upper)
            reading.reports.append(self.sources.said_by(upper, kind))
            return False
        if kind == "possibility" and self.words.has("possibility.facing", names):
            return False
        if kind in {"intention", "possibility", "prevention", "refusal"}:
            if denied:
                reading.add("negation" if kind in {"intention", "possibility"} else "possibility", *denied)
            else:
                reading.add(kind, upper)
            return kind != "refusal"
        return False

    def _announced(self, upper: Token, reading: _Reading) -> None:
        """Read *annonce un retrait*: a plan if it is the announcer's own, a claim if it is another's."""
        report = self.sources.said_by(upper, "announcement")
        speaker = self.sources.source(report.speaker) if report.speaker is not None else None
        subject = reading.event.subject
        same = subject is not None and speaker is not None and subject.id == speaker.id
        if subject is not None and report.speaker is not None:  # *la junte et Paris ont annoncé leur retrait*
            same = same or report.speaker.left_edge.i <= subject.start <= report.speaker.right_edge.i
        same = same and reading.event.lemma not in self.words.words["announcement.unplanned"]
        own = same or (subject is None and reading.event.event not in AGENTLESS)
        names = list(speech.names(upper))
        reading.reports.append(report)
        if same and reading.event.event == "SUPPORT":  # *réaffirme son soutien*
            return
        told = self.words.has("announcement.told", names)  # *revendique la prise de la ville*
        reading.add("intention" if own and not told else "announcement", upper)

    def _nominal_governor(self, word: Token, reading: _Reading, *, below_noun: bool = False) -> None:
        """Read a noun or adjective above: *projet d'invasion*, *prêt à négocier*, *il est possible que*."""
        if word.pos_ == "NOUN" and reading.event.start <= word.i < reading.event.end:
            return  # *l'appel à l'aide* is one event
        lemma = word.lemma_.lower()
        kind = self.words.kind("nouns", [lemma]) or (
            None if below_noun else self.words.kind("adjectives", scope.described_as(word))
        )
        if not below_noun and lemma in self.words.words["intention.wished"]:
            kind = "intention"
        if kind is None or (below_noun and lemma in self.words.words["intention.ongoing"] | self.words.words["refusal.tried"]):
            return
        if reading.event.event == "CONSULT" and lemma in self.words.words["intention.trying"]:
            return
        if below_noun and (doubt := self._doubted(word)) is not None:  # *la tentative présumée de coup d'État*
            reading.add("alleged", doubt)
            return
        denied = scope.denied_above(word, self.words.words["negation.particles"])
        if self._is_discarded(word):
            reading.add("refusal", word.head)
            return
        if not denied or self.words.has("negation.hiding", speech.names(word.head)):
            reading.add(kind, word)
        elif self.words.statuses[kind] == "negated":
            reading.add("possibility", *denied)
        else:
            reading.add("negation", *denied)

    def _doubted(self, noun: Token) -> Token | None:
        """Return the word that calls a noun unproven: *présumé*, *prétendu*."""
        around = (*phrases.adjectives(noun), *scope.prenominal(noun), *scope.participles(noun))
        return next((a for a in around if self.words.kind("adjectives", scope.described_as(a)) == "alleged"), None)

    def _is_discarded(self, noun: Token) -> bool:
        """Tell whether somebody gives up or rules out a plan: *écarte l'idée d'une intervention*."""
        if noun.dep_ != "obj" or noun.lemma_.lower() not in self.words.words["refusal.discarded"]:
            return False
        return self.words.kind("verbs", speech.names(noun.head)) == "refusal" and not scope.negation(
            noun.head, self.words.words["negation.particles"]
        )

    # ------------------------------------------------------------ when, and who says so

    def _dated(self, token: Token, reading: _Reading) -> None:
        """Take what happens after the day of writing for a plan unless it is told as done, and a future before it for a past."""
        written = stored.written(self.doc)
        if reading.event.date is None or written is None:
            return
        date = stored.dates(self.doc)[reading.event.date]
        if date.latest and date.latest < written:  # *né à Paris, il deviendra ministre en 1992*
            finite = scope.finite_part(token)
            own = finite.i if finite is not None else None
            reading.cues = [c for c in reading.cues if c.kind != "future" or c.start != own]
            return
        if clauses.is_verbal(token) and scope.is_past(token):
            return
        if date.earliest and date.earliest > written:
            reading.add("future", *self.doc[date.start : date.end])

    def _reported(self, token: Token, reading: _Reading) -> None:
        """Add the sources over the event; what is done by saying it stays a fact, with who says so."""
        presupposed = not clauses.is_verbal(token) and scope.is_presupposed(token)
        reports = [] if presupposed and not self._is_carried(token) else self.sources.over(token)
        if not reports and any(c.kind == "conditional" for c in reading.cues):
            reports = self.sources.hearsay(token)
        reports = [r for r in reports if r.speaker is not None or clauses.is_verbal(token)]
        reading.reports += reports
        if self._performs(token, reports, reading.event):
            return
        for report in reports:
            reading.add(report.kind, *report.cues)

    def _is_carried(self, noun: Token) -> bool:
        step = next(self.sources.steps(noun), None)
        return step is not None and self.sources.carries(step)

    def _performs(self, token: Token, reports: list[Report], event: EventMention) -> bool:
        performed = PERFORMED | DECREED if scope.is_first_plural(token) else PERFORMED
        if event.event not in performed or event.subject is None or not reports or reports[0].speaker is None:
            return False
        speaker = self.sources.source(reports[0].speaker)
        same = speaker is not None and speaker.id is not None and speaker.id == event.subject.id
        return same and clauses.is_verbal(token) and scope.is_present(token)


def _begins(token: Token, known: Iterable[str]) -> bool:
    """Tell whether a clause or phrase begins with one of the known phrases, a part of which the parser may hang outside it."""
    before = f"{scope.preceding(token).rstrip()} "
    text = f" {before}{scope.opening(token)} "
    return any(_straddles(text, len(before), f" {phrase}" if phrase.endswith("'") else f" {phrase} ") for phrase in known)


def _straddles(text: str, start: int, phrase: str) -> bool:
    """Tell whether a phrase with the blank before it begins in a text at ``start``, or begins earlier and reaches over it."""
    at = text.find(phrase, max(0, start - len(phrase) + 2))
    return 0 <= at <= start
