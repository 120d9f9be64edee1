"""Who speaks: the subject of a reporting verb wherever French puts it, incises, and what *selon* introduces.

The parser labels incises and inverted subjects at random (``facts/arguments.md``), so position and punctuation decide
before its labels do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoint.grammar import clauses

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from spacy.tokens import Token

QUOTE_MARKS = frozenset('«»“”„"')
_CLITICS = frozenset({"-il", "-elle", "-ils", "-elles", "-on", "-je", "-nous", "-t-il", "-t-elle", "-t-ils", "-t-elles", "-t-on"})
_INVERSION = frozenset({"-t", "t", "-t-"})
_BEFORE_INCISE = frozenset({",", "-", "–", "—", "(", "»", "”", '"', "!", "?", "…", "..."})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_BEFORE_NOUN = frozenset({"DET", "ADJ", "NUM"})
_SHARING = frozenset({"conj", "xcomp", "advcl", "acl"})
_STOPS = QUOTE_MARKS | {":", ";", ".", "!", "?", "que", "qu'", "qu’"}
POSTPOSED_WINDOW = 24  # tokens from the verb to its subject: *a dit jeudi à la presse, en marge d'un sommet, le ministre*
GROUP_WINDOW = 6  # tokens from the first auxiliary to the verb
TITLE_WINDOW = 8  # tokens from a quotation mark to the one that ends a name
PHRASE_WINDOW = 6  # tokens from a preposition to the noun that it introduces
CLAUSE_WINDOW = 12  # tokens from *comme* to the verb of *comme le président russe l'a dit*


def names(verb: Token) -> Iterator[str]:
    """Yield what a verb may be called in a list, the most special first: *mettre en garde*, *faire savoir*, *dire*."""
    lemma = clauses.plain_lemma(verb)
    following = [t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 4]]
    for length in range(len(following), 0, -1):
        yield f"{lemma} {' '.join(following[:length])}"
    if clauses.is_infinitive(verb) and verb.i:
        yield f"{clauses.plain_lemma(verb.nbor(-1))} {lemma}"
    yield clauses.verb_lemma(verb)
    yield lemma


def speaker(verb: Token, timed: Collection[int] = ()) -> Token | None:
    """Return who speaks, as the head of a phrase: the agent of a passive, the subject, or the noun after the verb.

    ``timed`` holds the tokens of temporal expressions, which are nobody.
    """
    if _is_passive(verb):
        return next((c for c in clauses.near(verb) if c.dep_ == "obl:agent" or clauses.preposition(c) == "par"), None)
    if clitic := _clitic(verb):
        return clitic
    before = [c for c in clauses.near(verb) if is_subject(c) and c.i < verb.i and not _is_cut_off(c, verb)]
    if before:
        return clauses.find_antecedent(before[-1], verb) if clauses.is_relative(before[-1]) else before[-1]
    after = [c for c in clauses.near(verb) if is_subject(c) and c.i > verb.i and c.i not in timed and not takes_up(verb)]
    if after and clauses.is_finite(verb):
        return after[0]
    if stands_free(verb) or takes_up(verb):
        return postposed(verb, timed)
    found = _inherited(verb)
    return found if found is not None or not clauses.is_finite(verb) else postposed(verb, timed)


def _is_passive(verb: Token) -> bool:
    auxiliaries = [c for c in clauses.near(verb) if c.dep_.startswith("aux")]
    participle = clauses.is_past_participle(verb) and not auxiliaries and verb.dep_ in {"acl", "amod", "advcl"}
    return participle or any(c.dep_ == "aux:pass" for c in auxiliaries)


def is_subject(token: Token) -> bool:
    """Tell whether a token is a subject: not the *-t-* of an inversion, nor the clause that an incise comments."""
    if token.dep_ not in {"nsubj", "nsubj:pass"} or token.lower_ in _INVERSION:
        return False
    return not any(c.dep_ in {"nsubj", "cop"} for c in clauses.near(token))


def _clitic(verb: Token) -> Token | None:
    """Return the pronoun of an inversion: *a-t-elle dit*, *explique-t-il*."""
    around = verb.doc[group_start(verb) : verb.i + 3]
    return next((t for t in around if t.lower_ in _CLITICS), None)


def _inherited(verb: Token) -> Token | None:
    """Return the subject of the verb that this one is conjoined with or hangs on."""
    current = verb
    while current.head != current and (current.dep_ in _SHARING or not clauses.is_finite(current)):
        current = next((t for t in current.ancestors if is_verb(t)), current.head)
        if found := [c for c in clauses.near(current) if is_subject(c)]:
            return clauses.find_antecedent(found[-1], current) if clauses.is_relative(found[-1]) else found[-1]
    return None


def is_verb(token: Token) -> bool:
    """Tell whether a token heads a clause, also as an auxiliary that the parser made its head: *a fait savoir que*."""
    return token.pos_ == "AUX" or clauses.is_verbal(token)


def group_start(verb: Token) -> int:
    """Return where the auxiliaries, clitics and adverbs before a verb begin."""
    at = verb.i
    while at and verb.i - at < GROUP_WINDOW and not verb.doc[at].is_sent_start and _belongs_to_group(verb.doc[at - 1]):
        at -= 1
    return at


def _belongs_to_group(token: Token) -> bool:
    clitic = token.lower_ in _CLITICS | _INVERSION | {"se", "s'", "s’", "l'", "l’", "y", "en"}
    return clitic or token.pos_ == "AUX" or (token.pos_ == "ADV" and token.lower_ not in {"où", "quand"})


def stands_free(verb: Token) -> bool:
    """Tell whether a finite verb stands right after a comma, dash or quote without subject of its own before it."""
    start = group_start(verb)
    own = (c for c in clauses.near(verb) if is_subject(c) and c.i < start and not _is_cut_off(c, verb))
    if not clauses.is_finite(verb) or any(own):
        return False
    return start > 0 and verb.doc[start - 1].text in _BEFORE_INCISE


def takes_up(verb: Token) -> bool:
    """Tell whether the object of a finite verb is *le*, which takes up what is told around it: *comme l'a dit Kiev*."""
    start = group_start(verb)
    before = verb.doc[start - 1].lower_ if start else ""
    return clauses.is_finite(verb) and (verb.doc[start].lower_ in {"l'", "l’"} or before == "le")


