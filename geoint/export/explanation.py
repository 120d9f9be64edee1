"""An explanation as lines for people: the same in a pipe and, with colours, in a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoint.explain import Attempt, Candidate, Clause, Explanation, FoundActor, FoundDate, SentenceStory, Trail
    from geoint.model import Span

STEP = 2  # spaces of indentation a level


@dataclass(frozen=True, slots=True)
class Line:
    """One line to show: its level of indentation, its kind (title, heading, good, bad, plain) and its text."""

    level: int
    kind: str
    text: str

    def __str__(self) -> str:
        """Return the line as plain text."""
        return " " * STEP * self.level + self.text


def lines(explanation: Explanation) -> Iterator[Line]:
    """Yield the lines of a whole explanation."""
    if explanation.repairs:
        yield Line(0, "heading", "repairs")
        yield from (Line(1, "plain", f"{_span(r.at)} {r.kind}: {r.detail}") for r in explanation.repairs)
    for sentence in explanation.sentences:
        yield from story(sentence)
    yield from (Line(0, "bad", f"warning: {warning}") for warning in explanation.document.warnings)


def story(sentence: SentenceStory) -> Iterator[Line]:
    """Yield the lines of one sentence."""
    yield Line(0, "title", f"{' '.join(sentence.at.text.split())} [{sentence.at.start}:{sentence.at.end}]")
    yield Line(1, "heading", "words")
    yield Line(2, "plain", "  ".join(f"{w.at.text}/{w.word_class}" for w in sentence.words))
    groups: tuple[tuple[str, Iterator[Line]], ...] = (
        ("clauses", (line for c in sentence.clauses for line in _clause(c))),
        ("actors", (_actor(a) for a in sentence.actors)),
        ("dates", (_date(d) for d in sentence.dates)),
        ("rules tried", (line for c in sentence.candidates for line in _candidate(c))),
        ("triples", (line for t in sentence.trails for line in _trail(t))),
    )
    for heading, found in groups:
        body = list(found)
        if body:
            yield Line(1, "heading", heading)
            yield from body
    if not sentence.trails:
        yield Line(1, "bad", "no triple" if sentence.candidates else "no triple: no verb or event noun")


def _span(span: Span) -> str:
    return f"{' '.join(span.text.split())} [{span.start}:{span.end}]"


def _clause(clause: Clause) -> Iterator[Line]:
    yield Line(2, "plain", f"{_span(clause.at)} {clause.lemma}, {'passive ' if clause.passive else ''}{clause.kind}")
    yield from (Line(3, "plain", f"{r.role}: {_span(r.at)} ({r.via})") for r in clause.roles)


def _actor(actor: FoundActor) -> Line:
    stands = f", stands for {_span(actor.stands_for)}" if actor.stands_for else ""
    place = f" ({actor.place})" if actor.place else ""
    return Line(2, "plain", f"{_span(actor.at)} {actor.id or 'not linked'}, {actor.type} by {actor.why}{stands}{place}")


def _date(date: FoundDate) -> Line:
    anchored = f", counted from {date.anchor}" if date.anchor else ""
    return Line(2, "plain", f"{_span(date.at)} {date.value or 'no value'} ({date.grain}), rule « {date.rule} »{anchored}")


def _candidate(candidate: Candidate) -> Iterator[Line]:
    given = f": {', '.join(candidate.triples)}" if candidate.triples else ": no triple"
    yield Line(2, "good" if candidate.triples else "bad", f"{_span(candidate.at)}{given}")
    yield from (Line(3, "plain" if a.failed else "good", _attempt(a)) for a in candidate.attempts)


def _attempt(attempt: Attempt) -> str:
    rule = " ".join(part for part in (attempt.rule, f"({attempt.place})" if attempt.place else "") if part)
    return f"{rule}: {attempt.failed or 'fits'}" if rule else str(attempt.failed)


def _trail(trail: Trail) -> Iterator[Line]:
    triple = trail.triple
    yield Line(2, "good", f"{triple.id}  {trail.notation}")
    yield Line(3, "plain", f"rule {triple.rule}, found by {_path(trail)}")
    if triple.confidence is not None:
        yield Line(3, "plain", f"confidence {triple.confidence}: so often triples like it are right")
    if trail.dated_by is not None and triple.date is not None:
        yield Line(3, "plain", f"date « {triple.date.text} » [{triple.date.start}:{triple.date.end}] of {_span(trail.dated_by)}")
    cues = ", ".join(f"{c.kind} « {c.text} » [{c.start}:{c.end}]" for c in triple.cues)
    yield Line(3, "plain", f"status {triple.status}{f' by {cues}' if cues else ''}")
    source = triple.attributed_to
    if source is not None:
        yield Line(3, "plain", f"says {source.id or source.text} [{source.start}:{source.end}]")
    yield from (Line(3, "plain", f"{line.place}  {line.part}: {_span(line.at)}") for line in trail.lines)


def _path(trail: Trail) -> str:
    """Return the constructions that gave subject and object."""
    if len(trail.path) == 1:
        return trail.path[0]
    return ", ".join(f"{role} {via}" for role, via in zip(("subject", "object"), trail.path, strict=False))
