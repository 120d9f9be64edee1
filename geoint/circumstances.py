"""When and where an event happened: the one place that ties an event to a date and a place of its sentence.

A date belongs to one word (``grammar.attachment``). An event takes the date of its own word, then of the words whose time it
shares; where a sentence has one event and one date that nothing else took, they belong together. A date of another event
is never borrowed, the day of writing is never taken for the event's, and no date crosses the end of its sentence.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geoint import annotations as stored
from geoint import lexicon
from geoint.grammar import attachment, clauses

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from geoint.annotations import EventMention, TimeMention
    from geoint.grammar.attachment import Attachment

NO_POINTS = frozenset({"duration", "set"})
# The finest first: *cette année, le 25 décembre* is a day.
GRAINS = ("day", "week", "month", "quarter", "season", "semester", "interval", "year", "decade", "century")


def situated(doc: Doc, events: list[EventMention]) -> list[EventMention]:
    """Tie each event to its date."""
    dating = _Dating(doc, events, lexicon.events().auxiliary)
    return [replace(e, date=dating.date_of(e)) for e in events]


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
            if date.grain in NO_POINTS:
                continue
            inside = frozenset(range(date.start, date.end))  # *deux ans après le retrait* is not when the retreat was
            found = attachment.attachment(doc, date.start, date.end, nouns=nouns, triggers=self.triggers - inside)
            self.attached[index] = found
            owners = [found.owner, *(() if found.closed else attachment.passed_up(found.owner, self.triggers))]
            self.owned[owners[-1].i].append(index)

    def date_of(self, event: EventMention) -> int | None:
        """Return the index of an event's date, or None."""
        trigger = self.doc[event.predicate]
        for word in attachment.sharing(trigger, carrying=self.carrying, triggers=self.triggers):
            if word != trigger and word.dep_ == "conj" and not self._covers(word, trigger):
                continue
            if word.i in self.owned:
                return self._finest(word, trigger)
        head = trigger.head
        if head.i in self.owned and head.i not in self.triggers and attachment.reports(head, trigger):
            return self._finest(head, trigger)
        return self._only_one(trigger)

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
        inside = [i for i, d in enumerate(self.dates) if sentence.start <= d.start < sentence.end and d.grain not in NO_POINTS]
        if len(inside) != 1 or self.attached[inside[0]].closed:
            return None
        owner = self.attached[inside[0]].owner
        same_clause = attachment.clause_top(owner) == attachment.clause_top(trigger) and attachment.is_argument(trigger, owner)
        apart = attachment.is_inside_quote(self.doc, self.dates[inside[0]].start) != attachment.is_inside_quote(
            self.doc, trigger.i
        )
        return inside[0] if same_clause and not apart and not clauses.is_relative(owner) else None
