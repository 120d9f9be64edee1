"""What the model misreads: verbs taken for nouns (*la justice enquête*), nouns for verbs, and trees that French does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoint.grammar.order import stands_as_verb

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from spacy.tokens import Doc, Token

_TAKEN_FOR = frozenset({"NOUN", "ADJ", "PROPN", "ADV", "X"})
_PRESUMED = frozenset({"présumé", "présumée", "présumés", "présumées"})  # *l'attaque présumée de l'Iran*
_INTRODUCING = frozenset({":", "«", "»", "“", "”", '"', "que", "qu'", "qu’"})
_FAR = 40  # tokens
_PREDICATIVE = frozenset({"nsubj", "nsubj:pass", "cop", "case", "mark"})  # of a clause or of another kind of phrase
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_QUE = frozenset({"que", "qu'"})
_AUXILIARIES = {
    "avait": "past", "avaient": "past", "était": "past", "étaient": "past", "ait": "subjunctive", "aient": "subjunctive",
    "soit": "subjunctive", "soient": "subjunctive", "aurait": "conditional", "auraient": "conditional", "serait": "conditional",
    "seraient": "conditional", "aura": "future", "auront": "future", "sera": "future", "seront": "future",
}  # fmt: skip
_BESIDE = frozenset({"conj", "appos", "parataxis"})
_TO = frozenset({"à", "au", "aux"})
_NEGATING = frozenset({"ne", "n'", "n’"})
_DE = frozenset({"de", "d'", "d’"})
# What only a noun or adjective has: an article, a preposition, a copula.
_NOMINAL = frozenset({"det", "case", "cop", "aux:pass", "nummod", "amod"})
_BARE = frozenset({"nmod", "amod", "obj", "appos"})  # how an object hangs on the noun taken for its head
_CLOSING = frozenset({"»", "”", '"'})
_OPENING = frozenset({"«", "“", '"'})
_CALLED = frozenset({"dit", "dite"})  # what stands between somebody's name and their other name: *Paul Roy, dit « le Chat »*
_NAMED = 2  # tokens of a name and its comma
_LONGEST_NAME = 5  # tokens between quotation marks
_PRESENT = {"e": "er", "ent": "er"}
_MOVING = frozenset(
    {"nsubj", "obj", "iobj", "obl:mod", "obl:arg", "advmod", "advcl", "punct", "ccomp", "xcomp", "parataxis", "mark"}
)


def restore(doc: Doc, verbs: Collection[str], reporting: Collection[str] = ()) -> Doc:
    """Make verbs again of words that have a subject, nothing that a noun has, and the form of a known verb; and nouns of others.

    ``verbs`` are the infinitives that may be meant, ``reporting`` those that a noun behind a clause may be; only verbs in *-er*
    are looked at: their present, which is spelt like nouns, and a participle behind *avoir*.
    """
    for token in doc:
        if token.pos_ == "ADV" and token.lower_.endswith("é") and any(c.dep_ == "aux:tense" for c in token.children):
            token.pos_ = "VERB"
            token.lemma_ = token.lower_[:-1] + "er"
            token.set_morph("Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part")  # type: ignore[attr-defined]  # see below
    for token in doc:
        if token.pos_ == "VERB" and token.lower_.endswith("ant") and "Part" not in token.morph.get("VerbForm", []):
            token.set_morph("Tense=Pres|VerbForm=Part")  # type: ignore[attr-defined]  # no other form of a verb ends so
        if _is_noun(token):
            token.pos_, token.lemma_ = "NOUN", token.lower_
        elif (verb := _gerund(token, verbs)) is not None:
            _restore_gerund(token, verb)
    for token, lemma in _misread(doc, verbs, reporting):
        token.pos_ = "VERB"
        token.lemma_ = lemma
        number = "Plur" if token.lower_.endswith("ent") else "Sing"
        token.set_morph(  # type: ignore[attr-defined]  # spaCy leaves it out of its stubs
            f"Mood=Ind|Number={number}|Person=3|Tense=Pres|VerbForm=Fin"
        )
    return doc


def _gerund(token: Token, verbs: Collection[str]) -> str | None:
    """Return the verb of a gerund that the tagger took for a noun: *a réagi en expulsant des diplomates*."""
    stem = token.lower_.removesuffix("ant")
    behind_en = token.i > 0 and token.nbor(-1).lower_ == "en"
    if token.pos_ not in {"NOUN", "ADJ"} or stem == token.lower_ or not behind_en or token.head.pos_ != "VERB":
        return None
    return next((verb for verb in (f"{stem}er", f"{stem}re", f"{stem.removesuffix('iss')}ir") if verb in verbs), None)


def _restore_gerund(token: Token, verb: str) -> None:
    """Make a gerund of a noun, and give it the object that stands right behind it."""
    token.pos_, token.lemma_, token.dep_ = "VERB", verb, "advcl"
    token.set_morph("Tense=Pres|VerbForm=Part")  # type: ignore[attr-defined]  # spaCy leaves it out of its stubs
    for word in list(token.head.children):
        if word.dep_ == "obj" and word.left_edge.i == token.i + 1:
            word.head = token
    for word in token.children:
        if word.dep_ == "case":
            word.dep_ = "mark"


def _is_noun(token: Token) -> bool:
    """Tell whether what the tagger took for a verb is a noun: *en demeure*, *fin de non-recevoir*."""
    if token.pos_ != "VERB":
        return False
    introduced = token.i > 0 and token.nbor(-1).dep_ == "case" and token.nbor(-1).head == token
    return token.lower_.startswith("non-") or (introduced and "Fin" in token.morph.get("VerbForm", []))


def rehang(doc: Doc, controlling: Collection[str] = (), governing: Collection[str] = (), objectless: Collection[str] = ()) -> Doc:
    """Put right trees that the parser gets wrong, each by what French does not have.

    A participle is no object of *avoir* (*la Russie a violé la trêve* is no possession), an adjective has no object (*juge
    inacceptable la décision*), nor has *venir* (*viennent d'annoncer, mercredi, une aide*); a finite verb is not conjoined
    with an infinitive (*appelle à voter et promet*), nor an infinitive with a finite verb, nor one told as the main verb with the
    clause below it (*dit que X avait tiré et a promis*); *que* behind a noun and a comma is a relative (*le PKK, qu'Ankara
    combat*), and the noun after an incise's verb is its subject (*…, a démenti Kigali*). A noun has no finite verb as
    attribute (*une trêve ravive l'espoir*). What somebody is accused of or asked to do hangs on the verb, not on whom it
    names (*accuse Paris et ses alliés de mentir*): ``controlling`` are the verbs, ``governing`` the nouns with infinitives of
    their own, ``objectless`` the verbs that take no object beside an infinitive. A noun behind an object and *et* is an
    object too (*a tué un soldat et un civil*) or the subject of what follows (*et un civil a fui*), and one with *de* before the
    object only tells what it gets (*a criblé de balles une ambulance*). Between a name and another in quotation marks *dit* is
    no main verb. Nor is a clause without *que* what a verb with an object says (*a déclaré la guerre - le même jour, Paris
    l'appelait*).
    """
    for token in doc:
        if (closing := _other_name(token)) is not None:
            _describe(token, closing)
    for token in doc:
        if _has_made_head(token):
            continue
        if (place := _place(token, controlling, governing, objectless)) is not None and not _is_above(token, place[0]):
            token.head, token.dep_ = place
        elif token.lower_ in {"passé", "passée"} and _says_when(token):
            _date(token)
        elif token.lower_ in _QUE and _is_object_relative(token):
            _relate(token)
    return doc


def _has_made_head(token: Token) -> bool:
    """Make the verb the head of a clause where another word was taken for it; tell whether there was one."""
    if (subject := _subject_above(token)) is not None:
        _predicate(token, subject)
    elif _is_perfect(token):
        _raise(token)
    elif _is_below_its_infinitive(token):
        _govern(token)
    elif (verb := _own_verb(token)) is not None:
        _conjoin(verb, token)
    elif (verb := _verb_of_clause(token)) is not None:
        _complete(verb, token)
    else:
        return False
    return True


def _other_name(token: Token) -> int | None:
    """Return where the other name ends that a participle gives to whose name stands before it: *Paul Roy, dit « le Chat », a*."""
    doc, start = token.doc, token.i + 1
    if token.lower_ not in _CALLED or token.i < _NAMED or doc[token.i - 1].text != "," or doc[token.i - 2].pos_ != "PROPN":
        return None
    if start >= len(doc) or doc[start].text not in _OPENING:
        return None
    return next((i for i in range(start + 2, min(start + 2 + _LONGEST_NAME, len(doc))) if doc[i].text in _CLOSING), None)


def _describe(participle: Token, closing: int) -> None:
    """Hang a participle on the name before it, and what was hung on it on the verb of its sentence."""
    outer = [c for c in participle.children if c.i > closing or (c.i < participle.i and c.dep_ != "punct")]
    verb = participle.head
    if verb == participle:
        found = next((c for c in outer if c.i > closing and c.pos_ == "VERB"), None)
        if found is None:
            return
        verb = found
        verb.head, verb.dep_ = verb, "ROOT"
        for late in [c for c in verb.rights if c.dep_ == "nsubj" and any(o.dep_ == "nsubj" for o in outer)]:
            late.dep_ = "obj"
    for child in outer:
        if child != verb:
            child.head = verb
    name = participle.doc[participle.i - 2]
    while name.dep_ in {"flat:name", "appos"} and name.head.i < participle.i:
        name = name.head
    if not _is_above(participle, name):
        participle.head, participle.dep_ = name, "acl"


def _place(
    token: Token, controlling: Collection[str], governing: Collection[str], objectless: Collection[str]
) -> tuple[Token, str] | None:
    """Return the head and relation that a token should have, or None if it hangs well."""
    if (verb := _controller(token, controlling, governing)) is not None:
        return verb, "xcomp"
    if (upper := _better_head(token, objectless)) is not None:
        return upper, token.dep_
    if token.dep_ == "obj" and _is_inverted(token):
        return token.head, "nsubj"
    if token.dep_ == "ccomp" and _is_aside(token):
        return token.head, "parataxis"
    if _is_means(token):
        return token.head, "obl:arg"
    if (noun := _dated(token)) is not None:
        return noun, "nmod"
    if token.dep_ in {"obl:arg", "obl:mod"} and token.head.lower_ in _PRESUMED:
        return token.head.head, "nmod"
    return None


def _better_head(token: Token, objectless: Collection[str]) -> Token | None:
    """Return the word that a token belongs to in the same role as it has, or None if it hangs well."""
    upper = token.head
    if token.dep_ == "obj":
        return upper.head if upper.pos_ == "ADJ" and upper.head.pos_ == "VERB" else _infinitive_below(token, objectless)
    if token.dep_ == "conj":
        fellows = (_object_fellow, _finite_fellow, _infinitive_fellow, _main_fellow, _marked_fellow)
        return next((fellow for find in fellows if (fellow := find(token)) is not None), None)
    return upper.head if _is_no_more(token) else None


def _controller(token: Token, controlling: Collection[str], governing: Collection[str]) -> Token | None:
    """Return the verb that names whom it is that an infinitive with *de* was hung on: one of several, or who accuses."""
    if token.dep_ != "acl" or "Inf" not in _forms(token) or not any(c.lower_ in _DE and c.dep_ == "mark" for c in token.children):
        return None
    noun = token.head
    mark = next(c for c in token.children if c.lower_ in _DE and c.dep_ == "mark")
    before = token.doc[mark.i - 1] if mark.i else mark
    suspected = before.dep_ in {"amod", "acl"} and before.lemma_ in controlling
    if suspected and noun in {before.head, before.head.head}:  # *un réseau de firmes soupçonnées d'avoir payé*
        return before
    if noun.pos_ not in {"NOUN", "PROPN", "VERB"} or noun.lemma_.lower() in governing:
        return None
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    verb = noun.head
    several = noun != token.head or (noun.dep_ == "conj" and any(c.dep_ == "obj" and c.i < noun.i for c in verb.children))
    named = several or noun.dep_ == "obl:agent"
    known = noun.dep_ in {"obj", "obl:arg", "obl:agent", "conj"} and verb.pos_ == "VERB" and verb.lemma_ in controlling
    return verb if named and known and verb.i < noun.i else None


def _subject_above(verb: Token) -> Token | None:
    """Return the noun that heads a sentence without verb where a finite verb was hung in its phrase as an attribute."""
    finite = verb.pos_ == "VERB" and "Fin" in verb.morph.get("VerbForm", [])
    if not finite or verb.dep_ != "amod" or verb.i + 1 == len(verb.doc):
        return None
    noun = verb.head
    while noun.head != noun and noun.dep_ in {"nmod", "conj"}:
        noun = noun.head
    between = verb.doc[noun.left_edge.i : verb.i]
    if noun.head != noun or noun.pos_ not in {"NOUN", "PROPN"} or any(t.pos_ in {"VERB", "AUX"} for t in between):
        return None
    return noun if verb.nbor(1).pos_ in {"DET", "ADP", "ADJ", "PRON"} else None


def _predicate(verb: Token, subject: Token) -> None:
    """Make a verb the head of its sentence, with the noun that was it as subject and what follows as complements."""
    above = [verb.head, *verb.head.ancestors]
    verb.head, verb.dep_ = verb, "ROOT"
    subject.head, subject.dep_ = verb, "nsubj"
    has_object = any(c.dep_ == "obj" for c in verb.children)
    for child in [c for noun in above for c in noun.children if c.i > verb.i]:
        introduced = any(c.dep_ == "case" for c in child.children)
        child.head = verb
        if introduced and child.dep_ == "nmod":
            child.dep_ = "obl:mod"
        elif not introduced and not has_object and child.dep_ in _BARE:
            child.dep_, has_object = "obj", True
    for child in [c for c in subject.children if c.i < subject.i and c.dep_ == "nmod"]:
        child.head, child.dep_ = verb, "obl:mod"


def _is_perfect(token: Token) -> bool:
    """Tell whether a participle is hung as object on the *avoir* right before it, or as its fellow: *n'a ni tiré ni visé*."""
    having = token.head
    if token.dep_ not in {"obj", "conj"} or having.lemma_ != "avoir" or "Part" not in token.morph.get("VerbForm", []):
        return False
    between = token.doc[having.i + 1 : token.i]
    linked = token.dep_ == "obj" or any(t.lower_ == "ni" for t in between)
    return linked and having.i < token.i and token.pos_ == "VERB" and all(t.pos_ == "ADV" or t.lower_ == "ni" for t in between)


def _is_below_its_infinitive(token: Token) -> bool:
    """Tell whether a verb was hung as something unnamed on the infinitive that it governs: *la Russie nie avoir tiré*."""
    infinitive = token.head
    stray = token.pos_ in {"AUX", "VERB"} and token.dep_ in {"advmod", "dep"}
    stray = stray and not {"Inf", "Part"} & set(token.morph.get("VerbForm", []))  # *a fait poser*
    return stray and token.i < infinitive.i and "Inf" in _forms(infinitive)


def _govern(verb: Token) -> None:
    """Make a verb the head of the clause of the infinitive that it hung on, with what stands before it."""
    infinitive = verb.head
    verb.head, verb.dep_ = (verb if infinitive.head == infinitive else infinitive.head), infinitive.dep_
    verb.pos_ = "VERB"
    verb.set_morph("Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")  # type: ignore[attr-defined]  # see above
    for child in [c for c in infinitive.children if c.i < verb.i]:
        child.head = verb
    infinitive.head, infinitive.dep_ = verb, "xcomp"


def _raise(participle: Token) -> None:
    """Make a participle the head of its clause, and what was its head an auxiliary."""
    having = participle.head
    participle.dep_ = having.dep_
    participle.head = participle if having.head == having else having.head
    for child in list(having.children):
        if child != participle and child.dep_ in _MOVING:
            child.head = participle
    having.head = participle
    having.dep_ = "aux:tense"


def _infinitive_below(token: Token, objectless: Collection[str]) -> Token | None:
    """Return the infinitive whose object was hung on the verb above it, which takes none."""
    upper = token.head
    if upper.lemma_ not in objectless:
        return None
    below = (c for c in upper.children if c.dep_ == "xcomp" and c.i < token.i and "Inf" in c.morph.get("VerbForm", []))
    return next((c for c in below if not any(o.dep_ == "obj" for o in c.children)), None)


def _finite_fellow(verb: Token) -> Token | None:
    """Return the finite verb that a finite verb hung on an infinitive is conjoined with: *appelle à voter et promet*."""
    if "Fin" not in _forms(verb) or "Inf" not in _forms(verb.head) or any(c.dep_ in _SUBJECTS for c in verb.children):
        return None
    return next((a for a in verb.head.ancestors if a.i < verb.head.i and a.pos_ == "VERB" and "Fin" in _forms(a)), None)


def _infinitive_fellow(verb: Token) -> Token | None:
    """Return the infinitive above that one hung on a finite verb is conjoined with: *dit avoir vu ce qui vole et avoir tiré*."""
    if "Inf" not in _forms(verb) or "Fin" not in _forms(verb.head):
        return None
    return next((a for a in verb.head.ancestors if a.i < verb.head.i and "Inf" in _forms(a)), None)


def _is_means(noun: Token) -> bool:
    """Tell whether a noun with *de*, hung as an object, is what the object behind it gets: *criblé de balles une ambulance*."""
    if noun.dep_ != "obj" or not any(c.lower_ in _DE and c.i < noun.i for c in noun.lefts) or noun.i < noun.head.i:
        return False
    return any(c.dep_ == "obj" and c.left_edge.i == noun.right_edge.i + 1 for c in noun.head.rights)


def _own_verb(noun: Token) -> Token | None:
    """Return the finite verb right behind a noun with *et* that hangs on another: *a attaqué la ville, et X | a riposté*."""
    following = noun.right_edge.i + 1
    fellow = noun.dep_ == "conj" and noun.pos_ in {"NOUN", "PROPN"} and any(c.dep_ == "cc" for c in noun.children)
    if not fellow or following >= len(noun.doc) or "Fin" not in noun.doc[following].morph.get("VerbForm", []):
        return None
    finite = noun.doc[following]
    verb = finite.head if finite.dep_.startswith("aux") else finite
    kinds = {c.dep_ for c in verb.children}
    clause = verb.pos_ == "VERB" and verb.dep_ in {"advcl", "parataxis", "conj", "ccomp"} and verb.left_edge == finite
    agrees = finite.morph.get("Number", []) == noun.morph.get("Number", []) or noun.pos_ == "PROPN"
    return verb if clause and agrees and not kinds & {"nsubj", "nsubj:pass", "mark", "cc"} else None


def _conjoin(verb: Token, subject: Token) -> None:
    """Give a verb the subject that was hung on another noun, and conjoin it with the verb of that noun, if it hangs on it."""
    if _is_above(subject, verb):
        return
    subject.head, subject.dep_, verb.dep_ = verb, "nsubj", "conj"


def _verb_of_clause(noun: Token) -> Token | None:
    """Return the verb below whose subject hangs with its *que* on the verb above: *a dit qu'une trêve, lundi, devrait aider*."""
    que = any(c.lower_ in _QUE and c.dep_ in {"advmod", "mark"} and c.i < noun.i for c in noun.children)
    if noun.dep_ != "obj" or not que:
        return None
    clauses = (c for c in noun.head.children if c.dep_ == "ccomp" and c.i > noun.i and "Fin" in _forms(c))
    return next((c for c in clauses if not any(s.dep_ in _SUBJECTS for s in c.children)), None)


def _complete(verb: Token, subject: Token) -> None:
    """Give the verb of a clause its subject, its *que*, and what stands between."""
    for que in [c for c in subject.children if c.lower_ in _QUE and c.i < subject.i]:
        que.head, que.dep_ = verb, "mark"
    for between in [c for c in subject.head.children if subject.i < c.i < verb.i]:
        between.head = verb
    subject.head, subject.dep_ = verb, "nsubj"


def _dated(year: Token) -> Token | None:
    """Return the noun that a year with *de* right behind it belongs to: *a reconnu la famine | de 1932*."""
    noun = year.doc[year.i - 2] if year.i > 1 else year
    span = year.i + 1 < len(year.doc) and year.nbor(1).lower_ in _TO  # *de 1990 à 1995*
    of = year.i > 1 and year.nbor(-1).lower_ == "de" and year.nbor(-1).head == year
    hung = year.is_digit and len(year) == len("1932") and year.head.pos_ == "VERB" and noun.head == year.head
    return noun if of and hung and not span and noun.pos_ == "NOUN" else None


def _is_aside(verb: Token) -> bool:
    """Tell whether a clause with neither *que* nor colon was hung as what a verb says that has an object already."""
    said = verb.head
    if verb.i < said.i or not any(c.dep_ in _SUBJECTS for c in verb.lefts) or any(c.dep_ == "mark" for c in verb.lefts):
        return False
    objects = [c for c in said.rights if c.dep_ == "obj" and c.i < verb.i]
    return bool(objects) and not any(t.text in _INTRODUCING for t in verb.doc[objects[-1].right_edge.i + 1 : verb.i])


def _object_fellow(noun: Token) -> Token | None:
    """Return the object that a noun hung on the verb is conjoined with: *a exécuté sept soldats et un civil*."""
    verb = noun.head
    if noun.pos_ not in {"NOUN", "PROPN"} or verb.pos_ != "VERB" or any(c.dep_ in _PREDICATIVE for c in noun.children):
        return None
    between = list(noun.doc[max(verb.i + 1, noun.i - _FAR) : noun.i])
    before = (c for c in reversed(between) if c.head == verb and c.dep_ != "punct")
    nearest = next(before, None)
    return nearest if nearest is not None and nearest.dep_ == "obj" else None


def _is_no_more(noun: Token) -> bool:
    """Tell whether a noun with *de* was hung on the *plus* of a negation: *ne bénéficie plus de l'appui de Paris*."""
    plus = noun.head
    if plus.lower_ != "plus" or noun.pos_ not in {"NOUN", "PROPN"} or not any(c.lower_ in _NEGATING for c in plus.head.children):
        return False
    return any(c.dep_ == "case" and c.lower_ in {*_DE, "du", "des"} for c in noun.children)


def _marked_fellow(verb: Token) -> Token | None:
    """Return the infinitive above whose preposition one conjoined with another has: *d'être venu pour voter et d'avoir menti*."""
    own = _mark(verb)
    if not own or not _mark(verb.head) or own == _mark(verb.head) or "Inf" not in _forms(verb):
        return None
    return next((a for a in verb.head.ancestors if a.i < verb.head.i and "Inf" in _forms(a) and _mark(a) == own), None)


def _mark(verb: Token) -> str:
    """Return the preposition of an infinitive, *de* also for *d'*."""
    mark = next((c.lower_ for c in verb.lefts if c.dep_ == "mark"), "")
    return "de" if mark in _DE else mark


def _main_fellow(verb: Token) -> Token | None:
    """Return the main verb that a verb hung on the clause below it is conjoined with, whose tense and mood it has.

    *A dit que l'armée avait tiré et a promis une enquête* promises; *dément que l'armée ait tiré et appelle au calme* too.
    """
    clause = verb.head
    main = clause.head
    if clause.dep_ != "ccomp" or main.pos_ != "VERB" or main.i > clause.i:
        return None
    if not any(c.dep_ == "mark" and c.lower_ in _QUE for c in clause.lefts):
        return None
    if any(c.dep_ in _SUBJECTS or c.dep_ == "mark" for c in verb.children):
        return None
    told, below, above = _tense(verb), _tense(clause), _tense(main)
    return main if told is not None and told == above != below and below is not None else None


def _tense(verb: Token) -> tuple[str, bool] | None:
    """Return how a verb is told, by the form of its finite word where it is *avoir* or *être*, and whether it has one."""
    parts = [verb, *(c for c in verb.lefts if c.dep_.startswith("aux"))]
    finite = next((t for t in parts if "Fin" in t.morph.get("VerbForm", [])), None)
    if finite is None:
        return None
    if finite == verb:
        return f"{finite.morph.get('Mood', [''])[0]} {finite.morph.get('Tense', [''])[0]}", False
    return _AUXILIARIES.get(finite.lower_, "present"), True


def _forms(token: Token) -> str:
    """Return the form of a verb, or of its auxiliary if it is a participle."""
    verbs = [token, *(c for c in token.lefts if c.dep_.startswith("aux"))]
    return " ".join(form for verb in verbs for form in verb.morph.get("VerbForm", []))


def _is_object_relative(que: Token) -> bool:
    """Tell whether *que* behind a noun and a comma was taken for a conjunction: *le PKK, qu'Ankara combat*."""
    verb = que.head
    if que.dep_ != "mark" or verb.dep_ != "advcl" or que.i < 2 or "Fin" not in _forms(verb):  # noqa: PLR2004 -- noun and comma
        return False
    noun = que.nbor(-2)
    behind_noun = que.nbor(-1).text == "," and noun.pos_ in {"NOUN", "PROPN"} and not _is_above(verb, noun)
    return behind_noun and not any(c.dep_ in {"obj", "ccomp"} for c in verb.children)


def _is_above(upper: Token, lower: Token) -> bool:
    """Tell whether a token is another or stands over it: it can never hang on it."""
    return upper == lower or any(a == upper for a in lower.ancestors)


def _relate(que: Token) -> None:
    """Make the clause of *que* a relative of the noun before it."""
    que.head.dep_ = "acl:relcl"
    que.head.head = que.nbor(-2)
    que.dep_ = "obj"
    que.pos_ = "PRON"


def _says_when(passed: Token) -> bool:
    """Tell whether *passé* was taken for a verb beside the time that it describes: *a signé l'an | passé un accord*."""
    before = passed.nbor(-1) if passed.i else passed
    return passed.dep_ in {"xcomp", "advcl"} and before.dep_ == "obj" and before.head == passed.head


def _date(passed: Token) -> None:
    """Make an adjective of *passé*, and give the verb above the object that it had."""
    time, verb = passed.nbor(-1), passed.head
    for word in [c for c in passed.children if c.dep_ != "punct"]:
        word.head = verb
    passed.head, passed.dep_, passed.pos_ = time, "amod", "ADJ"
    time.dep_ = "obl:mod"


def _is_inverted(noun: Token) -> bool:
    """Tell whether a noun follows the verb of an incise, which stands behind a comma and has no subject."""
    verb = noun.head
    if verb.dep_ != "parataxis" or verb.pos_ != "VERB" or noun.i < verb.i or "Inf" in verb.morph.get("VerbForm", []):
        return False
    first = min([verb.i, *(c.i for c in verb.children if c.dep_.startswith("aux"))])
    if first == 0 or verb.doc[first - 1].text not in {",", "»", "”"}:
        return False
    if any(c.i > noun.i and c.dep_ != "punct" for c in verb.children):
        return False  # an incise ends with its subject: *…, accuse Paris de mentir* has an object
    others = {c.dep_ for c in verb.children if c != noun}
    return not others & (_SUBJECTS | {"obj", "ccomp"}) and not any(c.dep_ == "case" for c in noun.children)


def relemmatise(doc: Doc, verbs: Collection[str], homographs: Mapping[str, str]) -> Doc:
    """Give verbs in the present the lemma that the lexicon knows where the lemmatizer chose another: *tue* is of *tuer*."""
    for token in doc:
        if token.lower_ in homographs and token.pos_ == "VERB":
            token.lemma_ = homographs[token.lower_]
            continue
        if token.pos_ != "VERB" or token.lemma_ in verbs or "Fin" not in token.morph.get("VerbForm", []):
            continue
        for ending, infinitive in _PRESENT.items():
            stem = token.lower_.removesuffix(ending)
            if stem != token.lower_ and stem + infinitive in verbs:
                token.lemma_ = stem + infinitive
                break
    return doc


def _follows_quote(token: Token) -> bool:
    """Tell whether a word stands between a quotation and a noun phrase: *« … », analyse l'amiral*."""
    doc, at = token.doc, token.i - 1
    if at > 0 and doc[at].text == ",":
        at -= 1
    following = doc[token.i + 1] if token.i + 1 < len(doc) else token
    follows = following.pos_ in {"DET", "PROPN"} or following.lower_ in _TO  # *», souffle au téléphone un infirmier*
    return at >= 0 and doc[at].text in _CLOSING and follows


def _follows_clause(token: Token) -> bool:
    """Tell whether a bare word stands between a clause with its comma and a noun phrase: *X a fui, analyse l'historienne Y*."""
    doc = token.doc
    if (
        token.i == 0
        or token.i + 1 == len(doc)
        or doc[token.i - 1].text != ","
        or token.dep_ not in {"conj", "appos", "parataxis"}
    ):
        return False
    bare = not any(c.dep_ in _NOMINAL for c in token.children) and token.head.pos_ == "VERB"
    return bare and "Fin" in _forms(token.head) and doc[token.i + 1].pos_ in {"DET", "PROPN"}


def _governs_infinitive(token: Token) -> bool:
    """Tell whether a word stands between a noun and the infinitive whose subject that was taken for: *Paris nie soutenir*."""
    infinitive = token.head
    if token.dep_ not in {"dep", "advmod"} or infinitive.pos_ != "VERB" or "Inf" not in _forms(infinitive):
        return False
    behind = token.i + 1 == infinitive.i or (infinitive.i > 0 and infinitive.nbor(-1).dep_.startswith("aux"))
    return behind and any(c.dep_ in _SUBJECTS and c.right_edge.i + 1 == token.i for c in infinitive.children)


def _misread(doc: Doc, verbs: Collection[str], reporting: Collection[str]) -> Iterator[tuple[Token, str]]:
    for token in doc:
        if token.pos_ not in _TAKEN_FOR or not token.text.islower():
            continue
        labels = {c.dep_ for c in token.children}
        own = (bool(labels & _SUBJECTS) and not labels & _NOMINAL) or _governs_infinitive(token)
        if _follows_clause(token) and f"{token.lower_}r" in reporting:
            yield token, f"{token.lower_}r"
            continue
        if not own and not _follows_quote(token) and not (not labels & _NOMINAL - {"amod"} and stands_as_verb(token)):
            continue
        for ending, infinitive in _PRESENT.items():
            stem = token.lower_.removesuffix(ending)
            if stem != token.lower_ and stem + infinitive in verbs:
                yield token, stem + infinitive
                break
