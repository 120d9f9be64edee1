"""How often: no points in time, kept apart from them under the grain ``set``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoint.timex import WEEKDAYS, Context, Value, number, rule, unit_code

if TYPE_CHECKING:
    import re

_DAYS = tuple(f"{d}s" for d in WEEKDAYS)
_ADVERBS = {"quotidiennement": "P1D", "hebdomadairement": "P1W", "mensuellement": "P1M", "annuellement": "P1Y"}


def _set(value: str | None) -> Value:
    return Value(value, "set")


@rule(
    "chaque lundi",
    r"(?:chaque |tous les |les )<semaine>s?(?! \d)(?: matin| soir)?s?|un <semaine2> sur deux",
    on=(*WEEKDAYS, *_DAYS),
)
def weekly(match: re.Match[str], _context: Context) -> Value | None:
    if match[0].startswith("les ") and not match[0].rstrip().endswith("s"):
        return None
    return _set(f"XXXX-WXX-{WEEKDAYS.index(match['semaine'] or match['semaine2']) + 1}")


@rule(
    "chaque jour",
    r"(?:chaque|toutes les|tous les) (?P<u>jours?|semaines?|mois|ans?|années?|heures?|minutes?|décennies?|siècles?)",
    on=["<unité>"],
)
def every(match: re.Match[str], _context: Context) -> Value:
    return _set(_period(1, match["u"]))


@rule("tous les deux ans", r"(?:tous les|toutes les) <n> <unité>")
def every_few(match: re.Match[str], _context: Context) -> Value:
    amount = number(match["n"])
    return _set(_period(amount, match["unite"]) if amount else None)


@rule(
    "deux fois par an",
    r"(?:<n> fois |(?P<m>plusieurs|quelques) fois )?par (?P<u>jour|semaine|mois|an|heure|minute|trimestre|siècle)(?:s)?",
    on=["<unité>"],
)
def per(match: re.Match[str], _context: Context) -> Value:
    return _set(_period(1, match["u"]))


@rule(
    "chaque été",
    r"(?:chaque|tous les) (?P<s>printemps|été|étés|automnes?|hivers?|matins?|soirs?|week-ends?)|chaque nuit|toutes les nuits",
    on=[
        "printemps",
        "été",
        "étés",
        "automne",
        "automnes",
        "hiver",
        "hivers",
        "matin",
        "matins",
        "soir",
        "soirs",
        "week",
        "nuit",
        "nuits",
    ],
)
def every_season(match: re.Match[str], _context: Context) -> Value:
    codes = {"printemps": "XXXX-SP", "été": "XXXX-SU", "automne": "XXXX-AU", "hiver": "XXXX-WI", "week-end": "XXXX-WXX-WE"}
    said = match["s"] or ""
    return _set(codes.get(said, codes.get(said.removesuffix("s"), "P1D")))


@rule("du lundi au vendredi", r"du <semaine1> au <semaine2>(?! \d)")
def working_days(_match: re.Match[str], _context: Context) -> Value:
    return _set("P1W")


@rule("quotidiennement", r"quotidiennement|hebdomadairement|mensuellement|annuellement", on=tuple(_ADVERBS))
def adverb(match: re.Match[str], _context: Context) -> Value:
    return _set(_ADVERBS[match[0]])


@rule(
    "n heures sur n",
    r"(?P<a>vingt-quatre heures sur vingt-quatre|24 heures sur 24)|(?P<b>sept jours sur sept|7 jours sur 7)",
    on=["<unité>"],
)
def around_the_clock(match: re.Match[str], _context: Context) -> Value:
    return _set("PT1H" if match["a"] else "P1D")


def _period(amount: int, unit: str) -> str:
    code = unit_code(unit)
    plain = {"H": f"PT{amount}H", "MIN": f"PT{amount}M", "Q": f"P{3 * amount}M", "S": f"P{6 * amount}M"}
    return plain.get(code, f"P{amount}{code}")


EXAMPLES: dict[str | None, list[tuple[str, str | None]]] = {
    None: [
        ("Chaque lundi, ils défilent.", "XXXX-WXX-1"),
        ("Tous les vendredis, ils défilent.", "XXXX-WXX-5"),
        ("Les dimanches, ils prient.", "XXXX-WXX-7"),
        ("Chaque jour, ils tirent.", "P1D"),
        ("Tous les jours, ils tirent.", "P1D"),
        ("Toutes les semaines, ils tirent.", "P1W"),
        ("Chaque mois, ils tirent.", "P1M"),
        ("Tous les ans, ils votent.", "P1Y"),
        ("Chaque année, ils votent.", "P1Y"),
        ("Tous les deux ans, ils votent.", "P2Y"),
        ("Tous les trois mois, ils votent.", "P3M"),
        ("Toutes les quarante-huit heures, ils appellent.", "PT48H"),
        ("Ils votent deux fois par an.", "P1Y"),
        ("Cent morts par jour.", "P1D"),
        ("Chaque été, ils brûlent.", "XXXX-SU"),
        ("Tous les hivers, ils gèlent.", "XXXX-WI"),
        ("Chaque nuit, ils tirent.", "P1D"),
        ("Chaque week-end, ils défilent.", "XXXX-WXX-WE"),
        ("Ils travaillent du lundi au vendredi.", "P1W"),
        ("Ils tirent quotidiennement.", "P1D"),
        ("Ils tirent vingt-quatre heures sur vingt-quatre.", "PT1H"),
    ],
    "2024-03-06": [
        ("Chaque lundi, ils défilent.", "XXXX-WXX-1"),
        ("Tous les jours, ils tirent.", "P1D"),
        ("Ils travaillent du lundi au vendredi.", "P1W"),
    ],
}  # fmt: skip
TRAPS = ("chaque ministre", "tous les pays", "toutes les femmes", "trois fois rien", "par journaliste", "les Mardistes")
