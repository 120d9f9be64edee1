"""Text and Markdown, with what its front matter says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geoint.articles.day import day_in, known_day
from geoint.articles.encodings import decode
from geoint.articles.reading import InputFailure, Reading, checked
from geoint.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

# --- (or +++, Hugo's TOML), "key: value" lines, and the same mark again, at the very start.
_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\r?\n((?:[ \t]*(?:#.*|[\w-]+[ \t]*[:=].*|-[ \t].*)?\r?\n){0,60}?)\1[ \t]*(?:\r?\n|\Z)")
_FIELD = re.compile(r"^([\w-]+)[ \t]*[:=][ \t]*(.*?)[ \t]*$", re.MULTILINE)
QUOTES = "\"'"


def read(data: bytes, name: str, reading: Reading) -> Iterator[Article | InputFailure]:
    """Yield the one article of a text file; raises ReadingError if it is none."""
    text, warnings = decode(data, reading.encoding)
    fields, body = front_matter(text)
    yield Article(
        text=checked(body, reading),
        id=name,
        date=reading.date or known_day(fields.get("date")) or day_in(name),
        title=fields.get("title") or None,
        source=fields.get("source") or None,
        warnings=warnings,
    )


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the fields of the front matter by their names, and the text below it."""
    found = _FRONT.match(text)
    if not found:
        return {}, text
    return {key.lower(): value.strip(QUOTES) for key, value in _FIELD.findall(found[2])}, text[found.end() :]
