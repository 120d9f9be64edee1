"""Dates counted from the day of writing: *hier*, *lundi*, *la semaine dernière*, *il y a trois jours*."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from geoint.timex import (
    WEEKDAYS,
    Context,
    Value,
    number,
    of_day,
    of_interval,
    of_month,
    of_week,
    of_year,
    rule,
    shifted,
    unknown,
)

if TYPE_CHECKING:
    import re

DAYS = {"hier": -1, "avant-hier": -2, "aujourd'hui": 0, "demain": 1, "après-demain": 2, "ce jour": 0, "ce matin": 0,
        "ce soir": 0, "cette nuit": 0, "cet après-midi": 0}  # fmt: skip


@rule(
    "hier",
    r"(?P<j>avant-hier|hier|aujourd['’]hui|après-demain|demain|ce matin|ce soir|cette nuit|cet après-midi)(?: matin| soir| après-midi)?",
)
def near_day(match: re.Match[str], context: Context) -> Value:
    if context.written is None:
        return unknown("day")
    return of_day(context.written + timedelta(days=DAYS[match["j"].lower().replace("’", "'")]), context.written)


@rule(
    "jour de la semaine",
    r"(?:(?:dans la nuit|dans la soirée|dans la matinée|à partir|dès|depuis|avant|d'ici(?: à)?) (?:de |du )?)?(?<!du )(?<!du d)<semaine>(?: matin| soir| après-midi| midi)?"
    r"(?P<q> dernier| prochain| passé)?(?: (?:matin|soir))?",
)
def weekday(match: re.Match[str], context: Context) -> Value | None:
    name = match["semaine"]
    if name[0].isupper() and match.start() > 0 and match.string[match.start() - 1 : match.start()] == " " and _titled(match):
        return Value(None, "refused")
    if context.written is None:
        return unknown("day")
    offset = (context.written.weekday() - WEEKDAYS.index(name.lower())) % 7
    qualifier = (match["q"] or "").strip().lower()
    ahead = qualifier == "prochain" or (context.future and not qualifier)
    days = (7 - offset if offset or qualifier else 0) if ahead else -offset if offset or not qualifier else -7
    return of_day(context.written + timedelta(days=days), context.written)


def _titled(match: re.Match[str]) -> bool:
    """Tell whether a capital weekday stands inside a sentence, as in *Bloody Sunday* or *Black Friday*."""
    before = match.string[: match.start()].rstrip()
    return bool(before) and before[-1] not in '.!?:«"“”»\n-–('


@rule(
    "nuit de lundi à mardi",
    r"(?:dans la |durant la |pendant la |la )?nuit (?:de |du )<semaine1>(?: \d{1,2})? (?:à|au) <semaine2>(?: \d{1,2})?",
)
def night(match: re.Match[str], context: Context) -> Value:
    if context.written is None:
        return unknown("interval")
    offset = (context.written.weekday() - WEEKDAYS.index(match["semaine2"].lower())) % 7
    second = context.written - timedelta(days=offset)
    return of_interval(of_day(second - timedelta(days=1), context.written), of_day(second, context.written))


@rule("deux jours de la semaine", r"(?:de |entre |du )?<semaine1> (?:et|à|au) <semaine2>")
def two_weekdays(match: re.Match[str], context: Context) -> Value:
    if context.written is None:
        return unknown("interval")
    first, last = (WEEKDAYS.index(match[k].lower()) for k in ("semaine1", "semaine2"))
    offset = (context.written.weekday() - last) % 7
    end = context.written + timedelta(days=7 - offset if context.future and offset else -offset)
    return of_interval(of_day(end - timedelta(days=(last - first) % 7), context.written), of_day(end, context.written))


@rule(
    "semaine",
    r"(?:la )?semaine (?P<q>dernière|passée|prochaine|suivante)|cette (?P<c>semaine)|en début de (?P<d>semaine)|en fin de (?P<f>semaine)",
)
def week(match: re.Match[str], context: Context) -> Value | None:
    if match["q"] == "suivante":
        return None
    return _counted(context, {"dernière": -1, "passée": -1, "prochaine": 1}.get((match["q"] or "").lower(), 0), "semaine")


@rule("mois dernier", r"(?:(?:le )?mois (?P<q>dernier|passé|prochain)|ce mois(?:-ci)?|ce (?P<c>mois))")
def month(match: re.Match[str], context: Context) -> Value:
    return _counted(context, {"dernier": -1, "passé": -1, "prochain": 1}.get((match["q"] or "").lower(), 0), "mois")


@rule(
    "année dernière",
    r"(?:l'année|l'an|l’année|l’an) (?P<q>dernière|passée|dernier|passé|prochaine|prochain)|plus tôt (?:dans|cette) l?'?(?P<p>année)|cette (?P<c>année)|l'année (?P<e>en cours)",
)
def year(match: re.Match[str], context: Context) -> Value:
    said = (match["q"] or "").lower()
    return _counted(context, {"d": -1, "p": -1}.get(said[:1], 0) if not said.startswith("proch") else 1, "an")


@rule("week-end", r"(?:le week-end (?P<q>dernier|passé|prochain)|ce week-end|(?:durant |pendant )le week-end)")
def weekend(match: re.Match[str], context: Context) -> Value:
    if context.written is None:
        return unknown("interval")
    said = (match["q"] or "").lower()
    monday = context.written - timedelta(days=context.written.weekday())
    ahead = said == "prochain" or context.future or (not said and context.written.weekday() > 3)  # noqa: PLR2004 -- jeudi
    saturday = monday + timedelta(days=5 if ahead else -2)
    return of_interval(of_day(saturday, context.written), of_day(saturday + timedelta(days=1), context.written))


@rule("il y a", r"(?:il y a|voici|voilà)(?: environ| près de| plus de| à peine| moins de| presque)? <n> <unité>")
def ago(match: re.Match[str], context: Context) -> Value:
    amount = number(match["n"])
    if context.written is None or amount is None:
        return unknown(_grain(match["unite"]))
    return shifted(context.written, -amount, match["unite"])


@rule("dans n jours", r"(?:dans|d'ici)(?: environ| près de| moins de)? <n> <unité>")
def ahead(match: re.Match[str], context: Context) -> Value:
    amount = number(match["n"])
    if context.written is None or amount is None:
        return unknown(_grain(match["unite"]))
    return shifted(context.written, amount, match["unite"])


@rule(
    "depuis n jours",
    r"depuis(?: environ| près de| plus de| au moins)? <n> <unité>|depuis (?P<vague>des) (?P<u>mois|années|semaines|jours|décennies)",
)
def for_time(match: re.Match[str], context: Context) -> Value:
    amount = number(match["n"]) if match["n"] else None
    if context.written is None or amount is None:
        return unknown("interval")
    return of_interval(shifted(context.written, -amount, match["unite"]), of_day(context.written, context.written))


@rule(
    "ces derniers jours",
    r"(?:ces|au cours des|lors des|durant les|dans les|les)(?: <n>)? (?P<d>derni(?:ers|ères)|prochain(?:s|es)) <unité>",
)
def last_days(match: re.Match[str], context: Context) -> Value:
    amount = number(match["n"]) if match["n"] else None
    if context.written is None or amount is None:
        return unknown("interval")
    there = shifted(context.written, -amount if match["d"].lower().startswith("d") else amount, match["unite"])
    here = of_day(context.written, context.written)
    return of_interval(there, here) if match["d"].lower().startswith("d") else of_interval(here, there)


def _grain(unit: str) -> str:
    return {"j": "day", "s": "week", "m": "month", "a": "year", "h": "day"}[unit[0].lower()]


def _counted(context: Context, amount: int, unit: str) -> Value:
    written = context.written
    if written is None:
        return unknown({"semaine": "week", "mois": "month", "an": "year"}[unit])
    if unit == "semaine":
        return of_week(written + timedelta(weeks=amount), written)
    if unit == "mois":
        index = written.year * 12 + written.month - 1 + amount
        return of_month(index // 12, index % 12 + 1, written)
    return of_year(written.year + amount, written)


EXAMPLES: dict[str | None, list[tuple[str, str | None]]] = {
    "2024-03-06": [  # a Wednesday
        ("Il est parti hier.", "2024-03-05"),
        ("Aujourd'hui, il parle.", "2024-03-06"),
        ("avant-hier soir, il tirait.", "2024-03-04"),
        ("Il vient demain.", "2024-03-07"),
        ("Lundi, il a signé.", "2024-03-04"),
        ("Il a signé dimanche.", "2024-03-03"),
        ("Il a signé mercredi.", "2024-03-06"),
        ("mercredi dernier, il a signé.", "2024-02-28"),
        ("Il vient mardi prochain.", "2024-03-12"),
        ("Il a parlé jeudi soir.", "2024-02-29"),
        ("Dans la nuit de lundi à mardi, un raid.", "2024-03-04/2024-03-05"),
        ("La semaine dernière, il a plu.", "2024-W09"),
        ("cette semaine, il signe.", "2024-W10"),
        ("le mois dernier, il a signé.", "2024-02"),
        ("Le mois prochain, il vote.", "2024-04"),
        ("L'année dernière, il a gagné.", "2023"),
        ("l'an dernier, il a gagné.", "2023"),
        ("l'an prochain, il vote.", "2025"),
        ("Cette année, il vote.", "2024"),
        ("Il y a trois jours, il tirait.", "2024-03-03"),
        ("il y a deux ans, il tirait.", "2022"),
        ("il y a six mois, il tirait.", "2023-09"),
        ("Dans dix jours, il part.", "2024-03-16"),
        ("Depuis quatre jours, il marche.", "2024-03-02/2024-03-06"),
        ("le week-end dernier, ils jouaient.", "2024-03-02/2024-03-03"),
        ("Ces deux dernières semaines, rien.", "2024-W08/2024-03-06"),
        ("de lundi à mercredi, ils ont parlé.", "2024-03-04/2024-03-06"),
    ],
    None: [
        ("Il est parti hier.", None),
        ("Dimanche, il a signé.", None),
        ("La semaine dernière, il a plu.", None),
    ],
}
TRAPS = ("Le Journal du dimanche écrit.", "le Black Friday", "le lendemain", "la rue du 4", "un lundiste")
