"""What stands over an event in its sentence: negation, mood and tense, upper verbs and nouns, clauses with *si*."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geoint.grammar import clauses
from geoint.grammar.clauses import features

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

_CONDITIONAL = ("rais", "rait", "rions", "riez", "raient")
ASIDE_STEPS = 8  # steps up
OPENING_WINDOW = 10  # tokens
QUESTION_WINDOW = 40  # tokens
QUESTION_WORDS = 6  # tokens from the start of a question to its question word
RESTRICTION_WINDOW = 9  # tokens from a verb to the *que* of *ne tient plus, à ce jour, que Kiev*
CONTRACTED = 3  # tokens before a noun that *du* or *au* may stand at
PRECEDING_WINDOW = 5  # tokens
_CAPITAL_A = re.compile(r"\bA (?=[a-zé])")
# What opens a clause that tells circumstances, not what is said or wanted.
_CIRCUMSTANTIAL = (
    r"(?:(?:alors|tandis|parce|depuis|après|dès|pendant|bien|ainsi|tant|à mesure|étant donné|vu|d'autant plus|d'autant|si bien) "
    r"qu(?:e |')|(?:lors|puis|quoi)qu(?:e |')|quand |même s(?:i |')|au moment où )"
)
_OPENS_CIRCUMSTANCE = re.compile(rf"^{_CIRCUMSTANTIAL}")
_AFTER_CIRCUMSTANTIAL = re.compile(rf"\b{_CIRCUMSTANTIAL}$")
_DEFINITE = frozenset({
    "le", "la", "l'", "l’", "les", "ce", "cet", "cette", "ces", "son", "sa", "ses", "leur", "leurs", "notre", "nos", "aux",
})  # fmt: skip
# What happens in the course of what the verb tells has its status: *rencontrera X lors d'une visite*, *agir en coordination*.
_IN_COURSE = ("lors d", "en ", "au cours d", "à l'occasion d", "dans ", "avec ", "par ")
_PRESUPPOSING = ("depuis que ", "depuis qu'", "après que ", "après qu'")
_DENIED_BY_NE = frozenset({"pouvoir", "oser", "savoir", "cesser"})
# What may govern an infinitive or be somebody: *le pouvoir de tuer*, *accuse le pouvoir de tuer*.
_RULERS = frozenset({"pouvoir"})
_ONLY = frozenset({"que", "qu'", "qu’"})
_COMPARING = frozenset({"plus", "moins", "aussi", "autant", "autre", "autres", "mieux", "même"})
_ASIDE = frozenset({",", "–", "—", "("})
_COMPLEMENTS = frozenset({"obj", "obl:arg", "obl:mod", "iobj"})
_FUTURE_ENDINGS = ("ons", "ont", "ez", "ai", "as", "a")
# Stems that are no infinitive: *enverra, pourra, acquerra, aura, fera, devra, recevra, viendra, voudra*.
_FUTURE_STEMS = (
    "verr",
    "pourr",
    "courr",
    "mourr",
    "querr",
    "aur",
    "fer",
    "devr",
    "cevr",
    "viendr",
    "tiendr",
    "voudr",
    "vaudr",
    "faudr",
)
Link = Literal["infinitive", "clause", "noun", "modifier", "subject", "adverbial", "relative", "conjunct"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step up from an event: from ``lower`` to the word ``upper`` above it, how, and the words that link them."""

    lower: Token
    upper: Token
    link: Link
    marker: str


def steps(token: Token, *, controlling: frozenset[str] = frozenset(), nouns: frozenset[str] = frozenset()) -> Iterator[Step]:
    """Yield the steps from an event up to the top of its sentence; conjoined words count as one.

    An infinitive right behind one of the ``nouns`` that govern infinitives belongs to it (*le projet d'envahir*); one that
    the parser hung on the object of one of the ``controlling`` verbs belongs to the verb (*accuse X d'avoir protégé Y*).
    """
    current = token
    seen = {token.i}
    while current.head != current:
        upper = _noun_before(current, nouns, controlling) or _controller(current, controlling, nouns) or current.head
        if upper.i in seen:
            return
        yield Step(current, upper, _link(current), marker(current))
        seen.add(upper.i)
        current = upper


