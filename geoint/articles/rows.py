"""Articles as rows: JSON lines, a JSON object or list of them (also trafilatura's), CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import IO, TYPE_CHECKING, Any

from geoint.articles.day import day_in, iso_day
from geoint.articles.encodings import SAMPLE, decode, encoding_of, without_surrogates
from geoint.articles.reading import MAX_BYTES, InputFailure, Kind, Reading, ReadingError, checked
from geoint.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

DELIMITERS = (",", ";", "\t", "|")


def read_jsonl(stream: IO[bytes], name: str, reading: Reading) -> Iterator[Article | InputFailure]:
    """Yield the article of each line; a line that cannot be read is a failure, and the rest goes on."""
    for where, line in lines(stream, name):
        yield read_line(line, where, reading, name=name)


def lines(stream: IO[bytes], name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the lines that are not blank with where they stand; raises ReadingError if one is too long to be held."""
    number = 0
    empty = True
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            message = f"line {number} is longer than {MAX_BYTES >> 20} MiB; give JSONL with one article a line"
            raise ReadingError(Kind.TOO_LONG, message)
        if line.strip():
            empty = False
            yield f"{name}:{number}", line
    if empty:
        raise ReadingError(Kind.EMPTY, "empty: no line to read")


def read_line(line: bytes, where: str, reading: Reading, *, name: str) -> Article | InputFailure:
    """Return the article of one line of JSON."""
    try:
        text, warnings = decode(line, reading.encoding)
        return _article(_parsed(text), where, reading, name=name, warnings=warnings)
    except ReadingError as error:
        return error.at(where)


def read_json(data: bytes, name: str, reading: Reading) -> Iterator[Article | InputFailure]:
    """Yield the article of a JSON object, or those of a list of objects; raises ReadingError if it is neither."""
    text, warnings = decode(data, reading.encoding)
    try:
        value = _parsed(text)
    except ReadingError:
        if not _has_lines(text):
            raise
        yield from read_jsonl(io.BytesIO(data), name, reading)
        return
    many = isinstance(value, list)
    if many and not value:
        raise ReadingError(Kind.EMPTY, "empty: no article in the list")
    for number, row in enumerate(value if many else [value], start=1):
        where = f"{name}:{number}" if many else name
        try:
            yield _article(row, where, reading, name=name, warnings=warnings)
        except ReadingError as error:
            yield error.at(where)


def read_csv(stream: IO[bytes], name: str, reading: Reading) -> Iterator[Article | InputFailure]:
    """Yield the article of each row; the header names the columns, the delimiter is the one that finds the text's."""
    head = stream.peek(SAMPLE)[:SAMPLE]  # type: ignore[attr-defined]  # all that come here are buffered
    errors = "strict" if reading.encoding else "replace"
    text = io.TextIOWrapper(stream, encoding=reading.encoding or encoding_of(head), errors=errors, newline="")
    try:
        for number, row in _csv_rows(text, reading.keys.text):
            where = f"{name}:{number}"
            try:
                yield _article(row, where, reading, name=name, warnings=())
            except ReadingError as error:
                yield error.at(where)
    except UnicodeError as error:
        message = f"not {text.encoding}; name its encoding, as in --encoding cp1252"
        raise ReadingError(Kind.ENCODING, message) from error
    except csv.Error as error:
        message = f"no CSV: {error}; quote fields that hold line breaks or quotes"
        raise ReadingError(Kind.BROKEN, message) from error


def _csv_rows(text: io.TextIOWrapper, key: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row with the line that it begins on."""
    csv.field_size_limit(MAX_BYTES)  # the module has one limit for all, and its default is shorter than an article may be
    header = text.readline(SAMPLE).removeprefix("\ufeff")
    delimiter = next((d for d in DELIMITERS if key in _cells(header, d)), None)
    if delimiter is None:
        message = f"no column {key!r} in its first line; name the column of the text with --text-key"
        raise ReadingError(Kind.NO_TEXT, message)
    columns = _cells(header, delimiter)
    rows = csv.reader(iter(lambda: text.readline(MAX_BYTES), ""), delimiter=delimiter)
    before = 0
    for row in rows:
        if row:
            yield before + 2, dict(zip(columns, row, strict=False))
        before = rows.line_num


def _cells(header: str, delimiter: str) -> list[str]:
    return [cell.strip() for cell in next(csv.reader([header], delimiter=delimiter), [])]


def _parsed(text: str) -> Any:  # noqa: ANN401 -- any JSON
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = f"invalid JSON: {error.msg} (line {error.lineno}, column {error.colno})"
        raise ReadingError(Kind.JSON, message) from error
    except RecursionError as error:
        raise ReadingError(Kind.JSON, "invalid JSON: nested too deeply") from error
    except ValueError as error:  # an integer of more digits than Python converts
        message = f"invalid JSON: {error}"
        raise ReadingError(Kind.JSON, message) from error


def _has_lines(text: str) -> bool:
    """Tell whether a text that is no JSON value is one a line."""
    first, _, rest = text.strip().partition("\n")
    try:
        return bool(rest) and isinstance(_parsed(first), dict)
    except ReadingError:
        return False


def _article(value: object, where: str, reading: Reading, *, name: str, warnings: tuple[str, ...]) -> Article:
    if not isinstance(value, dict):
        raise ReadingError(Kind.JSON, 'not a JSON object; each article must be one, as {"text": "..."}')
    keys = reading.keys
    text = value.get(keys.text)
    if not isinstance(text, str):
        message = f"no text under the key {keys.text!r}; name the key with --text-key"
        raise ReadingError(Kind.NO_TEXT, message)
    text, replaced = without_surrogates(text)
    return Article(
        text=checked(text, reading),
        id=_identity(value.get(keys.id), where),
        date=_day(value.get(keys.date), reading) or day_in(name),
        title=_line(value.get(keys.title)),
        source=_line(value.get(keys.source)),
        warnings=(*warnings, *replaced),
    )


def _identity(value: object, where: str) -> str:
    return where if value is None or value == "" else without_surrogates(str(value))[0]


def _day(value: object, reading: Reading) -> str | None:
    if reading.date:
        return reading.date
    if not isinstance(value, str) or not value.strip():
        return None
    try:
        return iso_day(value)
    except ValueError as error:
        message = f"{value[:40]!r} is no date; write it as YYYY-MM-DD"
        raise ReadingError(Kind.DATE, message) from error


def _line(value: object) -> str | None:
    return without_surrogates(value)[0] if isinstance(value, str) and value else None
