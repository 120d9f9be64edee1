"""Component ``geoint_references``: pronouns, possessives and nominals (*il*, *leur*, *le pays*, *les deux dirigeants*) to actors.

The words are in ``fr/references/*.toml``. What fits best is meant: agreement in gender and number first, then the subject of
the nearest clause, then nearness. Where two fit equally well nobody is.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from spacy.language import Language

from geoint import annotations as stored
from geoint import lexicon
from geoint.annotations import ActorMention, Identity, QuoteMention
from geoint.grammar import clauses, phrases, scope, speech
from geoint.grammar.clauses import Argument, ClauseReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc, Token

    from geoint.lexicon import Nominal, References

    Place = tuple[int, int, str | None]  # where a mention stands, and for whom

OWN_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})  # whose bare heads act for a country
# Who is whose a possessive says they are: *ses soldats*; not *ses opposants*, *son parti*.
BELONGING = OWN_STATE | {"PRM", "CRM", "UAF", "CVL", "BUS", "LAB"}
NAMING = frozenset({"name", "demonym", "capital", "city", "place"})  # what names a country, not who acts for it
ARMED = frozenset({"armed_group"})
ITSELF = frozenset({"name", "former", "capital", "seat", "office"})  # what names somebody, not what belongs to them
PAIR = 2
FORCES = frozenset({"MIL", "COP"})  # whose bare plurals go on from the sentence before: *les soldats*
COMPANIES = frozenset({"company"})  # which also their trade describes: *la compagnie de gaz*
BACK = 2  # sentences that a pronoun reaches back
NEAREST = 40  # mentions of a sentence that a pronoun reaches back
DOMINANT = 0.75  # share of the mentions of its kind that makes an armed group the one that *les insurgés* means
MEMORY = 100  # mentions that a noun reaches back
FARTHEST = 2_000  # characters back; a long text's parts are read with as much before them


@Language.factory("geoint_references")
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 -- the signature spaCy calls
    """Make the component that resolves references."""
    return resolve


def resolve(doc: Doc) -> Doc:
    """Add a mention for every pronoun, possessive and nominal that stands for an actor."""
    mentions = stored.actors(doc)
    reader = ClauseReader(doc, lexicon.control())
    resolver = _Resolver(doc, mentions, stored.identities(doc), reader, lexicon.references())
    stored.set_actors(doc, resolver.resolved())
    return doc


@dataclass(slots=True)
class _Resolver:
    """Resolves the references of one Doc, from its start to its end."""

    doc: Doc
    mentions: list[ActorMention]
    identities: dict[str, Identity]
    reader: ClauseReader
    words: References
    heads: dict[int, list[ActorMention]] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)  # the keys of heads, sorted
    speech: list[QuoteMention] = field(default_factory=list)
    named: dict[int, list[ActorMention]] = field(default_factory=dict)  # mentions as they were found, by their head

    def resolved(self) -> list[ActorMention]:
        self.speech = [q for q in stored.quotes(self.doc) if q.kind == "speech"]
        kept: list[ActorMention] = []
        for mention in self.mentions:
            self.named.setdefault(mention.head, []).append(mention)
        for token in self.doc:
            own = self.named.get(token.i, [])
            new = self._nominal(token, own) or [*(m for m in own if not _is_empty(m, token)), *self._pronoun(token)]
            self._note(token.i, [m for m in new if m.why != "demonym" or not phrases.is_adjectival(token)])
            kept += new
        owned: dict[ActorMention, list[ActorMention]] = {}
        for token in self.doc:
            new = self._first_person(token) or self._possessive(token)
            self._note(token.i, new)
            kept += new
            owned |= self._belonging(token, new)
        told = {(m.start, m.end, m.id): owners for m, owners in owned.items()}
        return [each for m in kept for each in owned.get(m) or self._following(m, told)]

    def _following(
        self, mention: ActorMention, told: dict[tuple[int, int, str | None], list[ActorMention]]
    ) -> list[ActorMention]:
        """Return a pronoun as whom its antecedent has come to stand for: *Ses soldats ont fui. Ils ont tiré*."""
        owners = told.get((*mention.antecedent, mention.id), []) if mention.antecedent and mention.why == "coreference" else []
        same = [replace(_owned(mention, o), sector=o.sector) for o in owners]
        return same or [mention]

    def _note(self, head: int, mentions: list[ActorMention]) -> None:
        if not mentions:
            return
        if head not in self.heads:
            insort(self.order, head)
        longest = max(mentions, key=lambda m: m.end - m.start)
        self.heads[head] = [m for m in mentions if (m.start, m.end) == (longest.start, longest.end)]

    def _between(self, start: int, end: int) -> list[ActorMention]:
        """Return who is mentioned in a stretch, places not, each phrase once unless it stands for several."""
        keys = self.order[bisect_left(self.order, start) : bisect_left(self.order, end)][-NEAREST:]
        return [m for key in keys for m in self.heads[key] if m.type != "place"]

    # ------------------------------------------------------------ third person

    def _pronoun(self, token: Token) -> list[ActorMention]:
        """Return who a pronoun stands for; a mention without id if it must be somebody and the text does not tell."""
        if token.lower_ in self.words.partitives and phrases.is_alone(token):
            return self._part(token)
        start, form = phrases.pronoun(token)
        if form not in self.words.pronouns:
            return []
        if phrases.is_impersonal(token, self.words.impersonal):
            return []
        if (ahead := self._ahead(token)) and self._agrees(ahead[0], *self.words.pronouns[form]):
            return [replace(_standing(m, token), start=start) for m in ahead]
        search = self._latter if form in self.words.latter else self._antecedents
        gender, number = self.words.pronouns[form]
        antecedents = search(token, gender or phrases.object_gender(token), number)
        if antecedents:
            return [replace(_standing(a, token), start=start) for a in antecedents]
        unknown = ActorMention(start=token.i, end=token.i + 1, head=token.i, type="pronoun", why="coreference")
        return [unknown] if phrases.is_subject(token) and form not in {"il", "-il", "-t-il"} else []

    def _part(self, token: Token) -> list[ActorMention]:
        """Return whose part acts: of whom a complement names, else of the group named last; somebody in any case."""
        whole = [m for t in phrases.partitioned(token) for m in self.heads.get(t.i) or self._pronoun(t)]
        whole = whole or ([] if token.lower_ in {"ceux", "celles"} else self._antecedents(token, None, "p"))
        whole = [m for m in whole if m.type not in {"place", "state"}]
        unknown = ActorMention(start=token.i, end=token.i + 1, head=token.i, type="pronoun", why="coreference")
        return [_standing(m, token) for m in whole] or [unknown]

    def _ahead(self, token: Token) -> list[ActorMention]:
        """Return the subject that a clause before it points to: *Depuis qu'elle a rompu avec Rabat, l'Algérie se tait*."""
        subject = phrases.subject_ahead(token)
        if subject is None or any(m.type != "pronoun" for m in self._between(token.sent.start, token.i)):
            return []
        return [m for m in self.named.get(subject.i, ()) if m.id and m.type not in {"place", "pronoun"}][:1]

    def _antecedents(self, token: Token, gender: str | None, number: str) -> list[ActorMention]:
        """Return who a pronoun stands for: the nearest subject that agrees, first in its sentence, then before it."""
        for start, end in self._windows(token):
            mentioned = self._between(start, end)
            mentioned = [m for m in mentioned if not self._is_only_quoted(m, token) and not self._is_relative(m, token)]
            fitting = [m for m in mentioned if self._agrees(m, gender, number) and not self._is_coargument(m, token)]
            subjects = [m for m in fitting if phrases.is_subject(self.doc[m.head])]
            if start != token.sent.start:
                leading = [m for m in fitting if phrases.is_main_subject(self.doc[m.head]) or self._is_speaker(m)]
                subjects = leading or subjects
            if subjects:
                return self._unless_coordinated(subjects[-1], fitting)
            if number == "p" and (pair := self._coordinated(mentioned)):
                return pair
            if fitting:
                return self._told_of(token, gender, number) or [m for m in fitting if m.head == fitting[-1].head]
        return []

    def _is_relative(self, mention: ActorMention, token: Token) -> bool:
        """Tell whether a mention only tells whose somebody is who suffers what is said: *sa famille dit qu'elle a été tuée*."""
        head = self.doc[mention.head]
        related = phrases.is_possessed(head) and self._lemma(head) in self.words.kin
        return related and clauses.is_verbal(token.head) and self.reader.verb(token.head).passive

    def _told_of(self, token: Token, gender: str | None, number: str) -> list[ActorMention]:
        """Return whom the sentence before is about, for a main subject that only an adjunct stands before: *Face à Kiev, il*."""
        start = token.sent.start
        if start == 0 or not phrases.is_main_subject(token):
            return []
        before = self.doc[start - 1].sent
        mentioned = [m for m in self._between(before.start, before.end) if not self._is_only_quoted(m, token)]
        leading = [m for m in mentioned if phrases.is_main_subject(self.doc[m.head]) and self._agrees(m, gender, number)]
        return [m for m in leading if m.head == leading[-1].head]

    def _is_speaker(self, mention: ActorMention) -> bool:
        """Tell whether somebody stands after the verb that has them speak: *Paris ment, a déclaré le ministre à la presse*."""
        verb = self.doc[mention.head].head
        if not clauses.is_verbal(verb) or verb.i > mention.head:
            return False
        reports = lexicon.qualifiers().force(speech.names(verb)) is not None
        return reports and speech.speaker(verb) == self.doc[mention.head]

    def _unless_coordinated(self, chosen: ActorMention, fitting: list[ActorMention]) -> list[ActorMention]:
        """Return the chosen phrase with all it stands for, nobody if another that fits is coordinated with it."""
        head = self.doc[chosen.head]
        others = {head.head.i, *(t.i for t in clauses.conjuncts(head)), *(t.i for t in phrases.fellow_subjects(head))}
        rivals = {m.id for m in fitting if m.head in others and m.head != chosen.head}
        return [] if rivals - {chosen.id} else [m for m in fitting if m.head == chosen.head]

    def _latter(self, token: Token, gender: str | None, number: str) -> list[ActorMention]:
        """Return who *celui-ci* or *ce dernier* stands for: the last one named that agrees."""
        for start, end in self._windows(token):
            fitting = [m for m in self._between(start, end) if self._agrees(m, gender, number)]
            if fitting:
                return [m for m in fitting if m.head == fitting[-1].head]
        return []

    def _windows(self, token: Token) -> Iterator[tuple[int, int]]:
        start = token.sent.start
        yield start, token.i
        for _ in range(BACK):
            if start == 0:
                return
            before = self.doc[start - 1].sent
            yield before.start, before.end
            start = before.start

    def _agrees(self, mention: ActorMention, gender: str | None, number: str) -> bool:
        head = self.doc[mention.head]
        if mention.type == "pronoun":
            own = self.words.pronouns.get(head.lower_, (None, None))
            return own[1] == number and (gender is None or own[0] in {gender, None})
        own_gender = self._gender(mention)
        own_number = "s" if mention.type == "person" else phrases.number(head) or "s"
        return own_number == number and (gender is None or own_gender is None or own_gender == gender)

    def _gender(self, mention: ActorMention) -> str | None:
        """Return the gender of a named actor from the lexicon, of a group or office from its noun."""
        if mention.type == "group" or mention.why in {"head", "context"} or phrases.is_common_plural(self.doc[mention.head]):
            return phrases.gender(self.doc[mention.head])
        identity = self.identities.get((mention.person if mention.type == "person" else mention.id) or "")
        if identity is None and mention.why == "title":
            return phrases.gender(self.doc[mention.head])
        return identity.gender if identity else None

    def _is_coargument(self, mention: ActorMention, token: Token) -> bool:
        """Tell whether a pronoun cannot stand for a mention because both belong to one verb: *il l'accuse*, *Paris l'accuse*."""
        if phrases.is_subject(token):
            return False
        subjects = [m for a in self._subjects(token.head) for m in self._actors_at(a.token)]
        same = any(m.id == mention.id and m.person == mention.person and m.id and not self._are_two(m, mention) for m in subjects)
        return same or self.doc[mention.head].head == token.head

    def _is_other(self, mention: ActorMention, token: Token) -> bool:
        """Tell whether a noun is said beside somebody, not of them: *Jo Roy accuse l'ex-patron*, not *Jo Roy est l'ex-patron*."""
        return self._is_coargument(mention, token) and self.doc[mention.head].head != token

    def _are_two(self, one: ActorMention, other: ActorMention) -> bool:
        """Tell whether two groups of one country are not the same: *les médecins*, *la justice*."""
        groups = one.type == other.type == "group"
        return groups and self.doc[one.head].lemma_ != self.doc[other.head].lemma_

    def _subjects(self, verb: Token) -> list[Argument]:
        """Return who does what a verb says, also where another verb of the sentence has the subject."""
        return self.reader.verb(verb).role("sujet") if clauses.is_verbal(verb) else []

    def _is_only_quoted(self, mention: ActorMention, token: Token) -> bool:
        """Tell whether a mention stands in direct speech that a pronoun stands outside of: *« Moscou ment », dit-elle*."""
        quotes = [q for q in self.speech if q.start < mention.head < q.end]
        return bool(quotes) and not any(q.start < token.i < q.end for q in quotes)

    def _coordinated(self, mentioned: list[ActorMention]) -> list[ActorMention]:
        for mention in reversed(mentioned):
            others = [m for t in clauses.conjuncts(self.doc[mention.head]) for m in self.heads.get(t.i, ())]
            if others and phrases.is_subject(self.doc[mention.head]):
                return [mention, *others]
        return []

    # ------------------------------------------------------------ first person

    def _first_person(self, token: Token) -> list[ActorMention]:
        """Return the speaker of the quotation around *je* and *nous*."""
        if token.lower_ not in self.words.first_person:
            return []
        around = [q.speaker for q in self.speech if q.start < token.i < q.end and q.speaker is not None]
        if not around:
            return []
        named = [self.heads[t.i] for t in speech.naming(self.doc[around[-1]]) if t.i in self.heads]
        known = next((found for found in named if any(m.id for m in found)), named[0] if named else [])
        return [_standing(m, token) for m in known]

    # ------------------------------------------------------------ possessives

    def _possessive(self, token: Token) -> list[ActorMention]:
        """Return who *son* or *leur* points to: the subject of the nearest clause around it that agrees in number."""
        if not clauses.is_possessive(token) or token.i in self.heads:
            return []
        current = token.head
        while True:
            if clauses.is_verbal(current) and (owners := self._agreeing_owners(token, current)):
                return [_standing(m, token) for m in owners]
            if current.head == current:
                break
            current = current.head
        opening = self._opening_owners(token) if phrases.is_in_subject(token) else []
        before = [] if clauses.owner_is_plural(token) else self._between(token.sent.start, token.i)
        return [_standing(m, token) for m in opening or before[-1:]]

    def _opening_owners(self, token: Token) -> list[ActorMention]:
        """Return who was spoken of before, for a possessive that opens a clause: *Son avocat a protesté*."""
        return self._antecedents(token, None, "p" if clauses.owner_is_plural(token) else "s")

    def _belonging(self, possessive: Token, owners: list[ActorMention]) -> dict[ActorMention, list[ActorMention]]:
        """Return what a possessive determines as its owners', in the place of what the context made it: *ses troupes*."""
        own = self.heads.get(possessive.head.i, ()) if clauses.is_possessive(possessive) else ()
        owners = list({o.id: o for o in owners}.values())
        if not owners or any(o.id is None or (o.person and not o.country) for o in owners):
            return {}
        if len(owners) > 1 and phrases.number(possessive.head) != "p":
            return {}
        if self._lemma(possessive.head) in (self.words.relations | self.words.parties) - self.words.speakers:
            return {}
        bare = [m for m in own if m.id is None or m.why == "context"]
        return {
            m: [replace(_owned(m, o), why="head") for o in owners]
            for m in bare
            if (m.sector in BELONGING or self._lemma(possessive.head) in self.words.leaders) and m.type in {"group", "person"}
        }

    def _agreeing_owners(self, possessive: Token, verb: Token) -> list[ActorMention]:
        """Return the subject of a verb if *son* or *leur* agrees with it in number."""
        predicate = self.reader.verb(verb)
        subjects = [
            a for a in predicate.role("sujet", "objet") if a.token.is_ancestor(verb) or not a.token.is_ancestor(possessive)
        ]  # *Riga, qui a rappelé ses soldats*
        if predicate.passive:  # *ses soldats sont accusés par Paris* of somebody else's
            subjects = [a for a in subjects if a.token.i < possessive.i or not phrases.is_subject(possessive.head)]
        if possessive.head.i in self.heads and not predicate.passive:  # *son avocat a saisi le tribunal*
            subjects = [a for a in subjects if a.role == "sujet" or a.token.i < possessive.i or phrases.is_clitic(a.token)]
        several = len([a for a in subjects if a.role == subjects[0].role]) > 1
        owners = [m for a in subjects[:1] for m in self._actors_at(a.token)]
        plural = several or any(phrases.number(a.token) == "p" for a in subjects[:1])
        return owners if plural == clauses.owner_is_plural(possessive) else []

    def _actors_at(self, token: Token) -> list[ActorMention]:
        heads = (token.i, clauses.nominal_heads(token, self.reader.control.transparent).i)
        found = next((self.heads[i] for i in heads if i in self.heads), [])
        return [m for m in found if m.type != "place"]

    # ------------------------------------------------------------ nominals

    def _nominal(self, token: Token, own: list[ActorMention]) -> list[ActorMention]:
        """Return whom a noun takes up, in the place of what it would mean by itself; nothing if it takes up nobody."""
        lemma = self._lemma(token)
        if (number := phrases.count(token, self.words.numbers)) is not None and phrases.is_taken_up(token):
            return self._of_nominal(token, own) or self._each(token, lemma, number)
        named = next((m for m in own if m.type == "person" and m.why in {"head", "context", "former"}), None)
        if named is not None and phrases.is_known(token) and (person := self._individual(token, named)):
            return person
        if named is not None and (person := self._introduced(token, named)):
            return person
        if bare_of := self._of_nominal(token, own):
            return bare_of
        if lemma == "pays" and phrases.is_known(token) and not any(m.id and m.why != "context" for m in own):
            return self._country(token)
        if shortened := self._shortened(token, own):
            return shortened
        if (whole := self._whole(token, lemma, own)) or not (phrases.is_definite(token) or self._is_only_qualified(token)):
            return whole or self._described(token, lemma, own)
        if lemma in self.words.areas and not own and phrases.number(token) != "p":
            return self._site(token)
        bare = next((m for m in own if m.why == "context"), None)
        if own and bare is None:
            return []
        return self._same_force(token, bare) or self._organisation(token, lemma, bare)

    def _same_force(self, token: Token, bare: ActorMention | None) -> list[ActorMention]:
        """Return whose men a bare plural means that takes up one group just introduced: *Des soldats turcs... Les soldats*."""
        if (
            bare is None
            or bare.id is None
            or bare.sector not in FORCES
            or phrases.number(token) != "p"
            or not phrases.is_taken_up(token)
        ):
            return []
        start = token.sent.start
        told = self._between(self.doc[start - 1].sent.start if start else 0, token.i)
        told = [m for m in told if m.sector == bare.sector and m.why in {"head", "name", "coreference"} and m.type == "group"]
        introduced = len({m.id for m in told}) == 1 and told[-1].id and phrases.is_indefinite(self.doc[told[-1].head])
        return [_taken_up(told[-1], token, bare)] if introduced else []

    def _of_nominal(self, token: Token, own: list[ActorMention]) -> list[ActorMention]:
        """Return whom a bare noun acts for that a nominal owns: *le président du pays*, *un responsable du mouvement*."""
        bare = [m for m in own if m.why == "context" or (m.why in {"title", "model"} and m.id == m.person and m.sector == "GOV")]
        owners = [
            o for c in phrases.complements(token) if bare and self._may_own(c) for o in self._nominal(c, self.named.get(c.i, []))
        ]
        return [replace(_owned(m, o), why="head" if m.why == "context" else m.why) for m in bare for o in owners[:1] if o.id]

    def _may_own(self, token: Token) -> bool:
        """Tell whether a noun may take up a country, a place or an organisation that others belong to."""
        lemma = self._lemma(token)
        kinds = self.words.areas | {noun for nominal in self.words.nominals if not nominal.only for noun in nominal.nouns}
        return (lemma == "pays" or lemma in kinds) and phrases.number(token) != "p"

    def _is_only_qualified(self, token: Token) -> bool:
        """Tell whether the adjectives of a plural that points to known people name no side: *les insurgés affamés*."""
        qualities = phrases.adjectives(token)
        told = any(self.named.get(a.i) or a.lemma_.lower() in self.words.strangers for a in qualities)
        taken_up = phrases.number(token) == "p" and phrases.is_taken_up(token) and not phrases.complements(token)
        return taken_up and bool(qualities) and not told

    def _lemma(self, token: Token) -> str:
        """Return the lemma of a noun, its form without plural mark where the model's lemma is no word that we know."""
        single = token.lower_.removesuffix("s")
        return single if single in self.words.countries | self.words.parties | self.words.leaders else token.lemma_.lower()

    def _each(self, token: Token, lemma: str, number: int) -> list[ActorMention]:
        """Return each of *les deux pays*, *les trois dirigeants*: those named last, nearest phrase first."""
        if lemma in self.words.leaders:
            keys: tuple[Callable[[ActorMention], str | None], ...] = (_person if lemma in self.words.anybody else _leader, _state)
        elif lemma in self.words.countries:
            keys = (_state,)
        elif lemma in self.words.parties:
            keys = (_actor,) if lemma in self.words.bodies else (_side, _actor)
        else:
            return []
        opponents = self._opponents(token, number) if lemma in self.words.opposed else []
        found = opponents or next((each for key in keys if (each := self._meant(token, number, key))), [])
        start = next(c.i for c in token.children if c.lower_ in self.words.numbers)
        return [replace(_standing(m, token), start=start, type="group", antecedent=None) for m in found]

    def _meant(self, token: Token, number: int, key: Callable[[ActorMention], str | None]) -> list[ActorMention]:
        return self._listed(token, number, key) or self._as_before(token, number, key) or self._last(token, number, key)

    def _as_before(self, token: Token, number: int, key: Callable[[ActorMention], str | None]) -> list[ActorMention]:
        """Return those of a phrase before a token that stood for so many, if they are more than two: *les trois pays*."""
        last = bisect_left(self.order, token.i)
        for head in reversed(self.order[max(0, last - MEMORY) : last] if number > PAIR else []):
            found = {key(m): m for m in self.heads[head] if key(m)}
            if len(found) == number:
                return list(found.values())
        return []

    def _opponents(self, token: Token, number: int) -> list[ActorMention]:
        """Return the states and armed groups that a text up to a token names most, if so many stand out.

        A state is also named for where it lies and what it says; an armed group rather because it fights.
        """
        counts: Counter[str] = Counter()
        first: dict[str, ActorMention] = {}
        for mention in self.mentions[: bisect_left(self.mentions, token.i, key=lambda m: m.start)]:
            armed = mention.type == "armed_group"
            if mention.id and mention.why in ITSELF and (armed or _state(mention)):
                counts[mention.id] += 2 if armed else 1
                first.setdefault(mention.id, mention)
        most = counts.most_common(number + 1)
        stands_out = len(most) == number or (len(most) > number and most[number][1] < most[number - 1][1])
        meant = {identity for identity, _ in most[:number]} if stands_out else set()
        return [m for identity, m in first.items() if identity in meant]

    def _listed(self, token: Token, number: int, key: Callable[[ActorMention], str | None]) -> list[ActorMention]:
        """Return the actors of a list just before a token, if there are so many: *le Mali et le Niger*."""
        for start, end in self._windows(token):
            listed = {key(m): m for m in self._coordinated(self._between(start, end)) if key(m)}
            if listed:
                return sorted(listed.values(), key=lambda m: m.start) if len(listed) == number else []
        return []

    def _last(self, token: Token, number: int, key: Callable[[ActorMention], str | None]) -> list[ActorMention]:
        """Return the so many last distinct actors before a token, in their order; those of its own clause are others.

        Only where its own clause names just so many may it mean them: *Paris a rompu avec Bamako l'accord entre les deux pays*.
        """
        own = {m.head: m for m in self._between(token.sent.start, token.i) if clauses.share_clause(self.doc[m.head], token)}
        if not phrases.is_subject(token) and len({key(m) for m in own.values()} - {None}) == number:
            own = {}
        seen: dict[str, ActorMention] = {}
        for mention in self._backwards(token):
            if mention.head not in own and (identity := key(mention)):
                seen.setdefault(identity, mention)
            if len(seen) == number:
                return sorted(seen.values(), key=lambda m: m.start)
        return []

    def _backwards(self, token: Token) -> Iterator[ActorMention]:
        """Yield the mentions before a token, the nearest first, as far as a reader would look."""
        last = bisect_left(self.mentions, token.i, key=lambda m: m.start)
        for mention in reversed(self.mentions[max(0, last - MEMORY) : last]):
            if token.idx - self.doc[mention.start].idx > FARTHEST:
                return
            yield mention

    def _before(self, token: Token, fits: Callable[[ActorMention], bool]) -> ActorMention | None:
        return next((m for m in self._backwards(token) if fits(m)), None)

    def _site(self, token: Token) -> list[ActorMention]:
        """Return the place that *la ville*, *la région* means: the last one named."""
        place = self._before(token, lambda m: self._is_site(m) and not self._acts_on(m, token))
        return [replace(_standing(place, token), type="place")] if place else []

    def _acts_on(self, mention: ActorMention, token: Token) -> bool:
        """Tell whether a capital acts on a place that is hence another: *accuse Moscou de bombarder la ville*."""
        return mention.why == "capital" and any(a.token.i == mention.head for a in self._subjects(token.head))

    def _is_site(self, mention: ActorMention) -> bool:
        """Tell whether a mention is of a place, not of the power that sits there: *Moscou a frappé Kharkiv. La ville...*."""
        acts = mention.why == "capital" and phrases.is_subject(self.doc[mention.head])
        return mention.why in {"city", "capital", "place"} and mention.id is not None and not acts

    def _country(self, token: Token) -> list[ActorMention]:
        """Return the country that *le pays* means: the last one named, rather by itself than by what acts for it."""
        left = self._home_of_leavers(token)
        named = self._before(token, lambda m: _state(m) not in {None, left} and m.why in NAMING)
        country = named or self._before(token, lambda m: _state(m) not in {None, left})
        return [replace(_standing(country, token), type="state")] if country else []

    def _home_of_leavers(self, country: Token) -> str | None:
        """Return the home of those who leave a country that is not theirs: *les soldats français ont quitté le pays*."""
        if not scope.is_object(country) or country.head.lemma_.lower() not in self.words.leaving:
            return None
        leavers = (m for a in self.reader.subjects(country.head) for m in self.heads.get(a.token.i, ()))
        return next((m.country for m in leavers if m.sector == "MIL" or self._is_national(m)), None)

    def _is_national(self, mention: ActorMention) -> bool:
        return self.doc[mention.head].lemma_.lower() in self.words.nationals

    def _organisation(self, token: Token, lemma: str, bare: ActorMention | None) -> list[ActorMention]:
        """Return the organisation or armed group that *le mouvement* or *les insurgés* takes up."""
        nominals = [n for n in self.words.nominals if lemma in n.nouns]
        found = (self._taken_up_as(nominal, token, bare) for nominal in nominals)
        return next((mentions for mentions in found if mentions), [])

    def _taken_up_as(self, nominal: Nominal, token: Token, bare: ActorMention | None) -> list[ActorMention]:
        """Return the actor of a noun's kind that it takes up."""
        if (phrases.number(token) == "p") != nominal.only:
            return []
        fitting = [m for m in self.mentions if m.type in nominal.types and m.id and (not nominal.ids or m.id in nominal.ids)]
        if nominal.only:
            fitting = [m for m in fitting if bare is None or _may_be(bare, m)]
            if len({m.id for m in fitting}) > 1:
                fitting = [] if phrases.is_indefinite(token) else self._dominant(fitting)
            named = [] if any(self.doc[m.head].head == token.head for m in fitting) else fitting[:1]
        else:
            before = fitting[: bisect_left(fitting, token.i, key=lambda m: m.start)]
            named = self._unless_coordinated(before[-1], before) if before else []
        return [_taken_up(m, token, bare) for m in named[:1]]

    def _shortened(self, token: Token, own: list[ActorMention]) -> list[ActorMention]:
        """Return the body whose name a capitalised noun shortens: *la Cour* after *la Cour pénale internationale*."""
        if not token.text[:1].isupper() or not phrases.is_definite(token) or phrases.is_named(token):
            return []
        if any(m.why != "context" for m in own if m.why != "model") or phrases.number(token) == "p":
            return []
        body = self._before(token, lambda m: self._opens_with(m, token))
        return [_taken_up(body, token, own[0] if own else None)] if body is not None else []

    def _opens_with(self, mention: ActorMention, token: Token) -> bool:
        """Tell whether a mention is the full name of an organisation that a noun opens."""
        full = mention.type == "organisation" and mention.end - mention.start > 1 and mention.id is not None
        return full and mention.sector != "LEG" and self.doc[mention.start].text == token.text

    def _whole(self, token: Token, lemma: str, own: list[ActorMention]) -> list[ActorMention]:
        """Return the organisation whose organ or members a noun names: *la Commission*, *les États membres*.

        It must be the one that the text names most.
        """
        if any(m.id for m in own if m.why != "context") or phrases.complements(token):
            return []
        organ = self.words.organs.get(token.text) if phrases.is_definite(token) and not phrases.is_named(token) else None
        if organ is None and not (lemma in self.words.members and phrases.is_of_members(token)):
            return []
        unions = [m for m in self.mentions if m.type == "organisation" and m.sector == "IGO" and m.id]
        named = self._dominant(unions)
        if not named or organ not in {None, named[0].id}:
            return []
        return [_taken_up(named[0], token, own[0] if own else None)]

    def _dominant(self, fitting: list[ActorMention]) -> list[ActorMention]:
        """Return the mentions of the actor that a text names far more than any other of its kind."""
        named = [m for m in fitting if m.why in {"name", "former"} and not self._is_affiliate(m)]
        apart = [m for before, m in zip([None, *named], named, strict=False) if before is None or not _is_repeated(before, m)]
        counts = Counter(m.id for m in apart)
        best = next(iter(counts.most_common(1)), None)
        if best is None or best[1] < DOMINANT * sum(counts.values()):
            return []
        return [m for m in fitting if m.id == best[0]]

    def _is_affiliate(self, mention: ActorMention) -> bool:
        """Tell whether a group is named only to say who is close to it: *lié à Al-Qaïda*."""
        return clauses.preposition(self.doc[mention.head]) == "a"

    def _described(self, token: Token, lemma: str, own: list[ActorMention]) -> list[ActorMention]:
        """Return the named actor that a description takes up: *le géant pétrolier*, *l'entreprise suédoise*.

        It must be of the country that the description names, and where it names none the only one of its kind named before.
        """
        nominals = [n for n in self.words.nominals if lemma in n.nouns and not n.only]
        found = (self._described_as(nominal, token, own) for nominal in nominals)
        return next((mentions for mentions in found if mentions), [])

    def _described_as(self, nominal: Nominal, token: Token, own: list[ActorMention]) -> list[ActorMention]:
        """Return the actor of a noun's kind that a description takes up: *le groupe* means armed men or a company."""
        if not phrases.is_known(token) or any(m.why not in {"head", "context"} for m in own):
            return []
        if phrases.complements(token) and (nominal.types != COMPANIES or not phrases.is_described(token)):
            return []
        types = ARMED if any(m.sector in {"REB", "PRM", "CRM"} for m in own) else nominal.types
        fitting = [m for m in self._backwards(token) if m.type in types and m.id and m.why in {"name", "former"}]
        fitting = [m for m in fitting if not self._is_affiliate(m)]
        told = next((m.id for m in own if m.id == m.country and m.why == "head"), None)  # none: *l'alliance occidentale*
        if told is None:
            named = fitting[:1] if types in {ARMED, COMPANIES} or len({m.id for m in fitting}) == 1 else []
        else:
            named = [m for m in fitting if m.country == told][:1]
        bare = own[0] if own else None
        return [_taken_up(m, token, bare) for m in named]

    def _introduced(self, token: Token, described: ActorMention) -> list[ActorMention]:
        """Return the person whom a title only describes, and the next sentence names: *Une chanteuse arrêtée. Mia Duval...*.

        A later sentence must introduce somebody, and the next one be about who is named.
        """
        own, new = token.sent, phrases.is_indefinite(token)
        if own.end >= len(self.doc) or phrases.number(token) == "p" or (own.start and not new):
            return []
        if described.sector in OWN_STATE - {"LEG"} or (self._lemma(token) in self.words.relations and not new):
            return []
        after = self.doc[own.end].sent
        people = {m.person: m for m in self.mentions if m.person and m.start < after.end}
        person = next(iter(people.values()), None)
        if person is None or len(people) > 1 or person.start < own.end or person.id != person.person:
            return []
        if own.start and not phrases.is_main_subject(self.doc[person.head]):
            return []
        if (self._gender(person) or phrases.gender(token)) != phrases.gender(token):
            return []
        fitting = person.role is None or self._lemma(token) in person.role.lower()
        return [replace(_standing(person, token), start=described.start, end=described.end, type="person")] if fitting else []

    def _individual(self, token: Token, bare: ActorMention) -> list[ActorMention]:
        """Return the person whom *la chanteuse*, *le candidat* takes up: the last one named of that gender."""
        former = bare.why == "former" or (phrases.is_former(token) and phrases.is_demonstrative(token))
        if (not former and bare.sector in OWN_STATE - {"LEG"}) or self._lemma(token) in self.words.relations:
            return []
        gender = phrases.gender(token)
        person = self._before(token, lambda m: m.person is not None and (self._gender(m) or gender) == gender)
        if person is None or self._is_other(person, token):
            return []
        if bare.why == "head" and person.id != person.person and not former:
            return []
        return [replace(_standing(person, token), start=bare.start, end=bare.end, type="person")]


