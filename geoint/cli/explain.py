"""``geoint explain``: how a text gave its triples, and why not others."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geoint.articles import STDIN, InputFailure, Reading, articles
from geoint.cli.exits import ExitCode
from geoint.cli.options import LexiconOption, chosen_lexicons, iso_day_or_none
from geoint.lexicon import LexiconError
from geoint.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geoint.explain import Explanation, SentenceStory
    from geoint.export.explanation import Line

STYLES = {"title": "bold", "heading": "cyan", "good": "green", "bad": "yellow", "plain": ""}
_NUMBERED = re.compile(r"(.+):t?(\d+)")
_FILE_NAME = re.compile(r"\S+\.\w{2,5}")


def explain(
    what: Annotated[str, typer.Argument(metavar='"PHRASE"|FILE[:TRIPLE]', help="A sentence, a file, or - for standard input.")],
    *,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", callback=iso_day_or_none, help="Day of writing, for relative dates.")
    ] = None,
    lexicon: LexiconOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> int:
    """Tell how a text gave its triples: repairs, roles, actors, dates, the rules tried and the first condition that failed.

    \b
    Examples:
      geoint explain "Washington a imposé des sanctions à Téhéran."
      geoint explain article.txt:3 --date 2024-05-15      the third triple of a file
      cat article.txt | geoint explain - --json
    """  # noqa: D301 -- \b keeps Typer from joining the lines
    from geoint import pipeline
    from geoint.explain import explain as explained
    from geoint.export.explanation import lines, story

    article, number = _article(what, date)
    if isinstance(article, InputFailure):
        sys.stderr.write(f"geoint: {article.where}: {article.message}\n")
        return ExitCode.ALL_FAILED
    lexicons = chosen_lexicons(lexicon)
    try:
        nlp = pipeline.load(lexicons=lexicons)
    except pipeline.ModelMissingError as error:
        sys.stderr.write(f"geoint: {error}\n")
        return ExitCode.MODEL_MISSING
    except LexiconError as error:
        sys.stderr.write(f"geoint: {error}\n")
        return ExitCode.USAGE
    explanation = explained(article, nlp=nlp, lexicons=lexicons)
    if number is None:
        _print(explanation, lines(explanation), as_json=as_json)
        return ExitCode.OK
    sentence = explanation.of_triple(number)
    if sentence is None:
        message = f"there is no triple {number}; the text gives {len(explanation.document.triples)}"
        sys.stderr.write(f"geoint: {message}\n")
        return ExitCode.USAGE
    _print(sentence, story(sentence), as_json=as_json)
    return ExitCode.OK


def _article(what: str, date: str | None) -> tuple[Article | InputFailure, int | None]:
    """Return the text to explain and the number of the triple, if one is asked for."""
    numbered = _NUMBERED.fullmatch(what)
    if numbered and not Path(what).exists() and (numbered[1] == STDIN or Path(numbered[1]).is_file()):
        what, number = numbered[1], int(numbered[2])
    else:
        number = None
    if what == STDIN or Path(what).is_file() or _FILE_NAME.fullmatch(what):
        found = articles([what], sys.stdin.buffer, Reading(date=date))
        return next(found, InputFailure(what, "no text in it")), number
    return Article(text=what, date=date), number


def _print(found: Explanation | SentenceStory, lines: Iterable[Line], *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(asdict(found), ensure_ascii=False) + "\n")
    elif sys.stdout.isatty():
        show(lines)
    else:
        sys.stdout.writelines(f"{line}\n" for line in lines)


def show(lines: Iterable[Line]) -> None:
    """Print lines in a terminal, folded under their own beginning."""
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from geoint.export.explanation import STEP

    console = Console(highlight=False)
    for line in lines:
        text = Text(line.text, style=STYLES[line.kind])
        console.print(Padding(text, (0, 0, 0, STEP * line.level)))
