"""Dates counted from the day of writing: *hier*, *la semaine dernière*, *il y a trois jours*, *à la fin de l'année*."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geoint.timex import (
    Context,
    Value,
    approximation,
    counted,
    grain_of,
    number,
    of_day,
    of_interval,
    rule,
    shifted,
    unit_code,
    unknown,
)

if TYPE_CHECKING:
    import re

DAYS = {"hier": -1, "avant-hier": -2, "aujourd'hui": 0, "demain": 1, "après-demain": 2}
TODAY = {"matin": "morning", "soir": "evening", "nuit": "night", "après-midi": "afternoon", "midi": "midday"}
STEPS = {"dernier": -1, "dernière": -1, "passé": -1, "passée": -1, "prochain": 1, "prochaine": 1}
ONE_YEAR_IS_A_DAY = "jour pour jour"


@rule("hier", r"(?:avant-hier|hier|aujourd'hui(?: encore| même)?|après-demain|demain)", on=["hier", "aujourd", "demain"])
def near_day(match: re.Match[str], context: Context) -> Value | None:
    if match.string[: match.start()].endswith(("d'", "l'", "de ")):
        return None  # le monde d'hier, les enjeux d'aujourd'hui
    words = match[0].split()[0]
    if context.written is None:
        return unknown("day")
    return of_day(context.written + timedelta(days=DAYS[words]), context.written)


@rule("ce matin", r"(?:ce|cette|cet) (?P<p>matin|soir|nuit|après-midi|midi)(?:-ci)?(?!-là)", on=["matin", "soir", "nuit", "midi"])
def part_of_today(match: re.Match[str], context: Context) -> Value:
    return replace(counted(context, 0, "jour"), part=TODAY[match["p"]])


@rule("la nuit dernière", r"la nuit (?:dernière|passée)|hier soir", on=["nuit", "hier"])
def last_night(match: re.Match[str], context: Context) -> Value:
    return replace(counted(context, -1, "jour"), part="night" if "nuit" in match[0] else "evening")


@rule(
    "semaine dernière",
    r"(?:la |de la )?semaine (?P<q>dernière|passée|prochaine)|cette semaine|la semaine (?:en cours|qui s'achève)|(?:en (?:début|milieu|fin) de )semaine",
    on=["<unité>"],
)
def week(match: re.Match[str], context: Context) -> Value:
    value = counted(context, STEPS.get(match["q"] or "", 0), "semaine")
    said = match[0].split()[1] if match[0].startswith("en ") else ""
    return replace(value, modifier={"début": "start", "milieu": "mid", "fin": "end"}.get(said))


@rule(
    "mois dernier",
    r"(?:le |du |au )?mois (?P<q>dernier|passé|prochain)|ce mois(?:-ci)?(?! (?:de |d'))|le mois en cours",
    on=["<unité>"],
)
def month(match: re.Match[str], context: Context) -> Value:
    return counted(context, STEPS.get(match["q"] or "", 0), "mois")


@rule(
    "année dernière",
    r"(?:de |dans )?l'(?:année|an) (?P<q>dernière|passée|dernier|passé|prochaine|prochain)|(?:plus tôt |plus tard )?(?:dans l'année|cette année)|l'année en cours|(?:d'ici à l'an|dès l'an) (?P<r>prochain)",
    on=["<unité>"],
)
def year(match: re.Match[str], context: Context) -> Value:
    return counted(context, STEPS.get(match["q"] or match["r"] or "", 0), "an")


@rule(
    "semaine, mois, année après mot",
    r"(?:année|semaine|mois)(?! ?(?:de |d'|dernier|prochain|passé|suivant|précédent|\d|scolaire|sainte?|électorale?|que|où|qui))",
    bare=True,
    on=["<unité>"],
)
def this_one(match: re.Match[str], context: Context) -> Value | None:
    """Take *à la fin de l'année*, *depuis le début du mois* for the running one; a modifier must stand before."""
    if not match.string[: match.start()].endswith(("l'", "la ", "du ", "le ", "fin d'", "début d'", "début de ", "fin de ")):
        return None
    if match.string[: match.start()].endswith(("après la ", "avant la ", "depuis la ", "dès la ", "après le ", "vers la ")):
        return None
    return counted(context, 0, match[0])


