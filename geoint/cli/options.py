"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geoint.articles import iso_day

USER_LEXICON = Path("geoint.toml")
LexiconOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--lexicon",
        metavar="FILE.toml",
        help="Your own actors, over ours; may be repeated, the last on top. Default: geoint.toml where the command runs.",
    ),
]


def chosen_lexicons(given: list[Path] | None) -> list[Path]:
    """Return the lexicons that the user named; without any, the one in the working directory if there is one."""
    if given:
        return given
    return [USER_LEXICON] if USER_LEXICON.is_file() else []


def iso_day_or_none(value: str | None) -> str | None:
    """Check a day given on the command line."""
    if value is None:
        return None
    try:
        return iso_day(value)
    except ValueError as error:
        message = f"{value!r} is no date; write it as YYYY-MM-DD"
        raise typer.BadParameter(message) from error