def _noun_before(token: Token, nouns: frozenset[str], controlling: frozenset[str]) -> Token | None:
    """Return the noun right before the preposition of an infinitive that governs it: *réticence à condamner*."""
    marks = [c for c in clauses.near(token) if c.dep_ == "mark" and c.i < token.i]
    if not marks or marks[0].i == 0 or not clauses.is_infinitive(token) or marks[0].lower_ not in {"de", "d'", "d’", "à"}:
        return None
    before = marks[0].nbor(-1)
    if before.lemma_.lower() in _RULERS and before.dep_ == "obj" and clauses.plain_lemma(before.head) in controlling:
        return None  # *accuse le pouvoir d'avoir tué X*
    return before if before.pos_ == "NOUN" and before.lemma_.lower() in nouns and before.sent == token.sent else None


def _controller(token: Token, controlling: frozenset[str], nouns: frozenset[str]) -> Token | None:
    """Return the verb whose object an infinitive with *de* or *à* was hung on."""
    noun = token.head
    governs = noun.lemma_.lower() in nouns - _RULERS
    if clauses.is_verbal(noun) or noun.dep_ not in _COMPLEMENTS or governs:
        return None
    if not clauses.is_infinitive(token) or marker(token) not in {"de", "d'", "d’", "à"}:
        return None
    verb = noun.head
    return verb if clauses.is_verbal(verb) and verb.i < noun.i and clauses.plain_lemma(verb) in controlling else None


def _link(token: Token) -> Link:
    label = token.dep_
    if label == "conj":
        stray = clauses.is_infinitive(token) and clauses.is_verbal(token.head) and not clauses.is_infinitive(token.head)
        return "infinitive" if stray else "conjunct"
    if not clauses.is_verbal(token):
        return "subject" if label in {"nsubj", "nsubj:pass"} else "noun"
    if label == "acl:relcl":
        return "relative"
    if clauses.is_infinitive(token) and label in {"xcomp", "ccomp", "acl", "advcl", "obl:arg", "obl:mod", "dep", "nsubj"}:
        return "infinitive"
    if is_circumstance(token):
        return "adverbial"
    if label == "ccomp" or marker(token) in {"que", "qu'", "qu’"}:
        return "clause"
    return "modifier" if label in {"acl", "amod"} else "adverbial"


def is_circumstance(token: Token) -> bool:
    """Tell whether a clause tells circumstances, by its first words, a part of which the parser may hang on the verb above."""
    before = f"{preceding(token).rstrip()} ".replace("' ", "'")
    return bool(_OPENS_CIRCUMSTANCE.match(opening(token)) or _AFTER_CIRCUMSTANTIAL.search(before))


def opens_circumstance(text: str) -> bool:
    """Tell whether words in lower case with straight apostrophes open a clause that tells circumstances."""
    return bool(_OPENS_CIRCUMSTANCE.match(text.lstrip('«“" ')))


def marker(token: Token) -> str:
    """Return the words that introduce a clause or phrase: *pour*, *afin de*, *si*, *sans*."""
    words = [c for c in clauses.near(token) if c.dep_ in {"mark", "case"} and c.i < token.i]
    found = sorted({t.i: t for c in words for t in c.subtree}.values(), key=lambda t: t.i)
    return " ".join(t.lower_ for t in found)


def finite_part(token: Token) -> Token | None:
    """Return the word that carries tense and mood: the verb itself or its auxiliary; None if there is none."""
    if "Fin" in features(token, "VerbForm"):
        return token
    parts = [c for c in clauses.near(token) if c.dep_.startswith(("aux", "cop"))]
    return next((c for c in parts if "Fin" in features(c, "VerbForm")), None)


def is_conditional(token: Token) -> bool:
    """Tell whether a finite word is in the conditional, by its form where the tagger takes it for an imperfect."""
    form = token.lower_
    ending = next((e for e in _CONDITIONAL if form.endswith(e)), None)
    if ending is None or form in {"paraît", token.lemma_.lower().removesuffix("re") + "t"}:  # *extrait*, *distrait*
        return False
    if _is_future_stem(form.removesuffix(ending) + "r", clauses.plain_lemma(token)):
        return True
    lemma = token.lemma_.lower()
    imperfect = lemma[:-2] if lemma.endswith(("er", "ir")) else lemma
    return not form.startswith((f"{imperfect}ait", f"{imperfect}aient")) or form.endswith(("erait", "eraient"))


