"""Words of a parsed sentence, one at a time: form, lemma, preposition, and what kind of word each is."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

RELATIVES = frozenset(
    {
        "qui",
        "que",
        "qu'",
        "qu’",
        "dont",
        "où",
        "lequel",
        "laquelle",
        "lesquels",
        "lesquelles",
        "auquel",
        "à laquelle",
        "auxquels",
        "auxquelles",
        "duquel",
        "desquels",
        "desquelles",
    }
)
_PREPOSITIONS = {"au": "a", "aux": "a", "à": "a", "du": "de", "des": "de", "d'": "de", "d’": "de", "vers": "vers"}
# Pronouns that hold their preposition.
CONTAINED = {
    "y": "a", "en": "de", "dont": "de", "auquel": "a", "auxquels": "a", "auxquelles": "a", "duquel": "de", "desquels": "de",
    "desquelles": "de",
}  # fmt: skip
# Nouns that tell the time without preposition: *a annoncé jeudi*, *a décidé fin juin*.
TIMES = frozenset({
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "fin", "début", "mi-journée", "matin", "soir",
    "jour", "semaine", "mois", "an", "année", "heure", "fois", "matinée", "soirée", "veille", "lendemain", "week-end",
})  # fmt: skip
WHOLE = 200  # tokens below a head up to which all its children are looked at
NEAR = 40  # tokens around a head, and from where its phrase starts, that are looked at otherwise
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "expl:subj"})
OBLIQUES = frozenset({"obl:arg", "obl:mod", "obl:agent", "obl", "iobj", "nmod"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})


def preposition(token: Token) -> str:
    """Return the preposition of a phrase as a role name, ``""`` if it has none."""
    words = case_words(token)
    if not words:
        if token.dep_ == "iobj" or token.lower_ in {"lui", "leur"}:
            return "a"
        return CONTAINED.get(token.lower_, "")
    return " ".join(words)


def case_words(token: Token) -> list[str]:
    """Return the words of the preposition of a phrase, contractions undone and without accents."""
    cases = [c for c in near(token) if c.dep_ == "case" and c.i < token.i]
    if len(cases) == 1:  # *face aux Russes*, where the tagger took the contracted article for an article
        cases += [c for c in near(token) if c.dep_ == "det" and c.pos_ == "ADP" and c.i == cases[0].i + 1]
    tokens = sorted({t.i: t for c in cases for t in c.subtree}.values(), key=lambda t: t.i)
    return [_plain(t.lower_) for t in tokens]


def _plain(word: str) -> str:
    return without_accents(_PREPOSITIONS.get(word, word).replace("’", "'").rstrip("'")).replace("-", " ")


def without_accents(word: str) -> str:
    """Return a word as role names spell it."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def near(token: Token) -> Iterator[Token]:
    """Yield the children of a token; of one that heads an endless enumeration only those close to it or to its start.

    Whoever looks for an auxiliary, a conjunction or a negation finds it there, in a time that no sentence length drives up.
    """
    first, last = token.left_edge.i, token.right_edge.i + 1
    if last - first <= WHOLE:
        yield from token.children
        return
    opening = range(first, min(first + NEAR, token.i))
    around = range(max(opening.stop, token.i - NEAR), min(last, token.i + NEAR))
    for index in (*opening, *around):
        if token.doc[index].head == token and index != token.i:
            yield token.doc[index]


def verb_lemma(token: Token) -> str:
    """Return the lemma, with *se* for a reflexive use."""
    lemma = plain_lemma(token)
    return f"se {lemma}" if any(is_reflexive_clitic(c) for c in near(token)) else lemma


def features(token: Token, name: str) -> list[str]:
    """Return the values of a morphological feature of a token."""
    return token.morph.get(name, [])


def is_death(token: Token) -> bool:
    """Tell whether *mort* is the participle of *mourir*: *sont mortes*, not *la mort*."""
    forms = {"mort", "morte", "morts", "mortes"}
    return token.lower_ in forms and any(c.dep_ in {"cop", "aux:tense", "aux:pass"} for c in token.children)


