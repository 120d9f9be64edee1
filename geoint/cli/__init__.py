"""The command line: each command parses, calls the library, and prints; no logic of its own."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``geoint``; the exit codes are documented in its help."""
    from geoint.cli.app import run  # noqa: PLC0415 -- Typer is imported only where the command line is used

    raise SystemExit(run(sys.argv[1:]))
