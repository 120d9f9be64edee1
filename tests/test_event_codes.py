"""CAMEO codes of the event lexicon are codes of CAMEO, and of a root that the PLOVER type stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geoint import lexicon

if TYPE_CHECKING:
    from geoint.lexicon import Pattern

# PLOVER's types by CAMEO's roots; 057 (sign) is AGREE by the annotation guidelines; 191 and 192 (blockade, occupy)
# are COERCE in PLOVER's conversion table.
ROOTS = {
    "AGREE": ("03", "057"),
    "CONSULT": ("04",),
    "SUPPORT": ("05",),
    "COOPERATE": ("06",),
    "AID": ("07",),
    "CONCEDE": ("08",),
    "RETREAT": ("08",),
    "ACCUSE": ("09", "11"),
    "REQUEST": ("10",),
    "REJECT": ("12",),
    "THREATEN": ("13",),
    "PROTEST": ("14",),
    "MOBILIZE": ("15",),
    "SANCTION": ("16",),
    "COERCE": ("17", "191", "192"),
    "ASSAULT": ("18", "19", "20"),
    "OTHER": ("01",),
}
# CAMEO's last code of three digits under each root.
LAST = {
    "01": 9, "02": 8, "03": 9, "04": 6, "05": 7, "06": 4, "07": 5, "08": 7, "09": 4, "10": 8, "11": 6, "12": 9, "13": 9,
    "14": 5, "15": 5, "16": 6, "17": 6, "18": 6, "19": 6, "20": 4,
}  # fmt: skip


def patterns() -> dict[str, Pattern]:
    events = lexicon.events()
    groups = (events.verbs, events.light, events.nouns)
    return {p.id: p for group in groups for found in group.values() for p in found if p.event != lexicon.NO_EVENT}


@pytest.mark.parametrize("pattern", patterns().values(), ids=lambda p: p.id)
def test_code_fits_the_type(pattern: Pattern) -> None:
    if pattern.cameo is None:
        assert pattern.event == "OTHER"
        return
    assert pattern.cameo.startswith(ROOTS[pattern.event])
    assert int(pattern.cameo[2:3]) <= LAST[pattern.cameo[:2]]


def test_another_type_inherits_no_code_of_its_family() -> None:
    strangers = [p for name, p in patterns().items() if p.event == "OTHER" and not name.startswith("other")]
    assert strangers
    assert {p.mode for p in strangers} == {None}
