"""The clause reader on trees made by hand, so that no parser decides what is tested."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from spacy.tokens import Doc

from geoint import lexicon
from geoint.grammar.clauses import ClauseReader

if TYPE_CHECKING:
    from spacy.language import Language

Row = tuple[str, str, int, str, str]  # word, part of speech, head, relation, features
PAST, PRESENT = "Tense=Past|VerbForm=Part", "Tense=Pres|VerbForm=Part"


def read(nlp: Language, rows: list[Row]) -> tuple[Doc, ClauseReader]:
    words, classes, heads, relations, features = zip(*rows, strict=True)
    doc = Doc(nlp.vocab, words=list(words), pos=list(classes), heads=list(heads), deps=list(relations), morphs=list(features))
    for token in doc:
        token.lemma_ = token.lower_
    return doc, ClauseReader(doc, lexicon.control())


def subjects(reader: ClauseReader, doc: Doc, at: int) -> list[str]:
    return [a.token.text for a in reader.subjects(doc[at])]


@pytest.mark.parametrize(("comma", "subject"), [(True, "armée"), (False, "civils")])
def test_a_present_participle_behind_a_comma_belongs_to_the_clause(comma: bool, subject: str, nlp: Language) -> None:  # noqa: FBT001 -- a row
    doc, reader = read(
        nlp,
        [
            ("armée", "NOUN", 1, "nsubj", ""),
            ("tire", "VERB", 1, "ROOT", "VerbForm=Fin"),
            ("sur", "ADP", 3, "case", ""),
            ("civils", "NOUN", 1, "obl:arg", ""),
            ("," if comma else "alors", "PUNCT" if comma else "ADV", 5, "punct" if comma else "advmod", ""),
            ("blessant", "VERB", 3, "acl", PRESENT),
        ],
    )
    assert subjects(reader, doc, 5) == [subject]


@pytest.mark.parametrize(("participle", "subject"), [("attaquées", "villes"), ("attaqué", "maire"), ("mis", "maire")])
def test_a_past_participle_belongs_to_the_noun_it_agrees_with(participle: str, subject: str, nlp: Language) -> None:
    doc, reader = read(
        nlp,
        [
            ("maire", "NOUN", 0, "ROOT", "Gender=Masc|Number=Sing"),
            ("des", "ADP", 2, "case", ""),
            ("villes", "NOUN", 0, "nmod", "Gender=Fem|Number=Plur"),
            (participle, "VERB", 0, "acl", PAST),
        ],
    )
    assert subjects(reader, doc, 3) == [subject]


@pytest.mark.parametrize(("agent", "patient"), [("PROPN", ["accord"]), ("NOUN", [])])
def test_a_name_has_no_complement_of_its_own(agent: str, patient: list[str], nlp: Language) -> None:
    doc, reader = read(
        nlp,
        [
            ("rejet", "NOUN", 0, "ROOT", ""),
            ("par", "ADP", 2, "case", ""),
            ("kiev" if agent == "NOUN" else "Kiev", agent, 0, "nmod", ""),
            ("de", "ADP", 4, "case", ""),
            ("accord", "NOUN", 2, "nmod", ""),
        ],
    )
    assert [a.token.text for a in reader.noun(doc[0]).role("de")] == patient


@pytest.mark.parametrize(("given", "subject"), [("jours", "rebelles"), ("vivres", "Lomé")])
def test_who_is_given_time_acts(given: str, subject: str, nlp: Language) -> None:
    doc, reader = read(
        nlp,
        [
            ("Lomé", "PROPN", 1, "nsubj", ""),
            ("donner", "VERB", 1, "ROOT", "VerbForm=Fin"),
            (given, "NOUN", 1, "obj", ""),
            ("aux", "ADP", 4, "case", ""),
            ("rebelles", "NOUN", 1, "obl:arg", ""),
            ("pour", "ADP", 6, "mark", ""),
            ("partir", "VERB", 1, "advcl", "VerbForm=Inf"),
        ],
    )
    doc[2].lemma_ = given.removesuffix("s")
    assert subjects(reader, doc, 6) == [subject]


def test_the_subject_may_follow_a_relative_with_a_preposition(nlp: Language) -> None:
    doc, reader = read(
        nlp,
        [
            ("réunion", "NOUN", 0, "ROOT", ""),
            ("à", "ADP", 2, "case", ""),
            ("laquelle", "PRON", 3, "obl:arg", ""),
            ("assiste", "VERB", 0, "acl:relcl", "VerbForm=Fin"),
            ("ministre", "NOUN", 3, "obj", ""),
        ],
    )
    verb = reader.verb(doc[3])
    assert [(a.role, a.token.text) for a in verb.arguments] == [("sujet", "ministre"), ("a", "réunion")]


def test_a_noun_in_apposition_stands_for_the_name(nlp: Language) -> None:
    doc, reader = read(
        nlp,
        [
            ("Hanan", "PROPN", 0, "ROOT", ""),
            (",", "PUNCT", 3, "punct", ""),
            ("une", "DET", 3, "det", ""),
            ("femme", "NOUN", 0, "appos", ""),
            ("qui", "PRON", 5, "nsubj", ""),
            ("fuit", "VERB", 3, "acl:relcl", "VerbForm=Fin"),
        ],
    )
    assert subjects(reader, doc, 5) == ["Hanan"]


def test_the_names_of_a_plural_are_its_members(nlp: Language) -> None:
    doc, reader = read(
        nlp,
        [
            ("groupes", "NOUN", 4, "nsubj", "Number=Plur"),
            ("Total", "PROPN", 0, "appos", ""),
            ("et", "CCONJ", 3, "cc", ""),
            ("Engie", "PROPN", 1, "conj", ""),
            ("partent", "VERB", 4, "ROOT", "VerbForm=Fin"),
        ],
    )
    assert subjects(reader, doc, 4) == ["Total", "Engie"]


def test_a_verb_with_a_subject_before_it_has_none_behind(nlp: Language) -> None:
    doc, reader = read(
        nlp,
        [
            ("Pékin", "PROPN", 1, "nsubj", ""),
            ("tire", "VERB", 1, "ROOT", "VerbForm=Fin"),
            (",", "PUNCT", 3, "punct", ""),
            ("Nancy", "PROPN", 1, "nsubj", ""),
        ],
    )
    assert subjects(reader, doc, 1) == ["Pékin"]


def test_a_passive_has_no_object(nlp: Language) -> None:
    doc, reader = read(
        nlp,
        [
            ("nous", "PRON", 2, "nsubj:pass", ""),
            ("étions", "AUX", 2, "aux:pass", "VerbForm=Fin"),
            ("frappés", "VERB", 2, "ROOT", PAST),
            ("droits", "NOUN", 2, "obj", ""),
        ],
    )
    assert [a.token.text for a in reader.verb(doc[2]).role("objet")] == ["nous"]


def test_de_la_part_de_names_who_does_it(nlp: Language) -> None:
    doc, reader = read(
        nlp,
        [
            ("agression", "NOUN", 0, "ROOT", ""),
            ("de", "ADP", 3, "case", ""),
            ("la", "DET", 3, "det", ""),
            ("part", "NOUN", 0, "nmod", ""),
            ("du", "ADP", 5, "case", ""),
            ("Rwanda", "PROPN", 3, "nmod", ""),
        ],
    )
    assert [(a.role, a.token.text) for a in reader.noun(doc[0]).arguments] == [("par", "Rwanda")]


def test_a_charge_is_not_done_by_whoever_makes_it(nlp: Language) -> None:
    doc, reader = read(
        nlp,
        [
            ("accuser", "VERB", 0, "ROOT", PAST),
            ("de", "ADP", 2, "case", ""),
            ("génocide", "NOUN", 0, "obl:arg", ""),
            ("par", "ADP", 4, "case", ""),
            ("Kiev", "PROPN", 2, "nmod", ""),
        ],
    )
    assert reader.noun(doc[2]).role("par") == []


@pytest.mark.parametrize(("subject", "role"), [("certains", []), ("villageois", ["chars"])])
def test_dont_may_tell_what_the_subject_is_a_part_of(subject: str, role: list[str], nlp: Language) -> None:
    doc, reader = read(
        nlp,
        [
            ("chars", "NOUN", 0, "ROOT", ""),
            ("dont", "PRON", 3, "obl:mod", ""),
            (subject, "NOUN", 3, "nsubj", ""),
            ("brûlent", "VERB", 0, "acl:relcl", "VerbForm=Fin"),
        ],
    )
    assert [a.token.text for a in reader.verb(doc[3]).role("de")] == role


def test_adjectives_joined_by_a_hyphen_are_two(nlp: Language) -> None:
    doc, reader = read(
        nlp,
        [
            ("accord", "NOUN", 0, "ROOT", ""),
            ("turco", "ADJ", 0, "amod", ""),
            ("-", "PUNCT", 1, "punct", ""),
            ("libyen", "ADJ", 1, "flat:name", ""),
        ],
    )
    assert [a.token.text for a in reader.noun(doc[0]).role("amod")] == ["turco", "libyen"]
