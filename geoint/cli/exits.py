"""Exit codes, stable: scripts rely on them."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What ``geoint`` exits with."""

    OK = 0  # it ran; also where no triple was found, and where the reader of a pipe went away
    BUG = 1
    USAGE = 2
    SOME_FAILED = 3
    ALL_FAILED = 4
    MODEL_MISSING = 5
    CANNOT_WRITE = 6
    INTERRUPTED = 130