def _owned(mention: ActorMention, owner: ActorMention) -> ActorMention:
    """Let a mention act for somebody."""
    return replace(mention, id=owner.id, name=owner.name, country=owner.country, wikidata=owner.wikidata)


def _is_repeated(before: ActorMention, mention: ActorMention) -> bool:
    """Tell whether an acronym only repeats the name before it: *Forces de soutien rapide (FSR)*."""
    return before.id == mention.id and mention.start - before.end <= 1


def _may_be(bare: ActorMention, group: ActorMention) -> bool:
    """Tell whether a bare noun may mean an armed group: *paramilitaires* one of their own, *assaillants* any."""
    return bare.sector in {group.sector, "UAF"}


def _taken_up(mention: ActorMention, token: Token, bare: ActorMention | None) -> ActorMention:
    """Let a noun stand for what it takes up, with its own span and sector."""
    standing = replace(_standing(mention, token), type="group")
    return standing if bare is None else replace(standing, start=bare.start, end=bare.end, sector=mention.sector or bare.sector)


def _is_empty(mention: ActorMention, token: Token) -> bool:
    """Tell whether *le pays* means no country: nothing before it is one."""
    single = token.lower_ == "pays" and phrases.number(token) != "p"
    return single and mention.id is None and phrases.is_definite(token)


def _person(mention: ActorMention) -> str | None:
    return mention.person


def _side(mention: ActorMention) -> str | None:
    """Return whom a mention is of, if that may be a party to a conflict: no organisation of states."""
    return _actor(mention) if mention.sector != "IGO" else None


def _leader(mention: ActorMention) -> str | None:
    """Return the name of a person who acts for a country or its rebels: no professor is one of *les deux dirigeants*."""
    return mention.person if mention.country and mention.person != mention.id else None


def _actor(mention: ActorMention) -> str | None:
    return mention.id if mention.type != "place" else None


def _state(mention: ActorMention) -> str | None:
    return mention.id if mention.id and mention.country == mention.id else None


def _standing(mention: ActorMention, token: Token) -> ActorMention:
    antecedent = mention.antecedent or (mention.start, mention.end)
    return replace(
        mention, start=token.i, end=token.i + 1, head=token.i, type="pronoun", why="coreference", antecedent=antecedent,
    )  # fmt: skip
