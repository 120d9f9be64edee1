"""Dates that lean on the last date of the text: *la veille*, *le lendemain*, *trois jours plus tôt*, *la même année*."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geoint.timex import (
    WEEKDAYS,
    Context,
    Value,
    approximation,
    grain_of,
    number,
    of_day,
    of_month,
    of_week,
    of_year,
    rule,
    shifted,
    unit_code,
    unknown,
)

if TYPE_CHECKING:
    import re

STEPS = {"veille": -1, "lendemain": 1, "surlendemain": 2, "avant-veille": -2}
PARTS = {"soir": "evening", "matin": "morning", "nuit": "night", "après-midi": "afternoon"}


def _last_day(context: Context) -> date | None:
    """Return the last day that the text named."""
    value = context.last
    return date.fromisoformat(value.value) if value and value.value and value.grain == "day" else None


def _last(context: Context, unit: str) -> date | None:
    """Return the first day of the last date that the text named, if it is at least as fine as the unit."""
    value = context.last
    fine = {"D": {"day"}, "H": {"day"}, "MIN": {"day"}, "W": {"day", "week"}, "M": {"day", "month"}, "Q": {"day", "month"}}
    allowed = fine.get(unit_code(unit), {"day", "week", "month", "year"})
    return date.fromisoformat(value.earliest) if value and value.earliest and value.grain in allowed else None


@rule(
    "la veille",
    r"(?:la |dès la |à la )(?P<s>avant-veille|veille)(?: au soir| même)?(?! d[eu']| des)|(?:le |dès le |et le )(?P<t>surlendemain|lendemain)(?: matin| soir| même)?(?! d[eu']| des)",
    on=["veille", "lendemain", "surlendemain"],
)
def step(match: re.Match[str], context: Context) -> Value | None:
    if match.string[: match.start()].endswith("du jour au "):
        return None
    last = _last_day(context)
    return of_day(last + timedelta(days=STEPS[match["s"] or match["t"]]), last) if last else unknown("day")


@rule("ce jour-là", r"(?:ce jour-là|le même jour|le jour même|à cette date|ce jour là)", on=["jour", "date"])
def same_day(_match: re.Match[str], context: Context) -> Value:
    last = _last_day(context)
    return of_day(last, last) if last else unknown("day")


@rule(
    "ce soir-là",
    r"(?:ce|cette|cet) (?P<p>soir|matin|nuit|après-midi)-là|le (?P<q>soir|matin) même|le même (?P<r>soir|matin)|la même (?P<s>nuit)",
    on=["soir", "matin", "nuit", "midi"],
)
def same_part(match: re.Match[str], context: Context) -> Value | None:
    value = same_day.resolve(match, context)
    return replace(value, part=PARTS[next(filter(None, match.groups()))]) if value else None


@rule(
    "cette année-là",
    r"cette (?P<a>année|semaine)-là|ce (?P<b>mois)-là|la même (?P<c>année|semaine)|le même (?P<d>mois)|(?P<e>au mois) en question",
    on=["<unité>"],
)
def same_period(match: re.Match[str], context: Context) -> Value:
    return _beside(next(filter(None, match.groups())), 0, context)


@rule(
    "l'année suivante",
    r"(?:l'(?P<a>année|an)|la (?P<b>semaine)|le (?P<c>mois)) (?P<q>suivante?|d'après|précédente?|d'avant)",
    on=["<unité>"],
)
def next_period(match: re.Match[str], context: Context) -> Value:
    unit = match["a"] or match["b"] or match["c"]
    return _beside(unit, 1 if match["q"].startswith(("suiv", "d'apr")) else -1, context)


def _beside(unit: str, amount: int, context: Context) -> Value:
    """Return the period of the last date, or the one before or after it."""
    last = _last(context, unit)
    if last is None:
        return unknown(grain_of(unit))
    if unit_code(unit) == "W":
        return of_week(last + timedelta(weeks=amount), last)
    if unit_code(unit) == "M":
        index = last.year * 12 + last.month - 1 + amount
        return of_month(index // 12, index % 12 + 1, last)
    return of_year(last.year + amount, last)


@rule("le lundi suivant", r"(?:le |ce )?<semaine> (?P<q>suivant|d'après|précédent|d'avant)")
def weekday_beside(match: re.Match[str], context: Context) -> Value:
    last = _last_day(context)
    if last is None:
        return unknown("day")
    ahead = match["q"].startswith(("suiv", "d'apr"))
    offset = (WEEKDAYS.index(match["semaine"]) - last.weekday()) % 7 or 7
    return of_day(last + timedelta(days=offset if ahead else (offset - 7 or -7)), last)


@rule(
    "n jours plus tôt",
    r"(?P<e><env>)<n> <unité>(?: et demie?)? (?P<w>plus tôt|auparavant|plus tard|après|avant|précédents?)(?! (?:le|la|les|l'|son|sa|ses|leurs?|un|une|avoir|être|de|du|des|d'|que|qu'|cette|cet|ce|ces|sa|s'|lui|eux|elle|cela)\b| l'| d'| s'| qu')",
)
def shifted_from(match: re.Match[str], context: Context) -> Value:
    last, amount = _last(context, match["unite"]), number(match["n"])
    if last is None or amount is None:
        return unknown(grain_of(match["unite"]))
    value = shifted(last, amount if match["w"] in {"plus tard", "après"} else -amount, match["unite"])
    return replace(value, modifier=approximation(match["e"]))


@rule(
    "n jours après l'événement",
    r"<n> <unité>(?: et demie?)?(?: seulement| à peine)? (?:après|avant) (?:le |la |les |l'|son |sa |ses |leurs? |une? |cette |cet |ce )(?!même|lui|avoir|être|\d)\w+",
)
def beside_event(match: re.Match[str], _context: Context) -> Value:
    """Take *six mois après l'invasion* for a date that hangs on an event: it has no value here."""
    return unknown(grain_of(match["unite"]))


