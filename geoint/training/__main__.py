"""Train geoint's parser weights: ``python -m geoint.training --train A.conllu B.conllu --news C.jsonl --output DIR``."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from geoint.training.train import SIGNALS, Data, Plan, train
from geoint.weights import pack

LICENCES = {
    "fr_core_news_md 3.8.0": "LGPL-LR",
    "UD French Sequoia": "LGPL-LR",
    "UD French GSD": "CC BY-SA 4.0",
    "multilingual-e5-small (in the teachers only)": "MIT",
}


def main() -> int:
    """Train, score, and write the weights with their card."""
    given = _parser().parse_args()
    left = tuple(s for s in SIGNALS if s not in given.without and (given.news or s != "news"))
    plan = Plan(
        seed=given.seed,
        epochs=given.epochs,
        teachers=given.teachers,
        students=given.students,
        signals=left,
        deeper=given.deeper,
    )
    tests = {name: Path(path) for name, path in (pair.split("=", 1) for pair in given.test)}
    data = Data(treebanks=given.train, more=given.more, tests=tests, news=given.news, folder=given.work, jobs=given.jobs)
    nlp, record = train(plan, data)
    card = {
        "title": "geoint parser weights: fr_core_news_md trained further",
        "date": datetime.now(tz=UTC).date().isoformat(),
        "command": "python -m geoint.training " + " ".join(sys.argv[1:]),
        "licences": LICENCES,
        **record,
    }
    pack(nlp, given.output, card)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m geoint.training", description=__doc__)
    parser.add_argument("--train", nargs="+", type=Path, required=True, metavar="FILE", help="treebanks (CoNLL-U)")
    parser.add_argument("--more", nargs="+", type=Path, default=[], metavar="FILE", help="treebanks that teachers do not see")
    parser.add_argument("--test", nargs="+", default=[], metavar="NAME=FILE", help="treebanks never trained on")
    parser.add_argument("--news", type=Path, metavar="FILE", help="JSONL of unlabelled news, for self-training")
    parser.add_argument("--teachers", type=int, default=2, help="graph-based parsers that read the news (default: %(default)s)")
    parser.add_argument("--without", nargs="+", default=[], choices=SIGNALS, help="signals left out, for an ablation")
    parser.add_argument("--students", type=int, default=2, help="fast parsers, of which the best is kept (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=2, help="of them trained at the same time (default: %(default)s)")
    parser.add_argument("--epochs", type=int, default=10, help="of a student (default: %(default)s)")
    parser.add_argument("--deeper", type=int, default=2, help="layers added to tok2vec (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--work", type=Path, default=Path("training"), help="folder of checkpoints and logs; resumed")
    parser.add_argument("--output", type=Path, required=True, metavar="DIR", help="where weights and card go")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
