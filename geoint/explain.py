"""Why a text gave the triples that it gave, and why not others: every step with its offsets and its line in the lexicon.

Nothing is decided here: what is told are the annotations on the Doc, the arguments that the clause reader returns, and
the decisions that ``events`` noted while it looked for triples.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geoint import actor_lexicon, events, lexicon, lookup, pipeline
from geoint import annotations as stored
from geoint.grammar import attachment, clauses
from geoint.grammar.clauses import ClauseReader
from geoint.model import Document, Span, notation
from geoint.text import normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc, Token

    from geoint.annotations import ActorMention, CueMention, EventMention
    from geoint.grammar.clauses import Predicate
    from geoint.model import Article, Triple
    from geoint.pipeline import Spans
    from geoint.text import Normalized

TITLES_AND_ENDS = (".", "!", "?", "…", "»", "”", "Mme", "Dr")  # after these a sentence would be expected to begin


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What was changed before or after parsing: ``kind`` is character, start set, start forbidden, or word class."""

    kind: str
    at: Span
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A token with its lemma and word class."""

    at: Span
    lemma: str
    word_class: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A phrase by its head, the role it plays, and the construction that gave it that role."""

    role: str
    at: Span
    via: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A verb or event noun with its arguments."""

    at: Span
    lemma: str
    kind: str
    passive: bool
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundActor:
    """A mention of an actor: who, what linked it, what it stands for, and the line of the lexicon that knows it."""

    at: Span
    id: str | None
    type: str
    why: str
    stands_for: Span | None
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A temporal expression with its value and the rule that read it."""

    at: Span
    value: str | None
    grain: str | None
    rule: str
    anchor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """A rule that was tried, its line, and the first condition that failed; without rule the trigger itself was judged."""

    rule: str | None
    place: str | None
    failed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A verb or event noun that may carry a triple: what was tried in order, and the ids of the triples it gave."""

    at: Span
    attempts: tuple[Attempt, ...]
    triples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconLine:
    """A line of the lexicon that had a part in a triple, and the words that it spoke of."""

    place: str
    part: str
    at: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """How one triple came about: rule, constructions of subject and object, word that its date hangs on, lexicon lines."""

    triple: Triple
    notation: str
    path: tuple[str, ...]
    dated_by: Span | None
    lines: tuple[LexiconLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceStory:
    """Everything that was read in one sentence."""

    at: Span
    words: tuple[Word, ...]
    clauses: tuple[Clause, ...]
    actors: tuple[FoundActor, ...]
    dates: tuple[FoundDate, ...]
    candidates: tuple[Candidate, ...]
    trails: tuple[Trail, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A text sentence by sentence, with what was repaired in it and the document that ``extract`` gives."""

    document: Document
    repairs: tuple[Repair, ...]
    sentences: tuple[SentenceStory, ...]

    def of_triple(self, number: int) -> SentenceStory | None:
        """Return the sentence of the ``number``-th triple with this triple's trail alone; None if there is no such triple."""
        for sentence in self.sentences:
            chosen = tuple(t for t in sentence.trails if t.triple.id == f"t{number}")
            if chosen:
                tried = tuple(c for c in sentence.candidates if chosen[0].triple.id in c.triples)
                return SentenceStory(
                    at=sentence.at,
                    words=sentence.words,
                    clauses=sentence.clauses,
                    actors=sentence.actors,
                    dates=sentence.dates,
                    candidates=tried,
                    trails=chosen,
                )
        return None


def explain(article: Article, *, nlp: Language, lexicons: Iterable[Path | str] = ()) -> Explanation:
    """Read one article and tell how; ``lexicons`` are those that ``nlp`` was loaded with. Raises LexiconError as ``load``."""
    text = normalize(article.text)
    doc, repairs = _read(pipeline.prepared(nlp, article, text), nlp)
    spans = pipeline.Spans(doc, text)
    document = pipeline.document(doc, article, text)
    teller = _Teller(doc, spans, document, ClauseReader(doc, lexicon.control()), _places(tuple(map(str, lexicons))))
    made = [Repair(kind=kind, at=spans.span(i, i + 1), detail=detail) for kind, i, detail in repairs]
    return Explanation(
        document=document,
        repairs=(*_characters(text), *made),
        sentences=tuple(teller.story(sentence.start, sentence.end) for sentence in doc.sents),
    )


