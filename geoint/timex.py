"""What a time rule is, and how rules find the temporal expressions of a text: plain Python, no spaCy.

A rule is a function under a pattern, in ``geoint/fr/dates/*.py``, each file with its examples and traps. Patterns
are written in lower case with plain spaces and apostrophes, and name their pieces: ``<n>`` a number, ``<jour>`` a day of
the month, ``<semaine>`` a weekday, ``<mois>``, ``<an>``, ``<unité>``, ``<env>`` for *environ*, *plus de*. A modifier
changes the value of the expression that it stands beside: *depuis*, *fin*, *au soir*.

Values are ISO 8601 dates at the grain of the text, with the notations of TIMEX3 for what ISO lacks (``2021-SU``,
``2021-Q1``, ``196X``) and of EDTF for open intervals (``2013/..``).
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from geoint.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MODULES = (
    "absolute", "yearless", "weekdays", "deictic", "anaphoric", "periods", "holidays", "duration", "repeated",
    "other_calendars", "modifiers",
)  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30,
    "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100, "cents": 100,
}  # fmt: skip
ROUNDED = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
           "cinquantaine": 50, "soixantaine": 60, "centaine": 100}  # fmt: skip
UNITS = {"jour": "D", "semaine": "W", "mois": "M", "an": "Y", "annee": "Y", "heure": "H", "minute": "MIN", "decennie": "DE",
         "siecle": "CE", "trimestre": "Q", "semestre": "S"}  # fmt: skip
GRAINS = {"D": "day", "W": "week", "M": "month", "Y": "year", "H": "day", "MIN": "day", "DE": "decade", "CE": "century",
          "Q": "quarter", "S": "semester"}  # fmt: skip
APPROXIMATE = {"plus de": "more", "au moins": "more", "moins de": "less", "à peine": "less", "au plus": "less"}
FAR_AHEAD = 45  # days; a day and month without year further ahead than this is taken for last year's
MARGIN = 70  # characters around a word that a rule may reach
# Patterns of the pieces, and the words by which a text is searched for them.
_WORD_NUMBER = "(?:" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
_PIECES = {
    "<n>": rf"(?:\d{{1,3}}|{_WORD_NUMBER}(?:[- ](?:et[- ])?{_WORD_NUMBER})*|"
    rf"une? (?:{'|'.join(ROUNDED)}) d[e']|quelques|plusieurs)",
    "<jour>": r"(?:1er|[12]\d|3[01]|0?[1-9])",
    "<semaine>": r"(?:" + "|".join(WEEKDAYS) + r")",
    "<mois>": r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)",
    "<an>": r"(?:1[0-9]\d\d|20\d\d)",
    "<unité>": r"(?:jours?|semaines?|mois|années?|ans?|heures?|minutes?|décennies?|siècles?|trimestres?|semestres?)",
    "<env>": r"(?:environ |près de |près d'|presque |plus de |plus d'|moins de |moins d'|au moins |à peine |au plus |quasiment |"
    r"bientôt |quelque )?",
}
# A piece that a pattern may leave out comes after the one that it never leaves out.
_ON = {
    "<mois>": (*MONTHS, "fevrier", "aout", "decembre"),
    "<unité>": ("jour", "jours", "semaine", "semaines", "mois", "an", "ans", "année", "années", "heure", "heures", "minute",
                "minutes", "décennie", "décennies", "siècle", "siècles", "trimestre", "trimestres", "semestre", "semestres"),
    "<an>": ("####",),
    "<semaine>": WEEKDAYS,
}  # fmt: skip
_DIGIT = re.compile(r"\d")
_GRAINS_BY_FORM = {"0000-00-00": "day", "0000-00": "month", "0000": "year", "0000-W00": "week", "0000-Q0": "quarter",
                   "0000-H0": "semester", "000X": "decade", "00XX": "century"}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_CAPITAL_A = re.compile(r"(?<![\w'-])A(?= [a-zé])")  # A partir de, A la fin de: capitals go without accents
_WRAPPED = re.compile(r"(?<!\n)\n(?!\n)")


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression means: an ISO value at its grain, with the first and last day it may mean.

    ``grain`` is ``day``, ``week``, ``month``..., ``interval``, or ``duration`` and ``set``, which are no points in time;
    ``modifier`` is ``start mid end approx before after more less``, ``part`` the part of the day.
    """

    value: str | None
    grain: str
    earliest: str | None = None
    latest: str | None = None
    anchor: str | None = None
    modifier: str | None = None
    part: str | None = None
    warning: str | None = None


