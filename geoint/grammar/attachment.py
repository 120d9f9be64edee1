"""What an adverbial belongs to: the verb or noun that a date or place says something of.

The parser hangs adverbials on the wrong word in a third of the cases (obl:mod .65), so the words around them count first:
*l'attaque de jeudi*, *l'attaque, jeudi, de X*, *après l'attaque en mars*; then the tree, within the clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geoint.grammar import clauses, scope
from geoint.grammar.clauses import features

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from spacy.tokens import Doc, Token

_OF = frozenset({"de", "du", "des", "d'"})
_GOES_ON = frozenset({"par", "contre", "entre", "au", "aux"})  # what a noun's phrase goes on with
_PLACING = frozenset({"à", "dans", "en", "sur"})  # and that of an event noun
_BREAKS = frozenset({",", ";", ":", "(", ")", "«", "»", '"', "“", "”", "–", "—", "..."})
# What is told beside an event, with a time of its own: *après l'attaque de X en mars*.
_BESIDE = frozenset({
    "apres", "avant", "depuis", "suite a", "a la suite de", "des", "malgre", "au lendemain de", "a la veille de",
})  # fmt: skip
# What happens at the same time as the verb that it stands beside: *a dit lundi lors d'une visite*.
_SIMULTANEOUS = frozenset({
    "lors de", "pendant", "durant", "au cours de", "a l occasion de", "dans", "a", "au moment de", "par", "en",
})  # fmt: skip
# What these bring about happens when they do: *une marche qui a connu l'arrestation de X*, *l'attaque a entraîné la mort de Y*.
_RESULTING = frozenset({"connaître", "voir", "entraîner", "provoquer", "causer", "déclencher"})
# When one of two clauses happens, the other does: *lorsqu'en mars X a pris Palma, Y est parti*.
_WHEN = re.compile(r"^(?:lorsqu(?:e |')|quand |au moment où )")
_EARLIER = frozenset({"après", "pour", "afin"})  # *a promis lundi après avoir refusé*, *envoyé lundi pour combattre*
# What goes on while something else does; the date stands before both: *mardi, X a survolé Y, tandis que Z partait*.
_WHILE = re.compile(r"^(?:(?:tandis|pendant|alors) qu(?:e |'))")
_WHERE = re.compile(r"^où ")
# Who meets does so when what they meet for happens: *réunis dimanche à Accra, X ont décidé*, *se réunissent lundi pour voter*.
_GATHERED = frozenset({"réunir", "rassembler", "retrouver", "accueillir", "recevoir", "rencontrer"})
# So does who goes somewhere for it: *est descendu lundi dans la rue pour protester*.
_MOVED = frozenset({"rendre", "descendre", "aller", "venir", "partir", "sortir", "défiler", "manifester", "marcher"})
_DURING = frozenset({"lors de", "pendant", "durant", "au cours de", "a l occasion de"})
_REFUSING = frozenset({"refuser", "interdire", "empêcher", "dissuader"})
# Who says what they want says when they say it: *a dit lundi vouloir partir*.
_SAYING = frozenset({"dire", "affirmer", "assurer", "déclarer", "annoncer", "indiquer", "expliquer", "préciser"})
_BETWEEN = re.compile(r"\b(?:lorsqu(?:e\b|')|quand\b|au même moment\b|(?:dans le|en) même temps\b|simultanément\b)")
_JOINED = frozenset({"advcl", "conj", "parataxis"})
# What answers an event stands beside it: *en réponse à l'attaque du marché le 3 mai*.
_ANSWERING = frozenset({"réponse", "réaction", "représailles", "riposte"})
# Parts of a day, which a date goes on with: *dès l'aube, vendredi 15 avril*.
_TIMES_OF_DAY = frozenset({"aube", "matin", "matinée", "midi", "après-midi", "soir", "soirée", "nuit", "crépuscule", "heure"})
# The beginning or end of something has the time that it is told with: *a annoncé la fin du siège le 3 mai*.
_PHASES = frozenset({"début", "fin", "reprise", "poursuite", "suspension", "lancement", "levée", "arrêt", "anniversaire"})
# What somebody has in an event: *son rôle dans l'attaque*.
_SHARES = frozenset({"rôle", "responsabilité", "implication", "complicité", "participation", "part"})
# A day, month or year by its name or number, not a weekday alone.
_NAMED_DAY = re.compile(r".*(?:\d|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)")
_GOVERNED = frozenset({"xcomp", "ccomp", "obl:arg", "obl:mod", "dep"})


@dataclass(frozen=True, slots=True)
class Attachment:
    """The word that an adverbial belongs to; ``closed`` if it belongs to that noun alone, and to nothing above it."""

    owner: Token
    closed: bool


def attachment(doc: Doc, start: int, end: int, *, nouns: frozenset[str], triggers: frozenset[int]) -> Attachment:
    """Return what the adverbial ``doc[start:end]`` belongs to.

    ``nouns`` are the lemmas of event nouns, ``triggers`` the tokens that carry an event.
    """
    if (cleft := _cleft(doc, start, end)) is not None:
        return Attachment(cleft, closed=False)
    if noun := _noun_before(doc, start, end, nouns, triggers):
        return Attachment(noun, closed=True)
    root = doc[start:end].root
    governor = _governor(root, triggers)
    verb = _clause_verb(doc, start, end, governor)
    return Attachment(verb or governor, closed=False)


def _cleft(doc: Doc, start: int, end: int) -> Token | None:
    """Return the verb that an adverbial between *c'est* and *que* belongs to: *c'est en 2012 que X a pris Y*."""
    before = doc[max(doc[start].sent.start, start - 2) : start].text.lower().replace("’", "'")
    if not before.startswith(("c'est", "c'était", "ce fut")) or end >= len(doc) or doc[end].lower_ not in {"que", "qu'", "qu’"}:
        return None
    return next((t for t in doc[end : doc[start].sent.end] if clauses.is_verbal(t) and clauses.is_finite(t)), None)


def _noun_before(doc: Doc, start: int, end: int, nouns: frozenset[str], triggers: frozenset[int]) -> Token | None:
    """Return the noun that the words before an adverbial tie it to."""
    sentence = doc[start].sent
    if start <= sentence.start:
        return None
    before = doc[start - 1]
    if (before.lower_ in _OF or doc[start].lower_ in _OF) and start - 1 > sentence.start:
        left = doc[start - 2] if before.lower_ in _OF else before
        return _noun_of(left, nouns, triggers)
    if doc[start].text == "(" or before.text == "(":
        return _noun_of(doc[start - 1] if doc[start].text == "(" else doc[start - 2], nouns, triggers)
    if before.text == "," and start - 2 >= sentence.start:
        if nested := _nested(doc, start, end, triggers):
            return nested
        noun = _setting(doc[start - 2], triggers) or _noun_of(doc[start - 2], nouns, triggers)
        eventful = noun is not None and (noun.i in triggers or noun.lemma_.lower() in nouns)
        return noun if noun is not None and _goes_on(noun, end, eventful=eventful) else None
    return (
        _setting(before, triggers)
        or _charge(before, triggers)
        or _nested(doc, start, end, triggers)
        or _described(doc, start, end)
    )


def _setting(token: Token, triggers: frozenset[int]) -> Token | None:
    """Return the noun of *après*, *depuis* whose phrase a token ends: *après le retrait des troupes | en mars*."""
    phrase = _nominal_chain(token)
    if not any(_stands_beside(t) for t in phrase):
        return None
    inside = (t for t in token.doc[phrase[-1].i : token.i + 1] if t.i in triggers)  # *depuis le début de l'invasion par X*
    return next((t for t in phrase if t.i in triggers), next(inside, phrase[-1]))


def _stands_beside(noun: Token) -> bool:
    """Tell whether a noun sets a time of its own beside its verb; not *dès l'aube*, which is the time of the verb."""
    if noun.lemma_.lower() in _TIMES_OF_DAY:
        return False
    preposition = clauses.preposition(noun)
    return preposition in _BESIDE or (preposition == "en" and noun.lemma_.lower() in _ANSWERING)