# ---------------------------------------------------------------- repairs


def _read(doc: Doc, nlp: Language) -> tuple[Doc, list[tuple[str, int, str]]]:
    """Run the pipeline and return what its two repairing components changed: kind, token, detail."""
    repairs: list[tuple[str, int, str]] = []
    for name, component in nlp.pipeline:
        before = [(t.pos_, t.lemma_) for t in doc] if name == "geoint_tags" else []
        doc = component(doc)
        if name == "geoint_sentences":
            repairs += _starts(doc)
        for token, (word_class, lemma) in zip(doc, before, strict=False):
            if (token.pos_, token.lemma_) != (word_class, lemma):
                repairs.append(("word class", token.i, f"{word_class} {lemma} is {token.pos_} {token.lemma_}"))
    return doc, repairs


def _starts(doc: Doc) -> Iterator[tuple[str, int, str]]:
    for token in doc[1:]:
        before = doc[token.i - 1].text.strip()
        if token.is_sent_start:
            yield "start set", token.i, f"a sentence begins at « {token.text} »"
        elif token.is_sent_start is False and before.endswith(TITLES_AND_ENDS) and not token.is_space:
            yield "start forbidden", token.i, f"no sentence begins after « {before} »"


def _characters(text: Normalized) -> Iterator[Repair]:
    """Yield the characters that are read as others: composed, or made plain."""
    for i, char in enumerate(text.text):
        start, end = text.bounds(i, i + 1)
        original = text.original[start:end]
        if original != char:
            names = " + ".join(unicodedata.name(c, repr(c)).lower() for c in original)
            yield Repair(kind="character", at=Span(original, start, end), detail=f"{names} is read as {char!r}")


# ---------------------------------------------------------------- sentences