def taking_up(word: Token, openings: Collection[str]) -> Token | None:
    """Return the verb of a clause that tells who says what is told around it: *comme l'a dit Kiev*, *comme indiqué par Kiev*.

    ``openings`` holds the words that such a clause begins with; what had been said before is no claim any more
    (*comme l'avait annoncé Kiev*).
    """
    doc, end = word.doc, word.i + 1
    if word.lower_ == "ainsi" and end < len(doc) and doc[end].lower_ in {"que", "qu'", "qu’"}:
        end += 1
    if doc[word.i : end].text.lower().replace("’", "'") not in openings:
        return None
    for token in doc[end : end + CLAUSE_WINDOW]:
        if token.is_punct or token.is_sent_start:
            return None
        if clauses.is_verbal(token):
            said = token.i == end and clauses.is_past_participle(token) and _is_passive(token)
            told = takes_up(token) and not any(
                "Imp" in clauses.features(t, "Tense") for t in doc[group_start(token) : token.i + 1]
            )
            return token if said or told else None
    return None


def _is_cut_off(subject: Token, verb: Token) -> bool:
    """Tell whether a lone comma parts a verb from what looks like its subject: *Trois soldats tués, annonce l'armée*."""
    start, doc = group_start(verb), verb.doc
    if start == 0 or doc[start - 1].text != "," or verb.i + 1 >= len(doc) or doc[verb.i + 1].pos_ not in {"DET", "PROPN"}:
        return False
    return sum(t.text == "," for t in doc[subject.i : start]) == 1 and not governs_clause(verb)


def is_incise(verb: Token, timed: Collection[int] = (), actors: Collection[int] = ()) -> bool:
    """Tell whether a verb and its inverted subject are put into or after what is said: *…, explique le ministre*.

    ``actors`` holds the heads of those who may speak: nobody reports a person, so what looks like a second verb of the
    sentence before is an incise if one of them follows it (*…, rapportent des médias*).
    """
    if not stands_free(verb) or governs_clause(verb):
        return False
    if _clitic(verb):
        return True
    follows_quote = verb.doc[group_start(verb) - 1].text in QUOTE_MARKS or (
        group_start(verb) > 1 and verb.doc[group_start(verb) - 2].text in QUOTE_MARKS
    )
    inverted = any(is_subject(c) for c in clauses.near(verb))  # whatever subject it has stands after it
    after = postposed(verb, timed)
    joined = verb.dep_ == "conj" and not follows_quote and not inverted and _inherited(verb) is not None
    if joined and (after is None or after.i not in actors or not _agrees(after, verb)):
        return False
    return after is not None


def _agrees(subject: Token, verb: Token) -> bool:
    """Tell whether a verb may have a noun for its subject by their number."""
    finite = next((t for t in (verb, *clauses.near(verb)) if "Fin" in clauses.features(t, "VerbForm")), verb)
    numbers = {*clauses.features(subject, "Number"), *clauses.features(finite, "Number")}
    return len(numbers) == 1 or subject.pos_ == "PROPN"


def governs_clause(verb: Token) -> bool:
    """Tell whether *que* follows a verb."""
    return any(t.lower_ in {"que", "qu'", "qu’"} for t in verb.doc[verb.i + 1 : verb.i + 3])


def governs_infinitive(verb: Token) -> bool:
    """Tell whether an infinitive completes a verb: *a commencé à distribuer des vivres*."""
    return any(c.dep_ == "xcomp" and c.i > verb.i and clauses.is_infinitive(c) for c in clauses.near(verb))


def postposed(verb: Token, timed: Collection[int] = ()) -> Token | None:
    """Return the first noun after a verb that no preposition introduces and that tells no time."""
    doc = verb.doc
    at = verb.i + 1
    while at < min(len(doc), verb.i + POSTPOSED_WINDOW):
        token = doc[at]
        at = _end_of_title(token) + 1  # *estime, dans une tribune au « Monde », le ministre*
        if at > token.i + 1:
            continue
        if token.is_sent_start or token.text in _STOPS or (token.pos_ in {"VERB", "AUX"} and clauses.is_finite(token)):
            return None
        if token.pos_ in _NOMINAL and token.i not in timed and not _is_introduced(token):
            return token
    return None


