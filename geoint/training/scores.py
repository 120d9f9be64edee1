"""How good a parser is: attachment, sentence ends, control, and bare city names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc
from spacy.training import Example

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spacy.language import Language

SHOWN = ("nsubj", "obj", "obl:arg", "xcomp", "conj", "acl:relcl", "appos")
CITIES = (("Moscou", "Kiev"), ("Washington", "Téhéran"), ("Pékin", "Tokyo"), ("Ankara", "Athènes"), ("Londres", "Damas"))
TEMPLATES = (  # the set of facts/parser.md
    "{s} a bombardé {o} dans la nuit de lundi à mardi.",
    "{s} accuse {o} d'avoir violé le cessez-le-feu.",
    "{s} menace {o} de nouvelles sanctions économiques.",
    "{s} n'a pas reconnu {o}.",
    "Selon l'AFP, {s} aurait attaqué {o}.",
    "{s} soutient {o} face à la crise.",
    "{s} a averti {o} jeudi.",
    "{s} appelle {o} à cesser les combats.",
)
USED = ("geoint_sentences", "tok2vec", "morphologizer", "parser")
RUN = 6  # sentences of a stretch of running text


def table(nlp: Language, tests: Mapping[str, Sequence[Doc]]) -> dict[str, dict[str, float]]:
    """Return UAS, LAS, sentence F and F by label of every test set, and the share of bare cities found."""
    rows = {name: attachment(nlp, docs) | {"running text": boundaries(nlp, docs)} for name, docs in tests.items()}
    rows["bare cities"] = {"found": bare_cities(nlp)}
    return rows


def attachment(nlp: Language, gold: Sequence[Doc]) -> dict[str, float]:
    """Return UAS, LAS, sentence F and LAS F by label; texts are parsed from raw, one sentence a document."""
    scored = _scored(nlp, gold)
    row = {"UAS": scored["dep_uas"], "LAS": scored["dep_las"], "sentences": scored["sents_f"]}
    by_label = scored["dep_las_per_type"]
    return row | {label: by_label[label]["f"] for label in SHOWN if label in by_label}


def boundaries(nlp: Language, gold: Sequence[Doc]) -> float:
    """Return the F of sentences in running text: stretches of several, parsed from raw."""
    return float(_scored(nlp, [Doc.from_docs(list(gold[at : at + RUN])) for at in range(0, len(gold), RUN)])["sents_f"])


def _scored(nlp: Language, gold: Iterable[Doc]) -> dict[str, Any]:
    with nlp.select_pipes(enable=[name for name in nlp.pipe_names if name in USED]):
        examples = [Example(predicted, doc) for doc in gold for predicted in [nlp(doc.text)]]
        return nlp.get_pipe("parser").score(examples)  # type: ignore[attr-defined, no-any-return]


def bare_cities(nlp: Language) -> int:
    """Return in how many of 40 short clauses both bare names hang on the verb as they should."""
    return sum(_both_right(nlp, template, *pair) for template in TEMPLATES for pair in CITIES)


def _both_right(nlp: Language, template: str, subject: str, obj: str) -> bool:
    doc = nlp(template.format(s=subject, o=obj))
    first = next(t for t in doc if t.text == subject)
    second = next(t for t in doc if t.text == obj)
    verb = first.head
    right = first.dep_.startswith("nsubj") and second.dep_ in {"obj", "obl:arg", "iobj"}
    return right and second.head == verb and verb.i > first.i
