"""When and where an event happened: the one place that ties an event to a date and a place of its sentence.

A date belongs to one word (``grammar.attachment``). An event takes the date of its own word, then of the words whose time it
shares; where a sentence has one event and one date that nothing else took, they belong together. A date of another event
is never borrowed, the day of writing is never taken for the event's, and no date crosses the end of its sentence.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from geoint import annotations as stored
from geoint import lexicon
from geoint.annotations import PlaceMention
from geoint.fr.dates.modifiers import RARE
from geoint.grammar import attachment, clauses, location, scope

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from geoint.annotations import ActorMention, EventMention, TimeMention
    from geoint.grammar.attachment import Attachment

NO_POINTS = frozenset({"duration", "set"})
LASTING = frozenset({"depuis n jours", "depuis des mois"})  # time rules of *depuis vingt ans*: how long, not when
# The finest first: *cette année, le 25 décembre* is a day.
GRAINS = ("day", "week", "month", "quarter", "season", "semester", "interval", "year", "decade", "century")
NEAREST = 12  # places of a word

UNTIL = frozenset({"jusque", "jusqu'", "jusqu’"})
ADJACENT = 2  # tokens from a noun to its date
RARE_WINDOW = 12  # tokens
# Where these happen is also whom or what they hit, visit or reach: *une attaque à Djibo*, *en visite à Alger*.
PLACED = frozenset({"ASSAULT", "CONSULT", "MOBILIZE", "PROTEST", "COERCE", "RETREAT"})


def situated(doc: Doc, events: list[EventMention]) -> list[EventMention]:
    """Tie each event to its date and its place."""
    carrying = lexicon.events().auxiliary
    scheduled = carrying | lexicon.qualifiers().words["intention.scheduling"]
    dating, locating = _Dating(doc, events, scheduled), _Locating(doc, events, carrying)
    return [replace(e, date=dating.date_of(e), place=locating.place_of(e)) for e in events]


@dataclass(slots=True)
class _Dating:
    """The dates of one Doc by the words that they belong to."""

    doc: Doc
    triggers: frozenset[int]
    carrying: frozenset[str]
    dates: list[TimeMention]
    attached: dict[int, Attachment]
    owned: dict[int, list[int]]

    def __init__(self, doc: Doc, events: list[EventMention], carrying: frozenset[str]) -> None:
        self.doc, self.carrying = doc, carrying
        self.triggers = frozenset(e.predicate for e in events)
        self.dates = stored.dates(doc)
        self.attached, self.owned = {}, defaultdict(list)
        nouns = frozenset(lexicon.events().nouns)
        for index, date in enumerate(self.dates):
            if date.grain in NO_POINTS or date.rule in LASTING or self._is_end(date) or self._compares(date):
                continue
            inside = frozenset(range(date.start, date.end))  # *deux ans après le retrait* is not when the retreat was
            found = attachment.attachment(doc, date.start, date.end, nouns=nouns, triggers=self.triggers - inside)
            self.attached[index] = found
            owners = [found.owner, *(() if found.closed else attachment.passed_up(found.owner, self.triggers))]
            self.owned[owners[-1].i].append(index)

    def _is_end(self, date: TimeMention) -> bool:
        """Tell whether a date is only until when something lasts: *fermé jusqu'à lundi*."""
        return self.doc[date.start].lower_ in UNTIL

    def _compares(self, date: TimeMention) -> bool:
        """Tell whether *depuis* only measures how rare something is: *la première visite depuis 2018*."""
        before = self.doc[max(self.doc[date.start].sent.start, date.start - RARE_WINDOW) : date.start]
        return self.doc[date.start].lower_ == "depuis" and any(t.lower_ in RARE for t in before)

    def date_of(self, event: EventMention) -> int | None:
        """Return the index of an event's date, or None."""
        trigger = self.doc[event.predicate]
        shared = list(attachment.sharing(trigger, carrying=self.carrying, triggers=self.triggers))
        for word in shared:
            if word != trigger and word.dep_ == "conj" and not self._covers(word, trigger):
                continue
            if attachment.is_apart(trigger, word) and not self._opens(word):
                continue
            if self._distributes(word, trigger):
                continue
            if word.i in self.owned:
                return self._finest(word, trigger)
        own = next((t for t in self.doc[event.start : event.end] if t.i in self.owned), None)
        if own is not None:  # *ont mené le coup d'État d'octobre 2021*
            return self._finest(own, trigger)
        if (explained := self._just_before(trigger)) is not None:
            return explained
        head = trigger.head
        if head.i in self.owned and head.i not in self.triggers and attachment.reports(head, trigger):
            return self._finest(head, trigger)
        simultaneous = (w for verb in shared for w in attachment.simultaneous(verb) if self._has_point(w))
        beside = (w for verb in shared for w in attachment.meanwhile(verb) if self._covers(w, trigger))
        during = (w for w in attachment.during(trigger) if self._is_dated_at_once(w))
        around = (*(w for w in attachment.continued(trigger) if self._has_point(w)), *during)
        when = next(simultaneous, None) or next(beside, None) or next(iter(around), None)
        return self._finest(when, trigger) if when is not None else self._only_one(trigger)

    def _distributes(self, word: Token, trigger: Token) -> bool:
        """Tell whether conjoined verbs have dates of their own: *a fermé X en 2022, pris Y en 2024 et menacé Z*."""
        dated = any(c.dep_ == "conj" and c != trigger and c.i in self.owned for c in clauses.near(word))
        return word != trigger and dated and not self._covers(word, trigger)

    def _just_before(self, trigger: Token) -> int | None:
        """Return the date that a clause with *quand* explains: *sont brouillés depuis mai 2011, quand X a expulsé Y*."""
        start = attachment.when_starts(trigger)
        return next((i for i in self.attached if self.dates[i].end == start), None) if start is not None else None

    def _has_point(self, word: Token) -> bool:
        """Tell whether a word has a date that is no beginning: *est en prison depuis lundi* says when nothing else was."""
        return any(self.doc[self.dates[i].start].lower_ != "depuis" for i in self.owned.get(word.i, ()))

    def _is_dated_at_once(self, noun: Token) -> bool:
        """Tell whether a date follows its noun: *lors de la marche de lundi*, not *lors d'un vote sur la famine de 1932*."""
        return any(0 < self.dates[i].start - noun.i <= ADJACENT for i in self.owned.get(noun.i, ()))

    def _opens(self, word: Token) -> bool:
        """Tell whether a date opens what its verb is told in, and so dates the clauses joined to it: *En juillet, X… et Y…*."""
        starts = [self.dates[i].start for i in self.owned.get(word.i, ())]
        return any(s == word.sent.start or self.doc[s - 1].text in {";", ":"} or self.doc[s - 1].is_space for s in starts)

    def _covers(self, word: Token, trigger: Token) -> bool:
        """Tell whether the dates of a conjoined verb stand before both."""
        return any(self.dates[i].start < min(word.i, trigger.i) for i in self.owned.get(word.i, ()))

    def _finest(self, word: Token, trigger: Token) -> int:
        def rank(index: int) -> tuple[int, int]:
            date = self.dates[index]
            grain = GRAINS.index(date.grain) if date.grain in GRAINS else len(GRAINS)
            return grain + (len(GRAINS) if date.value is None else 0), abs(date.start - trigger.i)

        return min(self.owned[word.i], key=rank)

    def _only_one(self, trigger: Token) -> int | None:
        """Return the date of a sentence that has one event and one date, where no other noun or clause took it."""
        sentence = trigger.sent
        if sum(1 for t in self.triggers if sentence.start <= t < sentence.end) != 1:
            return None
        inside = [i for i, d in enumerate(self.dates) if sentence.start <= d.start < sentence.end and i in self.attached]
        if len(inside) != 1 or self.attached[inside[0]].closed:
            return None
        owner = self.attached[inside[0]].owner
        if attachment.is_asked_for(owner, [trigger.i]) or not attachment.is_own_clause(owner):
            return None
        told = scope.is_perfect(trigger) or attachment.describes(trigger) or attachment.only_says(owner)
        if owner != trigger and told:
            return None
        same_clause = attachment.clause_top(owner) == attachment.clause_top(trigger) and attachment.is_argument(trigger, owner)
        apart = attachment.is_inside_quote(self.doc, self.dates[inside[0]].start) != attachment.is_inside_quote(
            self.doc, trigger.i
        )
        return inside[0] if same_clause and not apart and not clauses.is_relative(owner) else None