def is_future(token: Token) -> bool:
    """Tell whether a finite word is in the future, by its form first: the tagger takes *enverrons* for a present."""
    form = token.lower_
    ending = next((e for e in _FUTURE_ENDINGS if form.endswith(f"r{e}")), None)
    if ending is None:
        return False
    if _is_future_stem(form.removesuffix(ending), clauses.plain_lemma(token)):
        return True
    return ("Fut" in features(token, "Tense") and ending not in {"ons", "ez"}) or form.endswith(("era", "eront", "erons"))


def _is_future_stem(stem: str, lemma: str) -> bool:
    """Tell whether a stem is the infinitive or one of the irregular ones: *livrer*, *défendr*, *lèver*, *appeller*, *enverr*."""
    regular = {lemma, lemma.removesuffix("e")} if lemma.endswith("re") else {lemma}
    bare = stem.replace("è", "e").replace("ller", "ler").replace("tter", "ter").replace("ier", "yer")
    return stem in regular or bare in {r.replace("é", "e").replace("è", "e") for r in regular} or stem.endswith(_FUTURE_STEMS)


def is_past(token: Token) -> bool:
    """Tell whether a verb is told as past: by its own tense or by its auxiliary."""
    finite = finite_part(token)
    return finite is not None and (finite != token or bool(set(features(finite, "Tense")) & {"Past", "Imp"}))


def negation(token: Token, particles: frozenset[str]) -> list[Token]:
    """Return the words that deny a verb: *n'*, *pas*; none for *ne ... que*, *ne ... plus que* and for an expletive *ne*."""
    return [] if _is_restricted(token) else _denial(token, particles)


def _is_restricted(token: Token) -> bool:
    """Tell whether *que* before a complement leaves of a denial only that there is nothing else: *ne tient plus que Kiev*."""
    for que in token.doc[token.i + 1 : token.i + RESTRICTION_WINDOW]:
        if que.is_sent_start or que.text in {";", ":", "»"}:
            return False
        if que.lower_ in _ONLY and que.dep_ in {"advmod", "case"} and not clauses.is_verbal(que.head):
            verb = que.head.head
            below = verb == token or (verb.head == token and verb.dep_ == "xcomp")
            return below and not _compares(token, que)
    return False


def _compares(verb: Token, que: Token) -> bool:
    """Tell whether a word of comparison stands before *que*: not the *plus* of a denial without *pas*."""
    between = verb.doc[verb.i + 1 : que.i]
    denied = any(c.lower_ in {"pas", "jamais"} for c in clauses.near(verb))
    return any(t.lower_ in _COMPARING and (denied or t.lower_ != "plus" or t.i > verb.i + 1) for t in between)


def _denial(token: Token, particles: frozenset[str]) -> list[Token]:
    """Return the words around a verb that deny it."""
    around = [c for c in clauses.near(token) if c.i < token.i + 4]
    parts = [p for c in clauses.near(token) if c.dep_.startswith("aux") for p in clauses.near(c)]
    words = [*around, *parts]
    ne = [t for t in words if t.lower_ in {"ne", "n'"}]
    found = [t for t in words if t.lower_ in particles and t.pos_ in {"ADV", "PRON", "DET"} and t.dep_ != "det"]
    determiners = [d for c in clauses.near(token) for d in clauses.near(c) if d.lower_ in {"aucun", "aucune", "nul", "nulle"}]
    nobody = [c for c in around if c.dep_ == "obj" and c.lower_ in {"personne", "rien"} and not any(clauses.near(c))]
    if ne and nobody:
        return [*ne, *nobody]
    bare = ne and clauses.plain_lemma(token) in _DENIED_BY_NE and not any(t.lower_ in {"que", "qu'"} for t in words)
    if bare and not found:  # *n'a pu entrer*
        return ne
    if ne and (found or determiners):
        return sorted({t.i: t for t in (*ne, *found, *determiners)}.values(), key=lambda t: t.i)
    before = token.doc[max(token.left_edge.i, token.i - QUESTION_WINDOW) : token.i]
    if ne and (neither := [t for t in before if t.lower_ == "ni"]):
        return [*ne, *neither]
    absent = [t for t in found if t.lower_ in {"pas", "jamais"} and not ne and t.i == token.i + 1]
    return absent if clauses.is_finite(token) else []