def _end_of_title(mark: Token) -> int:
    """Return where a name between quotation marks ends that begins with a mark; where the token is if none does."""
    if mark.text not in {"«", "“", '"'}:
        return mark.i
    for token in mark.doc[mark.i + 1 : mark.i + TITLE_WINDOW]:
        if token.text in QUOTE_MARKS:
            return token.i
        if token.is_sent_start or token.pos_ in {"VERB", "AUX"}:
            break
    return mark.i


def _is_introduced(noun: Token) -> bool:
    """Tell whether a preposition stands before a noun, or a word of its own phrase that makes it a mere modifier."""
    if any(c.dep_ == "case" and c.i < noun.i for c in clauses.near(noun)):
        return True
    at = noun.i - 1
    while (
        at > 0 and not noun.doc[at].is_sent_start and (noun.doc[at].pos_ in _BEFORE_NOUN or noun.doc[at].lower_ in {"l'", "l’"})
    ):
        at -= 1
    before = noun.doc[at]
    acronym = noun.dep_ == "flat:name" and before.text.isupper() and not noun.text.isupper()
    named_after = (noun.dep_ == "appos" or acronym) and before.pos_ == noun.pos_ == "PROPN"  # *a confié à l'AFP Ali Ba*
    return before.pos_ == "ADP" or (before.pos_ in _NOMINAL and noun.head == before and not named_after)


def phrase_after(word: Token) -> Token | None:
    """Return the noun that a preposition such as *selon* or *d'après* introduces."""
    current = word
    while current.dep_ in {"fixed", "case", "mark"} and current.head != current:
        current = current.head
    if current != word and current.i > word.i and current.pos_ in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}:
        return current
    for token in word.doc[word.i + 1 : word.i + PHRASE_WINDOW]:
        if token.is_sent_start or token.text in _STOPS:
            return None
        if token.pos_ in _NOMINAL:
            return token
    return None


def addressees(verb: Token) -> Iterator[Token]:
    """Yield what a speaker speaks to or in, as heads of phrases: *à l'AFP*, *sur CNN*, *dans un entretien au Figaro*."""
    for child in clauses.near(verb):
        if clauses.preposition(child) in {"a", "aupres de", "sur", "dans", "lors de", "via"}:
            yield child
            yield from (t for t in child.subtree if t != child and clauses.preposition(t) in {"a", "avec", "de", "sur", "par"})


def is_impersonal(speaker: Token) -> bool:
    """Tell whether a speaker is *on*, who is nobody."""
    return speaker.lower_.removeprefix("-t").removeprefix("-") == "on"


def impersonal_end(verb: Token) -> int | None:
    """Return where a verb and its *-il* end if they stand between commas: *semble-t-il*."""
    doc, at = verb.doc, verb.i + 1
    if at < len(doc) and doc[at].lower_ in _INVERSION:
        at += 1
    if at + 1 >= len(doc) or doc[at].lower_ not in {"-il", "-t-il"} or not doc[at + 1].is_punct or doc[at + 1].text == "?":
        return None
    return at + 1 if verb.i and doc[verb.i - 1].text in _BEFORE_INCISE else None


def informants(verb: Token) -> Iterator[Token]:
    """Yield of whom *on* has it: *a-t-on appris auprès de la police*."""
    for child in clauses.near(verb):
        if child.lower_ == "auprès":  # the parser hangs the noun on it
            yield from (c for c in clauses.near(child) if clauses.preposition(c) == "de")
        elif clauses.preposition(child) == "aupres de":
            yield child


def citing(source: Token) -> Iterator[Token]:
    """Yield who cites a source: *le porte-parole, cité par l'AFP*."""
    for child in clauses.near(source):
        if clauses.is_past_participle(child) and child.lemma_ in {"citer", "interroger", "joindre", "contacter"}:
            yield from (c for c in clauses.near(child) if clauses.preposition(c) == "par" or c.dep_ == "obl:agent")


def authors(document: Token) -> Iterator[Token]:
    """Yield who made what says something: *un bilan établi par la police*, *un communiqué publié par Kiev*."""
    for child in clauses.near(document):
        if clauses.is_past_participle(child) and child.dep_ in {"acl", "amod"}:
            yield from (c for c in clauses.near(child) if clauses.preposition(c) == "par" or c.dep_ == "obl:agent")


def naming(phrase: Token) -> Iterator[Token]:
    """Yield the words of a speaker's phrase that may carry the name: its head, *M. Lavrov*, *un habitant, Ali Ba*."""
    yield phrase
    for child in clauses.near(phrase):
        if child.dep_ in {"flat:name", "appos"} or (
            child.dep_ == "nmod" and child.pos_ == "PROPN" and not clauses.preposition(child)
        ):
            yield child
    if phrase.dep_ in {"appos", "flat:name"}:
        yield phrase.head