@dataclass(slots=True)
class _Locating:
    """The places of one Doc by the heads of their phrases."""

    doc: Doc
    carrying: frozenset[str]
    triggers: frozenset[int]
    mentions: dict[int, list[ActorMention]]
    sites: frozenset[str]
    heads: dict[int, list[Token]]

    def __init__(self, doc: Doc, events: list[EventMention], carrying: frozenset[str]) -> None:
        self.doc, self.carrying = doc, carrying
        self.triggers = frozenset(e.predicate for e in events)
        self.mentions = defaultdict(list)
        for mention in stored.actors(doc):
            self.mentions[mention.head].append(mention)
        known = lexicon.references()
        self.sites = known.sites | known.areas
        self.heads = {}

    def place_of(self, event: EventMention) -> PlaceMention | None:
        """Return where the clause of an event says that it happened: the narrowest place, with its country."""
        trigger = self.doc[event.predicate]
        words = attachment.sharing(trigger, carrying=self.carrying, triggers=self.triggers)
        found = [p for word in words for head in self._heads(word) if (p := self._place(head, event))]
        if not found:
            return None
        narrowest = next((p for p in found if not self._is_state(p)), found[0])
        return replace(narrowest, country=narrowest.country or next((p.country for p in found if p.country), None))

    def _heads(self, word: Token) -> list[Token]:
        """Return the heads of the locative phrases of a word, the nearest ones of very many; read once for all its events."""
        if word.i not in self.heads:
            self.heads[word.i] = list(islice(location.locatives([word]), NEAREST))
        return self.heads[word.i]

    def _place(self, head: Token, event: EventMention) -> PlaceMention | None:
        """Return the place that a locative phrase names: a name, or a region or town with a name inside."""
        if event.event not in PLACED and any(s and s.start <= head.i < s.end for s in (event.subject, event.object)):
            return None
        inside = [m for i in location.within(head) for m in self.mentions[i]]
        country = next((c for m in inside if (c := _country(m))), None)
        named = [m for m in self.mentions[head.i] if self._names_place(m, head, event)]
        if named:
            longest = max(named, key=lambda m: m.end - m.start)
            return PlaceMention(start=longest.start, end=longest.end, country=_country(longest) or country)
        if head.lemma_.lower() not in self.sites or not any(m.type in {"place", "state"} for m in inside):
            return None
        start, end = location.phrase(head)
        nested = [m.end for m in inside if m.start <= end < m.end]
        return PlaceMention(start=start, end=max([end, *nested]), country=country)

    def _names_place(self, mention: ActorMention, head: Token, event: EventMention) -> bool:
        if mention.type == "place":
            return True
        if event.event in PLACED:
            return mention.type == "state" and mention.why in {"name", "capital", "seat"}
        return mention.type == "state" and mention.why == "name" and not location.is_addressed(head)

    def _is_state(self, place: PlaceMention) -> bool:
        return any(m.type == "state" for i in range(place.start, place.end) for m in self.mentions[i])


def _country(mention: ActorMention) -> str | None:
    return mention.country or (mention.id if mention.type == "state" else None)
