"""Dates that lean on the last date of the text: *la veille*, *le lendemain*, *trois jours plus tôt*."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from geoint.timex import Context, Value, number, of_day, rule, shifted, unknown

if TYPE_CHECKING:
    import re

STEPS = {"veille": -1, "lendemain": 1, "surlendemain": 2, "avant-veille": -2}


def _last_day(context: Context) -> date | None:
    """Return the last day that the text named."""
    value = context.last
    return date.fromisoformat(value.value) if value and value.value and value.grain == "day" else None


def _last(context: Context, unit: str) -> date | None:
    """Return the last day that the text named; the first of a month where months or years are counted."""
    value = context.last
    if value and value.grain == "month" and value.earliest and unit[0].lower() in {"m", "a"}:
        return date.fromisoformat(value.earliest)
    return _last_day(context)


@rule(
    "la veille",
    r"(?:la |dès la |à la )?(?P<s>avant-veille|veille)(?: au soir)?(?! d[eu'])|(?:le |dès le )(?P<t>surlendemain|lendemain)(?! d[eu'])",
)
def step(match: re.Match[str], context: Context) -> Value | None:
    said = (match["s"] or match["t"]).lower()
    if said == "veille" and not match[0].lower().startswith(("la", "dès", "à la")):
        return None
    last = _last_day(context)
    return of_day(last + timedelta(days=STEPS[said]), last) if last else unknown("day")


@rule("ce jour-là", r"(?:ce jour-là|le même jour|le jour même)")
def same_day(_match: re.Match[str], context: Context) -> Value:
    last = _last_day(context)
    return of_day(last, last) if last else unknown("day")


@rule("n jours plus tôt", r"<n> <unité> (?P<w>plus tôt|auparavant|plus tard|après|avant)(?! (?:le|la|les|l'|son|sa|un|avoir|d))")
def shifted_from(match: re.Match[str], context: Context) -> Value:
    last, amount = _last(context, match["unite"]), number(match["n"])
    grain = {"j": "day", "s": "week", "m": "month", "a": "year", "h": "day"}[match["unite"][0].lower()]
    if last is None or amount is None:
        return unknown(grain)
    return shifted(last, amount if match["w"].lower() in {"plus tard", "après"} else -amount, match["unite"])


EXAMPLES: dict[str | None, list[tuple[str, str | None]]] = {
    None: [
        ("Il parle le 3 mai 2020. La veille, il se taisait.", "2020-05-02"),
        ("Il parle le 3 mai 2020. Le lendemain, il se tait.", "2020-05-04"),
        ("Il parle le 3 mai 2020. Ce jour-là, il pleut.", "2020-05-03"),
        ("Il parle le 3 mai 2020. Trois jours plus tôt, il fuyait.", "2020-04-30"),
        ("Il parle le 3 mai 2020. Deux mois plus tard, il meurt.", "2020-07"),
        ("Il parle en février 2021. Quatre mois plus tard, il part.", "2021-06"),
        ("Il parle en février 2021. Quatre jours plus tard, il part.", None),
        ("Le lendemain, il se tait.", None),
    ],
}
TRAPS = ("Il veille sur la ville.", "à la veille de l'élection", "le lendemain de fête")
