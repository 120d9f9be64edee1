"""One JSON object a line, one line a document."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoint.model import Document


def write(documents: Iterator[Document], *, rows: str) -> Iterator[str]:  # noqa: ARG001 -- a document has all rows
    """Yield a line for every document, in the contract that ``geoint schema`` prints."""
    for document in documents:
        yield json.dumps(plain(document), ensure_ascii=False) + "\n"


def plain(document: Document) -> dict[str, Any]:
    """Return a document as plain data, ``schema_version`` first; its text only where it was asked for."""
    values = asdict(document)
    if document.document.text is None:
        del values["document"]["text"]
    return {"schema_version": values.pop("schema_version"), **values}
