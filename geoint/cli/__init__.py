"""The command line: each command parses, calls the library, and prints; no logic of its own."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run ``geoint``; the exit codes are documented in its help."""
    from geoint.cli.app import run  # noqa: PLC0415 -- Typer is imported only where the command line is used

    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has gone; whatever Python flushes at exit must not raise again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    raise SystemExit(code)