def is_asked(token: Token, question_words: frozenset[str]) -> bool:
    """Tell whether a finite verb is what a yes-or-no question asks about, not what it takes for granted."""
    top = token
    while top.dep_ == "conj" and top.head != top:
        top = top.head
    if top.head != top and top.dep_ != "parataxis":
        return False
    doc = token.doc
    for after in doc[token.i + 1 : token.i + QUESTION_WINDOW]:
        if after.text == "?":
            break
        if after.is_sent_start or after.text in {".", "!", ";"}:
            return False
        if after.lower_ in question_words and after.nbor(-1).lower_ in {",", "mais", "et"}:
            return False  # *Il retire sa loi, mais qui me rend mon fils ?*
    else:
        return False
    start = max(token.left_edge.i, token.i - QUESTION_WINDOW)
    start = max([start, *(t.i + 1 for t in doc[start : token.i] if t.text in {":", "«", "“"})])
    return not any(t.lower_ in question_words for t in doc[start : min(token.i, start + QUESTION_WORDS)])


def attached_to(token: Token) -> Token:
    """Return the first verb above a phrase, or the top of the sentence."""
    current = token.head
    while current.head != current and not clauses.is_verbal(current):
        current = current.head
    return current


def is_top(token: Token) -> bool:
    """Tell whether a token heads its sentence."""
    return bool(token.head == token)


def opening(token: Token) -> str:
    """Return the words of a clause or phrase before its head, in lower case with straight apostrophes."""
    start = max(token.left_edge.i, token.i - OPENING_WINDOW)
    while start < token.i and (token.doc[start].is_punct or token.doc[start].is_space):
        start += 1
    return _lowered(token.doc[start : token.i].text)


def preceding(token: Token) -> str:
    """Return a few words before a clause or phrase, in lower case with straight apostrophes."""
    start = token.left_edge.i
    return _lowered(token.doc[max(0, start - PRECEDING_WINDOW) : start].text)


def _lowered(text: str) -> str:
    """Write words as the lists do: in lower case, with straight apostrophes and the accent that *A moins que* goes without."""
    return _CAPITAL_A.sub("à ", text).lower().replace("’", "'")


def shares(step: Step) -> bool:
    """Tell whether a conjoined verb stands under the same upper words: not if it is a clause of its own.

    *que Moscou a tiré et a tué* is one clause, *que Moscou a tiré et la police a ouvert une enquête* is two.
    """
    if is_bare_participle(step.lower) and clauses.is_infinitive(step.upper):
        return clauses.is_past_participle(step.upper)  # *a menacé de frapper et lancé la mobilisation*
    if not clauses.is_finite(step.lower) or _elided(marker(step.lower)) == _elided(marker(step.upper)):
        return True
    own_subject = any(c.dep_ in {"nsubj", "nsubj:pass"} for c in clauses.near(step.lower))
    return not marker(step.lower) and not own_subject


def _elided(words: str) -> str:
    """Write *que* as before a vowel, so that *qu'il* and *que Kiev* are the same."""
    return words.replace("’", "'").replace("que", "qu'")


def is_bare_participle(token: Token) -> bool:
    """Tell whether a past participle has no auxiliary."""
    return clauses.is_past_participle(token) and not any(c.dep_.startswith("aux") for c in clauses.near(token))


def is_aside(token: Token) -> bool:
    """Tell whether a clause only adds something about a noun that is known: *, qui a tué*, *, occupée par*."""
    if token.dep_ not in {"acl", "acl:relcl", "amod"}:
        return False
    start = token.left_edge.i
    return start > 0 and token.doc[start - (token.doc[start].text not in _ASIDE)].text in _ASIDE


def completes(clause: Token) -> bool:
    """Tell whether a clause with *que* that was taken for a relative has an object already: *la crainte que X attaque Y*."""
    return opening(clause).startswith(("que ", "qu'")) and any(c.dep_ == "obj" and c.i > clause.i for c in clauses.near(clause))


def is_participle_clause(verb: Token) -> bool:
    """Tell whether a verb is a present participle: *…, tuant, selon X, trois soldats*."""
    present = "Part" in features(verb, "VerbForm") and "Pres" in features(verb, "Tense")
    return clauses.is_verbal(verb) and present


