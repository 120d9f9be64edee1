"""One JSON array of documents, indented for reading."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geoint.export.jsonl import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoint.model import Document


def write(documents: Iterator[Document], *, rows: str) -> Iterator[str]:  # noqa: ARG001 -- a document has all rows
    """Yield an array of the documents, piece by piece."""
    before = "[\n"
    for document in documents:
        yield before + json.dumps(plain(document), ensure_ascii=False, indent=2)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
