"""Dates that need no anchor: *15 juin 2021*, *en 2019*, *de mars 2020 à mai 2021*, *03/02/2020*."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date

from geoint.timex import (
    REFUSED,
    Context,
    Value,
    contradiction,
    day_number,
    month_number,
    of_day,
    of_interval,
    of_month,
    of_week,
    of_year,
    rule,
    since,
)

# What is counted in thousands, not dated: *en 2000 exemplaires*, *vers 1200 hommes*.
COUNTED = (
    r"(?![\d%°]|[,.]\d| ?(?:€|\$|%|euros?|dollars?|soldats?|hommes|femmes|morts|personnes|km|kilomètres|mètres|exemplaires|habitants|places|"
    r"milliards|millions|tonnes|chars|civils|pages|logements|emplois|signatures|combattants|manifestants|unités|points|watts|mw|hectares|blessés))"
)
NAMED = re.compile(
    r"(?:révolutions?|élections?|accords?|guerres?|crises?|sommet|présidentielles?|législatives?|référendum|scrutin|constitution|"
    r"traités?|pacte|protocole|convention|coup d'état|putsch|soulèvements?|mondial|printemps|loi|invasion|conflit|explosion|"
    r"attentats?|massacres?|génocide|séisme|budget|recensement|mandat|campagne|offensive|annexion|indépendance|"
    r"manifestations|émeutes|édition|cessez-le-feu|armistice|retrait|départ) (?:\w+ )?$"
)


@rule("jour mois an", r"(?:le |ce )?(?:<semaine>,? )?(?:le )?<jour> <mois> <an>")
def full(match: re.Match[str], _context: Context) -> Value:
    year, month, number = int(match["an"]), month_number(match["mois"]), day_number(match["jour"])
    if number > calendar.monthrange(year, month)[1]:
        return REFUSED
    day = date(year, month, number)
    return replace(of_day(day), warning=contradiction(day, match["semaine"]))


@rule("jj/mm/aaaa", r"(?:le )?(?P<d>0?[1-9]|[12]\d|3[01])[/.](?P<m>0?[1-9]|1[0-2])[/.](?P<y>(?:19|20)\d\d)", on=["####"])
def numeric(match: re.Match[str], _context: Context) -> Value:
    return of_day(date(int(match["y"]), int(match["m"]), int(match["d"])))


@rule("aaaa-mm-jj", r"(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])", on=["####"])
def iso(match: re.Match[str], _context: Context) -> Value:
    return of_day(date(int(match["y"]), int(match["m"]), int(match["d"])))


@rule("mois an", r"(?:(?:en|au mois de|au mois d'|du mois de|du mois d'|le mois de|le mois d') ?)?<mois> (?:de l'année )?<an>")
def month_year(match: re.Match[str], _context: Context) -> Value:
    return of_month(int(match["an"]), month_number(match["mois"]))


@rule(
    "an",
    rf"(?:en |courant |dès |(?:de |en |dans |durant |pendant |pour )?(?:l')?(?:an|année) (?:civile |fiscale |scolaire )?|en l'an )<an>{COUNTED}",
)
def year(match: re.Match[str], _context: Context) -> Value:
    return of_year(int(match["an"]))


@rule("an après mot", rf"<an>{COUNTED}(?!-)", bare=True)
def bare_year(match: re.Match[str], _context: Context) -> Value:
    return of_year(int(match["an"]))


@rule("(an)", r"\(<an>\)")
def bracketed(match: re.Match[str], _context: Context) -> Value:
    return of_year(int(match["an"]))


@rule(
    "de an",
    rf"(?:de |d'|(?<=présidentielle )|(?<=mondial )|(?<=législatives )|(?<=constitution )|(?<=printemps ))<an>{COUNTED}(?! (?:à|et|-) ?\d)",
)
def of_event(match: re.Match[str], _context: Context) -> Value | None:
    """Take *de 1979* for a year only after what has a year: *la révolution de 1979*, not *un prêt de 1500*."""
    named = NAMED.search(match.string[: match.start()])
    return of_year(int(match["an"])) if named else None


@rule("avant notre ère", r"(?:en |vers )?(?:l'an )?\d{1,4} (?:av\.|avant) (?:j\.-c\.|jésus-christ|notre ère)", on=["av", "avant"])
def before_christ(_match: re.Match[str], _context: Context) -> Value:
    return REFUSED


@rule(
    "de an à an", r"(?:(?:de|entre|depuis|période|saison|exercice|années) |\()<an1>(?: à| et|-| -| –|–)? ?(?:l'année )?<an2>\)?"
)
def years(match: re.Match[str], _context: Context) -> Value | None:
    first, last = int(match["an1"]), int(match["an2"])
    return of_interval(of_year(first), of_year(last)) if first < last else None


@rule("de an à nos jours", r"(?:de |depuis )<an> (?:à nos jours|à aujourd'hui|jusqu'à nos jours|jusqu'à aujourd'hui)")
def until_now(match: re.Match[str], _context: Context) -> Value:
    return since(of_year(int(match["an"])))


@rule(
    "de mois an à mois an",
    r"(?:de |d'|entre |en |du mois de )?<mois1> (?P<y>1[0-9]\d\d|20\d\d) (?:à|et|jusqu'en|jusqu'à) <mois2> <an>",
)
def months_of_years(match: re.Match[str], _context: Context) -> Value | None:
    first = of_month(int(match["y"]), month_number(match["mois1"]))
    last = of_month(int(match["an"]), month_number(match["mois2"]))
    apart = " et " in match[0] and not match[0].startswith("entre")
    return None if apart else of_interval(first, last)  # août 2020 et mai 2021 are two dates


@rule(
    "du jour mois an au jour mois an",
    r"(?:du |entre le |depuis le )(?:<semaine1> )?<jour1> <mois1> (?P<y>1[0-9]\d\d|20\d\d) (?:au|et le|jusqu'au) (?:<semaine2> )?<jour2> <mois2> <an>",
)
def days_of_years(match: re.Match[str], _context: Context) -> Value:
    first = date(int(match["y"]), month_number(match["mois1"]), day_number(match["jour1"]))
    last = date(int(match["an"]), month_number(match["mois2"]), day_number(match["jour2"]))
    return of_interval(of_day(first), of_day(last))


@rule("semaine n de an", r"(?:en |la |de la )?semaine (?P<w>[1-5]?\d) (?:de )?<an>", on=["####"])
def iso_week(match: re.Match[str], _context: Context) -> Value:
    return of_week(date.fromisocalendar(int(match["an"]), int(match["w"]), 1))


@rule("semaine du", r"(?:la |cette )?semaine du (?:<semaine> )?<jour> (?:au <jour2> )?<mois> <an>")
def week_of(match: re.Match[str], _context: Context) -> Value:
    return of_week(date(int(match["an"]), month_number(match["mois"]), day_number(match["jour"])))


EXAMPLES: dict[str | None, list[tuple[str, str | None]]] = {
    None: [
        ("Ils se sont vus le mardi 15 juin 2021 à Genève.", "2021-06-15"),
        ("L'accord du 1er mai 2004 tient.", "2004-05-01"),
        ("Le 24 février 2022, les chars sont entrés.", "2022-02-24"),
        ("Vendredi 25 février 2022, Kiev tient.", "2022-02-25"),
        ("L’attaque du 7 octobre 2023 a tout changé.", "2023-10-07"),
        ("Le 3 fevrier 2020, il signe.", "2020-02-03"),
        ("LE 8 MAI 1945, LA PAIX.", "1945-05-08"),
        ("Depuis le 28 mai 1945, la frontière est fermée.", "1945-05-28/.."),
        ("Il est resté jusqu'au 5 juillet 1962.", "../1962-07-05"),
        ("Le dossier date d'avant le 12 mars 2019.", "2019-03-12 before"),
        ("Dans la nuit du 24 février 2022, des missiles.", "2022-02-24 night"),
        ("Le 24 février 2022 au soir, il parle.", "2022-02-24 evening"),
        ("Il a écrit le 29 février 2024.", "2024-02-29"),
        ("Signé le 03/02/2020 à Rome.", "2020-02-03"),
        ("Lettre du 3.2.2020 au ministre.", "2020-02-03"),
        ("Reçu le 31/12/1999.", "1999-12-31"),
        ("Version du 2023-11-05.", "2023-11-05"),
        ("Publié depuis le 2023-11-05.", "2023-11-05/.."),
        ("En juin 2021, il part.", "2021-06"),
        ("Au mois de juin 2021, il part.", "2021-06"),
        ("Arrêté en août 2022, il attend.", "2022-08"),
        ("Le coup d'État d'août 2020 a réussi.", "2020-08"),
        ("Fin décembre 1999, il démissionne.", "1999-12 end"),
        ("Début mai 2015, il gagne.", "2015-05 start"),
        ("À la mi-octobre 2019, il fuit.", "2019-10 mid"),
        ("À la fin du mois de juin 2020, il perd.", "2020-06 end"),
        ("depuis mars 2015, la guerre dure.", "2015-03/.."),
        ("Depuis le début de mars 2015, la guerre dure.", "2015-03/.. start"),
        ("jusqu'en avril 2020, il siégeait.", "../2020-04"),
        ("D'ici à juin 2031, la centrale fermera.", "2031-06 before"),
        ("À partir de janvier 2030, tout change.", "2030-01/.."),
        ("Il les a fait venir dès septembre 2014.", "2014-09"),
        ("En 2019, ils signent.", "2019"),
        ("L'année 2020 fut longue.", "2020"),
        ("En l'an 2000, tout allait bien.", "2000"),
        ("Depuis 2013, la France intervient.", "2013/.."),
        ("jusqu'en 1991, l'URSS existait.", "../1991"),
        ("Avant 2030, ils réduiront.", "2030 before"),
        ("Après 1989, le mur tombe.", "1989 after"),
        ("Vers 1950, il s'installe.", "1950 approx"),
        ("Fin 2021, l'armée se masse.", "2021 end"),
        ("Début 2014, il fuit.", "2014 start"),
        ("À la mi-2018, il revient.", "2018 mid"),
        ("Depuis fin 2021, les prix montent.", "2021/.. end"),
        ("D'ici la fin de 2026, ils partiront.", "2026 before"),
        ("À l'horizon 2050, plus de charbon.", "2050 approx"),
        ("Dès 2011, il tirait.", "2011"),
        ("Courant 2023, il viendra.", "2023"),
        ("La révolution de 1979 a tout changé.", "1979"),
        ("L'accord nucléaire de 2015 est mort.", "2015"),
        ("l'élection présidentielle de 2024", "2024"),
        ("Au lendemain de l'invasion de 2003, le chaos.", "2003"),
        ("Le traité (1949) tient encore.", "1949"),
        ("De 2013 à 2022, l'armée est restée.", "2013/2022"),
        ("Entre 2014 et 2016, rien.", "2014/2016"),
        ("La guerre (1939-1945) est finie.", "1939/1945"),
        ("Pour la saison 2021-2022, rien.", "2021/2022"),
        ("De 1945 à nos jours, rien.", "1945/.."),
        ("De mars 2020 à mai 2021, ils ont fermé.", "2020-03/2021-05"),
        ("Entre août 2022 et mars 2023, ils réduisent.", "2022-08/2023-03"),
        ("Les putschs d'août 2020 et mai 2021.", "2021-05"),
        ("Du 3 mai 2020 au 5 juin 2021, il était là.", "2020-05-03/2021-06-05"),
        ("Entre le 30 décembre 2021 et le 2 janvier 2022, rien.", "2021-12-30/2022-01-02"),
        ("En semaine 36 de 2021, ils se voient.", "2021-W36"),
        ("Il fut élu le dimanche 24 avril 2022.", "2022-04-24"),
        ("Né le 7 octobre 1952, il règne.", "1952-10-07"),
        ("La loi du 9 décembre 1905 tient.", "1905-12-09"),
        ("Au cours de l'année 2017, il part.", "2017"),
        ("L'exercice budgétaire s'achève à la fin de 2024.", "2024 end"),
        ("Élu en\nmai 2012, il part.", "2012-05"),
        ("Le 5 mars 2014, il tirait.", "2014-03-05"),
        ("La semaine du 3 mai 2021, ils votent.", "2021-W18"),
    ],
}  # fmt: skip
TRAPS = (
    "la résolution 2254 de l'ONU", "2000 soldats", "3,5 euros", "un prêt de 1500 euros", "Il marche vers 1200 hommes.",
    "un missile de 2000 km", "au kilomètre 1990", "30 février 2021", "31/02/2020", "un budget de 2000 milliards",
    "en 2000 exemplaires", "La loi 1510 est votée.", "le vol 1549", "en 52 avant J.-C.",     "Windows 2000 plante.", "avant 1500 personnes", "un effectif de 1800 hommes", "le numéro 2021-44", "depuis 1200 mètres",
    "la version 20.10.4", "un colis de 1999 grammes", "la chambre 2012", "en 2019 points", "le code postal 2000", "le 45/67",
)  # fmt: skip
