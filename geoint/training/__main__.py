"""Train geoint's parser weights: ``python -m geoint.training --train A.conllu B.conllu --test pud=C.conllu --output DIR``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from geoint.training.train import Plan, train
from geoint.weights import pack

LICENCES = {
    "fr_core_news_md 3.8.0": "LGPL-LR",
    "UD French Sequoia": "LGPL-LR",
    "UD French GSD": "CC BY-SA 4.0",
}


def main() -> int:
    """Train, score, and write the weights with their card."""
    given = _parser().parse_args()
    plan = Plan(seed=given.seed, epochs=given.epochs, agreed_limit=given.agreed, quoted_share=given.quoted)
    tests = dict(pair.split("=", 1) for pair in given.test)
    news = _texts(given.news) if given.news else []
    nlp, record = train(plan, given.train, {k: Path(v) for k, v in tests.items()}, news, given.work)
    card = {
        "title": "geoint parser weights: fr_core_news_md trained further",
        "command": "python -m geoint.training " + " ".join(sys.argv[1:]),
        "licences": LICENCES,
        **record,
    }
    pack(nlp, given.output, card)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geoint.training", description=__doc__)
    parser.add_argument("--train", nargs="+", type=Path, required=True, metavar="FILE", help="treebanks (CoNLL-U)")
    parser.add_argument("--test", nargs="+", default=[], metavar="NAME=FILE", help="treebanks never trained on")
    parser.add_argument("--news", type=Path, metavar="FILE", help="JSONL of unlabelled news, for self-training")
    parser.add_argument("--agreed", type=int, default=0, help="sentences of the news to train on (default: %(default)s)")
    parser.add_argument("--quoted", type=float, default=0.15, help="share seen as a quote (default: %(default)s)")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--work", type=Path, default=Path("training"), help="folder of checkpoints and logs; resumed")
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="where weights and card go")
    return parser


def _texts(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


if __name__ == "__main__":
    raise SystemExit(main())