@rule(
    "week-end",
    r"(?:le week-end (?P<q>dernier|passé|prochain)|ce week-end|(?:durant |pendant |au cours d)(?:u |le )week-end(?P<r> dernier| prochain)?|du week-end (?P<s>dernier|prochain))",
    on=["week"],
)
def weekend(match: re.Match[str], context: Context) -> Value:
    if context.written is None:
        return unknown("interval")
    said = (match["q"] or match["r"] or match["s"] or "").strip()
    monday = context.written - timedelta(days=context.written.weekday())
    ahead = said == "prochain" or (not said and (context.future or context.written.weekday() > 3))  # noqa: PLR2004 -- jeudi
    saturday = monday + timedelta(days=5 if ahead else -2)
    return of_interval(of_day(saturday, context.written), of_day(saturday + timedelta(days=1), context.written))


@rule(
    "il y a",
    r"(?:il y a(?: déjà| maintenant| exactement| tout juste)?|voici|voilà)(?: maintenant)? (?P<e><env>)<n> <unité>(?: et demie?)?(?P<x>,? jour pour jour)?(?! (?:que|qu'))",
)
def ago(match: re.Match[str], context: Context) -> Value:
    amount, unit = number(match["n"]), match["unite"]
    if context.written is None or amount is None:
        return unknown(grain_of(unit))
    if match["x"] and unit_code(unit) == "Y":
        return of_day(context.written.replace(year=context.written.year - amount), context.written)
    return replace(shifted(context.written, -amount, unit), modifier=approximation(match["e"]))


@rule("il y a n jours que", r"(?:il y a|voici|voilà|cela fait|ça fait) (?P<e><env>)<n> <unité> (?:que|qu')")
def ago_since(match: re.Match[str], context: Context) -> Value:
    return _lasting_until_now(match, context)


@rule("dans n jours", r"(?:dans|d'ici à|d'ici) (?P<e><env>)<n> <unité>")
def ahead(match: re.Match[str], context: Context) -> Value:
    amount = number(match["n"])
    if context.written is None or amount is None:
        return unknown(grain_of(match["unite"]))
    said = "before" if match[0].startswith("d'ici") else approximation(match["e"])
    return replace(shifted(context.written, amount, match["unite"]), modifier=said)


@rule("depuis n jours", r"depuis (?:déjà |maintenant |désormais )?(?P<e><env>)<n> <unité>(?: et demie?)?")
def for_time(match: re.Match[str], context: Context) -> Value:
    return _lasting_until_now(match, context)


def _lasting_until_now(match: re.Match[str], context: Context) -> Value:
    amount = number(match["n"])
    if context.written is None or amount is None:
        return unknown("interval")
    first = shifted(context.written, -amount, match["unite"])
    here = of_day(context.written, context.written)
    return replace(of_interval(first, here), modifier=approximation(match["e"]))


@rule(
    "depuis des mois",
    r"depuis (?:des |de (?:longs|longues|nombreux|nombreuses) |quelque )(?:longs |longues |longue )?<unité>|de longue date|depuis longtemps|depuis toujours",
    on=["mois", "années", "semaines", "jours", "décennies", "siècles", "heures", "longtemps", "date", "toujours", "temps"],
)
def vague_since(_match: re.Match[str], _context: Context) -> Value:
    return unknown("interval")


