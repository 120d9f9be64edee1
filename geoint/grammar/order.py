"""Subjects by word order, where the parser lost them: across asides, and of participles that share an auxiliary.

A finite verb right after a comma has its subject before the aside that the comma closes: *Le Caire, qui a signé un accord,
a soutenu Khartoum*. A past participle with an object of its own shares the auxiliary of the verb before it: *a fustigé
des mesures, annoncé le rappel de l'ambassadeur*.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from geoint.grammar.words import TIMES, features, is_finite, is_past_participle, is_verbal, near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

STEPS = 12  # words up from a participle to the verb whose auxiliary it shares
REACH = 60  # tokens back from a verb to its subject
_CLOSERS = frozenset({",", ")", "–", "—"})
_BREAKS = frozenset({
    ",", ";", ":", "(", ")", "«", "»", "“", "”", '"', "–", "—", "et", "ou", "mais", "que", "qu'", "qu’", "or", "car", "quand",
    "si", "lorsque", "lorsqu'", "où", "puisque",
})  # fmt: skip
_RELATIVES = frozenset({"qui", "que", "qu'", "qu’", "dont", "où", "auquel", "auxquels", "à"})
_OBLIQUE = frozenset({"obj", "obl:arg", "obl:mod", "obl:agent", "iobj", "nmod"})
_CLITICS = frozenset({"ne", "n'", "n’", "se", "s'", "s’", "le", "la", "l'", "l’", "les", "lui", "leur", "y", "en"})


def lost_subjects(verb: Token) -> list[Token]:
    """Return nouns that may be the subject of a finite verb by their place before it, the first best; none if it has one."""
    start = _first_word(verb)
    if start <= verb.sent.start or "3" not in _person(verb) or not is_finite(verb):
        return []
    before = verb.doc[start - 1]
    if before.text in _CLOSERS:
        return [n for n in _before_asides(before) if _agrees(n, verb)]
    noun = _phrase_noun(verb.doc, _segment_start(before), start)
    right = noun is not None and noun.dep_ not in _OBLIQUE and _agrees(noun, verb)
    return [noun] if right and noun is not None else []


def perfect_above(token: Token) -> Token | None:
    """Return the verb whose *avoir* a bare participle with an object of its own shares, or None."""
    doc = token.doc
    if not is_past_participle(token) or token.i == token.sent.start or any(c.dep_.startswith("aux") for c in near(token)):
        return None
    if doc[token.i - 1].text != "," and doc[token.i - 1].lower_ not in {"et", "puis", "ou", "mais"}:
        return None
    if not any(c.dep_ == "obj" and c.left_edge.i == token.i + 1 for c in near(token)):
        return None
    return next((a for a in islice(token.ancestors, STEPS) if a.i < token.i and is_verbal(a) and _has_perfect(a)), None)


def _has_perfect(verb: Token) -> bool:
    return any(c.dep_.startswith("aux") and c.lemma_ == "avoir" for c in near(verb))


def _first_word(verb: Token) -> int:
    """Return where the words of a verb begin: its clitics, its negation, its auxiliary, adverbs between them."""
    first = min([verb.i, *(c.i for c in near(verb) if c.dep_.startswith(("aux", "cop")) and c.i < verb.i)])
    while first > verb.sent.start and (
        verb.doc[first - 1].lower_ in _CLITICS and verb.doc[first - 1].head in {verb, verb.doc[first]}
    ):
        first -= 1
    return first


def _before_asides(comma: Token) -> Iterator[Token]:
    """Yield the nouns before the asides that a comma may close, from the nearest."""
    doc, least = comma.doc, max(comma.sent.start, comma.i - REACH)
    for at in range(comma.i - 1, least, -1):
        if doc[at].text not in {",", "(", "–", "—"}:
            continue
        noun = _phrase_noun(doc, _segment_start(doc[at - 1]), at)
        if noun is not None and noun.dep_ not in _OBLIQUE:
            yield noun


def _segment_start(token: Token) -> int:
    """Return where the stretch of words begins that a token ends."""
    at = token.i
    while at > max(token.sent.start, token.i - REACH) and token.doc[at - 1].lower_ not in _BREAKS:
        at -= 1
    return at


def _phrase_noun(doc: Doc, start: int, end: int) -> Token | None:
    """Return the head of a stretch that is one noun phrase without preposition, or None."""
    words = doc[start:end]
    if len(words) == 0 or words[0].pos_ in {"ADP", "SCONJ"} or words[0].lower_ in _RELATIVES:
        return None
    if any(is_verbal(t) and (is_finite(t) or t.dep_ != "acl") for t in words):
        return None
    noun = next((t for t in words if t.pos_ in {"NOUN", "PROPN"}), None)
    if noun is None or noun.lemma_.lower() in TIMES or any(c.dep_ == "case" and c.i < noun.i for c in near(noun)):
        return None
    return noun


def _person(verb: Token) -> list[str]:
    carriers = [verb, *(c for c in near(verb) if c.dep_.startswith(("aux", "cop")))]
    return next((features(c, "Person") for c in carriers if "Fin" in features(c, "VerbForm")), [])


def _agrees(noun: Token, verb: Token) -> bool:
    """Tell whether a noun has the number of a verb, as far as the tagger tells."""
    carriers = [verb, *(c for c in near(verb) if c.dep_.startswith(("aux", "cop")))]
    wanted = next((features(c, "Number") for c in carriers if "Fin" in features(c, "VerbForm")), [])
    own = features(noun, "Number")
    several = any(c.dep_ == "conj" for c in near(noun))
    return not wanted or not own or wanted == own or (several and wanted == ["Plur"])
