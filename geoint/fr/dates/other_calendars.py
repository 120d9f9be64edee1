"""Dates of other calendars, which are left alone with a warning: *18 brumaire an VIII*, *le 1er ramadan 1443*."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geoint.timex import Context, Value, rule, unknown

if TYPE_CHECKING:
    import re

REPUBLICAN = ("vendémiaire", "brumaire", "frimaire", "nivôse", "pluviôse", "ventôse", "germinal", "floréal", "prairial", "messidor",
              "thermidor", "fructidor")  # fmt: skip
HIJRI = ("mouharram", "muharram", "safar", "rabia", "rabi", "joumada", "jumada", "rajab", "radjab", "chaabane", "chaaban", "ramadan",
         "chawwal", "chaoual", "dhou", "dhul")  # fmt: skip
_HIJRI = r"(?:mouharram|muharram|safar|rab(?:ia|i) (?:al-)?\w+|[jd]j?oumada (?:al-)?\w+|jumada (?:al-)?\w+|rajab|radjab|chaabane?|ramadan|chawwal|chaoual|dh(?:ou|ul)[- ](?:al-|l-)?\w+)"


@rule(
    "date républicaine",
    rf"(?:le |du |au )?(?:\d{{1,2}}|1er) (?:{'|'.join(REPUBLICAN)})(?: (?:de l')?an [ivx\d]+)?",
    on=REPUBLICAN,
)
def republican(_match: re.Match[str], _context: Context) -> Value:
    return _left_alone("republican")


@rule("date de l'hégire", rf"(?:le |du |au )?(?:\d{{1,2}}|1er) {_HIJRI}(?: (?:de l'an )?1[0-4]\d\d)?(?: de l'hégire)?", on=HIJRI)
def hijri(_match: re.Match[str], _context: Context) -> Value:
    return _left_alone("Hijri")


@rule("an de l'hégire", r"(?:en |l'an )?\d{1,4} (?:de l'hégire|après l'hégire)", on=["hégire"])
def hijri_year(_match: re.Match[str], _context: Context) -> Value:
    return _left_alone("Hijri")


def _left_alone(calendar: str) -> Value:
    return replace(unknown("day"), grain="other calendar", warning=f"a date of the {calendar} calendar, which is not converted")


EXAMPLES: dict[str | None, list[tuple[str, str | None]]] = {
    None: [
        ("Le coup d'État du 18 brumaire an VIII.", None),
        ("Le 9 thermidor, il tombe.", None),
        ("Le 1er ramadan 1443, le jeûne commence.", None),
        ("Le 10 mouharram, ils défilent.", None),
        ("Le 12 rabia al-awal 1444, ils prient.", None),
        ("En l'an 1443 de l'hégire, ils prient.", None),
    ],
    "2022-04-03": [
        ("Le 1er ramadan 1443, le jeûne commence.", None),
        ("Le 2 ramadan, le jeûne continue.", None),
    ],
}  # fmt: skip
TRAPS = ("pendant le ramadan", "Germinal de Zola", "le mois de ramadan", "Safar Hatami parle.", "Prairial n'est plus.")
