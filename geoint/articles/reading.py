"""What reading is told, and what it says when it fails."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MAX_CHARS = 2_000_000  # of one text; about 600 pages
MAX_WORD = 10_000  # characters without a space; the tokenizer needs the square of it in time
MAX_BYTES = 1 << 26  # of one file or line that must be held whole, also unpacked: 64 MiB


class Kind(StrEnum):
    """What is wrong with an input, as summaries group it."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    CHANGED = "changed"
    LOOP = "loop of links"
    EMPTY = "empty"
    BINARY = "binary"
    FORMAT = "unknown format"
    NOT_INSTALLED = "reader not installed"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    ENCODING = "wrong encoding"
    JSON = "invalid JSON"
    NO_TEXT = "no text"
    DATE = "no date"
    DUPLICATE = "duplicate id"
    TOO_LONG = "too long"
    MEMORY = "out of memory"
    TIME = "out of time"
    CRASH = "crashed"
    NAME = "name taken"


@dataclass(frozen=True, slots=True)
class InputFailure:
    """An input that could not be read: where it stands, what is wrong and what to do, in one line, and its kind."""

    where: str
    message: str
    kind: str = Kind.UNREADABLE


class ReadingError(Exception):
    """What stops the reading of one input; ``kind`` groups failures in a summary."""

    def __init__(self, kind: Kind, message: str) -> None:
        """Take what is wrong, as a summary groups it, and what is wrong and what to do, in one line."""
        super().__init__(message)
        self.kind = kind

    def at(self, where: str) -> InputFailure:
        """Return the failure of the input that stands there."""
        return InputFailure(where, str(self), self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The names of the fields of a JSON article, and of the columns of CSV."""

    text: str = "text"
    id: str = "id"
    date: str = "date"
    title: str = "title"
    source: str = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How inputs are read: the day of writing that holds for all, the fields of JSON, the encoding, the longest text.

    ``encoding`` is None where it is to be found out; ``max_chars`` counts Unicode code points of one article; ``written`` is
    the file that results go to, which is no article of a folder that it stands in.
    """

    date: str | None = None
    keys: Keys = Keys()
    encoding: str | None = None
    stdin_name: str = "stdin"
    max_chars: int = MAX_CHARS
    written: Path | None = None


def checked(text: str, reading: Reading) -> str:
    """Return a text that is worth reading; raises ReadingError if it has no word, or is or holds something too long."""
    if len(text) > reading.max_chars:
        message = f"too long: {len(text):,} characters; split it, or allow more than {reading.max_chars:,} with --max-chars"
        raise ReadingError(Kind.TOO_LONG, message)
    if not any(map(str.isalpha, text)):
        raise ReadingError(Kind.EMPTY, "empty: no word to read")
    longest = max(map(len, text.split()))
    if longest > MAX_WORD:
        message = f"no text: {longest:,} characters without a space; take out what is no language, or name the format"
        raise ReadingError(Kind.NO_TEXT, message)
    return text
