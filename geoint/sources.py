"""Who says so: the sources that stand around an event, from the innermost to the outermost.

A source speaks through a verb above the event (*Kiev affirme que…*), an incise (*…, affirme Kiev*), a word like *selon*,
or quotation marks. What an incise or *selon* covers is decided once for the whole Doc, by position first.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from geoint import annotations as stored
from geoint import lexicon
from geoint.annotations import AttributionMention, SourceMention
from geoint.grammar import clauses, phrases, scope, speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from geoint.annotations import ActorMention, QuoteMention
    from geoint.grammar.scope import Step
    from geoint.lexicon import Control, QualifierLexicon

HIGHEST = 30  # steps up; what stands higher in an endless enumeration says nothing of the event
REMARKS = 6  # incises and the like in one sentence that are asked whether they cover an event
REACH = 60  # tokens before an incise that are searched for a verb
BREAKS = frozenset({",", "–", "—", "»", '"'})
AFTER_ASIDE = 2  # tokens: a comma and the first word
APPOSED = 12  # tokens of *, un mensonge* before *selon X*
ADJUNCT = 4  # tokens of *, en solidarité,*
NESTED = 3  # quotations around one event
# Who accuses, warns, asks or promises may do so to somebody: *X attaque Y, accuse Z et part* has no incise.
TRANSITIVE = frozenset({"accusation", "warning", "question", "promise"})
# What is promised is no claim, but somebody says so: *Paris promet de partir*. Hopes and fears are thought, not said.
PROMISED = frozenset({"promise", "claim", "neutral", "warning"})
WISHED = frozenset({"intention", "possibility"})
# Who says so with *comme l'a dit X*: not *comme l'a demandé X*.
TOLD = frozenset({"neutral", "claim", "concession", "accusation", "warning", "opinion", "discovery", "confirmation"})
# What an event may do without saying anything: *l'attaque montre que*.
SHOWN = frozenset({"discovery", "confirmation"})
# The prepositions of an infinitive that tells what is said: not *proteste avant de geler ses avoirs*.
SAID = frozenset({"", "de", "d'", "d’", "à"})


@dataclass(frozen=True, slots=True)
class Report:
    """One source over an event: the kind of cue, its words, who speaks and through which verb."""

    kind: str
    cues: tuple[Token, ...]
    speaker: Token | None
    verb: Token | None = None
    medium: Token | None = None

    @property
    def place(self) -> int:
        """Return the token that tells where in the text the source is named."""
        return (self.verb or self.cues[0]).i


@dataclass(frozen=True, slots=True)
class _Remark:
    """A report inside a sentence that covers a stretch of its tokens, but not itself."""

    report: Report
    own: tuple[int, int]
    covers: tuple[int, int]

    def bears_on(self, aside: Token) -> bool:
        """Tell whether the report stands in a clause that only adds something, or is a *selon X* right behind it."""
        start = self.own[0]
        behind = self.report.verb is None and 0 < start - aside.right_edge.i <= AFTER_ASIDE
        return behind or aside.left_edge.i <= start <= aside.right_edge.i

    def speaks_of(self, index: int) -> bool:
        """Tell whether the token at an index is covered."""
        return self.covers[0] <= index < self.covers[1] and not self.own[0] <= index < self.own[1]


@dataclass(slots=True)
class Sources:
    """The sources of one Doc whose actors and quotations are known."""

    doc: Doc
    words: QualifierLexicon
    control: Control = field(default_factory=lexicon.control)
    governing: frozenset[str] = frozenset()
    timed: set[int] = field(default_factory=set)
    speaking_heads: set[int] = field(default_factory=set)
    mentions: dict[int, ActorMention] = field(default_factory=dict)
    _sentence: list[int] = field(default_factory=list)
    _bounds: list[tuple[int, int]] = field(default_factory=list)
    _remarks: dict[int, list[_Remark]] = field(default_factory=lambda: defaultdict(list))
    _quoted: dict[int, list[QuoteMention]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Read the remarks and quotations of the Doc."""
        self.governing = frozenset(self.words.governing["nouns"])
        for mention in stored.actors(self.doc):
            known = self.mentions.get(mention.head)
            if known is None or mention.end - mention.start > known.end - known.start:
                self.mentions[mention.head] = mention
        documents = self.words.words["reported.documents"]
        self.speaking_heads = {*self.mentions, *(t.i for t in self.doc if t.lemma_.lower() in documents)}
        self.timed = {i for d in stored.dates(self.doc) for i in range(d.start, d.end)}
        for number, sentence in enumerate(self.doc.sents):
            self._bounds.append((sentence.start, sentence.end))
            self._sentence += [number] * len(sentence)
        for quote in (q for q in stored.quotes(self.doc) if q.kind == "speech" and q.depth < NESTED):
            for index in range(quote.start + 1, quote.end):
                self._quoted[index].append(quote)
        for word in self.doc:
            remarks = self._remarks[self._sentence[word.i]]
            if len(remarks) < REMARKS:
                remarks += [
                    r
                    for r in (self._according(word), self._incise(word), self._as_told(word), self._hedged(word))
                    if r is not None
                ]

    # ------------------------------------------------------------ over an event

    def over(self, token: Token) -> list[Report]:
        """Return the reports over a token, the innermost first."""
        above = list(self._above(token))
        remarks = [r for r in self._remarks[self._sentence[token.i]] if r.speaks_of(token.i) and r.report.place != token.i]
        known = scope.presupposed_around(token) or scope.aside_around(token) or self._known_by_relative(token)
        aside = None if self._is_hearsay(token) else known
        remarks = [r for r in remarks if aside is None or r.bears_on(aside)]
        quotes = [q for q in self._quoted.get(token.i, ()) if q.verb != token.i]
        found: list[Report] = []
        for level in range(len(quotes), -1, -1):
            here = [r for r in above if _level(r, quotes) == level]
            around = [r for r in remarks if _level(r.report, quotes) == level]
            inner = [r for r in around if here and here[-1].place < r.own[0] < token.i]
            found += [r.report for r in inner]
            found += here
            found += [r.report for r in around if r not in inner]
            if level:
                found += self._spoken(quotes[level - 1], above)
        return list({r.place: r for r in found}.values())

    def _known_by_relative(self, token: Token) -> Token | None:
        """Return the relative clause around an event that only identifies a noun: *X a tiré sur ceux qui fuyaient, dit Y*."""
        return None if token.i in self._quoted else scope.relative_around(token)

    def _is_hearsay(self, token: Token) -> bool:
        """Tell whether an aside gives hearsay, which whoever speaks must have told: *…, a dit X, de Y, qui aurait payé Z*."""
        finite = scope.finite_part(token)
        return finite is not None and finite != token and scope.is_conditional(finite) and token.i not in self._quoted

    def hearsay(self, token: Token) -> list[Report]:
        """Return who must have told what the conditional gives for hearsay: *X met en cause des rebelles qui auraient tiré*."""
        uppers = (s.upper for s in self.steps(token))
        verb = next((u for u in uppers if speech.is_verb(u) and self._tells(u)), None) or self._giver(token)
        return [] if verb is None else [self.said_by(verb, "reported")]

    def _giver(self, token: Token) -> Token | None:
        """Return the verb that gives an account before the colon of a sentence: *X livre une autre version : Y aurait tiré*."""
        start = self._bounds[self._sentence[token.i]][0]
        colon = next((i for i in range(token.i, max(start, token.i - REACH), -1) if self.doc[i].text == ":"), None)
        if colon is None:
            return None
        accounts = (
            t for t in self.doc[max(start, colon - REACH) : colon] if t.lemma_.lower() in self.words.words["reported.accounts"]
        )
        return next((t.head for t in accounts if scope.is_object(t) and clauses.is_verbal(t.head)), None)

    def _tells(self, verb: Token) -> bool:
        names = list(speech.names(verb))
        denied = scope.negation(verb, self.words.words["negation.particles"])
        done = (c for c in clauses.near(verb) if scope.is_object(c) and c.lemma_.lower() in lexicon.events().nouns)
        if self.words.kind("verbs", names) is None and next(done, None) is not None:  # *lance une offensive sur Y*
            return False
        return not denied and (self.words.force(names) is not None or self.words.kind("verbs", names) in {"accusation", "denial"})

    def in_speech(self, token: Token) -> bool:
        """Tell whether a token stands in direct speech."""
        return token.i in self._quoted

    def _spoken(self, quote: QuoteMention, above: list[Report]) -> list[Report]:
        """Return the report of a quotation, and those above the verb that announces it."""
        if quote.verb is not None and any(r.verb is not None and r.verb.i == quote.verb for r in above):
            return []
        speaker, mark = self.doc[quote.speaker] if quote.speaker is not None else None, self.doc[quote.start]
        if quote.verb is None:
            return [Report("quote", (mark,), speaker)]
        verb = self.doc[quote.verb]
        report = Report("quote", (verb,), speaker, verb, self._medium(verb, speaker))
        return [report, *(self._above(verb) if verb.i < quote.start else ())]

    # ------------------------------------------------------------ verbs above

    def steps(self, token: Token) -> Iterator[Step]:
        """Yield the steps from a token up, as far as anything above may say something of it."""
        controlling = self.control.object | self.control.dative | self.control.subject
        return islice(scope.steps(token, controlling=controlling, nouns=self.governing), HIGHEST)

    def _above(self, token: Token) -> Iterator[Report]:
        """Yield the reports of the verbs that govern a token, the lowest first."""
        for step in self.steps(token):
            if (named := self._according_to_which(step)) is not None:
                yield named
                return
            if step.link in {"infinitive", "clause"} or (step.lower != token and _is_described(step)):
                yield from self._governing(step)
            elif self._ends(step):
                return

    def _ends(self, step: Step) -> bool:
        """Tell whether what stands above a step says nothing of the event any more."""
        if step.link == "conjunct":
            return not scope.shares(step)
        if step.link in {"noun", "subject"}:
            return not self.carries(step) and not self._goes_along(step)
        return scope.is_aside(step.lower)

    def _goes_along(self, step: Step) -> bool:
        """Tell whether a noun that its verb does not carry is told all the same: part of a name, new, or in the verb's course."""
        if scope.is_part_of_name(step.lower):
            return True
        if step.link == "subject":
            return phrases.is_indefinite(step.lower)
        return clauses.is_verbal(step.upper) and scope.is_in_course(step.lower)

    def carries(self, step: Step) -> bool:
        """Tell whether a verb only carries the event noun below it: *mène une offensive*, *la visite aura lieu*."""
        if not clauses.is_verbal(step.upper):
            return False
        names = list(speech.names(step.upper))
        if step.link == "subject":
            return self.words.has("future.occurring", names) and not speech.governs_infinitive(step.upper)
        light = lexicon.events().auxiliary
        return scope.is_object(step.lower) and any(n in light for n in names) and self.words.kind("verbs", names) is None

    def _governing(self, step: Step) -> Iterator[Report]:
        upper = step.upper
        if not speech.is_verb(upper):
            return
        kind = self.speaking(upper, step.lower, infinitive=step.link == "infinitive")
        if kind is not None:
            yield self.said_by(upper, kind)

    def speaking(self, verb: Token, lower: Token, *, infinitive: bool) -> str | None:
        """Return what kind of report a verb makes of the infinitive or clause below it, or None."""
        names = list(speech.names(verb))
        phrase = next((n for n in names if " " in n and n in self.words.reporting), None)  # *faire savoir*, not *faire*
        kind = self.words.kind("verbs", names if phrase is None else [phrase])
        if self.only_shows(verb) or (infinitive and self._only_governs(phrase, lower)):
            return None
        charged = infinitive and scope.is_reason(lower) and self.words.has("accusation.charging", names)
        denied = bool(scope.negation(verb, self.words.words["negation.particles"]))
        if kind == "accusation" or charged:
            return None if denied else "accusation"
        if kind == "denial":
            return "reported" if denied else "denial"
        force = self.words.force(names)
        reports = force is not None and not denied and not (force == "question" and scope.is_passive(verb))
        if not infinitive and (kind == "prevention" or (kind == "intention" and scope.is_told(lower))):
            kind = None  # *prévient que*, *espère que X a*
        told = infinitive and scope.is_perfect(lower)  # *jure n'avoir versé aucune rançon*
        if reports and kind in WISHED and force in PROMISED and (not infinitive or told or force == "promise"):
            return "reported" if told else kind
        if reports and infinitive and not told:
            if scope.marker(lower) == "à":  # *le seul pays développé à avoir cette loi*, *continue à bombarder*
                return None
            if self.words.has("announcement.planning", names):
                return "intention"
        return "reported" if reports and kind in {None, "announcement"} else None

    def _only_governs(self, phrase: str | None, infinitive: Token) -> bool:
        """Tell whether nothing is told by an infinitive: it is part of the verb, or tells why or when."""
        if phrase is not None and phrase.endswith(f" {infinitive.lemma_}"):
            return True  # the words of one verb say nothing of each other
        return scope.marker(infinitive) not in SAID and not scope.is_reason(infinitive)

    def only_shows(self, verb: Token) -> bool:
        """Tell whether an event, which says nothing, is what makes something plain: *la visite de X confirme le dégel*."""
        if self.words.force(list(speech.names(verb))) not in SHOWN or scope.is_passive(verb):
            return False
        subject = speech.speaker(verb, self.timed)
        known = subject is None or subject.i in self.speaking_heads or subject.pos_ != "NOUN"
        return not known and subject is not None and subject.lemma_.lower() in lexicon.events().nouns

    def said_by(self, verb: Token, kind: str) -> Report:
        """Return the report of a verb: its speaker, and the medium spoken to."""
        speaker = speech.speaker(verb, self.timed)
        if speaker is not None and speech.is_impersonal(speaker):  # *a-t-on appris auprès de la police*
            speaker = next((c for c in speech.informants(verb) if c.i in self.speaking_heads), speaker)
        if speaker is not None and self._is_everybody(speaker):
            speaker = None
        return Report(kind, (verb,), speaker, verb, self._medium(verb, speaker))

    def _is_everybody(self, speaker: Token) -> bool:
        phrase = " ".join(t.lower_ for t in self.doc[speaker.left_edge.i : speaker.i + 1])
        return self.words.has("reported.everybody", [phrase])

    def _according_to_which(self, step: Step) -> Report | None:
        """Read *des accusations de Kiev selon lesquelles*, *un officier, pour qui*: the noun before says so, or its owner."""
        known = tuple(self.words.words["reported.according_to_which"])
        if step.link not in {"relative", "adverbial"} or not scope.opening(step.lower).startswith(known):
            return None
        noun = step.upper if step.link == "relative" else scope.noun_before(step.lower)
        if noun is None:
            return None
        owners = [*phrases.complements(noun), *phrases.adjectives(noun)]
        named = [t for t in owners if t.i in self.mentions]
        speaker = named[0] if named else noun if noun.i in self.mentions else None  # *des informations selon lesquelles*
        return Report("reported", (self.doc[step.lower.left_edge.i],), speaker)

    def _medium(self, verb: Token, speaker: Token | None) -> Token | None:
        """Return the medium that a speaker speaks to: *a confié à l'AFP*."""
        media = [t for t in islice(speech.addressees(verb), HIGHEST) if self._is_medium(t)]
        media += [t for t in speech.citing(speaker) if self._is_medium(t)] if speaker is not None else []
        return next((t for t in media if t != speaker), None)

    def _is_medium(self, token: Token) -> bool:
        mention = self._mention(token)
        return mention is not None and mention.type == "medium"

    # ------------------------------------------------------------ incises and selon

    def _incise(self, verb: Token) -> _Remark | None:
        """Read an incise: *…, affirme Kiev*."""
        force = self.words.force(speech.names(verb)) if clauses.is_verbal(verb) else None
        speakers = self.speaking_heads if force not in TRANSITIVE else ()
        if force is None or not speech.is_incise(verb, self.timed, speakers):
            return None
        report = self.said_by(verb, "reported")
        own = (speech.group_start(verb), self._end(verb, report.speaker))
        return _Remark(report, own, self._covered_by_incise(own))

    def _end(self, verb: Token, speaker: Token | None) -> int:
        """Return where an incise ends: with its speaker's phrase, or before the next comma or mark."""
        last = verb.i if speaker is None else max(verb.i, speaker.i)
        end = last + 1
        limit = self._bounds[self._sentence[verb.i]][1]
        while end < limit and self.doc[end].text not in {",", "»", "”", '"', ".", ";", ":", "-", "–", "—", ")"}:
            end += 1
        return end

    def _covered_by_incise(self, own: tuple[int, int]) -> tuple[int, int]:
        """Return what an incise speaks of: the quotation before it alone, else its sentence up to a contrast or to itself."""
        start, end = self._segment(own)
        if self._ends_circumstance(own, start, end):
            return start, own[0]
        if self._interrupts_adjunct(own, end):
            return own[0] - ADJUNCT, end
        before = [i for i in (own[0] - 1, own[0] - 2) if i >= 0 and self.doc[i].text in {"»", "”", '"'}]
        if not before and (opener := self._interrupted_clause(own, start)) is not None:
            return opener, end
        if not before:
            return start, end if self._interrupts(own) else own[0]
        quote = next((q for q in self._quoted.get(before[0], ()) if q.end - 1 == before[0]), None)
        return (quote.start, quote.end) if quote is not None else (start, own[0])

    def _interrupted_clause(self, own: tuple[int, int], start: int) -> int | None:
        """Return where the relative clause begins that an incise interrupts before its verb: *avec qui, jure-t-il, X a parlé*."""
        for index in range(own[0] - 1, max(start, own[0] - REACH), -1):
            token = self.doc[index]
            if clauses.is_relative(token):
                return index
            if token.pos_ in {"VERB", "AUX"} and clauses.is_finite(token):
                return None
        return None

    def _interrupts_adjunct(self, own: tuple[int, int], end: int) -> bool:
        """Tell whether an incise stands inside a phrase that tells how: *X attaque Y, en solidarité, dit-il, avec Z*."""
        if own[0] <= ADJUNCT or own[1] + 1 >= end or self.doc[own[1]].text != ",":
            return False
        opening, preposition, noun, comma = self.doc[own[0] - ADJUNCT : own[0]]
        how = opening.text == comma.text == "," and preposition.lower_ in {"en", "par", "pour"} and noun.pos_ == "NOUN"
        return how and self.doc[own[1] + 1].pos_ == "ADP"

    def _interrupts(self, own: tuple[int, int]) -> bool:
        """Tell whether an incise stands between a subject and its verb: *La Russie, affirme Kiev, a tiré*."""
        before = self.doc[max(self._bounds[self._sentence[own[0]]][0], own[0] - REACH) : own[0]]
        return not any(t.pos_ == "VERB" and clauses.is_finite(t) for t in before)

    def _as_told(self, word: Token) -> _Remark | None:
        """Read *comme l'a annoncé Kiev*; not *X n'a pas attaqué, comme le prétend Kiev*, which says the contrary."""
        verb = speech.taking_up(word, self.words.words["reported.as_told"])
        if verb is None:
            return None
        names, report = list(speech.names(verb)), self.said_by(verb, "reported")
        force, main = self.words.force(names), scope.attached_to(verb)
        kind = self.words.kind("verbs", names)
        if force not in TOLD or kind in WISHED or (kind == "announcement" and scope.is_bare_participle(verb)):
            return None  # *comme annoncé par X* is how it was planned
        if report.speaker is None or report.speaker.i not in self.speaking_heads:
            return None
        if force == "claim" and scope.negation(main, self.words.words["negation.particles"]):
            return None
        own = (word.i, self._end(verb, report.speaker))
        return _Remark(report, own, self._covered_by_clause(own, main))

    def _hedged(self, word: Token) -> _Remark | None:
        """Read *semble-t-il*, by which whoever tells it leaves it open."""
        end = speech.impersonal_end(word) if self.words.has("alleged.asides", [word.lemma_.lower()]) else None
        if end is None:
            return None
        own = (word.i, end)
        return _Remark(Report("alleged", (word,), None), own, self._covered_by_clause(own, scope.attached_to(word)))

    def _according(self, word: Token) -> _Remark | None:
        """Read *selon X* and its kin."""
        source = self._introduced(word)
        if source is None:
            return None
        own = (word.i, self._end_of_phrase(source))
        media = [t for t in speech.citing(source) if self._is_medium(t)]
        report = Report("reported", (word,), source, medium=media[0] if media else None)
        return _Remark(report, own, self._covered_by_phrase(own, source))

    def _end_of_phrase(self, source: Token) -> int:
        """Return where the phrase of a source ends: before a comma and a number that the parser took into it."""
        end = max(source.i, source.right_edge.i) + 1
        while end > source.i + 1 and self.doc[end - 1].is_punct:
            end -= 1
        comma = next((t.i for t in self.doc[source.i + 1 : end] if t.text == ","), None)
        if comma is None or comma + 2 >= end:
            return end
        following = self.doc[comma + 1]
        return comma if following.lower_ in self.words.words["reported.going_on"] or following.like_num else end

    def _introduced(self, word: Token) -> Token | None:
        """Return the noun that *selon*, *d'après*... introduces, or *pour* where it can only mean the same."""
        opening = self.doc[word.i : word.i + 6].text.lower().replace("’", "'")
        if any(opening.startswith(w if w.endswith("'") else f"{w} ") for w in self.words.words["reported.according"]):
            if opening.startswith(("selon leque", "selon laque", "selon lesque")):
                return None
            if opening.startswith("de source"):  # *auprès de sources locales* is where a medium learned it
                before = word.nbor(-1).lower_ if word.i else ""
                return word.nbor(1) if before not in self.words.words["reported.before_sources"] else None
            return speech.phrase_after(word)
        if word.lower_ in self.words.words["reported.holding"] and self._opens_sentence(word.i):
            return self._holder(word)
        return None

    def _holder(self, word: Token) -> Token | None:
        """Return the actor of *Pour Washington, la Russie a violé l'accord*."""
        source = speech.phrase_after(word)
        if source is None or not any(t.text == "," for t in self.doc[source.right_edge.i : source.right_edge.i + 2]):
            return None
        end = self._bounds[self._sentence[word.i]][1]
        if not any(t.pos_ in {"VERB", "AUX"} and clauses.is_finite(t) for t in self.doc[source.right_edge.i : end]):
            return None  # *Pour l'armée, l'aide des volontaires*
        mention = self._mention(source)
        acting = mention is not None and mention.type not in {"place", "pronoun"} and mention.why != "city"
        return source if acting and not scope.is_infinitive_clause(source) else None

    def _opens_sentence(self, index: int) -> bool:
        start = self._bounds[self._sentence[index]][0]
        return all(t.is_punct or t.is_space for t in self.doc[start:index])

    def _covered_by_phrase(self, own: tuple[int, int], source: Token) -> tuple[int, int]:
        """Return what *selon X* speaks of: all after it if it opens, all before it if it ends, else its own clause."""
        start, end = self._segment(own)
        if all(t.is_punct or t.is_space or t.pos_ == "CCONJ" for t in self.doc[start : own[0]]):
            return start, end
        if all(t.is_punct or t.is_space for t in self.doc[own[1] : end]):
            if (clause := self._clause_of_its_own(own[0], source)) is not None:
                return clause, end
            hearsay = self._hearsay_before(own[0])
            return (start, end) if hearsay is None else (hearsay.left_edge.i, end)
        if self._ends_circumstance(own, start, end):
            return start, own[0]
        verb = self.doc[own[0] - 2] if own[0] > 1 and self.doc[own[0] - 1].text == "," else None
        after = self.doc[own[1] + 1] if own[1] + 1 < end and self.doc[own[1]].text == "," else None
        noun = own[0] > 1 and self.doc[own[0] - 1].text == "," and self.doc[own[0] - 2].pos_ == "NOUN"
        if noun and after is not None and after.lower_ in {"de", "d'", "d’", "du", "des"}:
            return own[0], end  # *arrêté en possession, selon la police, de drogue*
        top = verb if verb is not None and scope.is_participle_clause(verb) else scope.attached_to(source)
        return _within(top, start, end)

    def _covered_by_clause(self, own: tuple[int, int], main: Token) -> tuple[int, int]:
        """Return what *comme l'a dit X* speaks of: all if it opens its sentence, all before it if it ends it, else its clause."""
        start, end = self._segment(own)
        if all(t.is_punct or t.is_space or t.pos_ == "CCONJ" for t in self.doc[start : own[0]]):
            return start, end
        if all(t.is_punct or t.is_space for t in self.doc[own[1] : end]):
            return start, own[0]
        return _within(main, start, end)

    def _ends_circumstance(self, own: tuple[int, int], start: int, end: int) -> bool:
        """Tell whether a remark ends the clause that opens its sentence: *Alors que X a fui, selon Y, Z a aidé W*."""
        opening = self.doc[start : start + 6].text.lower().replace("’", "'")
        if not scope.opens_circumstance(opening) or own[1] >= end or self.doc[own[1]].text != ",":
            return False
        told = any(t.pos_ in {"VERB", "AUX"} and clauses.is_finite(t) for t in self.doc[start : own[0]])
        return told and any(t.pos_ in {"VERB", "AUX"} and clauses.is_finite(t) for t in self.doc[own[1] : end])

    def _clause_of_its_own(self, at: int, source: Token) -> int | None:
        """Return where a participle or relative between a comma and *selon X* begins: *Y gouverne, réélu en 2018 selon X*."""
        if self.doc[at - 1].text == ",":
            return None
        start = at
        while (
            start > max(0, at - REACH)
            and self.doc[start - 1].text not in {",", "–", "—", "»", '"'}
            and not self.doc[start].is_sent_start
        ):
            start -= 1
        verbs = [t for t in self.doc[start:at] if clauses.is_verbal(t)]
        if (apposed := self._apposed(at)) is not None:
            return apposed
        alone = bool(verbs) and all(v.dep_ in {"acl", "advcl", "acl:relcl"} for v in verbs)
        return start if alone and self.doc[start - 1].text == "," and scope.attached_to(source) in verbs else None

    def _apposed(self, at: int) -> int | None:
        """Return where words behind a comma begin that are a mere noun phrase: *X accuse Y, un mensonge selon Z*."""
        comma = next((i for i in range(at - 1, max(0, at - APPOSED), -1) if self.doc[i].text == ","), at)
        phrase = self.doc[comma + 1 : at]
        if not any(t.pos_ in {"NOUN", "PROPN"} for t in phrase) or phrase[0].lower_ not in {"un", "une", "des"}:
            return None
        return None if any(t.pos_ in {"VERB", "CCONJ", "AUX"} for t in phrase) else comma + 1

    def _hearsay_before(self, at: int) -> Token | None:
        """Return the relative clause in the conditional that ends before a position: *une guerre qui aurait tué X, selon Y*."""
        before = next((t for t in reversed(self.doc[max(0, at - 2) : at]) if not t.is_punct), None)
        relative = scope.relative_around(before, told=False) if before is not None else None
        if relative is None:
            return None
        finite = scope.finite_part(relative)
        return relative if finite is not None and scope.is_conditional(finite) else None

    def _segment(self, own: tuple[int, int]) -> tuple[int, int]:
        """Return the part of the sentence around a remark that no semicolon or contrast separates from it."""
        start, end = self._bounds[self._sentence[own[0]]]
        for index in range(own[0] - 1, start, -1):
            if self._separates(index) and self.doc[index].lower_ != "alors":  # *X est mort alors qu'il fuyait, dit Y*
                start = index + 1
                break
        for index in range(own[1], end):
            if self._separates(index):
                end = index
                break
        return start, end

    def _separates(self, index: int) -> bool:
        token = self.doc[index]
        if token.text == ";":
            return True
        new_subject = index + 1 < len(self.doc) and self.doc[index + 1].pos_ in {"DET", "PROPN", "PRON", "SCONJ"}
        return token.lower_ in self.words.words["reported.contrast"] and new_subject

    # ------------------------------------------------------------ who it is

    def attribution(self, reports: list[Report], predicate: int) -> AttributionMention | None:
        """Return who says so in reports given from the innermost to the outermost; None if nobody is named."""
        named = [(r, self.source(r.speaker)) for r in reversed(reports) if r.speaker is not None and r.speaker.i != predicate]
        known = [(r, s) for r, s in named if s is not None]
        if not known:
            return None
        outermost, source = known[0]
        path: list[SourceMention] = []
        for _, inner in known[1:]:
            last = path[-1] if path else source
            if (inner.id or inner.start) != (last.id or last.start):
                path.append(inner)
        via = self.source(outermost.medium) if outermost.medium is not None else None
        return AttributionMention(source=source, via=via, path=tuple(path))

    def source(self, phrase: Token) -> SourceMention | None:
        """Return whom a speaker's phrase names; None for a pronoun that nobody is known for."""
        mention = self._mention(phrase)
        if mention is None or mention.id is None:
            owners = [*phrases.complements(phrase), *phrases.adjectives(phrase), *speech.authors(phrase)]
            if phrase.lemma_.lower() in self.words.words["reported.representing"]:
                possessives = [c for c in clauses.near(phrase) if clauses.is_possessive(c)]  # *son porte-parole*
                owners += [*possessives, *(self._subjects_before(phrase) if possessives else ())]
            belongs = [t for t in owners if t.i in self.mentions]
            owner = next((self.mentions[t.i] for t in belongs if self.mentions[t.i].id), None)
            mention = owner if owner is not None and phrase.pos_ == "NOUN" else mention
            if owner is None and mention is None and self._says_nothing(phrase):
                makers = (self.source(c) for c in phrases.complements(phrase) if c.pos_ in {"NOUN", "PROPN"} and c != phrase)
                return next((m for m in makers if m is not None and m.id is not None), None)  # *un rapport d'experts de l'ONU*
        if mention is not None and (mention.id is not None or mention.type != "pronoun"):
            return SourceMention(start=mention.start, end=mention.end, id=mention.id)
        if mention is not None and mention.antecedent is not None:
            return SourceMention(start=mention.antecedent[0], end=mention.antecedent[1])
        if phrase.pos_ == "PRON" or phrase.text.startswith("-"):
            return None
        start, end = phrases.core_span(phrase)
        return SourceMention(start=start, end=end)

    def _says_nothing(self, phrase: Token) -> bool:
        """Tell whether a noun names a document or an event, which is nobody who could say so."""
        lemma = phrase.lemma_.lower()
        event = phrase.pos_ == "NOUN" and lemma in lexicon.events().nouns
        return event or lemma in self.words.words["reported.documents"]

    def _subjects_before(self, phrase: Token) -> Iterator[Token]:
        """Yield the subjects before a word in its sentence, the last first: a group is *leur* (*le M23…, leur porte-parole*)."""
        start = self._bounds[self._sentence[phrase.i]][0]
        return (t for t in reversed(self.doc[max(start, phrase.i - REACH) : phrase.i]) if speech.is_subject(t))

    def _mention(self, phrase: Token) -> ActorMention | None:
        found = [self.mentions[t.i] for t in speech.naming(phrase) if t.i in self.mentions]
        return next((m for m in found if m.id), found[0] if found else None)


def _is_described(step: Step) -> bool:
    """Tell whether a step leads from an adjective to the verb that says it of somebody: *se dit prêt à*."""
    return step.link == "noun" and step.lower.dep_ == "xcomp" and step.lower.pos_ == "ADJ"


def _within(top: Token, start: int, end: int) -> tuple[int, int]:
    """Return the part of a stretch of tokens that a word and all below it take, or all of it for the top of a sentence."""
    return (start, end) if scope.is_top(top) else (max(start, top.left_edge.i), min(end, top.right_edge.i + 1))


def _level(report: Report, quotes: list[QuoteMention]) -> int:
    """Return how many of the quotations around an event hold the source as well."""
    return sum(q.start < report.place < q.end for q in quotes)
