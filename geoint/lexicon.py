"""The door to the disk: the only module that opens ``geoint/fr/**/*.toml`` and users' lexicons.

Data is checked on loading: an unknown key, a repeated id or an impossible date stops with the file's name.
What the files under ``fr/actors`` mean is the business of ``actor_lexicon``.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import re
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import tomli  # tomllib's own source, compiled: a third of its time, and it tells the line of an error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

FOLDER = Path(__file__).parent / "fr"


class LexiconError(ValueError):
    """A lexicon file says something that it must not; the message names the file."""


@dataclass(frozen=True, slots=True)
class Source:
    """One lexicon file: the name to show, its text, and what TOML makes of it."""

    name: str
    text: str
    table: dict[str, Any]

    def line(self, section: str, number: int = 0, key: str = "") -> int:
        """Return the line of the ``number``-th ``[[section]]``, or of a ``key`` in it; of a top-level key without sections."""
        lines = self.text.splitlines()
        headers = [n for n, line in enumerate(lines, start=1) if re.match(rf"\s*\[\[\s*{re.escape(section)}\s*\]\]", line)]
        if number >= len(headers):
            return next((n for n, line in enumerate(lines, start=1) if re.match(rf"\s*{re.escape(section)}\s*=", line)), 1)
        first = headers[number]
        for n, line in enumerate(lines[first:], start=first + 1):
            if line.lstrip().startswith("[["):
                break
            if key and re.match(rf"\s*{re.escape(key)}\s*=", line):
                return n
        return first


def sources(folder: str) -> list[Source]:
    """Return the files of one folder of the lexicon in sorted order."""
    found = texts(folder)
    tables = kept(folder, (*found, *found.values()), lambda: {name: parsed(name, text).table for name, text in found.items()})
    return [Source(name, found[name], table) for name, table in tables.items()]


def texts(folder: str) -> dict[str, str]:
    """Return the texts of the files of one folder of the lexicon by their names, in sorted order."""
    return {path.name: content(path) for path in sorted((FOLDER / folder).glob("*.toml"))}


def kept(name: str, made_of: Iterable[str], make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return what an earlier run made of the same texts and left in the user's cache as JSON; else make and keep it."""
    digest = hashlib.sha256("\0".join(made_of).encode()).hexdigest()
    path = cache_folder() / f"{name}.json"
    try:
        found = json.loads(path.read_bytes())
        if found["digest"] == digest:
            return dict(found["value"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # nothing there, or not ours
    made = json.dumps({"digest": digest, "value": make()}, ensure_ascii=False, default=str)  # dates become ISO texts
    _keep(path, made)
    return dict(json.loads(made)["value"])


def cache_folder() -> Path:
    """Return where lexicons are kept between runs; deleting it costs nothing but the time to parse again."""
    named = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(named or os.path.expanduser("~/.cache"), "geoint")  # noqa: PTH111 -- Path.expanduser raises without a home


def _keep(path: Path, text: str) -> None:
    """Write a file of which nobody sees half. A cache that cannot be written is done without."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as stream:
            stream.write(text)
        Path(stream.name).replace(path)
    except OSError:
        return


@contextmanager
def growing() -> Iterator[None]:
    """Let the garbage collector wait while a lexicon is made: it would look through all the new objects again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def source(path: Path, name: str | None = None) -> Source:
    """Read one lexicon file, or raise LexiconError naming it (and the line, if it is no TOML)."""
    return parsed(name or str(path), content(path))


def content(path: Path) -> str:
    """Return the text of one lexicon file, or raise LexiconError."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        message = f"{path}: not UTF-8 text; save it as UTF-8"
        raise LexiconError(message) from error
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise LexiconError(message) from error


def parsed(name: str, text: str) -> Source:
    """Parse the text of a lexicon file, or raise LexiconError naming the line."""
    try:
        return Source(name, text, tomli.loads(text))
    except tomli.TOMLDecodeError as error:
        message = f"{name}:{error.lineno}: {error.msg} (column {error.colno})"
        raise LexiconError(message) from error


def tables(folder: str) -> dict[str, dict[str, Any]]:
    """Return the parsed TOML files of one folder of the lexicon by their stem, in sorted order."""
    return {found.name.removesuffix(".toml"): found.table for found in sources(folder)}


def fingerprint(lexicons: Iterable[Path | str] = ()) -> str:
    """Return a digest of all lexicon files, ours and the user's: results under the same fingerprint are comparable."""
    digest = hashlib.sha256()
    ours = [*sorted(FOLDER.rglob("*.toml")), CONFIDENCE]
    for path in (*ours, *map(Path, lexicons)):
        digest.update(hashlib.sha256(content(path).encode()).digest())
    return digest.hexdigest()


def checked(row: dict[str, Any], *, allowed: frozenset[str], required: frozenset[str], where: str) -> dict[str, Any]:
    """Return the row, or raise LexiconError naming ``where`` if a key is unknown or missing."""
    if unknown := row.keys() - allowed:
        message = f"{where}: unknown key {', '.join(sorted(unknown))}; known are {', '.join(sorted(allowed))}"
        raise LexiconError(message)
    if missing := required - row.keys():
        message = f"{where}: missing key {', '.join(sorted(missing))}"
        raise LexiconError(message)
    return row


# ---------------------------------------------------------------- grammar


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Which verbs give their infinitive which subject: ``fr/grammar/control.toml``."""

    object: frozenset[str]
    dative: frozenset[str]
    subject: frozenset[str]
    active_participles: frozenset[str]
    transparent: frozenset[str]
    undergoing: frozenset[str]
    answering: frozenset[str]
    occurring: frozenset[str]
    underway: frozenset[str]
    returning: frozenset[str]
    authoring: frozenset[str]
    adjectival: frozenset[str]
    qualifying: frozenset[str]
    describing: frozenset[str]
    ceasing: frozenset[str]
    aspectual: frozenset[str]
    announcing: frozenset[str]
    claiming: frozenset[str]
    suffering: frozenset[str]
    charging: frozenset[str]
    imputing: frozenset[str]
    proceeding: frozenset[str]
    undergone: frozenset[str]
    framing: frozenset[str]
    targeting: frozenset[str]
    prepositional: frozenset[str]
    measuring: frozenset[str]
    adverbial: frozenset[str]
    timing: frozenset[str]
    assisting: frozenset[str]
    granting: frozenset[str]
    granted: frozenset[str]
    objectless: frozenset[str]


@cache
def control() -> Control:
    """Return the control lexicon."""
    keys = frozenset(Control.__dataclass_fields__)
    row = checked(tables("grammar")["control"], allowed=keys | {"example"}, required=keys, where="control.toml")
    return Control(**{key: frozenset(map(reflexive, row[key])) for key in keys})


@cache
def homographs() -> dict[str, str]:
    """Return the verbs of forms that the lemmatizer gives to a rarer verb: ``fr/grammar/homographs.toml``."""
    table = tables("grammar")["homographs"]
    row = checked(table, allowed=frozenset({"forms", "example"}), required=frozenset({"forms"}), where="homographs.toml")
    return dict(row["forms"])


# ---------------------------------------------------------------- references


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """Nouns that take up an actor named before, by the types of actor that they may mean.

    ``only`` demands that the text names no second one of these types; ``ids``, if any, are all whom they may mean.
    """

    nouns: frozenset[str]
    types: frozenset[str]
    only: bool = False
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """What ``fr/references`` knows of words that stand for somebody named elsewhere.

    ``pronouns`` gives gender (None if the form does not tell) and number.
    """

    pronouns: dict[str, tuple[str | None, str]]
    latter: frozenset[str]
    first_person: frozenset[str]
    impersonal: frozenset[str]
    nominals: tuple[Nominal, ...]
    countries: frozenset[str]
    parties: frozenset[str]
    leaders: frozenset[str]
    numbers: dict[str, int]
    organs: dict[str, str]
    members: frozenset[str]
    sites: frozenset[str]
    areas: frozenset[str]
    strangers: frozenset[str]
    relations: frozenset[str]
    grounds: frozenset[str]
    acts: frozenset[str]
    holding: frozenset[str]
    portfolios: frozenset[str]
    generic: frozenset[str]
    unnamed: frozenset[str]
    leaving: frozenset[str]
    nationals: frozenset[str]
    partitives: frozenset[str]
    speakers: frozenset[str]
    aliases: frozenset[str]
    clothes: frozenset[str]
    wars: frozenset[str]
    bands: frozenset[str]
    opposed: frozenset[str]
    anybody: frozenset[str]
    bodies: frozenset[str]
    kin: frozenset[str]


@cache
def references() -> References:
    """Return the reference lexicon."""
    row = {key: value for table in tables("references").values() for key, value in table.items() if key != "example"}
    keys = frozenset({"nominal"} | set(References.__dataclass_fields__) - {"nominals"})
    checked(row, allowed=keys, required=keys, where="references")
    lists = {key: frozenset(row[key]) for key in keys - {"nominal", "pronouns", "numbers", "organs"}}
    return References(
        pronouns={form: (None if code[0] == "?" else code[0], code[1]) for form, code in row["pronouns"].items()},
        nominals=tuple(
            Nominal(
                nouns=frozenset(n["nouns"]),
                types=frozenset(n["types"]),
                only=n.get("only", False),
                ids=frozenset(n.get("ids", ())),
            )
            for n in row["nominal"]
        ),
        numbers=row["numbers"],
        organs=row["organs"],
        **lists,
    )


# ---------------------------------------------------------------- events

_PATTERN_KEYS = frozenset({
    "verb", "noun", "adjective", "subject", "object", "with", "without", "cameo", "mode", "event", "reciprocal", "actor_object",
    "place_object", "noun_object", "needs_object", "needs_agent", "passive", "unless",
})  # fmt: skip
_FAMILY_KEYS = frozenset({"event", "mode", "cameo", "pattern", "example"})
_NONE_KEYS = frozenset({"state", "speech", "light", "holder", "pattern", "example"})
NO_EVENT = "NONE"  # type of the frames of none.toml: what they match is said, and is no event
EVENT_TYPES = frozenset({
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
})  # fmt: skip


class Pattern(NamedTuple):
    """One way to say an event: a verb, an event noun, a light verb with its noun, or a predicative adjective."""

    id: str
    event: str
    mode: str | None = None
    cameo: str | None = None
    verbs: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()
    adjectives: frozenset[str] = frozenset()
    subject: tuple[str, ...] | None = None
    object: tuple[str, ...] | None = None
    frame: tuple[tuple[str, frozenset[str]], ...] = ()
    unless: tuple[tuple[str, frozenset[str]], ...] = ()
    passive: bool = False
    without: tuple[str, ...] = ()
    reciprocal: bool = False
    actor_object: bool = False
    place_object: bool = False
    noun_object: bool = False
    needs_object: bool = False
    needs_agent: bool = False

    @property
    def thing_acts(self) -> bool:
        """Tell whether the subject of the verb is no actor: a bomb that falls, or whoever falls into an ambush."""
        return "sujet" in (self.object or ()) or any(role == "sujet" for role, _ in self.frame)

    @property
    def demand(self) -> int:
        """Return how much the pattern asks of its clause: the more, the earlier it is tried."""
        return sum(2 if words else 1 for _, words in self.frame) + self.actor_object + self.place_object + self.passive


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLexicon:
    """Everything under ``fr/events``, by the lemma that triggers it."""

    verbs: dict[str, tuple[Pattern, ...]]
    light: dict[str, tuple[Pattern, ...]]
    nouns: dict[str, tuple[Pattern, ...]]
    adjectives: dict[str, tuple[Pattern, ...]]
    state: frozenset[str]
    speech: frozenset[str]
    auxiliary: frozenset[str]
    holders: frozenset[str]


@cache
@growing()
def events() -> EventLexicon:
    """Return the event lexicon."""
    families = tables("events")
    none = families.pop("none", {})
    checked(none, allowed=_NONE_KEYS, required=frozenset(), where="none.toml")
    patterns = _patterns("none", {"event": NO_EVENT, "pattern": none.get("pattern", ()), "example": ()})
    patterns += [p for stem, family in families.items() for p in _patterns(stem, family)]
    patterns.sort(key=lambda p: -p.demand)  # the more a pattern demands, the earlier it is tried
    return EventLexicon(
        verbs=_by_lemma((v, p) for p in patterns if not p.nouns for v in p.verbs),
        light=_by_lemma((v, p) for p in patterns if p.nouns for v in p.verbs),
        nouns=_by_lemma((n, p) for p in patterns if not p.verbs for n in sorted(p.nouns)),
        adjectives=_by_lemma((a, p) for p in patterns for a in sorted(p.adjectives)),
        state=frozenset(reflexive(v) for v in none.get("state", ())),
        speech=frozenset(reflexive(v) for v in none.get("speech", ())),
        auxiliary=frozenset(reflexive(v) for v in none.get("light", ())),
        holders=frozenset(none.get("holder", ())),
    )


def _patterns(stem: str, family: dict[str, Any]) -> list[Pattern]:
    where = f"{stem}.toml"
    checked(family, allowed=_FAMILY_KEYS, required=frozenset({"event", "pattern", "example"}), where=where)
    found = []
    for number, row in enumerate(family["pattern"]):
        checked(row, allowed=_PATTERN_KEYS, required=frozenset(), where=f"{where}, pattern {number}")
        found.append(_pattern(f"{stem}[{number}]", family, row))
    return found


def _pattern(name: str, family: dict[str, Any], row: dict[str, Any]) -> Pattern:
    event = row.get("event", family["event"])
    if (event not in EVENT_TYPES and event != NO_EVENT) or not (row.get("verb") or row.get("noun") or row.get("adjective")):
        message = f"{name}: needs a verb or a noun or an adjective, and an event among {', '.join(sorted(EVENT_TYPES))}"
        raise LexiconError(message)
    inherited = family if event == family["event"] else {}
    return Pattern(
        id=name,
        event=event,
        mode=row.get("mode", inherited.get("mode")),
        cameo=row.get("cameo", inherited.get("cameo")),
        verbs=tuple(reflexive(v) for v in row.get("verb", ())),
        nouns=frozenset(row.get("noun", ())),
        adjectives=frozenset(row.get("adjective", ())),
        subject=tuple(row["subject"]) if "subject" in row else None,
        object=tuple(row["object"]) if "object" in row else None,
        frame=_frame(row.get("with", {})),
        unless=_frame(row.get("unless", {})),
        passive=row.get("passive", False),
        without=tuple(row.get("without", ())),
        reciprocal=row.get("reciprocal", False),
        actor_object=row.get("actor_object", False),
        place_object=row.get("place_object", False),
        noun_object=row.get("noun_object", False),
        needs_object=row.get("needs_object", False),
        needs_agent=row.get("needs_agent", False),
    )


def _frame(row: dict[str, list[str]]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the nouns that a pattern demands or excludes by role; an empty list stands for any phrase."""
    return tuple((role, frozenset(words)) for role, words in row.items())


def _by_lemma(pairs: Iterable[tuple[str, Pattern]]) -> dict[str, tuple[Pattern, ...]]:
    grouped: dict[str, list[Pattern]] = {}
    for lemma, pattern in pairs:
        grouped.setdefault(lemma, []).append(pattern)
    return {lemma: tuple(found) for lemma, found in grouped.items()}


def pattern_place(rule: str) -> str | None:
    """Return the file and line of a pattern by its id (*sanction[1]*), None for a rule of the grammar (*clause[verb]*)."""
    stem, _, number = rule.removesuffix("]").partition("[")
    path = FOLDER / "events" / f"{stem}.toml"
    if not path.is_file() or not number.isdigit():
        return None
    found = source(path, path.name)
    return f"{found.name}:{found.line('pattern', int(number))}"


def word_places(folder: str, words: Iterable[str]) -> list[str]:
    """Return the files and lines of a folder where one of some words stands in a list, the first word's first."""
    texts = [(found.name, found.text.splitlines()) for found in sources(folder)]
    return [
        f"{name}:{number}"
        for word in words
        for name, lines in texts
        for number, line in enumerate(lines, start=1)
        if f'"{word}"' in line and not line.lstrip().startswith(("text", "expect"))
    ]


def examples(folder: str) -> list[tuple[str, dict[str, Any]]]:
    """Return every ``[[example]]`` of a folder of the lexicon with the stem of its file."""
    return [(stem, row) for stem, table in tables(folder).items() for row in table.get("example", ())]


# ---------------------------------------------------------------- confidence

CONFIDENCE = Path(__file__).parent / "confidence.toml"


@dataclass(frozen=True, slots=True)
class Weight:
    """What a value of a feature adds to the log-odds of a triple, and the triples it comes from: right ones of those seen."""

    weight: float
    right: int
    seen: int


@dataclass(frozen=True, slots=True)
class ConfidenceTable:
    """The weights of what is known of a triple, by feature and value: ``confidence.toml``, made by ``geoint.calibrate``."""

    base: float
    weights: dict[str, dict[str, Weight]]

    def weight(self, feature: str, value: str) -> float:
        """Return the weight of a value, 0 if it was never seen."""
        known = self.weights.get(feature, {}).get(value)
        return known.weight if known else 0.0


@cache
def confidence() -> ConfidenceTable:
    """Return the table of the confidence of triples."""
    table = dict(source(CONFIDENCE, CONFIDENCE.name).table)
    base = table.pop("base")
    return ConfidenceTable(base, {name: {v: Weight(**row) for v, row in values.items()} for name, values in table.items()})


# ---------------------------------------------------------------- qualifiers

STATUSES = ("fact", "negated", "intended", "claimed", "hypothetical")
FORCES = (
    "neutral", "claim", "concession", "denial", "accusation", "warning", "promise", "opinion", "question", "discovery",
    "confirmation",
)  # fmt: skip
_GOVERNING = ("verbs", "nouns", "adjectives", "adverbs", "conjunctions", "prepositions")


@dataclass(frozen=True, slots=True, kw_only=True)
class QualifierLexicon:
    """Everything under ``fr/qualifiers``: one file a kind of cue, with the status that it makes."""

    statuses: dict[str, str]
    words: dict[str, frozenset[str]]
    governing: dict[str, dict[str, str]]
    reporting: dict[str, str]

    def kind(self, part: str, names: Iterable[str]) -> str | None:
        """Return the kind of cue that the first known of the names is: ``part`` is *verbs*, *nouns*, *adjectives*..."""
        return next((self.governing[part][n] for n in names if n in self.governing[part]), None)

    def force(self, names: Iterable[str]) -> str | None:
        """Return the force of a reporting verb by the first known of its names, or None if it reports nothing."""
        return next((self.reporting[n] for n in names if n in self.reporting), None)

    def has(self, key: str, names: Iterable[str]) -> bool:
        """Tell whether one of the names stands in a list, by its file and name: ``negation.particles``."""
        return any(n in self.words[key] for n in names)


@cache
def qualifiers() -> QualifierLexicon:
    """Return the qualifier lexicon; raises LexiconError if a list is none, or a word has two kinds."""
    statuses: dict[str, str] = {}
    words: dict[str, frozenset[str]] = {}
    governing: dict[str, dict[str, str]] = {part: {} for part in _GOVERNING}
    reporting: dict[str, str] = {}
    for stem, table in tables("qualifiers").items():
        if table.get("status") not in STATUSES:
            message = f"{stem}.toml: status must be one of {', '.join(STATUSES)}"
            raise LexiconError(message)
        statuses[stem] = table["status"]
        for key, entries in table.items():
            if key in {"example", "status"}:
                continue
            words[f"{stem}.{key}"] = _word_list(entries, f"{stem}.toml: {key}")
            if key in governing:
                _add_kind(governing[key], stem, words[f"{stem}.{key}"], key)
            if stem == "reported" and key in FORCES:
                for verb in entries:
                    reporting.setdefault(reflexive(verb), key)
    return QualifierLexicon(statuses=statuses, words=words, governing=governing, reporting=reporting)


def _word_list(entries: object, where: str) -> frozenset[str]:
    if not isinstance(entries, list) or not all(isinstance(e, str) for e in entries):
        message = f"{where} must be a list of words"
        raise LexiconError(message)
    return frozenset(reflexive(e) for e in entries)


def _add_kind(known: dict[str, str], kind: str, words: frozenset[str], part: str) -> None:
    for word in sorted(words):
        other = known.setdefault(word, kind)
        if other != kind:
            message = f"{kind}.toml: {part}: {word} stands in {other}.toml already"
            raise LexiconError(message)


@cache
def verbs() -> frozenset[str]:
    """Return every verb that the lexicon knows, whatever it makes of it."""
    known = events()
    lists = (known.verbs, known.light, known.state, known.speech, known.auxiliary, qualifiers().reporting)
    return frozenset(verb.removeprefix("se ") for words in lists for verb in words)


def reflexive(verb: str) -> str:
    """Write *s'affronter* as the clause reader does: *se affronter*; *s'il* is no verb."""
    return f"se {verb[2:]}" if verb.startswith("s'") and verb.split(maxsplit=1)[0].endswith(("r", "re")) else verb
