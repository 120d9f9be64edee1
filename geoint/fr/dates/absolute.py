"""Dates that need no anchor, or only a year: *15 juin 2021*, *en 2019*, *les années 1960*, *du 13 au 16 juillet*."""

from __future__ import annotations

import calendar
import re
from datetime import date

from geoint.timex import (
    Context,
    Value,
    day_number,
    month_number,
    near,
    of_day,
    of_interval,
    of_month,
    of_year,
    rule,
    since,
    unknown,
    until,
)

SEASONS = {"printemps": "SP", "été": "SU", "automne": "AU", "hiver": "WI"}
QUARTERS = {"premier": 1, "deuxième": 2, "troisième": 3, "quatrième": 4, "dernier": 4}


@rule("jour mois an", r"(?:le |ce )?(?:<semaine> )?<jour> <mois> <an>")
def full(match: re.Match[str], _context: Context) -> Value:
    return of_day(date(int(match["an"]), month_number(match["mois"]), day_number(match["jour"])))


@rule("jour mois", r"(?:le |ce |au )?(?:<semaine>,? )?(?:le )?<jour> <mois>(?! \d{4})")
def without_year(match: re.Match[str], context: Context) -> Value:
    month, day = month_number(match["mois"]), day_number(match["jour"])
    if day > calendar.monthrange(2024, month)[1]:
        return Value(None, "refused")
    found = near(context, month, day, match["semaine"])
    return of_day(found, context.written) if found else unknown("day")


@rule("jj/mm/aaaa", r"(?P<d>0?[1-9]|[12]\d|3[01])[/.](?P<m>0?[1-9]|1[0-2])[/.](?P<y>(?:19|20)\d\d)")
def numeric(match: re.Match[str], _context: Context) -> Value:
    return of_day(date(int(match["y"]), int(match["m"]), int(match["d"])))


@rule("aaaa-mm-jj", r"(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])")
def iso(match: re.Match[str], _context: Context) -> Value:
    return of_day(date(int(match["y"]), int(match["m"]), int(match["d"])))


@rule("11-Septembre", r"(?:le |du |les attentats du )?11[- ]Septembre")
def september_11(match: re.Match[str], _context: Context) -> Value | None:
    return of_day(date(2001, 9, 11)) if "S" in match[0] else None


@rule("mois an", r"(?:en |fin |début |courant |(?:à la )?mi-|depuis |au mois de |à la fin de |au début de |dès )?<mois> <an>")
def month_year(match: re.Match[str], _context: Context) -> Value:
    value = of_month(int(match["an"]), month_number(match["mois"]))
    return since(value) if match[0].lower().startswith("depuis") else value


@rule(
    "mois",
    r"(?:en|fin|début|courant|à la mi-|mi-|depuis|dès|au mois de|à la fin(?: du mois)? de|au début(?: du mois)? de|d'ici(?: à)?(?: fin)?|depuis fin|"
    r"depuis début|jusqu'en|jusqu'à fin|fin du mois de|de|dès le mois de|le mois de) ?<mois>(?: dernier| prochain)?(?! \d{4})",
)
def month(match: re.Match[str], context: Context) -> Value | None:
    text = match[0].lower()
    if context.written is None:
        return unknown("month") if not text.startswith("de ") else None
    if text.startswith("de "):
        return None
    number = month_number(match["mois"])
    value = of_month(_year_of(number, context, text), number, context.written)
    if text.startswith("depuis"):
        return since(value)
    return until(value) if text.startswith("jusqu") else value


def _year_of(month: int, context: Context, text: str) -> int:
    """Return the year of a bare month: the last one of that name, the coming one if the verb looks ahead."""
    written = context.written
    assert written is not None  # noqa: S101 -- asked only with a day of writing
    ahead = context.future or text.endswith("prochain") or text.startswith("d'ici")
    if ahead:
        return written.year + (month < written.month)
    return written.year - (month > written.month)


@rule(
    "an",
    r"(?:en|depuis|fin|début|dès|courant|depuis fin|depuis début|jusqu'en|d'ici|d'ici à|l'année|l'an|en l'an|à la fin de|au début de|"
    r"avant|après|vers|de l'année|mi-|printemps|à partir de) ?<an>(?![\d%]|,\d|[ \u202f]?(?:€|euros|dollars|soldats|hommes|morts|personnes|km|mètres))",
)
def year(match: re.Match[str], _context: Context) -> Value:
    text, value = match[0].lower(), of_year(int(match["an"]))
    if text.startswith(("depuis", "à partir")):
        return since(value)
    return until(value) if text.startswith("jusqu") else value