REFUSED = Value(None, "refused")  # the words are no expression of time, and no shorter rule may say otherwise


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression leans on: the day of writing, the last date of the text, the tense, and the text as given."""

    written: date | None
    last: Value | None
    future: bool
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and the function that gives its matches a value; None refuses the match.

    ``on`` are the words without which the pattern cannot match; a ``bare`` rule counts only beside a modifier (*fin mars*).
    """

    name: str
    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], Context], Value | None]
    on: frozenset[str]
    bare: bool


@dataclass(frozen=True, slots=True)
class Modifier:
    """Words before or after an expression that change its value."""

    name: str
    pattern: re.Pattern[str]
    apply: Callable[[re.Match[str], Value], Value | None]
    side: str


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A temporal expression in a text, with character offsets."""

    start: int
    end: int
    rule: str
    value: Value


def rule(
    name: str, pattern: str, *, on: Iterable[str] = (), bare: bool = False
) -> Callable[[Callable[[re.Match[str], Context], Value | None]], Rule]:
    """Make a function the resolver of a time rule; ``on``, words or pieces, is needed where no piece tells."""
    inferred = next((piece for piece in _ON if piece in pattern or f"{piece[:-1]}1>" in pattern), None)
    words = {word for named in on or [inferred or ""] for word in _ON.get(named, (named,))}
    if words == {""}:
        message = f"the time rule {name} needs the words that it searches for"
        raise ValueError(message)
    compiled = re.compile(rf"(?:(?<![\w-])|(?<=\bmi-))(?:{_expanded(pattern)})(?!\w)")
    return lambda resolve: Rule(name, compiled, resolve, frozenset(words), bare)


def before(name: str, pattern: str) -> Callable[[Callable[[re.Match[str], Value], Value | None]], Modifier]:
    """Make a function the modifier of an expression that follows the pattern."""
    return lambda apply: Modifier(name, re.compile(rf"(?<![\w-])(?:{_expanded(pattern)})$"), apply, "before")


def after(name: str, pattern: str) -> Callable[[Callable[[re.Match[str], Value], Value | None]], Modifier]:
    """Make a function the modifier of an expression that stands before the pattern."""
    return lambda apply: Modifier(name, re.compile(rf"(?:{_expanded(pattern)})(?!\w)"), apply, "after")


def _expanded(pattern: str) -> str:
    pattern = pattern.replace("<n> <unité>", "<n> ?<unité>")  # une dizaine d'années
    for piece, expansion in _PIECES.items():
        key, plain_key = piece[1:-1], _ascii(piece[1:-1])
        pattern = re.sub(rf"<{key}(\d?)>", lambda m, k=plain_key, e=expansion: f"(?P<{k}{m[1]}>{e})", pattern)  # type: ignore[misc]
    return pattern


def _ascii(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of ``geoint/fr/dates``."""
    return tuple(r for r in _declared() if isinstance(r, Rule))


@cache
def modifiers(side: str) -> tuple[Modifier, ...]:
    """Return the modifiers of ``geoint/fr/dates`` that stand ``before`` or ``after`` an expression."""
    return tuple(m for m in _declared() if isinstance(m, Modifier) and m.side == side)


@cache
def _declared() -> tuple[object, ...]:
    modules = [import_module(f"geoint.fr.dates.{name}") for name in MODULES]
    return tuple(declared for module in modules for declared in vars(module).values())


@cache
def _by_word() -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = defaultdict(list)
    for each in rules():
        for word in each.on:
            found[word].append(each)
    return {word: tuple(listed) for word, listed in found.items()}


# ---------------------------------------------------------------- finding


