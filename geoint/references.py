"""Component ``geoint_references``: pronouns and nominals (*il*, *le pays*, *les deux dirigeants*) to actors."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from spacy.language import Language

from geoint import annotations as stored
from geoint import lexicon
from geoint.annotations import ActorMention, Identity
from geoint.grammar import clauses, phrases
from geoint.grammar.clauses import ClauseReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Doc, Span, Token

# form -> (gender, number); None where the form does not tell.
PRONOUNS = {
    "il": ("m", "s"), "-il": ("m", "s"), "-t-il": ("m", "s"), "elle": ("f", "s"), "-elle": ("f", "s"),
    "-t-elle": ("f", "s"), "ils": ("m", "p"), "-ils": ("m", "p"), "-t-ils": ("m", "p"), "elles": ("f", "p"),
    "-elles": ("f", "p"), "celui-ci": ("m", "s"), "celle-ci": ("f", "s"), "ceux-ci": ("m", "p"),
    "celles-ci": ("f", "p"), "lui": (None, "s"), "leur": (None, "p"), "eux": ("m", "p"), "le": ("m", "s"),
    "la": ("f", "s"), "l'": (None, "s"), "les": (None, "p"),
}  # fmt: skip
FIRST_PERSON = frozenset({"je", "j'", "nous", "-je", "-nous"})
IMPERSONAL = frozenset({"falloir", "pleuvoir", "neiger", "importer", "convenir", "suffire", "incomber", "appartenir"})
PAIRS = frozenset({"pays", "etat", "dirigeant", "voisin", "capitale", "partie", "camp", "allié", "président", "nation",
                   "homme", "chef", "ministre", "gouvernement", "armée", "puissance", "rival", "homologue"})  # fmt: skip
SITES = frozenset({"ville", "région", "province", "localité", "village", "cité", "capitale", "péninsule", "île", "enclave"})
BACK = 2  # sentences


@Language.factory("geoint_references")
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 -- the signature spaCy calls
    """Make the component that resolves references."""
    return resolve


def resolve(doc: Doc) -> Doc:
    """Add a mention for every pronoun and nominal that stands for an actor."""
    mentions = stored.actors(doc)
    reader = ClauseReader(doc, lexicon.control())
    stored.set_actors(doc, _Resolver(doc, mentions, stored.identities(doc), reader).resolved())
    return doc


@dataclass(slots=True)
class _Resolver:
    """Resolves the references of one Doc, from its start to its end."""

    doc: Doc
    mentions: list[ActorMention]
    identities: dict[str, Identity]
    reader: ClauseReader
    heads: dict[int, ActorMention] = field(default_factory=dict)

    def resolved(self) -> list[ActorMention]:
        self.heads = {m.head: m for m in self.mentions if m.why != "demonym" or not phrases.is_adjectival(self.doc[m.head])}
        found = [m for m in self.mentions if not self._is_pair(self.doc[m.head]) and not self._is_country(self.doc[m.head])]
        for reference in (self._reference, self._first_person, self._possessive):
            for token in self.doc:
                new = reference(token)
                self.heads |= {mention.head: mention for mention in new}
                found += new
        return found

    def _first_person(self, token: Token) -> list[ActorMention]:
        return self._speaker(token) if token.lower_ in FIRST_PERSON else []

    def _reference(self, token: Token) -> list[ActorMention]:
        if self._is_pair(token):
            return self._pair(token)
        if self._is_country(token):
            return self._country(token)
        if token.lower_ in SITES and phrases.is_definite(token) and token.i not in self.heads:
            return self._site(token)
        if token.pos_ != "PRON" or token.lower_ not in PRONOUNS or _is_impersonal(token):
            return []
        gender, number = PRONOUNS[token.lower_]
        antecedents = self._antecedents(token, gender, number)
        if not antecedents:
            unknown = ActorMention(start=token.i, end=token.i + 1, head=token.i, type="pronoun", why="coreference")
            return [unknown] if phrases.is_subject(token) and token.lower_ not in {"il", "-il", "-t-il"} else []
        return [_standing(a, token.i, token.i + 1, token.i) for a in antecedents]

    # ------------------------------------------------------------ third person

    def _antecedents(self, token: Token, gender: str | None, number: str) -> list[ActorMention]:
        """Return who a pronoun stands for: the nearest subject that agrees, first in its sentence, then before it."""
        sentence = token.sent
        for start, end in self._windows(sentence, token):
            fitting = [m for m in self._between(start, end) if self._agrees(m, gender, number)]
            fitting = [m for m in fitting if not self._is_coargument(m, token)]
            subjects = [m for m in fitting if phrases.is_subject(self.doc[m.head])]
            if subjects:
                return [subjects[-1]]
            if number == "p" and (pair := self._coordinated(start, end)):
                return pair
            if fitting:
                return [fitting[-1]]
        return []

    def _windows(self, sentence: Span, token: Token) -> Iterable[tuple[int, int]]:
        yield sentence.start, token.i
        start = sentence.start
        for _ in range(BACK):
            if start == 0:
                return
            before = self.doc[start - 1].sent
            yield before.start, before.end
            start = before.start

    def _between(self, start: int, end: int) -> list[ActorMention]:
        found = [m for h, m in self.heads.items() if start <= h < end and m.type != "place"]
        return sorted(found, key=lambda m: m.start)

    def _agrees(self, mention: ActorMention, gender: str | None, number: str) -> bool:
        head = self.doc[mention.head]
        if mention.type == "pronoun":
            own = PRONOUNS.get(head.lower_, (None, None))
            return own[1] == number and (gender is None or own[0] in {gender, None})
        own_gender = self._gender(mention)
        own_number = "s" if mention.type == "person" else phrases.number(head) or "s"
        return own_number == number and (gender is None or own_gender is None or own_gender == gender)

    def _gender(self, mention: ActorMention) -> str | None:
        """Return the gender of a named actor from the lexicon, of a group or office from its noun."""
        if mention.type == "group" or mention.why == "head":
            return phrases.gender(self.doc[mention.head])
        key = mention.name if mention.type == "person" else mention.id
        identity = self.identities.get(key or "")
        return identity.gender if identity else None

    def _is_coargument(self, mention: ActorMention, token: Token) -> bool:
        """Tell whether a pronoun cannot stand for a mention because both belong to one verb: *il l'accuse*."""
        return self.doc[mention.head].head == token.head and not phrases.is_subject(token)

    def _coordinated(self, start: int, end: int) -> list[ActorMention]:
        for mention in reversed(self._between(start, end)):
            others = [self.heads[t.i] for t in clauses.conjuncts(self.doc[mention.head]) if t.i in self.heads]
            if others and phrases.is_subject(self.doc[mention.head]):
                return [mention, *others]
        return []

    # ------------------------------------------------------------ first person

    def _speaker(self, token: Token) -> list[ActorMention]:
        """Return the speaker of a quote for *je* and *nous*: the subject of the verb that closes the quote."""
        at = token.sent
        for _ in range(BACK + 1):
            for verb in at:
                if verb.i > token.i and clauses.is_verbal(verb) and verb.dep_ in {"parataxis", "conj", "ROOT"}:
                    subject = next((c for c in verb.children if phrases.is_subject(c) and c.i > token.i), None)
                    mention = self.heads.get(subject.i) if subject is not None else None
                    if mention is not None and self._closes_quote(token, verb):
                        return [_standing(mention, token.i, token.i + 1, token.i)]
            if at.end >= len(self.doc):
                break
            at = self.doc[at.end].sent
        return []

    def _closes_quote(self, token: Token, verb: Token) -> bool:
        """Tell whether the quote around a token ends right before the clause of a verb."""
        marks = [t.i for t in self.doc[token.i : verb.i] if t.text in {"»", "”", '"'}]
        return len(marks) == 1 and marks[0] >= verb.sent.start

    # ------------------------------------------------------------ possessives

    def _possessive(self, token: Token) -> list[ActorMention]:
        """Return who *son* or *leur* points to: the subject of the nearest clause around it that agrees in number."""
        if not clauses.is_possessive(token) or token.i in self.heads:
            return []
        current = token.head
        while True:
            if clauses.is_verbal(current) and (owners := self._agreeing_owners(token, current)):
                return [_standing(m, token.i, token.i + 1, token.i) for m in owners]
            if current.head == current:
                break
            current = current.head
        before = self._between(token.sent.start, token.i)
        fitting = before[-1:] if not clauses.owner_is_plural(token) else []
        return [_standing(m, token.i, token.i + 1, token.i) for m in fitting]

    def _agreeing_owners(self, possessive: Token, verb: Token) -> list[ActorMention]:
        """Return the subject of a verb if *son* or *leur* agrees with it in number."""
        subjects = [a for a in self.reader.verb(verb).role("sujet", "objet") if not a.token.is_ancestor(possessive)]
        several = len([a for a in subjects if a.role == subjects[0].role]) > 1
        owners = [m for a in subjects[:1] for m in self._actors_at(a.token)]
        plural = several or any(phrases.number(a.token) == "p" for a in subjects[:1])
        return owners if plural == clauses.owner_is_plural(possessive) else []

    def _actors_at(self, token: Token) -> list[ActorMention]:
        heads = (token.i, clauses.nominal_heads(token, self.reader.control.transparent).i)
        found = next((self.heads[i] for i in heads if i in self.heads), None)
        return [found] if found and found.type != "place" else []

    # ------------------------------------------------------------ nominals

    def _is_pair(self, token: Token) -> bool:
        return token.lemma_.lower() in PAIRS and any(c.lower_ == "deux" and c.i < token.i for c in token.children)

    def _pair(self, token: Token) -> list[ActorMention]:
        """Return each of *les deux pays*: the two states last named."""
        seen: dict[str, ActorMention] = {}
        for mention in sorted((m for m in self.mentions if m.start < token.i), key=lambda m: -m.start):
            if mention.id and mention.country == mention.id:
                seen.setdefault(mention.id, mention)
            if len(seen) == 2:  # noqa: PLR2004 -- deux
                break
        pair = sorted(seen.values(), key=lambda m: m.start)
        if len(pair) < 2:  # noqa: PLR2004 -- deux
            return []
        start = next(c.i for c in token.children if c.lower_ == "deux")
        return [replace(_standing(m, start, token.i + 1, token.i), type="group", antecedent=None) for m in pair]

    def _site(self, token: Token) -> list[ActorMention]:
        """Return the place that *la ville*, *la région* means: the last one named."""
        before = [m for m in self.mentions if m.start < token.i and m.why in {"city", "capital"} and m.id]
        return [_standing(before[-1], token.i, token.i + 1, token.i, kind="place")] if before else []

    def _is_country(self, token: Token) -> bool:
        definite = {c.lower_ for c in token.children if c.dep_ == "det"} & {"le", "ce", "au", "du"}
        contracted = {c.lower_ for c in token.children} & {"au", "du"}
        return token.lower_ == "pays" and bool(definite or contracted) and not phrases.adjectives(token)

    def _country(self, token: Token) -> list[ActorMention]:
        before = [m for m in self.mentions if m.start < token.i and m.id and m.country == m.id]
        named = [m for m in before if m.why in {"name", "demonym", "capital", "city"}] or before
        return [_standing(named[-1], token.i, token.i + 1, token.i, kind="state")] if named else []


def _standing(mention: ActorMention, start: int, end: int, head: int, *, kind: str = "pronoun") -> ActorMention:
    antecedent = mention.antecedent or (mention.start, mention.end)
    return replace(
        mention, start=start, end=end, head=head, type=kind, why="coreference", antecedent=antecedent,
    )  # fmt: skip


def _is_impersonal(token: Token) -> bool:
    """Tell whether *il* stands for nobody: *il faut*, *il y a*, *il s'agit*, *il est possible que*."""
    if token.lower_ not in {"il", "-il", "-t-il"}:
        return False
    verb = token.head
    children = {c.lower_ for c in verb.children}
    if verb.lemma_ in IMPERSONAL or (verb.lemma_ in {"agir", "avérer"} and children & {"s'", "se"}):
        return True
    if verb.lemma_ == "avoir" and "y" in children:
        return True
    return verb.pos_ == "ADJ" and any(c.dep_ in {"ccomp", "xcomp", "advcl", "csubj"} for c in verb.children)