def _nested(doc: Doc, start: int, end: int, triggers: frozenset[int]) -> Token | None:
    """Return the event noun below another noun that a named day follows: *son rôle dans la disparition de X, | en mai 1976*."""
    if not _NAMED_DAY.match(doc[start:end].text.lower().replace("’", "'")):
        return None
    before = doc[start - 1] if doc[start - 1].text != "," else doc[start - 2]
    found = next((t for t in _nominal_chain(before) if t.i in triggers), None)
    if found is None:
        return None
    above, start = found.head, found.left_edge.i
    if start and doc[start - 1].lemma_.lower() in _SHARES:
        above = doc[start - 1]
    if above.pos_ != "NOUN" or above.i in triggers or (found.dep_ != "nmod" and above == found.head):
        return None
    return None if above.lemma_.lower() in _PHASES else found


def _charge(token: Token, triggers: frozenset[int]) -> Token | None:
    """Return the event noun of *pour* whose phrase a token ends: *condamné pour l'assassinat de X | en 1987*."""
    phrase = _nominal_chain(token)
    return next((t for t in phrase if t.i in triggers and clauses.preposition(t) == "pour"), None)


def _nominal_chain(token: Token) -> list[Token]:
    """Return the nouns that a token stands under, up to the first with a preposition that sets a time, or to a verb."""
    chain = [token] if token.pos_ in {"NOUN", "PROPN"} else []
    while token.head != token and not clauses.is_verbal(token.head) and token.head.i < token.i:
        if chain and clauses.preposition(token) in _BESIDE | _SIMULTANEOUS - {"a", "dans", "en", "par"}:
            break
        token = token.head
        chain += [token] if token.pos_ in {"NOUN", "PROPN"} else []
    return chain


