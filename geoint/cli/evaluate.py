"""``geoint evaluate``: score triples against gold."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from geoint.cli.exits import ExitCode


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder of NAME.txt, NAME.sents, NAME.jsonl (and NAME.date).")],
    predicted: Annotated[
        Path | None, typer.Argument(help="JSON lines of geoint, or a folder of NAME.jsonl in the gold format.")
    ] = None,
    *,
    run: Annotated[bool, typer.Option("--run", help="Extract from the gold texts instead of reading predictions.")] = False,
    errors: Annotated[int, typer.Option(metavar="N", help="List the first N misses and extras.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Score triples against gold: precision, recall and F1 by level, accuracies, and figures by event type.

    Example: geoint evaluate gold/ --run --errors 20
    """
    if run == (predicted is not None):
        message = "give either PREDICTED or --run"
        raise typer.BadParameter(message)
    from geoint import evaluate as scoring

    try:
        texts = scoring.read_gold(gold)
        found = scoring.extracted(gold, texts) if predicted is None else scoring.read_predicted(predicted, texts)
    except scoring.GoldError as error:
        sys.stderr.write(f"geoint: {error}\n")
        return ExitCode.ALL_FAILED
    result = scoring.score(texts, found)
    if as_json:
        sys.stdout.write(json.dumps(scoring.as_plain(result), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(scoring.report(result, errors=errors))
    return ExitCode.OK
