"""Names of the lexicon are found where they stand, at the borders of tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geoint import actor_lexicon
from geoint.gazetteer import Gazetteer

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer(actor_lexicon.load())


def found(gazetteer: Gazetteer, text: str, nlp: Language) -> list[str]:
    return [name for _, _, name in gazetteer.matches(nlp.make_doc(text))]


def test_every_name_is_found_in_a_sentence(gazetteer: Gazetteer, nlp: Language) -> None:
    missed = [name for name in gazetteer.lexicon.names if name not in found(gazetteer, f"Selon {name} hier", nlp)]
    assert missed == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("l'Union européenne", "Union européenne"),
        ("l’Union européenne", "Union européenne"),
        ("les Etats-Unis", "Etats-Unis"),
        ("les États-Unis", "États-Unis"),
        ("L'Union\nafricaine", "Union africaine"),
        ("la Côte\u00a0d’Ivoire", "Côte d'Ivoire"),
        ("des Sud-Coréens", "Sud-Coréens"),
        ("(OTAN)", "OTAN"),
        ("un sommet au Cap", "Le Cap"),
        ("le port du Havre", "Le Havre"),
        ("un entretien aux Echos", "Les Echos"),
        ("Pour Nícolas Máduro,", "Nicolas Maduro"),  # accents of people's full names are the text's
    ],
)
def test_found(text: str, name: str, gazetteer: Gazetteer, nlp: Language) -> None:
    assert name in found(gazetteer, text, nlp)


@pytest.mark.parametrize(
    ("text", "name"), [("Maliennes", "Mali"), ("les malices", "Mali"), ("Otanien", "Otan"), ("russe", "Russe")]
)
def test_not_found(text: str, name: str, gazetteer: Gazetteer, nlp: Language) -> None:
    assert name not in found(gazetteer, text, nlp)


def test_the_longest_comes_first(gazetteer: Gazetteer, nlp: Language) -> None:
    names = found(gazetteer, "La République démocratique du Congo proteste.", nlp)
    assert names[0] == "République démocratique du Congo"
    assert "Congo" in names
