"""Noun phrases: their core, what modifies them, their gender and number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoint.grammar.clauses import features, is_possessive, preposition

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

MAX_CORE = 10  # tokens; a longer phrase no longer names, it describes
_FEATURES = {"Masc": "m", "Fem": "f", "Sing": "s", "Plur": "p"}
_NAME_PARTS = frozenset({"flat:name", "flat:foreign"})
_FORMER = frozenset({"ancien", "ex", "ancienne"})


def core_span(token: Token) -> tuple[int, int]:
    """Return the core of the phrase that a noun heads: with its adjectives and *de* complements, no clause."""
    end = token.i + 1
    limit = min(token.sent.end, token.i + MAX_CORE)
    children = {c.i: c for c in token.children if c.i > token.i}
    for child in (children[i] for i in sorted(children)):
        left = child.left_edge.i
        if left != end or child.right_edge.i >= limit or not _belongs(child):
            break
        end = _core_end(child)
    return token.i, end


def _belongs(child: Token) -> bool:
    if child.dep_ == "nmod":
        bare = preposition(child) in {"en", "a"} and not owns_determiner(child)
        return bare or preposition(child) in {"de", ""}
    return child.dep_ in {"amod", "nummod"} | _NAME_PARTS


def _core_end(child: Token) -> int:
    """Return where a modifier's own core ends."""
    return core_span(child)[1]


def adjectives(token: Token) -> list[Token]:
    """Return the adjectives of a noun, also one right after it that the parser hung elsewhere."""
    found = [c for c in token.children if c.dep_ == "amod" or (c.dep_ == "conj" and c.pos_ == "ADJ")]
    if token.i + 1 < len(token.doc):
        after = token.nbor(1)
        if after.pos_ == "ADJ" and after not in found and after.sent == token.sent:
            found.append(after)
    return found


def complements(token: Token) -> list[Token]:
    """Return the heads of the *de* complements of a noun."""
    return [c for c in token.children if c.dep_ in {"nmod", "obl:arg", "obl:mod"} and preposition(c) == "de"]


def owners(token: Token) -> list[Token]:
    """Return whose a thing is: *les propos de X*, *un abus de pouvoir de la part de X*."""
    found = complements(token)
    return found + [inner for c in found if c.lower_ == "part" for inner in complements(c)]


def is_former(token: Token) -> bool:
    """Tell whether an office is no longer held: *ancien président*, *ex-ministre*."""
    before = token.nbor(-1) if token.i else None
    prefixed = before is not None and before.lower_.rstrip("-") in _FORMER
    return prefixed or any(c.lemma_.lower() in _FORMER for c in token.children)


def names_after(token: Token, end: int) -> list[Token]:
    """Return proper names that follow an office and belong to it: *le président turc Erdogan*, *le ministre, X,*."""
    doc, found = token.doc, []
    at = end
    while at < len(doc) and at < end + 2 and doc[at].text in {",", "M.", "Mme"}:
        at += 1
    if at < len(doc) and doc[at].sent == token.sent and doc[at].text[:1].isupper() and doc[at].pos_ in {"PROPN", "NOUN", "X"}:
        found.append(doc[at])
    return found


def gender(token: Token) -> str | None:
    """Return ``m`` or ``f`` if the tagger knows."""
    return _feature(token, "Gender")


def number(token: Token) -> str | None:
    """Return ``s`` or ``p`` if the tagger knows."""
    return _feature(token, "Number")


def _feature(token: Token, name: str) -> str | None:
    values = features(token, name)
    if values:
        return _FEATURES.get(values[0])
    for child in token.children:
        if child.dep_ == "det" and features(child, name):
            return _FEATURES.get(features(child, name)[0])
    return None


def is_dative(token: Token) -> bool:
    """Tell whether *à X* names an addressee, not a place: *à la Russie*, *aux rebelles*, not *au Mali*, *à Gao*.

    A feminine country takes *en* for the place, so *à la* addresses it.
    """
    if token.pos_ != "PROPN":
        return True
    articles = {c.lower_ for c in token.children if c.dep_ == "det"}
    contracted = any(c.lower_ in {"au", "aux"} for c in token.children if c.dep_ == "case")
    return bool(articles & {"la", "l'"}) and not contracted


def is_subject(token: Token) -> bool:
    """Tell whether a token is the grammatical subject of a clause."""
    return token.dep_ in {"nsubj", "nsubj:pass", "expl:subj"}


def is_noun(token: Token) -> bool:
    """Tell whether a token is a common noun."""
    return token.pos_ == "NOUN" or (token.pos_ in {"ADJ", "PROPN"} and token.dep_ in {"nsubj", "nsubj:pass", "obj", "obl:agent"})


def is_adjectival(token: Token) -> bool:
    """Tell whether a word modifies a noun, as *russe* in *l'armée russe*."""
    return token.dep_ == "amod" or (token.pos_ == "ADJ" and token.dep_ not in {"nsubj", "nsubj:pass", "obj"})


def owns_determiner(token: Token) -> bool:
    """Tell whether a noun phrase has a determiner of its own."""
    return any(c.dep_ == "det" for c in token.children)


def is_indefinite(token: Token) -> bool:
    """Tell whether a phrase introduces somebody new: *un groupe*, *des pays*, *onze soldats*."""
    determiners = [c for c in token.children if c.dep_ in {"det", "nummod"}]
    introducing = {"un", "une", "des", "d'", "plusieurs", "certains", "certaines", "quelques", "deux"}
    if any(c.dep_ == "det" and c.lower_ not in introducing for c in determiners):
        return False
    return bool(determiners)


def root(doc: Doc, start: int, end: int) -> int:
    """Return the syntactic head of a stretch of tokens."""
    span: Span = doc[start:end]
    return int(span.root.i)


def is_definite(token: Token) -> bool:
    """Tell whether a phrase takes up something known and is not further described: *la ville*, *cette région*."""
    definite = {"le", "la", "l'", "ce", "cet", "cette", "au", "du"}
    return any(c.lower_ in definite for c in token.children) and not complements(token) and not adjectives(token)


def is_kind(token: Token) -> bool:
    """Tell whether a noun after bare *de* only tells the kind, and names nobody: *coup d'État*, *chef de gouvernement*."""
    before = token.nbor(-1) if token.i else None
    return before is not None and before.lower_ in {"de", "d'"} and not owns_determiner(token) and number(token) != "p"


def is_possessed(token: Token) -> bool:
    """Tell whether a phrase has a possessive determiner: *son porte-parole*."""
    return any(is_possessive(c) for c in token.children)
