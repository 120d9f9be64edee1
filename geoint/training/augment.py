"""What the treebanks lack of news French: bare names as actors, and quotes with inversion."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spacy.tokens import Doc

if TYPE_CHECKING:
    import random

    from spacy.tokens import Token

NAMES = (
    "Moscou", "Kiev", "Washington", "Téhéran", "Pékin", "Tokyo", "Ankara", "Athènes", "Londres", "Damas", "Paris",
    "Berlin", "Bamako", "Varsovie", "Kigali", "Kinshasa", "Alger", "Rabat", "Niamey", "Ouagadougou", "Tel-Aviv", "Riyad",
    "Minsk", "Belgrade", "Bruxelles", "Wagner", "Daech", "Israël", "Taïwan", "Cuba",
)  # fmt: skip
PEOPLE = (
    "Poutine", "Zelensky", "Macron", "Erdogan", "Biden", "Scholz", "Lavrov", "Goïta", "Trump", "Orban", "Netanyahou",
    "Prigojine", "Tshisekedi", "Kagame", "Sissi",
)  # fmt: skip
SPEAKERS = (
    (("le", "DET", 1, "det"), ("ministre", "NOUN", -1, "nsubj")),
    (("le", "DET", 1, "det"), ("président", "NOUN", -1, "nsubj")),
    (("la", "DET", 1, "det"), ("porte-parole", "NOUN", -1, "nsubj")),
    (("l'", "DET", 1, "det"), ("ONU", "PROPN", -1, "nsubj")),
    (("Moscou", "PROPN", -1, "nsubj"),),
    (("Joe", "PROPN", -1, "nsubj"), ("Biden", "PROPN", 0, "flat:name")),
)
REPORTED = ("déclaré", "affirmé", "assuré", "annoncé", "expliqué", "indiqué", "dénoncé", "prévenu", "ajouté", "dit")
ADDED = (
    (),
    (("jeudi", "NOUN", -1, "obl:mod"),),
    (("hier", "ADV", -1, "advmod"),),
    (("à", "ADP", 2, "case"), ("la", "DET", 1, "det"), ("presse", "NOUN", -1, "obl:arg")),
    (("dans", "ADP", 2, "case"), ("un", "DET", 1, "det"), ("communiqué", "NOUN", -1, "obl:mod")),
)
BARE_SHARE = 0.8  # of the phrases of a sentence that can lose their article
PERSON_SHARE = 0.25  # of the names put in
PRONOUN_SHARE = 0.15  # of the subjects
PRONOUNS = {("Masc", "Sing"): "il", ("Fem", "Sing"): "elle", ("Masc", "Plur"): "ils", ("Fem", "Plur"): "elles"}


@dataclass(slots=True)
class _Builder:
    """Collects the tokens of a Doc; heads are positions in it."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)

    def add(self, word: str, pos: str, head: int, dep: str, *, space: bool = True, morph: str = "") -> None:
        self.words.append(word)
        self.spaces.append(space)
        self.heads.append(head)
        self.deps.append(dep)
        self.pos.append(pos)
        self.morphs.append(morph)

    def doc(self, like: Doc) -> Doc:
        return Doc(
            like.vocab,
            words=self.words,
            spaces=self.spaces,
            heads=self.heads,
            deps=self.deps,
            pos=self.pos,
            morphs=self.morphs,
        )


def bare_names(doc: Doc, rng: random.Random) -> Doc | None:
    """Return a copy in which subjects and objects like *le pays* became *Moscou*, subjects also *il*; None if nothing can."""
    chosen = {t.i: _pronoun(t, rng) or _name(rng) for t in doc if _can_be_bare(t) and rng.random() < BARE_SHARE}
    if not chosen:
        return None
    dropped = {c.i for i in chosen for c in doc[i].children if c.dep_ == "det"}
    kept = [t for t in doc if t.i not in dropped]
    place = {t.i: n for n, t in enumerate(kept)}
    built = _Builder()
    for token in kept:
        word = chosen.get(token.i, token.text)
        pos, morph = _tag(token, word) if token.i in chosen else (token.pos_, str(token.morph))
        built.add(
            word if built.words else word[:1].upper() + word[1:],
            pos,
            place[token.head.i],
            token.dep_,
            space=bool(token.whitespace_),
            morph=morph,
        )
    return built.doc(doc)


def _name(rng: random.Random) -> str:
    return rng.choice(PEOPLE if rng.random() < PERSON_SHARE else NAMES)


def _pronoun(token: Token, rng: random.Random) -> str | None:
    """Return the pronoun for a subject, now and then: else every capital before a verb is learned as a name."""
    if not token.dep_.startswith("nsubj") or rng.random() >= PRONOUN_SHARE:
        return None
    return PRONOUNS.get((_feature(token, "Gender"), _feature(token, "Number")))


def _feature(token: Token, name: str) -> str:
    return token.morph.to_dict().get(name, "")


def _tag(token: Token, word: str) -> tuple[str, str]:
    if word not in PRONOUNS.values():
        return "PROPN", ""
    return "PRON", f"Gender={_feature(token, 'Gender')}|Number={_feature(token, 'Number')}|Person=3"


def _can_be_bare(token: Token) -> bool:
    if token.dep_ not in {"nsubj", "nsubj:pass", "obj", "obl:arg", "obl:agent", "conj"}:
        return False
    if token.pos_ not in {"NOUN", "PROPN"} or any(c.dep_ not in {"det", "case", "cc", "punct"} for c in token.children):
        return False
    articles = [c for c in token.children if c.dep_ == "det"]
    contracted = any(c.lower_ in {"du", "des", "au", "aux"} for c in token.children)
    return not contracted and (not articles or (len(articles) == 1 and articles[0].i == token.i - 1))


def quoted(doc: Doc, rng: random.Random) -> Doc | None:
    """Return the sentence as a quote with an inverted incise: « ... », *a déclaré jeudi le ministre*."""
    roots = [t for t in doc if t.head == t]
    if len(roots) != 1 or doc[-1].text != "." or roots[0].pos_ != "VERB" or any(t.text in '«»"' for t in doc):
        return None
    root = roots[0].i + 1
    built = _Builder()
    built.add("«", "PUNCT", root, "punct")
    for token in doc[:-1]:
        space = bool(token.whitespace_) or token.i == len(doc) - 2
        built.add(token.text, token.pos_, token.head.i + 1, token.dep_, space=space, morph=str(token.morph))
    built.add("»", "PUNCT", root, "punct", space=False)
    _incise(built, root, rng)
    built.add(".", "PUNCT", root, "punct")
    return built.doc(doc)


def _incise(built: _Builder, root: int, rng: random.Random) -> None:
    comma = len(built.words)
    verb = comma + 2
    built.add(",", "PUNCT", verb, "punct")
    built.add("a", "AUX", verb, "aux:tense", morph="Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")
    participle = "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"
    built.add(rng.choice(REPORTED), "VERB", root, "parataxis", morph=participle)
    for group in (rng.choice(ADDED), rng.choice(SPEAKERS)):
        for word, pos, offset, dep in group:
            at = len(built.words)
            head = verb if offset == -1 else at + (offset or -1)
            built.add(word, pos, head, dep, space=not word.endswith("'"))
    built.spaces[-1] = False
