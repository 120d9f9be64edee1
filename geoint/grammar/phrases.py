"""Noun phrases: their core, what modifies them, their gender and number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoint.grammar.clauses import features, is_possessive, is_verbal, preposition, verb_lemma

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

TITLES = frozenset({"M.", "MM.", "Mme", "Mme.", "Mmes", "Dr", "Pr", "Me", "Mgr", "Sir", "cheikh", "ayatollah"})
MAX_CORE = 10  # tokens; a longer phrase no longer names, it describes
_TITLE_LINKS = frozenset({"de", "des", "du", "d'", "pour"})
MAX_TOPIC = 7  # tokens
MAX_BRACKET = 8  # tokens of a bracket that stands between a name and what it is
MAX_TITLE = 16  # tokens of a name that an acronym in brackets ends
_FEATURES = {"Masc": "m", "Fem": "f", "Sing": "s", "Plur": "p"}
_NAME_PARTS = frozenset({"flat:name", "flat:foreign"})
_GENDERS = {"la": "f", "une": "f", "cette": "f", "le": "m", "un": "m", "ce": "m", "cet": "m"}
_FORMER = frozenset({"ancien", "ex", "ancienne"})
_PARTICLES = frozenset({"de", "d'", "ben", "bin", "al", "el", "ould", "von", "van", "der", "da", "di"})
_OBJECTS = frozenset({"obj", "iobj", "obl:arg"})
_CLITICS = frozenset({"le", "la", "l'", "les"})
_PLACING = frozenset({"dans", "en", "depuis", "jusqu a", "hors de", "vers", "a travers"})
_WHERE = frozenset({"a", "en", "dans", "pres de", "autour de", "aux environs de"})
_PLACING_ENDS = ("pres de", "autour de", "loin de", "nord de", "sud de", "est de", "ouest de", "centre de", "interieur de")


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
        if child.right_edge.i + 1 < len(child.doc) and child.nbor(1).lower_ in {"que", "qu'"} and preposition(child) != "de":
            return False  # *l'accord à condition que*
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


def worn(token: Token, clothes: frozenset[str]) -> list[Token]:
    """Return what tells by its owner whose somebody is: *des hommes en uniforme de la police*."""
    return [c for c in token.children if c.lemma_.lower() in clothes and preposition(c) in {"en", "sous"}]


def fellow_owners(token: Token, owner: Token) -> list[Token]:
    """Return the owners coordinated with the first one of a plural: *du Mali et du Niger*, *russe et turc*."""
    if owner.pos_ == "ADJ" or owner in adjectives(token):
        listed = [t for a in adjectives(token) for t in a.subtree if t.dep_ == "conj"]
        return [a for a in (*adjectives(token), *listed) if a != owner]
    beside = [c for c in complements(token) if c.i > owner.i and c.nbor(-2).text == ","]
    followers = [t for o in (owner, *beside) for t in o.subtree if t.dep_ == "conj" and t.i > o.i and preposition(t) == "de"]
    return beside + followers if followers else []


def other_name(doc: Doc, end: int, words: frozenset[str]) -> int | None:
    """Return where the other name begins that the words after a name announce: *, alias le Cheikh*, *, surnommé « Bobi »*."""
    at = end + 1 if end < len(doc) and doc[end].text in {",", "("} else end
    after = next((at + size for size in range(7, 0, -1) if doc[at : at + size].text.lower() in words), None)
    if after is None:
        return None
    while after < len(doc) and doc[after].text in {"«", '"', "“", "le", "la"}:
        after += 1
    return after if after < len(doc) and doc[after].text[:1].isupper() else None


def owners(token: Token) -> list[Token]:
    """Return whose a thing is: *les propos de X*, *un abus de pouvoir de la part de X*."""
    found = complements(token)
    return found + [inner for c in found if c.lower_ == "part" for inner in complements(c)]


def holders(token: Token, holding: frozenset[str], doing: Token | None = None) -> list[Token]:
    """Return who holds a thing by a participle other than what is being done to it: *des navires liés à la Russie*."""
    participles = [c for c in token.children if c.dep_ in {"acl", "amod"} and c.lemma_.lower() in holding and c != doing]
    return [c for p in participles for c in p.children if preposition(c) in {"a", "par"}]


def owners_by_dont(token: Token) -> list[Token]:
    """Return the nouns whose own a phrase may be by *dont*, the likelier first: *l'ONU, dont les experts accusent*."""
    dont = next((c for t in (token.head, token) for c in t.children if c.lower_ == "dont" and c.i < token.i), None)
    if dont is None or not is_subject(token):
        return []
    governing = [token.head.head] if token.head.dep_ == "acl:relcl" and token.head.head.i < dont.i else []
    return governing + [t for t in reversed(token.doc[max(0, dont.i - 2) : dont.i]) if t.pos_ in {"NOUN", "PROPN"}]


