"""Who acts: names, demonyms, offices by date, heads with modifiers, references."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geoint.model import Article, notation
from geoint.pipeline import read

if TYPE_CHECKING:
    from spacy.language import Language


def linked(text: str, nlp: Language, date: str | None = None) -> dict[str, str | None]:
    document = next(read([Article(text=text, date=date)], nlp=nlp))
    return {m.text: a.id for a in document.actors for m in a.mentions}


@pytest.mark.parametrize(
    ("text", "mention", "expected"),
    [
        ("Moscou accuse Kiev.", "Moscou", "RUS"),
        ("Le Kremlin accuse Kiev.", "Kremlin", "RUS"),
        ("Les Etats-Unis accusent Cuba.", "Etats-Unis", "USA"),
        ("Les États-Unis accusent Cuba.", "États-Unis", "USA"),
        ("La Cédéao sanctionne le Mali.", "Cédéao", "CEDEAO"),
        ("Wagner a quitté le Mali.", "Wagner", "WAGNER"),
        ("Des soldats français ont été tués.", "soldats français", "FRA"),
        ("La junte malienne a expulsé un diplomate.", "junte malienne", "MLI"),
        ("Le gouvernement de Kiev a protesté.", "gouvernement de Kiev", "UKR"),
        ("Les Russes ont attaqué la ville.", "Russes", "RUS"),
        ("La Birmanie libère des opposants.", "Birmanie", "MMR"),
        ("Le ministre malien de la Défense, le colonel Moussa Kouyaté, est arrivé.", "Moussa Kouyaté", "MLI"),
        ("Le Mali a protesté. L’armée a tiré.", "armée", "MLI"),
        ("Au Mali, des casques bleus ont été tués.", "casques bleus", "ONU"),
    ],
)
def test_link(text: str, mention: str, expected: str, nlp: Language) -> None:
    assert linked(text, nlp).get(mention) == expected


def test_an_office_holds_only_for_its_dates(nlp: Language) -> None:
    text = "François Hollande a rencontré Barack Obama."
    assert linked(text, nlp, "2014-02-11")["François Hollande"] == "FRA"
    assert linked(text, nlp, "2022-02-11")["François Hollande"] == "François Hollande"


def test_a_person_keeps_the_side_of_the_title(nlp: Language) -> None:
    found = linked("Le ministre togolais Yao Mensah a protesté. Mensah a accusé la France.", nlp)
    assert found["Mensah"] == "TGO"


def test_a_shared_name_is_left_open_with_its_candidates(nlp: Language) -> None:
    document = next(read([Article(text="Le Congo a protesté.")], nlp=nlp))
    assert [(a.id, a.candidates) for a in document.actors] == [(None, ("COD", "COG"))]
    assert document.triples[0].subject is not None
    assert document.triples[0].subject.candidates == ("COD", "COG")


def test_stops_are_no_actors(nlp: Language) -> None:
    assert linked("Un cargo a coulé dans l'océan Indien et le golfe de Guinée.", nlp) == {}


@pytest.mark.parametrize(
    ("text", "pronoun", "expected"),
    [
        ("Le président français a parlé. Il a accusé la Russie.", "Il", "FRA"),
        ("La Russie a protesté. Elle a accusé Paris.", "Elle", "RUS"),
        ("Les États-Unis ont protesté. Ils ont accusé la Chine.", "Ils", "USA"),
        ("« Nous avons attaqué la base », a déclaré le ministre turc.", "Nous", "TUR"),
    ],
)
def test_reference(text: str, pronoun: str, expected: str, nlp: Language) -> None:
    assert linked(text, nlp).get(pronoun) == expected


@pytest.mark.parametrize("text", ["Il pleut sur la France.", "Il y a une crise en France.", "Il faut une trêve, dit la France."])
def test_impersonal_il_is_nobody(text: str, nlp: Language) -> None:
    assert "Il" not in linked(text, nlp)


def test_both_countries_are_each_meant(nlp: Language) -> None:
    document = next(read([Article(text="Le Mali et le Niger négocient. Les deux pays ont accusé la France.")], nlp=nlp))
    accusers = {t.subject.id for t in document.triples if t.action.event == "ACCUSE" and t.subject}
    assert accusers == {"MLI", "NER"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("M. Macron a accusé la Russie.", "FRA accusé[ACCUSE] RUS"),
        ("Kiev a condamné Mme Zakharova.", "UKR condamné[ACCUSE] RUS"),
    ],
)
def test_who_has_a_title_is_found_where_the_title_heads_the_phrase(text: str, expected: str, nlp: Language) -> None:
    document = next(read([Article(text=text)], nlp=nlp))
    assert [notation(triple) for triple in document.triples] == [expected]


def test_a_name_that_ends_in_a_small_word_does_not_make_that_word_a_name(nlp: Language) -> None:
    text = "Kim Jong-un a menacé Séoul. La Chine a envoyé un émissaire, puis un message."
    document = next(read([Article(text=text)], nlp=nlp))
    assert "un" not in {mention.text for actor in document.actors for mention in actor.mentions}


def test_bare_civilians_are_not_those_of_a_capital_that_only_speaks(nlp: Language) -> None:
    text = "Le Soudan est en guerre. Khartoum recule. L'armée soudanaise recule aussi. Washington dénonce le meurtre de civils."
    assert linked(text, nlp)["civils"] == "SDN"
