"""Seasons, quarters, halves, decades and centuries: *l'été 2021*, *au premier trimestre*, *les années 1960*."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geoint.timex import REFUSED, Context, Value, counted, of_century, of_decade, of_interval, of_months, rule, unknown

if TYPE_CHECKING:
    import re

SEASONS = {"printemps": ("SP", 3), "été": ("SU", 6), "automne": ("AU", 9), "hiver": ("WI", 12)}
ORDINALS = {"premier": 1, "1er": 1, "première": 1, "deuxième": 2, "second": 2, "seconde": 2, "2e": 2, "troisième": 3, "3e": 3,
            "quatrième": 4, "4e": 4, "dernier": 4}  # fmt: skip
_ORDINAL = r"(?P<q>premier|1er|deuxième|second|2e|troisième|3e|quatrième|4e|dernier)"
_ROMAN = {"I": 1, "V": 5, "X": 10}
_SEASON = r"(?P<s>printemps|été|automne|hiver)"


def _season(name: str, year: int) -> Value:
    code, month = SEASONS[name]
    return of_months(code, "season", (year, month, 3))


@rule(
    "saison an",
    rf"(?:à l'|au |l'|le |en |de l'|du |d'|un |cet |ce |pendant l'|durant l')?{_SEASON} (?:de )?(?:l'année )?<an>(?:-(?P<y>20\d\d|\d\d)(?!\d))?",
    on=tuple(SEASONS),
)
def season(match: re.Match[str], _context: Context) -> Value:
    games = match.string[: match.start("s")].endswith(("jeux d'", "jo d'", "olympiques d'", "mondiaux d'"))
    return REFUSED if games else _season(match["s"], int(match["an"]))


@rule("été dernier", rf"(?:l'|le |du |au |à l'|de l'|cet |ce ){_SEASON} (?P<q>dernier|passé|prochain)", on=tuple(SEASONS))
def named_season(match: re.Match[str], context: Context) -> Value:
    if context.written is None:
        return unknown("season")
    month = SEASONS[match["s"]][1]
    there, now = context.written.year * 12 + month, context.written.year * 12 + context.written.month
    ahead = match["q"] == "prochain"
    year = context.written.year + (there <= now) if ahead else context.written.year - (there + 2 >= now)
    return replace(_season(match["s"], year), anchor=context.written.isoformat())


@rule(
    "cet été",
    rf"(?:(?:à l'|au |pour l'|pendant l'|durant l'|dans l'|cet |ce |au cours de l'|au cours du |durant le |pendant le ){_SEASON})(?! (?:arabe|de|dernier|prochain|passé|\d))(?!-)",
    on=tuple(SEASONS),
)
def this_season(match: re.Match[str], context: Context) -> Value | None:
    """Take the running season, else the last one, the coming one if the verb looks ahead."""
    if match["s"] == "printemps" and context.text[match.start("s")].isupper():
        return None
    if context.written is None:
        return unknown("season")
    month = SEASONS[match["s"]][1]
    now = context.written.month
    began = now >= month
    year = context.written.year - (not began and not context.future)
    if match["s"] == "hiver" and now <= 2:  # noqa: PLR2004 -- a winter that began the year before
        year = context.written.year - 1
    return replace(_season(match["s"], year), anchor=context.written.isoformat())


@rule("saison après mot", rf"(?:l'|le )?{_SEASON}(?! (?:arabe|de|dernier|prochain|passé|\d))(?!-)", on=tuple(SEASONS), bare=True)
def bare_season(match: re.Match[str], context: Context) -> Value | None:
    if match["s"] == "été" and not match.string[: match.end()].endswith(("l'été", "d'été", "fin été", "début été", "mi-été")):
        return None  # a participle of être
    if context.written is None:
        return unknown("season")
    now, month = context.written.month, SEASONS[match["s"]][1]
    year = context.written.year - (now < month and not context.future)
    return replace(_season(match["s"], year), anchor=context.written.isoformat())


@rule("trimestre an", rf"(?:au |le |du |en |ce )?{_ORDINAL} trimestre (?:de )?(?:l'année )?<an>", on=["trimestre"])
def quarter(match: re.Match[str], _context: Context) -> Value:
    return _quarter(ORDINALS[match["q"]], int(match["an"]))


@rule("trimestre", rf"(?:au |le |du |ce ){_ORDINAL} trimestre(?! (?:de )?(?:l'année )?\d)(?: de l'année)?", on=["trimestre"])
def quarter_of_this_year(match: re.Match[str], context: Context) -> Value:
    if context.written is None:
        return unknown("quarter")
    number, now = ORDINALS[match["q"]], (context.written.month + 2) // 3
    ahead = number > now and not context.future
    return replace(_quarter(number, context.written.year - ahead), anchor=context.written.isoformat())


@rule("tn an", r"(?:au |en )?t(?P<q>[1-4]) <an>", on=["t1", "t2", "t3", "t4"])
def quarter_code(match: re.Match[str], _context: Context) -> Value:
    return _quarter(int(match["q"]), int(match["an"]))


def _quarter(number: int, year: int) -> Value:
    return of_months(f"Q{number}", "quarter", (year, 3 * number - 2, 3))


@rule("semestre an", rf"(?:au |le |du |ce )?{_ORDINAL} semestre(?: (?:de )?(?:l'année )?<an>)?", on=["semestre"])
def half(match: re.Match[str], context: Context) -> Value | None:
    number = ORDINALS[match["q"]]
    if match["q"] == "dernier" or number > 2:  # noqa: PLR2004 -- a year has two
        return None
    if match["an"] is None and context.written is None:
        return unknown("semester")
    now = 1 if context.written and context.written.month < 7 else 2  # noqa: PLR2004 -- juillet
    year = (
        int(match["an"])
        if match["an"]
        else (context.written.year if context.written else 0) - (number > now and not context.future)
    )
    return of_months(f"H{number}", "semester", (year, 6 * number - 5, 6), None if match["an"] else context.written)


@rule(
    "années",
    r"(?:(?:dans|pendant|durant|au cours d|lors d)(?:es)? ?)?(?:les |des |es )?(?:années|décennie|la décennie)[ -](?P<dd>1[5-9]\d0|20\d0|[1-9]0)(?! ?\d)(?!-)(?:(?: et |-| à )(?P<e>1[5-9]\d0|20\d0|[1-9]0))?",
    on=["années", "décennie"],
)
def decade(match: re.Match[str], _context: Context) -> Value:
    first = of_decade(_decade_year(match["dd"]))
    return of_interval(first, of_decade(_decade_year(match["e"]))) if match["e"] else first


def _decade_year(digits: str) -> int:
    return int(digits) if len(digits) == len("1960") else 1900 + int(digits)


@rule(
    "années vingt",
    r"(?:les |des |dans les |pendant les |durant les )années (?P<w>vingt|trente|quarante|cinquante|soixante|soixante-dix|quatre-vingts?|quatre-vingt-dix)(?![- ](?:dix|et))",
    on=["années"],
)
def decade_in_words(match: re.Match[str], _context: Context) -> Value:
    names = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "soixante-dix": 70, "quatre-vingt": 80,
             "quatre-vingts": 80, "quatre-vingt-dix": 90}  # fmt: skip
    return of_decade(1900 + names[match["w"]])


@rule(
    "siècle",
    r"(?:au |le |du |dès le |ce |en plein )?(?P<roman>x?v?i{0,3}x?x?[iv]?)(?:e|ème|ᵉ) siècle(?P<b> (?:avant|av\.))?",
    on=["siècle"],
)
def century(match: re.Match[str], _context: Context) -> Value | None:
    if match["b"]:
        return REFUSED
    number = _roman(match["roman"].upper())
    return of_century(number) if 1 < number <= 21 else None  # noqa: PLR2004 -- ours is the last with a name


def _roman(numeral: str) -> int:
    values = [_ROMAN[c] for c in numeral]
    return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))


@rule("le siècle dernier", r"(?:au |le |du )siècle (?P<q>dernier|passé)|ce siècle(?!-)", on=["siècle"])
def last_century(match: re.Match[str], context: Context) -> Value:
    return counted(context, -1 if match["q"] else 0, "siècle")


EXAMPLES: dict[str | None, list[tuple[str, str | None]]] = {
    None: [
        ("À l'été 2021, Kaboul tombe.", "2021-SU"),
        ("Au printemps 2011, la rue gronde.", "2011-SP"),
        ("L'automne 2014 fut long.", "2014-AU"),
        ("à l'hiver 2022, le gaz manque.", "2022-WI"),
        ("Pendant l'été 2003, il faisait chaud.", "2003-SU"),
        ("À la fin de l'été 2021, il part.", "2021-SU end"),
        ("Depuis l'automne 2021, rien.", "2021-AU/.."),
        ("Dès le printemps 2014, il tirait.", "2014-SP"),
        ("Au début de l'hiver 2015, il gelait.", "2015-WI start"),
        ("L'hiver 2022-2023 sera long.", "2022-WI"),
        ("Au premier trimestre 2021, le PIB recule.", "2021-Q1"),
        ("Au troisième trimestre de 2022, le PIB recule.", "2022-Q3"),
        ("Au dernier trimestre de l'année 2020, le PIB recule.", "2020-Q4"),
        ("Au deuxième trimestre 2019, le PIB recule.", "2019-Q2"),
        ("Au T3 2021, le PIB recule.", "2021-Q3"),
        ("Au premier semestre 2022, la France préside.", "2022-H1"),
        ("Au second semestre de 2022, Prague préside.", "2022-H2"),
        ("Depuis le deuxième semestre 2021, rien.", "2021-H2/.."),
        ("Dans les années 1960, Moscou aidait.", "196X"),
        ("dans les années 80, il régnait.", "198X"),
        ("Au cours des années 2000, il régnait.", "200X"),
        ("Depuis les années 1990, il règne.", "199X/.."),
        ("Au début des années 1970, il régnait.", "197X start"),
        ("À la fin des années 50, il régnait.", "195X end"),
        ("Au milieu des années 2010, il régnait.", "201X mid"),
        ("La décennie 1990 fut noire.", "199X"),
        ("Dans les années 1980 et 1990, il régnait.", "198X/199X"),
        ("Dans les années trente, il régnait.", "193X"),
        ("Les années soixante-dix furent dures.", "197X"),
        ("Au XXe siècle, deux guerres.", "19XX"),
        ("Au XIXᵉ siècle, un empire.", "18XX"),
        ("Le XXIe siècle commence.", "20XX"),
        ("Depuis le XVIIIe siècle, elle est là.", "17XX/.."),
        ("Au début du XXe siècle, un tsar.", "19XX start"),
        ("À la fin du XVe siècle, un roi.", "14XX end"),
        ("L'été dernier, il part.", None),
        ("Cet été, il part.", None),
    ],
    "2022-10-10": [
        ("L'été dernier, il est parti.", "2022-SU"),
        ("Cet été, il est parti.", "2022-SU"),
        ("À l'été, il est parti.", "2022-SU"),
        ("Au printemps, il est parti.", "2022-SP"),
        ("L'hiver dernier, il gelait.", "2021-WI"),
        ("Au printemps prochain, il part.", "2023-SP"),
        ("L'été prochain, il part.", "2023-SU"),
        ("Cet automne, il part.", "2022-AU"),
        ("Depuis la fin de l'été, il marche.", "2022-SU/.. end"),
        ("Depuis l'été, il marche.", "2022-SU/.."),
        ("À la fin du printemps, il marchait.", "2022-SP end"),
        ("Au premier trimestre, le PIB recule.", "2022-Q1"),
        ("Au deuxième trimestre de l'année, le PIB recule.", "2022-Q2"),
        ("Au dernier trimestre, le PIB reculait.", "2022-Q4"),
        ("Au premier semestre, le PIB recule.", "2022-H1"),
        ("Au siècle dernier, deux guerres.", "19XX"),
    ],
    "2022-02-03": [
        ("Cet hiver, le gaz manque.", "2021-WI"),
        ("L'été dernier, il est parti.", "2021-SU"),
        ("À l'automne, il est parti.", "2021-AU"),
        ("Au troisième trimestre, le PIB a reculé.", "2021-Q3"),
        ("Au printemps prochain, il vote.", "2022-SP"),
        ("Au second semestre, le PIB a reculé.", "2021-H2"),
    ],
}  # fmt: skip
TRAPS = (
    "La ville a été prise.", "Il a été vu.", "les Jeux d'hiver", "les Jeux olympiques d'hiver 2022", "les « printemps arabes »", "l'été indien sans date", "depuis été",
    "les tomates d'été", "un siècle de guerre", "le siècle des Lumières", "il a été dernier", "ayant été prochain", "années lumière",
    "les années Merkel", "au IIIe siècle avant Jésus-Christ", "l'heure d'été", "dans l'hôtel Hiver",
)  # fmt: skip
