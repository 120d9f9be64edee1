"""What a time rule is, and how rules find the temporal expressions of a text: plain Python, no spaCy.

A rule is a function under a pattern, in ``geoint/fr/dates/*.py``, each file with its examples and traps. Patterns
name their pieces: ``<n>`` a number, ``<jour>`` a day of the month, ``<semaine>`` a weekday, ``<mois>``, ``<an>``.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MODULES = ("absolute", "deictic", "anaphoric", "duration")
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip
NUMBERS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "trente": 30,
    "quarante": 40, "cinquante": 50, "soixante": 60, "cent": 100, "quelques": None, "plusieurs": None,
}  # fmt: skip
UNITS = {"jour": 1, "semaine": 7, "mois": 30, "an": 365, "année": 365, "heure": 0}
FAR_AHEAD = 45  # days; a day and month without year further ahead than this is taken for last year's
_PIECES = {
    "<n>": r"(?:\d{1,3}|" + "|".join(NUMBERS) + r"|une dizaine de|une quinzaine de|une vingtaine de)",
    "<jour>": r"(?:1er|[12]\d|3[01]|[1-9])",
    "<semaine>": r"(?:" + "|".join(WEEKDAYS) + r")",
    "<mois>": r"(?:janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre)",
    "<an>": r"(?:1[0-9]\d\d|20\d\d)",
    "<unité>": r"(?:jours?|semaines?|mois|ans?|années?|heures?)",
}


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression means: an ISO value at its grain, with the first and last day it may mean."""

    value: str | None
    grain: str
    earliest: str | None = None
    latest: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What relative expressions lean on: the day of writing, the last date of the text, and whether the verb looks ahead."""

    written: date | None
    last: Value | None
    future: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and the function that gives its matches a value; None refuses the match."""

    name: str
    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], Context], Value | None]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A temporal expression in a text, with character offsets."""

    start: int
    end: int
    rule: str
    value: Value


def rule(name: str, pattern: str) -> Callable[[Callable[[re.Match[str], Context], Value | None]], Rule]:
    """Make a function the resolver of a time rule."""
    for piece, expansion in _PIECES.items():
        key = piece[1:-1]
        pattern = re.sub(rf"<{key}(\d?)>", rf"(?P<{_ascii(key)}\1>{expansion})".replace("\\d", "\\\\d"), pattern)
    compiled = re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])", re.IGNORECASE)
    return lambda resolve: Rule(name, compiled, resolve)


def _ascii(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule of ``geoint/fr/dates``."""
    modules = [import_module(f"geoint.fr.dates.{name}") for name in MODULES]
    return tuple(r for module in modules for r in vars(module).values() if isinstance(r, Rule))


def find(
    text: str, *, written: str | None = None, future: Callable[[int, int], bool] = lambda _start, _end: False
) -> list[TimeExpression]:
    """Find the temporal expressions of a text.

    ``written`` is the ISO day of writing; ``future`` tells of a stretch of the text whether its verb looks ahead.
    """
    day = date.fromisoformat(written) if written else None
    found: list[TimeExpression] = []
    last: Value | None = None
    for start, end, candidates in _longest(text):
        context = Context(day, last, future(start, end))
        chosen = next(_resolved(candidates, context), None)
        if chosen is None:
            continue
        name, value = chosen
        if value.grain != "refused":
            found.append(TimeExpression(start, end, name, value))
            if value.value and value.grain in {"day", "month"}:
                last = value
    return found


def _longest(text: str) -> Iterator[tuple[int, int, list[tuple[Rule, re.Match[str]]]]]:
    """Yield the stretches that rules match, longest first where they overlap, in the order of the text."""
    matches: dict[tuple[int, int], list[tuple[Rule, re.Match[str]]]] = {}
    for each in rules():
        for match in each.pattern.finditer(text):
            matches.setdefault(match.span(), []).append((each, match))
    taken: list[tuple[int, int]] = []
    at = -1
    for start, end in sorted(matches, key=lambda s: (s[0], -s[1])):
        if start >= at:
            taken.append((start, end))
            at = end
    for start, end in taken:
        yield start, end, matches[start, end]


def _resolved(candidates: list[tuple[Rule, re.Match[str]]], context: Context) -> Iterator[tuple[str, Value]]:
    for each, match in candidates:
        try:
            value = each.resolve(match, context)
        except (ValueError, OverflowError):
            continue  # 31 février, year 10000: no date
        if value is not None:
            yield each.name, value


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


def since(first: Value) -> Value:
    """Return the open interval that begins with a value."""
    return Value(f"{first.value}/.." if first.value else None, "interval", first.earliest, None, first.anchor)


def until(last: Value) -> Value:
    """Return the open interval that ends with a value."""
    return Value(f"../{last.value}" if last.value else None, "interval", None, last.latest, last.anchor)


def unknown(grain: str) -> Value:
    """Return the value of an expression that nothing anchors."""
    return Value(None, grain)


def near(context: Context, month: int, day: int, weekday: str | None = None) -> date | None:
    """Return the day and month without year that the text means: the nearest, past unless the verb looks ahead."""
    written = context.written
    if written is None:
        return None
    years = range(max(MINYEAR, written.year - 1), min(MAXYEAR, written.year + 1) + 1)
    candidates = [date(y, month, day) for y in years if day <= calendar.monthrange(y, month)[1]]
    if weekday:
        candidates = [c for c in candidates if WEEKDAYS[c.weekday()] == weekday.lower()] or candidates
    if context.future:
        ahead = [c for c in candidates if c >= written]
        return min(ahead, default=None)
    fitting = [c for c in candidates if (c - written).days <= FAR_AHEAD]
    return min(fitting, key=lambda c: abs((c - written).days), default=None)


def number(text: str) -> int | None:
    """Return the number that a word or digits stand for; None for *quelques*."""
    text = text.lower()
    rounded = {"une dizaine de": 10, "une quinzaine de": 15, "une vingtaine de": 20}
    return int(text) if text.isdigit() else rounded.get(text, NUMBERS.get(text))


def day_number(text: str) -> int:
    """Return the day of the month: *1er* is 1."""
    return 1 if text.lower() == "1er" else int(text)


def month_number(text: str) -> int:
    """Return the number of a month."""
    plain = [_ascii(m) for m in MONTHS]
    return plain.index(_ascii(text.lower())) + 1


def shifted(day: date, amount: int, unit: str) -> Value:
    """Return the value ``amount`` units from a day, at the grain of the unit."""
    unit = _ascii(unit.lower()).rstrip("s") if not unit.lower().startswith("moi") else "mois"
    if unit == "jour":
        return of_day(day + timedelta(days=amount), day)
    if unit == "semaine":
        return replace(of_week(day + timedelta(weeks=amount)), anchor=day.isoformat())
    if unit == "mois":
        index = day.year * 12 + day.month - 1 + amount
        return of_month(index // 12, index % 12 + 1, day)
    if unit in {"an", "annee"}:
        return of_year(day.year + amount, day)
    return of_day(day, day)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