def is_loose_participle(verb: Token) -> bool:
    """Tell whether a present participle without *en* stands behind a comma: *a quitté Paris, laissant ses alliés*."""
    start = verb.left_edge.i
    if not is_participle_clause(verb) or verb.doc[start].lower_ == "en" or marker(verb) == "en":
        return False
    return verb.doc[start].text == "," or (start > 0 and verb.doc[start - 1].text == ",")


def is_predicate(token: Token) -> bool:
    """Tell whether a word is an adjective that a copula says of its subject: *est possible*."""
    return token.pos_ == "ADJ" and any(c.dep_ == "cop" for c in clauses.near(token))


def attribute(verb: Token) -> Token | None:
    """Return the adjective that a verb says of what follows it: *juge nécessaire de rencontrer X*."""
    return next(
        (c for c in clauses.near(verb) if c.pos_ == "ADJ" and c.dep_ in {"xcomp", "obj", "amod", "acl"} and c.i > verb.i), None
    )


def relative_around(token: Token, *, told: bool = True) -> Token | None:
    """Return the relative clause that a word stands in, or None; with ``told`` only one that tells a noun's past or state.

    Not that of a cleft (*ce sont eux qui ont tiré*), nor one in the conditional or future.
    """
    current = token
    for _ in range(ASIDE_STEPS):
        if current.dep_ == "acl:relcl":
            return current if not told or _is_identifying(current) else None
        if current.dep_ == "ccomp" or current.head == current:
            return None
        current = current.head
    return None


def _is_identifying(relative: Token) -> bool:
    finite, noun = finite_part(relative), relative.head
    if finite is None or is_conditional(finite) or is_future(finite):
        return False
    return not any(c.dep_ == "cop" or c.lower_ in {"ce", "c'", "c’", "voici", "voilà"} for c in clauses.near(noun))


def noun_before(clause: Token) -> Token | None:
    """Return the head of the noun phrase that stands before a clause and its comma."""
    start = clause.left_edge.i
    while start and clause.doc[start - 1].is_punct:
        start -= 1
    if start == 0:
        return None
    current = clause.doc[start - 1]
    while current.head != current and not clauses.is_verbal(current.head) and current.head.i < start:
        current = current.head
    return current if current.pos_ in {"NOUN", "PROPN"} else None


def is_reason(infinitive: Token) -> bool:
    """Tell whether an infinitive tells what somebody is charged with: *pour avoir espionné*, not *pour espionner*."""
    return marker(infinitive) == "pour" and is_perfect(infinitive)


def is_perfect(token: Token) -> bool:
    """Tell whether an infinitive is a past one: *avoir tué*, *être venu*, *s'être rendu*."""
    auxiliaries = [c for c in clauses.near(token) if c.dep_ == "aux:tense"]
    return any("Inf" in features(c, "VerbForm") for c in auxiliaries)


def is_told(clause: Token) -> bool:
    """Tell whether a clause tells something as done: a finite verb in a past indicative."""
    finite = finite_part(clause)
    return finite is not None and not is_conditional(finite) and "Sub" not in features(finite, "Mood") and is_past(clause)


def is_presupposed(noun: Token) -> bool:
    """Tell whether an event noun takes its event for granted: *les sanctions contre X ont un effet*, *après l'attaque de X*.

    It is definite, and neither the object of a verb nor in a list with a verb; what stands over its clause says nothing of it.
    """
    top = noun
    while top.dep_ == "conj" and not clauses.is_verbal(top.head) and top.head != top:
        top = top.head
    if top.dep_ not in {"nsubj", "obl:mod", "obl:arg", "nmod", "obl:agent"}:
        return False
    determined = any(c.lower_ in _DEFINITE for c in (*clauses.near(noun), *clauses.near(top)))
    return determined or any(t.lower_ in {"du", "au"} for t in noun.doc[max(0, noun.i - CONTRACTED) : noun.i])


def is_infinitive_clause(token: Token) -> bool:
    """Tell whether a phrase is or holds an infinitive: *pour quitter Paris*."""
    return clauses.is_infinitive(token) or any(clauses.is_infinitive(c) for c in clauses.near(token))


