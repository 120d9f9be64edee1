"""Component ``geoint_quotes``: direct speech, and who speaks; computed once, for references and attribution.

A quotation is what stands between two marks, over as many sentences as it takes. Its speaker is looked for after
it (*…, explique-t-il*), inside it between commas, before it (*X a déclaré : …*), and else carried on from the quotation
or taken from the sentence before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from spacy.language import Language

from geoint import annotations as stored
from geoint import lexicon
from geoint.annotations import QuoteMention
from geoint.grammar import clauses, scope, speech

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from spacy.tokens import Doc, Token

    from geoint.annotations import ActorMention
    from geoint.lexicon import QualifierLexicon

CLOSED_BY = {"«": "»", "“": "”", "„": "“”", "”": "”", '"': '"'}
CLOSERS = frozenset("»”")
SPEAKING = frozenset({"je", "j'", "j’", "nous", "vous", "tu"})
AFTER_WINDOW = 14  # tokens from the closing mark to the verb of *…, X l'a répété jeudi*
BEFORE_WINDOW = 40  # tokens from a reporting verb to the quotation that it announces
LOOK_AHEAD = 20  # marks
SPACES = 3  # tokens: line ends between a sentence and the quotation that it announces
CARRIED = 30  # tokens between two quotations of one speaker


@Language.factory("geoint_quotes")
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 -- the signature spaCy calls
    """Make the component that finds direct speech."""
    return quote


def quote(doc: Doc) -> Doc:
    """Find the quotations of a Doc whose actors are known, with their speakers."""
    reader = _Reader(doc, lexicon.qualifiers())
    stored.set_quotes(doc, reader.attributed(_Pairing(doc).pairs()))
    return doc


# ---------------------------------------------------------------- marks


@dataclass(frozen=True, slots=True)
class _Mark:
    """One quotation mark: its token and paragraph, and whether what touches it lets it open or close."""

    token: int
    char: str
    paragraph: int
    opens: bool
    closes: bool
    leads: bool  # first in its paragraph


@dataclass(slots=True)
class _Pairing:
    """Pairs marks; a quotation that is never closed ends with its paragraph, a closing mark too many is left alone."""

    doc: Doc
    open: list[_Mark] = field(default_factory=list)
    found: list[tuple[int, int]] = field(default_factory=list)
    ends: dict[int, int] = field(default_factory=dict)
    text: str = ""

    def pairs(self) -> list[tuple[int, int]]:
        """Return the quotations as bounds that include their marks, outer before inner."""
        self.text = self.doc.text
        marks = list(self._marks())
        for index, mark in enumerate(marks):
            self._between_paragraphs(mark)
            closed = self._closed_by(mark)
            if closed is not None:
                self.found.append((self.open[closed].token, mark.token + 1))
                del self.open[closed:]
            elif mark.opens and not self._continues(mark):
                if self._repeats(mark) and not _is_closed_later(mark, marks[index + 1 : index + LOOK_AHEAD]):
                    self._give_up(mark.token)
                self.open.append(mark)
        self._give_up(len(self.doc))
        return sorted(self.found, key=lambda pair: (pair[0], -pair[1]))

    def _marks(self) -> Iterator[_Mark]:
        paragraph, leads = 0, True
        for token in self.doc:
            if "\n" in token.text:
                self.ends[paragraph] = token.i
                paragraph, leads = paragraph + 1, True
                continue
            for at, char in enumerate(token.text):
                if char in CLOSED_BY or char in CLOSERS:
                    yield _Mark(token.i, char, paragraph, *self._shape(char, token.idx + at), leads)
            leads = leads and token.is_space
        self.ends[paragraph] = len(self.doc)

    def _shape(self, char: str, at: int) -> tuple[bool, bool]:
        """Tell whether a mark may open and may close: straight ones by the blanks around them."""
        if char in "«“„»":
            return char != "»", char in "»“"
        text = self.text
        free_before = at == 0 or (not text[at - 1].isalnum() and text[at - 1] not in ".,!?…%)")
        free_after = at + 1 == len(text) or not text[at + 1].isalnum()
        return (free_before, False) if free_before and not free_after else (char == '"' and free_before, True)

    def _closed_by(self, mark: _Mark) -> int | None:
        if not mark.closes:
            return None
        return next((i for i in range(len(self.open) - 1, -1, -1) if mark.char in CLOSED_BY[self.open[i].char]), None)

    def _repeats(self, mark: _Mark) -> bool:
        return any(o.char == mark.char for o in self.open)

    def _continues(self, mark: _Mark) -> bool:
        """Tell whether a mark only reminds, at the start of a paragraph, that the quotation goes on."""
        return bool(self.open) and mark.leads and mark.char == self.open[0].char and mark.paragraph > self.open[0].paragraph

    def _between_paragraphs(self, mark: _Mark) -> None:
        """End what is open in an earlier paragraph, unless this mark goes on with it or closes it."""
        if not self.open or mark.paragraph == self.open[0].paragraph or self._continues(mark):
            return
        if not (mark.char in CLOSERS and self._closed_by(mark) is not None):
            self._give_up(mark.token)

    def _give_up(self, before: int) -> None:
        """End what is open: with its paragraph, or before the mark that opens the next quotation."""
        if self.open:
            first = self.open[0]
            self.found.append((first.token, min(before, self.ends.get(first.paragraph, before))))
            self.open.clear()


def _is_closed_later(mark: _Mark, following: Iterable[_Mark]) -> bool:
    """Tell whether a quotation inside another of the same kind is followed by two closing marks in its paragraph."""
    balance = 1
    for later in following:
        if later.paragraph != mark.paragraph:
            return False
        balance += (later.char == mark.char) - (later.char in CLOSED_BY[mark.char])
        if balance < 0:
            return True
    return False


# ---------------------------------------------------------------- speakers


_Found = tuple["Token | None", "Token | None"]  # the reporting verb, and who speaks


@dataclass(slots=True)
class _Reader:
    """Finds who speaks in the quotations of one Doc."""

    doc: Doc
    words: QualifierLexicon
    heads: dict[int, ActorMention] = field(default_factory=dict)
    timed: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.heads = {m.head: m for m in stored.actors(self.doc) if m.type != "place"}
        self.timed = {i for d in stored.dates(self.doc) for i in range(d.start, d.end)}

    def attributed(self, pairs: list[tuple[int, int]]) -> list[QuoteMention]:
        """Return the quotations with their speakers."""
        found: list[QuoteMention] = []
        around: list[QuoteMention] = []
        for start, end in pairs:
            around = [q for q in around if q.end > start]
            mention = self._attributed(start, end, around, found)
            around.append(mention)
            found.append(mention)
        return found

    def _attributed(self, start: int, end: int, around: list[QuoteMention], earlier: list[QuoteMention]) -> QuoteMention:
        plain = QuoteMention(start=start, end=end, depth=len(around))
        if not self._is_speech(start, end):
            return plain
        for search in (self._after, self._inside, self._before, self._named):
            verb, who = search(start, end)
            if who is not None:
                return replace(plain, kind="speech", speaker=who.i, verb=verb.i if verb is not None else None)
        carrier = next((q for q in reversed(earlier) if q.speaker is not None and q not in around), None)
        if carrier is not None and not around and self._is_carried(carrier, start):
            return replace(plain, kind="speech", speaker=carrier.speaker, verb=carrier.verb, carried=True)
        _, who = self._announced(start) if not around else (None, None)
        return replace(plain, kind="speech", speaker=who.i if who is not None else None)

    def _announced(self, start: int) -> _Found:
        """Look in the sentence before a quotation that stands alone: *X a réagi. « Nous n'avons rien fait. »*."""
        before = next((t for t in reversed(self.doc[max(0, start - SPACES) : start]) if not t.is_space), None)
        if before is None or before.text not in {".", "!", "?", "…"}:
            return None, None
        for token in reversed(list(before.sent)):
            if self._reports(token) and (who := speech.speaker(token, self.timed)) is not None:
                return (token, who) if who.i in self.heads else (None, None)
        return None, None

    def _is_speech(self, start: int, end: int) -> bool:
        """Tell a quoted utterance from a quoted word: it has a finite verb, or somebody who says *nous*."""
        inside = self.doc[start:end]
        return any(t.lower_ in SPEAKING or (t.pos_ in {"VERB", "AUX"} and scope.finite_part(t) == t) for t in inside)

    def _after(self, start: int, end: int) -> _Found:
        """Look right after the closing mark: *», explique-t-il*, *», selon le ministre*, *», le ministre a répété*."""
        following = self.doc[end : min(end + AFTER_WINDOW, len(self.doc))]
        for token in following:
            if token.is_sent_start and token.i > end + 1:
                break
            if "\n" in token.text or token.text in {".", ":", "«", "“"}:
                break
            if token.text.lower() in {"selon", "d'après", "d’après"} and token.i <= end + 1:
                return None, speech.phrase_after(token)
            if self._reports(token) and self._is_about(token, start, end):
                return token, speech.speaker(token, self.timed)
            if clauses.is_verbal(token) and (who := self._inverted(token, end)) is not None:
                return token, who
        return None, None

    def _inverted(self, verb: Token, end: int) -> Token | None:
        """Return who speaks behind any verb that stands between a quotation and its subject: *», soupire un marchand*."""
        if speech.group_start(verb) != end + 1 or self.doc[end].text != "," or not speech.stands_free(verb):
            return None
        who = speech.speaker(verb, self.timed)
        return who if who is not None and who.i > verb.i - 1 else None

    def _is_about(self, verb: Token, start: int, end: int) -> bool:
        """Tell whether a verb after a quotation speaks of it: inverted, or at least without object of its own."""
        if speech.group_start(verb) <= end + 1:
            return speech.stands_free(verb) or self.doc[end - 1].text in CLOSERS | {'"'}
        comma = end < len(self.doc) and self.doc[end].text == ","
        return comma and not speech.governs_clause(verb) and not speech.governs_infinitive(verb) and start < verb.i

    def _inside(self, start: int, end: int) -> _Found:
        """Look between the commas of the quotation: *« Nous, a dit X, voulons la paix »*."""
        for token in self.doc[start + 1 : end - 1]:
            if self._reports(token) and speech.is_incise(token, self.timed):
                return token, speech.speaker(token, self.timed)
        return None, None

    def _before(self, start: int, end: int) -> _Found:  # noqa: ARG002 -- one signature for all searches
        """Look back in the sentence for the verb that announces it: *X a déclaré : «*, *X affirme que «*."""
        for token in reversed(self._back(start)):
            if self._reports(token) and not speech.is_incise(token, self.timed):
                return token, speech.speaker(token, self.timed)
        return None, None

    def _named(self, start: int, end: int) -> _Found:  # noqa: ARG002 -- one signature for all searches
        """Look for a name before a colon, or the actor of the sentence that a colon ends: *Ali Bongo : «*."""
        if start == 0 or self.doc[start - 1].text != ":":
            return None, None
        back = self._back(start)
        actors = [t for t in back if t.i in self.heads]
        for actor in actors:
            mention = self.heads[actor.i]
            if mention.end == start - 1:  # a country before a colon is what a headline is about
                opens = min(mention.start, actor.left_edge.i) <= back[0].i + back[0].is_space
                return (None, actor) if opens and mention.type != "state" else (None, None)
        return None, next((t for t in actors if speech.is_subject(t)), None)

    def _back(self, start: int) -> list[Token]:
        """Return what stands before a quotation in its sentence, as far as the paragraph and the mark before allow."""
        at = start
        while at > max(0, start - BEFORE_WINDOW):
            before = self.doc[at - 1]
            if "\n" in before.text or before.text in {".", "?", "!", "»", "”"}:
                break
            at -= 1
        return list(self.doc[at:start])

    def _is_carried(self, carrier: QuoteMention, start: int) -> bool:
        """Tell whether a quotation goes on with the one before it: nobody else is said to say anything in between."""
        if start - carrier.end > CARRIED or carrier.end > start:
            return False
        between = self.doc[carrier.end : start]
        if any(
            t.i in self.heads and speech.is_subject(t) and t.i != carrier.speaker and t.i > (carrier.verb or 0) for t in between
        ):
            return False
        return sum("\n" in t.text for t in between) <= 1

    def _reports(self, token: Token) -> bool:
        return clauses.is_verbal(token) and self.words.force(speech.names(token)) is not None
