"""Which files are read: those named, and those in folders that look like articles."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from geoint.articles.formats import SUFFIXES
from geoint.articles.reading import InputFailure, Kind, ReadingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read: its path, its name as it can be printed, and its path below the folder that was given."""

    path: Path
    name: str
    below: Path


def inputs(paths: Iterable[str], written: Path | None = None) -> Iterator[Input | InputFailure]:
    """Yield the files that paths name, and those in their folders, deep and sorted; hidden ones and ``written`` are left out."""
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 -- Path.is_dir raises on a path that holds a null byte
            yield from _folder(Path(path), written)
        else:
            yield Input(Path(path), shown(path), Path(Path(path).name))


def shown(path: str | Path) -> str:
    """Return a path in one printable line: bytes that are no UTF-8 and control characters as escapes."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


@contextmanager
def opened(found: Input) -> Iterator[IO[bytes]]:
    """Open a file for reading; raises ReadingError if it cannot be, or if it changes before it is closed."""
    try:
        with found.path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            yield stream
            after = os.fstat(stream.fileno())
    except FileNotFoundError as error:
        raise ReadingError(Kind.MISSING, "no such file; check the path") from error
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        raise ReadingError(Kind.UNREADABLE, message) from error
    except ValueError as error:
        if "null" not in str(error):
            raise
        raise ReadingError(Kind.MISSING, "no such file; a path holds no null byte") from error
    if stat.S_ISREG(before.st_mode) and (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise ReadingError(Kind.CHANGED, "changed while it was read; read it again when it is complete")


def _folder(folder: Path, written: Path | None) -> Iterator[Input | InputFailure]:
    empty = True
    for found in _walk(folder, folder, ()):
        if isinstance(found, Input) and written is not None and _is_same(found.path, written):
            continue
        empty = False
        yield found
    if empty:
        message = f"no article in this folder; geoint reads {', '.join(sorted(SUFFIXES))}, each also as .gz"
        yield InputFailure(shown(folder), message, kind=Kind.MISSING)


def _walk(folder: Path, top: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Input | InputFailure]:
    """Walk through a folder in the order of the names; a link back to a folder above is a failure, not a loop."""
    try:
        here = _identity(folder)
        if here in above:
            yield InputFailure(shown(folder), "symbolic link to a folder that it stands in; remove it", kind=Kind.LOOP)
            return
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield InputFailure(shown(folder), f"folder cannot be read: {error.strerror}")
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if path.is_dir():
            yield from _walk(path, top, (*above, here))
        elif _is_article(path) and (path.is_file() or not path.exists()):
            yield Input(path, shown(path), path.relative_to(top))


def _is_same(path: Path, written: Path) -> bool:
    return path.exists() and written.exists() and path.samefile(written)


def _identity(folder: Path) -> tuple[int, int]:
    found = folder.stat()
    return found.st_dev, found.st_ino


def _is_article(path: Path) -> bool:
    suffix = path.suffix.lower()
    return (Path(path.stem).suffix.lower() if suffix == ".gz" else suffix) in SUFFIXES
