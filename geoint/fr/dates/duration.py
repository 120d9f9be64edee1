"""How long: no points in time, kept apart from them under the grain ``duration``."""

from __future__ import annotations

import re

from geoint.timex import Context, Value, approximation, duration, number, rule, unit_code


@rule(
    "pendant n jours",
    r"(?:pendant|durant|en|sur|pour|au bout de|après|à|d'une durée de|au terme de|en moins de|avant) (?P<e><env>)<n> <unité>(?: et demie?)?(?: de| d'(?=\w)|,)?(?! (?:plus t|auparavant|après|avant|seulement|jour))",
)
def lasting(match: re.Match[str], _context: Context) -> Value | None:
    age = match[0].startswith("à ") and not match[0].endswith((" de", " d'")) and unit_code(match["unite"]) == "Y"
    return None if age else _length(match)


@rule("n jours de", r"(?:de |d')?(?P<e><env>)<n> <unité>(?: et demie?)? (?:de|d')(?= ?\w)")
def of_something(match: re.Match[str], _context: Context) -> Value:
    return _length(match)


# A bare *de 24 ans* after anything else is an age.
LASTING = re.compile(
    r"(?:peine|plan|contrat|mandat|bail|période|durée|règne|guerre|conflit|exil|accord|transition|cycle|trêve|délai|terme|visa|programme|"
    r"prison|réclusion|sursis|embargo|moratoire|crise|occupation|carrière|absence|présence|partenariat|prêt|pause|perspective|"
    r"report|prolongée?s?|augmenté|reculé|retardé) (?:\\w+ )?$"
)


@rule("de n jours", r"(?:de |d')(?P<e><env>)<n> <unité>(?: et demie?)?(?! (?:plus t|auparavant|après|avant|à))")
def of_length(match: re.Match[str], _context: Context) -> Value | None:
    age = unit_code(match["unite"]) in {"Y", "M"} and not LASTING.search(match.string[max(0, match.start() - 40) : match.start()])
    return None if age else _length(match)


@rule("n jours durant", r"(?P<e><env>)<n> <unité> durant")
def during(match: re.Match[str], _context: Context) -> Value:
    return _length(match)


def _length(match: re.Match[str]) -> Value:
    amount, unit, modifier = number(match["n"]), match["unite"], approximation(match["e"])
    if amount is None or " et demi" not in match[0]:
        return duration(amount, unit, modifier)
    whole_in_parts = {"Y": (12, "mois"), "CE": (100, "ans"), "DE": (10, "ans"), "H": (60, "minutes"), "D": (24, "heures")}
    parts, smaller = whole_in_parts.get(unit_code(unit), (0, unit))
    return duration(amount * parts + parts // 2, smaller, modifier) if parts else duration(amount, unit, "more")


@rule(
    "pendant des années",
    r"(?:pendant|durant|après|en) (?:des|de longues|de longs|plusieurs|quelques) <unité>|(?:des|de longs|de longues) <unité2> durant",
)
def vague(match: re.Match[str], _context: Context) -> Value:
    return duration(None, match["unite"] or match["unite2"])


@rule(
    "toute la journée",
    r"(?:pendant |durant )?(?:toute (?:la |l')(?P<a>journée|nuit|matinée|soirée|semaine|année)|tout (?:le |l')(?P<b>mois|été|hiver|week-end|automne|printemps))",
    on=["journée", "nuit", "matinée", "soirée", "semaine", "année", "mois", "été", "hiver", "week", "automne", "printemps"],
)
def whole(match: re.Match[str], _context: Context) -> Value:
    said = match["a"] or match["b"]
    return Value(
        {"semaine": "P1W", "année": "P1Y", "mois": "P1M", "week-end": "P2D"}.get(said, "P1D" if said == "journée" else None),
        "duration",
    )


@rule(
    "un demi-siècle",
    r"(?:pendant |durant |après |en |depuis |d'|de )?(?:un |près d'un |plus d'un )?(?P<q>demi-siècle|quart de siècle|demi-heure|demi-journée)",
    on=["siècle", "heure", "journée"],
)
def half(match: re.Match[str], _context: Context) -> Value:
    values = {"demi-siècle": "P50Y", "quart de siècle": "P25Y", "demi-heure": "PT30M", "demi-journée": "PT12H"}
    return Value(values[match["q"]], "duration")


EXAMPLES: dict[str | None, list[tuple[str, str | None]]] = {
    None: [
        ("Pendant trois ans, il a régné.", "P3Y"),
        ("Pendant près de trois ans, il a régné.", "P3Y approx"),
        ("Durant deux semaines, il a plu.", "P2W"),
        ("Six mois de guerre l'ont épuisé.", "P6M"),
        ("Après un an et demi de guerre, il cède.", "P18M"),
        ("Après trois siècles et demi de règne, ils cèdent.", "P350Y"),
        ("Une heure et demie de discours, puis en deux heures et demie, il part.", "PT150M"),
        ("Un mandat de cinq ans.", "P5Y"),
        ("En deux jours, ils ont pris la ville.", "P2D"),
        ("Après six mois de guerre, il cède.", "P6M"),
        ("En vingt-quatre heures, tout a changé.", "PT24H"),
        ("En moins de dix jours, la ville tombe.", "P10D less"),
        ("Sur cinq ans, les prix doublent.", "P5Y"),
        ("Une trêve de trois jours.", "P3D"),
        ("Une visite de quarante-huit heures.", "PT48H"),
        ("Après plus de vingt ans de guerre, il cède.", "P20Y more"),
        ("Condamné à quatre ans de prison.", "P4Y"),
        ("Au bout de deux heures, il sort.", "PT2H"),
        ("Trois jours durant, ils ont tiré.", "P3D"),
        ("Pendant des années, il s'est tu.", None),
        ("Après plusieurs semaines, il parle.", None),
        ("Des mois durant, il s'est tu.", None),
        ("Pendant une dizaine d'années, il s'est tu.", "P10Y"),
        ("Pendant deux décennies, il s'est tu.", "P2DE"),
        ("Pendant trois trimestres, le PIB recule.", "P9M"),
        ("Toute la journée, ils ont tiré.", "P1D"),
        ("Toute la nuit, ils ont tiré.", None),
        ("Tout le mois, ils ont tiré.", "P1M"),
        ("Après un demi-siècle de règne, il meurt.", "P50Y"),
        ("Après un quart de siècle, il meurt.", "P25Y"),
        ("Pendant quatre-vingt-dix minutes, ils ont joué.", "PT90M"),
    ],
    "2024-03-06": [
        ("Pendant trois ans, il a régné.", "P3Y"),
        ("Une trêve de 72 heures est signée.", "PT72H"),
        ("Pour deux ans, il préside.", "P2Y"),
    ],
}  # fmt: skip
TRAPS = (
    "en trois mots", "Il a 45 ans.", "âgé de 78 ans", "pendant la guerre", "durant le sommet", "24 heures chrono", "les 12-15 ans",
    "à l'âge de neuf ans", "Il devient président à 55 ans.", "Âgés de 14 à 20 ans, ils dansent.", "Un homme de 19 ans", "la guerre de Cent Ans", "un bébé de deux mois", "en dix points",
)  # fmt: skip