def plain_lemma(token: Token) -> str:
    """Return a verb's lemma; the model leaves some present forms (*estime*, *rencontre*) as they are."""
    lemma = token.lemma_.lower()
    if is_death(token):
        return "mourir"
    if token.pos_ == "VERB" and lemma.endswith("e") and not lemma.endswith("re"):
        return lemma + "r"
    if lemma == token.lower_ and lemma.endswith("re") and "Fin" in features(token, "VerbForm"):
        return lemma + "r"
    if token.pos_ in {"NOUN", "ADJ"} and lemma.endswith("é") and any(c.dep_.startswith("aux") for c in token.children):
        return lemma[:-1] + "er"
    return lemma


def is_personal(token: Token) -> bool:
    """Tell whether a token is a personal pronoun that may suffer something: *nous*, *elles*, not impersonal *il*."""
    forms = {"nous", "me", "m'", "m’", "je", "j'", "ils", "elle", "elles", "eux", "les", "la", "le"}
    return token.lower_ in forms and (token.pos_ == "PRON" or token.dep_ == "obj")


def is_pronoun(token: Token) -> bool:
    """Tell whether a token is a pronoun, among them *leur* and *lui*."""
    return token.pos_ == "PRON" or token.lower_ in {"leur", "lui", "y", "en"}


def is_possessive(token: Token) -> bool:
    """Tell whether a token is *son*, *sa*, *leur*, *notre*... before a noun."""
    return token.dep_ == "det" and token.lower_ in {"son", "sa", "ses", "leur", "leurs", "notre", "nos", "mon", "ma", "mes"}


def owner_is_plural(possessive: Token) -> bool:
    """Tell whether a possessive points to several owners: *leur*, not *son*."""
    return possessive.lower_ in {"leur", "leurs", "notre", "nos"}


def governs_infinitive(token: Token) -> bool:
    """Tell whether an infinitive or clause completes a verb: *veut partir*."""
    return any(c.dep_ in {"xcomp", "ccomp"} for c in token.children)


def marks_purpose(token: Token) -> bool:
    """Tell whether an infinitive is introduced by *pour* or *afin de*."""
    return any(c.dep_ in {"mark", "case"} and c.lower_ in {"pour", "afin"} for c in token.children)


def is_reflexive_clitic(token: Token) -> bool:
    """Tell whether a token is *se* or *s'*."""
    return token.lower_ in {"se", "s'", "s’"} and token.pos_ != "SCONJ"


def is_verbal(token: Token) -> bool:
    """Tell whether a token heads a clause: a verb, or a participle that the tagger took for an adjective."""
    if token.pos_ == "VERB":
        attribute = token.dep_ == "amod" and "Fin" not in features(token, "VerbForm")
        return not (attribute or token.dep_ in {"aux:tense", "aux:pass", "cop", "case", "fixed"}) or is_past_participle(token)
    if token.pos_ not in {"ADJ", "NOUN"}:
        return False
    if is_death(token):
        return True
    labels = {c.dep_ for c in token.children}
    participle = token.lower_.endswith("é") and not token.lower_.endswith(("ité", "erté", "anté", "onté"))
    return ("aux:tense" in labels and participle) or (
        is_past_participle(token) and bool(labels & {"aux:pass", "nsubj:pass", "obl:agent"})
    )


def is_finite(token: Token) -> bool:
    """Tell whether a verb is finite, by itself or by its auxiliary."""
    return "Fin" in features(token, "VerbForm") or any(
        c.dep_ in {"aux:tense", "aux:pass", "cop"} and "Fin" in features(c, "VerbForm") for c in near(token)
    )


def is_infinitive(token: Token) -> bool:
    """Tell whether a verb is an infinitive (also *avoir fourni*)."""
    if "Inf" in features(token, "VerbForm"):
        return True
    return any(c.dep_.startswith("aux") and "Inf" in features(c, "VerbForm") for c in near(token))


def is_age(token: Token) -> bool:
    """Tell whether a noun only tells how old somebody is: *Awa Ba, 34 ans, a fui*."""
    return token.lemma_.lower() == "an" and any(c.pos_ == "NUM" for c in token.children)


def is_past_participle(token: Token) -> bool:
    """Tell whether a token is a past participle."""
    return "Part" in features(token, "VerbForm") and "Past" in features(token, "Tense")


def is_relative(token: Token) -> bool:
    """Tell whether a token is a relative pronoun, also one that the tagger took for a conjunction though it is an object."""
    object_of_relative = token.dep_ == "obj" and token.head.dep_ == "acl:relcl"
    return token.lower_ in RELATIVES and (token.pos_ == "PRON" or object_of_relative)
