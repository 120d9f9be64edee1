"""``geoint batch``: read many inputs into a folder or a file, again only what is new or changed."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from geoint.articles import MAX_CHARS, STDIN, Keys, Kind, Reading
from geoint.cli.exits import ExitCode
from geoint.cli.extract import check_encoding
from geoint.cli.options import LexiconOption, chosen_lexicons, iso_day_or_none

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language

    from geoint.batch import Output, Progress

REFRESHED = 0.1  # seconds between two looks of the bar
EVERY = 1000  # documents for which a line is written where there is no terminal
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def batch(  # noqa: PLR0913 -- the options of the command line
    paths: Annotated[list[str], typer.Argument(help="Files and folders.")],
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR|FILE.jsonl", help="A folder, one result an input; or one JSONL file.")
    ],
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes; default: one a core.")] = None,
    date: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", callback=iso_day_or_none, help="Day of writing of all, for relative dates."),
    ] = None,
    text_key: Annotated[str, typer.Option(help="JSON key or CSV column of the text.")] = "text",
    id_key: Annotated[str, typer.Option(help="Key of the id.")] = "id",
    date_key: Annotated[str, typer.Option(help="Key of the day of writing.")] = "date",
    title_key: Annotated[str, typer.Option(help="Key of the title.")] = "title",
    source_key: Annotated[str, typer.Option(help="Key of the source.")] = "source",
    encoding: Annotated[str | None, typer.Option(help="Encoding of all; found out if not given.")] = None,
    max_chars: Annotated[int, typer.Option(min=1, metavar="N", help="Longest text that is read.")] = MAX_CHARS,
    timeout: Annotated[float, typer.Option(min=0, metavar="S", help="Seconds for a document; 0 is no limit.")] = 300,
    max_memory: Annotated[
        int, typer.Option(min=0, metavar="MB", help="Memory beyond the model's for a document; 0: any.")
    ] = 4096,
    with_text: Annotated[bool, typer.Option("--with-text", help="Give each text, in which offsets count.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Do all again.")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Do again what failed.")] = False,
    fail_fast: Annotated[bool, typer.Option("--fail-fast", help="Stop at the first failure.")] = False,
    model: Annotated[
        str | None, typer.Option(help="French spaCy model, used as it is.", show_default="fr_core_news_md with geoint's parser")
    ] = None,
    lexicon: LexiconOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress; the summary only if something failed.")] = False,
) -> int:
    """Read many inputs. A second run does only what is new or changed; a run that was stopped goes on where it was.

    Example: geoint batch articles/ --output events/ --jobs 4
    """
    check_encoding(encoding)
    if STDIN in paths:
        message = "batch reads files and folders; for standard input use geoint extract"
        raise typer.BadParameter(message)
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))  # before NumPy comes: processes share the cores, threads would fight
    from geoint import batch as library
    from geoint.atomic import CannotWriteError
    from geoint.identity import identity
    from geoint.lexicon import LexiconError
    from geoint.pipeline import ModelMissingError

    keys = Keys(text=text_key, id=id_key, date=date_key, title=title_key, source=source_key)
    target = library.output_at(output)
    lexicons = chosen_lexicons(lexicon)
    options = library.Options(
        reading=Reading(date=date, keys=keys, encoding=encoding, max_chars=max_chars),
        jobs=jobs or _cores(),
        timeout=timeout or None,
        max_memory=max_memory or None,
        force=force,
        retry_failed=retry_failed,
        fail_fast=fail_fast,
        with_text=with_text,
    )
    say = _Voice()
    started = monotonic()
    progress = library.Progress()
    try:
        known = identity(model, lexicons)
        run = library.run(paths, target, options, partial(_ready, model, lexicons), known)
        with _shown(say, quiet=quiet) as show:
            for progress in run:
                show(progress)
    except KeyboardInterrupt:
        say(f"geoint: interrupted; {progress.new + progress.kept:,} documents are done and kept: the same command goes on")
        return ExitCode.INTERRUPTED
    except ModelMissingError as error:
        say(f"geoint: {error}")
        return ExitCode.MODEL_MISSING
    except LexiconError as error:
        say(f"geoint: {error}")
        return ExitCode.USAGE
    except CannotWriteError as error:
        say(f"geoint: {error}")
        return ExitCode.CANNOT_WRITE
    if progress.failed or not quiet:
        say(_summary(progress, target, monotonic() - started))
    return _code(progress)


def _ready(model: str | None, lexicons: list[Path]) -> Language:
    """Load the pipeline, and read a sentence, so that all that is made once is made before it is shared."""
    from geoint.pipeline import load

    nlp = load(model, lexicons=lexicons)
    nlp("La France accuse la Russie.")
    return nlp


def _cores() -> int:
    """Return how many cores this process may use, where the system tells; else how many there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _code(progress: Progress) -> int:
    if not progress.failed:
        return ExitCode.OK
    if progress.new or progress.kept:
        return ExitCode.SOME_FAILED
    return ExitCode.MODEL_MISSING if set(progress.kinds) == {Kind.NOT_INSTALLED} else ExitCode.ALL_FAILED