def _described(doc: Doc, start: int, end: int) -> Token | None:
    """Return the noun of a description in commas: *Membre de l'OTAN | depuis 1952, la Turquie*, *, en guerre | depuis 2013,*."""
    left, right = segment(doc, start, end)
    if left == start or right >= len(doc) or doc[right].text != "," or any(map(clauses.is_verbal, doc[left:right])):
        return None
    first = next((t for t in doc[left:start] if t.pos_ in {"NOUN", "PROPN"}), None)
    if first is not None and first.pos_ == "NOUN" and doc[start].lower_ == "depuis":  # *Au pouvoir depuis 1986, X a*
        return first
    return first if first is not None and first.pos_ == "NOUN" and not clauses.preposition(first) and first.i == left else None


def _noun_of(token: Token, nouns: frozenset[str], triggers: frozenset[int]) -> Token | None:
    """Return the noun whose complement begins after a token: the event noun of the phrase, else the nearest noun."""
    if clauses.is_verbal(token) and token.i not in triggers:
        return None
    if noun := _event_noun(token, nouns, triggers):
        return noun
    current = token
    while current.pos_ not in {"NOUN", "PROPN"} and current.head != current and not clauses.is_verbal(current.head):
        current = current.head
    return current if current.pos_ in {"NOUN", "PROPN"} else None


def _event_noun(token: Token, nouns: frozenset[str], triggers: frozenset[int]) -> Token | None:
    """Return the event noun whose phrase a token ends, with no verb in between."""
    current = token
    while True:
        if current.pos_ in {"NOUN", "ADJ"} and (current.i in triggers or current.lemma_.lower() in nouns):
            return current
        if current.head == current or clauses.is_verbal(current) or current.head.i > token.i:
            return None
        current = current.head


def _goes_on(noun: Token, end: int, *, eventful: bool) -> bool:
    """Tell whether a noun phrase goes on after an adverbial between commas, or waits for its verb.

    That of an event noun (``eventful``) goes on with a place too: *l'attaque, jeudi, à Djibo*.
    """
    doc, at = noun.doc, end
    if any(_stands_beside(t) for t in _nominal_chain(noun)):
        return True
    waits = noun.dep_.startswith("nsubj") and noun.head.i >= end
    while at < len(doc) and doc[at].text not in {",", "."} and at < end + 6:
        at += 1
    following = doc[at + 1] if at + 1 < len(doc) and doc[at].text == "," else None
    if following is None or "Ind" in features(following, "Definite"):  # *dès l'aube, lundi, des soldats ont tiré*
        return waits
    return waits or following.lower_ in _OF or (eventful and following.lower_ in _GOES_ON | _PLACING)


