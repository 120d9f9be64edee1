"""The event lexicon as a whole: CAMEO codes fit the types, and no rule names a word of one dev sentence only."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from geoint import lexicon

if TYPE_CHECKING:
    from pathlib import Path

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
    groups = (events.verbs, events.light, events.nouns, events.adjectives)
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


def test_no_word_occurs_in_one_dev_sentence_only(dev: Path, corpus: Path) -> None:
    raw = Counter(w for line in corpus.read_text(encoding="utf-8").splitlines() for w in _words(json.loads(line)["text"]))
    seen = Counter(w for path in dev.glob("*.txt") for w in _words(path.read_text(encoding="utf-8")))
    events = lexicon.events()
    lemmas = {w.removeprefix("se ") for w in (*events.verbs, *events.light, *events.nouns)}
    stems = {re.sub("(er|ir|re|dre)$", "", w) if len(w) > 5 else w for w in lemmas}
    once = [s for s in stems if sum(n for w, n in seen.items() if w.startswith(s)) == 1]
    assert [s for s in once if not any(w.startswith(s) for w in raw)] == []


def _words(text: str) -> list[str]:
    return re.findall(r"\w[\w-]*", text.lower())