def find(
    text: str, *, written: str | None = None, future: Callable[[int, int], bool] = lambda _start, _end: False
) -> list[TimeExpression]:
    """Find the temporal expressions of a text.

    ``written`` is the ISO day of writing; ``future`` tells of a stretch of the text whether its verb looks ahead.
    """
    day = date.fromisoformat(written) if written else None
    lowered = _lowered(text)
    found: list[TimeExpression] = []
    last: Value | None = None
    for cluster in _clusters(_matches(lowered)):
        free = cluster
        while free:
            (start, end), candidates = free[0]
            context = Context(day, last, future(start, end), text)
            expression, core = _resolved(lowered, candidates, context)
            if expression is None or core is None:
                free = free[1:]
                continue
            free = [c for c in free if c[0][0] >= end or c[0][1] <= start]
            if core is not REFUSED:
                found.append(expression)
                last = _remembered(core) or last
    return _apart(found)


def _lowered(text: str) -> str:
    """Return the text in lower case with plain spaces and apostrophes, of the same length."""
    simple = _CAPITAL_A.sub("à", _WRAPPED.sub(" ", plain(text)).replace("\t", " "))
    lowered = simple.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in simple)


_Candidates = list[tuple[Rule, re.Match[str]]]


def _matches(text: str) -> dict[tuple[int, int], _Candidates]:
    """Return what rules match, by stretch; each rule is tried only around the words it cannot do without."""
    windows: dict[int, list[list[int]]] = defaultdict(list)
    by_word, listed = _by_word(), rules()
    numbered = {id(r): n for n, r in enumerate(listed)}
    for word in _WORD.finditer(text):
        written = word[0]
        key = "####" if len(written) == 4 and written.isdigit() else written  # noqa: PLR2004 -- a year
        for each in by_word.get(key, ()):
            around = windows[numbered[id(each)]]
            start, end = max(0, word.start() - MARGIN), min(len(text), word.end() + MARGIN)
            if around and start <= around[-1][1]:
                around[-1][1] = end
            else:
                around.append([start, end])
    found: dict[tuple[int, int], _Candidates] = {}
    for number_of_rule, around in windows.items():
        each = listed[number_of_rule]
        for start, end in around:
            for match in each.pattern.finditer(text, start, end):
                found.setdefault(match.span(), []).append((each, match))
    return found


def _clusters(matches: dict[tuple[int, int], _Candidates]) -> Iterator[list[tuple[tuple[int, int], _Candidates]]]:
    """Yield groups of stretches that overlap, in the order of the text, the longest first in each group."""
    group: list[tuple[tuple[int, int], _Candidates]] = []
    reach = -1
    for span in sorted(matches):
        if group and span[0] >= reach:
            yield sorted(group, key=lambda g: (g[0][0] - g[0][1], g[0]))
            group = []
        group.append((span, matches[span]))
        reach = max(reach, span[1])
    if group:
        yield sorted(group, key=lambda g: (g[0][0] - g[0][1], g[0]))


def _resolved(text: str, candidates: _Candidates, context: Context) -> tuple[TimeExpression | None, Value | None]:
    """Return the expression of the first rule that takes the match, with its modifiers, and its value without them."""
    for each, match in candidates:
        try:
            core = each.resolve(match, context)
            if core is None:
                continue
            start, end, value, modified = _modified(text, match, core)
        except (ValueError, OverflowError):
            continue  # 31 février, year 10000: no date
        if modified or not each.bare or core is REFUSED:
            return TimeExpression(start, end, each.name, value), core
    return None, None


def _modified(text: str, match: re.Match[str], value: Value) -> tuple[int, int, Value, bool]:
    """Apply the modifiers around an expression, the nearest first."""
    start, end = match.span()
    if value.grain in {"refused", "duration", "set"}:
        return start, end, value, False
    modified = False
    for each in modifiers("after"):
        beside = each.pattern.match(text, end)
        if beside and (changed := each.apply(beside, value)):
            end, value = beside.end(), changed
    while True:
        head = text[max(0, start - MARGIN) : start]
        found = [(m, each) for each in modifiers("before") if (m := each.pattern.search(head))]
        changes = ((m, each.apply(m, value)) for m, each in sorted(found, key=lambda f: f[0].start()))
        beside, changed = next(((m, v) for m, v in changes if v is not None), (None, None))
        if beside is None or changed is None:
            return start, end, value, modified
        start, value, modified = start - len(beside[0]), changed, True