def is_former(token: Token) -> bool:
    """Tell whether an office is no longer held: *ancien président*, *ex-ministre*."""
    before = token.nbor(-1) if token.i else None
    prefixed = token.lower_.startswith("ex-") or (before is not None and before.lower_.rstrip("-") in _FORMER)
    return prefixed or any(c.lemma_.lower() in _FORMER for c in token.children)


def name_end(doc: Doc, start: int) -> int:
    """Return where a name ends that starts at a token: capitalized words, with particles between them (*Omar ben Jelloun*)."""
    end = start + 1
    while end < len(doc) and not doc[end].is_sent_start:
        particle = doc[end].lower_ in _PARTICLES and end + 1 < len(doc) and doc[end + 1].text[:1].isupper()
        if not (doc[end].text[:1].isupper() or particle):
            break
        end += 1
    return end


def acronym_after(doc: Doc, start: int) -> int | None:
    """Return the bracket after a name that begins at a token, if an acronym of its initials stands in it."""
    limit = min(len(doc), start + MAX_TITLE)
    at = next((i for i in range(start + 1, limit) if doc[i].text == "(" or doc[i].is_sent_start), None)
    if at is None or at + 2 >= len(doc) or doc[at].text != "(" or doc[at + 2].text != ")":
        return None
    letters, initials = doc[at + 1].text, iter(t.text[:1].upper() for t in doc[start:at])
    short = len(letters) > 1 and letters.isupper() and letters.isalpha()
    return at if short and all(letter in initials for letter in letters) else None


def opens_name(doc: Doc, at: int) -> bool:
    """Tell whether a name begins at a token inside a sentence: a capital that no abbreviation or title explains."""
    if at >= len(doc) or doc[at].is_sent_start or not doc[at].text[:1].isupper() or doc[at].text in TITLES:
        return False
    return doc[at].pos_ in {"PROPN", "X"} or (at + 1 < len(doc) and doc[at + 1].text[:1].isupper())


def title_end(doc: Doc, start: int, end: int) -> int:
    """Return where the full name of a body ends whose noun ends at ``end``: *Syndicat national des enseignants*."""
    following = doc[end] if end < len(doc) else None
    if following is not None and following.text[:1].isupper() and not following.is_sent_start:
        return name_end(doc, end)  # *le Collectif Mains propres*
    limit, at = min(len(doc), start + MAX_TITLE), end
    while at < limit and not doc[at].is_sent_start:
        if doc[at].pos_ in {"ADJ", "NOUN", "PROPN"} and doc[at].is_alpha:
            end = at = at + 1
        elif doc[at].lower_ in _TITLE_LINKS or (doc[at].lower_ in _CLITICS and doc[at - 1].lower_ in _TITLE_LINKS):
            at += 1
        else:
            break
    return end


def is_set_off(doc: Doc, start: int, end: int, noun: Token) -> bool:
    """Tell whether a name after a comma is in apposition to a noun: what follows it closes it, or the parser says so."""
    closed = end >= len(doc) or doc[end].text in {",", ")", ".", "»", ";"} or doc[end].is_sent_start
    return closed or any(t.dep_ == "appos" and t.head == noun for t in doc[start:end])


