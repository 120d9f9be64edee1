"""An event takes the date that its own clause gives, and no other: each case a sentence with its events in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geoint.model import Article
from geoint.pipeline import read

if TYPE_CHECKING:
    from spacy.language import Language

WRITTEN = "2024-03-06"  # a Wednesday
DATED = [
    ("La Russie a bombardé Kharkiv lundi.", {"bombardé": "2024-03-04"}),
    ("Lundi, la Russie a bombardé Kharkiv.", {"bombardé": "2024-03-04"}),
    ("La Russie a bombardé Kharkiv.", {"bombardé": None}),
    ("La France a condamné mardi l'attaque de dimanche contre l'armée malienne.", {"condamné": "2024-03-05"}),
    ("La France a condamné l'attaque, samedi, du groupe Wagner contre l'armée malienne.", {"condamné": None}),
    ("Paris a rappelé son ambassadeur en 2021 et Bamako a expulsé l'ambassadeur français en 2022.",
     {"rappelé": "2021", "expulsé": "2022"}),
    ("Le 3 mai 2020, la Turquie a attaqué la Syrie et envahi l'Irak.", {"attaqué": "2020-05-03", "envahi": "2020-05-03"}),
    ("La Turquie a attaqué la Syrie le 3 mai 2020 et l'Iran a condamné la Turquie.", {"attaqué": "2020-05-03", "condamné": None}),
    ("La Turquie a promis lundi de livrer des drones à l'Ukraine.", {"promis": "2024-03-04", "livrer": None}),
    ("Membre de l'OTAN depuis 1952, la Turquie a soutenu la Suède.", {"soutenu": None}),
    ("La Chine a fêté cette année la victoire le 3 septembre 2023.", {"fêté": "2023-09-03"}),
    ("Pendant trois jours, la Russie a bombardé Kharkiv.", {"bombardé": None}),
    ("La Russie a bombardé Kharkiv chaque lundi.", {"bombardé": None}),
    ("La France a reçu le président chinois, première visite depuis 2019.", {"reçu": None}),
    ("La Turquie a condamné l'attaque du 3 mai 2020 lancée par la Russie.", {"condamné": None}),
    ("Après le retrait des troupes françaises en 2022, la junte a expulsé l'ambassadeur de France.", {"expulsé": None}),
    ("Depuis le début de l'invasion russe, le 24 février 2022, l'Allemagne a livré des chars à Kiev.", {"livré": None}),
    ("Deux ans après l'invasion russe de l'Ukraine, la France a livré des chars à Kiev.", {"livré": None}),
    ("Lorsque l'armée turque a envahi l'Irak en 2020, la France a expulsé l'ambassadeur turc.",
     {"envahi": "2020", "expulsé": "2020"}),
    ("La Turquie a été condamnée mardi à Paris, où la France a reçu des rebelles syriens.", {"reçu": "2024-03-05"}),
    ("Réunis dimanche à Accra, les ministres français ont condamné la Turquie.", {"condamné": "2024-03-03"}),
    ("La Turquie occupe le nord de la Syrie depuis 2016.", {"occupe": "2016"}),
    ("Une visite d'Emmanuel Macron en Chine est prévue en octobre.", {"visite": "2024-10"}),
    ("Un officier turc est jugé depuis lundi pour l'assassinat d'un soldat syrien en 2017.", {"assassinat": "2017"}),
    ("La Turquie a condamné la Syrie lundi après avoir expulsé un diplomate français.",
     {"condamné": "2024-03-04", "expulsé": None}),
    ("La France a signé en 2023 un accord pour livrer des chars à Kiev.", {"signé": "2023"}),
    ("Deux soldats turcs, arrêtés depuis le 25 janvier, rentreront en Turquie.", {"arrêtés": "2024-01-25"}),
    ("La Turquie appelle les Syriens à manifester vendredi.", {"appelle": None}),
    ("Ankara et Damas sont brouillés depuis mai 2011, lorsque la Turquie a expulsé des diplomates syriens.",
     {"expulsé": "2011-05"}),
    ("La Turquie a fermé sa frontière avec l'Irak en 2022, expulsé des diplomates en 2023 et menacé la Syrie.",
     {"fermé": "2022"}),
    ("Lundi, le ministre turc a dit vouloir attaquer la Syrie.", {"attaquer": None}),
    # What was done before it is told has a time of its own; what is told in the present or planned has not.
    ("La Russie a affirmé lundi avoir repris Kherson à l'Ukraine.", {"repris": None}),
    ("La Russie a tenté lundi de reprendre Kherson à l'Ukraine.", {"reprendre": "2024-03-04"}),
    # An event noun below a noun, or beside the verb, keeps the day that follows it; the object of the verb does not.
    ("La Turquie a puni un officier pour son rôle dans l'enlèvement du journaliste Ali Ba, en octobre 1976.",
     {"puni": None, "enlèvement": "1976-10"}),
    ("La Turquie a suspendu l'accord en réponse à l'invasion russe le 24 février 2022.",
     {"suspendu": None, "invasion": "2022-02-24"}),
    ("La Turquie a lancé une offensive contre la Syrie le 24 février 2022.", {"lancé une offensive": "2022-02-24"}),
    ("La Turquie a refusé d'accueillir des réfugiés syriens lundi.", {"refusé": "2024-03-04"}),
    # A date that opens the sentence dates the clauses joined to it; none crosses a semicolon.
    ("En juillet 2023, la Turquie a attaqué la Syrie, et des rebelles ont tué des soldats turcs.",
     {"attaqué": "2023-07", "tué": "2023-07"}),
    ("La Turquie a attaqué la Syrie en juillet 2023, et des rebelles ont tué des soldats turcs.",
     {"attaqué": "2023-07", "tué": None}),
    ("La Turquie a attaqué la Syrie en 2020 ; un an plus tard, la Russie a bombardé la Turquie.",
     {"attaqué": "2020", "bombardé": "2021"}),
    # Who goes somewhere for it does it then; what somebody else is paid for has a time of its own.
    ("Le ministre turc est descendu lundi dans la rue pour saluer des rebelles.",
     {"descendu": "2024-03-04", "saluer": "2024-03-04"}),
    ("Le ministre turc a payé lundi des rebelles pour attaquer la Syrie.", {"payé": "2024-03-04", "attaquer": None}),
    ("Lundi, l'armée turque a tiré sur des rebelles, tuant trois Syriens.", {"tiré": "2024-03-04", "tuant": "2024-03-04"}),
    ("La Syrienne a été interdite de quitter la Turquie lundi.", {"interdite": "2024-03-04", "quitter": None}),
    ("L'armée a orchestré le coup d'État d'octobre 2021.", {"orchestré le coup": "2021-10"}),
    ("La Turquie a annoncé lundi qu'elle retirait ses soldats de Syrie.", {"retirait": "2024-03-04"}),
    ("C'est en 2012 que les rebelles syriens ont attaqué la Turquie.", {"attaqué": "2012"}),
    ("La Turquie a attaqué la Syrie et tué des soldats russes lundi.", {"attaqué": "2024-03-04", "tué": "2024-03-04"}),
    ("La police turque a arrêté des manifestants lors de la marche de vendredi.", {"arrêté": "2024-03-01"}),
    # A description in commas, a participle and the end of a period date no event but their own.
    ("En guerre depuis 2013, la Syrie a reçu des soldats russes.", {"reçu": None}),
    ("La Turquie réclame l'application d'un accord signé en 2013.", {"réclame": None}),
    ("L'ambassade de France a publié un calendrier jusqu'au 20 mars.", {"publié": None}),
    ("Des missiles ont été tirés par la Russie sur Kiev, dans la nuit du 24 au 25 février 2022, au début de la guerre.",
     {"tirés": "2022-02-24/2022-02-25"}),
    ("La Turquie a attaqué la Syrie lundi, tandis que la Russie bombardait la Géorgie.",
     {"attaqué": "2024-03-04", "bombardait": None}),
    ("Dès l'aube, lundi, des rebelles syriens ont attaqué la Turquie.", {"attaqué": "2024-03-04"}),
    ("Lundi, la Turquie a attaqué la Syrie alors que la Russie bombardait la Géorgie.",
     {"attaqué": "2024-03-04", "bombardait": "2024-03-04"}),
]  # fmt: skip


def dates_of(text: str, nlp: Language, written: str | None = WRITTEN) -> dict[str, str | None]:
    document = next(read([Article(text=text, date=written)], nlp=nlp))
    return {t.action.text: t.date.value if t.date else None for t in document.triples}


@pytest.mark.parametrize(("text", "expected"), DATED, ids=[t[:60] for t, _ in DATED])
def test_date_of_event(text: str, expected: dict[str, str | None], nlp: Language) -> None:
    found = dates_of(text, nlp)
    assert {action: found.get(action, "no event") for action in expected} == expected


def test_title_and_neighbours_do_not_leak(nlp: Language) -> None:
    text = "Le raid du 3 mai 2020 divise.\n\nLa Russie a bombardé Kharkiv. La Turquie a attaqué la Syrie hier."
    assert dates_of(text, nlp)["bombardé"] is None


def test_day_of_writing_is_never_the_events(nlp: Language) -> None:
    assert dates_of("La Russie bombarde Kharkiv. La Chine a condamné Moscou.", nlp) == {"bombarde": None, "condamné": None}


def test_unanchored_date_keeps_its_words(nlp: Language) -> None:
    assert dates_of("La Russie a bombardé Kharkiv en mars.", nlp, written=None) == {"bombardé": "~mars"}
    assert dates_of("Il y a quelques jours, la Russie a bombardé Kharkiv.", nlp) == {"bombardé": None}


PLACED = [
    ("Des djihadistes ont tué dix soldats à Djibo, dans le nord du Burkina Faso.", ("Djibo", "BFA")),
    ("L'armée malienne a tué des civils dans la région de Tillabéri, au Niger.", ("région de Tillabéri", "NER")),
    ("Emmanuel Macron a rencontré Vladimir Poutine à Versailles.", ("Versailles", "FRA")),
    ("À Bamako, la junte a arrêté le président.", ("Bamako", "MLI")),
    ("La Russie a bombardé un marché à Kharkiv.", ("Kharkiv", "UKR")),
    ("Une attaque de djihadistes contre l'armée a fait dix morts à Solhan (Burkina Faso).", ("Solhan", "BFA")),
    ("La Turquie a déployé des troupes en Libye.", ("Libye", "LBY")),
    ("La police a dispersé des manifestants au Soudan.", ("Soudan", "SDN")),
    ("Des rebelles ont attaqué l'armée dans l'est de la République démocratique du Congo.",
     ("est de la République démocratique du Congo", "COD")),
    ("La France a livré des armes à Kiev.", None),  # to whom, not where
    ("Washington a imposé des sanctions à Moscou.", None),
    ("La Chine a promis à la Russie un prêt.", None),
    ("La France a condamné la Russie.", None),
    ("Paris a condamné la Chine. La France est au Mali.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PLACED, ids=[t[:60] for t, _ in PLACED])
def test_place_of_event(text: str, expected: tuple[str, str | None] | None, nlp: Language) -> None:
    document = next(read([Article(text=text)], nlp=nlp))
    found = [(t.place.text, t.place.country) if t.place else None for t in document.triples]
    assert found
    assert found[0] == expected
    assert all(text[t.place.start : t.place.end] == t.place.text for t in document.triples if t.place)
