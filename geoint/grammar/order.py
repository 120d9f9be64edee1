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
    ",", ";", ":", "(", ")", "«", "»", "“", "”", '"', "–", "—", "et", "puis", "ou", "mais", "que", "qu'", "qu’", "or", "car",
    "quand", "si", "lorsque", "lorsqu'", "où", "puisque",
})  # fmt: skip
_RELATIVES = frozenset({"qui", "que", "qu'", "qu’", "dont", "où", "auquel", "auxquels", "à"})
_OBLIQUE = frozenset({"obj", "obl:arg", "obl:mod", "obl:agent", "iobj", "nmod"})
# What ends the clause of a verb, and what its complement may open with.
_ENDS = frozenset(
    {",", ";", ":", ".", "qui", "que", "qu'", "qu’", "dont", "où", "«", "(", "–", "—", "et", "mais", "quand", "alors"}
)
_OPENING = frozenset({
    "le", "la", "les", "l'", "l’", "un", "une", "des", "de", "d'", "d’", "ses", "son", "sa", "leur", "leurs", "contre", "sur",
    "pour", "à", "au", "aux", "deux", "trois", "plusieurs", "certains",
})  # fmt: skip
_CLITICS = frozenset({"ne", "n'", "n’", "se", "s'", "s’", "le", "la", "l'", "l’", "les", "lui", "leur", "y", "en"})


def lost_subjects(verb: Token) -> list[Token]:
    """Return nouns that may be the subject of a finite verb by their place before it, the first best; none if it has one."""
    start = _first_word(verb)
    if verb.doc[start].is_sent_start or "3" not in _person(verb) or not is_finite(verb):
        return []
    before = verb.doc[start - 1]
    if before.text in _CLOSERS:
        return [n for n in _before_asides(before) if _agrees(n, verb)]
    noun = _phrase_noun(verb.doc, _segment_start(before), start)
    right = noun is not None and (noun.dep_ not in _OBLIQUE or verb.head == noun) and _agrees(noun, verb)
    return [noun] if right and noun is not None else []


def perfect_above(token: Token) -> Token | None:
    """Return the verb whose *avoir* a bare participle with an object of its own shares, or None."""
    doc = token.doc
    if not is_past_participle(token) or token.is_sent_start or any(c.dep_.startswith("aux") for c in near(token)):
        return None
    if doc[token.i - 1].text != "," and doc[token.i - 1].lower_ not in {"et", "puis", "ou", "mais"}:
        return None
    if not any(c.dep_ == "obj" and c.left_edge.i == token.i + 1 for c in near(token)):
        return None
    return next((a for a in islice(token.ancestors, STEPS) if a.i < token.i and is_verbal(a) and _has_perfect(a)), None)


def stands_as_verb(word: Token) -> bool:
    """Tell whether a word in the form of a verb stands where only a verb can: behind a noun phrase, before its complement.

    *l'Algérie menace de rompre*, *le Parlement vote pour*; no other verb may want the noun phrase for its subject.
    """
    doc = word.doc
    if word.is_sent_start or word.i + 1 >= len(doc) or doc[word.i + 1].is_sent_start:
        return False
    following = doc[word.i + 1]
    if following.lower_ not in _OPENING and following.pos_ != "PROPN":
        return False
    before = doc[word.i - 1]
    if before.text == ",":
        noun = next(iter(_before_asides(before)), None)
        alone = not any(_is_main(t) for t in _around(word))
    else:
        start = _segment_start(before)
        noun = _phrase_noun(doc, start, word.i) if before.lower_ not in _BREAKS and _introduced(doc[start]) else None
        end = next((t.i for t in doc[word.i + 1 : word.i + REACH] if t.lower_ in _ENDS or t.is_sent_start), len(doc))
        alone = not any(t.pos_ in {"VERB", "AUX"} and "Fin" in features(t, "VerbForm") for t in doc[word.i + 1 : end])
    plural = word.lower_.endswith("ent")
    return alone and noun is not None and plural == ("Plur" in features(noun, "Number"))


def _around(word: Token) -> list[Token]:
    """Return the words of a sentence before and after a word, as far as it reaches."""
    doc = word.doc
    start, end = word.i, word.i + 1
    while not doc[start].is_sent_start and start > word.i - REACH:
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start and end < word.i + REACH:
        end += 1
    return [t for t in doc[start:end] if t != word]


def _is_main(token: Token) -> bool:
    """Tell whether a finite verb may be the one that the subject of a sentence belongs to: it is in no relative clause."""
    if token.pos_ not in {"VERB", "AUX"} or "Fin" not in features(token, "VerbForm"):
        return False
    verb = token.head if token.dep_.startswith(("aux", "cop")) else token
    return verb.dep_ != "acl:relcl"


def _introduced(token: Token) -> bool:
    """Tell whether a noun phrase that starts with a token may be a subject: it has an article or is a name."""
    return token.pos_ in {"DET", "PROPN", "NUM"}


def _has_perfect(verb: Token) -> bool:
    return any(c.dep_.startswith("aux") and c.lemma_ == "avoir" for c in near(verb))


def _first_word(verb: Token) -> int:
    """Return where the words of a verb begin: its clitics, its negation, its auxiliary, adverbs between them."""
    first = min([verb.i, *(c.i for c in near(verb) if c.dep_.startswith(("aux", "cop")) and c.i < verb.i)])
    while not verb.doc[first].is_sent_start and (
        verb.doc[first - 1].lower_ in _CLITICS and verb.doc[first - 1].head in {verb, verb.doc[first]}
    ):
        first -= 1
    return first


def _before_asides(comma: Token) -> Iterator[Token]:
    """Yield the nouns before the asides that a comma may close, from the nearest."""
    doc = comma.doc
    for at in range(comma.i - 1, max(0, comma.i - REACH), -1):
        if doc[at].is_sent_start:
            return
        if doc[at].text not in {",", "(", "–", "—"}:
            continue
        noun = _phrase_noun(doc, _segment_start(doc[at - 1]), at)
        if noun is not None and (noun.dep_ not in _OBLIQUE or any(c.dep_ == "cc" and c.i < noun.i for c in near(noun))):
            yield noun


def _segment_start(token: Token) -> int:
    """Return where the stretch of words begins that a token ends."""
    at = token.i
    while not token.doc[at].is_sent_start and at > token.i - REACH and token.doc[at - 1].lower_ not in _BREAKS:
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
