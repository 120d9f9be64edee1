"""Weekdays, which lean on the day of writing: *lundi*, *jeudi prochain*, *dans la nuit de lundi à mardi*."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geoint.timex import REFUSED, WEEKDAYS, Context, Value, of_day, of_interval, rule, unknown

if TYPE_CHECKING:
    import re

MEDIA = ("journal du ", "jdd du ", "parisien ", "grand rendez-vous du ")


@rule(
    "jour de la semaine",
    r"(?:ce |le )?<semaine>(?P<q> dernier| prochain| passé| précédent| suivant| en huit)?",
)
def weekday(match: re.Match[str], context: Context) -> Value | None:
    said = (match["q"] or "").strip()
    habitual = match[0].startswith("le ") and not said
    if _is_name(match, context) or said in {"précédent", "suivant"} or habitual:
        return REFUSED if _is_name(match, context) else None
    if context.written is None:
        return unknown("day")
    ahead = said in {"prochain", "en huit"} or (context.future and not said)
    found = _nearest(context.written, match["semaine"], ahead=ahead, apart=bool(said))
    return of_day(found + timedelta(days=7 if said == "en huit" else 0), context.written)


def _is_name(match: re.Match[str], context: Context) -> bool:
    """Tell whether a weekday is part of a name: *Vendredi saint*, *Le Journal du dimanche*."""
    start = match.start("semaine")
    head, after = match.string[max(0, start - 22) : start], match.string[match.end("semaine") :][:6]
    inside = context.text[start].isupper() and not context.text.isupper() and head.rstrip()[-1:] not in {"", *'.!?:«"“”»\n-–(,;…'}
    return inside or head.endswith(MEDIA) or after.startswith((" saint", " noir"))


def _nearest(written: date, name: str, *, ahead: bool, apart: bool) -> date:
    """Return the last day of that name, today included unless ``apart``; the coming one if ``ahead``."""
    offset = (written.weekday() - WEEKDAYS.index(name)) % 7
    if ahead:
        return written + timedelta(days=7 - offset if offset or apart else 0)
    return written - timedelta(days=offset if offset or not apart else 7)


@rule(
    "nuit de lundi à mardi",
    r"(?:dans |durant |pendant )?(?:la |cette )?nuit (?:de |du )<semaine1>(?: \d{1,2})? (?:à|au) <semaine2>(?: \d{1,2})?(?! \d{1,2})",
)
def night(match: re.Match[str], context: Context) -> Value:
    value = two_weekdays.resolve(match, context)
    return replace(value, part="night") if value else unknown("interval")


@rule(
    "de lundi à mercredi",
    r"(?:de |entre |du |depuis )?(?:ce )?<semaine1>(?: soir| matin| après-midi)?(?: et| à| au| jusqu'à) (?:ce )?<semaine2>(?! \d)",
)
def two_weekdays(match: re.Match[str], context: Context) -> Value | None:
    if match[0].startswith("du ") and " au " in match[0]:
        return None  # du lundi au vendredi: every week
    if context.written is None:
        return unknown("interval")
    first, last = (WEEKDAYS.index(match[k]) for k in ("semaine1", "semaine2"))
    end = _nearest(context.written, match["semaine2"], ahead=context.future, apart=False)
    return of_interval(of_day(end - timedelta(days=(last - first) % 7), context.written), of_day(end, context.written))


EXAMPLES: dict[str | None, list[tuple[str, str | None]]] = {
    None: [
        ("Dimanche, il a signé.", None),
        ("Il a signé dimanche.", None),
        ("Dans la nuit de lundi à mardi, un raid.", None),
        ("Il viendra jeudi prochain.", None),
    ],
    "2024-03-06": [  # a Wednesday
        ("Lundi, il a signé.", "2024-03-04"),
        ("Il a signé dimanche.", "2024-03-03"),
        ("Il a signé, mardi, un accord.", "2024-03-05"),
        ("Il a signé mercredi.", "2024-03-06"),
        ("Ce mercredi, il signe.", "2024-03-06"),
        ("Jeudi, il a signé.", "2024-02-29"),
        ("« C'est la paix », a-t-il dit samedi.", "2024-03-02"),
        ("mercredi dernier, il a signé.", "2024-02-28"),
        ("Mardi dernier, il a signé.", "2024-03-05"),
        ("Vendredi dernier, il a signé.", "2024-03-01"),
        ("Il vient mardi prochain.", "2024-03-12"),
        ("Il vient mercredi prochain.", "2024-03-13"),
        ("Il vient jeudi prochain.", "2024-03-07"),
        ("Il vient jeudi en huit.", "2024-03-14"),
        ("Il a parlé jeudi soir.", "2024-02-29 evening"),
        ("Il a parlé lundi matin.", "2024-03-04 morning"),
        ("Il a parlé lundi après-midi.", "2024-03-04 afternoon"),
        ("Lundi à l'aube, ils ont tiré.", "2024-03-04 morning"),
        ("Lundi à la mi-journée, ils ont tiré.", "2024-03-04 midday"),
        ("Lundi, en fin de journée, ils ont tiré.", "2024-03-04"),
        ("Dans la soirée de dimanche, ils ont tiré.", "2024-03-03 evening"),
        ("Dans la nuit de lundi, ils ont tiré.", "2024-03-04 night"),
        ("Dans la nuit de lundi à mardi, un raid.", "2024-03-04/2024-03-05 night"),
        ("Pendant la nuit de samedi à dimanche, un raid.", "2024-03-02/2024-03-03 night"),
        ("Dans la nuit du lundi 4 au mardi 5, un raid.", "2024-03-04/2024-03-05 night"),
        ("de lundi à mercredi, ils ont parlé.", "2024-03-04/2024-03-06"),
        ("Lundi et mardi, ils ont parlé.", "2024-03-04/2024-03-05"),
        ("Entre samedi et lundi, ils ont parlé.", "2024-03-02/2024-03-04"),
        ("Depuis lundi, il marche.", "2024-03-04/.."),
        ("Depuis samedi soir, il marche.", "2024-03-02/.. evening"),
        ("Jusqu'à mardi, il marchait.", "../2024-03-05"),
        ("Réunis vendredi à Genève, ils parlent.", "2024-03-01"),
        ("Son discours de lundi a choqué.", "2024-03-04"),
        ("Les frappes de samedi ont tué.", "2024-03-02"),
        ("Avant mardi, il parlait.", "2024-03-05 before"),
        ("Dimanche dernier au soir, il parlait.", "2024-03-03 evening"),
        ("LUNDI, IL A SIGNÉ.", "2024-03-04"),
        ("Dès lundi, il protestait.", "2024-03-04"),
        ("À partir de lundi, il protestait.", "2024-03-04/.."),
    ],
}  # fmt: skip
TRAPS = (
    "Le Journal du dimanche écrit.", "le Black Friday", "la rue du 4", "un lundiste", "le Bloody Sunday",
    "Robinson et Vendredi", "le dimanche est férié", "Le Parisien Dimanche",
)  # fmt: skip
