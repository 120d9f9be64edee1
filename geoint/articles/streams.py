"""One input from its first byte to its articles: unpack, tell the format, and hand it to its reader."""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from geoint.articles import docx, html, pdf, plain, rows
from geoint.articles.formats import Format, foreign, format_of
from geoint.articles.reading import MAX_BYTES, InputFailure, Kind, Reading, ReadingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geoint.model import Article

HEAD = 1 << 16  # bytes that tell the format
LEAST = 16  # bytes that a slow pipe must have given before the format is told
BOMB = 200  # times that no text shrinks
HARMLESS = 1 << 22  # bytes that may shrink more: a file of blanks
PACKINGS = 2  # gzip in gzip; nobody packs deeper in earnest

WHOLE: dict[Format, Callable[[bytes, str, Reading], Iterator[Article | InputFailure]]] = {
    Format.TEXT: plain.read,
    Format.HTML: html.read,
    Format.PDF: pdf.read,
    Format.DOCX: docx.read,
    Format.JSON: rows.read_json,
}
STREAMED: dict[Format, Callable[[IO[bytes], str, Reading], Iterator[Article | InputFailure]]] = {
    Format.JSONL: rows.read_jsonl,
    Format.CSV: rows.read_csv,
}


@dataclass(frozen=True, slots=True)
class Whole:
    """A file that is read as a whole: its format, its bytes unpacked, its name."""

    kind: Format
    data: bytes
    name: str


def read_stream(stream: IO[bytes], name: str, reading: Reading) -> Iterator[Article | InputFailure]:
    """Yield the articles of one input; what it is called helps to tell its format and its day."""
    for piece in pieces(stream, name, reading):
        if isinstance(piece, Whole):
            yield from _survived(piece, reading)
        else:
            yield piece


def pieces(stream: IO[bytes], name: str, reading: Reading) -> Iterator[Article | InputFailure | Whole]:
    """Yield what one input holds, without opening what only ``read_whole`` opens: documents may be traps, rows are not."""
    try:
        kind, content = unpacked(stream, name, reading.keys.text)
        if kind in STREAMED:
            yield from STREAMED[kind](content, name, reading)
        else:
            yield Whole(kind, whole(content), name)
    except ReadingError as error:
        yield error.at(name)
    except (zlib.error, gzip.BadGzipFile, EOFError) as error:
        yield InputFailure(name, f"broken gzip: {error}; pack it again", kind=Kind.BROKEN)


def read_whole(piece: Whole, reading: Reading) -> Iterator[Article | InputFailure]:
    """Yield the articles of a file that is read as a whole."""
    try:
        yield from WHOLE[piece.kind](piece.data, piece.name, reading)
    except ReadingError as error:
        yield error.at(piece.name)


def _survived(piece: Whole, reading: Reading) -> Iterator[Article | InputFailure]:
    try:
        yield from read_whole(piece, reading)
    except MemoryError:
        yield InputFailure(piece.name, "needs more memory than there is; split it", kind=Kind.MEMORY)


def unpacked(stream: IO[bytes], name: str, column: str) -> tuple[Format, IO[bytes]]:
    """Return the format of an input and its bytes from the start; raises ReadingError if geoint does not read it."""
    for _ in range(PACKINGS + 1):
        head = _head(stream)
        if not head:
            raise ReadingError(Kind.EMPTY, "empty: no word to read")
        if message := foreign(head):
            raise ReadingError(Kind.FORMAT, message)
        kind = format_of(head, name, column)
        stream = io.BufferedReader(_Rejoined(head, stream), HEAD)
        if kind is not Format.GZIP:
            return kind, stream
        stream = io.BufferedReader(_Unpacked(_Counted(stream)), HEAD)
        name = name.removesuffix(".gz").removesuffix(".GZ")
    raise ReadingError(Kind.FORMAT, "packed again and again; unpack it first")


def whole(stream: IO[bytes]) -> bytes:
    """Return all bytes of an input; raises ReadingError if they are too many to be held."""
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        message = f"too large: more than {MAX_BYTES >> 20} MiB (unpacked); split it, or give JSONL with one article a line"
        raise ReadingError(Kind.TOO_LONG, message)
    return data


def _head(stream: IO[bytes]) -> bytes:
    """Return the first bytes, without waiting for more than what a slow pipe has to give."""
    head = b""
    while len(head) < LEAST and (more := stream.read1(HEAD)):  # type: ignore[attr-defined]  # all that come here have it
        head += more
    return head


class _Counted:
    """Packed bytes, and how many of them were read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.count += len(data)
        return data


class _Unpacked(io.RawIOBase):
    """The content of a gzip stream; a bomb goes off harmlessly."""

    def __init__(self, packed: _Counted) -> None:
        self.packed = packed
        self.content = gzip.GzipFile(fileobj=packed)  # type: ignore[call-overload]  # it only reads
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self.content.read1(len(buffer))
        self.count += len(data)
        if self.count > HARMLESS and self.count > BOMB * self.packed.count:
            message = f"unpacks to more than {BOMB} times its size: no articles; check where it comes from"
            raise ReadingError(Kind.TOO_LONG, message)
        buffer[: len(data)] = data
        return len(data)


class _Rejoined(io.RawIOBase):
    """A stream whose first bytes were read already."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self.head = head
        self.rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self.head[: len(buffer)] or self.rest.read1(len(buffer))  # type: ignore[attr-defined]
        self.head = self.head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)
