"""The Typer application: its commands, and what becomes of errors."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from typer.exceptions import TyperException

import geoint
from geoint.cli import batch, evaluate, explain, extract, lexicon, rules, schema
from geoint.cli.exits import ExitCode

HELP = """Turn French geopolitical news into structured events.

Who did what to whom, when, how certain, and who says so.

Examples:

\b
  geoint extract article.txt              tables in a terminal, JSON lines in a pipe
  geoint articles/ -f csv -o events.csv   a folder ("geoint PATH" is "geoint extract PATH")
  geoint batch articles/ -o events/       many inputs: goes on where it stopped
  geoint explain "Paris accuse Moscou."     why these triples, and why not others
  cat news.jsonl | geoint - | jq .triples   JSONL of {id, date, title, text}

\b
Exit codes:
  0 it ran (also with no triple)   2 usage            3 some inputs failed
  4 all inputs failed              5 model missing    6 cannot write
  130 interrupted"""

app = typer.Typer(
    name="geoint",
    help=HELP,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("extract")(extract.extract)
app.command("batch")(batch.batch)
app.command("evaluate")(evaluate.evaluate)
app.command("explain")(explain.explain)
app.command("rules")(rules.rules)
app.command("schema")(schema.schema)
app.add_typer(lexicon.app, name="lexicon")
COMMANDS = frozenset({"batch", "evaluate", "explain", "extract", "lexicon", "rules", "schema"})
ROOT_OPTIONS = ("-h", "--help", "--version", "--install-completion", "--show-completion")


def _version(value: bool) -> None:  # noqa: FBT001 -- Typer's callback signature
    if value:
        from importlib.metadata import version

        from geoint.pipeline import MODEL

        model = MODEL.replace("_", "-")
        sys.stdout.write(f"geoint {geoint.__version__} (spaCy {version('spacy')}, {MODEL} {version(model)})\n")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[  # noqa: FBT002 -- a flag of the command line
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print versions and exit.")
    ] = False,
) -> None:
    """Do nothing but hold the options of ``geoint`` itself."""
    del version


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code."""
    try:
        returned = app(_with_command(arguments), prog_name="geoint", standalone_mode=False)
        code = int(returned or 0)
        # A command that was interrupted says so itself and returns an ExitCode; a bare number is from Typer, which says nothing.
        if code == ExitCode.INTERRUPTED and not isinstance(returned, ExitCode):
            raise KeyboardInterrupt  # noqa: TRY301 -- as it came
    except typer.Exit as stop:
        code = stop.exit_code
    except TyperException as error:
        error.show()  # type: ignore[attr-defined]
        code = error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = ExitCode.INTERRUPTED
        sys.stderr.write("geoint: interrupted; what was written stays\n")
    return code


def _with_command(arguments: list[str]) -> list[str]:
    """Put ``extract`` where the command is left out."""
    if not arguments:
        return ["--help"] if sys.stdin.isatty() else ["extract"]
    first = arguments[0]
    if first in COMMANDS or first.startswith(ROOT_OPTIONS):
        return arguments
    return ["extract", *arguments]
