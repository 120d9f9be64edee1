"""Words that the parser hung on the wrong word, each by what French does not have.

*Misread* puts right what cannot be what it was taken for; here a phrase is what it seems, but of another word.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from geoint.grammar.order import lost_subjects
from geoint.grammar.words import (
    TIMES,
    case_words,
    features,
    is_finite,
    is_infinitive,
    is_past_participle,
    is_reflexive_clitic,
    near,
    plain_lemma,
    preposition,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Doc, Token

    from geoint.lexicon import Control

STEPS = 12  # words up a tree
ASIDE = 8  # tokens of what stands between commas
REACH = 40  # tokens back in a sentence
_NOUNS = frozenset({"NOUN", "PROPN"})
_DE = frozenset({"de", "d'", "d’"})
_OF = frozenset({"de", "d'", "d’", "du", "des"})
_PREDICATIVE = frozenset({"nsubj", "nsubj:pass", "cop", "case", "mark"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_COMPLEMENTS = frozenset({"obj", "obl:arg", "obl:mod", "iobj"})
_APART = frozenset({",", "(", ":", ";", "–", "—", "-", "»", "”", '"', "et", "ou", "ni"})
_DEFINITE = frozenset({"le", "la", "les", "l'", "l’", "son", "sa", "ses", "leur", "leurs"})
_PHRASE = frozenset({"DET", "NOUN", "PROPN", "ADJ", "CCONJ", "NUM", "X"})
_RELATIVES = frozenset({"qui", "que", "qu'", "qu’", "dont"})


def rehang(doc: Doc, control: Control, governing: Collection[str]) -> Doc:
    """Hang words where they belong.

    An adverb has no object (*demande instamment la levée*). A noun with an article and no comma before it is no apposition
    (*a demandé au roi une amnistie*). An infinitive with *de* behind a noun that governs one and its owner is that noun's
    (*salue l'intention de Paris de signer*): ``governing`` are the nouns. A bare participle is conjoined with the verb whose
    auxiliary it shares, not with a clause without any (*a dit qu'il reste et promis une aide*). *Et qui* goes on with the
    relative before it. A noun with *de* is no second subject (*la levée, lundi, de sanctions a surpris*). A relative behind
    *à l'instar de X* is that of X, and the last of a list is no conjunct of the verb above.
    """
    for token in doc:
        place = _place(token, control, governing)
        if place is not None and place[0] != token and not any(a == token for a in place[0].ancestors):
            token.head, token.dep_ = place
        if (subject := _absolute_subject(token)) is not None:
            _make_absolute(token, subject)
        elif (late := _late_subject(token)) is not None:
            late.head, late.dep_ = token, "nsubj"
    return doc


def _place(token: Token, control: Control, governing: Collection[str]) -> tuple[Token, str] | None:
    """Return the head and relation that a token should have, or None if it hangs well."""
    label, upper = token.dep_, token.head
    if label in {"obj", "conj"} and (first := _first_of_list(token)) is not None:
        return first, "conj"
    if label == "conj":
        return _place_in_list(token)
    if label in {"acl", "amod", "acl:relcl", "xcomp"}:
        return _place_of_clause(token, control, governing)
    if label == "obj" and upper.pos_ == "ADV" and upper.head.pos_ == "VERB":
        return upper.head, "obj"
    if label == "appos":
        verb, office = _verb_of_apposition(token), _office_above(token)
        return (verb, "obj") if verb is not None else None if office is None else (office, label)
    if label in _SUBJECTS:
        noun = _subject_before(token)
        return None if noun is None else (noun, "nmod")
    of_act = label in {"obl:arg", "obl:mod", "obl:agent"} and upper.dep_ in {"acl", "amod"} and _is_of_act(token, control)
    return (upper.head, "nmod") if of_act else None


def _place_of_clause(verb: Token, control: Control, governing: Collection[str]) -> tuple[Token, str] | None:
    """Return where a verb that modifies a noun, or an infinitive below a verb, should hang."""
    if verb.dep_ == "xcomp":
        noun = _governor(verb, control, governing)
        return None if noun is None else (noun, "acl")
    if verb.dep_ == "acl:relcl":
        name = _name_within(verb.head, verb, control)
        return None if name is None else (name, verb.dep_)
    main = _verb_behind_topic(verb)
    return None if main is None else (main, "advcl")


def _place_in_list(token: Token) -> tuple[Token, str] | None:
    """Return where a word that was taken for a conjunct should hang."""
    if (verb := _verb_of_gap(token)) is not None:
        return verb, "parataxis"
    fellows = (_participle_fellow, _relative_fellow, _list_fellow, _cased_fellow)
    fellow = next((f for find in fellows if (f := find(token)) is not None), None)
    return None if fellow is None else (fellow, "conj")


def _verb_of_apposition(noun: Token) -> Token | None:
    """Return the verb without object whose object was taken for an apposition to its addressee."""
    first = noun.left_edge
    if first.i in {0, noun.sent.start} or noun.pos_ not in _NOUNS or noun.lemma_.lower() in TIMES:
        return None
    if first.text in {"«", "“", '"'}:
        before, first = first.nbor(-1), first.nbor(1)
    else:
        before = first.nbor(-1)
    if first.pos_ != "DET" or first.head != noun or before.text in _APART or before.is_punct:
        return None
    upper = noun.head
    while upper.dep_ in {"nmod", "conj", "appos", "flat:name"} and upper.pos_ in _NOUNS:
        upper = upper.head
    verb = upper.head
    if upper.dep_ not in {"obl:arg", "obl:mod", "iobj"} or verb.pos_ != "VERB" or verb.i > upper.i:
        return None
    full = any(c.dep_ in {"obj", "ccomp", "xcomp", "aux:pass", "nsubj:pass", "obl:agent"} for c in verb.children)
    return None if full or any(is_reflexive_clitic(c) for c in verb.children) else verb


def _governor(infinitive: Token, control: Control, governing: Collection[str]) -> Token | None:
    """Return the noun with an owner whose infinitive was hung on the verb above it."""
    verb = infinitive.head
    mark = next((c for c in near(infinitive) if c.dep_ == "mark" and c.lower_ in _DE and c.i < infinitive.i), None)
    if mark is None or verb.pos_ != "VERB" or not is_infinitive(infinitive):
        return None
    lemma = verb.lemma_.lower()
    if lemma in control.object | control.dative or (lemma in control.subject and not any(c.dep_ == "obj" for c in verb.children)):
        return None
    wanted = _COMPLEMENTS - {"obj"} if lemma in control.subject else _COMPLEMENTS  # *met fin à l'espoir de X de*
    nouns = (c for c in verb.children if verb.i < c.i < mark.i and c.dep_ in wanted and c.right_edge.i == mark.i - 1)
    return next((n for n in nouns if n.lemma_.lower() in governing and any(preposition(c) == "de" for c in n.children)), None)


def _subject_before(noun: Token) -> Token | None:
    """Return the subject that a noun with *de* completes behind an aside."""
    first = _first_word(noun)
    if first.i == 0 or first.dep_ != "case" or first.lower_ not in _OF or first.nbor(-1).text != ",":
        return None
    start = max(noun.sent.start + 1, first.i - ASIDE)
    opening = next((t for t in reversed(noun.doc[start : first.i - 1]) if t.text == ","), None)
    if opening is None:
        return None
    before = opening.nbor(-1)
    while before.dep_ in {"amod", "flat:name"} and before.head.i < opening.i:
        before = before.head
    return before if before.pos_ == "NOUN" else None


def _name_within(noun: Token, verb: Token, control: Control) -> Token | None:
    """Return the name that a noun makes a preposition for, whose relative was hung on the noun."""
    if noun.lemma_.lower() not in control.prepositional or preposition(noun) not in {"a", "en"}:
        return None
    below = [c for c in noun.children if c.dep_ == "nmod" and preposition(c) == "de" and noun.i < c.i < verb.i]
    return below[-1] if below else None


def _participle_fellow(verb: Token) -> Token | None:
    """Return the verb whose auxiliary a bare participle shares that was conjoined with a clause without any."""
    upper = verb.head
    if not is_past_participle(verb) or any(c.dep_.startswith("aux") for c in near(verb)) or upper.pos_ != "VERB":
        return None
    simple = "Fin" in features(upper, "VerbForm") and upper.i < verb.i
    joined = any(c.dep_ == "cc" and c.lower_ in {"et", "puis"} for c in near(verb))
    if not simple or not joined or any(c.dep_ in _SUBJECTS | {"obl:agent"} for c in near(verb)):
        return None
    above = (a for a in islice(upper.ancestors, STEPS) if a.i < upper.i and a.pos_ == "VERB")
    return next((a for a in above if any(c.dep_.startswith("aux") for c in near(a)) and is_finite(a)), None)


def _relative_fellow(verb: Token) -> Token | None:
    """Return the relative or participle that a clause with *et qui* goes on with, where it was conjoined with a verb above."""
    pronoun = next((c for c in near(verb) if c.lower_ in _RELATIVES and c.i < verb.i and c.dep_ != "mark"), None)
    upper = verb.head
    if pronoun is None or pronoun.i < 1 or pronoun.nbor(-1).dep_ != "cc" or upper.pos_ != "VERB":
        return None
    if any(c.lower_ in _RELATIVES and c.dep_ != "mark" and c.i < upper.i for c in near(upper)) or upper.dep_ == "acl":
        return None
    before = noun_clauses(verb, max(verb.sent.start, pronoun.i - REACH), pronoun.i)
    return next((t for t in before if t.i > upper.i), None)


def noun_clauses(verb: Token, start: int, end: int) -> list[Token]:
    """Return the relatives and participles between two places, the last first."""
    found = [t for t in verb.doc[start:end] if t.dep_ in {"acl:relcl", "acl"} and t.pos_ == "VERB" and not is_infinitive(t)]
    return found[::-1]


def _list_fellow(noun: Token) -> Token | None:
    """Return the list that its last noun, conjoined with the verb above, goes on with: *par A, B | et une partie de C*."""
    verb = noun.head
    if noun.pos_ not in _NOUNS or verb.pos_ != "VERB" or any(c.dep_ in _PREDICATIVE for c in noun.children):
        return None
    coordinator = next((c for c in near(noun) if c.dep_ == "cc" and c.i < noun.i), None)
    if coordinator is None or coordinator.i == 0:
        return None
    last = coordinator.nbor(-1)
    while last.dep_ in {"flat:name", "amod"} and last.head.i < coordinator.i:
        last = last.head
    return last.head if last.dep_ == "conj" and last.pos_ in _NOUNS and last.head.pos_ in _NOUNS else None


def _first_of_list(noun: Token) -> Token | None:
    """Return the name with a preposition that begins a list whose rest was hung elsewhere: *condamné par A, B et C*."""
    start = _first_word(noun).i
    if start < noun.sent.start + 2 or noun.doc[start - 1].text != "," or not _is_name(noun) or case_words(noun):
        return None
    if not any(c.dep_ == "cc" for member in noun.children if member.dep_ == "conj" for c in member.children):
        return None
    first = noun.doc[start - 2]
    while first.dep_ in {"flat:name", "amod"} and first.head.i < start:
        first = first.head
    oblique = first.dep_ in {"obl:arg", "obl:mod", "obl:agent"} and bool(case_words(first)) and first != noun.head
    apart = noun.dep_ == "obj" or any(a == noun.head for a in first.ancestors)
    return first if oblique and apart and _is_name(first) and preposition(first) not in {"", "selon", "apres", "depuis"} else None


def _first_word(noun: Token) -> Token:
    """Return the first word of a phrase, past the comma that the parser may have hung on it."""
    first = noun.left_edge
    return first.nbor(1) if first.is_punct and first.i < noun.i else first


def _is_name(noun: Token) -> bool:
    return noun.pos_ in _NOUNS and noun.text[:1].isupper()


def _is_of_act(phrase: Token, control: Control) -> bool:
    """Tell whether what was hung on a participle that only tells how sure an act is belongs to it: *le retrait forcé de X*."""
    participle = phrase.head
    noun = participle.head
    if plain_lemma(participle) not in control.qualifying or participle.i != noun.i + 1 or noun.pos_ != "NOUN":
        return False
    if preposition(phrase) == "par":  # *la reprise annoncée de X par Y*
        return any(preposition(c) == "de" and c.i < phrase.i for c in noun.children)
    return preposition(phrase) == "de" and phrase.left_edge.i == participle.i + 1


def _absolute_subject(participle: Token) -> Token | None:
    """Return the noun right before a present participle, behind a comma, that is its subject: *…, Paris refusant de voter*."""
    start = min([participle.i, *(c.i for c in near(participle) if c.dep_.startswith("aux"))])
    first = participle.doc[start]
    present = first.lower_.endswith("ant") and "Part" in features(first, "VerbForm")
    if not present or participle.dep_ not in {"acl", "advcl", "ccomp", "conj", "xcomp"} or start <= participle.sent.start:
        return None
    if any(c.dep_ in _SUBJECTS for c in near(participle)):
        return None
    at = start
    while at > max(participle.sent.start, start - STEPS) and participle.doc[at - 1].pos_ in _PHRASE:
        at -= 1
    segment = participle.doc[at:start]
    opens = at > participle.sent.start and participle.doc[at - 1].text == "," and len(segment) > 0
    definite = opens and (segment[0].pos_ == "PROPN" or (segment[0].pos_ == "DET" and segment[0].lower_ in _DEFINITE))
    if not definite or not any(t.pos_ in {"VERB", "AUX"} for t in participle.doc[participle.sent.start : at]):
        return None
    return next((t for t in segment if t.pos_ in _NOUNS and not case_words(t)), None)


def _make_absolute(participle: Token, subject: Token) -> None:
    """Give a participle its subject, and hang both on the verb before."""
    above = (*islice(participle.ancestors, STEPS), *islice(subject.ancestors, STEPS))
    verb = next((a for a in above if a.pos_ == "VERB" and a.i < subject.i), None)
    if verb is None or any(a == participle for a in verb.ancestors):
        return
    participle.head, participle.dep_ = verb, "advcl"
    others = (t for t in participle.doc[subject.i + 1 : participle.i] if t.pos_ in _NOUNS)
    for other in [t for t in others if any(c.dep_ == "cc" for c in t.children)]:
        other.head, other.dep_ = subject, "conj"
    subject.head, subject.dep_ = participle, "nsubj"


def _late_subject(verb: Token) -> Token | None:
    """Return the subject of a second clause that was taken for a part of the first: *X a fui, et Y, qui a tiré, avance*."""
    if verb.pos_ != "VERB" or verb.dep_ not in {"conj", "advcl", "parataxis"} or any(c.dep_ in _SUBJECTS for c in near(verb)):
        return None
    noun = next(iter(lost_subjects(verb)), None)
    if noun is None or noun.dep_ not in {"conj", "obl:mod", "obl:arg", "nmod", "obj"} or noun.head == verb:
        return None
    opening = next((c for c in near(noun) if c.dep_ == "cc" and c.i < noun.i), None)
    behind = opening is not None and opening.i > verb.sent.start and opening.nbor(-1).text == ","
    return noun if behind and not any(a == noun for a in verb.ancestors) else None


def _office_above(name: Token) -> Token | None:
    """Return the office whose holder a name tells, not another name: *le successeur d'Angela Merkel, | Olaf Scholz*."""
    other = name.head
    office = other.head
    if name.pos_ != "PROPN" or other.pos_ != "PROPN" or other.dep_ != "nmod" or office.pos_ != "NOUN" or not case_words(other):
        return None
    first = _first_word(name)
    behind = first.i > name.sent.start and first.nbor(-1).text == "," and first.nbor(-1).i > other.i
    listed = any(c.dep_ in {"conj", "cc"} for c in (*name.children, *other.children))
    if not behind or listed:
        return None
    for relative in [c for c in other.children if c.dep_ == "acl:relcl" and c.i > name.i]:
        relative.head = office
    return office


def _verb_behind_topic(participle: Token) -> Token | None:
    """Return the verb of a headline whose opening participle was hung on the topic: *Togo : accusé de vol, un ministre part*."""
    topic, start = participle.head, participle.left_edge.i
    before = participle.doc[start - (not participle.doc[start].is_punct)] if start > participle.sent.start else participle
    if before.text != ":" or topic.i >= before.i or not is_past_participle(participle):
        return None
    above = [topic.head, participle.sent.root]
    verb = next((v for v in above if v.pos_ == "VERB" and v.i > participle.i and is_finite(v)), None)
    return verb if verb is not None and any(c.dep_ in _SUBJECTS and c.i > participle.i for c in verb.children) else None


def _cased_fellow(noun: Token) -> Token | None:
    """Return the phrase with the same preposition that a list goes on with: *les chefs de l'Irak, | de l'Iran et de l'Inde*."""
    role = preposition(noun)
    upper = noun.head
    if not role or upper.pos_ not in _NOUNS or preposition(upper) == role or noun.pos_ not in _NOUNS:
        return None
    beside = [*noun.children, *(c for m in upper.children if m.dep_ == "conj" for c in m.children)]
    if not any(c.dep_ == "cc" for c in beside):
        return None
    below = [c for c in upper.children if c.dep_ in {"nmod", "obl:arg"} and upper.i < c.i < noun.i]
    return next((c for c in reversed(below) if preposition(c) == role), None)


def _verb_of_gap(noun: Token) -> Token | None:
    """Return the verb left out behind a second subject with an object: *Paris livre des chars et Berlin un radar*."""
    upper = noun.head
    verb = upper.head if upper.dep_ == "obj" else upper
    if verb.pos_ != "VERB" or noun.pos_ not in _NOUNS or not any(c.dep_ == "cc" and c.i < noun.i for c in near(noun)):
        return None
    after = [c for c in noun.children if c.dep_ in {"appos", "nmod"} and c.left_edge.i == noun.i + 1 and not case_words(c)]
    gapped = any(c.left_edge.pos_ == "DET" and c.left_edge.lower_ in {"un", "une", "des"} for c in after)
    return verb if gapped else None
