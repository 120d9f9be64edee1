"""Sentences without end, of the shapes that news texts stretch: what the measures of growth read."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING

from geoint import annotations as stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

# opening, what is repeated, what joins it, end
SHAPES = {
    "enumeration": (
        "La France a accusé",
        ["Paul Dubois", "la Russie", "Marie Kone", "l'armée malienne", "le Tchad", "des rebelles", "l'ONU", "le Kremlin"],
        ", ", "et le Mali de mentir.",
    ),
    "conjoined verbs": (
        "La France", ["accuse la Russie", "soutient l'Ukraine", "condamne le Mali", "livre des armes à Kiev"], ", ",
        "et menace l'Iran.",
    ),
    "relative clauses": (
        "La Russie accuse",
        ["le président qui a attaqué", "le Mali qui soutient", "les rebelles qui ont tué", "l'armée que soutient"], " ",
        "la France.",
    ),
    "infinitives": (
        "Le Mali veut", ["aider la France à", "forcer Paul Dubois à", "demander à la Russie de"], " ", "partir.",
    ),
    "quotes": (
        "Le ministre", ["affirme que « la Russie a attaqué le Mali »", "« la France a menti », selon l'ONU"], ", ", ".",
    ),
    "dates": (
        "La France", ["a attaqué le Mali le 3 juin 2014", "a aidé le Tchad mardi", "a quitté le Niger en mai 2023"], ", ", ".",
    ),
    "event nouns": (
        "La France dénonce", ["l'attaque de la Russie contre", "le soutien du Mali à", "la visite de Paul Dubois en"], " ",
        "Kiev.",
    ),
    "pronouns": (
        "La France", ["et elle accuse la Russie, qu'il soutient", "et son armée a tué les deux présidents"], ", ", ".",
    ),
    "incises": (
        "La Russie", ["a attaqué le Mali, affirme Paris", "aurait tué des soldats, selon l'AFP"], ", ", ".",
    ),
}  # fmt: skip


def steps(nlp: Language, shape: str, tokens: int) -> Iterator[tuple[str, Callable[[Doc], Doc], Doc]]:
    """Yield each component with the Doc to give it: one sentence of a shape with about so many tokens."""
    doc = _unread(nlp, shape, tokens)
    for name, component in nlp.pipeline:
        yield name, component, doc
        if name == "geoint_sentences":
            for token in doc[1:]:
                token.is_sent_start = False


def _unread(nlp: Language, shape: str, tokens: int) -> Doc:
    opening, pieces, joint, end = SHAPES[shape]
    length = len(nlp.make_doc(joint.join(pieces)))
    repeated = islice(cycle(pieces), max(1, tokens * len(pieces) // length))
    doc = nlp.make_doc(f"{opening} {joint.join(repeated)} {end}")
    stored.set_written(doc, "2024-01-01")
    return doc
