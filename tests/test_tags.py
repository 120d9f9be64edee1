"""Verbs that the tagger took for nouns are verbs again, and nouns stay nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.mark.parametrize(
    ("text", "verb", "lemma"),
    [
        ("La justice française enquête sur un ministre tchèque.", "enquête", "enquêter"),
        ("Le Guatemala intercepte des migrants vénézuéliens.", "intercepte", "intercepter"),
        ("Le Burkina Faso, un pays enclavé, lutte contre les insurgés islamistes.", "lutte", "lutter"),
        ("Human Rights Watch, qui a documenté ces abus, presse Bamako d'ouvrir une enquête.", "presse", "presser"),
        ("Sénégal : la mafia terrorise les Pays-Bas.", "terrorise", "terroriser"),
        ("La Belgique rapatrie trois enfants de Syrie.", "rapatrie", "rapatrier"),
    ],
)
def test_a_verb_is_restored(text: str, verb: str, lemma: str, nlp: Language) -> None:
    token = next(t for t in nlp(text) if t.text == verb)
    assert (token.pos_, token.lemma_) == ("VERB", lemma)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("La menace russe est réelle.", "menace"),
        ("Une enquête a été ouverte.", "enquête"),
        ("Le Niger, une menace pour ses voisins, a protesté.", "menace"),
        ("L'Iran, menace pour ses voisins, a protesté.", "menace"),
    ],
)
def test_a_noun_stays_one(text: str, noun: str, nlp: Language) -> None:
    assert next(t for t in nlp(text) if t.text == noun).pos_ == "NOUN"
