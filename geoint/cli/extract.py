"""``geoint extract``: read articles, write what was found in them."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from geoint.articles import MAX_CHARS, STDIN, InputFailure, Keys, Reading, articles
from geoint.cli.exits import ExitCode
from geoint.cli.options import LexiconOption, chosen_lexicons, iso_day_or_none
from geoint.lexicon import LexiconError
from geoint.model import at_least

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

    from geoint.model import Article, Document


class Format(StrEnum):
    """Output formats."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"


class Rows(StrEnum):
    """What the flat formats give a row."""

    TRIPLES = "triples"
    ACTORS = "actors"
    DATES = "dates"


def extract(  # noqa: PLR0913 -- the options of the command line
    paths: Annotated[list[str] | None, typer.Argument(help="Files, folders, or - for standard input.")] = None,
    *,
    form: Annotated[Format | None, typer.Option("--format", "-f", help="Default: table in a terminal, jsonl otherwise.")] = None,
    rows: Annotated[Rows | None, typer.Option(help="What csv, tsv and table give a row.")] = None,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is stdout.")] = STDIN,
    date: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", callback=iso_day_or_none, help="Day of writing, for relative dates.")
    ] = None,
    text_key: Annotated[str, typer.Option(help="JSONL key of the text.")] = "text",
    id_key: Annotated[str, typer.Option(help="JSONL key of the id.")] = "id",
    date_key: Annotated[str, typer.Option(help="JSONL key of the day of writing.")] = "date",
    title_key: Annotated[str, typer.Option(help="JSONL key of the title.")] = "title",
    source_key: Annotated[str, typer.Option(help="JSONL key of the source.")] = "source",
    encoding: Annotated[str | None, typer.Option(help="Encoding of the input; found out if not given.")] = None,
    stdin_name: Annotated[str, typer.Option(help="Id of a text read from standard input.")] = "stdin",
    max_chars: Annotated[int, typer.Option(min=1, metavar="N", help="Longest text that is read.")] = MAX_CHARS,
    with_text: Annotated[bool, typer.Option("--with-text", help="Give the text as decoded, in which offsets count.")] = False,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, metavar="P", help="Leave out triples that are less probably right.")
    ] = 0,
    model: Annotated[
        str | None, typer.Option(help="French spaCy model, used as it is.", show_default="fr_core_news_md with geoint's parser")
    ] = None,
    lexicon: LexiconOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress; errors only.")] = False,
) -> int:
    """Extract actors, dates and event triples from French texts.

    Example: geoint extract samples/mali.txt --date 2021-09-17 --format csv
    """
    if not paths and sys.stdin.isatty():
        message = "no input: name a file or folder, or pipe a text in"
        raise typer.BadParameter(message)
    check_encoding(encoding)
    keys = Keys(text=text_key, id=id_key, date=date_key, title=title_key, source=source_key)
    written = None if output == STDIN else Path(output)
    reading = Reading(date=date, keys=keys, encoding=encoding, stdin_name=stdin_name, max_chars=max_chars, written=written)
    chosen = form or (Format.TABLE if output == STDIN and sys.stdout.isatty() else Format.JSONL)
    if rows and chosen in {Format.JSON, Format.JSONL}:
        sys.stderr.write(f"geoint: --rows has no effect with --format {chosen}\n")
    run = _Run(model, chosen_lexicons(lexicon))
    inputs = articles(paths or [STDIN], sys.stdin.buffer, reading)
    try:
        with _opened(output) as stream, _progress(quiet=quiet) as step:
            found = run.documents(inputs, step, with_text=with_text)
            pairs = ((at_least(document, min_confidence), article) for document, article in found)
            if chosen is Format.TABLE:
                _show(pairs, stream, rows)
            else:
                _write(pairs, stream, chosen, rows or Rows.TRIPLES)
    except _ModelMissing as error:
        sys.stderr.write(f"geoint: {error}\n")
        return ExitCode.MODEL_MISSING
    except LexiconError as error:
        sys.stderr.write(f"geoint: {error}\n")
        return ExitCode.USAGE
    except _CannotWrite as error:
        sys.stderr.write(f"geoint: {error}\n")
        return ExitCode.CANNOT_WRITE
    except BrokenPipeError:
        # The reader has gone, which is its right; what Python flushes at exit must not raise again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    return run.code()