@dataclass(slots=True)
class _Teller:
    """Tells of the sentences of one annotated Doc."""

    doc: Doc
    spans: Spans
    document: Document
    reader: ClauseReader
    place_of: Callable[[str, str | None], str | None]

    def story(self, start: int, end: int) -> SentenceStory:
        inside = range(start, end)
        return SentenceStory(
            at=self.spans.span(start, end),
            words=tuple(self._word(t) for t in self.doc[start:end] if not t.is_space),
            clauses=tuple(self._clauses(start, end)),
            actors=tuple(self._actor(m) for m in stored.actors(self.doc) if m.start in inside),
            dates=tuple(self._dates(inside)),
            candidates=tuple(self._candidates(inside)),
            trails=tuple(self._trails(inside)),
        )

    def _word(self, token: Token) -> Word:
        return Word(at=self._at(token), lemma=token.lemma_, word_class=token.pos_)

    def _at(self, token: Token) -> Span:
        return self.spans.span(token.i, token.i + 1)

    def _clauses(self, start: int, end: int) -> Iterator[Clause]:
        nouns, adjectives = lexicon.events().nouns, lexicon.events().adjectives
        for token in self.doc[start:end]:
            if clauses.is_verbal(token):
                yield self._clause(self.reader.verb(token))
            elif token.pos_ == "NOUN" and token.lemma_.lower() in nouns:
                yield self._clause(self.reader.noun(token))
            elif token.pos_ in {"ADJ", "ADP", "NOUN"} and clauses.adjective_lemma(token) in adjectives:
                yield self._clause(self.reader.adjective(token))

    def _clause(self, predicate: Predicate) -> Clause:
        return Clause(
            at=self._at(predicate.token),
            lemma=predicate.lemma,
            kind=predicate.kind,
            passive=predicate.passive,
            roles=tuple(Role(role=a.role or "no preposition", at=self._at(a.token), via=a.via) for a in predicate.arguments),
        )

    def _actor(self, mention: ActorMention) -> FoundActor:
        at = self.spans.span(mention.start, mention.end)
        stands_for = self.spans.span(*mention.antecedent) if mention.antecedent else None
        head = self.doc[mention.head]
        known = (self.place_of(text, mention.person or mention.id) for text in (at.text, head.text, head.lemma_))
        place = None if stands_for else next((p for p in known if p), None)
        return FoundActor(at=at, id=mention.id, type=mention.type, why=mention.why, stands_for=stands_for, place=place)

    def _dates(self, inside: range) -> Iterator[FoundDate]:
        for d in stored.dates(self.doc):
            if d.start in inside:
                at = self.spans.span(d.start, d.end)
                yield FoundDate(at=at, value=d.value, grain=d.grain, rule=d.rule, anchor=d.anchor)

    def _candidates(self, inside: range) -> Iterator[Candidate]:
        tried: dict[int, list[Attempt]] = {}
        for decision in events.decisions(self.doc):
            if decision.token in inside:
                tried.setdefault(decision.token, []).append(self._attempt(decision))
        given = [(e.predicate, f"t{n}", e.rule) for n, e in enumerate(stored.events(self.doc), start=1) if e.predicate in inside]
        for token, _, rule in given:
            if rule.startswith("clause["):
                tried.setdefault(token, []).append(Attempt(rule=rule, place=None, failed=None))
        for token, attempts in sorted(tried.items()):
            triples = tuple(t for i, t, _ in given if i == token)
            yield Candidate(at=self._at(self.doc[token]), attempts=tuple(dict.fromkeys(attempts)), triples=triples)

    def _attempt(self, decision: events.Decision) -> Attempt:
        place = lexicon.pattern_place(decision.rule) if decision.rule else None
        return Attempt(rule=decision.rule, place=place, failed=decision.failed)

    # ------------------------------------------------------------ triples

    def _trails(self, inside: range) -> Iterator[Trail]:
        pairs = zip(stored.events(self.doc), self.document.triples, strict=True)
        for event, triple in pairs:
            if event.predicate in inside:
                yield Trail(
                    triple=triple,
                    notation=notation(triple),
                    path=event.path,
                    dated_by=self._dated_by(event),
                    lines=tuple(self._lines(event)),
                )

    def _dated_by(self, event: EventMention) -> Span | None:
        if event.date is None:
            return None
        date = stored.dates(self.doc)[event.date]
        triggers = frozenset(e.predicate for e in stored.events(self.doc))
        nouns = frozenset(lexicon.events().nouns)
        return self._at(attachment.attachment(self.doc, date.start, date.end, nouns=nouns, triggers=triggers).owner)

    def _lines(self, event: EventMention) -> Iterator[LexiconLine]:
        if place := lexicon.pattern_place(event.rule):
            yield LexiconLine(place=place, part=event.rule, at=self.spans.span(event.start, event.end))
        for part, side in (("subject", event.subject), ("object", event.object)):
            if side is not None:
                at = self.spans.span(side.start, side.end)
                head = self.doc[side.head]
                known = (self.place_of(text, side.id) for text in (at.text, head.text, head.lemma_))
                if place := next((p for p in known if p), None):
                    yield LexiconLine(place=place, part=part, at=at)
        for cue in event.cues:
            if place := self._cue_place(cue):
                yield LexiconLine(place=place, part=f"{cue.kind} cue", at=self.spans.span(cue.start, cue.end))

    def _cue_place(self, cue: CueMention) -> str | None:
        token = self.doc[cue.start]
        lemma = clauses.plain_lemma(token)
        words = dict.fromkeys((clauses.verb_lemma(token), lemma, token.lower_, token.lemma_.lower()))
        found = lexicon.word_places("qualifiers", words)
        own = [place for place in found if place.startswith(f"{cue.kind}.")]
        return next(iter(own or found), None)


def _places(lexicons: tuple[str, ...]) -> Callable[[str, str | None], str | None]:
    """Return the look-up of the line that links a text to an actor: the record of this id first."""
    known = actor_lexicon.load(lexicons)

    @cache
    def place_of(text: str, actor: str | None) -> str | None:
        found = lookup.candidates(known, text.replace("\u2019", "'"))
        own = [c.place for c in found if c.place and (actor in {c.id, c.name} or any(r.of == actor for r in c.roles))]
        return next(iter(own or [c.place for c in found if c.place]), None)

    return place_of