def is_apposed_name(doc: Doc, start: int) -> bool:
    """Tell whether several words of a name stand between commas right after a noun: *le ministre, Aden Duale,*."""
    before = start - 2 >= 0 and doc[start - 1].text == "," and doc[start].head.i < start - 1
    end = name_end(doc, start)
    closed = end < len(doc) and doc[end].text == ","
    return before and closed and end > start + 1 and doc[start].dep_ == "appos"


def is_apposed(token: Token) -> bool:
    """Tell whether a noun after a comma only tells who somebody is, and is no subject or object itself."""
    return token.dep_ in {"appos", "nmod", "amod"} or (
        token.dep_ in {"conj", "dep"} and not any(c.dep_ == "cc" for c in token.children)
    )


def bracket_before(doc: Doc, end: int) -> int:
    """Return where the bracket opens that closes right before a token, else where that token is: *Viv Ansanm (« Vivre »),*."""
    if end == 0 or doc[end - 1].text != ")":
        return end
    return next((i for i in range(end - 2, max(0, end - MAX_BRACKET), -1) if doc[i].text == "("), end)


def is_plain_apposition(token: Token) -> bool:
    """Tell whether a noun after a comma is one phrase alone, no subject and no part of a list."""
    listed = any(c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"} for c in token.children)
    joined = any(c.dep_ == "cc" for c in token.children)
    return number(token) != "p" and not (is_subject(token) or listed or joined)


def phrase_start(token: Token, start: int) -> int:
    """Return where a noun phrase begins, before its article and the adjectives ahead of it: *une ancienne rébellion*."""
    return min([start, *(c.i for c in token.children if c.i < start and c.dep_ in {"det", "amod", "nummod"})])


def comma_before(doc: Doc, start: int) -> int | None:
    """Return the comma right before a noun phrase, past its article."""
    at = start - 1
    while at > 0 and doc[at].lower_ in {"le", "la", "l'", "un", "une"}:
        at -= 1
    return at if at > 0 and doc[at].text == "," else None


def title_text(doc: Doc, start: int, token: Token, name: int) -> str:
    """Return a title as the text gives it, up to the name or a comma: *ministre malien de la Défense*."""
    end = name if start < name else core_span(token)[1]
    comma = next((t.i for t in doc[start:end] if t.text == ","), end)
    return doc[start:comma].text.removesuffix(" M.").removesuffix(" Mme")


def is_location(token: Token, sites: frozenset[str]) -> bool:
    """Tell whether a name only says where something is: *à Bamako*, *près de Kiev*, *les rues de Kiev*, not *de Kiev*."""
    role = preposition(token)
    if role in _PLACING or role.endswith(_PLACING_ENDS) or (role == "a" and token.dep_ == "obl:mod"):
        return True
    within = token.head.i < token.i and token.head.lemma_.lower() in sites
    return within and role in {"de", ""} and token.dep_ in {"nmod", "appos"} | _NAME_PARTS


def placing(token: Token) -> list[Token]:
    """Return the heads of the places that a phrase, or for a patient its clause, names: *tuer des civils à Boutcha*."""
    own = [c for c in token.children if preposition(c) in _WHERE]
    if own or (token.dep_ not in {"nsubj:pass", "obj"} and preposition(token) not in {"contre", "sur"}):
        return own
    return [c for c in token.head.children if c != token and preposition(c) in _WHERE]


def follows_article(doc: Doc, start: int) -> bool:
    """Tell whether a singular article stands right before: the *le* of *le Français Luc Roy*."""
    return start > 0 and doc[start - 1].lower_ in {"le", "la", "l'", "l’", "un", "une", "du", "au"}


def is_placed(token: Token) -> bool:
    """Tell whether a preposition makes a phrase a place: *au Mali*, *en Syrie*."""
    return preposition(token) in _WHERE


def is_opening(token: Token) -> bool:
    """Tell whether a place opens its sentence, set off by a comma: *À Bamako, ...*, *Au Mali, ...*."""
    last = token.right_edge.i
    opens = token.left_edge.i == token.sent.start and preposition(token) in _WHERE
    return opens and "," in {t.text for t in token.doc[last : min(last + 2, token.sent.end)]}


def gender(token: Token) -> str | None:
    """Return ``m`` or ``f`` if the determiner tells, else if the tagger knows: *cette diplomate*."""
    told = (_GENDERS[c.lower_] for c in token.children if c.dep_ == "det" and c.lower_ in _GENDERS)
    return next(told, _feature(token, "Gender"))


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


def pronoun(token: Token) -> tuple[int, str]:
    """Return where a pronoun starts and its form, ``""`` if a token is none: *le* in *le voit*, *celle-ci*, *ce dernier*."""
    start = token.i
    if token.lower_ in {"ci", "-ci"}:
        before = token.doc[max(0, start - 2) : start]
        first = next((t for t in before if t.lower_ in {"celui", "celle", "ceux", "celles"}), token)
        return first.i, first.lower_ + "-ci"
    if token.lower_.startswith("derni"):
        demonstrative = start > 0 and token.nbor(-1).lower_ in {"ce", "cette", "ces", "cet"}
        alone = start + 1 >= len(token.doc) or token.nbor(1).pos_ not in {"NOUN", "PROPN", "NUM"}
        return start, token.lower_ if demonstrative and alone and token.dep_ != "amod" else ""
    # the tagger takes the *-elle* of *a-t-elle dit* for a name, the *l'* of *elle l'accuse* for an article
    clitic = token.text.startswith("-") or (token.dep_ in _OBJECTS and token.lower_ in _CLITICS)
    return start, token.lower_ if token.pos_ == "PRON" or clitic else ""


def object_gender(token: Token) -> str | None:
    """Return the gender that a participle gives the pronoun before it: *l'a bombardée*; None where nothing agrees."""
    verb = token.head
    agrees = token.dep_ == "obj" and token.i < verb.i and token.lower_ in _CLITICS and "Part" in features(verb, "VerbForm")
    return gender(verb) if agrees else None


def is_clitic(token: Token) -> bool:
    """Tell whether a token is an object before its verb: *l'accuse*, *les a reçus*."""
    return token.lower_ in _CLITICS and token.pos_ != "DET"


def is_in_subject(token: Token) -> bool:
    """Tell whether a word determines the subject of a clause: *Son avocat a protesté*."""
    return is_subject(token.head)


def subject_ahead(token: Token) -> Token | None:
    """Return the subject of the main clause that follows the adverbial clause whose subject a pronoun is."""
    clause = token.head
    if (
        not is_subject(token)
        or clause.dep_ != "advcl"
        or clause.i > clause.head.i
        or not any(c.dep_ == "mark" for c in clause.children)
    ):
        return None
    return next((c for c in clause.head.children if is_subject(c) and c.i > clause.i and c.pos_ != "PRON"), None)


def is_alone(token: Token) -> bool:
    """Tell whether a quantifier is a subject by itself: *certains ont fui*, *deux d'entre eux*, not *la moitié des soldats*."""
    return is_subject(token) and is_verbal(token.head) and not any(c.pos_ == "NOUN" for c in partitioned(token))


def partitioned(token: Token) -> list[Token]:
    """Return the heads of what a quantifier takes a part of: *deux d'entre eux*, *la moitié des soldats*."""
    return [c for c in token.children if preposition(c) in {"de", "de entre", "parmi"}]


def is_main_subject(token: Token) -> bool:
    """Tell whether a subject is that of its sentence's main clause."""
    return is_subject(token) and token.head.dep_ == "ROOT"


def fellow_subjects(token: Token) -> list[Token]:
    """Return the other subjects of a subject's verb: the parser lists some side by side."""
    return [c for c in token.head.children if is_subject(c) and c != token] if is_subject(token) else []


def is_impersonal(token: Token, verbs: frozenset[str]) -> bool:
    """Tell whether *il* stands for nobody: *il faut*, *il y a*, *il s'agit*, *il est possible que*."""
    if token.lower_ not in {"il", "-il", "-t-il"}:
        return False
    verb = token.head
    children = {c.lower_ for c in verb.children}
    if verb_lemma(verb).replace("se ", "s'", 1) in verbs or verb.lemma_ in verbs:
        return True
    if verb.lemma_ == "avoir" and "y" in children:
        return True
    return verb.pos_ == "ADJ" and any(c.dep_ in {"ccomp", "xcomp", "advcl", "csubj"} for c in verb.children)


def count(token: Token, numbers: dict[str, int]) -> int | None:
    """Return the number word before a noun: *les deux pays*."""
    return next((numbers[c.lower_] for c in token.children if c.i < token.i and c.lower_ in numbers), None)


def is_taken_up(token: Token) -> bool:
    """Tell whether a plural points to what is known: *les*, *ces*, *des deux pays*."""
    first = min([token.i, *(c.i for c in token.children if c.i < token.i and c.dep_ in {"det", "nummod", "case"})])
    words = {t.lower_ for t in token.doc[max(0, first - 1) : token.i]}
    return bool(words & {"les", "ces", "des", "aux"})


def may_report(token: Token) -> bool:
    """Tell whether a verb may close a quotation: it heads a clause of its own."""
    return is_verbal(token) and token.dep_ in {"parataxis", "conj", "ROOT"}


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


def is_proper(token: Token) -> bool:
    """Tell whether a token is a name."""
    return token.pos_ == "PROPN"


def is_ordinal(token: Token) -> bool:
    """Tell whether a token only counts: *12e*, *deux*."""
    return token.pos_ == "NUM" or token.text[:1].isdigit()


def is_noun(token: Token) -> bool:
    """Tell whether a token is a common noun."""
    return token.pos_ == "NOUN" or (token.pos_ in {"ADJ", "PROPN"} and token.dep_ in {"nsubj", "nsubj:pass", "obj", "obl:agent"})


def is_adjectival(token: Token) -> bool:
    """Tell whether a word modifies a noun, as *russe* in *l'armée russe*."""
    return token.dep_ == "amod" or (token.pos_ == "ADJ" and token.dep_ not in {"nsubj", "nsubj:pass", "obj"})


def is_agent(token: Token) -> bool:
    """Tell whether a phrase is by whom or what a passive is done: *déclenché par la mort de X*."""
    return token.dep_ == "obl:agent" or (preposition(token) == "par" and is_verbal(token.head))


def owns_determiner(token: Token) -> bool:
    """Tell whether a noun phrase has a determiner of its own."""
    return any(c.dep_ == "det" for c in token.children)


def is_universal(token: Token) -> bool:
    """Tell whether a noun is meant as such: *toute implication*, *aucune attaque*."""
    return any(c.lemma_.lower() in {"tout", "aucun"} and c.dep_ in {"det", "amod"} and c.i < token.i for c in token.children)


def is_plural(token: Token) -> bool:
    """Tell whether a noun is plural: *des affrontements*."""
    return "Plur" in features(token, "Number")


def is_indefinite(token: Token) -> bool:
    """Tell whether a phrase introduces somebody new: *un groupe*, *des pays*, *onze soldats*."""
    determiners = [c for c in token.children if c.dep_ in {"det", "nummod"}]
    introducing = {"un", "une", "des", "d'", "plusieurs", "certains", "certaines", "quelques", "deux", "chaque", "tout", "aucun"}
    if any(c.dep_ == "det" and c.lower_ not in introducing for c in determiners):
        return False
    return bool(determiners)


def root(doc: Doc, start: int, end: int) -> int:
    """Return the syntactic head of a stretch of tokens; a title right before it that governs it is the head: *M. Macron*."""
    span: Span = doc[start:end]
    titled = start > 0 and doc[start - 1].text in TITLES and span.root.head == doc[start - 1]
    return start - 1 if titled else int(span.root.i)


def is_definite(token: Token) -> bool:
    """Tell whether a phrase takes up something known and is not further described: *la ville*, *cette région*."""
    definite = {"le", "la", "l'", "ce", "cet", "cette", "au", "du", "les", "ces", "aux", "des"}
    return any(c.lower_ in definite for c in token.children) and not complements(token) and not adjectives(token)


def is_named(token: Token) -> bool:
    """Tell whether a name goes on after a capitalised noun: *la Commission Justice*."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    return after is not None and after.is_title and after.sent == token.sent


def topic_end(doc: Doc) -> int:
    """Return where the colon stands that sets off what a text is about, or 0: *Niger : ...*, *Élections en Italie : ...*."""
    return next((t.i for t in doc[:MAX_TOPIC] if t.text == ":"), 0)


def is_of_members(token: Token) -> bool:
    """Tell whether a plural means the members of something: *les États membres*, *les 27 membres*."""
    if number(token) != "p":
        return False
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    said = after is not None and after.lower_ in {"membres", "membre"}
    return said or (token.lower_ == "membres" and any(c.dep_ == "nummod" for c in token.children))


def is_described(token: Token) -> bool:
    """Tell whether a noun's complements only tell its kind: *la compagnie de gaz*, not *la compagnie du Golfe*."""
    return not any(owns_determiner(c) or c.pos_ == "PROPN" for c in complements(token))


def is_complement(token: Token) -> bool:
    """Tell whether a phrase is what another is of: the *chanteuse* of *l'avocat de la chanteuse*."""
    return preposition(token) == "de"


def is_known(token: Token) -> bool:
    """Tell whether a singular phrase points to somebody who was named: *le journaliste russe*, *cette avocate*."""
    return number(token) != "p" and any(c.lower_ in {"le", "la", "l'", "ce", "cet", "cette", "au", "du"} for c in token.children)


def is_demonstrative(token: Token) -> bool:
    """Tell whether a phrase points at somebody: *cette ancienne ministre*."""
    return any(c.lower_ in {"ce", "cet", "cette", "ces"} for c in token.children)


def is_common_plural(token: Token) -> bool:
    """Tell whether a name is a common noun for the many who bear it: *des casques bleus*."""
    return token.pos_ == "NOUN" and not token.is_title and number(token) == "p"


def is_kind(token: Token) -> bool:
    """Tell whether a noun after bare *de* only tells the kind, and names nobody: *coup d'État*, *chef de gouvernement*."""
    before = token.nbor(-1) if token.i else None
    return before is not None and before.lower_ in {"de", "d'"} and not owns_determiner(token) and number(token) != "p"


def is_antecedent(token: Token) -> bool:
    """Tell whether a pronoun is described by what follows: *ceux qui*, *celle de*."""
    return token.lower_ in {"ceux", "celles", "celui", "celle"} and any(c.i > token.i for c in token.children)


def is_partitive(token: Token) -> bool:
    """Tell whether *du*, *des* or *de la* right after a verb may be an article: *volé du bétail*."""
    cases = [c for c in token.children if c.dep_ == "case"]
    article = bool(cases) and (cases[0].lower_ in {"du", "des"} or any(c.lower_ in {"la", "l'", "l’"} for c in token.children))
    return article and cases[0].i == token.head.i + 1


def is_site(token: Token) -> bool:
    """Tell whether a phrase may name where something goes: it is definite, and no abstraction of purpose or time."""
    abstract = {
        "but",
        "cadre",
        "espoir",
        "contexte",
        "sens",
        "mesure",
        "objectif",
        "attente",
        "intention",
        "perspective",
        "jour",
        "mois",
    }
    definite = any(
        c.dep_ == "det" and c.lower_ in {"le", "la", "l'", "l’", "les", "son", "sa", "ses", "leur", "leurs"}
        for c in token.children
    )
    return definite and token.lemma_.lower() not in abstract


def is_adverbial(token: Token) -> bool:
    """Tell whether a noun after bare *en* may be an adverb: *en retour*."""
    return preposition(token) == "en" and not any(c.dep_ in {"det", "nmod", "amod"} for c in token.children)


def is_possessed(token: Token) -> bool:
    """Tell whether a phrase has a possessive determiner: *son porte-parole*."""
    return any(is_possessive(c) for c in token.children)
