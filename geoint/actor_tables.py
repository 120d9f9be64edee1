"""What a table of an actor lexicon may and must say: its keys and the values that they take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ACTOR_TYPES = frozenset({"state", "organisation", "armed_group", "company", "party", "medium"})
HEAD_KINDS = frozenset({"body", "people", "office"})
SECTORS = frozenset({
    "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "GOV", "HLH", "IGO", "JRN", "JUD", "LAB", "LEG", "MED", "MIL", "NGO", "OPP",
    "PRM", "PTY", "REB", "REF", "REL", "SPY", "UAF",
})  # fmt: skip


ADDABLE = ("names", "former", "seats", "cities", "adjectives")  # what [[alias]] adds to


def days(value: object) -> tuple[date, date] | None:
    """Return the first and last day of a date that may be known to the month or year only: *"2021-06"*, *"2021"*."""
    if isinstance(value, date):
        return value, value
    return _days_of_text(value) if isinstance(value, str) else None


@lru_cache(maxsize=4096)
def _days_of_text(value: str) -> tuple[date, date] | None:
    try:
        if len(value) == len("2021-06-15"):
            day = date.fromisoformat(value)
            return day, day
        if len(value) == len("2021"):
            return date(int(value), 1, 1), date(int(value), 12, 31)
        first = date.fromisoformat(f"{value}-01")
    except ValueError:
        return None
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def faults(section: str, row: dict[str, Any], *, partial: bool = False) -> Iterable[tuple[str, str]]:
    """Return what is wrong in one table, each with its key; a partial one may leave out what an earlier file says."""
    form = FORMS[section]
    return () if _is_sound(form, row) else _faults(form, row, partial=partial)


def _is_sound(form: Form, row: dict[str, Any]) -> bool:
    """Tell at once of a table, as nearly all are, that nothing is wrong in it."""
    if "organ" in row or not _is_in_order(row):
        return False
    for key in form.required:
        if key not in row:
            return False
    for key, value in row.items():
        check = form.fields.get(key)
        if check is None or check(value):
            return False
    return True


def _is_in_order(row: dict[str, Any]) -> bool:
    """Tell at once of a period that it ends after it begins: ISO texts sort as their days do."""
    if "since" not in row or "until" not in row:
        return True
    since, until = row["since"], row["until"]
    return type(since) is type(until) and isinstance(since, str | date) and since <= until


def _faults(form: Form, row: dict[str, Any], *, partial: bool = False) -> Iterator[tuple[str, str]]:
    if unknown := row.keys() - form.fields.keys():
        yield min(unknown), f"unknown key {', '.join(sorted(unknown))}; known are {', '.join(sorted(form.fields))}"
    if not partial and (missing := form.required - row.keys()):
        yield "", f"missing key {', '.join(sorted(missing))}"
    for key, value in row.items():
        if key in form.fields and (fault := form.fields[key](value)):
            yield key, f"{key} {fault}"
    if row.get("organ") and "parent" not in row:
        yield "organ", "an organ needs the parent that it acts as"
    since, until = (days(row.get(key)) for key in ("since", "until")) if "since" in row and "until" in row else (None, None)
    if since and until and since[0] > until[1]:
        yield "since", f"since {row['since']} is after until {row['until']}"


def _text(value: object) -> str | None:
    return None if _is_text(value) else "must be a text without spaces around it"


def _texts(value: object) -> str | None:
    good = isinstance(value, list) and all(map(_is_text, value))
    return None if good else 'must be a list of texts, like ["Wagner"]'


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value != "" and value.strip() == value


def _flag(value: object) -> str | None:
    return None if isinstance(value, bool) else "must be true or false"


def _day(value: object) -> str | None:
    return None if days(value) else 'must be a date, like 2021-06-15, "2021-06" or "2021"'


def _item(value: object) -> str | None:
    good = isinstance(value, str) and value[:1] == "Q" and value[1:].isdigit()
    return None if good else 'must be a Wikidata id, like "Q142"'


def _fours(value: object) -> str | None:
    good = not _texts(value) and isinstance(value, list) and len(value) % 4 == 0
    return None if good else 'must be fours of forms, like ["malien", "malienne", "maliens", "maliennes"]'


def _one_of(*known: str) -> Callable[[object], str | None]:
    return lambda value: None if value in known else f"must be one of {', '.join(known)}"


def _roles(value: object) -> str | None:
    if not isinstance(value, list) or not all(isinstance(role, dict) for role in value):
        return 'must be a list of tables, like [{of = "FRA", office = "président"}]'
    faulty = (f"{n}: {fault}" for n, role in enumerate(value, start=1) for _, fault in _faults(_ROLE, role))
    return None if all(_is_sound(_ROLE, role) for role in value) else next(faulty, None)


@dataclass(frozen=True, slots=True)
class Form:
    """What one kind of table may say: its keys with their checks, those required, and the one that names it."""

    naming: str
    fields: dict[str, Callable[[object], str | None]]
    required: frozenset[str]


_PERIOD: dict[str, Callable[[object], str | None]] = {"since": _day, "until": _day}
_ROLE = Form("of", {"of": _text, "office": _text, "side": _flag, **_PERIOD}, frozenset({"of", "office"}))
FORMS = {
    "actor": Form(
        "id",
        {
            "id": _text, "type": _one_of(*sorted(ACTOR_TYPES)), "name": _text, "names": _texts, "former": _texts,
            "gender": _one_of("m", "f"), "number": _one_of("s", "p"), "demonyms": _fours, "prefix": _text,
            "capital": _texts, "seats": _texts, "cities": _texts, "adjectives": _texts, "wikidata": _item,
            "country": _text, "sector": _one_of(*sorted(SECTORS)), "parent": _text, "ambiguous": _texts,
            "mainly": _texts, "organ": _flag, **_PERIOD,
        },
        frozenset({"id", "type", "name"}),
    ),
    "person": Form(
        "name",
        {
            "name": _text, "names": _texts, "gender": _one_of("m", "f"), "wikidata": _item, "roles": _roles,
            "ambiguous": _texts,
        },
        frozenset({"name"}),
    ),
    "head": Form(
        "nouns",
        {
            "nouns": _texts, "kind": _one_of(*sorted(HEAD_KINDS)), "sector": _one_of(*sorted(SECTORS)), "side": _flag,
            "bare": _flag,
        },
        frozenset({"nouns", "kind"}),
    ),
    "alias": Form("of", {"of": _text, **dict.fromkeys(ADDABLE, _texts)}, frozenset({"of"})),
    "role": Form("person", {"person": _text, **_ROLE.fields}, frozenset({"person", "of", "office"})),
}  # fmt: skip
