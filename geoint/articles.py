"""Reading: paths, folders, standard input and JSONL to articles; what cannot be read is said, and the rest goes on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from geoint.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUFFIXES = frozenset({".txt", ".md", ".jsonl"})
STDIN = "-"
BINARY_SAMPLE = 8192  # bytes looked at to tell a binary file


@dataclass(frozen=True, slots=True)
class InputFailure:
    """An input that could not be read: where it stands, and what is wrong and what to do, in one line."""

    where: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The names of the fields of a JSONL article."""

    text: str = "text"
    id: str = "id"
    date: str = "date"
    title: str = "title"
    source: str = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How inputs are read: the day of writing that holds for all, the fields of JSONL, the encoding."""

    date: str | None = None
    keys: Keys = Keys()
    encoding: str = "utf-8-sig"
    stdin_name: str = "stdin"


def iso_day(text: str) -> str:
    """Return an ISO day as ``YYYY-MM-DD``; raises ValueError if the text is none."""
    return date.fromisoformat(text.strip()[:10]).isoformat()


def articles(paths: Iterable[str], stdin: IO[bytes], reading: Reading) -> Iterator[Article | InputFailure]:
    """Yield the articles of files, folders and standard input (``-``) in order, and a failure for what cannot be read."""
    for path in paths:
        if path == STDIN:
            yield from _content(stdin, reading.stdin_name, reading, jsonl=None)
        elif Path(path).is_dir():
            yield from _folder(Path(path), reading)
        else:
            yield from _file(Path(path), reading)


def files(folder: Path) -> list[Path]:
    """Return the readable files of a folder and its folders, sorted; hidden ones are left out."""
    found = (p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
    return sorted(p for p in found if not any(part.startswith(".") for part in p.relative_to(folder).parts))


def _folder(folder: Path, reading: Reading) -> Iterator[Article | InputFailure]:
    found = files(folder)
    if not found:
        yield InputFailure(str(folder), f"no {', '.join(sorted(SUFFIXES))} file in this folder")
    for path in found:
        yield from _file(path, reading)


def _file(path: Path, reading: Reading) -> Iterator[Article | InputFailure]:
    try:
        with path.open("rb") as stream:
            yield from _content(stream, str(path), reading, jsonl=path.suffix.lower() == ".jsonl")
    except FileNotFoundError:
        yield InputFailure(str(path), "no such file; check the path")
    except OSError as error:
        yield InputFailure(str(path), f"cannot be read: {error.strerror}")


def _content(stream: IO[bytes], name: str, reading: Reading, *, jsonl: bool | None) -> Iterator[Article | InputFailure]:
    """Read one input; ``jsonl`` is None where only the content can tell."""
    if jsonl:
        yield from _lines(stream, name, reading)
        return
    data = stream.read()
    if jsonl is None and data.lstrip()[:1] == b"{":
        yield from _lines(data.splitlines(), name, reading)
        return
    if b"\0" in data[:BINARY_SAMPLE] and not reading.encoding.lower().startswith("utf-16"):
        yield InputFailure(name, "binary file, not text; give geoint a text, Markdown or JSONL file")
        return
    text = _decoded(data, name, reading)
    if isinstance(text, str) and not text.strip():
        yield InputFailure(name, "empty: no text to read")
    else:
        yield Article(text=text, id=name, date=reading.date) if isinstance(text, str) else text


def _decoded(data: bytes, name: str, reading: Reading) -> str | InputFailure:
    try:
        return data.decode(reading.encoding).replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        wanted = "UTF-8" if reading.encoding == "utf-8-sig" else reading.encoding
        return InputFailure(name, f"not {wanted} (byte {error.start}); name its encoding, as in --encoding cp1252")


def _lines(lines: Iterable[bytes], name: str, reading: Reading) -> Iterator[Article | InputFailure]:
    empty = True
    for number, line in enumerate(lines, start=1):
        if line.strip():
            empty = False
            yield _row(line, f"{name}:{number}", reading)
    if empty:
        yield InputFailure(name, "empty: no line to read")


def _row(line: bytes, where: str, reading: Reading) -> Article | InputFailure:
    text = _decoded(line, where, reading)
    if isinstance(text, InputFailure):
        return text
    try:
        row: Any = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        return InputFailure(where, f"invalid JSON: {getattr(error, 'msg', 'nested too deeply')}")
    if not isinstance(row, dict):
        return InputFailure(where, 'not a JSON object; each line must be one, as {"text": "..."}')
    return _article(row, where, reading)


def _article(row: dict[str, Any], where: str, reading: Reading) -> Article | InputFailure:
    keys = reading.keys
    text = row.get(keys.text)
    if not isinstance(text, str) or not text.strip():
        return InputFailure(where, f"no text under the key {keys.text!r}; name the key with --text-key")
    day = reading.date or row.get(keys.date)
    try:
        written = iso_day(day) if isinstance(day, str) and day.strip() else None
    except ValueError:
        return InputFailure(where, f"{day!r} is no date; write it as YYYY-MM-DD")
    identity = row.get(keys.id)
    return Article(
        text=text,
        id=where if identity is None else str(identity),
        date=written,
        title=_text(row.get(keys.title)),
        source=_text(row.get(keys.source)),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