@rule("(an)", r"\(<an>\)")
def bracketed(match: re.Match[str], _context: Context) -> Value:
    return of_year(int(match["an"]))


DATED = re.compile(
    r"(?:révolution|élection|accords?|guerre|crise|sommet|présidentielle|référendum|scrutin|constitution) $", re.IGNORECASE
)


@rule("de an", r"de <an>(?! (?:à|et|-) ?\d)")
def of_event(match: re.Match[str], _context: Context) -> Value | None:
    """Take *de 1979* for a year only after what has a year: *la révolution de 1979*, not *un prêt de 1500*."""
    named = DATED.search(match.string[: match.start()])
    return of_year(int(match["an"])) if named else None


@rule("de an à an", r"(?:de|entre|depuis|\() ?<an1>(?: à| et|-|–)? ?<an2>\)?")
def years(match: re.Match[str], _context: Context) -> Value | None:
    first, last = int(match["an1"]), int(match["an2"])
    return of_interval(of_year(first), of_year(last)) if first < last else None


@rule(
    "les n et m mois",
    r"(?:les |le |du |entre le |de |des )(?:<semaine> )?<jour1>(?: <mois1>)?(?: et| au| et le|-) ?(?:<semaine2> )?<jour2> <mois2>(?: <an>)?",
)
def days(match: re.Match[str], context: Context) -> Value:
    last_month = month_number(match["mois2"])
    first_month = month_number(match["mois1"]) if match["mois1"] else last_month
    if match["an"]:
        last: date | None = date(int(match["an"]), last_month, day_number(match["jour2"]))
    else:
        last = near(context, last_month, day_number(match["jour2"]))
    if last is None:
        return unknown("interval")
    first = date(last.year - (first_month > last_month), first_month, day_number(match["jour1"]))
    return of_interval(of_day(first), of_day(last, None if match["an"] else context.written))


@rule("de mois à mois", r"(?:de|d'|entre|du mois de) ?<mois1>(?: <an1>)?(?: à| et) <mois2>(?: <an2>)?")
def months(match: re.Match[str], context: Context) -> Value:
    first_month, last_month = month_number(match["mois1"]), month_number(match["mois2"])
    if match["an2"]:
        last_year = int(match["an2"])
    elif context.written:
        last_year = _year_of(last_month, context, "")
    else:
        return unknown("interval")
    first_year = int(match["an1"]) if match["an1"] else last_year - (first_month > last_month)
    return of_interval(of_month(first_year, first_month), of_month(last_year, last_month))


@rule(
    "années",
    r"(?:(?:dans|au cours d|depuis|pendant|durant|au début d|à la fin d|au milieu d)(?:es|e)? ?)?(?:les |des |es )?années (?P<dd>1[89]\d0|20\d0|[1-9]0)",
)
def decade(match: re.Match[str], _context: Context) -> Value:
    digits = match["dd"] if len(match["dd"]) == len("1960") else f"19{match['dd']}"
    first = int(digits)
    return Value(f"{digits[:3]}X", "decade", f"{first}-01-01", f"{first + 9}-12-31")


