"""Days with a name: *Noël*, *le Nouvel An*, *le 14-Juillet*, *Pâques*, *le 11-Septembre*."""

from __future__ import annotations

from datetime import MINYEAR, date, timedelta
from typing import TYPE_CHECKING

from geoint.timex import Context, Value, near, of_day, rule, unknown

if TYPE_CHECKING:
    import re

FIXED = {
    "noël": (12, 25), "veille de noël": (12, 24), "réveillon de noël": (12, 24), "nouvel an": (1, 1), "jour de l'an": (1, 1),
    "saint-sylvestre": (12, 31), "toussaint": (11, 1), "assomption": (8, 15), "épiphanie": (1, 6), "1er-mai": (5, 1), "8-mai": (5, 8),
    "14-juillet": (7, 14), "11-novembre": (11, 11), "saint-valentin": (2, 14), "11-septembre": (9, 11),
}  # fmt: skip
MOVABLE = {"vendredi saint": -2, "dimanche de pâques": 0, "lundi de pâques": 1, "pâques": 0, "ascension": 39, "pentecôte": 49,
           "lundi de pentecôte": 50}  # fmt: skip
_AT = r"(?:à la |à l'|à |le jour de la |le jour de |lors de |pour la |pour l'|pour |au |le |du |de la |dès )"


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@rule("11-Septembre", r"(?:le |du |les attentats du |au )?11[- ]septembre", on=["septembre"])
def september_11(match: re.Match[str], context: Context) -> Value | None:
    """Take a capital for the attacks of 2001: *le 11-Septembre*, not *le 11 septembre*."""
    named = context.text[match.end() - len("septembre")] == "S" and not context.text.isupper()
    return of_day(date(2001, 9, 11)) if named else None


@rule(
    "Noël",
    rf"{_AT}(?P<h>veille de noël|réveillon de noël|noël|nouvel an|jour de l'an|saint-sylvestre|toussaint|assomption|épiphanie|1er-mai|8-mai|14-juillet|11-novembre|saint-valentin)(?: <an>)?(?! (?:orthodoxe|chinois|lunaire|persan|iranien|juif|copte|amazigh|berbère))",
    on=["noël", "nouvel", "jour", "sylvestre", "toussaint", "assomption", "épiphanie", "mai", "juillet", "novembre", "valentin"],
)
def fixed(match: re.Match[str], context: Context) -> Value | None:
    month, day = FIXED[match["h"]]
    if match["an"]:
        return of_day(date(int(match["an"]), month, day))
    found = near(context, month, day)
    return of_day(found, context.written) if found else unknown("day")


@rule(
    "Pâques",
    rf"{_AT}(?P<h>vendredi saint|dimanche de pâques|lundi de pâques|pâques|ascension|lundi de pentecôte|pentecôte)(?: <an>)?(?! (?:orthodoxe|juive))",
    on=["saint", "pâques", "ascension", "pentecôte"],
)
def movable(match: re.Match[str], context: Context) -> Value | None:
    days = timedelta(days=MOVABLE[match["h"]])
    if match["an"]:
        return of_day(easter(int(match["an"])) + days)
    written = context.written
    if written is None:
        return unknown("day")
    years = range(max(MINYEAR, written.year - 1), written.year + 2)
    candidates = [easter(y) + days for y in years]
    if context.future:
        return of_day(min(c for c in candidates if c >= written), written)
    return of_day(min(candidates, key=lambda c: abs((c - written).days)), written)


EXAMPLES: dict[str | None, list[tuple[str, str | None]]] = {
    None: [
        ("Depuis le 11-Septembre, tout a changé.", "2001-09-11/.."),
        ("Les attentats du 11-Septembre l'ont marqué.", "2001-09-11"),
        ("À Noël 2019, ils se sont tus.", "2019-12-25"),
        ("Au Nouvel An 2016, ils fêtaient.", "2016-01-01"),
        ("À Pâques 2022, ils priaient.", "2022-04-17"),
        ("Le lundi de Pâques 1916, ils se soulèvent.", "1916-04-24"),
        ("À la Pentecôte 2021, ils priaient.", "2021-05-23"),
        ("À Noël, ils se taisent.", None),
    ],
    "2022-07-05": [
        ("À Noël, ils se sont tus.", "2021-12-25"),
        ("La trêve tiendra jusqu'à Noël.", "../2021-12-25"),
        ("Pour le Nouvel An, ils fêtaient.", "2022-01-01"),
        ("À la Toussaint, ils pleuraient.", "2021-11-01"),
        ("Le 14-Juillet, ils défilent.", "2022-07-14"),
        ("Le 11-Novembre, ils se sont recueillis.", "2021-11-11"),
        ("À Pâques, ils ont prié.", "2022-04-17"),
        ("Le Vendredi saint, ils ont prié.", "2022-04-15"),
        ("À l'Ascension, ils étaient là.", "2022-05-26"),
        ("À la veille de Noël, ils tiraient.", "2021-12-24"),
        ("À la Saint-Sylvestre, ils fêtaient.", "2021-12-31"),
    ],
}  # fmt: skip
TRAPS = (
    "le marché de Noël", "le Père Noël", "l'île de Pâques", "Noël Le Graët", "le Nouvel An chinois", "l'ascension du K2",
    "le Noël orthodoxe", "la prise de la Bastille", "le sapin de Noël", "un conte de Noël",
)  # fmt: skip
