"""What the parser is trained on: treebanks in the model's labels, variants of them, and news read by teachers."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from geoint.training import augment, silver, treebank

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from spacy.language import Language

NEEDS = "teachers need PyTorch and an encoder: pip install 'geoint[training]'"
SENTENCE = """# text = Le maire du village accuse le préfet.
1	Le	le	DET	_	_	2	det	_	_
2	maire	maire	NOUN	_	_	6	nsubj	_	_
3-4	du	_	_	_	_	_	_	_	_
3	de	de	ADP	_	_	5	case	_	_
4	le	le	DET	_	_	5	det	_	_
5	village	village	NOUN	_	_	2	nmod	_	_
6	accuse	accuser	VERB	_	_	0	root	_	_
7	le	le	DET	_	_	8	det	_	_
8	préfet	préfet	NOUN	_	Gender=Masc	6	obj:lvc	_	SpaceAfter=No
9	.	.	PUNCT	_	_	6	punct	_	_

"""


@pytest.fixture(scope="module")
def labels(nlp: Language) -> treebank.Labels:
    return treebank.labels_of(nlp)


@pytest.fixture(scope="module")
def gold(nlp: Language, labels: treebank.Labels, tmp_path_factory: pytest.TempPathFactory) -> list[Doc]:
    path = tmp_path_factory.mktemp("treebank") / "two.conllu"
    path.write_text(SENTENCE * 2, encoding="utf-8")
    return treebank.sentences(path, nlp.vocab, labels)


def flat(*, sure: float = 0.9) -> silver.Parse:
    """Return teachers that hang every word on the first."""

    def parse(docs: Sequence[Doc]) -> list[silver.Tree]:
        return [silver.Tree([0] * len(d), ["ROOT"] + ["dep"] * (len(d) - 1), ["NOUN Number=Sing"] * len(d), sure) for d in docs]

    return parse


def test_multiword_tokens_and_labels_are_the_models(gold: list[Doc]) -> None:
    assert [t.text for t in gold[0]] == ["Le", "maire", "du", "village", "accuse", "le", "préfet", "."]
    assert [t.dep_ for t in gold[0]] == ["det", "nsubj", "case", "nmod", "ROOT", "det", "obj", "punct"]


def test_unknown_label_becomes_dep(labels: treebank.Labels) -> None:
    assert treebank.known("discourse", labels.relations) == "dep"


@pytest.mark.parametrize(
    ("pos", "morph", "expect"),
    [
        ("PRON", "Emph=No|Gender=Fem|Number=Sing|Person=3|PronType=Prs", {"Gender": "Fem", "Number": "Sing", "Person": "3"}),
        ("NUM", "Number=Plur", {}),
        ("VERB", "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part|Voice=Act", {"Tense": "Past", "VerbForm": "Part"}),
    ],
)
def test_features_become_those_of_a_tag_that_the_model_has(
    pos: str, morph: str, expect: dict[str, str], labels: treebank.Labels
) -> None:
    made = treebank.nearest(pos, morph, labels.tags)
    assert expect.items() <= dict(f.split("=") for f in made.split("|") if f).items()
    assert frozenset({f"POS={pos}", *filter(None, made.split("|"))}) in labels.tags


def test_joined_sentences_keep_their_trees(gold: list[Doc], labels: treebank.Labels) -> None:
    run = treebank.joined(gold, gold[0].vocab, labels)
    assert [s.root.text for s in run.sents] == ["accuse", "accuse"]


@given(st.integers())
def test_runs_hold_every_sentence_once(gold: list[Doc], labels: treebank.Labels, seed: int) -> None:
    made = treebank.runs(gold, random.Random(seed), labels)
    assert sum(len(d) for d in made) == sum(len(d) for d in gold)


def test_bare_name_takes_the_place_of_article_and_noun(gold: list[Doc]) -> None:
    made = augment.bare_names(gold[0], random.Random(1))
    assert made is not None
    name = next(t for t in made if t.dep_ == "obj")
    assert (name.pos_, name.head.text, [c.dep_ for c in name.children]) == ("PROPN", "accuse", [])


def test_quote_hangs_its_verb_of_saying_on_the_clause(gold: list[Doc]) -> None:
    made = augment.quoted(gold[0], random.Random(1))
    assert made is not None
    said = next(t for t in made if t.dep_ == "parataxis")
    assert said.head.text == "accuse"
    assert [c.dep_ for c in said.children if c.dep_ == "nsubj"] == ["nsubj"]
    assert made[0].text == "«"


def test_quote_needs_a_verb(nlp: Language) -> None:
    doc = Doc(nlp.vocab, words=["Accord", "."], heads=[0, 0], deps=["ROOT", "punct"], pos=["NOUN", "PUNCT"])
    assert augment.quoted(doc, random.Random(1)) is None


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("M. Dupont part. Il revient.", ["M. Dupont part.", "Il revient."]),
        ("« La guerre est finie. » Il se tait.", ["« La guerre est finie. »", "Il se tait."]),
        ("« C'est fini ! », dit-il.", ["« C'est fini ! », dit-il."]),
        ("Accord à Genève\n\nLes deux pays signent.", ["Accord à Genève", "Les deux pays signent."]),
    ],
)
def test_news_is_cut_by_its_punctuation(nlp: Language, text: str, expect: list[str]) -> None:
    assert [s.text.strip() for s in silver.sentences(nlp.make_doc(text))] == expect


def test_sentences_that_teachers_are_sure_of_become_examples(nlp: Language) -> None:
    (made,) = silver.examples(nlp, ["Le maire part.\n\nIl revient demain."], flat(), sure=0.8)
    assert made.text == "Le maire part.\n\nIl revient demain."
    assert [s.root.text for s in made.sents] == ["Le", "Il"]
    assert made[1].morph.to_dict() == {"Number": "Sing"}


def test_teachers_see_a_compound_name_as_one_word(nlp: Language) -> None:
    (made,) = silver.examples(nlp, ["Le Royaume-Uni signe."], flat(), sure=0.8)
    assert [(t.text, t.head.text, t.dep_) for t in made][1:4] == [
        ("Royaume", "Le", "dep"),
        ("-", "Royaume", "punct"),
        ("Uni", "Royaume", "flat:name"),
    ]


def test_sentences_that_teachers_doubt_are_left_out(nlp: Language) -> None:
    assert list(silver.examples(nlp, ["Le maire part."], flat(sure=0.7), sure=0.8)) == []


@pytest.mark.parametrize(
    ("heads", "expect"), [([0, 1, 1], True), ([2, 0, 2], True), ([0, 0, 1], False), ([0, 3, 2], False), ([2, 1], False)]
)
def test_tree_has_one_root_and_no_cycle(heads: list[int], expect: bool) -> None:  # noqa: FBT001 -- a parameter of the test
    assert silver.is_tree(heads) is expect


def test_english_items_of_the_newspaper_are_left_out() -> None:
    assert silver.is_french("Les deux pays signent.")
    assert not silver.is_french("Russia and the West sign.")


def test_weights_of_four_bits_are_unpacked() -> None:
    pytest.importorskip("transformers", reason=NEEDS)
    from geoint.training import encoder

    scale, pairs = np.float16(0.5).tobytes(), bytes([0x0F, 0x90, *[0x88] * 14])
    weights = encoder.unpacked(np.frombuffer(scale + pairs, dtype=np.uint8).reshape(1, -1))
    assert weights[[0, 1, 2, 16, 17, 18]].tolist() == [3.5, -4.0, 0.0, -4.0, 0.5, 0.0]
    assert len(weights) == 32


def test_file_that_holds_no_weights_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("transformers", reason=NEEDS)
    from geoint.training import encoder

    (tmp_path / "e5.bin").write_bytes(b"anything else")
    with pytest.raises(ValueError, match="no file of weights"):
        encoder.read(tmp_path / "e5.bin")


def test_pieces_know_their_word(nlp: Language) -> None:
    pytest.importorskip("transformers", reason=NEEDS)
    from geoint.training import encoder

    docs = [nlp.make_doc("L'Ukraine attaque."), nlp.make_doc("Non")]
    pieces, owners = encoder.pieces_of(docs, encoder.pretrained())
    assert pieces.shape[-1] == encoder.WIDTH
    assert sorted(set(owners[0].tolist())) == [0, 1, 2, 3, 4]
    assert set(owners[1].tolist()) == {-1, 0, 1}


def test_heads_that_make_no_tree_give_the_likeliest_one() -> None:
    pytest.importorskip("transformers", reason=NEEDS)
    import torch

    from geoint.training import teacher

    # Words 1 and 2 each want the other most, word 3 wants the root almost as much as word 2 does.
    likely = torch.tensor([[0.0, 0, 0, 0], [0.1, 0, 0.8, 0.1], [0.3, 0.6, 0, 0.1], [0.25, 0.05, 0.7, 0]])
    heads = teacher.heads(likely)
    assert heads == [2, 0, 2]
    assert silver.is_tree(heads)


def test_teacher_learns_and_resumes(gold: list[Doc], tmp_path: Path) -> None:
    pytest.importorskip("transformers", reason=NEEDS)
    from geoint.training import teacher

    shape = teacher.Shape(hidden=16, layers=1, arcs=16, labels=16, dropout=0.0, unseen=0.0, batch=10, epochs=15, rate=1e-2)
    rows: list[dict[str, float]] = []
    first = teacher.train(lambda _: gold * 20, shape, 1, tmp_path / "t", rows.append)
    assert rows[-1]["loss"] < rows[0]["loss"] / 5
    (tree, _) = teacher.trees([first], gold)
    assert tree.heads == [t.head.i for t in gold[0]]
    assert tree.labels == [t.dep_ for t in gold[0]]
    again: list[dict[str, float]] = []
    teacher.train(lambda _: gold * 20, shape, 1, tmp_path / "t", again.append)
    assert again == []


def test_all_stages_run_in_one_go(tmp_path: Path) -> None:
    """Two teachers, the news, two students in processes of their own: what no test of a stage alone shows."""
    pytest.importorskip("transformers", reason=NEEDS)
    from geoint.training import teacher
    from geoint.training.train import Data, Plan, train

    treebank_file, news = tmp_path / "t.conllu", tmp_path / "news.jsonl"
    treebank_file.write_text(SENTENCE * 2, encoding="utf-8")
    news.write_text('{"text": "Le maire accuse le préfet."}\n' * 3, encoding="utf-8")
    small = {"hidden": 8, "arcs": 8, "labels": 8, "epochs": 1}
    plan = Plan(shapes=(teacher.Shape(**small), teacher.Shape(**small, layers=0)), epochs=1, deeper=1, sure=0.0)
    data = Data(treebanks=[treebank_file], more=[], tests={"tiny": treebank_file}, news=news, folder=tmp_path / "work", jobs=2)
    _, record = train(plan, data)
    assert record["examples"] == {"sentences": 2, "news": 3}
    assert {path.name for path in data.folder.iterdir()} == {
        "teacher-8", "teacher-9", "news.spacy", "student-7", "student-8", "log.jsonl",
    }  # fmt: skip
    assert record["kept"] in {"student-7", "student-8"}