def is_charge(noun: Token, verb: Token) -> bool:
    """Tell whether a noun names what a verb lays to somebody's charge: after *de*, or as its object.

    The parser may hang it on whom is accused: *accuse les rebelles de massacre*.
    """
    if noun.head == verb:
        return noun.dep_ == "obj" or clauses.preposition(noun) == "de"
    bare = clauses.preposition(noun) == "de" and not any(c.dep_ == "det" for c in clauses.near(noun))
    return bare and noun.head.dep_ in _COMPLEMENTS and noun.i > noun.head.i > verb.i


def is_first_plural(verb: Token) -> bool:
    """Tell whether a verb is in the present of *nous*."""
    return verb.lower_.endswith("ons") and is_present(verb) and not is_future(verb)


def is_in_course(noun: Token) -> bool:
    """Tell whether an event noun only tells how or when its verb happens, and is not known before: *lors d'une visite*."""
    return opening(noun).startswith(_IN_COURSE) and not any(c.lower_ in _DEFINITE for c in clauses.near(noun))


def is_object(token: Token) -> bool:
    """Tell whether a noun is what a verb is about: its object, or the subject of its passive."""
    if token.dep_ == "nsubj" and token.i > token.head.i:  # *…, annoncé le rappel de ses ambassadeurs*
        return is_bare_participle(token.head)
    return token.dep_ in {"obj", "obl:arg", "nsubj:pass"}


def adverbs(token: Token) -> list[Token]:
    """Return the adverbs of a verb, also those of its auxiliary."""
    parts = [c for c in clauses.near(token) if c.dep_.startswith("aux")]
    return [c for part in (token, *parts) for c in clauses.near(part) if c.pos_ == "ADV"]


def coordinators(token: Token, known: frozenset[str]) -> list[Token]:
    """Return the words of a list that join a verb to what is before it: *ni*."""
    return [c for c in clauses.near(token) if c.dep_ == "cc" and c.lower_ in known]


def shared_auxiliary(token: Token) -> Token | None:
    """Return the verb whose auxiliary a conjoined participle shares: *n'a pas attaqué ou bombardé*; not after *mais*."""
    if token.dep_ != "conj" or not clauses.is_past_participle(token) or clauses.is_finite(token):
        return None
    if not is_bare_participle(token):
        return None
    if any(c.dep_ == "cc" and c.lower_ == "mais" for c in clauses.near(token)) or not clauses.is_verbal(token.head):
        return None
    return token.head if any(c.dep_.startswith("aux") for c in clauses.near(token.head)) else None


def is_clause(token: Token) -> bool:
    """Tell whether a token heads an adverbial clause."""
    return token.dep_ in {"advcl", "ccomp", "parataxis"} and clauses.is_verbal(token)


def is_reported_in_past(token: Token) -> bool:
    """Tell whether a clause hangs on a verb in the past, whose future its conditional tells: *a dit qu'il viendrait*."""
    current = token
    while current.dep_ == "conj" and current.head != current:
        current = current.head
    upper = current.head
    return current.dep_ == "ccomp" and (clauses.is_verbal(upper) or upper.pos_ == "AUX") and is_past(upper)


def is_characterising(token: Token) -> bool:
    """Tell whether a relative clause tells what something not yet there would do: *un accord qui mettrait fin*."""
    if token.dep_ != "acl:relcl":
        return False
    return any(c.lower_ in {"un", "une", "des", "tout", "toute"} for c in clauses.near(token.head))


def asks_whether(clause: Token) -> bool:
    """Tell whether a clause is an indirect question: *se demande si*."""
    return clause.dep_ in {"ccomp", "obj", "advcl"} and marker(clause) in {"si", "s'"} and clause.i > clause.head.i


def is_done(token: Token) -> bool:
    """Tell whether a finite verb is in a perfect or simple past of the indicative: *a pu*, *avait pu*, *dut*; not *pouvait*."""
    finite = finite_part(token)
    if finite is None or is_conditional(finite) or "Sub" in features(finite, "Mood"):
        return False
    if finite == token or finite.dep_ != "aux:tense":
        return "Imp" not in features(finite, "Tense") and (finite != token or "Past" in features(finite, "Tense"))
    return True


def is_present(token: Token) -> bool:
    """Tell whether a verb is told as going on when it is said: present, or imperfect in reported speech."""
    finite = finite_part(token)
    return finite == token and not is_conditional(token) and bool(set(features(token, "Tense")) & {"Pres", "Imp"})