@rule("siècle", r"(?:au |le |du |depuis le )?(?P<roman>X?V?I{0,3}X?X?I?)e siècle")
def century(match: re.Match[str], _context: Context) -> Value | None:
    values = {"XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20, "XXI": 21, "XIV": 14, "XIII": 13, "XII": 12}
    number = values.get(match["roman"].upper())
    if number is None:
        return None
    return Value(f"{number - 1}XX", "century", f"{number - 1}01-01-01", f"{number}00-12-31")


@rule(
    "saison an",
    r"(?:à l'|au |l'|le |en |fin d'|dès le |dès l'|depuis le |depuis l'|pendant l'|durant l')?(?P<s>printemps|été|automne|hiver) <an>",
)
def season(match: re.Match[str], _context: Context) -> Value:
    year, code = int(match["an"]), SEASONS[match["s"].lower()]
    start = {"SP": 3, "SU": 6, "AU": 9, "WI": 12}[code]
    end_year, end = (year + 1, 2) if code == "WI" else (year, start + 2)
    latest = of_month(end_year, end).latest
    return Value(f"{year}-{code}", "season", f"{year}-{start:02d}-01", latest)


@rule("trimestre", r"(?:au |le |du )?(?P<q>premier|deuxième|troisième|quatrième|dernier) trimestre(?: de| de l'année)? <an>")
def quarter(match: re.Match[str], _context: Context) -> Value:
    year, number = int(match["an"]), QUARTERS[match["q"].lower()]
    first, last = of_month(year, 3 * number - 2), of_month(year, 3 * number)
    return Value(f"{year}-Q{number}", "quarter", first.earliest, last.latest)


@rule("Noël", r"(?:à |le jour de |lors de |pour )Noël(?: <an>)?")
def christmas(match: re.Match[str], context: Context) -> Value:
    if match["an"]:
        return of_day(date(int(match["an"]), 12, 25))
    found = near(context, 12, 25)
    return of_day(found, context.written) if found else unknown("day")


EXAMPLES: dict[str | None, list[tuple[str, str | None]]] = {
    None: [
        ("Ils se sont vus le mardi 15 juin 2021 à Genève.", "2021-06-15"),
        ("L'accord du 1er mai 2004 tient.", "2004-05-01"),
        ("Signé le 03/02/2020 à Rome.", "2020-02-03"),
        ("Version du 2023-11-05.", "2023-11-05"),
        ("Depuis le 11-Septembre, tout a changé.", "2001-09-11"),
        ("En juin 2021, il part.", "2021-06"),
        ("Fin décembre 1999, il démissionne.", "1999-12"),
        ("depuis mars 2015, la guerre dure.", "2015-03/.."),
        ("En 2019, ils signent.", "2019"),
        ("Depuis 2013, la France intervient.", "2013/.."),
        ("jusqu'en 1991, l'URSS existait.", "../1991"),
        ("La révolution de 1979 a tout changé.", "1979"),
        ("Le traité (1949) tient encore.", "1949"),
        ("De 2013 à 2022, l'armée est restée.", "2013/2022"),
        ("Entre 2014 et 2016, rien.", "2014/2016"),
        ("Les 10 et 11 mars 2022, ils se réunissent.", "2022-03-10/2022-03-11"),
        ("Du 28 février au 3 mars 2020, il voyage.", "2020-02-28/2020-03-03"),
        ("De janvier à mars 2021, trois attaques.", "2021-01/2021-03"),
        ("Dans les années 1960, Moscou aidait.", "196X"),
        ("dans les années 80, il régnait.", "198X"),
        ("Au XXe siècle, deux guerres.", "19XX"),
        ("À l'été 2021, Kaboul tombe.", "2021-SU"),
        ("à l'hiver 2022, le gaz manque.", "2022-WI"),
        ("Au premier trimestre 2021, le PIB recule.", "2021-Q1"),
        ("le 24 février, la guerre éclate.", None),
    ],
    "2022-07-05": [
        ("Il arrive le 24 février.", "2022-02-24"),
        ("Du 13 au 16 juillet, il voyage.", "2022-07-13/2022-07-16"),
        ("Le 20 décembre, il a démissionné.", "2021-12-20"),
        ("Vendredi 1er juillet, il a parlé.", "2022-07-01"),
        ("en mars, il a gagné.", "2022-03"),
        ("En novembre, il a perdu.", "2021-11"),
        ("À la mi-septembre, elle est morte.", "2021-09"),
        ("fin juin, il a décidé.", "2022-06"),
        ("Au début de juin, il a décidé.", "2022-06"),
        ("À Noël, ils se sont tus.", "2021-12-25"),
    ],
}
TRAPS = (
    "La ville a été prise.", "Mars est une planète.", "Il lit Le Soir.", "la résolution 2254 de l'ONU", "un F-16 abattu",
    "le G7 se réunit", "le 10 Downing Street", "l'article 49", "Le M23 avance.", "2000 soldats", "Il a 45 ans.", "3,5 euros",
    "Ils ont gagné 2-1.", "le vol MH17", "Avril Haines a parlé.", "Il marche vers 1200 hommes.", "un prêt de 1500 euros",
    "le 3e régiment", "24 heures chrono", "les S-400 russes", "le Boeing 737", "la chaîne France 24", "l'avenue du 8",
    "un missile de 2000 km", "Le chapitre 7 de la Charte", "la route nationale 20", "au kilomètre 1990", "30 février",
)  # fmt: skip