def _summary(progress: Progress, output: Output, seconds: float) -> str:
    """Say what was done, what failed by kind, and where both are; the most important comes last."""
    rate = f" ({progress.new / seconds:.1f}/s)" if progress.new and seconds else ""
    read = f"{progress.new:,} documents read in {_clock(seconds)}{rate}"
    lines = [f"geoint: {read}, {progress.kept:,} unchanged, {progress.failed:,} failed"]
    lines += [f"  {count:>7,}  {kind}" for kind, count in progress.kinds.items()]
    if progress.failed:
        lines.append(f"geoint: failures are listed in {output.errors}")
    if progress.stopped:
        lines.append("geoint: stopped at the first failure; the same command without --fail-fast goes on")
    else:
        lines.append(f"geoint: results are in {output.path}")
    return "\n".join(lines)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


class _Voice:
    """Writes to stderr as long as somebody listens: a run whose reader went away goes on."""

    def __init__(self) -> None:
        self.heard = True

    def __call__(self, text: str) -> None:
        if not self.heard:
            return
        try:
            sys.stderr.write(text + "\n")
            sys.stderr.flush()
        except OSError:
            self.heard = False
            with suppress(OSError):  # what Python flushes at exit must not raise again
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


@contextmanager
def _shown(say: _Voice, *, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """Show progress: a bar on a terminal, a line for every thousand documents otherwise."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _bar() as show:
            yield show
    else:
        yield _Lines(say)


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"),
        TextColumn("{task.fields[done]}"), TimeRemainingColumn(compact=True),
    )  # fmt: skip
    # Refreshed by hand: a thread of its own would be copied half alive into every process that is forked.
    with Bar(*columns, console=Console(stderr=True), auto_refresh=False) as bar:
        task = bar.add_task("finding inputs", total=None, done="")
        rate = _Rate()
        shown = 0.0

        def show(progress: Progress) -> None:
            nonlocal shown
            if monotonic() - shown < REFRESHED:
                return
            shown = monotonic()
            done = f"{progress.new + progress.kept:,} documents, {progress.failed:,} failed, {rate(progress):.1f}/s"
            description = "reading" if progress.new + progress.kept else "loading the model"
            bar.update(task, description=description, completed=progress.size, total=progress.of_size or 1, done=done)
            bar.refresh()

        yield show


class _Rate:
    """Tells how many documents are read a second, not counting the time before the first."""

    def __init__(self) -> None:
        self.started: float | None = None
        self.before = 0

    def __call__(self, progress: Progress) -> float:
        if self.started is None:
            if progress.new:
                self.started, self.before = monotonic(), progress.new
            return 0.0
        return (progress.new - self.before) / max(monotonic() - self.started, REFRESHED)


class _Lines:
    """Says how far it is every thousand documents."""

    def __init__(self, say: _Voice) -> None:
        self.say = say
        self.next = EVERY
        self.started = monotonic()

    def __call__(self, progress: Progress) -> None:
        if progress.new < self.next:
            return
        self.next = (progress.new // EVERY + 1) * EVERY
        seconds = monotonic() - self.started
        share = progress.size / progress.of_size if progress.of_size else 1
        left = _clock(seconds / share - seconds) if share else "?"
        said = f"{progress.new:,} documents read, {progress.kept:,} unchanged, {progress.failed:,} failed"
        self.say(f"geoint: {said}; {progress.new / seconds:.1f}/s, {left} left")