@rule(
    "ces derniers jours",
    r"(?:ces|au cours des|lors des|durant les|pendant les|dans les|sur les|les|des)(?: <n>)? (?P<d>derni(?:ers|ères)|prochain(?:s|es)|premi(?:ers|ères))(?: <n2>)? <unité>",
)
def last_days(match: re.Match[str], context: Context) -> Value | None:
    said = match["n"] or match["n2"]
    amount = number(said) if said else None
    if match["d"].startswith("pr") and match["d"][3] == "m":
        return None  # les premiers jours
    if context.written is None or amount is None:
        return unknown("interval")
    past = match["d"].startswith("d")
    there = shifted(context.written, -amount if past else amount, match["unite"])
    here = of_day(context.written, context.written)
    return of_interval(there, here) if past else of_interval(here, there)


@rule(
    "la dernière décennie",
    r"(?:la|cette|de la) (?:(?P<d>dernière|prochaine) )?décennie(?! \d)|(?:au cours de |depuis )(?P<e>la décennie) (?:passée|écoulée)",
    on=["décennie"],
)
def decade(match: re.Match[str], context: Context) -> Value | None:
    if not (match["d"] or match["e"] or match[0].startswith("cette")):
        return None
    if context.written is None:
        return unknown("interval")
    step = {"dernière": -1, "prochaine": 1}.get(match["d"] or "", -1 if match["e"] else 0)
    if step == 0:
        return counted(context, 0, "décennie")
    here, there = of_day(context.written, context.written), shifted(context.written, 10 * step, "an")
    return of_interval(there, here) if step < 0 else of_interval(here, there)


