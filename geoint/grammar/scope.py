"""What stands over an event in its sentence: negation, mood and tense, upper verbs and nouns, clauses with *si*."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geoint.grammar import clauses
from geoint.grammar.clauses import features

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

Link = Literal["infinitive", "clause", "noun", "modifier", "subject", "adverbial", "relative", "conjunct"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step up from an event: from ``lower`` to the word ``upper`` above it, how, and the words that link them."""

    lower: Token
    upper: Token
    link: Link
    marker: str


def steps(token: Token) -> Iterator[Step]:
    """Yield the steps from an event up to the top of its sentence; conjoined words count as one."""
    current = token
    while current.head != current:
        upper = current.head
        yield Step(current, upper, _link(current), marker(current))
        current = upper


def _link(token: Token) -> Link:
    label = token.dep_
    if label == "conj":
        return "conjunct"
    if not clauses.is_verbal(token):
        return "subject" if label in {"nsubj", "nsubj:pass"} else "noun"
    if label == "acl:relcl":
        return "relative"
    if clauses.is_infinitive(token) and label in {"xcomp", "ccomp", "acl", "advcl", "obl:arg", "obl:mod", "dep", "nsubj"}:
        return "infinitive"
    if label == "ccomp" or (label in {"advcl", "xcomp"} and marker(token) in {"que", "qu'"}):
        return "clause"
    return "modifier" if label in {"acl", "amod"} else "adverbial"


def marker(token: Token) -> str:
    """Return the words that introduce a clause or phrase: *pour*, *afin de*, *si*, *sans*."""
    words = [c for c in token.children if c.dep_ in {"mark", "case"} and c.i < token.i]
    found = sorted({t.i: t for c in words for t in c.subtree}.values(), key=lambda t: t.i)
    return " ".join(t.lower_ for t in found)


def finite_part(token: Token) -> Token | None:
    """Return the word that carries tense and mood: the verb itself or its auxiliary; None if there is none."""
    if "Fin" in features(token, "VerbForm"):
        return token
    parts = [c for c in token.children if c.dep_.startswith(("aux", "cop"))]
    return next((c for c in parts if "Fin" in features(c, "VerbForm")), None)


def is_conditional(token: Token) -> bool:
    """Tell whether a finite word is in the conditional."""
    return "Cnd" in features(token, "Mood") or (
        token.lower_.endswith(("rait", "raient")) and "Imp" not in features(token, "Tense") and token.lower_ != "paraît"
    )


def is_future(token: Token) -> bool:
    """Tell whether a finite word is in the future."""
    ends = token.lower_.endswith(("ra", "ras", "rai", "rons", "rez", "ront"))
    return ends and "Fut" in features(token, "Tense") and "Cnd" not in features(token, "Mood")


def is_past(token: Token) -> bool:
    """Tell whether a verb is told as past: by its own tense or by its auxiliary."""
    finite = finite_part(token)
    return finite is not None and (finite != token or bool(set(features(finite, "Tense")) & {"Past", "Imp"}))


def negation(token: Token, particles: frozenset[str]) -> list[Token]:
    """Return the words that deny a verb: *n'*, *pas*; none for *ne ... que* and for an expletive *ne*."""
    around = [c for c in token.children if c.i < token.i + 4]
    parts = [p for c in token.children if c.dep_.startswith("aux") for p in c.children]
    words = [*around, *parts]
    ne = [t for t in words if t.lower_ in {"ne", "n'"}]
    found = [t for t in words if t.lower_ in particles and t.pos_ in {"ADV", "PRON", "DET"} and t.dep_ != "det"]
    determiners = [d for c in token.children for d in c.children if d.lower_ in {"aucun", "aucune", "nul", "nulle"}]
    if ne and (found or determiners):
        return sorted({t.i: t for t in (*ne, *found, *determiners)}.values(), key=lambda t: t.i)
    absent = [t for t in found if t.lower_ in {"pas", "jamais"} and not ne and t.i == token.i + 1]
    return absent if clauses.is_finite(token) else []


def is_question(token: Token, question_words: frozenset[str]) -> bool:
    """Tell whether an event is what a yes-or-no question asks about."""
    sentence = token.sent
    last = sentence[-1]
    asks = any(t.text == "?" for t in sentence[-3:]) or last.text == "?"
    return asks and not any(t.lower_ in question_words for t in sentence[:6])


def subject_of(token: Token) -> Token | None:
    """Return the subject of a reporting verb: before it, after it, or clitic."""
    subjects = [c for c in token.children if c.dep_ in {"nsubj", "nsubj:pass"} and c.lower_ not in {"-t", "-t-", "t"}]
    if subjects:
        return subjects[-1]
    current = token
    while current.dep_ in {"conj", "xcomp", "advcl"} and current.head != current and clauses.is_verbal(current.head):
        current = current.head
        subjects = [c for c in current.children if c.dep_ in {"nsubj", "nsubj:pass"}]
        if subjects:
            return subjects[-1]
    return None


def postposed_subject(token: Token) -> Token | None:
    """Return the noun right after a reporting verb in an incise, which the parser often takes for its object."""
    for after in token.doc[token.i + 1 : min(token.sent.end, token.i + 14)]:
        if after.pos_ in {"NOUN", "PROPN"} and not any(c.dep_ == "case" for c in after.children) and _near(after, token):
            return after
        if clauses.is_finite(after) and after.pos_ == "VERB":
            return None
    return None


def _near(noun: Token, verb: Token) -> bool:
    return noun.head == verb and noun.dep_ in {"obj", "nsubj", "obl:mod", "obl:arg", "appos", "dep", "conj"} and not noun.like_num


def top_clause(token: Token) -> Token:
    """Return the finite verb of the clause that an event stands in."""
    current = token
    while current.head != current and not (clauses.is_verbal(current) and clauses.is_finite(current)):
        current = current.head
    return current


def phrase_after(token: Token) -> Token | None:
    """Return the noun that a preposition such as *selon* introduces."""
    current = token
    while current.dep_ in {"fixed", "case", "mark"} and current.head != current:
        current = current.head
    return current if current != token and current.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"} else None


def attached_to(token: Token) -> Token:
    """Return the first verb above a phrase, or the top of the sentence."""
    current = token.head
    while current.head != current and not clauses.is_verbal(current):
        current = current.head
    return current
