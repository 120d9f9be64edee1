"""Words beside an expression that change its value: *depuis*, *jusqu'à*, *fin*, *vers*, *au soir*, *deux jours avant*."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geoint.timex import Value, after, before, number, shifted, since, unknown, until

if TYPE_CHECKING:
    import re

PARTS = {
    "matin": "morning", "matinée": "morning", "aube": "morning", "midi": "midday", "mi-journée": "midday",
    "après-midi": "afternoon", "soir": "evening", "soirée": "evening", "nuit": "night",
}  # fmt: skip
# What is cut into a beginning, a middle and an end.
LONG = frozenset({"week", "month", "year", "season", "quarter", "semester", "decade", "century"})
_OF = r"(?:du mois de |du mois d'|de la |de l'année |de l'|des |de |du |d'|l'année |l')?"

# Beside these *depuis* only measures how rare something is: *la première visite depuis 2018*.
RARE = frozenset({"premier", "première", "premiers", "premières", "inédit", "inédite", "inédits", "inédites"})


@before("depuis", r"depuis (?:le |la |l'|ce |cet |cette |les )?")
def open_end(_match: re.Match[str], value: Value) -> Value:
    return since(value)


@before("à partir de", r"à (?:compter|partir) (?:de la |de l'|de cette |de ce |de |du |d')")
def from_then(_match: re.Match[str], value: Value) -> Value:
    return since(value)


@before("jusqu'à", r"(?:jusqu'au |jusqu'en |jusqu'aux |jusqu'à |jusqu')(?:la |l'|ce |cet |cette )?")
def open_start(_match: re.Match[str], value: Value) -> Value:
    return until(value)


@before("dès", r"(?:pas plus tard que |dès )(?:le |la |l'|ce |cet |cette )?")
def as_early_as(_match: re.Match[str], value: Value) -> Value:
    return value


@before("avant", r"(?:avant|d'ici à|d'ici au|d'ici|au plus tard) (?:le |la |l'|ce |cet |cette )?")
def at_latest(_match: re.Match[str], value: Value) -> Value:
    return replace(value, modifier="before", earliest=None)


@before("après", r"(?:après|passé) (?:le |la |l')?")
def at_earliest(_match: re.Match[str], value: Value) -> Value | None:
    return replace(value, modifier="after", latest=None)


@before("vers", r"(?:vers|autour (?:de |du |d')|aux (?:alentours|environs) (?:de |du |d')|à l'horizon(?: de)?) ?(?:le |la |l')?")
def roughly(_match: re.Match[str], value: Value) -> Value:
    return replace(value, modifier="approx")


@before(
    "début", rf"(?:(?:en |au |le |dès le |tout )?débuts? |dans les premiers (?:jours|mois) |les premiers (?:jours|mois) ){_OF}"
)
def beginning(_match: re.Match[str], value: Value) -> Value | None:
    return replace(value, modifier="start") if value.grain in LONG else None


@before("mi-", rf"(?:(?:à )?la mi-|mi-|(?:au |le )?milieu ){_OF}")
def middle(_match: re.Match[str], value: Value) -> Value | None:
    return replace(value, modifier="mid") if value.grain in LONG else None


@before("fin", rf"(?:(?:en |à la |la )?fin |dans les derniers (?:jours|mois) |les derniers (?:jours|mois) ){_OF}")
def end(_match: re.Match[str], value: Value) -> Value | None:
    return replace(value, modifier="end") if value.grain in LONG else None


@before(
    "dans la nuit de",
    r"(?:dans |durant |pendant |au cours de |à |au |dès )?(?:la |le |l')?(?P<p>matinée|matin|aube|après-midi|soirée|soir|nuit) (?:de ce |de |du |d')",
)
def part_before(match: re.Match[str], value: Value) -> Value | None:
    return replace(value, part=PARTS[match["p"]]) if value.grain in {"day", "interval"} else None


@before("n jours avant", r"<n> <unité> (?P<w>avant|après) (?:le |la |l')?")
def counted_from(match: re.Match[str], value: Value) -> Value | None:
    amount = number(match["n"])
    if value.grain != "day":
        return None
    if value.value is None or amount is None:
        return unknown("day")
    return shifted(date.fromisoformat(value.value), amount if match["w"] == "après" else -amount, match["unite"])


@before(
    "la veille de",
    r"(?:(?:à |dès )?la (?P<v>veille) |(?:le |au |dès le )(?P<l>lendemain|surlendemain) )(?:du |de la |de l'|de |d')",
)
def day_beside(match: re.Match[str], value: Value) -> Value | None:
    if value.grain != "day":
        return None
    if value.value is None:
        return value
    days = -1 if match["v"] else {"lendemain": 1, "surlendemain": 2}[match["l"]]
    there = (date.fromisoformat(value.value) + timedelta(days=days)).isoformat()
    return replace(value, value=there, earliest=there, latest=there)


@after(
    "au soir",
    r",? (?:(?:au |dans la |en |à l'|à la |en fin d'|en fin de |dès l'|dans l'|en début de |en milieu de )?(?P<p>matinée|matin|aube|midi|mi-journée|après-midi|soirée|soir|nuit))",
)
def part_after(match: re.Match[str], value: Value) -> Value | None:
    return replace(value, part=PARTS[match["p"]]) if value.grain == "day" else None


@after("au plus tard", r",? au plus (?P<w>tard|tôt)")
def bound(match: re.Match[str], value: Value) -> Value:
    if match["w"] == "tard":
        return replace(value, modifier="before", earliest=None)
    return replace(value, modifier="after", latest=None)


EXAMPLES: dict[str | None, list[tuple[str, str | None]]] = {
    None: [
        ("La paix tient depuis le 3 mai 2019.", "2019-05-03/.."),
        ("À compter du 1er janvier 2025, le visa est requis.", "2025-01-01/.."),
        ("À partir de 2030, plus de gaz.", "2030/.."),
        ("Les troupes restent jusqu'au 31 décembre 2024.", "../2024-12-31"),
        ("Elle a gouverné jusqu'à la fin de 2005.", "../2005 end"),
        ("Dès le 4 mars 2022, il protestait.", "2022-03-04"),
        ("Il rendra sa réponse avant le 9 juin 2023.", "2023-06-09 before"),
        ("Le pont ouvrira d'ici à 2027.", "2027 before"),
        ("D'ici au 6 mai 2026, ils trancheront.", "2026-05-06 before"),
        ("Après le 8 mai 1945, il s'exile.", "1945-05-08 after"),
        ("A partir de mai 2030, plus de gaz.", "2030-05/.."),
        ("A la fin de 2019, plus de gaz.", "2019 end"),
        ("Autour de 1930, il écrit.", "1930 approx"),
        ("Aux alentours de mai 2012, il arrive.", "2012-05 approx"),
        ("Au début de 2011, la rue gronde.", "2011 start"),
        ("Au début de l'année 2011, la rue gronde.", "2011 start"),
        ("Dans les premiers jours de juin 1967, tout bascule.", "1967-06 start"),
        ("Au milieu de 2009, il rentre.", "2009 mid"),
        ("Dans les derniers jours de mai 1981, il part.", "1981-05 end"),
        ("En fin d'année 2020, il signe.", "2020 end"),
        ("Dans la soirée du 3 juin 1989, les chars entrent.", "1989-06-03 evening"),
        ("À l'aube du 22 juin 1941, ils attaquent.", "1941-06-22 morning"),
        ("Le 3 juin 1989 dans la nuit, ils tirent.", "1989-06-03 night"),
        ("Le 3 juin 1989 en fin d'après-midi, ils défilent.", "1989-06-03 afternoon"),
        ("Deux jours avant le 11 septembre 2001, il meurt.", "2001-09-09"),
        ("Trois semaines après le 1er mai 2003, il doute.", "2003-W21"),
        ("La veille du 14 juillet 1789, il dînait.", "1789-07-13"),
        ("Au lendemain du 11 septembre 2001, l'OTAN se réunit.", "2001-09-12"),
        ("Le 9 mai 2022 au plus tard, ils choisiront.", "2022-05-09 before"),
        ("Le 9 mai 2022 au plus tôt, ils choisiront.", "2022-05-09 after"),
        ("Deux jours avant le 11 septembre, il meurt.", None),
    ],
    "2022-07-06": [  # a Wednesday
        ("Depuis lundi, il se tait.", "2022-07-04/.."),
        ("Jusqu'à dimanche, il se taisait.", "../2022-07-03"),
        ("Ils devront partir d'ici à vendredi prochain.", "2022-07-08 before"),
        ("Mardi soir, il a parlé.", "2022-07-05 evening"),
        ("Mardi en fin de matinée, il a parlé.", "2022-07-05 morning"),
        ("Dans la nuit de mardi, il a fui.", "2022-07-05 night"),
        ("Depuis le début de l'année, il se tait.", "2022/.. start"),
        ("À la fin du mois, il part.", "2022-07 end"),
        ("Avant la fin de l'année, ils voteront.", "2022 before"),
        ("Depuis fin mai, il se tait.", "2022-05/.. end"),
        ("Depuis la mi-mai, il se tait.", "2022-05/.. mid"),
        ("Vers le 15 juin, il arrivait.", "2022-06-15 approx"),
    ],
}  # fmt: skip
TRAPS = (
    "depuis Paris", "jusqu'à Kiev", "avant la réunion", "après le sommet", "vers la frontière", "la fin du monde",
    "le début du match", "à partir de zéro", "dès son arrivée", "d'ici là", "au milieu de la foule", "mi-figue, mi-raisin",
)  # fmt: skip