EXAMPLES: dict[str | None, list[tuple[str, str | None]]] = {
    "2024-03-06": [  # a Wednesday
        ("Il est parti hier.", "2024-03-05"),
        ("Hier matin, il est parti.", "2024-03-05 morning"),
        ("Hier soir, il est parti.", "2024-03-05 evening"),
        ("Aujourd'hui, il parle.", "2024-03-06"),
        ("Aujourd’hui, il parle.", "2024-03-06"),
        ("avant-hier soir, il tirait.", "2024-03-04 evening"),
        ("Il vient demain.", "2024-03-07"),
        ("Il viendra après-demain.", "2024-03-08"),
        ("Demain matin, il part.", "2024-03-07 morning"),
        ("Ce matin, il part.", "2024-03-06 morning"),
        ("Cette nuit, il part.", "2024-03-06 night"),
        ("Ce soir, il parle.", "2024-03-06 evening"),
        ("Cet après-midi, il parle.", "2024-03-06 afternoon"),
        ("La nuit dernière, ils ont tiré.", "2024-03-05 night"),
        ("La semaine dernière, il a plu.", "2024-W09"),
        ("La semaine passée, il a plu.", "2024-W09"),
        ("La semaine prochaine, il part.", "2024-W11"),
        ("cette semaine, il signe.", "2024-W10"),
        ("Ils votent en fin de semaine.", "2024-W10 end"),
        ("À la fin de la semaine dernière, il signait.", "2024-W09 end"),
        ("Depuis la semaine dernière, il marche.", "2024-W09/.."),
        ("le mois dernier, il a signé.", "2024-02"),
        ("Le mois prochain, il vote.", "2024-04"),
        ("Ce mois-ci, il vote.", "2024-03"),
        ("À la fin du mois, il vote.", "2024-03 end"),
        ("Au début du mois, il votait.", "2024-03 start"),
        ("À la fin du mois dernier, il votait.", "2024-02 end"),
        ("L'année dernière, il a gagné.", "2023"),
        ("l'an dernier, il a gagné.", "2023"),
        ("l'an passé, il a gagné.", "2023"),
        ("l'an prochain, il vote.", "2025"),
        ("L'année prochaine, il vote.", "2025"),
        ("À la fin de l'année dernière, il gagnait.", "2023 end"),
        ("Depuis l'an dernier, il gagne.", "2023/.."),
        ("Cette année, il vote.", "2024"),
        ("Plus tôt cette année, il votait.", "2024"),
        ("Depuis le début de l'année, il vote.", "2024/.. start"),
        ("D'ici à la fin de l'année, il votera.", "2024 before"),
        ("En fin d'année, il votera.", "2024 end"),
        ("En début d'année, il votait.", "2024 start"),
        ("Il y a trois jours, il tirait.", "2024-03-03"),
        ("il y a deux ans, il tirait.", "2022"),
        ("il y a un an jour pour jour, il tirait.", "2023-03-06"),
        ("il y a six mois, il tirait.", "2023-09"),
        ("il y a quinze jours, il tirait.", "2024-02-20"),
        ("Il y a une dizaine de jours, il tirait.", "2024-02-25"),
        ("il y a plus de vingt-cinq ans, il tirait.", "1999 more"),
        ("il y a environ deux semaines, il tirait.", "2024-W08 approx"),
        ("il y a soixante-dix ans, il naissait.", "1954"),
        ("il y a quatre-vingt-dix ans, il naissait.", "1934"),
        ("il y a 48 heures, il tirait.", "2024-03-04"),
        ("il y a un siècle, il tirait.", "19XX"),
        ("il y a deux décennies, il tirait.", "200X"),
        ("Voilà trois ans, il tirait.", "2021"),
        ("il y a quelques jours, il tirait.", None),
        ("Il y a deux ans que la guerre dure.", "2022/2024-03-06"),
        ("Dans dix jours, il part.", "2024-03-16"),
        ("Dans deux mois, il part.", "2024-05"),
        ("D'ici à trois ans, il partira.", "2027 before"),
        ("Dans quelques semaines, il part.", None),
        ("Depuis quatre jours, il marche.", "2024-03-02/2024-03-06"),
        ("Depuis plus de deux ans, il marche.", "2022/2024-03-06 more"),
        ("Depuis près de trois mois, il marche.", "2023-12/2024-03-06 approx"),
        ("Depuis un an et demi, il marche.", "2023/2024-03-06"),
        ("Depuis des mois, il marche.", None),
        ("Depuis de longues années, il marche.", None),
        ("Depuis longtemps, il marche.", None),
        ("le week-end dernier, ils jouaient.", "2024-03-02/2024-03-03"),
        ("Ils jouaient au cours du week-end.", "2024-03-02/2024-03-03"),
        ("Le week-end prochain, ils jouent.", "2024-03-09/2024-03-10"),
        ("Ces deux dernières semaines, rien.", "2024-W08/2024-03-06"),
        ("Au cours des dix dernières années, rien.", "2014/2024-03-06"),
        ("Ces dernières semaines, rien.", None),
        ("Dans les prochains jours, il part.", None),
        ("Dans les trois prochains mois, il part.", "2024-03-06/2024-06"),
        ("Au cours de la dernière décennie, rien.", "2014/2024-03-06"),
        ("Hier encore, il tirait.", "2024-03-05"),
        ("Il y a un mois, il tirait.", "2024-02"),
        ("Il y a près de quarante ans, il tirait.", "1984 approx"),
        ("Depuis trois semaines, il marche.", "2024-W07/2024-03-06"),
        ("Au cours des six derniers mois, rien.", "2023-09/2024-03-06"),
        ("Dans moins de six mois, il vote.", "2024-09 less"),
        ("Cette décennie, rien.", "202X"),
    ],
    "2024-02-29": [
        ("il y a un an, il tirait.", "2023"),
        ("Dans un an, il part.", "2025"),
        ("il y a douze mois, il tirait.", "2023-02"),
    ],
    None: [
        ("Il est parti hier.", None),
        ("La semaine dernière, il a plu.", None),
        ("Il y a sept ans, il gagnait.", None),
        ("L'année dernière, il gagnait.", None),
    ],
}  # fmt: skip
TRAPS = (
    "le monde d'hier", "les enjeux d'aujourd'hui", "il y a trois ministres", "dans dix pays", "depuis dix kilomètres", "le mois de la photo",
    "l'année de sa naissance", "une semaine de vacances", "la semaine sainte", "au fil des semaines", "voici deux généraux",
    "il y a du monde", "dans la semaine des quatre jeudis", "mise à jour", "l'ordre du jour", "au jour le jour", "voir le jour",
)  # fmt: skip
