"""Where an event happens: the locative phrases of its clause, by their heads, the nearest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoint.grammar import clauses, phrases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

# Prepositions, as roles, that place an event; *vers* and *pour* only tell where to.
LOCATIVE = frozenset({
    "a", "en", "dans", "sur", "pres de", "a proximite de", "aux abords de", "autour de", "au large de", "au dessus de",
    "aux environs de", "non loin de", "a l exterieur de", "a l interieur de", "au nord de", "au sud de", "a l est de",
    "a l ouest de", "au coeur de", "chez", "a travers", "le long de", "devant",
})  # fmt: skip
_ADJUNCTS = frozenset({"obl:mod", "obl:arg", "obl", "nmod", "obl:agent", "dep"})


def locatives(words: Iterable[Token]) -> Iterator[Token]:
    """Yield the heads of the locative phrases of words that share a place, their own before those of their objects."""
    for word in words:
        yield from sorted(_own(word), key=lambda t: abs(t.i - word.i))
        for argument in word.children:
            if argument.dep_ in {"obj", "nsubj:pass"}:
                yield from _own(argument)


def _own(word: Token) -> list[Token]:
    found = [c for c in word.children if c.dep_ in _ADJUNCTS and clauses.preposition(c) in LOCATIVE]
    # *à Djibo, au Burkina Faso*: the wider place hangs on the narrower one
    return [t for c in found for t in (c, *(g for g in c.children if clauses.preposition(g) in LOCATIVE and g.dep_ in _ADJUNCTS))]


def is_addressed(token: Token) -> bool:
    """Tell whether *à X* may name whom something is said or given to, not where: *à la Russie*, not *au Mali*, *en Syrie*."""
    return clauses.preposition(token) == "a" and phrases.is_dative(token)


def phrase(head: Token) -> tuple[int, int]:
    """Return the bounds of a place that a common noun heads: *région de Tillabéri*, *nord-est de la Syrie*."""
    return phrases.core_span(head)


def within(head: Token) -> range:
    """Return the positions of the whole phrase that a token heads, which may tell the country."""
    return range(head.left_edge.i, head.right_edge.i + 1)
