"""``geoint lexicon``: check a lexicon of the user's, look a name up, and list the names that nothing knows."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geoint.cli.exits import ExitCode
from geoint.cli.options import LexiconOption, chosen_lexicons, iso_day_or_none
from geoint.lexicon import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoint.articles import Reading
    from geoint.lookup import Candidate
    from geoint.model import Article

HELP = """Check your own lexicon, look a name up in all of them, and find names that are missing.

\b
A lexicon is a TOML file over ours, geoint.toml where the command runs or --lexicon FILE.toml:
  stops = ["Le Monde"]                        never an actor
  [[alias]]                                   more names (seats, cities, adjectives) of whom we know
  of = "WAGNER"
  names = ["les musiciens"]
  [[actor]]                                   a new actor; with an id of ours, overrides it key by key
  id = "OVD"
  type = "organisation"
  name = "Observatoire du désert"
  [[person]]
  name = "Awa Sangho"
  roles = [{of = "OVD", office = "directrice", since = 2020-01-01}]
  [[role]]                                    one more role of a person we know
  person = "Emmanuel Macron"
  of = "UE"
  office = "président du Conseil européen"
  since = "2031"

\b
Examples:
  geoint lexicon check geoint.toml
  geoint lexicon show Barkhane
  geoint lexicon unknown articles/ --limit 20 >> geoint.toml"""

app = typer.Typer(help=HELP, rich_markup_mode=None, no_args_is_help=True)


@app.command()
def check(files: Annotated[list[Path], typer.Argument(metavar="FILE.toml...", help="Lexicons, the last on top.")]) -> int:
    """Name each error of a lexicon with its line; nothing is printed where all is well.

    Example: geoint lexicon check geoint.toml
    """
    from geoint.actor_lexicon import problems

    found = problems(files)
    sys.stdout.writelines(f"{problem}\n" for problem in found)
    return ExitCode.USAGE if found else ExitCode.OK


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A name, an adjective, a common noun or an id.")],
    *,
    day: Annotated[
        str | None, typer.Option("--date", metavar="YYYY-MM-DD", callback=iso_day_or_none, help="Tell which roles hold then.")
    ] = None,
    lexicon: LexiconOption = None,
) -> int:
    """Say what a name links to and why: every candidate with its dates and the file and line that knows it.

    Example: geoint lexicon show Congo
    """
    from geoint.actor_lexicon import load
    from geoint.lookup import candidates, similar

    try:
        known = load(chosen_lexicons(lexicon))
    except LexiconError as error:
        sys.stderr.write(f"geoint: {error}\n")
        return ExitCode.USAGE
    found = candidates(known, name)
    if not found:
        close = similar(known, name)
        hint = f"; did you mean {', '.join(close)}?" if close else ""
        sys.stderr.write(f"geoint: nothing knows {name}{hint}\n")
        return ExitCode.OK
    for candidate in found:
        sys.stdout.writelines(f"{line}\n" for line in _lines(candidate, date.fromisoformat(day) if day else None))
    if sum(candidate.why != "head noun" for candidate in found) > 1:
        sys.stdout.write("several bear it: the one that the text also names otherwise is meant, else nobody\n")
    return ExitCode.OK


def _lines(candidate: Candidate, day: date | None) -> Iterator[str]:
    period = _period(candidate.since, candidate.until)
    fields = (candidate.id or "-", candidate.name, candidate.type, candidate.why, period, candidate.place)
    yield "  ".join(field for field in fields if field)
    if candidate.names:
        yield f"    also called {', '.join(candidate.names)}"
    for role in candidate.roles:
        held = day is None or (role.since or date.min) <= day <= (role.until or date.max)
        acts = f"counts as {role.of}" if role.side else f"of {role.of}, acts for itself"
        note = "" if held else "not on that day"
        yield "    " + "  ".join(field for field in (role.office, acts, _period(role.since, role.until), note) if field)


def _period(since: date | None, until: date | None) -> str:
    return f"{since or ''}..{until or ''}" if since or until else ""


@app.command()
def unknown(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.")],
    *,
    limit: Annotated[int, typer.Option(min=1, help="How many names.")] = 50,
    least: Annotated[int, typer.Option(min=1, help="Leave out names that stand less often.")] = 2,
    lexicon: LexiconOption = None,
) -> int:
    """List the most frequent names that nothing knows, with an example, as TOML to complete and paste.

    Example: geoint lexicon unknown articles/ --limit 20
    """
    from geoint.articles import Reading
    from geoint.pipeline import ModelMissingError, load
    from geoint.unknown import as_toml, unknown_names

    try:
        nlp = load(lexicons=chosen_lexicons(lexicon))
    except LexiconError as error:
        sys.stderr.write(f"geoint: {error}\n")
        return ExitCode.USAGE
    except ModelMissingError as error:
        sys.stderr.write(f"geoint: {error}\n")
        return ExitCode.MODEL_MISSING
    found = [entry for entry in unknown_names(_readable(paths, Reading()), nlp) if entry.count >= least]
    sys.stdout.write("\n".join(as_toml(entry) for entry in found[:limit]))
    return ExitCode.OK


def _readable(paths: list[str], reading: Reading) -> Iterator[Article]:
    """Yield the articles; what cannot be read is one line on stderr."""
    from geoint.articles import InputFailure, articles

    for item in articles(paths, sys.stdin.buffer, reading):
        if isinstance(item, InputFailure):
            sys.stderr.write(f"geoint: {item.where}: {item.message}\n")
        else:
            yield item