def _governor(root: Token, triggers: frozenset[int]) -> Token:
    """Return the first verb or event above a phrase, or the top of the sentence."""
    current = root
    while current.head != current:
        current = current.head
        if current.i in triggers or clauses.is_verbal(current):
            return current
    return current


def _clause_verb(doc: Doc, start: int, end: int, governor: Token) -> Token | None:
    """Return the verb beside an adverbial between the same commas, where the parser chose one beyond them."""
    left, right = segment(doc, start, end)
    if left <= governor.i < right:
        return None
    finite = [t for t in doc[left:right] if clauses.is_verbal(t) and not start <= t.i < end and clauses.is_finite(t)]
    before = [t for t in finite if t.i < start]
    if not before and governor.i < left and doc[left - 1].text == ";":  # *…; un an plus tard, X l'a pris*
        return next((t for t in doc[end : doc[start].sent.end] if clauses.is_verbal(t) and clauses.is_finite(t)), None)
    return before[-1] if before else None


def segment(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the stretch between punctuation marks that ``doc[start:end]`` stands in."""
    sentence = doc[start].sent
    left, right = start, end
    while left > sentence.start and doc[left - 1].text not in _BREAKS:
        left -= 1
    while right < sentence.end and doc[right].text not in _BREAKS:
        right += 1
    return left, right


# ---------------------------------------------------------------- time shared between words


def sharing(token: Token, *, carrying: frozenset[str], triggers: frozenset[int]) -> Iterator[Token]:
    """Yield the words whose time is also that of an event, from its own up: *veut signer lundi*, *lundi, l'attaque a tué*.

    ``carrying`` are the verbs that only carry a noun: *lancer, poursuivre une offensive*. What is promised or demanded has
    a time of its own: *a promis lundi de livrer*.
    """
    current = token
    seen = {current.i}
    yield current
    while (upper := _same_time(current, carrying)) is not None and upper.i not in seen:
        if upper.i in triggers and clauses.is_infinitive(current) and current.dep_ in _GOVERNED:
            return
        seen.add(upper.i)
        current = upper
        yield current
    if current == token and token.dep_ == "acl" and not clauses.is_finite(token) and not clauses.is_infinitive(token):
        yield token.head  # l'attaque du 3 mai menée par X
    if current.dep_ == "acl:relcl" and any(c.lower_ == "qui" for c in clauses.near(current)):
        yield current.head  # l'attaque du 3 mai qui a tué X


def _same_time(token: Token, carrying: frozenset[str]) -> Token | None:
    head = token.head
    if head == token:
        return None
    if not clauses.is_verbal(token):
        return _verb_of_noun(token, carrying)
    if token.dep_ == "conj":
        return head if clauses.is_verbal(head) else None
    if clauses.is_infinitive(token) and token.dep_ in _GOVERNED | {"advcl", "acl"}:
        if only_says(head):  # *a dit lundi vouloir attaquer*
            return None
        if scope.is_perfect(token):  # *a reconnu lundi avoir tiré* does not tell when
            return None
        apart = any(c.lower_ in _EARLIER for c in clauses.near(token) if c.dep_ == "mark")
        return None if apart and clauses.plain_lemma(head) not in _GATHERED | _MOVED else head
    if token.dep_ == "acl" and (upper := clauses.clause_before(token, head)) is not None:  # *a tiré lundi sur X, tuant Y*
        return upper
    if token.dep_ in {"xcomp", "advcl"} and not clauses.is_finite(token):
        done = token.dep_ == "advcl" and clauses.is_past_participle(token)  # *accusé de X, Y a comparu mardi*
        return None if done else head
    return None


def only_says(verb: Token) -> bool:
    """Tell whether a verb only says what its infinitive tells, whose time it does not tell: *a dit lundi vouloir partir*."""
    return clauses.plain_lemma(verb) in _SAYING


def _verb_of_noun(noun: Token, carrying: frozenset[str]) -> Token | None:
    """Return the verb that happens when the noun does: it is its active subject, what it carries, or an adjunct of it."""
    head = noun.head
    if noun.dep_ == "conj":
        return _verb_of_noun(head, carrying)
    if not clauses.is_verbal(head):
        return None
    passive = any(c.dep_ == "aux:pass" for c in head.children)
    if noun.dep_ == "nsubj" and not passive:
        return head
    if noun.dep_ in {"obj", "nsubj", "nsubj:pass"}:
        return head if clauses.plain_lemma(head) in carrying | _RESULTING else None
    return head if clauses.preposition(noun) in _SIMULTANEOUS - {"a", "par", "dans"} and noun.dep_.startswith("obl") else None


def simultaneous(verb: Token) -> Iterator[Token]:
    """Yield the verbs of the clauses that happen when that of a verb does: *X a démissionné quand Y est mort*.

    The parser may hang either of the two on the other.
    """
    upper = verb.head
    joined = verb.dep_ in _JOINED and clauses.is_verbal(upper)
    if joined and (_begins_with_when(verb) or _begins_with_when(upper) or _says_when(upper, verb)):
        yield upper
    if verb.dep_ in {"acl:relcl", "advcl"} and _begins_with(
        verb, _WHERE
    ):  # *a été remis mardi à Kavumu, où des soldats ont défilé*
        place = _governor(verb.head, frozenset()) if not clauses.is_verbal(verb.head) else verb.head
        if place.i < verb.head.i and clause_top(place) == clause_top(verb.head):
            yield place
    for above in (verb, *(c for c in clauses.near(verb) if c.dep_ == "nsubj")):
        below = (c for c in clauses.near(above) if c.dep_ in {"acl", "advcl"} and clauses.is_past_participle(c))
        yield from (c for c in below if clauses.plain_lemma(c) in _GATHERED)
    for child in clauses.near(verb):
        if child.dep_ in _JOINED and clauses.is_finite(child) and (_begins_with_when(child) or _begins_with_when(verb)):
            yield child


def when_starts(verb: Token) -> int | None:
    """Return where a clause with *quand* or its comma begins, or None."""
    if verb.dep_ not in _JOINED or not _begins_with_when(verb):
        return None
    start, doc = verb.left_edge.i, verb.doc
    while start < verb.i and doc[start].is_punct:
        start += 1
    while start and doc[start - 1].text == ",":
        start -= 1
    return start


def during(verb: Token) -> Iterator[Token]:
    """Yield what a verb happens in the course of: *a arrêté X lors de la marche de vendredi*."""
    for child in clauses.near(verb):
        if clauses.preposition(child) in _DURING:
            yield child
        elif child.lower_ == "lors":  # the parser hangs the noun on it
            yield from clauses.near(child)


def continued(verb: Token) -> Iterator[Token]:
    """Yield the participles that go on with the auxiliary of a verb, and end with its time: *a pris Y et tué Z lundi*."""
    if any(c.dep_.startswith("aux") for c in clauses.near(verb)):
        bare = (c for c in clauses.near(verb) if c.dep_ == "conj" and clauses.is_past_participle(c) and not clauses.is_finite(c))
        yield from bare


def meanwhile(verb: Token) -> Iterator[Token]:
    """Yield the verb beside which another goes on; a date before both is that of both: *mardi, X a volé tandis que Z partait*."""
    if verb.dep_ in {"advcl", "ccomp"} and _begins_with(verb, _WHILE):
        yield verb.head


def _says_when(first: Token, second: Token) -> bool:
    """Tell whether a word between two clauses makes them simultaneous: *a été prise en avril lorsque…*, *au même moment*."""
    between = first.doc[first.i + 1 : second.i]
    finite = (t for t in between if t.pos_ == "VERB" and t.head != second and clauses.is_finite(t) and t.dep_ != "acl:relcl")
    return bool(_BETWEEN.search(between.text.lower().replace("’", "'"))) and next(finite, None) is None


def _begins_with_when(verb: Token) -> bool:
    return _begins_with(verb, _WHEN)


def _begins_with(verb: Token, words: re.Pattern[str]) -> bool:
    doc, start = verb.doc, verb.left_edge.i
    while start < verb.i and (doc[start].is_punct or doc[start].is_space):
        start += 1
    return bool(words.match(doc[start : start + 4].text.lower().replace("’", "'")))


def passed_up(owner: Token, triggers: frozenset[int]) -> Iterator[Token]:
    """Yield the words above a verb that is no event to which its time passes: *dans un message diffusé lundi, X appelle*."""
    current = owner
    while (current.i not in triggers or is_refused(current)) and current.head != current:
        if clauses.is_infinitive(current) and current.dep_ in _GOVERNED | {"acl"} and not is_asked_for(current, triggers):
            current = current.head
        elif current.dep_ in {"acl", "amod", "advcl"} and clauses.plain_lemma(current) in _GATHERED:
            current = _governor(current, triggers)
        elif current.dep_ in {"acl", "amod"} and clauses.preposition(current.head) in _SIMULTANEOUS:
            current = _governor(current.head, triggers)
        else:
            return
        yield current


def is_refused(infinitive: Token) -> bool:
    """Tell whether an infinitive is what somebody was kept from doing: *a été interdit de quitter Paris lundi*."""
    above = infinitive.head
    governed = clauses.is_infinitive(infinitive) and infinitive.dep_ in _GOVERNED and clauses.is_verbal(above)
    return governed and clauses.plain_lemma(above) in _REFUSING and scope.is_done(above)


def is_asked_for(infinitive: Token, triggers: Collection[int]) -> bool:
    """Tell whether an infinitive is what an event above asks or plans: *appelle à descendre dans la rue vendredi*."""
    above = next((t for t in infinitive.ancestors if clauses.is_verbal(t)), infinitive)
    if clauses.plain_lemma(above) in _REFUSING and scope.is_done(above):  # *a refusé de recevoir X lundi*: on Monday
        return False
    return clauses.is_infinitive(infinitive) and above.i in triggers and scope.marker(infinitive) in {"à", "de", "d'", "d’"}


def clause_top(token: Token) -> Token:
    """Return the verb of the finite clause that a word stands in."""
    current = token
    while current.head != current and not _heads_finite_clause(current):
        current = current.head
    return current


def _heads_finite_clause(token: Token) -> bool:
    if clauses.is_verbal(token) and clauses.is_finite(token):
        return True
    return any(c.dep_ == "cop" and clauses.is_finite(c) for c in clauses.near(token))  # *une opération était en cours*


def is_own_clause(verb: Token) -> bool:
    """Tell whether a verb is that of its finite clause, or an infinitive below it; not a participle that describes a noun."""
    top = clause_top(verb)
    while verb != top and clauses.is_infinitive(verb) and verb.dep_ in _GOVERNED:
        verb = verb.head
    return verb == top


def describes(verb: Token) -> bool:
    """Tell whether a participle only describes a noun: *un accord signé en 2013*."""
    return verb.dep_ in {"acl", "amod"} and clauses.is_past_participle(verb) and not clauses.is_finite(verb)


def reports(verb: Token, event: Token) -> bool:
    """Tell whether an event is told in the present or imperfect below a verb of the same subject: *annonce qu'il part*."""
    if event.dep_ != "ccomp" or event.head != verb or not clauses.is_finite(event):
        return False
    finite = next((c for c in event.children if c.dep_.startswith("aux")), event)
    plain = finite == event and bool({"Pres", "Imp"} & set(features(event, "Tense"))) and not scope.is_conditional(event)
    subject = next((c for c in event.children if c.dep_.startswith("nsubj")), None)
    return plain and subject is not None and subject.lower_ in {"il", "elle", "ils", "elles"}


def is_apart(verb: Token, upper: Token) -> bool:
    """Tell whether a verb is joined to another by a clause with a subject of its own: *X a fui et Y a tiré*."""
    current = verb
    while current not in (upper, current.head):
        if current.dep_ == "conj" and clauses.is_verbal(current) and _has_subject(current):
            return True
        current = current.head
    return False


def _has_subject(token: Token) -> bool:
    return any(c.dep_.startswith("nsubj") or c.dep_ == "expl:subj" for c in token.children)


def is_argument(word: Token, verb: Token) -> bool:
    """Tell whether a verb or noun is the verb itself, below it by verbs alone, or its subject or object."""
    if not clauses.is_verbal(word):
        return word.head == verb and word.dep_ in {"nsubj", "obj", "obl:agent"}
    return True


def is_inside_quote(doc: Doc, start: int) -> bool:
    """Tell whether a position stands between quotation marks of its sentence."""
    marks = [t.text for t in doc[doc[start].sent.start : start]]
    return marks.count("«") + marks.count("“") > marks.count("»") + marks.count("”") or marks.count('"') % 2 == 1