EXAMPLES: dict[str | None, list[tuple[str, str | None]]] = {
    None: [
        ("Il parle le 3 mai 2020. La veille, il se taisait.", "2020-05-02"),
        ("Il parle le 3 mai 2020. La veille au soir, il se taisait.", "2020-05-02"),
        ("Il parle le 3 mai 2020. L'avant-veille, il fuyait ; la veille, il se taisait.", "2020-05-02"),
        ("Il parle le 3 mai 2020. Le lendemain, il se tait.", "2020-05-04"),
        ("Il parle le 3 mai 2020. Le surlendemain, il se tait.", "2020-05-05"),
        ("Il parle le 3 mai 2020. Dès le lendemain, il se tait.", "2020-05-04"),
        ("Il parle le 3 mai 2020. Le lendemain matin, il se tait.", "2020-05-04"),
        ("Il parle le 31 décembre 2020. Le lendemain, il se tait.", "2021-01-01"),
        ("Il parle les 3 et 4 mai 2020. Le lendemain, il se tait.", "2020-05-05"),
        ("Il parle le 3 mai 2020. Ce jour-là, il pleut.", "2020-05-03"),
        ("Il parle le 3 mai 2020. Le même jour, il pleut.", "2020-05-03"),
        ("Il parle le 3 mai 2020. Le jour même, il pleut.", "2020-05-03"),
        ("Il parle le 3 mai 2020. À cette date, il pleut.", "2020-05-03"),
        ("Il parle le 3 mai 2020. Ce soir-là, il pleut.", "2020-05-03 evening"),
        ("Il parle le 3 mai 2020. Cette nuit-là, il pleut.", "2020-05-03 night"),
        ("Il parle le 3 mai 2020. Le soir même, il pleut.", "2020-05-03 evening"),
        ("Il parle le 3 mai 2020. Cette année-là, il pleut.", "2020"),
        ("Il parle le 3 mai 2020. La même année, il pleut.", "2020"),
        ("Il parle le 3 mai 2020. Ce mois-là, il pleut.", "2020-05"),
        ("Il parle le 3 mai 2020. Cette semaine-là, il pleut.", "2020-W18"),
        ("Il parle le 3 mai 2020. L'année suivante, il pleut.", "2021"),
        ("Il parle le 3 mai 2020. L'année précédente, il pleut.", "2019"),
        ("Il parle le 3 mai 2020. L'année d'avant, il pleut.", "2019"),
        ("Il parle le 3 mai 2020. Le mois suivant, il pleut.", "2020-06"),
        ("Il parle le 3 mai 2020. La semaine suivante, il pleut.", "2020-W19"),
        ("Il parle le 3 mai 2020. Le mardi suivant, il pleut.", "2020-05-05"),
        ("Il parle le 3 mai 2020. Le dimanche suivant, il pleut.", "2020-05-10"),
        ("Il parle le 3 mai 2020. Le vendredi précédent, il pleut.", "2020-05-01"),
        ("En 2014, il part. L'année suivante, il revient.", "2015"),
        ("En 2014, il part. Huit ans plus tard, il revient.", "2022"),
        ("Il parle le 3 mai 2020. Trois jours plus tôt, il fuyait.", "2020-04-30"),
        ("Il parle le 3 mai 2020. Trois jours auparavant, il fuyait.", "2020-04-30"),
        ("Il parle le 3 mai 2020. Deux mois plus tard, il meurt.", "2020-07"),
        ("Il parle le 3 mai 2020. Deux semaines plus tard, il meurt.", "2020-W20"),
        ("Il parle le 3 mai 2020. Un an après, il meurt.", "2021"),
        ("Il parle le 3 mai 2020. Vingt-quatre heures plus tard, il meurt.", "2020-05-04"),
        ("Il parle le 3 mai 2020. Quelques jours plus tard, il meurt.", None),
        ("Il parle le 3 mai 2020. Près de trois ans plus tard, il meurt.", "2023 approx"),
        ("Il parle en février 2021. Quatre mois plus tard, il part.", "2021-06"),
        ("Il parle en février 2021. Quatre jours plus tard, il part.", None),
        ("Il parle le 3 mai 2020. Dix jours après, il meurt.", "2020-05-13"),
        ("Il parle le 3 mai 2020. Un mois plus tôt, il fuyait.", "2020-04"),
        ("Le lendemain, il se tait.", None),
        ("La veille, il parlait.", None),
        ("Deux mois plus tard, il meurt.", None),
        ("Six mois après l'invasion, il revient.", None),
    ],
    "2022-07-23": [
        ("Il a parlé lundi. La veille, il se taisait.", "2022-07-17"),
        ("Il a parlé le 3 mai. Le lendemain, il a fui.", "2022-05-04"),
        ("Il a parlé hier. Le même jour, il a fui.", "2022-07-22"),
        ("Le lendemain, il se tait.", None),
    ],
}  # fmt: skip
TRAPS = (
    "Il veille sur la ville.", "à la veille de l'élection", "le lendemain de fête", "du jour au lendemain",
    "au lendemain de la signature", "trois pages plus tard", "deux kilomètres plus loin", "sans lendemain",
)  # fmt: skip
