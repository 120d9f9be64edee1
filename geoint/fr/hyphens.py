"""Which hyphens at the end of a printed line belong to the word: *vice-/président*, but *gouver-/nement*.

``geoint.articles.pages`` asks where the document itself does not tell. ``tests/test_articles.py`` runs the examples.
"""

from __future__ import annotations

# No prefix that is also a syllable (*ex-plosion*, *mi-nistre*), no ending that is one (*scien-ce*, *actu-elle*).
FIRST = frozenset({
    "vice", "peut", "non", "demi", "semi", "quasi", "après", "avant", "arrière", "nord", "sud", "ouest", "moyen", "proche",
    "porte", "cessez", "haut", "grand", "franco", "russo", "sino", "américano", "israélo", "irano", "germano", "anglo",
})  # fmt: skip
LAST = frozenset({
    "même", "mêmes", "ci", "là", "il", "ils", "on", "je", "nous", "vous", "président", "présidente", "feu", "parole",
    "dix", "neuf", "huit", "sept", "six", "cinq", "trois", "deux", "cents",
})  # fmt: skip
EXAMPLES = {
    True: [("vice", "président"), ("peut", "être"), ("lui", "même"), ("cessez", "feu"), ("dit", "il"), ("franco", "allemand")],
    False: [("gouver", "nement"), ("inter", "national"), ("sanc", "tions"), ("minis", "tère"), ("scien", "ce")],
}


def belongs(first: str, last: str) -> bool:
    """Tell whether the hyphen between the two ends of a broken word is part of the word."""
    first, last = first.lower(), last.lower()
    return first in FIRST or last in LAST
