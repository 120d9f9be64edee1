"""Reading: paths, folders, standard input, in any format and encoding, to articles; what cannot be read is said.

One reader a format, each in its file; ``formats`` tells by content and name which one. A text is found once, decoded
once, and its offsets hold for the text as decoded.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from geoint.articles.day import iso_day
from geoint.articles.inputs import STDIN, Input, inputs, opened, shown
from geoint.articles.reading import MAX_CHARS, InputFailure, Keys, Kind, Reading, ReadingError
from geoint.articles.streams import Whole, pieces, read_stream, read_whole
from geoint.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "MAX_CHARS",
    "STDIN",
    "Article",
    "Input",
    "InputFailure",
    "Keys",
    "Kind",
    "Reading",
    "ReadingError",
    "Whole",
    "articles",
    "duplicate",
    "inputs",
    "iso_day",
    "opened",
    "pieces",
    "read_stream",
    "read_whole",
    "shown",
]


def articles(paths: Iterable[str], stdin: IO[bytes], reading: Reading) -> Iterator[Article | InputFailure]:
    """Yield the articles of files, folders and standard input (``-``) in order, and a failure for what cannot be read."""
    for path in paths:
        if path == STDIN:
            yield from _unique(read_stream(stdin, reading.stdin_name, reading), reading.stdin_name)
            continue
        for found in inputs([path], reading.written):
            if isinstance(found, InputFailure):
                yield found
            else:
                yield from _unique(_file(found, reading), found.name)


def _file(found: Input, reading: Reading) -> Iterator[Article | InputFailure]:
    try:
        with opened(found) as stream:
            yield from read_stream(stream, found.name, reading)
    except ReadingError as error:
        yield error.at(found.name)


def _unique(found: Iterator[Article | InputFailure], where: str) -> Iterator[Article | InputFailure]:
    """Let the first article of an input have an id, and refuse it to the next ones."""
    seen: set[str] = set()
    for item in found:
        if isinstance(item, Article) and item.id is not None:
            if item.id in seen:
                yield duplicate(item.id, where)
                continue
            seen.add(item.id)
        yield item


def duplicate(identity: str, where: str) -> InputFailure:
    """Return the failure of an article whose id another one of its input has."""
    message = f"the id {identity!r} was given before; make ids unique, or name another key with --id-key"
    return InputFailure(where, message, kind=Kind.DUPLICATE)