class _ModelMissing(Exception):  # noqa: N818 -- a state of the run, turned into an exit code
    """The model is not installed."""


class _CannotWrite(Exception):  # noqa: N818 -- a state of the run, turned into an exit code
    """The output cannot be written."""


class _Run:
    """One run: reads what can be read, says what cannot, and counts both."""

    def __init__(self, model: str | None, lexicons: list[Path]) -> None:
        self.model = model
        self.lexicons = lexicons
        self.read = 0
        self.failed = 0
        self._nlp: Language | None = None

    def documents(
        self, inputs: Iterator[Article | InputFailure], step: _Step, *, with_text: bool
    ) -> Iterator[tuple[Document, Article]]:
        """Yield each article with its document; a failure is one line on stderr, and the rest goes on."""
        from geoint.pipeline import read

        for item in inputs:
            if isinstance(item, InputFailure):
                self.failed += 1
                sys.stderr.write(f"geoint: {item.where}: {item.message}\n")
                continue
            self.read += 1
            step(item.id or "")
            yield next(read([item], nlp=self._model(), with_text=with_text, zone=True)), item

    def _model(self) -> Language:
        from geoint.pipeline import ModelMissingError, load

        if self._nlp is None:
            try:
                self._nlp = load(self.model, lexicons=self.lexicons)
            except ModelMissingError as error:
                raise _ModelMissing(str(error)) from error
        return self._nlp

    def code(self) -> int:
        """Return the exit code of the run."""
        if not self.failed:
            return ExitCode.OK
        return ExitCode.SOME_FAILED if self.read else ExitCode.ALL_FAILED


def check_encoding(encoding: str | None) -> None:
    """Refuse an encoding that Python does not know."""
    try:
        "".encode(encoding or "utf-8")
    except LookupError as error:
        message = f"unknown encoding {encoding!r}; try utf-8, cp1252, latin-1 or utf-16"
        raise typer.BadParameter(message) from error


def _write(pairs: Iterator[tuple[Document, Article]], stream: IO[str], form: Format, rows: Rows) -> None:
    from geoint.export import WRITERS

    for piece in WRITERS[form]((document for document, _ in pairs), rows=rows):
        try:
            stream.write(piece)
            stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            message = f"cannot write: {error.strerror}"
            raise _CannotWrite(message) from error


def _show(pairs: Iterator[tuple[Document, Article]], stream: IO[str], rows: Rows | None) -> None:
    from rich.console import Console

    from geoint.export.table import rows_table, show

    console = Console(file=stream, highlight=False, soft_wrap=False, width=None if stream.isatty() else 160)
    for document, article in pairs:
        if rows:
            console.print(rows_table(document, rows))
        else:
            show(console, document, article)


@contextmanager
def _opened(output: str) -> Iterator[IO[str]]:
    if output == STDIN:
        yield sys.stdout
        return
    try:
        stream = open(output, "w", encoding="utf-8")  # noqa: PTH123, SIM115 -- closed below
    except OSError as error:
        message = f"cannot write {output}: {error.strerror}"
        raise _CannotWrite(message) from error
    with stream:
        yield stream


class _Step:
    """Tells which article is read: to nobody."""

    def __call__(self, name: str) -> None:
        """Do nothing."""


@contextmanager
def _progress(*, quiet: bool) -> Iterator[_Step]:
    """Show progress on stderr, only if it is a terminal and stdout is not the same one being filled."""
    if quiet or not sys.stderr.isatty():
        yield _Step()
        return
    from rich.console import Console

    with Console(stderr=True).status("loading the model") as status:

        class Shown(_Step):
            def __call__(self, name: str) -> None:
                status.update(f"reading {name}")

        yield Shown()
