"""Component ``geoint_dates``: temporal expressions, with the tense of their clause to tell past from future."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from spacy.language import Language

from geoint import annotations as stored
from geoint import lexicon, timex
from geoint.annotations import TimeMention
from geoint.grammar import clauses, scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Span, Token

OTHER_CALENDAR = "other calendar"  # the grain of what is left alone


@Language.factory("geoint_dates")
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 -- the signature spaCy calls
    """Make the component that finds dates."""
    return annotate


def annotate(doc: Doc) -> Doc:
    """Find the temporal expressions of a Doc."""
    found = timex.find(doc.text, written=stored.written(doc), future=partial(_looks_ahead, doc))
    mentions = []
    for expression in found:
        span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
        if span is None:
            continue
        value = expression.value
        if value.warning:
            stored.warn(doc, f"« {span.text} »: {value.warning}")
        if value.grain != OTHER_CALENDAR:
            mentions.append(_mention(span, expression.rule, value))
    stored.set_dates(doc, mentions)
    return doc


def _mention(span: Span, rule: str, value: timex.Value) -> TimeMention:
    return TimeMention(
        start=span.start,
        end=span.end,
        rule=rule,
        value=value.value,
        grain=value.grain,
        earliest=value.earliest,
        latest=value.latest,
        anchor=value.anchor,
        modifier=value.modifier,
        part=value.part,
    )


def _looks_ahead(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the verb that a stretch of the text hangs on speaks of the future."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not doc.has_annotation("DEP") or (span.start and doc[span.start - 1].lower_ == "depuis"):
        return False
    current: Token = span.root
    while current.head != current:
        current = current.head
        if clauses.is_verbal(current):
            if _is_done(current):
                return False
            if _is_ahead(current) or (_is_weekday(span) and _is_scheduled(current)):
                return True
            if clauses.is_finite(current):
                return False
    return False


def _is_done(verb: Token) -> bool:
    """Tell whether a participle tells what was done before its clause: *écroués lundi*, *un juge ayant rejeté jeudi*."""
    if not clauses.is_past_participle(verb) or clauses.is_finite(verb) or _is_listed(verb, "future.ahead"):
        return False
    return not clauses.is_infinitive(verb) and verb.dep_ in {"acl", "advcl", "amod"}


def _is_ahead(verb: Token) -> bool:
    finite = scope.finite_part(verb)
    if finite is not None and (scope.is_future(finite) or scope.is_conditional(finite)):
        return (clauses.plain_lemma(finite) == finite.lemma_ and scope.is_future(finite)) or finite == verb
    planned = scope.is_passive(verb) and finite is not None and "Pres" in clauses.features(finite, "Tense")
    return _is_listed(verb, "future.ahead") and (planned or not scope.is_past(verb))


def _is_weekday(span: Span) -> bool:
    """Tell whether an expression is a weekday alone, whose next is as near as its last."""
    return any(t.lower_ in timex.WEEKDAYS for t in span) and not any(t.like_num for t in span)


def _is_scheduled(verb: Token) -> bool:
    return _is_listed(verb, "future.scheduled") and scope.finite_part(verb) == verb and not scope.is_past(verb)


def _is_listed(verb: Token, key: str) -> bool:
    return clauses.plain_lemma(verb) in lexicon.qualifiers().words[key]
