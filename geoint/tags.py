"""Component ``geoint_tags``: word classes and trees that the model gets wrong, put right before anybody reads clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from geoint import lexicon
from geoint.grammar import misplaced, misread

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc


@Language.factory("geoint_tags")
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 -- the signature spaCy calls
    """Make the component that puts them right."""
    return restore


def restore(doc: Doc) -> Doc:
    """Put right the word classes, trees and lemmas of a Doc."""
    verbs, control = lexicon.verbs(), lexicon.control()
    qualifiers = lexicon.qualifiers()
    restored = misread.restore(doc, verbs, qualifiers.reporting)
    hung = misread.rehang(restored, control.object, qualifiers.governing["nouns"], control.objectless)
    hung = misplaced.rehang(hung, control, qualifiers.governing["nouns"])
    return misread.relemmatise(hung, verbs, lexicon.homographs())
