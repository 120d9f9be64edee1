"""How long and how often: no points in time, kept apart from them (grains ``duration`` and ``set``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoint.timex import Context, Value, rule

if TYPE_CHECKING:
    import re


@rule("pendant n jours", r"(?:pendant|durant|en|sur|pour)(?: environ| près de| plus de| moins de)? <n> <unité>")
def lasting(_match: re.Match[str], _context: Context) -> Value:
    return Value(None, "duration")


@rule("n jours de", r"<n> <unité> (?:de|d')(?= ?\w)")
def of_something(_match: re.Match[str], _context: Context) -> Value:
    return Value(None, "duration")


@rule(
    "chaque lundi",
    r"(?:chaque|tous les|toutes les) (?:<semaine>s?|jours?|semaines?|mois|ans?|années?|étés?|hivers?|week-ends?|matins?|soirs?)",
)
def repeated(_match: re.Match[str], _context: Context) -> Value:
    return Value(None, "set")


EXAMPLES: dict[str | None, list[tuple[str, str | None]]] = {
    None: [
        ("Pendant trois ans, il a régné.", None),
        ("Après six mois de guerre, il cède.", None),
        ("Chaque lundi, ils défilent.", None),
    ],
}
TRAPS = ("chaque ministre", "en trois mots")