def _remembered(value: Value) -> Value | None:
    """Return the date that *le lendemain* and *l'année suivante* count from: the last one named."""
    if value.grain == "interval" and value.latest and value.value and len(value.value) == len("2020-01-01/2020-01-02"):
        return of_day(date.fromisoformat(value.latest))
    return value if value.value and value.grain in {"day", "week", "month", "year"} else None


def _apart(found: list[TimeExpression]) -> list[TimeExpression]:
    """Return the expressions in order, without one that a modifier's words made overlap with the one before."""
    apart: list[TimeExpression] = []
    for each in sorted(found, key=lambda e: (e.start, -e.end)):
        if not apart or each.start >= apart[-1].end:
            apart.append(each)
    return apart


# ---------------------------------------------------------------- values


def of_day(day: date, anchor: date | None = None) -> Value:
    """Return the value of one day."""
    return Value(day.isoformat(), "day", day.isoformat(), day.isoformat(), _iso(anchor))


def of_month(year: int, month: int, anchor: date | None = None) -> Value:
    """Return the value of one month."""
    first = date(year, month, 1)
    last = date(year, month, calendar.monthrange(year, month)[1])
    return Value(f"{year:04d}-{month:02d}", "month", first.isoformat(), last.isoformat(), _iso(anchor))


def of_year(year: int, anchor: date | None = None) -> Value:
    """Return the value of one year."""
    return Value(f"{year:04d}", "year", date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat(), _iso(anchor))


def of_decade(first: int, anchor: date | None = None) -> Value:
    """Return the value of ten years, from the year that begins them."""
    earliest, latest = date(first, 1, 1).isoformat(), date(first + 9, 12, 31).isoformat()
    return Value(f"{first // 10:03d}X", "decade", earliest, latest, _iso(anchor))


def of_century(number_of_century: int, anchor: date | None = None) -> Value:
    """Return the value of a century: the 20th is ``19XX``."""
    first, last = date(100 * number_of_century - 99, 1, 1), date(100 * number_of_century, 12, 31)
    return Value(f"{number_of_century - 1:02d}XX", "century", first.isoformat(), last.isoformat(), _iso(anchor))


