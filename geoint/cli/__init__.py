"""The command line: each command parses, calls the library, and prints; no logic of its own."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``geoint``; the exit codes are documented in its help."""
    from geoint.cli.app import run

    raise SystemExit(run(sys.argv[1:]))
