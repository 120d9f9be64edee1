"""Words hung on the wrong word are hung where they belong, and those that hang well stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_tags import made

from geoint import lexicon
from geoint.grammar import misplaced

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Row = tuple[str, str, int, str, str]


def hung(nlp: Language, rows: list[Row]) -> Doc:
    return misplaced.rehang(made(nlp, rows), lexicon.control(), {"refus"})


def test_an_adverb_has_no_object(nlp: Language) -> None:
    doc = hung(
        nlp,
        [
            ("Oslo", "PROPN", 1, "nsubj", ""),
            ("exige", "VERB", 1, "ROOT", "VerbForm=Fin"),
            ("instamment", "ADV", 1, "advmod", ""),
            ("une", "DET", 4, "det", ""),
            ("enquête", "NOUN", 2, "obj", ""),
        ],
    )
    assert (doc[4].head.text, doc[4].dep_) == ("exige", "obj")


@pytest.mark.parametrize(("pause", "place"), [("PUNCT", ("roi", "appos")), ("ADV", ("demande", "obj"))])
def test_an_apposition_stands_behind_a_comma(pause: str, place: tuple[str, str], nlp: Language) -> None:
    doc = hung(
        nlp,
        [
            ("Oslo", "PROPN", 1, "nsubj", ""),
            ("demande", "VERB", 1, "ROOT", "VerbForm=Fin"),
            ("au", "ADP", 3, "case", ""),
            ("roi", "NOUN", 1, "obl:arg", ""),
            ("," if pause == "PUNCT" else "encore", pause, 3, "punct" if pause == "PUNCT" else "advmod", ""),
            ("une", "DET", 6, "det", ""),
            ("enquête", "NOUN", 3, "appos", ""),
        ],
    )
    assert (doc[6].head.text, doc[6].dep_) == place


def test_an_infinitive_behind_a_noun_and_its_owner_is_the_nouns(nlp: Language) -> None:
    doc = hung(
        nlp,
        [
            ("Oslo", "PROPN", 1, "nsubj", ""),
            ("regrette", "VERB", 1, "ROOT", "VerbForm=Fin"),
            ("le", "DET", 3, "det", ""),
            ("refus", "NOUN", 1, "obj", ""),
            ("de", "ADP", 5, "case", ""),
            ("Riga", "PROPN", 3, "nmod", ""),
            ("de", "ADP", 7, "mark", ""),
            ("signer", "VERB", 1, "xcomp", "VerbForm=Inf"),
        ],
    )
    assert (doc[7].head.text, doc[7].dep_) == ("refus", "acl")


@pytest.mark.parametrize(("last", "head"), [("Riga", "Oslo"), ("riz", "décision")])
def test_a_list_of_names_goes_on_with_the_first(last: str, head: str, nlp: Language) -> None:
    doc = hung(
        nlp,
        [
            ("décision", "NOUN", 0, "ROOT", ""),
            ("prise", "VERB", 0, "acl", "VerbForm=Part"),
            ("par", "ADP", 3, "case", ""),
            ("Oslo", "PROPN", 1, "obl:agent", ""),
            (",", "PUNCT", 5, "punct", ""),
            (last, "PROPN" if last == "Riga" else "NOUN", 0, "conj", ""),
            ("et", "CCONJ", 7, "cc", ""),
            ("Rome", "PROPN", 5, "conj", ""),
        ],
    )
    assert doc[5].head.text == head


@pytest.mark.parametrize(("form", "head"), [("VerbForm=Part", "refusant"), ("VerbForm=Fin", "texte")])
def test_a_participle_behind_a_comma_and_a_name_has_it_as_subject(form: str, head: str, nlp: Language) -> None:
    doc = hung(
        nlp,
        [
            ("Rome", "PROPN", 1, "nsubj", ""),
            ("adopte", "VERB", 1, "ROOT", "VerbForm=Fin"),
            ("un", "DET", 3, "det", ""),
            ("texte", "NOUN", 1, "obj", ""),
            (",", "PUNCT", 5, "punct", ""),
            ("Oslo", "PROPN", 3, "conj", ""),
            ("refusant", "VERB", 3, "acl", form),
        ],
    )
    assert doc[5].head.text == head
