"""Component ``geoint_qualifiers``: whether the text says that it happened, and who says so."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from spacy.language import Language

from geoint import annotations as stored
from geoint import lexicon
from geoint.annotations import ActorMention, CueMention, EventMention, SourceMention
from geoint.events import AGENTLESS
from geoint.grammar import clauses, phrases, scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Token

    from geoint.grammar.scope import Step
    from geoint.lexicon import QualifierLexicon

# The stronger of two readings wins: a claimed event that is denied is denied.
ORDER = ("negated", "hypothetical", "intended", "claimed")
KINDS = {
    "negation": "negated", "refusal": "negated", "without": "negated", "possibility": "hypothetical", "if": "hypothetical",
    "question": "hypothetical", "intention": "intended", "future": "intended", "purpose": "intended", "conditional": "claimed",
    "accusation": "claimed", "reported": "claimed", "announcement": "claimed", "quote": "claimed", "alleged": "claimed",
}  # fmt: skip
HIGHEST = 30  # steps up; what stands higher in an endless enumeration says nothing of the event
INCISE_MARKS = frozenset({",", "»", '"', "”"})
OPENING = frozenset("«“")
CLOSING = frozenset("»”")


@Language.factory("geoint_qualifiers")
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 -- the signature spaCy calls
    """Make the component that tells how certain an event is."""
    return qualify


def qualify(doc: Doc) -> Doc:
    """Give every event its status, the words that made it, and its source."""
    reader = _Qualifier(doc, lexicon.qualifiers())
    stored.set_events(doc, [reader.qualified(e) for e in stored.events(doc)])
    return doc


@dataclass(slots=True)
class _Reading:
    """What was found over one event."""

    cues: list[CueMention] = field(default_factory=list)
    source: Token | None = None

    def add(self, kind: str, *tokens: Token) -> None:
        self.cues += [CueMention(start=t.i, end=t.i + 1, kind=kind) for t in tokens]

    def status(self) -> str:
        statuses = {KINDS[c.kind] for c in self.cues}
        return next((s for s in ORDER if s in statuses), "fact")


@dataclass(slots=True)
class _Qualifier:
    """Qualifies the events of one Doc."""

    doc: Doc
    words: QualifierLexicon
    heads: dict[int, ActorMention] = field(default_factory=dict)
    quotes: list[tuple[int, int]] = field(default_factory=list)
    sources: list[tuple[Token, Token]] = field(default_factory=list)
    incises: list[Token] = field(default_factory=list)

    def __post_init__(self) -> None:
        for mention in stored.actors(self.doc):
            known = self.heads.get(mention.head)
            if known is None or mention.end - mention.start > known.end - known.start:
                self.heads[mention.head] = mention
        self.quotes = quotations(self.doc)
        self.sources = self._introduced()
        self.incises = self._reporting_incises()

    def qualified(self, event: EventMention) -> EventMention:
        token = self.doc[event.predicate]
        reading = _Reading()
        self._own(token, reading)
        self._above(token, event, reading)
        self._according(token, reading)
        self._quoted(token, reading)
        self._incise(token, reading)
        self._dated(event, reading)
        status = reading.status()
        source = self._source(reading.source, event)
        if source and status == "fact":
            source = None
        return replace(event, status=status, cues=tuple(dict.fromkeys(reading.cues)), source=source)

    def _dated(self, event: EventMention, reading: _Reading) -> None:
        """Take what happens after the day of writing for a plan."""
        written = stored.written(self.doc)
        if event.date is None or written is None:
            return
        date = stored.dates(self.doc)[event.date]
        if date.earliest and date.earliest > written:
            reading.add("future", *self.doc[date.start : date.end])

    def _source(self, token: Token | None, event: EventMention) -> SourceMention | None:
        if token is None or token.i == event.predicate:
            return None
        mention = self.heads.get(token.i)
        if mention is not None:
            start, end = mention.start, mention.end
            return SourceMention(start=start, end=end, id=mention.id)
        if token.pos_ == "PRON":
            return None
        start, end = phrases.core_span(token)
        return SourceMention(start=start, end=end)

    # ------------------------------------------------------------ the event itself

    def _own(self, token: Token, reading: _Reading) -> None:
        if clauses.is_verbal(token):
            self._denied(token, reading)
            self._mood(token, reading)
        else:
            self._described(token, reading)
        marker = scope.marker(token)
        if marker.split(" ")[0] in self.words.words["negation.without"]:
            reading.add("without", token.doc[token.left_edge.i])
        if clauses.is_finite(token) and scope.is_question(token, self.words.words["conditional.question_words"]):
            reading.add("question", token.sent[-1])

    def _denied(self, token: Token, reading: _Reading) -> None:
        denying = scope.negation(token, self.words.words["negation.particles"])
        reading.add("negation", *denying)
        coordinator = [c for c in token.children if c.dep_ == "cc" and c.lower_ in self.words.words["negation.coordinators"]]
        reading.add("negation", *coordinator)

    def _mood(self, token: Token, reading: _Reading) -> None:
        finite = scope.finite_part(token)
        if finite is None:
            return
        if scope.is_future(finite):
            reading.add("future", finite)
        elif scope.is_conditional(finite):
            reading.add(self._conditional(token), finite)

    def _conditional(self, token: Token) -> str:
        """Tell hearsay (*aurait tiré*) from a hypothesis, a wish, and a future seen from the past."""
        if any(c.dep_ == "advcl" and scope.marker(c) in self.words.words["conditional.if_words"] for c in token.children):
            return "if"
        if clauses.plain_lemma(token) in self.words.words["conditional.polite"]:
            return "intention"
        if clauses.plain_lemma(token) in self.words.words["conditional.possible"]:
            return "possibility"
        if token.dep_ == "ccomp" and clauses.is_verbal(token.head) and scope.is_past(token.head):
            return "future"
        return "conditional"

    def _described(self, noun: Token, reading: _Reading) -> None:
        """Read the adjectives of an event noun: *présumé*, *prochain*, *éventuel*."""
        lists = {"claiming": "alleged", "intending": "future", "hypothesising": "possibility"}
        for adjective in phrases.adjectives(noun):
            for key, kind in lists.items():
                if adjective.lemma_.lower() in self.words.words[f"governors.{key}_adjectives"]:
                    reading.add(kind, adjective)

    # ------------------------------------------------------------ what stands above it

    def _above(self, token: Token, event: EventMention, reading: _Reading) -> None:
        first = True
        for step in islice(scope.steps(token), HIGHEST):
            if not self._climb(step, event, reading, first=first):
                return
            first = step.link == "conjunct" and first

    def _climb(self, step: Step, event: EventMention, reading: _Reading, *, first: bool) -> bool:
        """Read one step up; False where what is above no longer decides about the event."""
        if step.link == "conjunct":
            return self._shares(step)
        if step.link in {"noun", "subject"}:
            return self._noun_below(step, event, reading) if first else False
        if step.link == "infinitive":
            return self._infinitive_below(step, reading)
        if step.link == "clause":
            return self._clause_below(step, reading)
        if step.link == "adverbial":
            return self._adverbial_below(step, reading)
        return False

    def _shares(self, step: Step) -> bool:
        """Tell whether a conjoined verb stands under the same upper words: not if it is a clause of its own."""
        return not clauses.is_finite(step.lower) or scope.marker(step.lower) == scope.marker(step.upper)

    def _infinitive_below(self, step: Step, reading: _Reading) -> bool:
        if step.marker in self.words.words["conditional.purpose"]:
            reading.add("purpose", step.lower)
            return True
        if step.marker.split(" ")[0] in {"sans", "avant", "après"}:
            return False
        return self._governed(step, reading)

    def _clause_below(self, step: Step, reading: _Reading) -> bool:
        return self._governed(step, reading)

    def _adverbial_below(self, step: Step, reading: _Reading) -> bool:
        if step.marker in self.words.words["conditional.hypothetical_conjunctions"]:
            reading.add("if", step.lower)
        elif step.marker in self.words.words["conditional.purpose"]:
            reading.add("purpose", step.lower)
        else:
            return not clauses.is_finite(step.lower)
        return False

    def _governed(self, step: Step, reading: _Reading) -> bool:
        """Read what an upper verb or noun does to the infinitive or clause below it."""
        upper = step.upper
        if not clauses.is_verbal(upper):
            self._noun_governor(upper, reading)
            return False
        lemma = clauses.verb_lemma(upper)
        denied = scope.negation(upper, self.words.words["negation.particles"])
        kind = self._kind(lemma) or self._kind(clauses.plain_lemma(upper))
        factual = clauses.plain_lemma(upper) in self.words.words["governors.factual"]
        if kind == "accusation":
            self._claimed_by(upper, "accusation", reading)
        elif kind == "possibility" and scope.is_past(upper) and clauses.plain_lemma(upper) in {"pouvoir", "permettre"}:
            kind = None
        elif kind:
            reading.add(kind, upper)
        elif not factual:
            self._reported_by(upper, reading)
        if denied and (kind in {None, "possibility"}) and clauses.plain_lemma(upper) not in self.words.reporting:
            reading.add("negation", *denied)
        self._mood(upper, reading)
        return True

    def _kind(self, lemma: str) -> str | None:
        lists = {"negating": "refusal", "intending": "intention", "hypothesising": "possibility", "claiming": "accusation"}
        return next((kind for key, kind in lists.items() if lemma in self.words.words[f"governors.{key}"]), None)

    def _reported_by(self, verb: Token, reading: _Reading) -> None:
        lemma = clauses.plain_lemma(verb)
        if lemma not in self.words.reporting and clauses.verb_lemma(verb) not in self.words.reporting:
            return
        self._claimed_by(verb, "reported", reading)

    def _claimed_by(self, verb: Token, kind: str, reading: _Reading) -> None:
        reading.add(kind, verb)
        subject = self._speaker(verb)
        if subject is not None:
            reading.source = subject

    def _speaker(self, verb: Token) -> Token | None:
        """Return who speaks: the agent of a passive, the subject, or the noun after an inverted verb."""
        if any(c.dep_ == "aux:pass" for c in verb.children) or (clauses.is_past_participle(verb) and verb.dep_ == "acl"):
            return next((c for c in verb.children if c.dep_ == "obl:agent" or clauses.preposition(c) == "par"), None)
        subject = scope.subject_of(verb) or scope.postposed_subject(verb)
        if subject is not None and clauses.is_relative(subject):
            return clauses.find_antecedent(subject, verb)
        return subject

    # ------------------------------------------------------------ event nouns

    def _noun_below(self, step: Step, event: EventMention, reading: _Reading) -> bool:
        upper = step.upper
        if not clauses.is_verbal(upper):
            if step.marker.split(" ")[0] in {"de", "d'", "du", "des", "à", "au", "aux"}:
                self._noun_governor(upper, reading)
            return False
        marker = step.marker
        if marker in self.words.words["conditional.purpose"]:
            reading.add("purpose", step.lower)
        if step.link == "subject" or upper.dep_ == "acl":
            if step.link == "subject":
                self._mood(upper, reading)
            if clauses.plain_lemma(upper) in {"prévoir", "planifier", "programmer", "envisager"}:
                reading.add("intention", upper)
            return False
        if step.lower.dep_ not in {"obj", "obl:arg", "nsubj:pass"}:
            return False
        return self._noun_object(upper, event, reading)

    def _noun_object(self, upper: Token, event: EventMention, reading: _Reading) -> bool:
        """Read an event noun that is the object of a verb: *annonce un retrait*, *veut la levée du blocus*."""
        lemma = clauses.plain_lemma(upper)
        if lemma in self.words.words["governors.announcing"]:
            speaker = self._speaker(upper)
            mention = self.heads.get(speaker.i) if speaker is not None else None
            if event.subject is None:
                own = event.event not in AGENTLESS
            else:
                own = mention is not None and event.subject.id == mention.id
            reading.add("intention" if own else "announcement", upper)
            reading.source = speaker
            return True
        kind = self._kind(clauses.verb_lemma(upper)) or self._kind(lemma)
        if kind in {"intention", "possibility"}:
            reading.add(kind, upper)
            return True
        if kind == "refusal":
            reading.add("refusal", upper)
            return False
        denied = scope.negation(upper, self.words.words["negation.particles"])
        if denied and lemma in lexicon.events().auxiliary:
            reading.add("negation", *denied)
        if lemma in lexicon.events().auxiliary:
            self._mood(upper, reading)
            return True
        return False

    def _noun_governor(self, noun: Token, reading: _Reading) -> None:
        lemma = noun.lemma_.lower()
        lists = {
            "intending": "intention", "hypothesising": "possibility", "claiming": "alleged", "negating": "refusal",
        }  # fmt: skip
        for key, kind in lists.items():
            if lemma in self.words.words[f"governors.{key}_nouns"]:
                reading.add(kind, noun)

    # ------------------------------------------------------------ who says so

    def _according(self, token: Token, reading: _Reading) -> None:
        """Read *selon X* and its kin in the clause of the event."""
        for word, source in self.sources:
            if word.sent == token.sent and self._covers(scope.attached_to(source), token):
                reading.add("reported", word)
                reading.source = source

    def _introduced(self) -> list[tuple[Token, Token]]:
        """Return every *selon*, *d'après*... of the Doc with the noun that it introduces."""
        found = []
        for word in self.doc:
            following = "".join(t.text_with_ws for t in self.doc[word.i : word.i + 3]).lower()
            if any(following.startswith(f"{w} ") for w in self.words.words["reported.according"]):
                source = scope.phrase_after(word)
                if source is not None:
                    found.append((word, source))
        return found

    def _reporting_incises(self) -> list[Token]:
        """Return every reporting verb of the Doc that stands in an incise."""
        verbs = (t for t in self.doc if t.dep_ == "parataxis" and clauses.is_verbal(t))
        reporting = [v for v in verbs if clauses.plain_lemma(v) in self.words.reporting]
        return [v for v in reporting if v.left_edge.text in INCISE_MARKS]

    def _covers(self, top: Token, token: Token) -> bool:
        """Tell whether *selon X*, hanging on ``top``, speaks of an event: of the whole coordination it ends or opens."""
        while top.dep_ == "conj" and top.head != top:
            top = top.head
        return top == token or top.is_ancestor(token) or scope.top_clause(token).head == top

    def _quoted(self, token: Token, reading: _Reading) -> None:
        """Read a direct quote around the event: its speaker stands before, after or inside it."""
        around = [(s, e) for s, e in self.quotes if s < token.i < e]
        if not around:
            return
        start, end = around[0]
        if not self._is_speech(start, end):
            return
        announced = self._announced_by(start)
        if announced is not None:
            reading.add("quote", self.doc[start])
            reading.source = announced
            return
        verb = self._quoting_verb(start, end)
        if verb is None:
            return
        self._claimed_by(verb, "quote", reading)

    def _announced_by(self, start: int) -> Token | None:
        """Return the name right before a colon that opens a quote: *Ali Bongo : « Nous... »*."""
        if start < 2 or self.doc[start - 1].text != ":":  # noqa: PLR2004 -- a name and a colon
            return None
        named = [m for m in self.heads.values() if m.end == start - 1]
        return self.doc[named[-1].head] if named else None

    def _is_speech(self, start: int, end: int) -> bool:
        """Tell a quoted utterance from a quoted word: it has a finite verb."""
        return any(clauses.is_verbal(t) and clauses.is_finite(t) for t in self.doc[start:end])

    def _quoting_verb(self, start: int, end: int) -> Token | None:
        """Return the reporting verb that belongs to a quote: after it, inside it between commas, or before it."""
        after: list[Token] = list(self.doc[end + 1 : min(len(self.doc), end + 10)])
        before: list[Token] = list(self.doc[max(0, start - 25) : start])
        inside = [t for t in self.doc[start:end] if t.dep_ == "parataxis"]
        for token in (*after, *inside, *reversed(before)):
            if token in after and token.is_sent_start and token.i > end + 2:
                continue
            lemma = clauses.plain_lemma(token)
            if clauses.is_verbal(token) and (lemma in self.words.reporting or clauses.verb_lemma(token) in self.words.reporting):
                return token
        return None

    def _closes_quotes(self, verb: Token) -> bool:
        """Tell whether an incise follows a quote, and so speaks of the quote alone."""
        before = [t.text for t in self.doc[max(0, verb.left_edge.i - 2) : verb.i]]
        return any(text in CLOSING or text == '"' for text in before)

    def _incise(self, token: Token, reading: _Reading) -> None:
        """Read an incise: *la Russie a tiré, affirme Kiev*."""
        if reading.source is not None:
            return
        quoted = any(s < token.i < e for s, e in self.quotes)
        for verb in self.incises:
            if verb.i > token.i and verb.sent == token.sent and (quoted or not self._closes_quotes(verb)):
                self._claimed_by(verb, "reported", reading)


def quotations(doc: Doc) -> list[tuple[int, int]]:
    """Return the quotations as pairs of mark positions; one that is never closed ends with its paragraph."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for token in doc:
        if opened is not None and ("\n" in token.text or token.text in CLOSING or token.text == '"'):
            found.append((opened, token.i))
            opened = None
        elif opened is None and (token.text in OPENING or token.text == '"'):
            opened = token.i
    if opened is not None:
        found.append((opened, len(doc)))
    return found
