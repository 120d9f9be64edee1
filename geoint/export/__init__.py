"""Writers of results, one a file, found by name in ``WRITERS``.

A writer is a function from an iterator of documents to an iterator of pieces of text; ``rows`` says of what the
flat formats give a row: ``triples``, ``actors`` or ``dates``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from geoint.export import delimited, jsonfile, jsonl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoint.model import Document

ROWS = ("triples", "actors", "dates")


class Writer(Protocol):
    """Turns documents into pieces of text."""

    def __call__(self, documents: Iterator[Document], *, rows: str) -> Iterator[str]:
        """Yield the pieces to be written, one or more a document."""


WRITERS: dict[str, Writer] = {
    "json": jsonfile.write,
    "jsonl": jsonl.write,
    "csv": delimited.write_csv,
    "tsv": delimited.write_tsv,
}
