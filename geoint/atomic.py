"""Files that are there whole or not at all: written beside, forced to the disk, and renamed."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class CannotWriteError(RuntimeError):
    """The output cannot be written; the message names it and the cause."""


def write(target: Path, pieces: Iterable[str]) -> None:
    """Write a text file, whole or not at all; raises CannotWriteError, and leaves what stood there before."""
    temporary: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".geoint-", suffix=".part")
        temporary = Path(name)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            for piece in pieces:
                stream.write(piece)
            stream.flush()
            os.fchmod(stream.fileno(), 0o666 & ~_umask())
            os.fsync(stream.fileno())
        temporary.replace(target)
        _sync(target.parent)
    except OSError as error:
        raise cannot(target, error) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def cannot(target: Path, error: OSError) -> CannotWriteError:
    """Return the error of an output that cannot be written."""
    return CannotWriteError(f"cannot write {target}: {error.strerror or error}; what is done is kept")


def _sync(folder: Path) -> None:
    """Force a rename to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
