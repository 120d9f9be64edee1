"""Days and months without year, which lean on the day of writing: *le 24 février*, *en mars*, *du 13 au 16 juillet*."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta

from geoint.timex import (
    REFUSED,
    Context,
    Value,
    contradiction,
    day_number,
    month_number,
    near,
    of_day,
    of_interval,
    of_month,
    of_week,
    rule,
    unknown,
)

# Names that hold a date: *le Mouvement du 5 juin*, *la place du 1er Mai*.
HOLDERS = re.compile(
    r"(?:mouvement|place|rue|avenue|boulevard|pont|stade|camp|brigade|bataillon|front|université|hôpital|aéroport|quartier|comité|collectif|"
    r"parti|esplanade|caserne) (?:patriotique )?(?:du |de |d')$"
)


@rule(
    "jour mois",
    r"(?:le |ce )?(?:<semaine>,? )?(?:le )?<jour> <mois>(?P<q> dernier| prochain| passé| courant)?(?! \d{4}(?!\d))",
)
def without_year(match: re.Match[str], context: Context) -> Value:
    month, day = month_number(match["mois"]), day_number(match["jour"])
    if day > calendar.monthrange(2024, month)[1] or HOLDERS.search(
        match.string[max(0, match.start() - 40) : match.start("jour")]
    ):
        return REFUSED
    said = (match["q"] or "").strip()
    found = near(replace(context, future=said == "prochain" or (context.future and not said)), month, day, match["semaine"])
    if found is None:
        return unknown("day")
    return replace(of_day(found, context.written), warning=contradiction(found, match["semaine"]))


@rule(
    "mois",
    r"(?:en|au mois de|au mois d'|du mois de|du mois d'|le mois de|le mois d'|ce mois de|ce mois d'|courant) ?<mois>(?! \d{4}(?!\d))",
)
def month(match: re.Match[str], context: Context) -> Value | None:
    if context.text[match.start("mois")].isupper() and not context.text.isupper():
        return None
    return _month(month_number(match["mois"]), context, ahead=context.future)


@rule("mois dernier nommé", r"(?:en |à |de |d'|du mois de |du mois d')?<mois> (?P<q>dernier|prochain|passé)")
def named_month(match: re.Match[str], context: Context) -> Value:
    number, said = month_number(match["mois"]), match["q"]
    if context.written and said != "prochain" and number == context.written.month:
        return of_month(context.written.year - 1, number, context.written)
    return _month(number, context, ahead=said == "prochain")


@rule("mois après mot", r"<mois>(?! \d{4}(?!\d))", bare=True)
def bare_month(match: re.Match[str], context: Context) -> Value | None:
    if context.text[match.start("mois")].isupper() and not context.text.isupper():
        return None  # Mars, Avril: a planet, a name
    ahead = context.future or re.search(r"d'ici (?:à |au |la |fin |début )*(?:mi-)?$", match.string[: match.start()]) is not None
    return _month(month_number(match["mois"]), context, ahead=ahead)


def _month(number: int, context: Context, *, ahead: bool) -> Value:
    """Return the last month of that name, the coming one if the verb looks ahead."""
    written = context.written
    if written is None:
        return unknown("month")
    year = written.year + (number < written.month) if ahead else written.year - (number > written.month)
    return of_month(year, number, written)


@rule(
    "les n et m mois",
    r"(?:(?:les |le |du |entre le |de |des |depuis le )(?:<semaine> )?|<semaine3> )<jour1>(?: <mois1>)?(?: et| au| et le|-|, \d{1,2} et| jusqu'au) ?(?:<semaine2> )?<jour2> <mois2>(?: <an>)?",
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


@rule(
    "nuit du n au m mois",
    r"(?:dans |durant |pendant )?(?:la |une )?nuit (?:du|de) (?:<semaine1> )?<jour1>(?: <mois1>)? (?:au|à) (?:<semaine2> )?<jour2> <mois2>(?: <an>)?",
)
def night(match: re.Match[str], context: Context) -> Value:
    value = days.resolve(match, context)
    return replace(value, part="night") if value else unknown("interval")


@rule(
    "de mois à mois",
    r"(?:de |d'|entre |du mois de |en |depuis )<mois1>(?P<w> à| et| jusqu'en| jusqu'à) (?:fin |la fin |début |la mi-)?<mois2>(?: <an>)?",
)
def months(match: re.Match[str], context: Context) -> Value:
    first_month, last_month = month_number(match["mois1"]), month_number(match["mois2"])
    if match["an"]:
        last = of_month(int(match["an"]), last_month)
    elif context.written:
        last = _month(last_month, context, ahead=context.future)
    else:
        return unknown("interval")
    year = int((last.value or "")[:4]) - (first_month > last_month)
    return of_interval(of_month(year, first_month), last)


@rule("semaine du n", r"(?:la |cette )?semaine du (?:<semaine> )?<jour> (?:au <jour2> )?<mois>(?! \d{4})")
def week_of(match: re.Match[str], context: Context) -> Value:
    found = near(context, month_number(match["mois"]), day_number(match["jour"]))
    return of_week(found, context.written) if found else unknown("week")


@rule(
    "jour de la semaine et quantième",
    r"<semaine> <jour>(?! ?(?:<mois>|[%€\d/:h]|heures|h ))(?![.,]\d)",
    on=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
)
def weekday_and_day(match: re.Match[str], context: Context) -> Value | None:
    """Take *mardi 14* for the nearest 14th that is a Tuesday, and for nothing if there is none near."""
    if context.written is None:
        return unknown("day")
    number, name = day_number(match["jour"]), match["semaine"]
    nearby = [context.written + timedelta(days=d) for d in range(-31, 32)]
    fitting = [d for d in nearby if d.day == number and contradiction(d, name) is None]
    found = min(fitting, key=lambda d: abs((d - context.written).days) if context.written else 0, default=None)
    return of_day(found, context.written) if found else None


EXAMPLES: dict[str | None, list[tuple[str, str | None]]] = {
    None: [
        ("le 24 février, la guerre éclate.", None),
        ("En mars, il a gagné.", None),
        ("Du 13 au 16 juillet, il voyage.", None),
        ("Les 10 et 11 mars 2022, ils se réunissent.", "2022-03-10/2022-03-11"),
        ("Les 10, 11 et 12 mars 2022, ils se réunissent.", "2022-03-10/2022-03-12"),
        ("Du 28 février au 3 mars 2020, il voyage.", "2020-02-28/2020-03-03"),
        ("Du 30 décembre au 2 janvier 2020, il voyage.", "2019-12-30/2020-01-02"),
        ("De janvier à mars 2021, trois attaques.", "2021-01/2021-03"),
        ("Entre novembre et mars 2021, il gèle.", "2020-11/2021-03"),
        ("Dans la nuit du 24 au 25 février 2022, des tirs.", "2022-02-24/2022-02-25 night"),
        ("Mardi 14, il votera.", None),
    ],
    "2022-07-05": [  # a Tuesday
        ("Il est arrivé le 24 février.", "2022-02-24"),
        ("Depuis le 24 février, tout a changé.", "2022-02-24/.."),
        ("Le 4 juillet, il a fêté.", "2022-07-04"),
        ("Le 5 juillet, il écrit.", "2022-07-05"),
        ("Le 20 décembre, il a démissionné.", "2021-12-20"),
        ("Le 31 décembre, il a parlé.", "2021-12-31"),
        ("Le 10 août, il parle.", "2022-08-10"),
        ("Vendredi 1er juillet, il a parlé.", "2022-07-01"),
        ("Le vendredi 1er juillet, il a parlé.", "2022-07-01"),
        ("Ce vendredi 1er juillet, il a parlé.", "2022-07-01"),
        ("Il a parlé, lundi 4 juillet au soir.", "2022-07-04 evening"),
        ("La loi du 3 juin est publiée.", "2022-06-03"),
        ("Dès le 15 avril, il savait.", "2022-04-15"),
        ("Le 15 décembre dernier, il fut relevé.", "2021-12-15"),
        ("Le 14 novembre prochain, il votera.", "2022-11-14"),
        ("Jusqu'au 31 mars, il attendait.", "../2022-03-31"),
        ("Avant le 22 juillet, ils partiront.", "2022-07-22 before"),
        ("en mars, il a gagné.", "2022-03"),
        ("En novembre, il a perdu.", "2021-11"),
        ("Au mois d'août, il a fui.", "2021-08"),
        ("Au mois de mai, il a fui.", "2022-05"),
        ("En avril dernier, il signait.", "2022-04"),
        ("En juillet dernier, il signait.", "2021-07"),
        ("en octobre prochain, il signera.", "2022-10"),
        ("Les tirs remontent à avril dernier.", "2022-04"),
        ("À la mi-septembre, elle est morte.", "2021-09 mid"),
        ("fin juin, il a décidé.", "2022-06 end"),
        ("Au début de juin, il a décidé.", "2022-06 start"),
        ("Début mai, il est revenu.", "2022-05 start"),
        ("Depuis février, il attend.", "2022-02/.."),
        ("Depuis le début du mois de mars, il attend.", "2022-03/.. start"),
        ("Jusqu'en avril, il a attendu.", "../2022-04"),
        ("Ils partiront d'ici à septembre.", "2022-09 before"),
        ("Dès janvier, il savait.", "2022-01"),
        ("Courant mai, il a écrit.", "2022-05"),
        ("Du 13 au 16 juillet, il voyage.", "2022-07-13/2022-07-16"),
        ("Les 28 et 29 juin, ils se sont réunis.", "2022-06-28/2022-06-29"),
        ("Réunis mardi 28 et mercredi 29 juin, ils ont parlé.", "2022-06-28/2022-06-29"),
        ("Entre le 3 et le 7 juin, ils ont tiré.", "2022-06-03/2022-06-07"),
        ("Du 29 juin au 3 juillet, il voyageait.", "2022-06-29/2022-07-03"),
        ("Du lundi 27 juin au vendredi 1er juillet, il siège.", "2022-06-27/2022-07-01"),
        ("Dans la nuit du 2 au 3 juillet, des tirs.", "2022-07-02/2022-07-03 night"),
        ("Dans la nuit du samedi 2 au dimanche 3 juillet, des tirs.", "2022-07-02/2022-07-03 night"),
        ("Entre mars et mai, ils ont fui.", "2022-03/2022-05"),
        ("De novembre à février, il gelait.", "2021-11/2022-02"),
        ("La semaine du 27 juin, ils se sont vus.", "2022-W26"),
        ("Le dimanche 26 juin, ils ont voté.", "2022-06-26"),
        ("Mercredi 29 juin, en soirée, il a parlé.", "2022-06-29 evening"),
        ("L'attentat du 12 mai a fait dix morts.", "2022-05-12"),
        ("Depuis le 1er juin, rien.", "2022-06-01/.."),
        ("À compter du 15 août, rien.", "2022-08-15/.."),
        ("Fin août, rien.", "2021-08 end"),
        ("Entre le 20 juin et le 2 juillet, ils ont tiré.", "2022-06-20/2022-07-02"),
        ("Il a voté samedi 2.", "2022-07-02"),
        ("Il a voté le lundi 27.", "2022-06-27"),
        ("Il vote mercredi 13.", "2022-07-13"),
    ],
    "2022-01-08": [
        ("Le 29 décembre, il a parlé.", "2021-12-29"),
        ("En décembre, il a parlé.", "2021-12"),
        ("Le 6 janvier, l'opération a commencé.", "2022-01-06"),
        ("Du 28 décembre au 3 janvier, il voyageait.", "2021-12-28/2022-01-03"),
        ("Les 9 et 10 décembre, ils se sont vus.", "2021-12-09/2021-12-10"),
    ],
}  # fmt: skip
TRAPS = (
    "Mars est une planète.", "Avril Haines a parlé.", "le Mouvement du 5 juin", "la place du 1er Mai", "30 février",
    "la conquête de Mars", "vers Mars", "Le Champ-de-Mars", "le M23", "la chocolaterie Mars", "le stade du 28 septembre",
    "un mars et ça repart", "Théo Juin", "Le maréchal Juin", "la brigade du 3 août",
)  # fmt: skip
