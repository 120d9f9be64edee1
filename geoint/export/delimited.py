"""Flat rows: CSV and TSV of triples, actors or dates."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from geoint.export.flat import COLUMNS, flat_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoint.model import Document

FORMULA = ("=", "+", "-", "@", "\t")  # what makes a spreadsheet run a cell


def write_csv(documents: Iterator[Document], *, rows: str) -> Iterator[str]:
    """Yield comma-separated lines with a header."""
    yield _line(COLUMNS[rows], ",")
    for document in documents:
        yield from (_line([_cell(v) for v in row], ",") for row in flat_rows(document, rows))


def write_tsv(documents: Iterator[Document], *, rows: str) -> Iterator[str]:
    """Yield tab-separated lines with a header; tabs and line ends in cells become spaces."""
    yield "\t".join(COLUMNS[rows]) + "\n"
    for document in documents:
        for row in flat_rows(document, rows):
            yield "\t".join(" ".join(_cell(v).split()) for v in row) + "\n"


def _cell(value: object) -> str:
    """Write a value so that no spreadsheet takes it for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def _line(values: list[str] | tuple[str, ...], delimiter: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\n").writerow(values)
    return buffer.getvalue()
