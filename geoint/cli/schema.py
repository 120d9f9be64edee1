"""``geoint schema``: print the JSON Schema of the output."""

from __future__ import annotations

import json
import sys


def schema() -> int:
    """Print the JSON Schema that every document of the output follows."""
    from geoint.schema import schema as of_documents

    sys.stdout.write(json.dumps(of_documents(), indent=2, ensure_ascii=False) + "\n")
    return 0
