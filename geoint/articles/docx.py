"""DOCX: paragraphs and the cells of tables in their order, by python-docx."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from geoint.articles.day import day_in
from geoint.articles.encodings import without_surrogates
from geoint.articles.extra import extra
from geoint.articles.reading import MAX_BYTES, InputFailure, Kind, Reading, ReadingError, checked
from geoint.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

PART = "word/document.xml"


def read(data: bytes, name: str, reading: Reading) -> Iterator[Article | InputFailure]:
    """Yield the one article of a document; raises ReadingError if it is none."""
    _check(data)
    docx = extra("docx", "DOCX")
    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join(_paragraphs(document))
        title = str(document.core_properties.title or "")
    except Exception as error:  # a parser of damaged files fails in more ways than it lists
        message = f"broken DOCX: {type(error).__name__}; open it in a word processor and save it again"
        raise ReadingError(Kind.BROKEN, message) from error
    yield Article(
        text=checked(without_surrogates(text)[0], reading),
        id=name,
        date=reading.date or day_in(name),
        title=title.strip() or None,
    )


def _check(data: bytes) -> None:
    """Refuse what is another archive, or unpacks to more than can be held."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {item.filename for item in archive.infolist()}
            unpacked = sum(item.file_size for item in archive.infolist())
    except Exception as error:  # damage raises more than zipfile documents: an archive "of version 23.5" is not implemented
        raise ReadingError(Kind.BROKEN, "broken DOCX or ZIP file; save it again") from error
    if PART not in names:
        raise ReadingError(Kind.FORMAT, "a ZIP archive, not a DOCX; unpack it and give geoint the folder")
    if unpacked > MAX_BYTES:
        message = f"unpacks to {unpacked >> 20:,} MiB, more than {MAX_BYTES >> 20}: no article; check where it comes from"
        raise ReadingError(Kind.TOO_LONG, message)


def _paragraphs(document: Any) -> Iterator[str]:  # noqa: ANN401 -- python-docx has no types
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield from _cells(block)
        elif block.text.strip():
            yield block.text.strip()


def _cells(table: Any) -> Iterator[str]:  # noqa: ANN401 -- python-docx has no types
    """Yield the texts of a table; a cell that spans several is given once."""
    seen = set()
    for row in table.rows:
        for cell in row.cells:
            if cell._tc not in seen and cell.text.strip():  # noqa: SLF001 -- the only identity that a cell has
                seen.add(cell._tc)  # noqa: SLF001
                yield cell.text.strip()