def lacks(noun: Token) -> list[Token]:
    """Return what tells that there was no such thing: *aucune attaque n'a eu lieu*, *pas d'attaque*."""
    determiners = [c for c in clauses.near(noun) if c.lower_ in {"aucun", "aucune", "nul", "nulle"} and c.i < noun.i]
    start = noun.left_edge.i
    before = noun.doc[start - 1] if start else None
    absent = before is not None and before.lower_ == "pas" and noun.doc[start].lower_ in {"de", "d'", "d’"}
    return [before] if absent and before is not None else determiners


def denied_above(word: Token, particles: frozenset[str]) -> list[Token]:
    """Return what denies a governing noun or adjective: *n'a pas l'intention de*, *n'est pas prêt à*."""
    own = negation(word, particles)
    if own or word.head == word or word.dep_ not in {"obj", "xcomp", "obl:arg", "nsubj"} or not clauses.is_verbal(word.head):
        return own
    return negation(word.head, particles)


def participles(noun: Token) -> list[Token]:
    """Return the past participle right after a noun that the parser took for a clause: *l'attaque présumée de l'Iran*."""
    return [c for c in noun.children if c.dep_ == "acl" and c.i == noun.i + 1 and is_bare_participle(c)]


def later_participles(noun: Token) -> list[Token]:
    """Return the past participles further behind a noun: *l'attentat d'Istanbul, imputé par Ankara au PKK*."""
    return [c for c in noun.children if c.dep_ in {"acl", "advcl"} and c.i > noun.i and is_bare_participle(c)]


def described_as(token: Token) -> list[str]:
    """Return what an adjective or participle may be called in a list: *déterminées* is *déterminé*."""
    form = token.lower_.removesuffix("s")
    return [form.removesuffix("e") if form.endswith("ée") else form, token.lemma_.lower()]


def is_passive(token: Token) -> bool:
    """Tell whether a verb has the auxiliary of the passive."""
    return any(c.dep_ == "aux:pass" for c in clauses.near(token))


def is_part_of_name(noun: Token) -> bool:
    """Tell whether a noun only completes the one above it: *mise en accusation*, *prise en otage*."""
    return opening(noun) == "en" and clauses.preposition(noun) == "en"


def prenominal(noun: Token) -> list[Token]:
    """Return the word between a determiner and a noun, which the parser may take for the noun: *la prétendue attaque*."""
    if noun.i < 2 or noun.nbor(-2).pos_ != "DET" or noun.nbor(-1).pos_ == "ADJ":  # noqa: PLR2004 -- two words
        return []
    return [noun.nbor(-1)]


def is_concessive(clause: Token) -> bool:
    """Tell whether an opening clause with *si* grants a fact: *Si la Chine a condamné l'attaque, elle ne livre rien*.

    What is granted is told as done, or as going on beside a main clause that tells no consequence.
    """
    main = clause.head
    if clause.i > main.i or not marker(clause).startswith(("si", "s'", "s’")):
        return False
    finite, consequence = finite_part(clause), finite_part(main)
    if consequence is None or is_conditional(consequence) or is_future(consequence) or finite is None:
        return False
    return is_done(clause) or not clauses.is_infinitive(main)


def presupposed_around(token: Token) -> Token | None:
    """Return the clause around an event that tells since or after when something is, which takes it for granted."""
    current = token
    for _ in range(ASIDE_STEPS):
        if current.dep_ == "advcl" and opening(current).startswith(_PRESUPPOSING):
            return current
        if current.dep_ == "ccomp" or current.head == current:
            return None
        current = current.head
    return None


def aside_around(token: Token) -> Token | None:
    """Return the head of the clause around an event that only adds something about a noun, or None if it stands in none."""
    current = token
    for _ in range(ASIDE_STEPS):
        if is_aside(current):
            return current
        if current.head == current:
            return None
        current = current.head
    return None


def aim(token: Token) -> Token | None:
    """Return the noun that an infinitive says the contents of: *le but de X est de prendre Y*."""
    if not clauses.is_infinitive(token) or not any(c.dep_ == "cop" for c in token.children):
        return None
    return next((c for c in token.children if c.dep_ in {"nsubj", "nsubj:pass"} and c.i < token.i), None)