def of_months(code: str, grain: str, months: tuple[int, int, int], anchor: date | None = None) -> Value:
    """Return the value of ``months`` = year, first month and how many, under a code such as ``Q1`` or ``SU``."""
    year, month, count = months
    last = year * 12 + month - 2 + count
    end = of_month(last // 12, last % 12 + 1).latest
    return Value(f"{year:04d}-{code}", grain, date(year, month, 1).isoformat(), end, _iso(anchor))


def of_week(day: date, anchor: date | None = None) -> Value:
    """Return the value of the ISO week of a day."""
    year, week, weekday = day.isocalendar()
    first = day - timedelta(days=weekday - 1)
    last = first + timedelta(days=6)
    return Value(f"{year:04d}-W{week:02d}", "week", first.isoformat(), last.isoformat(), _iso(anchor))


def of_interval(first: Value, last: Value) -> Value:
    """Return the value of an interval between two values."""
    earliest, latest = first.earliest, last.latest
    if not (first.value and last.value and earliest and latest) or earliest > latest:
        return Value(None, "interval")
    return Value(f"{first.value}/{last.value}", "interval", earliest, latest, last.anchor or first.anchor)


def grain_of_beginning(value: str | None, grain: str | None) -> str | None:
    """Return the grain of the beginning of an open interval (``2022-04/..``), of anything else the grain given."""
    if value is None or not value.endswith("/.."):
        return grain
    form = _DIGIT.sub("0", value.removesuffix("/.."))
    return _GRAINS_BY_FORM.get(form, "season" if form.startswith("0000-") else grain)


def since(first: Value) -> Value:
    """Return the open interval that begins with a value."""
    if "/" in (first.value or ""):
        return replace(first, grain="interval")
    value = f"{first.value}/.." if first.value else None
    return replace(first, value=value, grain="interval", latest=None)


def until(last: Value) -> Value:
    """Return the open interval that ends with a value."""
    if "/" in (last.value or ""):
        return replace(last, grain="interval")
    value = f"../{last.value}" if last.value else None
    return replace(last, value=value, grain="interval", earliest=None)


def unknown(grain: str) -> Value:
    """Return the value of an expression that nothing anchors."""
    return Value(None, grain)


def duration(amount: int | None, unit: str, modifier: str | None = None) -> Value:
    """Return the value of a length of time: ``P3D``, ``PT48H``; without a number it has no value."""
    code = unit_code(unit)
    if amount is None:
        return Value(None, "duration", modifier=modifier)
    counted = {"H": f"PT{amount}H", "MIN": f"PT{amount}M", "Q": f"P{3 * amount}M", "S": f"P{6 * amount}M"}
    return Value(counted.get(code, f"P{amount}{code}"), "duration", modifier=modifier)


def near(context: Context, month: int, day: int, weekday: str | None = None) -> date | None:
    """Return the day and month without year that the text means: the nearest, past unless the verb looks ahead."""
    written = context.written
    if written is None:
        return None
    years = range(max(MINYEAR, written.year - 1), min(MAXYEAR, written.year + 1) + 1)
    candidates = [date(y, month, day) for y in years if day <= calendar.monthrange(y, month)[1]]
    if weekday:
        candidates = [c for c in candidates if WEEKDAYS[c.weekday()] == weekday] or candidates
    ahead = [c for c in candidates if c >= written]
    if context.future and ahead:
        return min(ahead)
    fitting = [c for c in candidates if (c - written).days <= FAR_AHEAD]
    return min(fitting, key=lambda c: abs((c - written).days), default=None)


def contradiction(day: date, weekday: str | None) -> str | None:
    """Return a warning if a weekday is not the day's."""
    true = WEEKDAYS[day.weekday()]
    return f"{day.isoformat()} is a {true}" if weekday and weekday != true else None


def number(text: str) -> int | None:
    """Return the number that words or digits stand for; None for *quelques*."""
    if text.isdigit():
        return int(text)
    total = 0
    for word in _WORD.findall(text):
        if word in ROUNDED:
            return ROUNDED[word]
        amount = NUMBERS.get(word, 0)
        multiplies = amount == 100 or (amount == 20 and total == 4)  # noqa: PLR2004 -- deux cents, quatre-vingts
        total = max(1, total) * amount if multiplies else total + amount
    return total or None


def approximation(text: str | None) -> str | None:
    """Return the modifier that *environ*, *plus de*, *moins de* stand for."""
    words = (text or "").strip().replace("d'", "de")
    return APPROXIMATE.get(words, "approx") if words else None


def day_number(text: str) -> int:
    """Return the day of the month: *1er* is 1."""
    return 1 if text == "1er" else int(text)


def month_number(text: str) -> int:
    """Return the number of a month."""
    return [_ascii(m) for m in MONTHS].index(_ascii(text)) + 1


def unit_code(unit: str) -> str:
    """Return the TIMEX3 letter of a unit of time."""
    name = _ascii(unit)
    return UNITS[name] if name in UNITS else UNITS[name.removesuffix("s")]


def grain_of(unit: str) -> str:
    """Return the grain of what is counted in a unit."""
    return GRAINS[unit_code(unit)]


def shifted(day: date, amount: int, unit: str) -> Value:
    """Return the value ``amount`` units from a day, at the grain of the unit."""
    code = unit_code(unit)
    if code == "W":
        return replace(of_week(day + timedelta(weeks=amount)), anchor=day.isoformat())
    if code in {"M", "Q", "S"}:
        index = day.year * 12 + day.month - 1 + amount * {"M": 1, "Q": 3, "S": 6}[code]
        return of_month(index // 12, index % 12 + 1, day)
    if code == "Y":
        return of_year(day.year + amount, day)
    if code == "DE":
        return of_decade((day.year + 10 * amount) // 10 * 10, day)
    if code == "CE":
        return of_century((day.year - 1) // 100 + 1 + amount, day)
    days = {"D": amount, "H": int(amount / 24), "MIN": 0}[code]
    return of_day(day + timedelta(days=days), day)


def counted(context: Context, amount: int, unit: str) -> Value:
    """Return the value ``amount`` units from the day of writing, unknown without one."""
    return unknown(grain_of(unit)) if context.written is None else shifted(context.written, amount, unit)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
